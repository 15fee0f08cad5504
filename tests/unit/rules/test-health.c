/* test-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-health.h"

static void
assert_part (const RoundsHealth *health,
             RoundsHealthPart    part,
             const char         *key,
             double              weight,
             double              value)
{
  g_assert_cmpstr (health->parts[part].key, ==, key);
  g_assert_cmpfloat (health->parts[part].weight, ==, weight);
  g_assert_true (health->parts[part].known);
  g_assert_cmpfloat_with_epsilon (health->parts[part].value, value, 1e-9);
}

static void
test_whole (void)
{
  /* recency 50, frequency 50, acceptance 100 x 4/6 = 66.67, punctuality 100 - 2 x 20/4 = 90, engagement 25:
   * 15 + 10 + 13.33 + 18 + 2.5 = 58.83 */
  RoundsHealthFacts facts = { 45, 6, 4, 3, 4, 20, 8, 2 };
  RoundsHealth health = rounds_health_compute (&facts);
  double points = 0;

  g_assert_cmpint (health.score, ==, 59);
  g_assert_cmpint (health.band, ==, ROUNDS_HEALTH_ATTENTION);
  assert_part (&health, ROUNDS_HEALTH_RECENCY, "recency", 30, 50);
  assert_part (&health, ROUNDS_HEALTH_FREQUENCY, "frequency", 20, 50);
  assert_part (&health, ROUNDS_HEALTH_ACCEPTANCE, "acceptance", 20, 200.0 / 3);
  assert_part (&health, ROUNDS_HEALTH_PUNCTUALITY, "punctuality", 20, 90);
  assert_part (&health, ROUNDS_HEALTH_ENGAGEMENT, "engagement", 10, 25);

  for (guint i = 0; i < ROUNDS_N_HEALTH_PARTS; i++)
    points += health.parts[i].points;
  g_assert_cmpfloat_with_epsilon (points, 15 + 10 + 40.0 / 3 + 18 + 2.5, 1e-9);
}

static void
test_missing (void)
{
  /* With recency and frequency alone their weights become 60 and 40. */
  RoundsHealthFacts facts = { .days_since_interaction = 0, .n_interactions = 3 };
  RoundsHealth health = rounds_health_compute (&facts);

  g_assert_cmpint (health.score, ==, 70);
  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_RECENCY].points, 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_FREQUENCY].points, 10, 1e-9);
  for (guint i = ROUNDS_HEALTH_ACCEPTANCE; i < ROUNDS_N_HEALTH_PARTS; i++)
    {
      g_assert_false (health.parts[i].known);
      g_assert_cmpfloat (health.parts[i].points, ==, 0);
    }

  /* Nothing at all: nobody ever talked to them. */
  facts = (RoundsHealthFacts) { .days_since_interaction = -1 };
  health = rounds_health_compute (&facts);
  g_assert_cmpint (health.score, ==, 0);
  g_assert_cmpint (health.band, ==, ROUNDS_HEALTH_AT_RISK);
  g_assert_true (health.parts[ROUNDS_HEALTH_RECENCY].known);
}

static void
test_limits (void)
{
  /* Twenty interactions are no more than twelve, 100 days late no less than 0, all accepted not quite 100. */
  RoundsHealthFacts facts = { 0, 20, 8, 8, 1, 100, 4, 4 };
  RoundsHealth health = rounds_health_compute (&facts);

  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_FREQUENCY].value, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_ACCEPTANCE].value, 90, 1e-9);
  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_PUNCTUALITY].value, 0, 1e-9);
  /* 30 + 20 + 18 + 0 + 10 */
  g_assert_cmpint (health.score, ==, 78);
}

static void
test_rounding (void)
{
  /* 0.6 x 100 + 0.4 x 25 = 70 with 3 of 12; 5 of 8 opened: (30 x 100 + 20 x 25 + 10 x 62.5) / 60 = 68.75 -> 69;
   * 1 of 2: (3000 + 500 + 500) / 60 = 66.67 -> 67; 3 of 20: (3000 + 500 + 150) / 60 = 60.83 -> 61. */
  RoundsHealthFacts facts = { .n_interactions = 3, .n_mails_sent = 8, .n_mails_opened = 5 };

  g_assert_cmpint (rounds_health_compute (&facts).score, ==, 69);
  facts.n_mails_sent = 2;
  facts.n_mails_opened = 1;
  g_assert_cmpint (rounds_health_compute (&facts).score, ==, 67);

  /* Exactly half: (3000 + 20 x 0 + 10 x 57) / 60 = 59.5 is 60. */
  facts = (RoundsHealthFacts) { .n_mails_sent = 100, .n_mails_opened = 57 };
  g_assert_cmpint (rounds_health_compute (&facts).score, ==, 60);
}

static void
test_bands (void)
{
  g_assert_cmpint (rounds_health_get_band (0), ==, ROUNDS_HEALTH_AT_RISK);
  g_assert_cmpint (rounds_health_get_band (49), ==, ROUNDS_HEALTH_AT_RISK);
  g_assert_cmpint (rounds_health_get_band (50), ==, ROUNDS_HEALTH_ATTENTION);
  g_assert_cmpint (rounds_health_get_band (79), ==, ROUNDS_HEALTH_ATTENTION);
  g_assert_cmpint (rounds_health_get_band (80), ==, ROUNDS_HEALTH_HEALTHY);
  g_assert_cmpint (rounds_health_get_band (100), ==, ROUNDS_HEALTH_HEALTHY);
  g_assert_cmpstr (rounds_health_band_to_text (ROUNDS_HEALTH_AT_RISK), ==, "at_risk");
  g_assert_cmpstr (rounds_health_band_to_text (ROUNDS_HEALTH_ATTENTION), ==, "attention");
  g_assert_cmpstr (rounds_health_band_to_text (ROUNDS_HEALTH_HEALTHY), ==, "healthy");
}

static void
test_raise (void)
{
  RoundsHealthFacts facts = { 45, 6, 4, 3, 4, 20, 8, 2 };
  RoundsHealth health = rounds_health_compute (&facts);
  const RoundsScorePart *parts = health.parts;

  g_assert_cmpstr (parts[ROUNDS_HEALTH_RECENCY].raise_fact, ==, "daysSinceInteraction");
  g_assert_cmpfloat_with_epsilon (parts[ROUNDS_HEALTH_RECENCY].gain, 15, 1e-9);
  g_assert_cmpstr (parts[ROUNDS_HEALTH_FREQUENCY].raise_fact, ==, "interactions");
  g_assert_cmpfloat (parts[ROUNDS_HEALTH_FREQUENCY].raise_to, ==, 12);
  g_assert_cmpfloat_with_epsilon (parts[ROUNDS_HEALTH_FREQUENCY].gain, 10, 1e-9);
  /* One more accepted: 100 x 5/7 against 100 x 4/6, a fifth of the difference. */
  g_assert_cmpfloat (parts[ROUNDS_HEALTH_ACCEPTANCE].raise_to, ==, 4);
  g_assert_cmpfloat_with_epsilon (parts[ROUNDS_HEALTH_ACCEPTANCE].gain, 0.2 * (500.0 / 7 - 400.0 / 6), 1e-9);
  g_assert_cmpfloat_with_epsilon (parts[ROUNDS_HEALTH_PUNCTUALITY].gain, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (parts[ROUNDS_HEALTH_ENGAGEMENT].gain, 7.5, 1e-9);

  /* The gain is what the score really becomes. */
  facts.n_interactions = 12;
  g_assert_cmpint (rounds_health_compute (&facts).score, ==, 69);

  /* A first accepted quote (66.67) can only help whom it lifts. */
  facts = (RoundsHealthFacts) { .days_since_interaction = -1 };
  health = rounds_health_compute (&facts);
  g_assert_cmpfloat_with_epsilon (health.parts[ROUNDS_HEALTH_ACCEPTANCE].gain, 20 * 200.0 / 3 / 70, 1e-9);
  facts = (RoundsHealthFacts) { .days_since_interaction = 0, .n_interactions = 12 };
  health = rounds_health_compute (&facts);
  g_assert_cmpint (health.score, ==, 100);
  for (guint i = 0; i < ROUNDS_N_HEALTH_PARTS; i++)
    g_assert_null (health.parts[i].raise_fact);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/health/whole", test_whole);
  g_test_add_func ("/health/missing", test_missing);
  g_test_add_func ("/health/limits", test_limits);
  g_test_add_func ("/health/rounding", test_rounding);
  g_test_add_func ("/health/bands", test_bands);
  g_test_add_func ("/health/raise", test_raise);

  return g_test_run ();
}
