/* rounds-invoice-credit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-invoice.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-invoice-issue.h"
#include "operations/rounds-operation-private.h"

/* An issued invoice is not changed: what was wrong in it is taken back by a document of its own. */

static gboolean
check_creditable (RoundsEntity  *invoice,
                  GError       **error)
{
  if (rounds_credit_note_is (invoice))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "CREDIT_NOTE",
                        _("This is a credit note: write a new invoice instead"));
  else if (!rounds_invoice_status_is_issued (rounds_invoice_get_status (invoice)))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_NOT_ISSUED",
                        _("The invoice has not been issued: change or cancel the draft instead"));
  else
    return TRUE;

  return FALSE;
}

static GPtrArray *
take_lines (RoundsOperationContext  *context,
            RoundsEntity            *invoice,
            JsonObject              *arguments,
            const char              *note_id,
            GError                 **error)
{
  g_autoptr(GHashTable) taken = rounds_credit_notes_read_taken (context, rounds_entity_get_id (invoice), error);
  g_autoptr(GPtrArray) lines = NULL;

  if (taken == NULL)
    return NULL;
  lines = rounds_document_take_parts (invoice, taken, arguments, "credited-line-id", note_id, error);
  if (lines == NULL)
    return NULL;
  if (lines->len > 0)
    return g_steal_pointer (&lines);

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "NOTHING_LEFT", _("Nothing is left to credit of this invoice"));
  return NULL;
}

static RoundsEntity *
make_note (RoundsEntity *invoice,
           const char   *id,
           const char   *reason,
           GPtrArray    *lines)
{
  RoundsEntity *note = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INVOICE));

  rounds_document_copy_head (invoice, note);
  rounds_entity_set_text (note, "id", id);
  rounds_entity_set_text (note, "type", "credit_note");
  rounds_entity_set_text (note, "credited-invoice-id", rounds_entity_get_id (invoice));
  rounds_entity_set_text (note, "quote-id", rounds_entity_get_text (invoice, "quote-id"));
  rounds_entity_set_text (note, "description", reason);
  rounds_entity_set_records (note, "lines", lines);
  return note;
}

/* `invoice.credit {id, creditNoteId?, reason?, issue?, lines?: [{lineId, quantity?}]}`: a credit note of what is chosen, or of all that
 * is left. It is a draft; with `issue` the server issues it at once. */
JsonNode *
rounds_run_invoice_credit (RoundsOperationContext  *context,
                           JsonObject              *arguments,
                           GError                 **error)
{
  g_autoptr(RoundsEntity) invoice = rounds_operation_load (context, "invoice", arguments, "id", error);
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(RoundsEntity) note = NULL;
  g_autoptr(RoundsEntity) issued = NULL;
  const char *note_id;
  const char *reason;
  gboolean issue;

  /* The invoice is changed when the note is issued, and who asks must be allowed to. */
  if (invoice == NULL || !check_creditable (invoice, error) ||
      !rounds_arguments_complete_id (arguments, "creditNoteId", &note_id, error) ||
      !rounds_arguments_get_text (arguments, "reason", &reason, error) ||
      !rounds_arguments_get_boolean (arguments, "issue", FALSE, &issue, error) ||
      !rounds_operation_update (context, invoice, invoice, error))
    return NULL;
  lines = take_lines (context, invoice, arguments, note_id, error);
  if (lines == NULL)
    return NULL;

  note = make_note (invoice, note_id, reason, lines);
  if (!rounds_invoice_total_lines (note, error) || !rounds_document_insert (context, note, error) ||
      !rounds_credit_notes_check (context, rounds_entity_get_id (invoice), error))
    return NULL;

  if (!issue)
    return rounds_operation_answer (context, note);

  /* What is issued stays. */
  rounds_operation_context_clear (context);
  if (!context->is_server)
    return rounds_operation_answer (context, note);

  issued = rounds_invoice_issue (context, note, error);
  return issued != NULL ? rounds_operation_answer (context, issued) : NULL;
}
