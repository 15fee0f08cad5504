/* rounds-session-grant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-session-grant.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-user.h"
#include "model/rounds-registry.h"

/**
 * rounds_session_grant_new:
 * @user: (transfer none): who has signed in
 *
 * Returns: (transfer full): a grant
 */
RoundsSessionGrant *
rounds_session_grant_new (const char   *access_token,
                          gint64        expires_in,
                          RoundsEntity *user)
{
  RoundsSessionGrant *self = g_new0 (RoundsSessionGrant, 1);

  self->access_token = g_strdup (access_token);
  self->expires_in = expires_in;
  self->user = g_object_ref (user);

  return self;
}

void
rounds_session_grant_free (RoundsSessionGrant *self)
{
  g_free (self->access_token);
  g_clear_object (&self->user);
  g_free (self);
}

/**
 * rounds_session_grant_write:
 * @writer: where it goes, as one value
 */
void
rounds_session_grant_write (RoundsSessionGrant *self,
                            RoundsJsonWriter   *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "accessToken");
  rounds_json_writer_text (writer, self->access_token);
  rounds_json_writer_key (writer, "expiresIn");
  rounds_json_writer_integer (writer, self->expires_in);
  rounds_json_writer_key (writer, "user");
  rounds_json_write_entity (writer, self->user);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_session_grant_from_json:
 * @data: the data of an answer
 * @error: `BAD_ANSWER`
 *
 * Returns: (transfer full) (nullable): the grant
 */
RoundsSessionGrant *
rounds_session_grant_from_json (JsonNode  *data,
                                GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (data) ? json_node_get_object (data) : NULL;
  JsonNode *record = object != NULL ? json_object_get_member (object, "user") : NULL;
  const char *token = rounds_json_get_text (object, "accessToken");
  g_autoptr(RoundsEntity) user = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_USER));
  gint64 expires_in = 0;

  if (token == NULL || record == NULL || !JSON_NODE_HOLDS_OBJECT (record) ||
      !rounds_json_apply (user, json_node_get_object (record), ROUNDS_JSON_TRUSTED, NULL))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s answer to signing in cannot be read"));
      return NULL;
    }

  rounds_json_get_integer (object, "expiresIn", &expires_in);
  return rounds_session_grant_new (token, expires_in, user);
}

/**
 * rounds_session_request_to_json:
 * @email: (nullable): %NULL asks the socket of a private workspace
 * @password: (nullable)
 *
 * Returns: (transfer full): the body of a request
 */
char *
rounds_session_request_to_json (const char *email,
                                const char *password)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_object (writer);
  if (email != NULL)
    {
      rounds_json_writer_key (writer, "email");
      rounds_json_writer_text (writer, email);
      rounds_json_writer_key (writer, "password");
      rounds_json_writer_text (writer, password != NULL ? password : "");
    }
  rounds_json_writer_end_object (writer);

  return rounds_json_writer_end (writer, NULL);
}
