/* rounds-record-sums.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsRecordSum:
 * @field: a field that holds money
 * @currency: ISO 4217
 * @amount: the sum, in minor units
 */
typedef struct
{
  const RoundsField *field;
  char *currency;
  gint64 amount;
} RoundsRecordSum;

GPtrArray *rounds_record_sums_compute (RoundsDatabase          *database,
                                       const RoundsEntityInfo  *info,
                                       const char * const      *ids,
                                       GError                 **error);

G_END_DECLS
