/* rounds-deal-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/rounds-filter.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsDealFilter:
 *
 * Narrows the deals of the pipeline: by person, team, institution, value and expected close.
 *
 * Signals: `changed ()`: another filter holds; `worded ()`: what holds reads differently, because a name has come.
 */
#define ROUNDS_TYPE_DEAL_FILTER (rounds_deal_filter_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealFilter, rounds_deal_filter, ROUNDS, DEAL_FILTER, GtkPopover)

void          rounds_deal_filter_set_up      (RoundsDealFilter *self,
                                              RoundsStore      *store,
                                              GVariant         *chosen);
RoundsFilter *rounds_deal_filter_dup_filter  (RoundsDealFilter *self);
guint         rounds_deal_filter_get_n_chips (RoundsDealFilter *self);
char         *rounds_deal_filter_dup_chip    (RoundsDealFilter *self,
                                              guint             index);
void          rounds_deal_filter_clear       (RoundsDealFilter *self,
                                              guint             index);
void          rounds_deal_filter_clear_all   (RoundsDealFilter *self);
GVariant     *rounds_deal_filter_to_variant  (RoundsDealFilter *self);

G_END_DECLS
