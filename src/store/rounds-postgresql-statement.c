/* rounds-postgresql-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "store/rounds-postgresql-private.h"

/*
 * A statement is prepared when it is run for the first time, because only then the types of its parameters are known: whole
 * numbers are BIGINT, texts are TEXT, whatever they are compared with. A null fits any type, so a statement that has seen
 * nothing else at a place leaves the type there to the server, until it sees a value.
 *
 * Rows come in chunks while they are read. A statement may be asked before its rows are wanted: they come when others are waited for.
 */

#define TYPE_BOOLEAN 16
#define TYPE_BIGINT 20
#define TYPE_SMALLINT 21
#define TYPE_INTEGER 23
#define TYPE_TEXT 25
#define TYPE_REAL 700
#define TYPE_DOUBLE 701
#define TYPE_NUMERIC 1700

typedef struct
{
  RoundsValueType type;
  gint64 number; /* as it goes over the wire: the highest byte first */
  char *text;
} Parameter;

struct _RoundsPostgresqlStatement
{
  RoundsStatement parent_instance;

  char *name;
  guint epoch; /* the connection it is prepared on; 0 for none */
  guint n_parameters;
  Parameter *parameters;
  Oid *types;

  gboolean is_asked;
  gboolean is_awaited; /* whether a part of the answer is still to come */
  GQueue results; /* PGresult: the first has the row it stands on */
  int row;
  gint64 n_changed;
  GError *failure; /* what came in place of rows */
};

#define SELF(statement) ((RoundsPostgresqlStatement *) (statement))

static RoundsPostgresqlDatabase *
get_database (RoundsPostgresqlStatement *self)
{
  return ROUNDS_POSTGRESQL_DATABASE (self->parent_instance.database);
}

static guint
count_parameters (const char *sql)
{
  guint n = 0;
  char quote = '\0';

  for (const char *p = sql; *p != '\0'; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
        }
      else if (*p == '\'' || *p == '"')
        quote = *p;
      else if (*p == '$' && g_ascii_isdigit (p[1]))
        n = MAX (n, (guint) strtoul (p + 1, NULL, 10));
    }

  return n;
}

static void
clear_parameters (RoundsPostgresqlStatement *self)
{
  for (guint i = 0; i < self->n_parameters; i++)
    {
      self->parameters[i].type = ROUNDS_VALUE_NULL;
      g_clear_pointer (&self->parameters[i].text, g_free);
    }
}

static void
statement_bind (RoundsStatement   *statement,
                guint              index,
                const RoundsValue *value)
{
  Parameter *parameter;

  g_return_if_fail (index >= 1 && index <= SELF (statement)->n_parameters);

  parameter = &SELF (statement)->parameters[index - 1];
  parameter->type = value->type;
  parameter->number = GINT64_TO_BE (value->integer);
  g_free (parameter->text);
  parameter->text = value->type == ROUNDS_VALUE_TEXT ? g_strdup (value->text) : NULL;
}

/*
 * Whether it is prepared, for what is bound now. What it has to be prepared for goes into the types.
 */
static gboolean
is_prepared (RoundsPostgresqlStatement *self)
{
  gboolean is_good = self->epoch == get_database (self)->epoch;

  for (guint i = 0; i < self->n_parameters; i++)
    {
      Oid type = self->types[i];

      if (self->parameters[i].type == ROUNDS_VALUE_INTEGER)
        type = TYPE_BIGINT;
      else if (self->parameters[i].type == ROUNDS_VALUE_TEXT)
        type = TYPE_TEXT;

      is_good = is_good && type == self->types[i];
      self->types[i] = type;
    }

  return is_good;
}

/*
 * The name goes when the connection is between two transactions: in one that has failed it could not.
 */
static void
doom (RoundsPostgresqlStatement *self)
{
  RoundsPostgresqlDatabase *database = get_database (self);

  if (self->epoch != 0 && self->epoch == database->epoch)
    g_ptr_array_add (database->doomed, g_steal_pointer (&self->name));
  g_clear_pointer (&self->name, g_free);
  self->epoch = 0;
}

static gboolean
prepare (RoundsPostgresqlStatement  *self,
         GError                    **error)
{
  RoundsPostgresqlDatabase *database = get_database (self);
  g_autoptr(PGresult) result = NULL;

  doom (self);
  self->name = g_strdup_printf ("rounds_%" G_GUINT64_FORMAT, ++database->n_prepared);
  result = PQprepare (database->connection, self->name, self->parent_instance.sql, (int) self->n_parameters, self->types);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      rounds_postgresql_set_error (database, result, error);
      return FALSE;
    }

  self->epoch = database->epoch;
  return TRUE;
}

/*
 * Sends the statement with what is bound to it.
 */
static gboolean
send (RoundsPostgresqlStatement  *self,
      GError                    **error)
{
  RoundsPostgresqlDatabase *database = get_database (self);
  g_autofree const char **values = g_new0 (const char *, self->n_parameters + 1);
  g_autofree int *lengths = g_new0 (int, self->n_parameters + 1);
  g_autofree int *formats = g_new0 (int, self->n_parameters + 1);

  for (guint i = 0; i < self->n_parameters; i++)
    {
      Parameter *parameter = &self->parameters[i];

      if (parameter->type == ROUNDS_VALUE_INTEGER)
        {
          values[i] = (const char *) &parameter->number;
          lengths[i] = sizeof parameter->number;
          formats[i] = 1;
        }
      else
        values[i] = parameter->text;
    }

  if (PQsendQueryPrepared (database->connection, self->name, (int) self->n_parameters, values, lengths, formats, 0))
    return TRUE;

  rounds_postgresql_set_error (database, NULL, error);
  return FALSE;
}

/*
 * Sends it, prepared. Preparing waits for its answer: what is sent under a name can count on it.
 */
static gboolean
send_prepared (RoundsPostgresqlStatement  *self,
               GError                    **error)
{
  RoundsPostgresqlDatabase *database = get_database (self);

  if (!is_prepared (self) && (!rounds_postgresql_make_way (database, error) || !prepare (self, error)))
    return FALSE;

  return rounds_postgresql_pipeline_open (database, error) && send (self, error);
}

/*
 * Sends it as a question whose rows will be wanted.
 */
static gboolean
ask (RoundsPostgresqlStatement  *self,
     GError                    **error)
{
  if (!send_prepared (self, error))
    return FALSE;

  self->is_asked = self->is_awaited = TRUE;
  self->row = -1;
  return rounds_postgresql_pipeline_sent (get_database (self), self, error);
}

/*
 * Takes a part of the answer.
 */
void
rounds_postgresql_statement_take (RoundsPostgresqlStatement *self,
                                  PGresult                  *result)
{
  switch (PQresultStatus (result))
    {
    case PGRES_TUPLES_OK:
#ifdef LIBPQ_HAS_CHUNK_MODE
    case PGRES_TUPLES_CHUNK:
#endif
    case PGRES_SINGLE_TUPLE:
      if (PQntuples (result) > 0)
        g_queue_push_tail (&self->results, g_steal_pointer (&result));
      break;

    case PGRES_COMMAND_OK:
      self->n_changed = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
      break;

    case PGRES_EMPTY_QUERY:
      break;

    default:
      if (self->failure == NULL)
        rounds_postgresql_set_error (get_database (self), result, &self->failure);
    }

  PQclear (result);
}

/*
 * The answer has come to its end.
 */
void
rounds_postgresql_statement_end (RoundsPostgresqlStatement *self,
                                 gboolean                   is_lost)
{
  if (is_lost && self->failure == NULL)
    rounds_postgresql_set_error (get_database (self), NULL, &self->failure);
  self->is_awaited = FALSE;
}

static void
statement_ask (RoundsStatement *statement)
{
  RoundsPostgresqlStatement *self = SELF (statement);

  /* What is wrong with it is told to who wants the rows. */
  if (!self->is_asked && !ask (self, &self->failure))
    self->is_asked = TRUE;
}

/*
 * Runs it for what it does. In a long write, or one that is shared, the next statement goes on its way before this one's answer is there.
 */
static gboolean
statement_run (RoundsStatement  *statement,
               gboolean          row_is_wanted,
               gboolean         *is_done,
               GError          **error)
{
  RoundsPostgresqlStatement *self = SELF (statement);
  RoundsPostgresqlDatabase *database = get_database (self);
  const RoundsPostgresqlAnswer answer = row_is_wanted ? ROUNDS_POSTGRESQL_ROW_WANTED : ROUNDS_POSTGRESQL_PASSED_OVER;

  *is_done = rounds_postgresql_pipeline_is_worthwhile (database);

  return !*is_done ||
         (rounds_database_start_statement (ROUNDS_DATABASE (database), error) && send_prepared (self, error) &&
          rounds_postgresql_pipeline_sent (database, GSIZE_TO_POINTER (answer), error));
}

static gboolean
statement_step (RoundsStatement  *statement,
                gboolean         *row,
                GError          **error)
{
  RoundsPostgresqlStatement *self = SELF (statement);
  RoundsPostgresqlDatabase *database = get_database (self);
  PGresult *result;

  *row = FALSE;
  if (!self->is_asked && !ask (self, error))
    return FALSE;

  self->row++;
  result = g_queue_peek_head (&self->results);
  if (result != NULL && self->row >= PQntuples (result))
    {
      PQclear (g_queue_pop_head (&self->results));
      self->row = 0;
    }

  while (g_queue_is_empty (&self->results) && self->is_awaited)
    if (!rounds_postgresql_pipeline_await (database, error))
      return FALSE;

  /* It may have failed for what failed before it. */
  *row = !g_queue_is_empty (&self->results);
  if (!*row && database->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&database->failure));
  else if (!*row && self->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&self->failure));
  else
    return TRUE;

  return FALSE;
}

static void
statement_reset (RoundsStatement *statement)
{
  RoundsPostgresqlStatement *self = SELF (statement);
  PGresult *result;

  if (self->is_awaited)
    rounds_postgresql_pipeline_forget (get_database (self), self);
  while ((result = g_queue_pop_head (&self->results)) != NULL)
    PQclear (result);
  g_clear_error (&self->failure);
  clear_parameters (self);
  self->is_asked = self->is_awaited = FALSE;
}

static RoundsValueType
statement_column_type (RoundsStatement *statement,
                       guint            column)
{
  PGresult *result = g_queue_peek_head (&SELF (statement)->results);

  if (result == NULL || PQgetisnull (result, SELF (statement)->row, (int) column))
    return ROUNDS_VALUE_NULL;

  switch (PQftype (result, (int) column))
    {
    case TYPE_BOOLEAN:
    case TYPE_BIGINT:
    case TYPE_SMALLINT:
    case TYPE_INTEGER:
    case TYPE_REAL:
    case TYPE_DOUBLE:
    case TYPE_NUMERIC:
      return ROUNDS_VALUE_INTEGER;
    default:
      return ROUNDS_VALUE_TEXT;
    }
}

static gint64
statement_column_int (RoundsStatement *statement,
                      guint            column)
{
  PGresult *result = g_queue_peek_head (&SELF (statement)->results);
  const char *text;

  if (result == NULL || PQgetisnull (result, SELF (statement)->row, (int) column))
    return 0;

  text = PQgetvalue (result, SELF (statement)->row, (int) column);
  switch (PQftype (result, (int) column))
    {
    case TYPE_BOOLEAN:
      return *text == 't';
    case TYPE_REAL:
    case TYPE_DOUBLE:
      return (gint64) g_ascii_strtod (text, NULL);
    default:
      return g_ascii_strtoll (text, NULL, 10);
    }
}

static const char *
statement_column_text (RoundsStatement *statement,
                       guint            column)
{
  PGresult *result = g_queue_peek_head (&SELF (statement)->results);
  const char *text;

  if (result == NULL || PQgetisnull (result, SELF (statement)->row, (int) column))
    return NULL;

  text = PQgetvalue (result, SELF (statement)->row, (int) column);
  if (PQftype (result, (int) column) == TYPE_BOOLEAN)
    return *text == 't' ? "1" : "0";
  return text;
}

static gint64
statement_count_changed (RoundsStatement *statement)
{
  return SELF (statement)->n_changed;
}

static void
statement_free (RoundsStatement *statement)
{
  RoundsPostgresqlStatement *self = SELF (statement);

  statement_reset (statement);
  doom (self);
  g_free (self->types);
  g_free (self->parameters);
  g_free (statement->sql);
  g_free (self);
}

static const RoundsStatementFuncs statement_funcs = {
  .bind = statement_bind,
  .ask = statement_ask,
  .step = statement_step,
  .run = statement_run,
  .reset = statement_reset,
  .column_type = statement_column_type,
  .column_int = statement_column_int,
  .column_text = statement_column_text,
  .count_changed = statement_count_changed,
  .free = statement_free,
};

RoundsStatement *
rounds_postgresql_statement_new (RoundsDatabase  *database,
                                 const char      *sql,
                                 GError         **error)
{
  RoundsPostgresqlStatement *self = g_new0 (RoundsPostgresqlStatement, 1);

  self->parent_instance.funcs = &statement_funcs;
  self->n_parameters = count_parameters (sql);
  self->parameters = g_new0 (Parameter, self->n_parameters);
  self->types = g_new0 (Oid, self->n_parameters);
  g_queue_init (&self->results);

  return &self->parent_instance;
}
