/* rounds-quote-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-quote-rules.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-status-moves.h"

/* What has been decided stays decided: who changes their mind gets a new quote. Expired comes with the date alone. */
static const RoundsStatusMove moves[] = {
  { "draft", "sent cancelled" },
  { "sent", "accepted rejected cancelled" },
  { NULL, NULL },
};

/**
 * rounds_quote_status_from_text:
 * @text: (nullable): as stored and sent, such as `accepted`
 *
 * Returns: the status; %ROUNDS_QUOTE_UNKNOWN when @text names none
 */
RoundsQuoteStatus
rounds_quote_status_from_text (const char *text)
{
  for (RoundsQuoteStatus status = ROUNDS_QUOTE_DRAFT; status < ROUNDS_N_QUOTE_STATUSES; status++)
    if (g_strcmp0 (rounds_quote_status_choices[status].value, text) == 0)
      return status;

  return ROUNDS_QUOTE_UNKNOWN;
}

/**
 * rounds_quote_status_to_text:
 *
 * Returns: (nullable) (transfer none): as stored and sent; %NULL for %ROUNDS_QUOTE_UNKNOWN
 */
const char *
rounds_quote_status_to_text (RoundsQuoteStatus status)
{
  if (status < ROUNDS_QUOTE_DRAFT || status >= ROUNDS_N_QUOTE_STATUSES)
    return NULL;

  return rounds_quote_status_choices[status].value;
}

/**
 * rounds_quote_compute_status:
 * @stored: the status as it was last written
 * @valid_until: (nullable): the last day on which it can be accepted
 * @today: a valid date
 *
 * Returns: the status it has today: a sent one reads as expired from the day after @valid_until
 */
RoundsQuoteStatus
rounds_quote_compute_status (RoundsQuoteStatus  stored,
                             const char        *valid_until,
                             const char        *today)
{
  g_return_val_if_fail (rounds_date_is_valid (today), stored);

  /* Dates as text sort as days do. */
  if (stored == ROUNDS_QUOTE_SENT && valid_until != NULL && g_strcmp0 (valid_until, today) < 0)
    return ROUNDS_QUOTE_EXPIRED;

  return stored;
}

/**
 * rounds_quote_check_move:
 * @from: the status it has today
 * @to: the status a person asks for
 * @error: %ROUNDS_PROBLEM_CONFLICT: `QUOTE_EXPIRED`, `STATUS_IS_DERIVED` for what follows from the date, `STATUS_MOVE_REFUSED`, which
 *   says what is allowed
 *
 * Returns: whether the move is allowed; staying is no move and refused
 */
gboolean
rounds_quote_check_move (RoundsQuoteStatus   from,
                         RoundsQuoteStatus   to,
                         GError            **error)
{
  const RoundsField *field = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_QUOTE), "status");

  if (to == ROUNDS_QUOTE_EXPIRED)
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_IS_DERIVED",
                        _("A quote expires by its date: this status is not set by hand"));
  else if (from == ROUNDS_QUOTE_EXPIRED)
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "QUOTE_EXPIRED",
                        _("The quote has expired: duplicate it and send the new one"));
  else if (from == to)
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED", _("The quote is “%s” already"),
                        _(rounds_quote_status_choices[from].label));
  else if (from == ROUNDS_QUOTE_DRAFT || from == ROUNDS_QUOTE_SENT)
    return rounds_status_check_move (moves, field, rounds_quote_status_to_text (from), rounds_quote_status_to_text (to), error);
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                        _("The quote is “%s”, and that is final: duplicate it to make a new offer"),
                        _(rounds_quote_status_choices[from].label));

  return FALSE;
}
