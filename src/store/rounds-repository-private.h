/* rounds-repository-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-repository.h"

G_BEGIN_DECLS

/*
 * Told once, when the reading takes a moment and the first rows are there: @ids are theirs.
 */
typedef void (*RoundsFirstIds) (GByteArray *ids, gpointer user_data);

GByteArray *rounds_repository_stream_ids (RoundsDatabase   *database,
                                          RoundsQuery      *query,
                                          guint             n_first,
                                          gint64            patience,
                                          RoundsFirstIds    first,
                                          gpointer          user_data,
                                          GError          **error);

gboolean rounds_shadow_save (RoundsDatabase          *database,
                             const RoundsEntityInfo  *info,
                             const char              *id,
                             GError                 **error);

G_END_DECLS
