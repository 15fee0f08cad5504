/* test-openapi.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation.h"
#include "operations/rounds-webhook-events.h"
#include "server/rounds-openapi.h"
#include "wire/rounds-routes.h"

/* The description says what the tables say, no less and no more. Whether it is sound JSON Schema is tests/integration/test-openapi.py. */

static JsonObject *
build (void)
{
  gsize length;
  g_autofree char *text = rounds_openapi_build (&length);
  g_autoptr(GError) error = NULL;
  JsonObject *document = rounds_json_parse_object (text, (gssize) length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, length);
  return document;
}

static JsonObject *
get_schemas (JsonObject *document)
{
  return json_object_get_object_member (json_object_get_object_member (document, "components"), "schemas");
}

typedef struct
{
  JsonObject *document;
  GHashTable *members;  /* of every object, so that none is there twice */
  guint n_references;
} Walk;

static void
on_member (JsonParser *parser,
           JsonObject *object,
           const char *name,
           gpointer    user_data)
{
  Walk *walk = user_data;

  if (!g_hash_table_add (walk->members, g_strdup_printf ("%p %s", (void *) object, name)))
    g_error ("“%s” is said twice in one object", name);
}

static gboolean
leads_somewhere (JsonObject *document,
                 const char *reference)
{
  g_auto(GStrv) parts = g_strsplit (reference, "/", -1);
  JsonObject *place = document;

  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!json_object_has_member (place, parts[i]))
        return FALSE;
      place = json_object_get_object_member (place, parts[i]);
    }

  return TRUE;
}

static void
follow (JsonNode *node,
        Walk     *walk)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        follow (json_array_get_element (json_node_get_array (node), i), walk);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr(GList) members = json_object_get_members (object);
      const char *reference = rounds_json_get_text (object, "$ref");

      if (reference != NULL && !leads_somewhere (walk->document, reference))
        g_error ("There is no %s: name a kind of record, or write a line in rounds-openapi-shapes.c", reference);
      walk->n_references += reference != NULL;
      for (GList *l = members; l != NULL; l = l->next)
        follow (json_object_get_member (object, l->data), walk);
    }
}

/* Nothing is said twice, and what is referred to is there. */
static void
test_whole (void)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = rounds_openapi_build (NULL);
  Walk walk = { NULL, members, 0 };

  g_signal_connect (parser, "object-member", G_CALLBACK (on_member), &walk);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  walk.document = json_node_get_object (json_parser_get_root (parser));
  follow (json_parser_get_root (parser), &walk);
  g_assert_cmpuint (walk.n_references, >, 500);
}

static char *
dup_path (const RoundsRoute *route)
{
  GString *path = g_string_new (route->pattern);

  g_string_replace (path, ":id", "{id}", 0);
  return g_string_free_and_steal (path);
}

static void
test_routes (void)
{
  g_autoptr(JsonObject) document = build ();
  JsonObject *paths = json_object_get_object_member (document, "paths");
  g_autoptr(GList) members = json_object_get_members (paths);
  guint n_routes;
  guint n_described = 0;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_autofree char *path = dup_path (routes[i]);
      g_autofree char *method = g_ascii_strdown (routes[i]->method, -1);
      g_autofree char *status = g_strdup_printf ("%u", routes[i]->status);
      JsonObject *item, *operation, *responses;

      if (!json_object_has_member (paths, path) || !json_object_has_member (json_object_get_object_member (paths, path), method))
        g_error ("%s %s is not described", routes[i]->method, routes[i]->pattern);

      item = json_object_get_object_member (paths, path);
      operation = json_object_get_object_member (item, method);
      responses = json_object_get_object_member (operation, "responses");
      g_assert_cmpstr (json_object_get_string_member (operation, "summary"), ==, routes[i]->summary);
      g_assert_cmpstr (json_object_get_string_member (operation, "x-permission"), ==, routes[i]->permission);
      g_assert_true (json_object_has_member (operation, "requestBody") == (routes[i]->body != ROUNDS_ROUTE_BODY_NONE));
      g_assert_true (json_object_has_member (responses, status));
      g_assert_true (json_object_has_member (responses, "401") || json_object_has_member (operation, "security"));
      if (routes[i]->operation != NULL)
        g_assert_nonnull (rounds_operation_find (routes[i]->operation));
    }

  for (GList *l = members; l != NULL; l = l->next)
    n_described += json_object_get_size (json_object_get_object_member (paths, l->data));
  g_assert_cmpuint (n_described, ==, n_routes);
}

static void
test_records (void)
{
  g_autoptr(JsonObject) document = build ();
  JsonObject *schemas = get_schemas (document);
  JsonObject *institution = json_object_get_object_member (schemas, "Institution");
  JsonObject *properties = json_object_get_object_member (institution, "properties");
  JsonObject *medical = json_object_get_object_member (properties, "medicalProfile");
  JsonObject *beds = json_object_get_object_member (json_object_get_object_member (medical, "properties"), "bedCapacity");
  JsonObject *line = json_object_get_object_member (json_object_get_object_member (schemas, "NewInvoiceLine"), "properties");
  JsonObject *price = json_object_get_object_member (line, "unitPrice");

  /* A unit, limits, a group, null where nothing is known. */
  g_assert_cmpint (json_object_get_int_member (beds, "minimum"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (beds, "maximum"), ==, 10000);
  g_assert_cmpstr (json_object_get_string_member (beds, "x-unit"), ==, "beds");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (beds, "type"), 1), ==, "null");

  /* What only Rounds sets is read-only, and no part of what one sends. */
  g_assert_true (json_object_get_boolean_member (json_object_get_object_member (properties, "createdAt"), "readOnly"));
  g_assert_false (json_object_has_member (json_object_get_object_member (properties, "name"), "readOnly"));
  g_assert_false (json_object_has_member (line, "totalAfterDiscount"));
  g_assert_false (json_object_has_member (line, "invoiceId"));

  /* Money in whole units: 99,999,999.99 at most. */
  g_assert_cmpint (json_object_get_int_member (price, "x-decimals"), ==, 2);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (price, "maximum"), 99999999.99, 0.001);
}

static void
test_kinds (void)
{
  g_autoptr(JsonObject) document = build ();
  JsonObject *schemas = get_schemas (document);
  guint n_kinds;
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);
  g_autoptr(GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GList) names = json_object_get_members (schemas);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *schema = json_object_get_object_member (schemas, l->data);

      if (json_object_has_member (schema, "title"))
        g_hash_table_add (titles, (gpointer) json_object_get_string_member (schema, "title"));
    }
  for (guint i = 0; i < n_kinds; i++)
    {
      g_assert_true (g_hash_table_contains (titles, kinds[i]->label));
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        {
          const RoundsField *field = &kinds[i]->fields[j];
          gboolean is_text = field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT;

          if (field->minimum > (is_text ? rounds_field_get_length_maximum (field) : field->maximum))
            g_error ("%s: nothing fits between the limits of %s", kinds[i]->kind, field->name);
        }
    }
}

static void
test_operations (void)
{
  g_autoptr(JsonObject) document = build ();
  JsonObject *schemas = get_schemas (document);
  JsonObject *sync = json_object_get_object_member (schemas, "SyncOperation");
  JsonObject *mapping = json_object_get_object_member (json_object_get_object_member (sync, "discriminator"), "mapping");
  guint n_operations;
  const RoundsOperation * const *operations = rounds_operation_get_all (&n_operations);

  g_assert_cmpuint (json_object_get_size (mapping), ==, n_operations);
  for (guint i = 0; i < n_operations; i++)
    {
      const char *place = json_object_get_string_member (mapping, operations[i]->name);
      JsonObject *schema = json_object_get_object_member (schemas, strrchr (place, '/') + 1);
      JsonObject *properties = json_object_get_object_member (schema, "properties");
      JsonObject *arguments = json_object_get_object_member (properties, "arguments");
      g_auto(GStrv) names = g_strsplit (operations[i]->arguments, " ", -1);

      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (properties, "name"), "const"), ==, operations[i]->name);
      for (guint j = 0; names[j] != NULL; j++)
        if (*names[j] != '\0')
          g_assert_true (json_object_has_member (json_object_get_object_member (arguments, "properties"), names[j]));
    }
}

/* The events of the system that was audited, which others already listen for. */
static const char * const audited[] = {
  "institution.created", "institution.updated", "institution.deleted", "quote.created", "quote.updated", "quote.accepted", "quote.rejected",
  "invoice.created", "invoice.updated", "invoice.paid", "payment.received", "task.created", "task.updated", "task.completed",
  "user.created", "user.updated",
};

static void
test_events (void)
{
  g_autoptr(JsonObject) document = build ();
  JsonObject *webhooks = json_object_get_object_member (document, "webhooks");
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_events;
  const RoundsWebhookEvent *events = rounds_webhook_events_get_all (&n_events);

  g_assert_cmpuint (json_object_get_size (webhooks), ==, n_events);
  for (guint i = 0; i < n_events; i++)
    {
      const RoundsEntityInfo *info = rounds_registry_find (events[i].kind);
      const RoundsField *field;

      g_assert_true (g_hash_table_add (seen, (gpointer) events[i].name));
      g_assert_true (rounds_webhook_events_find (events[i].name) == &events[i]);
      g_assert_true (json_object_has_member (webhooks, events[i].name));
      g_assert_nonnull (info);
      if (events[i].field == NULL)
        continue;

      field = rounds_entity_info_find (info, events[i].field);
      g_assert_nonnull (field);
      if (events[i].value != NULL && rounds_field_find_choice (field, events[i].value) == NULL)
        g_error ("%s: %s cannot become %s", events[i].name, events[i].field, events[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (audited); i++)
    g_assert_true (g_hash_table_contains (seen, audited[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/openapi/whole", test_whole);
  g_test_add_func ("/server/openapi/routes", test_routes);
  g_test_add_func ("/server/openapi/records", test_records);
  g_test_add_func ("/server/openapi/kinds", test_kinds);
  g_test_add_func ("/server/openapi/operations", test_operations);
  g_test_add_func ("/server/openapi/events", test_events);

  return g_test_run ();
}
