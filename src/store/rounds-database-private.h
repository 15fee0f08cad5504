/* rounds-database-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"
#include "store/rounds-database.h"
#include "store/rounds-reference-log.h"

G_BEGIN_DECLS

/* The number of SQLite files that are ours: "Rnds". */
#define ROUNDS_APPLICATION_ID 0x526e6473

/*
 * Where a connection is in its transaction.
 *
 * @depth: 0 outside of any; above 1 within savepoints
 * @is_broken: whether the transaction has gone by itself
 * @is_shared: whether the transaction is that of several, each behind a savepoint
 * @has_revisions: whether the transaction has given some
 * @references: what it has written references to
 * @memory: (nullable): see rounds-transaction-memory.h
 * @counter: of revisions, as the transaction has left it; 0 when it was not looked at
 * @counter_question: (nullable): that was asked for it
 * @head: the counter as the last transaction that gave revisions left it
 */
typedef struct
{
  guint depth;
  gboolean is_writing;
  gboolean is_broken;
  gboolean is_shared;
  gboolean has_revisions;
  RoundsReferenceLog *references;
  GHashTable *memory;

  gint64 counter;
  RoundsStatement *counter_question;
  gint64 next_revision;
  gint64 last_revision;
  gint64 revision_block;
  gint64 head;
} RoundsTransaction;

RoundsTransaction *rounds_database_get_transaction (RoundsDatabase *self);
void      rounds_database_set_name         (RoundsDatabase  *self,
                                            const char      *name);
const char *rounds_database_get_name       (RoundsDatabase  *self);
void      rounds_database_set_cancellable  (RoundsDatabase  *self,
                                            GCancellable    *cancellable);
gboolean  rounds_database_is_writing       (RoundsDatabase  *self);
gboolean  rounds_database_has_table        (RoundsDatabase  *self,
                                            const char      *table,
                                            gboolean        *has,
                                            GError         **error);
gboolean  rounds_database_is_broken        (RoundsDatabase  *self);
void      rounds_database_set_shared       (RoundsDatabase  *self,
                                            gboolean         is_shared);
gboolean  rounds_database_is_shared        (RoundsDatabase  *self);
gint64    rounds_database_get_head         (RoundsDatabase  *self);
gboolean  rounds_database_watch            (RoundsDatabase  *self,
                                            GCancellable    *cancellable,
                                            GError         **error);
gboolean  rounds_database_rest             (RoundsDatabase  *self);
gboolean  rounds_database_run_savepoint    (RoundsDatabase  *self,
                                            const char      *sql,
                                            GError         **error);
gboolean  rounds_database_start_statement  (RoundsDatabase  *self,
                                            GError         **error);
gboolean  rounds_database_reserve_revision (RoundsDatabase  *self,
                                            gint64          *revision,
                                            GError         **error);
gboolean  rounds_database_reserve_revisions (RoundsDatabase *self,
                                            guint            n_revisions,
                                            gint64          *before_first,
                                            GError         **error);
void      rounds_database_note_reference   (RoundsDatabase  *self,
                                            const RoundsField *field,
                                            const char      *id);
gboolean  rounds_database_prepare_search   (RoundsDatabase  *self,
                                            const char      *table,
                                            GError         **error);
gboolean  rounds_database_index_text       (RoundsDatabase  *self,
                                            const char      *table,
                                            const char      *id,
                                            const char      *text,
                                            GError         **error);
char     *rounds_database_search_filter    (RoundsDatabase  *self,
                                            const char      *table,
                                            const char      *alias,
                                            const char      *words,
                                            gboolean         is_limited,
                                            GPtrArray       *parameters);
char     *rounds_database_newest_filter    (RoundsDatabase  *self,
                                            const char      *table,
                                            const char      *alias,
                                            const char      *words,
                                            guint            limit,
                                            GPtrArray       *parameters);

void      rounds_statement_cache_put       (RoundsStatement *statement);
void      rounds_statement_set_missing     (GError         **error);

G_END_DECLS
