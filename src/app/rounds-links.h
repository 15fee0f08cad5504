/* rounds-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

/* Where what the records say leads out of the program: a number that can be called, an address that can be written to, a site. */

char       *rounds_links_get_uri  (const RoundsField *field,
                                   const char        *text);
char       *rounds_links_describe (const RoundsField *field,
                                   const char        *text);
const char *rounds_links_get_icon (const RoundsField *field);
void        rounds_links_open     (GtkWidget         *widget,
                                   const char        *uri);

G_END_DECLS
