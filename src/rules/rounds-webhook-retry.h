/* rounds-webhook-retry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Deliveries that may fail for good, one after the other, before a webhook is disabled. */
#define ROUNDS_WEBHOOK_FAILURES_MAXIMUM 5

gint64 rounds_webhook_next_try (gint64 now,
                                gint64 delay,
                                gint64 n_tries);

G_END_DECLS
