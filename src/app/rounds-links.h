/* rounds-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* Where what the records say leads out of the program: a number that can be called, an address that can be written to, a site. */

char              *rounds_links_get_uri    (const RoundsField *field,
                                           const char        *text);
char              *rounds_links_describe   (const RoundsField *field,
                                           const char        *text);
const char        *rounds_links_get_icon   (const RoundsField *field);
const RoundsField *rounds_links_find_phone (RoundsEntity      *contact);
void               rounds_links_open       (GtkWidget         *widget,
                                           const char        *uri);
void               rounds_links_open_field (GtkWidget         *widget,
                                           RoundsEntity      *record,
                                           const RoundsField *field);

G_END_DECLS
