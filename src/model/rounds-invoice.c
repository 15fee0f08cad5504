/* rounds-invoice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-invoice.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-document-line.h"

/* An invoice, or a credit note that corrects one: a draft is free to change, an issued one has a number and is frozen. */
const RoundsChoice rounds_invoice_status_choices[] = {
  { "draft", N_("Draft") },
  { "sent", N_("Sent") },
  { "partially_paid", N_("Partly paid") },
  { "paid", N_("Paid") },
  { "overdue", N_("Overdue") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL },
};

const RoundsChoice rounds_invoice_type_choices[] = {
  { "invoice", N_("Invoice") },
  { "credit_note", N_("Credit note") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "type", ROUNDS_FIELD_CHOICE, N_("Kind"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = rounds_invoice_type_choices, .initial = "invoice" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_REQUIRED, .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "assigned-user-id", ROUNDS_FIELD_REFERENCE, N_("Assigned to"), .reference = "user" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "quote-id", ROUNDS_FIELD_REFERENCE, N_("Quote"), ROUNDS_FIELD_SYSTEM, .reference = "quote" },
  { "credited-invoice-id", ROUNDS_FIELD_REFERENCE, N_("Corrects invoice"), ROUNDS_FIELD_SYSTEM, .reference = "invoice" },
  { "invoice-number", ROUNDS_FIELD_TEXT, N_("Number"),
    ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_SEARCHABLE, .maximum = 50 },
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description") },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = rounds_invoice_status_choices, .initial = "draft" },
  { "issue-date", ROUNDS_FIELD_DATE, N_("Issued"), ROUNDS_FIELD_SYSTEM },
  { "due-date", ROUNDS_FIELD_DATE, N_("Due"), ROUNDS_FIELD_SYSTEM },
  ROUNDS_DOCUMENT_TOTAL_FIELDS,
  { "total-credited", ROUNDS_FIELD_MONEY, N_("Credited"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" },
  { "total-paid", ROUNDS_FIELD_MONEY, N_("Paid"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" },
  { "remaining-amount", ROUNDS_FIELD_MONEY, N_("Outstanding"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .initial = "0" },
  { "last-payment-date", ROUNDS_FIELD_DATE, N_("Last payment"), ROUNDS_FIELD_SYSTEM },
  { "sent-at", ROUNDS_FIELD_INSTANT, N_("Sent on"), ROUNDS_FIELD_SYSTEM },
  { "paid-at", ROUNDS_FIELD_INSTANT, N_("Paid on"), ROUNDS_FIELD_SYSTEM },
  { "archived", ROUNDS_FIELD_BOOLEAN, N_("Archived"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "false" },
  { "lines", ROUNDS_FIELD_RECORDS, N_("Lines"), .reference = "invoice-line" },
};

static RoundsEntityInfo info = {
  .kind = "invoice",
  .collection = "invoices",
  .table = "invoices",
  .label = N_("Invoice"),
  .new_label = N_("New Invoice"),
  .label_plural = N_("Invoices"),
  .title_field = "title",
  .owner_field = "assigned-user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsInvoice, rounds_invoice, info)
