/* test-migrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "support.h"

/* The columns of a table, in an order that can be compared. */
static char *
dup_columns (Room       *room,
             const char *table)
{
  g_autoptr(GError) error = NULL;
  char *columns = NULL;

  rounds_database_query_text (room->database, &columns, &error,
                              room_is_postgresql (room)
                              ? "SELECT string_agg (column_name || ' ' || upper (data_type), ', ' ORDER BY column_name COLLATE \"C\") "
                                "FROM information_schema.columns WHERE table_schema = current_schema () AND table_name = $1 "
                                "AND column_name <> 'sort_key' AND (data_type <> 'text' OR collation_name = 'C')"
                              : "SELECT group_concat (name || ' ' || type, ', ') FROM "
                                "(SELECT name, type FROM pragma_table_info ($1) WHERE name <> 'sort_key' ORDER BY name)",
                              "s", table);
  g_assert_no_error (error);

  return columns;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* What the entity table says; the database must say the same. */
static void
test_no_drift (Room          *room,
               gconstpointer  data)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *columns = dup_columns (room, kinds[i]->table);
      g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *expected = NULL;

      for (guint j = 0; j < kinds[i]->n_fields; j++)
        {
          const RoundsField *field = &kinds[i]->fields[j];
          const gboolean is_number = field->type == ROUNDS_FIELD_INTEGER || field->type == ROUNDS_FIELD_DECIMAL ||
                                     field->type == ROUNDS_FIELD_MONEY || field->type == ROUNDS_FIELD_BOOLEAN ||
                                     field->type == ROUNDS_FIELD_INSTANT;

          if (rounds_field_has_column (field))
            g_ptr_array_add (fields, g_strdup_printf ("%s %s", field->column, is_number ? "BIGINT" : "TEXT"));
        }
      g_ptr_array_sort (fields, compare_texts);
      g_ptr_array_add (fields, NULL);
      expected = g_strjoinv (", ", (char **) fields->pdata);

      g_assert_cmpstr (columns, ==, expected);
    }
}

/* A reference in an entity table is one in the database, or it is the one that has none: who made a record. */
static void
test_references (Room          *room,
                 gconstpointer  data)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++)
      {
        const RoundsField *field = &kinds[i]->fields[j];
        g_autofree char *target = NULL;

        if (field->type != ROUNDS_FIELD_REFERENCE || g_str_equal (field->name, "created-by"))
          continue;

        assert_ok (rounds_database_query_text (room->database, &target, &local_error,
                                               room_is_postgresql (room)
                                               ? "SELECT r.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
                                                 "JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
                                                 "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] "
                                                 "WHERE k.contype = 'f' AND k.condeferred AND n.nspname = current_schema () "
                                                 "AND c.relname = $1 AND a.attname = $2"
                                               : "SELECT \"table\" FROM pragma_foreign_key_list ($1) WHERE \"from\" = $2",
                                               "ss", kinds[i]->table, field->column));
        g_assert_cmpstr (target, ==, rounds_registry_find (field->reference)->table);
      }
}

/* Every list and every reference is found by an index. */
static void
test_plans (Room          *room,
            gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    const char *plan;
  } cases[] = {
    { "SELECT t.id FROM institutions t WHERE t.deleted_at IS NULL ORDER BY t.sort_key, t.id",
      "SCAN t USING COVERING INDEX institutions_list" },
    { "SELECT t.id FROM institutions t WHERE t.deleted_at IS NULL AND (t.type = $1) ORDER BY t.sort_key, t.id",
      "SEARCH t USING COVERING INDEX institutions_type (type=?)" },
    { "SELECT t.id FROM institutions t WHERE t.deleted_at IS NULL AND (t.state = $1) ORDER BY t.sort_key, t.id",
      "SEARCH t USING COVERING INDEX institutions_state (state=?)" },
    { "SELECT t.id FROM institutions t WHERE t.deleted_at IS NULL AND (t.assigned_user_id = $1) ORDER BY t.sort_key, t.id",
      "SEARCH t USING COVERING INDEX institutions_assigned_user_id (assigned_user_id=?)" },
    { "SELECT t.id FROM institutions t WHERE t.finess = $1 AND t.deleted_at IS NULL AND t.finess IS NOT NULL",
      "SEARCH t USING INDEX institutions_finess_unique (finess=?)" },
    { "SELECT t.id FROM opportunities t WHERE t.deleted_at IS NULL AND (t.stage = $1) ORDER BY t.rank NULLS LAST, t.id",
      "SEARCH t USING COVERING INDEX opportunities_stage (stage=?)" },
    { "SELECT t.revision, t.id FROM institutions t WHERE t.revision > $1 ORDER BY t.revision LIMIT $2",
      "SEARCH t USING INDEX institutions_revision (revision>?)" },
    { "SELECT t.id FROM users t WHERE lower(t.email) = $1 AND t.deleted_at IS NULL AND t.email IS NOT NULL",
      "SEARCH t USING INDEX users_email_unique (<expr>=?)" },
  };

  /* PostgreSQL decides by what there is. */
  if (room_is_postgresql (room))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", cases[i].sql, NULL);
      g_autoptr(RoundsStatement) statement = rounds_database_prepare (room->database, sql, NULL);
      gboolean row;

      g_assert_nonnull (statement);
      assert_ok (rounds_statement_step (statement, &row, &local_error));
      g_assert_cmpstr (rounds_statement_get_text (statement, 3), ==, cases[i].plan);
      assert_ok (rounds_statement_step (statement, &row, &local_error));
      g_assert_false (row);
    }
}

static void
test_again (Room          *room,
            gconstpointer  data)
{
  const RoundsSchema schema = data == NULL ? ROUNDS_SCHEMA_SERVER : ROUNDS_SCHEMA_CACHE;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (rounds_migrations_get_version (room->database, NULL), ==, rounds_migrations_get_latest (schema));
  assert_ok (rounds_migrations_run (room->database, schema, &local_error));
  g_assert_cmpint (rounds_migrations_get_version (room->database, NULL), ==, rounds_migrations_get_latest (schema));
  room_count (room, "schema_version", rounds_migrations_get_latest (schema));
  assert_ok (rounds_database_check (room->database, &local_error));

  /* A server's database is no cache, and the other way round. */
  g_assert_false (rounds_migrations_run (room->database, data == NULL ? ROUNDS_SCHEMA_CACHE : ROUNDS_SCHEMA_SERVER, &error));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NOT_OURS");
  g_assert_nonnull (strstr (error->message, room->name));
}

static void
test_newer (Room          *room,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  assert_ok (rounds_database_execute (room->database, &local_error,
                                      "INSERT INTO schema_version (version, name, applied_at) VALUES ($1, 'server', 0)", "i",
                                      rounds_migrations_get_latest (ROUNDS_SCHEMA_SERVER) + 1));
  g_assert_false (rounds_migrations_run (room->database, ROUNDS_SCHEMA_SERVER, &error));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NEWER");
  g_assert_nonnull (strstr (error->message, room->name));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/migrations/no-drift/server", ROOM_SERVER, test_no_drift);
  room_add ("/migrations/no-drift/cache", ROOM_CACHE, test_no_drift);
  room_add ("/migrations/references", ROOM_SERVER, test_references);
  room_add ("/migrations/plans", ROOM_SERVER, test_plans);
  room_add ("/migrations/again/server", ROOM_SERVER, test_again);
  room_add ("/migrations/again/cache", ROOM_CACHE, test_again);
  room_add ("/migrations/newer", ROOM_SERVER, test_newer);

  return g_test_run ();
}
