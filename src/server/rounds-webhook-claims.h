/* rounds-webhook-claims.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-changes.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsWebhookClaim:
 * @delivery: what is sent
 * @webhook: to whom
 * @secret: (nullable): what it is signed with; never shown, never logged
 *
 * A delivery that this process sends, and no other for a while.
 */
typedef struct
{
  RoundsEntity *delivery;
  RoundsEntity *webhook;
  char *secret;
} RoundsWebhookClaim;

/**
 * RoundsWebhookAnswer:
 * @status: of HTTP; 0 when there was no answer
 * @body: (nullable): the beginning of what was answered
 * @problem: (nullable): why there was no answer
 *
 * What became of a try. It was received when @status is 2xx.
 */
typedef struct
{
  guint status;
  char *body;
  char *problem;
} RoundsWebhookAnswer;

void       rounds_webhook_claim_free    (RoundsWebhookClaim         *self);
GPtrArray *rounds_webhook_claims_take   (RoundsDatabase             *database,
                                         RoundsChanges              *changes,
                                         gint64                      now,
                                         GError                    **error);
gboolean   rounds_webhook_claims_finish (RoundsDatabase             *database,
                                         RoundsChanges              *changes,
                                         const char                 *delivery_id,
                                         const RoundsWebhookAnswer  *answer,
                                         gint64                      now,
                                         GError                    **error);
gboolean   rounds_webhook_claims_next   (RoundsDatabase             *database,
                                         gint64                     *next,
                                         GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsWebhookClaim, rounds_webhook_claim_free)

G_END_DECLS
