/* sync-harness.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rounds-test-server.h"
#include "sync-proxy.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * SyncClient:
 * @workspace: at work
 * @folder: of its cache; removed in the end
 * @proxy: (nullable): its way to the server
 * @states: (element-type RoundsSyncState): which it has been in, in order
 * @refused: how often the signal came
 * @done: operations that were done here
 * @signed_in: whether somebody has signed in since the start
 * @undo_id: (nullable): of the operation done last
 *
 * A computer that somebody works on.
 */
typedef struct
{
  RoundsWorkspace *workspace;
  char *folder;
  SyncProxy *proxy;
  GArray *states;
  guint refused;
  guint done;
  gboolean signed_in;
  char *undo_id;
} SyncClient;

SyncClient *sync_client_new_private (const char           *folder);
SyncClient *sync_client_new         (RoundsTestServer     *server);
void        sync_client_free        (SyncClient           *self);
void        sync_client_close       (SyncClient           *self);
void        sync_client_open        (SyncClient           *self);
void        sync_client_reopen      (SyncClient           *self);
void        sync_client_sign_in     (SyncClient           *self,
                                     const char           *email);
JsonNode   *sync_client_try         (SyncClient           *self,
                                     GError              **error,
                                     const char           *operation,
                                     const char           *format,
                                     ...) G_GNUC_PRINTF (4, 5);
char       *sync_client_do          (SyncClient           *self,
                                     const char           *operation,
                                     const char           *format,
                                     ...) G_GNUC_PRINTF (3, 4);
gboolean    sync_client_undo        (SyncClient           *self,
                                     const char           *undo_id,
                                     GError              **error);
void        sync_client_wait_state  (SyncClient           *self,
                                     RoundsSyncState       state);
void        sync_client_settle      (SyncClient           *self);
char       *sync_client_get_text    (SyncClient           *self,
                                     const char           *sql);

void        sync_wait_until         (gboolean            (*done) (gpointer user_data),
                                     gpointer              user_data,
                                     const char           *what);
GHashTable *sync_rows_of_database   (const char           *uri);
GHashTable *sync_rows_of_store      (RoundsStore          *store);
void        sync_assert_same_rows   (GHashTable           *expected,
                                     GHashTable           *found);
gint64      sync_query_database     (const char           *uri,
                                     const char           *sql);
void        sync_remove_folder      (const char           *folder);

G_END_DECLS
