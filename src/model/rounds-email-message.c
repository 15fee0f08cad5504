/* rounds-email-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-email-message.h"

#include <glib/gi18n-lib.h>

/* An e-mail that was sent or came in, kept as an interaction. */
static const RoundsChoice direction_choices[] = {
  { "incoming", N_("Incoming") },
  { "outgoing", N_("Outgoing") },
  { NULL, NULL },
};

static const RoundsChoice purpose_choices[] = {
  { "message", N_("Message") },
  { "quote", N_("Quote") },
  { "invoice", N_("Invoice") },
  { "reminder", N_("Payment reminder") },
  { "campaign", N_("Campaign") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "subject", ROUNDS_FIELD_TEXT, N_("Subject"), ROUNDS_FIELD_SEARCHABLE, .maximum = 500 },
  { "body", ROUNDS_FIELD_LONG_TEXT, N_("Text"), .maximum = 100000 },
  { "direction", ROUNDS_FIELD_CHOICE, N_("Direction"), ROUNDS_FIELD_REQUIRED,
    .choices = direction_choices, .initial = "outgoing" },
  { "purpose", ROUNDS_FIELD_CHOICE, N_("Purpose"), ROUNDS_FIELD_REQUIRED,
    .choices = purpose_choices, .initial = "message" },
  { "from-address", ROUNDS_FIELD_TEXT, N_("From"), ROUNDS_FIELD_SEARCHABLE, .maximum = 320 },
  { "to-addresses", ROUNDS_FIELD_TEXT_LIST, N_("To"), ROUNDS_FIELD_SEARCHABLE },
  { "cc-addresses", ROUNDS_FIELD_TEXT_LIST, N_("Copy to") },
  { "sent-at", ROUNDS_FIELD_INSTANT, N_("When"), ROUNDS_FIELD_REQUIRED },
  { "opened-at", ROUNDS_FIELD_INSTANT, N_("Opened"), ROUNDS_FIELD_SYSTEM },
  { "message-id", ROUNDS_FIELD_TEXT, N_("Message-ID"), ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_HIDDEN, .maximum = 255 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "quote-id", ROUNDS_FIELD_REFERENCE, N_("Quote"), .reference = "quote" },
};

static RoundsEntityInfo info = {
  .kind = "email-message",
  .collection = "email-messages",
  .table = "email_messages",
  .label = N_("E-mail"),
  .label_plural = N_("E-mails"),
  .title_field = "subject",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsEmailMessage, rounds_email_message, info)
