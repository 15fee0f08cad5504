/* rounds-handlers-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "server/rounds-jobs.h"
#include "server/rounds-policy.h"
#include "wire/rounds-envelope.h"

/* Changes of many records. The body is the operation's arguments, the path says of which kind or whose. */

/* How long an answer may be waited for. What takes longer gets an address where it can be asked about and cancelled. */
#define PATIENCE (2 * G_USEC_PER_SEC)

/* `POST /<collection>/bulk {ids | filter, values | addTags, removeTags | delete}` */
gboolean
rounds_handle_record_bulk (RoundsCall  *call,
                           GError     **error)
{
  RoundsJobs *jobs = rounds_server_get_jobs (call->server);
  g_autoptr(JsonObject) arguments = rounds_call_copy_body (call);
  g_autoptr(RoundsImportStatus) status = NULL;
  g_autofree char *id = NULL;
  g_autofree char *address = NULL;

  json_object_set_string_member (arguments, "kind", call->route->info->kind);
  id = rounds_jobs_begin_operation (jobs, "record.bulk-update", arguments, call);
  status = rounds_jobs_wait (jobs, id, call->actor, PATIENCE, error);
  if (status == NULL)
    return FALSE;

  if (status->state == ROUNDS_IMPORT_FAILED)
    {
      g_propagate_error (error, g_steal_pointer (&status->problem));
      return FALSE;
    }
  /* Nobody else knows of it yet. */
  if (status->state == ROUNDS_IMPORT_CANCELLED)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "STOPPING", _("The server is stopping. Try again later."));
      return FALSE;
    }
  if (status->state == ROUNDS_IMPORT_DONE)
    {
      gsize length;
      char *text = rounds_envelope_from_node (status->report, &length);

      rounds_call_take_answer (call, text, length);
      return TRUE;
    }

  address = g_strconcat ("/api/bulk-changes/", id, NULL);
  rounds_call_add_header (call, "Location", address);
  call->status = 202;
  rounds_call_answer_job (call, status);
  return TRUE;
}

/* `POST /users/:id/hand-over {toUserId, kinds?, includeClosed?}` */
gboolean
rounds_handle_user_hand_over (RoundsCall  *call,
                              GError     **error)
{
  g_autoptr(RoundsEntity) user = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;

  if (user == NULL)
    return FALSE;

  arguments = rounds_call_copy_body (call);
  json_object_set_string_member (arguments, "fromUserId", call->id);
  return rounds_call_run_operation (call, "portfolio.hand-over", arguments, NULL, error);
}
