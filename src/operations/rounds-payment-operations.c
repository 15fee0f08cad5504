/* rounds-payment-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-invoice.h"
#include "model/rounds-json.h"
#include "model/rounds-payment.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-operation-private.h"

/* Money received, taken back, and what either makes of its invoice. */

static JsonObject *
id_arguments (const char *id)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", id);
  return arguments;
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

/* Money goes one way here: what is paid back is a payment that is reversed. */
static gboolean
check_payable (RoundsEntity  *invoice,
               GError       **error)
{
  if (rounds_credit_note_is (invoice))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "CREDIT_NOTE",
                        _("A credit note is not paid: when money is paid back, reverse the payment of its invoice"));
  else if (rounds_entity_get_boolean (invoice, "archived"))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "INVOICE_ARCHIVED",
                        _("The invoice is archived: take it out of the archive before recording payments"));
  else
    return TRUE;

  return FALSE;
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
  if (!check_payable (invoice, error) || !rounds_entity_validate (payment, error) ||
      !rounds_invoice_check_payment (&state, rounds_entity_get_integer (payment, "amount"),
                                     rounds_entity_get_text (invoice, "currency"), error) ||
      !write_payment (context, invoice, NULL, payment, error))
    return NULL;

  rounds_operation_add_inverse (context, "payment.reverse", id_arguments (rounds_entity_get_id (payment)));
  return rounds_operation_answer (context, payment);
}

static JsonNode *
set_status (RoundsOperationContext  *context,
            RoundsEntity            *before,
            RoundsEntity            *invoice,
            const char              *status,
            const char              *inverse,
            GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  rounds_entity_set_text (after, "status", status);
  if (!write_payment (context, invoice, before, after, error))
    return NULL;

  rounds_operation_add_inverse (context, inverse, id_arguments (rounds_entity_get_id (after)));
  return rounds_operation_answer (context, after);
}

static RoundsEntity *
load_invoice (RoundsOperationContext  *context,
              RoundsEntity            *payment,
              GError                 **error)
{
  return rounds_operation_load_any (context, rounds_registry_get (ROUNDS_TYPE_INVOICE),
                                    rounds_entity_get_text (payment, "invoice-id"), error);
}

/* `payment.reverse {id}`: the payment stays as cancelled, and no longer counts. */
JsonNode *
rounds_run_payment_reverse (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) payment = rounds_operation_load (context, "payment", arguments, "id", error);
  g_autoptr(RoundsEntity) invoice = NULL;

  if (payment == NULL)
    return NULL;
  if (g_strcmp0 (rounds_entity_get_text (payment, "status"), "confirmed") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "PAYMENT_NOT_CONFIRMED", _("This payment does not count any more"));
      return NULL;
    }

  invoice = load_invoice (context, payment, error);
  return invoice != NULL ? set_status (context, payment, invoice, "cancelled", "payment.reinstate", error) : NULL;
}

/* `payment.reinstate {id}`: a payment that was reversed counts again, when the invoice still has room for it. */
JsonNode *
rounds_run_payment_reinstate (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  g_autoptr(RoundsEntity) payment = rounds_operation_load (context, "payment", arguments, "id", error);
  g_autoptr(RoundsEntity) invoice = NULL;
  RoundsInvoiceState state;

  if (payment == NULL)
    return NULL;
  if (g_strcmp0 (rounds_entity_get_text (payment, "status"), "cancelled") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "PAYMENT_NOT_REVERSED", _("This payment has not been reversed"));
      return NULL;
    }

  invoice = load_invoice (context, payment, error);
  if (invoice == NULL)
    return NULL;
  rounds_invoice_get_state (invoice, &state);
  if (!check_payable (invoice, error) ||
      !rounds_invoice_check_payment (&state, rounds_entity_get_integer (payment, "amount"),
                                     rounds_entity_get_text (invoice, "currency"), error))
    return NULL;

  return set_status (context, payment, invoice, "confirmed", "payment.reverse", error);
}
