/* rounds-link-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

/**
 * RoundsLinkButton:
 *
 * Leads to what a field holds: calls a number, writes to an address, opens a site. It is not there while there is nothing of the kind.
 */
#define ROUNDS_TYPE_LINK_BUTTON (rounds_link_button_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLinkButton, rounds_link_button, ROUNDS, LINK_BUTTON, GtkButton)

gboolean   rounds_link_button_serves   (const RoundsField *field);
GtkWidget *rounds_link_button_new      (const RoundsField *field);
void       rounds_link_button_set_text (RoundsLinkButton  *self,
                                        const char        *text);

G_END_DECLS
