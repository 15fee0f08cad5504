/* rounds-pipeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsPipelineStage:
 * @stage: such as `proposal`
 * @count: deals
 * @total_value: minor units
 * @weighted_value: minor units: each deal's value x probability, rounded half up, summed
 * @opportunities: (nullable) (element-type RoundsEntity): the first page, in the order of the column
 */
typedef struct
{
  const char *stage;
  gint64 count;
  gint64 total_value;
  gint64 weighted_value;
  GPtrArray *opportunities;
} RoundsPipelineStage;

/**
 * RoundsPipeline:
 * @stages: all six, in order
 */
typedef struct
{
  RoundsPipelineStage stages[6];
} RoundsPipeline;

RoundsPipeline *rounds_pipeline_compute (RoundsDatabase    *database,
                                         RoundsFilter      *filter,
                                         guint              page_size,
                                         GError           **error);
void            rounds_pipeline_write   (RoundsPipeline    *self,
                                         RoundsJsonWriter  *writer);
void            rounds_pipeline_free    (RoundsPipeline    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsPipeline, rounds_pipeline_free)

G_END_DECLS
