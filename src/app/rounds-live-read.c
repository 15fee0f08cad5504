/* rounds-live-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-live-read.h"

#include "model/rounds-registry.h"

struct _RoundsLiveRead
{
  GObject parent_instance;

  RoundsStore *store;
  GPtrArray *kinds; /* RoundsEntityInfo, borrowed */
  RoundsStoreFunc func;
  GDestroyNotify answer_free;
  char *argument;
  GCancellable *cancellable;
  gboolean asked;
  gboolean again;
};

enum
{
  ANSWERED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsLiveRead, rounds_live_read, G_TYPE_OBJECT)

static void ask_now (RoundsLiveRead *self);

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsLiveRead) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer answer = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    {
      g_clear_object (&self->cancellable);

      if (answer != NULL)
        g_signal_emit (self, signals[ANSWERED], 0, answer);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);

      if (self->again)
        ask_now (self);
    }

  if (answer != NULL)
    self->answer_free (answer);
}

static void
ask_now (RoundsLiveRead *self)
{
  self->again = FALSE;
  self->cancellable = g_cancellable_new ();
  rounds_store_read_async (self->store, self->func, g_strdup (self->argument), g_free, self->answer_free,
                           self->cancellable, on_answered, g_object_ref (self));
}

static void
on_store_changed (RoundsLiveRead *self,
                  RoundsChanges  *changes,
                  RoundsStore    *store)
{
  if (!self->asked)
    return;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      GHashTable *ids = rounds_changes_get_ids (changes, g_ptr_array_index (self->kinds, i));

      if (ids != NULL && g_hash_table_size (ids) > 0)
        {
          rounds_live_read_ask (self);
          return;
        }
    }
}

static void
rounds_live_read_dispose (GObject *object)
{
  RoundsLiveRead *self = ROUNDS_LIVE_READ (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->argument, g_free);

  G_OBJECT_CLASS (rounds_live_read_parent_class)->dispose (object);
}

static void
rounds_live_read_class_init (RoundsLiveReadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_live_read_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rounds_live_read_init (RoundsLiveRead *self)
{
  self->kinds = g_ptr_array_new ();
}

/**
 * rounds_live_read_new:
 * @store: where to ask
 * @kinds: (array zero-terminated=1): the kinds of record that the answer depends on
 * @func: the question; its user data is the argument, see rounds_live_read_set_argument()
 * @answer_free: frees an answer
 *
 * Returns: (transfer full): a question that has not been asked yet
 */
RoundsLiveRead *
rounds_live_read_new (RoundsStore        *store,
                      const char * const *kinds,
                      RoundsStoreFunc     func,
                      GDestroyNotify      answer_free)
{
  RoundsLiveRead *self;

  g_return_val_if_fail (ROUNDS_IS_STORE (store), NULL);
  g_return_val_if_fail (func != NULL && answer_free != NULL, NULL);

  self = g_object_new (ROUNDS_TYPE_LIVE_READ, NULL);
  self->store = g_object_ref (store);
  self->func = func;
  self->answer_free = answer_free;
  for (guint i = 0; kinds[i] != NULL; i++)
    g_ptr_array_add (self->kinds, (gpointer) rounds_registry_find (kinds[i]));

  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rounds_live_read_set_argument:
 * @argument: (nullable): a text that the question is about, such as a record's id
 *
 * Does not ask: rounds_live_read_ask() does. The answer to an earlier argument is dropped.
 */
void
rounds_live_read_set_argument (RoundsLiveRead *self,
                               const char     *argument)
{
  g_return_if_fail (ROUNDS_IS_LIVE_READ (self));

  if (!g_set_str (&self->argument, argument) || self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * rounds_live_read_ask:
 *
 * Asks, or asks once more when the answer that is on its way may be out of date.
 */
void
rounds_live_read_ask (RoundsLiveRead *self)
{
  g_return_if_fail (ROUNDS_IS_LIVE_READ (self));

  self->asked = TRUE;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    ask_now (self);
}
