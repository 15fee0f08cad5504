/* rounds-openapi-parameters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

#include "rules/rounds-forecast.h"
#include "wire/rounds-sync-changes.h"

/* What a route takes beside its body: the id, query parameters, and If-Match. */

#define PAGE_LIMIT "1.." G_STRINGIFY (ROUNDS_WIRE_PAGE_MAXIMUM)
#define SYNC_LIMIT "1.." G_STRINGIFY (ROUNDS_SYNC_LIMIT_MAXIMUM)
#define SYNC_WAIT "0.." G_STRINGIFY (ROUNDS_SYNC_WAIT_MAXIMUM)

/* Parameters by name; one route may mean something else by it. */
static const struct
{
  const char *name;
  const char *route;
  const char *type;
  const char *description;
  gboolean is_required;
} parameters[] = {
  { "limit", "sync.changes", SYNC_LIMIT, "Changes in the answer at most", FALSE },
  { "limit", "opportunity.pipeline", "0.." G_STRINGIFY (ROUNDS_WIRE_PAGE_MAXIMUM), "Deals of each stage in the answer at most", FALSE },
  { "type", "search.unified", "text", "A collection to look in, such as contacts; may be given several times", FALSE },
  { "type", NULL, "text", "A type of item, such as call, quote or invoice_paid; may be given several times", FALSE },
  { "startDate", "institution.timeline", "text", "The first day, or an instant", FALSE },
  { "endDate", "institution.timeline", "text", "The last day, or the instant before which", FALSE },
  { "startDate", "contact.timeline", "text", "The first day, or an instant", FALSE },
  { "endDate", "contact.timeline", "text", "The last day, or the instant before which", FALSE },
  { "startDate", "opportunity.timeline", "text", "The first day, or an instant", FALSE },
  { "endDate", "opportunity.timeline", "text", "The last day, or the instant before which", FALSE },
  { "userId", NULL, "uuid", "Only what this person did", FALSE },
  { "cursor", NULL, "text", "The next of the page before", FALSE },
  { "q", NULL, "text", "Words, or beginnings of words, that the record must have", TRUE },
  { "institutionId", "search.unified", "uuid", "Only what belongs to this institution", FALSE },
  { "scope", NULL, "own/team/all", "Whose records", FALSE },
  { "limit", "search.unified", "1..100", "Records of each kind at most", FALSE },
  { "offset", NULL, "0..10000", "How many of each kind to pass over", FALSE },
  { "period", NULL, "week/month/quarter/year", "The seven days that end today, or the month, quarter or year so far", FALSE },
  { "limit", "institution.hot-leads", PAGE_LIMIT, "Institutions in the answer at most", FALSE },
  { "minScore", NULL, "0..100", "The least score; without, that of a hot lead", FALSE },
  { "months", NULL, "1.." G_STRINGIFY (ROUNDS_FORECAST_MONTHS_MAXIMUM), "Months, the current one included", FALSE },
  { "startDate", NULL, "date", "The first day; without, a year before the last", FALSE },
  { "endDate", NULL, "date", "The last day; without, today", FALSE },
  { "teamId", NULL, "uuid", "Of the people of this team", FALSE },
  { "since", NULL, "0..", "The revision up to which everything is known", FALSE },
  { "wait", NULL, SYNC_WAIT, "Seconds that the answer may wait for a change", FALSE },
  { "register", NULL, "finess/sae/csv", "Which register the file is of; csv is records of a kind", TRUE },
  { "kind", "import.begin", "text", "Of CSV, the collection that the records are of", FALSE },
  { "empty", "import.begin", "keeps/clears", "Of CSV, what a cell without anything does to the field of a record that is there; keeps when it is missing",
    FALSE },
  { "format", "record.export", "csv/json", "csv when it is missing", FALSE },
  { "fields", "record.export", "text", "The columns, with commas between: fields by their names, custom and derived ones too", FALSE },
  { "separator", "record.export", "text", "A comma, or a semicolon with decimal commas, as French spreadsheets want it", FALSE },
  { "bom", "record.export", "true/false", "Whether the file begins with a byte order mark", FALSE },
  { "header", "record.export", "name/label", "What stands above the columns", FALSE },
  { "page", NULL, "1..1000000", "The page, from 1", FALSE },
  { "limit", NULL, PAGE_LIMIT, "Records on a page", FALSE },
  { "sortOrder", NULL, "asc/desc", "Upwards or downwards", FALSE },
  { "overdue", NULL, "true/false", "Whether it should have been done by now", FALSE },
  { "dueDateFrom", NULL, "text", "Due on this day or later, or at this time or later", FALSE },
  { "dueDateTo", NULL, "text", "Due on this day or earlier, or before this time", FALSE },
  { "recordKind", "attachment.create", "text", "The kind of record that it belongs to", FALSE },
  { "recordId", "attachment.create", "uuid", "The record that it belongs to", FALSE },
  { "fileName", "attachment.create", "text", "What it is called, where Content-Disposition does not say it", FALSE },
  { "description", "attachment.create", "text", "What is in it", FALSE },
  { "phone", NULL, "text", "The other end’s number, however it was written", FALSE },
  { "sharedWithMe", NULL, "true/false", "Whether a colleague shares it with whoever asks", FALSE },
  { "unread", NULL, "true/false", "Whether it has not been read", FALSE },
  { "status", "record.list", "completed/pending/overdue/upcoming", "How it stands", FALSE },
  { "search", NULL, "text", "Words, or beginnings of words, that the record must have", FALSE },
};

static void
write_head (RoundsJsonWriter *writer,
            const char       *name,
            const char       *place,
            const char       *description)
{
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "name", name);
  rounds_openapi_write_text (writer, "in", place);
  if (description != NULL)
    rounds_openapi_write_text (writer, "description", description);
}

static void
write_id (RoundsJsonWriter           *writer,
          const RoundsRoute          *route,
          const RoundsOpenapiExample *example)
{
  g_autofree char *value = rounds_openapi_dup_path_value (route);
  gboolean is_text;

  write_head (writer, "id", "path", NULL);
  rounds_json_writer_key (writer, "required");
  rounds_json_writer_boolean (writer, TRUE);
  rounds_json_writer_key (writer, "schema");
  /* A list by something else than an id says what the values are where the list is asked by name. */
  is_text = route->parameter != NULL ? !g_str_has_suffix (route->parameter, "Id") : rounds_openapi_takes_key (route);
  rounds_openapi_write_type (writer, is_text ? "text" : "uuid", NULL);
  if (example != NULL)
    rounds_openapi_write_text (writer, "example", value);
  rounds_json_writer_end_object (writer);
}

/* Any field of the records, in the order of the table. */
static void
write_sort_fields (RoundsJsonWriter       *writer,
                   const RoundsEntityInfo *info)
{
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "string");
  rounds_json_writer_key (writer, "enum");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < info->n_fields; i++)
    if (rounds_field_is_asked (&info->fields[i]))
      rounds_json_writer_text (writer, info->fields[i].json_path);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_example_value (RoundsJsonWriter *writer,
                     const char       *value)
{
  gint64 number;

  rounds_json_writer_key (writer, "example");
  if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL))
    rounds_json_writer_integer (writer, number);
  else
    rounds_json_writer_text (writer, value);
}

static void
write_known (RoundsJsonWriter  *writer,
             const RoundsRoute *route,
             const char        *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      if (!g_str_equal (parameters[i].name, name) ||
          (parameters[i].route != NULL && !g_str_equal (parameters[i].route, route->name)))
        continue;

      write_head (writer, name, "query", parameters[i].description);
      if (parameters[i].is_required)
        {
          rounds_json_writer_key (writer, "required");
          rounds_json_writer_boolean (writer, TRUE);
        }
      rounds_json_writer_key (writer, "schema");
      rounds_openapi_write_type (writer, parameters[i].type, NULL);
      return;
    }

  write_head (writer, name, "query", NULL);
  rounds_json_writer_key (writer, "schema");
  rounds_openapi_write_type (writer, "text", NULL);
}

static void
write_named (RoundsJsonWriter           *writer,
             const RoundsRoute          *route,
             const char                 *name,
             const RoundsOpenapiExample *example)
{
  g_autofree char *value = example != NULL ? rounds_openapi_dup_example_value (example, name) : NULL;

  if (g_str_equal (name, "sortBy") && route->info != NULL)
    {
      write_head (writer, name, "query", "The field that gives the order");
      rounds_json_writer_key (writer, "schema");
      write_sort_fields (writer, route->info);
    }
  else if (g_str_equal (name, "filter"))
    {
      write_head (writer, name, "query", "A tree of conditions, as JSON");
      rounds_json_writer_key (writer, "content");
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "application/json");
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "schema");
      rounds_openapi_write_type (writer, "Filter", NULL);
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
      return;
    }
  else
    {
      write_known (writer, route, name);
    }

  if (value != NULL)
    write_example_value (writer, value);
  rounds_json_writer_end_object (writer);
}

/* One value, or several of which one must be met; an empty one means that the field is empty. */
static void
write_field (RoundsJsonWriter           *writer,
             const RoundsField          *field,
             const RoundsOpenapiExample *example)
{
  g_autofree char *value = example != NULL ? rounds_openapi_dup_example_value (example, field->json_path) : NULL;

  write_head (writer, field->json_path, "query", field->label);
  rounds_openapi_write_text (writer, "style", "form");
  rounds_json_writer_key (writer, "explode");
  rounds_json_writer_boolean (writer, TRUE);
  rounds_json_writer_key (writer, "schema");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "array");
  rounds_json_writer_key (writer, "items");
  rounds_openapi_write_type (writer, "text", NULL);
  rounds_json_writer_end_object (writer);
  if (value != NULL)
    {
      rounds_json_writer_key (writer, "example");
      rounds_json_writer_begin_array (writer);
      rounds_json_writer_text (writer, value);
      rounds_json_writer_end_array (writer);
    }
  rounds_json_writer_end_object (writer);
}

static void
write_query (RoundsJsonWriter           *writer,
             const RoundsRoute          *route,
             const RoundsOpenapiExample *example)
{
  g_auto(GStrv) names = g_strsplit (route->parameters != NULL ? route->parameters : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "*"))
        {
          for (guint j = 0; route->info != NULL && j < route->info->n_fields; j++)
            if (rounds_field_is_asked (&route->info->fields[j]) &&
                g_strcmp0 (route->info->fields[j].json_path, route->parameter) != 0 &&
                !g_strv_contains ((const char * const *) names, route->info->fields[j].json_path))
              write_field (writer, &route->info->fields[j], example);
        }
      else if (*names[i] != '\0' && g_strcmp0 (names[i], route->parameter) != 0)
        {
          write_named (writer, route, names[i], example);
        }
    }
}

/**
 * rounds_openapi_write_parameters:
 *
 * Writes the parameters of a route, as an array.
 */
void
rounds_openapi_write_parameters (RoundsJsonWriter  *writer,
                                 const RoundsRoute *route)
{
  gboolean has_id = strstr (route->pattern, ":id") != NULL;
  RoundsOpenapiExample example;
  gboolean has_example = rounds_openapi_find_example (route, &example);

  rounds_json_writer_begin_array (writer);
  if (has_id)
    write_id (writer, route, has_example ? &example : NULL);
  write_query (writer, route, has_example ? &example : NULL);
  if (has_id && route->info != NULL && !g_str_equal (route->method, "GET"))
    {
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_reference (writer, "parameters", "IfMatch");
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}
