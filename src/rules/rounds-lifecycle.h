/* rounds-lifecycle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROUNDS_LIFECYCLE_CLIENT_MONTHS 24
#define ROUNDS_LIFECYCLE_WARM_DAYS 90

typedef enum
{
  ROUNDS_LIFECYCLE_COLD_LEAD,
  ROUNDS_LIFECYCLE_WARM_PROSPECT,
  ROUNDS_LIFECYCLE_ACTIVE_CLIENT,
  ROUNDS_LIFECYCLE_FORMER_CLIENT,
} RoundsLifecycle;

/**
 * RoundsLifecycleFacts:
 * @last_issue_date: (nullable): of the newest issued invoice, YYYY-MM-DD; %NULL when there never was one
 * @has_open_deal: whether an opportunity is open
 * @has_open_quote: whether a quote is sent or accepted and not yet answered or invoiced
 * @days_since_interaction: whole days since the last completed one; negative when there is none
 */
typedef struct
{
  const char *last_issue_date;
  gboolean has_open_deal;
  gboolean has_open_quote;
  gint64 days_since_interaction;
} RoundsLifecycleFacts;

RoundsLifecycle  rounds_lifecycle_compute (const RoundsLifecycleFacts *facts,
                                           const char                 *today);
const char      *rounds_lifecycle_to_text (RoundsLifecycle             lifecycle);

G_END_DECLS
