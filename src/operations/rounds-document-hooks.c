/* rounds-document-hooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-document-hooks.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-invoice.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-document-products.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-quote-invoicing.h"
#include "operations/rounds-quote-state.h"
#include "operations/rounds-record-children.h"
#include "operations/rounds-record-hooks-private.h"
#include "operations/rounds-settings.h"

/* A document without lines has an empty list of them, so that what it says about itself is whole. */
static void
complete_lines (RoundsRecordChange *change)
{
  g_autoptr(GPtrArray) none = NULL;

  if (change->before != NULL || rounds_entity_get_records (change->after, "lines") != NULL)
    return;

  none = g_ptr_array_new_with_free_func (g_object_unref);
  rounds_entity_set_records (change->after, "lines", none);
}

static gboolean
prepare_draft (RoundsRecordChange  *change,
               GError             **error)
{
  complete_lines (change);
  return rounds_record_change_link (change, "contact-person-id", error) &&
         rounds_document_fill_products (change, "lines", error);
}

/* What the team notes about a quote is no part of what the customer was sent. */
static gboolean
is_annotation (const RoundsField *field)
{
  static const char * const names[] = { "internal-notes", "order-number", "assigned-user-id", NULL };

  return g_strv_contains (names, field->name);
}

static gboolean
is_only_annotated (RoundsRecordChange *change)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (change->after);

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = &info->own_fields[i];

      if (rounds_field_has_column (field) && !is_annotation (field) && rounds_record_change_differs (change, field->name))
        return FALSE;
    }

  return !rounds_record_children_differ (change->before, change->after);
}

static gboolean
is_draft_quote (RoundsEntity *quote)
{
  return g_strcmp0 (rounds_entity_get_text (quote, "status"), "draft") == 0;
}

static gboolean
refuse_sent_quote (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "QUOTE_SENT",
                      _("A quote that has left draft cannot be changed or deleted: duplicate it and send the new one"));
  return FALSE;
}

gboolean
rounds_quote_prepare (RoundsRecordChange  *change,
                      GError             **error)
{
  if (change->before != NULL && !is_draft_quote (change->before))
    return is_only_annotated (change) || refuse_sent_quote (error);

  if (rounds_entity_is_null (change->after, "valid-until"))
    {
      g_autofree char *usual = rounds_quote_valid_until (change->context, error);

      if (usual == NULL)
        return FALSE;
      rounds_entity_set_text (change->after, "valid-until", usual);
      if (change->values != NULL)
        json_object_set_string_member (change->values, "validUntil", usual);
    }

  return prepare_draft (change, error) && rounds_document_total (change->after, error);
}

gboolean
rounds_quote_prepare_deletion (RoundsRecordChange  *change,
                               GError             **error)
{
  return is_draft_quote (change->before) || refuse_sent_quote (error);
}

gboolean
rounds_invoice_prepare_deletion (RoundsRecordChange  *change,
                                 GError             **error)
{
  if (change->before == NULL || rounds_invoice_get_status (change->before) == ROUNDS_INVOICE_DRAFT)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_ISSUED",
                      _("An invoice that has left draft cannot be changed or deleted: write a credit note"));
  return FALSE;
}

gboolean
rounds_invoice_prepare (RoundsRecordChange  *change,
                        GError             **error)
{
  return rounds_invoice_prepare_deletion (change, error) && prepare_draft (change, error) &&
         rounds_invoice_total_lines (change->after, error);
}

/* What an invoice is or no longer is changes what its quote says about invoices; and a credit note takes no more than there is. */
gboolean
rounds_invoice_finish (RoundsRecordChange  *change,
                       GError             **error)
{
  return rounds_quote_follow_invoices (change->context, rounds_entity_get_text (change->after, "quote-id"), error) &&
         rounds_credit_notes_check (change->context, rounds_entity_get_text (change->after, "credited-invoice-id"), error);
}

gboolean
rounds_payment_prepare (RoundsRecordChange  *change,
                        GError             **error)
{
  return TRUE;
}

/* Editing a payment changes what its invoice says about payments. */
gboolean
rounds_payment_finish (RoundsRecordChange  *change,
                       GError             **error)
{
  g_autoptr(RoundsEntity) before =
    rounds_operation_load_any (change->context, rounds_registry_get (ROUNDS_TYPE_INVOICE),
                               rounds_entity_get_text (change->after, "invoice-id"), error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return FALSE;

  after = rounds_entity_copy (before);
  return rounds_invoice_follow_payments (change->context, after, error) &&
         rounds_operation_update_by_rule (change->context, before, after, error);
}

gboolean
rounds_setting_prepare (RoundsRecordChange  *change,
                        GError             **error)
{
  return rounds_settings_check (change->context->database, rounds_entity_get_text (change->after, "key"),
                                rounds_entity_get_text (change->after, "value"), error);
}
