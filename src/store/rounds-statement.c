/* rounds-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-database.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"

static void
parameter_free (gpointer data)
{
  rounds_value_clear (data);
  g_free (data);
}

/**
 * rounds_parameters_new:
 *
 * Returns: (transfer full) (element-type RoundsValue): parameters of a statement that is being written
 */
GPtrArray *
rounds_parameters_new (void)
{
  return g_ptr_array_new_with_free_func (parameter_free);
}

/**
 * rounds_parameters_add_text:
 * @text: (nullable): the value
 *
 * Returns: the number of the parameter, to write as `$<number>`
 */
guint
rounds_parameters_add_text (GPtrArray  *self,
                            const char *text)
{
  RoundsValue *value = g_new0 (RoundsValue, 1);

  rounds_value_set_text (value, text);
  g_ptr_array_add (self, value);
  return self->len;
}

guint
rounds_parameters_add_integer (GPtrArray *self,
                               gint64     integer)
{
  RoundsValue *value = g_new0 (RoundsValue, 1);

  rounds_value_set_integer (value, integer);
  g_ptr_array_add (self, value);
  return self->len;
}

guint
rounds_parameters_add_value (GPtrArray         *self,
                             const RoundsValue *value)
{
  RoundsValue *copy = g_new0 (RoundsValue, 1);

  rounds_value_copy (value, copy);
  g_ptr_array_add (self, copy);
  return self->len;
}

void
rounds_statement_bind_value (RoundsStatement   *self,
                             guint              index,
                             const RoundsValue *value)
{
  self->funcs->bind (self, index, value);
}

/**
 * rounds_statement_bind_text:
 * @index: from 1
 * @text: (nullable): copied
 */
void
rounds_statement_bind_text (RoundsStatement *self,
                            guint            index,
                            const char      *text)
{
  const RoundsValue value = { text != NULL ? ROUNDS_VALUE_TEXT : ROUNDS_VALUE_NULL, 0, (char *) text };

  self->funcs->bind (self, index, &value);
}

void
rounds_statement_bind_integer (RoundsStatement *self,
                               guint            index,
                               gint64           integer)
{
  const RoundsValue value = { ROUNDS_VALUE_INTEGER, integer, NULL };

  self->funcs->bind (self, index, &value);
}

/**
 * rounds_statement_bind_all:
 * @parameters: (element-type RoundsValue): see rounds_parameters_new()
 */
void
rounds_statement_bind_all (RoundsStatement *self,
                           GPtrArray       *parameters)
{
  for (guint i = 0; i < parameters->len; i++)
    self->funcs->bind (self, i + 1, g_ptr_array_index (parameters, i));
}

/**
 * rounds_statement_ask:
 *
 * Says that the statement, which is bound, will be stepped. A driver that has to wait for answers gets this one along with the next that
 * somebody waits for. It is stepped, or given back, before the transaction ends.
 */
void
rounds_statement_ask (RoundsStatement *self)
{
  if (self->running || self->funcs->ask == NULL || !rounds_database_start_statement (self->database, NULL))
    return;

  self->running = TRUE;
  self->funcs->ask (self);
}

/**
 * rounds_statement_step:
 * @row: (out): whether there is a row; after the last one the statement is unbound and can be bound and run again
 *
 * Returns: whether it went well
 */
gboolean
rounds_statement_step (RoundsStatement  *self,
                       gboolean         *row,
                       GError          **error)
{
  gboolean went_well;

  *row = FALSE;
  went_well = self->running || rounds_database_start_statement (self->database, error);
  if (went_well)
    {
      self->running = TRUE;
      went_well = self->funcs->step (self, row, error);
    }
  if (went_well && *row)
    return TRUE;

  *row = FALSE;
  self->running = FALSE;
  self->funcs->reset (self);
  return went_well;
}

/* Executes it in the driver's own way, if it has one now. */
static gboolean
run_soon (RoundsStatement  *self,
          gboolean          row_is_wanted,
          gboolean         *is_done,
          GError          **error)
{
  gboolean went_well;

  *is_done = FALSE;
  if (self->running || self->funcs->run == NULL)
    return TRUE;

  went_well = self->funcs->run (self, row_is_wanted, is_done, error);
  if (*is_done)
    self->funcs->reset (self);
  return went_well;
}

/**
 * rounds_statement_run:
 *
 * Executes the statement to its end, passing over its rows. It can be bound and run again. On a connection with
 * %ROUNDS_DATABASE_BULK, and in a transaction that several share, the error, if any, may be that of a statement before, or come with a
 * later one, or at the end: what it is part of has failed in any case.
 */
gboolean
rounds_statement_run (RoundsStatement  *self,
                      GError          **error)
{
  gboolean is_done;
  gboolean row;

  if (!run_soon (self, FALSE, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;

  do
    if (!rounds_statement_step (self, &row, error))
      return FALSE;
  while (row);

  return TRUE;
}

/*
 * Says that a row that was to be written is not there.
 */
void
rounds_statement_set_missing (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("The record is not there any more"));
}

/**
 * rounds_statement_change_row:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND when there is no such row
 *
 * As rounds_statement_run(), for an `UPDATE` of one row.
 */
gboolean
rounds_statement_change_row (RoundsStatement  *self,
                             GError          **error)
{
  gboolean is_done;
  gboolean row;

  if (!run_soon (self, TRUE, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;

  if (!rounds_statement_step (self, &row, error))
    return FALSE;
  g_assert (!row);
  if (self->funcs->count_changed (self) > 0)
    return TRUE;

  rounds_statement_set_missing (error);
  return FALSE;
}

gboolean
rounds_statement_is_null (RoundsStatement *self,
                          guint            column)
{
  return self->funcs->column_type (self, column) == ROUNDS_VALUE_NULL;
}

/**
 * rounds_statement_get_integer:
 * @column: from 0
 *
 * Returns: 0 for null
 */
gint64
rounds_statement_get_integer (RoundsStatement *self,
                              guint            column)
{
  return self->funcs->column_int (self, column);
}

/**
 * rounds_statement_get_text:
 * @column: from 0
 *
 * Returns: (nullable) (transfer none): until the next step
 */
const char *
rounds_statement_get_text (RoundsStatement *self,
                           guint            column)
{
  return self->funcs->column_text (self, column);
}

void
rounds_statement_get_value (RoundsStatement *self,
                            guint            column,
                            RoundsValue     *value)
{
  switch (self->funcs->column_type (self, column))
    {
    case ROUNDS_VALUE_INTEGER:
      rounds_value_set_integer (value, self->funcs->column_int (self, column));
      break;
    case ROUNDS_VALUE_TEXT:
      rounds_value_set_text (value, self->funcs->column_text (self, column));
      break;
    case ROUNDS_VALUE_NULL:
    default:
      rounds_value_clear (value);
    }
}

/**
 * rounds_statement_release:
 *
 * Gives the statement back to its connection.
 */
void
rounds_statement_release (RoundsStatement *self)
{
  rounds_statement_cache_put (self);
}
