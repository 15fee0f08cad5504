/* rounds-collaboration.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"
#include "store/rounds-query.h"

G_BEGIN_DECLS

/**
 * RoundsCollaboration:
 * @counts: one for each of rounds_collaboration_get_counts()
 * @lists: (element-type GPtrArray): records, one list for each of rounds_collaboration_get_lists()
 *
 * What a team does with an institution: how much of it there is, and what is newest or next.
 */
typedef struct
{
  GArray *counts;
  GPtrArray *lists;
} RoundsCollaboration;

const char * const  *rounds_collaboration_get_counts   (void);
const char * const  *rounds_collaboration_get_lists    (void);
const char * const  *rounds_collaboration_get_kinds    (void);
RoundsQuery         *rounds_collaboration_create_query (const char           *institution_id,
                                                        const char           *name,
                                                        gint64                now);
RoundsCollaboration *rounds_collaboration_compute      (RoundsDatabase       *database,
                                                        const char           *institution_id,
                                                        gint64                now,
                                                        RoundsFilter         *(*scope) (const RoundsEntityInfo *info,
                                                                                        gpointer                user_data),
                                                        gpointer              scope_data,
                                                        GError              **error);
gint64               rounds_collaboration_get_count    (RoundsCollaboration  *self,
                                                        const char           *name);
GPtrArray           *rounds_collaboration_get_list     (RoundsCollaboration  *self,
                                                        const char           *name);
void                 rounds_collaboration_write        (RoundsCollaboration  *self,
                                                        RoundsJsonWriter     *writer);
void                 rounds_collaboration_free         (RoundsCollaboration  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCollaboration, rounds_collaboration_free)

G_END_DECLS
