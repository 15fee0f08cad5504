/* rounds-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-score.h"

#include <math.h>

/* Half a point that lacks only what binary fractions lose is half a point. */
#define ROUNDING_TOLERANCE 1e-9

static double
get_known_weight (const RoundsScorePart *parts,
                  guint                  n_parts)
{
  double weight = 0;

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].known)
      weight += parts[i].weight;

  return weight;
}

/**
 * rounds_score_part_set:
 * @key: (transfer none): static
 * @weight: percent of the whole
 * @known: whether there is anything to judge by
 * @value: 0..100; not read when it is not known
 */
void
rounds_score_part_set (RoundsScorePart *self,
                       const char      *key,
                       double           weight,
                       gboolean         known,
                       double           value)
{
  self->key = key;
  self->weight = weight;
  self->known = known;
  self->value = known ? value : 0;
}

/**
 * rounds_score_combine:
 * @parts: (array length=n_parts): with key, weight, known and value set; `points` is set here
 *
 * The weighted mean of the parts that are known: a missing part is left out and the weights of the others are scaled up to
 * 100. Rounded half up.
 *
 * Returns: 0..100; 0 when no part is known
 */
int
rounds_score_combine (RoundsScorePart *parts,
                      guint            n_parts)
{
  double known_weight = get_known_weight (parts, n_parts);
  double score = 0;

  for (guint i = 0; i < n_parts; i++)
    {
      parts[i].points = parts[i].known ? parts[i].weight * parts[i].value / known_weight : 0;
      score += parts[i].points;
    }

  return CLAMP ((int) floor (score + 0.5 + ROUNDING_TOLERANCE), 0, 100);
}

/**
 * rounds_score_get_gain:
 * @part: index of the part
 * @value: 0..100, what the part would be
 *
 * Returns: by how many points the score would rise if @part had @value, before rounding; a missing part would then be known,
 *   and may cost the others some of theirs
 */
double
rounds_score_get_gain (const RoundsScorePart *parts,
                       guint                  n_parts,
                       guint                  part,
                       double                 value)
{
  double known_weight = get_known_weight (parts, n_parts);
  double sum = 0;
  double sum_then;

  g_return_val_if_fail (part < n_parts, 0);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].known)
      sum += parts[i].weight * parts[i].value;

  sum_then = sum + parts[part].weight * value;
  if (parts[part].known)
    return (sum_then - parts[part].weight * parts[part].value - sum) / known_weight;

  return sum_then / (known_weight + parts[part].weight) - (known_weight > 0 ? sum / known_weight : 0);
}

/**
 * rounds_score_set_raise:
 * @part: index of the part
 * @fact: (transfer none): static, the fact that would raise the score
 * @raise_to: what it would have to become
 * @value: 0..100, what the part would be then
 *
 * Says what would raise the score by @part, unless it would not.
 */
void
rounds_score_set_raise (RoundsScorePart *parts,
                        guint            n_parts,
                        guint            part,
                        const char      *fact,
                        double           raise_to,
                        double           value)
{
  double gain = rounds_score_get_gain (parts, n_parts, part, value);

  if (gain <= 0)
    return;

  parts[part].raise_fact = fact;
  parts[part].raise_to = raise_to;
  parts[part].gain = gain;
}
