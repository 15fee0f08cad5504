/* rounds-changes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsChanges:
 *
 * Which rows a transaction has written: a counted value, filled while it runs and announced after it has been committed.
 */
typedef struct _RoundsChanges RoundsChanges;

RoundsChanges *rounds_changes_new      (void);
RoundsChanges *rounds_changes_ref      (RoundsChanges          *self);
void           rounds_changes_unref    (RoundsChanges          *self);
void           rounds_changes_add      (RoundsChanges          *self,
                                        const RoundsEntityInfo *info,
                                        const char             *id);
void           rounds_changes_merge    (RoundsChanges          *self,
                                        RoundsChanges          *other);
gboolean       rounds_changes_is_empty (RoundsChanges          *self);
GHashTable    *rounds_changes_get_ids  (RoundsChanges          *self,
                                        const RoundsEntityInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsChanges, rounds_changes_unref)

G_END_DECLS
