/* test-score-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-score-words.h"

static void
assert_words (GPtrArray  *words,
              guint       part,
              const char *fact,
              const char *raise)
{
  const RoundsScoreWords *self = g_ptr_array_index (words, part);

  g_assert_cmpstr (self->fact, ==, fact);
  g_assert_cmpstr (self->raise, ==, raise);
}

static GPtrArray *
describe_health (RoundsHealthFacts facts)
{
  RoundsInstitutionHealth health = { .facts = facts, .health = rounds_health_compute (&facts) };

  return rounds_score_words_of_health (&health);
}

/* Nothing is known but silence: of the weights 30 and 20 each is all there is, 60 and 40 of 100. */
static void
test_health_of_nothing (void)
{
  g_autoptr(GPtrArray) words = describe_health ((RoundsHealthFacts) { .days_since_interaction = -1 });

  g_assert_cmpuint (words->len, ==, ROUNDS_N_HEALTH_PARTS);
  assert_words (words, ROUNDS_HEALTH_RECENCY, "No contact yet", "A contact today: 60 points more");
  assert_words (words, ROUNDS_HEALTH_FREQUENCY, "0 contacts in three months", "12 contacts in three months: 40 points more");
  assert_words (words, ROUNDS_HEALTH_PUNCTUALITY, "No invoice was due in two years", NULL);
  assert_words (words, ROUNDS_HEALTH_ENGAGEMENT, "No e-mail was sent in six months", NULL);
  g_assert_false (((RoundsScoreWords *) g_ptr_array_index (words, ROUNDS_HEALTH_ENGAGEMENT))->known);
}

/* All weights count: 45 days ago is half of 30; 6 of 12 contacts half of 20; (1 + 1) / (2 + 2) with one more (2 + 1) / (3 + 2) of 20, two
 * points; 19 days late over 4 invoices are 4.75 each and cost 9.5 of 100, 1.9 points; half of the mails, 5 points. */
static void
test_health_of_all (void)
{
  g_autoptr(GPtrArray) words = describe_health ((RoundsHealthFacts) {
    .days_since_interaction = 45, .n_interactions = 6, .n_decided = 2, .n_accepted = 1, .n_due = 4, .days_late = 19,
    .n_mails_sent = 2, .n_mails_opened = 1,
  });

  assert_words (words, ROUNDS_HEALTH_RECENCY, "Last contact 45 days ago", "A contact today: 15 points more");
  assert_words (words, ROUNDS_HEALTH_FREQUENCY, "6 contacts in three months", "12 contacts in three months: 10 points more");
  assert_words (words, ROUNDS_HEALTH_ACCEPTANCE, "1 of 2 quotes accepted in two years", "One more quote accepted: 2 points more");
  assert_words (words, ROUNDS_HEALTH_PUNCTUALITY, "Invoices are paid 5 days late on average", "Every invoice paid in time: 2 points more");
  assert_words (words, ROUNDS_HEALTH_ENGAGEMENT, "1 of 2 e-mails opened in six months", "Every e-mail opened: 5 points more");
}

/* What is best already has nothing to raise it. */
static void
test_health_of_the_best (void)
{
  g_autoptr(GPtrArray) words = describe_health ((RoundsHealthFacts) { .days_since_interaction = 0, .n_interactions = 12, .n_due = 1 });

  assert_words (words, ROUNDS_HEALTH_RECENCY, "Last contact today", NULL);
  assert_words (words, ROUNDS_HEALTH_FREQUENCY, "12 contacts in three months", NULL);
  assert_words (words, ROUNDS_HEALTH_PUNCTUALITY, "1 invoice paid in time", NULL);
}

static GPtrArray *
describe_lead (RoundsLeadFacts facts,
               guint           n_offered)
{
  RoundsInstitutionLead lead = { .n_offered = n_offered, .facts = facts, .lead = rounds_lead_score_compute (&facts) };

  return rounds_score_words_of_lead (&lead);
}

/* 35 points are known, so one quote more, 5 of them, brings 14.3; the first step of the budget 3 of them, 8.6. */
static void
test_lead_of_nothing (void)
{
  g_autoptr(GPtrArray) words = describe_lead ((RoundsLeadFacts) { 0 }, 0);

  assert_words (words, ROUNDS_LEAD_SIZE, "Its beds are not known", NULL);
  assert_words (words, ROUNDS_LEAD_SPECIALTIES, "The team has not said which specialties it offers", NULL);
  assert_words (words, ROUNDS_LEAD_DEMAND, "0 quotes in a year", "One more quote: 14 points more");
  assert_words (words, ROUNDS_LEAD_RESPONSE, "No quote was answered yet", NULL);
  g_assert_cmpstr (((RoundsScoreWords *) g_ptr_array_index (words, ROUNDS_LEAD_BUDGET))->fact, ==, "Nothing paid in three years");
}

/* All 100 points are known. */
static void
test_lead_of_all (void)
{
  g_autoptr(GPtrArray) words = describe_lead ((RoundsLeadFacts) {
    .beds = 420, .specialties_known = TRUE, .n_matches = 2, .n_quotes = 1, .response_known = TRUE, .response_days = 11.5, .paid = 600000,
  }, 5);
  const RoundsScoreWords *budget = g_ptr_array_index (words, ROUNDS_LEAD_BUDGET);

  assert_words (words, ROUNDS_LEAD_SIZE, "420 beds", NULL);
  assert_words (words, ROUNDS_LEAD_SPECIALTIES, "2 specialties that the team offers", NULL);
  assert_words (words, ROUNDS_LEAD_DEMAND, "1 quote in a year", "One more quote: 5 points more");
  assert_words (words, ROUNDS_LEAD_RESPONSE, "Quotes are answered after 12 days on average", "Answers within 7 days: 5 points more");
  g_assert_nonnull (strstr (budget->fact, "6"));
  g_assert_nonnull (strstr (budget->fact, "paid in three years"));
  g_assert_true (g_str_has_suffix (budget->raise, "paid in three years: 4 points more"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insight/score-words/health-of-nothing", test_health_of_nothing);
  g_test_add_func ("/insight/score-words/health-of-all", test_health_of_all);
  g_test_add_func ("/insight/score-words/health-of-the-best", test_health_of_the_best);
  g_test_add_func ("/insight/score-words/lead-of-nothing", test_lead_of_nothing);
  g_test_add_func ("/insight/score-words/lead-of-all", test_lead_of_all);

  return g_test_run ();
}
