/* rounds-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-database.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"
#include "store/rounds-sqlite-database.h"

#define CACHED_STATEMENTS 128

typedef struct
{
  char *uri;
  char *name; /* in messages */
  RoundsDatabaseFlags flags;

  GHashTable *idle; /* set of RoundsStatement that nobody uses, found by their SQL */
  GQueue recent;    /* the same, the last used first */

  RoundsTransaction transaction;
  guint64 n_statements;
  GCancellable *cancellable; /* of the work that is being done */
} RoundsDatabasePrivate;

/**
 * RoundsDatabase:
 *
 * A connection to a database, for one thread at a time.
 */
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsDatabase, rounds_database, G_TYPE_OBJECT)

/* The engines beside SQLite. */
static struct
{
  const char *scheme;
  GType type;
} drivers[4];
static guint n_drivers;

#define PRIVATE(self) ((RoundsDatabasePrivate *) rounds_database_get_instance_private (self))

static void
rounds_database_dispose (GObject *object)
{
  RoundsDatabasePrivate *priv = PRIVATE (ROUNDS_DATABASE (object));
  GList *link;

  g_clear_pointer (&priv->idle, g_hash_table_unref);
  while ((link = g_queue_pop_head_link (&priv->recent)) != NULL)
    {
      RoundsStatement *statement = link->data;
      statement->funcs->free (statement);
    }

  G_OBJECT_CLASS (rounds_database_parent_class)->dispose (object);
}

static void
rounds_database_finalize (GObject *object)
{
  RoundsDatabasePrivate *priv = PRIVATE (ROUNDS_DATABASE (object));

  g_free (priv->uri);
  g_free (priv->name);
  rounds_reference_log_free (priv->transaction.references);
  g_clear_pointer (&priv->transaction.memory, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_database_parent_class)->finalize (object);
}

static gboolean
rounds_database_real_commit (RoundsDatabase  *self,
                             gboolean         announce,
                             GError         **error)
{
  return rounds_database_run_script (self, "COMMIT", error);
}

static void
rounds_database_real_rollback (RoundsDatabase *self)
{
  /* A database that broke off by itself (disk full) has rolled back already. */
  rounds_database_run_script (self, "ROLLBACK", NULL);
}

static gboolean
rounds_database_real_run_savepoint (RoundsDatabase  *self,
                                    const char      *sql,
                                    GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->run_script (self, sql, error);
}

static void
rounds_database_class_init (RoundsDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rounds_database_dispose;
  object_class->finalize = rounds_database_finalize;

  klass->commit = rounds_database_real_commit;
  klass->rollback = rounds_database_real_rollback;
  klass->run_savepoint = rounds_database_real_run_savepoint;
}

/* Some statements are thousands of bytes long: they are looked through once, eight at a time. */
static guint
hash_sql (const char *sql)
{
  const gsize length = strlen (sql);
  guint64 hash = length;
  guint64 word = 0;
  gsize i;

  for (i = 0; i + sizeof word <= length; i += sizeof word)
    {
      memcpy (&word, sql + i, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  word = 0;
  memcpy (&word, sql + i, length - i);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (hash >> 32);
}

static guint
statement_hash (gconstpointer key)
{
  return ((const RoundsStatement *) key)->hash;
}

static gboolean
statement_equal (gconstpointer a,
                 gconstpointer b)
{
  return g_str_equal (((const RoundsStatement *) a)->sql, ((const RoundsStatement *) b)->sql);
}

static void
rounds_database_init (RoundsDatabase *self)
{
  PRIVATE (self)->idle = g_hash_table_new (statement_hash, statement_equal);
  g_queue_init (&PRIVATE (self)->recent);
  PRIVATE (self)->transaction.references = rounds_reference_log_new ();
}

/**
 * rounds_database_add_driver:
 * @scheme: (transfer none): such as `postgresql`; static
 * @type: the class that opens the URIs that begin with it and `://`
 *
 * Adds an engine beside SQLite, which every program has. Before anything is opened, and before there are threads.
 */
void
rounds_database_add_driver (const char *scheme,
                            GType       type)
{
  g_return_if_fail (n_drivers < G_N_ELEMENTS (drivers));
  g_return_if_fail (g_type_is_a (type, ROUNDS_TYPE_DATABASE));

  drivers[n_drivers].scheme = scheme;
  drivers[n_drivers++].type = type;
}

/*
 * Returns: the class of a URI's engine; %G_TYPE_INVALID when there is none
 */
static GType
find_driver (const char *uri)
{
  for (guint i = 0; i < n_drivers; i++)
    {
      const char *rest = uri + strlen (drivers[i].scheme);

      if (g_str_has_prefix (uri, drivers[i].scheme) && g_str_has_prefix (rest, "://"))
        return drivers[i].type;
    }

  return G_TYPE_INVALID;
}

/**
 * rounds_database_open:
 * @uri: `sqlite:` and the path of a file, or `postgresql://` and what libpq takes after it
 * @flags: how
 * @error: %ROUNDS_PROBLEM_FAILED or %ROUNDS_PROBLEM_UNAVAILABLE: DATABASE_MISSING, DATABASE_NOT_OURS, DATABASE_CORRUPT,
 *   DATABASE_READ_ONLY, DATABASE_BUSY, DATABASE_FULL, DATABASE_LOST, DATABASE_REFUSED, DATABASE_UNKNOWN_SCHEME
 *
 * Returns: (transfer full) (nullable): a connection
 */
RoundsDatabase *
rounds_database_open (const char           *uri,
                      RoundsDatabaseFlags   flags,
                      GError              **error)
{
  g_autoptr(RoundsDatabase) self = NULL;
  const char *location = uri;

  g_return_val_if_fail (uri != NULL, NULL);

  if (g_str_has_prefix (uri, "sqlite:") && uri[strlen ("sqlite:")] != '\0')
    {
      self = g_object_new (ROUNDS_TYPE_SQLITE_DATABASE, NULL);
      location = uri + strlen ("sqlite:");
    }
  else if (find_driver (uri) != G_TYPE_INVALID)
    {
      self = g_object_new (find_driver (uri), NULL);
    }
  else
    {
      /* The part before the colon only: what follows may hold a password. */
      g_autofree char *scheme = g_strndup (uri, strcspn (uri, ":"));

      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_UNKNOWN_SCHEME",
                          g_str_has_prefix (scheme, "postgres")
                          ? _("“%s”: this Rounds was built without PostgreSQL: write sqlite: and the path of a file")
                          : _("“%s” is no database that Rounds can use: write sqlite: and the path of a file, or postgresql://HOST/NAME"),
                          scheme);
      return NULL;
    }

  PRIVATE (self)->uri = g_strdup (uri);
  PRIVATE (self)->flags = flags;
  if (!ROUNDS_DATABASE_GET_CLASS (self)->open (self, location, flags, error))
    return NULL;

  return g_steal_pointer (&self);
}

/*
 * Returns: (transfer none): for rounds-database-transaction.c
 */
RoundsTransaction *
rounds_database_get_transaction (RoundsDatabase *self)
{
  return &PRIVATE (self)->transaction;
}

const char *
rounds_database_get_uri (RoundsDatabase *self)
{
  return PRIVATE (self)->uri;
}

void
rounds_database_set_name (RoundsDatabase *self,
                          const char     *name)
{
  g_set_str (&PRIVATE (self)->name, name);
}

/*
 * Returns: (transfer none): what it is called in messages: a URI may hold a password
 */
const char *
rounds_database_get_name (RoundsDatabase *self)
{
  return PRIVATE (self)->name;
}

RoundsDatabaseFlags
rounds_database_get_flags (RoundsDatabase *self)
{
  return PRIVATE (self)->flags;
}

/**
 * rounds_database_get_claim_clause:
 *
 * Returns: (transfer none): what stands at the end of a SELECT whose rows a job takes in the same transaction, so that another process
 *   that looks meanwhile passes them over
 */
const char *
rounds_database_get_claim_clause (RoundsDatabase *self)
{
  const char *clause = ROUNDS_DATABASE_GET_CLASS (self)->claim_clause;

  return clause != NULL ? clause : "";
}

/**
 * rounds_database_prepare:
 * @sql: one statement
 *
 * Returns: (transfer full) (nullable): the statement, ready to be bound; give it back with rounds_statement_release()
 *   before the connection goes
 */
RoundsStatement *
rounds_database_prepare (RoundsDatabase  *self,
                         const char      *sql,
                         GError         **error)
{
  RoundsDatabasePrivate *priv = PRIVATE (self);
  const RoundsStatement wanted = { .sql = (char *) sql, .hash = hash_sql (sql) };
  RoundsStatement *statement = g_hash_table_lookup (priv->idle, &wanted);

  if (statement != NULL)
    {
      g_hash_table_remove (priv->idle, statement);
      g_queue_unlink (&priv->recent, &statement->link);
      return statement;
    }

  statement = ROUNDS_DATABASE_GET_CLASS (self)->prepare (self, sql, error);
  if (statement == NULL)
    return NULL;

  statement->database = self;
  statement->sql = g_strdup (sql);
  statement->hash = wanted.hash;
  statement->link.data = statement;
  return statement;
}

/*
 * Keeps a statement that its user has given back. One is enough of each SQL.
 */
void
rounds_statement_cache_put (RoundsStatement *statement)
{
  RoundsDatabasePrivate *priv = PRIVATE (statement->database);

  statement->funcs->reset (statement);
  statement->running = FALSE;

  if (priv->idle == NULL || g_hash_table_contains (priv->idle, statement))
    {
      statement->funcs->free (statement);
      return;
    }

  g_hash_table_add (priv->idle, statement);
  g_queue_push_head_link (&priv->recent, &statement->link);

  if (priv->recent.length > CACHED_STATEMENTS)
    {
      RoundsStatement *oldest = g_queue_pop_tail_link (&priv->recent)->data;

      g_hash_table_remove (priv->idle, oldest);
      oldest->funcs->free (oldest);
    }
}

/*
 * @cancellable: (nullable) (transfer none): from now on no statement is begun once it is cancelled. (An interruption meets only
 *   the statement that runs; who cancels between two would be forgotten.)
 */
void
rounds_database_set_cancellable (RoundsDatabase *self,
                                 GCancellable   *cancellable)
{
  PRIVATE (self)->cancellable = cancellable;
}

gboolean
rounds_database_start_statement (RoundsDatabase  *self,
                                 GError         **error)
{
  PRIVATE (self)->n_statements++;
  return !g_cancellable_set_error_if_cancelled (PRIVATE (self)->cancellable, error);
}

static RoundsStatement *
prepare_with (RoundsDatabase  *self,
              GError         **error,
              const char      *sql,
              const char      *types,
              va_list          arguments)
{
  RoundsStatement *statement = rounds_database_prepare (self, sql, error);

  for (guint i = 0; statement != NULL && types != NULL && types[i] != '\0'; i++)
    {
      if (types[i] == 's')
        rounds_statement_bind_text (statement, i + 1, va_arg (arguments, const char *));
      else
        rounds_statement_bind_integer (statement, i + 1, va_arg (arguments, gint64));
    }

  return statement;
}

/**
 * rounds_database_execute:
 * @sql: one statement, whose rows, if any, are passed over
 * @types: (nullable): a letter for each parameter: `s` a nullable text, `i` a #gint64
 *
 * Returns: whether it went well
 */
gboolean
rounds_database_execute (RoundsDatabase  *self,
                         GError         **error,
                         const char      *sql,
                         const char      *types,
                         ...)
{
  g_autoptr(RoundsStatement) statement = NULL;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare_with (self, error, sql, types, arguments);
  va_end (arguments);

  return statement != NULL && rounds_statement_run (statement, error);
}

/**
 * rounds_database_query_integer:
 * @result: (out): the first column of the first row; 0 when there is none or it is null
 * @types: as in rounds_database_execute()
 *
 * Returns: whether it went well
 */
gboolean
rounds_database_query_integer (RoundsDatabase  *self,
                               gint64          *result,
                               GError         **error,
                               const char      *sql,
                               const char      *types,
                               ...)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare_with (self, error, sql, types, arguments);
  va_end (arguments);

  *result = 0;
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *result = rounds_statement_get_integer (statement, 0);
  return TRUE;
}

/**
 * rounds_database_query_text:
 * @result: (out) (transfer full) (nullable): the first column of the first row; %NULL when there is none or it is null
 * @types: as in rounds_database_execute()
 *
 * Returns: whether it went well
 */
gboolean
rounds_database_query_text (RoundsDatabase  *self,
                            char           **result,
                            GError         **error,
                            const char      *sql,
                            const char      *types,
                            ...)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare_with (self, error, sql, types, arguments);
  va_end (arguments);

  *result = NULL;
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *result = g_strdup (rounds_statement_get_text (statement, 0));
  return TRUE;
}

/**
 * rounds_database_run_script:
 * @sql: statements without parameters, separated by semicolons
 */
gboolean
rounds_database_run_script (RoundsDatabase  *self,
                            const char      *sql,
                            GError         **error)
{
  PRIVATE (self)->n_statements++;
  return ROUNDS_DATABASE_GET_CLASS (self)->run_script (self, sql, error);
}

/*
 * @sql: makes a savepoint, releases it, or goes back to it
 */
gboolean
rounds_database_run_savepoint (RoundsDatabase  *self,
                               const char      *sql,
                               GError         **error)
{
  PRIVATE (self)->n_statements++;
  return ROUNDS_DATABASE_GET_CLASS (self)->run_savepoint (self, sql, error);
}

/*
 * Waits until somebody, this process too, may have committed something. The first time it returns at once: from then on nothing is
 * missed.
 *
 * @error: %G_IO_ERROR_CANCELLED, or what is wrong with the connection
 */
gboolean
rounds_database_watch (RoundsDatabase  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->watch (self, cancellable, error);
}

/*
 * For a connection that writes, when it has nothing to do: does what would make somebody wait later.
 *
 * Returns: whether there was something to do
 */
gboolean
rounds_database_rest (RoundsDatabase *self)
{
  RoundsDatabaseClass *klass = ROUNDS_DATABASE_GET_CLASS (self);

  return klass->rest != NULL && klass->rest (self);
}

gboolean
rounds_database_has_table (RoundsDatabase  *self,
                           const char      *table,
                           gboolean        *has,
                           GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->has_table (self, table, has, error);
}

/**
 * rounds_database_check:
 * @error: %ROUNDS_PROBLEM_FAILED with DATABASE_CORRUPT, naming what was found first
 *
 * Reads the whole database and checks that it is sound. Takes time.
 */
gboolean
rounds_database_check (RoundsDatabase  *self,
                       GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->check (self, error);
}

/**
 * rounds_database_interrupt:
 *
 * Makes the running statement end with %G_IO_ERROR_CANCELLED. From any thread.
 */
void
rounds_database_interrupt (RoundsDatabase *self)
{
  ROUNDS_DATABASE_GET_CLASS (self)->interrupt (self);
}

/**
 * rounds_database_get_n_statements:
 *
 * Returns: how many statements the connection has executed
 */
guint64
rounds_database_get_n_statements (RoundsDatabase *self)
{
  return PRIVATE (self)->n_statements;
}

/**
 * rounds_database_reads_unions_in_order:
 *
 * Of a `UNION ALL` with an order and a limit, some engines read each branch by an index and only as far as the answer needs. Others read
 * every branch to its end, unless it has an order and a limit of its own; which is what would make the first sort.
 *
 * Returns: whether it is an engine of the first sort
 */
gboolean
rounds_database_reads_unions_in_order (RoundsDatabase *self)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->reads_unions_in_order;
}

gboolean
rounds_database_prepare_search (RoundsDatabase  *self,
                                const char      *table,
                                GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->prepare_search (self, table, error);
}

/*
 * Puts a row's text into the full-text index of its table; %NULL takes the row out.
 */
gboolean
rounds_database_index_text (RoundsDatabase  *self,
                            const char      *table,
                            const char      *id,
                            const char      *text,
                            GError         **error)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->index_text (self, table, id, text, error);
}

/*
 * @is_limited: whether only the first rows of a list are read, in its order
 *
 * Returns: (transfer full) (nullable): a condition that holds for the rows of @table, called @alias in the statement,
 *   that have all of @words at the start of words of theirs; for the next statement of this connection only. %NULL when
 *   there is no word in @words.
 */
char *
rounds_database_search_filter (RoundsDatabase *self,
                               const char     *table,
                               const char     *alias,
                               const char     *words,
                               gboolean        is_limited,
                               GPtrArray      *parameters)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->search_filter (self, table, alias, words, is_limited, parameters);
}

/*
 * Returns: (transfer full) (nullable): a condition that holds for those of the rows of @table, called @alias in the statement, with all of
 *   @words at the start of words of theirs that came into the database last, no more than @limit. %NULL when there is no word in @words.
 */
char *
rounds_database_newest_filter (RoundsDatabase *self,
                               const char     *table,
                               const char     *alias,
                               const char     *words,
                               guint           limit,
                               GPtrArray      *parameters)
{
  return ROUNDS_DATABASE_GET_CLASS (self)->newest_filter (self, table, alias, words, limit, parameters);
}
