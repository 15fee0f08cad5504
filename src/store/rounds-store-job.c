/* rounds-store-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-store-worker.h"

RoundsStoreJob *
rounds_store_job_new (RoundsStore     *store,
                      gboolean         writes,
                      RoundsStoreFunc  func,
                      gpointer         user_data)
{
  RoundsStoreJob *self = g_new0 (RoundsStoreJob, 1);

  self->store = store;
  self->writes = writes;
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->condition);

  return self;
}

void
rounds_store_job_free (RoundsStoreJob *self)
{
  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  g_clear_pointer (&self->changes, rounds_changes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->condition);
  g_free (self);
}

/*
 * Waits for the answer of a job without a task.
 */
gpointer
rounds_store_job_wait (RoundsStoreJob  *self,
                       GError         **error)
{
  g_mutex_lock (&self->mutex);
  while (!self->done)
    g_cond_wait (&self->condition, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->result);
}
