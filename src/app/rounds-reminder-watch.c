/* rounds-reminder-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-reminder-watch.h"

/* A machine that sleeps does not count the time: each minute it is looked what time it is. */
#define LOOK G_TIME_SPAN_MINUTE

struct _RoundsReminderWatch
{
  GObject parent_instance;

  RoundsReminderClock clock;
  GPtrArray *reminders; /* RoundsDueReminder, nullable: not known yet */
  GHashTable *told;     /* id -> the instant it was due at */
  guint timer;
};

enum
{
  DUE,
  OVERDUE,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsReminderWatch, rounds_reminder_watch, G_TYPE_OBJECT)

RoundsDueReminder *
rounds_due_reminder_new (const char *id,
                         const char *title,
                         const char *institution,
                         gint64      when)
{
  RoundsDueReminder *self = g_new0 (RoundsDueReminder, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->institution = g_strdup (institution);
  self->when = when;
  return self;
}

void
rounds_due_reminder_free (RoundsDueReminder *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->institution);
  g_free (self);
}

static gboolean
on_timer (gpointer user_data)
{
  RoundsReminderWatch *self = user_data;

  self->timer = 0;
  rounds_reminder_watch_look (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (RoundsReminderWatch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->reminders != NULL && self->reminders->len > 0)
    self->timer = g_timeout_add ((guint) (rounds_reminder_watch_get_wait (self) / G_TIME_SPAN_MILLISECOND) + 1, on_timer, self);
}

static gboolean
was_told (RoundsReminderWatch     *self,
          const RoundsDueReminder *reminder)
{
  const gint64 *when = g_hash_table_lookup (self->told, reminder->id);

  return when != NULL && *when == reminder->when;
}

static void
note (RoundsReminderWatch     *self,
      const RoundsDueReminder *reminder)
{
  g_hash_table_insert (self->told, g_strdup (reminder->id), g_memdup2 (&reminder->when, sizeof reminder->when));
}

static gboolean
is_still_due (RoundsReminderWatch *self,
              const char          *id,
              gint64               when)
{
  for (guint i = 0; i < self->reminders->len; i++)
    {
      const RoundsDueReminder *reminder = g_ptr_array_index (self->reminders, i);

      if (g_str_equal (reminder->id, id))
        return reminder->when == when;
    }

  return FALSE;
}

/* What was told and is done since, here or elsewhere. */
static void
forget_gone (RoundsReminderWatch *self)
{
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, when;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &id, &when))
    if (!is_still_due (self, id, *(gint64 *) when))
      {
        g_ptr_array_add (gone, g_strdup (id));
        g_hash_table_iter_remove (&iter);
      }

  for (guint i = 0; i < gone->len; i++)
    g_signal_emit (self, signals[GONE], 0, g_ptr_array_index (gone, i));
}

static void
rounds_reminder_watch_dispose (GObject *object)
{
  RoundsReminderWatch *self = ROUNDS_REMINDER_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->reminders, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_reminder_watch_parent_class)->dispose (object);
}

static void
rounds_reminder_watch_class_init (RoundsReminderWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_reminder_watch_dispose;

  signals[DUE] = g_signal_new ("due", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[OVERDUE] = g_signal_new ("overdue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_UINT);
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rounds_reminder_watch_init (RoundsReminderWatch *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rounds_reminder_watch_new:
 * @clock: tells the time, g_get_real_time() outside of tests
 *
 * Returns: (transfer full): a watch that knows nothing yet
 */
RoundsReminderWatch *
rounds_reminder_watch_new (RoundsReminderClock clock)
{
  RoundsReminderWatch *self = g_object_new (ROUNDS_TYPE_REMINDER_WATCH, NULL);

  self->clock = clock;
  return self;
}

/**
 * rounds_reminder_watch_set_reminders:
 * @reminders: (transfer full) (element-type RoundsDueReminder): all that are open
 *
 * Of those that are due the first time, only their number is told.
 */
void
rounds_reminder_watch_set_reminders (RoundsReminderWatch *self,
                                     GPtrArray           *reminders)
{
  gboolean is_first = self->reminders == NULL;
  gint64 now = self->clock ();
  guint n_overdue = 0;

  g_return_if_fail (ROUNDS_IS_REMINDER_WATCH (self));

  g_clear_pointer (&self->reminders, g_ptr_array_unref);
  self->reminders = reminders;
  for (guint i = 0; is_first && i < reminders->len; i++)
    {
      const RoundsDueReminder *reminder = g_ptr_array_index (reminders, i);

      if (reminder->when <= now)
        {
          note (self, reminder);
          n_overdue++;
        }
    }
  if (n_overdue > 0)
    g_signal_emit (self, signals[OVERDUE], 0, n_overdue);

  forget_gone (self);
  rounds_reminder_watch_look (self);
}

/**
 * rounds_reminder_watch_look:
 *
 * Looks at the clock, tells of what has fallen due since, and sleeps until the next one.
 */
void
rounds_reminder_watch_look (RoundsReminderWatch *self)
{
  g_autoptr(GPtrArray) reminders = NULL;
  gint64 now;

  g_return_if_fail (ROUNDS_IS_REMINDER_WATCH (self));

  if (self->reminders == NULL)
    return;

  /* Who is told may make others known. */
  reminders = g_ptr_array_ref (self->reminders);
  now = self->clock ();
  for (guint i = 0; i < reminders->len; i++)
    {
      RoundsDueReminder *reminder = g_ptr_array_index (reminders, i);

      if (reminder->when > now || was_told (self, reminder))
        continue;
      note (self, reminder);
      g_signal_emit (self, signals[DUE], 0, reminder);
    }
  set_timer (self);
}

/**
 * rounds_reminder_watch_get_wait:
 *
 * Returns: in how many microseconds it is looked again, a minute at most
 */
gint64
rounds_reminder_watch_get_wait (RoundsReminderWatch *self)
{
  gint64 now = self->clock ();
  gint64 wait = LOOK;

  g_return_val_if_fail (ROUNDS_IS_REMINDER_WATCH (self), LOOK);

  for (guint i = 0; self->reminders != NULL && i < self->reminders->len; i++)
    {
      const RoundsDueReminder *reminder = g_ptr_array_index (self->reminders, i);

      if (!was_told (self, reminder))
        wait = MIN (wait, MAX (reminder->when - now, 0));
    }

  return wait;
}
