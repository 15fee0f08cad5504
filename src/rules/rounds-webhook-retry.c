/* rounds-webhook-retry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-webhook-retry.h"

/* Each pause is so many times the one before, up to a day. */
#define FACTOR 5

/**
 * rounds_webhook_next_try:
 * @now: when a try has failed, microseconds since the epoch
 * @delay: the first pause, milliseconds
 * @n_tries: how many have failed, from 1
 *
 * Pauses grow as the webhooks of the audited system have them: with 5 s they are 5 s, 25 s, 125 s, 625 s.
 *
 * Returns: when to try again, microseconds since the epoch
 */
gint64
rounds_webhook_next_try (gint64 now,
                         gint64 delay,
                         gint64 n_tries)
{
  gint64 pause = MAX (delay, 1) * 1000;

  for (gint64 i = 1; i < n_tries && pause < G_TIME_SPAN_DAY; i++)
    pause *= FACTOR;

  return now + MIN (pause, G_TIME_SPAN_DAY);
}
