/* rounds-insight-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/* Between the questions. */

RoundsStatement *rounds_insight_prepare     (RoundsDatabase    *database,
                                             GString           *sql,
                                             GPtrArray         *parameters,
                                             GError           **error);
void             rounds_insight_add_filter  (GString           *sql,
                                             RoundsFilter      *filter,
                                             const char        *alias,
                                             GPtrArray         *parameters);

void             rounds_insight_write_text  (RoundsJsonWriter  *writer,
                                             const char        *key,
                                             const char        *text);
void             rounds_insight_write_count (RoundsJsonWriter  *writer,
                                             const char        *key,
                                             gint64             count);
void             rounds_insight_write_money (RoundsJsonWriter  *writer,
                                             const char        *key,
                                             gint64             minor);
void             rounds_insight_write_double (RoundsJsonWriter *writer,
                                             const char        *key,
                                             double             value,
                                             guint              digits);
void             rounds_insight_write_known (RoundsJsonWriter  *writer,
                                             const char        *key,
                                             gboolean           known,
                                             double             value,
                                             guint              digits);

G_END_DECLS
