/* rounds-score-part-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "insight/rounds-score-words.h"

G_BEGIN_DECLS

/**
 * RoundsScorePartView:
 *
 * One part of a score: a bar, what it rests on, and what would raise the score.
 */
#define ROUNDS_TYPE_SCORE_PART_VIEW (rounds_score_part_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsScorePartView, rounds_score_part_view, ROUNDS, SCORE_PART_VIEW, AdwBin)

GtkWidget *rounds_score_part_view_new  (void);
void       rounds_score_part_view_show (RoundsScorePartView    *self,
                                        const RoundsScoreWords *words);

G_END_DECLS
