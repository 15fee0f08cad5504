/* rounds-scope-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsScopeChange:
 *
 * A record that other people may see than before.
 */
typedef struct
{
  const RoundsEntityInfo *info;
  char *id;
  gint64 revision;
} RoundsScopeChange;

gboolean   rounds_scope_log_add   (RoundsDatabase          *database,
                                   const RoundsEntityInfo  *info,
                                   const char              *id,
                                   gint64                   revision,
                                   GError                 **error);
GPtrArray *rounds_scope_log_touch (RoundsDatabase          *database,
                                   const RoundsEntityInfo  *info,
                                   RoundsFilter            *filter,
                                   GError                 **error);
GArray    *rounds_scope_log_read  (RoundsDatabase          *database,
                                   gint64                   since,
                                   gint64                   until,
                                   guint                    limit,
                                   GError                 **error);

G_END_DECLS
