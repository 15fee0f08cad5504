/* rounds-filter-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsFilter:
 * @op: what the node asks
 * @field: (nullable): of a condition
 * @children: (nullable) (element-type RoundsFilter): of a group; of RELATED, the one condition
 * @values: (nullable) (element-type RoundsValue): what the field is compared with
 * @related: (nullable): of RELATED, the kind that is related when the field is no reference to it
 * @link: (nullable): of RELATED, the field of @related that holds what the field holds
 */
struct _RoundsFilter
{
  RoundsFilterOperator op;
  const RoundsField *field;
  GPtrArray *children;
  GPtrArray *values;
  const RoundsEntityInfo *related;
  const RoundsField *link;
};

RoundsFilter *rounds_filter_new_values (const RoundsField    *field,
                                        RoundsFilterOperator  op,
                                        GPtrArray            *values);
gboolean      rounds_field_is_folded   (const RoundsField    *field);

G_END_DECLS
