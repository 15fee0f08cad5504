/* test-dashboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-dashboard.h"

static RoundsDashboard *
compute (Fixture               *fixture,
         RoundsDashboardPeriod  period,
         const char            *today)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(GError) error = NULL;
  RoundsDashboard *dashboard = rounds_dashboard_compute (fixture->database, period, today, zone, NULL, NULL, &error);

  g_assert_no_error (error);
  return dashboard;
}

static void
assert_days (Fixture               *fixture,
             RoundsDashboardPeriod  period,
             const char            *today,
             const char            *first,
             const char            *previous_first,
             const char            *previous_last)
{
  g_autoptr(RoundsDashboard) dashboard = compute (fixture, period, today);

  g_assert_cmpstr (dashboard->first, ==, first);
  g_assert_cmpstr (dashboard->last, ==, today);
  g_assert_cmpstr (dashboard->previous_first, ==, previous_first);
  g_assert_cmpstr (dashboard->previous_last, ==, previous_last);
}

static void
test_periods (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  assert_days (&fixture, ROUNDS_DASHBOARD_WEEK, "2026-03-04", "2026-02-26", "2026-02-19", "2026-02-25");
  assert_days (&fixture, ROUNDS_DASHBOARD_MONTH, "2026-03-31", "2026-03-01", "2026-02-01", "2026-02-28");
  assert_days (&fixture, ROUNDS_DASHBOARD_MONTH, "2026-01-15", "2026-01-01", "2025-12-01", "2025-12-15");
  assert_days (&fixture, ROUNDS_DASHBOARD_QUARTER, "2026-05-31", "2026-04-01", "2026-01-01", "2026-02-28");
  assert_days (&fixture, ROUNDS_DASHBOARD_QUARTER, "2026-12-01", "2026-10-01", "2026-07-01", "2026-09-01");
  assert_days (&fixture, ROUNDS_DASHBOARD_YEAR, "2024-02-29", "2024-01-01", "2023-01-01", "2023-02-28");
  fixture_close (&fixture);
}

static void
assert_figure (RoundsDashboard *dashboard,
               const char      *name,
               gint64           value,
               gint64           previous)
{
  RoundsDashboardFigure *figure = rounds_dashboard_find (dashboard, name);

  g_test_message ("%s", name);
  g_assert_nonnull (figure);
  g_assert_cmpint (figure->value, ==, value);
  g_assert_cmpint (figure->previous, ==, previous);
}

static void
add_invoice (Fixture    *fixture,
             const char *institution_id,
             const char *type,
             const char *status,
             const char *issued,
             double      total)
{
  fixture_insert (fixture, "invoice",
                  "{'institutionId':'%s','title':'T','type':'%s','status':'%s','issueDate':'%s','total':%.2f,'remainingAmount':%.2f}",
                  institution_id, type, status, issued, total, g_str_equal (status, "paid") ? 0 : total);
}

/* March 10th, beside February 1st to 10th. */
static void
test_figures (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDashboard) dashboard = NULL;
  g_autoptr(RoundsDashboard) empty = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  empty = compute (&fixture, ROUNDS_DASHBOARD_MONTH, "2026-03-10");
  assert_figure (empty, "revenue", 0, 0);
  assert_figure (empty, "outstanding", 0, 0);

  add_invoice (&fixture, HOSPITAL_ID, "invoice", "paid", "2026-02-01", 100);
  add_invoice (&fixture, HOSPITAL_ID, "invoice", "sent", "2026-02-10", 50.5);
  add_invoice (&fixture, HOSPITAL_ID, "invoice", "sent", "2026-02-11", 999);
  add_invoice (&fixture, HOSPITAL_ID, "invoice", "draft", "2026-03-01", 777);
  add_invoice (&fixture, HOSPITAL_ID, "invoice", "sent", "2026-03-01", 30);
  add_invoice (&fixture, CLINIC_ID, "invoice", "overdue", "2026-03-10", 20.25);
  add_invoice (&fixture, CLINIC_ID, "invoice", "sent", "2026-03-11", 888);
  /* A credit note that is larger than the month. */
  add_invoice (&fixture, HOSPITAL_ID, "credit_note", "sent", "2026-03-09", 80);

  /* Ten minutes before midnight in Paris is still February, and one hour before midnight in UTC is March already. */
  fixture_insert (&fixture, "call", "{'institutionId':'" HOSPITAL_ID "','callDate':'2026-02-28T22:50:00Z'}");
  fixture_insert (&fixture, "call", "{'institutionId':'" HOSPITAL_ID "','callDate':'2026-02-28T23:00:00Z'}");
  fixture_insert (&fixture, "call", "{'institutionId':'" HOSPITAL_ID "','callDate':'2026-03-10T22:59:00Z'}");
  fixture_insert (&fixture, "call", "{'institutionId':'" HOSPITAL_ID "','callDate':'2026-03-10T23:00:00Z'}");
  fixture_insert (&fixture, "call", "{'institutionId':'" HOSPITAL_ID "','callDate':'2026-02-10T22:59:00Z'}");

  dashboard = compute (&fixture, ROUNDS_DASHBOARD_MONTH, "2026-03-10");
  assert_figure (dashboard, "revenue", 3000 + 2025 - 8000, 10000 + 5050);
  assert_figure (dashboard, "newClients", 1, 1);
  assert_figure (dashboard, "calls", 2, 1);
  assert_figure (dashboard, "outstanding", 5050 + 99900 + 3000 + 2025 + 88800, 0);
  assert_figure (dashboard, "openTasks", 0, 0);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insight/dashboard/periods", test_periods);
  g_test_add_data_func ("/insight/dashboard/figures/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_figures);
  g_test_add_data_func ("/insight/dashboard/figures/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_figures);

  return g_test_run ();
}
