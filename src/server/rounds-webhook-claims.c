/* rounds-webhook-claims.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-webhook-claims.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "model/rounds-webhook-delivery.h"
#include "model/rounds-webhook.h"
#include "rules/rounds-webhook-retry.h"
#include "store/rounds-repository.h"

/*
 * Which process sends which delivery, and what becomes of it. Who takes one moves its time into the future, beyond the longest that the
 * try can take: no other sends it meanwhile, and when the process dies another does after that time. So a receiver may get a delivery
 * twice, with the same id; it never goes without.
 */

#define TAKE_MAXIMUM 16
#define LEASE (60 * G_TIME_SPAN_SECOND)
#define TEXT_MAXIMUM 2000

#define DUE "status IN ('pending', 'retrying') AND deleted_at IS NULL"

void
rounds_webhook_claim_free (RoundsWebhookClaim *self)
{
  g_clear_object (&self->delivery);
  g_clear_object (&self->webhook);
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self);
}

static GPtrArray *
find_due (RoundsDatabase  *database,
          gint64           now,
          GError         **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM webhook_deliveries WHERE " DUE " AND next_retry_at <= $1 "
                                          "ORDER BY next_retry_at, id LIMIT %d%s",
                                          TAKE_MAXIMUM, rounds_database_get_claim_clause (database));
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rounds_statement_bind_integer (statement, 1, now);
  while (rounds_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (rounds_statement_get_text (statement, 0)));
    }

  return NULL;
}

static gboolean
update (RoundsDatabase  *database,
        RoundsEntity    *before,
        RoundsEntity    *after,
        RoundsChanges   *changes,
        gint64           now,
        GError         **error)
{
  rounds_entity_set_integer (after, "updated-at", now);

  return rounds_repository_update (database, before, after, changes, error);
}

static gboolean
give_up (RoundsDatabase  *database,
         RoundsEntity    *delivery,
         RoundsChanges   *changes,
         const char      *reason,
         gint64           now,
         GError         **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (delivery);

  rounds_entity_set_text (after, "status", "failed");
  rounds_entity_set_text (after, "error-message", reason);
  rounds_entity_clear (after, "next-retry-at");

  return update (database, delivery, after, changes, now, error);
}

/* Takes one delivery; @claim stays NULL when nobody waits for it any more. */
static gboolean
take (RoundsDatabase      *database,
      RoundsEntity        *delivery,
      RoundsEntity        *webhook,
      RoundsChanges       *changes,
      gint64               now,
      RoundsWebhookClaim **claim,
      GError             **error)
{
  g_autoptr(RoundsEntity) after = NULL;
  g_autofree char *secret = NULL;

  *claim = NULL;
  if (webhook == NULL || rounds_entity_is_deleted (webhook) || !rounds_entity_get_boolean (webhook, "is-active"))
    return give_up (database, delivery, changes, "The webhook is not active", now, error);

  after = rounds_entity_copy (delivery);
  rounds_entity_set_text (after, "status", "retrying");
  rounds_entity_set_integer (after, "attempt-count", rounds_entity_get_integer (delivery, "attempt-count") + 1);
  rounds_entity_set_integer (after, "next-retry-at", now + rounds_entity_get_integer (webhook, "timeout") * 1000 + LEASE);
  if (!update (database, delivery, after, changes, now, error) ||
      !rounds_database_query_text (database, &secret, error, "SELECT secret FROM webhook_secrets WHERE webhook_id = $1", "s",
                                   rounds_entity_get_id (webhook)))
    return FALSE;

  *claim = g_new0 (RoundsWebhookClaim, 1);
  (*claim)->delivery = g_steal_pointer (&after);
  (*claim)->webhook = g_object_ref (webhook);
  (*claim)->secret = g_steal_pointer (&secret);
  return TRUE;
}

static RoundsEntity *
find_in (GPtrArray  *records,
         const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (records, i)), id) == 0)
      return g_ptr_array_index (records, i);

  return NULL;
}

/**
 * rounds_webhook_claims_take:
 * @database: with a transaction for writing
 * @now: microseconds since the epoch
 *
 * Takes some of the deliveries whose time has come. Those of a webhook that is not active any more are given up.
 *
 * Returns: (transfer full) (element-type RoundsWebhookClaim) (nullable): what this process sends now
 */
GPtrArray *
rounds_webhook_claims_take (RoundsDatabase  *database,
                            RoundsChanges   *changes,
                            gint64           now,
                            GError         **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_webhook_claim_free);
  g_autoptr(GPtrArray) ids = find_due (database, now, error);
  g_autoptr(GPtrArray) deliveries = NULL;
  g_autoptr(GPtrArray) webhooks = NULL;
  g_autoptr(GPtrArray) webhook_ids = g_ptr_array_new ();

  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    return g_steal_pointer (&claims);

  deliveries = rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_WEBHOOK_DELIVERY), (const char * const *) ids->pdata,
                                           ids->len, error);
  if (deliveries == NULL)
    return NULL;
  for (guint i = 0; i < deliveries->len; i++)
    g_ptr_array_add (webhook_ids, (gpointer) rounds_entity_get_text (g_ptr_array_index (deliveries, i), "webhook-id"));
  webhooks = rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_WEBHOOK), (const char * const *) webhook_ids->pdata,
                                         webhook_ids->len, error);
  if (webhooks == NULL)
    return NULL;

  for (guint i = 0; i < deliveries->len; i++)
    {
      RoundsEntity *delivery = g_ptr_array_index (deliveries, i);
      RoundsWebhookClaim *claim;

      if (!take (database, delivery, find_in (webhooks, rounds_entity_get_text (delivery, "webhook-id")), changes, now, &claim, error))
        return NULL;
      if (claim != NULL)
        g_ptr_array_add (claims, claim);
    }

  return g_steal_pointer (&claims);
}

/* What a webhook remembers of a try that is the delivery's last. */
static gboolean
note_outcome (RoundsDatabase  *database,
              RoundsEntity    *webhook,
              RoundsChanges   *changes,
              gboolean         was_received,
              gint64           now,
              GError         **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (webhook);
  gint64 failures = was_received ? 0 : rounds_entity_get_integer (webhook, "failure-count") + 1;

  rounds_entity_set_integer (after, "last-triggered-at", now);
  rounds_entity_set_integer (after, was_received ? "last-success-at" : "last-failure-at", now);
  rounds_entity_set_integer (after, "failure-count", failures);
  if (failures >= ROUNDS_WEBHOOK_FAILURES_MAXIMUM)
    {
      rounds_entity_set_text (after, "status", "disabled");
      rounds_entity_set_boolean (after, "is-active", FALSE);
    }

  return update (database, webhook, after, changes, now, error);
}

static void
set_beginning (RoundsEntity *delivery,
               const char   *field,
               const char   *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *beginning = valid != NULL ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), TEXT_MAXIMUM)) : NULL;

  rounds_entity_set_text (delivery, field, beginning);
}

/**
 * rounds_webhook_claims_finish:
 * @database: with a transaction for writing
 * @answer: what became of the try
 * @now: microseconds since the epoch
 *
 * Writes down what became of a delivery: received, to be tried again, or given up. Too many given up in a row disable the webhook.
 */
gboolean
rounds_webhook_claims_finish (RoundsDatabase             *database,
                              RoundsChanges              *changes,
                              const char                 *delivery_id,
                              const RoundsWebhookAnswer  *answer,
                              gint64                      now,
                              GError                    **error)
{
  g_autoptr(RoundsEntity) delivery = rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_WEBHOOK_DELIVERY), delivery_id, error);
  g_autoptr(RoundsEntity) webhook = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  gboolean was_received = answer->status >= 200 && answer->status <= 299;
  gboolean is_last;

  if (delivery == NULL)
    return FALSE;
  webhook = rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_WEBHOOK), rounds_entity_get_text (delivery, "webhook-id"),
                                   error);
  if (webhook == NULL)
    return FALSE;

  after = rounds_entity_copy (delivery);
  is_last = rounds_entity_get_integer (delivery, "attempt-count") >= rounds_entity_get_integer (delivery, "max-attempts");
  if (answer->status > 0)
    rounds_entity_set_integer (after, "http-status", answer->status);
  else
    rounds_entity_clear (after, "http-status");
  set_beginning (after, "response-body", answer->body);
  set_beginning (after, "error-message", answer->problem);

  if (was_received)
    {
      rounds_entity_set_text (after, "status", "success");
      rounds_entity_set_integer (after, "delivered-at", now);
      rounds_entity_clear (after, "next-retry-at");
    }
  else if (is_last)
    {
      rounds_entity_set_text (after, "status", "failed");
      rounds_entity_clear (after, "next-retry-at");
    }
  else
    {
      rounds_entity_set_text (after, "status", "retrying");
      rounds_entity_set_integer (after, "next-retry-at",
                                 rounds_webhook_next_try (now, rounds_entity_get_integer (webhook, "retry-delay"),
                                                          rounds_entity_get_integer (delivery, "attempt-count")));
    }

  return update (database, delivery, after, changes, now, error) &&
         ((!was_received && !is_last) || note_outcome (database, webhook, changes, was_received, now, error));
}

/**
 * rounds_webhook_claims_next:
 * @next: (out): when the next delivery is due, microseconds since the epoch; %G_MAXINT64 when there is none
 */
gboolean
rounds_webhook_claims_next (RoundsDatabase  *database,
                            gint64          *next,
                            GError         **error)
{
  if (!rounds_database_query_integer (database, next, error, "SELECT COALESCE(MIN(next_retry_at), 0) FROM webhook_deliveries WHERE " DUE, NULL))
    return FALSE;

  if (*next == 0)
    *next = G_MAXINT64;
  return TRUE;
}
