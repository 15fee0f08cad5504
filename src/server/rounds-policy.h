/* rounds-policy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-filter.h"
#include "wire/rounds-routes.h"

G_BEGIN_DECLS

/* Who may see and do what: all of it is here. */

gboolean      rounds_policy_check_route (const RoundsRoute       *route,
                                         const RoundsActor       *actor,
                                         GError                 **error);
gboolean      rounds_policy_has_entry   (const char              *permission);
gboolean      rounds_policy_is_public   (const RoundsRoute       *route);

RoundsFilter *rounds_policy_get_scope   (const RoundsEntityInfo  *info,
                                         gpointer                 actor);
RoundsEntity *rounds_policy_find_row    (RoundsDatabase          *database,
                                         const RoundsActor       *actor,
                                         const RoundsEntityInfo  *info,
                                         const char              *id,
                                         gboolean                 include_deleted,
                                         GError                 **error);
RoundsEntity *rounds_policy_find        (RoundsDatabase          *database,
                                         const RoundsActor       *actor,
                                         const RoundsEntityInfo  *info,
                                         const char              *id,
                                         gboolean                 include_deleted,
                                         GError                 **error);
gboolean      rounds_policy_guard       (RoundsOperationContext  *context,
                                         RoundsEntity            *before,
                                         RoundsEntity            *after,
                                         gpointer                 user_data,
                                         GError                 **error);

G_END_DECLS
