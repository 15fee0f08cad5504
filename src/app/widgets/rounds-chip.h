/* rounds-chip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RoundsChip:
 *
 * A word of a list. When it can be removed it takes the focus, and Delete, Backspace and its button do.
 *
 * Signal `removed ()`: a person wants it gone.
 */
#define ROUNDS_TYPE_CHIP (rounds_chip_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChip, rounds_chip, ROUNDS, CHIP, GtkWidget)

GtkWidget  *rounds_chip_new           (void);
const char *rounds_chip_get_text      (RoundsChip *self);
void        rounds_chip_set_text      (RoundsChip *self,
                                       const char *text);
void        rounds_chip_set_removable (RoundsChip *self,
                                       gboolean    removable);

G_END_DECLS
