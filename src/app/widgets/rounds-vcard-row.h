/* rounds-vcard-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "exchange/rounds-vcard-plan.h"

G_BEGIN_DECLS

/**
 * RoundsVcardRow:
 *
 * What is to be done with one vCard of a file.
 */
#define ROUNDS_TYPE_VCARD_ROW (rounds_vcard_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsVcardRow, rounds_vcard_row, ROUNDS, VCARD_ROW, AdwBin)

GtkWidget  *rounds_vcard_row_new          (void);
void        rounds_vcard_row_show         (RoundsVcardRow         *self,
                                           const RoundsVcardEntry *entry);
char       *rounds_vcard_row_dup_sentence (const RoundsVcardEntry *entry);

G_END_DECLS
