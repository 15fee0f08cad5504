/* rounds-contact-deals-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsContactDealsView:
 *
 * The deals that a contact takes part in, with the role that is played in each.
 */
#define ROUNDS_TYPE_CONTACT_DEALS_VIEW (rounds_contact_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsContactDealsView, rounds_contact_deals_view, ROUNDS, CONTACT_DEALS_VIEW, RoundsRecordView)

G_END_DECLS
