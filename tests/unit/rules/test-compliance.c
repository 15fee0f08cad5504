/* test-compliance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-compliance.h"

#define TODAY "2026-03-10"

static void
assert_compliance (const char       *status,
                   const char       *expires,
                   RoundsCompliance  expected,
                   const char       *words)
{
  g_autofree char *described = NULL;

  g_assert_cmpint (rounds_compliance_judge (status, expires, TODAY), ==, expected);
  described = rounds_compliance_describe (expected, expires, TODAY);
  if (words != NULL)
    g_assert_cmpstr (described, ==, words);
  else
    g_assert_nonnull (described);
}

/* The 9th of May is 60 days after the 10th of March, 21 + 30 + 9. */
static void
test_dates (void)
{
  assert_compliance ("compliant", "2026-05-10", ROUNDS_COMPLIANCE_FINE, NULL);
  assert_compliance ("compliant", "2026-05-09", ROUNDS_COMPLIANCE_EXPIRING, "Compliance expires in 60 days");
  assert_compliance ("compliant", "2026-03-11", ROUNDS_COMPLIANCE_EXPIRING, "Compliance expires in 1 day");
  assert_compliance ("compliant", "2026-03-10", ROUNDS_COMPLIANCE_EXPIRING, "Compliance expires today");
  assert_compliance ("compliant", "2026-03-09", ROUNDS_COMPLIANCE_EXPIRED, NULL);
  assert_compliance ("compliant", NULL, ROUNDS_COMPLIANCE_FINE, "Compliant");
  assert_compliance (NULL, "2026-03-09", ROUNDS_COMPLIANCE_EXPIRED, NULL);
}

static void
test_status (void)
{
  assert_compliance ("non_compliant", "2030-01-01", ROUNDS_COMPLIANCE_FAILED, "Not compliant");
  assert_compliance ("expired", "2030-01-01", ROUNDS_COMPLIANCE_EXPIRED, "Compliance expired");
  assert_compliance ("expired", NULL, ROUNDS_COMPLIANCE_EXPIRED, "Compliance expired");
  assert_compliance ("pending_review", "2030-01-01", ROUNDS_COMPLIANCE_UNKNOWN, "Compliance not reviewed yet");
  assert_compliance (NULL, NULL, ROUNDS_COMPLIANCE_UNKNOWN, "Compliance not reviewed yet");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/compliance/dates", test_dates);
  g_test_add_func ("/rules/compliance/status", test_status);

  return g_test_run ();
}
