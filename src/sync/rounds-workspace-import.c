/* rounds-workspace-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "wire/rounds-import-status.h"

/* Milliseconds between two questions how far it is. */
#define INTERVAL 250

/* The parts of the way, as a person sees it: the file is sent, the server imports, the rows come back. */
#define SENT 0.1
#define IMPORTED 0.8

typedef struct
{
  char *id;
  JsonObject *report;
  RoundsWorkspaceProgress progress;
  gpointer progress_data;
  guint timer;
} Import;

static void
import_free (Import *import)
{
  g_free (import->id);
  g_clear_pointer (&import->report, json_object_unref);
  g_clear_handle_id (&import->timer, g_source_remove);
  g_free (import);
}

static void
tell (Import *import,
      double  fraction)
{
  if (import->progress != NULL)
    import->progress (CLAMP (fraction, 0, 1), import->progress_data);
}

static void
ignore_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
}

static void
sent_progress_cb (double   fraction,
                  gpointer user_data)
{
  tell (user_data, SENT * fraction);
}

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);

  /* When the pull has failed the import is done all the same: its rows come with the next. */
  g_task_propagate_boolean (G_TASK (result), NULL);
  tell (import, 1);
  g_task_return_pointer (task, g_steal_pointer (&import->report), (GDestroyNotify) json_object_unref);
}

static void ask (GTask *task);

static gboolean
timer_cb (gpointer user_data)
{
  GTask *task = user_data;
  Import *import = g_task_get_task_data (task);

  import->timer = 0;
  ask (task);

  return G_SOURCE_REMOVE;
}

static void
cancel_on_server (GTask *task)
{
  RoundsWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("/api/imports/", import->id, NULL);

  rounds_client_request_async (self->client, "DELETE", path, NULL, NULL, ignore_cb, NULL);
}

static void
status_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  RoundsWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(RoundsImportStatus) status = data != NULL ? rounds_import_status_from_json (data, &error) : NULL;

  if (status == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cancel_on_server (task);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  switch (status->state)
    {
    case ROUNDS_IMPORT_DONE:
      import->report = status->report != NULL ? json_object_ref (json_node_get_object (status->report)) : json_object_new ();
      tell (import, IMPORTED);
      rounds_workspace_pull_async (self, pulled_cb, g_steal_pointer (&task));
      break;

    case ROUNDS_IMPORT_FAILED:
      g_task_return_error (task, g_steal_pointer (&status->problem));
      break;

    case ROUNDS_IMPORT_CANCELLED:
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The import was cancelled"));
      break;

    case ROUNDS_IMPORT_RUNNING:
    default:
      tell (import, SENT + (IMPORTED - SENT) * status->progress);
      import->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, timer_cb, g_steal_pointer (&task), g_object_unref);
    }
}

static void
ask (GTask *task)
{
  RoundsWorkspace *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("/api/imports/", import->id, NULL);

  rounds_client_request_async (self->client, "GET", path, NULL, g_task_get_cancellable (task), status_cb, g_object_ref (task));
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(RoundsImportStatus) status = data != NULL ? rounds_import_status_from_json (data, &error) : NULL;

  if (status == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  import->id = g_strdup (status->id);
  tell (import, SENT);
  ask (task);
}

/**
 * rounds_workspace_import_async:
 * @register_name: `finess` or `sae`
 * @file: the register's file
 * @cancellable: (nullable): cancelling makes the server undo it as a whole
 */
void
rounds_workspace_import_async (RoundsWorkspace         *self,
                               const char              *register_name,
                               GFile                   *file,
                               RoundsWorkspaceProgress  progress,
                               gpointer                 progress_data,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *name = g_uri_escape_string (register_name, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/imports?register=", name, NULL);
  Import *import = g_new0 (Import, 1);

  g_task_set_source_tag (task, rounds_workspace_import_async);
  import->progress = progress;
  import->progress_data = progress_data;
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);

  if (!self->signed_in)
    {
      g_task_return_error (task, rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "OFFLINE",
                                                     _("A register is imported by the server, which does not answer at the moment")));
      return;
    }

  rounds_client_upload_async (self->client, path, file, sent_progress_cb, import, cancellable, sent_cb, g_object_ref (task));
}

JsonObject *
rounds_workspace_import_finish (RoundsWorkspace  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
