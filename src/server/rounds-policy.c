/* rounds-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "server/rounds-policy-private.h"
#include "store/rounds-repository.h"

/*
 * Which routes a role opens. Which rule a kind of record follows is rounds-policy-kinds.c, what a person sees of it
 * rounds-policy-scope.c, what a person may write rounds-policy-guard.c.
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
  { "catalog.write", ROUNDS_ROLE_TEAM_ADMIN },
  { "webhooks.write", ROUNDS_ROLE_TEAM_ADMIN },
  { "administration.read", ROUNDS_ROLE_TEAM_ADMIN },
  { "workspace.write", ROUNDS_ROLE_SUPER_ADMIN },
  { "teams.write", ROUNDS_ROLE_SUPER_ADMIN },
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
 * rounds_policy_find_row:
 *
 * As rounds_policy_find(), without the records that belong to it: for who only asks whether it may be seen, and its revision.
 */
RoundsEntity *
rounds_policy_find_row (RoundsDatabase          *database,
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
      g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (info, (gpointer) actor);
      g_autoptr(RoundsFilter) named = rounds_filter_new_text (rounds_entity_info_find (info, "id"), ROUNDS_FILTER_EQUAL, id);

      filter = rounds_filter_new_and (named, scope);
      rounds_query_set_filter (query, filter);
      rounds_query_set_include_deleted (query, include_deleted);
      rounds_query_set_range (query, 0, 1);

      found = rounds_repository_list (database, query, error);
      if (found == NULL)
        return NULL;
    }

  if (found == NULL || found->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: there is no such record"), _(info->label));
      return NULL;
    }

  return g_object_ref (g_ptr_array_index (found, 0));
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
  g_autoptr(RoundsEntity) entity = rounds_policy_find_row (database, actor, info, id, include_deleted, error);
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  if (entity == NULL)
    return NULL;

  g_ptr_array_add (one, entity);
  return rounds_repository_load_records (database, one, error) ? g_steal_pointer (&entity) : NULL;
}
