/* rounds-shortcuts-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-shortcuts-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-commands.h"
#include "app/widgets/rounds-shortcut-label.h"

struct _RoundsShortcutsDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (RoundsShortcutsDialog, rounds_shortcuts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_row (const RoundsCommand *command)
{
  GtkWidget *row = adw_action_row_new ();
  GString *keys = g_string_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(command->label));
  for (guint i = 0; i < G_N_ELEMENTS (command->accels) && command->accels[i] != NULL; i++)
    {
      GtkWidget *label = rounds_shortcut_label_new (command->accels[i]);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", rounds_shortcut_label_get_text (ROUNDS_SHORTCUT_LABEL (label)));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, keys->str, -1);
  g_string_free (keys, TRUE);

  return row;
}

static AdwPreferencesGroup *
find_group (RoundsShortcutsDialog *self,
            GHashTable            *groups,
            const char            *name)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, name);

  if (group == NULL)
    {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, _(name));
      adw_preferences_page_add (self->page, group);
      g_hash_table_insert (groups, (gpointer) name, group);
    }

  return group;
}

static void
add_commands (RoundsShortcutsDialog *self)
{
  g_autoptr(GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  const RoundsCommand * const *commands = rounds_commands_get_all (NULL);

  for (guint i = 0; commands[i] != NULL; i++)
    if (commands[i]->accels[0] != NULL)
      adw_preferences_group_add (find_group (self, groups, commands[i]->group), create_row (commands[i]));
}

static void
rounds_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (rounds_shortcuts_dialog_parent_class)->dispose (object);
}

static void
rounds_shortcuts_dialog_class_init (RoundsShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsShortcutsDialog, page);
}

static void
rounds_shortcuts_dialog_init (RoundsShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_commands (self);
}

/**
 * rounds_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *
rounds_shortcuts_dialog_new (void)
{
  return g_object_new (ROUNDS_TYPE_SHORTCUTS_DIALOG, NULL);
}
