/* rounds-chip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chip.h"

#include <glib/gi18n-lib.h>

struct _RoundsChip
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkLabel *label;
  GtkWidget *remove_button;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsChip, rounds_chip, GTK_TYPE_WIDGET)

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
rounds_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_CHIP);

  G_OBJECT_CLASS (rounds_chip_parent_class)->dispose (object);
}

static void
rounds_chip_class_init (RoundsChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_chip_dispose;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsChip, label);
  gtk_widget_class_bind_template_child (widget_class, RoundsChip, remove_button);

  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);
}

static void
rounds_chip_init (RoundsChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.remove", FALSE);
}

/**
 * rounds_chip_new:
 *
 * Returns: (transfer floating): a chip without a word, which stays
 */
GtkWidget *
rounds_chip_new (void)
{
  return g_object_new (ROUNDS_TYPE_CHIP, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
}

/**
 * rounds_chip_get_text:
 *
 * Returns: its word
 */
const char *
rounds_chip_get_text (RoundsChip *self)
{
  g_return_val_if_fail (ROUNDS_IS_CHIP (self), NULL);

  return gtk_label_get_label (self->label);
}

/**
 * rounds_chip_set_text:
 * @text: its word
 */
void
rounds_chip_set_text (RoundsChip *self,
                      const char *text)
{
  g_autofree char *remove = NULL;

  g_return_if_fail (ROUNDS_IS_CHIP (self));

  if (g_str_equal (gtk_label_get_label (self->label), text))
    return;

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* Translators: %s is a tag, or another word of a list */
  remove = g_strdup_printf (_("Remove “%s”"), text);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

/**
 * rounds_chip_set_removable:
 * @removable: whether a person may remove it; at first, no
 */
void
rounds_chip_set_removable (RoundsChip *self,
                           gboolean    removable)
{
  g_return_if_fail (ROUNDS_IS_CHIP (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), removable);
  gtk_widget_set_visible (self->remove_button, removable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.remove", removable);
}
