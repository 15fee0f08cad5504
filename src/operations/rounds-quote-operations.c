/* rounds-quote-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-number-series.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-opportunity-products.h"
#include "operations/rounds-quote-state.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* A quote from draft to its answer. */

/**
 * rounds_quote_get_status:
 *
 * Returns: the status it has today, see rounds_quote_compute_status()
 */
RoundsQuoteStatus
rounds_quote_get_status (RoundsOperationContext *context,
                         RoundsEntity           *quote)
{
  g_autofree char *today = rounds_operation_today (context);

  return rounds_quote_compute_status (rounds_quote_status_from_text (rounds_entity_get_text (quote, "status")),
                                      rounds_entity_get_text (quote, "valid-until"), today);
}

/* The quote that an operation is about, when it can take the status. */
static RoundsEntity *
load_for_move (RoundsOperationContext  *context,
               JsonObject              *arguments,
               RoundsQuoteStatus        to,
               GError                 **error)
{
  g_autoptr(RoundsEntity) quote = rounds_operation_load (context, "quote", arguments, "id", error);

  if (quote == NULL || !rounds_quote_check_move (rounds_quote_get_status (context, quote), to, error))
    return NULL;

  return g_steal_pointer (&quote);
}

static void
set_status (RoundsEntity      *quote,
            RoundsQuoteStatus  status)
{
  rounds_entity_set_text (quote, "status", rounds_quote_status_to_text (status));
}

static gboolean
check_sendable (RoundsEntity  *quote,
                const char    *today,
                GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (quote, "lines");
  GError *problem = NULL;

  if (lines == NULL || lines->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "QUOTE_EMPTY", _("The quote has no lines: add what is offered first"));
      return FALSE;
    }

  if (g_strcmp0 (rounds_entity_get_text (quote, "valid-until"), today) >= 0)
    return TRUE;

  rounds_problem_add_field (&problem, "validUntil", "DATE_PASSED",
                            _("The quote would have expired already: choose a later date until which it is valid"));
  g_propagate_error (error, problem);
  return FALSE;
}

/* `quote.send {id}`: gives the quote its number and freezes it. */
JsonNode *
rounds_run_quote_send (RoundsOperationContext  *context,
                       JsonObject              *arguments,
                       GError                 **error)
{
  g_autoptr(RoundsEntity) before = load_for_move (context, arguments, ROUNDS_QUOTE_SENT, error);
  g_autofree char *today = rounds_operation_today (context);
  g_autoptr(RoundsEntity) after = NULL;
  g_autofree char *number = NULL;

  if (before == NULL || !check_sendable (before, today, error))
    return NULL;

  after = rounds_entity_copy (before);
  if (!rounds_document_total (after, error))
    return NULL;
  number = rounds_number_series_take (context, &rounds_number_series_quote, today, error);
  if (number == NULL)
    return NULL;

  rounds_entity_set_text (after, "quote-number", number);
  rounds_entity_set_integer (after, "sent-at", context->now);
  set_status (after, ROUNDS_QUOTE_SENT);
  if (!rounds_operation_update (context, before, after, error))
    return NULL;

  return rounds_operation_answer (context, after);
}

static void
add_reopen (RoundsOperationContext *context,
            RoundsEntity           *before)
{
  JsonObject *inverse = json_object_new ();

  json_object_set_string_member (inverse, "id", rounds_entity_get_id (before));
  if (!rounds_entity_is_null (before, "client-comments"))
    json_object_set_string_member (inverse, "clientComments", rounds_entity_get_text (before, "client-comments"));
  rounds_operation_add_inverse (context, "quote.reopen", inverse);
}

/* What accepting and rejecting have in common: the answer of the customer. */
static RoundsEntity *
write_answer (RoundsOperationContext  *context,
              JsonObject              *arguments,
              RoundsQuoteStatus        status,
              const char              *instant,
              GError                 **error)
{
  g_autoptr(RoundsEntity) before = load_for_move (context, arguments, status, error);
  g_autoptr(RoundsEntity) after = NULL;
  const char *comments;

  if (before == NULL || !rounds_arguments_get_text (arguments, "clientComments", &comments, error))
    return NULL;

  after = rounds_entity_copy (before);
  set_status (after, status);
  rounds_entity_set_integer (after, instant, context->now);
  if (comments != NULL)
    rounds_entity_set_text (after, "client-comments", comments);
  if (!rounds_entity_validate (after, error) || !rounds_operation_update (context, before, after, error))
    return NULL;

  add_reopen (context, before);
  return g_steal_pointer (&after);
}

/* `quote.accept {id, clientComments?}`: the customer orders; the deal follows. */
JsonNode *
rounds_run_quote_accept (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(RoundsEntity) quote = write_answer (context, arguments, ROUNDS_QUOTE_ACCEPTED, "accepted-at", error);

  if (quote == NULL || !rounds_opportunity_follow_quotes (context, quote, error))
    return NULL;

  return rounds_operation_answer (context, quote);
}

/* `quote.reject {id, clientComments?}` */
JsonNode *
rounds_run_quote_reject (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(RoundsEntity) quote = write_answer (context, arguments, ROUNDS_QUOTE_REJECTED, "rejected-at", error);

  return quote != NULL ? rounds_operation_answer (context, quote) : NULL;
}

/* `quote.cancel {id}`: we take it back, sent or not. */
JsonNode *
rounds_run_quote_cancel (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(RoundsEntity) before = load_for_move (context, arguments, ROUNDS_QUOTE_CANCELLED, error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  set_status (after, ROUNDS_QUOTE_CANCELLED);
  rounds_entity_set_integer (after, "cancelled-at", context->now);
  if (!rounds_operation_update (context, before, after, error))
    return NULL;

  add_reopen (context, before);
  return rounds_operation_answer (context, after);
}

static gboolean
is_invoiced (RoundsEntity *quote)
{
  GPtrArray *lines = rounds_entity_get_records (quote, "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (rounds_entity_get_integer (g_ptr_array_index (lines, i), "invoiced-quantity") > 0)
      return TRUE;

  return FALSE;
}

/* Which operation answered the quote, to do it again. */
static const char *
get_answer (RoundsQuoteStatus status)
{
  switch (status)
    {
    case ROUNDS_QUOTE_ACCEPTED:
      return "quote.accept";
    case ROUNDS_QUOTE_REJECTED:
      return "quote.reject";
    case ROUNDS_QUOTE_CANCELLED:
      return "quote.cancel";
    case ROUNDS_QUOTE_UNKNOWN:
    case ROUNDS_QUOTE_DRAFT:
    case ROUNDS_QUOTE_SENT:
    case ROUNDS_QUOTE_EXPIRED:
    default:
      return NULL;
    }
}

static gboolean
check_reopen (RoundsEntity       *quote,
              RoundsQuoteStatus   status,
              GError            **error)
{
  if (get_answer (status) == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                          _("The quote has no answer that could be taken back"));
      return FALSE;
    }
  if (is_invoiced (quote))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "QUOTE_INVOICED",
                          _("The quote has been invoiced: its acceptance cannot be taken back"));
      return FALSE;
    }

  return TRUE;
}

/* `quote.reopen {id, clientComments?}`: takes the answer back, as if it had not been given; the comments are those of before. */
JsonNode *
rounds_run_quote_reopen (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "quote", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;
  RoundsQuoteStatus status;
  const char *comments;
  JsonObject *inverse;

  if (before == NULL || !rounds_arguments_get_text (arguments, "clientComments", &comments, error))
    return NULL;
  status = rounds_quote_status_from_text (rounds_entity_get_text (before, "status"));
  if (!check_reopen (before, status, error))
    return NULL;

  after = rounds_entity_copy (before);
  set_status (after, rounds_entity_is_null (before, "quote-number") ? ROUNDS_QUOTE_DRAFT : ROUNDS_QUOTE_SENT);
  rounds_entity_clear (after, "accepted-at");
  rounds_entity_clear (after, "rejected-at");
  rounds_entity_clear (after, "cancelled-at");
  rounds_entity_set_text (after, "client-comments", comments);
  if (!rounds_entity_validate (after, error) || !rounds_operation_update (context, before, after, error))
    return NULL;

  inverse = json_object_new ();
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (before));
  if (status != ROUNDS_QUOTE_CANCELLED && !rounds_entity_is_null (before, "client-comments"))
    json_object_set_string_member (inverse, "clientComments", rounds_entity_get_text (before, "client-comments"));
  rounds_operation_add_inverse (context, get_answer (status), inverse);
  return rounds_operation_answer (context, after);
}

static GPtrArray *
list_expired (RoundsOperationContext  *context,
              GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_QUOTE);
  g_autofree char *today = rounds_operation_today (context);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) sent = rounds_filter_new_text (rounds_entity_info_find (info, "status"), ROUNDS_FILTER_EQUAL, "sent");
  g_autoptr(RoundsFilter) past = rounds_filter_new_text (rounds_entity_info_find (info, "valid-until"), ROUNDS_FILTER_LESS, today);
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (sent, past);

  rounds_query_set_filter (query, both);
  return rounds_repository_list (context->database, query, error);
}

/* `quote.expire {}`: what has expired since it was looked at last. The server runs it when a day begins, a client on its cache; it does what the date says and
 * nothing else. Answers how many there were. */
JsonNode *
rounds_run_quote_expire (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(GPtrArray) quotes = list_expired (context, error);

  if (quotes == NULL)
    return NULL;

  for (guint i = 0; i < quotes->len; i++)
    {
      RoundsEntity *before = g_ptr_array_index (quotes, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

      set_status (after, ROUNDS_QUOTE_EXPIRED);
      if (!rounds_operation_update_by_rule (context, before, after, error))
        return NULL;
    }

  return json_node_init_int (json_node_alloc (), quotes->len);
}
