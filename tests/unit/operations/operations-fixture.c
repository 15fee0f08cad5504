/* operations-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <glib/gstdio.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rounds-test-database.h"
#include "store/rounds-repository.h"

const RoundsSchema fixture_schemas[2] = { ROUNDS_SCHEMA_SERVER, ROUNDS_SCHEMA_CACHE };

/* Adds a test that gets the schema it runs on, once for each. */
void
fixture_add_tests (const char    *path,
                   GTestDataFunc  test)
{
  const char * const names[] = { "server", "cache" };

  for (guint i = 0; i < G_N_ELEMENTS (fixture_schemas); i++)
    {
      g_autofree char *full = g_strdup_printf ("%s/%s", path, names[i]);
      g_test_add_data_func (full, &fixture_schemas[i], test);
    }
}

static JsonObject *
parse_quoted (const char *quoted)
{
  g_autofree char *text = g_strdelimit (g_strdup (quoted), "'", '"');
  g_autoptr(GError) error = NULL;
  JsonObject *object = rounds_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

static char *
format_arguments (const char *format,
                  va_list     arguments)
{
  return g_strdup_vprintf (format, arguments);
}

JsonObject *
fixture_parse (const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = format_arguments (format, arguments);
  va_end (arguments);

  return parse_quoted (text);
}

/* Puts a record there as the server would have sent it. */
void
fixture_insert (Fixture    *self,
                const char *kind,
                const char *format,
                ...)
{
  g_autoptr(RoundsEntity) entity = rounds_entity_new (rounds_registry_find (kind));
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = format_arguments (format, arguments);
  va_end (arguments);
  object = parse_quoted (text);

  g_assert_true (rounds_json_apply (entity, object, ROUNDS_JSON_TRUSTED, &error));
  if (rounds_entity_get_id (entity) == NULL)
    {
      g_autofree char *id = rounds_id_new ();
      rounds_entity_set_text (entity, "id", id);
    }
  g_assert_true (rounds_database_begin (self->database, &error));
  if (self->context.is_server)
    rounds_repository_insert (self->database, entity, NULL, &error);
  else
    {
      rounds_entity_set_integer (entity, "revision", 1);
      rounds_repository_apply (self->database, entity, NULL, &error);
    }
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (self->database, &error));
}

void
fixture_set_now (Fixture    *self,
                 const char *instant)
{
  g_assert_true (rounds_instant_parse (instant, &self->context.now));
}

void
fixture_open (Fixture      *self,
              RoundsSchema  schema)
{
  gboolean is_server = schema == ROUNDS_SCHEMA_SERVER;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  *self = (Fixture) { NULL };
  self->folder = g_dir_make_tmp ("rounds-operations-XXXXXX", &error);
  g_assert_no_error (error);
  uri = is_server ? rounds_test_database_get_uri (self->folder) : g_strdup_printf ("sqlite:%s/test.db", self->folder);
  self->database = rounds_database_open (uri, ROUNDS_DATABASE_CREATE | (is_server ? 0 : ROUNDS_DATABASE_CACHE), &error);
  g_assert_no_error (error);
  g_assert_true (rounds_migrations_run (self->database, schema, &error));

  self->actor = rounds_actor_new (USER_ID, TEAM_ID, "super_admin");
  self->changes = rounds_changes_new ();
  self->context = (RoundsOperationContext) {
    .database = self->database,
    .changes = self->changes,
    .actor = self->actor,
    .zone = g_time_zone_new_identifier ("Europe/Paris"),
    .is_server = is_server,
  };
  fixture_set_now (self, "2026-03-10T09:00:00Z");

  fixture_insert (self, "team", "{'id':'%s','name':'Ouest'}", TEAM_ID);
  fixture_insert (self, "user", "{'id':'%s','email':'a@rounds.example','firstName':'Ada','lastName':'Roy','role':'super_admin',"
                  "'teamId':'%s'}", USER_ID, TEAM_ID);
  fixture_insert (self, "user", "{'id':'%s','email':'b@rounds.example','firstName':'Bo','lastName':'Le Goff','teamId':'%s'}",
                  OTHER_USER_ID, TEAM_ID);
  fixture_insert (self, "institution", "{'id':'%s','name':'Centre hospitalier de Laval','legalStatus':'public','finess':'530000001'}",
                  HOSPITAL_ID);
  fixture_insert (self, "institution", "{'id':'%s','name':'Clinique Saint-Yves','type':'clinic','legalStatus':'private_commercial',"
                  "'paymentTermDays':45}", CLINIC_ID);
  fixture_insert (self, "contact", "{'id':'%s','institutionId':'%s','firstName':'Claire','lastName':'Petit','isPrimary':true}",
                  CONTACT_ID, HOSPITAL_ID);
  fixture_insert (self, "contact", "{'id':'%s','institutionId':'%s','firstName':'Luc','lastName':'Robin'}",
                  OTHER_CONTACT_ID, CLINIC_ID);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_unlink (file);
    }
  g_rmdir (path);
}

void
fixture_close (Fixture *self)
{
  rounds_operation_context_clear (&self->context);
  g_clear_pointer (&self->context.zone, g_time_zone_unref);
  g_clear_pointer (&self->changes, rounds_changes_unref);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_assert_finalize_object (self->database);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/* Runs an operation in a transaction of its own, which is committed even when it fails: a failed one leaves nothing. */
JsonNode *
fixture_run_node (Fixture     *self,
                  const char  *name,
                  JsonObject  *arguments,
                  GError     **error)
{
  g_autoptr(GError) local = NULL;
  JsonNode *answer;

  g_assert_true (rounds_database_begin (self->database, &local));
  answer = rounds_operation_run (&self->context, name, arguments, error);
  g_assert_true (rounds_database_commit (self->database, &local));
  g_assert_no_error (local);

  return answer;
}

JsonObject *
fixture_run (Fixture    *self,
             const char *name,
             const char *format,
             ...)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = format_arguments (format, arguments);
  va_end (arguments);
  object = parse_quoted (text);

  answer = fixture_run_node (self, name, object, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);

  return JSON_NODE_HOLDS_OBJECT (answer) ? json_node_dup_object (answer) : NULL;
}

/* Runs an operation that takes nothing but the id of a record. */
void
fixture_run_on (Fixture    *self,
                const char *name,
                const char *id)
{
  json_object_unref (fixture_run (self, name, "{'id':'%s'}", id));
}

static gboolean
has_code (const GError *error,
          const char   *code)
{
  GPtrArray *fields = rounds_problem_get_fields (error);

  if (g_str_equal (rounds_problem_get_code (error), code))
    return TRUE;
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (g_str_equal (((RoundsFieldProblem *) g_ptr_array_index (fields, i))->code, code))
      return TRUE;

  return FALSE;
}

/* Runs what must be refused with @code, and looks that nothing is left of it. */
void
fixture_refuse (Fixture    *self,
                const char *code,
                const char *name,
                const char *format,
                ...)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = format_arguments (format, arguments);
  va_end (arguments);
  object = parse_quoted (text);

  answer = fixture_run_node (self, name, object, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);
  if (!has_code (error, code))
    g_error ("%s: %s (%s) instead of %s", name, rounds_problem_get_code (error), error->message, code);
  g_assert_null (self->context.inverse);

  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
}

/* Runs the inverse of the operation before, as it comes back from the undo log. */
void
fixture_undo (Fixture *self)
{
  g_autoptr(JsonObject) recorded = g_steal_pointer (&self->context.inverse);
  g_autofree char *text = recorded != NULL ? rounds_json_object_to_text (recorded) : NULL;
  g_autoptr(JsonObject) inverse = text != NULL ? rounds_json_parse_object (text, -1, NULL) : NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (inverse);
  answer = fixture_run_node (self, json_object_get_string_member (inverse, "name"),
                             json_object_get_object_member (inverse, "arguments"), &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

/* Every living record as JSON, but for what each write changes. */
char *
fixture_dump (Fixture *self)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GString) dump = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (kinds[i]);
      g_autoptr(GPtrArray) records = NULL;

      rounds_query_add_sort (query, rounds_entity_info_find (kinds[i], "id"), FALSE);
      records = rounds_repository_list (self->database, query, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        {
          RoundsEntity *record = g_ptr_array_index (records, j);
          g_autofree char *text = NULL;

          rounds_entity_set_integer (record, "revision", 0);
          rounds_entity_set_integer (record, "updated-at", 0);
          text = rounds_json_from_entity (record);
          g_string_append_printf (dump, "%s %s\n", kinds[i]->kind, text);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&dump));
}

/* Takes back what was done last, and looks that all is as it was in @before. */
void
fixture_assert_undone (Fixture    *self,
                       const char *before)
{
  g_autofree char *after = NULL;

  fixture_undo (self);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
}

JsonObject *
fixture_get (Fixture    *self,
             const char *kind,
             const char *id)
{
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  entity = rounds_repository_get (self->database, rounds_registry_find (kind), id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (entity);
  g_ptr_array_add (one, entity);
  g_assert_true (rounds_repository_load_records (self->database, one, &error));
  text = rounds_json_from_entity (entity);

  return rounds_json_parse_object (text, -1, NULL);
}

gint64
fixture_count (Fixture    *self,
               const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 count;

  g_assert_true (rounds_database_query_integer (self->database, &count, &error, sql, NULL));
  return count;
}
