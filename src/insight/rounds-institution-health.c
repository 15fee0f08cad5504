/* rounds-institution-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-institution-health.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-time.h"

/* The days that the facts begin on, in the workspace's time zone; periods begin with the day, not with the hour. */
typedef struct
{
  const char *institution_id;
  gint64 now;
  GTimeZone *zone;
  char *today;
} Question;

static gint64
days_ago (const Question *question,
          int             days)
{
  g_autofree char *date = rounds_date_add_days (question->today, -days);

  return rounds_instant_from_date (date, question->zone);
}

static gboolean
read_interactions (RoundsDatabase           *database,
                   const Question           *question,
                   RoundsInstitutionHealth  *result,
                   GError                  **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;
  guint from = rounds_parameters_add_integer (parameters, days_ago (question, ROUNDS_HEALTH_INTERACTION_DAYS));

  g_string_append_printf (sql, "SELECT MAX(x.happened_at), COUNT(*) FILTER (WHERE x.happened_at >= $%u) FROM (", from);
  rounds_insight_add_interactions (sql, question->institution_id, question->now, parameters);
  g_string_append (sql, ") x");
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;

  result->facts.days_since_interaction = -1;
  if (!rounds_statement_is_null (statement, 0))
    {
      g_autofree char *last = NULL;

      result->last_interaction_at = rounds_statement_get_integer (statement, 0);
      last = rounds_instant_to_date (result->last_interaction_at, question->zone);
      result->facts.days_since_interaction = rounds_date_difference (last, question->today);
    }
  result->facts.n_interactions = rounds_statement_get_integer (statement, 1);

  return TRUE;
}

static gboolean
read_quotes (RoundsDatabase           *database,
             const Question           *question,
             RoundsInstitutionHealth  *result,
             GError                  **error)
{
  g_autofree char *from_date = rounds_date_add_months (question->today, -ROUNDS_HEALTH_HISTORY_MONTHS);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  /* A sent quote whose time is over has expired, whether or not somebody has written that down. */
  statement = rounds_database_prepare (database,
    "SELECT COUNT(*) FILTER (WHERE q.status = 'accepted' AND COALESCE(q.accepted_at, q.sent_at, q.created_at) >= $2),"
    " COUNT(*) FILTER (WHERE q.status = 'rejected' AND COALESCE(q.rejected_at, q.sent_at, q.created_at) >= $2),"
    " COUNT(*) FILTER (WHERE q.status IN ('sent', 'expired') AND q.valid_until < $4 AND q.valid_until >= $3)"
    " FROM quotes q WHERE q.institution_id = $1 AND q.deleted_at IS NULL",
    error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, question->institution_id);
  rounds_statement_bind_integer (statement, 2, rounds_instant_from_date (from_date, question->zone));
  rounds_statement_bind_text (statement, 3, from_date);
  rounds_statement_bind_text (statement, 4, question->today);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  result->facts.n_accepted = rounds_statement_get_integer (statement, 0);
  result->facts.n_decided = result->facts.n_accepted + rounds_statement_get_integer (statement, 1) +
                            rounds_statement_get_integer (statement, 2);

  return TRUE;
}

static gboolean
read_invoices (RoundsDatabase           *database,
               const Question           *question,
               RoundsInstitutionHealth  *result,
               GError                  **error)
{
  g_autofree char *from_date = rounds_date_add_months (question->today, -ROUNDS_HEALTH_HISTORY_MONTHS);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  statement = rounds_database_prepare (database,
    "SELECT t.due_date, CASE WHEN t.status = 'paid' THEN 0 ELSE t.total END, MAX(p.payment_date),"
    " COALESCE(CAST(SUM(p.amount) AS BIGINT), 0), " ROUNDS_SQL_CREDITED
    " FROM invoices t LEFT JOIN payments p ON p.invoice_id = t.id AND p.status = 'confirmed' AND p.deleted_at IS NULL"
    " WHERE t.institution_id = $1 AND t.deleted_at IS NULL AND t.type <> 'credit_note' AND " ROUNDS_SQL_ISSUED ("t")
    " AND t.due_date >= $2 AND t.due_date <= $3 GROUP BY t.id, t.due_date, t.total, t.status",
    error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, question->institution_id);
  rounds_statement_bind_text (statement, 2, from_date);
  rounds_statement_bind_text (statement, 3, question->today);

  while (rounds_statement_step (statement, &row, error) && row)
    {
      const char *due = rounds_statement_get_text (statement, 0);
      const char *last_payment = rounds_statement_get_text (statement, 2);
      gint64 outstanding = rounds_statement_get_integer (statement, 1) - rounds_statement_get_integer (statement, 3) -
                           rounds_statement_get_integer (statement, 4);
      /* What was credited in full was never to be paid. */
      const char *settled = outstanding > 0 ? question->today : last_payment != NULL ? last_payment : due;

      result->facts.n_due++;
      result->facts.days_late += MAX (rounds_date_difference (due, settled), 0);
    }

  return !row;
}

static gboolean
read_mails (RoundsDatabase           *database,
            const Question           *question,
            RoundsInstitutionHealth  *result,
            GError                  **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  statement = rounds_database_prepare (database,
    "SELECT COUNT(*), COUNT(e.opened_at) FROM email_messages e WHERE e.institution_id = $1 AND e.deleted_at IS NULL"
    " AND e.direction = 'outgoing' AND e.purpose IN ('campaign', 'quote') AND e.sent_at >= $2 AND e.sent_at <= $3",
    error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, question->institution_id);
  rounds_statement_bind_integer (statement, 2, days_ago (question, ROUNDS_HEALTH_MAIL_DAYS));
  rounds_statement_bind_integer (statement, 3, question->now);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  result->facts.n_mails_sent = rounds_statement_get_integer (statement, 0);
  result->facts.n_mails_opened = rounds_statement_get_integer (statement, 1);

  return TRUE;
}

/**
 * rounds_institution_health_compute:
 * @institution_id: which institution
 * @now: an instant
 * @zone: the workspace's time zone, for what days are
 * @result: (out caller-allocates): its health
 *
 * Four statements, whatever there is. Private notes do not count: the score is the same for everybody.
 *
 * Returns: %FALSE with @error set when the database fails
 */
gboolean
rounds_institution_health_compute (RoundsDatabase           *database,
                                   const char               *institution_id,
                                   gint64                    now,
                                   GTimeZone                *zone,
                                   RoundsInstitutionHealth  *result,
                                   GError                  **error)
{
  g_autofree char *today = rounds_instant_to_date (now, zone);
  Question question = { institution_id, now, zone, today };

  g_return_val_if_fail (institution_id != NULL, FALSE);

  *result = (RoundsInstitutionHealth) { 0 };
  if (!read_interactions (database, &question, result, error) ||
      !read_quotes (database, &question, result, error) ||
      !read_invoices (database, &question, result, error) ||
      !read_mails (database, &question, result, error))
    return FALSE;

  result->health = rounds_health_compute (&result->facts);

  return TRUE;
}

static void
write_facts (const RoundsInstitutionHealth *self,
             RoundsHealthPart               part,
             RoundsJsonWriter              *writer)
{
  const RoundsHealthFacts *facts = &self->facts;

  switch (part)
    {
    case ROUNDS_HEALTH_RECENCY:
      rounds_insight_write_known (writer, "daysSinceInteraction", facts->days_since_interaction >= 0,
                                  (double) facts->days_since_interaction, 0);
      rounds_json_writer_key (writer, "lastInteractionAt");
      if (facts->days_since_interaction >= 0)
        rounds_json_writer_instant (writer, self->last_interaction_at);
      else
        rounds_json_writer_null (writer);
      break;
    case ROUNDS_HEALTH_FREQUENCY:
      rounds_insight_write_count (writer, "interactions", facts->n_interactions);
      rounds_insight_write_count (writer, "days", ROUNDS_HEALTH_INTERACTION_DAYS);
      break;
    case ROUNDS_HEALTH_ACCEPTANCE:
      rounds_insight_write_count (writer, "accepted", facts->n_accepted);
      rounds_insight_write_count (writer, "decided", facts->n_decided);
      break;
    case ROUNDS_HEALTH_PUNCTUALITY:
      rounds_insight_write_count (writer, "invoices", facts->n_due);
      rounds_insight_write_known (writer, "meanDaysLate", facts->n_due > 0,
                                  (double) facts->days_late / (double) MAX (facts->n_due, 1), 1);
      break;
    case ROUNDS_HEALTH_ENGAGEMENT:
    default:
      rounds_insight_write_count (writer, "sent", facts->n_mails_sent);
      rounds_insight_write_count (writer, "opened", facts->n_mails_opened);
    }
}

/**
 * rounds_institution_health_write:
 *
 * Writes `{score,band,parts:[{key,weight,value|null,points,facts,raise|null}]}`.
 */
void
rounds_institution_health_write (const RoundsInstitutionHealth *self,
                                 RoundsJsonWriter              *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_count (writer, "score", self->health.score);
  rounds_insight_write_text (writer, "band", rounds_health_band_to_text (self->health.band));
  rounds_json_writer_key (writer, "parts");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < ROUNDS_N_HEALTH_PARTS; i++)
    {
      rounds_insight_begin_part (writer, &self->health.parts[i]);
      write_facts (self, i, writer);
      rounds_insight_end_part (writer, &self->health.parts[i]);
    }
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}
