/* rounds-list-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-list-query.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "server/rounds-list-conditions.h"
#include "server/rounds-policy.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-derived-fields.h"

/*
 * `?page=&limit=&sortBy=&sortOrder=&search=&filter=` and a filter for each field: of one field several values mean one of them, of
 * several fields all of them. An empty value means that the field is empty.
 */

static const char * const list_parameters[] = { "page", "limit", "sortBy", "sortOrder", "search", "filter", NULL };

/* By its path, or by its key alone where that is clear: `address.city` or `city`; a custom one by its path. */
static const RoundsField *
find_field (RoundsCall              *call,
            const RoundsEntityInfo  *info,
            const char              *name,
            GError                 **error)
{
  g_autoptr(GError) local = NULL;
  const RoundsField *field = rounds_custom_fields_resolve (call->database, info, name, &local);

  for (guint i = 0; field == NULL && local == NULL && i < info->n_fields; i++)
    if (g_str_equal (info->fields[i].json_key, name) && rounds_field_is_asked (&info->fields[i]))
      field = &info->fields[i];

  if (field == NULL && local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (field == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("There is no field “%s”"), name);
      rounds_call_refuse_parameter (name, sentence, error);
    }

  return field;
}

static gboolean
parse_number (const RoundsField *field,
              const char        *text,
              gint64            *number)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_BOOLEAN:
      *number = g_str_equal (text, "true");
      return *number || g_str_equal (text, "false");
    case ROUNDS_FIELD_INSTANT:
      return rounds_instant_parse (text, number);
    default:
      return rounds_decimal_parse (text, rounds_field_get_scale (field), number);
    }
}

static RoundsFilter *
create_condition (const RoundsField  *field,
                  const char         *name,
                  const char         *text,
                  GError            **error)
{
  gint64 number;

  if (*text == '\0')
    return rounds_filter_new_empty (field);

  switch (field->type)
    {
    case ROUNDS_FIELD_TEXT_LIST:
      return rounds_filter_new_text (field, ROUNDS_FILTER_CONTAINS, text);
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_BOOLEAN:
    case ROUNDS_FIELD_INSTANT:
      if (parse_number (field, text, &number))
        return rounds_filter_new_integer (field, ROUNDS_FILTER_EQUAL, number);
      break;
    case ROUNDS_FIELD_CHOICE:
      if (rounds_field_find_choice (field, text) != NULL)
        return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, text);
      break;
    case ROUNDS_FIELD_DATE:
      if (rounds_date_is_valid (text))
        return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, text);
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_OBJECT:
    default:
      return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, text);
    }

  {
    g_autofree char *sentence = g_strdup_printf (_("“%s” is no value that “%s” can have"), text, name);
    rounds_call_refuse_parameter (name, sentence, error);
  }
  return NULL;
}

/* One of the values given for @name. */
static RoundsFilter *
create_field_filter (RoundsCall   *call,
                     const char   *name,
                     GError      **error)
{
  gboolean is_field = !rounds_list_conditions_has (call->route->info, name);
  const RoundsField *field = is_field ? find_field (call, call->route->info, name, error) : NULL;
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);

  if (is_field && field == NULL)
    return NULL;

  for (guint i = 0; i < call->parameters->len; i++)
    {
      const RoundsParameter *parameter = g_ptr_array_index (call->parameters, i);
      RoundsFilter *condition;

      if (!g_str_equal (parameter->name, name))
        continue;
      condition = field != NULL ? create_condition (field, name, parameter->value, error)
                                : rounds_list_conditions_create (call, name, parameter->value, error);
      if (condition == NULL)
        return NULL;
      g_ptr_array_add (conditions, condition);
    }

  if (conditions->len == 1)
    return rounds_filter_ref (g_ptr_array_index (conditions, 0));
  return rounds_filter_new_group (ROUNDS_FILTER_OR, conditions);
}

/* Whether @name is one that the route itself takes, for something else than a field. */
static gboolean
is_declared (RoundsCall *call,
             const char *name)
{
  g_auto(GStrv) names = g_strsplit (call->route->parameters != NULL ? call->route->parameters : "", " ", -1);

  return g_strv_contains (list_parameters, name) || g_strv_contains ((const char * const *) names, name);
}

static gboolean
is_first (RoundsCall *call,
          guint       index)
{
  const char *name = ((RoundsParameter *) g_ptr_array_index (call->parameters, index))->name;

  for (guint i = 0; i < index; i++)
    if (g_str_equal (((RoundsParameter *) g_ptr_array_index (call->parameters, i))->name, name))
      return FALSE;

  /* What a list says of itself is declared too, for the description of the API. */
  return !is_declared (call, name) || rounds_list_conditions_has (call->route->info, name);
}

/**
 * rounds_list_query_get_context:
 *
 * Returns: what a filter that came with @call is read against; good as long as the call
 */
RoundsFilterContext
rounds_list_query_get_context (RoundsCall *call)
{
  return (RoundsFilterContext) {
    .database = call->database,
    .now = call->now,
    .zone = rounds_server_get_zone (call->server),
    .user_id = call->actor != NULL ? call->actor->user_id : NULL,
    .scope = rounds_policy_get_scope,
    .scope_data = call->actor,
  };
}

static gboolean
add_tree (RoundsCall              *call,
          const RoundsEntityInfo  *info,
          GPtrArray               *conditions,
          GError                 **error)
{
  const char *text = rounds_call_get_parameter (call, "filter");
  const RoundsFilterContext context = rounds_list_query_get_context (call);
  g_autoptr(JsonNode) node = NULL;
  RoundsFilter *filter;

  if (text == NULL)
    return TRUE;

  node = rounds_json_parse (text, -1, error);
  if (node == NULL)
    return FALSE;
  filter = rounds_filter_read (info, node, &context, error);
  if (filter == NULL)
    return FALSE;

  g_ptr_array_add (conditions, filter);
  return TRUE;
}

/* Of another kind than the route's no field can be named beside the tree. */
static RoundsFilter *
create_filter (RoundsCall              *call,
               const RoundsEntityInfo  *info,
               RoundsFilter            *condition,
               GError                 **error)
{
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);

  g_ptr_array_add (conditions, rounds_policy_get_scope (info, call->actor));
  if (condition != NULL)
    g_ptr_array_add (conditions, rounds_filter_ref (condition));

  for (guint i = 0; i < call->parameters->len && info == call->route->info; i++)
    {
      const RoundsParameter *parameter = g_ptr_array_index (call->parameters, i);
      RoundsFilter *filter;

      if (!is_first (call, i))
        continue;
      filter = create_field_filter (call, parameter->name, error);
      if (filter == NULL)
        return NULL;
      g_ptr_array_add (conditions, filter);
    }
  if (!add_tree (call, info, conditions, error))
    return NULL;

  return rounds_filter_new_group (ROUNDS_FILTER_AND, conditions);
}

/**
 * rounds_list_query_get_filter:
 * @call: whose route is about a kind of record
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Returns: (transfer full) (nullable): what the person may see and asks for
 */
RoundsFilter *
rounds_list_query_get_filter (RoundsCall  *call,
                              GError     **error)
{
  return create_filter (call, call->route->info, NULL, error);
}

static gboolean
set_moment (RoundsCall   *call,
            RoundsQuery  *query,
            GError      **error)
{
  g_autoptr(RoundsMoment) moment = rounds_moment_read (call->database, call->now, rounds_server_get_zone (call->server), error);

  rounds_query_set_moment (query, moment);
  return moment != NULL;
}

static gboolean
add_sort (RoundsCall   *call,
          RoundsQuery  *query,
          GError      **error)
{
  const RoundsEntityInfo *info = rounds_query_get_info (query);
  const char *by = rounds_call_get_parameter (call, "sortBy");
  const char *order = rounds_call_get_parameter (call, "sortOrder");
  const RoundsField *field = rounds_entity_info_find (info, info->title_field);
  g_autoptr(GError) local = NULL;

  if (by != NULL)
    field = rounds_derived_fields_find (info, by);
  if (by != NULL && field == NULL)
    field = find_field (call, info, by, &local);
  if (field == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("The list cannot be sorted by “%s”"), by);

      if (g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED))
        rounds_call_refuse_parameter ("sortBy", sentence, error);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (order != NULL && !g_str_equal (order, "asc") && !g_str_equal (order, "desc"))
    {
      rounds_call_refuse_parameter ("sortOrder", _("“sortOrder” must be “asc” or “desc”"), error);
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_DERIVED) && !set_moment (call, query, error))
    return FALSE;

  /* Of what has happened, the latest first. */
  if (by == NULL && order == NULL && field->type == ROUNDS_FIELD_INSTANT)
    order = "desc";
  rounds_query_add_sort (query, field, g_strcmp0 (order, "desc") == 0);
  return TRUE;
}

/**
 * rounds_list_query_new:
 * @info: the kind asked about
 * @condition: (nullable): what the records must meet beside what is asked for
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`, %ROUNDS_PROBLEM_INVALID `BAD_FILTER`
 *
 * Returns: (transfer full) (nullable): all of what the person may see and asks for, in the order asked for
 */
RoundsQuery *
rounds_list_query_new (RoundsCall              *call,
                       const RoundsEntityInfo  *info,
                       RoundsFilter            *condition,
                       GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = NULL;
  const char *search = rounds_call_get_parameter (call, "search");

  if (!add_sort (call, query, error))
    return NULL;
  filter = create_filter (call, info, condition, error);
  if (filter == NULL)
    return NULL;

  rounds_query_set_filter (query, filter);
  if (search != NULL && *search != '\0')
    rounds_query_set_search (query, search);

  return g_steal_pointer (&query);
}

/**
 * rounds_list_query_page:
 * @info: the kind asked about
 * @condition: (nullable): what the records must meet beside what is asked for
 * @page: (out): from 1
 * @limit: (out): records on a page
 * @error: as of rounds_list_query_new()
 *
 * Returns: (transfer full) (nullable): what a page of the list shows
 */
RoundsQuery *
rounds_list_query_page (RoundsCall              *call,
                        const RoundsEntityInfo  *info,
                        RoundsFilter            *condition,
                        gint64                  *page,
                        gint64                  *limit,
                        GError                 **error)
{
  RoundsQuery *query;

  if (!rounds_call_get_number (call, "page", 1, 1000000, 1, page, error) ||
      !rounds_call_get_number (call, "limit", 1, ROUNDS_WIRE_PAGE_MAXIMUM, ROUNDS_WIRE_PAGE_DEFAULT, limit, error))
    return NULL;

  query = rounds_list_query_new (call, info, condition, error);
  if (query != NULL)
    rounds_query_set_range (query, (*page - 1) * *limit, *limit);

  return query;
}

/**
 * rounds_list_query_from_call:
 * @page: (out): from 1
 * @limit: (out): records on a page
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Returns: (transfer full) (nullable): what a page of the list of the route's kind shows
 */
RoundsQuery *
rounds_list_query_from_call (RoundsCall  *call,
                             gint64      *page,
                             gint64      *limit,
                             GError     **error)
{
  return rounds_list_query_page (call, call->route->info, NULL, page, limit, error);
}
