/* rounds-record-revenue-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsRecordRevenueView:
 *
 * What an institution, or one contact of it, has brought in and owes.
 */
#define ROUNDS_TYPE_RECORD_REVENUE_VIEW (rounds_record_revenue_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecordRevenueView, rounds_record_revenue_view, ROUNDS, RECORD_REVENUE_VIEW, RoundsRecordView)

G_END_DECLS
