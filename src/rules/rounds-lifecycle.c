/* rounds-lifecycle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-lifecycle.h"

#include "model/rounds-time.h"

/**
 * rounds_lifecycle_compute:
 * @facts: what is known of the institution
 * @today: a valid date
 *
 * Who was invoiced is a client: an active one when the newest issued invoice is at most 24 months old (that of today's day
 * two years ago still counts; of the 29th of February the 28th), else a former one. Who never was is a warm prospect when a
 * deal or a quote is open or somebody talked to them within 90 days, else a cold lead.
 *
 * Returns: where the institution stands
 */
RoundsLifecycle
rounds_lifecycle_compute (const RoundsLifecycleFacts *facts,
                          const char                 *today)
{
  g_autofree char *oldest = rounds_date_add_months (today, -ROUNDS_LIFECYCLE_CLIENT_MONTHS);

  g_return_val_if_fail (oldest != NULL, ROUNDS_LIFECYCLE_COLD_LEAD);

  /* Dates as text sort as days do. */
  if (facts->last_issue_date != NULL)
    return g_strcmp0 (facts->last_issue_date, oldest) >= 0 ? ROUNDS_LIFECYCLE_ACTIVE_CLIENT : ROUNDS_LIFECYCLE_FORMER_CLIENT;

  if (facts->has_open_deal || facts->has_open_quote ||
      (facts->days_since_interaction >= 0 && facts->days_since_interaction <= ROUNDS_LIFECYCLE_WARM_DAYS))
    return ROUNDS_LIFECYCLE_WARM_PROSPECT;

  return ROUNDS_LIFECYCLE_COLD_LEAD;
}

/**
 * rounds_lifecycle_to_text:
 *
 * Returns: (transfer none): as sent, such as `active_client`
 */
const char *
rounds_lifecycle_to_text (RoundsLifecycle lifecycle)
{
  switch (lifecycle)
    {
    case ROUNDS_LIFECYCLE_WARM_PROSPECT:
      return "warm_prospect";
    case ROUNDS_LIFECYCLE_ACTIVE_CLIENT:
      return "active_client";
    case ROUNDS_LIFECYCLE_FORMER_CLIENT:
      return "former_client";
    case ROUNDS_LIFECYCLE_COLD_LEAD:
    default:
      return "cold_lead";
    }
}
