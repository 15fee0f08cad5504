/* rounds-payment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-payment.h"

#include <glib/gi18n-lib.h>

/* Money received against an invoice; it is reversed, never erased. */
static const RoundsChoice method_choices[] = {
  { "bank_transfer", N_("Bank transfer") },
  { "check", N_("Cheque") },
  { "cash", N_("Cash") },
  { "credit_card", N_("Card") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const RoundsChoice status_choices[] = {
  { "pending", N_("Pending") },
  { "confirmed", N_("Confirmed") },
  { "failed", N_("Failed") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "invoice-id", ROUNDS_FIELD_REFERENCE, N_("Invoice"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .reference = "invoice" },
  { "amount", ROUNDS_FIELD_MONEY, N_("Amount"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .minimum = 1, .maximum = 99999999999999 },
  { "payment-date", ROUNDS_FIELD_DATE, N_("Date"), ROUNDS_FIELD_REQUIRED },
  { "payment-method", ROUNDS_FIELD_CHOICE, N_("Method"), ROUNDS_FIELD_REQUIRED,
    .choices = method_choices, .initial = "bank_transfer" },
  { "reference", ROUNDS_FIELD_TEXT, N_("Reference") },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = status_choices, .initial = "confirmed" },
  { "notes", ROUNDS_FIELD_LONG_TEXT, N_("Notes") },
};

static RoundsEntityInfo info = {
  .kind = "payment",
  .collection = "payments",
  .table = "payments",
  .label = N_("Payment"),
  .label_plural = N_("Payments"),
  .title_field = "payment-date",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsPayment, rounds_payment, info)
