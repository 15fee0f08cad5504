/* rounds-credentials.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-credentials.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "model/rounds-problem.h"

static const SecretSchema schema = {
  APPLICATION_ID ".Workspace",
  SECRET_SCHEMA_NONE,
  {
    { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GError *
describe_failure (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  g_info ("No Secret Service: %s", error->message);
  return rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "NO_SECRET_SERVICE",
                             _("There is no keyring on this computer: you will be asked to sign in again next time"));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *token = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, describe_failure (error));
  else
    g_task_return_pointer (task, token, (GDestroyNotify) secret_password_free);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, describe_failure (error));
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, describe_failure (error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * rounds_credentials_load_async:
 * @workspace: the server's address
 */
void
rounds_credentials_load_async (const char          *workspace,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rounds_credentials_load_async);
  secret_password_lookup (&schema, cancellable, loaded_cb, task, "workspace", workspace, NULL);
}

/**
 * rounds_credentials_load_finish:
 *
 * Returns: (transfer full) (nullable): the token, to be freed with rounds_credentials_free_token(); %NULL without an error when there
 *   is none
 */
char *
rounds_credentials_load_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rounds_credentials_save_async (const char          *workspace,
                               const char          *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  /* TRANSLATORS: names the secret in the keyring; %s is the address of a server. */
  g_autofree char *label = g_strdup_printf (_("Rounds: %s"), workspace);

  g_task_set_source_tag (task, rounds_credentials_save_async);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, saved_cb, task,
                         "workspace", workspace, NULL);
}

void
rounds_credentials_clear_async (const char          *workspace,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rounds_credentials_clear_async);
  secret_password_clear (&schema, cancellable, cleared_cb, task, "workspace", workspace, NULL);
}

/**
 * rounds_credentials_finish:
 *
 * Ends saving and clearing.
 */
gboolean
rounds_credentials_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
rounds_credentials_free_token (char *token)
{
  secret_password_free (token);
}
