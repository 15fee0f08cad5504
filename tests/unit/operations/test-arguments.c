/* test-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/* What may come instead of what is asked for. */
static const char * const oddities[] = {
  "null", "7", "-1", "1e300", "1.5", "true", "\"\"", "\"x\"", "\"'; DROP TABLE institutions; --\"", "[]", "[[]]", "[null]", "{}",
  "{\"a\":{}}", "[{\"name\":7}]", "{\"name\":{}}", "\"" HOSPITAL_ID "\"", "\"\\u202e\\n\"",
};

static JsonObject *
make_arguments (const RoundsOperation *operation,
                GRand                 *random)
{
  g_auto(GStrv) names = g_strsplit (operation->arguments, " ", -1);
  JsonObject *arguments = json_object_new ();

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      guint choice = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (oddities) + 3);
      JsonNode *node;

      if (choice >= G_N_ELEMENTS (oddities) + 2)
        continue;
      if (choice < G_N_ELEMENTS (oddities))
        node = rounds_json_parse (oddities[choice], -1, NULL);
      else if (g_str_equal (names[i], "kind"))
        node = rounds_json_parse (choice % 2 == 0 ? "\"institution\"" : "\"opportunity\"", -1, NULL);
      else
        node = rounds_json_parse (choice % 2 == 0 ? "\"" HOSPITAL_ID "\"" : "{\"name\":\"Neuf\"}", -1, NULL);
      g_assert_nonnull (node);
      json_object_set_member (arguments, names[i], node);
    }

  return arguments;
}

/* Whatever is given, an operation answers or says no in its own words, and a no leaves nothing. */
static void
test_oddities (gconstpointer data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  guint n_operations;
  const RoundsOperation * const *operations = rounds_operation_get_all (&n_operations);
  guint n_refused = 0;
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  for (guint i = 0; i < n_operations; i++)
    for (guint j = 0; j < (g_test_slow () ? 2000 : 60); j++)
      {
        g_autoptr(JsonObject) arguments = make_arguments (operations[i], random);
        g_autofree char *before = fixture_dump (&fixture);
        g_autofree char *after = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(JsonNode) answer = fixture_run_node (&fixture, operations[i]->name, arguments, &error);

        g_assert_true ((answer != NULL) == (error == NULL));
        if (answer != NULL)
          continue;
        n_refused++;
        g_assert_true (error->domain == ROUNDS_PROBLEM);
        if (error->code == ROUNDS_PROBLEM_FAILED)
          g_error ("%s: %s", operations[i]->name, error->message);
        after = fixture_dump (&fixture);
        g_assert_cmpstr (before, ==, after);
      }

  g_assert_cmpuint (n_refused, >, 100);
  fixture_close (&fixture);
}

static void
test_registry (void)
{
  guint n_operations;
  const RoundsOperation * const *operations = rounds_operation_get_all (&n_operations);

  for (guint i = 0; i < n_operations; i++)
    {
      g_assert_true (rounds_operation_find (operations[i]->name) == operations[i]);
      g_assert_nonnull (operations[i]->label);
      g_assert_nonnull (operations[i]->arguments);
    }
  g_assert_null (operations[n_operations]);
  g_assert_null (rounds_operation_find (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/arguments/registry", test_registry);
  g_test_add_data_func ("/operations/arguments/oddities/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_oddities);
  g_test_add_data_func ("/operations/arguments/oddities/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_oddities);

  return g_test_run ();
}
