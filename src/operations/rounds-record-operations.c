/* rounds-record-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-checks.h"
#include "operations/rounds-record-children.h"
#include "operations/rounds-record-custom.h"
#include "operations/rounds-record-hooks.h"
#include "operations/rounds-record-values.h"
#include "store/rounds-repository.h"

/* Create, edit, delete and restore a record of any kind. What is particular to a kind stands in rounds-record-hooks.c. */

static const RoundsEntityInfo *
get_kind (JsonObject               *arguments,
          gboolean                  editing,
          const RoundsRecordHooks **hooks,
          GError                  **error)
{
  const RoundsEntityInfo *info;
  const char *kind;

  if (!rounds_arguments_need_text (arguments, "kind", &kind, error))
    return NULL;

  info = rounds_registry_find (kind);
  if (info == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_KIND", _("There is no kind of record “%s”"), kind);
      return NULL;
    }

  *hooks = rounds_record_hooks_find (kind);
  if (info->parent_field != NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "USE_OPERATION",
                          _("%s: such records are changed with the record they belong to"), _(info->label));
      return NULL;
    }
  if (*hooks != NULL && (*hooks)->operation != NULL && !(editing && (*hooks)->prepare != NULL))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "USE_OPERATION", _("%s: use the operation %s"), _(info->label),
                          (*hooks)->operation);
      return NULL;
    }

  return info;
}

static JsonObject *
record_arguments (const RoundsEntityInfo *info,
                  const char             *id)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", info->kind);
  json_object_set_string_member (arguments, "id", id);

  return arguments;
}

static gboolean
complete_id (const RoundsEntityInfo  *info,
             RoundsOperationContext  *context,
             JsonObject              *arguments,
             JsonObject              *values,
             const char             **id,
             GError                 **error)
{
  g_autoptr(RoundsEntity) existing = NULL;
  const char *given = rounds_json_get_text (values, "id");

  if (!rounds_arguments_has (arguments, "id") && given != NULL)
    json_object_set_string_member (arguments, "id", given);
  if (!rounds_arguments_complete_id (arguments, "id", id, error))
    return FALSE;

  existing = rounds_repository_get (context->database, info, *id, NULL);
  if (existing == NULL)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS", _("%s: a record with this id is already there"),
                      _(info->label));
  return FALSE;
}

/* A record that one person makes belongs to that person, unless it is said whose it is; institutions can stay free. */
static void
complete_owner (RoundsOperationContext *context,
                RoundsEntity           *entity,
                JsonObject             *values)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  const RoundsField *field = info->owner_field != NULL ? rounds_entity_info_find (info, info->owner_field) : NULL;

  if (field == NULL || g_str_equal (info->kind, "institution") || context->actor == NULL)
    return;
  if (!json_object_has_member (values, field->json_key))
    rounds_entity_set_text (entity, field->name, context->actor->user_id);
}

static gboolean
check (RoundsRecordChange  *change,
       GError             **error)
{
  return rounds_entity_validate (change->after, error) &&
         rounds_record_check_custom (change->context, change->before, change->after, error) &&
         rounds_record_check_references (change->context, change->before, change->after, error) &&
         rounds_record_check_unique (change->context, change->before, change->after, error);
}

JsonNode *
rounds_run_record_create (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  const RoundsRecordHooks *hooks;
  const RoundsEntityInfo *info = get_kind (arguments, FALSE, &hooks, error);
  g_autoptr(RoundsEntity) entity = NULL;
  RoundsRecordChange change = { context, arguments, NULL, NULL, NULL };
  JsonObject *values;
  const char *id;

  if (info == NULL || !rounds_arguments_get_object (arguments, "values", &values, error))
    return NULL;
  if (values == NULL)
    {
      values = json_object_new ();
      json_object_set_object_member (arguments, "values", values);
    }
  if (!complete_id (info, context, arguments, values, &id, error))
    return NULL;

  entity = rounds_entity_new (info);
  change.values = values;
  change.after = entity;
  if (!rounds_json_apply (entity, values, ROUNDS_JSON_NEW, error))
    return NULL;
  rounds_entity_set_text (entity, "id", id);
  complete_owner (context, entity, values);
  rounds_record_children_complete (entity, values);

  if (!rounds_record_hooks_run (hooks != NULL ? hooks->prepare : NULL, &change, error) ||
      !check (&change, error) ||
      !rounds_operation_insert (context, entity, error) ||
      !rounds_record_children_write (context, NULL, entity, error))
    return NULL;

  rounds_operation_add_inverse (context, "record.delete", record_arguments (info, id));
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->finish : NULL, &change, error))
    return NULL;

  return rounds_operation_answer (context, entity);
}

static gboolean
check_revision (RoundsOperationContext  *context,
                JsonObject              *arguments,
                RoundsEntity            *entity,
                GError                 **error)
{
  gint64 revision;

  if (!rounds_arguments_get_integer (arguments, "revision", -1, &revision, error))
    return FALSE;
  if (!context->is_server || revision < 0 || revision == rounds_entity_get_revision (entity))
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STALE_REVISION",
                      _("Somebody has changed this record meanwhile: look at it again before you change it"));
  return FALSE;
}

static void
add_update_inverse (RoundsRecordChange *change)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (change->after);
  const RoundsField *overridden = rounds_entity_info_find (info, "probability-overridden");
  JsonObject *values;
  JsonObject *inverse;
  gboolean useful;

  if (change->context->forgets_inverse)
    return;

  values = rounds_record_values_diff (change->after, change->before);
  inverse = record_arguments (info, rounds_entity_get_id (change->after));
  useful = json_object_get_size (values) > 0;
  json_object_set_object_member (inverse, "values", values);
  if (overridden != NULL && !rounds_value_equal (rounds_entity_get_value (change->before, overridden),
                                                 rounds_entity_get_value (change->after, overridden)))
    {
      json_object_set_boolean_member (inverse, overridden->json_key,
                                      rounds_entity_get_boolean (change->before, overridden->name));
      useful = TRUE;
    }

  if (useful)
    rounds_operation_add_inverse (change->context, "record.update", inverse);
  else
    json_object_unref (inverse);
}

JsonNode *
rounds_run_record_update (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  const RoundsRecordHooks *hooks;
  const RoundsEntityInfo *info = get_kind (arguments, TRUE, &hooks, error);
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  RoundsRecordChange change = { context, arguments, NULL, NULL, NULL };
  JsonObject *values;

  if (info == NULL || !rounds_arguments_get_object (arguments, "values", &values, error))
    return NULL;
  before = rounds_operation_load (context, info->kind, arguments, "id", error);
  if (before == NULL || !check_revision (context, arguments, before, error))
    return NULL;

  after = rounds_entity_copy (before);
  change.values = values;
  change.before = before;
  change.after = after;
  if (values != NULL && !rounds_json_apply (after, values, ROUNDS_JSON_DEFAULT, error))
    return NULL;
  rounds_record_children_complete (after, values);

  if (!rounds_record_hooks_run (hooks != NULL ? hooks->prepare : NULL, &change, error) || !check (&change, error))
    return NULL;

  /* Who edits the parts edits the record. */
  if (rounds_record_children_differ (before, after))
    rounds_entity_set_integer (after, "updated-at", context->now);
  if (!rounds_record_children_write (context, before, after, error) ||
      !rounds_operation_update (context, before, after, error))
    return NULL;

  add_update_inverse (&change);
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->finish : NULL, &change, error))
    return NULL;

  return rounds_operation_answer (context, after);
}

JsonNode *
rounds_run_record_delete (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  const RoundsRecordHooks *hooks;
  const RoundsEntityInfo *info = get_kind (arguments, FALSE, &hooks, error);
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  RoundsRecordChange change = { context, arguments, NULL, NULL, NULL };

  if (info == NULL)
    return NULL;
  before = rounds_operation_load (context, info->kind, arguments, "id", error);
  if (before == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_integer (after, "deleted-at", context->now);
  change.before = before;
  change.after = after;
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->prepare_deletion : NULL, &change, error) ||
      !rounds_record_children_delete (context, before, error) ||
      !rounds_operation_update (context, before, after, error))
    return NULL;

  rounds_operation_add_inverse (context, "record.restore", record_arguments (info, rounds_entity_get_id (after)));
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->finish_deletion : NULL, &change, error))
    return NULL;

  return rounds_operation_answer (context, after);
}

JsonNode *
rounds_run_record_restore (RoundsOperationContext  *context,
                           JsonObject              *arguments,
                           GError                 **error)
{
  const RoundsRecordHooks *hooks;
  const RoundsEntityInfo *info = get_kind (arguments, FALSE, &hooks, error);
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(RoundsEntity) whole = NULL;
  RoundsRecordChange change = { context, arguments, NULL, NULL, NULL };
  const char *id;

  if (info == NULL || !rounds_arguments_need_text (arguments, "id", &id, error))
    return NULL;
  before = rounds_operation_load_any (context, info, id, error);
  if (before == NULL)
    return NULL;
  /* Nothing to do, but who asks must be allowed to. */
  if (!rounds_entity_is_deleted (before))
    return rounds_operation_update (context, before, before, error) ? rounds_operation_answer (context, before) : NULL;

  after = rounds_entity_copy (before);
  rounds_entity_clear (after, "deleted-at");
  change.before = before;
  change.after = after;
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->prepare_restoration : NULL, &change, error) ||
      !rounds_record_check_references (context, before, after, error) ||
      !rounds_record_check_unique (context, NULL, after, error) ||
      !rounds_operation_update (context, before, after, error) ||
      !rounds_record_children_restore (context, after, rounds_entity_get_integer (before, "deleted-at"), error))
    return NULL;

  rounds_operation_add_inverse (context, "record.delete", record_arguments (info, id));
  if (!rounds_record_hooks_run (hooks != NULL ? hooks->finish_restoration : NULL, &change, error))
    return NULL;

  whole = rounds_operation_load_alive (context, info, id, error);
  return whole != NULL ? rounds_operation_answer (context, whole) : NULL;
}
