/* rounds-webhook-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-webhook-events.h"

/* What other systems can be told of. The API's description, the check of a webhook's events and the deliveries read this table. */

#define KIND(kind, what)                                                                            \
  { kind ".created", kind, "A new " what, ROUNDS_WEBHOOK_CREATED },                                  \
  { kind ".updated", kind, "A change of a " what, ROUNDS_WEBHOOK_UPDATED },                          \
  { kind ".deleted", kind, "A " what " is deleted", ROUNDS_WEBHOOK_DELETED }

#define BECOMES(name, kind, summary, field, value)                                                  \
  { name, kind, summary, ROUNDS_WEBHOOK_BECOMES, field, value }

static const RoundsWebhookEvent events[] = {
  KIND ("institution", "hospital, clinic or other establishment"),
  KIND ("contact", "contact"),
  KIND ("opportunity", "deal"),
  { "opportunity.stage-changed", "opportunity", "A deal has moved to another stage", ROUNDS_WEBHOOK_CHANGES, "stage" },
  BECOMES ("opportunity.won", "opportunity", "A deal is won", "stage", "closed_won"),
  BECOMES ("opportunity.lost", "opportunity", "A deal is lost", "stage", "closed_lost"),
  KIND ("quote", "quote"),
  BECOMES ("quote.sent", "quote", "A quote has gone out", "status", "sent"),
  BECOMES ("quote.accepted", "quote", "A quote is accepted", "status", "accepted"),
  BECOMES ("quote.rejected", "quote", "A quote is refused", "status", "rejected"),
  BECOMES ("quote.expired", "quote", "A quote is no longer valid", "status", "expired"),
  KIND ("invoice", "invoice"),
  BECOMES ("invoice.issued", "invoice", "An invoice has its number and is sent", "status", "sent"),
  BECOMES ("invoice.paid", "invoice", "An invoice is paid in full", "status", "paid"),
  BECOMES ("invoice.overdue", "invoice", "An invoice should have been paid", "status", "overdue"),
  BECOMES ("invoice.cancelled", "invoice", "An invoice is cancelled", "status", "cancelled"),
  { "payment.received", "payment", "Money has come in", ROUNDS_WEBHOOK_CREATED },
  BECOMES ("payment.reversed", "payment", "A payment is taken back", "status", "cancelled"),
  KIND ("task", "task"),
  BECOMES ("task.completed", "task", "A task is done", "status", "completed"),
  KIND ("meeting", "meeting"),
  BECOMES ("meeting.completed", "meeting", "A meeting was held", "status", "completed"),
  BECOMES ("meeting.cancelled", "meeting", "A meeting is called off", "status", "cancelled"),
  KIND ("call", "call"),
  KIND ("note", "note"),
  KIND ("reminder", "reminder"),
  { "user.created", "user", "A new person", ROUNDS_WEBHOOK_CREATED },
  { "user.updated", "user", "A change of a person", ROUNDS_WEBHOOK_UPDATED },
  { "team.created", "team", "A new team", ROUNDS_WEBHOOK_CREATED },
  { "team.updated", "team", "A change of a team", ROUNDS_WEBHOOK_UPDATED },
};

/**
 * rounds_webhook_events_get_all:
 * @n_events: (out): how many
 *
 * Returns: (transfer none) (array length=n_events): every event
 */
const RoundsWebhookEvent *
rounds_webhook_events_get_all (guint *n_events)
{
  *n_events = G_N_ELEMENTS (events);
  return events;
}

/**
 * rounds_webhook_events_find:
 * @name: (nullable): such as `quote.accepted`
 *
 * Returns: (nullable) (transfer none): the event
 */
const RoundsWebhookEvent *
rounds_webhook_events_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (events[i].name, name) == 0)
      return &events[i];

  return NULL;
}
