/* rounds-win-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-win-model.h"

#include <math.h>

#define FIRST_COUNT 0.1
#define PROBABILITY_MINIMUM 0.01
#define PROBABILITY_MAXIMUM 99.99

typedef struct
{
  guint won;
  guint lost;
} Tally;

struct _RoundsWinModel
{
  Tally all;
  Tally reached[ROUNDS_N_STAGES];
  Tally known[ROUNDS_N_WIN_FIELDS];         /* deals that have a value of the field */
  GHashTable *values[ROUNDS_N_WIN_FIELDS];  /* owned: value -> Tally */
};

static void
count (Tally   *tally,
       gboolean won)
{
  if (won)
    tally->won++;
  else
    tally->lost++;
}

static RoundsStage
clamp_stage (RoundsStage stage)
{
  return CLAMP (stage, ROUNDS_STAGE_PROSPECTING, ROUNDS_STAGE_NEGOTIATION);
}

/* How much likelier a won deal is counted in @there than a lost one; @n_values is how many values there are to be counted in. */
static double
get_weight (const Tally *there,
            const Tally *whole,
            guint        n_values)
{
  double with_won = (there->won + FIRST_COUNT) / (whole->won + n_values * FIRST_COUNT);
  double with_lost = (there->lost + FIRST_COUNT) / (whole->lost + n_values * FIRST_COUNT);

  return log (with_won / with_lost);
}

/* Whether the field says anything about @deal. */
static gboolean
weigh_field (RoundsWinModel         *self,
             const RoundsWinExample *deal,
             RoundsWinField          field,
             double                 *weight)
{
  const Tally *there;

  if (field == ROUNDS_WIN_STAGE)
    {
      /* A deal has come this far or not. */
      *weight = get_weight (&self->reached[clamp_stage (deal->reached)], &self->all, 2);
      return TRUE;
    }

  there = deal->values[field] != NULL ? g_hash_table_lookup (self->values[field], deal->values[field]) : NULL;
  if (there == NULL)
    return FALSE;

  *weight = get_weight (there, &self->known[field], g_hash_table_size (self->values[field]));
  return TRUE;
}

/* Keeps the strongest, in order; of equal ones the first field. */
static void
keep_strongest (RoundsWinReason *reasons,
                guint           *n_reasons,
                RoundsWinReason  reason)
{
  guint place = *n_reasons;

  while (place > 0 && fabs (reasons[place - 1].weight) < fabs (reason.weight))
    place--;
  if (place == ROUNDS_WIN_STRONGEST)
    return;

  *n_reasons = MIN (*n_reasons + 1, ROUNDS_WIN_STRONGEST);
  for (guint i = *n_reasons - 1; i > place; i--)
    reasons[i] = reasons[i - 1];
  reasons[place] = reason;
}

RoundsWinModel *
rounds_win_model_new (void)
{
  RoundsWinModel *self = g_new0 (RoundsWinModel, 1);

  for (guint i = 0; i < ROUNDS_N_WIN_FIELDS; i++)
    self->values[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
rounds_win_model_free (RoundsWinModel *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < ROUNDS_N_WIN_FIELDS; i++)
    g_clear_pointer (&self->values[i], g_hash_table_unref);
  g_free (self);
}

/**
 * rounds_win_model_add:
 * @example: a closed deal; its texts are copied
 *
 * Learns from one more deal. A won one has reached every stage.
 */
void
rounds_win_model_add (RoundsWinModel         *self,
                      const RoundsWinExample *example)
{
  RoundsStage furthest = example->won ? ROUNDS_STAGE_NEGOTIATION : clamp_stage (example->reached);

  count (&self->all, example->won);
  for (RoundsStage stage = ROUNDS_STAGE_PROSPECTING; stage <= furthest; stage++)
    count (&self->reached[stage], example->won);

  for (guint i = ROUNDS_WIN_STAGE + 1; i < ROUNDS_N_WIN_FIELDS; i++)
    {
      Tally *tally;

      if (example->values[i] == NULL)
        continue;
      tally = g_hash_table_lookup (self->values[i], example->values[i]);
      if (tally == NULL)
        {
          tally = g_new0 (Tally, 1);
          g_hash_table_insert (self->values[i], g_strdup (example->values[i]), tally);
        }
      count (tally, example->won);
      count (&self->known[i], example->won);
    }
}

guint
rounds_win_model_get_won (RoundsWinModel *self)
{
  return self->all.won;
}

guint
rounds_win_model_get_lost (RoundsWinModel *self)
{
  return self->all.lost;
}

/**
 * rounds_win_model_is_ready:
 *
 * Returns: whether at least 20 won and 20 lost deals are known; otherwise a deal has its stage's default probability
 */
gboolean
rounds_win_model_is_ready (RoundsWinModel *self)
{
  return self->all.won >= ROUNDS_WIN_MINIMUM && self->all.lost >= ROUNDS_WIN_MINIMUM;
}

/**
 * rounds_win_model_predict:
 * @self: a model that is ready
 * @deal: the deal asked about
 * @prediction: (out caller-allocates): what is to be expected of it
 *
 * Naive Bayes: the odds of a won deal among all, times, for each field, how much likelier a won deal has the value than a
 * lost one. The count of each value begins at 0.1; a value that no closed deal had is skipped, and so is a field the deal has
 * no value of. Of the stage it counts whether a deal came that far.
 */
void
rounds_win_model_predict (RoundsWinModel         *self,
                          const RoundsWinExample *deal,
                          RoundsWinPrediction    *prediction)
{
  double weight = log ((double) self->all.won / self->all.lost);

  *prediction = (RoundsWinPrediction) { 0 };
  g_return_if_fail (rounds_win_model_is_ready (self));

  for (guint i = 0; i < ROUNDS_N_WIN_FIELDS; i++)
    {
      RoundsWinReason reason = { i, 0 };

      if (!weigh_field (self, deal, i, &reason.weight))
        continue;
      weight += reason.weight;
      if (reason.weight > 0)
        keep_strongest (prediction->strongest_for, &prediction->n_for, reason);
      else if (reason.weight < 0)
        keep_strongest (prediction->strongest_against, &prediction->n_against, reason);
    }

  prediction->probability = CLAMP (100.0 / (1.0 + exp (-weight)), PROBABILITY_MINIMUM, PROBABILITY_MAXIMUM);
}

/**
 * rounds_win_model_learn_all:
 * @examples: (array length=n_examples): closed deals, the first closed first
 * @n_last: how many of the last ones to judge the model by
 * @n_judged: (out): how many of these came when it was ready
 *
 * Learns from all of them. Each of the last ones is predicted before it is learned from, as it would have been then.
 *
 * Returns: the Brier score of these predictions: the mean of (probability - outcome)^2, outcome 1 for a won deal, so 0 is
 *   perfect and 0.25 is what a coin does; 0 when none was judged
 */
double
rounds_win_model_learn_all (RoundsWinModel         *self,
                            const RoundsWinExample *examples,
                            guint                   n_examples,
                            guint                   n_last,
                            guint                  *n_judged)
{
  double sum = 0;

  *n_judged = 0;
  for (guint i = 0; i < n_examples; i++)
    {
      if (i + n_last >= n_examples && rounds_win_model_is_ready (self))
        {
          RoundsWinPrediction prediction;
          double miss;

          rounds_win_model_predict (self, &examples[i], &prediction);
          miss = prediction.probability / 100.0 - (examples[i].won ? 1.0 : 0.0);
          sum += miss * miss;
          (*n_judged)++;
        }
      rounds_win_model_add (self, &examples[i]);
    }

  return *n_judged > 0 ? sum / *n_judged : 0;
}

/**
 * rounds_win_field_to_text:
 *
 * Returns: (transfer none): as sent, such as `institutionType`
 */
const char *
rounds_win_field_to_text (RoundsWinField field)
{
  static const char * const texts[ROUNDS_N_WIN_FIELDS] = {
    "stage", "institutionType", "size", "source", "product", "assignedUserId",
  };

  g_return_val_if_fail (field < ROUNDS_N_WIN_FIELDS, NULL);

  return texts[field];
}

/**
 * rounds_win_size_class:
 * @beds: 0 or negative when unknown
 *
 * The classes of the lead score.
 *
 * Returns: (transfer none) (nullable): `500+`, `200-499`, `100-199` or `1-99`
 */
const char *
rounds_win_size_class (gint64 beds)
{
  if (beds >= 500)
    return "500+";
  if (beds >= 200)
    return "200-499";
  if (beds >= 100)
    return "100-199";

  return beds > 0 ? "1-99" : NULL;
}
