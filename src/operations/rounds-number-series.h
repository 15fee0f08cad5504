/* rounds-number-series.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsNumberSeries:
 * @name: in the database
 * @setting: the key of its pattern
 *
 * A yearly series of document numbers.
 */
typedef struct
{
  const char *name;
  const char *setting;
} RoundsNumberSeries;

extern const RoundsNumberSeries rounds_number_series_quote;
extern const RoundsNumberSeries rounds_number_series_invoice;
extern const RoundsNumberSeries rounds_number_series_credit_note;

char *rounds_number_series_take (RoundsOperationContext    *context,
                                 const RoundsNumberSeries  *series,
                                 const char                *date,
                                 GError                   **error);

G_END_DECLS
