/* rounds-server-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "server/rounds-call.h"
#include "server/rounds-server.h"

G_BEGIN_DECLS

struct _RoundsServer
{
  GObject parent_instance;

  RoundsStore *store;
  SoupServer *soup;
  GMainContext *context;
  char *folder;
  char *files;
  GTimeZone *zone;
  char *address;
  RoundsJobs *jobs;
  RoundsCountCache *counts; /* how long lists are */

  char *socket_path;
  gboolean is_private;

  GThreadPool *readers;
  GThreadPool *writers;
  GThreadPool *sign_ins;
  GThreadPool *waiters;

  GMutex done_mutex;    /* of the two after it */
  GQueue done;          /* jobs whose calls go on */
  GSource *done_source; /* NULL: nothing is done */

  GQueue parked;        /* calls that wait for a change */
  GHashTable *calls;    /* every call that is not finished */
  guint64 generation;   /* grows with each change that was committed */
  gulong changed_id;
  gulong changed_elsewhere_id;
  GTask *stopping;
  guint stop_timeout;
};

void rounds_server_dispatch       (RoundsServer *self,
                                   RoundsCall   *call);
void rounds_server_authorize      (RoundsServer *self,
                                   RoundsCall   *call,
                                   GSourceFunc   done);
void rounds_server_make_pools     (RoundsServer *self);
void rounds_server_free_pools     (RoundsServer *self);
gboolean rounds_server_finish_call (gpointer      call);
void rounds_server_log_call       (RoundsCall   *call);
void rounds_server_log_refusal    (RoundsServer *self,
                                   RoundsCall   *call,
                                   const GError *refusal);
gboolean rounds_server_is_owner   (GSocket      *socket);

G_END_DECLS
