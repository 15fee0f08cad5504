/* rounds-deal-attention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-attention.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsDealAttention:
 * @id: of the deal
 * @name: of the deal
 * @stage: where it is
 * @expected_close_date: YYYY-MM-DD
 * @planned: the worst of what is planned for it
 * @planned_kind: (nullable): what comes first of it: `task`, `reminder` or `meeting`; %NULL when nothing is planned
 * @rots: whether nothing has happened for too long
 * @rots_since: an instant; 0 when it does not
 * @institution_id: (nullable): whose deal it is
 * @institution_name: (nullable): of that institution
 * @phone: (nullable): the contact's, or the institution's
 * @value: minor units
 * @currency: of @value
 *
 * What an open deal needs.
 */
typedef struct
{
  char *id;
  char *name;
  RoundsStage stage;
  char expected_close_date[11];
  RoundsPlanned planned;
  char *planned_kind;
  gboolean rots;
  gint64 rots_since;
  char *institution_id;
  char *institution_name;
  char *phone;
  gint64 value;
  char *currency;
} RoundsDealAttention;

GPtrArray *rounds_deal_attention_compute (RoundsDatabase  *database,
                                          const char      *institution_id,
                                          RoundsFilter    *filter,
                                          gint64           now,
                                          GTimeZone       *zone,
                                          GError         **error);

G_END_DECLS
