/* test-status-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "rules/rounds-status-moves.h"

/* Every pair of statuses, written down by hand: y for allowed. */
static void
check_table (const char             *kind,
             const RoundsStatusMove *moves,
             const char * const     *rows)
{
  const RoundsField *field = rounds_entity_info_find (rounds_registry_find (kind), "status");

  for (guint from = 0; field->choices[from].value != NULL; from++)
    for (guint to = 0; field->choices[to].value != NULL; to++)
      {
        g_autoptr(GError) error = NULL;
        gboolean allowed = rounds_status_check_move (moves, field, field->choices[from].value, field->choices[to].value, &error);

        g_test_message ("%s: %s to %s", kind, field->choices[from].value, field->choices[to].value);
        g_assert_cmpint (allowed, ==, rows[from][to] == 'y');
        if (!allowed)
          {
            g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
            g_assert_cmpstr (rounds_problem_get_code (error), ==, "STATUS_MOVE_REFUSED");
            /* It says what can follow. */
            g_assert_nonnull (strstr (error->message, field->choices[0].label));
          }
      }
}

static void
test_task (void)
{
  /* todo, in_progress, completed, cancelled */
  const char * const rows[] = { "yyyy", "yyyy", "yyyn", "yyny" };

  check_table ("task", rounds_task_moves, rows);
}

static void
test_meeting (void)
{
  /* scheduled, in_progress, completed, cancelled */
  const char * const rows[] = { "yyyy", "yyyy", "yyyn", "yyny" };

  check_table ("meeting", rounds_meeting_moves, rows);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/status-moves/task", test_task);
  g_test_add_func ("/status-moves/meeting", test_meeting);

  return g_test_run ();
}
