/* rounds-dashboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-dashboard.h"

#include <string.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/*
 * What came of a period, beside as many days of the period before. Each line of the table is one statement that counts both at once.
 */

typedef enum
{
  BY_INSTANT,
  BY_DATE,
  NOW, /* what is so now, whenever it became so */
} Moment;

typedef struct
{
  const char *name;
  const char *kind;
  const char *tables;    /* the record is `t` */
  const char *sum;       /* what is added up */
  const char *when;
  Moment moment;
  const char *condition; /* nullable */
  gboolean is_money;
} Source;

/* An issued invoice brings in its total, a credit note takes it back. */
#define ISSUED ROUNDS_SQL_ISSUED ("t")
#define SIGNED "CASE WHEN t.type = 'credit_note' THEN -t.total ELSE t.total END"

/* A client is new with the first invoice; the scope is that of the invoices. */
#define FIRST_INVOICE "NOT EXISTS (SELECT 1 FROM invoices b WHERE b.institution_id = t.institution_id AND b.deleted_at IS NULL" \
  " AND b.type = 'invoice' AND " ROUNDS_SQL_ISSUED ("b") \
  " AND (b.issue_date < t.issue_date OR (b.issue_date = t.issue_date AND b.id < t.id)))"

static const Source sources[] = {
  { "revenue", "invoice", "invoices t", SIGNED, "t.issue_date", BY_DATE, ISSUED, TRUE },
  { "paid", "payment", "payments t", "t.amount", "t.payment_date", BY_DATE, "t.status = 'confirmed'", TRUE },
  { "newClients", "invoice", "invoices t", "1", "t.issue_date", BY_DATE, ISSUED " AND t.type = 'invoice' AND " FIRST_INVOICE, FALSE },
  { "newInstitutions", "institution", "institutions t", "1", "t.created_at", BY_INSTANT, NULL, FALSE },
  { "newOpportunities", "opportunity", "opportunities t", "1", "t.created_at", BY_INSTANT, NULL, FALSE },
  { "wonOpportunities", "opportunity", "opportunities t", "1", "t.actual_close_date", BY_DATE, "t.stage = 'closed_won'", FALSE },
  { "wonValue", "opportunity", "opportunities t", "t.value", "t.actual_close_date", BY_DATE, "t.stage = 'closed_won'", TRUE },
  { "lostOpportunities", "opportunity", "opportunities t", "1", "t.actual_close_date", BY_DATE, "t.stage = 'closed_lost'", FALSE },
  { "lostValue", "opportunity", "opportunities t", "t.value", "t.actual_close_date", BY_DATE, "t.stage = 'closed_lost'", TRUE },
  { "quotesSent", "quote", "quotes t", "1", "t.sent_at", BY_INSTANT, NULL, FALSE },
  { "quotesAccepted", "quote", "quotes t", "1", "t.accepted_at", BY_INSTANT, NULL, FALSE },
  { "quotesRejected", "quote", "quotes t", "1", "t.rejected_at", BY_INSTANT, NULL, FALSE },
  { "meetings", "meeting", "meetings t", "1", "t.start_date", BY_INSTANT, "t.status <> 'cancelled'", FALSE },
  { "calls", "call", "calls t", "1", "t.call_date", BY_INSTANT, NULL, FALSE },
  { "emails", "email-message", "email_messages t", "1", "t.sent_at", BY_INSTANT, NULL, FALSE },
  { "notes", "note", "notes t", "1", "t.created_at", BY_INSTANT, NULL, FALSE },
  { "tasksCompleted", "task", "tasks t", "1", "t.completed_at", BY_INSTANT, NULL, FALSE },
  { "openTasks", "task", "tasks t", "1", NULL, NOW, "t.status NOT IN ('completed', 'cancelled')", FALSE },
  { "openOpportunities", "opportunity", "opportunities t", "1", NULL, NOW, "t.stage NOT IN ('closed_won', 'closed_lost')", FALSE },
  { "openValue", "opportunity", "opportunities t", "t.value", NULL, NOW, "t.stage NOT IN ('closed_won', 'closed_lost')", TRUE },
  { "outstanding", "invoice", "invoices t", "t.remaining_amount", NULL, NOW, ISSUED " AND t.type = 'invoice'", TRUE },
};

/* The days of both periods. */
static void
set_days (RoundsDashboard       *self,
          RoundsDashboardPeriod  period,
          const char            *today)
{
  g_autofree char *month = g_strdup_printf ("%.7s-01", today);
  guint number = (guint) g_ascii_strtoull (today + 5, NULL, 10);
  g_autofree char *same_day = NULL;
  int months = 0;

  self->last = g_strdup (today);
  switch (period)
    {
    case ROUNDS_DASHBOARD_MONTH:
      months = 1;
      self->first = g_strdup (month);
      break;
    case ROUNDS_DASHBOARD_QUARTER:
      months = 3;
      self->first = rounds_date_add_months (month, -(int) ((number - 1) % 3));
      break;
    case ROUNDS_DASHBOARD_YEAR:
      months = 12;
      self->first = g_strdup_printf ("%.4s-01-01", today);
      break;
    case ROUNDS_DASHBOARD_WEEK:
    default:
      self->first = rounds_date_add_days (today, -6);
      self->previous_first = rounds_date_add_days (today, -13);
      self->previous_last = rounds_date_add_days (today, -7);
      return;
    }

  /* As far as the same day, or the end of a shorter month: rounds_date_add_months() keeps to the month. */
  self->previous_first = rounds_date_add_months (self->first, -months);
  same_day = rounds_date_add_months (today, -months);
  self->previous_last = g_steal_pointer (&same_day);
}

static void
bind_limits (const Source    *source,
             RoundsDashboard *self,
             GTimeZone       *zone,
             GPtrArray       *parameters)
{
  g_autofree char *after = rounds_date_add_days (self->last, 1);
  g_autofree char *after_previous = rounds_date_add_days (self->previous_last, 1);
  const char *limits[] = { self->previous_first, after_previous, self->first, after };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (source->moment == BY_DATE)
      rounds_parameters_add_text (parameters, limits[i]);
    else
      rounds_parameters_add_integer (parameters, rounds_instant_from_date (limits[i], zone));
}

static char *
write_sql (const Source     *source,
           RoundsDashboard  *self,
           GTimeZone        *zone,
           RoundsFilter     *scope,
           GPtrArray        *parameters)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  if (source->moment == NOW)
    {
      g_string_printf (sql, "SELECT CAST(COALESCE(SUM(%s), 0) AS BIGINT), 0 FROM %s WHERE t.deleted_at IS NULL", source->sum,
                       source->tables);
    }
  else
    {
      bind_limits (source, self, zone, parameters);
      g_string_printf (sql,
                       "SELECT CAST(COALESCE(SUM(CASE WHEN %s >= $3 THEN %s END), 0) AS BIGINT),"
                       " CAST(COALESCE(SUM(CASE WHEN %s < $2 THEN %s END), 0) AS BIGINT)"
                       " FROM %s WHERE t.deleted_at IS NULL AND %s >= $1 AND %s < $4",
                       source->when, source->sum, source->when, source->sum, source->tables, source->when, source->when);
    }
  if (source->condition != NULL)
    g_string_append_printf (sql, " AND %s", source->condition);
  rounds_insight_add_filter (sql, scope, "t", parameters);

  return g_strdup (sql->str);
}

static gboolean
read_figure (RoundsDashboard  *self,
             RoundsDatabase   *database,
             const Source     *source,
             const char       *sql,
             GPtrArray        *parameters,
             GError          **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  RoundsDashboardFigure figure = { source->name, source->is_money, 0, 0, source->moment != NOW };
  gboolean row;

  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  figure.value = rounds_statement_get_integer (statement, 0);
  figure.previous = rounds_statement_get_integer (statement, 1);
  g_array_append_val (self->figures, figure);
  return TRUE;
}

/**
 * rounds_dashboard_period_from_text:
 * @text: `week`, `month`, `quarter` or `year`
 * @period: (out): the same
 *
 * Returns: whether @text is one of them
 */
gboolean
rounds_dashboard_period_from_text (const char            *text,
                                   RoundsDashboardPeriod *period)
{
  static const char * const names[] = { "week", "month", "quarter", "year" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text))
      {
        *period = (RoundsDashboardPeriod) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * rounds_dashboard_compute:
 * @today: the day it is in @zone
 * @zone: the workspace's
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full); %NULL for everything
 * @error: what the database said
 *
 * Returns: (transfer full): the figures; %NULL with @error set
 */
RoundsDashboard *
rounds_dashboard_compute (RoundsDatabase         *database,
                          RoundsDashboardPeriod   period,
                          const char             *today,
                          GTimeZone              *zone,
                          RoundsFilter           *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                          gpointer                scope_data,
                          GError                **error)
{
  g_autoptr(RoundsDashboard) self = g_new0 (RoundsDashboard, 1);

  self->figures = g_array_new (FALSE, FALSE, sizeof (RoundsDashboardFigure));
  set_days (self, period, today);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
      g_autoptr(RoundsFilter) filter = scope != NULL ? scope (rounds_registry_find (sources[i].kind), scope_data) : NULL;
      g_autofree char *sql = write_sql (&sources[i], self, zone, filter, parameters);

      if (!read_figure (self, database, &sources[i], sql, parameters, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * rounds_dashboard_find:
 *
 * Returns: (transfer none) (nullable): a figure by name
 */
RoundsDashboardFigure *
rounds_dashboard_find (RoundsDashboard *self,
                       const char      *name)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      RoundsDashboardFigure *figure = &g_array_index (self->figures, RoundsDashboardFigure, i);

      if (g_str_equal (figure->name, name))
        return figure;
    }

  return NULL;
}

static void
write_value (RoundsJsonWriter            *writer,
             const char                  *key,
             const RoundsDashboardFigure *figure,
             gint64                       value)
{
  if (figure->is_money)
    rounds_insight_write_money (writer, key, value);
  else
    rounds_insight_write_count (writer, key, value);
}

static void
write_figure (RoundsJsonWriter            *writer,
              const RoundsDashboardFigure *figure)
{
  rounds_json_writer_key (writer, figure->name);
  rounds_json_writer_begin_object (writer);
  write_value (writer, "value", figure, figure->value);
  if (figure->has_previous)
    {
      write_value (writer, "previous", figure, figure->previous);
      /* Percent; there is no such thing as a change from nothing. */
      rounds_insight_write_known (writer, "change", figure->previous > 0,
                                  100.0 * (double) (figure->value - figure->previous) / (double) MAX (figure->previous, 1), 1);
    }
  rounds_json_writer_end_object (writer);
}

static void
write_days (RoundsJsonWriter *writer,
            const char       *key,
            const char       *first,
            const char       *last)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "startDate", first);
  rounds_insight_write_text (writer, "endDate", last);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_dashboard_write:
 *
 * Writes `{period:{startDate,endDate},previousPeriod:{...},metrics:{revenue:{value,previous,change},...}}`.
 */
void
rounds_dashboard_write (RoundsDashboard  *self,
                        RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  write_days (writer, "period", self->first, self->last);
  write_days (writer, "previousPeriod", self->previous_first, self->previous_last);
  rounds_json_writer_key (writer, "metrics");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < self->figures->len; i++)
    write_figure (writer, &g_array_index (self->figures, RoundsDashboardFigure, i));
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

void
rounds_dashboard_free (RoundsDashboard *self)
{
  if (self == NULL)
    return;

  g_free (self->first);
  g_free (self->last);
  g_free (self->previous_first);
  g_free (self->previous_last);
  g_clear_pointer (&self->figures, g_array_unref);
  g_free (self);
}
