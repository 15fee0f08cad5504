/* rounds-webhook-hooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "operations/rounds-record-hooks-private.h"
#include "operations/rounds-webhook-events.h"

/* What is particular to webhooks: the events there are, an address that can be one, and a secret that is kept beside the record. */

static gboolean
check_url (RoundsEntity  *webhook,
           GError       **error)
{
  const char *text = rounds_entity_get_text (webhook, "url");
  g_autoptr(GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (text == NULL)
    return TRUE;
  if (uri == NULL || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")) || g_uri_get_host (uri) == NULL ||
      *g_uri_get_host (uri) == '\0')
    rounds_refuse_field (error, "url", "BAD_URL", _("The address must be one of the web, such as https://example.com/hook"));
  if (g_uri_get_userinfo (uri) != NULL)
    rounds_refuse_field (error, "url", "BAD_URL", _("The address must not hold a name or a password"));

  return TRUE;
}

static gboolean
check_events (RoundsEntity  *webhook,
              GError       **error)
{
  g_auto(GStrv) events = rounds_entity_dup_list (webhook, "events");

  for (guint i = 0; events[i] != NULL; i++)
    if (rounds_webhook_events_find (events[i]) == NULL)
      rounds_refuse_field (error, "events", "UNKNOWN_EVENT", _("There is no event “%s”"), events[i]);

  return TRUE;
}

/* Switched on again it starts anew, whatever had gone wrong. */
static void
follow_switch (RoundsRecordChange *change)
{
  gboolean is_active = rounds_entity_get_boolean (change->after, "is-active");

  if (change->before != NULL && !rounds_record_change_differs (change, "is-active"))
    return;

  rounds_entity_set_text (change->after, "status", is_active ? "active" : "inactive");
  if (is_active)
    rounds_entity_set_integer (change->after, "failure-count", 0);
}

gboolean
rounds_webhook_prepare (RoundsRecordChange  *change,
                        GError             **error)
{
  if (!check_url (change->after, error) || !check_events (change->after, error))
    return FALSE;

  if (change->before == NULL && rounds_entity_is_null (change->after, "secret"))
    rounds_refuse_field (error, "secret", "REQUIRED",
                         _("Choose a secret of at least 16 characters: with it the receiver sees that a message is from here"));

  follow_switch (change);
  /* That there is another secret is a change of the record. */
  if (!rounds_entity_is_null (change->after, "secret"))
    rounds_entity_set_integer (change->after, "updated-at", change->context->now);

  return TRUE;
}

gboolean
rounds_webhook_finish (RoundsRecordChange  *change,
                       GError             **error)
{
  if (!change->context->is_server || rounds_entity_is_null (change->after, "secret"))
    return TRUE;

  return rounds_database_execute (change->context->database, error,
                                  "INSERT INTO webhook_secrets (webhook_id, secret) VALUES ($1, $2) "
                                  "ON CONFLICT (webhook_id) DO UPDATE SET secret = excluded.secret",
                                  "ss", rounds_entity_get_id (change->after), rounds_entity_get_text (change->after, "secret"));
}
