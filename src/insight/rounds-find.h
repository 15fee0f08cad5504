/* rounds-find.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsFindHit:
 * @record: what was found
 * @title: how it is called
 * @field: (nullable): the field that has the words that the title does not have
 * @text: (nullable): what stands in @field, around the first of them
 * @context: (nullable): the institution it belongs to; of an institution the town
 */
typedef struct
{
  RoundsEntity *record;
  char *title;
  const RoundsField *field;
  char *text;
  char *context;
} RoundsFindHit;

GPtrArray *rounds_find_compute (RoundsDatabase      *database,
                                const char          *words,
                                const char * const  *collections,
                                guint                limit,
                                GError             **error);
GPtrArray *rounds_find_recall  (RoundsDatabase      *database,
                                const char * const  *kinds_and_ids,
                                GError             **error);

G_END_DECLS
