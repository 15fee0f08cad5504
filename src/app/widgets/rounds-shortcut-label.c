/* rounds-shortcut-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-shortcut-label.h"

#include <string.h>

struct _RoundsShortcutLabel
{
  AdwBin parent_instance;

  char *text;
};

G_DEFINE_FINAL_TYPE (RoundsShortcutLabel, rounds_shortcut_label, ADW_TYPE_BIN)

static const GdkModifierType modifiers[] = { GDK_CONTROL_MASK, GDK_ALT_MASK, GDK_SHIFT_MASK };

static void
add_key (GtkWidget       *box,
         guint            key,
         GdkModifierType  modifier)
{
  g_autofree char *name = gtk_accelerator_get_label (key, modifier);
  GtkWidget *label;

  /* The name of a modifier alone ends with what would join it to a key. */
  if (key == 0 && g_str_has_suffix (name, "+"))
    name[strlen (name) - 1] = '\0';
  label = gtk_label_new (name);
  gtk_box_append (GTK_BOX (box), label);
}

static void
rounds_shortcut_label_finalize (GObject *object)
{
  g_free (ROUNDS_SHORTCUT_LABEL (object)->text);

  G_OBJECT_CLASS (rounds_shortcut_label_parent_class)->finalize (object);
}

static void
rounds_shortcut_label_class_init (RoundsShortcutLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_shortcut_label_finalize;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "shortcut-label");
}

static void
rounds_shortcut_label_init (RoundsShortcutLabel *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * rounds_shortcut_label_new:
 * @accel: such as `<Control>k`, see gtk_accelerator_parse()
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
rounds_shortcut_label_new (const char *accel)
{
  RoundsShortcutLabel *self = g_object_new (ROUNDS_TYPE_SHORTCUT_LABEL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GdkModifierType state = 0;
  guint key = 0;

  gtk_accelerator_parse (accel, &key, &state);
  self->text = gtk_accelerator_get_label (key, state);
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (state & modifiers[i])
      add_key (box, 0, modifiers[i]);
  add_key (box, key, 0);
  adw_bin_set_child (ADW_BIN (self), box);

  return GTK_WIDGET (self);
}

/**
 * rounds_shortcut_label_get_text:
 *
 * Returns: (transfer none): the keys as one text, such as “Ctrl+K”
 */
const char *
rounds_shortcut_label_get_text (RoundsShortcutLabel *self)
{
  g_return_val_if_fail (ROUNDS_IS_SHORTCUT_LABEL (self), NULL);

  return self->text;
}
