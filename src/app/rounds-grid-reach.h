/* rounds-grid-reach.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RoundsGridFindFunc:
 * @view: the view
 * @id: (nullable): what rounds_grid_reach() was told
 * @position: (out): where the row stands in the model of @view now
 * @cell: (out) (nullable) (transfer none): the child of @view that shows it, if there is one
 * @user_data: likewise
 *
 * Returns: whether the row is still there
 */
typedef gboolean (*RoundsGridFindFunc) (GtkGridView  *view,
                                        const char   *id,
                                        guint        *position,
                                        GtkWidget   **cell,
                                        gpointer      user_data);

void rounds_grid_reach (GtkGridView        *view,
                        const char         *id,
                        gboolean            focus,
                        RoundsGridFindFunc  find,
                        gpointer            user_data);

G_END_DECLS
