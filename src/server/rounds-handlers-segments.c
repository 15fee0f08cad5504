/* rounds-handlers-segments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-list-query.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/* Who is in a segment: of the records that the person who asks may see. */

#define SAMPLE_DEFAULT 10

static RoundsFilter *
read_criteria (RoundsCall              *call,
               const RoundsEntityInfo  *info,
               JsonNode                *criteria,
               GError                 **error)
{
  RoundsFilterContext context = rounds_list_query_get_context (call);

  context.name = "criteria";
  return rounds_filter_read (info, criteria, &context, error);
}

static gboolean
refuse (const char  *field,
        const char  *code,
        const char  *sentence,
        GError     **error)
{
  GError *problem = NULL;

  rounds_problem_add_field (&problem, field, code, "%s", sentence);
  g_propagate_error (error, problem);
  return FALSE;
}

/* The segment that is asked about, from the body. */
static gboolean
read_preview (RoundsCall              *call,
              const RoundsEntityInfo **info,
              RoundsFilter           **filter,
              gint64                  *limit,
              GError                 **error)
{
  const char *type = rounds_json_get_text (call->body, "type");
  JsonNode *criteria = json_object_get_member (call->body, "criteria");

  if (type == NULL || rounds_field_find_choice (rounds_entity_info_find (call->route->info, "type"), type) == NULL)
    return refuse ("type", "UNKNOWN_CHOICE", _("A segment is of institutions or of contacts: say “institution” or “contact”"), error);
  if (criteria == NULL)
    return refuse ("criteria", "REQUIRED", _("Give the criteria of the segment"), error);

  *limit = SAMPLE_DEFAULT;
  if (json_object_has_member (call->body, "limit") &&
      (!rounds_json_get_integer (call->body, "limit", limit) || *limit < 0 || *limit > ROUNDS_WIRE_PAGE_MAXIMUM))
    return refuse ("limit", "TOO_LARGE", _("“limit” must be a whole number from 0 to 200"), error);

  *info = rounds_registry_find (type);
  *filter = read_criteria (call, *info, criteria, error);
  return *filter != NULL;
}

gboolean
rounds_handle_segment_preview (RoundsCall  *call,
                               GError     **error)
{
  const RoundsEntityInfo *info;
  g_autoptr(RoundsFilter) criteria = NULL;
  g_autoptr(RoundsFilter) scope = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQuery) query = NULL;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;
  gint64 limit;
  gint64 total;

  if (!read_preview (call, &info, &criteria, &limit, error))
    return FALSE;

  scope = rounds_policy_get_scope (info, call->actor);
  filter = rounds_filter_new_and (scope, criteria);
  query = rounds_query_new (info);
  rounds_query_set_filter (query, filter);
  total = rounds_count_cache_count (rounds_server_get_counts (call->server), call->database, query, error);
  if (total < 0)
    return FALSE;
  rounds_query_set_range (query, 0, limit);
  records = rounds_repository_list (call->database, query, error);
  if (records == NULL || !rounds_repository_load_records (call->database, records, error))
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "total");
  rounds_json_writer_integer (writer, total);
  rounds_json_writer_key (writer, "sample");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    rounds_json_write_entity (writer, g_ptr_array_index (records, i));
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_segment_members (RoundsCall  *call,
                               GError     **error)
{
  g_autoptr(RoundsEntity) segment = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  const RoundsEntityInfo *info = NULL;
  g_autoptr(JsonNode) criteria = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQuery) query = NULL;
  gint64 page;
  gint64 limit;

  if (segment == NULL)
    return FALSE;

  info = rounds_registry_find (rounds_entity_get_text (segment, "type"));
  criteria = rounds_json_parse (rounds_entity_get_text (segment, "criteria"), -1, error);
  filter = criteria != NULL ? read_criteria (call, info, criteria, error) : NULL;
  if (filter == NULL)
    return FALSE;

  query = rounds_list_query_page (call, info, filter, &page, &limit, error);
  return query != NULL && rounds_handlers_answer_list (call, query, page, limit, error);
}

/* The name of a copy, with as much of the old one as fits. */
static char *
name_copy (const char *name)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 90));

  return g_strdup_printf (_("%s (copy)"), start);
}

/* A copy is the own one of who makes it. */
gboolean
rounds_handle_segment_duplicate (RoundsCall  *call,
                                 GError     **error)
{
  g_autoptr(RoundsEntity) segment = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObject *values;
  g_autofree char *name = NULL;

  if (segment == NULL)
    return FALSE;

  name = name_copy (rounds_entity_get_text (segment, "name"));
  values = json_object_new ();
  json_object_set_string_member (values, "name", name);
  json_object_set_string_member (values, "type", rounds_entity_get_text (segment, "type"));
  json_object_set_string_member (values, "visibility", "private");
  json_object_set_member (values, "criteria", rounds_json_parse (rounds_entity_get_text (segment, "criteria"), -1, NULL));
  if (!rounds_entity_is_null (segment, "description"))
    json_object_set_string_member (values, "description", rounds_entity_get_text (segment, "description"));
  json_object_set_string_member (arguments, "kind", "segment");
  json_object_set_object_member (arguments, "values", values);

  return rounds_call_run_operation (call, "record.create", arguments, NULL, error);
}
