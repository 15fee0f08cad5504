/* rounds-word-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsWordHit:
 * @id: a record that is not deleted
 * @key: (nullable): its title as it is sorted: folded, a person's with the last name first; %NULL for a kind without
 */
typedef struct
{
  char *id;
  char *key;
} RoundsWordHit;

GPtrArray *rounds_word_search_titles (RoundsDatabase          *database,
                                      const RoundsEntityInfo  *info,
                                      const char              *words,
                                      guint                    limit,
                                      GError                 **error);
GPtrArray *rounds_word_search_newest (RoundsDatabase          *database,
                                      const RoundsEntityInfo  *info,
                                      const char              *words,
                                      guint                    limit,
                                      GError                 **error);

G_END_DECLS
