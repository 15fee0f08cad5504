/* rounds-totals-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "rules/rounds-document.h"

G_BEGIN_DECLS

/**
 * RoundsTotalsView:
 *
 * What a document comes to: before and after discounts, its VAT table, the total.
 */
#define ROUNDS_TYPE_TOTALS_VIEW (rounds_totals_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTotalsView, rounds_totals_view, ROUNDS, TOTALS_VIEW, AdwBin)

void rounds_totals_view_show (RoundsTotalsView           *self,
                              const RoundsDocumentTotals *totals,
                              const char                 *currency);
void rounds_totals_view_add  (RoundsTotalsView           *self,
                              const char                 *text,
                              gint64                      amount,
                              const char                 *currency,
                              gboolean                    is_total);

G_END_DECLS
