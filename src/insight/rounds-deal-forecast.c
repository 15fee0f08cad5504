/* rounds-deal-forecast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-deal-forecast.h"

#include <string.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

static void
add_deals (GString      *sql,
           const char   *won,
           const char   *date,
           const char   *condition,
           RoundsFilter *filter,
           GPtrArray    *parameters)
{
  g_string_append_printf (sql, "SELECT o.value, o.probability, %s, %s FROM opportunities o WHERE o.deleted_at IS NULL AND %s",
                          won, date, condition);
  rounds_insight_add_filter (sql, filter, "o", parameters);
}

static GArray *
read_deals (RoundsDatabase  *database,
            RoundsFilter    *filter,
            const char      *today,
            const char      *first,
            const char      *next,
            GError         **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GArray) deals = g_array_new (FALSE, TRUE, sizeof (RoundsForecastDeal));
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autofree char *won = NULL;
  g_autofree char *open = NULL;
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  /* Slipped deals count whichever months are asked for. */
  won = g_strdup_printf ("o.stage = 'closed_won' AND o.actual_close_date >= $%u AND o.actual_close_date < $%u",
                         rounds_parameters_add_text (parameters, first), rounds_parameters_add_text (parameters, next));
  open = g_strdup_printf ("o.stage IN ('prospecting', 'qualification', 'proposal', 'negotiation') AND o.expected_close_date < $%u",
                          rounds_parameters_add_text (parameters, strcmp (next, today) > 0 ? next : today));
  add_deals (sql, "0", "o.expected_close_date", open, filter, parameters);
  g_string_append (sql, " UNION ALL ");
  add_deals (sql, "1", "o.actual_close_date", won, filter, parameters);

  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsForecastDeal deal = {
        .value = rounds_statement_get_integer (statement, 0),
        .probability = (int) rounds_statement_get_integer (statement, 1),
        .won = rounds_statement_get_integer (statement, 2) != 0,
      };

      g_strlcpy (deal.date, rounds_statement_get_text (statement, 3), sizeof deal.date);
      g_array_append_val (deals, deal);
    }

  return row ? NULL : g_steal_pointer (&deals);
}

/**
 * rounds_deal_forecast_compute:
 * @filter: (nullable): which deals, on the fields of an opportunity
 * @today: a valid date in the workspace's time zone
 * @n_months: 1..24, the current one included
 *
 * One statement, whatever there is.
 *
 * Returns: (transfer full): the forecast; %NULL with @error set
 */
RoundsForecast *
rounds_deal_forecast_compute (RoundsDatabase  *database,
                              RoundsFilter    *filter,
                              const char      *today,
                              guint            n_months,
                              GError         **error)
{
  return rounds_deal_forecast_compute_from (database, filter, today, today, n_months, error);
}

/**
 * rounds_deal_forecast_compute_from:
 * @first: a valid date in the first month
 *
 * As rounds_deal_forecast_compute(), of months that need not begin with the current one.
 *
 * Returns: (transfer full): the forecast; %NULL with @error set
 */
RoundsForecast *
rounds_deal_forecast_compute_from (RoundsDatabase  *database,
                                   RoundsFilter    *filter,
                                   const char      *today,
                                   const char      *first,
                                   guint            n_months,
                                   GError         **error)
{
  g_autofree char *begin = g_strdup_printf ("%.7s-01", first);
  g_autofree char *next = rounds_date_add_months (begin, (int) n_months);
  g_autoptr(GArray) deals = NULL;

  g_return_val_if_fail (next != NULL, NULL);
  g_return_val_if_fail (n_months >= 1 && n_months <= ROUNDS_FORECAST_MONTHS_MAXIMUM, NULL);

  deals = read_deals (database, filter, today, begin, next, error);
  if (deals == NULL)
    return NULL;

  return rounds_forecast_compute_from ((const RoundsForecastDeal *) deals->data, deals->len, today, begin, n_months);
}

/**
 * rounds_deal_forecast_sum_won:
 * @filter: (nullable): which deals, on the fields of an opportunity
 * @first: the first day
 * @before: the day after the last
 *
 * Returns: what was won in those days, in minor units; -1 with @error set
 */
gint64
rounds_deal_forecast_sum_won (RoundsDatabase  *database,
                              RoundsFilter    *filter,
                              const char      *first,
                              const char      *before,
                              GError         **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  g_string_append_printf (sql, "SELECT CAST(coalesce(sum(o.value), 0) AS BIGINT) FROM opportunities o WHERE o.deleted_at IS NULL"
                               " AND o.stage = 'closed_won' AND o.actual_close_date >= $%u AND o.actual_close_date < $%u",
                          rounds_parameters_add_text (parameters, first), rounds_parameters_add_text (parameters, before));
  rounds_insight_add_filter (sql, filter, "o", parameters);

  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return -1;

  return row ? rounds_statement_get_integer (statement, 0) : 0;
}

static void
write_figures (RoundsJsonWriter            *writer,
               const RoundsForecastFigures *figures)
{
  rounds_insight_write_count (writer, "count", figures->count);
  rounds_insight_write_money (writer, "total", figures->total);
  rounds_insight_write_money (writer, "weighted", figures->weighted);
  rounds_insight_write_money (writer, "commit", figures->commit);
  rounds_insight_write_money (writer, "bestCase", figures->best_case);
  rounds_insight_write_money (writer, "pipeline", figures->pipeline);
  rounds_insight_write_money (writer, "won", figures->won);
  rounds_insight_write_money (writer, "mean", figures->spread.mean);
  rounds_insight_write_money (writer, "stdDev", figures->spread.deviation);
  rounds_insight_write_money (writer, "p10", figures->spread.p10);
  rounds_insight_write_money (writer, "p50", figures->spread.p50);
  rounds_insight_write_money (writer, "p90", figures->spread.p90);
}

/**
 * rounds_deal_forecast_write:
 *
 * Writes `{currency,months:[{month,count,total,weighted,commit,bestCase,pipeline,won,mean,stdDev,p10,p50,p90}],slipped,total}`.
 */
void
rounds_deal_forecast_write (RoundsForecast   *forecast,
                            RoundsJsonWriter *writer)
{
  const RoundsField *currency = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "currency");

  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "currency", currency->initial);

  rounds_json_writer_key (writer, "months");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < forecast->n_months; i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "month", forecast->months[i].month);
      write_figures (writer, &forecast->months[i].figures);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "slipped");
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_count (writer, "count", forecast->slipped.count);
  rounds_insight_write_money (writer, "total", forecast->slipped.total);
  rounds_insight_write_money (writer, "weighted", forecast->slipped.weighted);
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "total");
  rounds_json_writer_begin_object (writer);
  write_figures (writer, &forecast->total);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}
