/* rounds-timeline-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-timeline-view.h"

#include "app/rounds-day.h"
#include "app/rounds-failure.h"
#include "app/rounds-looks.h"
#include "app/rounds-timeline-looks.h"
#include "app/rounds-timeline-model.h"
#include "app/widgets/rounds-timeline-filter.h"
#include "app/widgets/rounds-timeline-row.h"

/* How many screens below what is seen the list ends when more is fetched. */
#define SCREENS_AHEAD 2

struct _RoundsTimelineView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  GtkWidget *filter_box;
  RoundsTimelineFilter *filter;
  GtkStack *stack;
  GtkScrolledWindow *scrolled_window;
  GtkListView *list_view;
  AdwStatusPage *error_page;

  /* Owned references */
  RoundsTimelineModel *model;

  gboolean rewind; /* something else has been chosen */
};

G_DEFINE_FINAL_TYPE (RoundsTimelineView, rounds_timeline_view, ROUNDS_TYPE_RECORD_VIEW)

/* The one place that decides which page is shown; while something is being read, what was there stays. */
static void
update_page (RoundsTimelineView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!rounds_timeline_model_get_loading (self->model))
    gtk_stack_set_visible_child_name (self->stack, rounds_timeline_model_is_filtered (self->model) ? "no-matches" : "empty");

  gtk_widget_set_visible (self->filter_box, g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") != 0);
}

static void
on_failed (RoundsTimelineView  *self,
           const GError        *error,
           RoundsTimelineModel *model)
{
  rounds_failure_show (self->stack, self->error_page, error);
}

static void
fetch_ahead (RoundsTimelineView *self,
             GtkAdjustment      *adjustment)
{
  double seen = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);
  double below = gtk_adjustment_get_upper (adjustment) - seen;

  if (gtk_adjustment_get_page_size (adjustment) > 0 && below < SCREENS_AHEAD * gtk_adjustment_get_page_size (adjustment))
    rounds_timeline_model_fetch (self->model);
}

static gboolean
is_at_top (RoundsTimelineView *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window)) < 1;
}

/* Who looks at the newest goes on doing so: the list view would keep what was the first in its place. */
static void
on_items_changed (RoundsTimelineView *self,
                  guint               position,
                  guint               removed,
                  guint               added,
                  GListModel         *model)
{
  if (position == 0 && added > 0 && is_at_top (self))
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
  update_page (self);
}

/* What is chosen anew is seen from the newest on: with the row that had the focus gone, the list view would go to a neighbour of it. */
static void
on_loading (RoundsTimelineView *self)
{
  if (self->rewind && !rounds_timeline_model_get_loading (self->model))
    {
      self->rewind = FALSE;
      if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
        gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
    }
  update_page (self);
}

static void
on_filter_changed (RoundsTimelineView *self)
{
  g_auto(GStrv) types = rounds_timeline_filter_dup_types (self->filter);
  gint64 from, before;

  rounds_timeline_filter_get_period (self->filter, &from, &before);
  self->rewind = TRUE;
  rounds_timeline_model_set_filter (self->model, (const char * const *) types, rounds_timeline_filter_get_user_id (self->filter), from,
                                    before);
}

static void
on_show_all (RoundsTimelineView *self)
{
  rounds_timeline_filter_clear (self->filter);
}

static void
on_activated (RoundsTimelineView *self,
              guint               position,
              GtkListView        *list_view)
{
  g_autoptr(RoundsTimelineEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const RoundsTimelineItem *item = rounds_timeline_entry_get_item (entry);
  const char *id = rounds_timeline_item_get_related_id (item);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);

  /* A move of the deal that is open already. */
  if (g_str_equal (item->kind, rounds_record_view_get_kind (view)) && g_strcmp0 (id, rounds_record_view_get_id (view)) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.show-view", "s", "overview");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "(ss)", item->kind, id);
}

static void
on_entry_changed (GtkListItem         *list_item,
                  RoundsTimelineEntry *entry)
{
  g_autofree char *sentence = rounds_timeline_looks_sentence (rounds_timeline_entry_get_item (entry));

  gtk_list_item_set_accessible_label (list_item, sentence);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (list_item, rounds_timeline_row_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  user_data)
{
  RoundsTimelineEntry *entry = gtk_list_item_get_item (list_item);

  rounds_timeline_row_set_entry (ROUNDS_TIMELINE_ROW (gtk_list_item_get_child (list_item)), entry);
  on_entry_changed (list_item, entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), list_item, G_CONNECT_SWAPPED);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           gpointer                  user_data)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), list_item);
  rounds_timeline_row_set_entry (ROUNDS_TIMELINE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* A day's heading stands beside the rail. */
static void
on_setup_header (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header,
                 gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "timeline-day");
  gtk_list_header_set_child (header, label);
}

static void
on_bind_header (GtkSignalListItemFactory *factory,
                GtkListHeader            *header,
                gpointer                  user_data)
{
  GtkWidget *label = gtk_list_header_get_child (header);
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *day = rounds_timeline_looks_day (rounds_timeline_entry_get_day (gtk_list_header_get_item (header)), today);

  gtk_label_set_label (GTK_LABEL (label), day);
}

static void
set_factories (RoundsTimelineView *self)
{
  g_autoptr(GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (on_unbind), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (on_setup_header), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (on_bind_header), NULL);
  gtk_list_view_set_factory (self->list_view, rows);
  gtk_list_view_set_header_factory (self->list_view, headers);
}

static void
rounds_timeline_view_constructed (GObject *object)
{
  RoundsTimelineView *self = ROUNDS_TIMELINE_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  g_autoptr(GtkNoSelection) selection = NULL;

  G_OBJECT_CLASS (rounds_timeline_view_parent_class)->constructed (object);

  self->model = rounds_timeline_model_new (rounds_record_view_get_store (view), rounds_record_view_get_kind (view),
                                           rounds_record_view_get_id (view));
  rounds_timeline_filter_set_store (self->filter, rounds_record_view_get_store (view));
  set_factories (self);
  /* Today is yesterday then. */
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (set_factories), self, G_CONNECT_SWAPPED);

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fetch_ahead), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (fetch_ahead), self, G_CONNECT_SWAPPED);
}

static void
rounds_timeline_view_dispose (GObject *object)
{
  RoundsTimelineView *self = ROUNDS_TIMELINE_VIEW (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (rounds_timeline_view_parent_class)->dispose (object);
}

static void
rounds_timeline_view_class_init (RoundsTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_timeline_view_constructed;
  object_class->dispose = rounds_timeline_view_dispose;

  g_type_ensure (ROUNDS_TYPE_TIMELINE_FILTER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, filter_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, filter);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, list_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineView, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
rounds_timeline_view_init (RoundsTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
