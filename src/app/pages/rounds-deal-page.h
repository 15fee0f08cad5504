/* rounds-deal-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-record-page.h"

G_BEGIN_DECLS

/**
 * RoundsDealPage:
 *
 * All there is about one deal.
 */
#define ROUNDS_TYPE_DEAL_PAGE (rounds_deal_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealPage, rounds_deal_page, ROUNDS, DEAL_PAGE, RoundsRecordPage)

GtkWidget *rounds_deal_page_new (RoundsWorkspace *workspace,
                                 const char      *id);

G_END_DECLS
