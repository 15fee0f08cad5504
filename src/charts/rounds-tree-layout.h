/* rounds-tree-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsTreeMetrics:
 * @width: of a node
 * @height: of a node
 * @column_gap: least room between two nodes side by side
 * @row_gap: between a node and those below it
 *
 * In pixels.
 */
typedef struct
{
  double width;
  double height;
  double column_gap;
  double row_gap;
} RoundsTreeMetrics;

/**
 * RoundsTreePlace:
 * @x: left edge of a node
 * @y: its upper edge
 */
typedef struct
{
  double x;
  double y;
} RoundsTreePlace;

typedef enum
{
  ROUNDS_TREE_LEFT,
  ROUNDS_TREE_RIGHT,
  ROUNDS_TREE_UP,
  ROUNDS_TREE_DOWN,
} RoundsTreeDirection;

void     rounds_tree_layout   (const int               *parents,
                               guint                    n_nodes,
                               const RoundsTreeMetrics *metrics,
                               RoundsTreePlace         *places,
                               double                  *width,
                               double                  *height);
gboolean rounds_tree_is_above (const int               *parents,
                               guint                    n_nodes,
                               int                      node,
                               int                      other);
int      rounds_tree_find_next (const int              *parents,
                                guint                   n_nodes,
                                const RoundsTreePlace  *places,
                                int                     node,
                                RoundsTreeDirection     direction);

G_END_DECLS
