/* rounds-filter-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-filter.h"
#include "store/rounds-moment.h"

G_BEGIN_DECLS

/**
 * RoundsFilter:
 * @op: what the node asks
 * @field: (nullable): of a condition
 * @moment: (nullable): of a derived field, when it is asked
 * @children: (nullable) (element-type RoundsFilter): of a group; of RELATED, the one condition
 * @values: (nullable) (element-type RoundsValue): what the field is compared with
 * @related: (nullable): of RELATED, the kind that is related when the field is no reference to it
 * @link: (nullable): of RELATED, the field of @related that holds what the field holds
 * @source: (nullable): the JSON it was read from, where that says more than the node does
 */
struct _RoundsFilter
{
  RoundsFilterOperator op;
  const RoundsField *field;
  RoundsMoment *moment;
  GPtrArray *children;
  GPtrArray *values;
  const RoundsEntityInfo *related;
  const RoundsField *link;
  JsonNode *source;
};

/**
 * RoundsFilterReader:
 *
 * A tree on its way in: where in it the reading is, and how much of it there has been.
 */
typedef struct
{
  const RoundsFilterContext *context;
  RoundsMoment *moment;  /* nullable: not asked for yet */
  GString *path;
  guint n_nodes;
  guint n_values;
  guint n_heavy;
} RoundsFilterReader;

/* References from one record to the next in a path. */
#define ROUNDS_FILTER_HOPS 3

/**
 * RoundsFilterSubject:
 *
 * What a condition is about: a field, the references that lead to its record, and of a derived field when it is asked.
 */
typedef struct
{
  const char *path;
  const RoundsField *field;
  const RoundsField *hops[ROUNDS_FILTER_HOPS];
  guint n_hops;
  RoundsMoment *moment;
} RoundsFilterSubject;

RoundsFilter *rounds_filter_new_values      (const RoundsField    *field,
                                             RoundsFilterOperator  op,
                                             GPtrArray            *values);
gboolean      rounds_field_is_folded        (const RoundsField    *field);

void          rounds_filter_reader_refuse   (RoundsFilterReader   *self,
                                             const char           *member,
                                             GError              **error,
                                             const char           *format,
                                             ...) G_GNUC_PRINTF (4, 5);
RoundsMoment *rounds_filter_reader_get_moment (RoundsFilterReader *self,
                                             GError              **error);
RoundsMoment *rounds_filter_read_period     (RoundsFilterReader   *self,
                                             JsonNode             *node,
                                             GError              **error);
gboolean      rounds_filter_read_value      (RoundsFilterReader   *self,
                                             const RoundsField    *field,
                                             RoundsFilterOperator  op,
                                             JsonNode             *node,
                                             GPtrArray            *values,
                                             GError              **error);
RoundsFilter *rounds_filter_read_comparison (RoundsFilterReader   *self,
                                             const RoundsField    *field,
                                             RoundsFilterOperator  op,
                                             JsonNode             *node,
                                             GError              **error);
RoundsFilter *rounds_filter_read_operator   (RoundsFilterReader   *self,
                                             const RoundsFilterSubject *subject,
                                             const char           *name,
                                             JsonNode             *node,
                                             GError              **error);
const char   *rounds_filter_operator_to_text (RoundsFilterOperator op);

G_END_DECLS
