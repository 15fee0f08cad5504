/* rounds-timeline-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-timeline-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-timeline-looks.h"
#include "app/rounds-tooltip.h"
#include "model/rounds-time.h"

struct _RoundsTimelineRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *headline;
  GtkBox *words;
  GtkLabel *byline;
  GtkLabel *time;
  GtkToggleButton *expander;

  /* Borrowed references */
  GtkLabel *details; /* made when they are first shown */
  const char *icon_name;
  const char *icon_class;

  /* Owned references */
  RoundsTimelineEntry *entry;
  GSignalGroup *entry_signals;
};

G_DEFINE_FINAL_TYPE (RoundsTimelineRow, rounds_timeline_row, GTK_TYPE_BOX)

static void
ensure_details (RoundsTimelineRow *self)
{
  if (self->details != NULL)
    return;

  self->details = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->details, 0);
  gtk_label_set_wrap (self->details, TRUE);
  gtk_label_set_wrap_mode (self->details, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_top (GTK_WIDGET (self->details), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->details), 6);
  gtk_box_append (self->words, GTK_WIDGET (self->details));
}

static void
show_expanded (RoundsTimelineRow *self,
               gboolean           expanded)
{
  if (expanded)
    {
      g_autofree char *text = rounds_timeline_looks_details (rounds_timeline_entry_get_item (self->entry));

      ensure_details (self);
      gtk_label_set_label (self->details, text);
    }
  if (self->details != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->details), expanded);

  gtk_button_set_icon_name (GTK_BUTTON (self->expander), expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

static void
on_expander_toggled (RoundsTimelineRow *self)
{
  gboolean expanded = gtk_toggle_button_get_active (self->expander);

  if (self->entry == NULL)
    return;

  rounds_timeline_entry_set_expanded (self->entry, expanded);
  show_expanded (self, expanded);
}

static void
show_details (RoundsTimelineRow        *self,
              const RoundsTimelineItem *item)
{
  g_autofree char *details = rounds_timeline_looks_details (item);
  gboolean expanded = details != NULL && rounds_timeline_entry_get_expanded (self->entry);

  /* It keeps its place, so that the hours stand under each other. */
  gtk_widget_set_opacity (GTK_WIDGET (self->expander), details != NULL ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->expander), details != NULL);
  if (gtk_toggle_button_get_active (self->expander) != expanded)
    gtk_toggle_button_set_active (self->expander, expanded);
  else if (expanded)
    show_expanded (self, TRUE);
}

static void
show_icon (RoundsTimelineRow        *self,
           const RoundsTimelineItem *item)
{
  const char *icon_name = rounds_timeline_looks_icon (item);
  const char *icon_class = rounds_timeline_looks_get_group (item)->name;
  const char *classes[] = { "timeline-icon", icon_class, NULL };

  if (self->icon_class != icon_class)
    gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  if (self->icon_name != icon_name)
    gtk_image_set_from_icon_name (self->icon, icon_name);
  self->icon_class = icon_class;
  self->icon_name = icon_name;
}

static void
update (RoundsTimelineRow *self)
{
  const RoundsTimelineItem *item = rounds_timeline_entry_get_item (self->entry);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *headline = rounds_timeline_looks_headline (item);
  g_autofree char *byline = rounds_timeline_looks_byline (item);
  g_autofree char *time = rounds_timeline_looks_time (item->at);
  g_autofree char *exact = rounds_instant_format (item->at, zone);

  show_icon (self, item);
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->byline, byline);
  gtk_label_set_label (self->time, time);
  rounds_tooltip_set (GTK_WIDGET (self->time), exact);
  show_details (self, item);
}

static void
rounds_timeline_row_dispose (GObject *object)
{
  RoundsTimelineRow *self = ROUNDS_TIMELINE_ROW (object);

  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_TIMELINE_ROW);

  G_OBJECT_CLASS (rounds_timeline_row_parent_class)->dispose (object);
}

static void
rounds_timeline_row_class_init (RoundsTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_timeline_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, headline);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, byline);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, words);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, time);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineRow, expander);
  gtk_widget_class_bind_template_callback (widget_class, on_expander_toggled);
}

static void
rounds_timeline_row_init (RoundsTimelineRow *self)
{
  self->entry_signals = g_signal_group_new (ROUNDS_TYPE_TIMELINE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_timeline_row_new (void)
{
  return g_object_new (ROUNDS_TYPE_TIMELINE_ROW, NULL);
}

/**
 * rounds_timeline_row_set_entry:
 * @entry: (nullable): what to show and follow
 */
void
rounds_timeline_row_set_entry (RoundsTimelineRow   *self,
                               RoundsTimelineEntry *entry)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_ROW (self));

  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, entry);
  if (entry != NULL)
    update (self);
}
