/* rounds-contact-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_CONTACT_ROW (rounds_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsContactRow, rounds_contact_row, ROUNDS, CONTACT_ROW, RoundsRecordRow)

GtkWidget *rounds_contact_row_new (RoundsRow *row);

G_END_DECLS
