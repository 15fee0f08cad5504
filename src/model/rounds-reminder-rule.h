/* rounds-reminder-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_REMINDER_RULE (rounds_reminder_rule_get_type ())
ROUNDS_DECLARE_RECORD (RoundsReminderRule, rounds_reminder_rule, ROUNDS, REMINDER_RULE)

G_END_DECLS
