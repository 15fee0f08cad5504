/* rounds-institution-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-next-action.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionAction:
 * @kind: what calls for it
 * @due_date: YYYY-MM-DD, when it should be done
 * @date: YYYY-MM-DD, of what calls for it: `next-action.dismiss` and its like want it back
 * @related_id: the record it is about, of the kind rounds_signal_get_related_kind()
 * @title: (nullable): of that record
 * @reason: a sentence for a person
 */
typedef struct
{
  RoundsSignalKind kind;
  RoundsPriority priority;
  char due_date[11];
  char *date;
  char *related_id;
  char *title;
  char *reason;
} RoundsInstitutionAction;

/**
 * RoundsActionScope:
 * @invoices: (nullable): which ones the person may see
 * @quotes: (nullable): the same
 * @opportunities: (nullable): the same
 */
typedef struct
{
  RoundsFilter *invoices;
  RoundsFilter *quotes;
  RoundsFilter *opportunities;
} RoundsActionScope;

GPtrArray *rounds_institution_actions_compute (RoundsDatabase           *database,
                                               const char               *institution_id,
                                               const RoundsActionScope  *scope,
                                               gint64                    now,
                                               GTimeZone                *zone,
                                               GError                  **error);
void       rounds_institution_actions_write   (GPtrArray                *actions,
                                               RoundsJsonWriter         *writer);

G_END_DECLS
