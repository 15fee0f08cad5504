/* rounds-lead-score.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-score.h"

G_BEGIN_DECLS

#define ROUNDS_LEAD_DEMAND_MONTHS 12
#define ROUNDS_LEAD_BUDGET_MONTHS 36
#define ROUNDS_LEAD_HOT_SCORE 80
#define ROUNDS_LEAD_WARM_SCORE 50

typedef enum
{
  ROUNDS_LEAD_COLD,
  ROUNDS_LEAD_WARM,
  ROUNDS_LEAD_HOT,
} RoundsLeadLevel;

typedef enum
{
  ROUNDS_LEAD_SIZE,
  ROUNDS_LEAD_SPECIALTIES,
  ROUNDS_LEAD_DEMAND,
  ROUNDS_LEAD_RESPONSE,
  ROUNDS_LEAD_BUDGET,
} RoundsLeadPart;

#define ROUNDS_N_LEAD_PARTS 5

/**
 * RoundsLeadFacts:
 * @beds: 0 or negative when unknown
 * @specialties_known: whether the institution's specialties and the team's offer are both known
 * @n_matches: specialties of the institution that the team offers, see rounds_lead_count_matches()
 * @n_quotes: quotes of the last %ROUNDS_LEAD_DEMAND_MONTHS months
 * @response_known: whether any quote was decided
 * @response_days: mean days from sent to decided
 * @paid: in the last %ROUNDS_LEAD_BUDGET_MONTHS months, minor units
 */
typedef struct
{
  gint64 beds;
  gboolean specialties_known;
  gint64 n_matches;
  gint64 n_quotes;
  gboolean response_known;
  double response_days;
  gint64 paid;
} RoundsLeadFacts;

/**
 * RoundsLeadScore:
 * @score: 0..100
 * @parts: in the order of #RoundsLeadPart
 */
typedef struct
{
  int score;
  RoundsLeadLevel level;
  RoundsScorePart parts[ROUNDS_N_LEAD_PARTS];
} RoundsLeadScore;

RoundsLeadScore  rounds_lead_score_compute      (const RoundsLeadFacts *facts);
RoundsLeadLevel  rounds_lead_score_get_level    (int                    score);
const char      *rounds_lead_level_to_text      (RoundsLeadLevel        level);
guint            rounds_lead_count_matches      (const char * const    *specialties,
                                                 const char * const    *offered);

G_END_DECLS
