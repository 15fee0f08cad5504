/* rounds-handlers-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include "insight/rounds-deal-probability.h"
#include "insight/rounds-duplicate-records.h"
#include "insight/rounds-institution-actions.h"
#include "model/rounds-invoice.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "server/rounds-list-query.h"
#include "server/rounds-policy.h"
#include "wire/rounds-envelope.h"

/* What should be done: suggested actions, deals to look at, records to be put together. */

gboolean
rounds_handle_next_actions (RoundsCall  *call,
                            GError     **error)
{
  g_autoptr(RoundsEntity) institution = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsFilter) invoices = rounds_policy_get_scope (rounds_registry_get (ROUNDS_TYPE_INVOICE), call->actor);
  g_autoptr(RoundsFilter) quotes = rounds_policy_get_scope (rounds_registry_get (ROUNDS_TYPE_QUOTE), call->actor);
  g_autoptr(RoundsFilter) deals = rounds_policy_get_scope (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), call->actor);
  RoundsActionScope scope = { invoices, quotes, deals };
  g_autoptr(GPtrArray) actions = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (institution == NULL)
    return FALSE;
  actions = rounds_institution_actions_compute (call->database, call->id, &scope, call->now, rounds_server_get_zone (call->server),
                                                error);
  if (actions == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_institution_actions_write (actions, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_probability (RoundsCall  *call,
                           GError     **error)
{
  g_autoptr(RoundsEntity) deal = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsDealProbability) probability = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (deal == NULL)
    return FALSE;
  probability = rounds_deal_probability_compute (call->database, call->id, error);
  if (probability == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_deal_probability_write (probability, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

typedef RoundsDuplicateRecords *(*FindFunc) (RoundsDatabase  *database,
                                             RoundsFilter    *filter,
                                             GError         **error);

static gboolean
answer_duplicates (RoundsCall  *call,
                   FindFunc     find,
                   GError     **error)
{
  gint64 page;
  gint64 limit;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsDuplicateRecords) found = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (!rounds_call_get_number (call, "page", 1, 1000000, 1, &page, error) ||
      !rounds_call_get_number (call, "limit", 1, ROUNDS_WIRE_PAGE_MAXIMUM, ROUNDS_WIRE_PAGE_DEFAULT, &limit, error))
    return FALSE;
  filter = rounds_list_query_get_filter (call, error);
  if (filter == NULL)
    return FALSE;
  found = find (call->database, filter, error);
  if (found == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_duplicate_records_write (found, (guint) ((page - 1) * limit), (guint) limit, writer);
  rounds_envelope_end_list (writer, found->pairs->len, page, limit);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_duplicate_institutions (RoundsCall  *call,
                                      GError     **error)
{
  return answer_duplicates (call, rounds_duplicate_institutions_find, error);
}

gboolean
rounds_handle_duplicate_contacts (RoundsCall  *call,
                                  GError     **error)
{
  return answer_duplicates (call, rounds_duplicate_contacts_find, error);
}
