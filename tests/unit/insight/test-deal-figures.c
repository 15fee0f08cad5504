/* test-deal-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-deal-analytics.h"
#include "insight/rounds-deal-forecast.h"
#include "model/rounds-json.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

#define TODAY "2026-03-10"

static void
add_deal (Fixture    *fixture,
          guint       number,
          const char *stage,
          const char *value,
          int         probability,
          const char *user_id,
          const char *more)
{
  fixture_insert (fixture, "opportunity",
                  "{'id':'01900000-0000-7000-8000-00000000e%03u','institutionId':'%s','name':'Deal','stage':'%s','value':%s,"
                  "'probability':%d,'assignedUserId':'%s',%s}", number, HOSPITAL_ID, stage, value, probability, user_id, more);
}

static void
add_move (Fixture    *fixture,
          guint       number,
          guint       deal,
          const char *to,
          const char *at)
{
  fixture_insert (fixture, "stage-change",
                  "{'id':'01900000-0000-7000-8000-00000000f%03u','opportunityId':'01900000-0000-7000-8000-00000000e%03u',"
                  "'toStage':'%s','changedAt':'%s','value':1,'probability':1}", number, deal, to, at);
}

static void
test_forecast (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsForecast) forecast = NULL;
  g_autoptr(RoundsFilter) mine = rounds_filter_new_text (rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY),
                                                                                  "assigned-user-id"),
                                                         ROUNDS_FILTER_EQUAL, USER_ID);
  g_autoptr(GError) error = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add_deal (&fixture, 1, "proposal", "1000.10", 50, USER_ID, "'expectedCloseDate':'2026-03-31'");
  add_deal (&fixture, 2, "negotiation", "2000", 80, OTHER_USER_ID, "'expectedCloseDate':'2026-03-10'");
  add_deal (&fixture, 3, "prospecting", "300", 10, USER_ID, "'expectedCloseDate':'2026-05-31'");
  add_deal (&fixture, 4, "qualification", "500", 20, USER_ID, "'expectedCloseDate':'2026-03-09'");
  add_deal (&fixture, 5, "qualification", "600", 20, USER_ID, "'expectedCloseDate':'2026-06-01'");
  add_deal (&fixture, 6, "closed_won", "700", 100, USER_ID, "'expectedCloseDate':'2026-01-01','actualCloseDate':'2026-03-01'");
  add_deal (&fixture, 7, "closed_won", "800", 100, USER_ID, "'expectedCloseDate':'2026-03-20','actualCloseDate':'2026-02-28'");
  add_deal (&fixture, 8, "closed_lost", "900", 0, USER_ID, "'expectedCloseDate':'2026-03-20','actualCloseDate':'2026-03-05'");

  before = rounds_database_get_n_statements (fixture.database);
  forecast = rounds_deal_forecast_compute (fixture.database, NULL, TODAY, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 1);

  g_assert_cmpstr (forecast->months[0].month, ==, "2026-03");
  g_assert_cmpint (forecast->months[0].figures.count, ==, 2);
  g_assert_cmpint (forecast->months[0].figures.total, ==, 300010);
  g_assert_cmpint (forecast->months[0].figures.weighted, ==, 50005 + 160000);
  g_assert_cmpint (forecast->months[0].figures.won, ==, 70000);
  g_assert_cmpint (forecast->months[1].figures.count, ==, 0);
  g_assert_cmpint (forecast->months[2].figures.total, ==, 30000);
  g_assert_cmpint (forecast->slipped.count, ==, 1);
  g_assert_cmpint (forecast->slipped.total, ==, 50000);
  g_assert_cmpint (forecast->total.count, ==, 4);
  g_clear_pointer (&forecast, rounds_forecast_free);

  forecast = rounds_deal_forecast_compute (fixture.database, mine, TODAY, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (forecast->months[0].figures.count, ==, 1);
  g_assert_cmpint (forecast->total.total, ==, 150010);
  g_clear_pointer (&forecast, rounds_forecast_free);

  /* Months that have passed: what was won, and all that has slipped; later ones: what the default does not reach. */
  forecast = rounds_deal_forecast_compute_from (fixture.database, NULL, TODAY, "2026-01-31", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (forecast->months[1].month, ==, "2026-02");
  g_assert_cmpint (forecast->months[0].figures.won, ==, 0);
  g_assert_cmpint (forecast->months[1].figures.won, ==, 80000);
  g_assert_cmpint (forecast->months[1].figures.won_count, ==, 1);
  g_assert_cmpint (forecast->slipped.total, ==, 50000);
  g_assert_cmpint (forecast->total.count, ==, 1);
  g_clear_pointer (&forecast, rounds_forecast_free);

  forecast = rounds_deal_forecast_compute_from (fixture.database, NULL, TODAY, "2026-05-01", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (forecast->months[0].figures.total, ==, 30000);
  g_assert_cmpint (forecast->months[1].figures.total, ==, 60000);
  g_assert_cmpint (forecast->total.total, ==, 30000 + 60000 + 50000);

  g_assert_cmpint (rounds_deal_forecast_sum_won (fixture.database, NULL, "2026-02-28", "2026-03-02", &error), ==, 150000);
  g_assert_cmpint (rounds_deal_forecast_sum_won (fixture.database, NULL, "2026-02-28", "2026-03-01", &error), ==, 80000);
  g_assert_cmpint (rounds_deal_forecast_sum_won (fixture.database, mine, "2025-01-01", "2025-12-31", &error), ==, 0);
  g_assert_no_error (error);
  fixture_close (&fixture);
}

static void
test_forecast_json (void)
{
  Fixture fixture;
  g_autoptr(RoundsForecast) forecast = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *month;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  add_deal (&fixture, 1, "proposal", "1000.10", 50, USER_ID, "'expectedCloseDate':'2026-03-31'");
  forecast = rounds_deal_forecast_compute (fixture.database, NULL, TODAY, 2, &error);
  rounds_deal_forecast_write (forecast, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  fixture_assert_text (object, "currency", "EUR");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "months")), ==, 2);
  month = json_array_get_object_element (json_object_get_array_member (object, "months"), 0);
  fixture_assert_text (month, "month", "2026-03");
  fixture_assert_number (month, "weighted", 500.05);
  fixture_assert_number (month, "stdDev", 500.05);
  fixture_assert_number (month, "p10", 0);
  fixture_assert_number (month, "p90", 1000.1);
  fixture_assert_int (json_object_get_object_member (object, "slipped"), "count", 0);
  fixture_assert_number (json_object_get_object_member (object, "total"), "pipeline", 1000.1);
  fixture_close (&fixture);
}

/* Deal 1 was created in the last minutes of 2025, which in Paris are the first of 2026. */
static void
fill_year (Fixture *fixture)
{
  add_deal (fixture, 1, "closed_won", "1000", 100, USER_ID,
            "'expectedCloseDate':'2026-01-31','actualCloseDate':'2026-01-31','createdAt':'2025-12-31T23:30:00Z',"
            "'competitors':['Medex','Santor','Medex'],'wonReason':'Prix'");
  add_move (fixture, 1, 1, "prospecting", "2025-12-31T23:30:00Z");
  add_move (fixture, 2, 1, "negotiation", "2026-01-10T23:30:00Z");
  add_move (fixture, 3, 1, "closed_won", "2026-01-30T23:30:00Z");
  /* Lost from the first stage, but it had been in proposal. */
  add_deal (fixture, 2, "closed_lost", "400.50", 0, USER_ID,
            "'expectedCloseDate':'2026-02-28','actualCloseDate':'2026-02-28','createdAt':'2026-01-15T10:00:00Z',"
            "'competitors':['Santor'],'lostReason':'Prix'");
  add_move (fixture, 4, 2, "prospecting", "2026-01-15T10:00:00Z");
  add_move (fixture, 5, 2, "proposal", "2026-01-20T10:00:00Z");
  add_move (fixture, 6, 2, "prospecting", "2026-01-25T10:00:00Z");
  add_move (fixture, 7, 2, "closed_lost", "2026-02-28T10:00:00Z");
  /* Open, since ten days. */
  add_deal (fixture, 3, "qualification", "50", 20, OTHER_USER_ID,
            "'expectedCloseDate':'2026-09-30','createdAt':'2026-02-28T09:00:00Z'");
  add_move (fixture, 8, 3, "qualification", "2026-02-28T09:00:00Z");
  /* Created before the period, won in it, without a reason, without a history; the leap day is in between. */
  add_deal (fixture, 4, "closed_won", "2000", 100, USER_ID,
            "'expectedCloseDate':'2026-03-01','actualCloseDate':'2026-03-01','createdAt':'2024-02-28T12:00:00Z'");
  /* Lost after it. */
  add_deal (fixture, 5, "closed_lost", "9000", 0, USER_ID,
            "'expectedCloseDate':'2026-03-31','actualCloseDate':'2026-04-01','createdAt':'2025-12-31T22:30:00Z','lostReason':'Prix'");
}

static void
test_analytics (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDealAnalytics) analytics = NULL;
  g_autoptr(GError) error = NULL;
  RoundsDealCause *cause;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill_year (&fixture);
  before = rounds_database_get_n_statements (fixture.database);
  analytics = rounds_deal_analytics_compute (fixture.database, NULL, "2026-01-01", "2026-03-31", fixture.context.now,
                                             fixture.context.zone, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 2);

  /* Three were created in the period: one won, one as far as proposal, one in qualification. */
  g_assert_cmpint (analytics->conversions[0].reached, ==, 3);
  g_assert_cmpint (analytics->conversions[0].converted, ==, 3);
  g_assert_cmpint (analytics->conversions[1].reached, ==, 3);
  g_assert_cmpint (analytics->conversions[1].converted, ==, 2);
  g_assert_cmpint (analytics->conversions[2].reached, ==, 2);
  g_assert_cmpint (analytics->conversions[2].converted, ==, 1);
  g_assert_cmpint (analytics->conversions[3].reached, ==, 1);
  g_assert_cmpfloat (analytics->conversions[3].rate, ==, 100);

  /* 10 days, then 5 and 34 days; 20 days; 5 days; ten that still run. */
  g_assert_cmpint (analytics->times[ROUNDS_STAGE_PROSPECTING].visits, ==, 3);
  g_assert_cmpint (analytics->times[ROUNDS_STAGE_PROSPECTING].total, ==, (10 + 5 + 34) * G_TIME_SPAN_DAY);
  g_assert_cmpint (analytics->times[ROUNDS_STAGE_NEGOTIATION].total, ==, 20 * G_TIME_SPAN_DAY);
  g_assert_cmpint (analytics->times[ROUNDS_STAGE_PROPOSAL].total, ==, 5 * G_TIME_SPAN_DAY);
  g_assert_cmpint (analytics->times[ROUNDS_STAGE_QUALIFICATION].total, ==, 10 * G_TIME_SPAN_DAY);

  g_assert_cmpint (analytics->won, ==, 2);
  g_assert_cmpint (analytics->won_value, ==, 300000);
  g_assert_cmpint (analytics->lost, ==, 1);
  g_assert_cmpint (analytics->lost_value, ==, 40050);
  g_assert_cmpfloat_with_epsilon (analytics->win_rate, 200.0 / 3, 1e-9);
  /* From the first of January 30 days; from the 28th of February 2024 two years and a day, 732 days. */
  g_assert_cmpuint (analytics->cycle.count, ==, 2);
  g_assert_cmpfloat (analytics->cycle.mean, ==, (30 + 732) / 2.0);
  g_assert_cmpfloat (analytics->cycle.median, ==, (30 + 732) / 2.0);

  g_assert_cmpuint (analytics->won_reasons->len, ==, 2);
  cause = g_ptr_array_index (analytics->won_reasons, 0);
  g_assert_null (cause->name);
  g_assert_cmpint (cause->won_value, ==, 200000);
  g_assert_cmpuint (analytics->lost_reasons->len, ==, 1);
  g_assert_cmpuint (analytics->competitors->len, ==, 2);
  cause = g_ptr_array_index (analytics->competitors, 0);
  g_assert_cmpstr (cause->name, ==, "Santor");
  g_assert_cmpint (cause->won, ==, 1);
  g_assert_cmpint (cause->lost_value, ==, 40050);
  /* Named twice, it is one. */
  cause = g_ptr_array_index (analytics->competitors, 1);
  g_assert_cmpstr (cause->name, ==, "Medex");
  g_assert_cmpint (cause->won, ==, 1);
  g_assert_cmpint (cause->won_value, ==, 100000);
  fixture_close (&fixture);
}

static void
test_nothing (void)
{
  Fixture fixture;
  g_autoptr(RoundsDealAnalytics) analytics = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  analytics = rounds_deal_analytics_compute (fixture.database, NULL, "2024-02-29", "2024-02-29", fixture.context.now,
                                             fixture.context.zone, &error);
  g_assert_no_error (error);
  rounds_deal_analytics_write (analytics, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_get_null_member (object, "winRate"));
  g_assert_true (json_object_get_null_member (json_object_get_object_member (object, "salesCycle"), "medianDays"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "conversion")), ==, 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "competitors")), ==, 0);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/deals/forecast/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_forecast);
  g_test_add_data_func ("/insight/deals/forecast/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_forecast);
  g_test_add_func ("/insight/deals/forecast/json", test_forecast_json);
  g_test_add_data_func ("/insight/deals/analytics/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_analytics);
  g_test_add_data_func ("/insight/deals/analytics/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_analytics);
  g_test_add_func ("/insight/deals/nothing", test_nothing);

  return g_test_run ();
}
