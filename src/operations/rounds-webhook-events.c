/* rounds-webhook-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-webhook-events.h"

/*
 * What other systems can be told of. The API's description, the check of a webhook's events and the deliveries read this table. What an
 * import of a register writes is told to nobody: it would be a hundred thousand deliveries.
 */

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

static gboolean
differs (RoundsEntity *before,
         RoundsEntity *after,
         const char   *field)
{
  const RoundsField *found = rounds_entity_info_find (rounds_entity_get_info (after), field);

  return !rounds_value_equal (rounds_entity_get_value (before, found), rounds_entity_get_value (after, found));
}

/* Ranks, revisions and times are no news. */
static gboolean
differs_visibly (RoundsEntity *before,
                 RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (rounds_field_has_column (field) && !(field->flags & ROUNDS_FIELD_HIDDEN) && !g_str_equal (field->name, "updated-at") &&
          differs (before, after, field->name))
        return TRUE;
    }

  return FALSE;
}

/**
 * rounds_webhook_event_happens:
 * @before: (nullable): a record as it was
 * @after: the same as it is
 *
 * Returns: whether the change from one to the other is the event
 */
gboolean
rounds_webhook_event_happens (const RoundsWebhookEvent *self,
                              RoundsEntity             *before,
                              RoundsEntity             *after)
{
  gboolean was_there = before != NULL && !rounds_entity_is_deleted (before);
  gboolean is_there = !rounds_entity_is_deleted (after);

  if (!g_str_equal (self->kind, rounds_entity_get_kind (after)))
    return FALSE;

  switch (self->trigger)
    {
    case ROUNDS_WEBHOOK_CREATED:
      return !was_there && is_there;
    case ROUNDS_WEBHOOK_UPDATED:
      return was_there && is_there && differs_visibly (before, after);
    case ROUNDS_WEBHOOK_DELETED:
      return was_there && !is_there;
    case ROUNDS_WEBHOOK_BECOMES:
      return is_there && g_strcmp0 (rounds_entity_get_text (after, self->field), self->value) == 0 &&
             (before == NULL || differs (before, after, self->field));
    case ROUNDS_WEBHOOK_CHANGES:
    default:
      return was_there && is_there && differs (before, after, self->field);
    }
}
