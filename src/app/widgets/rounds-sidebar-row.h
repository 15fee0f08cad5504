/* rounds-sidebar-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RoundsSidebarRow:
 *
 * A page in the sidebar: icon, name and how much there is in it.
 */
#define ROUNDS_TYPE_SIDEBAR_ROW (rounds_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSidebarRow, rounds_sidebar_row, ROUNDS, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *rounds_sidebar_row_new       (const char       *label,
                                         const char       *icon_name);
void       rounds_sidebar_row_set_count (RoundsSidebarRow *self,
                                         gint64            count);

G_END_DECLS
