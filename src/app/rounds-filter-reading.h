/* rounds-filter-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "store/rounds-filter.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsFilterReading:
 * @filter: (nullable): what a query takes; %NULL when every record is meant, or there is a problem
 * @problem: (nullable): why the filter cannot be asked; its field is a place in the tree
 * @fields: (element-type RoundsFilterField): what there is to filter by
 * @sentences: (element-type utf8): what the filter says: one for each part of a group that is met by all
 * @count: how many records meet it; -1 when it was not asked
 *
 * A filter as JSON, read against what the cache holds: custom fields, today, the names of records.
 */
typedef struct
{
  RoundsFilter *filter;
  GError *problem;
  GPtrArray *fields;
  GPtrArray *sentences;
  gint64 count;
} RoundsFilterReading;

void                 rounds_filter_reading_ask    (RoundsWorkspace         *workspace,
                                                   const RoundsEntityInfo  *info,
                                                   JsonNode                *node,
                                                   gboolean                 counted,
                                                   GCancellable            *cancellable,
                                                   GAsyncReadyCallback      callback,
                                                   gpointer                 user_data);
RoundsFilterReading *rounds_filter_reading_finish (GAsyncResult            *result,
                                                   GError                 **error);
void                 rounds_filter_reading_free   (RoundsFilterReading     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsFilterReading, rounds_filter_reading_free)

G_END_DECLS
