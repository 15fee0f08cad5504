/* rounds-record-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-record-sql.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "store/rounds-custom-fields.h"

static RoundsRecordSql *
write_sql (const RoundsEntityInfo *info)
{
  RoundsRecordSql *sql = g_new0 (RoundsRecordSql, 1);
  g_autoptr(GString) columns = g_string_new (NULL);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) values = g_string_new (NULL);
  g_autoptr(GString) updates = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      const char *comma = n > 0 ? ", " : "";

      if (!rounds_field_has_column (field))
        continue;

      g_string_append_printf (columns, "%st.%s", comma, field->column);
      g_string_append_printf (names, "%s%s", comma, field->column);
      g_string_append_printf (values, "%s$%u", comma, ++n);
      if (!g_str_equal (field->column, "id"))
        g_string_append_printf (updates, "%s%s = excluded.%s", updates->len > 0 ? ", " : "", field->column, field->column);
    }

  if (rounds_record_sql_has_sort_key (info))
    {
      g_string_append (names, ", sort_key");
      g_string_append_printf (values, ", $%u", ++n);
      g_string_append (updates, ", sort_key = excluded.sort_key");
    }

  sql->columns = g_strdup (columns->str);
  sql->insert = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", info->table, names->str, values->str);
  sql->upsert = g_strdup_printf ("%s ON CONFLICT (id) DO UPDATE SET %s", sql->insert, updates->str);

  return sql;
}

const RoundsRecordSql *
rounds_record_sql_get (const RoundsEntityInfo *info)
{
  static GMutex mutex;
  static GHashTable *written; /* RoundsEntityInfo -> RoundsRecordSql, for good */
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  RoundsRecordSql *sql;

  if (written == NULL)
    written = g_hash_table_new (NULL, NULL);

  sql = g_hash_table_lookup (written, info);
  if (sql == NULL)
    {
      sql = write_sql (info);
      g_hash_table_insert (written, (gpointer) info, sql);
    }

  return sql;
}

/*
 * Whether the table keeps the title as people sort it: records with a title of their own that stand in lists.
 */
gboolean
rounds_record_sql_has_sort_key (const RoundsEntityInfo *info)
{
  return info->parent_field == NULL && rounds_entity_info_find (info, info->title_field)->type == ROUNDS_FIELD_TEXT;
}

gboolean
rounds_record_sql_is_searchable (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & ROUNDS_FIELD_SEARCHABLE)
      return TRUE;

  return FALSE;
}

/*
 * Returns: (transfer full): the sort key: the folded title, a person's with the last name first
 */
char *
rounds_record_sql_write_key (RoundsEntity *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  const char *title = rounds_entity_get_text (entity, info->title_field);
  g_autofree char *whole = NULL;

  if (g_str_equal (info->title_field, "last-name"))
    {
      const char *first = rounds_entity_get_text (entity, "first-name");

      whole = g_strconcat (title != NULL ? title : "", " ", first, NULL);
      return rounds_fold (g_strstrip (whole));
    }

  whole = g_strdup (title != NULL ? title : "");
  return rounds_fold (g_strstrip (whole));
}

/* A number is looked for with and without what stands between its digits. */
static void
append_digits (GString    *words,
               const char *text)
{
  g_string_append_c (words, ' ');
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (words, *p);
}

static void
append_words (GString           *words,
              const RoundsField *field,
              const char        *text)
{
  if (!(field->flags & ROUNDS_FIELD_SEARCHABLE) || text == NULL)
    return;

  g_string_append_c (words, '\n');
  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    {
      g_auto(GStrv) entries = rounds_json_parse_list (text);
      g_autofree char *joined = g_strjoinv ("\n", entries);

      g_string_append (words, joined);
      return;
    }

  g_string_append (words, text);
  if (field->flags & ROUNDS_FIELD_PHONE)
    append_digits (words, text);
}

static void
append_custom_words (GString        *words,
                     RoundsDatabase *database,
                     RoundsEntity   *entity)
{
  g_autoptr(GPtrArray) fields = NULL;

  if (rounds_entity_info_find (rounds_entity_get_info (entity), ROUNDS_CUSTOM_FIELD_NAME) == NULL ||
      rounds_entity_is_null (entity, ROUNDS_CUSTOM_FIELD_NAME))
    return;

  /* Without an answer here the writing of the row fails too. */
  fields = rounds_custom_fields_load (database, rounds_entity_get_info (entity), NULL);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (fields, i);
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
      g_autofree char *text = NULL;

      if (!(field->flags & ROUNDS_FIELD_SEARCHABLE))
        continue;
      rounds_custom_value_get (entity, field, &value);
      if (value.type == ROUNDS_VALUE_INTEGER)
        text = rounds_field_to_text (field, &value);
      append_words (words, field, text != NULL ? text : value.text);
    }
}

/*
 * @database: the connection that knows which custom fields a record is found by
 *
 * Returns: (transfer full) (nullable): what a record is found by; %NULL of one that is not looked for: its kind has no
 *   searchable field, or it is deleted
 */
char *
rounds_record_sql_write_words (RoundsDatabase *database,
                               RoundsEntity   *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  g_autoptr(GString) words = g_string_new (NULL);

  if (!rounds_record_sql_is_searchable (info) || rounds_entity_is_deleted (entity))
    return NULL;

  for (guint i = 0; i < info->n_fields; i++)
    append_words (words, &info->fields[i], rounds_entity_get_value (entity, &info->fields[i])->text);
  append_custom_words (words, database, entity);

  return g_strdup (words->str);
}

/*
 * Reads the row a statement stands on, whose columns are RoundsRecordSql.columns.
 */
RoundsEntity *
rounds_record_sql_read (RoundsStatement        *statement,
                        const RoundsEntityInfo *info)
{
  RoundsEntity *entity = rounds_entity_new (info);
  guint column = 0;

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

      if (!rounds_field_has_column (&info->fields[i]))
        continue;
      rounds_statement_get_value (statement, column++, &value);
      rounds_entity_take_value (entity, &info->fields[i], &value);
    }

  return entity;
}

/*
 * @field: (nullable): the one whose value must be nowhere else; the id, when it is %NULL
 */
void
rounds_set_already_exists (const RoundsField  *field,
                           GError            **error)
{
  GError *local = NULL;

  if (field == NULL || g_str_equal (field->name, "id"))
    rounds_problem_set (&local, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS", _("This is there already"));
  else
    {
      rounds_problem_set (&local, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS", _("%s: another record has this value already"),
                          rounds_field_get_label (field));
      rounds_problem_add_field (&local, field->json_path, "ALREADY_EXISTS", _("%s: another record has this value already"),
                                rounds_field_get_label (field));
    }

  g_propagate_error (error, local);
}
