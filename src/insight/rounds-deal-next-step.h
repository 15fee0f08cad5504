/* rounds-deal-next-step.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsDealNextStep:
 * @kind: `task`, `reminder` or `meeting`; %NULL when nothing is planned
 * @id: of that record
 * @title: its name
 * @has_due: whether it has a time
 * @due: an instant
 *
 * What comes next about a deal.
 */
typedef struct
{
  char *kind;
  char *id;
  char *title;
  gboolean has_due;
  gint64 due;
} RoundsDealNextStep;

RoundsDealNextStep *rounds_deal_next_step_compute (RoundsDatabase      *database,
                                                   const char          *deal_id,
                                                   gint64               now,
                                                   GError             **error);
void                rounds_deal_next_step_free    (RoundsDealNextStep  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsDealNextStep, rounds_deal_next_step_free)

G_END_DECLS
