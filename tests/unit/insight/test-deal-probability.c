/* test-deal-probability.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-deal-probability.h"
#include "model/rounds-json.h"

#define ID "01900000-0000-7000-8000-%012u"
#define PRODUCT_ID "01900000-0000-7000-8000-000000000701"
#define SOURCE_ID "01900000-0000-7000-8000-000000000702"
#define FOREIGNER_ID "01900000-0000-7000-8000-000000000703"

static void
add_deal (Fixture    *fixture,
          guint       number,
          const char *institution_id,
          const char *stage,
          const char *user_id,
          const char *more)
{
  fixture_insert (fixture, "opportunity", "{'id':'" ID "','institutionId':'%s','name':'Deal','stage':'%s','assignedUserId':'%s',"
                  "'expectedCloseDate':'2026-06-30','probability':50%s}", number, institution_id, stage, user_id, more);
}

/* Of the team 25 won, all at the clinic, 20 of a source; 22 lost at the hospital, 12 of which came to negotiation. */
static void
fill (Fixture *fixture)
{
  fixture_insert (fixture, "product", "{'id':'%s','name':'Scanner'}", PRODUCT_ID);
  fixture_insert (fixture, "lead-source", "{'id':'%s','name':'Salon'}", SOURCE_ID);
  fixture_insert (fixture, "user", "{'id':'%s','email':'c@rounds.example','firstName':'Cy','lastName':'Or'}", FOREIGNER_ID);
  g_assert_true (rounds_database_execute (fixture->database, NULL, "UPDATE institutions SET bed_capacity = 300 WHERE id = $1", "s",
                                          CLINIC_ID));

  for (guint i = 0; i < 25; i++)
    add_deal (fixture, 1000 + i, CLINIC_ID, "closed_won", USER_ID,
              i < 20 ? ",'actualCloseDate':'2026-01-01','leadSourceId':'" SOURCE_ID "'" : ",'actualCloseDate':'2026-01-01'");
  for (guint i = 0; i < 22; i++)
    add_deal (fixture, 2000 + i, HOSPITAL_ID, "closed_lost", OTHER_USER_ID,
              i < 12 ? ",'actualCloseDate':'2026-02-01','lostReason':'x','stageBeforeClosing':'negotiation'"
                     : ",'actualCloseDate':'2026-02-01','lostReason':'x','stageBeforeClosing':'prospecting'");
  /* One of these had been further once. */
  fixture_insert (fixture, "stage-change", "{'id':'" ID "','opportunityId':'" ID "','toStage':'proposal','changedAt':"
                  "'2026-01-05T08:00:00Z','value':1,'probability':1}", 3000u, 2021u);
  fixture_insert (fixture, "opportunity-line", "{'id':'" ID "','opportunityId':'" ID "','productId':'%s','description':'x'}",
                  3001u, 1000u, PRODUCT_ID);
  /* Of nobody's team. */
  add_deal (fixture, 4000, CLINIC_ID, "closed_lost", FOREIGNER_ID, ",'actualCloseDate':'2026-02-01','lostReason':'x'");
}

static void
test_learned (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDealProbability) probability = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;
  double odds;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  add_deal (&fixture, 5000, CLINIC_ID, "proposal", USER_ID, ",'leadSourceId':'" SOURCE_ID "'");
  fixture_insert (&fixture, "opportunity-line", "{'id':'" ID "','opportunityId':'" ID "','productId':'%s','description':'x'}",
                  3002u, 5000u, PRODUCT_ID);

  before = rounds_database_get_n_statements (fixture.database);
  probability = rounds_deal_probability_compute (fixture.database, "01900000-0000-7000-8000-000000005000", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 3);

  g_assert_true (probability->learned);
  g_assert_cmpuint (probability->won, ==, 25);
  g_assert_cmpuint (probability->lost, ==, 22);
  g_assert_cmpint (probability->current, ==, 50);
  /* Proposal was reached by all 25 and by 13; each other field has one value of each kind, or one alone. */
  odds = 25.0 / 22 * ((25.1 / 25.2) / (13.1 / 22.2))
         * ((25.1 / 25.2) / (0.1 / 22.2))      /* type */
         * ((25.1 / 25.1) / (0.1 / 0.1))       /* size: known of the clinic only */
         * ((20.1 / 20.1) / (0.1 / 0.1))       /* source */
         * ((1.1 / 1.1) / (0.1 / 0.1))         /* product */
         * ((25.1 / 25.2) / (0.1 / 22.2));     /* whom it is assigned to */
  g_assert_cmpfloat_with_epsilon (probability->prediction.probability, MIN (100 * odds / (1 + odds), 99.99), 1e-6);
  g_assert_cmpuint (probability->prediction.n_for, ==, 3);
  g_assert_cmpint (probability->prediction.strongest_for[0].field, ==, ROUNDS_WIN_INSTITUTION_TYPE);
  g_assert_cmpint (probability->prediction.strongest_for[1].field, ==, ROUNDS_WIN_ASSIGNED_USER);
  g_assert_cmpint (probability->prediction.strongest_for[2].field, ==, ROUNDS_WIN_STAGE);
  g_assert_cmpstr (probability->labels[ROUNDS_WIN_SOURCE], ==, "Salon");
  g_assert_cmpstr (probability->labels[ROUNDS_WIN_PRODUCT], ==, "Scanner");
  g_assert_cmpstr (probability->labels[ROUNDS_WIN_ASSIGNED_USER], ==, "Ada Roy");
  g_assert_cmpstr (probability->values[ROUNDS_WIN_SIZE], ==, "200-499");
  /* The won ones came first, so only the last two lost ones came when it was ready. */
  g_assert_cmpuint (probability->n_judged, ==, 2);
  fixture_close (&fixture);
}

static void
test_default (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDealProbability) few = NULL;
  g_autoptr(RoundsDealProbability) closed = NULL;
  g_autoptr(RoundsDealProbability) nothing = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  /* Of somebody without a team, who has one lost deal. */
  add_deal (&fixture, 5001, CLINIC_ID, "negotiation", FOREIGNER_ID, "");
  few = rounds_deal_probability_compute (fixture.database, "01900000-0000-7000-8000-000000005001", &error);
  g_assert_no_error (error);
  g_assert_false (few->learned);
  g_assert_cmpfloat (few->prediction.probability, ==, 80);
  g_assert_cmpuint (few->lost, ==, 1);

  closed = rounds_deal_probability_compute (fixture.database, "01900000-0000-7000-8000-000000001000", &error);
  g_assert_no_error (error);
  g_assert_false (closed->learned);
  g_assert_cmpfloat (closed->prediction.probability, ==, 100);

  nothing = rounds_deal_probability_compute (fixture.database, HOSPITAL_ID, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nothing->stage, ==, ROUNDS_STAGE_NONE);

  rounds_deal_probability_write (few, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  fixture_assert_number (object, "probability", 80);
  fixture_assert_int (object, "stageDefault", 80);
  g_assert_false (json_object_get_boolean_member (object, "learned"));
  g_assert_true (json_object_get_null_member (object, "brierScore"));
  fixture_close (&fixture);
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/probability/" name "/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/probability/" name "/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("learned", test_learned);
  ADD_BOTH ("default", test_default);

  return g_test_run ();
}
