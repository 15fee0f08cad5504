/* rounds-draft-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "rules/rounds-document.h"

G_BEGIN_DECLS

/**
 * RoundsLineCell:
 *
 * What a person enters of a line of a deal, a quote or an invoice.
 */
typedef enum
{
  ROUNDS_LINE_DESCRIPTION,
  ROUNDS_LINE_QUANTITY,
  ROUNDS_LINE_UNIT_PRICE,
  ROUNDS_LINE_DISCOUNT,
  ROUNDS_LINE_TAX_RATE,
} RoundsLineCell;

#define ROUNDS_N_LINE_CELLS 5

/**
 * RoundsDraftLine:
 *
 * A line that is being entered: what was typed in each cell, what is understood of it, and what is wrong with it.
 *
 * Signals: `changed ()`: what is typed is another; `refilled ()`: so it is, and not because a person typed it; `judged ()`: what is wrong
 * is another.
 */
#define ROUNDS_TYPE_DRAFT_LINE (rounds_draft_line_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDraftLine, rounds_draft_line, ROUNDS, DRAFT_LINE, GObject)

RoundsDraftLine   *rounds_draft_line_new               (RoundsEntity       *line);
RoundsEntity      *rounds_draft_line_get_entity        (RoundsDraftLine    *self);
const RoundsField *rounds_draft_line_get_field         (RoundsDraftLine    *self,
                                                        RoundsLineCell      cell);
gboolean           rounds_draft_line_is_untouched      (RoundsDraftLine    *self);
const char        *rounds_draft_line_get_text          (RoundsDraftLine    *self,
                                                        RoundsLineCell      cell);
void               rounds_draft_line_set_text          (RoundsDraftLine    *self,
                                                        RoundsLineCell      cell,
                                                        const char         *text);
void               rounds_draft_line_settle            (RoundsDraftLine    *self,
                                                        RoundsLineCell      cell);
RoundsDiscountType rounds_draft_line_get_discount_type (RoundsDraftLine    *self);
void               rounds_draft_line_set_discount_type (RoundsDraftLine    *self,
                                                        RoundsDiscountType  type);
void               rounds_draft_line_choose_product    (RoundsDraftLine    *self,
                                                        RoundsEntity       *product);
gboolean           rounds_draft_line_compute           (RoundsDraftLine    *self,
                                                        RoundsLineAmounts  *amounts);
gboolean           rounds_draft_line_check             (RoundsDraftLine    *self);
const char        *rounds_draft_line_get_problem       (RoundsDraftLine    *self,
                                                        RoundsLineCell      cell);
gboolean           rounds_draft_line_set_problem       (RoundsDraftLine    *self,
                                                        const char         *member,
                                                        const char         *problem);

G_END_DECLS
