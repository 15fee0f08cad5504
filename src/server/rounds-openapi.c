/* rounds-openapi.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "operations/rounds-webhook-events.h"
#include "server/rounds-openapi-private.h"
#include "store/rounds-filter.h"

/*
 * The API described for machines (OpenAPI 3.1), from the tables that the server runs on: routes, kinds of record, operations, events.
 * A line in one of those tables is a line here too.
 */

#define DESCRIPTION                                                                                                              \
  "A CRM for teams that sell to hospitals. Sign in with POST /api/auth/login and send the token as `Authorization: Bearer TOKEN`. " \
  "Answers are `{success, data}`, lists have `meta` too; refusals are application/problem+json with a stable `code`. "             \
  "The ids in the examples stand for those of your own records."

/* What comes with every event beside its body. */
static const struct
{
  const char *name;
  const char *header;
  const char *type;
  const char *description;
} event_headers[] = {
  { "Event", "X-Rounds-Event", "text", "The name of the event" },
  { "Delivery", "X-Rounds-Delivery", "uuid", "The id of the delivery: the same when it is tried again" },
  { "Timestamp", "X-Rounds-Timestamp", "text", "When this try was made, seconds since 1970" },
  { "Signature", "X-Rounds-Signature", "text",
    "`sha256=` and the HMAC-SHA256, in hexadecimal, of the timestamp, a point and the body, under the webhook’s secret" },
};

static void
write_info (RoundsJsonWriter *writer)
{
  rounds_openapi_write_text (writer, "openapi", "3.1.0");
  rounds_json_writer_key (writer, "info");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "title", "Rounds");
  rounds_openapi_write_text (writer, "version", VERSION);
  rounds_openapi_write_text (writer, "description", DESCRIPTION);
  rounds_json_writer_key (writer, "license");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "name", "GNU General Public License 3.0 or later");
  rounds_openapi_write_text (writer, "identifier", "GPL-3.0-or-later");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "servers");
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "url", "/");
  rounds_openapi_write_text (writer, "description", "The server that this description comes from");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "security");
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "bearer");
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_array (writer);
}

/* One for each collection, and for each family of the other routes, in their order. */
static void
write_tags (RoundsJsonWriter *writer)
{
  const RoundsRoute * const *routes = rounds_routes_get_all (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  rounds_json_writer_key (writer, "tags");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; routes[i] != NULL; i++)
    {
      const char *tag = rounds_openapi_get_tag (routes[i]);

      if (!g_hash_table_add (seen, (gpointer) tag))
        continue;
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_text (writer, "name", tag);
      rounds_openapi_write_text (writer, "description", routes[i]->info != NULL ? routes[i]->info->label_plural : routes[i]->summary);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_group_filter (RoundsJsonWriter *writer,
                    const char       *word,
                    const char       *type)
{
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "title", word);
  rounds_openapi_write_text (writer, "type", "object");
  rounds_openapi_write_names (writer, "required", word);
  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, word);
  rounds_openapi_write_type (writer, type, NULL);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "additionalProperties");
  rounds_json_writer_boolean (writer, FALSE);
  rounds_json_writer_end_object (writer);
}

static void
write_filter (RoundsJsonWriter *writer)
{
  g_autofree char *operators = g_strjoinv ("/", (char **) rounds_filter_get_operator_names ());
  g_autofree char *members = g_strdup_printf ("field:text op:%s value?:any", operators);

  rounds_json_writer_key (writer, "FilterCondition");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", "A condition on a field, which is named as in the record: `address.city`");
  rounds_openapi_write_type_members (writer, members);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "Filter");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", "A tree of conditions");
  rounds_json_writer_key (writer, "oneOf");
  rounds_json_writer_begin_array (writer);
  write_group_filter (writer, "and", "[Filter]");
  write_group_filter (writer, "or", "[Filter]");
  write_group_filter (writer, "not", "Filter");
  rounds_openapi_write_type (writer, "FilterCondition", NULL);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_header (RoundsJsonWriter *writer,
              const char       *name,
              const char       *type,
              const char       *description)
{
  rounds_json_writer_key (writer, name);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", description);
  rounds_json_writer_key (writer, "schema");
  rounds_openapi_write_type (writer, type, NULL);
  rounds_json_writer_end_object (writer);
}

static void
write_header_parameter (RoundsJsonWriter *writer,
                        const char       *name,
                        const char       *header,
                        const char       *type,
                        const char       *description)
{
  rounds_json_writer_key (writer, name);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "name", header);
  rounds_openapi_write_text (writer, "in", "header");
  rounds_openapi_write_text (writer, "description", description);
  rounds_json_writer_key (writer, "schema");
  rounds_openapi_write_type (writer, type, NULL);
  rounds_json_writer_end_object (writer);
}

static void
write_components (RoundsJsonWriter *writer)
{
  rounds_json_writer_key (writer, "components");
  rounds_json_writer_begin_object (writer);

  rounds_json_writer_key (writer, "securitySchemes");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "bearer");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "http");
  rounds_openapi_write_text (writer, "scheme", "bearer");
  rounds_openapi_write_text (writer, "description", "The accessToken of POST /api/auth/login");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "parameters");
  rounds_json_writer_begin_object (writer);
  write_header_parameter (writer, "IfMatch", "If-Match", "text",
                          "The ETag of the record as it was seen; when it is another, the answer is 409");
  for (guint i = 0; i < G_N_ELEMENTS (event_headers); i++)
    write_header_parameter (writer, event_headers[i].name, event_headers[i].header, event_headers[i].type, event_headers[i].description);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "headers");
  rounds_json_writer_begin_object (writer);
  write_header (writer, "ETag", "text", "The revision of the record in quotes");
  write_header (writer, "WWW-Authenticate", "text", "How to sign in");
  write_header (writer, "Retry-After", "1..", "Seconds to wait");
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "responses");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_responses (writer);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "schemas");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_records (writer);
  rounds_openapi_write_operations (writer);
  write_filter (writer);
  rounds_openapi_write_shapes (writer);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_end_object (writer);
}

static void
write_event_schema (RoundsJsonWriter         *writer,
                    const RoundsWebhookEvent *event)
{
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "object");
  rounds_openapi_write_names (writer, "required", "id event createdAt data");

  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "id");
  rounds_openapi_write_type (writer, "uuid", "Of the delivery: the same when it is tried again");
  rounds_json_writer_key (writer, "event");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "const", event->name);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "createdAt");
  rounds_openapi_write_type (writer, "instant", NULL);
  rounds_json_writer_key (writer, "data");
  rounds_openapi_write_type (writer, rounds_openapi_get_name (event->kind), "The record as it was after the change");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_event_body (RoundsJsonWriter         *writer,
                  const RoundsWebhookEvent *event)
{
  rounds_json_writer_key (writer, "requestBody");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "content");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "application/json");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "schema");
  write_event_schema (writer, event);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_event_parameters (RoundsJsonWriter *writer)
{
  rounds_json_writer_key (writer, "parameters");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (event_headers); i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_reference (writer, "parameters", event_headers[i].name);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_event (RoundsJsonWriter         *writer,
             const RoundsWebhookEvent *event)
{
  g_autofree char *name = g_strdup (rounds_openapi_get_name (event->name));
  g_autofree char *id = g_strconcat ("on", name, NULL);

  rounds_json_writer_key (writer, event->name);
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "post");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "operationId", id);
  rounds_openapi_write_text (writer, "summary", event->summary);
  write_event_parameters (writer);
  write_event_body (writer, event);
  rounds_json_writer_key (writer, "responses");
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "2XX");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", "Received; anything else is tried again later");
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_webhooks (RoundsJsonWriter *writer)
{
  guint n_events;
  const RoundsWebhookEvent *events = rounds_webhook_events_get_all (&n_events);

  rounds_json_writer_key (writer, "webhooks");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < n_events; i++)
    if (rounds_registry_find (events[i].kind) != NULL)
      write_event (writer, &events[i]);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_build:
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): the document, JSON
 */
char *
rounds_openapi_build (gsize *length)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_object (writer);
  write_info (writer);
  write_tags (writer);
  rounds_json_writer_key (writer, "paths");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_paths (writer);
  rounds_json_writer_end_object (writer);
  write_webhooks (writer);
  write_components (writer);
  rounds_json_writer_end_object (writer);

  return rounds_json_writer_end (writer, length);
}
