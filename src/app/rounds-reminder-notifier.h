/* rounds-reminder-notifier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsReminderNotifier:
 *
 * Tells the person of their reminders, through the desktop: each when it falls due, with what can be done about it, and those that
 * were due before the program began in one. What is done elsewhere goes away by itself.
 */
#define ROUNDS_TYPE_REMINDER_NOTIFIER (rounds_reminder_notifier_get_type ())
G_DECLARE_FINAL_TYPE (RoundsReminderNotifier, rounds_reminder_notifier, ROUNDS, REMINDER_NOTIFIER, GObject)

RoundsReminderNotifier *rounds_reminder_notifier_new (GtkApplication  *application,
                                                      RoundsWorkspace *workspace);

G_END_DECLS
