/* rounds-deal-next-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-deal-next-step.h"

#include "insight/rounds-insight-private.h"

/**
 * rounds_deal_next_step_compute:
 * @deal_id: of which deal
 * @now: an instant
 *
 * The earliest of what is planned, late or not; what has no time comes last.
 *
 * Returns: (transfer full): the step, without a kind when nothing is planned; %NULL with @error set
 */
RoundsDealNextStep *
rounds_deal_next_step_compute (RoundsDatabase  *database,
                               const char      *deal_id,
                               gint64           now,
                               GError         **error)
{
  g_autoptr(RoundsDealNextStep) self = g_new0 (RoundsDealNextStep, 1);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  rounds_parameters_add_integer (parameters, now);
  rounds_parameters_add_text (parameters, deal_id);
  statement = rounds_database_prepare (database,
                                       "SELECT p.kind, p.id, p.title, p.due FROM (" ROUNDS_SQL_PLANNED ("$2") ") p"
                                       " ORDER BY p.due IS NULL, p.due, p.id LIMIT 1",
                                       error);
  if (statement == NULL)
    return NULL;

  rounds_statement_bind_all (statement, parameters);
  if (!rounds_statement_step (statement, &row, error))
    return NULL;

  if (row)
    {
      self->kind = g_strdup (rounds_statement_get_text (statement, 0));
      self->id = g_strdup (rounds_statement_get_text (statement, 1));
      self->title = g_strdup (rounds_statement_get_text (statement, 2));
      self->has_due = !rounds_statement_is_null (statement, 3);
      self->due = self->has_due ? rounds_statement_get_integer (statement, 3) : 0;
    }

  return g_steal_pointer (&self);
}

void
rounds_deal_next_step_free (RoundsDealNextStep *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}
