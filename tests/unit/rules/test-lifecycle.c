/* test-lifecycle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-growth.h"
#include "rules/rounds-lifecycle.h"

static void
assert_lifecycle (RoundsLifecycleFacts  facts,
                  const char           *today,
                  const char           *lifecycle)
{
  g_assert_cmpstr (rounds_lifecycle_to_text (rounds_lifecycle_compute (&facts, today)), ==, lifecycle);
}

static void
test_lifecycle (void)
{
  assert_lifecycle ((RoundsLifecycleFacts) { NULL, FALSE, FALSE, -1 }, "2026-11-22", "cold_lead");
  assert_lifecycle ((RoundsLifecycleFacts) { NULL, FALSE, FALSE, 91 }, "2026-11-22", "cold_lead");
  assert_lifecycle ((RoundsLifecycleFacts) { NULL, FALSE, FALSE, 90 }, "2026-11-22", "warm_prospect");
  assert_lifecycle ((RoundsLifecycleFacts) { NULL, TRUE, FALSE, -1 }, "2026-11-22", "warm_prospect");
  assert_lifecycle ((RoundsLifecycleFacts) { NULL, FALSE, TRUE, -1 }, "2026-11-22", "warm_prospect");
  assert_lifecycle ((RoundsLifecycleFacts) { "2026-11-22", FALSE, FALSE, -1 }, "2026-11-22", "active_client");
  assert_lifecycle ((RoundsLifecycleFacts) { "2024-11-22", FALSE, FALSE, -1 }, "2026-11-22", "active_client");
  assert_lifecycle ((RoundsLifecycleFacts) { "2024-11-21", TRUE, TRUE, 1 }, "2026-11-22", "former_client");
  /* Two years before a leap day. */
  assert_lifecycle ((RoundsLifecycleFacts) { "2026-02-28", FALSE, FALSE, -1 }, "2028-02-29", "active_client");
  assert_lifecycle ((RoundsLifecycleFacts) { "2026-02-27", FALSE, FALSE, -1 }, "2028-02-29", "former_client");
}

static void
assert_growth (gint64   now,
               gint64   before,
               gboolean known,
               double   percent)
{
  double growth = -1;

  g_assert_true (rounds_growth_compute (now, before, &growth) == known);
  g_assert_cmpfloat_with_epsilon (growth, percent, 1e-9);
}

static void
test_growth (void)
{
  assert_growth (150, 100, TRUE, 50);
  assert_growth (100, 150, TRUE, -100.0 / 3);
  assert_growth (0, 100, TRUE, -100);
  assert_growth (-50, 100, TRUE, -150);
  assert_growth (100, 100, TRUE, 0);
  assert_growth (100, 0, FALSE, 0);
  assert_growth (0, 0, FALSE, 0);
  assert_growth (100, -20, FALSE, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lifecycle/lifecycle", test_lifecycle);
  g_test_add_func ("/lifecycle/growth", test_growth);

  return g_test_run ();
}
