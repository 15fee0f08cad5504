/* rounds-security-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-security-log.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "operations/rounds-settings.h"

/* Security events are written here and nowhere else; nobody changes them, and time takes them away. */

/* Refusals of the same person, from the same place and about the same kind of record, within this time are one event that counts them. */
#define ALIKE (10 * G_TIME_SPAN_MINUTE)

#define AGENT_KEPT 200

/* What is sent may be anything. */
static char *
clean_agent (const char *agent)
{
  g_autofree char *valid = agent != NULL ? g_utf8_make_valid (agent, -1) : NULL;

  if (valid == NULL || g_utf8_strlen (valid, -1) <= AGENT_KEPT)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, AGENT_KEPT);
}

/**
 * rounds_security_log_add:
 *
 * Needs a transaction.
 */
gboolean
rounds_security_log_add (RoundsDatabase             *database,
                         const RoundsSecurityEvent  *event,
                         GError                    **error)
{
  g_autofree char *id = rounds_id_new ();
  g_autofree char *agent = clean_agent (event->agent);

  return rounds_database_execute (database, error,
                                  "INSERT INTO security_events (id, revision, created_at, updated_at, created_by, action, user_id, resource, "
                                  "resource_id, ip_address, user_agent, status, severity, details) "
                                  "VALUES ($1, 0, $2, $2, $3, $4, $3, $5, $6, $7, $8, $9, $10, $11)",
                                  "sisssssssss", id, g_get_real_time (), event->user_id, event->action, event->resource,
                                  event->resource_id, event->peer, agent, event->is_failure ? "failure" : "success",
                                  event->severity, event->details);
}

/* Returns: whether it could be looked for; @id is that of an event of the last minutes that says the same */
static gboolean
find_alike (RoundsDatabase             *database,
            const RoundsSecurityEvent  *event,
            char                      **id,
            GError                    **error)
{
  return rounds_database_query_text (database, id, error,
                                     "SELECT max(id) FROM security_events WHERE action = $1 AND created_at > $2 AND resource = $3 "
                                     "AND coalesce(user_id, '') = $4 AND coalesce(ip_address, '') = $5",
                                     "sisss", event->action, g_get_real_time () - ALIKE, event->resource,
                                     event->user_id != NULL ? event->user_id : "", event->peer != NULL ? event->peer : "");
}

static char *
count_in (const char *details)
{
  g_autoptr(JsonObject) object = details != NULL ? rounds_json_parse_object (details, -1, NULL) : NULL;
  g_autoptr(JsonObject) counted = json_object_new ();
  g_autoptr(GList) members = object != NULL ? json_object_get_members (object) : NULL;
  gint64 count = 1;

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (counted, l->data, json_object_dup_member (object, l->data));
  if (object != NULL)
    rounds_json_get_integer (object, "count", &count);
  json_object_set_int_member (counted, "count", count + 1);

  return rounds_json_object_to_text (counted);
}

/**
 * rounds_security_log_add_refusal:
 * @event: a failure
 *
 * As rounds_security_log_add(), but one that comes again soon is counted in the event that is there: who knocks a thousand times does
 * not fill the log. Needs a transaction.
 */
gboolean
rounds_security_log_add_refusal (RoundsDatabase             *database,
                                 const RoundsSecurityEvent  *event,
                                 GError                    **error)
{
  g_autofree char *id = NULL;
  g_autofree char *details = NULL;
  g_autofree char *counted = NULL;

  if (!find_alike (database, event, &id, error))
    return FALSE;
  if (id == NULL)
    return rounds_security_log_add (database, event, error);

  if (!rounds_database_query_text (database, &details, error, "SELECT details FROM security_events WHERE id = $1", "s", id))
    return FALSE;
  counted = count_in (details);
  return rounds_database_execute (database, error, "UPDATE security_events SET updated_at = $2, details = $3 WHERE id = $1", "sis",
                                  id, g_get_real_time (), counted);
}

/**
 * rounds_security_log_trim:
 * @now: instant
 *
 * Forgets events that are older than the workspace's setting `security.retentionDays` says: a number from 7 to 3650, without one 365.
 */
gboolean
rounds_security_log_trim (RoundsDatabase  *database,
                          gint64           now,
                          GError         **error)
{
  gint64 days;

  if (!rounds_settings_get_integer (database, ROUNDS_SETTING_SECURITY_RETENTION, &days, error))
    return FALSE;

  return rounds_database_execute (database, error, "DELETE FROM security_events WHERE created_at < $1", "i",
                                  now - days * G_TIME_SPAN_DAY);
}
