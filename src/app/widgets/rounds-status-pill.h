/* rounds-status-pill.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsStatusPill:
 *
 * A status as an icon and a word on a quiet ground; the colour only underlines it.
 */
#define ROUNDS_TYPE_STATUS_PILL (rounds_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (RoundsStatusPill, rounds_status_pill, ROUNDS, STATUS_PILL, AdwBin)

GtkWidget *rounds_status_pill_new        (void);
void       rounds_status_pill_set_status (RoundsStatusPill  *self,
                                          const RoundsField *field,
                                          const char        *status);

G_END_DECLS
