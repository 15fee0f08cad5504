/* rounds-unified-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsSearchRequest:
 * @words: what is looked for: the beginnings of words, all of which a record has
 * @kinds: (nullable): collections to look in, such as `contacts`; all that can be searched when %NULL
 * @institution_id: (nullable): only what belongs to this institution
 * @owner: (nullable): gives a further condition on whose records (transfer full), %NULL for a kind that has none
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full)
 * @data: for @scope and @owner
 * @limit: records of each kind at most
 * @offset: how many of each kind to pass over
 */
typedef struct
{
  const char *words;
  const char * const *kinds;
  const char *institution_id;
  RoundsFilter *(*owner) (const RoundsEntityInfo *info, gpointer data);
  RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer data);
  gpointer data;
  guint limit;
  guint offset;
} RoundsSearchRequest;

/**
 * RoundsSearchGroup:
 * @info: a kind
 * @records: (element-type RoundsEntity): what was found, by title
 * @has_more: whether there is more of the kind
 */
typedef struct
{
  const RoundsEntityInfo *info;
  GPtrArray *records;
  gboolean has_more;
} RoundsSearchGroup;

/**
 * RoundsUnifiedSearch:
 * @groups: (element-type RoundsSearchGroup): kinds of which something was found
 * @institutions: (element-type utf8 RoundsEntity): those that the records found belong to, by id
 */
typedef struct
{
  GPtrArray *groups;
  GHashTable *institutions;
} RoundsUnifiedSearch;

gboolean             rounds_unified_search_is_kind (const RoundsEntityInfo     *info);
RoundsUnifiedSearch *rounds_unified_search_compute (RoundsDatabase             *database,
                                                    const RoundsSearchRequest  *request,
                                                    GError                    **error);
void                 rounds_unified_search_write   (RoundsUnifiedSearch        *self,
                                                    const char                 *words,
                                                    RoundsJsonWriter           *writer);
void                 rounds_unified_search_free    (RoundsUnifiedSearch        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsUnifiedSearch, rounds_unified_search_free)

G_END_DECLS
