/* rounds-lead-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-lead-score.h"

#include "model/rounds-fold.h"

#define FULL_MATCHES 3
#define FULL_QUOTES 4
#define QUICK_DAYS 7

/* From this much on, so many points of the part's weight; the first that is reached counts. */
typedef struct
{
  gint64 from;
  double points;
} Step;

static const Step size_steps[] = { { 500, 25 }, { 200, 19 }, { 100, 13 }, { 1, 6 } };
static const Step budget_steps[] = { { 5000000, 15 }, { 2000000, 11 }, { 500000, 7 }, { 1, 3 } };

static double
climb (const Step *steps,
       guint       n_steps,
       gint64      amount)
{
  for (guint i = 0; i < n_steps; i++)
    if (amount >= steps[i].from)
      return steps[i].points;

  return 0;
}

static double
get_response_points (double days)
{
  if (days <= QUICK_DAYS)
    return 15;
  if (days <= 14)
    return 10;
  if (days <= 30)
    return 5;

  return 0;
}

static void
set_part (RoundsLeadScore *lead,
          RoundsLeadPart   part,
          const char      *key,
          double           weight,
          gboolean         known,
          double           points)
{
  rounds_score_part_set (&lead->parts[part], key, weight, known, 100.0 * points / weight);
}

static void
set_raise (RoundsLeadScore *lead,
           RoundsLeadPart   part,
           const char      *fact,
           double           raise_to,
           double           points)
{
  rounds_score_set_raise (lead->parts, ROUNDS_N_LEAD_PARTS, part, fact, raise_to,
                          100.0 * points / lead->parts[part].weight);
}

/* The step after the one that has been reached. */
static void
raise_budget (RoundsLeadScore *lead,
              gint64           paid)
{
  for (guint i = G_N_ELEMENTS (budget_steps); i > 0; i--)
    {
      const Step *step = &budget_steps[i - 1];

      if (paid < step->from)
        {
          set_raise (lead, ROUNDS_LEAD_BUDGET, "paid", (double) step->from / 100, step->points);
          return;
        }
    }
}

/**
 * rounds_lead_score_compute:
 * @facts: what is known
 *
 * Size 25 (beds >= 500: 25, >= 200: 19, >= 100: 13, >= 1: 6; missing when unknown), specialties 25 (25 x matches / 3, at
 * most 25; missing when none are known), demand 20 (20 x quotes / 4, at most 20), response 15 (mean days <= 7: 15, <= 14: 10,
 * <= 30: 5, else 0; missing with none decided), budget 15 (paid >= 50,000: 15, >= 20,000: 11, >= 5,000: 7, > 0: 3, else 0).
 * The score is rounded half up, and the level follows the rounded score.
 *
 * Of a part, `value` is its share of its weight in percent: 19 points of 25 are 76.
 *
 * Returns: the score and its parts
 */
RoundsLeadScore
rounds_lead_score_compute (const RoundsLeadFacts *facts)
{
  RoundsLeadScore lead = { 0 };
  double matches = (double) CLAMP (facts->n_matches, 0, FULL_MATCHES);
  double quotes = (double) CLAMP (facts->n_quotes, 0, FULL_QUOTES);

  set_part (&lead, ROUNDS_LEAD_SIZE, "size", 25, facts->beds > 0, climb (size_steps, G_N_ELEMENTS (size_steps), facts->beds));
  set_part (&lead, ROUNDS_LEAD_SPECIALTIES, "specialties", 25, facts->specialties_known, 25.0 * matches / FULL_MATCHES);
  set_part (&lead, ROUNDS_LEAD_DEMAND, "demand", 20, TRUE, 20.0 * quotes / FULL_QUOTES);
  set_part (&lead, ROUNDS_LEAD_RESPONSE, "response", 15, facts->response_known, get_response_points (facts->response_days));
  set_part (&lead, ROUNDS_LEAD_BUDGET, "budget", 15, TRUE,
            climb (budget_steps, G_N_ELEMENTS (budget_steps), facts->paid));

  lead.score = rounds_score_combine (lead.parts, ROUNDS_N_LEAD_PARTS);
  lead.level = rounds_lead_score_get_level (lead.score);

  /* Nobody adds beds or specialties to win a customer. */
  if (quotes < FULL_QUOTES)
    set_raise (&lead, ROUNDS_LEAD_DEMAND, "quotes", quotes + 1, 20.0 * (quotes + 1) / FULL_QUOTES);
  if (facts->response_known)
    set_raise (&lead, ROUNDS_LEAD_RESPONSE, "meanResponseDays", QUICK_DAYS, 15);
  raise_budget (&lead, facts->paid);

  return lead;
}

/**
 * rounds_lead_score_get_level:
 * @score: 0..100
 *
 * Returns: hot from 80, warm from 50, else cold
 */
RoundsLeadLevel
rounds_lead_score_get_level (int score)
{
  if (score >= ROUNDS_LEAD_HOT_SCORE)
    return ROUNDS_LEAD_HOT;
  if (score >= ROUNDS_LEAD_WARM_SCORE)
    return ROUNDS_LEAD_WARM;

  return ROUNDS_LEAD_COLD;
}

/**
 * rounds_lead_level_to_text:
 *
 * Returns: (transfer none): as sent
 */
const char *
rounds_lead_level_to_text (RoundsLeadLevel level)
{
  switch (level)
    {
    case ROUNDS_LEAD_HOT:
      return "hot";
    case ROUNDS_LEAD_WARM:
      return "warm";
    case ROUNDS_LEAD_COLD:
    default:
      return "cold";
    }
}

/* Each once, folded: "Cardiologie" and "cardiologie" are one. */
static GHashTable *
fold_all (const char * const *texts)
{
  GHashTable *folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *words = rounds_fold_words (texts[i]);

      if (*words != '\0')
        g_hash_table_add (folded, g_steal_pointer (&words));
    }

  return folded;
}

/**
 * rounds_lead_count_matches:
 * @specialties: (nullable) (array zero-terminated=1): those of the institution
 * @offered: (nullable) (array zero-terminated=1): those the team sells to
 *
 * Case and accents aside; each specialty counts once.
 *
 * Returns: how many the two have in common
 */
guint
rounds_lead_count_matches (const char * const *specialties,
                           const char * const *offered)
{
  g_autoptr(GHashTable) wanted = fold_all (offered);
  g_autoptr(GHashTable) there = fold_all (specialties);
  GHashTableIter iter;
  gpointer key;
  guint n_matches = 0;

  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (wanted, key))
      n_matches++;

  return n_matches;
}
