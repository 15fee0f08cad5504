/* rounds-count-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-count-cache.h"

#include <string.h>

#include "store/rounds-database-private.h"
#include "store/rounds-repository.h"

/*
 * How long lists are. To count takes as long as the list is, and whoever looks through one asks again with every page. Whatever is
 * written to a record moves the revision counter in the same transaction, so a count is right for as long as the counter stands
 * still, whichever process wrote.
 */

/* Questions that are remembered: more than a team has lists open. */
#define MAX_COUNTS 1024

struct _RoundsCountCache
{
  GMutex mutex;
  gint64 head;        /* the counter that the counts belong to */
  GHashTable *counts; /* a question -> how many, as a gint64 */
};

/**
 * rounds_count_cache_new:
 *
 * Returns: (transfer full): a cache for one database, which threads with connections of their own can share
 */
RoundsCountCache *
rounds_count_cache_new (void)
{
  RoundsCountCache *self = g_new0 (RoundsCountCache, 1);

  g_mutex_init (&self->mutex);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
rounds_count_cache_free (RoundsCountCache *self)
{
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/*
 * Of a kind that only the server has, rows can go without a new revision. And a transaction that writes sees what nobody else
 * does.
 */
static gboolean
is_kept (RoundsDatabase *database,
         RoundsQuery    *query)
{
  return !(rounds_query_get_info (query)->flags & ROUNDS_ENTITY_SERVER_ONLY) && !rounds_database_is_writing (database) &&
         !(rounds_database_get_flags (database) & ROUNDS_DATABASE_CACHE);
}

/*
 * Returns: (transfer full): a text that is the same for two questions only when they have the same answer
 */
static char *
write_key (RoundsDatabase *database,
           RoundsQuery    *query)
{
  g_autoptr(RoundsQuery) plain = rounds_query_copy (query);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *sql = NULL;
  GString *key = NULL;

  /* The statement of a search can differ from one time to the next; the words do not. */
  rounds_query_set_search (plain, NULL);
  sql = rounds_query_to_sql (plain, database, ROUNDS_QUERY_COUNT, parameters);
  key = g_string_new (sql);

  for (guint i = 0; i < parameters->len; i++)
    {
      const RoundsValue *value = g_ptr_array_index (parameters, i);

      if (value->type == ROUNDS_VALUE_TEXT)
        g_string_append_printf (key, "\n%" G_GSIZE_FORMAT ":%s", strlen (value->text), value->text);
      else
        g_string_append_printf (key, "\n%d %" G_GINT64_FORMAT, value->type, value->integer);
    }
  if (rounds_query_get_search (query) != NULL)
    g_string_append_printf (key, "\n?%s", rounds_query_get_search (query));

  return g_string_free_and_steal (key);
}

static gboolean
look_up (RoundsCountCache *self,
         gint64            head,
         const char       *key,
         gint64           *count)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gint64 *found = head == self->head ? g_hash_table_lookup (self->counts, key) : NULL;

  if (found != NULL)
    *count = *found;
  return found != NULL;
}

/*
 * A connection that sees the database as it was a while ago keeps its counts to itself.
 */
static void
remember (RoundsCountCache *self,
          gint64            head,
          char             *key,
          gint64            count)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (head > self->head || g_hash_table_size (self->counts) >= MAX_COUNTS)
    {
      g_hash_table_remove_all (self->counts);
      self->head = MAX (self->head, head);
    }

  if (head == self->head)
    g_hash_table_replace (self->counts, key, g_memdup2 (&count, sizeof count));
  else
    g_free (key);
}

/**
 * rounds_count_cache_count:
 * @database: a server's
 *
 * Any thread, with a connection of its own.
 *
 * Returns: as rounds_repository_count()
 */
gint64
rounds_count_cache_count (RoundsCountCache  *self,
                          RoundsDatabase    *database,
                          RoundsQuery       *query,
                          GError           **error)
{
  g_autofree char *key = NULL;
  gint64 head;
  gint64 count;

  if (!is_kept (database, query))
    return rounds_repository_count (database, query, error);

  /* Before the count: what is written between the two is then in a count that nobody finds any more. */
  head = rounds_change_log_get_head (database, error);
  if (head < 0)
    return -1;

  key = write_key (database, query);
  if (look_up (self, head, key, &count))
    return count;

  count = rounds_repository_count (database, query, error);
  if (count >= 0)
    remember (self, head, g_steal_pointer (&key), count);
  return count;
}
