/* rounds-list-conditions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-list-conditions.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-phone.h"
#include "store/rounds-people-sql.h"

/* Calls of one number in a list at most. */
#define CALLS_MAXIMUM 1000

/* Each is named in the table of routes too (wire/rounds-routes.c), which says what a list takes. */

typedef RoundsFilter *(*CreateFunc) (RoundsCall  *call,
                                     const char  *name,
                                     const char  *text,
                                     GError     **error);

static const RoundsField *
get_field (RoundsCall *call,
           const char *name)
{
  return rounds_entity_info_find (call->route->info, name);
}

static RoundsFilter *
refuse (const char  *name,
        const char  *text,
        GError     **error)
{
  GError *problem = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "INVALID_PARAMETER", _("“%s” is no value that “%s” can have"),
                                        text, name);

  rounds_problem_add_field (&problem, name, "INVALID_PARAMETER", "%s", problem->message);
  g_propagate_error (error, problem);
  return NULL;
}

/* @condition, which is taken, or the opposite of it. */
static RoundsFilter *
yes_or_no (RoundsFilter  *condition,
           const char    *name,
           const char    *text,
           GError       **error)
{
  g_autoptr(RoundsFilter) taken = condition;

  if (g_str_equal (text, "true"))
    return rounds_filter_ref (taken);
  if (g_str_equal (text, "false"))
    return rounds_filter_new_not (taken);

  return refuse (name, text, error);
}

/* Past and not done. */
static RoundsFilter *
create_task_overdue (RoundsCall  *call,
                     const char  *name,
                     const char  *text,
                     GError     **error)
{
  static const char * const open[] = { "todo", "in_progress", NULL };
  g_autoptr(RoundsFilter) past = rounds_filter_new_integer (get_field (call, "due-date"), ROUNDS_FILTER_LESS, call->now);
  g_autoptr(RoundsFilter) undone = rounds_filter_new_in (get_field (call, "status"), open);

  return yes_or_no (rounds_filter_new_and (past, undone), name, text, error);
}

/* A day, which begins and ends where the workspace is, or an instant. */
static gboolean
parse_bound (RoundsCall *call,
             const char *text,
             int         days,
             gint64     *instant)
{
  g_autofree char *day = NULL;

  if (rounds_instant_parse (text, instant))
    return TRUE;

  day = rounds_date_add_days (text, days);
  if (day == NULL)
    return FALSE;
  *instant = rounds_instant_from_date (day, rounds_server_get_zone (call->server));
  return TRUE;
}

static RoundsFilter *
create_due_from (RoundsCall  *call,
                 const char  *name,
                 const char  *text,
                 GError     **error)
{
  gint64 bound;

  if (!parse_bound (call, text, 0, &bound))
    return refuse (name, text, error);
  return rounds_filter_new_integer (get_field (call, "due-date"), ROUNDS_FILTER_GREATER_OR_EQUAL, bound);
}

/* To the end of the day. */
static RoundsFilter *
create_due_to (RoundsCall  *call,
               const char  *name,
               const char  *text,
               GError     **error)
{
  gint64 bound;

  if (!parse_bound (call, text, 1, &bound))
    return refuse (name, text, error);
  return rounds_filter_new_integer (get_field (call, "due-date"), ROUNDS_FILTER_LESS, bound);
}

static RoundsFilter *
create_reminder_status (RoundsCall  *call,
                        const char  *name,
                        const char  *text,
                        GError     **error)
{
  gboolean is_completed = g_str_equal (text, "completed");
  g_autoptr(RoundsFilter) done = rounds_filter_new_integer (get_field (call, "is-completed"), ROUNDS_FILTER_EQUAL, is_completed);
  g_autoptr(RoundsFilter) when = NULL;

  if (is_completed || g_str_equal (text, "pending"))
    return g_steal_pointer (&done);
  if (g_str_equal (text, "overdue"))
    when = rounds_filter_new_integer (get_field (call, "reminder-date"), ROUNDS_FILTER_LESS, call->now);
  else if (g_str_equal (text, "upcoming"))
    when = rounds_filter_new_integer (get_field (call, "reminder-date"), ROUNDS_FILTER_GREATER_OR_EQUAL, call->now);
  else
    return refuse (name, text, error);

  return rounds_filter_new_and (done, when);
}

/* However the number was written. */
static RoundsFilter *
create_call_phone (RoundsCall  *call,
                   const char  *name,
                   const char  *text,
                   GError     **error)
{
  g_auto(GStrv) digits = rounds_phone_get_variants (text);
  g_auto(GStrv) ids = rounds_people_list_calls (call->database, (const char * const *) digits, CALLS_MAXIMUM, error);

  return ids != NULL ? rounds_filter_new_in (get_field (call, "id"), (const char * const *) ids) : NULL;
}

static RoundsFilter *
create_shared_with_me (RoundsCall  *call,
                       const char  *name,
                       const char  *text,
                       GError     **error)
{
  const RoundsEntityInfo *share = rounds_registry_find ("note-share");
  g_autoptr(RoundsFilter) mine = rounds_filter_new_text (rounds_entity_info_find (share, "user-id"), ROUNDS_FILTER_EQUAL,
                                                         call->actor->user_id);
  g_autoptr(RoundsFilter) alive = rounds_filter_new_empty (rounds_entity_info_find (share, "deleted-at"));
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (mine, alive);

  return yes_or_no (rounds_filter_new_linked (get_field (call, "id"), share, rounds_entity_info_find (share, "note-id"), both), name,
                    text, error);
}

static RoundsFilter *
create_unread (RoundsCall  *call,
               const char  *name,
               const char  *text,
               GError     **error)
{
  return yes_or_no (rounds_filter_new_empty (get_field (call, "read-at")), name, text, error);
}

static const struct
{
  const char *kind;
  const char *name;
  CreateFunc create;
} conditions[] = {
  { "task", "overdue", create_task_overdue },
  { "task", "dueDateFrom", create_due_from },
  { "task", "dueDateTo", create_due_to },
  { "reminder", "status", create_reminder_status },
  { "call", "phone", create_call_phone },
  { "note", "sharedWithMe", create_shared_with_me },
  { "notification", "unread", create_unread },
};

static CreateFunc
find (const RoundsEntityInfo *info,
      const char             *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_str_equal (conditions[i].kind, info->kind) && g_str_equal (conditions[i].name, name))
      return conditions[i].create;

  return NULL;
}

/**
 * rounds_list_conditions_has:
 * @name: of a query parameter
 *
 * Returns: whether lists of the kind know it as something that is no field
 */
gboolean
rounds_list_conditions_has (const RoundsEntityInfo *info,
                            const char             *name)
{
  return find (info, name) != NULL;
}

/**
 * rounds_list_conditions_create:
 * @name: of a query parameter, for which rounds_list_conditions_has() is true
 * @text: its value
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Returns: (transfer full) (nullable): the condition
 */
RoundsFilter *
rounds_list_conditions_create (RoundsCall  *call,
                               const char  *name,
                               const char  *text,
                               GError     **error)
{
  return find (call->route->info, name) (call, name, text, error);
}
