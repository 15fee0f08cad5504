/* rounds-score.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsScorePart:
 * @key: such as `recency`
 * @weight: percent of the whole score when no part is missing
 * @known: whether there is anything to judge by; otherwise the part is left out and the others count for more
 * @value: 0..100, of this part alone
 * @points: what it contributes to the score, missing parts considered; the points of all parts add up to the score before
 *   it is rounded
 * @raise_fact: (nullable): the fact that would raise the score; %NULL when nothing would
 * @raise_to: what that fact would have to become
 * @gain: points of the score that would bring, before rounding
 *
 * One part of a score: a person sees why, and what to do about it.
 */
typedef struct
{
  const char *key;
  double weight;
  gboolean known;
  double value;
  double points;
  const char *raise_fact;
  double raise_to;
  double gain;
} RoundsScorePart;

void   rounds_score_part_set  (RoundsScorePart       *self,
                               const char            *key,
                               double                 weight,
                               gboolean               known,
                               double                 value);
int    rounds_score_combine   (RoundsScorePart       *parts,
                               guint                  n_parts);
double rounds_score_get_gain  (const RoundsScorePart *parts,
                               guint                  n_parts,
                               guint                  part,
                               double                 value);
void   rounds_score_set_raise (RoundsScorePart       *parts,
                               guint                  n_parts,
                               guint                  part,
                               const char            *fact,
                               double                 raise_to,
                               double                 value);

G_END_DECLS
