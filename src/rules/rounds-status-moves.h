/* rounds-status-moves.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

/**
 * RoundsStatusMove:
 * @from: a status
 * @to: the statuses it may change to, with blanks between
 */
typedef struct
{
  const char *from;
  const char *to;
} RoundsStatusMove;

/* Each ends with a %NULL. */
extern const RoundsStatusMove rounds_task_moves[];
extern const RoundsStatusMove rounds_meeting_moves[];

gboolean rounds_status_check_move (const RoundsStatusMove  *moves,
                                   const RoundsField       *field,
                                   const char              *from,
                                   const char              *to,
                                   GError                 **error);

G_END_DECLS
