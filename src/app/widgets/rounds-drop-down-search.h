/* rounds-drop-down-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rounds_drop_down_search_set_up (GtkDropDown *list);

G_END_DECLS
