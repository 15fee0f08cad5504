/* rounds-policy-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/rounds-policy.h"

G_BEGIN_DECLS

/* From the least to the most. */
typedef enum
{
  ROUNDS_ROLE_NOBODY,
  ROUNDS_ROLE_USER,
  ROUNDS_ROLE_TEAM_ADMIN,
  ROUNDS_ROLE_SUPER_ADMIN,
  ROUNDS_ROLE_SERVER,
} RoundsRole;

/**
 * RoundsPolicyRule:
 * @ROUNDS_POLICY_OWNED: belongs to its owner and through him to a team; without an owner, to who made it
 * @ROUNDS_POLICY_DIRECTORY: everybody who has signed in reads it
 * @ROUNDS_POLICY_DEPENDENT: goes with the record that a reference of it names
 * @ROUNDS_POLICY_ATTACHED: goes with the record that `record-kind` and `record-id` name, else with its institution
 * @ROUNDS_POLICY_NOTE: as owned; a private one is its creator's and theirs with whom it is shared
 * @ROUNDS_POLICY_SHARED: its `visibility` says who sees it
 * @ROUNDS_POLICY_PERSONAL: its owner's alone, not even an administrator's
 * @ROUNDS_POLICY_ADMINISTRATION: a team's manager sees what his team has made or done
 */
typedef enum
{
  ROUNDS_POLICY_OWNED,
  ROUNDS_POLICY_DIRECTORY,
  ROUNDS_POLICY_DEPENDENT,
  ROUNDS_POLICY_ATTACHED,
  ROUNDS_POLICY_NOTE,
  ROUNDS_POLICY_SHARED,
  ROUNDS_POLICY_PERSONAL,
  ROUNDS_POLICY_ADMINISTRATION,
} RoundsPolicyRule;

/**
 * RoundsPolicyKind:
 * @kind: of record
 * @rule: who sees it, and who may write it once @writer lets him
 * @writer: the least role that writes any of it
 * @reference: (nullable): of a dependent kind, the field that names the other record; of administration, the person it is about
 */
typedef struct
{
  const char *kind;
  RoundsPolicyRule rule;
  RoundsRole writer;
  const char *reference;
} RoundsPolicyKind;

RoundsRole              rounds_policy_get_role        (const RoundsActor       *actor);
const RoundsPolicyKind *rounds_policy_find_kind       (const char              *kind);
const RoundsPolicyKind *rounds_policy_get_kind        (const RoundsEntityInfo  *info);
gboolean                rounds_policy_is_directory    (const RoundsEntityInfo  *info);
gboolean                rounds_policy_can_be_attached (const RoundsEntityInfo  *info);
gboolean                rounds_policy_check_references (RoundsOperationContext *context,
                                                       RoundsEntity            *before,
                                                       RoundsEntity            *after,
                                                       GError                 **error);
gboolean                rounds_policy_has_moved       (RoundsEntity            *before,
                                                       RoundsEntity            *after);
gboolean                rounds_policy_take_along      (RoundsDatabase          *database,
                                                       const RoundsEntityInfo  *info,
                                                       GPtrArray               *ids,
                                                       GError                 **error);
gboolean                rounds_policy_take_portfolio_along (RoundsDatabase     *database,
                                                       const char              *user_id,
                                                       GError                 **error);

G_END_DECLS
