/* rounds-mention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* How many records may be meant. */
#define ROUNDS_MENTIONS_MAXIMUM 6

/**
 * RoundsMention:
 * @kind: `contact` or `institution`
 * @id: of the record
 * @title: its name
 * @institution_id: where the contact works, or the institution itself
 * @institution_name: (nullable): of that institution
 *
 * A record whose name stands in a sentence.
 */
typedef struct
{
  const char *kind;
  char *id;
  char *title;
  char *institution_id;
  char *institution_name;
} RoundsMention;

GPtrArray     *rounds_mentions_find (RoundsDatabase       *database,
                                     const char           *words,
                                     GError              **error);
RoundsMention *rounds_mention_copy  (const RoundsMention  *self);
void           rounds_mention_free  (RoundsMention        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsMention, rounds_mention_free)

G_END_DECLS
