/* test-lead-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-lead-score.h"

static void
test_whole (void)
{
  /* 19 + 25 x 2/3 + 15 + 10 + 11 = 71.67 */
  RoundsLeadFacts facts = { 320, TRUE, 2, 3, TRUE, 14, 2000000 };
  RoundsLeadScore lead = rounds_lead_score_compute (&facts);

  g_assert_cmpint (lead.score, ==, 72);
  g_assert_cmpint (lead.level, ==, ROUNDS_LEAD_WARM);
  g_assert_cmpstr (lead.parts[ROUNDS_LEAD_SIZE].key, ==, "size");
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_SIZE].value, 76, 1e-9);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_SIZE].points, 19, 1e-9);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_SPECIALTIES].points, 50.0 / 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_DEMAND].points, 15, 1e-9);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_RESPONSE].points, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_BUDGET].points, 11, 1e-9);
}

static void
test_missing (void)
{
  /* Demand 20 and budget 15 are left: 20 x 2/4 + 3 = 13 of 35. */
  RoundsLeadFacts facts = { .n_quotes = 2, .paid = 1 };
  RoundsLeadScore lead = rounds_lead_score_compute (&facts);

  g_assert_cmpint (lead.score, ==, 37);
  g_assert_cmpint (lead.level, ==, ROUNDS_LEAD_COLD);
  g_assert_false (lead.parts[ROUNDS_LEAD_SIZE].known);
  g_assert_false (lead.parts[ROUNDS_LEAD_SPECIALTIES].known);
  g_assert_false (lead.parts[ROUNDS_LEAD_RESPONSE].known);

  /* An unknown institution is cold, not without a score. */
  facts = (RoundsLeadFacts) { 0 };
  g_assert_cmpint (rounds_lead_score_compute (&facts).score, ==, 0);
}

static void
test_steps (void)
{
  static const struct { gint64 beds; double points; } sizes[] = {
    { 1, 6 }, { 99, 6 }, { 100, 13 }, { 199, 13 }, { 200, 19 }, { 499, 19 }, { 500, 25 }, { 3000, 25 },
  };
  static const struct { double days; double points; } responses[] = {
    { 0, 15 }, { 7, 15 }, { 7.1, 10 }, { 14, 10 }, { 14.5, 5 }, { 30, 5 }, { 30.01, 0 },
  };
  static const struct { gint64 paid; double points; } budgets[] = {
    { -100, 0 }, { 0, 0 }, { 1, 3 }, { 499999, 3 }, { 500000, 7 }, { 1999999, 7 }, { 2000000, 11 }, { 4999999, 11 },
    { 5000000, 15 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      RoundsLeadFacts facts = { .beds = sizes[i].beds };
      RoundsLeadScore lead = rounds_lead_score_compute (&facts);

      g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_SIZE].value, 4 * sizes[i].points, 1e-9);
    }
  for (guint i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      RoundsLeadFacts facts = { .response_known = TRUE, .response_days = responses[i].days };
      RoundsLeadScore lead = rounds_lead_score_compute (&facts);

      g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_RESPONSE].value, responses[i].points / 0.15, 1e-9);
    }
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      RoundsLeadFacts facts = { .paid = budgets[i].paid };
      RoundsLeadScore lead = rounds_lead_score_compute (&facts);

      g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_BUDGET].value, budgets[i].points / 0.15, 1e-9);
    }
}

static void
test_levels (void)
{
  /* 25 + 25 + 20 + 0 + 7 = 77, one step of budget more 81. */
  RoundsLeadFacts facts = { 800, TRUE, 5, 9, TRUE, 40, 500000 };
  RoundsLeadScore lead = rounds_lead_score_compute (&facts);

  g_assert_cmpint (lead.score, ==, 77);
  g_assert_cmpint (lead.level, ==, ROUNDS_LEAD_WARM);
  g_assert_cmpstr (lead.parts[ROUNDS_LEAD_BUDGET].raise_fact, ==, "paid");
  g_assert_cmpfloat (lead.parts[ROUNDS_LEAD_BUDGET].raise_to, ==, 20000);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_BUDGET].gain, 4, 1e-9);
  g_assert_null (lead.parts[ROUNDS_LEAD_DEMAND].raise_fact);
  g_assert_cmpfloat_with_epsilon (lead.parts[ROUNDS_LEAD_RESPONSE].gain, 15, 1e-9);
  facts.paid = 2000000;
  lead = rounds_lead_score_compute (&facts);
  g_assert_cmpint (lead.score, ==, 81);
  g_assert_cmpint (lead.level, ==, ROUNDS_LEAD_HOT);

  g_assert_cmpint (rounds_lead_score_get_level (80), ==, ROUNDS_LEAD_HOT);
  g_assert_cmpint (rounds_lead_score_get_level (79), ==, ROUNDS_LEAD_WARM);
  g_assert_cmpint (rounds_lead_score_get_level (50), ==, ROUNDS_LEAD_WARM);
  g_assert_cmpint (rounds_lead_score_get_level (49), ==, ROUNDS_LEAD_COLD);
  g_assert_cmpstr (rounds_lead_level_to_text (ROUNDS_LEAD_HOT), ==, "hot");
  g_assert_cmpstr (rounds_lead_level_to_text (ROUNDS_LEAD_WARM), ==, "warm");
  g_assert_cmpstr (rounds_lead_level_to_text (ROUNDS_LEAD_COLD), ==, "cold");
}

static void
test_matches (void)
{
  static const char * const offered[] = { "Cardiologie", "Chirurgie orthopédique", "Oncologie", NULL };
  static const char * const there[] = { "CHIRURGIE ORTHOPEDIQUE", "cardiologie", "Cardiologie ", "Pneumologie", "", NULL };

  g_assert_cmpuint (rounds_lead_count_matches (there, offered), ==, 2);
  g_assert_cmpuint (rounds_lead_count_matches (NULL, offered), ==, 0);
  g_assert_cmpuint (rounds_lead_count_matches (there, NULL), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lead-score/whole", test_whole);
  g_test_add_func ("/lead-score/missing", test_missing);
  g_test_add_func ("/lead-score/steps", test_steps);
  g_test_add_func ("/lead-score/levels", test_levels);
  g_test_add_func ("/lead-score/matches", test_matches);

  return g_test_run ();
}
