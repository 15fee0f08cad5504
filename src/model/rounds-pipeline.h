/* rounds-pipeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_PIPELINE (rounds_pipeline_get_type ())
ROUNDS_DECLARE_RECORD (RoundsPipeline, rounds_pipeline, ROUNDS, PIPELINE)

G_END_DECLS
