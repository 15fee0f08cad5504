/* rounds-id-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-id-diff.h"
#include "store/rounds-query.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsIdQuestion:
 * @query: (transfer none): whose ids
 * @serial: given back with the answer
 * @before: (transfer none): the ids there are; not changed any more by anybody
 * @is_same: whether @before are the ids of the same query: then each row that has changed is told of, otherwise the part that
 *   differs, and its first rows before all have been read
 */
typedef struct
{
  RoundsQuery *query;
  guint serial;
  GByteArray *before;
  gboolean is_same;
} RoundsIdQuestion;

/**
 * RoundsIdAnswer:
 * @serial: of the question
 * @after: the ids there are now
 * @hunks: (element-type RoundsIdHunk): what turns the ids before into them
 * @records: (nullable) (element-type RoundsEntity): with the first ids of a new query, the records of as many of them as are seen at once
 */
typedef struct
{
  guint serial;
  GByteArray *after;
  GArray *hunks;
  GPtrArray *records;
} RoundsIdAnswer;

void rounds_id_answer_free (RoundsIdAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsIdAnswer, rounds_id_answer_free)

/* Told of the first rows, on the context that has asked, while @asker lives. The answer that follows starts from these. */
typedef void (*RoundsIdFirst) (RoundsIdAnswer *answer,
                               gpointer        asker);

/* Asks on a reading thread; rounds_store_finish() gives the RoundsIdAnswer. */
void rounds_id_reader_ask (RoundsStore            *store,
                           const RoundsIdQuestion *question,
                           RoundsIdFirst           first,
                           GObject                *asker,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data);

G_END_DECLS
