/* rounds-deal-roles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsDealRoles:
 *
 * The roles that a contact plays in the decisions about deals. Signal `changed`: they have been read, or read again.
 */
#define ROUNDS_TYPE_DEAL_ROLES (rounds_deal_roles_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealRoles, rounds_deal_roles, ROUNDS, DEAL_ROLES, GObject)

RoundsDealRoles *rounds_deal_roles_new       (RoundsStore     *store,
                                              const char      *contact_id);
const char      *rounds_deal_roles_get_label (RoundsDealRoles *self,
                                              const char      *deal_id);

G_END_DECLS
