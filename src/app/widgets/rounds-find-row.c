/* rounds-find-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-find-row.h"

#include "app/widgets/rounds-shortcut-label.h"

struct _RoundsFindRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkBox *suffix;

  /* Owned references */
  RoundsFindItem *item;
};

G_DEFINE_FINAL_TYPE (RoundsFindRow, rounds_find_row, GTK_TYPE_BOX)

static void
set_text (RoundsFindRow *self,
          GtkLabel      *label,
          const char    *text)
{
  PangoAttrList *bold = rounds_find_item_bold (self->item, text);

  gtk_label_set_attributes (label, bold);
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  pango_attr_list_unref (bold);
}

static void
update (RoundsFindRow *self)
{
  gtk_image_set_from_icon_name (self->image, rounds_find_item_get_icon (self->item));
  set_text (self, self->title_label, rounds_find_item_get_title (self->item));
  set_text (self, self->subtitle_label, rounds_find_item_get_subtitle (self->item));
}

static void
show_keys (RoundsFindRow *self)
{
  const RoundsCommand *command = self->item != NULL ? rounds_find_item_get_command (self->item) : NULL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->suffix));

  if (child != NULL)
    gtk_box_remove (self->suffix, child);
  if (command == NULL)
    return;
  if (command->argument != NULL)
    gtk_box_append (self->suffix, rounds_shortcut_label_new ("Tab"));
  else if (command->accels[0] != NULL)
    gtk_box_append (self->suffix, rounds_shortcut_label_new (command->accels[0]));
}

static void
rounds_find_row_dispose (GObject *object)
{
  RoundsFindRow *self = ROUNDS_FIND_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FIND_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rounds_find_row_parent_class)->dispose (object);
}

static void
rounds_find_row_class_init (RoundsFindRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_find_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-find-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFindRow, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindRow, suffix);
}

static void
rounds_find_row_init (RoundsFindRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_find_row_new (void)
{
  return g_object_new (ROUNDS_TYPE_FIND_ROW, NULL);
}

/**
 * rounds_find_row_set_item:
 * @item: (nullable): what it shows from now on, and follows
 */
void
rounds_find_row_set_item (RoundsFindRow  *self,
                          RoundsFindItem *item)
{
  g_return_if_fail (ROUNDS_IS_FIND_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  show_keys (self);
  if (item == NULL)
    return;

  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
