/* rounds-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-journal.h"

#include "model/rounds-registry.h"
#include "server/rounds-audit.h"
#include "server/rounds-policy-private.h"
#include "server/rounds-security-log.h"
#include "server/rounds-webhook-outbox.h"
#include "store/rounds-scope-log.h"

struct _RoundsJournal
{
  RoundsAudit *audit;
  RoundsWebhookOutbox *outbox;
  GHashTable *moved;  /* RoundsEntityInfo -> set of ids: what others see now */
  GHashTable *deleted; /* RoundsEntityInfo -> GPtrArray of ids: records that somebody has deleted */
  const char *peer;
  const char *agent;
  guint n_created;    /* by an import, whose rows have no entries of their own */
  guint n_updated;
};

static gboolean
is_import (RoundsOperationContext *context)
{
  return g_strcmp0 (context->operation, "register.import") == 0;
}

static gboolean
note_move (RoundsJournal           *self,
           RoundsDatabase          *database,
           const RoundsEntityInfo  *info,
           const char              *id,
           gint64                   revision,
           GError                 **error)
{
  GHashTable *ids = g_hash_table_lookup (self->moved, info);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->moved, (gpointer) info, ids);
    }
  g_hash_table_add (ids, g_strdup (id));

  return rounds_scope_log_add (database, info, id, revision, error);
}

static gboolean
watch_moves (RoundsJournal           *self,
             RoundsOperationContext  *context,
             RoundsEntity            *before,
             RoundsEntity            *after,
             GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  /* With whom a note is shared says who sees the note. */
  if (g_str_equal (info->kind, "note-share"))
    return note_move (self, context->database, rounds_registry_find ("note"), rounds_entity_get_text (after, "note-id"),
                      rounds_entity_get_revision (after), error);

  return before == NULL || !rounds_policy_has_moved (before, after) ||
         note_move (self, context->database, info, rounds_entity_get_id (after), rounds_entity_get_revision (after), error);
}

static gboolean
log_event (RoundsJournal           *self,
           RoundsOperationContext  *context,
           const char              *action,
           const char              *resource,
           const char              *resource_id,
           const char              *severity,
           const char              *details,
           GError                 **error)
{
  const RoundsSecurityEvent event = {
    .action = action,
    .user_id = context->actor != NULL ? context->actor->user_id : NULL,
    .resource = resource,
    .resource_id = resource_id,
    .peer = self->peer,
    .agent = self->agent,
    .severity = severity,
    .details = details,
  };

  return rounds_security_log_add (context->database, &event, error);
}

static gboolean
text_differs (RoundsEntity *before,
              RoundsEntity *after,
              const char   *name)
{
  return g_strcmp0 (rounds_entity_get_text (before, name), rounds_entity_get_text (after, name)) != 0;
}

static gboolean
watch_user (RoundsJournal           *self,
            RoundsOperationContext  *context,
            RoundsEntity            *before,
            RoundsEntity            *after,
            GError                 **error)
{
  const char *id = rounds_entity_get_id (after);
  g_autofree char *roles = NULL;

  if (before == NULL)
    {
      roles = g_strdup_printf ("{\"role\":\"%s\"}", rounds_entity_get_text (after, "role"));
      return log_event (self, context, "user.created", "user", id, "medium", roles, error);
    }

  roles = g_strdup_printf ("{\"from\":\"%s\",\"to\":\"%s\"}", rounds_entity_get_text (before, "role"),
                           rounds_entity_get_text (after, "role"));
  if (text_differs (before, after, "role") && !log_event (self, context, "user.role_changed", "user", id, "high", roles, error))
    return FALSE;
  if (text_differs (before, after, "team-id") && !log_event (self, context, "user.team_changed", "user", id, "medium", NULL, error))
    return FALSE;
  if (text_differs (before, after, "email") && !log_event (self, context, "user.email_changed", "user", id, "medium", NULL, error))
    return FALSE;

  return rounds_entity_get_boolean (before, "is-active") == rounds_entity_get_boolean (after, "is-active") ||
         log_event (self, context, rounds_entity_get_boolean (after, "is-active") ? "user.activated" : "user.deactivated", "user", id,
                    "medium", NULL, error);
}

static void
note_deletion (RoundsJournal *self,
               RoundsEntity  *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  GPtrArray *ids = g_hash_table_lookup (self->deleted, info);

  if (ids == NULL)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->deleted, (gpointer) info, ids);
    }
  g_ptr_array_add (ids, g_strdup (rounds_entity_get_id (entity)));
}

/* What is worth a line in the security log, when a person does it. */
static gboolean
watch_security (RoundsJournal           *self,
                RoundsOperationContext  *context,
                RoundsEntity            *before,
                RoundsEntity            *after,
                GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  if (context->actor == NULL || context->actor->user_id == NULL)
    return TRUE;

  if (before != NULL && !rounds_entity_is_deleted (before) && rounds_entity_is_deleted (after))
    {
      if (info->parent_field == NULL)
        note_deletion (self, after);
      return TRUE;
    }
  if (g_str_equal (info->kind, "user"))
    return watch_user (self, context, before, after, error);
  if (g_str_equal (info->kind, "webhook") || g_str_equal (info->kind, "setting"))
    {
      g_autofree char *action = g_strconcat (info->kind, before == NULL ? ".created" : ".updated", NULL);
      return log_event (self, context, action, info->kind, rounds_entity_get_id (after), "medium", NULL, error);
    }

  return TRUE;
}

/* One event for each kind, however many went. */
static gboolean
log_deletions (RoundsJournal           *self,
               RoundsOperationContext  *context,
               GError                 **error)
{
  GHashTableIter iter;
  gpointer info;
  gpointer value;

  g_hash_table_iter_init (&iter, self->deleted);
  while (g_hash_table_iter_next (&iter, &info, &value))
    {
      GPtrArray *ids = value;
      g_autofree char *details = ids->len > 1 ? g_strdup_printf ("{\"records\":%u}", ids->len) : NULL;

      if (!log_event (self, context, "data.delete", ((const RoundsEntityInfo *) info)->kind, g_ptr_array_index (ids, 0), "high", details,
                      error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
log_import (RoundsJournal           *self,
            RoundsOperationContext  *context,
            const char              *kind,
            GError                 **error)
{
  g_autofree char *details = g_strdup_printf ("{\"created\":%u,\"updated\":%u}", self->n_created, self->n_updated);

  return self->n_created + self->n_updated == 0 || log_event (self, context, "data.import", kind, NULL, "medium", details, error);
}

static gboolean
written (RoundsOperationContext  *context,
         RoundsEntity            *before,
         RoundsEntity            *after,
         gpointer                 user_data,
         GError                 **error)
{
  RoundsJournal *self = user_data;

  if (!watch_moves (self, context, before, after, error) || !watch_security (self, context, before, after, error))
    return FALSE;
  if (!is_import (context))
    return rounds_audit_add (self->audit, context, before, after, error) &&
           rounds_webhook_outbox_add (self->outbox, context, before, after, error);

  if (before == NULL)
    self->n_created++;
  else
    self->n_updated++;
  return TRUE;
}

static gboolean
take_along (RoundsDatabase          *database,
            const RoundsEntityInfo  *info,
            GHashTable              *ids,
            GError                 **error)
{
  g_autoptr(GPtrArray) list = g_hash_table_get_keys_as_ptr_array (ids);

  if (!g_str_equal (info->kind, "user"))
    return rounds_policy_take_along (database, info, list, error);

  for (guint i = 0; i < list->len; i++)
    if (!rounds_policy_take_portfolio_along (database, g_ptr_array_index (list, i), error))
      return FALSE;

  return TRUE;
}

static void
discard (gpointer user_data)
{
  RoundsJournal *self = user_data;

  rounds_audit_clear (self->audit);
  rounds_webhook_outbox_clear (self->outbox);
  g_hash_table_remove_all (self->moved);
  g_hash_table_remove_all (self->deleted);
  self->n_created = self->n_updated = 0;
}

static gboolean
finish (RoundsOperationContext  *context,
        gpointer                 user_data,
        GError                 **error)
{
  RoundsJournal *self = user_data;
  const char *kind = context->source != NULL ? context->source->kind : "institution";
  GHashTableIter iter;
  gpointer info;
  gpointer ids;

  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &info, &ids))
    if (!take_along (context->database, info, ids, error))
      return FALSE;

  if (!log_deletions (self, context, error) ||
      !log_import (self, context, kind, error) ||
      !rounds_audit_add_summary (self->audit, context, kind, self->n_created, self->n_updated, error) ||
      !rounds_audit_flush (self->audit, context->database, error) || !rounds_webhook_outbox_flush (self->outbox, context, error))
    return FALSE;

  discard (self);
  return TRUE;
}

static const RoundsOperationJournal functions = { written, finish, discard };

RoundsJournal *
rounds_journal_new (void)
{
  RoundsJournal *self = g_new0 (RoundsJournal, 1);

  self->audit = rounds_audit_new ();
  self->outbox = rounds_webhook_outbox_new ();
  self->moved = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->deleted = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
rounds_journal_free (RoundsJournal *self)
{
  rounds_audit_free (self->audit);
  rounds_webhook_outbox_free (self->outbox);
  g_hash_table_unref (self->moved);
  g_hash_table_unref (self->deleted);
  g_free (self);
}

/**
 * rounds_journal_set_origin:
 * @peer: (nullable) (transfer none): the address that changes come from
 * @agent: (nullable) (transfer none): the program that they come from
 *
 * Both must outlive @self.
 */
void
rounds_journal_set_origin (RoundsJournal *self,
                           const char    *peer,
                           const char    *agent)
{
  self->peer = peer;
  self->agent = agent;
}

/**
 * rounds_journal_attach:
 * @context: what it accounts for from now on; it must not outlive @self
 */
void
rounds_journal_attach (RoundsJournal          *self,
                       RoundsOperationContext *context)
{
  context->journal = &functions;
  context->journal_data = self;
}
