/* rounds-owner-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-filter.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsOwnerFilter:
 *
 * A button with which one chooses whose records are shown: everybody's, one's own, those of a team or of a person. Property `owner`:
 * empty for everybody's, `me`, `team:ID` or `user:ID`; it can be set before the people are known.
 */
#define ROUNDS_TYPE_OWNER_FILTER (rounds_owner_filter_get_type ())
G_DECLARE_FINAL_TYPE (RoundsOwnerFilter, rounds_owner_filter, ROUNDS, OWNER_FILTER, AdwBin)

void          rounds_owner_filter_set_workspace (RoundsOwnerFilter *self,
                                                 RoundsWorkspace   *workspace);
const char   *rounds_owner_filter_get_owner     (RoundsOwnerFilter *self);
char         *rounds_owner_filter_dup_label     (RoundsOwnerFilter *self);
RoundsFilter *rounds_owner_filter_create        (const char        *owner,
                                                 const RoundsField *field,
                                                 const char        *user_id);

G_END_DECLS
