/* rounds-sync-changes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

/* Rows in one answer of `GET /api/sync/changes?since=&limit=&wait=`, and seconds that it may wait for a change. */
#define ROUNDS_SYNC_LIMIT_DEFAULT 1000
#define ROUNDS_SYNC_LIMIT_MAXIMUM 5000
#define ROUNDS_SYNC_WAIT_MAXIMUM 25

/* What every reader of JSON holds exactly. */
#define ROUNDS_SYNC_REVISION_MAXIMUM G_GINT64_CONSTANT (9007199254740991)

/**
 * RoundsSyncGone:
 *
 * A record that went out of somebody's sight: it was given to another team, or is no longer shared.
 */
typedef struct
{
  const RoundsEntityInfo *info;
  char *id;
} RoundsSyncGone;

/**
 * RoundsSyncChanges:
 * @records: (element-type RoundsEntity): in the order of their revisions, tombstones included (see rounds_entity_is_deleted()); those that
 *   belong to another (lines, participants) are rows of their own
 * @gone: (element-type RoundsSyncGone): records that the asker may not see any more, whether he has them or not
 * @next: what to ask from next
 * @more: whether there is more at once
 * @head: the server's latest revision
 * @total: about how many rows there are from where the question began, these included
 *
 * What has changed on the server since a revision.
 */
typedef struct
{
  GPtrArray *records;
  GPtrArray *gone;
  gint64 next;
  gboolean more;
  gint64 head;
  gint64 total;
} RoundsSyncChanges;

RoundsSyncChanges *rounds_sync_changes_new        (void);
void               rounds_sync_changes_free       (RoundsSyncChanges  *self);
void               rounds_sync_changes_add_gone   (RoundsSyncChanges  *self,
                                                   const RoundsEntityInfo *info,
                                                   const char         *id);
void               rounds_sync_changes_write      (RoundsSyncChanges  *self,
                                                   RoundsJsonWriter   *writer);
RoundsSyncChanges *rounds_sync_changes_from_json  (JsonNode           *data,
                                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsSyncChanges, rounds_sync_changes_free)

G_END_DECLS
