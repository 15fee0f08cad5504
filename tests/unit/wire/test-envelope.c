/* test-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "wire/rounds-envelope.h"

static void
test_entity (void)
{
  g_autoptr(RoundsEntity) team = rounds_entity_new (rounds_registry_find ("team"));
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) data = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  rounds_entity_set_text (team, "name", "Nord");
  rounds_envelope_begin (writer);
  rounds_json_write_entity (writer, team);
  rounds_envelope_end (writer);
  text = rounds_json_writer_end (writer, &length);
  g_assert_cmpuint (length, ==, strlen (text));
  g_assert_true (g_str_has_prefix (text, "{\"success\":true,\"data\":{"));
  data = rounds_envelope_parse (200, text, (gssize) length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rounds_json_get_text (json_node_get_object (data), "name"), ==, "Nord");
}

static void
assert_pages (gint64      total,
              gint64      limit,
              const char *wanted)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;

  rounds_envelope_begin (writer);
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_end_array (writer);
  rounds_envelope_end_list (writer, total, 1, limit);
  text = rounds_json_writer_end (writer, NULL);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_list (void)
{
  assert_pages (0, 50, "{\"success\":true,\"data\":[],\"meta\":{\"total\":0,\"page\":1,\"limit\":50,\"totalPages\":0}}");
  assert_pages (50, 50, "{\"success\":true,\"data\":[],\"meta\":{\"total\":50,\"page\":1,\"limit\":50,\"totalPages\":1}}");
  assert_pages (51, 50, "{\"success\":true,\"data\":[],\"meta\":{\"total\":51,\"page\":1,\"limit\":50,\"totalPages\":2}}");
}

static void
test_nothing (void)
{
  g_autofree char *text = rounds_envelope_from_node (NULL, NULL);
  g_autoptr(JsonNode) data = rounds_envelope_parse (200, text, -1, NULL);

  g_assert_cmpstr (text, ==, "{\"success\":true,\"data\":null}");
  g_assert_true (JSON_NODE_HOLDS_NULL (data));
}

static void
test_refusals (void)
{
  static const char * const strange[] = { "", "[]", "{}", "OK", "{\"success\":true}" };
  g_autoptr(GError) problem = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (rounds_envelope_parse (200, strange[i], -1, &error));
      g_assert_cmpstr (rounds_problem_get_code (error), ==, "BAD_ANSWER");
    }

  g_assert_null (rounds_envelope_parse (409, "{\"code\":\"STALE_REVISION\",\"detail\":\"Late\"}", -1, &problem));
  g_assert_error (problem, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
  g_assert_cmpstr (rounds_problem_get_code (problem), ==, "STALE_REVISION");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/envelope/entity", test_entity);
  g_test_add_func ("/wire/envelope/list", test_list);
  g_test_add_func ("/wire/envelope/nothing", test_nothing);
  g_test_add_func ("/wire/envelope/refusals", test_refusals);

  return g_test_run ();
}
