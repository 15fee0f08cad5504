/* rounds-sqlite-newest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-fold.h"
#include "store/rounds-sqlite-private.h"

/*
 * The newest rows that have some words, see rounds-sqlite-search.c for the index: it keeps the rows of a word in the order of their
 * numbers, and is read from the end, as far as is wanted.
 *
 * That goes for whole words and for as many first letters as there are prefix indexes for. For more letters the index gathers the rows of all
 * words that begin so before it gives the first one: so the few words that do are looked up, and asked for as they are.
 */

/* More words than this nobody types. */
#define MAX_WORDS 16

/* Letters that a prefix index knows. */
#define PREFIX 3

/* Of more words that begin so, each has the fewer rows. */
#define MAX_COMPLETIONS 16

/* Comes after all that a word may go on with. */
#define LAST "\xf4\x8f\xbf\xbf"

/*
 * The words of an index can be read through a table of their own, which lives as long as the connection. Making it writes nothing to the file.
 */
static gboolean
make_vocabulary (RoundsSqliteDatabase *self,
                 const char           *table)
{
  g_autofree char *name = g_strconcat ("vocabulary_", table, NULL);
  g_autofree char *sql = NULL;
  gboolean is_reader;
  int code;

  if (sqlite3_table_column_metadata (self->connection, "temp", name, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  is_reader = (rounds_database_get_flags (ROUNDS_DATABASE (self)) & ROUNDS_DATABASE_READ_ONLY) != 0;
  sql = g_strdup_printf ("CREATE VIRTUAL TABLE temp.%s USING fts5vocab (main, search_%s, instance)", name, table);
  if (is_reader)
    sqlite3_exec (self->connection, "PRAGMA query_only = OFF", NULL, NULL, NULL);
  code = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);
  if (is_reader)
    sqlite3_exec (self->connection, "PRAGMA query_only = ON", NULL, NULL, NULL);

  return code == SQLITE_OK;
}

/*
 * Returns: (transfer full) (nullable): the words of the index that begin with @word; %NULL when they are too many, or cannot be read
 */
static GPtrArray *
complete (RoundsSqliteDatabase *self,
          const char           *table,
          const char           *word)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = g_strdup_printf ("SELECT term FROM temp.vocabulary_%s WHERE term >= $1 AND term < $2 LIMIT 1", table);
  g_autofree char *from = g_strdup (word);
  g_autofree char *end = g_strconcat (word, LAST, NULL);

  if (!make_vocabulary (self, table))
    return NULL;

  while (words->len <= MAX_COMPLETIONS)
    {
      g_autoptr(RoundsStatement) statement = rounds_database_prepare (ROUNDS_DATABASE (self), sql, NULL);
      gboolean row;

      if (statement == NULL)
        return NULL;

      rounds_statement_bind_text (statement, 1, from);
      rounds_statement_bind_text (statement, 2, end);
      if (!rounds_statement_step (statement, &row, NULL))
        return NULL;
      if (!row)
        return g_steal_pointer (&words);

      g_ptr_array_add (words, g_strdup (rounds_statement_get_text (statement, 0)));
      /* No word has a space, so that this comes right after it. */
      g_free (from);
      from = g_strconcat (g_ptr_array_index (words, words->len - 1), " ", NULL);
    }

  return NULL;
}

/*
 * Appends what @word, which is letters and digits only, is for the index. Returns whether anything can have it.
 */
static gboolean
append_word (RoundsSqliteDatabase *self,
             const char           *table,
             const char           *word,
             GString              *match)
{
  g_autoptr(GPtrArray) words = g_utf8_strlen (word, -1) > PREFIX ? complete (self, table, word) : NULL;

  if (match->len > 0)
    g_string_append (match, " AND ");

  if (words == NULL)
    {
      g_string_append_printf (match, "\"%s\"*", word);
      return TRUE;
    }

  g_string_append_c (match, '(');
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (match, "%s\"%s\"", i > 0 ? " OR " : "", (const char *) g_ptr_array_index (words, i));
  g_string_append_c (match, ')');

  return words->len > 0;
}

char *
rounds_sqlite_newest_filter (RoundsDatabase *database,
                             const char     *table,
                             const char     *alias,
                             const char     *words,
                             guint           limit,
                             GPtrArray      *parameters)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr(GString) match = g_string_new (NULL);
  guint parameter;

  if (parts[0] == NULL)
    return NULL;

  for (guint i = 0; parts[i] != NULL && i < MAX_WORDS; i++)
    if (!append_word (self, table, parts[i], match))
      return g_strdup ("1 = 0");
  parameter = rounds_parameters_add_text (parameters, match->str);

  return g_strdup_printf ("%s.rowid IN (SELECT rowid FROM search_%s WHERE search_%s MATCH $%u ORDER BY rowid DESC LIMIT $%u)",
                          alias, table, table, parameter, rounds_parameters_add_integer (parameters, limit));
}
