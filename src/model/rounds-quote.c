/* rounds-quote.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-quote.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-document-line.h"

/* An offer to an institution: a draft is free to change, a sent one waits for the answer, an accepted one is invoiced. */
const RoundsChoice rounds_quote_status_choices[] = {
  { "draft", N_("Draft") },
  { "sent", N_("Sent") },
  { "accepted", N_("Accepted") },
  { "rejected", N_("Refused") },
  { "expired", N_("Expired") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_REQUIRED, .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "assigned-user-id", ROUNDS_FIELD_REFERENCE, N_("Assigned to"), .reference = "user" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "quote-number", ROUNDS_FIELD_TEXT, N_("Number"), ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_SEARCHABLE,
    .maximum = 50 },
  { "order-number", ROUNDS_FIELD_TEXT, N_("Customer’s order"), ROUNDS_FIELD_SEARCHABLE, .maximum = 50 },
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 5000 },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = rounds_quote_status_choices, .initial = "draft" },
  { "valid-until", ROUNDS_FIELD_DATE, N_("Valid until"), ROUNDS_FIELD_REQUIRED },
  ROUNDS_DOCUMENT_TOTAL_FIELDS,
  { "sent-at", ROUNDS_FIELD_INSTANT, N_("Sent on"), ROUNDS_FIELD_SYSTEM },
  { "accepted-at", ROUNDS_FIELD_INSTANT, N_("Accepted on"), ROUNDS_FIELD_SYSTEM },
  { "rejected-at", ROUNDS_FIELD_INSTANT, N_("Refused on"), ROUNDS_FIELD_SYSTEM },
  { "cancelled-at", ROUNDS_FIELD_INSTANT, N_("Cancelled on"), ROUNDS_FIELD_SYSTEM },
  { "client-comments", ROUNDS_FIELD_LONG_TEXT, N_("Customer’s comments"), ROUNDS_FIELD_SYSTEM, .maximum = 5000 },
  { "internal-notes", ROUNDS_FIELD_LONG_TEXT, N_("Internal notes"), .maximum = 5000 },
  { "lines", ROUNDS_FIELD_RECORDS, N_("Lines"), .reference = "quote-line" },
};

static RoundsEntityInfo info = {
  .kind = "quote",
  .collection = "quotes",
  .table = "quotes",
  .label = N_("Quote"),
  .new_label = N_("New Quote"),
  .label_plural = N_("Quotes"),
  .title_field = "title",
  .owner_field = "assigned-user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsQuote, rounds_quote, info)
