/* rounds-unfolding-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many rows a list or column view keeps (GTK_LIST_VIEW_MAX_LIST_ITEMS), and a grid view of one column (GTK_GRID_VIEW_MAX_VISIBLE_ROWS). */
#define ROUNDS_UNFOLDING_LIST 200
#define ROUNDS_UNFOLDING_GRID 30

#define ROUNDS_TYPE_UNFOLDING_MODEL (rounds_unfolding_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsUnfoldingModel, rounds_unfolding_model, ROUNDS, UNFOLDING_MODEL, GObject)

RoundsUnfoldingModel *rounds_unfolding_model_new    (GListModel           *rows,
                                                     GtkWidget            *view,
                                                     guint                 first,
                                                     guint                 ready);
void                  rounds_unfolding_model_fold   (RoundsUnfoldingModel *self);
void                  rounds_unfolding_model_unfold (RoundsUnfoldingModel *self);
gboolean              rounds_unfolding_model_step   (RoundsUnfoldingModel *self);

G_END_DECLS
