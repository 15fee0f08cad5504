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
#include "store/rounds-migrations.h"
#include "store/rounds-repository.h"

static const char * const samples[] = {
  "{\"and\":[{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"},{\"not\":{\"field\":\"tags\",\"op\":\"contains\",\"value\":\"x\"}}]}",
  "{\"or\":[{\"field\":\"type\",\"op\":\"in\",\"value\":[\"hospital\",\"clinic\"]},{\"field\":\"medicalProfile.bedCapacity\",\"op\":\"gte\",\"value\":100}]}",
  "{\"field\":\"assignedUserId\",\"op\":\"team\",\"value\":\"01990d5a-7c00-7000-8000-00000000002a\"}",
  "{\"not\":{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"CH%_'\"}}",
  "{\"field\":\"type\",\"op\":\"in\",\"value\":[\"hospital\",\"\"]}",
  "{\"field\":\"siret\",\"op\":\"empty\"}",
  "{\"and\":[{\"field\":\"health\",\"op\":\"lt\",\"value\":50},{\"field\":\"paidInPeriod\",\"period\":{\"months\":12},\"op\":\"gt\",\"value\":0.5}]}",
  "{\"field\":\"lastInteraction\",\"op\":\"between\",\"value\":[{\"startOf\":\"month\",\"monthsAgo\":1},{\"endOf\":\"week\",\"daysAhead\":7}]}",
  "{\"related\":\"contacts\",\"by\":\"institutionId\",\"where\":{\"field\":\"institution.assignedUser.email\",\"op\":\"contains\",\"value\":\"x\"}}",
  "{\"field\":\"tags\",\"op\":\"hasAll\",\"value\":[\"a\",\"b\"]}",
  "{\"field\":\"custom.budget\",\"op\":\"isNotEmpty\"}",
  "{\"field\":\"assignedUserId\",\"op\":\"eq\",\"value\":{\"me\":true}}",
  NULL,
};

static const char * const words[] = {
  "{", "}", "[", "]", ",", ":", "\"", "null", "1", "-1", "0.5", "1e99", "\"and\":[", "\"or\":[", "\"not\":", "\"field\":", "\"op\":", "\"value\":", "\"eq\"",
  "\"ne\"", "\"lt\"", "\"gt\"", "\"in\"", "\"empty\"", "\"team\"", "\"contains\"", "\"finess\"", "\"createdAt\"", "'; DROP TABLE institutions; --", "\\u0000",
  "{\"not\":{\"not\":{\"not\":{\"not\":", "\"daysAgo\":", "\"startOf\":", "\"quarter\"", "\"related\":", "\"where\":", "\"by\":",
  "\"notes\"", "\"between\"", "\"hasAny\"", "\"isEmpty\"", "\"period\":", "99999999999", "\"custom.budget\"", "\"leadScore\"", "\"assignedUser.team.name\"", NULL,
};

static RoundsDatabase *database;

/* Whatever the values, they travel as parameters: the text of the query holds none, and is one that the database takes. */
static void
assert_sql (RoundsFilter *filter)
{
  g_autoptr(GString) sql = g_string_new ("SELECT t.id FROM institutions t WHERE ");
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  gboolean row;

  rounds_filter_to_sql (filter, "t", sql, parameters);
  g_assert_null (strstr (sql->str, "DROP"));

  statement = rounds_database_prepare (database, sql->str, &error);
  g_assert_no_error (error);
  rounds_statement_bind_all (statement, parameters);
  g_assert_true (rounds_statement_step (statement, &row, NULL));
  g_assert_false (row);
}

static RoundsFilter *
get_scope (const RoundsEntityInfo *info,
           gpointer                user_data)
{
  return rounds_filter_new_text (rounds_entity_info_find (info, "created-by"), ROUNDS_FILTER_EQUAL, user_data);
}

static void
parse_filter (const char *data,
              gsize       length)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  static char user[] = "01990d5a-7c00-7000-8000-00000000002a";
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  const RoundsFilterContext context = { database, G_GINT64_CONSTANT (1795514400000000), zone, user, get_scope, user, NULL };
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

  filter = rounds_filter_read (info, node, &context, &error);
  if (filter == NULL)
    {
      GPtrArray *fields = rounds_problem_get_fields (error);

      g_assert_true (error != NULL && error->domain == ROUNDS_PROBLEM && g_utf8_validate (error->message, -1, NULL));
      /* It says where. */
      g_assert_cmpuint (fields->len, ==, 1);
      g_assert_true (g_str_has_prefix (((RoundsFieldProblem *) g_ptr_array_index (fields, 0))->field, "filter"));
      return;
    }
  g_assert_no_error (error);

  written = rounds_filter_to_json (filter);
  text = rounds_json_to_text (written);
  again = rounds_filter_read (info, written, &context, &error);
  if (again == NULL)
    g_error ("%s was read, and is written as %s, which is not: %s", data, text, error->message);
  rewritten = rounds_filter_to_json (again);
  second = rounds_json_to_text (rewritten);
  g_assert_cmpstr (second, ==, text);

  assert_sql (filter);
  entity = rounds_entity_new (info);
  rounds_filter_matches (filter, entity);
}

static void
open_database (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsEntity) definition = rounds_entity_new (rounds_registry_find ("custom-field"));

  database = rounds_database_open ("sqlite::memory:", ROUNDS_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_migrations_run (database, ROUNDS_SCHEMA_SERVER, NULL));

  rounds_entity_set_text (definition, "kind", "institution");
  rounds_entity_set_text (definition, "key", "budget");
  rounds_entity_set_text (definition, "label", "Budget");
  rounds_entity_set_text (definition, "type", "money");
  g_assert_true (rounds_database_begin (database, NULL));
  rounds_repository_insert (database, definition, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (database, NULL));
}

static const RoundsFuzz fuzz = { "/fuzz/filter/json", samples, words, parse_filter };

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  open_database ();
  rounds_fuzz_add (&fuzz);
  status = g_test_run ();
  g_assert_finalize_object (database);

  return status;
}
