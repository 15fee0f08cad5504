/* rounds-policy-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy.h"

#include "model/rounds-registry.h"
#include "server/rounds-policy-private.h"

/*
 * What a person sees, as a condition that every list, figure, search, export and pull carries. A record belongs to its owner and
 * through him to a team; without an owner, to who made it. What hangs on another record (a contact on its institution, a payment on its
 * invoice, a comment on its meeting) goes with it.
 */

/* first OR second, which are taken. */
static RoundsFilter *
either (RoundsFilter *first,
        RoundsFilter *second)
{
  g_autoptr(RoundsFilter) a = first;
  g_autoptr(RoundsFilter) b = second;

  return rounds_filter_new_or (a, b);
}

static RoundsFilter *
both (RoundsFilter *first,
      RoundsFilter *second)
{
  g_autoptr(RoundsFilter) a = first;
  g_autoptr(RoundsFilter) b = second;

  return rounds_filter_new_and (a, b);
}

static const RoundsField *
find (const RoundsEntityInfo *info,
      const char             *name)
{
  return rounds_entity_info_find (info, name);
}

static RoundsFilter *
is_person (const RoundsField *field,
           const RoundsActor *actor)
{
  return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, actor->user_id);
}

/* The person, or a colleague of the same team, stands in @field. */
static RoundsFilter *
is_of_team (const RoundsField *field,
            const RoundsActor *actor)
{
  if (actor->team_id != NULL)
    return either (rounds_filter_new_text (field, ROUNDS_FILTER_TEAM, actor->team_id), is_person (field, actor));

  return is_person (field, actor);
}

static RoundsFilter *
get_owned_scope (const RoundsEntityInfo *info,
                 const RoundsActor      *actor)
{
  const RoundsField *owner = find (info, info->owner_field);
  const RoundsField *creator = find (info, "created-by");
  RoundsFilter *scope;

  if (rounds_policy_get_role (actor) == ROUNDS_ROLE_SUPER_ADMIN)
    return rounds_filter_new_all ();

  /* A register freshly imported is everybody's until someone takes an institution. */
  scope = is_of_team (owner, actor);
  if (g_str_equal (info->kind, "institution"))
    scope = either (scope, rounds_filter_new_empty (owner));
  else
    scope = either (scope, both (rounds_filter_new_empty (owner), is_of_team (creator, actor)));

  return either (scope, is_person (creator, actor));
}

static RoundsFilter *
get_dependent_scope (const RoundsEntityInfo *info,
                     const char             *reference,
                     const RoundsActor      *actor)
{
  const RoundsField *field = find (info, reference);
  g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (rounds_registry_find (field->reference), (gpointer) actor);

  return rounds_filter_new_related (field, scope);
}

/* Somebody who was given a note to read or to write. */
static RoundsFilter *
is_shared_with (const RoundsEntityInfo *info,
                const RoundsActor      *actor)
{
  const RoundsEntityInfo *share = rounds_registry_find ("note-share");
  g_autoptr(RoundsFilter) condition = both (is_person (find (share, "user-id"), actor),
                                            rounds_filter_new_empty (find (share, "deleted-at")));

  return rounds_filter_new_linked (find (info, "id"), share, find (share, "note-id"), condition);
}

static RoundsFilter *
get_note_scope (const RoundsEntityInfo *info,
                const RoundsActor      *actor)
{
  RoundsFilter *open = both (rounds_filter_new_integer (find (info, "is-private"), ROUNDS_FILTER_EQUAL, 0),
                             get_owned_scope (info, actor));

  return either (either (is_person (find (info, info->owner_field), actor), is_shared_with (info, actor)), open);
}

static RoundsFilter *
has_visibility (const RoundsEntityInfo *info,
                const char             *visibility)
{
  return rounds_filter_new_text (find (info, "visibility"), ROUNDS_FILTER_EQUAL, visibility);
}

/* A team's is that of the team it names; without one, of its owner's. */
static RoundsFilter *
get_shared_scope (const RoundsEntityInfo *info,
                  const RoundsActor      *actor)
{
  const RoundsField *team = find (info, "team-id");
  const RoundsField *owner = find (info, info->owner_field);
  RoundsFilter *scope = either (is_person (owner, actor), has_visibility (info, "public"));

  if (rounds_policy_get_role (actor) == ROUNDS_ROLE_SUPER_ADMIN)
    return either (scope, has_visibility (info, "team"));
  if (actor->team_id == NULL)
    return scope;

  return either (scope, both (has_visibility (info, "team"),
                              either (rounds_filter_new_text (team, ROUNDS_FILTER_EQUAL, actor->team_id),
                                      both (rounds_filter_new_empty (team), is_of_team (owner, actor)))));
}

/* It hangs on a record of a kind that is of the person's scope. */
static RoundsFilter *
is_attached_to (const RoundsEntityInfo *info,
                const RoundsEntityInfo *target,
                const RoundsActor      *actor)
{
  g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (target, (gpointer) actor);

  return both (rounds_filter_new_text (find (info, "record-kind"), ROUNDS_FILTER_EQUAL, target->kind),
               rounds_filter_new_linked (find (info, "record-id"), target, find (target, "id"), scope));
}

static RoundsFilter *
get_attached_scope (const RoundsEntityInfo *info,
                    const RoundsActor      *actor)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  const RoundsField *kind = find (info, "record-kind");
  RoundsFilter *scope = is_person (find (info, info->owner_field), actor);

  /* Even an administrator does not see what hangs on somebody's private note. */
  if (rounds_policy_get_role (actor) == ROUNDS_ROLE_SUPER_ADMIN)
    return either (either (scope, rounds_filter_new_text (kind, ROUNDS_FILTER_DIFFERENT, "note")),
                   is_attached_to (info, rounds_registry_find ("note"), actor));

  scope = either (scope, both (rounds_filter_new_empty (kind), get_dependent_scope (info, "institution-id", actor)));
  for (guint i = 0; kinds[i] != NULL; i++)
    if (rounds_policy_can_be_attached (kinds[i]))
      scope = either (scope, is_attached_to (info, kinds[i], actor));

  return scope;
}

static RoundsFilter *
get_administration_scope (const RoundsEntityInfo *info,
                          const char             *reference,
                          const RoundsActor      *actor)
{
  const RoundsField *person = find (info, reference);

  switch (rounds_policy_get_role (actor))
    {
    case ROUNDS_ROLE_SUPER_ADMIN:
      return rounds_filter_new_all ();
    case ROUNDS_ROLE_TEAM_ADMIN:
      return is_of_team (person, actor);
    case ROUNDS_ROLE_NOBODY:
    case ROUNDS_ROLE_USER:
    case ROUNDS_ROLE_SERVER:
    default:
      return is_person (person, actor);
    }
}

/**
 * rounds_policy_get_scope:
 * @info: a kind
 * @actor: (type RoundsActor): who asks
 *
 * Returns: (transfer full): the condition on what the person may see
 */
RoundsFilter *
rounds_policy_get_scope (const RoundsEntityInfo *info,
                         gpointer                actor)
{
  const RoundsPolicyKind *kind = rounds_policy_get_kind (info);

  switch (kind->rule)
    {
    case ROUNDS_POLICY_DIRECTORY:
      return rounds_filter_new_all ();
    case ROUNDS_POLICY_OWNED:
      return get_owned_scope (info, actor);
    case ROUNDS_POLICY_DEPENDENT:
      return get_dependent_scope (info, kind->reference, actor);
    case ROUNDS_POLICY_ATTACHED:
      return get_attached_scope (info, actor);
    case ROUNDS_POLICY_NOTE:
      return get_note_scope (info, actor);
    case ROUNDS_POLICY_SHARED:
      return get_shared_scope (info, actor);
    case ROUNDS_POLICY_PERSONAL:
      return is_person (find (info, info->owner_field), actor);
    case ROUNDS_POLICY_ADMINISTRATION:
    default:
      return get_administration_scope (info, kind->reference, actor);
    }
}
