/* rounds-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-changes.h"
#include "store/rounds-database.h"
#include "store/rounds-migrations.h"

G_BEGIN_DECLS

/**
 * RoundsStore:
 *
 * A database with its threads: one that writes and a few that read, each with its own connection, so that nothing waits on the thread
 * that draws. Work is a function that is given a connection; its answer comes back on the main context that asked.
 *
 * Signal `changed (RoundsChanges *)`: emitted on the main context the store was made in, after each committed write that changed rows.
 * Signal `changed-elsewhere ()`: there too, after another process has written to a server's database.
 */
#define ROUNDS_TYPE_STORE (rounds_store_get_type ())
G_DECLARE_FINAL_TYPE (RoundsStore, rounds_store, ROUNDS, STORE, GObject)

/**
 * RoundsStoreFunc:
 * @database: the connection of the thread; in a write, a transaction is open and is committed when the function succeeds
 * @changes: (nullable): in a write, what to note changed rows in
 *
 * A write may be called again, after all it wrote was taken back, when another program came between, the connection was lost or
 * the transaction it shared failed.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL with @error set on failure, which rolls a write back. A function
 *   without an answer returns rounds_store_done().
 */
typedef gpointer (*RoundsStoreFunc) (RoundsDatabase  *database,
                                     RoundsChanges   *changes,
                                     gpointer         user_data,
                                     GCancellable    *cancellable,
                                     GError         **error);

/**
 * RoundsStoreAnswered:
 * @result: (nullable) (transfer full): the function's answer; %NULL when it failed
 * @error: (nullable) (transfer full): why
 *
 * Called in the thread that writes, when what was written is kept and others can see it. Everybody waits meanwhile.
 */
typedef void (*RoundsStoreAnswered) (gpointer  result,
                                     GError   *error,
                                     gpointer  user_data);

RoundsStore    *rounds_store_new          (const char           *uri,
                                           RoundsSchema          schema,
                                           guint                 n_readers,
                                           GError              **error);
gpointer        rounds_store_done         (void);
void            rounds_store_read_async   (RoundsStore          *self,
                                           RoundsStoreFunc       func,
                                           gpointer              user_data,
                                           GDestroyNotify        user_data_free,
                                           GDestroyNotify        result_free,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              callback_data);
void            rounds_store_write_async  (RoundsStore          *self,
                                           RoundsStoreFunc       func,
                                           gpointer              user_data,
                                           GDestroyNotify        user_data_free,
                                           GDestroyNotify        result_free,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              callback_data);
void            rounds_store_write_among  (RoundsStore          *self,
                                           RoundsStoreFunc       func,
                                           gpointer              user_data,
                                           GCancellable         *cancellable,
                                           RoundsStoreAnswered   answered);
gpointer        rounds_store_finish       (RoundsStore          *self,
                                           GAsyncResult         *result,
                                           GError              **error);
gpointer        rounds_store_read         (RoundsStore          *self,
                                           RoundsStoreFunc       func,
                                           gpointer              user_data,
                                           GError              **error);
gpointer        rounds_store_write        (RoundsStore          *self,
                                           RoundsStoreFunc       func,
                                           gpointer              user_data,
                                           GError              **error);
void            rounds_store_close        (RoundsStore          *self);

G_END_DECLS
