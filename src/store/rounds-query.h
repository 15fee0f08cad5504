/* rounds-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"
#include "store/rounds-filter.h"
#include "store/rounds-moment.h"

G_BEGIN_DECLS

/**
 * RoundsQuery:
 *
 * Which records of one kind, in which order; a counted value. Deleted records are left out unless asked for. Texts are sorted as a
 * person expects (accents and case set aside), ties by id, so the order is total.
 */
typedef struct _RoundsQuery RoundsQuery;

RoundsQuery            *rounds_query_new                 (const RoundsEntityInfo *info);
RoundsQuery            *rounds_query_copy                (RoundsQuery            *self);
RoundsQuery            *rounds_query_ref                 (RoundsQuery            *self);
void                    rounds_query_unref               (RoundsQuery            *self);
const RoundsEntityInfo *rounds_query_get_info            (RoundsQuery            *self);
void                    rounds_query_set_filter          (RoundsQuery            *self,
                                                          RoundsFilter           *filter);
RoundsFilter           *rounds_query_get_filter          (RoundsQuery            *self);
void                    rounds_query_set_search          (RoundsQuery            *self,
                                                          const char             *words);
const char             *rounds_query_get_search          (RoundsQuery            *self);
void                    rounds_query_add_sort            (RoundsQuery            *self,
                                                          const RoundsField      *field,
                                                          gboolean                descending);
void                    rounds_query_set_moment          (RoundsQuery            *self,
                                                          RoundsMoment           *moment);
RoundsMoment           *rounds_query_get_moment          (RoundsQuery            *self);
void                    rounds_query_add_derived         (RoundsQuery            *self,
                                                          const RoundsField      *field);
void                    rounds_query_clear_sort          (RoundsQuery            *self);
void                    rounds_query_set_include_deleted (RoundsQuery            *self,
                                                          gboolean                include);
void                    rounds_query_set_range           (RoundsQuery            *self,
                                                          gint64                  offset,
                                                          gint64                  limit);

typedef enum
{
  ROUNDS_QUERY_IDS,
  ROUNDS_QUERY_RECORDS,
  ROUNDS_QUERY_COUNT,
} RoundsQueryColumns;

char                   *rounds_query_to_sql              (RoundsQuery            *self,
                                                          RoundsDatabase         *database,
                                                          RoundsQueryColumns      columns,
                                                          GPtrArray              *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsQuery, rounds_query_unref)

G_END_DECLS
