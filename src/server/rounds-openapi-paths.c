/* rounds-openapi-paths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

#include "server/rounds-policy.h"
#include "wire/rounds-problem-json.h"

/* Every route, with what it is asked and what it can answer. */

#define JSON_TYPE "application/json"

/* Refusals that a route can answer, in the order of their numbers. */
static const struct
{
  guint status;
  const char *name;
  const char *description;
} refusals[] = {
  { 400, "Malformed", "The request cannot be read" },
  { 401, "Unauthorized", "Nobody has signed in, or the session is over" },
  { 403, "Forbidden", "This person may not do this" },
  { 404, "NotFound", "There is no such record, or not for this person’s eyes" },
  { 409, "Conflict", "The record was changed meanwhile, is already there, or its state does not allow this" },
  { 413, "TooLarge", "The body is too large" },
  { 415, "MediaType", "The body is of a type that is not taken" },
  { 422, "Invalid", "A field or a rule refuses; errors names each field" },
  { 429, "TooMany", "Too many attempts; Retry-After says when to come back" },
};

static gboolean
is_read (const RoundsRoute *route)
{
  return g_str_equal (route->method, "GET");
}

/* Whether somebody who has signed in can be refused for the role alone. */
static gboolean
asks_for_role (const RoundsRoute *route)
{
  RoundsActor person = { (char *) "", NULL, (char *) "user" };

  return !rounds_policy_check_route (route, &person, NULL);
}

static gboolean
can_answer (const RoundsRoute *route,
            guint              status)
{
  gboolean is_public = rounds_policy_is_public (route);
  gboolean signs_in = g_str_equal (route->name, "session.begin");
  gboolean writes_records = !is_read (route) && !is_public && (route->info != NULL || route->operation != NULL);

  switch (status)
    {
    case 400:
      return TRUE;
    case 401:
      return !is_public || signs_in;
    case 403:
      return writes_records || asks_for_role (route);
    case 404:
      return strstr (route->pattern, ":id") != NULL || writes_records;
    case 409:
      return writes_records;
    case 413:
    case 415:
      return route->body != ROUNDS_ROUTE_BODY_NONE;
    case 422:
      return route->body != ROUNDS_ROUTE_BODY_NONE || writes_records || rounds_route_takes (route, "filter");
    case 429:
      return signs_in;
    default:
      return FALSE;
    }
}

static gboolean
is_only_one (const RoundsRoute *route)
{
  const RoundsRoute * const *routes = rounds_routes_get_all (NULL);

  for (guint i = 0; routes[i] != NULL; i++)
    if (routes[i] != route && g_str_equal (routes[i]->name, route->name))
      return FALSE;

  return TRUE;
}

/* `record.list` of institutions is `listInstitutions`, of one it is `getInstitution`; `/tasks/assigned/{id}` is `listTasksByAssigneeId`. */
static char *
dup_record_operation_id (const RoundsRoute *route)
{
  const char *verb = route->name + strlen ("record.");

  if (route->parameter != NULL)
    return g_strdup_printf ("list%sBy%c%s", rounds_openapi_get_name (route->info->collection),
                            g_ascii_toupper (route->parameter[0]), route->parameter + 1);
  if (g_str_equal (verb, "list") || g_str_equal (verb, "export"))
    return g_strconcat (verb, rounds_openapi_get_name (route->info->collection), NULL);
  if (g_str_equal (route->method, "PATCH"))
    verb = "patch";
  return g_strconcat (verb, rounds_openapi_get_name (route->info->kind), NULL);
}

static void
write_schema (RoundsJsonWriter *writer,
              const char       *type)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "schema");
  rounds_openapi_write_type (writer, type, NULL);
  rounds_json_writer_end_object (writer);
}

static const char *
get_body_schema (const RoundsRoute *route)
{
  gboolean is_new = g_str_equal (route->name, "record.create");

  if (route->info == NULL || !(is_new || g_str_equal (route->name, "record.update")))
    return NULL;

  {
    g_autofree char *name = g_strconcat (is_new ? "New" : "", rounds_openapi_get_name (route->info->kind), is_new ? "" : "Changes", NULL);
    return g_intern_string (name);
  }
}

static void
write_body_schema (RoundsJsonWriter  *writer,
                   const RoundsRoute *route)
{
  const char *record = get_body_schema (route);
  const RoundsOperation *operation = rounds_operation_find (route->operation);

  if (record != NULL)
    rounds_openapi_write_type (writer, record, NULL);
  else if (operation != NULL)
    rounds_openapi_write_arguments (writer, operation, FALSE);
  else
    rounds_openapi_write_type (writer, route->request != NULL ? route->request : "object", NULL);
}

static void
write_body_example (RoundsJsonWriter  *writer,
                    const RoundsRoute *route)
{
  RoundsOpenapiExample example;
  g_autofree char *body = NULL;

  if (!rounds_openapi_find_example (route, &example))
    return;

  body = rounds_openapi_dup_example_body (&example);
  if (body != NULL)
    {
      rounds_json_writer_key (writer, "example");
      if (route->body == ROUNDS_ROUTE_BODY_FILE)
        rounds_json_writer_text (writer, body);
      else
        rounds_json_writer_raw (writer, body);
    }
  else if (get_body_schema (route) != NULL)
    {
      rounds_json_writer_key (writer, "example");
      rounds_openapi_write_example (writer, route->info,
                                    g_str_equal (route->name, "record.create") ? ROUNDS_OPENAPI_NEW : ROUNDS_OPENAPI_CHANGES);
    }
}

static void
write_request (RoundsJsonWriter  *writer,
               const RoundsRoute *route)
{
  if (route->body == ROUNDS_ROUTE_BODY_NONE)
    return;

  rounds_json_writer_key (writer, "requestBody");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "required");
  rounds_json_writer_boolean (writer, route->body != ROUNDS_ROUTE_BODY_OPTIONAL);
  rounds_json_writer_key (writer, "content");
  rounds_json_writer_begin_object (writer);

  if (route->body == ROUNDS_ROUTE_BODY_FILE)
    {
      rounds_json_writer_key (writer, "application/octet-stream");
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_end_object (writer);
      rounds_json_writer_key (writer, "text/csv");
    }
  else
    {
      rounds_json_writer_key (writer, JSON_TYPE);
    }
  rounds_json_writer_begin_object (writer);
  if (route->body != ROUNDS_ROUTE_BODY_FILE)
    {
      rounds_json_writer_key (writer, "schema");
      write_body_schema (writer, route);
    }
  write_body_example (writer, route);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/* What `data` is. */
static char *
dup_answer (const RoundsRoute *route)
{
  if (route->answer != NULL)
    return g_strdup (route->answer);
  if (route->info == NULL)
    return g_strdup ("any");
  if (g_str_equal (route->name, "record.list"))
    return g_strdup_printf ("[%s]", rounds_openapi_get_name (route->info->kind));
  if (g_str_has_prefix (route->name, "record.") || route->operation != NULL)
    return g_strdup (rounds_openapi_get_name (route->info->kind));
  return g_strdup ("any");
}

static void
write_envelope (RoundsJsonWriter *writer,
                const char       *answer,
                gboolean          is_list)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "schema");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "object");
  rounds_openapi_write_names (writer, "required", is_list ? "success data meta" : "success data");

  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "success");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "const");
  rounds_json_writer_boolean (writer, TRUE);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "data");
  rounds_openapi_write_type (writer, answer, NULL);
  if (is_list)
    {
      rounds_json_writer_key (writer, "meta");
      rounds_openapi_write_type (writer, "ListMeta", NULL);
    }
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_success (RoundsJsonWriter  *writer,
               const RoundsRoute *route)
{
  g_autofree char *status = g_strdup_printf ("%u", route->status);
  g_autofree char *answer = dup_answer (route);
  gboolean is_media = strchr (answer, '/') != NULL;
  gboolean is_list = route->info != NULL && rounds_route_takes (route, "page");

  rounds_json_writer_key (writer, status);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", route->summary);
  if (!is_media && !is_list && route->info != NULL && g_str_has_prefix (route->name, "record."))
    {
      rounds_json_writer_key (writer, "headers");
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "ETag");
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_reference (writer, "headers", "ETag");
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_key (writer, "content");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, is_media ? answer : JSON_TYPE);
  if (is_media)
    write_schema (writer, g_str_equal (answer, JSON_TYPE) ? "object" : "text");
  else
    write_envelope (writer, answer, is_list);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/* What takes long is answered by where it can be asked about. */
static void
write_later (RoundsJsonWriter  *writer,
             const RoundsRoute *route)
{
  if (route->later == NULL)
    return;

  rounds_json_writer_key (writer, "202");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", "It takes longer: Location says where it can be asked about, and cancelled with DELETE");
  rounds_json_writer_key (writer, "headers");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "Location");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "schema");
  rounds_openapi_write_type (writer, "text", NULL);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "content");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, JSON_TYPE);
  write_envelope (writer, route->later, FALSE);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_answers (RoundsJsonWriter  *writer,
               const RoundsRoute *route)
{
  rounds_json_writer_key (writer, "responses");
  rounds_json_writer_begin_object (writer);
  write_success (writer, route);
  write_later (writer, route);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *status = g_strdup_printf ("%u", refusals[i].status);

      if (!can_answer (route, refusals[i].status))
        continue;
      rounds_json_writer_key (writer, status);
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_reference (writer, "responses", refusals[i].name);
      rounds_json_writer_end_object (writer);
    }

  rounds_json_writer_key (writer, "default");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_reference (writer, "responses", "Failed");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/* Which operations are to be called before the example works. */
static void
write_after (RoundsJsonWriter  *writer,
             const RoundsRoute *route)
{
  RoundsOpenapiExample example;
  g_auto(GStrv) names = NULL;

  if (!rounds_openapi_find_example (route, &example) || example.after == NULL)
    return;

  names = g_strsplit (example.after, " ", -1);
  rounds_json_writer_key (writer, "x-after");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const RoundsRoute *before = rounds_openapi_find_route (names[i], route->info);

      if (before == NULL)
        before = rounds_openapi_find_route (names[i], NULL);
      if (before != NULL)
        {
          g_autofree char *id = rounds_openapi_dup_operation_id (before);
          rounds_json_writer_text (writer, id);
        }
    }
  rounds_json_writer_end_array (writer);
}

static void
write_operation (RoundsJsonWriter  *writer,
                 const RoundsRoute *route)
{
  g_autofree char *id = rounds_openapi_dup_operation_id (route);
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  RoundsOpenapiExample example;

  rounds_json_writer_key (writer, method);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "operationId", id);
  rounds_openapi_write_text (writer, "summary", route->summary);
  rounds_openapi_write_names (writer, "tags", rounds_openapi_get_tag (route));
  rounds_openapi_write_text (writer, "x-permission", route->permission);
  if (route->operation != NULL)
    rounds_openapi_write_text (writer, "x-operation", route->operation);
  rounds_json_writer_key (writer, "x-example");
  rounds_json_writer_boolean (writer, rounds_openapi_find_example (route, &example));
  if (example.reason != NULL)
    rounds_openapi_write_text (writer, "x-no-example", example.reason);
  write_after (writer, route);

  if (rounds_policy_is_public (route))
    {
      rounds_json_writer_key (writer, "security");
      rounds_json_writer_begin_array (writer);
      rounds_json_writer_end_array (writer);
    }
  rounds_json_writer_key (writer, "parameters");
  rounds_openapi_write_parameters (writer, route);
  write_request (writer, route);
  write_answers (writer, route);
  rounds_json_writer_end_object (writer);
}

static gboolean
is_first_of_path (const RoundsRoute * const *routes,
                  guint                      index)
{
  for (guint i = 0; i < index; i++)
    if (g_str_equal (routes[i]->pattern, routes[index]->pattern))
      return FALSE;

  return TRUE;
}

/**
 * rounds_openapi_find_route:
 * @info: (nullable): the kind it is about; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first route of that name
 */
const RoundsRoute *
rounds_openapi_find_route (const char             *name,
                           const RoundsEntityInfo *info)
{
  const RoundsRoute * const *routes = rounds_routes_get_all (NULL);

  for (guint i = 0; routes[i] != NULL; i++)
    if (g_str_equal (routes[i]->name, name) && (info == NULL || routes[i]->info == info))
      return routes[i];

  return NULL;
}

/**
 * rounds_openapi_get_tag:
 *
 * Returns: (transfer none): the word under which the route is listed: its collection, or the family that its name begins with
 */
const char *
rounds_openapi_get_tag (const RoundsRoute *route)
{
  g_autofree char *family = NULL;

  if (route->info != NULL)
    return route->info->collection;

  family = g_strndup (route->name, strcspn (route->name, "."));
  return g_intern_string (family);
}

/**
 * rounds_openapi_dup_operation_id:
 *
 * Returns: (transfer full): the route's name in the description, such as `listInstitutions` or `opportunityPipeline`
 */
char *
rounds_openapi_dup_operation_id (const RoundsRoute *route)
{
  g_autoptr(GString) dotted = g_string_new (NULL);
  char *id;

  if (route->info != NULL && g_str_has_prefix (route->name, "record."))
    return dup_record_operation_id (route);

  if (is_only_one (route))
    {
      g_string_assign (dotted, route->name);
    }
  else
    {
      g_autofree char *method = g_ascii_strdown (route->method, -1);

      g_string_append (dotted, method);
      g_string_append (dotted, route->pattern + strlen ("/api"));
      g_string_replace (dotted, "/:id", "", 0);
      g_string_replace (dotted, "/", ".", 0);
    }

  id = g_strdup (rounds_openapi_get_name (dotted->str));
  *id = g_ascii_tolower (*id);
  return id;
}

/**
 * rounds_openapi_write_paths:
 *
 * Writes every path as a member of the object that is open.
 */
void
rounds_openapi_write_paths (RoundsJsonWriter *writer)
{
  const RoundsRoute * const *routes = rounds_routes_get_all (NULL);

  for (guint i = 0; routes[i] != NULL; i++)
    {
      g_autoptr(GString) path = g_string_new (routes[i]->pattern);

      if (!is_first_of_path (routes, i))
        continue;

      g_string_replace (path, ":id", "{id}", 0);
      rounds_json_writer_key (writer, path->str);
      rounds_json_writer_begin_object (writer);
      for (guint j = i; routes[j] != NULL; j++)
        if (g_str_equal (routes[j]->pattern, routes[i]->pattern))
          write_operation (writer, routes[j]);
      rounds_json_writer_end_object (writer);
    }
}

static void
write_refusal (RoundsJsonWriter *writer,
               const char       *name,
               const char       *description,
               const char       *header)
{
  rounds_json_writer_key (writer, name);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", description);
  if (header != NULL)
    {
      rounds_json_writer_key (writer, "headers");
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, header);
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_reference (writer, "headers", header);
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_key (writer, "content");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, ROUNDS_PROBLEM_CONTENT_TYPE);
  write_schema (writer, "Problem");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_write_responses:
 *
 * Writes the refusals that routes share as members of the object that is open.
 */
void
rounds_openapi_write_responses (RoundsJsonWriter *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    write_refusal (writer, refusals[i].name, refusals[i].description,
                   refusals[i].status == 401 ? "WWW-Authenticate" : refusals[i].status == 429 ? "Retry-After" : NULL);

  write_refusal (writer, "Failed", "The server could not do this; 503 says that trying again later helps", NULL);
}
