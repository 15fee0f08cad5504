/* rounds-database-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/* The number of SQLite files that are ours: "Rnds". */
#define ROUNDS_APPLICATION_ID 0x526e6473

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
gint64    rounds_database_get_head         (RoundsDatabase  *self);
gboolean  rounds_database_watch            (RoundsDatabase  *self,
                                            GCancellable    *cancellable,
                                            GError         **error);
gboolean  rounds_database_rest             (RoundsDatabase  *self);
gboolean  rounds_database_start_statement  (RoundsDatabase  *self,
                                            GError         **error);
gboolean  rounds_database_reserve_revision (RoundsDatabase  *self,
                                            gint64          *revision,
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

void      rounds_statement_cache_put       (RoundsStatement *statement);

G_END_DECLS
