/* rounds-lines-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-lines-editor.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-line-row.h"
#include "app/widgets/rounds-totals-view.h"

struct _RoundsLinesEditor
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkListBox *list;
  GtkWidget *add_list;
  GtkWidget *removed_row;
  GtkLabel *removed_label;
  RoundsTotalsView *totals;

  /* Owned references */
  RoundsStore *store;
  RoundsDraftLines *lines;
  char *currency;
  RoundsDraftLine *removed; /* (nullable): the last one, which can be put back */
  guint removed_from;
};

G_DEFINE_FINAL_TYPE (RoundsLinesEditor, rounds_lines_editor, GTK_TYPE_BOX)

static void
update_totals (RoundsLinesEditor *self)
{
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->lines)) > 0;

  rounds_draft_lines_compute (self->lines, &totals);
  rounds_totals_view_show (self->totals, &totals, self->currency);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), any);
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
}

static RoundsLineRow *
get_row (RoundsLinesEditor *self,
         guint              position)
{
  return ROUNDS_LINE_ROW (gtk_list_box_get_row_at_index (self->list, (int) position));
}

static void
add_line (RoundsLinesEditor *self)
{
  rounds_draft_lines_add (self->lines);
  update_totals (self);
  rounds_line_row_focus (get_row (self, g_list_model_get_n_items (G_LIST_MODEL (self->lines)) - 1), ROUNDS_LINE_DESCRIPTION);
}

static void
on_next (RoundsLinesEditor *self,
         RoundsLineRow     *row)
{
  guint position;

  if (!rounds_draft_lines_find (self->lines, rounds_line_row_get_line (row), &position))
    return;

  if (position + 1 < g_list_model_get_n_items (G_LIST_MODEL (self->lines)))
    rounds_line_row_focus (get_row (self, position + 1), ROUNDS_LINE_DESCRIPTION);
  else
    add_line (self);
}

/* The row is made anew where it stands then. */
static void
move_line (RoundsLinesEditor *self,
           guint              from,
           guint              to)
{
  rounds_draft_lines_move (self->lines, from, to);
  rounds_line_row_focus (get_row (self, to), ROUNDS_LINE_DESCRIPTION);
}

static void
on_move (RoundsLinesEditor *self,
         int                by,
         RoundsLineRow     *row)
{
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  guint position;
  int to;
  g_autofree char *text = NULL;

  if (!rounds_draft_lines_find (self->lines, rounds_line_row_get_line (row), &position))
    return;

  to = (int) position + by;
  if (to < 0 || to >= (int) n_lines)
    return;

  move_line (self, position, (guint) to);
  /* Translators: where a line of a quote stands after it was moved, such as "Line 2 of 3" */
  text = g_strdup_printf (_("Line %d of %u"), to + 1, n_lines);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* It asks nothing, and the line can be put back. */
static void
on_remove (RoundsLinesEditor *self,
           RoundsLineRow     *row)
{
  RoundsDraftLine *line = rounds_line_row_get_line (row);
  g_autofree char *text = NULL;
  guint position, n_lines;

  if (!rounds_draft_lines_find (self->lines, line, &position))
    return;

  if (!rounds_draft_line_is_untouched (line))
    {
      g_auto(GStrv) parts = g_strsplit (rounds_draft_line_get_text (line, ROUNDS_LINE_DESCRIPTION), "\n", 2);

      g_set_object (&self->removed, line);
      self->removed_from = position;
      /* Translators: %s is the description of a line of a quote */
      text = parts[0] != NULL ? g_strdup_printf (_("“%s” removed"), parts[0]) : g_strdup (_("Line removed"));
      gtk_label_set_label (self->removed_label, text);
      gtk_widget_set_visible (self->removed_row, TRUE);
    }

  rounds_draft_lines_remove (self->lines, position);
  n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  if (n_lines > 0)
    rounds_line_row_focus (get_row (self, MIN (position, n_lines - 1)), ROUNDS_LINE_DESCRIPTION);
  else
    gtk_widget_child_focus (self->add_list, GTK_DIR_TAB_FORWARD);
}

static void
on_put_back (RoundsLinesEditor *self)
{
  guint position;

  if (self->removed == NULL)
    return;

  rounds_draft_lines_put_back (self->lines, self->removed, self->removed_from);
  gtk_widget_set_visible (self->removed_row, FALSE);
  if (rounds_draft_lines_find (self->lines, self->removed, &position))
    rounds_line_row_focus (get_row (self, position), ROUNDS_LINE_DESCRIPTION);
  g_clear_object (&self->removed);
}

static void
on_add_activated (RoundsLinesEditor *self)
{
  add_line (self);
}

static GdkDragAction
on_drag_motion (RoundsLinesEditor *self,
                double             x,
                double             y,
                GtkDropTarget     *target)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row == NULL)
    return 0;

  gtk_list_box_drag_highlight_row (self->list, row);
  return GDK_ACTION_MOVE;
}

static void
on_drag_leave (RoundsLinesEditor *self)
{
  gtk_list_box_drag_unhighlight_row (self->list);
}

static gboolean
on_drop (RoundsLinesEditor *self,
         const GValue      *value,
         double             x,
         double             y,
         GtkDropTarget     *target)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  guint from;

  gtk_list_box_drag_unhighlight_row (self->list);
  /* A line of another editor is none of this one. */
  if (row == NULL || !rounds_draft_lines_find (self->lines, g_value_get_object (value), &from))
    return FALSE;

  move_line (self, from, (guint) gtk_list_box_row_get_index (row));
  return TRUE;
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RoundsLinesEditor *self = ROUNDS_LINES_EDITOR (user_data);
  GtkWidget *row = rounds_line_row_new (self->store, item, self->currency);

  g_signal_connect_object (row, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "move", G_CALLBACK (on_move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  return row;
}

static void
rounds_lines_editor_dispose (GObject *object)
{
  RoundsLinesEditor *self = ROUNDS_LINES_EDITOR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_LINES_EDITOR);
  g_clear_object (&self->removed);
  g_clear_object (&self->lines);
  g_clear_object (&self->store);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (rounds_lines_editor_parent_class)->dispose (object);
}

static void
rounds_lines_editor_class_init (RoundsLinesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_lines_editor_dispose;

  g_type_ensure (ROUNDS_TYPE_TOTALS_VIEW);
  g_type_ensure (ROUNDS_TYPE_DRAFT_LINE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-lines-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsLinesEditor, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsLinesEditor, add_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsLinesEditor, removed_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsLinesEditor, removed_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsLinesEditor, totals);
  gtk_widget_class_bind_template_callback (widget_class, on_add_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_put_back);
}

static void
rounds_lines_editor_init (RoundsLinesEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (ROUNDS_TYPE_DRAFT_LINE, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));

  self->currency = g_strdup ("EUR");
  g_signal_connect_object (target, "motion", G_CALLBACK (on_drag_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_drag_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/**
 * rounds_lines_editor_new:
 * @store: where the catalogue is
 * @lines: what is entered
 *
 * Returns: (transfer floating): an editor of them
 */
GtkWidget *
rounds_lines_editor_new (RoundsStore      *store,
                         RoundsDraftLines *lines)
{
  RoundsLinesEditor *self = g_object_new (ROUNDS_TYPE_LINES_EDITOR, NULL);

  self->store = g_object_ref (store);
  self->lines = g_object_ref (lines);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (lines), create_row, self, NULL);
  g_signal_connect_object (lines, "changed", G_CALLBACK (update_totals), self, G_CONNECT_SWAPPED);
  update_totals (self);

  return GTK_WIDGET (self);
}

/**
 * rounds_lines_editor_set_currency:
 * @currency: ISO 4217, of the document
 *
 * Called before there are lines.
 */
void
rounds_lines_editor_set_currency (RoundsLinesEditor *self,
                                  const char        *currency)
{
  g_return_if_fail (ROUNDS_IS_LINES_EDITOR (self));

  if (g_set_str (&self->currency, currency))
    update_totals (self);
}

/**
 * rounds_lines_editor_focus_problem:
 *
 * Leads the person to the first cell with which something is wrong.
 */
void
rounds_lines_editor_focus_problem (RoundsLinesEditor *self)
{
  g_return_if_fail (ROUNDS_IS_LINES_EDITOR (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    if (rounds_line_row_focus_problem (get_row (self, i)))
      return;
}
