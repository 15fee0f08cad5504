/* rounds-webhook-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-webhook-outbox.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-webhook-delivery.h"
#include "model/rounds-webhook.h"
#include "operations/rounds-webhook-events.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "store/rounds-transaction-memory.h"

/**
 * Touched:
 * @before: (nullable): as it was when the run began
 * @after: as it is
 *
 * A record that the run has written, maybe more than once.
 */
typedef struct
{
  RoundsEntity *before;
  RoundsEntity *after;
} Touched;

struct _RoundsWebhookOutbox
{
  GPtrArray *webhooks;  /* NULL until a run writes something that there are events of */
  GPtrArray *touched;   /* Touched, in the order of the first writes */
  GHashTable *by_id;
};

static void
touched_free (Touched *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_free (self);
}

static RoundsEntity *
copy_of (RoundsEntity *entity)
{
  return entity != NULL ? rounds_entity_copy (entity) : NULL;
}

static gboolean
has_events (const char *kind)
{
  guint n_events;
  const RoundsWebhookEvent *events = rounds_webhook_events_get_all (&n_events);

  for (guint i = 0; i < n_events; i++)
    if (g_str_equal (events[i].kind, kind))
      return TRUE;

  return FALSE;
}

static gboolean
load_webhooks (RoundsWebhookOutbox  *self,
               RoundsDatabase       *database,
               GError              **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_WEBHOOK);
  g_autoptr(RoundsQuery) query = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  const char *none;

  /* Writes that share a transaction ask once. */
  if (rounds_transaction_recall (database, "webhooks", "none", &none))
    {
      self->webhooks = g_ptr_array_new ();
      return TRUE;
    }

  query = rounds_query_new (info);
  filter = rounds_filter_new_integer (rounds_entity_info_find (info, "is-active"), ROUNDS_FILTER_EQUAL, 1);
  rounds_query_set_filter (query, filter);
  self->webhooks = rounds_repository_list (database, query, error);
  if (self->webhooks != NULL && self->webhooks->len == 0)
    rounds_transaction_remember (database, "webhooks", "none", NULL);

  return self->webhooks != NULL;
}

static RoundsActor *
find_actor (RoundsDatabase  *database,
            const char      *user_id,
            GError         **error)
{
  g_autofree char *team_id = NULL;
  g_autofree char *role = NULL;

  if (!rounds_database_query_text (database, &role, error,
                                   "SELECT role FROM users WHERE id = $1 AND is_active = 1 AND deleted_at IS NULL", "s", user_id) ||
      !rounds_database_query_text (database, &team_id, error, "SELECT team_id FROM users WHERE id = $1", "s", user_id))
    return NULL;

  return role != NULL ? rounds_actor_new (user_id, team_id, role) : NULL;
}

/* Of the records of one kind, those that the person may see; a deleted one as if it were there. */
static gboolean
find_visible (RoundsDatabase          *database,
              const RoundsEntityInfo  *info,
              const RoundsActor       *actor,
              GPtrArray               *ids,
              GHashTable              *visible,
              GError                 **error)
{
  g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (info, (gpointer) actor);
  g_autoptr(RoundsFilter) among = rounds_filter_new_in (rounds_entity_info_find (info, "id"), (const char * const *) ids->pdata);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_and (among, scope);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(GPtrArray) records = NULL;

  rounds_query_set_filter (query, filter);
  rounds_query_set_include_deleted (query, TRUE);
  records = rounds_repository_list (database, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_add (visible, g_strdup (rounds_entity_get_id (g_ptr_array_index (records, i))));

  return records != NULL;
}

/* What a webhook is told follows from what the person who set it up may see. */
static gboolean
find_all_visible (RoundsWebhookOutbox  *self,
                  RoundsDatabase       *database,
                  const RoundsActor    *actor,
                  GHashTable           *visible,
                  GError              **error)
{
  g_autoptr(GHashTable) by_kind = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer info;
  gpointer ids;

  for (guint i = 0; i < self->touched->len; i++)
    {
      Touched *touched = g_ptr_array_index (self->touched, i);

      info = (gpointer) rounds_entity_get_info (touched->after);
      ids = g_hash_table_lookup (by_kind, info);
      if (ids == NULL)
        {
          ids = g_ptr_array_new_null_terminated (8, NULL, TRUE);
          g_hash_table_insert (by_kind, info, ids);
        }
      g_ptr_array_add (ids, (gpointer) rounds_entity_get_id (touched->after));
    }

  g_hash_table_iter_init (&iter, by_kind);
  while (g_hash_table_iter_next (&iter, &info, &ids))
    if (!find_visible (database, info, actor, ids, visible, error))
      return FALSE;

  return TRUE;
}

static char *
write_payload (const char   *id,
               const char   *event,
               RoundsEntity *record,
               gint64        now)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "id");
  rounds_json_writer_text (writer, id);
  rounds_json_writer_key (writer, "event");
  rounds_json_writer_text (writer, event);
  rounds_json_writer_key (writer, "createdAt");
  rounds_json_writer_instant (writer, now);
  rounds_json_writer_key (writer, "data");
  rounds_json_write_entity (writer, record);
  rounds_json_writer_end_object (writer);

  return rounds_json_writer_end (writer, NULL);
}

static gboolean
tell (RoundsWebhookOutbox     *self,
      RoundsOperationContext  *context,
      RoundsEntity            *webhook,
      GHashTable              *visible,
      GError                 **error)
{
  g_auto(GStrv) wanted = rounds_entity_dup_list (webhook, "events");
  guint n_events;
  const RoundsWebhookEvent *events = rounds_webhook_events_get_all (&n_events);

  for (guint i = 0; i < self->touched->len; i++)
    {
      Touched *touched = g_ptr_array_index (self->touched, i);

      if (!g_hash_table_contains (visible, rounds_entity_get_id (touched->after)))
        continue;
      for (guint j = 0; j < n_events; j++)
        {
          g_autofree char *id = NULL;

          if (!g_strv_contains ((const char * const *) wanted, events[j].name) ||
              !rounds_webhook_event_happens (&events[j], touched->before, touched->after))
            continue;
          id = rounds_webhook_outbox_write (context->database, context->changes, webhook, events[j].name, touched->after,
                                            context->now, error);
          if (id == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

RoundsWebhookOutbox *
rounds_webhook_outbox_new (void)
{
  RoundsWebhookOutbox *self = g_new0 (RoundsWebhookOutbox, 1);

  self->touched = g_ptr_array_new_with_free_func ((GDestroyNotify) touched_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
rounds_webhook_outbox_free (RoundsWebhookOutbox *self)
{
  g_clear_pointer (&self->webhooks, g_ptr_array_unref);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->touched);
  g_free (self);
}

/**
 * rounds_webhook_outbox_add:
 * @before: (nullable): the record before it was written
 * @after: the record as it was written
 *
 * Notes what the run has written. Without a webhook it costs one question a run.
 */
gboolean
rounds_webhook_outbox_add (RoundsWebhookOutbox     *self,
                           RoundsOperationContext  *context,
                           RoundsEntity            *before,
                           RoundsEntity            *after,
                           GError                 **error)
{
  Touched *touched;

  if (!has_events (rounds_entity_get_kind (after)))
    return TRUE;
  if (self->webhooks == NULL && !load_webhooks (self, context->database, error))
    return FALSE;
  if (self->webhooks->len == 0)
    return TRUE;

  touched = g_hash_table_lookup (self->by_id, rounds_entity_get_id (after));
  if (touched == NULL)
    {
      touched = g_new0 (Touched, 1);
      touched->before = copy_of (before);
      touched->after = copy_of (after);
      g_ptr_array_add (self->touched, touched);
    }
  else
    {
      g_hash_table_remove (self->by_id, rounds_entity_get_id (after));
      g_object_unref (touched->after);
      touched->after = copy_of (after);
    }
  g_hash_table_insert (self->by_id, (gpointer) rounds_entity_get_id (touched->after), touched);

  return TRUE;
}

/**
 * rounds_webhook_outbox_flush:
 *
 * Writes a delivery for each webhook and each event that has happened, before the run is committed.
 */
gboolean
rounds_webhook_outbox_flush (RoundsWebhookOutbox     *self,
                             RoundsOperationContext  *context,
                             GError                 **error)
{
  for (guint i = 0; self->touched->len > 0 && i < self->webhooks->len; i++)
    {
      RoundsEntity *webhook = g_ptr_array_index (self->webhooks, i);
      g_autoptr(GHashTable) visible = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr(GError) local = NULL;
      g_autoptr(RoundsActor) actor = find_actor (context->database, rounds_entity_get_text (webhook, "created-by"), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      /* Nobody is there any more on whose behalf it could be told. */
      if (actor == NULL)
        continue;
      if (!find_all_visible (self, context->database, actor, visible, error) || !tell (self, context, webhook, visible, error))
        return FALSE;
    }

  rounds_webhook_outbox_clear (self);
  return TRUE;
}

void
rounds_webhook_outbox_clear (RoundsWebhookOutbox *self)
{
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->touched, 0);
  g_clear_pointer (&self->webhooks, g_ptr_array_unref);
}

/**
 * rounds_webhook_outbox_write:
 * @changes: (nullable): what is told of the new row
 * @webhook: who is told
 * @event: of what
 * @record: as it is
 * @now: microseconds since the epoch
 *
 * Writes one delivery, to be sent at once.
 *
 * Returns: (transfer full) (nullable): its id
 */
char *
rounds_webhook_outbox_write (RoundsDatabase  *database,
                             RoundsChanges   *changes,
                             RoundsEntity    *webhook,
                             const char      *event,
                             RoundsEntity    *record,
                             gint64           now,
                             GError         **error)
{
  g_autoptr(RoundsEntity) delivery = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_WEBHOOK_DELIVERY));
  g_autofree char *id = rounds_id_new ();
  g_autofree char *payload = write_payload (id, event, record, now);

  rounds_entity_set_text (delivery, "id", id);
  rounds_entity_set_text (delivery, "webhook-id", rounds_entity_get_id (webhook));
  rounds_entity_set_text (delivery, "event", event);
  rounds_entity_set_text (delivery, "payload", payload);
  rounds_entity_set_integer (delivery, "max-attempts", rounds_entity_get_integer (webhook, "max-retries") + 1);
  rounds_entity_set_integer (delivery, "next-retry-at", now);
  rounds_entity_set_integer (delivery, "created-at", now);
  rounds_entity_set_integer (delivery, "updated-at", now);
  rounds_entity_set_text (delivery, "created-by", rounds_entity_get_text (webhook, "created-by"));

  return rounds_repository_insert (database, delivery, changes, error) ? g_steal_pointer (&id) : NULL;
}
