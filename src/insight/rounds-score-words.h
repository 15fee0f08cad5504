/* rounds-score-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"

G_BEGIN_DECLS

/**
 * RoundsScoreWords:
 * @label: what the part is called
 * @fact: what was found, a short sentence; says so when there is nothing to judge by
 * @raise: (nullable): what would raise the score, and by how much
 * @known: whether the part counts
 * @value: 0..100, of this part alone
 *
 * One part of a score as a person reads it, in the language of the process.
 */
typedef struct
{
  char *label;
  char *fact;
  char *raise;
  gboolean known;
  double value;
} RoundsScoreWords;

GPtrArray  *rounds_score_words_of_health (const RoundsInstitutionHealth *health);
GPtrArray  *rounds_score_words_of_lead   (const RoundsInstitutionLead   *lead);
const char *rounds_health_band_get_label (RoundsHealthBand               band);
const char *rounds_lead_level_get_label  (RoundsLeadLevel                level);
const char *rounds_lifecycle_get_label   (RoundsLifecycle                lifecycle);

G_END_DECLS
