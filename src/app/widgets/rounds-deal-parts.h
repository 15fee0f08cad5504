/* rounds-deal-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsDealParts:
 *
 * All that belongs to a deal, one below the other: next step, chances, contacts, tasks, quotes, facts and moves. What its rows and buttons
 * ask for is done by what stands around it: `page.new-record`, `page.edit-record` and `page.delete-record`.
 */
#define ROUNDS_TYPE_DEAL_PARTS (rounds_deal_parts_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealParts, rounds_deal_parts, ROUNDS, DEAL_PARTS, AdwBin)

void rounds_deal_parts_set_deal (RoundsDealParts *self,
                                 RoundsStore     *store,
                                 const char      *id);
void rounds_deal_parts_show     (RoundsDealParts *self,
                                 RoundsEntity    *deal);

G_END_DECLS
