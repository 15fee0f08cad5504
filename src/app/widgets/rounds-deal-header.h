/* rounds-deal-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsDealHeader:
 *
 * Which deal a page or a panel is about: its name, where, how much, how far, with buttons for what comes next (`page.new-record`) and for
 * closing it. Properties `compact`: for narrow places; `can-open`: offers the deal's page.
 */
#define ROUNDS_TYPE_DEAL_HEADER (rounds_deal_header_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealHeader, rounds_deal_header, ROUNDS, DEAL_HEADER, AdwBin)

void rounds_deal_header_show  (RoundsDealHeader *self,
                               RoundsWorkspace  *workspace,
                               RoundsEntity     *deal);
void rounds_deal_header_clear (RoundsDealHeader *self);

G_END_DECLS
