/* rounds-quote-invoicing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-quote-invoicing.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-operation-private.h"

/* How much of a quote has been invoiced. */

/* Drafts count, so that two of them do not take the same; a credit note gives back once it is issued. */
#define INVOICED_SQL \
  "SELECT l.quote_line_id," \
  " CAST(SUM(CASE WHEN i.type = 'credit_note' THEN -l.quantity ELSE l.quantity END) AS BIGINT)," \
  " CAST(SUM(CASE WHEN i.type = 'credit_note' THEN -l.total_after_discount ELSE l.total_after_discount END) AS BIGINT)" \
  " FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id" \
  " WHERE l.quote_line_id IN (SELECT id FROM quote_lines WHERE quote_id = $1) AND l.deleted_at IS NULL" \
  " AND i.deleted_at IS NULL AND i.status <> 'cancelled' AND (i.type <> 'credit_note' OR i.status <> 'draft')" \
  " GROUP BY l.quote_line_id"

/**
 * rounds_quote_read_invoiced:
 *
 * Returns: (transfer full): what invoices have taken of the lines of a quote, see rounds_document_get_taken(); %NULL with @error set
 */
GHashTable *
rounds_quote_read_invoiced (RoundsOperationContext  *context,
                            const char              *quote_id,
                            GError                 **error)
{
  return rounds_document_read_taken (context, INVOICED_SQL, quote_id, error);
}

static gboolean
follow_line (RoundsOperationContext  *context,
             RoundsEntity            *line,
             gint64                   invoiced,
             guint                    index,
             gboolean                *changed,
             GError                 **error)
{
  gint64 excess = invoiced - rounds_entity_get_integer (line, "quantity");
  g_autoptr(RoundsEntity) after = NULL;

  if (excess > 0)
    {
      g_autofree char *path = g_strdup_printf ("lines[%u].quantity", index);
      g_autofree char *number = rounds_number_format (excess, 3, 0);
      GError *problem = NULL;

      rounds_problem_add_field (&problem, path, "ABOVE_QUOTE", _("“%s”: this is %s more than the quote says"),
                                rounds_entity_get_text (line, "description"), number);
      g_propagate_error (error, problem);
      return FALSE;
    }

  if (rounds_entity_get_integer (line, "invoiced-quantity") == invoiced)
    return TRUE;

  *changed = TRUE;
  after = rounds_entity_copy (line);
  rounds_entity_set_integer (after, "invoiced-quantity", invoiced);
  return rounds_operation_update_by_rule (context, line, after, error);
}

/**
 * rounds_quote_follow_invoices:
 * @quote_id: (nullable): the quote of an invoice that was written
 * @error: %ROUNDS_PROBLEM_INVALID `ABOVE_QUOTE` when invoices now take more of it than there is
 *
 * Brings what the lines of a quote say about invoices in step with them. A quote that is not there, on a client, is the server's.
 */
gboolean
rounds_quote_follow_invoices (RoundsOperationContext  *context,
                              const char              *quote_id,
                              GError                 **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) quote = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(GHashTable) invoiced = NULL;
  GPtrArray *lines;
  gboolean changed = FALSE;

  if (quote_id == NULL)
    return TRUE;

  quote = rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_QUOTE), quote_id, &local);
  if (quote == NULL && !context->is_server && g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND))
    return TRUE;
  if (quote == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  invoiced = rounds_quote_read_invoiced (context, quote_id, error);
  if (invoiced == NULL)
    return FALSE;

  lines = rounds_entity_get_records (quote, "lines");
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);

      if (!follow_line (context, line, rounds_document_get_taken (invoiced, line)->quantity, i, &changed, error))
        return FALSE;
    }

  if (!changed)
    return TRUE;
  after = rounds_entity_copy (quote);
  rounds_entity_set_integer (after, "updated-at", context->now);
  return rounds_operation_update_by_rule (context, quote, after, error);
}
