/* test-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "store/rounds-shadow.h"
#include "support.h"

static void
begin (Room *room)
{
  assert_ok (rounds_database_begin (room->database, &local_error));
}

static void
commit (Room *room)
{
  assert_ok (rounds_database_commit (room->database, &local_error));
}

static RoundsEntity *
get (Room         *room,
     RoundsEntity *entity)
{
  g_autoptr(GError) error = NULL;
  RoundsEntity *stored = rounds_repository_get (room->database, rounds_entity_get_info (entity), rounds_entity_get_id (entity),
                                                &error);

  g_assert_no_error (error);
  return stored;
}

static void
assert_same (RoundsEntity *a,
             RoundsEntity *b)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (a);

  g_assert_nonnull (b);
  for (guint i = 0; i < info->n_fields; i++)
    {
      if (!rounds_value_equal (rounds_entity_get_value (a, &info->fields[i]), rounds_entity_get_value (b, &info->fields[i])))
        g_test_message ("%s.%s differs", info->kind, info->fields[i].name);
      g_assert_true (rounds_value_equal (rounds_entity_get_value (a, &info->fields[i]),
                                         rounds_entity_get_value (b, &info->fields[i])));
    }
}

/* Something in every field, of the least and of the most pleasant sort. */
static RoundsEntity *
make_full (const RoundsEntityInfo *info)
{
  RoundsEntity *entity = rounds_entity_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      g_autofree char *id = rounds_id_new ();

      if (!rounds_field_has_column (field) || g_str_equal (field->name, "deleted-at"))
        continue;

      switch (field->type)
        {
        case ROUNDS_FIELD_INTEGER:
        case ROUNDS_FIELD_DECIMAL:
        case ROUNDS_FIELD_MONEY:
        case ROUNDS_FIELD_INSTANT:
          rounds_entity_set_integer (entity, field->name, G_MAXINT64 - i);
          break;
        case ROUNDS_FIELD_BOOLEAN:
          rounds_entity_set_boolean (entity, field->name, TRUE);
          break;
        case ROUNDS_FIELD_REFERENCE:
          rounds_entity_set_text (entity, field->name, id);
          break;
        case ROUNDS_FIELD_TEXT_LIST:
          rounds_entity_set_list (entity, field->name, (const char *[]) { "a \"b\"", "é,ü", "'); DROP TABLE x;", NULL });
          break;
        default:
          rounds_entity_set_text (entity, field->name, g_str_equal (field->name, "id") ? id : "“Hôpital” 'd''Œuvre' $1 ?1 \\ %");
        }
    }

  return entity;
}

static void
test_round_trip (Room          *room,
                 gconstpointer  data)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsEntity) entity = make_full (kinds[i]);
      g_autoptr(RoundsEntity) empty = make_record (kinds[i]->kind);
      g_autoptr(RoundsChanges) changes = rounds_changes_new ();
      g_autoptr(RoundsEntity) stored = NULL;
      g_autoptr(RoundsEntity) changed = NULL;
      g_autoptr(RoundsEntity) again = NULL;

      begin (room);
      assert_ok (rounds_repository_insert (room->database, entity, changes, &local_error));
      g_assert_true (g_hash_table_contains (rounds_changes_get_ids (changes, kinds[i]), rounds_entity_get_id (entity)));
      stored = get (room, entity);
      assert_same (entity, stored);

      /* Every field to something else, null mostly, and back. */
      rounds_entity_set_text (empty, "id", rounds_entity_get_id (entity));
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        if (kinds[i]->fields[j].type == ROUNDS_FIELD_REFERENCE && (kinds[i]->fields[j].flags & ROUNDS_FIELD_REQUIRED))
          rounds_entity_set_value (empty, &kinds[i]->fields[j], rounds_entity_get_value (entity, &kinds[i]->fields[j]));
      if (rounds_database_get_flags (room->database) & ROUNDS_DATABASE_CACHE)
        rounds_entity_set_integer (empty, "revision", 1);
      assert_ok (rounds_repository_update (room->database, stored, empty, NULL, &local_error));
      changed = get (room, entity);
      assert_same (empty, changed);
      assert_ok (rounds_repository_update (room->database, changed, entity, NULL, &local_error));
      again = get (room, entity);
      assert_same (entity, again);
      rounds_database_rollback (room->database);

      g_clear_object (&again);
      again = get (room, entity);
      g_assert_null (again);
    }
}

static void
test_revisions (Room          *room,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 last = 0;

  /* Each row has its own, always greater, in a transaction and across, whatever is rolled back. */
  for (guint i = 0; i < 40; i++)
    {
      begin (room);
      for (guint j = 0; j < i; j++)
        {
          g_autoptr(RoundsEntity) entity = make_record ("team");
          g_autoptr(RoundsEntity) stored = NULL;
          const gboolean undone = (i + j) % 5 == 0;

          if (undone)
            begin (room);
          assert_ok (rounds_repository_insert (room->database, entity, NULL, &local_error));
          g_assert_cmpint (rounds_entity_get_revision (entity), >, last);
          if (undone)
            {
              rounds_database_rollback (room->database);
              continue;
            }
          last = rounds_entity_get_revision (entity);
          stored = get (room, entity);
          g_assert_cmpint (rounds_entity_get_revision (stored), ==, last);
        }
      if (i % 7 == 0)
        rounds_database_rollback (room->database);
      else
        commit (room);
      g_assert_cmpint (rounds_database_is_in_transaction (room->database), ==, FALSE);
      if (i % 7 == 0)
        assert_ok (rounds_database_query_integer (room->database, &last, &local_error, "SELECT max(revision) FROM teams", NULL));
      g_assert_cmpint (rounds_change_log_get_head (room->database, &error), >=, last);
      g_assert_no_error (error);
    }
}

static void
test_update (Room          *room,
             gconstpointer  data)
{
  g_autoptr(RoundsEntity) before = room_insert (room, "institution", "name", "Alpha", NULL);
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
  g_autoptr(RoundsChanges) changes = rounds_changes_new ();
  g_autoptr(RoundsEntity) stored = NULL;
  g_autoptr(GError) error = NULL;

  begin (room);

  /* Nothing differs: nothing is written. */
  assert_ok (rounds_repository_update (room->database, before, after, changes, &local_error));
  g_assert_true (rounds_changes_is_empty (changes));
  g_assert_cmpint (rounds_entity_get_revision (after), ==, rounds_entity_get_revision (before));

  rounds_entity_set_text (after, "city", "Nantes");
  assert_ok (rounds_repository_update (room->database, before, after, changes, &local_error));
  g_assert_false (rounds_changes_is_empty (changes));
  g_assert_cmpint (rounds_entity_get_revision (after), >, rounds_entity_get_revision (before));
  stored = get (room, after);
  assert_same (after, stored);

  /* A row that is not there. */
  assert_ok (rounds_repository_erase (room->database, rounds_entity_get_info (after), rounds_entity_get_id (after), changes,
                                      &local_error));
  g_assert_false (rounds_repository_update (room->database, before, after, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND");
  commit (room);
}

static void
test_unique (Room          *room,
             gconstpointer  data)
{
  g_autoptr(RoundsEntity) first = room_insert (room, "institution", "finess", "440000271", NULL);
  g_autoptr(RoundsEntity) user = room_insert (room, "user", "email", "Ada@Example.org", NULL);
  g_autoptr(RoundsEntity) second = make_record ("institution");
  g_autoptr(RoundsEntity) twin = make_record ("user");
  g_autoptr(RoundsEntity) gone = rounds_entity_copy (first);
  g_autoptr(RoundsEntity) found = NULL;
  g_autoptr(GError) error = NULL;

  rounds_entity_set_text (second, "finess", "440000271");
  rounds_entity_set_text (twin, "email", "ADA@example.ORG");

  begin (room);
  begin (room);
  g_assert_false (rounds_repository_insert (room->database, second, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  g_assert_nonnull (strstr (error->message, "FINESS"));
  g_assert_cmpuint (rounds_problem_get_fields (error)->len, ==, 1);
  g_clear_error (&error);
  rounds_database_rollback (room->database);

  begin (room);
  g_assert_false (rounds_repository_insert (room->database, twin, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  g_assert_nonnull (strstr (error->message, "E-mail"));
  g_clear_error (&error);
  rounds_database_rollback (room->database);

  /* A deleted record leaves its number to others. */
  rounds_entity_set_integer (gone, "deleted-at", 1);
  assert_ok (rounds_repository_update (room->database, first, gone, NULL, &local_error));
  rounds_entity_clear (second, "id");
  assert_ok (rounds_repository_insert (room->database, second, NULL, &local_error));
  commit (room);

  found = rounds_repository_find (room->database, rounds_entity_info_find (rounds_entity_get_info (first), "finess"),
                                  rounds_entity_get_info (first), "440000271", &error);
  g_assert_no_error (error);
  assert_same (second, found);
  g_clear_object (&found);
  found = rounds_repository_find (room->database, rounds_entity_info_find (rounds_entity_get_info (user), "email"),
                                  rounds_entity_get_info (user), "aDa@eXample.org", &error);
  assert_same (user, found);
  g_clear_object (&found);
  found = rounds_repository_find (room->database, rounds_entity_info_find (rounds_entity_get_info (user), "email"),
                                  rounds_entity_get_info (user), "nobody@example.org", &error);
  g_assert_null (found);
  g_assert_no_error (error);

  /* The same row twice. */
  begin (room);
  g_assert_false (rounds_repository_insert (room->database, user, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  rounds_database_rollback (room->database);
}

static void
test_unknown_reference (Room          *room,
                        gconstpointer  data)
{
  g_autoptr(RoundsEntity) contact = make_record ("contact");
  g_autoptr(RoundsEntity) institution = make_record ("institution");
  g_autoptr(GError) error = NULL;
  const RoundsFieldProblem *problem;

  rounds_entity_set_text (contact, "institution-id", rounds_entity_get_id (institution));
  begin (room);
  assert_ok (rounds_repository_insert (room->database, contact, NULL, &local_error));
  g_assert_false (rounds_database_commit (room->database, &error));
  assert_problem (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_REFERENCE");
  g_assert_cmpuint (rounds_problem_get_fields (error)->len, ==, 1);
  problem = g_ptr_array_index (rounds_problem_get_fields (error), 0);
  g_assert_cmpstr (problem->field, ==, "institutionId");
  g_assert_cmpstr (problem->code, ==, "UNKNOWN_REFERENCE");
  g_assert_false (rounds_database_is_in_transaction (room->database));
  room_count (room, "contacts", 0);

  /* In whichever order they come. */
  begin (room);
  assert_ok (rounds_repository_insert (room->database, contact, NULL, &local_error));
  assert_ok (rounds_repository_insert (room->database, institution, NULL, &local_error));
  commit (room);
  room_count (room, "contacts", 1);
}

static void
test_many (Room          *room,
           gconstpointer  data)
{
  const RoundsEntityInfo *info = rounds_registry_find ("team");
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr(RoundsEntity) entity = make_record ("team");

      begin (room);
      assert_ok (rounds_repository_insert (room->database, entity, NULL, &local_error));
      commit (room);
      g_ptr_array_insert (ids, i % 2 ? -1 : 0, g_strdup (rounds_entity_get_id (entity)));
    }
  g_ptr_array_insert (ids, 300, rounds_id_new ());

  before = rounds_database_get_n_statements (room->database);
  records = rounds_repository_get_many (room->database, info, (const char * const *) ids->pdata, ids->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (room->database) - before, ==, 3);
  g_assert_cmpuint (records->len, ==, 600);
  g_ptr_array_remove_index (ids, 300);
  for (guint i = 0; i < 600; i++)
    g_assert_cmpstr (rounds_entity_get_id (g_ptr_array_index (records, i)), ==, g_ptr_array_index (ids, i));

  g_clear_pointer (&records, g_ptr_array_unref);
  records = rounds_repository_get_many (room->database, info, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 0);
}

static void
test_records (Room          *room,
              gconstpointer  data)
{
  g_autoptr(RoundsEntity) institution = room_insert (room, "institution", NULL);
  g_autoptr(GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  guint64 before;

  for (guint i = 0; i < 50; i++)
    {
      RoundsEntity *invoice = room_insert (room, "invoice", "institution-id", rounds_entity_get_id (institution), NULL);

      g_ptr_array_add (invoices, invoice);
      for (guint j = 0; j < i % 4; j++)
        {
          g_autofree char *place = g_strdup_printf ("%u", 10 - j);
          g_autoptr(RoundsEntity) line = room_insert (room, "invoice-line", "invoice-id", rounds_entity_get_id (invoice),
                                                      "order-index", place, "description", place, NULL);
          g_assert_nonnull (line);
        }
    }

  before = rounds_database_get_n_statements (room->database);
  assert_ok (rounds_repository_load_records (room->database, invoices, &local_error));
  g_assert_cmpuint (rounds_database_get_n_statements (room->database) - before, ==, 1);

  for (guint i = 0; i < 50; i++)
    {
      GPtrArray *lines = rounds_entity_get_records (g_ptr_array_index (invoices, i), "lines");

      g_assert_nonnull (lines);
      g_assert_cmpuint (lines->len, ==, i % 4);
      for (guint j = 1; j < lines->len; j++)
        g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (lines, j - 1), "order-index"), <,
                         rounds_entity_get_integer (g_ptr_array_index (lines, j), "order-index"));
    }
}

static void
assert_shadow (Room         *room,
               RoundsEntity *entity,
               RoundsEntity *expected)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(RoundsEntity) shadow = NULL;

  assert_ok (rounds_database_query_text (room->database, &text, &local_error,
                                         "SELECT record FROM shadow WHERE kind = $1 AND id = $2", "ss",
                                         rounds_entity_get_kind (entity), rounds_entity_get_id (entity)));
  if (expected == NULL)
    {
      g_assert_null (text);
      return;
    }

  object = rounds_json_parse_object (text, -1, NULL);
  shadow = rounds_entity_new (rounds_entity_get_info (entity));
  assert_ok (rounds_json_apply (shadow, object, ROUNDS_JSON_TRUSTED, &local_error));
  assert_same (expected, shadow);
}

static void
test_shadows (Room          *room,
              gconstpointer  data)
{
  g_autoptr(RoundsEntity) server = make_record ("opportunity");
  g_autoptr(RoundsEntity) mine = NULL;
  g_autoptr(RoundsEntity) again = NULL;
  g_autoptr(RoundsEntity) created = make_record ("opportunity");
  g_autoptr(RoundsEntity) stored = NULL;
  g_autoptr(RoundsChanges) changes = rounds_changes_new ();

  rounds_entity_set_text (server, "institution-id", rounds_entity_get_id (created));
  rounds_entity_set_text (created, "institution-id", rounds_entity_get_id (created));
  rounds_entity_set_integer (server, "value", 123456789);
  rounds_entity_set_integer (server, "created-at", 1700000000123456);
  rounds_entity_set_integer (server, "revision", 42);

  begin (room);
  assert_ok (rounds_repository_apply (room->database, server, NULL, &local_error));
  room_count (room, "shadow", 0);

  /* The first change keeps what the server said; the next does not. */
  mine = rounds_entity_copy (server);
  rounds_entity_set_text (mine, "name", "Mine");
  assert_ok (rounds_repository_update (room->database, server, mine, changes, &local_error));
  g_assert_cmpint (rounds_entity_get_revision (mine), ==, 42);
  assert_shadow (room, server, server);
  again = rounds_entity_copy (mine);
  rounds_entity_set_integer (again, "deleted-at", 77);
  assert_ok (rounds_repository_update (room->database, mine, again, changes, &local_error));
  assert_shadow (room, server, server);
  room_count (room, "shadow", 1);

  assert_ok (rounds_repository_insert (room->database, created, changes, &local_error));
  room_count (room, "shadow", 2);
  assert_shadow (room, created, NULL);
  g_assert_cmpint (rounds_entity_get_revision (created), ==, 0);
  commit (room);

  /* All back. */
  begin (room);
  assert_ok (rounds_shadow_restore_all (room->database, changes, &local_error));
  commit (room);
  room_count (room, "shadow", 0);
  stored = get (room, server);
  assert_same (server, stored);
  g_clear_object (&stored);
  stored = get (room, created);
  g_assert_null (stored);
  g_assert_cmpuint (g_hash_table_size (rounds_changes_get_ids (changes, rounds_entity_get_info (server))), ==, 2);
}

static RoundsFilter *
scope_without_teams (const RoundsEntityInfo *info,
                     gpointer                user_data)
{
  if (g_str_equal (info->kind, "team"))
    return NULL;
  if (g_str_equal (info->kind, "institution"))
    return rounds_filter_new_text (rounds_entity_info_find (info, "city"), ROUNDS_FILTER_EQUAL, "Nantes");
  return rounds_filter_new_all ();
}

static guint
read_log (Room                *room,
          guint                limit,
          RoundsFilter       *(*scope) (const RoundsEntityInfo *, gpointer),
          GHashTable          *ids)
{
  gint64 since = 0;
  guint pages = 0;

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) page = rounds_change_log_read (room->database, since, limit, scope, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->len, <=, limit);
      if (page->len == 0)
        return pages;
      pages++;
      for (guint i = 0; i < page->len; i++)
        {
          RoundsEntity *entity = g_ptr_array_index (page, i);

          g_assert_cmpint (rounds_entity_get_revision (entity), >, since);
          since = rounds_entity_get_revision (entity);
          g_assert_true (g_hash_table_add (ids, g_strdup (rounds_entity_get_id (entity))));
        }
    }
}

static void
test_change_log (Room          *room,
                 gconstpointer  data)
{
  g_autoptr(GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) some = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RoundsEntity) first = NULL;
  g_autoptr(RoundsEntity) gone = NULL;
  g_autoptr(GPtrArray) last = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(RoundsEntity) entity = i % 3 == 0
                                       ? room_insert (room, "team", NULL)
                                       : room_insert (room, "institution", "city", i % 3 == 1 ? "Nantes" : "Lyon", NULL);
      if (i == 0)
        first = g_object_ref (entity);
    }

  gone = rounds_entity_copy (first);
  rounds_entity_set_integer (gone, "deleted-at", 5);
  begin (room);
  assert_ok (rounds_repository_update (room->database, first, gone, NULL, &local_error));
  commit (room);

  g_assert_cmpuint (read_log (room, 7, NULL, all), ==, 15);
  g_assert_cmpuint (g_hash_table_size (all), ==, 100);
  g_assert_cmpuint (read_log (room, 10, scope_without_teams, some), ==, 4);
  g_assert_cmpuint (g_hash_table_size (some), ==, 33);

  /* What was deleted comes last, and says so. */
  last = rounds_change_log_read (room->database, rounds_entity_get_revision (gone) - 1, 10, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->len, ==, 1);
  assert_same (gone, g_ptr_array_index (last, 0));
  g_assert_true (rounds_entity_is_deleted (g_ptr_array_index (last, 0)));
  g_assert_cmpint (rounds_change_log_get_head (room->database, NULL), ==, rounds_entity_get_revision (gone));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/repository/round-trip/server", ROOM_SERVER, test_round_trip);
  room_add ("/repository/round-trip/cache", ROOM_CACHE, test_round_trip);
  room_add ("/repository/revisions", ROOM_SERVER, test_revisions);
  room_add ("/repository/update", ROOM_SERVER, test_update);
  room_add ("/repository/unique/server", ROOM_SERVER, test_unique);
  room_add ("/repository/unique/cache", ROOM_CACHE, test_unique);
  room_add ("/repository/unknown-reference", ROOM_SERVER, test_unknown_reference);
  room_add ("/repository/many", ROOM_SERVER, test_many);
  room_add ("/repository/records", ROOM_SERVER, test_records);
  room_add ("/repository/shadows", ROOM_CACHE, test_shadows);
  room_add ("/repository/change-log", ROOM_SERVER, test_change_log);

  return g_test_run ();
}
