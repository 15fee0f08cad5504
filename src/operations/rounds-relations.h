/* rounds-relations.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsRelations:
 * @moved: objects `{kind,field,ids}`: what refers to another record than before
 * @removed: objects `{kind,ids}`: parts that would have been there twice
 * @primary: ids of contacts that are no longer the primary one
 *
 * What refers to a record, when the record becomes another: remembered so that all of it can be brought back.
 */
typedef struct
{
  JsonArray *moved;
  JsonArray *removed;
  JsonArray *primary;
} RoundsRelations;

RoundsRelations *rounds_relations_new       (void);
RoundsRelations *rounds_relations_from_json (JsonObject              *object);
void             rounds_relations_free      (RoundsRelations         *self);
void             rounds_relations_write     (RoundsRelations         *self,
                                             JsonObject              *object);
gboolean         rounds_relations_move      (RoundsRelations         *self,
                                             RoundsOperationContext  *context,
                                             const RoundsEntityInfo  *info,
                                             const char              *from_id,
                                             const char              *id,
                                             GError                 **error);
gboolean         rounds_relations_restore   (RoundsRelations         *self,
                                             RoundsOperationContext  *context,
                                             const char              *from_id,
                                             const char              *id,
                                             GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsRelations, rounds_relations_free)

G_END_DECLS
