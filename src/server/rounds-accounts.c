/* rounds-accounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-accounts.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/* Who may sign in, and what proves it: argon2id (RFC 9106) by libsodium, with its "interactive" costs. */

#define OPERATIONS crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEMORY crypto_pwhash_MEMLIMIT_INTERACTIVE

/* The hash of a password that nobody knows, with the costs above: to try one for an unknown e-mail takes as long as for a known one. */
static const char stand_in[crypto_pwhash_STRBYTES] = "$argon2id$v=19$m=65536,t=2,p=1$Fjd+ll8jglfC9WJwFb/Uig$i755VsU3KYfA06Mysdd2ZTkTKWo1dmb/1WWighB5S1M";

static JsonObject *
create_arguments (const char *kind,
                  const char *id,
                  JsonObject *values)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);
  json_object_set_object_member (arguments, "values", values);

  return arguments;
}

static char *
create_record (RoundsOperationContext  *context,
               const char              *kind,
               JsonObject              *values,
               GError                 **error)
{
  g_autofree char *id = rounds_id_new ();
  g_autoptr(JsonObject) arguments = create_arguments (kind, id, values);
  g_autoptr(JsonNode) answer = rounds_operation_run (context, "record.create", arguments, error);

  return answer != NULL ? g_steal_pointer (&id) : NULL;
}

/**
 * rounds_accounts_init:
 *
 * Makes ready for the rest; before any thread asks.
 */
gboolean
rounds_accounts_init (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "NO_RANDOMNESS", _("This machine gives no random numbers"));
  return FALSE;
}

/**
 * rounds_accounts_check_password:
 * @error: %ROUNDS_PROBLEM_INVALID
 *
 * Returns: whether a password is long enough to be one
 */
gboolean
rounds_accounts_check_password (const char  *password,
                                GError     **error)
{
  if (g_utf8_validate (password, -1, NULL) && g_utf8_strlen (password, -1) >= ROUNDS_PASSWORD_MINIMUM)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "PASSWORD_TOO_SHORT", _("A password needs at least %d characters"),
                      ROUNDS_PASSWORD_MINIMUM);
  return FALSE;
}

/**
 * rounds_accounts_hash:
 * @error: %ROUNDS_PROBLEM_UNAVAILABLE when there is no memory for it
 *
 * Takes about a tenth of a second, on purpose.
 *
 * Returns: (transfer full) (nullable): what is kept of a password
 */
char *
rounds_accounts_hash (const char  *password,
                      GError     **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, password, strlen (password), OPERATIONS, MEMORY) == 0)
    return g_strdup (hash);

  rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "NO_MEMORY", _("The server has too little memory. Try again later."));
  return NULL;
}

/**
 * rounds_accounts_verify:
 * @hash: (nullable): of the account; %NULL takes as long and says no
 * @needs_rehash: (out): whether the hash was made with other costs than today's
 *
 * Takes about a tenth of a second, on purpose.
 */
gboolean
rounds_accounts_verify (const char *hash,
                        const char *password,
                        gboolean   *needs_rehash)
{
  const char *against = hash != NULL ? hash : stand_in;
  gboolean matches = crypto_pwhash_str_verify (against, password, strlen (password)) == 0;

  *needs_rehash = hash != NULL && matches && crypto_pwhash_str_needs_rehash (hash, OPERATIONS, MEMORY) != 0;
  return hash != NULL && matches;
}

gboolean
rounds_accounts_set_hash (RoundsDatabase  *database,
                          const char      *user_id,
                          const char      *hash,
                          GError         **error)
{
  return rounds_database_execute (database, error,
                                  "INSERT INTO credentials (user_id, password_hash) VALUES ($1, $2) "
                                  "ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash",
                                  "ss", user_id, hash);
}

/**
 * rounds_accounts_find:
 * @user_id: (out) (nullable) (transfer full): who has the e-mail and may sign in
 * @hash: (out) (nullable) (transfer full): of the password
 *
 * Returns: whether it could be looked up
 */
gboolean
rounds_accounts_find (RoundsDatabase  *database,
                      const char      *email,
                      char           **user_id,
                      char           **hash,
                      GError         **error)
{
  g_autofree char *lower = g_ascii_strdown (email, -1);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  statement = rounds_database_prepare (database,
                                       "SELECT u.id, c.password_hash FROM users u JOIN credentials c ON c.user_id = u.id "
                                       "WHERE lower(u.email) = $1 AND u.deleted_at IS NULL AND u.is_active = 1",
                                       error);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, lower);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      *user_id = g_strdup (rounds_statement_get_text (statement, 0));
      *hash = g_strdup (rounds_statement_get_text (statement, 1));
    }

  return TRUE;
}

/**
 * rounds_accounts_find_owner:
 *
 * Returns: (transfer full) (nullable): the first administrator: the owner of a private workspace; %NULL without @error when there is none
 */
char *
rounds_accounts_find_owner (RoundsDatabase  *database,
                            GError         **error)
{
  char *id = NULL;

  rounds_database_query_text (database, &id, error,
                              "SELECT id FROM users WHERE role = 'super_admin' AND deleted_at IS NULL AND is_active = 1 "
                              "ORDER BY created_at, id LIMIT 1",
                              NULL);

  return id;
}

/**
 * rounds_accounts_ensure_team:
 * @name: of a team, made when there is none of the name
 *
 * Returns: (transfer full) (nullable): its id
 */
char *
rounds_accounts_ensure_team (RoundsOperationContext  *context,
                             const char              *name,
                             GError                 **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *id = NULL;
  JsonObject *values;

  if (!rounds_database_query_text (context->database, &id, error,
                                   "SELECT id FROM teams WHERE lower(name) = $1 AND deleted_at IS NULL", "s", lower))
    return NULL;
  if (id != NULL)
    return g_steal_pointer (&id);

  values = json_object_new ();
  json_object_set_string_member (values, "name", name);
  return create_record (context, "team", values, error);
}

/**
 * rounds_accounts_create:
 * @role: `user`, `team_admin` or `super_admin`
 * @team_id: (nullable)
 * @password: (nullable): without, the person cannot sign in with one
 * @error: field problems, or %ROUNDS_PROBLEM_CONFLICT when the e-mail is taken
 *
 * Returns: (transfer full) (nullable): the id of the new user
 */
char *
rounds_accounts_create (RoundsOperationContext  *context,
                        const char              *email,
                        const char              *first_name,
                        const char              *last_name,
                        const char              *role,
                        const char              *team_id,
                        const char              *password,
                        GError                 **error)
{
  JsonObject *values = json_object_new ();
  g_autofree char *hash = NULL;
  g_autofree char *id = NULL;

  json_object_set_string_member (values, "email", email);
  json_object_set_string_member (values, "firstName", first_name);
  json_object_set_string_member (values, "lastName", last_name);
  json_object_set_string_member (values, "role", role);
  if (team_id != NULL)
    json_object_set_string_member (values, "teamId", team_id);

  id = create_record (context, "user", values, error);
  if (id == NULL || password == NULL)
    return g_steal_pointer (&id);

  if (!rounds_accounts_check_password (password, error))
    return NULL;
  hash = rounds_accounts_hash (password, error);
  if (hash == NULL || !rounds_accounts_set_hash (context->database, id, hash, error))
    return NULL;

  return g_steal_pointer (&id);
}
