/* test-next-action.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-next-action.h"

#define TODAY "2026-11-22"

static void
assert_one (RoundsSignalKind  kind,
            const char       *date,
            const char       *priority,
            const char       *due_date)
{
  RoundsSignal signal = { kind, date, "id", "title", FALSE };
  RoundsNextAction actions[ROUNDS_NEXT_ACTIONS_MAXIMUM];
  guint n_actions = rounds_next_actions_choose (&signal, 1, TODAY, actions);

  g_assert_cmpuint (n_actions, ==, priority != NULL ? 1 : 0);
  if (priority == NULL)
    return;
  g_assert_cmpstr (rounds_priority_to_text (actions[0].priority), ==, priority);
  g_assert_cmpstr (actions[0].due_date, ==, due_date);
  g_assert_cmpuint (actions[0].signal, ==, 0);
}

static void
test_each (void)
{
  assert_one (ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-22", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-21", "urgent", TODAY);
  assert_one (ROUNDS_SIGNAL_ACCEPTED_QUOTE, "2026-11-22", "high", TODAY);
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-15", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-14", "medium", "2026-11-29");
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-08", "medium", "2026-11-29");
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-07", "high", TODAY);
  assert_one (ROUNDS_SIGNAL_ROTTING_DEAL, "2026-11-22", "high", TODAY);
  assert_one (ROUNDS_SIGNAL_SLIPPED_DEAL, "2026-11-22", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_SLIPPED_DEAL, "2026-11-21", "high", TODAY);
  assert_one (ROUNDS_SIGNAL_COMPLIANCE, "2027-01-22", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_COMPLIANCE, "2027-01-21", "medium", "2026-12-06");
  assert_one (ROUNDS_SIGNAL_COMPLIANCE, "2026-11-22", "medium", "2026-12-06");
  assert_one (ROUNDS_SIGNAL_COMPLIANCE, "2026-11-21", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_SILENCE, "2026-10-24", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_SILENCE, "2026-10-23", "medium", "2026-11-29");
  assert_one (ROUNDS_SIGNAL_SILENCE, "2026-09-24", "medium", "2026-11-29");
  assert_one (ROUNDS_SIGNAL_SILENCE, "2026-09-23", "high", TODAY);
  assert_one (ROUNDS_SIGNAL_WON_DEAL, "2026-10-24", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_WON_DEAL, "2026-10-23", "medium", "2026-12-06");
  assert_one (ROUNDS_SIGNAL_WON_DEAL, "2026-08-24", "medium", "2026-12-06");
  assert_one (ROUNDS_SIGNAL_WON_DEAL, "2026-08-23", NULL, NULL);
  assert_one (ROUNDS_SIGNAL_HOT_LEAD, TODAY, "high", TODAY);
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, NULL, NULL, NULL);
  assert_one (ROUNDS_SIGNAL_SENT_QUOTE, "yesterday", NULL, NULL);
}

static void
assert_keys (const RoundsSignal *signals,
             guint               n_signals,
             const char         *expected)
{
  RoundsNextAction actions[ROUNDS_NEXT_ACTIONS_MAXIMUM];
  guint n_actions = rounds_next_actions_choose (signals, n_signals, TODAY, actions);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_actions; i++)
    {
      const RoundsSignal *signal = &signals[actions[i].signal];

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", rounds_signal_get_key (signal->kind), signal->related_id);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (void)
{
  RoundsSignal signals[] = {
    { ROUNDS_SIGNAL_WON_DEAL, "2026-10-01", "d1", "Deal", FALSE },
    { ROUNDS_SIGNAL_HOT_LEAD, TODAY, "i", "Clinic", FALSE },
    { ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-10", "q2", "D2", FALSE },
    { ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-01", "q1", "D1", FALSE },
    { ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-20", "f2", "F2", FALSE },
    { ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-10-20", "f1", "F1", FALSE },
    { ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-21", "f3", "F3", FALSE },
    { ROUNDS_SIGNAL_SLIPPED_DEAL, "2026-11-20", "d2", "Deal", FALSE },
    { ROUNDS_SIGNAL_ACCEPTED_QUOTE, "2026-11-20", "q3", "D3", FALSE },
    { ROUNDS_SIGNAL_SILENCE, "2026-10-20", "i", "Clinic", FALSE },
  };

  /* Seven would do; the two of medium priority do not fit. */
  assert_keys (signals, G_N_ELEMENTS (signals),
               "overdue_invoice:f1 accepted_quote:q3 sent_quote:q1 slipped_deal:d2 hot_lead:i");

  /* What is put off gives way to the next of its kind. */
  signals[5].put_off = TRUE;
  signals[3].put_off = TRUE;
  signals[8].put_off = TRUE;
  assert_keys (signals, G_N_ELEMENTS (signals),
               "overdue_invoice:f2 slipped_deal:d2 hot_lead:i sent_quote:q2 no_interaction:i");
  assert_keys (signals, 0, "");
}

static void
assert_sentence (RoundsSignalKind  kind,
                 const char       *date,
                 const char       *expected)
{
  RoundsSignal signal = { kind, date, "id", "X", FALSE };
  RoundsNextAction actions[ROUNDS_NEXT_ACTIONS_MAXIMUM];
  g_autofree char *sentence = NULL;

  g_assert_cmpuint (rounds_next_actions_choose (&signal, 1, TODAY, actions), ==, 1);
  sentence = rounds_next_action_describe (&actions[0], &signal);
  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
  assert_sentence (ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-21", "Ask for payment: invoice X is 1 day late");
  assert_sentence (ROUNDS_SIGNAL_OVERDUE_INVOICE, "2026-11-12", "Ask for payment: invoice X is 10 days late");
  assert_sentence (ROUNDS_SIGNAL_SENT_QUOTE, "2026-11-01", "Follow up on quote X, sent 21 days ago and not answered");
  assert_sentence (ROUNDS_SIGNAL_COMPLIANCE, "2026-11-22", "Offer help with compliance: it expires today");
  assert_sentence (ROUNDS_SIGNAL_COMPLIANCE, "2026-11-25", "Offer help with compliance: it expires in 3 days");
  assert_sentence (ROUNDS_SIGNAL_SILENCE, "2026-09-01", "Get in touch: there has been no contact for 82 days");
  assert_sentence (ROUNDS_SIGNAL_WON_DEAL, "2026-10-22", "Ask what else they need: “X” was won 31 days ago");
  assert_sentence (ROUNDS_SIGNAL_HOT_LEAD, TODAY, "Open a deal: this is a hot lead without one");
}

static void
test_keys (void)
{
  for (guint i = 0; i < ROUNDS_N_SIGNAL_KINDS; i++)
    {
      RoundsSignalKind kind = ROUNDS_N_SIGNAL_KINDS;

      g_assert_true (rounds_signal_find_key (rounds_signal_get_key (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_nonnull (rounds_signal_get_related_kind (i));
    }
  g_assert_false (rounds_signal_find_key ("nothing", &(RoundsSignalKind) { 0 }));
  g_assert_false (rounds_signal_find_key (NULL, &(RoundsSignalKind) { 0 }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/next-action/each", test_each);
  g_test_add_func ("/next-action/order", test_order);
  g_test_add_func ("/next-action/sentences", test_sentences);
  g_test_add_func ("/next-action/keys", test_keys);

  return g_test_run ();
}
