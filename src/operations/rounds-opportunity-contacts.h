/* rounds-opportunity-contacts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

gboolean rounds_opportunity_check_contacts (RoundsRecordChange  *change,
                                            GError             **error);

G_END_DECLS
