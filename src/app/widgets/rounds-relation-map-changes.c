/* rounds-relation-map-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-relation-map-private.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"

/* How a person changes whom another one reports to: by the menu, or by dragging. */

static const char *
get_id (gpointer card)
{
  return rounds_entity_get_id (rounds_relation_card_get_contact (card));
}

static int
find_id (RoundsRelationMap *self,
         const char        *id)
{
  for (guint i = 0; id != NULL && i < self->cards->len; i++)
    if (g_strcmp0 (get_id (g_ptr_array_index (self->cards, i)), id) == 0)
      return (int) i;

  return -1;
}

static char *
dup_name (RoundsRelationMap *self,
          int                index)
{
  return rounds_entity_dup_title (rounds_relation_card_get_contact (_rounds_relation_map_get_card (self, index)));
}

static gboolean
may_report_to (RoundsRelationMap *self,
               int                person,
               int                manager)
{
  return !rounds_tree_is_above ((const int *) self->parents->data, self->parents->len, person, manager);
}

static void
run_update (RoundsRelationMap *self,
            int                person,
            int                manager,
            const char        *done)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObject *values = json_object_new ();

  if (manager >= 0)
    json_object_set_string_member (values, "reportsToId", get_id (_rounds_relation_map_get_card (self, manager)));
  else
    json_object_set_null_member (values, "reportsToId");
  json_object_set_string_member (arguments, "kind", "contact");
  json_object_set_string_member (arguments, "id", get_id (_rounds_relation_map_get_card (self, person)));
  json_object_set_object_member (arguments, "values", values);
  rounds_window_run (rounds_window_of (GTK_WIDGET (self)), "record.update", arguments, done);
}

static void
set_manager (RoundsRelationMap *self,
             int                person,
             int                manager)
{
  g_autofree char *name = NULL;
  g_autofree char *manager_name = NULL;
  g_autofree char *text = NULL;

  if (person < 0 || person == manager || manager == _rounds_relation_map_get_parent (self, person))
    return;

  name = dup_name (self, person);
  manager_name = manager >= 0 ? dup_name (self, manager) : NULL;
  if (manager >= 0 && !may_report_to (self, person, manager))
    {
      /* Translators: both are persons, the second one first: "Anna cannot report to Marc, who reports to Anna" */
      text = g_strdup_printf (_("%1$s cannot report to %2$s, who reports to %1$s already"), name, manager_name);
      rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), text);
      return;
    }

  text = manager >= 0
         /* Translators: both are persons */
         ? g_strdup_printf (_("%s reports to %s now"), name, manager_name)
         : g_strdup_printf (_("%s reports to nobody now"), name);
  run_update (self, person, manager, text);
}

static void
set_manager_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);
  const char *person, *manager;

  g_variant_get (parameter, "(&s&s)", &person, &manager);
  set_manager (self, find_id (self, person), find_id (self, manager));
}

static void
append_manager (GMenu      *menu,
                const char *label,
                const char *person,
                const char *manager)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "map.set-manager", "(ss)", person, manager);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (RoundsRelationMap *self,
             int                person)
{
  const char *id = get_id (_rounds_relation_map_get_card (self, person));
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) managers = g_menu_new ();
  g_autoptr(GMenuItem) open = g_menu_item_new (_("_Open"), NULL);

  g_menu_item_set_action_and_target (open, "win.open-record", "(ss)", "contact", id);
  g_menu_append_item (menu, open);

  if (_rounds_relation_map_get_parent (self, person) >= 0)
    append_manager (managers, _("_Nobody"), id, "");
  for (guint i = 0; i < self->cards->len; i++)
    if ((int) i != _rounds_relation_map_get_parent (self, person) && may_report_to (self, person, (int) i))
      {
        g_autofree char *name = dup_name (self, (int) i);

        append_manager (managers, name, id, get_id (_rounds_relation_map_get_card (self, (int) i)));
      }
  if (g_menu_model_get_n_items (G_MENU_MODEL (managers)) > 0)
    g_menu_append_submenu (menu, _("_Reports To"), G_MENU_MODEL (managers));

  return G_MENU_MODEL (menu);
}

static gboolean
show_menu (RoundsRelationMap *self,
           int                person)
{
  GtkWidget *card = GTK_WIDGET (_rounds_relation_map_get_card (self, person));
  g_autoptr(GMenuModel) model = NULL;
  graphene_rect_t bounds;

  if (card == NULL || !gtk_widget_compute_bounds (card, GTK_WIDGET (self), &bounds))
    return FALSE;

  model = create_menu (self, person);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                 (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
  return TRUE;
}

static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);

  return show_menu (self, _rounds_relation_map_get_focused (self));
}

static int
find_at (RoundsRelationMap *self,
         double             x,
         double             y)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      GtkWidget *card = GTK_WIDGET (_rounds_relation_map_get_card (self, (int) i));
      graphene_point_t point;

      if (gtk_widget_compute_point (GTK_WIDGET (self), card, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point) &&
          gtk_widget_contains (card, point.x, point.y))
        return (int) i;
    }

  return -1;
}

static void
on_secondary_pressed (RoundsRelationMap *self,
                      int                n_press,
                      double             x,
                      double             y,
                      GtkGesture        *gesture)
{
  if (show_menu (self, find_at (self, x, y)))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_long_pressed (RoundsRelationMap *self,
                 double             x,
                 double             y,
                 GtkGesture        *gesture)
{
  if (show_menu (self, find_at (self, x, y)))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* --- Dragging --- */

void
_rounds_relation_map_set_target (RoundsRelationMap *self,
                                 GtkWidget         *card)
{
  if (self->target == card)
    return;

  if (self->target != NULL)
    gtk_widget_remove_css_class (self->target, "drop-target");
  self->target = card;
  if (card != NULL)
    gtk_widget_add_css_class (card, "drop-target");
}

static GdkDragAction
on_drag_motion (RoundsRelationMap *self,
                double             x,
                double             y,
                GtkDropTarget     *target)
{
  GtkWidget *card = GTK_WIDGET (_rounds_relation_map_get_card (self, find_at (self, x, y)));

  _rounds_relation_map_set_target (self, card != NULL && !gtk_widget_has_css_class (card, "dragging") ? card : NULL);
  return self->target != NULL ? GDK_ACTION_MOVE : 0;
}

static void
on_drag_leave (RoundsRelationMap *self,
               GtkDropTarget     *target)
{
  _rounds_relation_map_set_target (self, NULL);
}

static gboolean
on_drop (RoundsRelationMap *self,
         const GValue      *value,
         double             x,
         double             y,
         GtkDropTarget     *target)
{
  int manager = find_at (self, x, y);

  _rounds_relation_map_set_target (self, NULL);
  if (manager < 0)
    return FALSE;

  set_manager (self, find_id (self, g_value_get_boxed (value)), manager);
  return TRUE;
}

void
_rounds_relation_map_class_changes_init (RoundsRelationMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "map.set-manager", "(ss)", set_manager_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
}

void
_rounds_relation_map_changes_init (RoundsRelationMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkDropTarget *target = gtk_drop_target_new (ROUNDS_TYPE_DRAGGED_PERSON, GDK_ACTION_MOVE);
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_widget_set_parent (self->menu, widget);

  /* One target for the whole map: what is under the pointer is found where it stands. */
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_drag_motion), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_drag_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_drag_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (on_secondary_pressed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (on_long_pressed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (long_press));
}
