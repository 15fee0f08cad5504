/* rounds-tree-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-tree-layout.h"

#include <math.h>

/* Who stands alone stands in rows of at least so many. */
#define LEAST_COLUMNS 4

/**
 * Layout:
 * @parents: those of the nodes, with every circle opened; -1 for a root
 * @first_children: -1 for none
 * @next_siblings: -1 for none; of roots too
 * @shifts: how far a node's subtree is moved within that of its parent
 */
typedef struct
{
  const RoundsTreeMetrics *metrics;
  RoundsTreePlace *places;
  guint n_nodes;
  int *parents;
  int *first_children;
  int *next_siblings;
  double *shifts;
} Layout;

/* The outline of a subtree, row by row from its top: where its first node begins and its last one ends. */
typedef struct
{
  double left;
  double right;
} Row;

static void
layout_clear (Layout *self)
{
  g_free (self->parents);
  g_free (self->first_children);
  g_free (self->next_siblings);
  g_free (self->shifts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static gboolean
is_node (int   node,
         guint n_nodes)
{
  return node >= 0 && (guint) node < n_nodes;
}

/**
 * rounds_tree_is_above:
 * @parents: (array length=n_nodes): the node that each hangs from; anything else for a root
 * @node: a node
 * @other: a node
 *
 * Returns: whether @node is @other, or one that @other hangs from in however many steps; %FALSE as well when the way up from @other
 *   goes round in a circle that @node is not in
 */
gboolean
rounds_tree_is_above (const int *parents,
                      guint      n_nodes,
                      int        node,
                      int        other)
{
  for (guint step = 0; step <= n_nodes && is_node (other, n_nodes); step++)
    {
      if (other == node)
        return TRUE;
      other = parents[other];
    }

  return FALSE;
}

/* Of those that hang from each other in a circle the first one becomes a root. */
static void
open_circles (Layout    *self,
              const int *parents)
{
  for (guint i = 0; i < self->n_nodes; i++)
    self->parents[i] = is_node (parents[i], self->n_nodes) ? parents[i] : -1;

  for (guint i = 0; i < self->n_nodes; i++)
    if (rounds_tree_is_above (self->parents, self->n_nodes, (int) i, self->parents[i]))
      self->parents[i] = -1;
}

/* Brothers stand in the order of the nodes. */
static void
find_children (Layout *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    self->first_children[i] = self->next_siblings[i] = -1;

  for (guint i = self->n_nodes; i-- > 0;)
    if (self->parents[i] >= 0)
      {
        self->next_siblings[i] = self->first_children[self->parents[i]];
        self->first_children[self->parents[i]] = (int) i;
      }
}

/* How far right @outline must go to stand beside what is there already. */
static double
find_shift (Layout *self,
            GArray *there,
            GArray *outline)
{
  double shift = 0;

  for (guint i = 0; i < MIN (there->len, outline->len); i++)
    {
      double needed = g_array_index (there, Row, i).right + self->metrics->column_gap - g_array_index (outline, Row, i).left;

      shift = i == 0 ? needed : MAX (shift, needed);
    }

  return shift;
}

static void
join_outlines (GArray *there,
               GArray *outline,
               double  shift)
{
  for (guint i = 0; i < outline->len; i++)
    {
      Row row = g_array_index (outline, Row, i);

      if (i < there->len)
        {
          g_array_index (there, Row, i).right = row.right + shift;
          continue;
        }
      row.left += shift;
      row.right += shift;
      g_array_append_val (there, row);
    }
}

/* Places the subtree of @node, beginning at 0; the outline of it. */
static GArray *
place_subtree (Layout *self,
               int     node)
{
  GArray *outline = g_array_new (FALSE, FALSE, sizeof (Row));
  double first = 0, last = 0;
  Row top;

  for (int child = self->first_children[node]; child >= 0; child = self->next_siblings[child])
    {
      g_autoptr(GArray) theirs = place_subtree (self, child);

      self->shifts[child] = find_shift (self, outline, theirs);
      join_outlines (outline, theirs, self->shifts[child]);
      last = self->places[child].x + self->shifts[child];
      if (child == self->first_children[node])
        first = last;
    }

  self->places[node].x = (first + last) / 2;
  top.left = self->places[node].x;
  top.right = top.left + self->metrics->width;
  g_array_prepend_val (outline, top);

  return outline;
}

/* Takes @node and all below it from the place within their parent's subtree to the one on the whole. */
static void
settle_subtree (Layout *self,
                int     node,
                double  shift,
                guint   depth)
{
  shift += self->shifts[node];
  self->places[node].x += shift;
  self->places[node].y = depth * (self->metrics->height + self->metrics->row_gap);

  for (int child = self->first_children[node]; child >= 0; child = self->next_siblings[child])
    settle_subtree (self, child, shift, depth + 1);
}

static gboolean
is_alone (Layout *self,
          guint   node)
{
  return self->parents[node] < 0 && self->first_children[node] < 0;
}

static void
place_trees (Layout *self,
             double *width,
             double *height)
{
  g_autoptr(GArray) outline = g_array_new (FALSE, FALSE, sizeof (Row));
  double left = 0;

  for (guint i = 0; i < self->n_nodes; i++)
    if (self->parents[i] < 0 && !is_alone (self, i))
      {
        g_autoptr(GArray) theirs = place_subtree (self, (int) i);

        self->shifts[i] = find_shift (self, outline, theirs);
        join_outlines (outline, theirs, self->shifts[i]);
      }

  for (guint i = 0; i < outline->len; i++)
    left = MIN (left, g_array_index (outline, Row, i).left);
  for (guint i = 0; i < outline->len; i++)
    *width = MAX (*width, g_array_index (outline, Row, i).right - left);
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->parents[i] < 0 && !is_alone (self, i))
      settle_subtree (self, (int) i, -left, 0);

  if (outline->len > 0)
    *height = outline->len * (self->metrics->height + self->metrics->row_gap) - self->metrics->row_gap;
}

/* Who hangs from nobody and has nobody, in rows under the trees. */
static void
place_alone (Layout *self,
             double *width,
             double *height)
{
  const double column = self->metrics->width + self->metrics->column_gap;
  const guint n_columns = MAX ((guint) ((*width + self->metrics->column_gap) / column), LEAST_COLUMNS);
  const double top = *height > 0 ? *height + self->metrics->row_gap : 0;
  guint n_placed = 0;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      RoundsTreePlace *place = &self->places[i];

      if (!is_alone (self, i))
        continue;
      place->x = (n_placed % n_columns) * column;
      place->y = top + (n_placed / n_columns) * (self->metrics->height + self->metrics->column_gap);
      *width = MAX (*width, place->x + self->metrics->width);
      *height = MAX (*height, place->y + self->metrics->height);
      n_placed++;
    }
}

/**
 * rounds_tree_layout:
 * @parents: (array length=n_nodes): the node that each hangs from; anything else for a root
 * @metrics: how large nodes are
 * @places: (out caller-allocates) (array length=n_nodes): where each stands, from 0, 0
 * @width: (out): of all
 * @height: (out): of all
 *
 * A tidy drawing of trees after Reingold and Tilford (1981): nodes of one depth stand in one row, none over another, each over the middle
 * of those that hang from it, which stand in the order of the nodes; subtrees are as near as their outlines allow. Trees stand side by
 * side, and nodes without any company in rows beneath. Of a circle the first node counts as a root.
 */
void
rounds_tree_layout (const int               *parents,
                    guint                    n_nodes,
                    const RoundsTreeMetrics *metrics,
                    RoundsTreePlace         *places,
                    double                  *width,
                    double                  *height)
{
  g_auto(Layout) self = { metrics, places, n_nodes, NULL, NULL, NULL, NULL };

  self.parents = g_new (int, n_nodes);
  self.first_children = g_new (int, n_nodes);
  self.next_siblings = g_new (int, n_nodes);
  self.shifts = g_new0 (double, n_nodes);
  *width = *height = 0;

  open_circles (&self, parents);
  find_children (&self);
  place_trees (&self, width, height);
  place_alone (&self, width, height);
}

static int
find_beside (guint                  n_nodes,
             const RoundsTreePlace *places,
             int                    node,
             int                    sign)
{
  int best = -1;

  for (guint i = 0; i < n_nodes; i++)
    {
      double distance = sign * (places[i].x - places[node].x);

      if (places[i].y == places[node].y && distance > 0 && (best < 0 || distance < sign * (places[best].x - places[node].x)))
        best = (int) i;
    }

  return best;
}

/* The nearest one in the nearest row above or below. */
static int
find_over (guint                  n_nodes,
           const RoundsTreePlace *places,
           int                    node,
           int                    sign)
{
  int best = -1;

  for (guint i = 0; i < n_nodes; i++)
    {
      double down = sign * (places[i].y - places[node].y);
      double best_down = best >= 0 ? sign * (places[best].y - places[node].y) : G_MAXDOUBLE;

      if (down <= 0 || down > best_down)
        continue;
      if (down < best_down || fabs (places[i].x - places[node].x) < fabs (places[best].x - places[node].x))
        best = (int) i;
    }

  return best;
}

/**
 * rounds_tree_find_next:
 * @parents: (array length=n_nodes): the node that each hangs from
 * @places: (array length=n_nodes): where each stands, see rounds_tree_layout()
 * @node: where one is
 * @direction: where one wants to go
 *
 * Up leads to the node that @node hangs from, down to the first one that hangs from it, and where there is none to the nearest in the next
 * row; left and right stay in the row.
 *
 * Returns: where one comes to, or -1
 */
int
rounds_tree_find_next (const int             *parents,
                       guint                  n_nodes,
                       const RoundsTreePlace *places,
                       int                    node,
                       RoundsTreeDirection    direction)
{
  g_return_val_if_fail (is_node (node, n_nodes), -1);

  switch (direction)
    {
    case ROUNDS_TREE_LEFT:
      return find_beside (n_nodes, places, node, -1);
    case ROUNDS_TREE_RIGHT:
      return find_beside (n_nodes, places, node, 1);
    case ROUNDS_TREE_UP:
      return is_node (parents[node], n_nodes) ? parents[node] : find_over (n_nodes, places, node, -1);
    case ROUNDS_TREE_DOWN:
    default:
      for (guint i = 0; i < n_nodes; i++)
        if (parents[i] == node)
          return (int) i;
      return find_over (n_nodes, places, node, 1);
    }
}
