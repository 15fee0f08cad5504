/* rounds-handlers-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "insight/rounds-collaboration.h"
#include "insight/rounds-dashboard.h"
#include "insight/rounds-timeline.h"
#include "insight/rounds-unified-search.h"
#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "server/rounds-policy.h"
#include "wire/rounds-envelope.h"

/* What happened with an institution or a contact, what is going on there, and what is where. */

#define SEARCH_LIMIT 20
#define SEARCH_MAXIMUM 100
#define SEARCH_OFFSET_MAXIMUM 10000

static void
answer (RoundsCall *call,
        gpointer    insight,
        void       (*write) (gpointer insight, RoundsJsonWriter *writer))
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_envelope_begin (writer);
  write (insight, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
}

static gboolean
read_types (RoundsCall  *call,
            GStrv       *types,
            GError     **error)
{
  *types = rounds_call_get_values (call, "type");
  for (guint i = 0; (*types)[i] != NULL; i++)
    if (!rounds_timeline_is_type ((*types)[i]))
      return rounds_call_refuse_parameter ("type", _("“type” is not a type of the timeline: write one such as call, quote or invoice_paid"),
                                           error);

  return TRUE;
}

/*
 * An instant, or a day where the workspace is: its start, or when it is the last one its end.
 */
static gboolean
read_moment (RoundsCall  *call,
             const char  *name,
             gboolean     is_end,
             gint64      *moment,
             GError     **error)
{
  const char *text = rounds_call_get_parameter (call, name);
  GTimeZone *zone = rounds_server_get_zone (call->server);

  if (text == NULL || rounds_instant_parse (text, moment))
    return TRUE;

  if (rounds_date_is_valid (text))
    {
      g_autofree char *day = rounds_date_add_days (text, is_end ? 1 : 0);

      *moment = rounds_instant_from_date (day, zone);
      return TRUE;
    }

  return rounds_call_refuse_parameter (name, _("A day is written as in 2026-05-31, an instant as in 2026-05-31T08:00:00Z"), error);
}

static gboolean
read_id (RoundsCall  *call,
         const char  *name,
         const char **id,
         GError     **error)
{
  *id = rounds_call_get_parameter (call, name);

  return *id == NULL || rounds_id_is_valid (*id) || rounds_call_refuse_parameter (name, _("This is not the id of a record"), error);
}

/* @request: says of which record */
static gboolean
handle_timeline (RoundsCall             *call,
                 RoundsTimelineRequest   request,
                 GError                **error)
{
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(RoundsTimeline) timeline = NULL;
  g_auto(GStrv) types = NULL;
  gint64 limit;

  request.from = G_MININT64;
  request.before = G_MAXINT64;
  request.cursor = rounds_call_get_parameter (call, "cursor");
  request.scope = rounds_policy_get_scope;
  request.scope_data = call->actor;

  if (!rounds_call_get_number (call, "limit", 1, ROUNDS_WIRE_PAGE_MAXIMUM, ROUNDS_WIRE_PAGE_DEFAULT, &limit, error) ||
      !read_types (call, &types, error) || !read_moment (call, "startDate", FALSE, &request.from, error) ||
      !read_moment (call, "endDate", TRUE, &request.before, error) || !read_id (call, "userId", &request.user_id, error))
    return FALSE;

  request.limit = (guint) limit;
  request.types = (const char * const *) types;
  timeline = rounds_timeline_ask (call->database, &request, error);
  if (timeline == NULL)
    return FALSE;

  /* Both answers in one wait. */
  entity = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  if (entity == NULL || !rounds_timeline_read (timeline, error))
    return FALSE;

  answer (call, timeline, (void (*) (gpointer, RoundsJsonWriter *)) rounds_timeline_write);
  return TRUE;
}

gboolean
rounds_handle_institution_timeline (RoundsCall  *call,
                                    GError     **error)
{
  return handle_timeline (call, (RoundsTimelineRequest) { .institution_id = call->id }, error);
}

gboolean
rounds_handle_contact_timeline (RoundsCall  *call,
                                GError     **error)
{
  return handle_timeline (call, (RoundsTimelineRequest) { .contact_id = call->id }, error);
}

gboolean
rounds_handle_opportunity_timeline (RoundsCall  *call,
                                    GError     **error)
{
  return handle_timeline (call, (RoundsTimelineRequest) { .deal_id = call->id }, error);
}

gboolean
rounds_handle_collaboration (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(RoundsEntity) entity = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsCollaboration) collaboration = NULL;

  if (entity == NULL)
    return FALSE;

  collaboration = rounds_collaboration_compute (call->database, call->id, call->now, rounds_policy_get_scope, call->actor, error);
  if (collaboration == NULL)
    return FALSE;

  answer (call, collaboration, (void (*) (gpointer, RoundsJsonWriter *)) rounds_collaboration_write);
  return TRUE;
}

/* Only what is the asker's own, or the team's; a kind without an owner is left to the scope. */
static RoundsFilter *
is_own (const RoundsEntityInfo *info,
        gpointer                data)
{
  const RoundsActor *actor = data;

  if (info->owner_field == NULL)
    return NULL;
  return rounds_filter_new_text (rounds_entity_info_find (info, info->owner_field), ROUNDS_FILTER_EQUAL, actor->user_id);
}

static RoundsFilter *
is_of_team (const RoundsEntityInfo *info,
            gpointer                data)
{
  const RoundsActor *actor = data;

  if (info->owner_field == NULL || actor->team_id == NULL)
    return is_own (info, data);
  return rounds_filter_new_text (rounds_entity_info_find (info, info->owner_field), ROUNDS_FILTER_TEAM, actor->team_id);
}

static gboolean
read_search_scope (RoundsCall           *call,
                   RoundsSearchRequest  *request,
                   GError              **error)
{
  const char *scope = rounds_call_get_parameter (call, "scope");

  if (scope == NULL || g_str_equal (scope, "all"))
    return TRUE;
  if (!g_str_equal (scope, "own") && !g_str_equal (scope, "team"))
    return rounds_call_refuse_parameter ("scope", _("“scope” must be “own”, “team” or “all”"), error);

  request->owner = g_str_equal (scope, "own") ? is_own : is_of_team;
  return TRUE;
}

static gboolean
read_collections (RoundsCall  *call,
                  GStrv       *collections,
                  GError     **error)
{
  *collections = rounds_call_get_values (call, "type");
  for (guint i = 0; (*collections)[i] != NULL; i++)
    {
      const RoundsEntityInfo *info = rounds_registry_find_collection ((*collections)[i]);

      if (info == NULL || !rounds_unified_search_is_kind (info))
        return rounds_call_refuse_parameter ("type", _("“type” is not a collection that is searched: write one such as contacts"), error);
    }

  return TRUE;
}

gboolean
rounds_handle_unified_search (RoundsCall  *call,
                              GError     **error)
{
  g_auto(GStrv) collections = NULL;
  g_autoptr(RoundsUnifiedSearch) found = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;
  RoundsSearchRequest request = {
    .words = rounds_call_get_parameter (call, "q"),
    .scope = rounds_policy_get_scope,
    .data = call->actor,
  };
  gint64 limit;
  gint64 offset;

  if (request.words == NULL || *request.words == '\0')
    return rounds_call_refuse_parameter ("q", _("Say in “q” what to look for"), error);
  if (!rounds_call_get_number (call, "limit", 1, SEARCH_MAXIMUM, SEARCH_LIMIT, &limit, error) ||
      !rounds_call_get_number (call, "offset", 0, SEARCH_OFFSET_MAXIMUM, 0, &offset, error) ||
      !read_id (call, "institutionId", &request.institution_id, error) || !read_collections (call, &collections, error) ||
      !read_search_scope (call, &request, error))
    return FALSE;

  request.limit = (guint) limit;
  request.offset = (guint) offset;
  request.kinds = (const char * const *) collections;
  found = rounds_unified_search_compute (call->database, &request, error);
  if (found == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_unified_search_write (found, request.words, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
  return TRUE;
}

gboolean
rounds_handle_dashboard (RoundsCall  *call,
                         GError     **error)
{
  const char *name = rounds_call_get_parameter (call, "period");
  GTimeZone *zone = rounds_server_get_zone (call->server);
  g_autofree char *today = rounds_instant_to_date (call->now, zone);
  g_autoptr(RoundsDashboard) dashboard = NULL;
  RoundsDashboardPeriod period = ROUNDS_DASHBOARD_MONTH;

  if (name != NULL && !rounds_dashboard_period_from_text (name, &period))
    return rounds_call_refuse_parameter ("period", _("“period” must be “week”, “month”, “quarter” or “year”"), error);

  dashboard = rounds_dashboard_compute (call->database, period, today, zone, rounds_policy_get_scope, call->actor, error);
  if (dashboard == NULL)
    return FALSE;

  answer (call, dashboard, (void (*) (gpointer, RoundsJsonWriter *)) rounds_dashboard_write);
  return TRUE;
}
