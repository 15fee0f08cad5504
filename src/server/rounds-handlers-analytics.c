/* rounds-handlers-analytics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "insight/rounds-deal-analytics.h"
#include "insight/rounds-deal-forecast.h"
#include "model/rounds-time.h"
#include "server/rounds-list-query.h"
#include "wire/rounds-envelope.h"

/* Questions about all deals that a person sees. */

#define PERIOD_MONTHS 12

/* What the person may see and asks for, of a team when one is named. */
static RoundsFilter *
get_filter (RoundsCall  *call,
            GError     **error)
{
  g_autoptr(RoundsFilter) filter = rounds_list_query_get_filter (call, error);
  const char *team_id = rounds_call_get_parameter (call, "teamId");
  g_autoptr(RoundsFilter) team = NULL;

  if (filter == NULL || team_id == NULL)
    return g_steal_pointer (&filter);

  team = rounds_filter_new_text (rounds_entity_info_find (call->route->info, "assigned-user-id"), ROUNDS_FILTER_TEAM, team_id);
  return rounds_filter_new_and (filter, team);
}

gboolean
rounds_handle_forecast (RoundsCall  *call,
                        GError     **error)
{
  g_autofree char *today = rounds_instant_to_date (call->now, rounds_server_get_zone (call->server));
  gint64 n_months;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsForecast) forecast = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (!rounds_call_get_number (call, "months", 1, ROUNDS_FORECAST_MONTHS_MAXIMUM, ROUNDS_FORECAST_MONTHS_DEFAULT, &n_months, error))
    return FALSE;
  filter = get_filter (call, error);
  if (filter == NULL)
    return FALSE;
  forecast = rounds_deal_forecast_compute (call->database, filter, today, (guint) n_months, error);
  if (forecast == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_deal_forecast_write (forecast, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

/* The days of the period, the last twelve months without any. */
static gboolean
get_period (RoundsCall  *call,
            char       **start_date,
            char       **end_date,
            GError     **error)
{
  const char *start = rounds_call_get_parameter (call, "startDate");
  const char *end = rounds_call_get_parameter (call, "endDate");

  if (end != NULL && !rounds_date_is_valid (end))
    rounds_call_refuse_parameter ("endDate", _("“endDate” must be a date such as 2026-11-30"), error);
  else if (start != NULL && !rounds_date_is_valid (start))
    rounds_call_refuse_parameter ("startDate", _("“startDate” must be a date such as 2026-11-01"), error);
  else
    {
      *end_date = end != NULL ? g_strdup (end) : rounds_instant_to_date (call->now, rounds_server_get_zone (call->server));
      *start_date = start != NULL ? g_strdup (start) : rounds_date_add_months (*end_date, -PERIOD_MONTHS);
      /* A year before the first year there is, and a day after the last, cannot be told. */
      if (*start_date != NULL && g_strcmp0 (*start_date, *end_date) <= 0 && g_strcmp0 (*end_date, "9999-12-31") < 0)
        return TRUE;
      rounds_call_refuse_parameter ("endDate", _("The period must end after it begins"), error);
    }

  return FALSE;
}

gboolean
rounds_handle_analytics (RoundsCall  *call,
                         GError     **error)
{
  g_autofree char *start_date = NULL;
  g_autofree char *end_date = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsDealAnalytics) analytics = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (!get_period (call, &start_date, &end_date, error))
    return FALSE;
  filter = get_filter (call, error);
  if (filter == NULL)
    return FALSE;
  analytics = rounds_deal_analytics_compute (call->database, filter, start_date, end_date, call->now,
                                             rounds_server_get_zone (call->server), error);
  if (analytics == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_deal_analytics_write (analytics, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}
