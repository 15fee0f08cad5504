/* rounds-health.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-score.h"

G_BEGIN_DECLS

#define ROUNDS_HEALTH_INTERACTION_DAYS 90
#define ROUNDS_HEALTH_HISTORY_MONTHS 24
#define ROUNDS_HEALTH_MAIL_DAYS 180

typedef enum
{
  ROUNDS_HEALTH_AT_RISK,    /* 0..49 */
  ROUNDS_HEALTH_ATTENTION,  /* 50..79 */
  ROUNDS_HEALTH_HEALTHY,    /* 80..100 */
} RoundsHealthBand;

typedef enum
{
  ROUNDS_HEALTH_RECENCY,
  ROUNDS_HEALTH_FREQUENCY,
  ROUNDS_HEALTH_ACCEPTANCE,
  ROUNDS_HEALTH_PUNCTUALITY,
  ROUNDS_HEALTH_ENGAGEMENT,
} RoundsHealthPart;

#define ROUNDS_N_HEALTH_PARTS 5

/**
 * RoundsHealthFacts:
 * @days_since_interaction: whole days since the last completed one (a past meeting that was not cancelled, a call, a note, an
 *   e-mail); negative when there is none
 * @n_interactions: completed ones of the last %ROUNDS_HEALTH_INTERACTION_DAYS days
 * @n_decided: quotes accepted, rejected or expired in the last %ROUNDS_HEALTH_HISTORY_MONTHS months
 * @n_accepted: those of them that were accepted
 * @n_due: invoices due in the last %ROUNDS_HEALTH_HISTORY_MONTHS months
 * @days_late: of all of them together; one paid in time has 0, an unpaid one counts to today
 * @n_mails_sent: campaign and quote e-mails of the last %ROUNDS_HEALTH_MAIL_DAYS days
 * @n_mails_opened: those of them that were opened
 *
 * What is known of an institution's relation with the team.
 */
typedef struct
{
  gint64 days_since_interaction;
  gint64 n_interactions;
  gint64 n_decided;
  gint64 n_accepted;
  gint64 n_due;
  gint64 days_late;
  gint64 n_mails_sent;
  gint64 n_mails_opened;
} RoundsHealthFacts;

/**
 * RoundsHealth:
 * @score: 0..100
 * @parts: in the order of #RoundsHealthPart
 */
typedef struct
{
  int score;
  RoundsHealthBand band;
  RoundsScorePart parts[ROUNDS_N_HEALTH_PARTS];
} RoundsHealth;

RoundsHealth      rounds_health_compute      (const RoundsHealthFacts *facts);
RoundsHealthBand  rounds_health_get_band     (int                      score);
const char       *rounds_health_band_to_text (RoundsHealthBand         band);

G_END_DECLS
