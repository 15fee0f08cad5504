/* rounds-live-read.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsLiveRead:
 *
 * A question to the store that is asked again whenever records it depends on have changed: one at a time, and what changes while it
 * runs asks once more. It begins when it is told to.
 *
 * Signals: `answered (gpointer answer)`: the answer is only borrowed; `failed (const GError *error)`: nullable, %NULL when what was
 * asked for is not there.
 */
#define ROUNDS_TYPE_LIVE_READ (rounds_live_read_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLiveRead, rounds_live_read, ROUNDS, LIVE_READ, GObject)

RoundsLiveRead *rounds_live_read_new          (RoundsStore         *store,
                                               const char * const  *kinds,
                                               RoundsStoreFunc      func,
                                               GDestroyNotify       answer_free);
void            rounds_live_read_set_argument (RoundsLiveRead      *self,
                                               const char          *argument);
void            rounds_live_read_ask          (RoundsLiveRead      *self);

G_END_DECLS
