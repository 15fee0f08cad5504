/* rounds-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-changes.h"
#include "store/rounds-database.h"
#include "store/rounds-query.h"

G_BEGIN_DECLS

/*
 * Records in and out of a database. Writing gives the row the next revision of the database (in a client's cache: leaves it, see
 * rounds_repository_apply()), keeps the full-text index, and notes the row in @changes. Writing needs a transaction.
 */

RoundsEntity *rounds_repository_get        (RoundsDatabase          *database,
                                            const RoundsEntityInfo  *info,
                                            const char              *id,
                                            GError                 **error);
RoundsEntity *rounds_repository_get_whole  (RoundsDatabase          *database,
                                            const RoundsEntityInfo  *info,
                                            const char              *id,
                                            GError                 **error);
GPtrArray    *rounds_repository_get_many   (RoundsDatabase          *database,
                                            const RoundsEntityInfo  *info,
                                            const char * const      *ids,
                                            guint                    n_ids,
                                            GError                 **error);
RoundsEntity *rounds_repository_find       (RoundsDatabase          *database,
                                            const RoundsField       *field,
                                            const RoundsEntityInfo  *info,
                                            const char              *text,
                                            GError                 **error);
GPtrArray    *rounds_repository_list       (RoundsDatabase          *database,
                                            RoundsQuery             *query,
                                            GError                 **error);
GByteArray   *rounds_repository_list_ids   (RoundsDatabase          *database,
                                            RoundsQuery             *query,
                                            GError                 **error);
gint64        rounds_repository_count      (RoundsDatabase          *database,
                                            RoundsQuery             *query,
                                            GError                 **error);
gboolean      rounds_repository_load_records (RoundsDatabase        *database,
                                            GPtrArray               *entities,
                                            GError                 **error);
gboolean      rounds_repository_insert     (RoundsDatabase          *database,
                                            RoundsEntity            *entity,
                                            RoundsChanges           *changes,
                                            GError                 **error);
gboolean      rounds_repository_update     (RoundsDatabase          *database,
                                            RoundsEntity            *before,
                                            RoundsEntity            *after,
                                            RoundsChanges           *changes,
                                            GError                 **error);
gboolean      rounds_repository_apply      (RoundsDatabase          *database,
                                            RoundsEntity            *entity,
                                            RoundsChanges           *changes,
                                            GError                 **error);
gboolean      rounds_repository_erase      (RoundsDatabase          *database,
                                            const RoundsEntityInfo  *info,
                                            const char              *id,
                                            RoundsChanges           *changes,
                                            GError                 **error);

/*
 * The change log: what has changed since a revision, each row once, at its latest state, tombstones included, in the order of
 * the revisions, at most @limit rows. @scope (nullable) gives the filter of what is told of a kind (transfer full); %NULL: nothing of it.
 */
gint64        rounds_change_log_get_head   (RoundsDatabase          *database,
                                            GError                 **error);
GPtrArray    *rounds_change_log_read       (RoundsDatabase          *database,
                                            gint64                   since,
                                            guint                    limit,
                                            RoundsFilter            *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                                            gpointer                 user_data,
                                            GError                 **error);

G_END_DECLS
