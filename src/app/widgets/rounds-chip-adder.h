/* rounds-chip-adder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsChipAdder:
 *
 * A button behind the words of a list: it offers the words that other records have, the tags with how many have each, and takes a new
 * one.
 *
 * Signal `chosen (const char *text)`: a person adds the word.
 */
#define ROUNDS_TYPE_CHIP_ADDER (rounds_chip_adder_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChipAdder, rounds_chip_adder, ROUNDS, CHIP_ADDER, AdwBin)

GtkWidget *rounds_chip_adder_new      (RoundsStore            *store,
                                       const RoundsEntityInfo *info,
                                       const RoundsField      *field);
void       rounds_chip_adder_set_held (RoundsChipAdder        *self,
                                       const char * const     *held);

G_END_DECLS
