/* rounds-deal-marks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-attention.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsDealMark:
 *
 * What an open deal needs, as a card shows it. It comes a moment after it was asked for and follows what is planned and done.
 *
 * Signal `changed ()`.
 */
#define ROUNDS_TYPE_DEAL_MARK (rounds_deal_mark_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealMark, rounds_deal_mark, ROUNDS, DEAL_MARK, GObject)

/**
 * RoundsDealMarks:
 *
 * The marks of the deals that are looked at: what is asked for in one turn of the main loop is read in one statement, and so are all
 * that are in use when something they depend on has changed.
 */
#define ROUNDS_TYPE_DEAL_MARKS (rounds_deal_marks_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealMarks, rounds_deal_marks, ROUNDS, DEAL_MARKS, GObject)

RoundsDealMarks *rounds_deal_marks_get            (RoundsStore     *store);
RoundsDealMark  *rounds_deal_marks_lookup         (RoundsDealMarks *self,
                                                   const char      *id);

gboolean         rounds_deal_mark_is_known        (RoundsDealMark  *self);
RoundsPlanned    rounds_deal_mark_get_planned     (RoundsDealMark  *self);
const char      *rounds_deal_mark_get_icon        (RoundsDealMark  *self);
char            *rounds_deal_mark_dup_planned     (RoundsDealMark  *self);
char            *rounds_deal_mark_dup_rotting     (RoundsDealMark  *self);

G_END_DECLS
