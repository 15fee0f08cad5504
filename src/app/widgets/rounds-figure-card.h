/* rounds-figure-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsFigureCard:
 *
 * A number in a card, with what it counts above it. Property `caption`.
 */
#define ROUNDS_TYPE_FIGURE_CARD (rounds_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFigureCard, rounds_figure_card, ROUNDS, FIGURE_CARD, AdwBin)

void rounds_figure_card_set_count (RoundsFigureCard *self,
                                   gint64            count,
                                   const char       *note);
void rounds_figure_card_set_money (RoundsFigureCard *self,
                                   gint64            amount,
                                   const char       *currency,
                                   const char       *note);
void rounds_figure_card_set_text  (RoundsFigureCard *self,
                                   const char       *text,
                                   const char       *exact,
                                   const char       *note);
void rounds_figure_card_set_wraps (RoundsFigureCard *self,
                                   gboolean          wraps);

G_END_DECLS
