/* rounds-deal-chances.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsDealChances:
 *
 * How likely an open deal is to be won by what was learned from closed ones, and what speaks for it and against it.
 */
#define ROUNDS_TYPE_DEAL_CHANCES (rounds_deal_chances_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealChances, rounds_deal_chances, ROUNDS, DEAL_CHANCES, AdwPreferencesGroup)

void rounds_deal_chances_set_deal (RoundsDealChances *self,
                                   RoundsStore       *store,
                                   const char        *id);

G_END_DECLS
