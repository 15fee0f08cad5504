/* rounds-product-popover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsProductPopover:
 *
 * What of the catalogue fits the words that are being typed somewhere: it never takes the focus, whoever holds it tells it what is typed
 * and which keys are pressed.
 *
 * Signal `chosen (RoundsEntity *product)`.
 */
#define ROUNDS_TYPE_PRODUCT_POPOVER (rounds_product_popover_get_type ())
G_DECLARE_FINAL_TYPE (RoundsProductPopover, rounds_product_popover, ROUNDS, PRODUCT_POPOVER, GtkPopover)

GtkWidget *rounds_product_popover_new    (RoundsStore          *store);
void       rounds_product_popover_look   (RoundsProductPopover *self,
                                          const char           *words);
void       rounds_product_popover_hide   (RoundsProductPopover *self);
gboolean   rounds_product_popover_press  (RoundsProductPopover *self,
                                          guint                 keyval);

G_END_DECLS
