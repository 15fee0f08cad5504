/* rounds-sqlite-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-sqlite-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-sqlite-private.h"

/* Steps of a statement after which it looks whether it is broken off: some microseconds. */
#define INTERRUPT_STEPS 1000

/* How often a watched file is looked at: SQLite tells nobody. It is one read of shared memory. */
#define WATCH_MS 1000

typedef struct
{
  RoundsStatement parent_instance;

  sqlite3_stmt *handle;
} RoundsSqliteStatement;

G_DEFINE_FINAL_TYPE (RoundsSqliteDatabase, rounds_sqlite_database, ROUNDS_TYPE_DATABASE)

static void
statement_bind (RoundsStatement   *statement,
                guint              index,
                const RoundsValue *value)
{
  sqlite3_stmt *handle = ((RoundsSqliteStatement *) statement)->handle;

  switch (value->type)
    {
    case ROUNDS_VALUE_INTEGER:
      sqlite3_bind_int64 (handle, (int) index, value->integer);
      break;
    case ROUNDS_VALUE_TEXT:
      sqlite3_bind_text (handle, (int) index, value->text, -1, SQLITE_TRANSIENT);
      break;
    case ROUNDS_VALUE_NULL:
    default:
      sqlite3_bind_null (handle, (int) index);
    }
}

static gboolean
statement_step (RoundsStatement  *statement,
                gboolean         *row,
                GError          **error)
{
  int code = sqlite3_step (((RoundsSqliteStatement *) statement)->handle);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_atomic_int_set (&ROUNDS_SQLITE_DATABASE (statement->database)->is_interrupted, FALSE);
  rounds_sqlite_set_error (ROUNDS_SQLITE_DATABASE (statement->database), code, error);
  return FALSE;
}

static void
statement_reset (RoundsStatement *statement)
{
  sqlite3_stmt *handle = ((RoundsSqliteStatement *) statement)->handle;

  sqlite3_reset (handle);
  sqlite3_clear_bindings (handle);
}

static RoundsValueType
statement_column_type (RoundsStatement *statement,
                       guint            column)
{
  switch (sqlite3_column_type (((RoundsSqliteStatement *) statement)->handle, (int) column))
    {
    case SQLITE_NULL:
      return ROUNDS_VALUE_NULL;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return ROUNDS_VALUE_INTEGER;
    default:
      return ROUNDS_VALUE_TEXT;
    }
}

static gint64
statement_column_int (RoundsStatement *statement,
                      guint            column)
{
  return sqlite3_column_int64 (((RoundsSqliteStatement *) statement)->handle, (int) column);
}

static const char *
statement_column_text (RoundsStatement *statement,
                       guint            column)
{
  return (const char *) sqlite3_column_text (((RoundsSqliteStatement *) statement)->handle, (int) column);
}

static gint64
statement_count_changed (RoundsStatement *statement)
{
  return sqlite3_changes64 (ROUNDS_SQLITE_DATABASE (statement->database)->connection);
}

static void
statement_free (RoundsStatement *statement)
{
  sqlite3_finalize (((RoundsSqliteStatement *) statement)->handle);
  g_free (statement->sql);
  g_free (statement);
}

static const RoundsStatementFuncs statement_funcs = {
  .bind = statement_bind,
  .step = statement_step,
  .reset = statement_reset,
  .column_type = statement_column_type,
  .column_int = statement_column_int,
  .column_text = statement_column_text,
  .count_changed = statement_count_changed,
  .free = statement_free,
};

/*
 * SQLite numbers `$1` by where it stands; `?1` is the one that means the first parameter.
 */
static char *
number_parameters (const char *sql)
{
  char *numbered = g_strdup (sql);
  char quote = '\0';

  for (char *p = numbered; *p != '\0'; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
        }
      else if (*p == '\'' || *p == '"')
        quote = *p;
      else if (*p == '$' && g_ascii_isdigit (p[1]))
        *p = '?';
    }

  return numbered;
}

static RoundsStatement *
rounds_sqlite_database_prepare (RoundsDatabase  *database,
                                const char      *sql,
                                GError         **error)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  g_autofree char *numbered = number_parameters (sql);
  RoundsSqliteStatement *statement;
  sqlite3_stmt *handle;
  int code = sqlite3_prepare_v3 (self->connection, numbered, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (code != SQLITE_OK)
    {
      rounds_sqlite_set_error (self, code, error);
      return NULL;
    }

  statement = g_new0 (RoundsSqliteStatement, 1);
  statement->parent_instance.funcs = &statement_funcs;
  statement->handle = handle;
  return &statement->parent_instance;
}

static gboolean
rounds_sqlite_database_run_script (RoundsDatabase  *database,
                                   const char      *sql,
                                   GError         **error)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  int code = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  rounds_sqlite_set_error (self, code, error);
  return FALSE;
}

static gboolean
rounds_sqlite_database_has_table (RoundsDatabase  *database,
                                  const char      *table,
                                  gboolean        *has,
                                  GError         **error)
{
  gint64 count;

  if (!rounds_database_query_integer (database, &count, error,
                                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1", "s", table))
    return FALSE;

  *has = count > 0;
  return TRUE;
}

static gboolean
rounds_sqlite_database_begin (RoundsDatabase  *database,
                              gboolean         writing,
                              GError         **error)
{
  g_atomic_int_set (&ROUNDS_SQLITE_DATABASE (database)->is_interrupted, FALSE);
  /* The lock is taken at once: a transaction that reads first and then writes could find that it came too late. */
  return rounds_database_run_script (database, writing ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

/*
 * Runs a statement without parameters; the first column of its first row goes to @text.
 */
static gboolean
query (RoundsSqliteDatabase  *self,
       const char            *sql,
       char                 **text,
       GError               **error)
{
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v2 (self->connection, sql, -1, &handle, NULL);

  *text = NULL;
  if (code == SQLITE_OK)
    {
      code = sqlite3_step (handle);
      if (code == SQLITE_ROW)
        *text = g_strdup ((const char *) sqlite3_column_text (handle, 0));
    }
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
    rounds_sqlite_set_error (self, code, error);
  else
    code = SQLITE_OK;

  sqlite3_finalize (handle);
  return code == SQLITE_OK;
}

static gboolean
rounds_sqlite_database_check (RoundsDatabase  *database,
                              GError         **error)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  g_autofree char *finding = NULL;
  g_autofree char *reference = NULL;

  if (!query (self, "PRAGMA integrity_check(1)", &finding, error))
    return FALSE;

  if (g_strcmp0 (finding, "ok") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                          _("The database “%s” is damaged (%s): restore a copy of it"), self->path, finding);
      return FALSE;
    }

  if (rounds_database_get_flags (database) & ROUNDS_DATABASE_CACHE)
    return TRUE;

  if (!query (self, "PRAGMA foreign_key_check", &reference, error))
    return FALSE;
  if (reference != NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                          _("In the database “%s” a row of “%s” refers to a record that is not there: restore a copy of it"),
                          self->path, reference);
      return FALSE;
    }

  return TRUE;
}

/*
 * Not sqlite3_interrupt(): while the full-text index holds a statement of its own open, that one meets every statement that comes after,
 * the ROLLBACK too, and the connection would be left in a transaction that nobody ends.
 */
static void
rounds_sqlite_database_interrupt (RoundsDatabase *database)
{
  g_atomic_int_set (&ROUNDS_SQLITE_DATABASE (database)->is_interrupted, TRUE);
}

static int
is_interrupted (void *user_data)
{
  RoundsSqliteDatabase *self = user_data;

  return g_atomic_int_get (&self->is_interrupted);
}

static gboolean
rounds_sqlite_database_watch (RoundsDatabase  *database,
                              GCancellable    *cancellable,
                              GError         **error)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);

  for (;;)
    {
      g_autofree char *state = NULL;
      GPollFD poll_fd;

      /* Another number after each commit of another connection. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !query (self, "PRAGMA data_version", &state, error))
        return FALSE;
      if (g_strcmp0 (state, self->watched) != 0)
        {
          g_set_str (&self->watched, state);
          return TRUE;
        }

      if (!g_cancellable_make_pollfd (cancellable, &poll_fd))
        {
          g_usleep (WATCH_MS * G_TIME_SPAN_MILLISECOND);
          continue;
        }
      g_poll (&poll_fd, 1, WATCH_MS);
      g_cancellable_release_fd (cancellable);
    }
}

/*
 * A new file is its owner's alone: it will hold people's names.
 */
static gboolean
make_file (RoundsSqliteDatabase  *self,
           GError               **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int descriptor;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      descriptor = g_open (self->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
      if (descriptor >= 0)
        return g_close (descriptor, error);
      if (errno == EEXIST)
        return TRUE;
    }

  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_READ_ONLY",
                      _("The database “%s” cannot be made (%s): choose a folder that you may write in"),
                      self->path, g_strerror (errno));
  return FALSE;
}

/*
 * Whether the file is one of ours. A new one gets our number.
 */
static gboolean
identify (RoundsSqliteDatabase  *self,
          RoundsDatabaseFlags    flags,
          GError               **error)
{
  g_autofree char *number = NULL;
  g_autofree char *tables = NULL;
  g_autofree char *sql = NULL;

  if (!query (self, "PRAGMA application_id", &number, error) ||
      !query (self, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (g_ascii_strtoll (number, NULL, 10) == ROUNDS_APPLICATION_ID)
    return TRUE;

  if (g_strcmp0 (number, "0") != 0 || g_strcmp0 (tables, "0") != 0 || !(flags & ROUNDS_DATABASE_CREATE))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NOT_OURS",
                          _("“%s” is a database of another program: choose another file"), self->path);
      return FALSE;
    }

  sql = g_strdup_printf ("PRAGMA application_id = %d", ROUNDS_APPLICATION_ID);
  return rounds_sqlite_database_run_script (ROUNDS_DATABASE (self), sql, error);
}

static gboolean
set_up (RoundsSqliteDatabase  *self,
        RoundsDatabaseFlags    flags,
        GError               **error)
{
  const gboolean is_cache = (flags & ROUNDS_DATABASE_CACHE) != 0;
  const gboolean is_reader = (flags & ROUNDS_DATABASE_READ_ONLY) != 0;
  g_autoptr(GString) sql = g_string_new ("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;");

  /*
   * In kB: a client's memory is the person's; a server is there for this. The file is not mapped as well: each connection would
   * count all that it ever read of it, and the system keeps it at hand anyway.
   */
  g_string_append_printf (sql, "PRAGMA cache_size = -%d;",
                          is_cache ? (is_reader ? 2000 : 8000) : (flags & ROUNDS_DATABASE_BULK) ? 400000 : 16000);
  g_string_append_printf (sql, "PRAGMA foreign_keys = %s;", is_cache ? "OFF" : "ON");
  if (is_reader)
    g_string_append (sql, "PRAGMA query_only = ON;");
  else
    g_string_append (sql, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;");

  if (!rounds_sqlite_database_run_script (ROUNDS_DATABASE (self), sql->str, error))
    return FALSE;

  if (!is_reader)
    self->journal = rounds_sqlite_journal_new (self->connection, self->path, is_cache);
  return TRUE;
}

static gboolean
rounds_sqlite_database_open (RoundsDatabase       *database,
                             const char           *location,
                             RoundsDatabaseFlags   flags,
                             GError              **error)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);
  const gboolean in_memory = g_str_equal (location, ":memory:");
  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->path = g_strdup (location);
  rounds_database_set_name (database, location);

  if (!in_memory && !g_file_test (location, G_FILE_TEST_EXISTS))
    {
      if (!(flags & ROUNDS_DATABASE_CREATE))
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING",
                              _("There is no database “%s”: check the name, or make one first"), location);
          return FALSE;
        }
      if (!make_file (self, error))
        return FALSE;
    }

  open_flags |= flags & ROUNDS_DATABASE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  code = sqlite3_open_v2 (location, &self->connection, open_flags, NULL);
  if (code != SQLITE_OK)
    {
      rounds_sqlite_set_error (self, code, error);
      return FALSE;
    }

  sqlite3_busy_timeout (self->connection, ROUNDS_SQLITE_BUSY_TIMEOUT);
  sqlite3_progress_handler (self->connection, INTERRUPT_STEPS, is_interrupted, self);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* In a statement, a name in double quotes is a name; never a text by accident. */
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  if (!(flags & ROUNDS_DATABASE_READ_ONLY) && sqlite3_db_readonly (self->connection, "main") == 1)
    {
      rounds_sqlite_set_error (self, SQLITE_READONLY, error);
      return FALSE;
    }

  return identify (self, flags, error) &&
         set_up (self, flags, error) &&
         rounds_sqlite_add_functions (self, error);
}

static void
rounds_sqlite_database_finalize (GObject *object)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (object);

  for (guint i = 0; i < ROUNDS_SQLITE_FOUND_SETS; i++)
    g_free (self->found[i].bits);
  for (guint i = 0; i < ROUNDS_SQLITE_WORD_SETS; i++)
    {
      g_free (self->words[i].bits);
      g_free (self->words[i].key);
    }
  g_clear_pointer (&self->journal, rounds_sqlite_journal_free);
  if (self->connection != NULL && sqlite3_close (self->connection) != SQLITE_OK)
    g_critical ("A statement of a closed database is still in use");
  g_free (self->watched);
  g_free (self->path);

  G_OBJECT_CLASS (rounds_sqlite_database_parent_class)->finalize (object);
}

static void
rounds_sqlite_database_class_init (RoundsSqliteDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RoundsDatabaseClass *database_class = ROUNDS_DATABASE_CLASS (klass);

  object_class->finalize = rounds_sqlite_database_finalize;

  database_class->open = rounds_sqlite_database_open;
  database_class->prepare = rounds_sqlite_database_prepare;
  database_class->run_script = rounds_sqlite_database_run_script;
  database_class->has_table = rounds_sqlite_database_has_table;
  database_class->begin = rounds_sqlite_database_begin;
  database_class->check = rounds_sqlite_database_check;
  database_class->interrupt = rounds_sqlite_database_interrupt;
  database_class->watch = rounds_sqlite_database_watch;
  database_class->rest = rounds_sqlite_rest;
  database_class->prepare_search = rounds_sqlite_prepare_search;
  database_class->index_text = rounds_sqlite_index_text;
  database_class->search_filter = rounds_sqlite_search_filter;
  database_class->newest_filter = rounds_sqlite_newest_filter;
  database_class->reads_unions_in_order = TRUE;
}

static void
rounds_sqlite_database_init (RoundsSqliteDatabase *self)
{
}
