/* rounds-calendar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-calendar-row.h"

struct _RoundsCalendarRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkCheckButton *check;
  GtkLabel *title_label;
  GtkLabel *line_label;
  GtkImage *fate_image;
  GtkLabel *fate_label;
  GtkWidget *fate_box;

  /* Owned references */
  GBinding *binding;
};

G_DEFINE_FINAL_TYPE (RoundsCalendarRow, rounds_calendar_row, GTK_TYPE_BOX)

/* The colour only underlines what the word says. */
static const struct
{
  const char *icon_name;
  const char *style_class;
} looks[] = {
  [ROUNDS_CALENDAR_NEW] = { "list-add-symbolic", "success" },
  [ROUNDS_CALENDAR_UPDATE] = { "view-refresh-symbolic", "accent" },
  [ROUNDS_CALENDAR_CANCEL] = { "action-unavailable-symbolic", "warning" },
  [ROUNDS_CALENDAR_UNCHANGED] = { "object-select-symbolic", "dimmed" },
  [ROUNDS_CALENDAR_REFUSED] = { "dialog-warning-symbolic", "error" },
};

static void
rounds_calendar_row_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_CALENDAR_ROW (object)->binding);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_CALENDAR_ROW);

  G_OBJECT_CLASS (rounds_calendar_row_parent_class)->dispose (object);
}

static void
rounds_calendar_row_class_init (RoundsCalendarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_calendar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-calendar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, check);
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, line_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, fate_image);
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, fate_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsCalendarRow, fate_box);
}

static void
rounds_calendar_row_init (RoundsCalendarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_calendar_row_new (void)
{
  return g_object_new (ROUNDS_TYPE_CALENDAR_ROW, NULL);
}

/**
 * rounds_calendar_row_show:
 * @entry: (nullable): what to show; %NULL lets go of the one before
 */
void
rounds_calendar_row_show (RoundsCalendarRow   *self,
                          RoundsCalendarEntry *entry)
{
  g_autofree char *line = NULL;
  RoundsCalendarItem *item;

  g_return_if_fail (ROUNDS_IS_CALENDAR_ROW (self));

  if (self->binding != NULL)
    g_binding_unbind (self->binding);
  g_clear_object (&self->binding);
  if (entry == NULL)
    return;

  item = rounds_calendar_entry_get_item (entry);
  line = rounds_calendar_entry_dup_line (entry);
  gtk_label_set_label (self->title_label, item->event->title);
  gtk_label_set_label (self->line_label, line);
  gtk_label_set_label (self->fate_label, rounds_calendar_entry_get_fate (entry));
  gtk_image_set_from_icon_name (self->fate_image, looks[item->fate].icon_name);
  gtk_widget_set_css_classes (self->fate_box, (const char *[]) { looks[item->fate].style_class, NULL });
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), rounds_calendar_entry_can_import (entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, item->event->title, -1);
  self->binding = g_object_ref (g_object_bind_property (entry, "selected", self->check, "active",
                                                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));
}
