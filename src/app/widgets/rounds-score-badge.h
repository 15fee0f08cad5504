/* rounds-score-badge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsScoreBadge:
 *
 * A score as an icon, a number and a word; the button opens what it is made of. It has its place before the score is known. Properties,
 * for construction: `title` of the score, `description` of what it means, `icon-name`.
 */
#define ROUNDS_TYPE_SCORE_BADGE (rounds_score_badge_get_type ())
G_DECLARE_FINAL_TYPE (RoundsScoreBadge, rounds_score_badge, ROUNDS, SCORE_BADGE, AdwBin)

void rounds_score_badge_show (RoundsScoreBadge *self,
                              int               score,
                              const char       *word,
                              const char       *style_class,
                              GPtrArray        *words);

G_END_DECLS
