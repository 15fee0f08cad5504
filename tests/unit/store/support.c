/* support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "rounds-test-database.h"
#include "store/rounds-migrations-private.h"

void
room_set_up (Room          *room,
             gconstpointer  data)
{
  const gboolean is_cache = data == ROOM_CACHE || data == ROOM_FIRST_CACHE;
  const gboolean is_first = data == ROOM_FIRST_SERVER || data == ROOM_FIRST_CACHE;
  const RoundsSchema schema = is_cache ? ROUNDS_SCHEMA_CACHE : ROUNDS_SCHEMA_SERVER;
  g_autoptr(GError) error = NULL;

  room->folder = g_dir_make_tmp ("rounds-store-XXXXXX", &error);
  g_assert_no_error (error);
  room->uri = is_cache ? g_strconcat ("sqlite:", room->folder, "/test.db", NULL) : rounds_test_database_get_uri (room->folder);
  if (g_str_has_prefix (room->uri, "sqlite:"))
    room->path = g_strdup (room->uri + strlen ("sqlite:"));
  room->name = room->path != NULL ? room->path : "postgres";
  room->database = rounds_database_open (room->uri, ROUNDS_DATABASE_CREATE | (is_cache ? ROUNDS_DATABASE_CACHE : 0), &error);
  g_assert_no_error (error);
  rounds_migrations_run_to (room->database, schema, is_first ? 1 : rounds_migrations_get_latest (schema), &error);
  g_assert_no_error (error);
}

void
room_tear_down (Room          *room,
                gconstpointer  data)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (room->database != NULL)
    g_assert_finalize_object (g_steal_pointer (&room->database));

  folder = g_dir_open (room->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (room->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (room->folder);
  g_free (room->folder);
  g_free (room->path);
  g_free (room->uri);
}

/* A record with something in every field that must not be empty, and no reference. */
RoundsEntity *
make_record (const char *kind)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  RoundsEntity *entity = rounds_entity_new (info);
  g_autofree char *id = rounds_id_new ();

  rounds_entity_set_text (entity, "id", id);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!(field->flags & ROUNDS_FIELD_REQUIRED) || !rounds_entity_is_null (entity, field->name) ||
          field->type == ROUNDS_FIELD_REFERENCE)
        continue;
      if (field->type == ROUNDS_FIELD_DATE)
        rounds_entity_set_text (entity, field->name, "2026-11-22");
      else if (field->flags & ROUNDS_FIELD_EMAIL)
        rounds_entity_set_text (entity, field->name, id);
      else if (field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT)
        rounds_entity_set_text (entity, field->name, field->flags & ROUNDS_FIELD_UNIQUE ? id : field->name);
      else if (field->type == ROUNDS_FIELD_CHOICE)
        rounds_entity_set_text (entity, field->name, field->choices[0].value);
      else if (field->type == ROUNDS_FIELD_TEXT_LIST)
        rounds_entity_set_list (entity, field->name, (const char *[]) { field->name, NULL });
      else
        rounds_entity_set_integer (entity, field->name, 1);
    }

  return entity;
}

/* Pairs of a property and a text, as rounds_field_parse_text() reads it. Returns: (transfer full): the record stored */
RoundsEntity *
room_insert (Room       *room,
             const char *kind,
             ...)
{
  RoundsEntity *entity = make_record (kind);
  g_autoptr(GError) error = NULL;
  const char *name;
  va_list arguments;

  va_start (arguments, kind);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), name);
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

      g_assert_nonnull (field);
      rounds_field_parse_text (field, va_arg (arguments, const char *), &value, &error);
      g_assert_no_error (error);
      rounds_entity_set_value (entity, field, &value);
    }
  va_end (arguments);

  rounds_database_begin (room->database, &error);
  g_assert_no_error (error);
  rounds_repository_insert (room->database, entity, NULL, &error);
  g_assert_no_error (error);
  rounds_database_commit (room->database, &error);
  g_assert_no_error (error);

  return entity;
}

/* Returns: (transfer full): the titles, separated by `|` */
char *
room_titles (Room        *room,
             RoundsQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = rounds_repository_list (room->database, query, &error);
  g_autoptr(GByteArray) ids = rounds_repository_list_ids (room->database, query, NULL);
  GString *titles = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_nonnull (records);
  g_assert_cmpuint (ids->len, ==, records->len * ROUNDS_ID_BYTES);

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (records, i);
      guint8 bytes[ROUNDS_ID_BYTES];

      /* The ids alone stand in the same order. */
      g_assert_true (rounds_id_to_bytes (rounds_entity_get_id (entity), bytes));
      g_assert_cmpmem (bytes, sizeof bytes, ids->data + i * ROUNDS_ID_BYTES, ROUNDS_ID_BYTES);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "",
                              rounds_entity_get_text (entity, rounds_entity_get_info (entity)->title_field));
    }

  return g_string_free_and_steal (titles);
}

void
room_count (Room       *room,
            const char *table,
            gint64      expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr(GError) error = NULL;
  gint64 count;

  rounds_database_query_integer (room->database, &count, &error, sql, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, expected);
}

void
assert_problem (GError     *error,
                int         status,
                const char *code)
{
  g_assert_error (error, ROUNDS_PROBLEM, status);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
}
