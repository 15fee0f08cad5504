/* test-custom-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-json.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-json-scan.h"
#include "support.h"

static void
assert_scan (const char *object,
             const char *key,
             const char *expected)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  rounds_json_scan_text (object, key, &value);
  g_assert_cmpstr (value.text, ==, expected);
}

static void
assert_number (const char *object,
               guint       scale,
               gint64      expected)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  rounds_json_scan_number (object, "a", scale, &value);
  if (expected == G_MININT64)
    g_assert_cmpint (value.type, ==, ROUNDS_VALUE_NULL);
  else
    {
      g_assert_cmpint (value.type, ==, ROUNDS_VALUE_INTEGER);
      g_assert_cmpint (value.integer, ==, expected);
    }
}

static void
test_scan (void)
{
  assert_scan ("{\"a\":\"x\"}", "a", "x");
  assert_scan ("{ \"b\" : {\"a\":1} , \"a\" : \"y\" }", "a", "y");
  assert_scan ("{\"b\":[\"}\",\"\\\"\"],\"a\":\"q\\\"\\\\\\n\\u00e9\\ud83d\\ude00\"}", "a", "q\"\\\né😀");
  assert_scan ("{\"a\":[\"x\", \"y\"],\"b\":1}", "a", "[\"x\", \"y\"]");
  assert_scan ("{\"a\":12.5}", "a", "12.5");
  assert_scan ("{\"a\":true}", "a", "true");
  assert_scan ("{\"a\":null}", "a", NULL);
  assert_scan ("{\"ab\":1}", "a", NULL);
  assert_scan ("{}", "a", NULL);
  assert_scan ("", "a", NULL);
  assert_scan ("[1]", "a", NULL);
  assert_scan ("{\"a", "a", NULL);
  assert_scan ("{\"a\":\"x", "a", NULL);
  assert_scan ("{\"a\"", "a", NULL);
  assert_scan ("{\"a\":[\"x\"", "a", NULL);
  assert_scan ("{\"b\":1 \"a\":2}", "a", NULL);

  assert_number ("{\"a\":12.5}", 2, 1250);
  assert_number ("{\"a\":-3}", 0, -3);
  assert_number ("{\"a\":true}", 0, 1);
  assert_number ("{\"a\":false}", 0, 0);
  assert_number ("{\"a\":1e3}", 0, 1000);
  assert_number ("{\"a\":\"12\"}", 0, G_MININT64);
  assert_number ("{\"a\":[1]}", 0, G_MININT64);
  assert_number ("{\"b\":1}", 0, G_MININT64);
}

static void
define (Room       *room,
        const char *key,
        const char *type,
        const char *searchable,
        const char *choices)
{
  g_autoptr(RoundsEntity) field = room_insert (room, "custom-field", "kind", "institution", "key", key, "label", key, "type", type,
                                               "searchable", searchable, "choices", choices, NULL);
}

static void
add (Room       *room,
     const char *name,
     const char *custom)
{
  g_autoptr(RoundsEntity) entity = room_insert (room, "institution", "name", name, "custom", custom, NULL);
}

static void
set_up (Room *room)
{
  define (room, "budget", "money", "false", "");
  define (room, "code", "text", "true", "");
  define (room, "tier", "choice", "false", "gold,sil'ver,bronze");
  define (room, "needs", "choices", "true", "MRI,CT");
  define (room, "vip", "boolean", "false", "");
  add (room, "A", "{\"budget\":100.5,\"code\":\"Zulu\",\"needs\":[\"CT\"],\"tier\":\"bronze\",\"vip\":true}");
  add (room, "B", "{\"budget\":99,\"code\":\"éclair\",\"needs\":[\"CT\",\"MRI\"],\"tier\":\"gold\"}");
  add (room, "C", "{\"budget\":1000,\"tier\":\"sil'ver\",\"vip\":false}");
  add (room, "D", "");
}

/* The names that a filter finds, in order. */
static void
assert_found (Room       *room,
              const char *json,
              const char *expected)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  const RoundsFilterContext context = { .database = room->database };
  g_autoptr(JsonNode) node = rounds_json_parse (json, -1, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsFilter) filter = rounds_filter_read (info, node, &context, &error);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsQuery) all = rounds_query_new (info);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GString) matching = g_string_new (NULL);
  g_autofree char *titles = NULL;

  g_assert_no_error (error);
  rounds_query_set_filter (query, filter);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);

  /* The record alone says the same. */
  records = rounds_repository_list (room->database, all, NULL);
  for (guint i = 0; i < records->len; i++)
    if (rounds_filter_matches (filter, g_ptr_array_index (records, i)))
      g_string_append_printf (matching, "%s%s", matching->len > 0 ? "|" : "",
                              rounds_entity_get_text (g_ptr_array_index (records, i), "name"));
  g_assert_cmpstr (matching->str, ==, expected);
}

static void
test_filter (Room          *room,
             gconstpointer  data)
{
  set_up (room);

  assert_found (room, "{\"field\":\"custom.budget\",\"op\":\"gt\",\"value\":99}", "A|C");
  assert_found (room, "{\"field\":\"custom.budget\",\"op\":\"eq\",\"value\":100.5}", "A");
  assert_found (room, "{\"field\":\"custom.code\",\"op\":\"contains\",\"value\":\"ECL\"}", "B");
  assert_found (room, "{\"field\":\"custom.tier\",\"op\":\"in\",\"value\":[\"gold\",\"sil'ver\"]}", "B|C");
  assert_found (room, "{\"field\":\"custom.needs\",\"op\":\"contains\",\"value\":\"MRI\"}", "B");
  assert_found (room, "{\"field\":\"custom.vip\",\"op\":\"eq\",\"value\":false}", "C");
  assert_found (room, "{\"field\":\"custom.vip\",\"op\":\"empty\"}", "B|D");
  assert_found (room, "{\"not\":{\"field\":\"custom.vip\",\"op\":\"eq\",\"value\":true}}", "B|C|D");
}

static void
assert_refused (Room       *room,
                const char *json)
{
  const RoundsFilterContext context = { .database = room->database };
  g_autoptr(JsonNode) node = rounds_json_parse (json, -1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (rounds_filter_read (rounds_registry_find ("institution"), node, &context, &error));
  g_assert_nonnull (error);
}

static void
test_refuses (Room          *room,
              gconstpointer  data)
{
  set_up (room);

  assert_refused (room, "{\"field\":\"custom.nobody\",\"op\":\"eq\",\"value\":1}");
  assert_refused (room, "{\"field\":\"custom\",\"op\":\"eq\",\"value\":\"{}\"}");
  assert_refused (room, "{\"field\":\"custom.budget\",\"op\":\"eq\",\"value\":\"much\"}");
  assert_refused (room, "{\"field\":\"custom.tier\",\"op\":\"eq\",\"value\":\"iron\"}");
}

static void
assert_sorted (Room       *room,
               const char *path,
               gboolean    descending,
               const char *expected)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autofree char *titles = NULL;

  rounds_query_add_sort (query, rounds_custom_fields_resolve (room->database, info, path, NULL), descending);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
test_sort (Room          *room,
           gconstpointer  data)
{
  set_up (room);

  assert_sorted (room, "custom.budget", FALSE, "B|A|C|D");
  assert_sorted (room, "custom.budget", TRUE, "C|A|B|D");
  assert_sorted (room, "custom.code", FALSE, "B|A|C|D");
  /* In the order of the list of choices. */
  assert_sorted (room, "custom.tier", FALSE, "B|C|A|D");
}

static void
assert_searched (Room       *room,
                 const char *words,
                 const char *expected)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_find ("institution"));
  g_autofree char *titles = NULL;

  rounds_query_set_search (query, words);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
change_definition (Room       *room,
                   const char *key,
                   const char *name,
                   gboolean    value)
{
  const RoundsEntityInfo *info = rounds_registry_find ("custom-field");
  g_autoptr(RoundsEntity) before = rounds_repository_find (room->database, rounds_entity_info_find (info, "key"), info, key, NULL);
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  rounds_entity_set_boolean (after, name, value);
  rounds_entity_set_integer (after, "updated-at", g_get_real_time ());
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_repository_update (room->database, before, after, NULL, &local_error));
  assert_ok (rounds_database_commit (room->database, &local_error));
}

/* A field that is made searchable finds what was there before, and one that is not any more does not. */
static void
test_search (Room          *room,
             gconstpointer  data)
{
  set_up (room);

  assert_searched (room, "zul", "A");
  assert_searched (room, "mri", "B");
  assert_searched (room, "bronze", "");

  change_definition (room, "tier", "searchable", TRUE);
  assert_searched (room, "bronze", "A");
  change_definition (room, "code", "searchable", FALSE);
  assert_searched (room, "zul", "");
  change_definition (room, "needs", "is-active", FALSE);
  assert_searched (room, "mri", "");
  change_definition (room, "needs", "is-active", TRUE);
  assert_searched (room, "mri", "B");
}

/* Another connection sees a new definition at once, and asks little: one statement when nothing is new. */
static void
test_cached (Room          *room,
             gconstpointer  data)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  g_autoptr(RoundsDatabase) reader = rounds_database_open (room->uri, ROUNDS_DATABASE_READ_ONLY, NULL);
  guint64 n_statements;

  g_assert_null (rounds_custom_fields_resolve (reader, info, "custom.budget", NULL));
  set_up (room);
  g_assert_nonnull (rounds_custom_fields_resolve (reader, info, "custom.budget", NULL));
  n_statements = rounds_database_get_n_statements (reader);
  g_assert_nonnull (rounds_custom_fields_resolve (reader, info, "custom.tier", NULL));
  g_assert_cmpuint (rounds_database_get_n_statements (reader) - n_statements, ==, 1);

  change_definition (room, "budget", "is-active", FALSE);
  g_assert_null (rounds_custom_fields_resolve (reader, info, "custom.budget", NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/custom-fields/scan", test_scan);
  room_add ("/custom-fields/filter", ROOM_SERVER, test_filter);
  room_add ("/custom-fields/refuses", ROOM_SERVER, test_refuses);
  room_add ("/custom-fields/sort", ROOM_SERVER, test_sort);
  room_add ("/custom-fields/search", ROOM_SERVER, test_search);
  room_add ("/custom-fields/search/cache", ROOM_CACHE, test_search);
  room_add ("/custom-fields/cached", ROOM_SERVER, test_cached);

  return g_test_run ();
}
