/* rounds-saved-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_SAVED_VIEW (rounds_saved_view_get_type ())
ROUNDS_DECLARE_RECORD (RoundsSavedView, rounds_saved_view, ROUNDS, SAVED_VIEW)

G_END_DECLS
