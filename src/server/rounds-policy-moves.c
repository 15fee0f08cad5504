/* rounds-policy-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy.h"

#include "model/rounds-registry.h"
#include "server/rounds-policy-private.h"
#include "store/rounds-scope-log.h"

/*
 * When a record comes before other eyes: it is given to another team, shared or no longer shared, moved to another institution; or its
 * owner goes to another team. What hangs on it comes along.
 */

/* Ids that one statement names at most. */
#define CHUNK 500

/* The fields that rounds-policy-scope.c reads, by rule. */
static const char * const note_fields[] = { "creator-id", "is-private", NULL };
static const char * const shared_fields[] = { "owner-id", "team-id", "visibility", NULL };
static const char * const attached_fields[] = { "user-id", "record-kind", "record-id", "institution-id", NULL };
static const char * const account_fields[] = { "team-id", NULL };

static gboolean
differs (RoundsEntity *before,
         RoundsEntity *after,
         const char   *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (after), name);

  return !rounds_value_equal (rounds_entity_get_value (before, field), rounds_entity_get_value (after, field));
}

static gboolean
differs_in (RoundsEntity       *before,
            RoundsEntity       *after,
            const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (differs (before, after, names[i]))
      return TRUE;

  return FALSE;
}

/**
 * rounds_policy_has_moved:
 * @before: a record as it was
 * @after: the same as it is
 *
 * Returns: whether others may see it now than before; of a user, whether others see what is the user's
 */
gboolean
rounds_policy_has_moved (RoundsEntity *before,
                         RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const RoundsPolicyKind *kind = rounds_policy_get_kind (info);

  switch (kind->rule)
    {
    case ROUNDS_POLICY_OWNED:
    case ROUNDS_POLICY_PERSONAL:
      return differs (before, after, info->owner_field);
    case ROUNDS_POLICY_DEPENDENT:
      return differs (before, after, kind->reference);
    case ROUNDS_POLICY_ATTACHED:
      return differs_in (before, after, attached_fields);
    case ROUNDS_POLICY_NOTE:
      return differs_in (before, after, note_fields);
    case ROUNDS_POLICY_SHARED:
      return differs_in (before, after, shared_fields);
    case ROUNDS_POLICY_DIRECTORY:
      return g_str_equal (info->kind, "user") && differs_in (before, after, account_fields);
    case ROUNDS_POLICY_ADMINISTRATION:
    default:
      return FALSE;
    }
}

static RoundsFilter *
one_of (const RoundsEntityInfo *info,
        const char             *field,
        const char * const     *ids)
{
  return rounds_filter_new_in (rounds_entity_info_find (info, field), ids);
}

/* The comments or documents of records of @target. */
static RoundsFilter *
hangs_on (const RoundsEntityInfo *info,
          const RoundsEntityInfo *target,
          const char * const     *ids)
{
  const RoundsField *kind = rounds_entity_info_find (info, "record-kind");
  g_autoptr(RoundsFilter) is_kind = rounds_filter_new_text (kind, ROUNDS_FILTER_EQUAL, target->kind);
  g_autoptr(RoundsFilter) is_record = one_of (info, "record-id", ids);
  g_autoptr(RoundsFilter) direct = rounds_filter_new_and (is_kind, is_record);
  g_autoptr(RoundsFilter) no_kind = NULL;
  g_autoptr(RoundsFilter) there = NULL;
  g_autoptr(RoundsFilter) general = NULL;

  if (!g_str_equal (target->kind, "institution"))
    return g_steal_pointer (&direct);

  no_kind = rounds_filter_new_empty (kind);
  there = one_of (info, "institution-id", ids);
  general = rounds_filter_new_and (no_kind, there);
  return rounds_filter_new_or (direct, general);
}

/* Which records of @info go with records of @target; %NULL: none. */
static RoundsFilter *
goes_with (const RoundsEntityInfo *info,
           const RoundsEntityInfo *target,
           const char * const     *ids)
{
  const RoundsPolicyKind *kind = rounds_policy_get_kind (info);

  if (info->flags & ROUNDS_ENTITY_SERVER_ONLY)
    return NULL;
  if (kind->rule == ROUNDS_POLICY_ATTACHED && rounds_policy_can_be_attached (target))
    return hangs_on (info, target, ids);
  if (kind->rule == ROUNDS_POLICY_DEPENDENT &&
      g_str_equal (rounds_entity_info_find (info, kind->reference)->reference, target->kind))
    return one_of (info, kind->reference, ids);

  return NULL;
}

static gboolean
take_along (RoundsDatabase          *database,
            const RoundsEntityInfo  *target,
            const char * const      *ids,
            GError                 **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsFilter) filter = goes_with (kinds[i], target, ids);
      g_autoptr(GPtrArray) touched = NULL;

      if (filter == NULL)
        continue;
      touched = rounds_scope_log_touch (database, kinds[i], filter, error);
      if (touched == NULL || !rounds_policy_take_along (database, kinds[i], touched, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * rounds_policy_take_along:
 * @info: a kind
 * @ids: (element-type utf8): records that others see now than before
 *
 * Notes that others see what hangs on them too, in a number of statements that hardly grows with them. Needs a transaction.
 */
gboolean
rounds_policy_take_along (RoundsDatabase          *database,
                          const RoundsEntityInfo  *info,
                          GPtrArray               *ids,
                          GError                 **error)
{
  for (guint i = 0; i < ids->len; i += CHUNK)
    {
      const guint n = MIN (CHUNK, ids->len - i);
      g_autofree const char **chunk = g_new0 (const char *, n + 1);

      for (guint j = 0; j < n; j++)
        chunk[j] = g_ptr_array_index (ids, i + j);
      if (!take_along (database, info, chunk, error))
        return FALSE;
    }

  return TRUE;
}

/* What belongs to the person: as owner, or as who made it when it has none. */
static RoundsFilter *
belongs_to (const RoundsEntityInfo *info,
            const char             *user_id)
{
  const RoundsField *owner = rounds_entity_info_find (info, info->owner_field);
  const RoundsField *creator = rounds_entity_info_find (info, "created-by");
  g_autoptr(RoundsFilter) owned = rounds_filter_new_text (owner, ROUNDS_FILTER_EQUAL, user_id);
  g_autoptr(RoundsFilter) free = rounds_filter_new_empty (owner);
  g_autoptr(RoundsFilter) made = rounds_filter_new_text (creator, ROUNDS_FILTER_EQUAL, user_id);
  g_autoptr(RoundsFilter) left = rounds_filter_new_and (free, made);

  return rounds_filter_new_or (owned, left);
}

/**
 * rounds_policy_take_portfolio_along:
 * @user_id: who has gone to another team
 *
 * Notes that others see what is the person's. Needs a transaction.
 */
gboolean
rounds_policy_take_portfolio_along (RoundsDatabase  *database,
                                    const char      *user_id,
                                    GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const RoundsPolicyRule rule = rounds_policy_get_kind (kinds[i])->rule;
      g_autoptr(RoundsFilter) filter = NULL;
      g_autoptr(GPtrArray) touched = NULL;

      if (rule != ROUNDS_POLICY_OWNED && rule != ROUNDS_POLICY_NOTE && rule != ROUNDS_POLICY_SHARED)
        continue;
      filter = belongs_to (kinds[i], user_id);
      touched = rounds_scope_log_touch (database, kinds[i], filter, error);
      if (touched == NULL || !rounds_policy_take_along (database, kinds[i], touched, error))
        return FALSE;
    }

  return TRUE;
}
