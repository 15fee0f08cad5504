/* rounds-sidebar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-sidebar-row.h"

#include "model/rounds-money.h"

struct _RoundsSidebarRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkImage *image;
  GtkLabel *label;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (RoundsSidebarRow, rounds_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
rounds_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (rounds_sidebar_row_parent_class)->dispose (object);
}

static void
rounds_sidebar_row_class_init (RoundsSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_sidebar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsSidebarRow, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsSidebarRow, label);
  gtk_widget_class_bind_template_child (widget_class, RoundsSidebarRow, count_label);
}

static void
rounds_sidebar_row_init (RoundsSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_sidebar_row_new (const char *label,
                        const char *icon_name)
{
  RoundsSidebarRow *self = g_object_new (ROUNDS_TYPE_SIDEBAR_ROW, NULL);

  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/**
 * rounds_sidebar_row_set_count:
 * @count: how much there is; nothing is shown for 0
 */
void
rounds_sidebar_row_set_count (RoundsSidebarRow *self,
                              gint64            count)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ROUNDS_IS_SIDEBAR_ROW (self));

  text = rounds_number_format (count, 0, 0);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 0);

  name = count > 0 ? g_strdup_printf ("%s, %s", gtk_label_get_label (self->label), text)
                   : g_strdup (gtk_label_get_label (self->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
