/* rounds-field-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-field-cell.h"

#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "model/rounds-custom-value.h"

/* An inscription takes no part in measuring, so a list with long texts scrolls as fast as one with short ones. */
struct _RoundsFieldCell
{
  GtkWidget parent_instance;

  /* Borrowed references */
  GtkInscription *inscription;
  RoundsStore *store;
  const RoundsField *field;

  /* Owned references */
  GSignalGroup *row;
  GSignalGroup *title_signals;
  RoundsTitle *title;
};

G_DEFINE_FINAL_TYPE (RoundsFieldCell, rounds_field_cell, GTK_TYPE_WIDGET)

static void
update_title (RoundsFieldCell *self)
{
  gtk_inscription_set_text (self->inscription, self->title != NULL ? rounds_title_get_title (self->title) : NULL);
}

static void
update (RoundsFieldCell *self)
{
  g_autoptr(RoundsRow) row = g_signal_group_dup_target (self->row);
  RoundsEntity *entity = row != NULL ? rounds_row_get_entity (row) : NULL;

  if (self->field->type == ROUNDS_FIELD_REFERENCE)
    {
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
      g_autoptr(RoundsTitle) title = NULL;

      if (entity != NULL)
        rounds_field_read (self->field, entity, &value);
      if (value.type == ROUNDS_VALUE_TEXT)
        title = rounds_titles_lookup (rounds_titles_get (self->store), self->field->reference, value.text);
      g_set_object (&self->title, title);
      g_signal_group_set_target (self->title_signals, title);
      update_title (self);
    }
  else
    {
      g_autofree char *text = entity != NULL ? rounds_looks_field (entity, self->field) : NULL;

      gtk_inscription_set_text (self->inscription, text);
    }
}

static void
rounds_field_cell_dispose (GObject *object)
{
  RoundsFieldCell *self = ROUNDS_FIELD_CELL (object);

  g_clear_object (&self->row);
  g_clear_object (&self->title_signals);
  g_clear_object (&self->title);
  if (self->inscription != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->inscription));
  self->inscription = NULL;

  G_OBJECT_CLASS (rounds_field_cell_parent_class)->dispose (object);
}

static void
rounds_field_cell_class_init (RoundsFieldCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_field_cell_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rounds_field_cell_init (RoundsFieldCell *self)
{
  self->inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (self->inscription, 1);
  /* Where the row is higher than the line, a shortened text would stand above the others. */
  gtk_widget_set_valign (GTK_WIDGET (self->inscription), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->inscription), GTK_WIDGET (self));

  self->row = g_signal_group_new (ROUNDS_TYPE_ROW);
  g_signal_group_connect_object (self->row, "notify::entity", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->title_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->title_signals, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_field_cell_new:
 * @store: where references are looked up; it outlives the cell
 * @field: what is shown
 *
 * Returns: a cell without a row
 */
GtkWidget *
rounds_field_cell_new (RoundsStore       *store,
                       const RoundsField *field)
{
  RoundsFieldCell *self = g_object_new (ROUNDS_TYPE_FIELD_CELL, NULL);

  self->store = store;
  self->field = field;

  if (field->type == ROUNDS_FIELD_INTEGER || field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY)
    {
      gtk_inscription_set_xalign (self->inscription, 1.0);
      gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
    }

  return GTK_WIDGET (self);
}

/**
 * rounds_field_cell_set_row:
 * @row: (nullable): what the cell follows from now on
 */
void
rounds_field_cell_set_row (RoundsFieldCell *self,
                           RoundsRow       *row)
{
  g_return_if_fail (ROUNDS_IS_FIELD_CELL (self));

  g_signal_group_set_target (self->row, row);
  update (self);
}
