/* rounds-reminder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_REMINDER (rounds_reminder_get_type ())
ROUNDS_DECLARE_RECORD (RoundsReminder, rounds_reminder, ROUNDS, REMINDER)

G_END_DECLS
