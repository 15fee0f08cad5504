/* rounds-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-health.h"

#include <math.h>

#define RECENCY_HALF_LIFE_DAYS 45.0
#define FREQUENCY_FULL 12
#define POINTS_PER_DAY_LATE 2.0

static double
get_acceptance (gint64 n_accepted,
                gint64 n_decided)
{
  return 100.0 * (double) (n_accepted + 1) / (double) (n_decided + 2);
}

static double
get_share (gint64 part,
           gint64 whole)
{
  return CLAMP (100.0 * (double) part / (double) whole, 0, 100);
}

/* What the fact would have to become, and what @value the part would have then. */
static void
set_raise (RoundsHealth     *health,
           RoundsHealthPart  part,
           const char       *fact,
           double            raise_to,
           double            value)
{
  rounds_score_set_raise (health->parts, ROUNDS_N_HEALTH_PARTS, part, fact, raise_to, value);
}

/**
 * rounds_health_compute:
 * @facts: what is known
 *
 * 0.3 recency + 0.2 frequency + 0.2 acceptance + 0.2 punctuality + 0.1 engagement:
 * recency is 100 x 0.5^(days since the last interaction / 45), 0 with none; frequency 100 x interactions / 12, at most 100;
 * acceptance 100 x (accepted + 1) / (decided + 2), missing with none decided; punctuality 100 - 2 x mean days late, within
 * 0..100, missing with no invoice due; engagement 100 x opened / sent, missing with none sent. The score is rounded half up,
 * and the band follows the rounded score.
 *
 * What would raise it: an interaction today, twelve in the period, one more quote accepted, no day late, every e-mail
 * opened.
 *
 * Returns: the score and its parts
 */
RoundsHealth
rounds_health_compute (const RoundsHealthFacts *facts)
{
  RoundsHealth health = { 0 };
  RoundsScorePart *parts = health.parts;
  double mean_late = facts->n_due > 0 ? (double) facts->days_late / (double) facts->n_due : 0;
  double recency = facts->days_since_interaction >= 0
                   ? 100.0 * pow (0.5, (double) facts->days_since_interaction / RECENCY_HALF_LIFE_DAYS)
                   : 0;

  rounds_score_part_set (&parts[ROUNDS_HEALTH_RECENCY], "recency", 30, TRUE, recency);
  rounds_score_part_set (&parts[ROUNDS_HEALTH_FREQUENCY], "frequency", 20, TRUE,
                         get_share (facts->n_interactions, FREQUENCY_FULL));
  rounds_score_part_set (&parts[ROUNDS_HEALTH_ACCEPTANCE], "acceptance", 20, facts->n_decided > 0,
                         get_acceptance (facts->n_accepted, facts->n_decided));
  rounds_score_part_set (&parts[ROUNDS_HEALTH_PUNCTUALITY], "punctuality", 20, facts->n_due > 0,
                         CLAMP (100.0 - POINTS_PER_DAY_LATE * mean_late, 0, 100));
  rounds_score_part_set (&parts[ROUNDS_HEALTH_ENGAGEMENT], "engagement", 10, facts->n_mails_sent > 0,
                         facts->n_mails_sent > 0 ? get_share (facts->n_mails_opened, facts->n_mails_sent) : 0);

  health.score = rounds_score_combine (parts, ROUNDS_N_HEALTH_PARTS);
  health.band = rounds_health_get_band (health.score);

  set_raise (&health, ROUNDS_HEALTH_RECENCY, "daysSinceInteraction", 0, 100);
  set_raise (&health, ROUNDS_HEALTH_FREQUENCY, "interactions", FREQUENCY_FULL, 100);
  set_raise (&health, ROUNDS_HEALTH_ACCEPTANCE, "accepted", (double) facts->n_accepted + 1,
             get_acceptance (facts->n_accepted + 1, facts->n_decided + 1));
  if (facts->n_due > 0)
    set_raise (&health, ROUNDS_HEALTH_PUNCTUALITY, "meanDaysLate", 0, 100);
  if (facts->n_mails_sent > 0)
    set_raise (&health, ROUNDS_HEALTH_ENGAGEMENT, "opened", (double) facts->n_mails_sent, 100);

  return health;
}

/**
 * rounds_health_get_band:
 * @score: 0..100
 */
RoundsHealthBand
rounds_health_get_band (int score)
{
  if (score >= 80)
    return ROUNDS_HEALTH_HEALTHY;
  if (score >= 50)
    return ROUNDS_HEALTH_ATTENTION;

  return ROUNDS_HEALTH_AT_RISK;
}

/**
 * rounds_health_band_to_text:
 *
 * Returns: (transfer none): as sent, such as `at_risk`
 */
const char *
rounds_health_band_to_text (RoundsHealthBand band)
{
  switch (band)
    {
    case ROUNDS_HEALTH_HEALTHY:
      return "healthy";
    case ROUNDS_HEALTH_ATTENTION:
      return "attention";
    case ROUNDS_HEALTH_AT_RISK:
    default:
      return "at_risk";
    }
}
