/* rounds-credit-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-credit-notes.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-invoice.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-operation-private.h"
#include "rules/rounds-invoice-rules.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

#define NOTES "FROM invoices i WHERE i.credited_invoice_id = $1 AND i.type = 'credit_note' AND i.deleted_at IS NULL"

#define TAKEN_SQL(condition) \
  "SELECT l.credited_line_id, CAST(SUM(l.quantity) AS BIGINT), CAST(SUM(l.total_after_discount) AS BIGINT)" \
  " FROM invoice_lines l WHERE l.invoice_id IN (SELECT i.id " NOTES condition ")" \
  " AND l.credited_line_id IS NOT NULL AND l.deleted_at IS NULL GROUP BY l.credited_line_id"

/* Drafts count where more is taken, so that two of them do not take the same. */
#define NOT_CANCELLED " AND i.status <> 'cancelled'"
#define ISSUED " AND i.status NOT IN ('draft', 'cancelled')"

#define N_LINES_SQL \
  "SELECT COUNT(*) FROM invoice_lines l WHERE l.invoice_id IN (SELECT i.id " NOTES NOT_CANCELLED ") AND l.deleted_at IS NULL"

/**
 * rounds_credit_note_is:
 * @invoice: an invoice or a credit note
 */
gboolean
rounds_credit_note_is (RoundsEntity *invoice)
{
  return g_strcmp0 (rounds_entity_get_text (invoice, "type"), "credit_note") == 0;
}

/**
 * rounds_credit_notes_list_issued:
 *
 * Returns: (transfer full) (element-type RoundsEntity): the issued credit notes of an invoice, the newest first, without their lines
 */
GPtrArray *
rounds_credit_notes_list_issued (RoundsOperationContext  *context,
                                 const char              *invoice_id,
                                 GError                 **error)
{
  static const char * const open[] = { "draft", "cancelled", NULL };
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INVOICE);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) of_invoice =
    rounds_filter_new_text (rounds_entity_info_find (info, "credited-invoice-id"), ROUNDS_FILTER_EQUAL, invoice_id);
  g_autoptr(RoundsFilter) not_issued = rounds_filter_new_in (rounds_entity_info_find (info, "status"), open);
  g_autoptr(RoundsFilter) issued = rounds_filter_new_not (not_issued);
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (of_invoice, issued);

  rounds_query_set_filter (query, both);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "sent-at"), TRUE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), TRUE);
  return rounds_repository_list (context->database, query, error);
}

/**
 * rounds_credit_notes_read_taken:
 *
 * Returns: (transfer full): what credit notes, drafts too, have taken of the lines of an invoice, see rounds_document_get_taken()
 */
GHashTable *
rounds_credit_notes_read_taken (RoundsOperationContext  *context,
                                const char              *invoice_id,
                                GError                 **error)
{
  return rounds_document_read_taken (context, TAKEN_SQL (NOT_CANCELLED), invoice_id, error);
}

/* Parts have their own VAT, each rounded, and parts of broken quantities their own nets: a cent for each line and each table is no more
 * than that. */
static gboolean
read_tolerance (RoundsOperationContext  *context,
                const char              *invoice_id,
                gint64                  *tolerance,
                GError                 **error)
{
  if (!rounds_database_query_integer (context->database, tolerance, error, N_LINES_SQL, "s", invoice_id))
    return FALSE;

  *tolerance *= 2;
  return TRUE;
}

static gboolean
is_whole (RoundsEntity *invoice,
          GHashTable   *taken)
{
  GPtrArray *lines = rounds_entity_get_records (invoice, "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);

      if (rounds_document_get_taken (taken, line)->quantity < rounds_entity_get_integer (line, "quantity"))
        return FALSE;
    }

  return TRUE;
}

/**
 * rounds_credit_notes_sum:
 * @invoice: an invoice with its lines
 * @notes: its issued credit notes
 *
 * Sets what has been credited of it: the sum of the credit notes. When they have taken back every line, it is all of it, whatever
 * the rounding of several of them makes of their sum.
 */
gboolean
rounds_credit_notes_sum (RoundsOperationContext  *context,
                         RoundsEntity            *invoice,
                         GPtrArray               *notes,
                         GError                 **error)
{
  gint64 total = rounds_entity_get_integer (invoice, "total");
  gint64 credited = 0;

  for (guint i = 0; i < notes->len; i++)
    credited += rounds_entity_get_integer (g_ptr_array_index (notes, i), "total");

  if (credited != total && notes->len > 0)
    {
      const char *id = rounds_entity_get_id (invoice);
      g_autoptr(GHashTable) taken = rounds_document_read_taken (context, TAKEN_SQL (ISSUED), id, error);
      gint64 tolerance;

      if (taken == NULL || !read_tolerance (context, id, &tolerance, error))
        return FALSE;
      if (is_whole (invoice, taken) && ABS (total - credited) <= tolerance)
        credited = total;
    }

  rounds_entity_set_integer (invoice, "total-credited", MIN (credited, total));
  return TRUE;
}

/**
 * rounds_credit_notes_settle:
 * @invoice: an invoice that says what is paid and credited
 * @notes: its issued credit notes, the newest first
 *
 * Writes what of the credit notes is to be paid back: what was paid beyond what is left of the invoice, from the newest on.
 */
gboolean
rounds_credit_notes_settle (RoundsOperationContext  *context,
                            RoundsEntity            *invoice,
                            GPtrArray               *notes,
                            GError                 **error)
{
  gint64 excess = MAX (rounds_entity_get_integer (invoice, "total-paid") + rounds_entity_get_integer (invoice, "total-credited") -
                       rounds_entity_get_integer (invoice, "total"), 0);

  for (guint i = 0; i < notes->len; i++)
    {
      RoundsEntity *before = g_ptr_array_index (notes, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
      gint64 total = rounds_entity_get_integer (before, "total");
      gint64 due_back = MIN (total, excess);
      RoundsInvoiceStatus status = rounds_credit_note_compute_status (total, due_back);

      excess -= due_back;
      rounds_entity_set_integer (after, "remaining-amount", due_back);
      rounds_entity_set_text (after, "status", rounds_invoice_status_to_text (status));
      if (status != ROUNDS_INVOICE_PAID)
        rounds_entity_clear (after, "paid-at");
      else if (rounds_entity_is_null (after, "paid-at"))
        rounds_entity_set_integer (after, "paid-at", context->now);
      if (!rounds_operation_update_by_rule (context, before, after, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_lines (RoundsEntity  *invoice,
             GHashTable    *taken,
             GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (invoice, "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);
      gint64 excess = rounds_document_get_taken (taken, line)->quantity - rounds_entity_get_integer (line, "quantity");
      g_autofree char *path = g_strdup_printf ("lines[%u].quantity", i);
      g_autofree char *number = rounds_number_format (excess, 3, 0);
      GError *problem = NULL;

      if (excess <= 0)
        continue;
      rounds_problem_add_field (&problem, path, "ABOVE_INVOICE", _("“%s”: this is %s more than the invoice says"),
                                rounds_entity_get_text (line, "description"), number);
      g_propagate_error (error, problem);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_total (RoundsOperationContext  *context,
             RoundsEntity            *invoice,
             GError                 **error)
{
  const char *id = rounds_entity_get_id (invoice);
  g_autofree char *number = NULL;
  GError *problem = NULL;
  gint64 sum;
  gint64 tolerance;
  gint64 excess;

  if (!rounds_database_query_integer (context->database, &sum, error,
                                      "SELECT CAST(COALESCE(SUM(i.total), 0) AS BIGINT) " NOTES NOT_CANCELLED, "s", id) ||
      !read_tolerance (context, id, &tolerance, error))
    return FALSE;

  excess = sum - rounds_entity_get_integer (invoice, "total");
  if (excess <= tolerance)
    return TRUE;

  number = rounds_money_format (excess, rounds_entity_get_text (invoice, "currency"), ROUNDS_MONEY_EXACT);
  rounds_problem_add_field (&problem, "lines", "ABOVE_INVOICE", _("The credit notes come to %s more than the invoice"), number);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * rounds_credit_notes_check:
 * @invoice_id: (nullable): the invoice of a credit note that was written
 * @error: %ROUNDS_PROBLEM_INVALID `ABOVE_INVOICE`
 *
 * Returns: whether the credit notes of an invoice, drafts too, take no more back than there is; what a client does not know, the server
 *   will check
 */
gboolean
rounds_credit_notes_check (RoundsOperationContext  *context,
                           const char              *invoice_id,
                           GError                 **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) invoice = NULL;
  g_autoptr(GHashTable) taken = NULL;

  if (invoice_id == NULL)
    return TRUE;

  invoice = rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INVOICE), invoice_id, &local);
  if (invoice == NULL && !context->is_server && g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND))
    return TRUE;
  if (invoice == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  taken = rounds_credit_notes_read_taken (context, invoice_id, error);
  return taken != NULL && check_lines (invoice, taken, error) && check_total (context, invoice, error);
}
