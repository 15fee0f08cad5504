/* rounds-invoice-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-invoice-issue.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-institution.h"
#include "model/rounds-invoice.h"
#include "model/rounds-json.h"
#include "model/rounds-payment.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-number-series.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-quote-invoicing.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* An invoice from draft to paid. */

static JsonObject *
id_arguments (const char *id)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", id);
  return arguments;
}

/**
 * rounds_invoice_apply_issue:
 * @invoice: a draft with its lines loaded
 * @institution: whom it is for
 * @date: the day of issue
 *
 * Gives an invoice its number, dates and status.
 */
gboolean
rounds_invoice_apply_issue (RoundsOperationContext  *context,
                            RoundsEntity            *invoice,
                            RoundsEntity            *institution,
                            const char              *date,
                            GError                 **error)
{
  gboolean is_public = g_strcmp0 (rounds_entity_get_text (institution, "legal-status"), "public") == 0;
  int term = rounds_entity_is_null (institution, "payment-term-days")
               ? -1 : (int) rounds_entity_get_integer (institution, "payment-term-days");
  g_autofree char *due = rounds_invoice_due_date (date, term, is_public);
  g_autofree char *number = rounds_number_series_take (context, &rounds_number_series_invoice, date, error);

  if (number == NULL)
    return FALSE;

  rounds_entity_set_text (invoice, "invoice-number", number);
  rounds_entity_set_text (invoice, "issue-date", date);
  rounds_entity_set_text (invoice, "due-date", due);
  rounds_entity_set_integer (invoice, "sent-at", context->now);
  rounds_entity_set_text (invoice, "status", rounds_invoice_status_to_text (ROUNDS_INVOICE_SENT));
  rounds_invoice_apply_paid (context, invoice, 0, NULL);

  return TRUE;
}

/* Who is sent an invoice is a client. */
static gboolean
make_client (RoundsOperationContext  *context,
             RoundsEntity            *institution,
             GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (institution);

  rounds_entity_set_text (after, "commercial-status", "client");
  return rounds_operation_update_by_rule (context, institution, after, error);
}

JsonNode *
rounds_run_invoice_issue (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "invoice", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(RoundsEntity) institution = NULL;
  g_autofree char *today = rounds_operation_today (context);
  GPtrArray *lines;

  if (before == NULL)
    return NULL;
  if (rounds_invoice_status_is_issued (rounds_invoice_get_status (before)))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_ISSUED", _("The invoice has been issued already, as %s"),
                          rounds_entity_get_text (before, "invoice-number"));
      return NULL;
    }
  if (!rounds_invoice_check_move (rounds_invoice_get_status (before), ROUNDS_INVOICE_SENT, error))
    return NULL;

  lines = rounds_entity_get_records (before, "lines");
  if (lines == NULL || lines->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "INVOICE_EMPTY", _("The invoice has no lines: add what it is for first"));
      return NULL;
    }

  institution = rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INSTITUTION),
                                           rounds_entity_get_text (before, "institution-id"), error);
  if (institution == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  if (!rounds_invoice_total_lines (after, error) ||
      !rounds_invoice_apply_issue (context, after, institution, today, error) ||
      !rounds_operation_update (context, before, after, error) ||
      !make_client (context, institution, error))
    return NULL;

  return rounds_operation_answer (after);
}

static JsonNode *
change_status (RoundsOperationContext  *context,
               RoundsEntity            *before,
               RoundsInvoiceStatus      status,
               const char              *inverse,
               GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  rounds_entity_set_text (after, "status", rounds_invoice_status_to_text (status));
  if (!rounds_operation_update (context, before, after, error) ||
      !rounds_quote_follow_invoices (context, rounds_entity_get_text (after, "quote-id"), error))
    return NULL;

  rounds_operation_add_inverse (context, inverse, id_arguments (rounds_entity_get_id (after)));
  return rounds_operation_answer (after);
}

JsonNode *
rounds_run_invoice_cancel (RoundsOperationContext  *context,
                           JsonObject              *arguments,
                           GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "invoice", arguments, "id", error);
  RoundsInvoiceStatus status;

  if (before == NULL)
    return NULL;

  status = rounds_invoice_get_status (before);
  if (rounds_invoice_status_is_issued (status))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_ISSUED",
                          _("An issued invoice cannot be cancelled: write a credit note"));
      return NULL;
    }
  if (!rounds_invoice_check_move (status, ROUNDS_INVOICE_CANCELLED, error))
    return NULL;

  return change_status (context, before, ROUNDS_INVOICE_CANCELLED, "invoice.redraft", error);
}

/* `invoice.redraft {id}`: a cancelled draft is a draft again. */
JsonNode *
rounds_run_invoice_redraft (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "invoice", arguments, "id", error);

  if (before == NULL)
    return NULL;
  if (rounds_invoice_get_status (before) != ROUNDS_INVOICE_CANCELLED || !rounds_entity_is_null (before, "invoice-number"))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED", _("Only a cancelled draft can be reopened"));
      return NULL;
    }

  return change_status (context, before, ROUNDS_INVOICE_DRAFT, "invoice.cancel", error);
}

static RoundsEntity *
read_payment (RoundsOperationContext  *context,
              JsonObject              *arguments,
              GError                 **error)
{
  static const char * const members[] = { "amount", "paymentDate", "paymentMethod", "reference", "notes" };
  g_autoptr(RoundsEntity) payment = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_PAYMENT));
  g_autoptr(JsonObject) values = json_object_new ();
  g_autofree char *today = rounds_operation_today (context);
  const char *id;

  if (!rounds_arguments_complete_id (arguments, "paymentId", &id, error))
    return NULL;

  rounds_entity_set_text (payment, "payment-date", today);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (rounds_arguments_has (arguments, members[i]))
      json_object_set_member (values, members[i], json_object_dup_member (arguments, members[i]));
  if (!rounds_json_apply (payment, values, ROUNDS_JSON_NEW, error))
    return NULL;

  rounds_entity_set_text (payment, "id", id);
  rounds_entity_set_text (payment, "invoice-id", rounds_json_get_text (arguments, "id"));
  return g_steal_pointer (&payment);
}

/* Writes @payment, new or changed, and what it makes of its invoice. */
static gboolean
write_payment (RoundsOperationContext  *context,
               RoundsEntity            *invoice,
               RoundsEntity            *former,
               RoundsEntity            *payment,
               GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (invoice);

  if (former != NULL ? !rounds_operation_update (context, former, payment, error)
                     : !rounds_operation_insert (context, payment, error))
    return FALSE;

  return rounds_invoice_follow_payments (context, after, error) &&
         rounds_operation_update (context, invoice, after, error);
}

JsonNode *
rounds_run_invoice_record_payment (RoundsOperationContext  *context,
                                   JsonObject              *arguments,
                                   GError                 **error)
{
  g_autoptr(RoundsEntity) invoice = rounds_operation_load (context, "invoice", arguments, "id", error);
  g_autoptr(RoundsEntity) payment = NULL;
  RoundsInvoiceState state;

  if (invoice == NULL)
    return NULL;
  payment = read_payment (context, arguments, error);
  if (payment == NULL)
    return NULL;

  rounds_invoice_get_state (invoice, &state);
  if (!rounds_entity_validate (payment, error) ||
      !rounds_invoice_check_payment (&state, rounds_entity_get_integer (payment, "amount"),
                                     rounds_entity_get_text (invoice, "currency"), error) ||
      !write_payment (context, invoice, NULL, payment, error))
    return NULL;

  rounds_operation_add_inverse (context, "payment.reverse", id_arguments (rounds_entity_get_id (payment)));
  return rounds_operation_answer (payment);
}

/* `payment.reverse {id}`: the payment stays as cancelled, and no longer counts. */
JsonNode *
rounds_run_payment_reverse (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "payment", arguments, "id", error);
  g_autoptr(RoundsEntity) invoice = NULL;
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return NULL;
  if (g_strcmp0 (rounds_entity_get_text (before, "status"), "confirmed") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "PAYMENT_NOT_CONFIRMED", _("This payment does not count any more"));
      return NULL;
    }

  invoice = rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INVOICE),
                                       rounds_entity_get_text (before, "invoice-id"), error);
  if (invoice == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_text (after, "status", "cancelled");
  if (!write_payment (context, invoice, before, after, error))
    return NULL;

  return rounds_operation_answer (after);
}

static GPtrArray *
list_due (RoundsOperationContext  *context,
          const char              *today,
          GError                 **error)
{
  static const char * const waiting[] = { "sent", "partially_paid", NULL };
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INVOICE);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) unpaid = rounds_filter_new_in (rounds_entity_info_find (info, "status"), waiting);
  g_autoptr(RoundsFilter) due = rounds_filter_new_text (rounds_entity_info_find (info, "due-date"), ROUNDS_FILTER_LESS, today);
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (unpaid, due);

  rounds_query_set_filter (query, both);
  return rounds_repository_list (context->database, query, error);
}

/* `invoice.mark-overdue {}`: what has become overdue since it was looked at last. The server runs it every day; it does what the
 * date says and nothing else. Answers how many there were. */
JsonNode *
rounds_run_invoice_mark_overdue (RoundsOperationContext  *context,
                                 JsonObject              *arguments,
                                 GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  g_autoptr(GPtrArray) invoices = list_due (context, today, error);

  if (invoices == NULL)
    return NULL;

  for (guint i = 0; i < invoices->len; i++)
    {
      RoundsEntity *before = g_ptr_array_index (invoices, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
      RoundsInvoiceState state;

      rounds_invoice_get_state (before, &state);
      rounds_entity_set_text (after, "status",
                              rounds_invoice_status_to_text (rounds_invoice_compute_status (&state, today)));
      if (!rounds_operation_update_by_rule (context, before, after, error))
        return NULL;
    }

  return json_node_init_int (json_node_alloc (), invoices->len);
}
