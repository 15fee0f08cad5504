/* rounds-list-page-definition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "insight/rounds-filter-draft.h"
#include "model/rounds-json.h"

/* Returns: (transfer none) (nullable): a view that somebody has saved */
RoundsEntity *
_rounds_list_page_find_saved (RoundsListPage *self,
                              const char     *id)
{
  for (guint i = 0; self->views != NULL && i < self->views->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (self->views, i)), id) == 0)
      return g_ptr_array_index (self->views, i);

  return NULL;
}

/* Returns: (transfer none) (nullable): the saved view that is shown; %NULL for one that the kind has by itself */
RoundsEntity *
_rounds_list_page_find_view (RoundsListPage *self)
{
  return _rounds_list_page_find_saved (self, self->view);
}

static void
add_sort (JsonArray  *array,
          const char *path,
          gboolean    descending)
{
  JsonObject *sort = json_object_new ();

  json_object_set_string_member (sort, "field", path);
  json_object_set_boolean_member (sort, "descending", descending);
  json_array_add_object_element (array, sort);
}

/* Returns: (transfer full): what a view that the kind has by itself shows */
static JsonObject *
define (RoundsListPage           *self,
        const RoundsListKindView *view)
{
  const RoundsEntityInfo *info = rounds_list_kind_get_info (self->kind);
  JsonObject *definition = json_object_new ();

  if (view->filter != NULL)
    json_object_set_member (definition, "filter", rounds_json_parse (view->filter, -1, NULL));
  if (view->sort != NULL)
    {
      JsonArray *sorts = json_array_new ();

      add_sort (sorts, rounds_entity_info_find (info, view->sort)->json_path, view->descending);
      json_object_set_array_member (definition, "sort", sorts);
    }

  return definition;
}

/* Returns: (transfer full): what the view shows as long as nobody changes it */
JsonObject *
_rounds_list_page_dup_definition (RoundsListPage *self)
{
  RoundsEntity *record = _rounds_list_page_find_view (self);
  JsonObject *definition = NULL;

  if (record == NULL)
    return define (self, rounds_list_kind_find_view (self->kind, self->view));

  definition = rounds_json_parse_object (rounds_entity_get_text (record, "definition"), -1, NULL);
  return definition != NULL ? definition : json_object_new ();
}

static JsonNode *
dup_plain_filter (RoundsListPage *self,
                  JsonObject     *definition)
{
  JsonNode *filter = json_object_get_member (definition, "filter");
  g_autoptr(RoundsFilterDraft) draft = NULL;

  if (filter == NULL || JSON_NODE_HOLDS_NULL (filter))
    return NULL;
  if (self->reading == NULL)
    return json_node_copy (filter);

  draft = rounds_filter_draft_from_json (filter, self->reading->fields);
  return rounds_filter_draft_to_json (draft);
}

static JsonArray *
dup_plain_sort (RoundsListPage *self,
                JsonObject     *definition)
{
  JsonArray *given = json_object_has_member (definition, "sort") ? json_object_get_array_member (definition, "sort") : NULL;
  JsonArray *sorts = json_array_new ();

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    {
      JsonObject *sort = json_array_get_object_element (given, i);

      add_sort (sorts, json_object_get_string_member_with_default (sort, "field", ""),
                json_object_get_boolean_member_with_default (sort, "descending", FALSE));
    }
  if (json_array_get_length (sorts) == 0)
    add_sort (sorts, rounds_entity_info_find (rounds_list_kind_get_info (self->kind), self->kind->sort)->json_path, self->kind->descending);

  return sorts;
}

static JsonArray *
dup_plain_columns (RoundsListPage *self,
                   JsonObject     *definition)
{
  JsonArray *given = json_object_has_member (definition, "columns") ? json_object_get_array_member (definition, "columns") : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GPtrArray) fields = NULL;
  g_auto(GStrv) paths = NULL;
  JsonArray *columns = json_array_new ();

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    g_strv_builder_add (builder, json_array_get_string_element (given, i));
  paths = g_strv_builder_end (builder);
  fields = rounds_list_columns_find_fields (self->kind, (const char * const *) paths, self->fields);
  for (guint i = 0; i < fields->len; i++)
    json_array_add_string_element (columns, ((const RoundsField *) g_ptr_array_index (fields, i))->json_path);

  return columns;
}

/* Two definitions that show the same read the same. */
static char *
to_plain_text (RoundsListPage *self,
               JsonObject     *definition)
{
  g_autoptr(JsonObject) plain = json_object_new ();
  JsonNode *filter = dup_plain_filter (self, definition);
  g_autofree char *widths = json_object_has_member (definition, "widths")
                              ? rounds_json_object_sort (json_object_get_object_member (definition, "widths")) : NULL;

  if (filter != NULL)
    json_object_set_member (plain, "filter", filter);
  json_object_set_array_member (plain, "sort", dup_plain_sort (self, definition));
  json_object_set_array_member (plain, "columns", dup_plain_columns (self, definition));
  if (widths != NULL)
    json_object_set_string_member (plain, "widths", widths);

  return rounds_json_object_sort (plain);
}

/* Whether something else is shown than the view says. */
gboolean
_rounds_list_page_is_modified (RoundsListPage *self)
{
  g_autoptr(JsonObject) definition = _rounds_list_page_dup_definition (self);
  g_autofree char *as_saved = to_plain_text (self, definition);
  g_autofree char *as_shown = to_plain_text (self, self->definition);

  return g_strcmp0 (as_saved, as_shown) != 0;
}

const char *
_rounds_list_page_get_view_name (RoundsListPage *self)
{
  RoundsEntity *record = _rounds_list_page_find_view (self);

  return record != NULL ? rounds_entity_get_text (record, "name") : _(rounds_list_kind_find_view (self->kind, self->view)->label);
}
