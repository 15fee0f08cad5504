/* rounds-handlers-imports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "server/rounds-jobs.h"
#include "server/rounds-csv-import.h"
#include "wire/rounds-envelope.h"

/* Registers, from the file to the report. */

/**
 * rounds_call_answer_job:
 *
 * Answers with how a job stands.
 */
void
rounds_call_answer_job (RoundsCall         *call,
                        RoundsImportStatus *status)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_envelope_begin (writer);
  rounds_import_status_write (status, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
}

gboolean
rounds_handle_import_begin (RoundsCall  *call,
                            GError     **error)
{
  RoundsJobs *jobs = rounds_server_get_jobs (call->server);
  const char *name = rounds_call_get_parameter (call, "register");
  const char *kind = rounds_call_get_parameter (call, "kind");
  const char *empty = rounds_call_get_parameter (call, "empty");
  g_autoptr(RoundsImportStatus) status = NULL;
  g_autofree char *id = NULL;

  if (g_strcmp0 (name, "finess") != 0 && g_strcmp0 (name, "sae") != 0 && g_strcmp0 (name, "csv") != 0)
    return rounds_call_refuse_parameter ("register", _("“register” must be “finess”, “sae” or “csv”"), error);
  if (g_str_equal (name, "csv") && rounds_csv_import_find_kind (kind) == NULL)
    return rounds_call_refuse_parameter ("kind", _("Say of which kind the records are, such as “contacts”"), error);
  if (empty != NULL && !g_str_equal (empty, "keeps") && !(g_str_equal (empty, "clears") && g_str_equal (name, "csv")))
    return rounds_call_refuse_parameter ("empty", _("“empty” must be “keeps”, or “clears” with the register “csv”"), error);
  if (!g_str_equal (name, "csv"))
    kind = NULL;
  if (call->upload_path == NULL || call->received == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "EMPTY_FILE", _("The file is empty. Choose a file with records."));
      return FALSE;
    }

  id = rounds_jobs_begin_import (jobs, name, kind, g_strcmp0 (empty, "clears") == 0, g_steal_pointer (&call->upload_path), call->actor);
  status = rounds_jobs_get_status (jobs, id, call->actor, error);
  if (status == NULL)
    return FALSE;

  rounds_call_answer_job (call, status);
  return TRUE;
}

gboolean
rounds_handle_import_status (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(RoundsImportStatus) status = rounds_jobs_get_status (rounds_server_get_jobs (call->server), call->id, call->actor,
                                                                    error);

  if (status == NULL)
    return FALSE;

  rounds_call_answer_job (call, status);
  return TRUE;
}

gboolean
rounds_handle_import_cancel (RoundsCall  *call,
                             GError     **error)
{
  return rounds_jobs_cancel (rounds_server_get_jobs (call->server), call->id, call->actor, error) &&
         rounds_handle_import_status (call, error);
}
