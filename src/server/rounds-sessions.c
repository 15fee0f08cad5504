/* rounds-sessions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-sessions.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "model/rounds-problem.h"

/*
 * Tokens are 32 random bytes; the database keeps their BLAKE2b hash only, so who reads the database can sign in as nobody. A token is
 * looked up by its hash, whose first difference says nothing about the token's.
 */

#define TOKEN_BYTES 32
#define RENEWAL_SECONDS ((gint64) 24 * 60 * 60)

static char *
hash_token (const char *token)
{
  guint8 hash[32];
  char text[sizeof hash * 2 + 1];

  crypto_generichash (hash, sizeof hash, (const guint8 *) token, strlen (token), NULL, 0);
  sodium_bin2hex (text, sizeof text, hash, sizeof hash);

  return g_strdup (text);
}

static char *
create_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  char text[64];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);

  return g_strdup (text);
}

static gint64
get_end (gint64 now)
{
  return now + ROUNDS_SESSION_SECONDS * G_USEC_PER_SEC;
}

/**
 * rounds_sessions_begin:
 * @now: instant
 * @token: (out) (transfer full): the secret, which is nowhere else
 *
 * Signs a person in and forgets sessions that have ended. Needs a transaction.
 */
gboolean
rounds_sessions_begin (RoundsDatabase  *database,
                       const char      *user_id,
                       gint64           now,
                       char           **token,
                       GError         **error)
{
  g_autofree char *secret = create_token ();
  g_autofree char *hash = hash_token (secret);

  if (!rounds_database_execute (database, error, "DELETE FROM access_tokens WHERE expires_at <= $1", "i", now) ||
      !rounds_database_execute (database, error,
                                "INSERT INTO access_tokens (token_hash, user_id, created_at, expires_at, last_used_at) "
                                "VALUES ($1, $2, $3, $4, $3)",
                                "ssii", hash, user_id, now, get_end (now)))
    return FALSE;

  *token = g_steal_pointer (&secret);
  return TRUE;
}

/**
 * rounds_sessions_find:
 * @token: what came with a request
 * @actor: (out) (transfer full): who it belongs to
 * @session: (out) (transfer full): for rounds_sessions_end()
 * @needs_renewal: (out): whether rounds_sessions_renew() is due
 * @error: %ROUNDS_PROBLEM_UNAUTHORIZED `INVALID_TOKEN`
 *
 * Returns: whether the token is good
 */
gboolean
rounds_sessions_find (RoundsDatabase  *database,
                      const char      *token,
                      gint64           now,
                      RoundsActor    **actor,
                      char           **session,
                      gboolean        *needs_renewal,
                      GError         **error)
{
  g_autofree char *hash = hash_token (token);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  statement = rounds_database_prepare (database,
                                       "SELECT u.id, u.team_id, u.role, t.expires_at FROM access_tokens t "
                                       "JOIN users u ON u.id = t.user_id "
                                       "WHERE t.token_hash = $1 AND t.expires_at > $2 "
                                       "AND u.deleted_at IS NULL AND u.is_active = 1",
                                       error);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, hash);
  rounds_statement_bind_integer (statement, 2, now);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  if (!row)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAUTHORIZED, "INVALID_TOKEN", _("The session has ended. Sign in again."));
      return FALSE;
    }

  *actor = rounds_actor_new (rounds_statement_get_text (statement, 0), rounds_statement_get_text (statement, 1),
                             rounds_statement_get_text (statement, 2));
  *session = g_steal_pointer (&hash);
  *needs_renewal = rounds_statement_get_integer (statement, 3) < get_end (now) - RENEWAL_SECONDS * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * rounds_sessions_renew:
 *
 * Begins the time of a session anew. Needs a transaction.
 */
gboolean
rounds_sessions_renew (RoundsDatabase  *database,
                       const char      *token,
                       gint64           now,
                       GError         **error)
{
  g_autofree char *hash = hash_token (token);

  return rounds_database_execute (database, error,
                                  "UPDATE access_tokens SET expires_at = $2, last_used_at = $3 WHERE token_hash = $1", "sii",
                                  hash, get_end (now), now);
}

gboolean
rounds_sessions_end (RoundsDatabase  *database,
                     const char      *session,
                     GError         **error)
{
  return rounds_database_execute (database, error, "DELETE FROM access_tokens WHERE token_hash = $1", "s", session);
}

/**
 * rounds_sessions_end_all:
 *
 * Signs a person out everywhere, as after a new password. Needs a transaction.
 */
gboolean
rounds_sessions_end_all (RoundsDatabase  *database,
                         const char      *user_id,
                         GError         **error)
{
  return rounds_database_execute (database, error, "DELETE FROM access_tokens WHERE user_id = $1", "s", user_id);
}
