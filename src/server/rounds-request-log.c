/* rounds-request-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-server-private.h"

/*
 * One line a request: what was asked (the pattern, never the path or the query), how it went, how long it took, how many statements it ran and who asked. No
 * personal data, no secrets.
 */

/**
 * rounds_server_log_call:
 * @call: with its answer
 */
void
rounds_server_log_call (RoundsCall *call)
{
  const char *pattern = call->route != NULL ? call->route->pattern : "-";
  const char *user = call->actor != NULL ? call->actor->user_id : "-";
  double milliseconds = (double) (g_get_monotonic_time () - call->started) / 1000;
  gboolean is_known = call->route != NULL;
  const char *method = is_known ? call->method : "-";
  GLogLevelFlags level = call->status >= 500 ? G_LOG_LEVEL_WARNING : G_LOG_LEVEL_INFO;
  g_autofree char *status = g_strdup_printf ("%u", call->status);
  g_autofree char *statements = g_strdup_printf ("%" G_GUINT64_FORMAT, call->n_statements);
  g_autofree char *duration = g_strdup_printf ("%.1f", milliseconds);

  /* What is refused is always worth a line. */
  if (call->status == 401 || call->status == 403 || call->status == 429)
    level = G_LOG_LEVEL_MESSAGE;

  g_log_structured (G_LOG_DOMAIN, level,
                    "ROUNDS_METHOD", method,
                    "ROUNDS_ROUTE", pattern,
                    "ROUNDS_STATUS", status,
                    "ROUNDS_MILLISECONDS", duration,
                    "ROUNDS_STATEMENTS", statements,
                    "ROUNDS_USER", user,
                    "MESSAGE", "%s %s %u %.1f ms statements=%s user=%s", method, pattern, call->status, milliseconds, statements, user);
}
