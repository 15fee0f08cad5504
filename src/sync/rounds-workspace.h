/* rounds-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "model/rounds-entity.h"
#include "store/rounds-store.h"
#include "sync/rounds-refusal.h"

G_BEGIN_DECLS

/**
 * RoundsSyncState:
 * @ROUNDS_SYNC_STARTING: the server is being started or reached; the cache can be read already
 * @ROUNDS_SYNC_SYNCING: pulling or pushing; `progress` is 0..1 in the first pull, -1 when not known
 * @ROUNDS_SYNC_IN_SYNC: nothing waits
 * @ROUNDS_SYNC_OFFLINE: the server does not answer; `pending` changes wait; tried again by itself
 * @ROUNDS_SYNC_REFUSED: nothing waits, but the server said no to at least one change, see rounds_workspace_get_refusals(); stays until
 *   rounds_workspace_dismiss_refusals()
 * @ROUNDS_SYNC_SIGNED_OUT: the server wants a name and a password
 */
typedef enum
{
  ROUNDS_SYNC_STARTING,
  ROUNDS_SYNC_SYNCING,
  ROUNDS_SYNC_IN_SYNC,
  ROUNDS_SYNC_OFFLINE,
  ROUNDS_SYNC_REFUSED,
  ROUNDS_SYNC_SIGNED_OUT,
} RoundsSyncState;

GType rounds_sync_state_get_type (void);
#define ROUNDS_TYPE_SYNC_STATE (rounds_sync_state_get_type ())

/**
 * RoundsWorkspace:
 *
 * What the app works on: the cache, the operations on it, and the server behind it. Everything here is asynchronous and nothing waits
 * for the network: an operation is done when the cache and the queue have it.
 *
 * Properties: `state` (#RoundsSyncState), `pending` (guint: changes the server does not have yet), `progress` (double), `message`
 * (nullable text: why offline or refused), `user` (nullable #RoundsEntity: who has signed in), `private` (gboolean).
 * Signal `refused (const char *operation_label, const GError *problem)`: a change was taken back because the server said no.
 */
#define ROUNDS_TYPE_WORKSPACE (rounds_workspace_get_type ())
G_DECLARE_FINAL_TYPE (RoundsWorkspace, rounds_workspace, ROUNDS, WORKSPACE, GObject)

/**
 * rounds_workspace_new:
 * @folder: where the cache (and the private server's data) lives; made when it is not there
 * @url: (nullable): `https://...` of a team's server; %NULL for a private workspace, whose server is started from here
 */
RoundsWorkspace *rounds_workspace_new              (const char           *folder,
                                                    const char           *url,
                                                    GError              **error);
void             rounds_workspace_set_demo         (RoundsWorkspace      *self,
                                                    guint                 scale);
void             rounds_workspace_start            (RoundsWorkspace      *self);
void             rounds_workspace_stop_async       (RoundsWorkspace      *self,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         rounds_workspace_stop_finish      (RoundsWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
RoundsStore     *rounds_workspace_get_store        (RoundsWorkspace      *self);
const char      *rounds_workspace_get_folder       (RoundsWorkspace      *self);
RoundsSyncState  rounds_workspace_get_state        (RoundsWorkspace      *self);
guint            rounds_workspace_get_pending      (RoundsWorkspace      *self);
double           rounds_workspace_get_progress     (RoundsWorkspace      *self);
const char      *rounds_workspace_get_message      (RoundsWorkspace      *self);
gboolean         rounds_workspace_is_private       (RoundsWorkspace      *self);
RoundsEntity    *rounds_workspace_get_user         (RoundsWorkspace      *self);
void             rounds_workspace_sync_now         (RoundsWorkspace      *self);

/* Returns: (transfer none) (element-type RoundsRefusal): what was taken back and not dismissed yet, oldest first */
GPtrArray       *rounds_workspace_get_refusals     (RoundsWorkspace      *self);
void             rounds_workspace_dismiss_refusals (RoundsWorkspace      *self);

void             rounds_workspace_sign_in_async    (RoundsWorkspace      *self,
                                                    const char           *email,
                                                    const char           *password,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         rounds_workspace_sign_in_finish   (RoundsWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void             rounds_workspace_sign_out         (RoundsWorkspace      *self);

/* Runs an operation on the cache and queues it, in one transaction. */
void             rounds_workspace_run_async        (RoundsWorkspace      *self,
                                                    const char           *operation,
                                                    JsonObject           *arguments,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
/* Returns: (transfer full): what the operation answered; @undo_id (out) (optional) (transfer full) (nullable) undoes it. */
JsonNode        *rounds_workspace_run_finish       (RoundsWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    char                **undo_id,
                                                    GError              **error);
void             rounds_workspace_undo_async       (RoundsWorkspace      *self,
                                                    const char           *undo_id,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         rounds_workspace_undo_finish      (RoundsWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/**
 * RoundsWorkspaceProgress:
 * @fraction: 0..1
 *
 * Told on the main context.
 */
typedef void (*RoundsWorkspaceProgress) (double fraction, gpointer user_data);

/* Sends a register's file to the server, which imports it as a whole or not at all, and pulls what came of it. */
void             rounds_workspace_import_async     (RoundsWorkspace         *self,
                                                    const char              *register_name,
                                                    GFile                   *file,
                                                    RoundsWorkspaceProgress  progress,
                                                    gpointer                 progress_data,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
/* Returns: (transfer full): the report, see operations/rounds-import.h. */
JsonObject      *rounds_workspace_import_finish    (RoundsWorkspace      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
