/* rounds-filter-sentence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-filter-draft.h"

G_BEGIN_DECLS

char *rounds_filter_sentence_compute (RoundsDatabase          *database,
                                      RoundsFilterDraft       *draft);
char *rounds_filter_sentence_value   (RoundsDatabase          *database,
                                      const RoundsField       *field,
                                      JsonNode                *value);

G_END_DECLS
