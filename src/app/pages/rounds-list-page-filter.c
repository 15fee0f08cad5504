/* rounds-list-page-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-filter-dialog.h"

/* Returns: (transfer none) (nullable): as JSON; %NULL when every record is shown */
JsonNode *
_rounds_list_page_get_filter (RoundsListPage *self)
{
  JsonNode *node = json_object_get_member (self->definition, "filter");

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* Of a group that all parts of have to hold, one part; of another one, all of it. */
static void
on_chip_clicked (RoundsListPage *self,
                 GtkButton      *chip)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "rounds-index"));
  g_autoptr(RoundsFilterDraft) draft = rounds_filter_draft_from_json (_rounds_list_page_get_filter (self), self->reading->fields);
  g_autoptr(JsonNode) filter = NULL;

  if (draft->kind == ROUNDS_DRAFT_ALL && index < draft->children->len)
    {
      g_ptr_array_remove_index (draft->children, index);
      filter = rounds_filter_draft_to_json (draft);
    }
  _rounds_list_page_set_filter (self, filter);
}

static GtkWidget *
create_chip (RoundsListPage *self,
             guint           index,
             const char     *text)
{
  g_autofree char *tooltip = g_strdup_printf (_("Remove “%s”"), text);
  GtkWidget *content = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *chip = g_object_new (GTK_TYPE_BUTTON, "child", content, "tooltip-text", tooltip, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (chip), "rounds-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);

  return chip;
}

static GtkWidget *
create_clear_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_("Clear"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chip");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.clear");

  return button;
}

static void
show_chips (RoundsListPage *self)
{
  GPtrArray *sentences = self->reading->sentences;
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < sentences->len; i++)
    adw_wrap_box_append (self->chips, create_chip (self, i, g_ptr_array_index (sentences, i)));
  if (sentences->len > 0)
    adw_wrap_box_append (self->chips, create_clear_button ());

  gtk_widget_set_visible (GTK_WIDGET (self->chips), sentences->len > 0);
  if (sentences->len > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(RoundsListPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsFilterReading) reading = rounds_filter_reading_finish (result, &error);

  if (reading == NULL || self->model == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && error != NULL)
        g_warning ("The filter cannot be read: %s", error->message);
      return;
    }

  g_clear_object (&self->filter_cancellable);
  g_clear_pointer (&self->reading, rounds_filter_reading_free);
  self->reading = g_steal_pointer (&reading);
  rounds_filter_popover_set_filter (self->filter_popover, _rounds_list_page_get_filter (self), self->reading->fields);
  show_chips (self);
  _rounds_list_page_update_view (self);

  if (self->unread && self->reading->problem == NULL)
    {
      g_clear_pointer (&self->filter, rounds_filter_unref);
      if (self->reading->filter != NULL)
        self->filter = rounds_filter_ref (self->reading->filter);
      self->unread = FALSE;
      _rounds_list_page_update_query (self);
    }
  _rounds_list_page_update_state (self);
}

/* What needs nothing but the kind's table holds at once; the rest, and how it reads, a moment later. */
void
_rounds_list_page_read_filter (RoundsListPage *self)
{
  const RoundsEntityInfo *info = rounds_list_kind_get_info (self->kind);
  JsonNode *node = _rounds_list_page_get_filter (self);
  g_autoptr(RoundsFilter) filter = node != NULL ? rounds_filter_from_json (info, node, NULL) : NULL;

  self->unread = node != NULL && filter == NULL;
  if (!self->unread)
    {
      g_clear_pointer (&self->filter, rounds_filter_unref);
      self->filter = g_steal_pointer (&filter);
    }

  g_cancellable_cancel (self->filter_cancellable);
  g_clear_object (&self->filter_cancellable);
  self->filter_cancellable = g_cancellable_new ();
  rounds_filter_reading_ask (self->workspace, info, node, FALSE, self->filter_cancellable, on_read, g_object_ref (self));
}

/* @filter: (nullable): as JSON */
void
_rounds_list_page_set_filter (RoundsListPage *self,
                              JsonNode       *filter)
{
  _rounds_list_page_set_member (self, "filter", filter);
  _rounds_list_page_read_filter (self);
  if (!self->unread)
    _rounds_list_page_update_query (self);
}

/* “Today” and “this week” are other days now; the place in the list stays. */
void
_rounds_list_page_follow_day (RoundsListPage *self)
{
  if (self->model == NULL || self->filter == NULL)
    return;

  _rounds_list_page_read_filter (self);
  if (!self->unread)
    _rounds_list_page_ask (self);
}

static void
on_filter_changed (RoundsListPage *self)
{
  g_autoptr(JsonNode) filter = rounds_filter_popover_dup_filter (self->filter_popover);

  if (self->model != NULL)
    _rounds_list_page_set_filter (self, filter);
}

static void
on_filter_applied (RoundsListPage     *self,
                   JsonNode           *filter,
                   RoundsFilterDialog *dialog)
{
  _rounds_list_page_set_filter (self, filter);
}

static void
filter_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  RoundsFilterDialog *dialog;

  if (self->reading == NULL)
    return;

  dialog = rounds_filter_dialog_new (self->workspace, self->kind, self->reading->fields, _rounds_list_page_get_filter (self));
  g_signal_connect_object (dialog, "applied", G_CALLBACK (on_filter_applied), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
_rounds_list_page_class_filter_init (RoundsListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_install_action (widget_class, "page.filter", NULL, filter_action);
}
