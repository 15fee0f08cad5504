/* rounds-quote-copies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-invoice.h"
#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-quote-line.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-quote-invoicing.h"
#include "operations/rounds-quote-state.h"
#include "operations/rounds-settings.h"

/* What is made of a quote: invoices, and other quotes. */

static gboolean
check_accepted (RoundsOperationContext  *context,
                RoundsEntity            *quote,
                GError                 **error)
{
  RoundsQuoteStatus status = rounds_quote_get_status (context, quote);

  if (status == ROUNDS_QUOTE_ACCEPTED)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "QUOTE_NOT_ACCEPTED",
                      _("Only an accepted quote is invoiced, and this one is “%s”"),
                      status != ROUNDS_QUOTE_UNKNOWN ? _(rounds_quote_status_choices[status].label) : "");
  return FALSE;
}

static GPtrArray *
take_lines (RoundsOperationContext  *context,
            RoundsEntity            *quote,
            JsonObject              *arguments,
            const char              *invoice_id,
            GError                 **error)
{
  g_autoptr(GHashTable) invoiced = rounds_quote_read_invoiced (context, rounds_entity_get_id (quote), error);
  g_autoptr(GPtrArray) lines = NULL;

  if (invoiced == NULL)
    return NULL;
  lines = rounds_document_take_parts (quote, invoiced, arguments, "quote-line-id", invoice_id, error);
  if (lines == NULL)
    return NULL;
  if (lines->len > 0)
    return g_steal_pointer (&lines);

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "NOTHING_LEFT", _("Nothing is left to invoice of this quote"));
  return NULL;
}

/* `quote.convert-to-invoice {id, invoiceId?, title?, lines?: [{lineId, quantity?}]}`: an invoice, a draft, of what is chosen, or of all
 * that is left. */
JsonNode *
rounds_run_quote_convert (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  g_autoptr(RoundsEntity) quote = rounds_operation_load (context, "quote", arguments, "id", error);
  g_autoptr(RoundsEntity) invoice = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  const char *invoice_id;
  const char *title;

  /* Nothing is changed of the quote itself here, but who asks must be allowed to. */
  if (quote == NULL || !check_accepted (context, quote, error) ||
      !rounds_arguments_complete_id (arguments, "invoiceId", &invoice_id, error) ||
      !rounds_arguments_get_text (arguments, "title", &title, error) ||
      !rounds_operation_update (context, quote, quote, error))
    return NULL;
  lines = take_lines (context, quote, arguments, invoice_id, error);
  if (lines == NULL)
    return NULL;

  invoice = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INVOICE));
  rounds_entity_set_text (invoice, "id", invoice_id);
  rounds_document_copy_head (quote, invoice);
  if (title != NULL)
    rounds_entity_set_text (invoice, "title", title);
  rounds_entity_set_text (invoice, "quote-id", rounds_entity_get_id (quote));
  rounds_entity_set_records (invoice, "lines", lines);
  if (!rounds_invoice_total_lines (invoice, error) || !rounds_document_insert (context, invoice, error) ||
      !rounds_quote_follow_invoices (context, rounds_entity_get_id (quote), error))
    return NULL;

  return rounds_operation_answer (context, invoice);
}

/**
 * rounds_quote_valid_until:
 *
 * Returns: (transfer full): until when a quote of today is valid when nobody says so; %NULL with @error set
 */
char *
rounds_quote_valid_until (RoundsOperationContext  *context,
                          GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  gint64 days;

  if (!rounds_settings_get_integer (context->database, ROUNDS_SETTING_QUOTE_VALIDITY, &days, error))
    return NULL;

  return rounds_date_add_days (today, (int) days);
}

static GPtrArray *
copy_lines (RoundsEntity *quote,
            const char   *new_id)
{
  GPtrArray *lines = rounds_entity_get_records (quote, "lines");
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);
      RoundsEntity *copy = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_QUOTE_LINE));
      g_autofree char *name = g_strconcat ("copy:", new_id, ":", rounds_entity_get_id (line), NULL);
      g_autofree char *id = rounds_id_derive (name);

      rounds_entity_set_text (copy, "id", id);
      rounds_document_copy_line (line, copy);
      g_ptr_array_add (copies, copy);
    }

  return copies;
}

/* `quote.duplicate {id, newId?, validUntil?}`: a draft that offers the same. */
JsonNode *
rounds_run_quote_duplicate (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) quote = rounds_operation_load (context, "quote", arguments, "id", error);
  g_autoptr(RoundsEntity) copy = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autofree char *usual = NULL;
  const char *valid_until;
  const char *new_id;

  if (quote == NULL || !rounds_arguments_complete_id (arguments, "newId", &new_id, error) ||
      !rounds_arguments_get_text (arguments, "validUntil", &valid_until, error))
    return NULL;
  if (valid_until == NULL)
    {
      usual = rounds_quote_valid_until (context, error);
      if (usual == NULL)
        return NULL;
      json_object_set_string_member (arguments, "validUntil", usual);
      valid_until = usual;
    }

  copy = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_QUOTE));
  rounds_entity_set_text (copy, "id", new_id);
  rounds_document_copy_head (quote, copy);
  rounds_entity_set_text (copy, "internal-notes", rounds_entity_get_text (quote, "internal-notes"));
  rounds_entity_set_text (copy, "valid-until", valid_until);
  lines = copy_lines (quote, new_id);
  rounds_entity_set_records (copy, "lines", lines);
  if (!rounds_document_total (copy, error) || !rounds_document_insert (context, copy, error))
    return NULL;

  return rounds_operation_answer (context, copy);
}
