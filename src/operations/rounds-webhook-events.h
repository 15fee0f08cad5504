/* rounds-webhook-events.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsWebhookTrigger:
 * @ROUNDS_WEBHOOK_CREATED: a record of the kind is new, or back after it was deleted
 * @ROUNDS_WEBHOOK_UPDATED: something of it that a person sees is another
 * @ROUNDS_WEBHOOK_DELETED: it is deleted
 * @ROUNDS_WEBHOOK_BECOMES: @field is @value, and was not before
 * @ROUNDS_WEBHOOK_CHANGES: @field is another than before; a new record has changed nothing
 */
typedef enum
{
  ROUNDS_WEBHOOK_CREATED,
  ROUNDS_WEBHOOK_UPDATED,
  ROUNDS_WEBHOOK_DELETED,
  ROUNDS_WEBHOOK_BECOMES,
  ROUNDS_WEBHOOK_CHANGES,
} RoundsWebhookTrigger;

/**
 * RoundsWebhookEvent:
 * @name: such as `quote.accepted`
 * @kind: of the record it is about
 * @summary: one English sentence, for the API's description
 * @trigger: what makes it happen
 * @field: (nullable): the property that is looked at
 * @value: (nullable): what it becomes
 */
typedef struct
{
  const char *name;
  const char *kind;
  const char *summary;
  RoundsWebhookTrigger trigger;
  const char *field;
  const char *value;
} RoundsWebhookEvent;

const RoundsWebhookEvent *rounds_webhook_events_get_all (guint      *n_events);
const RoundsWebhookEvent *rounds_webhook_events_find    (const char *name);
gboolean                  rounds_webhook_event_happens  (const RoundsWebhookEvent *self,
                                                         RoundsEntity             *before,
                                                         RoundsEntity             *after);

G_END_DECLS
