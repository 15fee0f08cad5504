/* rounds-top-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rounds_keep_top    (GtkScrollable *view,
                         GListModel    *rows);
void rounds_release_top (GtkScrollable *view);

G_END_DECLS
