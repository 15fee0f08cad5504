/* sync-proxy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A bad network: stands between a client and the server on a loopback port, and cuts connections.
 */
typedef struct _SyncProxy SyncProxy;

SyncProxy  *sync_proxy_new             (const char  *upstream);
void        sync_proxy_free            (SyncProxy   *self);
const char *sync_proxy_get_url         (SyncProxy   *self);
void        sync_proxy_set_open        (SyncProxy   *self,
                                        gboolean     open);
void        sync_proxy_set_cutting     (SyncProxy   *self,
                                        GRand       *random,
                                        guint        bytes);
void        sync_proxy_swallow_answer  (SyncProxy   *self,
                                        const char  *request);
guint       sync_proxy_get_n_swallowed (SyncProxy   *self);
guint       sync_proxy_get_n_cut       (SyncProxy   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncProxy, sync_proxy_free)

G_END_DECLS
