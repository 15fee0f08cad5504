/* rounds-query-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/rounds-query.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsQueryModel:
 *
 * A GListModel of #RoundsRow over a query: the ordered ids are held (16 bytes each), records are fetched by page when rows are asked
 * for, and what changes in the store becomes exact `items-changed`.
 *
 * Properties: `query` (set it to show another one: the old rows stay until the first of the new ones are there), `answered` (the
 * rows shown are those of the query, though more may come), `loading` (not all are there yet), `n-items`, `error` (boxed GError,
 * nullable).
 */
#define ROUNDS_TYPE_QUERY_MODEL (rounds_query_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsQueryModel, rounds_query_model, ROUNDS, QUERY_MODEL, GObject)

/**
 * RoundsRow:
 *
 * One row of a list: it has an id at once and its record as soon as the page is there. Property `entity` (nullable #RoundsEntity)
 * notifies when the record comes or changes; the row object of an id stays the same while it is in the list and referenced.
 */
#define ROUNDS_TYPE_ROW (rounds_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRow, rounds_row, ROUNDS, ROW, GObject)

RoundsQueryModel *rounds_query_model_new       (RoundsStore      *store,
                                                RoundsQuery      *query);
void              rounds_query_model_set_query (RoundsQueryModel *self,
                                                RoundsQuery      *query);
RoundsQuery      *rounds_query_model_get_query (RoundsQueryModel *self);
gboolean          rounds_query_model_get_loading (RoundsQueryModel *self);
gint64            rounds_query_model_find      (RoundsQueryModel *self,
                                                const char       *id);

char             *rounds_query_model_dup_id    (RoundsQueryModel *self,
                                                guint             position);
const char       *rounds_row_get_id            (RoundsRow        *self);
RoundsEntity     *rounds_row_get_entity        (RoundsRow        *self);

G_END_DECLS
