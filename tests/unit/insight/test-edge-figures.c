/* test-edge-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <math.h>
#include <string.h>

#include "insight/rounds-deal-analytics.h"
#include "insight/rounds-deal-forecast.h"
#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"
#include "insight/rounds-institution-revenue.h"
#include "insight/rounds-pipeline.h"
#include "model/rounds-setting.h"

/*
 * Every figure in every corner: nothing, one record, all lost, a leap day, the ends of months, either side of midnight in two time
 * zones, a credit note greater than its month. Each is computed once more, by the plainest SQL and calendar arithmetic of its own, and
 * must agree to the cent.
 */

#define PLACE_ID "01900000-0000-7000-8000-000000000777"
#define ISSUED "status NOT IN ('draft', 'cancelled')"
#define OPEN "stage NOT IN ('closed_won', 'closed_lost')"

/**
 * Corner:
 * @zone: where the workspace is
 * @now: an instant
 * @today: the day it is there
 */
typedef struct
{
  const char *name;
  const char *zone;
  const char *now;
  const char *today;
  void (*fill) (Fixture *fixture);
} Corner;

static gint64 G_GNUC_PRINTF (2, 3)
ask (Fixture    *fixture,
     const char *format,
     ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return fixture_count (fixture, sql);
}

/* Calendar arithmetic that is not the product's; a month that has no such day ends with its last. */
static char *
date_from (const char *date,
           int         n_months,
           int         n_days)
{
  GDate day;
  char text[11];

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) atoi (date + 8), (GDateMonth) atoi (date + 5), (GDateYear) atoi (date));
  if (n_months < 0)
    g_date_subtract_months (&day, (guint) -n_months);
  if (n_days < 0)
    g_date_subtract_days (&day, (guint) -n_days);
  else
    g_date_add_days (&day, (guint) n_days);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));

  return g_strdup (text);
}

/* When the day begins there. */
static gint64
begin_of (Fixture    *fixture,
          const char *date)
{
  g_autoptr(GDateTime) time = g_date_time_new (fixture->context.zone, atoi (date), atoi (date + 5), atoi (date + 8), 0, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static char *
day_of (Fixture *fixture,
        gint64   instant)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, fixture->context.zone);

  return g_date_time_format (there, "%Y-%m-%d");
}

static int
days_between (const char *from,
              const char *to)
{
  GDate a;
  GDate b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, (GDateDay) atoi (from + 8), (GDateMonth) atoi (from + 5), (GDateYear) atoi (from));
  g_date_set_dmy (&b, (GDateDay) atoi (to + 8), (GDateMonth) atoi (to + 5), (GDateYear) atoi (to));
  return g_date_days_between (&a, &b);
}

static void
deal (Fixture    *fixture,
      guint       number,
      const char *stage,
      double      value,
      int         probability,
      const char *created,
      const char *expected,
      const char *closed)
{
  g_autofree char *end = closed != NULL ? g_strdup_printf (",'actualCloseDate':'%s'", closed) : g_strdup ("");

  fixture_insert (fixture, "opportunity",
                  "{'id':'01900000-0000-7000-8000-00000000e%03u','institutionId':'%s','name':'D','stage':'%s','value':%.2f,'probability':%d,"
                  "'createdAt':'%s','expectedCloseDate':'%s'%s}", number, PLACE_ID, stage, value, probability, created, expected, end);
}

static void
move (Fixture    *fixture,
      guint       number,
      guint       deal_number,
      const char *to,
      const char *at)
{
  fixture_insert (fixture, "stage-change",
                  "{'id':'01900000-0000-7000-8000-00000000f%03u','opportunityId':'01900000-0000-7000-8000-00000000e%03u','toStage':'%s',"
                  "'changedAt':'%s','value':1,'probability':1}", number, deal_number, to, at);
}

static void
invoice (Fixture    *fixture,
         guint       number,
         const char *type,
         const char *status,
         const char *issued,
         const char *due,
         double      total,
         const char *more)
{
  fixture_insert (fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b%03u','type':'%s','institutionId':'%s','title':'T','status':'%s','issueDate':'%s',"
                  "'dueDate':'%s','total':%.2f%s}", number, type, PLACE_ID, status, issued, due, total, more);
}

static void
payment (Fixture    *fixture,
         guint       number,
         guint       invoice_number,
         const char *date,
         double      amount)
{
  fixture_insert (fixture, "payment",
                  "{'id':'01900000-0000-7000-8000-00000000c%03u','invoiceId':'01900000-0000-7000-8000-00000000b%03u','status':'confirmed',"
                  "'paymentDate':'%s','amount':%.2f}", number, invoice_number, date, amount);
}

static void
quote (Fixture    *fixture,
       guint       number,
       const char *status,
       const char *created,
       const char *valid,
       const char *more)
{
  fixture_insert (fixture, "quote",
                  "{'id':'01900000-0000-7000-8000-00000000a%03u','institutionId':'%s','title':'Q','status':'%s','createdAt':'%s',"
                  "'validUntil':'%s','total':120.5%s}", number, PLACE_ID, status, created, valid, more);
}

static void
call (Fixture    *fixture,
      const char *at)
{
  fixture_insert (fixture, "call", "{'institutionId':'%s','callType':'outgoing','callDate':'%s','userId':'%s'}", PLACE_ID, at, USER_ID);
}

static void
email (Fixture    *fixture,
       const char *sent,
       gboolean    opened)
{
  fixture_insert (fixture, "email-message", "{'institutionId':'%s','subject':'S','direction':'outgoing','purpose':'campaign','sentAt':'%s'%s%s%s}",
                  PLACE_ID, sent, opened ? ",'openedAt':'" : "", opened ? sent : "", opened ? "'" : "");
}

static void
fill_nothing (Fixture *fixture)
{
}

static void
fill_one (Fixture *fixture)
{
  deal (fixture, 1, "proposal", 1000.01, 50, "2026-01-05T10:00:00Z", "2026-04-30", NULL);
  quote (fixture, 1, "accepted", "2026-01-06T10:00:00Z", "2026-02-06", ",'sentAt':'2026-01-06T10:00:00Z','acceptedAt':'2026-01-13T09:59:59Z'");
  invoice (fixture, 1, "invoice", "partially_paid", "2026-02-01", "2026-03-03", 120.5, ",'quoteId':'01900000-0000-7000-8000-00000000a001'");
  payment (fixture, 1, 1, "2026-02-20", 20.49);
  call (fixture, "2026-03-01T10:00:00Z");
  email (fixture, "2026-02-01T10:00:00Z", TRUE);
}

static void
fill_all_lost (Fixture *fixture)
{
  for (guint i = 1; i <= 4; i++)
    {
      deal (fixture, i, "closed_lost", 99.99 * i, 0, "2026-01-05T10:00:00Z", "2026-04-30", "2026-02-28");
      move (fixture, i, i, i % 2 ? "qualification" : "negotiation", "2026-01-20T10:00:00Z");
      move (fixture, 10 + i, i, "closed_lost", "2026-02-28T10:00:00Z");
      quote (fixture, i, "rejected", "2026-01-06T10:00:00Z", "2026-02-06", ",'sentAt':'2026-01-06T10:00:00Z','rejectedAt':'2026-01-30T10:00:00Z'");
      invoice (fixture, i, "invoice", "cancelled", "2026-02-01", "2026-03-03", 500, "");
    }
}

static void
fill_leap_day (Fixture *fixture)
{
  static const char * const days[] = { "2028-02-29", "2028-02-28", "2027-02-28", "2027-03-01", "2026-02-28", "2026-03-01", "2026-02-27", "2025-02-28" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *noon = g_strconcat (days[i], "T12:00:00Z", NULL);
      g_autofree char *decided = g_strdup_printf (",'sentAt':'%s','acceptedAt':'%s'", noon, noon);

      deal (fixture, i, "negotiation", 10.1 * (i + 1), 80, noon, i % 2 ? "2028-02-29" : "2028-03-31", NULL);
      deal (fixture, 20 + i, "closed_won", 7.77 * (i + 1), 100, "2025-01-31T12:00:00Z", days[i], days[i]);
      invoice (fixture, i, "invoice", "paid", days[i], days[i], 33.33 * (i + 1), "");
      payment (fixture, i, i, days[i], 33.33 * (i + 1));
      quote (fixture, i, "accepted", noon, days[i], decided);
      call (fixture, noon);
    }
}

static void
fill_month_ends (Fixture *fixture)
{
  static const char * const days[] = { "2026-05-31", "2026-05-01", "2026-04-30", "2026-02-28", "2026-03-01", "2026-03-02", "2025-12-31", "2025-06-01",
                                       "2025-05-31", "2024-05-31", "2023-05-31" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *noon = g_strconcat (days[i], "T08:00:00Z", NULL);
      g_autofree char *decided = g_strdup_printf (",'sentAt':'%s','rejectedAt':'%s'", noon, noon);
      const gboolean late = strcmp (days[i], "2026-05-31") < 0;

      deal (fixture, i, "qualification", 1000.005 + i, 20, noon, days[i], NULL);
      deal (fixture, 20 + i, "proposal", 50 + i, 75, noon, i % 2 ? "2026-06-30" : "2026-07-31", NULL);
      invoice (fixture, i, "invoice", late ? "overdue" : "sent", days[i], days[i], 20.02 * (i + 1), "");
      quote (fixture, i, i % 3 ? "rejected" : "sent", noon, days[i], i % 3 ? decided : "");
      email (fixture, noon, i % 2);
    }
}

/* One second before and after midnight, in New York and on Kiritimati, which is 18 or 19 hours ahead. */
static void
fill_midnight (Fixture *fixture)
{
  static const char * const instants[] = { "2026-03-10T03:59:59Z", "2026-03-10T04:00:00Z", "2026-03-09T09:59:59Z", "2026-03-09T10:00:00Z",
                                           "2026-03-01T04:59:59Z", "2026-03-01T05:00:00Z", "2026-02-28T09:59:59Z", "2026-02-28T10:00:00Z",
                                           "2025-12-31T09:59:59Z", "2025-12-31T10:00:00Z", "2026-01-01T04:59:59Z", "2026-01-01T05:00:00Z",
                                           "2025-03-01T04:59:59Z", "2025-03-01T05:00:00Z", "2025-02-28T09:59:59Z", "2025-02-28T10:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *decided = g_strdup_printf (",'sentAt':'2026-02-01T00:00:00Z','acceptedAt':'%s'", instants[i]);

      deal (fixture, i, "closed_won", 10 + i, 100, instants[i], "2026-03-10", "2026-03-10");
      deal (fixture, 20 + i, "proposal", 10.01 * (i + 1), 50, instants[i], i % 2 ? "2026-03-09" : "2026-03-10", NULL);
      quote (fixture, i, "accepted", instants[i], "2026-03-09", decided);
      call (fixture, instants[i]);
    }
  invoice (fixture, 1, "invoice", "sent", "2026-02-10", "2026-03-09", 1, "");
  invoice (fixture, 2, "invoice", "sent", "2026-03-09", "2026-03-10", 2, "");
}

static void
fill_credit_note (Fixture *fixture)
{
  invoice (fixture, 1, "invoice", "sent", "2025-11-30", "2026-12-30", 5000.05, "");
  invoice (fixture, 2, "invoice", "paid", "2026-03-02", "2026-04-01", 100.1, "");
  invoice (fixture, 3, "credit_note", "sent", "2026-03-05", "2026-03-05", 4999.99, ",'creditedInvoiceId':'01900000-0000-7000-8000-00000000b001'");
  invoice (fixture, 4, "invoice", "sent", "2026-02-02", "2026-12-30", 10, "");
  invoice (fixture, 5, "credit_note", "sent", "2026-02-28", "2026-02-28", 10, ",'creditedInvoiceId':'01900000-0000-7000-8000-00000000b004'");
  payment (fixture, 1, 2, "2026-03-06", 100.1);
}

#define NET "COALESCE(CAST(SUM(CASE type WHEN 'credit_note' THEN -total ELSE total END) AS BIGINT), 0)"

static void
check_revenue (Fixture    *fixture,
               const char *id,
               const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsInstitutionRevenue) revenue = rounds_institution_revenue_compute (fixture->database, id, today, NULL, NULL, &error);
  const gint64 total = ask (fixture, "SELECT " NET " FROM invoices WHERE institution_id = '%s' AND " ISSUED, id);
  const gint64 paid = ask (fixture, "SELECT COALESCE(CAST(SUM(p.amount) AS BIGINT), 0) FROM payments p JOIN invoices i ON i.id = p.invoice_id"
                           " WHERE i.institution_id = '%s' AND p.status = 'confirmed'", id);
  const gint64 invoiced = ask (fixture, "SELECT COALESCE(CAST(SUM(total) AS BIGINT), 0) FROM invoices WHERE institution_id = '%s' AND type = 'invoice'"
                               " AND " ISSUED, id);
  const gint64 n_invoices = ask (fixture, "SELECT COUNT(*) FROM invoices WHERE institution_id = '%s' AND type = 'invoice' AND " ISSUED, id);
  const gint64 n_quotes = ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND status <> 'draft'", id);
  const gint64 converted = ask (fixture, "SELECT COUNT(DISTINCT q.id) FROM quotes q JOIN invoices i ON i.quote_id = q.id WHERE q.institution_id = '%s'"
                                " AND q.status <> 'draft' AND i.status NOT IN ('draft', 'cancelled')", id);
  g_autofree char *first = g_strdup_printf ("%.7s-01", today);
  gint64 months[ROUNDS_REVENUE_MONTHS];

  g_assert_no_error (error);
  g_assert_cmpint (revenue->total_revenue, ==, total);
  g_assert_cmpint (revenue->total_paid, ==, paid);
  g_assert_cmpint (revenue->total_outstanding, ==, total - paid);
  g_assert_cmpint (revenue->average_invoice_value, ==, n_invoices > 0 ? (gint64) floor ((double) invoiced / n_invoices + 0.5) : 0);
  g_assert_cmpfloat_with_epsilon (revenue->quote_conversion_rate, n_quotes > 0 ? 100.0 * converted / n_quotes : 0, 1e-9);
  g_assert_cmpuint (revenue->overdue_invoices->len, ==,
                    ask (fixture, "SELECT COUNT(*) FROM invoices WHERE institution_id = '%s' AND type = 'invoice' AND due_date < '%s'"
                         " AND status IN ('sent', 'partially_paid', 'overdue')", id, today));

  for (int i = 0; i < ROUNDS_REVENUE_MONTHS; i++)
    {
      g_autofree char *month = date_from (first, i - (ROUNDS_REVENUE_MONTHS - 1), 0);

      months[i] = ask (fixture, "SELECT " NET " FROM invoices WHERE institution_id = '%s' AND " ISSUED " AND issue_date LIKE '%.7s-%%'", id, month);
      g_assert_cmpint (strncmp (revenue->months[i].month, month, 7), ==, 0);
      g_assert_cmpint (revenue->months[i].revenue, ==, months[i]);
    }
  g_assert_true (revenue->growth_known == (months[10] > 0));
  if (months[10] > 0)
    g_assert_cmpfloat_with_epsilon (revenue->growth, 100.0 * (months[11] - months[10]) / months[10], 1e-9);
}

static void
check_pipeline (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsPipeline) pipeline = rounds_pipeline_compute (fixture->database, NULL, 5, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (pipeline->stages); i++)
    {
      const RoundsPipelineStage *stage = &pipeline->stages[i];

      g_assert_cmpint (stage->count, ==, ask (fixture, "SELECT COUNT(*) FROM opportunities WHERE stage = '%s'", stage->stage));
      g_assert_cmpint (stage->total_value, ==,
                       ask (fixture, "SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities WHERE stage = '%s'", stage->stage));
      g_assert_cmpint (stage->weighted_value, ==,
                       ask (fixture, "SELECT COALESCE(CAST(SUM((value * probability + 50) / 100) AS BIGINT), 0) FROM opportunities"
                            " WHERE stage = '%s'", stage->stage));
    }
}

static void
check_forecast (Fixture    *fixture,
                const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsForecast) forecast = rounds_deal_forecast_compute (fixture->database, NULL, today, 3, &error);
  g_autofree char *first = g_strdup_printf ("%.7s-01", today);
  g_autoptr(GString) in_range = g_string_new (" FROM opportunities WHERE " OPEN " AND (expected_close_date < '");
  gint64 expected;
  gint64 variance;

  g_assert_no_error (error);
  g_assert_cmpint (forecast->slipped.count, ==, ask (fixture, "SELECT COUNT(*) FROM opportunities WHERE " OPEN " AND expected_close_date < '%s'", today));
  g_string_append_printf (in_range, "%s'", today);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *later = date_from (first, 0, 31 * i + (i > 0 ? 3 : 0));
      const RoundsForecastFigures *figures = &forecast->months[i].figures;

      g_assert_cmpint (strncmp (forecast->months[i].month, later, 7), ==, 0);
      g_assert_cmpint (figures->total, ==,
                       ask (fixture, "SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities WHERE " OPEN
                            " AND expected_close_date LIKE '%.7s-%%' AND expected_close_date >= '%s'", later, today));
      g_assert_cmpint (figures->commit, ==,
                       ask (fixture, "SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities WHERE " OPEN
                            " AND probability >= 75 AND expected_close_date LIKE '%.7s-%%' AND expected_close_date >= '%s'", later, today));
      g_assert_cmpint (figures->won, ==,
                       ask (fixture, "SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities WHERE stage = 'closed_won'"
                            " AND actual_close_date LIKE '%.7s-%%'", later));
      g_string_append_printf (in_range, " OR expected_close_date LIKE '%.7s-%%'", later);
    }
  g_string_append (in_range, ")");

  /* In hundredths of a cent, and of its square. */
  expected = ask (fixture, "SELECT COALESCE(CAST(SUM(value * probability) AS BIGINT), 0) %s", in_range->str);
  variance = ask (fixture, "SELECT COALESCE(CAST(SUM(value * value * probability * (100 - probability)) AS BIGINT), 0) %s", in_range->str);
  g_assert_cmpint (forecast->total.count, ==, ask (fixture, "SELECT COUNT(*) %s", in_range->str));
  g_assert_cmpint (forecast->total.spread.mean, ==, (expected + 50) / 100);
  g_assert_cmpint (forecast->total.spread.deviation, ==, (gint64) floor (sqrt ((double) variance) / 100 + 0.5));
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
check_cycle (Fixture                   *fixture,
             const RoundsDealAnalytics *analytics,
             const char                *from,
             const char                *today)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT created_at, actual_close_date FROM opportunities WHERE stage = 'closed_won'"
                                          " AND actual_close_date BETWEEN '%s' AND '%s'", from, today);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (fixture->database, sql, &error);
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean row = TRUE;
  double sum = 0;

  while (rounds_statement_step (statement, &row, &error) && row)
    {
      g_autofree char *created = day_of (fixture, rounds_statement_get_integer (statement, 0));
      int n_days = MAX (days_between (created, rounds_statement_get_text (statement, 1)), 0);

      g_array_append_val (days, n_days);
      sum += n_days;
    }
  g_assert_no_error (error);
  g_array_sort (days, compare_numbers);
  g_assert_cmpuint (analytics->cycle.count, ==, days->len);
  if (days->len == 0)
    return;
  g_assert_cmpfloat_with_epsilon (analytics->cycle.mean, sum / days->len, 1e-9);
  g_assert_cmpfloat (analytics->cycle.median, ==,
                     (g_array_index (days, int, (days->len - 1) / 2) + g_array_index (days, int, days->len / 2)) / 2.0);
}

#define RANK(column) "(CASE " column " WHEN 'closed_won' THEN 4 WHEN 'negotiation' THEN 3 WHEN 'proposal' THEN 2 WHEN 'qualification' THEN 1 ELSE 0 END)"

static void
check_analytics (Fixture    *fixture,
                 const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *from = date_from (today, -12, 0);
  g_autofree char *tomorrow = date_from (today, 0, 1);
  g_autoptr(RoundsDealAnalytics) analytics = rounds_deal_analytics_compute (fixture->database, NULL, from, today, fixture->context.now,
                                                                            fixture->context.zone, &error);
  const gint64 won = ask (fixture, "SELECT COUNT(*) FROM opportunities WHERE stage = 'closed_won' AND actual_close_date BETWEEN '%s' AND '%s'", from, today);
  const gint64 lost = ask (fixture, "SELECT COUNT(*) FROM opportunities WHERE stage = 'closed_lost' AND actual_close_date BETWEEN '%s' AND '%s'", from,
                           today);
  gint64 reached[5];

  g_assert_no_error (error);
  for (int i = 0; i < 5; i++)
    reached[i] = ask (fixture, "SELECT COUNT(*) FROM opportunities o WHERE created_at >= %" G_GINT64_FORMAT " AND created_at < %" G_GINT64_FORMAT
                      " AND (" RANK ("o.stage") " >= %d OR EXISTS (SELECT 1 FROM stage_changes c WHERE c.opportunity_id = o.id AND "
                      RANK ("c.to_stage") " >= %d))", begin_of (fixture, from), begin_of (fixture, tomorrow), i, i);
  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpint (analytics->conversions[i].reached, ==, reached[i]);
      g_assert_cmpint (analytics->conversions[i].converted, ==, reached[i + 1]);
    }
  g_assert_cmpint (analytics->won, ==, won);
  g_assert_cmpint (analytics->lost, ==, lost);
  g_assert_true (analytics->win_rate_known == (won + lost > 0));
  if (won + lost > 0)
    g_assert_cmpfloat_with_epsilon (analytics->win_rate, 100.0 * won / (won + lost), 1e-9);
  check_cycle (fixture, analytics, from, today);
}

static double
mean_days_late (Fixture    *fixture,
                const char *id,
                const char *from,
                const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT i.due_date, i.status, (SELECT MAX(payment_date) FROM payments p WHERE p.invoice_id = i.id) FROM invoices i"
                                          " WHERE institution_id = '%s' AND type = 'invoice' AND status NOT IN ('draft', 'cancelled')"
                                          " AND due_date BETWEEN '%s' AND '%s'", id, from, today);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (fixture->database, sql, &error);
  gboolean row = TRUE;
  double sum = 0;
  guint n_due = 0;

  while (rounds_statement_step (statement, &row, &error) && row)
    {
      const gboolean paid = g_str_equal (rounds_statement_get_text (statement, 1), "paid");

      sum += MAX (days_between (rounds_statement_get_text (statement, 0), paid ? rounds_statement_get_text (statement, 2) : today), 0);
      n_due++;
    }
  g_assert_no_error (error);

  return n_due > 0 ? sum / n_due : -1;
}

static void
check_health (Fixture    *fixture,
              const char *id,
              const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *quarter = date_from (today, 0, -90);
  g_autofree char *half = date_from (today, 0, -180);
  g_autofree char *years = date_from (today, -24, 0);
  const gint64 now = fixture->context.now;
  RoundsInstitutionHealth health;
  const gint64 last = ask (fixture, "SELECT COALESCE(MAX(at), 0) FROM (SELECT call_date AS at FROM calls WHERE institution_id = '%s' UNION ALL"
                           " SELECT sent_at FROM email_messages WHERE institution_id = '%s') x WHERE at <= %" G_GINT64_FORMAT, id, id, now);
  const gint64 n_recent = ask (fixture, "SELECT COUNT(*) FROM (SELECT call_date AS at FROM calls WHERE institution_id = '%s' UNION ALL"
                               " SELECT sent_at FROM email_messages WHERE institution_id = '%s') x WHERE at BETWEEN %" G_GINT64_FORMAT
                               " AND %" G_GINT64_FORMAT, id, id, begin_of (fixture, quarter), now);
  const gint64 accepted = ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND status = 'accepted' AND accepted_at >= %" G_GINT64_FORMAT,
                               id, begin_of (fixture, years));
  const gint64 decided = accepted +
                         ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND status = 'rejected' AND rejected_at >= %" G_GINT64_FORMAT,
                              id, begin_of (fixture, years)) +
                         ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND status IN ('sent', 'expired')"
                              " AND valid_until >= '%s' AND valid_until < '%s'", id, years, today);
  const gint64 sent = ask (fixture, "SELECT COUNT(*) FROM email_messages WHERE institution_id = '%s' AND sent_at BETWEEN %" G_GINT64_FORMAT
                           " AND %" G_GINT64_FORMAT, id, begin_of (fixture, half), now);
  const gint64 opened = ask (fixture, "SELECT COUNT(*) FROM email_messages WHERE institution_id = '%s' AND opened_at IS NOT NULL AND sent_at BETWEEN %"
                             G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, id, begin_of (fixture, half), now);
  const double late = mean_days_late (fixture, id, years, today);
  double sum = 20 * MIN (1.0, n_recent / 12.0);
  double weights = 0.5;

  if (last > 0)
    {
      g_autofree char *day = day_of (fixture, last);
      sum += 30 * pow (0.5, days_between (day, today) / 45.0);
    }
  if (decided > 0)
    sum += 20.0 * (accepted + 1) / (decided + 2), weights += 0.2;
  if (late >= 0)
    sum += 0.2 * CLAMP (100 - 2 * late, 0, 100), weights += 0.2;
  if (sent > 0)
    sum += 10.0 * opened / sent, weights += 0.1;

  g_assert_true (rounds_institution_health_compute (fixture->database, id, now, fixture->context.zone, &health, &error));
  g_assert_no_error (error);
  g_assert_cmpint (health.health.score, ==, (int) floor (sum / weights + 0.5 + 1e-9));
}

/* The place has 200 beds and one of the two specialties that are offered. */
static void
check_lead (Fixture    *fixture,
            const char *id,
            const char *today)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *year = date_from (today, -12, 0);
  g_autofree char *years = date_from (today, -36, 0);
  const gboolean is_place = g_str_equal (id, PLACE_ID);
  const gint64 n_quotes = ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND created_at >= %" G_GINT64_FORMAT, id,
                               begin_of (fixture, year));
  const gint64 n_decided = ask (fixture, "SELECT COUNT(*) FROM quotes WHERE institution_id = '%s' AND status IN ('accepted', 'rejected')", id);
  const gint64 waited = ask (fixture, "SELECT COALESCE(CAST(SUM(COALESCE(accepted_at, rejected_at) - sent_at) AS BIGINT), 0) FROM quotes"
                             " WHERE institution_id = '%s' AND status IN ('accepted', 'rejected')", id);
  const gint64 paid = ask (fixture, "SELECT COALESCE(CAST(SUM(p.amount) AS BIGINT), 0) FROM payments p JOIN invoices i ON i.id = p.invoice_id"
                           " WHERE i.institution_id = '%s' AND p.payment_date BETWEEN '%s' AND '%s'", id, years, today);
  g_autoptr(GPtrArray) leads = NULL;
  double sum = 5 * MIN (n_quotes, 4) + (paid >= 5000000 ? 15 : paid >= 2000000 ? 11 : paid >= 500000 ? 7 : paid > 0 ? 3 : 0);
  double weights = 35;

  if (is_place)
    sum += 19 + 25.0 / 3, weights += 50;
  if (n_decided > 0)
    {
      const double days = (double) waited / n_decided / (24.0 * 3600 * 1e6);

      sum += days <= 7 ? 15 : days <= 14 ? 10 : days <= 30 ? 5 : 0;
      weights += 15;
    }

  leads = rounds_institution_leads_compute (fixture->database, id, NULL, 0, 1, today, fixture->context.zone, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_cmpint (((RoundsInstitutionLead *) g_ptr_array_index (leads, 0))->lead.score, ==, (int) floor (100 * sum / weights + 0.5 + 1e-9));
}

static const Corner corners[] = {
  { "nothing", "Europe/Paris", "2026-03-10T09:00:00Z", "2026-03-10", fill_nothing },
  { "one", "Europe/Paris", "2026-03-10T09:00:00Z", "2026-03-10", fill_one },
  { "all-lost", "Europe/Paris", "2026-03-10T09:00:00Z", "2026-03-10", fill_all_lost },
  { "leap-day", "Europe/Paris", "2028-02-29T22:59:59Z", "2028-02-29", fill_leap_day },
  { "after-leap-day", "Europe/Paris", "2028-02-29T23:00:00Z", "2028-03-01", fill_leap_day },
  { "month-end", "Europe/Paris", "2026-05-31T10:00:00Z", "2026-05-31", fill_month_ends },
  { "month-begin", "Europe/Paris", "2026-05-31T22:00:00Z", "2026-06-01", fill_month_ends },
  { "midnight-west", "America/New_York", "2026-03-10T04:00:00Z", "2026-03-10", fill_midnight },
  { "before-midnight-west", "America/New_York", "2026-03-10T03:59:59Z", "2026-03-09", fill_midnight },
  { "midnight-east", "Pacific/Kiritimati", "2026-03-10T10:00:00Z", "2026-03-11", fill_midnight },
  { "before-midnight-east", "Pacific/Kiritimati", "2026-03-10T09:59:59Z", "2026-03-10", fill_midnight },
  { "credit-note", "Europe/Paris", "2026-03-10T09:00:00Z", "2026-03-10", fill_credit_note },
};

static void
test_corner (gconstpointer data)
{
  const Corner *corner = data;
  static const char * const ids[] = { PLACE_ID, HOSPITAL_ID };
  g_autofree char *today = NULL;
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  g_clear_pointer (&fixture.context.zone, g_time_zone_unref);
  fixture.context.zone = g_time_zone_new_identifier (corner->zone);
  fixture_set_now (&fixture, corner->now);
  today = day_of (&fixture, fixture.context.now);
  g_assert_cmpstr (today, ==, corner->today);

  fixture_insert (&fixture, "setting", "{'key':'%s','value':'[\\u0022Cardiologie\\u0022,\\u0022Urologie\\u0022]'}", ROUNDS_SETTING_OFFERED_SPECIALTIES);
  fixture_insert (&fixture, "institution", "{'id':'%s','name':'Place','medicalProfile':{'bedCapacity':200,'specialties':['Urologie','Pneumologie']}}",
                  PLACE_ID);
  corner->fill (&fixture);

  check_pipeline (&fixture);
  check_forecast (&fixture, today);
  check_analytics (&fixture, today);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      check_revenue (&fixture, ids[i], today);
      check_health (&fixture, ids[i], today);
      check_lead (&fixture, ids[i], today);
    }
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_autofree char *name = g_strconcat ("/insight/edge-figures/", corners[i].name, NULL);
      g_test_add_data_func (name, &corners[i], test_corner);
    }

  return g_test_run ();
}
