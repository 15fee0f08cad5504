/* rounds-cache.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsCacheMemory:
 * @cursor: the revision up to which the cache has everything
 * @complete: whether the first pull has reached the head once
 * @user: (nullable): the record of who has signed in, JSON
 * @refusals: (element-type RoundsRefusal): what was taken back and not dismissed
 * @pending: operations in the queue
 * @checked_at: when the file was last looked through for damage, an instant
 *
 * What a cache knows of the exchange with the server.
 */
typedef struct
{
  gint64 cursor;
  gboolean complete;
  char *user;
  GPtrArray *refusals;
  guint pending;
  gint64 checked_at;
} RoundsCacheMemory;

RoundsStore       *rounds_cache_open        (const char         *folder,
                                             char              **notice,
                                             GError            **error);
gpointer           rounds_cache_check       (RoundsDatabase     *database,
                                             RoundsChanges      *changes,
                                             gpointer            user_data,
                                             GCancellable       *cancellable,
                                             GError            **error);
gboolean           rounds_cache_is_damage   (const GError       *error);
void               rounds_cache_condemn     (const char         *folder);
RoundsCacheMemory *rounds_cache_recall      (RoundsStore        *store,
                                             GError            **error);
void               rounds_cache_memory_free (RoundsCacheMemory  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCacheMemory, rounds_cache_memory_free)

G_END_DECLS
