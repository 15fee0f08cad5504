/* rounds-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-journal.h"

#include "model/rounds-registry.h"
#include "server/rounds-audit.h"
#include "server/rounds-policy-private.h"
#include "store/rounds-scope-log.h"

struct _RoundsJournal
{
  RoundsAudit *audit;
  GHashTable *moved;  /* RoundsEntityInfo -> set of ids: what others see now */
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
written (RoundsOperationContext  *context,
         RoundsEntity            *before,
         RoundsEntity            *after,
         gpointer                 user_data,
         GError                 **error)
{
  RoundsJournal *self = user_data;

  if (!watch_moves (self, context, before, after, error))
    return FALSE;
  if (!is_import (context))
    return rounds_audit_add (self->audit, context, before, after, error);

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
  g_hash_table_remove_all (self->moved);
  self->n_created = self->n_updated = 0;
}

static gboolean
finish (RoundsOperationContext  *context,
        gpointer                 user_data,
        GError                 **error)
{
  RoundsJournal *self = user_data;
  GHashTableIter iter;
  gpointer info;
  gpointer ids;

  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &info, &ids))
    if (!take_along (context->database, info, ids, error))
      return FALSE;

  if (!rounds_audit_add_summary (self->audit, context, context->source != NULL ? context->source->kind : "institution", self->n_created,
                                 self->n_updated, error) ||
      !rounds_audit_flush (self->audit, context->database, error))
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
  self->moved = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  return self;
}

void
rounds_journal_free (RoundsJournal *self)
{
  rounds_audit_free (self->audit);
  g_hash_table_unref (self->moved);
  g_free (self);
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
