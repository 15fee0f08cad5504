/* rounds-handlers-scores.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "server/rounds-list-query.h"
#include "server/rounds-policy.h"
#include "wire/rounds-envelope.h"

/* What institutions are worth and need. */

#define HOT_LEADS_DEFAULT 20

gboolean
rounds_handle_health_score (RoundsCall  *call,
                            GError     **error)
{
  g_autoptr(RoundsEntity) institution = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsJsonWriter) writer = NULL;
  RoundsInstitutionHealth health;

  if (institution == NULL ||
      !rounds_institution_health_compute (call->database, call->id, call->now, rounds_server_get_zone (call->server), &health, error))
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_institution_health_write (&health, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_lead_score (RoundsCall  *call,
                          GError     **error)
{
  g_autoptr(RoundsEntity) institution = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  GTimeZone *zone = rounds_server_get_zone (call->server);
  g_autofree char *today = rounds_instant_to_date (call->now, zone);
  g_autoptr(GPtrArray) leads = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;
  RoundsLifecycle lifecycle;

  if (institution == NULL)
    return FALSE;
  leads = rounds_institution_leads_compute (call->database, call->id, NULL, 0, 1, today, zone, error);
  if (leads == NULL || !rounds_institution_lifecycle_compute (call->database, call->id, call->now, zone, &lifecycle, error))
    return FALSE;
  if (leads->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: there is no such record"), _(call->route->info->label));
      return FALSE;
    }

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_institution_lead_write (g_ptr_array_index (leads, 0), lifecycle, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_hot_leads (RoundsCall  *call,
                         GError     **error)
{
  GTimeZone *zone = rounds_server_get_zone (call->server);
  g_autofree char *today = rounds_instant_to_date (call->now, zone);
  gint64 limit;
  gint64 minimum;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(GPtrArray) leads = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (!rounds_call_get_number (call, "limit", 1, ROUNDS_WIRE_PAGE_MAXIMUM, HOT_LEADS_DEFAULT, &limit, error) ||
      !rounds_call_get_number (call, "minScore", 0, 100, ROUNDS_LEAD_HOT_SCORE, &minimum, error))
    return FALSE;
  filter = rounds_list_query_get_filter (call, error);
  if (filter == NULL)
    return FALSE;
  leads = rounds_institution_leads_compute (call->database, NULL, filter, (int) minimum, (guint) limit, today, zone, error);
  if (leads == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_institution_leads_write (leads, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}
