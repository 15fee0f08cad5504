/* rounds-workspace-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-day-watch.h"
#include "operations/rounds-operation.h"
#include "sync/rounds-client.h"
#include "sync/rounds-history.h"
#include "sync/rounds-private-server.h"
#include "sync/rounds-push.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/*
 * One class in several files: rounds-workspace.c is the object and its state, -session who has signed in, -sync the exchange with the
 * server, -push and -pull
 * its two directions, -operations what the person does, -import the files sent. All of it on the main context; what touches the cache is a
 * #RoundsStoreFunc on the store's threads.
 */

/**
 * RoundsSyncStep:
 *
 * What is on its way. There is one at a time; when it ends, rounds_workspace_advance() decides on the next.
 */
typedef enum
{
  ROUNDS_SYNC_STEP_IDLE,
  ROUNDS_SYNC_STEP_SIGNING_IN,
  ROUNDS_SYNC_STEP_PUSHING,
  ROUNDS_SYNC_STEP_PULLING,
  ROUNDS_SYNC_STEP_WAITING,
} RoundsSyncStep;

typedef struct _RoundsWorkspacePull RoundsWorkspacePull;

struct _RoundsWorkspace
{
  GObject parent_instance;

  char *folder;
  char *url; /* NULL in a private workspace */
  GTimeZone *zone;
  RoundsStore *store;
  RoundsHistory *history;
  RoundsClient *client;
  RoundsPrivateServer *server; /* NULL in a team's workspace */
  GNetworkMonitor *monitor;

  /* Who */
  RoundsEntity *user;
  RoundsActor *actor;
  gboolean signed_in;  /* the client has a token that the server took */
  gboolean signed_out; /* a person is wanted: nothing is tried until one signs in */
  gboolean renewed;    /* a token has been replaced since the server last took one */

  /* What is shown */
  RoundsSyncState state;
  char *message;
  char *notice; /* shown when the state has nothing to say */
  double progress;
  guint pending;
  GPtrArray *refusals;

  /* Where the exchange stands */
  gboolean started;
  RoundsSyncStep step;
  GCancellable *cancellable; /* of everything that is on its way */
  GCancellable *waiting;     /* of the request that waits for changes */
  RoundsDayWatch *day_watch; /* while it is started */
  guint timer;               /* the next attempt, or a change that is about to be sent */
  guint attempts;            /* failed in a row */
  guint batch_limit;
  GHashTable *acknowledged;  /* operations in the queue that the server has, until its rows are here */
  gint64 cursor;
  gboolean complete;         /* the first pull has reached the head once */
  gboolean pull_wanted;
  gint64 pulled;
  RoundsWorkspacePull *ahead; /* the page after the one that is being written */
  guint n_fetching;          /* pages that are fetched ahead and on their way */
  gint64 checked_at;         /* when the cache was last looked through for damage */
  GTask *stopping;
  GList *pull_tasks;         /* to be told when the next pull has ended */
};

/* rounds-workspace.c */
void rounds_workspace_set_state     (RoundsWorkspace     *self,
                                     RoundsSyncState      state,
                                     const char          *message);
void rounds_workspace_set_progress  (RoundsWorkspace     *self,
                                     double               progress);
void rounds_workspace_set_notice    (RoundsWorkspace     *self,
                                     const char          *notice);
void rounds_workspace_add_pending   (RoundsWorkspace     *self,
                                     int                  difference);
void rounds_workspace_take_refusals (RoundsWorkspace     *self,
                                     GPtrArray           *refusals);
void rounds_workspace_check_cache   (RoundsWorkspace     *self);
gboolean rounds_workspace_sees_as  (RoundsWorkspace     *self,
                                    RoundsEntity        *user);
void rounds_workspace_set_user      (RoundsWorkspace     *self,
                                     RoundsEntity        *user);

/* rounds-workspace-session.c */
void rounds_workspace_open_session  (RoundsWorkspace     *self);
void rounds_workspace_load_user     (RoundsWorkspace     *self,
                                     const char          *text);

/* rounds-workspace-sync.c */
void rounds_workspace_advance       (RoundsWorkspace     *self);
void rounds_workspace_end_step      (RoundsWorkspace     *self);
void rounds_workspace_reached       (RoundsWorkspace     *self);
void rounds_workspace_fail          (RoundsWorkspace     *self,
                                     const GError        *error);
void rounds_workspace_retry_now     (RoundsWorkspace     *self);
void rounds_workspace_queued        (RoundsWorkspace     *self);
void rounds_workspace_pull_async    (RoundsWorkspace     *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
void rounds_workspace_return_pulls  (RoundsWorkspace     *self,
                                     const GError        *error);

/* rounds-workspace-push.c, rounds-workspace-pull.c */
void rounds_workspace_push          (RoundsWorkspace     *self);
void rounds_workspace_pull          (RoundsWorkspace     *self);
void rounds_workspace_wait          (RoundsWorkspace     *self);
void rounds_workspace_drop_ahead    (RoundsWorkspace     *self);

G_END_DECLS
