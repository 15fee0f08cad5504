/* rounds-workspace-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "sync/rounds-credentials.h"
#include "sync/rounds-pull.h"
#include "sync/rounds-sync-state.h"
#include "wire/rounds-session-grant.h"

/* A sign-in: the person's, with a task that waits for it, or the program's own at the start. */
typedef struct
{
  RoundsWorkspace *workspace;
  GTask *task; /* NULL: the program's own */
  RoundsEntity *user;
  char *user_text;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_object (&sign_in->user);
  g_clear_object (&sign_in->task);
  g_clear_object (&sign_in->workspace);
  g_free (sign_in->user_text);
  g_free (sign_in);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

static SignIn *
sign_in_new (RoundsWorkspace *self,
             GTask           *task)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->workspace = g_object_ref (self);
  sign_in->task = task;
  self->step = ROUNDS_SYNC_STEP_SIGNING_IN;

  return sign_in;
}

static void
ask_for_person (RoundsWorkspace *self,
                const char      *message)
{
  rounds_client_set_token (self->client, NULL);
  self->signed_in = FALSE;
  self->signed_out = TRUE;
  rounds_workspace_set_state (self, ROUNDS_SYNC_SIGNED_OUT, message);
  rounds_workspace_end_step (self);
}

static void
sign_in_failed (SignIn       *sign_in,
                const GError *error)
{
  RoundsWorkspace *self = sign_in->workspace;

  if (sign_in->task == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  /* The person who waits is told; nothing is tried behind their back. */
  g_task_return_error (sign_in->task, g_error_copy (error));
  ask_for_person (self, NULL);
}

static gpointer
save_user (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rounds_sync_state_set (database, ROUNDS_SYNC_STATE_USER, user_data, error) ? rounds_store_done () : NULL;
}

static void
user_saved_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SignIn) sign_in = user_data;
  RoundsWorkspace *self = sign_in->workspace;
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (object), result, &error) == NULL)
    {
      sign_in_failed (sign_in, error);
      return;
    }

  if (self->user != NULL && !rounds_workspace_sees_as (self, sign_in->user))
    {
      self->cursor = 0;
      self->complete = FALSE;
    }
  rounds_workspace_set_user (self, sign_in->user);
  self->signed_in = TRUE;
  self->signed_out = FALSE;
  self->pull_wanted = TRUE;
  if (self->state != ROUNDS_SYNC_SYNCING)
    rounds_workspace_set_state (self, ROUNDS_SYNC_SYNCING, NULL);
  if (sign_in->task != NULL)
    g_task_return_boolean (sign_in->task, TRUE);
  rounds_workspace_end_step (self);
}

static void
take_user (SignIn       *sign_in,
           RoundsEntity *user)
{
  RoundsWorkspace *self = sign_in->workspace;
  const char *former = self->user != NULL ? rounds_entity_get_id (self->user) : NULL;
  gboolean is_other = former != NULL && g_strcmp0 (former, rounds_entity_get_id (user)) != 0;

  if (is_other && self->pending > 0 && self->server == NULL)
    {
      g_autofree char *name = rounds_entity_dup_title (self->user);
      g_autoptr(GError) error = NULL;

      error = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "OTHER_USER",
                                  _("Changes by %s still wait for the server: sign in as %s first"), name, name);
      sign_in_failed (sign_in, error);
      sign_in_free (sign_in);
      return;
    }

  sign_in->user = g_object_ref (user);
  sign_in->user_text = rounds_json_from_entity (user);

  /* Who sees other records than before has the cache filled anew. */
  rounds_store_write_async (self->store, former != NULL && !rounds_workspace_sees_as (self, user) ? rounds_pull_reset : save_user,
                            g_strdup (sign_in->user_text), g_free, NULL, NULL, user_saved_cb, sign_in);
}

static void
token_saved_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(RoundsWorkspace) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!rounds_credentials_finish (result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rounds_workspace_set_notice (self, error->message);
}

static void
granted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SignIn) sign_in = user_data;
  RoundsWorkspace *self = sign_in->workspace;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(RoundsSessionGrant) grant = data != NULL ? rounds_session_grant_from_json (data, &error) : NULL;

  if (grant == NULL)
    {
      sign_in_failed (sign_in, error);
      return;
    }

  rounds_client_set_token (self->client, grant->access_token);
  if (self->url != NULL)
    rounds_credentials_save_async (self->url, grant->access_token, NULL, token_saved_cb, g_object_ref (self));
  take_user (g_steal_pointer (&sign_in), grant->user);
}

static void
me_cb (GObject      *object,
       GAsyncResult *result,
       gpointer      user_data)
{
  g_autoptr(SignIn) sign_in = user_data;
  RoundsWorkspace *self = sign_in->workspace;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(RoundsEntity) user = NULL;

  if (data == NULL && g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAUTHORIZED))
    {
      ask_for_person (self, _("Your session has ended: sign in again"));
      return;
    }

  user = rounds_entity_new (rounds_registry_find ("user"));
  if (data != NULL && !JSON_NODE_HOLDS_OBJECT (data))
    rounds_problem_set (&error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s answer to the sign-in cannot be read"));
  if (error != NULL || !rounds_json_apply (user, json_node_get_object (data), ROUNDS_JSON_TRUSTED, &error))
    {
      sign_in_failed (sign_in, error);
      return;
    }

  take_user (g_steal_pointer (&sign_in), user);
}

static void
ask_who (RoundsWorkspace *self)
{
  rounds_client_request_async (self->client, "GET", "/api/auth/me", NULL, self->cancellable, me_cb, sign_in_new (self, NULL));
}

static void
token_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(RoundsWorkspace) self = user_data;
  g_autoptr(GError) error = NULL;
  char *token = rounds_credentials_load_finish (result, &error);

  if (token == NULL)
    {
      ask_for_person (self, error != NULL ? error->message : NULL);
      return;
    }

  rounds_client_set_token (self->client, token);
  rounds_credentials_free_token (token);
  ask_who (self);
}

/**
 * rounds_workspace_open_session:
 *
 * Signs in without a person: by the socket in a private workspace, with the kept token in a team's.
 */
void
rounds_workspace_open_session (RoundsWorkspace *self)
{
  self->step = ROUNDS_SYNC_STEP_SIGNING_IN;

  if (self->server != NULL)
    {
      rounds_client_set_token (self->client, NULL);
      rounds_client_request_async (self->client, "POST", "/api/auth/login", "{}", self->cancellable, granted_cb,
                                   sign_in_new (self, NULL));
    }
  else if (rounds_client_has_token (self->client))
    ask_who (self);
  else
    rounds_credentials_load_async (self->url, self->cancellable, token_loaded_cb, g_object_ref (self));
}

/**
 * rounds_workspace_load_user:
 * @text: (nullable): what the cache remembers of who has signed in
 */
void
rounds_workspace_load_user (RoundsWorkspace *self,
                            const char      *text)
{
  g_autoptr(RoundsEntity) user = rounds_entity_new (rounds_registry_find ("user"));
  g_autoptr(JsonObject) object = text != NULL ? rounds_json_parse_object (text, -1, NULL) : NULL;

  if (object != NULL && rounds_json_apply (user, object, ROUNDS_JSON_TRUSTED, NULL))
    rounds_workspace_set_user (self, user);
}

/**
 * rounds_workspace_sign_in_async:
 *
 * Signs a person in. The password is sent and not kept.
 */
void
rounds_workspace_sign_in_async (RoundsWorkspace     *self,
                                const char          *email,
                                const char          *password,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *body = NULL;

  g_task_set_source_tag (task, rounds_workspace_sign_in_async);
  if (self->step != ROUNDS_SYNC_STEP_IDLE || !self->started || self->server != NULL)
    {
      g_task_return_error (task, rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "SIGNED_IN", _("Somebody has signed in already")));
      return;
    }

  body = rounds_session_request_to_json (email, password);
  rounds_client_request_async (self->client, "POST", "/api/auth/login", body, cancellable, granted_cb,
                               sign_in_new (self, g_steal_pointer (&task)));
  explicit_bzero (body, strlen (body));
}

gboolean
rounds_workspace_sign_in_finish (RoundsWorkspace  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ignore_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  /* Whether the server, or the keyring, could be told: here the token is gone. */
}

/**
 * rounds_workspace_sign_out:
 *
 * Forgets the token, here, in the keyring and on the server. What is in the cache, waiting changes too, stays for the same person's
 * next sign-in. In a private workspace there is nobody to sign out.
 */
void
rounds_workspace_sign_out (RoundsWorkspace *self)
{
  if (self->server != NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->timer, g_source_remove);
  rounds_workspace_drop_ahead (self);

  if (rounds_client_has_token (self->client))
    rounds_client_request_async (self->client, "POST", "/api/auth/logout", NULL, NULL, ignore_cb, NULL);
  rounds_client_set_token (self->client, NULL);
  rounds_credentials_clear_async (self->url, NULL, ignore_cb, NULL);
  self->signed_in = FALSE;
  self->signed_out = TRUE;
  rounds_workspace_set_state (self, ROUNDS_SYNC_SIGNED_OUT, NULL);
}
