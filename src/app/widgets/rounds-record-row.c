/* rounds-record-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-record-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"

typedef struct
{
  RoundsRow *row;
  const char *kind;
  GtkMenuButton *menu_button; /* borrowed */
} RoundsRecordRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsRecordRow, rounds_record_row, ADW_TYPE_ACTION_ROW)

#define PRIVATE(self) ((RoundsRecordRowPrivate *) rounds_record_row_get_instance_private (self))

static void
show_entity (RoundsRecordRow *self)
{
  RoundsEntity *entity = rounds_row_get_entity (PRIVATE (self)->row);

  if (entity != NULL)
    ROUNDS_RECORD_ROW_GET_CLASS (self)->show (self, entity);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *kind,
             const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "(ss)", kind, id);
  g_menu_append_item (menu, item);
}

/* The name goes along, for the sentence that says what was deleted. */
static void
append_delete_item (GMenu      *menu,
                    const char *kind,
                    RoundsRow  *row)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (_("_Delete"), NULL);
  RoundsEntity *entity = rounds_row_get_entity (row);
  g_autofree char *title = entity != NULL ? rounds_entity_dup_title (entity) : g_strdup ("");

  g_menu_item_set_action_and_target (item, "page.delete-record", "(sss)", kind, rounds_row_get_id (row), title);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (RoundsRecordRow *self)
{
  RoundsRecordRowPrivate *priv = PRIVATE (self);
  RoundsRecordRowClass *klass = ROUNDS_RECORD_ROW_GET_CLASS (self);
  const char *id = rounds_row_get_id (priv->row);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) last = g_menu_new ();

  append_item (first, _("_Edit…"), "page.edit-record", priv->kind, id);
  if (klass->extend_menu != NULL)
    klass->extend_menu (self, first, id);
  append_delete_item (last, priv->kind, priv->row);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}

static void
create_popup (GtkMenuButton *button,
              gpointer       user_data)
{
  g_autoptr(GMenuModel) menu = create_menu (ROUNDS_RECORD_ROW (user_data));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
rounds_record_row_activate (AdwActionRow *row)
{
  RoundsRecordRow *self = ROUNDS_RECORD_ROW (row);
  const char *kind = PRIVATE (self)->kind;

  gtk_widget_activate_action (GTK_WIDGET (self), rounds_window_has_page (kind) ? "win.open-record" : "page.edit-record", "(ss)", kind,
                              rounds_record_row_get_id (self));
}

static void
rounds_record_row_dispose (GObject *object)
{
  g_clear_object (&PRIVATE (ROUNDS_RECORD_ROW (object))->row);

  G_OBJECT_CLASS (rounds_record_row_parent_class)->dispose (object);
}

static void
rounds_record_row_class_init (RoundsRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_record_row_dispose;

  ADW_ACTION_ROW_CLASS (klass)->activate = rounds_record_row_activate;
}

static void
rounds_record_row_init (RoundsRecordRow *self)
{
  RoundsRecordRowPrivate *priv = PRIVATE (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);

  priv->menu_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (priv->menu_button, "view-more-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->menu_button), _("More"));
  gtk_widget_set_valign (GTK_WIDGET (priv->menu_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (priv->menu_button), "flat");
  gtk_menu_button_set_create_popup_func (priv->menu_button, create_popup, self, NULL);
}

/**
 * rounds_record_row_set_row:
 * @kind: the record's kind; a string that stays
 * @row: the row of the list
 *
 * Called once, when the row is made.
 */
void
rounds_record_row_set_row (RoundsRecordRow *self,
                           const char      *kind,
                           RoundsRow       *row)
{
  RoundsRecordRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_RECORD_ROW (self));
  g_return_if_fail (priv->row == NULL);

  priv->kind = kind;
  priv->row = g_object_ref (row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (priv->menu_button));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect_object (row, "notify::entity", G_CALLBACK (show_entity), self, G_CONNECT_SWAPPED);
  show_entity (self);
}

/**
 * rounds_record_row_set_editable:
 * @editable: whether the record can be changed by hand; an issued invoice cannot
 */
void
rounds_record_row_set_editable (RoundsRecordRow *self,
                                gboolean         editable)
{
  g_return_if_fail (ROUNDS_IS_RECORD_ROW (self));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), editable || rounds_window_has_page (PRIVATE (self)->kind));
  gtk_widget_set_visible (GTK_WIDGET (PRIVATE (self)->menu_button), editable);
}

const char *
rounds_record_row_get_id (RoundsRecordRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_ROW (self), NULL);

  return rounds_row_get_id (PRIVATE (self)->row);
}
