/* rounds-record-children.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/* The records that belong to one and are read and written with it: lines, participants. */

void     rounds_record_children_complete (RoundsEntity            *parent,
                                          JsonObject              *values);
gboolean rounds_record_children_differ   (RoundsEntity            *before,
                                          RoundsEntity            *after);
gboolean rounds_record_children_write    (RoundsOperationContext  *context,
                                          RoundsEntity            *before,
                                          RoundsEntity            *after,
                                          GError                 **error);
gboolean rounds_record_children_write_by_rule (RoundsOperationContext *context,
                                          RoundsEntity            *before,
                                          RoundsEntity            *after,
                                          GError                 **error);
gboolean rounds_record_children_delete   (RoundsOperationContext  *context,
                                          RoundsEntity            *parent,
                                          GError                 **error);
gboolean rounds_record_children_restore  (RoundsOperationContext  *context,
                                          RoundsEntity            *parent,
                                          gint64                   deleted_at,
                                          GError                 **error);
gboolean rounds_record_followers_delete  (RoundsOperationContext  *context,
                                          const RoundsEntityInfo  *info,
                                          const char              *field,
                                          const char              *id,
                                          GError                 **error);
gboolean rounds_record_followers_restore (RoundsOperationContext  *context,
                                          const RoundsEntityInfo  *info,
                                          const char              *field,
                                          const char              *id,
                                          gint64                   deleted_at,
                                          GError                 **error);

G_END_DECLS
