/* rounds-postgresql-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "store/rounds-postgresql-private.h"

/*
 * Full-text search: for each table that has searchable fields a table `search_<table>` with the words of each row. Texts are
 * folded and taken apart here, as for SQLite, and so are the words asked for: no dictionary and no parser of PostgreSQL's
 * has a say, and nothing of its query language can come in.
 */

/* More words than this nobody types. */
#define MAX_WORDS 16

/* Rows found: so few are read and sorted at once; of more than many, the first come soon when the list is walked. */
#define FEW 1000
#define MANY 20000

/* Estimates that are remembered, and for how many microseconds: what they are made from changes slowly. */
#define MAX_ESTIMATES 512
#define ESTIMATE_LASTS (60 * G_USEC_PER_SEC)

/* Bytes; PostgreSQL takes words of 2046 and a megabyte of them for a row. */
#define MAX_WORD 1024
#define MAX_TEXT (512 * 1024)

gboolean
rounds_postgresql_prepare_search (RoundsDatabase  *database,
                                  const char      *table,
                                  GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE IF NOT EXISTS search_%s (id TEXT PRIMARY KEY, words TSVECTOR NOT NULL);"
                                          "CREATE INDEX IF NOT EXISTS search_%s_words ON search_%s USING GIN (words)",
                                          table, table, table);

  return rounds_database_run_script (database, sql, error);
}

/*
 * Returns: (transfer full): the words that PostgreSQL can keep of @text, separated by a space
 */
static char *
write_words (const char *text)
{
  g_autofree char *folded = rounds_fold_words (text);
  g_auto(GStrv) parts = g_strsplit (g_strchomp (folded), " ", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL && words->len < MAX_TEXT; i++)
    if (strlen (parts[i]) <= MAX_WORD)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", parts[i]);

  return g_string_free_and_steal (words);
}

gboolean
rounds_postgresql_index_text (RoundsDatabase  *database,
                              const char      *table,
                              const char      *id,
                              const char      *text,
                              GError         **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *words = NULL;

  if (text == NULL)
    {
      sql = g_strdup_printf ("DELETE FROM search_%s WHERE id = $1", table);
      return rounds_database_execute (database, error, sql, "s", id);
    }

  words = write_words (text);
  sql = g_strdup_printf ("INSERT INTO search_%s (id, words) VALUES ($1, array_to_tsvector (string_to_array ($2, ' '))) "
                         "ON CONFLICT (id) DO UPDATE SET words = excluded.words", table);
  return rounds_database_execute (database, error, sql, "ss", id, words);
}

/*
 * Returns: about how many rows have all the words of @query, as the planner sees it; few when it cannot say
 */
static gint64
estimate (RoundsDatabase *database,
          const char     *table,
          const char     *query)
{
  g_autofree char *sql = g_strdup_printf ("EXPLAIN SELECT s.id FROM search_%s s WHERE s.words @@ CAST ($1 AS tsquery)", table);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, NULL);
  const char *rows = NULL;
  gboolean row;

  if (statement == NULL)
    return 0;

  rounds_statement_bind_text (statement, 1, query);
  if (rounds_statement_step (statement, &row, NULL) && row)
    rows = strstr (rounds_statement_get_text (statement, 0), " rows=");

  return rows != NULL ? g_ascii_strtoll (rows + strlen (" rows="), NULL, 10) : 0;
}

/*
 * As estimate(), which is not asked again for words that were looked for a moment ago.
 */
static gint64
recall_estimate (RoundsDatabase *database,
                 const char     *table,
                 const char     *query)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  const gint64 now = g_get_monotonic_time ();
  char *key = g_strconcat (table, " ", query, NULL);
  const gint64 *known;
  gint64 n_rows;

  if (now - self->estimates_since > ESTIMATE_LASTS || g_hash_table_size (self->estimates) >= MAX_ESTIMATES)
    {
      g_hash_table_remove_all (self->estimates);
      self->estimates_since = now;
    }

  known = g_hash_table_lookup (self->estimates, key);
  n_rows = known != NULL ? *known : estimate (database, table, query);
  if (known != NULL)
    g_free (key);
  else
    g_hash_table_insert (self->estimates, key, g_memdup2 (&n_rows, sizeof n_rows));

  return n_rows;
}

/*
 * Letters and digits only. Returns: (transfer full) (nullable): what to ask the index; %NULL when there is no word in @words. A word that is
 * too long to be kept is nowhere: then the text is empty.
 */
static char *
write_query (const char *words)
{
  g_autofree char *folded = g_strchomp (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  GString *query;

  if (parts[0] == NULL)
    return NULL;

  query = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL && i < MAX_WORDS; i++)
    {
      if (strlen (parts[i]) > MAX_WORD)
        {
          g_string_truncate (query, 0);
          break;
        }
      g_string_append_printf (query, "%s'%s':*", i > 0 ? " & " : "", parts[i]);
    }

  return g_string_free_and_steal (query);
}

/*
 * The first rows of a list can be found in three ways: by sorting what is found; by walking the list and looking each row up among
 * what is found; by walking the list and looking each row's words up. The planner takes what is found to be spread evenly over the
 * list, which it is not where a name begins with the word, and falls for the last way. So it is told.
 */
char *
rounds_postgresql_search_filter (RoundsDatabase *database,
                                 const char     *table,
                                 const char     *alias,
                                 const char     *words,
                                 gboolean        is_limited,
                                 GPtrArray      *parameters)
{
  g_autofree char *query = write_query (words);
  gint64 n_found;
  guint parameter;

  if (query == NULL)
    return NULL;
  if (query[0] == '\0')
    return g_strdup ("1 = 0");

  n_found = is_limited ? recall_estimate (database, table, query) : 0;
  parameter = rounds_parameters_add_text (parameters, query);

  /* What is no column has no index to look an id up in; what is asked to be true is no join. */
  if (is_limited && n_found <= FEW)
    return g_strdup_printf ("%s.id IN (SELECT s.id || '' FROM search_%s s WHERE s.words @@ CAST ($%u AS tsquery))", alias, table,
                            parameter);
  if (is_limited && n_found <= MANY)
    return g_strdup_printf ("(%s.id IN (SELECT s.id FROM search_%s s WHERE s.words @@ CAST ($%u AS tsquery))) IS TRUE", alias, table,
                            parameter);
  if (is_limited)
    return g_strdup_printf ("(SELECT s.words @@ CAST ($%u AS tsquery) FROM search_%s s WHERE s.id = %s.id)", parameter, table, alias);
  return g_strdup_printf ("%s.id IN (SELECT s.id FROM search_%s s WHERE s.words @@ CAST ($%u AS tsquery))", alias, table, parameter);
}

/* Ids begin with the time at which they were made. */
char *
rounds_postgresql_newest_filter (RoundsDatabase *database,
                                 const char     *table,
                                 const char     *alias,
                                 const char     *words,
                                 guint           limit,
                                 GPtrArray      *parameters)
{
  g_autofree char *query = write_query (words);
  guint parameter;

  if (query == NULL)
    return NULL;
  if (query[0] == '\0')
    return g_strdup ("1 = 0");

  parameter = rounds_parameters_add_text (parameters, query);
  return g_strdup_printf ("%s.id IN (SELECT s.id FROM search_%s s WHERE s.words @@ CAST ($%u AS tsquery) ORDER BY s.id DESC LIMIT $%u)",
                          alias, table, parameter, rounds_parameters_add_integer (parameters, limit));
}
