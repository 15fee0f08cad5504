/* test-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-pipeline.h"
#include "model/rounds-json.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"

static void
make_deal (Fixture    *fixture,
           const char *name,
           const char *stage,
           const char *value,
           int         probability,
           const char *user_id)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'opportunity','values':{'institutionId':'%s','name':'%s','stage':'%s','value':%s,"
                                  "'probability':%d,'assignedUserId':'%s','lostReason':'Prix','expectedCloseDate':'2026-06-30'}}",
                                  HOSPITAL_ID, name, stage, value, probability, user_id));
}

static void
fill (Fixture *fixture)
{
  /* 0.05 x 10 % = 0.005, so 0.01 each: rounded per deal it is 0.02, rounded on the sum it would be 0.01. */
  make_deal (fixture, "Deal A", "prospecting", "0.05", 10, USER_ID);
  make_deal (fixture, "Deal B", "prospecting", "0.05", 10, OTHER_USER_ID);
  make_deal (fixture, "Deal C", "proposal", "1000.10", 35, USER_ID); /* 350.035, so 350.04 */
  make_deal (fixture, "Deal D", "proposal", "200", 50, USER_ID);     /* 100 */
  make_deal (fixture, "Deal E", "proposal", "300", 50, OTHER_USER_ID); /* 150 */
  make_deal (fixture, "Deal F", "closed_won", "999999999999.99", 100, USER_ID);
  make_deal (fixture, "Deal G", "closed_lost", "50", 0, USER_ID);
}

static void
assert_stage (RoundsPipeline *pipeline,
              guint           index,
              const char     *stage,
              gint64          count,
              gint64          total,
              gint64          weighted)
{
  g_assert_cmpstr (pipeline->stages[index].stage, ==, stage);
  g_assert_cmpint (pipeline->stages[index].count, ==, count);
  g_assert_cmpint (pipeline->stages[index].total_value, ==, total);
  g_assert_cmpint (pipeline->stages[index].weighted_value, ==, weighted);
}

static void
test_totals (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsPipeline) pipeline = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  before = rounds_database_get_n_statements (fixture.database);
  pipeline = rounds_pipeline_compute (fixture.database, NULL, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 2);

  assert_stage (pipeline, 0, "prospecting", 2, 10, 2);
  assert_stage (pipeline, 1, "qualification", 0, 0, 0);
  assert_stage (pipeline, 2, "proposal", 3, 150010, 60004);
  assert_stage (pipeline, 3, "negotiation", 0, 0, 0);
  assert_stage (pipeline, 4, "closed_won", 1, 99999999999999, 99999999999999);
  assert_stage (pipeline, 5, "closed_lost", 1, 5000, 0);

  /* The first page of each, in order. */
  g_assert_cmpuint (pipeline->stages[0].opportunities->len, ==, 2);
  g_assert_cmpuint (pipeline->stages[1].opportunities->len, ==, 0);
  g_assert_cmpuint (pipeline->stages[2].opportunities->len, ==, 2);
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (pipeline->stages[2].opportunities, 0), "name"), ==, "Deal C");
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (pipeline->stages[2].opportunities, 1), "name"), ==, "Deal D");
  fixture_close (&fixture);
}

static void
test_filter (void)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  Fixture fixture;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsPipeline) pipeline = NULL;
  g_autoptr(RoundsPipeline) totals = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fill (&fixture);
  filter = rounds_filter_new_text (rounds_entity_info_find (info, "assigned-user-id"), ROUNDS_FILTER_EQUAL, OTHER_USER_ID);
  pipeline = rounds_pipeline_compute (fixture.database, filter, 50, &error);
  g_assert_no_error (error);
  assert_stage (pipeline, 0, "prospecting", 1, 5, 1);
  assert_stage (pipeline, 2, "proposal", 1, 30000, 15000);
  assert_stage (pipeline, 4, "closed_won", 0, 0, 0);
  g_assert_cmpuint (pipeline->stages[2].opportunities->len, ==, 1);

  totals = rounds_pipeline_compute (fixture.database, NULL, 0, &error);
  g_assert_no_error (error);
  assert_stage (totals, 2, "proposal", 3, 150010, 60004);
  g_assert_null (totals->stages[2].opportunities);
  fixture_close (&fixture);
}

static void
test_deleted (void)
{
  Fixture fixture;
  g_autoptr(RoundsPipeline) pipeline = NULL;
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  created = fixture_run (&fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Deal A','value':7,"
                         "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'opportunity','id':'%s'}",
                                  json_object_get_string_member (created, "id")));
  pipeline = rounds_pipeline_compute (fixture.database, NULL, 10, &error);
  g_assert_no_error (error);
  assert_stage (pipeline, 0, "prospecting", 0, 0, 0);
  g_assert_cmpuint (pipeline->stages[0].opportunities->len, ==, 0);
  fixture_close (&fixture);
}

static void
test_json (void)
{
  Fixture fixture;
  g_autoptr(RoundsPipeline) pipeline = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *stages;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  pipeline = rounds_pipeline_compute (fixture.database, NULL, 1, &error);
  g_assert_no_error (error);
  rounds_pipeline_write (pipeline, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  stages = json_object_get_array_member (object, "stages");
  g_assert_cmpuint (json_array_get_length (stages), ==, 6);
  fixture_assert_text (json_array_get_object_element (stages, 2), "stage", "proposal");
  fixture_assert_int (json_array_get_object_element (stages, 2), "count", 3);
  fixture_assert_number (json_array_get_object_element (stages, 2), "totalValue", 1500.10);
  fixture_assert_number (json_array_get_object_element (stages, 2), "weightedValue", 600.04);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_array_get_object_element (stages, 2), "opportunities")),
                    ==, 1);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/pipeline/totals/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_totals);
  g_test_add_data_func ("/insight/pipeline/totals/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_totals);
  g_test_add_func ("/insight/pipeline/filter", test_filter);
  g_test_add_func ("/insight/pipeline/deleted", test_deleted);
  g_test_add_func ("/insight/pipeline/json", test_json);

  return g_test_run ();
}
