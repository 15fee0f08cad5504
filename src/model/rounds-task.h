/* rounds-task.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_task_status_choices[];

#define ROUNDS_TYPE_TASK (rounds_task_get_type ())
ROUNDS_DECLARE_RECORD (RoundsTask, rounds_task, ROUNDS, TASK)

G_END_DECLS
