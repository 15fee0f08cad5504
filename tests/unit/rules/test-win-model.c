/* test-win-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "rules/rounds-win-model.h"

static RoundsWinExample
deal (RoundsStage reached,
      const char *type,
      const char *source,
      gboolean    won)
{
  RoundsWinExample example = { .reached = reached, .won = won };

  example.values[ROUNDS_WIN_INSTITUTION_TYPE] = type;
  example.values[ROUNDS_WIN_SOURCE] = source;
  return example;
}

static void
add_times (RoundsWinModel   *model,
           guint             n_times,
           RoundsWinExample  example)
{
  for (guint i = 0; i < n_times; i++)
    rounds_win_model_add (model, &example);
}

/* 30 won: 24 clinics, 6 hospitals; 20 from fairs, 10 with no source. 20 lost: 5 clinics, 15 hospitals, 4 from fairs, 16 by
 * phone; 12 of them stopped at the first stage, 8 at the third. */
static RoundsWinModel *
create_model (void)
{
  RoundsWinModel *model = rounds_win_model_new ();

  add_times (model, 20, deal (ROUNDS_STAGE_NEGOTIATION, "clinic", "fair", TRUE));
  add_times (model, 4, deal (ROUNDS_STAGE_NEGOTIATION, "clinic", NULL, TRUE));
  add_times (model, 6, deal (ROUNDS_STAGE_NEGOTIATION, "hospital", NULL, TRUE));
  add_times (model, 4, deal (ROUNDS_STAGE_PROSPECTING, "clinic", "fair", FALSE));
  add_times (model, 1, deal (ROUNDS_STAGE_PROSPECTING, "clinic", "phone", FALSE));
  add_times (model, 7, deal (ROUNDS_STAGE_PROSPECTING, "hospital", "phone", FALSE));
  add_times (model, 8, deal (ROUNDS_STAGE_PROPOSAL, "hospital", "phone", FALSE));

  return model;
}

static void
test_ready (void)
{
  g_autoptr(RoundsWinModel) model = rounds_win_model_new ();

  g_assert_false (rounds_win_model_is_ready (model));
  add_times (model, 50, deal (ROUNDS_STAGE_PROPOSAL, NULL, NULL, TRUE));
  g_assert_false (rounds_win_model_is_ready (model));
  add_times (model, 19, deal (ROUNDS_STAGE_PROPOSAL, NULL, NULL, FALSE));
  g_assert_false (rounds_win_model_is_ready (model));
  add_times (model, 1, deal (ROUNDS_STAGE_PROPOSAL, NULL, NULL, FALSE));
  g_assert_true (rounds_win_model_is_ready (model));
  g_assert_cmpuint (rounds_win_model_get_won (model), ==, 50);
  g_assert_cmpuint (rounds_win_model_get_lost (model), ==, 20);
}

static void
test_predict (void)
{
  g_autoptr(RoundsWinModel) model = create_model ();
  RoundsWinExample asked = deal (ROUNDS_STAGE_PROPOSAL, "clinic", "fair", FALSE);
  RoundsWinPrediction prediction;
  double stage = (30.1 / 30.2) / (8.1 / 20.2);
  double type = (24.1 / 30.2) / (5.1 / 20.2);
  double source = (20.1 / 20.2) / (4.1 / 20.2);
  double odds = 30.0 / 20.0 * stage * type * source;

  rounds_win_model_predict (model, &asked, &prediction);
  g_assert_cmpfloat_with_epsilon (prediction.probability, 100 * odds / (1 + odds), 1e-9);
  g_assert_cmpuint (prediction.n_for, ==, 3);
  g_assert_cmpint (prediction.strongest_for[0].field, ==, ROUNDS_WIN_SOURCE);
  g_assert_cmpfloat_with_epsilon (prediction.strongest_for[0].weight, log (source), 1e-9);
  g_assert_cmpint (prediction.strongest_for[1].field, ==, ROUNDS_WIN_INSTITUTION_TYPE);
  g_assert_cmpint (prediction.strongest_for[2].field, ==, ROUNDS_WIN_STAGE);
  g_assert_cmpfloat_with_epsilon (prediction.strongest_for[2].weight, log (stage), 1e-9);
  g_assert_cmpuint (prediction.n_against, ==, 0);

  /* A hospital that called: by phone nobody was ever won. All reach the first stage, which says nothing. */
  asked = deal (ROUNDS_STAGE_PROSPECTING, "hospital", "phone", FALSE);
  odds = 1.5 * ((30.1 / 30.2) / (20.1 / 20.2)) * ((6.1 / 30.2) / (15.1 / 20.2)) * ((0.1 / 20.2) / (16.1 / 20.2));
  rounds_win_model_predict (model, &asked, &prediction);
  g_assert_cmpfloat_with_epsilon (prediction.probability, 100 * odds / (1 + odds), 1e-9);
  g_assert_cmpuint (prediction.n_against, ==, 2);
  g_assert_cmpint (prediction.strongest_against[0].field, ==, ROUNDS_WIN_SOURCE);
  g_assert_cmpint (prediction.strongest_against[1].field, ==, ROUNDS_WIN_INSTITUTION_TYPE);
}

static void
test_unseen (void)
{
  g_autoptr(RoundsWinModel) model = create_model ();
  RoundsWinExample asked = deal (ROUNDS_STAGE_PROPOSAL, "pharmacy", NULL, FALSE);
  RoundsWinPrediction prediction;
  double odds = 30.0 / 20.0 * (30.1 / 30.2) / (8.1 / 20.2);

  rounds_win_model_predict (model, &asked, &prediction);
  g_assert_cmpfloat_with_epsilon (prediction.probability, 100 * odds / (1 + odds), 1e-9);
  g_assert_cmpuint (prediction.n_for, ==, 1);
}

static void
test_inside (void)
{
  g_autoptr(RoundsWinModel) model = rounds_win_model_new ();
  RoundsWinExample good = deal (ROUNDS_STAGE_NEGOTIATION, "clinic", "fair", TRUE);
  RoundsWinExample bad = deal (ROUNDS_STAGE_PROSPECTING, "hospital", "phone", FALSE);
  RoundsWinPrediction prediction;

  add_times (model, 5000, good);
  add_times (model, 5000, bad);
  rounds_win_model_predict (model, &good, &prediction);
  g_assert_cmpfloat (prediction.probability, ==, 99.99);
  rounds_win_model_predict (model, &bad, &prediction);
  g_assert_cmpfloat (prediction.probability, ==, 0.01);
}

static void
test_brier (void)
{
  g_autofree RoundsWinExample *examples = g_new (RoundsWinExample, 60);
  g_autoptr(RoundsWinModel) model = rounds_win_model_new ();
  g_autoptr(RoundsWinModel) coin = rounds_win_model_new ();
  guint n_judged;
  double score;
  double probability;

  /* Of nothing but the stage, which all reach: what is predicted is the share of won ones so far. */
  for (guint i = 0; i < 60; i++)
    examples[i] = deal (ROUNDS_STAGE_NEGOTIATION, NULL, NULL, i % 2 == 0);

  score = rounds_win_model_learn_all (coin, examples, 60, 2, &n_judged);
  g_assert_cmpuint (n_judged, ==, 2);
  /* After 29 and 29 a won one, after 30 and 29 a lost one, whose odds are 30/29 x (30.1/30.2) / (29.1/29.2). */
  probability = 30.0 / 29.0 * (30.1 / 30.2) / (29.1 / 29.2);
  probability = probability / (1 + probability);
  g_assert_cmpfloat_with_epsilon (score, (0.25 + probability * probability) / 2, 1e-9);

  /* The first forty make it ready; asked for more than there are, it judges the rest. */
  score = rounds_win_model_learn_all (model, examples, 60, 1000, &n_judged);
  g_assert_cmpuint (n_judged, ==, 20);
  g_assert_cmpfloat (score, >, 0.24);
  g_assert_cmpfloat (score, <, 0.27);
  g_assert_cmpuint (rounds_win_model_get_won (model), ==, 30);

  score = rounds_win_model_learn_all (coin, NULL, 0, 10, &n_judged);
  g_assert_cmpuint (n_judged, ==, 0);
  g_assert_cmpfloat (score, ==, 0);
}

static void
test_texts (void)
{
  g_assert_cmpstr (rounds_win_field_to_text (ROUNDS_WIN_STAGE), ==, "stage");
  g_assert_cmpstr (rounds_win_field_to_text (ROUNDS_WIN_ASSIGNED_USER), ==, "assignedUserId");
  g_assert_null (rounds_win_size_class (0));
  g_assert_cmpstr (rounds_win_size_class (1), ==, "1-99");
  g_assert_cmpstr (rounds_win_size_class (100), ==, "100-199");
  g_assert_cmpstr (rounds_win_size_class (499), ==, "200-499");
  g_assert_cmpstr (rounds_win_size_class (500), ==, "500+");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/win-model/ready", test_ready);
  g_test_add_func ("/win-model/predict", test_predict);
  g_test_add_func ("/win-model/unseen", test_unseen);
  g_test_add_func ("/win-model/inside", test_inside);
  g_test_add_func ("/win-model/brier", test_brier);
  g_test_add_func ("/win-model/texts", test_texts);

  return g_test_run ();
}
