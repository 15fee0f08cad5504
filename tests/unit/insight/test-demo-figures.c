/* test-demo-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <math.h>

#include "insight/rounds-deal-analytics.h"
#include "insight/rounds-deal-forecast.h"
#include "insight/rounds-deal-probability.h"
#include "insight/rounds-duplicate-records.h"
#include "insight/rounds-institution-actions.h"
#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"
#include "insight/rounds-institution-revenue.h"
#include "model/rounds-json.h"
#include "model/rounds-setting.h"
#include "model/rounds-time.h"
#include "operations/rounds-demo.h"

/* The figures of a whole workspace, three years of a team's work, against the plainest SQL that says the same. */

#define TODAY "2026-03-10"

static Fixture fixture;
static GPtrArray *institutions;

static gint64
ask (const char *sql,
     const char *id)
{
  g_autoptr(GError) error = NULL;
  gint64 result = 0;

  g_assert_true (id != NULL ? rounds_database_query_integer (fixture.database, &result, &error, sql, "s", id)
                            : rounds_database_query_integer (fixture.database, &result, &error, sql, NULL));
  g_assert_no_error (error);

  return result;
}

static gint64
instant (const char *date)
{
  return rounds_instant_from_date (date, fixture.context.zone);
}

static void
open_demo (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  g_assert_true (rounds_database_run_script (fixture.database, "DELETE FROM contacts; DELETE FROM institutions;", &error));
  g_assert_true (rounds_database_begin (fixture.database, &error));
  g_assert_true (rounds_demo_generate (&fixture.context, 1, &error));
  g_assert_true (rounds_database_commit (fixture.database, &error));
  if (ask ("SELECT COUNT(*) FROM settings WHERE key = '" ROUNDS_SETTING_OFFERED_SPECIALTIES "'", NULL) == 0)
    fixture_insert (&fixture, "setting", "{'id':'01900000-0000-7000-8000-000000000900','key':'%s','value':'[\\u0022Cardiologie\\u0022,"
                    "\\u0022Chirurgie orthop\\u00e9dique\\u0022]'}", ROUNDS_SETTING_OFFERED_SPECIALTIES);

  institutions = g_ptr_array_new_with_free_func (g_free);
  statement = rounds_database_prepare (fixture.database, "SELECT id FROM institutions WHERE deleted_at IS NULL ORDER BY id", &error);
  while (rounds_statement_step (statement, &row, &error) && row)
    g_ptr_array_add (institutions, g_strdup (rounds_statement_get_text (statement, 0)));
  g_assert_no_error (error);
  g_assert_cmpuint (institutions->len, >, 100);
}

static void
test_revenue (void)
{
  gint64 sum = 0;

  for (guint i = 0; i < institutions->len; i++)
    {
      const char *id = g_ptr_array_index (institutions, i);
      g_autoptr(GError) error = NULL;
      g_autoptr(RoundsInstitutionRevenue) revenue =
        rounds_institution_revenue_compute (fixture.database, id, TODAY, NULL, NULL, &error);
      gint64 last_month = ask ("SELECT COALESCE(CAST(SUM(CASE type WHEN 'credit_note' THEN -total ELSE total END) AS BIGINT), 0) FROM invoices"
                               " WHERE institution_id = $1 AND status <> 'draft' AND status <> 'cancelled' AND issue_date LIKE '2026-02-%'",
                               id);
      gint64 quotes = ask ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND status <> 'draft'", id);
      gint64 converted = ask ("SELECT COUNT(DISTINCT q.id) FROM quotes q JOIN invoices i ON i.quote_id = q.id"
                              " WHERE q.institution_id = $1 AND q.status <> 'draft' AND i.status NOT IN ('draft', 'cancelled')", id);

      g_assert_no_error (error);
      g_assert_cmpint (revenue->total_revenue, ==,
                       ask ("SELECT COALESCE(CAST(SUM(CASE type WHEN 'credit_note' THEN -total ELSE total END) AS BIGINT), 0)"
                            " FROM invoices WHERE institution_id = $1 AND status <> 'draft' AND status <> 'cancelled'", id));
      g_assert_cmpint (revenue->total_paid, ==,
                       ask ("SELECT COALESCE(CAST(SUM(p.amount) AS BIGINT), 0) FROM payments p JOIN invoices i ON i.id = p.invoice_id"
                            " WHERE i.institution_id = $1 AND p.status = 'confirmed'", id));
      g_assert_cmpint (revenue->months[10].revenue, ==, last_month);
      g_assert_cmpuint (revenue->overdue_invoices->len, ==,
                        ask ("SELECT COUNT(*) FROM invoices WHERE institution_id = $1 AND status = 'overdue'", id));
      g_assert_cmpint (revenue->n_quotes, ==, quotes);
      g_assert_cmpfloat_with_epsilon (revenue->quote_conversion_rate, quotes > 0 ? 100.0 * converted / quotes : 0, 1e-9);
      sum += revenue->total_revenue;
    }

  g_assert_cmpint (sum, >, 0);
}

static double
get_days_late (const char *id,
               guint      *n_due)
{
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  gboolean row = TRUE;
  double sum = 0;

  *n_due = 0;
  statement = rounds_database_prepare (fixture.database,
                                       "SELECT due_date, status, last_payment_date FROM invoices WHERE institution_id = $1"
                                       " AND status NOT IN ('draft', 'cancelled') AND type = 'invoice'"
                                       " AND due_date BETWEEN '2024-03-10' AND '2026-03-10'", &error);
  rounds_statement_bind_text (statement, 1, id);
  while (rounds_statement_step (statement, &row, &error) && row)
    {
      gboolean paid = g_str_equal (rounds_statement_get_text (statement, 1), "paid");
      int late = rounds_date_difference (rounds_statement_get_text (statement, 0),
                                         paid ? rounds_statement_get_text (statement, 2) : TODAY);

      sum += MAX (late, 0);
      (*n_due)++;
    }
  g_assert_no_error (error);

  return sum;
}

/* The score as rules.md says it, once more. */
static int
score_health (const char *id)
{
  g_autofree char *interactions =
    g_strdup_printf ("SELECT (SELECT COUNT(*) FROM meetings WHERE institution_id = $1 AND status <> 'cancelled' AND end_date <= %1$" G_GINT64_FORMAT
                     "  AND start_date >= %2$" G_GINT64_FORMAT ")"
                     " + (SELECT COUNT(*) FROM calls WHERE institution_id = $1 AND call_date BETWEEN %2$" G_GINT64_FORMAT " AND %1$" G_GINT64_FORMAT ")"
                     " + (SELECT COUNT(*) FROM notes WHERE institution_id = $1 AND is_private = 0 AND created_at BETWEEN %2$" G_GINT64_FORMAT
                     "  AND %1$" G_GINT64_FORMAT ")"
                     " + (SELECT COUNT(*) FROM email_messages WHERE institution_id = $1 AND sent_at BETWEEN %2$" G_GINT64_FORMAT
                     "  AND %1$" G_GINT64_FORMAT ")", fixture.context.now, instant ("2025-12-10"));
  g_autofree char *last =
    g_strdup_printf ("SELECT COALESCE(MAX(at_time), 0) FROM (SELECT start_date AS at_time FROM meetings WHERE institution_id = $1"
                     "  AND status <> 'cancelled' AND end_date <= %1$" G_GINT64_FORMAT
                     " UNION SELECT call_date FROM calls WHERE institution_id = $1 AND call_date <= %1$" G_GINT64_FORMAT
                     " UNION SELECT created_at FROM notes WHERE institution_id = $1 AND is_private = 0 AND created_at <= %1$" G_GINT64_FORMAT
                     " UNION SELECT sent_at FROM email_messages WHERE institution_id = $1 AND sent_at <= %1$" G_GINT64_FORMAT ") x",
                     fixture.context.now);
  g_autofree char *accepted = g_strdup_printf ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND status = 'accepted'"
                                               " AND accepted_at >= %" G_GINT64_FORMAT, instant ("2024-03-10"));
  g_autofree char *rejected = g_strdup_printf ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND status = 'rejected'"
                                               " AND rejected_at >= %" G_GINT64_FORMAT, instant ("2024-03-10"));
  g_autofree char *sent = g_strdup_printf ("SELECT COUNT(*) FROM email_messages WHERE institution_id = $1 AND direction = 'outgoing'"
                                           " AND purpose IN ('campaign', 'quote') AND sent_at BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                                           instant ("2025-09-11"), fixture.context.now);
  g_autofree char *opened = g_strconcat (sent, " AND opened_at IS NOT NULL", NULL);
  gint64 last_at = ask (last, id);
  gint64 n_accepted = ask (accepted, id);
  gint64 n_decided = n_accepted + ask (rejected, id) +
                     ask ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND status IN ('sent', 'expired')"
                          " AND valid_until >= '2024-03-10' AND valid_until < '2026-03-10'", id);
  gint64 n_sent = ask (sent, id);
  guint n_due;
  double late = get_days_late (id, &n_due);
  double sum = 0;
  double weights = 0.5;

  if (last_at > 0)
    {
      g_autofree char *day = rounds_instant_to_date (last_at, fixture.context.zone);

      sum += 0.3 * 100 * pow (0.5, rounds_date_difference (day, TODAY) / 45.0);
    }
  sum += 0.2 * 100 * MIN (1.0, ask (interactions, id) / 12.0);
  if (n_decided > 0)
    {
      sum += 0.2 * 100 * (n_accepted + 1.0) / (n_decided + 2.0);
      weights += 0.2;
    }
  if (n_due > 0)
    {
      sum += 0.2 * CLAMP (100 - 2 * late / n_due, 0, 100);
      weights += 0.2;
    }
  if (n_sent > 0)
    {
      sum += 0.1 * 100 * ask (opened, id) / n_sent;
      weights += 0.1;
    }

  return (int) floor (sum / weights + 0.5 + 1e-9);
}

static void
test_health (void)
{
  guint bands[3] = { 0 };

  for (guint i = 0; i < institutions->len; i++)
    {
      RoundsInstitutionHealth health;
      g_autoptr(GError) error = NULL;

      g_assert_true (rounds_institution_health_compute (fixture.database, g_ptr_array_index (institutions, i), fixture.context.now,
                                                        fixture.context.zone, &health, &error));
      g_assert_no_error (error);
      g_assert_cmpint (health.health.score, ==, score_health (g_ptr_array_index (institutions, i)));
      bands[health.health.band]++;
    }
  g_test_message ("%u healthy, %u want attention, %u at risk", bands[2], bands[1], bands[0]);
}

static int
score_lead (const char *id)
{
  g_autofree char *quotes = g_strdup_printf ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND created_at >= %" G_GINT64_FORMAT,
                                             instant ("2025-03-10"));
  gint64 beds = ask ("SELECT COALESCE(bed_capacity, 0) FROM institutions WHERE id = $1", id);
  gint64 n_quotes = ask (quotes, id);
  gint64 n_decided = ask ("SELECT COUNT(*) FROM quotes WHERE institution_id = $1 AND status IN ('accepted', 'rejected')", id);
  double response = (double) ask ("SELECT COALESCE(CAST(SUM(COALESCE(accepted_at, rejected_at) - sent_at) AS BIGINT), 0) FROM quotes"
                                  " WHERE institution_id = $1 AND status IN ('accepted', 'rejected')", id);
  gint64 paid = ask ("SELECT COALESCE(CAST(SUM(p.amount) AS BIGINT), 0) FROM payments p JOIN invoices i ON i.id = p.invoice_id"
                     " WHERE i.institution_id = $1 AND p.status = 'confirmed' AND p.payment_date BETWEEN '2023-03-10' AND '2026-03-10'", id);
  g_autofree char *list = NULL;
  g_autofree char *offer = NULL;
  double sum = 5.0 * MIN (n_quotes, 4) + (paid >= 5000000 ? 15 : paid >= 2000000 ? 11 : paid >= 500000 ? 7 : paid > 0 ? 3 : 0);
  double weights = 35;

  g_assert_true (rounds_database_query_text (fixture.database, &list, NULL, "SELECT specialties FROM institutions WHERE id = $1", "s", id));
  g_assert_true (rounds_database_query_text (fixture.database, &offer, NULL, "SELECT value FROM settings WHERE key = $1", "s",
                                             ROUNDS_SETTING_OFFERED_SPECIALTIES));
  if (beds > 0)
    {
      sum += beds >= 500 ? 25 : beds >= 200 ? 19 : beds >= 100 ? 13 : 6;
      weights += 25;
    }
  if (list != NULL && !g_str_equal (list, "[]"))
    {
      g_auto(GStrv) there = rounds_json_parse_list (list);
      g_auto(GStrv) offered = rounds_json_parse_list (offer);
      int n_matches = 0;

      for (guint i = 0; there[i] != NULL; i++)
        n_matches += g_strv_contains ((const char * const *) offered, there[i]);
      sum += 25.0 * MIN (n_matches, 3) / 3;
      weights += 25;
    }
  if (n_decided > 0)
    {
      double days = response / n_decided / (24.0 * 3600 * 1e6);

      sum += days <= 7 ? 15 : days <= 14 ? 10 : days <= 30 ? 5 : 0;
      weights += 15;
    }

  return (int) floor (100 * sum / weights + 0.5 + 1e-9);
}

static void
test_lead (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) leads = rounds_institution_leads_compute (fixture.database, NULL, NULL, 0, G_MAXUINT, TODAY, fixture.context.zone,
                                                                 &error);
  g_autoptr(GPtrArray) hot = rounds_institution_leads_compute (fixture.database, NULL, NULL, 80, G_MAXUINT, TODAY, fixture.context.zone,
                                                               &error);
  guint n_hot = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (leads->len, ==, institutions->len);
  for (guint i = 0; i < leads->len; i++)
    {
      RoundsInstitutionLead *lead = g_ptr_array_index (leads, i);
      g_autoptr(GPtrArray) alone = rounds_institution_leads_compute (fixture.database, lead->id, NULL, 0, 1, TODAY, fixture.context.zone,
                                                                     &error);

      g_assert_cmpint (lead->lead.score, ==, score_lead (lead->id));
      g_assert_cmpint (((RoundsInstitutionLead *) g_ptr_array_index (alone, 0))->lead.score, ==, lead->lead.score);
      n_hot += lead->lead.score >= 80;
    }
  g_test_message ("%u hot leads", n_hot);
  g_assert_cmpuint (hot->len, ==, n_hot);
}

static void
test_forecast (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsForecast) forecast = rounds_deal_forecast_compute (fixture.database, NULL, TODAY, 24, &error);
  gint64 mean = ask ("SELECT CAST(SUM(value * probability) AS BIGINT) FROM opportunities WHERE stage NOT IN ('closed_won', 'closed_lost')"
                     " AND expected_close_date < '2028-03-01'", NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;
  double variance = 0;

  g_assert_no_error (error);
  g_assert_cmpint (forecast->total.count, ==, ask ("SELECT COUNT(*) FROM opportunities WHERE stage NOT IN ('closed_won', 'closed_lost')"
                                                   " AND expected_close_date < '2028-03-01'", NULL));
  g_assert_cmpint (forecast->total.spread.mean, ==, (mean + 50) / 100);
  g_assert_cmpint (forecast->slipped.total, ==, ask ("SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities WHERE"
                                                     " stage NOT LIKE 'closed%' AND expected_close_date < '2026-03-10'", NULL));
  g_assert_cmpint (forecast->months[0].figures.won, ==, ask ("SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities"
                                                             " WHERE stage = 'closed_won' AND actual_close_date LIKE '2026-03%'", NULL));
  g_assert_cmpint (forecast->months[1].figures.commit, ==, ask ("SELECT COALESCE(CAST(SUM(value) AS BIGINT), 0) FROM opportunities"
                                                                " WHERE stage NOT LIKE 'closed%' AND probability >= 75"
                                                                " AND expected_close_date LIKE '2026-04%'", NULL));

  statement = rounds_database_prepare (fixture.database, "SELECT value, probability FROM opportunities WHERE stage NOT LIKE 'closed%'"
                                                         " AND expected_close_date < '2028-03-01'", &error);
  while (rounds_statement_step (statement, &row, &error) && row)
    {
      double value = (double) rounds_statement_get_integer (statement, 0);
      double p = rounds_statement_get_integer (statement, 1) / 100.0;

      variance += p * (1 - p) * value * value;
    }
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon ((double) forecast->total.spread.deviation, sqrt (variance), 1);
  g_assert_cmpint (forecast->total.spread.p10, <=, forecast->total.spread.p50);
  g_assert_cmpint (forecast->total.spread.p50, <=, forecast->total.spread.p90);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
test_analytics (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDealAnalytics) analytics = rounds_deal_analytics_compute (fixture.database, NULL, "2025-01-01", "2025-12-31",
                                                                            fixture.context.now, fixture.context.zone, &error);
  g_autofree char *created = g_strdup_printf ("SELECT COUNT(*) FROM opportunities WHERE created_at >= %" G_GINT64_FORMAT
                                              " AND created_at < %" G_GINT64_FORMAT, instant ("2025-01-01"), instant ("2026-01-01"));
  g_autofree char *negotiated = g_strconcat (created, " AND (stage IN ('negotiation', 'closed_won') OR id IN (SELECT opportunity_id"
                                             " FROM stage_changes WHERE to_stage IN ('negotiation', 'closed_won')))", NULL);
  g_autofree char *won = g_strconcat (created, " AND stage = 'closed_won'", NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean row = TRUE;
  double sum = 0;

  g_assert_no_error (error);
  g_assert_cmpint (analytics->conversions[0].reached, ==, ask (created, NULL));
  g_assert_cmpint (analytics->conversions[3].reached, ==, ask (negotiated, NULL));
  g_assert_cmpint (analytics->conversions[3].converted, ==, ask (won, NULL));
  g_assert_cmpint (analytics->won_value, ==, ask ("SELECT CAST(SUM(value) AS BIGINT) FROM opportunities WHERE stage = 'closed_won'"
                                                  " AND actual_close_date LIKE '2025-%'", NULL));
  g_assert_cmpint (analytics->lost, ==, ask ("SELECT COUNT(*) FROM opportunities WHERE stage = 'closed_lost'"
                                             " AND actual_close_date LIKE '2025-%'", NULL));

  statement = rounds_database_prepare (fixture.database, "SELECT created_at, actual_close_date FROM opportunities"
                                       " WHERE stage = 'closed_won' AND actual_close_date LIKE '2025-%'", &error);
  while (rounds_statement_step (statement, &row, &error) && row)
    {
      g_autofree char *from = rounds_instant_to_date (rounds_statement_get_integer (statement, 0), fixture.context.zone);
      int n_days = rounds_date_difference (from, rounds_statement_get_text (statement, 1));

      g_array_append_val (days, n_days);
      sum += n_days;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, >, 5);
  g_array_sort (days, compare_numbers);
  g_assert_cmpfloat_with_epsilon (analytics->cycle.mean, sum / days->len, 1e-9);
  g_assert_cmpfloat (analytics->cycle.median, ==,
                     (g_array_index (days, int, (days->len - 1) / 2) + g_array_index (days, int, days->len / 2)) / 2.0);
}

/* Nothing fails on anything there is, and nothing asks more when there is more. */
static void
test_all (void)
{
  RoundsActionScope scope = { NULL, NULL, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDuplicateRecords) twins = rounds_duplicate_institutions_find (fixture.database, NULL, &error);
  g_autoptr(RoundsDuplicateRecords) people = rounds_duplicate_contacts_find (fixture.database, NULL, &error);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;
  guint n_actions = 0;
  guint n_learned = 0;
  guint n_deals = 0;

  g_assert_no_error (error);
  g_test_message ("%u institutions and %u contacts may be there twice", twins->pairs->len, people->pairs->len);

  for (guint i = 0; i < institutions->len; i++)
    {
      guint64 before = rounds_database_get_n_statements (fixture.database);
      g_autoptr(GPtrArray) actions = rounds_institution_actions_compute (fixture.database, g_ptr_array_index (institutions, i), &scope,
                                                                         fixture.context.now, fixture.context.zone, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, <=, 6);
      n_actions += actions->len;
    }

  statement = rounds_database_prepare (fixture.database, "SELECT id FROM opportunities WHERE stage = 'negotiation'", &error);
  while (rounds_statement_step (statement, &row, &error) && row && n_deals < 20)
    {
      g_autoptr(RoundsDealProbability) probability = rounds_deal_probability_compute (fixture.database,
                                                                                      rounds_statement_get_text (statement, 0), &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (probability->prediction.probability, >, 0);
      g_assert_cmpfloat (probability->prediction.probability, <, 100);
      n_learned += probability->learned;
      n_deals++;
    }
  g_assert_no_error (error);
  g_test_message ("%u actions, %u of %u deals judged by what was learned", n_actions, n_learned, n_deals);
  g_assert_cmpuint (n_actions, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  open_demo ();
  g_test_add_func ("/insight/demo/revenue", test_revenue);
  g_test_add_func ("/insight/demo/health", test_health);
  g_test_add_func ("/insight/demo/lead", test_lead);
  g_test_add_func ("/insight/demo/forecast", test_forecast);
  g_test_add_func ("/insight/demo/analytics", test_analytics);
  g_test_add_func ("/insight/demo/all", test_all);

  status = g_test_run ();
  g_ptr_array_unref (institutions);
  fixture_close (&fixture);

  return status;
}
