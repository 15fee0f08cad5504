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
} RoundsRole;

RoundsRole  rounds_policy_get_role      (const RoundsActor      *actor);
const char *rounds_policy_get_reference (const RoundsEntityInfo *info);
gboolean    rounds_policy_is_directory  (const RoundsEntityInfo *info);

G_END_DECLS
