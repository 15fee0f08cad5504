/* rounds-filter-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "insight/rounds-filter-draft.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsFilterLines:
 * @store: where values are looked up
 * @fields: (element-type RoundsFilterField): what there is to filter by
 * @options: (element-type RoundsOption): the same, for drop-down lists
 * @first: the one that a new line begins with
 *
 * What all lines of one filter share; it outlives them.
 */
typedef struct
{
  RoundsStore *store;
  GPtrArray *fields;
  GListModel *options;
  const RoundsFilterField *first;
} RoundsFilterLines;

/**
 * RoundsFilterLine:
 *
 * One condition of a filter as a person writes it: field, comparison, value; beneath it what is wrong with it.
 *
 * Signals: `changed ()`: the draft is another; `removed ()`: the person wants it gone.
 */
#define ROUNDS_TYPE_FILTER_LINE (rounds_filter_line_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFilterLine, rounds_filter_line, ROUNDS, FILTER_LINE, GtkBox)

GtkWidget         *rounds_filter_line_new         (const RoundsFilterLines *lines,
                                                   RoundsFilterDraft       *draft);
RoundsFilterDraft *rounds_filter_line_get_draft   (RoundsFilterLine        *self);
gboolean           rounds_filter_line_check       (RoundsFilterLine        *self);
void               rounds_filter_line_set_problem (RoundsFilterLine        *self,
                                                   const char              *text);

G_END_DECLS
