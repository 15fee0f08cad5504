/* fuzz-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "rounds-fuzz.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

static const char * const samples[] = {
  "{\"and\":[{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"},{\"not\":{\"field\":\"tags\",\"op\":\"contains\",\"value\":\"x\"}}]}",
  "{\"or\":[{\"field\":\"type\",\"op\":\"in\",\"value\":[\"hospital\",\"clinic\"]},{\"field\":\"medicalProfile.bedCapacity\",\"op\":\"gte\",\"value\":100}]}",
  "{\"field\":\"assignedUserId\",\"op\":\"team\",\"value\":\"01990d5a-7c00-7000-8000-00000000002a\"}",
  "{\"not\":{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"CH%_'\"}}",
  "{\"field\":\"type\",\"op\":\"in\",\"value\":[\"hospital\",\"\"]}",
  "{\"field\":\"siret\",\"op\":\"empty\"}",
  NULL,
};

static const char * const words[] = {
  "{", "}", "[", "]", ",", ":", "\"", "null", "1", "-1", "0.5", "1e99", "\"and\":[", "\"or\":[", "\"not\":", "\"field\":", "\"op\":", "\"value\":", "\"eq\"",
  "\"ne\"", "\"lt\"", "\"gt\"", "\"in\"", "\"empty\"", "\"team\"", "\"contains\"", "\"finess\"", "\"createdAt\"", "'; DROP TABLE institutions; --", "\\u0000",
  "{\"not\":{\"not\":{\"not\":{\"not\":", NULL,
};

/* Whatever the values, they travel as parameters: the text of the query holds no quotation mark. */
static void
assert_sql (RoundsFilter *filter)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();

  rounds_filter_to_sql (filter, "t", sql, parameters);
  g_assert_null (strstr (sql->str, "DROP"));
}

static void
parse_filter (const char *data,
              gsize       length)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  g_autoptr(JsonNode) node = rounds_json_parse (data, (gssize) length, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsFilter) again = NULL;
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(JsonNode) written = NULL;
  g_autoptr(JsonNode) rewritten = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;

  if (node == NULL)
    return;

  filter = rounds_filter_from_json (info, node, &error);
  if (filter == NULL)
    {
      g_assert_true (error != NULL && error->domain == ROUNDS_PROBLEM && g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_no_error (error);

  written = rounds_filter_to_json (filter);
  text = rounds_json_to_text (written);
  again = rounds_filter_from_json (info, written, &error);
  if (again == NULL)
    g_error ("%s was read, and is written as %s, which is not: %s", data, text, error->message);
  rewritten = rounds_filter_to_json (again);
  second = rounds_json_to_text (rewritten);
  g_assert_cmpstr (second, ==, text);

  assert_sql (filter);
  entity = rounds_entity_new (info);
  rounds_filter_matches (filter, entity);
}

static const RoundsFuzz fuzz = { "/fuzz/filter/json", samples, words, parse_filter };

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  rounds_fuzz_add (&fuzz);

  return g_test_run ();
}
