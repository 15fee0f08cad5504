/* rounds-handlers-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-user.h"
#include "server/rounds-accounts.h"
#include "server/rounds-security-log.h"
#include "server/rounds-sessions.h"
#include "server/rounds-sign-in-limit.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/* Signing in and out. The password is proved between two short transactions, so that it keeps no connection busy. */

#define TEXT_MAXIMUM 1024

/**
 * SignIn:
 * @email: as given
 * @password: as given, borrowed from the body
 * @user_id: (nullable): who has the e-mail
 * @hash: (nullable): what is kept of the password
 * @new_hash: (nullable): to keep from now on
 * @token: (nullable): of the new session
 * @user: (nullable): who has signed in
 */
typedef struct
{
  RoundsCall *call;
  const char *email;
  const char *password;
  char *user_id;
  char *hash;
  char *new_hash;
  char *token;
  RoundsEntity *user;
} SignIn;

static void
sign_in_clear (SignIn *self)
{
  g_free (self->user_id);
  g_free (self->hash);
  g_free (self->new_hash);
  g_free (self->token);
  g_clear_object (&self->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignIn, sign_in_clear)

/* Nobody has signed in yet: the event is about the account, when there is one. */
static gboolean
log_event (SignIn          *self,
           RoundsDatabase  *database,
           const char      *action,
           gboolean         is_failure,
           const char      *severity,
           GError         **error)
{
  const RoundsSecurityEvent event = {
    .action = action,
    .user_id = self->user_id,
    .resource = "user",
    .resource_id = self->user_id,
    .peer = self->call->peer,
    .agent = self->call->agent,
    .is_failure = is_failure,
    .severity = severity,
  };

  return is_failure ? rounds_security_log_add_refusal (database, &event, error) : rounds_security_log_add (database, &event, error);
}

static const char *
read_member (JsonObject  *body,
             const char  *member,
             GError     **problems)
{
  JsonNode *node = json_object_get_member (body, member);
  const char *text = rounds_json_get_text (body, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    rounds_problem_add_field (problems, member, "REQUIRED", _("“%s” is missing"), member);
  else if (text == NULL)
    rounds_problem_add_field (problems, member, "WRONG_TYPE", _("“%s” must be text"), member);
  else if (strlen (text) > TEXT_MAXIMUM)
    rounds_problem_add_field (problems, member, "TOO_LONG", _("“%s” is too long"), member);

  return text;
}

static gboolean
read_body (SignIn   *self,
           GError  **error)
{
  JsonObject *body = self->call->body;
  g_autoptr(GList) members = json_object_get_members (body);
  GError *problems = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "email") && !g_str_equal (l->data, "password"))
      rounds_problem_add_field (&problems, l->data, "UNKNOWN_FIELD", _("There is no field “%s”"), (char *) l->data);

  self->email = read_member (body, "email", &problems);
  self->password = read_member (body, "password", &problems);
  if (problems == NULL)
    return TRUE;

  g_propagate_error (error, problems);
  return FALSE;
}

static gpointer
look_up (RoundsDatabase  *database,
         RoundsChanges   *changes,
         gpointer         user_data,
         GCancellable    *cancellable,
         GError         **error)
{
  SignIn *self = user_data;
  RoundsCall *call = self->call;

  return rounds_sign_in_limit_check (database, self->email, call->peer, call->now, &call->retry_after, error) &&
         rounds_accounts_find (database, self->email, &self->user_id, &self->hash, error) ? rounds_store_done () : NULL;
}

static gpointer
count_failure (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  SignIn *self = user_data;

  return rounds_sign_in_limit_count (database, self->email, self->call->peer, self->call->now, error) &&
         log_event (self, database, "auth.failed", TRUE, "high", error) ? rounds_store_done () : NULL;
}

static gpointer
begin_session (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  SignIn *self = user_data;

  /* It may have been here before; see RoundsStoreFunc. */
  g_clear_object (&self->user);
  g_clear_pointer (&self->token, g_free);

  self->user = rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_USER), self->user_id, error);
  if (self->user == NULL)
    return NULL;

  if ((self->email != NULL && !rounds_sign_in_limit_forgive (database, self->email, error)) ||
      (self->new_hash != NULL && !rounds_accounts_set_hash (database, self->user_id, self->new_hash, error)) ||
      !rounds_sessions_begin (database, self->user_id, self->call->now, &self->token, error) ||
      !log_event (self, database, "auth.login", FALSE, "low", error))
    return NULL;

  return rounds_store_done ();
}

static gpointer
find_owner (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  SignIn *self = user_data;

  self->user_id = rounds_accounts_find_owner (database, error);
  if (self->user_id != NULL)
    return rounds_store_done ();

  if (*error == NULL)
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "NO_OWNER", _("This workspace has no administrator"));
  return NULL;
}

static gboolean
prove_password (SignIn   *self,
                GError  **error)
{
  RoundsStore *store = rounds_server_get_store (self->call->server);
  gboolean needs_rehash;

  if (rounds_store_read (store, look_up, self, error) == NULL)
    return FALSE;

  if (!rounds_accounts_verify (self->hash, self->password, &needs_rehash))
    {
      if (rounds_store_write (store, count_failure, self, error) == NULL)
        return FALSE;
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAUTHORIZED, "BAD_CREDENTIALS", _("The e-mail or the password is wrong"));
      return FALSE;
    }

  if (needs_rehash)
    self->new_hash = rounds_accounts_hash (self->password, NULL);
  return TRUE;
}

gboolean
rounds_handle_session_begin (RoundsCall  *call,
                             GError     **error)
{
  RoundsStore *store = rounds_server_get_store (call->server);
  g_auto(SignIn) self = { .call = call };

  /* The socket is its owner's alone: whoever can reach it is the owner. */
  if (call->is_private && json_object_get_size (call->body) == 0)
    {
      if (rounds_store_read (store, find_owner, &self, error) == NULL)
        return FALSE;
    }
  else if (!read_body (&self, error) || !prove_password (&self, error))
    {
      return FALSE;
    }

  if (rounds_store_write (store, begin_session, &self, error) == NULL)
    return FALSE;

  rounds_call_answer_grant (call, self.token, self.user);
  return TRUE;
}

gboolean
rounds_handle_session_end (RoundsCall  *call,
                           GError     **error)
{
  gsize length;
  char *text;

  if (!rounds_sessions_end (call->database, call->session, error) ||
      !rounds_call_log_event (call, call->database, "auth.logout", "user", call->actor->user_id, FALSE, "low", NULL, error))
    return FALSE;

  text = rounds_envelope_from_node (NULL, &length);
  rounds_call_take_answer (call, text, length);
  return TRUE;
}

gboolean
rounds_handle_session_user (RoundsCall  *call,
                            GError     **error)
{
  g_autoptr(RoundsEntity) user = rounds_repository_get (call->database, rounds_registry_get (ROUNDS_TYPE_USER),
                                                        call->actor->user_id, error);

  if (user == NULL)
    return FALSE;

  rounds_call_answer_entity (call, user);
  return TRUE;
}
