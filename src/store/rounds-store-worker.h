/* rounds-store-worker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsStoreJob:
 * @store: whose job it is; kept by the @task or by the thread that waits
 * @func: what to do; %NULL tells the thread to end
 * @user_data: for @func; freed where the answer goes
 * @result_free: (nullable): for an answer nobody takes
 * @task: (nullable): gets the answer on its own context; without one a thread waits for @done
 * @answered: (nullable): instead: gets the answer at once. Such a write may share its transaction with others that wait
 * @changes: (nullable): of a write, what was changed, for the announcement
 */
typedef struct
{
  RoundsStore *store;
  gboolean writes;
  RoundsStoreFunc func;
  gpointer user_data;
  GDestroyNotify user_data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  GTask *task;
  RoundsStoreAnswered answered;

  gpointer result;
  GError *error;
  RoundsChanges *changes;

  GMutex mutex;
  GCond condition;
  gboolean done;
} RoundsStoreJob;

/**
 * RoundsStoreWorker:
 *
 * A thread with a connection of its own, which does the jobs of a queue.
 */
typedef struct _RoundsStoreWorker RoundsStoreWorker;

RoundsStoreJob    *rounds_store_job_new       (RoundsStore         *store,
                                               gboolean             writes,
                                               RoundsStoreFunc      func,
                                               gpointer             user_data);
void               rounds_store_job_free      (RoundsStoreJob      *self);
gpointer           rounds_store_job_wait      (RoundsStoreJob      *self,
                                               GError             **error);

RoundsStoreWorker *rounds_store_worker_new    (const char          *name,
                                               const char          *uri,
                                               RoundsDatabaseFlags  flags,
                                               RoundsDatabase      *database,
                                               GAsyncQueue         *jobs);
void               rounds_store_worker_join   (RoundsStoreWorker   *self);

void               rounds_store_announce      (RoundsStore         *store,
                                               RoundsChanges       *changes,
                                               gint64               head);

G_END_DECLS
