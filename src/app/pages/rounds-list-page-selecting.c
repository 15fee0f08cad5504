/* rounds-list-page-selecting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

static gboolean
on_scrolled_back (gpointer user_data)
{
  GtkAdjustment *adjustment = user_data;
  double *value = g_object_get_data (G_OBJECT (adjustment), "rounds-value");

  gtk_adjustment_set_value (adjustment, *value);
  return G_SOURCE_REMOVE;
}

/* Another model begins at its top: the list stays where it was. */
static void
set_selecting (RoundsListPage *self,
               gboolean        selecting)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));
  double value = gtk_adjustment_get_value (adjustment);

  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  rounds_list_selection_set_active (self->list_selection, self->column_view, selecting);
  g_object_set_data_full (G_OBJECT (adjustment), "rounds-value", g_memdup2 (&value, sizeof value), g_free);
  g_idle_add_full (GTK_PRIORITY_RESIZE + 20, on_scrolled_back, g_object_ref (adjustment), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

static void
on_selection_done (RoundsListPage *self)
{
  set_selecting (self, FALSE);
}

static void
select_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);

  set_selecting (self, !self->selecting);
}

/* Ctrl+A selects all, Escape nothing. */
static gboolean
on_list_key (RoundsListPage        *self,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             GtkEventControllerKey *controller)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (keyval == GDK_KEY_a && modifiers == GDK_CONTROL_MASK)
    {
      set_selecting (self, TRUE);
      gtk_selection_model_select_all (gtk_column_view_get_model (self->column_view));
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape && modifiers == 0 && self->selecting)
    {
      set_selecting (self, FALSE);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

/* A long press begins a selection, as on a telephone. */
static void
on_long_press (RoundsListPage *self)
{
  set_selecting (self, TRUE);
}

void
_rounds_list_page_class_selecting_init (RoundsListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_bind_template_callback (widget_class, on_list_key);
  gtk_widget_class_bind_template_callback (widget_class, on_long_press);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_done);
  gtk_widget_class_install_action (widget_class, "page.select", NULL, select_action);
}
