/* rounds-status-pill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-status-pill.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"

struct _RoundsStatusPill
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkImage *image;
  GtkLabel *label;

  const char *style_class;
};

G_DEFINE_FINAL_TYPE (RoundsStatusPill, rounds_status_pill, ADW_TYPE_BIN)

static void
rounds_status_pill_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rounds_status_pill_parent_class)->dispose (object);
}

static void
rounds_status_pill_class_init (RoundsStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_status_pill_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-status-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsStatusPill, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsStatusPill, label);
}

static void
rounds_status_pill_init (RoundsStatusPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_status_pill_new (void)
{
  return g_object_new (ROUNDS_TYPE_STATUS_PILL, NULL);
}

/**
 * rounds_status_pill_set_status:
 * @field: a field of choices
 * @status: (nullable): as stored; nothing is shown for %NULL
 */
void
rounds_status_pill_set_status (RoundsStatusPill  *self,
                               const RoundsField *field,
                               const char        *status)
{
  const RoundsChoice *choice = status != NULL ? rounds_field_find_choice (field, status) : NULL;

  g_return_if_fail (ROUNDS_IS_STATUS_PILL (self));

  gtk_widget_set_visible (GTK_WIDGET (self), choice != NULL);
  if (choice == NULL)
    return;

  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style_class);
  self->style_class = rounds_looks_status_class (status);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style_class);
  gtk_image_set_from_icon_name (self->image, rounds_looks_status_icon (status));
  gtk_label_set_label (self->label, _(choice->label));
}
