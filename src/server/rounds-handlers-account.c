/* rounds-handlers-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-accounts.h"
#include "server/rounds-policy.h"
#include "server/rounds-sessions.h"
#include "server/rounds-sign-in-limit.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-session-grant.h"

/*
 * The own account, and the passwords of those one manages. Hashing takes long on purpose, so it is done between two short
 * transactions. A new password ends every session of its person.
 */

#define TEXT_MAXIMUM 1024

/**
 * Change:
 * @user_id: whose password it is
 * @current: (nullable): the password as it is, when the person asks
 * @hash: (nullable): what is kept of it
 * @new_hash: what is to be kept
 * @token: (nullable): of the session that begins
 * @user: (nullable): whose it is
 */
typedef struct
{
  RoundsCall *call;
  const char *user_id;
  const char *current;
  const char *wanted;
  char *hash;
  char *new_hash;
  char *token;
  RoundsEntity *user;
} Change;

static void
change_clear (Change *self)
{
  g_free (self->hash);
  g_free (self->new_hash);
  g_free (self->token);
  g_clear_object (&self->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static void
refuse_member (GError     **problems,
               JsonObject  *body,
               const char  *member)
{
  JsonNode *node = json_object_get_member (body, member);
  const char *text = rounds_json_get_text (body, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    rounds_problem_add_field (problems, member, "REQUIRED", _("“%s” is missing"), member);
  else if (text == NULL)
    rounds_problem_add_field (problems, member, "WRONG_TYPE", _("“%s” must be text"), member);
  else if (strlen (text) > TEXT_MAXIMUM)
    rounds_problem_add_field (problems, member, "TOO_LONG", _("“%s” is too long"), member);
}

/* Every member of @names, and no other. */
static gboolean
check_members (JsonObject          *body,
               const char * const  *names,
               gboolean             all,
               GError             **error)
{
  g_autoptr(GList) members = json_object_get_members (body);
  GError *problems = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (names, l->data))
      rounds_problem_add_field (&problems, l->data, "UNKNOWN_FIELD", _("There is no field “%s”"), (char *) l->data);
  for (guint i = 0; all && names[i] != NULL; i++)
    refuse_member (&problems, body, names[i]);

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
  Change *self = user_data;
  RoundsCall *call = self->call;

  return rounds_sign_in_limit_check (database, self->user_id, call->peer, call->now, &call->retry_after, error) &&
         rounds_database_query_text (database, &self->hash, error, "SELECT password_hash FROM credentials WHERE user_id = $1", "s",
                                     self->user_id) ? rounds_store_done () : NULL;
}

static gpointer
count_failure (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Change *self = user_data;

  return rounds_sign_in_limit_count (database, self->user_id, self->call->peer, self->call->now, error) &&
         rounds_call_log_event (self->call, database, "auth.password_failed", "user", self->user_id, TRUE, "high", NULL, error)
         ? rounds_store_done () : NULL;
}

/* Who was signed in with the old password is not any more; who has just proved it begins anew. */
static gpointer
keep_password (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Change *self = user_data;

  if (!rounds_accounts_set_hash (database, self->user_id, self->new_hash, error) ||
      !rounds_sessions_end_all (database, self->user_id, error) ||
      !rounds_sign_in_limit_forgive (database, self->user_id, error) ||
      !rounds_call_log_event (self->call, database, "auth.password_changed", "user", self->user_id, FALSE, "high", NULL, error))
    return NULL;
  if (self->current == NULL)
    return rounds_store_done ();

  self->user = rounds_repository_get (database, rounds_registry_find ("user"), self->user_id, error);
  return self->user != NULL && rounds_sessions_begin (database, self->user_id, self->call->now, &self->token, error)
         ? rounds_store_done () : NULL;
}

static gboolean
set_password (Change  *self,
              GError **error)
{
  if (!rounds_accounts_check_password (self->wanted, error))
    return FALSE;

  self->new_hash = rounds_accounts_hash (self->wanted, error);
  return self->new_hash != NULL && rounds_store_write (rounds_server_get_store (self->call->server), keep_password, self, error) != NULL;
}

static void
answer_nothing (RoundsCall *call)
{
  gsize length;
  char *text = rounds_envelope_from_node (NULL, &length);

  rounds_call_take_answer (call, text, length);
}

static gboolean
prove_current (Change  *self,
               GError **error)
{
  RoundsStore *store = rounds_server_get_store (self->call->server);
  gboolean needs_rehash;
  GError *problem = NULL;

  if (rounds_store_read (store, look_up, self, error) == NULL)
    return FALSE;
  if (rounds_accounts_verify (self->hash, self->current, &needs_rehash))
    return TRUE;
  if (rounds_store_write (store, count_failure, self, error) == NULL)
    return FALSE;

  rounds_problem_add_field (&problem, "currentPassword", "WRONG_PASSWORD", _("This is not your password"));
  g_propagate_error (error, problem);
  return FALSE;
}

/* `POST /auth/change-password {currentPassword, newPassword}` */
gboolean
rounds_handle_session_password (RoundsCall  *call,
                                GError     **error)
{
  static const char * const names[] = { "currentPassword", "newPassword", NULL };
  g_auto(Change) self = { .call = call, .user_id = call->actor->user_id };

  if (!check_members (call->body, names, TRUE, error))
    return FALSE;
  self.current = rounds_json_get_text (call->body, "currentPassword");
  self.wanted = rounds_json_get_text (call->body, "newPassword");
  if (!prove_current (&self, error) || !set_password (&self, error))
    return FALSE;

  rounds_call_answer_grant (call, self.token, self.user);
  return TRUE;
}

static gpointer
check_managed (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  RoundsCall *call = user_data;
  const RoundsEntityInfo *info = rounds_registry_find ("user");
  g_autoptr(RoundsEntity) user = rounds_policy_find (database, call->actor, info, call->id, FALSE, error);
  RoundsOperationContext context = { .database = database, .actor = call->actor };

  return user != NULL && rounds_policy_guard (&context, user, user, NULL, error) ? rounds_store_done () : NULL;
}

/* `POST /users/:id/password {newPassword}`, of somebody one manages; the own one asks for the old. */
gboolean
rounds_handle_user_password (RoundsCall  *call,
                             GError     **error)
{
  static const char * const names[] = { "newPassword", NULL };
  g_auto(Change) self = { .call = call, .user_id = call->id };

  if (!check_members (call->body, names, TRUE, error) ||
      rounds_store_read (rounds_server_get_store (call->server), check_managed, call, error) == NULL)
    return FALSE;
  if (g_str_equal (call->id, call->actor->user_id))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "OWN_PASSWORD", _("Change your own password with the one you have"));
      return FALSE;
    }

  self.wanted = rounds_json_get_text (call->body, "newPassword");
  if (!set_password (&self, error))
    return FALSE;

  answer_nothing (call);
  return TRUE;
}

/* `POST /auth/refresh`: another token for the same session, whose own is not good any more. */
gboolean
rounds_handle_session_refresh (RoundsCall  *call,
                               GError     **error)
{
  g_autoptr(RoundsEntity) user = rounds_repository_get (call->database, rounds_registry_find ("user"), call->actor->user_id, error);
  g_autofree char *token = NULL;

  if (user == NULL || !rounds_sessions_end (call->database, call->session, error) ||
      !rounds_sessions_begin (call->database, call->actor->user_id, call->now, &token, error))
    return FALSE;

  rounds_call_answer_grant (call, token, user);
  return TRUE;
}

/* `PUT /auth/me`: what one may say of oneself. */
gboolean
rounds_handle_session_update (RoundsCall  *call,
                              GError     **error)
{
  static const char * const names[] = { "firstName", "lastName", "email", "phone", NULL };
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(JsonNode) answer = NULL;

  if (!check_members (call->body, names, FALSE, error))
    return FALSE;

  json_object_set_string_member (arguments, "kind", "user");
  json_object_set_string_member (arguments, "id", call->actor->user_id);
  json_object_set_object_member (arguments, "values", rounds_call_copy_body (call));
  if (!rounds_call_run_operation (call, "record.update", arguments, &answer, error))
    return FALSE;

  return rounds_handle_session_user (call, error);
}
