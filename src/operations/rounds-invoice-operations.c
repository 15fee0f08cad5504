/* rounds-invoice-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-invoice-issue.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-institution.h"
#include "model/rounds-invoice.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-number-series.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-quote-invoicing.h"
#include "operations/rounds-settings.h"
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

/* When an invoice is due: as agreed with the institution, else as the workspace has it. */
static char *
find_due_date (RoundsOperationContext  *context,
               RoundsEntity            *institution,
               const char              *date,
               GError                 **error)
{
  gboolean is_public = g_strcmp0 (rounds_entity_get_text (institution, "legal-status"), "public") == 0;
  gint64 term;

  if (!rounds_entity_is_null (institution, "payment-term-days"))
    term = rounds_entity_get_integer (institution, "payment-term-days");
  else if (!rounds_settings_get_integer (context->database,
                                         is_public ? ROUNDS_SETTING_PAYMENT_TERM_PUBLIC : ROUNDS_SETTING_PAYMENT_TERM, &term, error))
    return NULL;

  return rounds_invoice_due_date (date, (int) term, is_public);
}

/**
 * rounds_invoice_apply_issue:
 * @invoice: a draft with its lines loaded
 * @institution: whom it is for
 * @date: the day of issue
 *
 * Gives an invoice or a credit note its number, dates and status; a credit note is due at no date.
 */
gboolean
rounds_invoice_apply_issue (RoundsOperationContext  *context,
                            RoundsEntity            *invoice,
                            RoundsEntity            *institution,
                            const char              *date,
                            GError                 **error)
{
  gboolean is_credit_note = rounds_credit_note_is (invoice);
  g_autofree char *due = is_credit_note ? NULL : find_due_date (context, institution, date, error);
  g_autofree char *number = NULL;

  if (due == NULL && !is_credit_note)
    return FALSE;
  number = rounds_number_series_take (context, is_credit_note ? &rounds_number_series_credit_note : &rounds_number_series_invoice,
                                      date, error);
  if (number == NULL)
    return FALSE;

  rounds_entity_set_text (invoice, "invoice-number", number);
  rounds_entity_set_text (invoice, "issue-date", date);
  rounds_entity_set_text (invoice, "due-date", due);
  rounds_entity_set_integer (invoice, "sent-at", context->now);
  rounds_entity_set_text (invoice, "status", rounds_invoice_status_to_text (ROUNDS_INVOICE_SENT));
  if (!is_credit_note)
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

/* What the credit note of an invoice makes of that, and of its quote. */
static gboolean
follow_credit_note (RoundsOperationContext  *context,
                    RoundsEntity            *note,
                    GError                 **error)
{
  g_autoptr(RoundsEntity) before =
    rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INVOICE),
                               rounds_entity_get_text (note, "credited-invoice-id"), error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return FALSE;

  after = rounds_entity_copy (before);
  return rounds_invoice_follow_payments (context, after, error) &&
         rounds_operation_update_by_rule (context, before, after, error) &&
         rounds_quote_follow_invoices (context, rounds_entity_get_text (note, "quote-id"), error);
}

static gboolean
check_issue (RoundsEntity  *invoice,
             GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (invoice, "lines");

  if (rounds_invoice_status_is_issued (rounds_invoice_get_status (invoice)))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_ISSUED", _("The invoice has been issued already, as %s"),
                          rounds_entity_get_text (invoice, "invoice-number"));
      return FALSE;
    }
  if (!rounds_invoice_check_move (rounds_invoice_get_status (invoice), ROUNDS_INVOICE_SENT, error))
    return FALSE;
  if (lines != NULL && lines->len > 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "INVOICE_EMPTY", _("The invoice has no lines: add what it is for first"));
  return FALSE;
}

/**
 * rounds_invoice_issue:
 * @before: a draft with its lines loaded; an invoice or a credit note
 *
 * Issues it: on the server only.
 *
 * Returns: (transfer full): what has become of it; %NULL with @error set
 */
RoundsEntity *
rounds_invoice_issue (RoundsOperationContext  *context,
                      RoundsEntity            *before,
                      GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  g_autoptr(RoundsEntity) institution = NULL;
  g_autoptr(RoundsEntity) after = NULL;

  if (!check_issue (before, error))
    return NULL;
  institution = rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INSTITUTION),
                                           rounds_entity_get_text (before, "institution-id"), error);
  if (institution == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  if (!rounds_invoice_total_lines (after, error) ||
      !rounds_invoice_apply_issue (context, after, institution, today, error) ||
      !rounds_operation_update (context, before, after, error))
    return NULL;

  if (!rounds_credit_note_is (after))
    return make_client (context, institution, error) ? g_steal_pointer (&after) : NULL;

  /* It says itself what of it is to be paid back. */
  return follow_credit_note (context, after, error)
           ? rounds_operation_load_alive (context, rounds_registry_get (ROUNDS_TYPE_INVOICE), rounds_entity_get_id (after), error)
           : NULL;
}

JsonNode *
rounds_run_invoice_issue (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "invoice", arguments, "id", error);
  g_autoptr(RoundsEntity) after = before != NULL ? rounds_invoice_issue (context, before, error) : NULL;

  return after != NULL ? rounds_operation_answer (context, after) : NULL;
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
      !rounds_quote_follow_invoices (context, rounds_entity_get_text (after, "quote-id"), error) ||
      !rounds_credit_notes_check (context, rounds_entity_get_text (after, "credited-invoice-id"), error))
    return NULL;

  rounds_operation_add_inverse (context, inverse, id_arguments (rounds_entity_get_id (after)));
  return rounds_operation_answer (context, after);
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

static JsonNode *
set_archived (RoundsOperationContext  *context,
              JsonObject              *arguments,
              gboolean                 archived,
              const char              *inverse,
              GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "invoice", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_boolean (after, "archived", archived);
  if (!rounds_operation_update (context, before, after, error))
    return NULL;

  if (rounds_entity_get_boolean (before, "archived") != archived)
    rounds_operation_add_inverse (context, inverse, id_arguments (rounds_entity_get_id (after)));
  return rounds_operation_answer (context, after);
}

/* `invoice.archive {id}`: out of the way of daily work; the figures count it as before. */
JsonNode *
rounds_run_invoice_archive (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  return set_archived (context, arguments, TRUE, "invoice.unarchive", error);
}

JsonNode *
rounds_run_invoice_unarchive (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  return set_archived (context, arguments, FALSE, "invoice.archive", error);
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
