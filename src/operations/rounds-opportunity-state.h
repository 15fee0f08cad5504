/* rounds-opportunity-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "rules/rounds-stage.h"

G_BEGIN_DECLS

/* Between a deal's record, the rule of moves and the history. */

void          rounds_opportunity_get_state      (RoundsEntity            *opportunity,
                                                 RoundsStageState        *state);
void          rounds_opportunity_set_state      (RoundsEntity            *opportunity,
                                                 const RoundsStageState  *state);
RoundsEntity *rounds_opportunity_new_change     (RoundsOperationContext  *context,
                                                 RoundsEntity            *opportunity,
                                                 const char              *from_stage,
                                                 const char              *id);
RoundsEntity *rounds_opportunity_last_change    (RoundsOperationContext  *context,
                                                 const char              *opportunity_id,
                                                 GError                 **error);

G_END_DECLS
