/* rounds-word-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-word-search.h"

#include "model/rounds-fold.h"
#include "store/rounds-database-private.h"
#include "store/rounds-record-sql.h"

/*
 * A few records for what is typed, at once, however many there are: none of the statements reads more rows than it is asked for.
 * For a list of all that is found there is rounds_query_set_search().
 */

/* Comes after all that a title may go on with. */
#define LAST "\xf4\x8f\xbf\xbf"

static void
word_hit_free (gpointer data)
{
  RoundsWordHit *self = data;

  g_free (self->id);
  g_free (self->key);
  g_free (self);
}

static GPtrArray *
read_hits (RoundsDatabase  *database,
           const char      *sql,
           GPtrArray       *parameters,
           GError         **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func (word_hit_free);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return NULL;

  rounds_statement_bind_all (statement, parameters);
  for (;;)
    {
      RoundsWordHit *hit;

      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&hits);

      hit = g_new0 (RoundsWordHit, 1);
      hit->id = g_strdup (rounds_statement_get_text (statement, 0));
      hit->key = g_strdup (rounds_statement_get_text (statement, 1));
      g_ptr_array_add (hits, hit);
    }
}

/**
 * rounds_word_search_titles:
 * @words: what a person typed; case and accents are set aside
 * @limit: how many at most
 * @error: what the database said
 *
 * Returns: (transfer full) (nullable) (element-type RoundsWordHit): records whose title begins with all of @words as they stand, by
 *   title; none for a kind whose titles are not sorted by
 */
GPtrArray *
rounds_word_search_titles (RoundsDatabase          *database,
                           const RoundsEntityInfo  *info,
                           const char              *words,
                           guint                    limit,
                           GError                 **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *key = g_strstrip (rounds_fold (words));
  g_autofree char *end = g_strconcat (key, LAST, NULL);
  g_autofree char *sql = NULL;

  if (key[0] == '\0' || !rounds_record_sql_has_sort_key (info))
    return g_ptr_array_new_with_free_func (word_hit_free);

  rounds_parameters_add_text (parameters, key);
  rounds_parameters_add_text (parameters, end);
  rounds_parameters_add_integer (parameters, limit);
  sql = g_strdup_printf ("SELECT t.id, t.sort_key FROM %s t WHERE t.deleted_at IS NULL AND t.sort_key >= $1 AND t.sort_key < $2"
                         " ORDER BY t.sort_key, t.id LIMIT $3", info->table);

  return read_hits (database, sql, parameters, error);
}

/**
 * rounds_word_search_newest:
 * @words: what a person typed: each word must be the start of a word of the record; case and accents are set aside
 * @limit: how many at most
 * @error: what the database said
 *
 * Returns: (transfer full) (nullable) (element-type RoundsWordHit): of the records that have the words those that came into the
 *   database last, in no order; none when there is no word in @words
 */
GPtrArray *
rounds_word_search_newest (RoundsDatabase          *database,
                           const RoundsEntityInfo  *info,
                           const char              *words,
                           guint                    limit,
                           GError                 **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *condition = rounds_database_newest_filter (database, info->table, "t", words, limit, parameters);
  g_autofree char *sql = NULL;

  if (condition == NULL)
    return g_ptr_array_new_with_free_func (word_hit_free);

  sql = g_strdup_printf ("SELECT t.id, %s FROM %s t WHERE %s AND t.deleted_at IS NULL",
                         rounds_record_sql_has_sort_key (info) ? "t.sort_key" : "NULL", info->table, condition);

  return read_hits (database, sql, parameters, error);
}
