/* rounds-policy-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-policy-private.h"
#include "store/rounds-repository.h"

/*
 * What a person may write. A `user` writes the own records (assigned to him, or made by him), a `team_admin` the team's and its
 * members, a `super_admin` everything. An institution that nobody has can be taken.
 */

static gboolean
refuse (const char  *code,
        const char  *sentence,
        GError     **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, code, "%s", sentence);

  return FALSE;
}

static gboolean
refuse_not_yours (GError **error)
{
  return refuse ("NOT_YOURS", _("This record belongs to a colleague. Ask them or your team’s manager to change it."), error);
}

/* Whether @user_id is of the actor's team; the actor is, with a team or without. */
static gboolean
is_in_team (RoundsOperationContext *context,
            const char             *user_id,
            gboolean               *is_member,
            GError                **error)
{
  const RoundsActor *actor = context->actor;
  g_autofree char *team_id = NULL;

  *is_member = g_strcmp0 (user_id, actor->user_id) == 0;
  if (*is_member || user_id == NULL || actor->team_id == NULL)
    return TRUE;

  if (!rounds_database_query_text (context->database, &team_id, error, "SELECT team_id FROM users WHERE id = $1", "s", user_id))
    return FALSE;
  *is_member = g_strcmp0 (team_id, actor->team_id) == 0;

  return TRUE;
}

/* Who a record belongs to: the owner; without one, who made it. */
static const char *
get_owner (RoundsEntity *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  const char *owner = info->owner_field != NULL ? rounds_entity_get_text (entity, info->owner_field) : NULL;

  return owner != NULL ? owner : rounds_entity_get_text (entity, "created-by");
}

static gboolean
is_own (RoundsEntity      *entity,
        const RoundsActor *actor)
{
  return g_strcmp0 (get_owner (entity), actor->user_id) == 0 ||
         g_strcmp0 (rounds_entity_get_text (entity, "created-by"), actor->user_id) == 0;
}

static gboolean
is_unassigned_institution (RoundsEntity *entity)
{
  return g_str_equal (rounds_entity_get_kind (entity), "institution") && rounds_entity_is_null (entity, "assigned-user-id");
}

/* Whether the record is the actor's to change, as it stands. */
static gboolean
check_belongs (RoundsOperationContext  *context,
               RoundsEntity            *entity,
               GError                 **error)
{
  gboolean is_member = is_own (entity, context->actor);

  if (!is_member && rounds_policy_get_role (context->actor) == ROUNDS_ROLE_TEAM_ADMIN)
    {
      if (is_unassigned_institution (entity))
        return TRUE;
      if (!is_in_team (context, get_owner (entity), &is_member, error))
        return FALSE;
    }

  return is_member || refuse_not_yours (error);
}

/* Whether the record may be given to who stands as its owner. */
static gboolean
check_new_owner (RoundsOperationContext  *context,
                 RoundsEntity            *after,
                 GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const char *owner = rounds_entity_get_text (after, info->owner_field);
  gboolean is_member;

  if (owner == NULL)
    return TRUE;
  if (!is_in_team (context, owner, &is_member, error))
    return FALSE;

  return is_member || refuse ("OTHER_TEAM", _("This person is not in your team. Choose a colleague of your team."), error);
}

/* A record that is pointed at anew must be one that the person sees. */
static gboolean
check_references (RoundsOperationContext  *context,
                  RoundsEntity            *before,
                  RoundsEntity            *after,
                  GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, info->own_fields[i].name);
      const RoundsValue *value = rounds_entity_get_value (after, field);
      const RoundsEntityInfo *target;
      g_autoptr(RoundsEntity) found = NULL;
      g_autoptr(GError) local = NULL;

      if (field->type != ROUNDS_FIELD_REFERENCE || value->type != ROUNDS_VALUE_TEXT ||
          (before != NULL && rounds_value_equal (value, rounds_entity_get_value (before, field))))
        continue;

      target = rounds_registry_find (field->reference);
      if (rounds_policy_is_directory (target))
        continue;

      found = rounds_policy_find (context->database, context->actor, target, value->text, TRUE, &local);
      if (found != NULL)
        continue;

      if (!g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        {
          GError *problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "VALIDATION_ERROR", _("%s: there is no such record"),
                                                rounds_field_get_label (field));
          rounds_problem_add_field (&problem, field->json_path, "NO_SUCH_RECORD", "%s", problem->message);
          g_propagate_error (error, problem);
        }
      return FALSE;
    }

  return TRUE;
}

static gboolean
guard_owned (RoundsOperationContext  *context,
             RoundsEntity            *before,
             RoundsEntity            *after,
             GError                 **error)
{
  if (before != NULL && is_unassigned_institution (before) && after != NULL &&
      g_strcmp0 (rounds_entity_get_text (after, "assigned-user-id"), context->actor->user_id) == 0)
    return TRUE;

  if (before != NULL && !check_belongs (context, before, error))
    return FALSE;

  return after == NULL || check_new_owner (context, after, error);
}

/* A contact goes with its institution, a payment with its invoice. */
static gboolean
guard_dependant (RoundsOperationContext  *context,
                 const char              *reference,
                 RoundsEntity            *before,
                 RoundsEntity            *after,
                 GError                 **error)
{
  RoundsEntity *entity = before != NULL ? before : after;
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), reference);
  const RoundsEntityInfo *parent_info = rounds_registry_find (field->reference);
  g_autoptr(RoundsEntity) parent = NULL;

  if (before != NULL && is_own (before, context->actor))
    return TRUE;

  /* Whoever sees an institution may note who works there. */
  if (before == NULL && g_str_equal (parent_info->kind, "institution"))
    return TRUE;

  parent = rounds_policy_find (context->database, context->actor, parent_info, rounds_entity_get_text (entity, reference), TRUE,
                               error);
  return parent != NULL && check_belongs (context, parent, error);
}

static gboolean
is_leader (RoundsEntity *user)
{
  return g_strcmp0 (rounds_entity_get_text (user, "role"), "super_admin") == 0;
}

static gboolean
guard_user (RoundsOperationContext  *context,
            RoundsEntity            *before,
            RoundsEntity            *after,
            GError                 **error)
{
  const char *team_id = context->actor->team_id;

  if (rounds_policy_get_role (context->actor) < ROUNDS_ROLE_TEAM_ADMIN)
    return refuse ("ROLE_NOT_ALLOWED", _("Your role does not allow this. Ask an administrator."), error);

  if (team_id == NULL || (before != NULL && (is_leader (before) || g_strcmp0 (rounds_entity_get_text (before, "team-id"), team_id) != 0)))
    return refuse ("OTHER_TEAM", _("This person is not in your team. Ask an administrator."), error);
  if (after != NULL && (is_leader (after) || g_strcmp0 (rounds_entity_get_text (after, "team-id"), team_id) != 0))
    return refuse ("OTHER_TEAM", _("You manage your own team only: leave people in it, and leave administrators to an administrator."), error);

  return TRUE;
}

/**
 * rounds_policy_guard:
 * @context: whose `actor` asks
 * @before: (nullable): the record as it is
 * @after: (nullable): the record as it shall be
 * @error: %ROUNDS_PROBLEM_FORBIDDEN
 *
 * A #RoundsOperationGuard.
 */
gboolean
rounds_policy_guard (RoundsOperationContext  *context,
                     RoundsEntity            *before,
                     RoundsEntity            *after,
                     gpointer                 user_data,
                     GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after != NULL ? after : before);
  const char *reference = rounds_policy_get_reference (info);

  if (rounds_policy_get_role (context->actor) == ROUNDS_ROLE_SUPER_ADMIN)
    return TRUE;

  if (g_str_equal (info->kind, "user"))
    return guard_user (context, before, after, error);
  if (rounds_policy_is_directory (info) || (info->flags & ROUNDS_ENTITY_SERVER_ONLY))
    return refuse ("ROLE_NOT_ALLOWED", _("Your role does not allow this. Ask an administrator."), error);

  if (after != NULL && !check_references (context, before, after, error))
    return FALSE;
  if (reference != NULL)
    return guard_dependant (context, reference, before, after, error);
  if (info->owner_field != NULL)
    return guard_owned (context, before, after, error);

  return before == NULL || check_belongs (context, before, error);
}
