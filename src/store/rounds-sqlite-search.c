/* rounds-sqlite-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "store/rounds-fold.h"
#include "store/rounds-sqlite-private.h"

/*
 * Full-text search: for each table that has searchable fields an FTS5 table `search_<table>` whose row numbers are those of
 * the table. (SQLite keeps them for good as long as a row lives; even VACUUM does, in a table with an index.) Texts are
 * folded here, before FTS5 sees them, and so are the words asked for: hence the plain tokenizer, and nothing of FTS5's own
 * query language can come in. The prefix indexes make the first letters as fast as the whole word.
 *
 * A search first collects the row numbers found, in a set of bits. When they are few, the statement starts from them and
 * sorts; when they are many, it walks in the order wanted and asks the set for each row, so that the first page comes at once.
 */

/* From how many on the walk is cheaper than fetching and sorting. */
#define FEW 1000

#define FOUND_FUNCTION "rounds_found"

static void
fold_function (sqlite3_context  *context,
               int               n_arguments,
               sqlite3_value   **arguments)
{
  const char *text = (const char *) sqlite3_value_text (arguments[0]);

  if (text != NULL)
    sqlite3_result_text (context, rounds_fold (text), -1, g_free);
}

static void
free_text (void *data)
{
  g_free (data);
}

/*
 * rounds_list_has (list, entry)
 */
static void
list_has_function (sqlite3_context  *context,
                   int               n_arguments,
                   sqlite3_value   **arguments)
{
  const char *list = (const char *) sqlite3_value_text (arguments[0]);
  const char *entry = (const char *) sqlite3_value_text (arguments[1]);
  const char *json = sqlite3_get_auxdata (context, 1);
  gboolean has = FALSE;

  if (list == NULL || entry == NULL)
    {
      sqlite3_result_int (context, 0);
      return;
    }

  /* Most lists do not even hold the entry's letters: only for those that do is the list taken apart. */
  if (json == NULL)
    {
      const char *entries[] = { entry, NULL };
      g_autofree char *text = rounds_json_list_to_text (entries);
      const gsize length = strlen (text);

      json = g_strndup (text + 1, length - 2);
      has = strstr (list, json) != NULL;
      sqlite3_set_auxdata (context, 1, (char *) json, free_text);
    }
  else
    has = strstr (list, json) != NULL;

  if (has)
    {
      g_auto(GStrv) entries = rounds_json_parse_list (list);
      has = g_strv_contains ((const char * const *) entries, entry);
    }
  sqlite3_result_int (context, has);
}

/*
 * rounds_found (serial, row)
 */
static void
found_function (sqlite3_context  *context,
                int               n_arguments,
                sqlite3_value   **arguments)
{
  RoundsSqliteDatabase *self = sqlite3_user_data (context);
  const gint64 serial = sqlite3_value_int64 (arguments[0]);
  const gint64 row = sqlite3_value_int64 (arguments[1]);
  const RoundsSqliteFound *found = &self->found[serial % ROUNDS_SQLITE_FOUND_SETS];

  if (found->serial != serial)
    {
      sqlite3_result_error (context, "the search has been forgotten", -1);
      return;
    }

  sqlite3_result_int (context, row >= 0 && row < found->n_bits && (found->bits[row >> 6] >> (row & 63) & 1));
}

gboolean
rounds_sqlite_add_functions (RoundsSqliteDatabase  *self,
                             GError               **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code;

  code = sqlite3_create_function_v2 (self->connection, "rounds_fold", 1, flags, NULL, fold_function, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (self->connection, "rounds_list_has", 2, flags, NULL, list_has_function,
                                       NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (self->connection, FOUND_FUNCTION, 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, self,
                                       found_function, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  rounds_sqlite_set_error (self, code, error);
  return FALSE;
}

gboolean
rounds_sqlite_prepare_search (RoundsDatabase  *database,
                              const char      *table,
                              GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE VIRTUAL TABLE IF NOT EXISTS search_%s USING fts5 "
                                          "(words, content = '', contentless_delete = 1, tokenize = 'ascii', "
                                          "prefix = '1 2 3', detail = none)",
                                          table);

  return rounds_database_run_script (database, sql, error);
}

gboolean
rounds_sqlite_index_text (RoundsDatabase  *database,
                          const char      *table,
                          const char      *id,
                          const char      *text,
                          GError         **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *words = NULL;
  gint64 row = 0;

  if (text == NULL)
    {
      sql = g_strdup_printf ("DELETE FROM search_%s WHERE rowid = (SELECT rowid FROM %s WHERE id = $1)", table, table);
      return rounds_database_execute (database, error, sql, "s", id);
    }

  words = rounds_fold_words (text);
  sql = g_strdup_printf ("SELECT rowid FROM %s WHERE id = $1", table);
  if (!rounds_database_query_integer (database, &row, error, sql, "s", id))
    return FALSE;

  /* Not INSERT ... SELECT: that opens a savepoint, at which FTS5 writes out all it has gathered. */
  g_free (sql);
  sql = g_strdup_printf ("INSERT OR REPLACE INTO search_%s (rowid, words) VALUES ($1, $2)", table);
  return rounds_database_execute (database, error, sql, "is", row, words);
}

/*
 * The words as FTS5 wants them: `"chu"* "nan"*`. %NULL when there is none.
 */
static char *
write_match (const char *words)
{
  g_autofree char *folded = rounds_fold_words (words);
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  GString *match = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", parts[i]);

  if (match->len > 0)
    return g_string_free_and_steal (match);

  g_string_free (match, TRUE);
  return NULL;
}

/*
 * Fills the next set with the row numbers found. Returns how many there are, -1 when the search failed.
 */
static gint64
collect (RoundsSqliteDatabase *self,
         const char           *table,
         const char           *match)
{
  RoundsSqliteFound *found = &self->found[++self->last_serial % ROUNDS_SQLITE_FOUND_SETS];
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM search_%s WHERE search_%s MATCH $1", table, table);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (ROUNDS_DATABASE (self), sql, NULL);
  gint64 n_found = 0;
  gboolean row = statement != NULL;

  found->serial = self->last_serial;
  if (found->bits != NULL)
    memset (found->bits, 0, found->n_bits / 8);
  if (statement != NULL)
    rounds_statement_bind_text (statement, 1, match);

  while (row)
    {
      gint64 number;

      if (!rounds_statement_step (statement, &row, NULL))
        return -1;
      if (!row)
        break;

      number = rounds_statement_get_integer (statement, 0);
      if (number >= found->n_bits)
        {
          const gint64 n_bits = MAX (2 * found->n_bits, (number / 64 + 1) * 64);

          found->bits = g_renew (guint64, found->bits, n_bits / 64);
          memset (found->bits + found->n_bits / 64, 0, (n_bits - found->n_bits) / 8);
          found->n_bits = n_bits;
        }
      found->bits[number >> 6] |= G_GUINT64_CONSTANT (1) << (number & 63);
      n_found++;
    }

  return statement != NULL ? n_found : -1;
}

char *
rounds_sqlite_search_filter (RoundsDatabase *database,
                             const char     *table,
                             const char     *alias,
                             const char     *words,
                             GPtrArray      *parameters)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  g_autofree char *match = write_match (words);
  gint64 n_found;

  if (match == NULL)
    return NULL;

  n_found = collect (self, table, match);
  if (n_found >= 0 && n_found <= FEW)
    return g_strdup_printf ("%s.rowid IN (SELECT rowid FROM search_%s WHERE search_%s MATCH $%u)", alias, table, table,
                            rounds_parameters_add_text (parameters, match));

  /* When the search broke off, this statement does so too, and says why. */
  return g_strdup_printf (FOUND_FUNCTION " ($%u, %s.rowid) <> 0",
                          rounds_parameters_add_integer (parameters, n_found >= 0 ? self->last_serial : self->last_serial + 1),
                          alias);
}
