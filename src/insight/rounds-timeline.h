/* rounds-timeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineItem:
 * @type: what happened, such as `call` or `quote_sent`
 * @kind: the kind of the record it is about
 * @record_id: its id
 * @at: when, an instant
 * @title: (nullable): what names it
 * @text: (nullable): more words
 * @status: (nullable): a word of the record's own: the direction of a call, the status of a meeting, the stage a deal came to
 * @from_status: (nullable): the stage a deal came from
 * @has_amount: whether there is an amount
 * @amount: minor units of @currency
 * @currency: (nullable): ISO 4217
 * @user_id: (nullable): who did it
 * @user_name: (nullable): the same by name
 * @contact_id: (nullable): with whom
 * @contact_name: (nullable): the same by name
 * @institution_id: (nullable): where
 * @opportunity_id: (nullable): about which deal
 * @opportunity_name: (nullable): the same by name
 */
typedef struct
{
  const char *type;
  const char *kind;
  char *record_id;
  gint64 at;
  char *title;
  char *text;
  char *status;
  char *from_status;
  gboolean has_amount;
  gint64 amount;
  char *currency;
  char *user_id;
  char *user_name;
  char *contact_id;
  char *contact_name;
  char *institution_id;
  char *opportunity_id;
  char *opportunity_name;
} RoundsTimelineItem;

/**
 * RoundsTimelineRequest:
 * @institution_id: (nullable): of which institution
 * @contact_id: (nullable): or of which contact
 * @deal_id: (nullable): or of which deal
 * @types: (nullable): which types of item, or the first part of several (`quote` for `quote_sent`, `quote_accepted` ...); all when %NULL
 * @user_id: (nullable): only what this person did
 * @from: instant of the earliest item, or %G_MININT64
 * @before: instant that items come before, or %G_MAXINT64
 * @cursor: (nullable): where the page before ended
 * @limit: items of a page
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full); %NULL for everything
 * @scope_data: for @scope
 */
typedef struct
{
  const char *institution_id;
  const char *contact_id;
  const char *deal_id;
  const char * const *types;
  const char *user_id;
  gint64 from;
  gint64 before;
  const char *cursor;
  guint limit;
  RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer user_data);
  gpointer scope_data;
} RoundsTimelineRequest;

/**
 * RoundsTimeline:
 * @items: (element-type RoundsTimelineItem): the newest first
 * @next: (nullable): the cursor of the next page, %NULL at the end
 * @limit: items of a page
 * @question: (nullable): the statement that was asked, until its answer is read
 */
typedef struct
{
  GPtrArray *items;
  char *next;
  guint limit;
  RoundsStatement *question;
} RoundsTimeline;

gboolean             rounds_timeline_is_type             (const char                   *type);
const char * const  *rounds_timeline_get_kinds           (void);
RoundsTimeline      *rounds_timeline_compute             (RoundsDatabase               *database,
                                                          const RoundsTimelineRequest  *request,
                                                          GError                      **error);
RoundsTimeline      *rounds_timeline_ask                 (RoundsDatabase               *database,
                                                          const RoundsTimelineRequest  *request,
                                                          GError                      **error);
gboolean             rounds_timeline_read                (RoundsTimeline               *self,
                                                          GError                      **error);
void                 rounds_timeline_write               (RoundsTimeline               *self,
                                                          RoundsJsonWriter             *writer);
void                 rounds_timeline_free                (RoundsTimeline               *self);

int                  rounds_timeline_item_compare        (const RoundsTimelineItem     *self,
                                                          const RoundsTimelineItem     *other);
gboolean             rounds_timeline_item_equal          (const RoundsTimelineItem     *self,
                                                          const RoundsTimelineItem     *other);
char                *rounds_timeline_item_dup_cursor     (const RoundsTimelineItem     *self);
const char          *rounds_timeline_item_get_related_id (const RoundsTimelineItem     *self);
void                 rounds_timeline_item_free           (RoundsTimelineItem           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsTimeline, rounds_timeline_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsTimelineItem, rounds_timeline_item_free)

G_END_DECLS
