/* rounds-quote-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsQuoteStatus:
 *
 * In the order of `rounds_quote_status_choices` (model/rounds-quote.h), which holds texts and labels.
 */
typedef enum
{
  ROUNDS_QUOTE_UNKNOWN = -1,
  ROUNDS_QUOTE_DRAFT,
  ROUNDS_QUOTE_SENT,
  ROUNDS_QUOTE_ACCEPTED,
  ROUNDS_QUOTE_REJECTED,
  ROUNDS_QUOTE_EXPIRED,
  ROUNDS_QUOTE_CANCELLED,
} RoundsQuoteStatus;

#define ROUNDS_N_QUOTE_STATUSES 6

/* Days that a quote is good for when nothing else is said. */
#define ROUNDS_QUOTE_VALIDITY_DEFAULT 30

RoundsQuoteStatus  rounds_quote_status_from_text (const char         *text);
const char        *rounds_quote_status_to_text   (RoundsQuoteStatus   status);
RoundsQuoteStatus  rounds_quote_compute_status   (RoundsQuoteStatus   stored,
                                                  const char         *valid_until,
                                                  const char         *today);
gboolean           rounds_quote_check_move       (RoundsQuoteStatus   from,
                                                  RoundsQuoteStatus   to,
                                                  GError            **error);

G_END_DECLS
