/* rounds-notices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsNotice:
 * @user_id: whom it is for
 * @type: what it is about, such as `reminder_due`
 * @title: at most 255 characters
 * @message: (nullable): at most 2000 characters
 * @priority: (nullable): `low`, `medium`, `high` or `urgent`; medium without
 * @record_kind: (nullable): the record that it leads to
 * @record_id: (nullable): the same
 * @institution_id: (nullable): the institution it is about
 * @dedupe_key: what makes it the one notification of its sort, at most 200 characters; no second is made, even when the first was
 *   deleted
 *
 * What somebody is told by the server.
 */
typedef struct
{
  const char *user_id;
  const char *type;
  const char *title;
  const char *message;
  const char *priority;
  const char *record_kind;
  const char *record_id;
  const char *institution_id;
  const char *dedupe_key;
} RoundsNotice;

gboolean rounds_notice_send (RoundsOperationContext  *context,
                             const RoundsNotice      *notice,
                             GError                 **error);

G_END_DECLS
