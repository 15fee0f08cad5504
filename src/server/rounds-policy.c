/* rounds-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-policy-private.h"
#include "store/rounds-repository.h"

/*
 * What a role opens, and what a person sees. What a person may write is rounds-policy-guard.c.
 *
 * A record belongs to its owner and through him to a team; without an owner, to who made it. What hangs on another record (a contact
 * on its institution, a payment on its invoice) goes with it. People and teams are known to everybody who has signed in.
 */

/* The least role that a permission asks for. */
static const struct
{
  const char *permission;
  RoundsRole least;
} permissions[] = {
  { "public", ROUNDS_ROLE_NOBODY },
  { "signed-in", ROUNDS_ROLE_USER },
  { "records.read", ROUNDS_ROLE_USER },
  { "records.write", ROUNDS_ROLE_USER },
  { "registers.import", ROUNDS_ROLE_TEAM_ADMIN },
  { "users.write", ROUNDS_ROLE_TEAM_ADMIN },
  { "workspace.write", ROUNDS_ROLE_SUPER_ADMIN },
  { "teams.write", ROUNDS_ROLE_SUPER_ADMIN },
};

/* Kinds that are seen and written with the record that a reference of theirs names. */
static const struct
{
  const char *kind;
  const char *reference;
} dependants[] = {
  { "contact", "institution-id" },
  { "stage-change", "opportunity-id" },
  { "payment", "invoice-id" },
};

/* What a workspace is set up with: everybody who has signed in reads it, and administrators write it. */
static const char * const directory[] = {
  "user",
  "team",
  "setting",
  "custom-field",
  "tag",
  "lead-source",
  "lost-reason",
  "pipeline",
  "product",
  "reminder-rule",
  NULL,
};

static int
find_permission (const char *permission)
{
  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    if (g_strcmp0 (permissions[i].permission, permission) == 0)
      return (int) i;

  return -1;
}

RoundsRole
rounds_policy_get_role (const RoundsActor *actor)
{
  if (actor == NULL)
    return ROUNDS_ROLE_NOBODY;
  if (g_strcmp0 (actor->role, "super_admin") == 0)
    return ROUNDS_ROLE_SUPER_ADMIN;
  if (g_strcmp0 (actor->role, "team_admin") == 0)
    return ROUNDS_ROLE_TEAM_ADMIN;
  return ROUNDS_ROLE_USER;
}

const char *
rounds_policy_get_reference (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (dependants); i++)
    if (g_str_equal (dependants[i].kind, info->kind))
      return dependants[i].reference;

  return info->parent_field;
}

gboolean
rounds_policy_is_directory (const RoundsEntityInfo *info)
{
  return g_strv_contains (directory, info->kind);
}

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

/* The person, or a colleague of the same team, stands in @field. */
static RoundsFilter *
is_of_team (const RoundsField *field,
            const RoundsActor *actor)
{
  if (actor->team_id != NULL)
    return either (rounds_filter_new_text (field, ROUNDS_FILTER_TEAM, actor->team_id),
                   rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, actor->user_id));

  return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, actor->user_id);
}

static RoundsFilter *
get_owned_scope (const RoundsEntityInfo *info,
                 const RoundsActor      *actor)
{
  const RoundsField *owner = rounds_entity_info_find (info, info->owner_field);
  const RoundsField *creator = rounds_entity_info_find (info, "created-by");
  RoundsFilter *scope = is_of_team (owner, actor);

  /* A register freshly imported is everybody's until someone takes an institution. */
  if (g_str_equal (info->kind, "institution"))
    scope = either (scope, rounds_filter_new_empty (owner));
  else
    scope = either (scope, both (rounds_filter_new_empty (owner), is_of_team (creator, actor)));

  return either (scope, rounds_filter_new_text (creator, ROUNDS_FILTER_EQUAL, actor->user_id));
}

/**
 * rounds_policy_check_route:
 * @actor: (nullable): who has signed in
 * @error: %ROUNDS_PROBLEM_UNAUTHORIZED `NOT_SIGNED_IN`, %ROUNDS_PROBLEM_FORBIDDEN `ROLE_NOT_ALLOWED`
 *
 * Returns: whether the person's role opens the route
 */
gboolean
rounds_policy_check_route (const RoundsRoute  *route,
                           const RoundsActor  *actor,
                           GError            **error)
{
  int index = find_permission (route->permission);
  RoundsRole least = index >= 0 ? permissions[index].least : ROUNDS_ROLE_SUPER_ADMIN;

  if (least == ROUNDS_ROLE_NOBODY)
    return TRUE;

  if (actor == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAUTHORIZED, "NOT_SIGNED_IN", _("Sign in first"));
      return FALSE;
    }
  if (rounds_policy_get_role (actor) < least)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, "ROLE_NOT_ALLOWED", _("Your role does not allow this. Ask an administrator."));
      return FALSE;
    }

  return TRUE;
}

/**
 * rounds_policy_has_entry:
 * @permission: a route's
 *
 * Returns: whether the policy says who has it; without, nobody but an administrator
 */
gboolean
rounds_policy_has_entry (const char *permission)
{
  return find_permission (permission) >= 0;
}

gboolean
rounds_policy_is_public (const RoundsRoute *route)
{
  return rounds_policy_check_route (route, NULL, NULL);
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
  const RoundsActor *person = actor;
  const char *reference = rounds_policy_get_reference (info);

  if (rounds_policy_get_role (person) == ROUNDS_ROLE_SUPER_ADMIN || rounds_policy_is_directory (info))
    return rounds_filter_new_all ();

  if (reference != NULL)
    {
      const RoundsField *field = rounds_entity_info_find (info, reference);
      g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (rounds_registry_find (field->reference), actor);

      return rounds_filter_new_related (field, scope);
    }
  if (info->owner_field != NULL)
    return get_owned_scope (info, person);

  /* A kind that nothing is said about: what one has made oneself. */
  return rounds_filter_new_text (rounds_entity_info_find (info, "created-by"), ROUNDS_FILTER_EQUAL, person->user_id);
}

/**
 * rounds_policy_find:
 * @id: (nullable): an id
 * @include_deleted: whether a tombstone will do
 * @error: %ROUNDS_PROBLEM_NOT_FOUND, also when the record is there but not for this person's eyes
 *
 * Returns: (transfer full): the record with those that belong to it
 */
RoundsEntity *
rounds_policy_find (RoundsDatabase          *database,
                    const RoundsActor       *actor,
                    const RoundsEntityInfo  *info,
                    const char              *id,
                    gboolean                 include_deleted,
                    GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(GPtrArray) found = NULL;

  if (rounds_id_is_valid (id))
    {
      filter = both (rounds_filter_new_text (rounds_entity_info_find (info, "id"), ROUNDS_FILTER_EQUAL, id),
                     rounds_policy_get_scope (info, (gpointer) actor));
      rounds_query_set_filter (query, filter);
      rounds_query_set_include_deleted (query, include_deleted);
      rounds_query_set_range (query, 0, 1);

      found = rounds_repository_list (database, query, error);
      if (found == NULL || !rounds_repository_load_records (database, found, error))
        return NULL;
    }

  if (found == NULL || found->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: there is no such record"), _(info->label));
      return NULL;
    }

  return g_object_ref (g_ptr_array_index (found, 0));
}
