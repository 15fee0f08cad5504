/* rounds-operation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-operation.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-json.h"
#include "store/rounds-repository.h"
#include "store/rounds-transaction-memory.h"

/* What every operation stands on: a run leaves everything or nothing, and every write passes here. */

static gboolean
run_statement (RoundsDatabase  *database,
               const char      *sql,
               GError         **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);

  return statement != NULL && rounds_statement_run (statement, error);
}

static void
roll_back_to_savepoint (RoundsDatabase *database)
{
  /* When the whole transaction is gone (disk full), so is the savepoint, and nothing is left to take back. */
  if (run_statement (database, "ROLLBACK TO SAVEPOINT rounds_operation", NULL))
    run_statement (database, "RELEASE SAVEPOINT rounds_operation", NULL);
  rounds_transaction_forget (database, NULL);
}

static gboolean
differs (RoundsEntity *before,
         RoundsEntity *after,
         gboolean     *visibly)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (before);
  gboolean any = FALSE;

  *visibly = FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!rounds_field_has_column (field) ||
          rounds_value_equal (rounds_entity_get_value (before, field), rounds_entity_get_value (after, field)))
        continue;
      any = TRUE;
      if (!(field->flags & ROUNDS_FIELD_HIDDEN) || g_str_equal (field->name, "deleted-at"))
        *visibly = TRUE;
    }

  return any;
}

static gboolean
ask_guard (RoundsOperationContext  *context,
           RoundsEntity            *before,
           RoundsEntity            *after,
           GError                 **error)
{
  return context->guard == NULL || context->guard (context, before, after, context->guard_data, error);
}

static gboolean
tell_journal (RoundsOperationContext  *context,
              RoundsEntity            *before,
              RoundsEntity            *after,
              GError                 **error)
{
  return context->journal == NULL || context->journal->written (context, before, after, context->journal_data, error);
}

/* The outermost run alone is a whole. */
static gboolean
finish_journal (RoundsOperationContext  *context,
                gboolean                 is_inner,
                GError                 **error)
{
  return is_inner || context->journal == NULL || context->journal->finish (context, context->journal_data, error);
}

RoundsActor *
rounds_actor_new (const char *user_id,
                  const char *team_id,
                  const char *role)
{
  RoundsActor *self = g_new0 (RoundsActor, 1);

  self->user_id = g_strdup (user_id);
  self->team_id = g_strdup (team_id);
  self->role = g_strdup (role);

  return self;
}

RoundsActor *
rounds_actor_copy (const RoundsActor *self)
{
  return self != NULL ? rounds_actor_new (self->user_id, self->team_id, self->role) : NULL;
}

void
rounds_actor_free (RoundsActor *self)
{
  if (self == NULL)
    return;

  g_free (self->user_id);
  g_free (self->team_id);
  g_free (self->role);
  g_free (self);
}

/**
 * rounds_operation_context_clear:
 *
 * Frees what a run has left in the context: the inverse and the record. What it was given is the caller's.
 */
void
rounds_operation_context_clear (RoundsOperationContext *context)
{
  g_clear_pointer (&context->inverse, json_object_unref);
  g_clear_object (&context->record);
}

/**
 * rounds_operation_run:
 * @name: such as `opportunity.move`
 * @arguments: (nullable): its arguments, which the run may complete in place: the ids of new records are put there, so that
 *   a client queues what makes the same rows on the server
 * @error: what the operation refuses, or %ROUNDS_PROBLEM_NOT_FOUND with `UNKNOWN_OPERATION`
 *
 * Runs an operation as a whole or not at all: when it fails, the database and @context's changes are as before, or the caller sees to
 * that (`owns_transaction`). An operation that runs others fails with the first of them that does: they have no savepoint of their own. An
 * operation that is the server's alone is not run on a client: the answer is a JSON null.
 *
 * Returns: (transfer full): the record or report as JSON; %NULL with @error set
 */
JsonNode *
rounds_operation_run (RoundsOperationContext  *context,
                      const char              *name,
                      JsonObject              *arguments,
                      GError                 **error)
{
  const RoundsOperation *operation = rounds_operation_find (name);
  g_autoptr(JsonObject) given = arguments != NULL ? json_object_ref (arguments) : json_object_new ();
  g_autoptr(RoundsChanges) changes = NULL;
  g_autoptr(JsonNode) answer = NULL;
  RoundsChanges *outer = context->changes;
  const gboolean is_inner = context->operation != NULL;
  const gboolean has_savepoint = !is_inner && !context->owns_transaction;
  const gboolean keeps_record = context->keeps_record;

  g_return_val_if_fail (context->database != NULL, NULL);

  rounds_operation_context_clear (context);

  if (operation == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "UNKNOWN_OPERATION", _("There is no operation “%s”"),
                          name != NULL ? name : "");
      return NULL;
    }
  if (!rounds_arguments_check (given, operation->arguments, error))
    return NULL;
  if ((operation->flags & ROUNDS_OPERATION_SERVER_ONLY) && !context->is_server)
    return json_node_new (JSON_NODE_NULL);
  if (has_savepoint && !run_statement (context->database, "SAVEPOINT rounds_operation", error))
    return NULL;

  changes = rounds_changes_new ();
  context->changes = changes;
  if (!is_inner)
    context->operation = operation->name;
  /* The answer of an inner run is read by the outer one. */
  context->keeps_record = keeps_record && !is_inner;
  answer = operation->run (context, given, error);
  context->keeps_record = keeps_record;
  if (answer != NULL && !finish_journal (context, is_inner, error))
    g_clear_pointer (&answer, json_node_unref);
  if (answer == NULL && !is_inner && context->journal != NULL)
    context->journal->discard (context->journal_data);
  if (!is_inner)
    context->operation = NULL;
  context->changes = outer;

  if (answer != NULL && has_savepoint && !run_statement (context->database, "RELEASE SAVEPOINT rounds_operation", error))
    g_clear_pointer (&answer, json_node_unref);

  if (answer == NULL)
    {
      if (has_savepoint)
        roll_back_to_savepoint (context->database);
      rounds_operation_context_clear (context);
      return NULL;
    }

  if (outer != NULL)
    rounds_changes_merge (outer, changes);
  return g_steal_pointer (&answer);
}

/**
 * rounds_operation_today:
 *
 * Returns: (transfer full): the day it is in the workspace's time zone
 */
char *
rounds_operation_today (RoundsOperationContext *context)
{
  return rounds_instant_to_date (context->now, context->zone);
}

static RoundsEntity *
take_known (RoundsOperationContext  *context,
            const RoundsEntityInfo  *info,
            const char              *id)
{
  RoundsEntity *known = g_steal_pointer (&context->known);

  return known != NULL && rounds_entity_get_info (known) == info && g_str_equal (rounds_entity_get_id (known), id)
         ? g_object_ref (known) : NULL;
}

/**
 * rounds_operation_load_any:
 * @id: (nullable): an id
 * @error: %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Returns: (transfer full): the record with what belongs to it, a tombstone too
 */
RoundsEntity *
rounds_operation_load_any (RoundsOperationContext  *context,
                           const RoundsEntityInfo  *info,
                           const char              *id,
                           GError                 **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  if (rounds_id_is_valid (id))
    {
      entity = take_known (context, info, id);
      if (entity == NULL)
        entity = rounds_repository_get (context->database, info, id, &local);
    }

  if (entity == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: there is no such record"), _(info->label));
      return NULL;
    }

  g_ptr_array_add (one, entity);
  if (!rounds_repository_load_records (context->database, one, error))
    return NULL;

  return g_steal_pointer (&entity);
}

/**
 * rounds_operation_load_alive:
 *
 * As rounds_operation_load_any(), but a deleted record is not found.
 */
RoundsEntity *
rounds_operation_load_alive (RoundsOperationContext  *context,
                             const RoundsEntityInfo  *info,
                             const char              *id,
                             GError                 **error)
{
  g_autoptr(RoundsEntity) entity = rounds_operation_load_any (context, info, id, error);

  if (entity != NULL && rounds_entity_is_deleted (entity))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: the record has been deleted"), _(info->label));
      return NULL;
    }

  return g_steal_pointer (&entity);
}

/**
 * rounds_operation_load:
 * @kind: a kind of record
 * @arguments: what the operation was given
 * @member: the argument that holds the id
 * @error: %ROUNDS_PROBLEM_INVALID when there is no id, %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Returns: (transfer full): the record with what belongs to it
 */
RoundsEntity *
rounds_operation_load (RoundsOperationContext  *context,
                       const char              *kind,
                       JsonObject              *arguments,
                       const char              *member,
                       GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  const char *id;

  g_return_val_if_fail (info != NULL, NULL);

  if (!rounds_arguments_need_text (arguments, member, &id, error))
    return NULL;
  return rounds_operation_load_alive (context, info, id, error);
}

/**
 * rounds_operation_insert_by_rule:
 *
 * As rounds_operation_insert(), without asking the policy: for what belongs to, or follows from, a write it has allowed.
 */
gboolean
rounds_operation_insert_by_rule (RoundsOperationContext  *context,
                                 RoundsEntity            *entity,
                                 GError                 **error)
{
  if (rounds_entity_get_id (entity) == NULL)
    {
      g_autofree char *id = rounds_id_new ();
      rounds_entity_set_text (entity, "id", id);
    }
  if (rounds_entity_is_null (entity, "created-at"))
    rounds_entity_set_integer (entity, "created-at", context->now);
  if (rounds_entity_is_null (entity, "updated-at"))
    rounds_entity_set_integer (entity, "updated-at", rounds_entity_get_integer (entity, "created-at"));
  if (rounds_entity_is_null (entity, "created-by") && context->actor != NULL)
    rounds_entity_set_text (entity, "created-by", context->actor->user_id);

  return rounds_repository_insert (context->database, entity, context->changes, error) &&
         tell_journal (context, NULL, entity, error);
}

/**
 * rounds_operation_insert:
 * @entity: a new record; id, creation and author are set where they are not
 * @error: what the policy or the store refuses
 *
 * Writes a new record, without those that belong to it.
 */
gboolean
rounds_operation_insert (RoundsOperationContext  *context,
                         RoundsEntity            *entity,
                         GError                 **error)
{
  return ask_guard (context, NULL, entity, error) && rounds_operation_insert_by_rule (context, entity, error);
}

/**
 * rounds_operation_update_by_rule:
 *
 * As rounds_operation_update(), without asking the policy: for what belongs to, or follows from, a write it has allowed.
 */
gboolean
rounds_operation_update_by_rule (RoundsOperationContext  *context,
                                 RoundsEntity            *before,
                                 RoundsEntity            *after,
                                 GError                 **error)
{
  gboolean visibly;

  if (!differs (before, after, &visibly))
    return TRUE;

  /* A new rank is no change that a person made to the record. */
  if (visibly)
    rounds_entity_set_integer (after, "updated-at", context->now);

  return rounds_repository_update (context->database, before, after, context->changes, error) &&
         tell_journal (context, before, after, error);
}

/**
 * rounds_operation_update:
 * @before: the record as it was read
 * @after: the record as it shall be
 * @error: what the policy or the store refuses
 *
 * Writes a changed record, without those that belong to it. When nothing differs, nothing is written.
 */
gboolean
rounds_operation_update (RoundsOperationContext  *context,
                         RoundsEntity            *before,
                         RoundsEntity            *after,
                         GError                 **error)
{
  return ask_guard (context, before, after, error) && rounds_operation_update_by_rule (context, before, after, error);
}

/**
 * rounds_operation_tell_progress:
 * @done: how many records are done
 * @total: of how many
 * @text: what is done
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether to go on
 */
gboolean
rounds_operation_tell_progress (RoundsOperationContext  *context,
                                guint                    done,
                                guint                    total,
                                const char              *text,
                                GError                 **error)
{
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return FALSE;
  if (context->progress != NULL && total > 0)
    context->progress (MIN (1.0, (double) done / total), text, context->progress_data);

  return TRUE;
}

/**
 * rounds_operation_answer:
 *
 * @entity: as it was written; the run changes it no more
 *
 * Returns: (transfer full): the record as JSON, see rounds_record_json_write(); its id only when the caller has the record
 */
JsonNode *
rounds_operation_answer (RoundsOperationContext *context,
                         RoundsEntity           *entity)
{
  g_autoptr(RoundsJsonWriter) writer = NULL;
  g_autofree char *text = NULL;

  if (context->keeps_record)
    {
      g_autoptr(JsonObject) named = json_object_new ();

      g_set_object (&context->record, entity);
      json_object_set_string_member (named, "id", rounds_entity_get_id (entity));
      return json_node_init_object (json_node_alloc (), named);
    }

  writer = rounds_json_writer_new ();
  rounds_record_json_write (writer, entity);
  text = rounds_json_writer_end (writer, NULL);
  return rounds_json_parse (text, -1, NULL);
}
