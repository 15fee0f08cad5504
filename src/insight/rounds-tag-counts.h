/* rounds-tag-counts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsTagCount:
 * @id: (nullable): of the tag's record; %NULL of a word that only records have
 * @name: the word
 * @color: (nullable): as the tag's record says
 * @count: how many records have it
 * @counts: (element-type utf8 guint): the same by kind; kinds of which none has it are left out
 *
 * A tag, and how much of it there is.
 */
typedef struct
{
  char *id;
  char *name;
  char *color;
  guint count;
  GHashTable *counts;
} RoundsTagCount;

GPtrArray *rounds_tag_counts_compute (RoundsDatabase    *database,
                                      RoundsFilter      *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                                      gpointer           scope_data,
                                      GError           **error);
void       rounds_tag_counts_write   (GPtrArray         *counts,
                                      RoundsJsonWriter  *writer);

G_END_DECLS
