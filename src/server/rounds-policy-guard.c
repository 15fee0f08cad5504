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
 * members, a `super_admin` everything but what is private to somebody, and nobody what is a record of what has been done. An
 * institution that nobody has can be taken.
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
refuse_role (GError **error)
{
  return refuse ("ROLE_NOT_ALLOWED", _("Your role does not allow this. Ask an administrator."), error);
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

static gboolean
is_administrator (RoundsOperationContext *context)
{
  return rounds_policy_get_role (context->actor) == ROUNDS_ROLE_SUPER_ADMIN;
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
  gboolean is_member = is_own (entity, context->actor) || is_administrator (context);

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
                 RoundsEntity            *before,
                 RoundsEntity            *after,
                 GError                 **error)
{
  const char *field = after != NULL ? rounds_entity_get_info (after)->owner_field : NULL;
  const char *owner = field != NULL ? rounds_entity_get_text (after, field) : NULL;
  gboolean is_member;

  if (owner == NULL || is_administrator (context) ||
      (before != NULL && g_strcmp0 (rounds_entity_get_text (before, field), owner) == 0))
    return TRUE;
  if (!is_in_team (context, owner, &is_member, error))
    return FALSE;

  return is_member || refuse ("OTHER_TEAM", _("This person is not in your team. Choose a colleague of your team."), error);
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

  return check_new_owner (context, before, after, error);
}

/* Who may write a note and who may not: @may is the permission of the share, `read` or `write`; %NULL without one. */
static gboolean
find_share (RoundsOperationContext  *context,
            RoundsEntity            *note,
            char                   **may,
            GError                 **error)
{
  return rounds_database_query_text (context->database, may, error,
                                     "SELECT max(permission) FROM note_shares WHERE note_id = $1 AND user_id = $2 AND deleted_at IS NULL",
                                     "ss", rounds_entity_get_id (note), context->actor->user_id);
}

static gboolean
is_private_note (RoundsEntity *note)
{
  return rounds_entity_get_boolean (note, "is-private");
}

static gboolean
is_creator (RoundsEntity      *note,
            const RoundsActor *actor)
{
  return g_strcmp0 (get_owner (note), actor->user_id) == 0;
}

/* Whose note it is and who reads it is its creator's to say. */
static gboolean
is_kept_as_is (RoundsEntity *before,
               RoundsEntity *after)
{
  return after != NULL && rounds_entity_is_deleted (before) == rounds_entity_is_deleted (after) &&
         is_private_note (before) == is_private_note (after) && g_strcmp0 (get_owner (before), get_owner (after)) == 0;
}

static gboolean
guard_note (RoundsOperationContext  *context,
            RoundsEntity            *before,
            RoundsEntity            *after,
            GError                 **error)
{
  g_autofree char *may = NULL;

  if (before == NULL)
    return check_new_owner (context, NULL, after, error);
  if (is_creator (before, context->actor))
    return check_new_owner (context, before, after, error);

  if (!find_share (context, before, &may, error))
    return FALSE;
  if (g_strcmp0 (may, "write") == 0 && is_kept_as_is (before, after))
    return TRUE;
  if (is_private_note (before) || (after != NULL && is_private_note (after)))
    return refuse_not_yours (error);

  return check_belongs (context, before, error) && check_new_owner (context, before, after, error);
}

/* With whom a note is shared is its creator's to say, and it stays in the team. */
static gboolean
guard_share (RoundsOperationContext  *context,
             RoundsEntity            *note,
             RoundsEntity            *after,
             GError                 **error)
{
  gboolean is_member;

  /* A note that is deleted takes its shares with it. */
  if (!is_creator (note, context->actor) && after != NULL && rounds_entity_is_deleted (after) && !is_private_note (note))
    return check_belongs (context, note, error);
  if (!is_creator (note, context->actor))
    return refuse ("NOT_YOURS", _("Only who wrote the note says who else reads it."), error);
  if (after == NULL || rounds_entity_is_deleted (after) || is_administrator (context))
    return TRUE;
  if (!is_in_team (context, rounds_entity_get_text (after, "user-id"), &is_member, error))
    return FALSE;

  return is_member || refuse ("OTHER_TEAM", _("This person is not in your team. Choose a colleague of your team."), error);
}

/* What belongs to another record goes with it: a contact with its institution, a payment with its invoice. */
static gboolean
guard_dependent (RoundsOperationContext  *context,
                 const char              *reference,
                 RoundsEntity            *before,
                 RoundsEntity            *after,
                 GError                 **error)
{
  RoundsEntity *entity = before != NULL ? before : after;
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), reference);
  const RoundsEntityInfo *parent_info = rounds_registry_find (field->reference);
  const RoundsPolicyKind *parent_kind = rounds_policy_get_kind (parent_info);
  g_autoptr(RoundsEntity) parent = NULL;

  if (is_administrator (context) && parent_kind->rule != ROUNDS_POLICY_NOTE)
    return TRUE;
  /* Whoever sees an institution may note who works there. */
  if (before == NULL && g_str_equal (parent_info->kind, "institution"))
    return TRUE;

  parent = rounds_policy_find (context->database, context->actor, parent_info, rounds_entity_get_text (entity, reference), TRUE,
                               error);
  if (parent == NULL)
    return FALSE;
  if (parent_kind->rule == ROUNDS_POLICY_NOTE)
    return guard_share (context, parent, after, error);
  if (parent_kind->rule == ROUNDS_POLICY_ADMINISTRATION || (before != NULL && is_own (before, context->actor)))
    return TRUE;

  return check_belongs (context, parent, error);
}

/* Segments and views: the owner's; what is made for others, a team's manager may change too. */
static gboolean
guard_shared (RoundsOperationContext  *context,
              RoundsEntity            *before,
              RoundsEntity            *after,
              GError                 **error)
{
  const char *team_id = after != NULL ? rounds_entity_get_text (after, "team-id") : NULL;
  const char *former_team_id = before != NULL ? rounds_entity_get_text (before, "team-id") : NULL;

  if (before != NULL && !is_creator (before, context->actor))
    {
      if (g_strcmp0 (rounds_entity_get_text (before, "visibility"), "private") == 0)
        return refuse_not_yours (error);
      if (!check_belongs (context, before, error))
        return FALSE;
    }

  if (team_id != NULL && !is_administrator (context) && g_strcmp0 (team_id, former_team_id) != 0 &&
      g_strcmp0 (team_id, context->actor->team_id) != 0)
    return refuse ("OTHER_TEAM", _("This is not your team. Choose your own."), error);

  return check_new_owner (context, before, after, error);
}

static gboolean
guard_personal (RoundsOperationContext  *context,
                RoundsEntity            *before,
                RoundsEntity            *after,
                GError                 **error)
{
  if ((before != NULL && !is_creator (before, context->actor)) || (after != NULL && !is_creator (after, context->actor)))
    return refuse_not_yours (error);

  return TRUE;
}

static gboolean
guard_administration (RoundsOperationContext  *context,
                      const char              *reference,
                      RoundsEntity            *before,
                      GError                 **error)
{
  gboolean is_member = TRUE;

  if (before == NULL || is_administrator (context))
    return TRUE;
  if (!is_in_team (context, rounds_entity_get_text (before, reference), &is_member, error))
    return FALSE;

  return is_member || refuse_not_yours (error);
}

static gboolean
is_leader (RoundsEntity *user)
{
  return g_strcmp0 (rounds_entity_get_text (user, "role"), "super_admin") == 0;
}

/* The own account, but not what one is and where. */
static gboolean
is_own_account (RoundsEntity      *before,
                RoundsEntity      *after,
                const RoundsActor *actor)
{
  return before != NULL && after != NULL && g_strcmp0 (rounds_entity_get_id (before), actor->user_id) == 0 &&
         g_strcmp0 (rounds_entity_get_text (before, "role"), rounds_entity_get_text (after, "role")) == 0 &&
         g_strcmp0 (rounds_entity_get_text (before, "team-id"), rounds_entity_get_text (after, "team-id")) == 0 &&
         rounds_entity_get_boolean (before, "is-active") == rounds_entity_get_boolean (after, "is-active") &&
         rounds_entity_is_deleted (before) == rounds_entity_is_deleted (after);
}

static gboolean
guard_user (RoundsOperationContext  *context,
            RoundsEntity            *before,
            RoundsEntity            *after,
            GError                 **error)
{
  const char *team_id = context->actor->team_id;

  if (is_administrator (context) || is_own_account (before, after, context->actor))
    return TRUE;
  if (rounds_policy_get_role (context->actor) < ROUNDS_ROLE_TEAM_ADMIN)
    return refuse_role (error);

  if (team_id == NULL || (before != NULL && (is_leader (before) || g_strcmp0 (rounds_entity_get_text (before, "team-id"), team_id) != 0)))
    return refuse ("OTHER_TEAM", _("This person is not in your team. Ask an administrator."), error);
  if (after != NULL && (is_leader (after) || g_strcmp0 (rounds_entity_get_text (after, "team-id"), team_id) != 0))
    return refuse ("OTHER_TEAM", _("You manage your own team only: leave people in it, and leave administrators to an administrator."), error);

  return TRUE;
}

static gboolean
guard_attached (RoundsOperationContext  *context,
                RoundsEntity            *before,
                RoundsEntity            *after,
                GError                 **error)
{
  if (before == NULL)
    return check_new_owner (context, NULL, after, error);
  if (!is_own (before, context->actor))
    {
      g_autoptr(RoundsEntity) seen = rounds_policy_find (context->database, context->actor, rounds_entity_get_info (before),
                                                         rounds_entity_get_id (before), TRUE, error);

      if (seen == NULL || !check_belongs (context, before, error))
        return FALSE;
    }

  return check_new_owner (context, before, after, error);
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
  const RoundsPolicyKind *kind = rounds_policy_get_kind (info);

  if (kind->writer == ROUNDS_ROLE_SERVER)
    return refuse ("READ_ONLY", _("This is a record of what has been done: nobody changes it."), error);
  if (rounds_policy_get_role (context->actor) < kind->writer)
    return refuse_role (error);
  if (after != NULL && !rounds_policy_check_references (context, before, after, error))
    return FALSE;

  switch (kind->rule)
    {
    case ROUNDS_POLICY_OWNED:
      return guard_owned (context, before, after, error);
    case ROUNDS_POLICY_DEPENDENT:
      return guard_dependent (context, kind->reference, before, after, error);
    case ROUNDS_POLICY_ATTACHED:
      return guard_attached (context, before, after, error);
    case ROUNDS_POLICY_NOTE:
      return guard_note (context, before, after, error);
    case ROUNDS_POLICY_SHARED:
      return guard_shared (context, before, after, error);
    case ROUNDS_POLICY_PERSONAL:
      return guard_personal (context, before, after, error);
    case ROUNDS_POLICY_DIRECTORY:
      return !g_str_equal (info->kind, "user") || guard_user (context, before, after, error);
    case ROUNDS_POLICY_ADMINISTRATION:
    default:
      return guard_administration (context, kind->reference, before, error);
    }
}
