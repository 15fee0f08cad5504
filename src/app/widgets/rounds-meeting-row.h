/* rounds-meeting-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_MEETING_ROW (rounds_meeting_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsMeetingRow, rounds_meeting_row, ROUNDS, MEETING_ROW, RoundsRecordRow)

GtkWidget *rounds_meeting_row_new (RoundsRow *row);

G_END_DECLS
