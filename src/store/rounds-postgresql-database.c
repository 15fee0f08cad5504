/* rounds-postgresql-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-database.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-postgresql-private.h"

G_DEFINE_FINAL_TYPE (RoundsPostgresqlDatabase, rounds_postgresql_database, ROUNDS_TYPE_DATABASE)

static gboolean
rounds_postgresql_database_open (RoundsDatabase       *database,
                                 const char           *location,
                                 RoundsDatabaseFlags   flags,
                                 GError              **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);

  if (flags & ROUNDS_DATABASE_CACHE)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_UNKNOWN_SCHEME",
                          _("An app keeps its copy of the records in a file: write sqlite: and its path"));
      return FALSE;
    }

  self->uri = g_strdup (location);
  return rounds_postgresql_connect (self, error);
}

static gboolean
is_word_end (char c)
{
  return !g_ascii_isalnum (c) && c != '_';
}

/*
 * A text of ours is compared and sorted byte by byte, as SQLite does, whatever language the database was made for.
 */
static char *
write_collations (const char *sql)
{
  GString *written = g_string_new (NULL);
  gboolean makes_columns = FALSE;
  gboolean is_start = TRUE;
  char quote = '\0';

  for (const char *p = sql; *p != '\0'; p++)
    {
      if (is_start && !g_ascii_isspace (*p))
        {
          makes_columns = g_ascii_strncasecmp (p, "CREATE TABLE", 12) == 0 || g_ascii_strncasecmp (p, "ALTER TABLE", 11) == 0;
          is_start = FALSE;
        }

      g_string_append_c (written, *p);
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (*p == '\'' || *p == '"')
        quote = *p;
      else if (*p == ';')
        is_start = TRUE;
      else if (makes_columns && *p == 'T' && p > sql && p[-1] == ' ' && strncmp (p, "TEXT", 4) == 0 && is_word_end (p[4]))
        {
          g_string_append (written, "EXT COLLATE \"C\"");
          p += strlen ("EXT");
        }
    }

  return g_string_free_and_steal (written);
}

static gboolean
rounds_postgresql_database_run_script (RoundsDatabase  *database,
                                       const char      *sql,
                                       GError         **error)
{
  g_autofree char *written = write_collations (sql);

  return rounds_postgresql_run (ROUNDS_POSTGRESQL_DATABASE (database), written, error);
}

static gboolean
rounds_postgresql_database_has_table (RoundsDatabase  *database,
                                      const char      *table,
                                      gboolean        *has,
                                      GError         **error)
{
  gint64 count;

  if (!rounds_database_query_integer (database, &count, error,
                                      "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                                      "WHERE n.nspname = current_schema() AND c.relname = $1", "s", table))
    return FALSE;

  *has = count > 0;
  return TRUE;
}

static void
rounds_postgresql_database_interrupt (RoundsDatabase *database)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->cancel_mutex);
  char message[256];

  if (self->cancel != NULL && !PQcancel (self->cancel, message, sizeof message))
    g_debug ("A statement could not be broken off: %s", message);
}

static void
rounds_postgresql_database_finalize (GObject *object)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (object);

  g_queue_clear (&self->sent);
  g_clear_pointer (&self->cancel, PQfreeCancel);
  g_clear_pointer (&self->connection, PQfinish);
  g_clear_pointer (&self->doomed, g_ptr_array_unref);
  g_clear_pointer (&self->estimates, g_hash_table_unref);
  g_clear_error (&self->failure);
  g_mutex_clear (&self->cancel_mutex);
  g_free (self->uri);
  g_free (self->name);
  g_free (self->load);

  G_OBJECT_CLASS (rounds_postgresql_database_parent_class)->finalize (object);
}

static void
rounds_postgresql_database_class_init (RoundsPostgresqlDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RoundsDatabaseClass *database_class = ROUNDS_DATABASE_CLASS (klass);

  object_class->finalize = rounds_postgresql_database_finalize;

  database_class->open = rounds_postgresql_database_open;
  database_class->prepare = rounds_postgresql_statement_new;
  database_class->run_script = rounds_postgresql_database_run_script;
  database_class->has_table = rounds_postgresql_database_has_table;
  database_class->begin = rounds_postgresql_begin;
  database_class->commit = rounds_postgresql_commit;
  database_class->rollback = rounds_postgresql_rollback;
  database_class->run_savepoint = rounds_postgresql_run_savepoint;
  database_class->check = rounds_postgresql_check;
  database_class->interrupt = rounds_postgresql_database_interrupt;
  database_class->begin_load = rounds_postgresql_begin_load;
  database_class->end_load = rounds_postgresql_end_load;
  database_class->watch = rounds_postgresql_watch;
  database_class->prepare_search = rounds_postgresql_prepare_search;
  database_class->index_text = rounds_postgresql_index_text;
  database_class->search_filter = rounds_postgresql_search_filter;
  database_class->newest_filter = rounds_postgresql_newest_filter;
  database_class->claim_clause = " FOR UPDATE SKIP LOCKED";
}

static void
rounds_postgresql_database_init (RoundsPostgresqlDatabase *self)
{
  g_mutex_init (&self->cancel_mutex);
  self->doomed = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&self->sent);
  self->estimates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rounds_postgresql_add_driver:
 *
 * Lets rounds_database_open() take `postgresql://` and `postgres://`. Only programs that have a use for it link libpq.
 */
void
rounds_postgresql_add_driver (void)
{
  rounds_database_add_driver ("postgresql", ROUNDS_TYPE_POSTGRESQL_DATABASE);
  rounds_database_add_driver ("postgres", ROUNDS_TYPE_POSTGRESQL_DATABASE);
}
