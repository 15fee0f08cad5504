/* rounds-sqlite-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "store/rounds-sqlite-private.h"

/*
 * Full-text search: for each table that has searchable fields an FTS5 table `search_<table>` whose row numbers are those of
 * the table. (SQLite keeps them for good as long as a row lives; even VACUUM does, in a table with an index.) Texts are
 * folded here, before FTS5 sees them, and so are the words asked for: hence the plain tokenizer, and nothing of FTS5's own
 * query language can come in. The prefix indexes make the first letters as fast as the whole word.
 *
 * A search first collects the row numbers found, in a set of bits. When they are few, the statement starts from them, listed
 * as a JSON array, and sorts; when they are many, it walks in the order wanted and asks the set for each row, so that the
 * first page comes at once.
 */

/* From how many on the walk is cheaper than fetching and sorting. */
#define FEW 512

/* More words than this nobody types. */
#define MAX_WORDS 16

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
    code = rounds_sqlite_add_plain_functions (self);
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
 * What the connection sees: another number after each write, its own or another's. Negative where it writes: that may be
 * taken back.
 */
static gint64
get_version (RoundsSqliteDatabase *self)
{
  gint64 version = 0;

  if (sqlite3_txn_state (self->connection, "main") == SQLITE_TXN_WRITE)
    return -1;

  rounds_database_query_integer (ROUNDS_DATABASE (self), &version, NULL, "PRAGMA data_version", NULL);
  return (version << 32 ^ sqlite3_total_changes64 (self->connection)) & G_MAXINT64;
}

static void
set_bit (RoundsSqliteFound *found,
         gint64             number)
{
  if (number >= found->n_bits)
    {
      const gint64 n_bits = MAX (2 * found->n_bits, (number / 64 + 1) * 64);

      found->bits = g_renew (guint64, found->bits, n_bits / 64);
      memset (found->bits + found->n_bits / 64, 0, (n_bits - found->n_bits) / 8);
      found->n_bits = n_bits;
    }
  found->bits[number >> 6] |= G_GUINT64_CONSTANT (1) << (number & 63);
}

/*
 * Asks the index for the rows that have a word that starts with @word, which is letters and digits only.
 */
static gboolean
read_word (RoundsSqliteDatabase *self,
           const char           *table,
           const char           *word,
           RoundsSqliteFound    *found)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM search_%s WHERE search_%s MATCH $1", table, table);
  g_autofree char *match = g_strdup_printf ("\"%s\"*", word);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (ROUNDS_DATABASE (self), sql, NULL);
  gboolean row;

  if (found->bits != NULL)
    memset (found->bits, 0, found->n_bits / 8);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, match);
  for (;;)
    {
      if (!rounds_statement_step (statement, &row, NULL))
        return FALSE;
      if (!row)
        return TRUE;
      set_bit (found, rounds_statement_get_integer (statement, 0));
    }
}

/*
 * Returns: (nullable): the rows of a word; %NULL when the reading broke off
 */
static const RoundsSqliteFound *
get_word (RoundsSqliteDatabase *self,
          const char           *table,
          const char           *word,
          gint64                version)
{
  g_autofree char *key = g_strconcat (table, " ", word, NULL);
  RoundsSqliteFound *oldest = &self->words[0];

  for (guint i = 0; i < ROUNDS_SQLITE_WORD_SETS; i++)
    {
      RoundsSqliteFound *set = &self->words[i];

      if (version >= 0 && set->version == version && g_strcmp0 (set->key, key) == 0)
        {
          set->serial = self->last_serial;
          return set;
        }
      if (set->serial < oldest->serial)
        oldest = set;
    }

  g_clear_pointer (&oldest->key, g_free);
  if (!read_word (self, table, word, oldest))
    return NULL;

  oldest->key = g_steal_pointer (&key);
  oldest->version = version;
  oldest->serial = self->last_serial;
  return oldest;
}

/*
 * Keeps in @found what is in @other too; the first time all of it.
 */
static void
intersect (RoundsSqliteFound       *found,
           const RoundsSqliteFound *other,
           gboolean                 is_first)
{
  if (is_first && found->n_bits < other->n_bits)
    {
      found->bits = g_renew (guint64, found->bits, other->n_bits / 64);
      found->n_bits = other->n_bits;
    }

  for (gint64 i = 0; i < found->n_bits / 64; i++)
    {
      const guint64 bits = i < other->n_bits / 64 ? other->bits[i] : 0;

      found->bits[i] = is_first ? bits : found->bits[i] & bits;
    }
}

/*
 * Fills the next set with the rows that have all the words. Returns how many there are; -1 when the search broke off.
 */
static gint64
collect (RoundsSqliteDatabase  *self,
         const char            *table,
         char                 **words)
{
  RoundsSqliteFound *found = &self->found[++self->last_serial % ROUNDS_SQLITE_FOUND_SETS];
  const gint64 version = get_version (self);
  gint64 n_found = 0;

  for (guint i = 0; words[i] != NULL && i < MAX_WORDS; i++)
    {
      const RoundsSqliteFound *word = get_word (self, table, words[i], version);

      if (word == NULL)
        return -1;
      intersect (found, word, i == 0);
    }

  for (gint64 i = 0; i < found->n_bits / 64; i++)
    n_found += __builtin_popcountll (found->bits[i]);
  found->serial = self->last_serial;

  return n_found;
}

/*
 * The row numbers of a set as a JSON array.
 */
static char *
write_numbers (const RoundsSqliteFound *found)
{
  GString *numbers = g_string_new ("[");

  for (gint64 i = 0; i < found->n_bits / 64; i++)
    for (guint64 bits = found->bits[i]; bits != 0; bits &= bits - 1)
      g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, numbers->len > 1 ? "," : "",
                              i * 64 + __builtin_ctzll (bits));
  g_string_append_c (numbers, ']');

  return g_string_free_and_steal (numbers);
}

char *
rounds_sqlite_search_filter (RoundsDatabase *database,
                             const char     *table,
                             const char     *alias,
                             const char     *words,
                             gboolean        is_limited,
                             GPtrArray      *parameters)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  gint64 n_found;

  if (parts[0] == NULL)
    return NULL;

  n_found = collect (self, table, parts);
  if (n_found >= 0 && n_found <= FEW)
    {
      g_autofree char *numbers = write_numbers (&self->found[self->last_serial % ROUNDS_SQLITE_FOUND_SETS]);

      return g_strdup_printf ("%s.rowid IN (SELECT value FROM json_each ($%u))", alias,
                              rounds_parameters_add_text (parameters, numbers));
    }

  /* When the search broke off, this statement does so too, and says why. */
  return g_strdup_printf (FOUND_FUNCTION " ($%u, %s.rowid) <> 0",
                          rounds_parameters_add_integer (parameters, n_found >= 0 ? self->last_serial : self->last_serial + 1),
                          alias);
}
