/* rounds-gap-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RoundsGap:
 *
 * The place in a list where a dragged card will land. Property `item` (nullable GObject): what has been dropped there
 * and is shown in it until the list itself has it.
 */
#define ROUNDS_TYPE_GAP (rounds_gap_get_type ())
G_DECLARE_FINAL_TYPE (RoundsGap, rounds_gap, ROUNDS, GAP, GObject)

/**
 * RoundsGapModel:
 *
 * A list with at most one gap in it. The rows of the list below keep their order; the gap follows when rows before it
 * come and go.
 */
#define ROUNDS_TYPE_GAP_MODEL (rounds_gap_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsGapModel, rounds_gap_model, ROUNDS, GAP_MODEL, GObject)

RoundsGapModel *rounds_gap_model_new        (GListModel     *model);
GListModel     *rounds_gap_model_get_model  (RoundsGapModel *self);
void            rounds_gap_model_open       (RoundsGapModel *self,
                                             guint           position,
                                             int             height);
void            rounds_gap_model_fill       (RoundsGapModel *self,
                                             GObject        *item);
void            rounds_gap_model_close      (RoundsGapModel *self);
gboolean        rounds_gap_model_is_open    (RoundsGapModel *self,
                                             guint          *position);
guint           rounds_gap_model_to_below   (RoundsGapModel *self,
                                             guint           position);

GObject        *rounds_gap_get_item         (RoundsGap      *self);
int             rounds_gap_get_height       (RoundsGap      *self);

G_END_DECLS
