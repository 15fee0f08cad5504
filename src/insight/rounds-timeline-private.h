/* rounds-timeline-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsTimelineSource:
 * @type: of the items
 * @kind: of the records
 * @tables: what to read from; the record is `t`
 * @at: when it happened
 * @institution: where
 * @contact: (nullable): with whom
 * @of_contact: (nullable): the condition for those of the contact `%s`, where @contact is not the way to find them
 * @user: (nullable): who did it
 * @opportunity: (nullable): about which deal
 * @of_deal: (nullable): the condition for those of the deal `%s`, where @opportunity is not the way to find them
 * @title: (nullable): what names it
 * @text: (nullable): more words
 * @status: (nullable): a word of the record's own
 * @from_status: (nullable): the word before
 * @amount: (nullable): minor units
 * @currency: (nullable): of @amount
 * @condition: (nullable): which records
 * @scope_kind: (nullable): the kind whose scope decides who sees it, when not @kind
 * @scope_alias: (nullable): of that kind in @tables
 *
 * Where items of one type come from, in SQL.
 */
typedef struct
{
  const char *type;
  const char *kind;
  const char *tables;
  const char *at;
  const char *institution;
  const char *contact;
  const char *of_contact;
  const char *user;
  const char *opportunity;
  const char *of_deal;
  const char *title;
  const char *text;
  const char *status;
  const char *from_status;
  const char *amount;
  const char *currency;
  const char *condition;
  const char *scope_kind;
  const char *scope_alias;
} RoundsTimelineSource;

extern const RoundsTimelineSource rounds_timeline_sources[];
extern const guint rounds_timeline_n_sources;

G_END_DECLS
