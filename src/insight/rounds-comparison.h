/* rounds-comparison.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

/**
 * RoundsComparisonTakes:
 * @ROUNDS_TAKES_NOTHING: it says all itself: "is empty"
 * @ROUNDS_TAKES_ONE: a value
 * @ROUNDS_TAKES_TWO: from and to
 * @ROUNDS_TAKES_SEVERAL: one value or more
 * @ROUNDS_TAKES_DAYS: a number of days
 * @ROUNDS_TAKES_SPAN: `week`, `month`, `quarter` or `year`
 */
typedef enum
{
  ROUNDS_TAKES_NOTHING,
  ROUNDS_TAKES_ONE,
  ROUNDS_TAKES_TWO,
  ROUNDS_TAKES_SEVERAL,
  ROUNDS_TAKES_DAYS,
  ROUNDS_TAKES_SPAN,
} RoundsComparisonTakes;

/**
 * RoundsComparison:
 * @name: one of its own, such as `last-days`
 * @label: N_(): between a field and its value: "is more than"
 * @sentence: N_(): with the field and the value, when there is one
 * @op: the filter's operator that it is written with
 * @takes: what it compares with
 *
 * What a person can ask of a field. A filter has fewer operators: "in the last 30 days" is one that is between two days that move.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *sentence;
  const char *op;
  RoundsComparisonTakes takes;
} RoundsComparison;

const RoundsComparison *rounds_comparisons_get   (const RoundsField      *field,
                                                  guint                   index);
const RoundsComparison *rounds_comparisons_find  (const RoundsField      *field,
                                                  const char             *name);
const RoundsComparison *rounds_comparison_read   (const RoundsField      *field,
                                                  const char             *op,
                                                  JsonNode               *value,
                                                  GPtrArray             **parts);
JsonNode               *rounds_comparison_write  (const RoundsComparison *self,
                                                  GPtrArray              *parts);

G_END_DECLS
