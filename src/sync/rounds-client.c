/* rounds-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-client.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "model/rounds-problem.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-problem-json.h"
#include "wire/rounds-sync-changes.h"

/* Seconds without a byte after which a connection is given up. */
#define TIMEOUT 20
#define TIMEOUT_WAITING (ROUNDS_SYNC_WAIT_MAXIMUM + TIMEOUT)

struct _RoundsClient
{
  GObject parent_instance;

  char *base;
  char *token;
  SoupSession *session;
  SoupSession *waiting; /* for what the server may answer late: its own connections and its own patience */
};

G_DEFINE_FINAL_TYPE (RoundsClient, rounds_client, G_TYPE_OBJECT)

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  RoundsClientProgress progress;
  gpointer progress_data;
  goffset sent;
  goffset size;
} Request;

static void
request_free (Request *request)
{
  if (request->message != NULL)
    g_signal_handlers_disconnect_by_data (request->message, request);
  g_clear_object (&request->message);
  g_clear_object (&request->session);
  g_free (request);
}

static SoupSession *
create_session (GSocketConnectable *connectable,
                guint               timeout)
{
  SoupSession *session;

  if (connectable != NULL)
    session = soup_session_new_with_options ("remote-connectable", connectable, NULL);
  else
    session = soup_session_new ();

  soup_session_set_timeout (session, timeout);
  soup_session_set_idle_timeout (session, 120);
  soup_session_set_user_agent (session, "Rounds/" VERSION);
  soup_session_set_accept_language_auto (session, TRUE);

  return session;
}

/* The problem that a request has that did not come to an answer. */
static GError *
describe_failure (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR)
    return rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "OFFLINE",
                               _("The server's certificate is not trusted: %s"), error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "OFFLINE", _("The server does not answer in time"));

  return rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "OFFLINE",
                             _("The server cannot be reached: %s"), error->message);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Request *request = g_task_get_task_data (task);
  guint status;
  const char *text;
  gsize length;
  GError *problem;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, describe_failure (error));
      return;
    }

  status = soup_message_get_status (request->message);
  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
      return;
    }

  text = g_bytes_get_data (bytes, &length);
  problem = rounds_problem_json_parse (status, text != NULL ? text : "", (gssize) length);

  /* A proxy in between that has lost the server says so in its own words. */
  if (status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_GATEWAY_TIMEOUT)
    {
      g_error_free (problem);
      problem = rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "OFFLINE", _("The server does not answer"));
    }
  g_task_return_error (task, problem);
}

static void
send_request (RoundsClient *self,
              GTask        *task,
              SoupSession  *session,
              SoupMessage  *message)
{
  Request *request = g_task_get_task_data (task);

  if (request == NULL)
    {
      request = g_new0 (Request, 1);
      g_task_set_task_data (task, request, (GDestroyNotify) request_free);
    }
  request->session = g_object_ref (session);
  request->message = g_object_ref (message);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  if (self->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                    answer_cb, g_object_ref (task));
}

static SoupMessage *
create_message (RoundsClient *self,
                const char   *method,
                const char   *path)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);

  return soup_message_new (method, uri);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        chunk,
                    gpointer     user_data)
{
  Request *request = user_data;

  request->sent += chunk;
  if (request->progress != NULL && request->size > 0)
    request->progress (MIN (1.0, (double) request->sent / (double) request->size), request->progress_data);
}

static void
upload_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  RoundsClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(SoupMessage) message = g_steal_pointer (&request->message);
  GError *error = NULL;

  stream = g_file_read_finish (G_FILE (object), result, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* An open local file knows its size at once. */
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  request->size = info != NULL ? g_file_info_get_size (info) : -1;
  soup_message_set_request_body (message, "application/octet-stream", G_INPUT_STREAM (stream), request->size);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), request);
  send_request (self, task, self->session, message);
}

/* A password does not travel in the clear, except to this computer itself. */
static gboolean
is_acceptable (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  return g_str_equal (g_uri_get_scheme (uri), "http") &&
         (g_str_equal (host, "localhost") || g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1"));
}

static void
rounds_client_finalize (GObject *object)
{
  RoundsClient *self = ROUNDS_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->base, g_free);
  rounds_client_set_token (self, NULL);

  G_OBJECT_CLASS (rounds_client_parent_class)->finalize (object);
}

static void
rounds_client_class_init (RoundsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_client_finalize;
}

static void
rounds_client_init (RoundsClient *self)
{
}

/**
 * rounds_client_new:
 * @url: (nullable): `https://...`, or `http://...` on this computer; not used with @socket
 * @socket: (nullable): the path of a Unix socket
 * @error: %ROUNDS_PROBLEM_MALFORMED `URL` when @url is not one of a server
 *
 * Returns: (transfer full): a client that is connected with the first request
 */
RoundsClient *
rounds_client_new (const char  *url,
                   const char  *socket,
                   GError     **error)
{
  g_autoptr(RoundsClient) self = NULL;
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL || socket != NULL, NULL);

  if (socket == NULL)
    {
      uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
      if (uri == NULL || !is_acceptable (uri))
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "URL",
                              _("“%s” is not the address of a server: it begins with https://"), url);
          return NULL;
        }
    }
  else
    {
      address = g_unix_socket_address_new (socket);
    }

  self = g_object_new (ROUNDS_TYPE_CLIENT, NULL);
  self->base = g_strdup (socket != NULL ? "http://localhost" : url);
  if (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  self->session = create_session (address != NULL ? G_SOCKET_CONNECTABLE (address) : NULL, TIMEOUT);
  self->waiting = create_session (address != NULL ? G_SOCKET_CONNECTABLE (address) : NULL, TIMEOUT_WAITING);

  return g_steal_pointer (&self);
}

/**
 * rounds_client_set_token:
 * @token: (nullable): what proves who asks, sent with every request from now on
 */
void
rounds_client_set_token (RoundsClient *self,
                         const char   *token)
{
  char *copy = g_strdup (token);

  /* A secret does not stay behind in freed memory. */
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  self->token = copy;
}

gboolean
rounds_client_has_token (RoundsClient *self)
{
  return self->token != NULL;
}

/**
 * rounds_client_abort:
 *
 * Cancels what is on its way and closes the connections.
 */
void
rounds_client_abort (RoundsClient *self)
{
  soup_session_abort (self->session);
  soup_session_abort (self->waiting);
}

/**
 * rounds_client_request_async:
 * @method: such as `POST`
 * @path: from `/api` on, with the query
 * @body: (nullable): JSON
 */
void
rounds_client_request_async (RoundsClient        *self,
                             const char          *method,
                             const char          *path,
                             const char          *body,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(SoupMessage) message = create_message (self, method, path);

  g_task_set_source_tag (task, rounds_client_request_async);
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  send_request (self, task, self->session, message);
}

/**
 * rounds_client_wait_async:
 * @path: from `/api` on, with a query that lets the server wait for up to %ROUNDS_SYNC_WAIT_MAXIMUM seconds
 *
 * A `GET` on a connection of its own, so that it holds up nothing else.
 */
void
rounds_client_wait_async (RoundsClient        *self,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(SoupMessage) message = create_message (self, SOUP_METHOD_GET, path);

  g_task_set_source_tag (task, rounds_client_wait_async);
  send_request (self, task, self->waiting, message);
}

/**
 * rounds_client_upload_async:
 * @path: from `/api` on, with the query
 * @file: sent as the body of a `POST`, piece by piece
 * @progress: (nullable): told how much has been sent
 */
void
rounds_client_upload_async (RoundsClient         *self,
                            const char           *path,
                            GFile                *file,
                            RoundsClientProgress  progress,
                            gpointer              progress_data,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, rounds_client_upload_async);
  request->message = create_message (self, SOUP_METHOD_POST, path);
  request->progress = progress;
  request->progress_data = progress_data;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, upload_opened_cb, g_object_ref (task));
}

/**
 * rounds_client_finish:
 *
 * Returns: (transfer full): the body of an answer that is not a refusal, to be parsed where there is time for it
 */
GBytes *
rounds_client_finish (RoundsClient  *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rounds_client_finish_data:
 *
 * Returns: (transfer full): the `data` of the answer; for answers that are small
 */
JsonNode *
rounds_client_finish_data (RoundsClient  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr(GBytes) answer = rounds_client_finish (self, result, error);

  return answer != NULL ? rounds_client_parse_data (answer, error) : NULL;
}

/**
 * rounds_client_parse_data:
 * @answer: from rounds_client_finish()
 *
 * Returns: (transfer full): the `data` in it
 */
JsonNode *
rounds_client_parse_data (GBytes  *answer,
                          GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);

  return rounds_envelope_parse (SOUP_STATUS_OK, text != NULL ? text : "", (gssize) length, error);
}
