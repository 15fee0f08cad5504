/* rounds-status-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-status-moves.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"

/* Which status may follow which, of what people set by hand. */

const RoundsStatusMove rounds_task_moves[] = {
  { "todo", "in_progress completed cancelled" },
  { "in_progress", "todo completed cancelled" },
  { "completed", "todo in_progress" },
  { "cancelled", "todo in_progress" },
  { NULL, NULL },
};

/* A meeting that was held need not be said to have begun; one that was called off is not held before it is scheduled again. */
const RoundsStatusMove rounds_meeting_moves[] = {
  { "scheduled", "in_progress completed cancelled" },
  { "in_progress", "scheduled completed cancelled" },
  { "completed", "scheduled in_progress" },
  { "cancelled", "scheduled in_progress" },
  { NULL, NULL },
};

static const char *
get_label (const RoundsField *field,
           const char        *status)
{
  const RoundsChoice *choice = rounds_field_find_choice (field, status);

  return choice != NULL ? _(choice->label) : status;
}

/**
 * rounds_status_check_move:
 * @moves: (array zero-terminated=1): what may follow what
 * @field: the status of the record
 * @from: the status it has
 * @to: the status a person asks for; the same is no move
 * @error: %ROUNDS_PROBLEM_CONFLICT `STATUS_MOVE_REFUSED`, which names the moves that are allowed
 *
 * Returns: whether the move is allowed
 */
gboolean
rounds_status_check_move (const RoundsStatusMove  *moves,
                          const RoundsField       *field,
                          const char              *from,
                          const char              *to,
                          GError                 **error)
{
  g_auto(GStrv) allowed = NULL;
  g_autoptr(GString) names = g_string_new (NULL);
  GError *problem;

  if (g_strcmp0 (from, to) == 0)
    return TRUE;

  for (guint i = 0; moves[i].from != NULL; i++)
    if (g_strcmp0 (moves[i].from, from) == 0)
      allowed = g_strsplit (moves[i].to, " ", -1);
  if (allowed != NULL && g_strv_contains ((const char * const *) allowed, to))
    return TRUE;

  for (guint i = 0; allowed != NULL && allowed[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", get_label (field, allowed[i]));
  problem = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                                _("From “%s” it cannot become “%s”; what can follow: %s"), get_label (field, from),
                                get_label (field, to), names->str);
  rounds_problem_add_field (&problem, field->json_path, "STATUS_MOVE_REFUSED", "%s", problem->message);
  g_propagate_error (error, problem);
  return FALSE;
}
