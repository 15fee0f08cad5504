/* test-seeds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "operations/rounds-demo.h"
#include "operations/rounds-seeds.h"

static void
plant (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_database_begin (fixture->database, &error));
  rounds_seeds_plant (&fixture->context, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (fixture->database, &error));
}

static gboolean
are_wanted (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean wanted = FALSE;

  rounds_seeds_are_wanted (fixture->database, &wanted, &error);
  g_assert_no_error (error);

  return wanted;
}

/* Two that are planted apart are the same rows. */
static void
test_same_everywhere (void)
{
  Fixture fixtures[2];
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      fixture_open (&fixtures[i], ROUNDS_SCHEMA_SERVER);
      g_assert_true (are_wanted (&fixtures[i]));
      plant (&fixtures[i]);
      g_assert_false (are_wanted (&fixtures[i]));
    }

  first = fixture_dump (&fixtures[0]);
  second = fixture_dump (&fixtures[1]);
  g_assert_cmpstr (first, ==, second);

  plant (&fixtures[0]);
  g_free (second);
  second = fixture_dump (&fixtures[0]);
  g_assert_cmpstr (first, ==, second);
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    fixture_close (&fixtures[i]);
}

static void
test_values (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  plant (&fixture);

  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lost_reasons WHERE is_active = 1"), ==, 7);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lost_reasons WHERE position = 1 AND name = 'Price' AND needs_text = 0"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lost_reasons WHERE position = 7 AND name = 'Other' AND needs_text = 1"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines WHERE is_default = 1 AND is_active = 1 AND prospecting_days = 14 "
                                            "AND qualification_days = 14 AND proposal_days = 21 AND negotiation_days = 14"), ==, 1);
  fixture_close (&fixture);
}

/* What the team has deleted, or had before, is its own choice. */
static void
test_left_alone (void)
{
  Fixture fixture;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_insert (&fixture, "lost-reason", "{'id':'01900000-0000-7000-8000-000000000099','name':'Timing'}");
  plant (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lost_reasons"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines"), ==, 1);

  g_assert_true (rounds_database_run_script (fixture.database, "UPDATE lost_reasons SET deleted_at = 1; UPDATE pipelines SET deleted_at = 1;", &error));
  g_assert_false (are_wanted (&fixture));
  plant (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lost_reasons WHERE deleted_at IS NULL"), ==, 0);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines WHERE deleted_at IS NULL"), ==, 0);
  fixture_close (&fixture);
}

/* The demo comes after: it takes what is there. */
static void
test_demo_after (void)
{
  Fixture fixture;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  g_assert_true (rounds_database_run_script (fixture.database, "DELETE FROM contacts; DELETE FROM institutions;", &error));
  plant (&fixture);
  fixture_insert (&fixture, "lead-source", "{'id':'01900000-0000-7000-8000-000000000099','name':'salon'}");
  fixture_insert (&fixture, "tag", "{'id':'01900000-0000-7000-8000-000000000098','name':'CHU'}");

  g_assert_true (rounds_database_begin (fixture.database, &error));
  rounds_demo_generate (&fixture.context, 1, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (fixture.database, &error));

  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM lead_sources WHERE lower(name) = 'salon'"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM institutions WHERE lead_source_id = '01900000-0000-7000-8000-000000000099'"), >, 0);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM opportunities WHERE stage = 'closed_lost' AND lost_reason NOT IN "
                                            "(SELECT name FROM lost_reasons WHERE needs_text = 0)"), ==, 0);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(DISTINCT lost_reason) FROM opportunities WHERE stage = 'closed_lost'"), >, 3);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seeds/same-everywhere", test_same_everywhere);
  g_test_add_func ("/seeds/values", test_values);
  g_test_add_func ("/seeds/left-alone", test_left_alone);
  g_test_add_func ("/seeds/demo-after", test_demo_after);

  return g_test_run ();
}
