/* rounds-reminder-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RoundsDueReminder:
 * @id: of the reminder
 * @title: what it says
 * @institution: (nullable): the name of the institution it is about
 * @when: the instant at which it is due
 */
typedef struct
{
  char *id;
  char *title;
  char *institution;
  gint64 when;
} RoundsDueReminder;

RoundsDueReminder *rounds_due_reminder_new  (const char        *id,
                                             const char        *title,
                                             const char        *institution,
                                             gint64             when);
void               rounds_due_reminder_free (RoundsDueReminder *self);

/**
 * RoundsReminderWatch:
 *
 * Knows the reminders that are open and tells when one falls due. It sleeps until the next one, and looks at the clock once a minute at
 * least: a machine that was asleep and a clock that was set are noticed then.
 *
 * Signals: `due (RoundsDueReminder *)`: one has fallen due; `overdue (guint)`: so many were due already when the first were made known;
 * `gone (const char *)`: one of which was told is done, put off or deleted.
 */
#define ROUNDS_TYPE_REMINDER_WATCH (rounds_reminder_watch_get_type ())
G_DECLARE_FINAL_TYPE (RoundsReminderWatch, rounds_reminder_watch, ROUNDS, REMINDER_WATCH, GObject)

/**
 * RoundsReminderClock:
 *
 * Returns: what time it is, an instant
 */
typedef gint64 (*RoundsReminderClock) (void);

RoundsReminderWatch *rounds_reminder_watch_new           (RoundsReminderClock  clock);
void                 rounds_reminder_watch_set_reminders (RoundsReminderWatch *self,
                                                          GPtrArray           *reminders);
void                 rounds_reminder_watch_look          (RoundsReminderWatch *self);
gint64               rounds_reminder_watch_get_wait      (RoundsReminderWatch *self);

G_END_DECLS
