/* rounds-list-page-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include "app/dialogs/rounds-columns-dialog.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-json.h"

#define MAX_SORTS 3

/* Drawing a column sends many widths. */
#define WIDTHS_MILLISECONDS 400

static const RoundsField *
find_field (RoundsListPage *self,
            const char     *path)
{
  const RoundsField *field = path != NULL ? rounds_entity_info_find_json (rounds_list_kind_get_info (self->kind), path) : NULL;

  if (field == NULL && self->fields != NULL && path != NULL)
    field = rounds_custom_fields_find (self->fields, path);
  return field;
}

static void
add_sort (RoundsListPage    *self,
          const RoundsField *field,
          gboolean           descending)
{
  const RoundsListSort sort = { field, descending };

  for (guint i = 0; i < self->sorts->len; i++)
    if (g_array_index (self->sorts, RoundsListSort, i).field == field)
      return;
  if (field != NULL && self->sorts->len < MAX_SORTS)
    g_array_append_val (self->sorts, sort);
}

/* As the view says, or as the kind wants it. */
static void
read_sorts (RoundsListPage *self)
{
  JsonArray *array = json_object_has_member (self->definition, "sort") ? json_object_get_array_member (self->definition, "sort") : NULL;

  g_array_set_size (self->sorts, 0);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *sort = json_array_get_object_element (array, i);

      add_sort (self, find_field (self, rounds_json_get_text (sort, "field")),
                json_object_get_boolean_member_with_default (sort, "descending", FALSE));
    }

  if (self->sorts->len == 0)
    add_sort (self, rounds_entity_info_find (rounds_list_kind_get_info (self->kind), self->kind->sort), self->kind->descending);
}

static void
write_sorts (RoundsListPage *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->sorts->len; i++)
    {
      const RoundsListSort *sort = &g_array_index (self->sorts, RoundsListSort, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", sort->field->json_path);
      json_object_set_boolean_member (object, "descending", sort->descending);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  _rounds_list_page_set_member (self, "sort", node);
}

/* With Shift, what was sorted by before decides among equals. */
static gboolean
is_shift_held (RoundsListPage *self)
{
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self))));

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;
}

static void
on_sort_changed (RoundsListPage *self)
{
  g_autoptr(GArray) before = NULL;
  const RoundsField *field;
  gboolean descending;

  /* A column view that is taken apart says so too. */
  if (self->model == NULL || self->arranging)
    return;

  field = rounds_list_columns_get_sort (self->columns, &descending);
  if (field == NULL)
    return;

  before = g_array_copy (self->sorts);
  g_array_set_size (self->sorts, 0);
  add_sort (self, field, descending);
  for (guint i = 0; i < before->len && is_shift_held (self); i++)
    add_sort (self, g_array_index (before, RoundsListSort, i).field, g_array_index (before, RoundsListSort, i).descending);
  write_sorts (self);
  _rounds_list_page_update_query (self);
}

static GStrv
dup_paths (RoundsListPage *self)
{
  JsonArray *array = json_object_has_member (self->definition, "columns") ? json_object_get_array_member (self->definition, "columns") : NULL;
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (paths, json_array_get_string_element (array, i));

  return g_strv_builder_end (paths);
}

/* Columns, widths and order of what is shown. */
void
_rounds_list_page_show_columns (RoundsListPage *self)
{
  g_auto(GStrv) paths = dup_paths (self);
  g_autoptr(GPtrArray) fields = rounds_list_columns_find_fields (self->kind, (const char * const *) paths, self->fields);
  const RoundsListSort *sort;

  read_sorts (self);
  sort = &g_array_index (self->sorts, RoundsListSort, 0);
  self->arranging = TRUE;
  rounds_list_columns_set_widths (self->columns, json_object_has_member (self->definition, "widths")
                                                   ? json_object_get_object_member (self->definition, "widths") : NULL);
  rounds_list_columns_set_fields (self->columns, fields, paths[0] != NULL);
  rounds_list_columns_set_sort (self->columns, sort->field, sort->descending);
  self->arranging = FALSE;
  rounds_list_selection_set_fields (self->list_selection, fields);
}

static void
on_fields_read (RoundsListPage *self,
                GPtrArray      *fields,
                RoundsLiveRead *read)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = g_ptr_array_ref (fields);
  _rounds_list_page_show_columns (self);
  _rounds_list_page_update_view (self);
}

static gboolean
on_widths (gpointer user_data)
{
  RoundsListPage *self = user_data;
  g_autoptr(JsonObject) widths = rounds_list_columns_dup_widths (self->columns);
  g_autoptr(JsonNode) node = NULL;

  self->widths_id = 0;
  if (widths != NULL)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_set_object (node, widths);
    }
  _rounds_list_page_set_member (self, "widths", node);
  return G_SOURCE_REMOVE;
}

/* What was drawn last belongs to what is shown: it does not wait for its time when that is left. */
void
_rounds_list_page_keep_widths (RoundsListPage *self)
{
  if (self->widths_id == 0)
    return;

  g_source_remove (self->widths_id);
  on_widths (self);
}

static void
on_resized (RoundsListPage *self)
{
  if (self->arranging)
    return;

  g_clear_handle_id (&self->widths_id, g_source_remove);
  self->widths_id = g_timeout_add (WIDTHS_MILLISECONDS, on_widths, self);
}

void
_rounds_list_page_set_up_columns (RoundsListPage *self)
{
  RoundsStore *store = rounds_workspace_get_store (self->workspace);

  self->sorts = g_array_new (FALSE, TRUE, sizeof (RoundsListSort));
  self->columns = rounds_list_columns_new (self->column_view, self->kind, store);
  rounds_list_columns_set_room (self->columns, self->room);
  g_signal_connect_object (self->columns, "resized", G_CALLBACK (on_resized), self, G_CONNECT_SWAPPED);
  self->read_fields = rounds_list_columns_read_fields (self->kind, store);
  g_signal_connect_object (self->read_fields, "answered", G_CALLBACK (on_fields_read), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->read_fields);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (on_sort_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
on_columns_changed (RoundsListPage      *self,
                    RoundsColumnsDialog *dialog)
{
  g_autoptr(GPtrArray) shown = rounds_columns_dialog_dup_shown (dialog);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < shown->len; i++)
    json_array_add_string_element (array, ((const RoundsField *) g_ptr_array_index (shown, i))->json_path);
  json_node_take_array (node, array);
  _rounds_list_page_set_member (self, "columns", node);
  _rounds_list_page_show_columns (self);
}

static void
on_columns_reset (RoundsListPage      *self,
                  RoundsColumnsDialog *dialog)
{
  _rounds_list_page_set_member (self, "columns", NULL);
  _rounds_list_page_set_member (self, "widths", NULL);
  _rounds_list_page_show_columns (self);
  rounds_columns_dialog_set_shown (dialog, rounds_list_columns_get_fields (self->columns));
}

static void
columns_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  RoundsColumnsDialog *dialog;

  if (self->fields == NULL)
    return;

  dialog = rounds_columns_dialog_new (self->kind, self->fields, rounds_list_columns_get_fields (self->columns));
  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_columns_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "reset", G_CALLBACK (on_columns_reset), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
_rounds_list_page_class_columns_init (RoundsListPageClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.columns", NULL, columns_action);
}
