/* test-quote-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "rules/rounds-quote-rules.h"

#define TODAY "2026-11-24"

static void
test_texts (void)
{
  for (int i = 0; i < ROUNDS_N_QUOTE_STATUSES; i++)
    g_assert_cmpint (rounds_quote_status_from_text (rounds_quote_status_to_text (i)), ==, i);

  g_assert_null (rounds_quote_status_choices[ROUNDS_N_QUOTE_STATUSES].value);
  g_assert_cmpint (rounds_quote_status_from_text ("expired"), ==, ROUNDS_QUOTE_EXPIRED);
  g_assert_cmpint (rounds_quote_status_from_text ("ordered"), ==, ROUNDS_QUOTE_UNKNOWN);
  g_assert_cmpint (rounds_quote_status_from_text (NULL), ==, ROUNDS_QUOTE_UNKNOWN);
  g_assert_null (rounds_quote_status_to_text (ROUNDS_QUOTE_UNKNOWN));
}

/* The last day counts; nothing but an open offer expires. */
static void
test_status (void)
{
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_SENT, TODAY, TODAY), ==, ROUNDS_QUOTE_SENT);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_SENT, "2026-11-23", TODAY), ==, ROUNDS_QUOTE_EXPIRED);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_SENT, "2024-02-29", "2024-03-01"), ==, ROUNDS_QUOTE_EXPIRED);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_SENT, NULL, TODAY), ==, ROUNDS_QUOTE_SENT);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_DRAFT, "2020-01-01", TODAY), ==, ROUNDS_QUOTE_DRAFT);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_ACCEPTED, "2020-01-01", TODAY), ==, ROUNDS_QUOTE_ACCEPTED);
  g_assert_cmpint (rounds_quote_compute_status (ROUNDS_QUOTE_REJECTED, "2020-01-01", TODAY), ==, ROUNDS_QUOTE_REJECTED);
}

/* From each status to each, in their order: draft, sent, accepted, rejected, expired, cancelled. */
static void
test_moves (void)
{
  static const char * const rows[] = { "nynnny", "nnyyny", "nnnnnn", "nnnnnn", "nnnnnn", "nnnnnn" };

  for (int from = 0; from < ROUNDS_N_QUOTE_STATUSES; from++)
    for (int to = 0; to < ROUNDS_N_QUOTE_STATUSES; to++)
      {
        g_autoptr(GError) error = NULL;
        gboolean allowed = rounds_quote_check_move (from, to, &error);

        g_test_message ("%s to %s", rounds_quote_status_to_text (from), rounds_quote_status_to_text (to));
        g_assert_cmpint (allowed, ==, rows[from][to] == 'y');
        if (allowed)
          g_assert_no_error (error);
        else
          g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
      }
}

static void
test_sentences (void)
{
  g_autoptr(GError) from_draft = NULL;
  g_autoptr(GError) from_expired = NULL;
  g_autoptr(GError) by_hand = NULL;

  g_assert_false (rounds_quote_check_move (ROUNDS_QUOTE_DRAFT, ROUNDS_QUOTE_ACCEPTED, &from_draft));
  g_assert_cmpstr (rounds_problem_get_code (from_draft), ==, "STATUS_MOVE_REFUSED");
  g_assert_nonnull (strstr (from_draft->message, "Sent, Cancelled"));
  g_assert_false (rounds_quote_check_move (ROUNDS_QUOTE_EXPIRED, ROUNDS_QUOTE_ACCEPTED, &from_expired));
  g_assert_cmpstr (rounds_problem_get_code (from_expired), ==, "QUOTE_EXPIRED");
  g_assert_false (rounds_quote_check_move (ROUNDS_QUOTE_SENT, ROUNDS_QUOTE_EXPIRED, &by_hand));
  g_assert_cmpstr (rounds_problem_get_code (by_hand), ==, "STATUS_IS_DERIVED");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/quote/texts", test_texts);
  g_test_add_func ("/rules/quote/status", test_status);
  g_test_add_func ("/rules/quote/moves", test_moves);
  g_test_add_func ("/rules/quote/sentences", test_sentences);

  return g_test_run ();
}
