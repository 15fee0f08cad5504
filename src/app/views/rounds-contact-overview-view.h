/* rounds-contact-overview-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsContactOverviewView:
 *
 * What is known of a contact, and who reports to it; a call or a note is written down here.
 */
#define ROUNDS_TYPE_CONTACT_OVERVIEW_VIEW (rounds_contact_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsContactOverviewView, rounds_contact_overview_view, ROUNDS, CONTACT_OVERVIEW_VIEW, RoundsRecordView)

G_END_DECLS
