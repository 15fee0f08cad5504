/* test-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-opportunity.h"
#include "model/rounds-problem.h"
#include "rules/rounds-stage.h"

#define TODAY "2026-11-22"

static RoundsStageState
open_deal (RoundsStage stage,
           int         probability,
           gboolean    overridden)
{
  return (RoundsStageState) { stage, probability, overridden, ROUNDS_STAGE_NONE, -1, "" };
}

static RoundsStageState
move (RoundsStageState before,
      RoundsStage      target,
      const char      *today,
      const char      *reason)
{
  g_autoptr(GError) error = NULL;
  RoundsStageState after;
  gboolean moved = rounds_stage_move (&before, target, today, reason, &after, &error);

  g_assert_no_error (error);
  g_assert_true (moved);

  return after;
}

static void
assert_state (const RoundsStageState *state,
              RoundsStage             stage,
              int                     probability,
              RoundsStage             stage_before,
              int                     probability_before,
              const char             *closed)
{
  g_assert_cmpint (state->stage, ==, stage);
  g_assert_cmpint (state->probability, ==, probability);
  g_assert_cmpint (state->stage_before_closing, ==, stage_before);
  g_assert_cmpint (state->probability_before_closing, ==, probability_before);
  g_assert_cmpstr (state->actual_close_date, ==, closed);
}

static void
assert_refused (RoundsStageState  before,
                RoundsStage       target,
                const char       *reason,
                const char       *field,
                const char       *code)
{
  g_autoptr(GError) error = NULL;
  RoundsStageState after = open_deal (ROUNDS_STAGE_PROPOSAL, 33, TRUE);
  const RoundsFieldProblem *problem;

  g_assert_false (rounds_stage_move (&before, target, TODAY, reason, &after, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpuint (rounds_problem_get_fields (error)->len, ==, 1);
  problem = g_ptr_array_index (rounds_problem_get_fields (error), 0);
  g_assert_cmpstr (problem->field, ==, field);
  g_assert_cmpstr (problem->code, ==, code);
  assert_state (&after, ROUNDS_STAGE_PROPOSAL, 33, ROUNDS_STAGE_NONE, -1, "");
}

static void
test_texts (void)
{
  static const char * const texts[] = { "prospecting", "qualification", "proposal", "negotiation", "closed_won", "closed_lost" };
  static const int probabilities[] = { 10, 20, 50, 80, 100, 0 };

  for (int i = 0; i < ROUNDS_N_STAGES; i++)
    {
      g_assert_cmpstr (rounds_stage_to_text (i), ==, texts[i]);
      g_assert_cmpint (rounds_stage_from_text (texts[i]), ==, i);
      g_assert_cmpint (rounds_stage_default_probability (i), ==, probabilities[i]);
      g_assert_true (rounds_stage_is_closed (i) == (i >= ROUNDS_STAGE_CLOSED_WON));
    }

  g_assert_null (rounds_stage_choices[ROUNDS_N_STAGES].value);
  g_assert_null (rounds_stage_to_text (ROUNDS_STAGE_NONE));
  g_assert_null (rounds_stage_to_text (ROUNDS_N_STAGES));
  g_assert_cmpint (rounds_stage_from_text ("won"), ==, ROUNDS_STAGE_NONE);
  g_assert_cmpint (rounds_stage_from_text (NULL), ==, ROUNDS_STAGE_NONE);
}

static void
test_open (void)
{
  RoundsStageState deal = open_deal (ROUNDS_STAGE_PROSPECTING, 10, FALSE);

  deal = move (deal, ROUNDS_STAGE_NEGOTIATION, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_NEGOTIATION, 80, ROUNDS_STAGE_NONE, -1, "");
  deal = move (deal, ROUNDS_STAGE_QUALIFICATION, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_QUALIFICATION, 20, ROUNDS_STAGE_NONE, -1, "");

  /* Set by a person, it stays; so does a move to the same stage. */
  deal = move (open_deal (ROUNDS_STAGE_PROPOSAL, 65, TRUE), ROUNDS_STAGE_NEGOTIATION, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_NEGOTIATION, 65, ROUNDS_STAGE_NONE, -1, "");
  g_assert_true (deal.probability_overridden);
  deal = move (open_deal (ROUNDS_STAGE_PROPOSAL, 49, FALSE), ROUNDS_STAGE_PROPOSAL, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_PROPOSAL, 49, ROUNDS_STAGE_NONE, -1, "");
}

static void
test_close (void)
{
  RoundsStageState deal = move (open_deal (ROUNDS_STAGE_PROPOSAL, 50, FALSE), ROUNDS_STAGE_CLOSED_WON, TODAY, NULL);

  assert_state (&deal, ROUNDS_STAGE_CLOSED_WON, 100, ROUNDS_STAGE_PROPOSAL, 50, TODAY);

  /* From won to lost the former stage stays, the day is the new one. */
  deal = move (deal, ROUNDS_STAGE_CLOSED_LOST, "2026-12-01", "price");
  assert_state (&deal, ROUNDS_STAGE_CLOSED_LOST, 0, ROUNDS_STAGE_PROPOSAL, 50, "2026-12-01");

  /* Closing again changes nothing, and needs no reason a second time. */
  deal = move (deal, ROUNDS_STAGE_CLOSED_LOST, "2026-12-24", NULL);
  assert_state (&deal, ROUNDS_STAGE_CLOSED_LOST, 0, ROUNDS_STAGE_PROPOSAL, 50, "2026-12-01");

  /* Even what a person has set gives way. */
  deal = move (open_deal (ROUNDS_STAGE_NEGOTIATION, 65, TRUE), ROUNDS_STAGE_CLOSED_WON, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_CLOSED_WON, 100, ROUNDS_STAGE_NEGOTIATION, 65, TODAY);
}

static void
test_reopen (void)
{
  RoundsStageState won = move (open_deal (ROUNDS_STAGE_PROPOSAL, 50, FALSE), ROUNDS_STAGE_CLOSED_WON, TODAY, NULL);
  RoundsStageState mine = move (open_deal (ROUNDS_STAGE_PROPOSAL, 65, TRUE), ROUNDS_STAGE_CLOSED_LOST, TODAY, "price");
  RoundsStageState born_closed = { ROUNDS_STAGE_CLOSED_WON, 100, FALSE, ROUNDS_STAGE_NONE, -1, TODAY };
  RoundsStageState deal;

  deal = move (won, ROUNDS_STAGE_PROPOSAL, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_PROPOSAL, 50, ROUNDS_STAGE_NONE, -1, "");
  deal = move (won, ROUNDS_STAGE_NEGOTIATION, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_NEGOTIATION, 80, ROUNDS_STAGE_NONE, -1, "");

  deal = move (mine, ROUNDS_STAGE_PROPOSAL, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_PROPOSAL, 65, ROUNDS_STAGE_NONE, -1, "");
  deal = move (mine, ROUNDS_STAGE_QUALIFICATION, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_QUALIFICATION, 65, ROUNDS_STAGE_NONE, -1, "");
  g_assert_true (deal.probability_overridden);

  deal = move (born_closed, ROUNDS_STAGE_PROPOSAL, TODAY, NULL);
  assert_state (&deal, ROUNDS_STAGE_PROPOSAL, 50, ROUNDS_STAGE_NONE, -1, "");
}

static void
test_refused (void)
{
  RoundsStageState deal = open_deal (ROUNDS_STAGE_PROPOSAL, 50, FALSE);

  assert_refused (deal, ROUNDS_STAGE_CLOSED_LOST, NULL, "lostReason", "STAGE_NEEDS_REASON");
  assert_refused (deal, ROUNDS_STAGE_CLOSED_LOST, " \n", "lostReason", "STAGE_NEEDS_REASON");
  assert_refused (deal, ROUNDS_STAGE_NONE, NULL, "stage", "UNKNOWN_STAGE");
  assert_refused (deal, ROUNDS_N_STAGES, NULL, "stage", "UNKNOWN_STAGE");
}

static void
test_weighted (void)
{
  g_assert_cmpint (rounds_weighted_value (123456, 50), ==, 61728);
  g_assert_cmpint (rounds_weighted_value (333, 50), ==, 167);
  g_assert_cmpint (rounds_weighted_value (-333, 50), ==, -167);
  g_assert_cmpint (rounds_weighted_value (4, 10), ==, 0);
  g_assert_cmpint (rounds_weighted_value (5, 10), ==, 1);
  g_assert_cmpint (rounds_weighted_value (100, 0), ==, 0);
  g_assert_cmpint (rounds_weighted_value (G_MAXINT64, 100), ==, G_MAXINT64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/stage/texts", test_texts);
  g_test_add_func ("/rules/stage/open", test_open);
  g_test_add_func ("/rules/stage/close", test_close);
  g_test_add_func ("/rules/stage/reopen", test_reopen);
  g_test_add_func ("/rules/stage/refused", test_refused);
  g_test_add_func ("/rules/stage/weighted", test_weighted);

  return g_test_run ();
}
