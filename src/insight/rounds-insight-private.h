/* rounds-insight-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-score.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/* Between the questions. */

/* Issued is neither draft nor cancelled: rounds_invoice_status_is_issued(). */
#define ROUNDS_SQL_ISSUED(alias) alias ".status NOT IN ('draft', 'cancelled')"

/* What is planned for the deal: tasks and reminders that are not done, meetings that are not over. $1 is now. */
#define ROUNDS_SQL_PLANNED(deal) \
  "SELECT 'task' AS kind, t.id AS id, t.title AS title, t.due_date AS due FROM tasks t WHERE t.opportunity_id = " deal \
  " AND t.deleted_at IS NULL AND t.status IN ('todo', 'in_progress')" \
  " UNION ALL SELECT 'reminder', r.id, r.title, r.reminder_date FROM reminders r WHERE r.opportunity_id = " deal \
  " AND r.deleted_at IS NULL AND r.is_completed = 0" \
  " UNION ALL SELECT 'meeting', m.id, m.title, m.start_date FROM meetings m WHERE m.opportunity_id = " deal \
  " AND m.deleted_at IS NULL AND m.status <> 'cancelled' AND m.end_date > $1"

/* What is credited of the invoice `t`. */
#define ROUNDS_SQL_CREDITED \
  "COALESCE((SELECT CAST(SUM(ABS(c.total)) AS BIGINT) FROM invoices c WHERE c.credited_invoice_id = t.id" \
  " AND c.type = 'credit_note' AND c.deleted_at IS NULL AND " ROUNDS_SQL_ISSUED ("c") "), 0)"

RoundsStatement *rounds_insight_prepare     (RoundsDatabase    *database,
                                             GString           *sql,
                                             GPtrArray         *parameters,
                                             GError           **error);
void             rounds_insight_add_filter  (GString           *sql,
                                             RoundsFilter      *filter,
                                             const char        *alias,
                                             GPtrArray         *parameters);

void             rounds_insight_add_interactions (GString          *sql,
                                             const char        *institution_id,
                                             gint64             now,
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
void             rounds_insight_begin_part  (RoundsJsonWriter  *writer,
                                             const RoundsScorePart *part);
void             rounds_insight_end_part    (RoundsJsonWriter  *writer,
                                             const RoundsScorePart *part);

G_END_DECLS
