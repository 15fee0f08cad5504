/* rounds-reach.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* How people are reached: the programs that write and call, as the person has chosen them. */

const char *rounds_reach_find_number (RoundsEntity *contact);
void        rounds_reach_write       (GtkWidget    *widget,
                                      const char   *address);
void        rounds_reach_call        (GtkWidget    *widget,
                                      const char   *number);

G_END_DECLS
