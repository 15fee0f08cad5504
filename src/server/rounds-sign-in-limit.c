/* rounds-sign-in-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-sign-in-limit.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "model/rounds-problem.h"

/* Failures are counted in buckets, one for the e-mail and one for the peer, whose names are hashes: no personal data is kept. */

static char *
get_bucket (const char *kind,
            const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *text = g_strconcat (kind, ":", folded, NULL);
  guint8 hash[16];
  char hex[sizeof hash * 2 + 1];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), NULL, 0);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);

  return g_strconcat (kind, ":", hex, NULL);
}

static gboolean
check_bucket (RoundsDatabase  *database,
              const char      *bucket,
              gint64           now,
              gint64          *blocked_until,
              GError         **error)
{
  gint64 until = 0;

  if (!rounds_database_query_integer (database, &until, error,
                                      "SELECT blocked_until FROM sign_in_failures WHERE bucket = $1 AND blocked_until > $2", "si",
                                      bucket, now))
    return FALSE;

  *blocked_until = MAX (*blocked_until, until);
  return TRUE;
}

static gboolean
count_bucket (RoundsDatabase  *database,
              const char      *bucket,
              gint64           now,
              GError         **error)
{
  return rounds_database_execute (database, error, "DELETE FROM sign_in_failures WHERE first_at <= $1", "i",
                                  now - ROUNDS_SIGN_IN_WINDOW) &&
         rounds_database_execute (database, error,
                                  "INSERT INTO sign_in_failures (bucket, failures, first_at) VALUES ($1, 1, $2) "
                                  "ON CONFLICT (bucket) DO UPDATE SET failures = sign_in_failures.failures + 1",
                                  "si", bucket, now) &&
         rounds_database_execute (database, error,
                                  "UPDATE sign_in_failures SET blocked_until = first_at + $3 WHERE bucket = $1 AND failures >= $2",
                                  "sii", bucket, (gint64) ROUNDS_SIGN_IN_FAILURES, ROUNDS_SIGN_IN_WINDOW);
}

/**
 * rounds_sign_in_limit_check:
 * @peer: (nullable): the address at the other end; %NULL on a Unix socket
 * @now: instant
 * @retry_after: (out): seconds to wait when refused
 * @error: %ROUNDS_PROBLEM_TOO_MANY `TOO_MANY_ATTEMPTS`
 *
 * Returns: whether a password may be tried
 */
gboolean
rounds_sign_in_limit_check (RoundsDatabase  *database,
                            const char      *email,
                            const char      *peer,
                            gint64           now,
                            guint           *retry_after,
                            GError         **error)
{
  g_autofree char *email_bucket = get_bucket ("email", email);
  g_autofree char *peer_bucket = peer != NULL ? get_bucket ("peer", peer) : NULL;
  gint64 until = 0;

  if (!check_bucket (database, email_bucket, now, &until, error) ||
      (peer_bucket != NULL && !check_bucket (database, peer_bucket, now, &until, error)))
    return FALSE;
  if (until <= now)
    return TRUE;

  *retry_after = (guint) ((until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  rounds_problem_set (error, ROUNDS_PROBLEM_TOO_MANY, "TOO_MANY_ATTEMPTS",
                      ngettext ("Too many wrong passwords. Try again in %u minute.", "Too many wrong passwords. Try again in %u minutes.",
                                (*retry_after + 59) / 60),
                      (*retry_after + 59) / 60);
  return FALSE;
}

/**
 * rounds_sign_in_limit_count:
 *
 * Counts a wrong password. Needs a transaction.
 */
gboolean
rounds_sign_in_limit_count (RoundsDatabase  *database,
                            const char      *email,
                            const char      *peer,
                            gint64           now,
                            GError         **error)
{
  g_autofree char *email_bucket = get_bucket ("email", email);
  g_autofree char *peer_bucket = peer != NULL ? get_bucket ("peer", peer) : NULL;

  return count_bucket (database, email_bucket, now, error) &&
         (peer_bucket == NULL || count_bucket (database, peer_bucket, now, error));
}

/**
 * rounds_sign_in_limit_forgive:
 *
 * Forgets what was counted for an e-mail, once the password was right. Needs a transaction.
 */
gboolean
rounds_sign_in_limit_forgive (RoundsDatabase  *database,
                              const char      *email,
                              GError         **error)
{
  g_autofree char *bucket = get_bucket ("email", email);

  return rounds_database_execute (database, error, "DELETE FROM sign_in_failures WHERE bucket = $1", "s", bucket);
}
