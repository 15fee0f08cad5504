/* rounds-test-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rounds-test-server.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "rounds-test-database.h"

static gboolean
on_too_late (gpointer data)
{
  g_error ("%s took more than %d seconds", (const char *) data, ROUNDS_TEST_SECONDS);
  return G_SOURCE_REMOVE;
}

/* Turns the main loop until @done is set; what takes too long fails. */
static void
wait_for (gpointer   *done,
          const char *what)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr(GSource) timeout = g_timeout_source_new_seconds (ROUNDS_TEST_SECONDS);

  g_source_set_callback (timeout, on_too_late, (gpointer) what, NULL);
  g_source_attach (timeout, context);
  while (*done == NULL)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Whatever becomes of the test, its server ends with it. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (const char * const *arguments,
       GSubprocessFlags    flags)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  /* A server that only grumbles is wrong too. */
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-criticals", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);

  return process;
}

static const char *
get_program (void)
{
  const char *program = g_getenv ("ROUNDS_SERVER");

  g_assert_nonnull (program);
  return program;
}

/**
 * rounds_test_server_new:
 *
 * Returns: (transfer full): a folder for a server that does not run yet
 */
RoundsTestServer *
rounds_test_server_new (void)
{
  RoundsTestServer *self = g_new0 (RoundsTestServer, 1);
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("rounds-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->uri = rounds_test_database_get_uri (self->folder);
  if (!rounds_test_database_is_postgresql ())
    self->database = g_strdup (self->uri + strlen ("sqlite:"));
  self->socket = g_build_filename (self->folder, "socket", NULL);

  return self;
}

/**
 * rounds_test_server_new_beside:
 * @other: whose database it has too; it must not go before this one
 *
 * Returns: (transfer full): another process's folder
 */
RoundsTestServer *
rounds_test_server_new_beside (RoundsTestServer *other)
{
  RoundsTestServer *self = rounds_test_server_new ();

  g_set_str (&self->uri, other->uri);
  g_set_str (&self->database, other->database);

  return self;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

void
rounds_test_server_free (RoundsTestServer *self)
{
  if (self->process != NULL)
    rounds_test_server_stop (self, SIGTERM);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->uri);
  g_free (self->socket);
  g_free (self);
}

static GStrv
collect (const char *first,
         va_list     args)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, get_program ());
  for (const char *argument = first; argument != NULL; argument = va_arg (args, const char *))
    g_strv_builder_add (builder, argument);

  return g_strv_builder_end (builder);
}

/**
 * rounds_test_server_run:
 * @output: (out) (optional) (transfer full): what the command printed
 * @errors: (out) (optional) (transfer full): what it said on standard error
 * @first: the command, then its arguments
 *
 * Returns: the exit status of a command of rounds-server
 */
int
rounds_test_server_run (RoundsTestServer  *self,
                        char             **output,
                        char             **errors,
                        const char        *first,
                        ...)
{
  g_auto(GStrv) arguments = NULL;
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  va_list args;

  va_start (args, first);
  arguments = collect (first, args);
  va_end (args);

  /* Several threads run commands: each hears of its own. */
  g_main_context_push_thread_default (context);
  process = spawn ((const char * const *) arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_result, &result);
  wait_for ((gpointer *) &result, arguments[1]);
  g_main_context_pop_thread_default (context);
  g_subprocess_communicate_utf8_finish (process, result, &out, &err, &error);
  g_assert_no_error (error);

  g_assert_true (g_subprocess_get_if_exited (process));
  if (output != NULL)
    *output = g_steal_pointer (&out);
  if (errors != NULL)
    *errors = g_steal_pointer (&err);

  return g_subprocess_get_exit_status (process);
}

static char *
write_password (RoundsTestServer *self)
{
  char *path = g_build_filename (self->folder, "password", NULL);

  g_assert_true (g_file_set_contents (path, ROUNDS_TEST_PASSWORD "\n", -1, NULL));
  return path;
}

/**
 * rounds_test_server_init:
 *
 * Makes the workspace, with the administrator admin@example.com in the team North.
 */
void
rounds_test_server_init (RoundsTestServer *self)
{
  g_autofree char *password = write_password (self);
  g_autofree char *errors = NULL;
  int status = rounds_test_server_run (self, NULL, &errors, "init", "--database", self->uri, "--admin-email", "admin@example.com",
                                       "--admin-password-file", password, "--team", "North", NULL);

  if (status != 0)
    g_error ("init: %s", errors);
}

/**
 * rounds_test_server_add_user:
 *
 * Adds a person with the password %ROUNDS_TEST_PASSWORD.
 */
void
rounds_test_server_add_user (RoundsTestServer *self,
                             const char       *email,
                             const char       *role,
                             const char       *team)
{
  g_autofree char *password = write_password (self);
  g_autofree char *errors = NULL;
  int status = rounds_test_server_run (self, NULL, &errors, "user", "add", "--database", self->uri, "--email", email, "--name",
                                       "Test Person", "--role", role, "--team", team, "--password-file", password, NULL);

  if (status != 0)
    g_error ("user add: %s", errors);
}

static char *
read_line (RoundsTestServer *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, NULL, on_result, &result);
  wait_for ((gpointer *) &result, "The server’s first line");
  line = g_data_input_stream_read_line_finish_utf8 (self->output, result, NULL, &error);
  g_assert_no_error (error);

  return line;
}

/**
 * rounds_test_server_start:
 * @first_argument: what comes after `serve --database URI`
 *
 * Starts the server and waits for the line that says where it listens.
 */
void
rounds_test_server_start (RoundsTestServer *self,
                          const char       *first_argument,
                          ...)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) arguments = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GSocketAddress) address = NULL;
  va_list args;

  g_strv_builder_add_many (builder, get_program (), "serve", "--quiet", "--database", self->uri, NULL);
  va_start (args, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (args, const char *))
    g_strv_builder_add (builder, argument);
  va_end (args);
  arguments = g_strv_builder_end (builder);

  self->process = spawn ((const char * const *) arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = read_line (self);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on "));

  if (strstr (line, " unix:") != NULL)
    {
      address = g_unix_socket_address_new (self->socket);
      self->base = g_strdup ("http://localhost");
    }
  else
    {
      self->base = g_strdup (line + strlen ("listening on "));
    }
  self->session = soup_session_new_with_options ("remote-connectable", address, "timeout", ROUNDS_TEST_SECONDS, NULL);
}

/**
 * rounds_test_server_stop:
 * @signal_number: such as SIGTERM
 *
 * Returns: the exit status; -1 when it did not exit by itself
 */
int
rounds_test_server_stop (RoundsTestServer *self,
                         int               signal_number)
{
  g_autoptr(GAsyncResult) result = NULL;
  int status = -1;

  g_subprocess_send_signal (self->process, signal_number);
  g_subprocess_wait_async (self->process, NULL, on_result, &result);
  wait_for ((gpointer *) &result, "Stopping the server");
  g_subprocess_wait_finish (self->process, result, NULL);
  if (g_subprocess_get_if_exited (self->process))
    status = g_subprocess_get_exit_status (self->process);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_clear_pointer (&self->base, g_free);

  return status;
}

/* A test's server shows a certificate of its own making. */
static gboolean
accept_certificate (SoupMessage          *message,
                    GTlsCertificate      *certificate,
                    GTlsCertificateFlags  flags,
                    gpointer              user_data)
{
  return TRUE;
}

/**
 * rounds_test_server_send_bytes:
 * @token: (nullable): of who asks
 * @type: (nullable): of the body
 * @body: (nullable): what is sent
 * @if_match: (nullable): a header
 *
 * Returns: (transfer full): the answer
 */
RoundsTestAnswer *
rounds_test_server_send_bytes (RoundsTestServer *self,
                               const char       *token,
                               const char       *method,
                               const char       *path,
                               const char       *type,
                               GBytes           *body,
                               const char       *if_match)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  RoundsTestAnswer *answer = g_new0 (RoundsTestAnswer, 1);
  JsonObject *object;

  g_assert_nonnull (message);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate), NULL);
  headers = soup_message_get_request_headers (message);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", if_match);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_result, &result);
  wait_for ((gpointer *) &result, path);
  bytes = soup_session_send_and_read_finish (self->session, result, &error);
  if (error != NULL)
    g_error ("%s %s: %s", method, path, error->message);

  headers = soup_message_get_response_headers (message);
  answer->status = soup_message_get_status (message);
  answer->type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->headers = soup_message_headers_ref (headers);
  answer->length = g_bytes_get_size (bytes);
  answer->text = g_strndup (g_bytes_get_data (bytes, NULL), answer->length);
  if (answer->type != NULL && strstr (answer->type, "json") != NULL && answer->length > 0)
    {
      answer->json = json_from_string (answer->text, &error);
      g_assert_no_error (error);
      /* An export is an array. */
      object = JSON_NODE_HOLDS_OBJECT (answer->json) ? json_node_get_object (answer->json) : NULL;
      if (object != NULL)
        {
          answer->data = json_object_get_member (object, "data");
          answer->code = json_object_get_string_member_with_default (object, "code", NULL);
        }
    }

  return answer;
}

/**
 * rounds_test_server_send:
 * @body: (nullable): JSON
 *
 * Returns: (transfer full): the answer
 */
RoundsTestAnswer *
rounds_test_server_send (RoundsTestServer *self,
                         const char       *token,
                         const char       *method,
                         const char       *path,
                         const char       *body)
{
  g_autoptr(GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  return rounds_test_server_send_bytes (self, token, method, path, "application/json", bytes, NULL);
}

RoundsTestAnswer *
rounds_test_expect_at (const char       *place,
                       RoundsTestServer *self,
                       const char       *token,
                       const char       *method,
                       const char       *path,
                       const char       *body,
                       guint             wanted)
{
  RoundsTestAnswer *answer = rounds_test_server_send (self, token, method, path, body);

  if (answer->status != wanted)
    g_error ("%s: %s %s answered %u, not %u: %s", place, method, path, answer->status, wanted, answer->text);

  return answer;
}

/**
 * rounds_test_create:
 * @collection: such as `institutions`
 * @body: JSON
 *
 * Makes a record as a client makes it.
 *
 * Returns: (transfer full): its id
 */
char *
rounds_test_create (RoundsTestServer *self,
                    const char       *token,
                    const char       *collection,
                    const char       *body)
{
  g_autofree char *path = g_strconcat ("/api/", collection, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (self, token, "POST", path, body, 201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

/**
 * rounds_test_create_with:
 * @format: JSON, written with ' for "
 *
 * Returns: (transfer full): the id of the record
 */
char *
rounds_test_create_with (RoundsTestServer *self,
                         const char       *token,
                         const char       *collection,
                         const char       *format,
                         ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (body, "'", '"');

  return rounds_test_create (self, token, collection, body);
}

/**
 * rounds_test_get_own_id:
 *
 * Returns: (transfer full): the id of who signed in with @token
 */
char *
rounds_test_get_own_id (RoundsTestServer *self,
                        const char       *token)
{
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (self, token, "GET", "/api/auth/me", NULL, 200);

  return g_strdup (rounds_test_answer_get (me, "id"));
}

/**
 * rounds_test_server_sign_in:
 * @email: (nullable): %NULL for a private socket
 *
 * Returns: (transfer full): a token
 */
char *
rounds_test_server_sign_in (RoundsTestServer *self,
                            const char       *email)
{
  g_autofree char *body = email != NULL ? g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, ROUNDS_TEST_PASSWORD)
                                        : g_strdup ("{}");
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (self, NULL, "POST", "/api/auth/login", body, 200);

  return g_strdup (rounds_test_answer_get (answer, "accessToken"));
}

void
rounds_test_answer_free (RoundsTestAnswer *self)
{
  g_free (self->type);
  g_free (self->etag);
  g_free (self->text);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

static JsonNode *
get_member (RoundsTestAnswer *self,
            const char       *member)
{
  g_assert_nonnull (self->data);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->data));

  return json_object_get_member (json_node_get_object (self->data), member);
}

/**
 * rounds_test_answer_get:
 *
 * Returns: (nullable): a text of the answer's data
 */
const char *
rounds_test_answer_get (RoundsTestAnswer *self,
                        const char       *member)
{
  JsonNode *node = get_member (self, member);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
rounds_test_answer_get_integer (RoundsTestAnswer *self,
                                const char       *member)
{
  JsonNode *node = get_member (self, member);

  g_assert_nonnull (node);
  return json_node_get_int (node);
}

/**
 * rounds_test_answer_assert_problem:
 *
 * The answer is problem+json with all that belongs in it (RFC 9457 and what the web clients read).
 */
void
rounds_test_answer_assert_problem (RoundsTestAnswer *self,
                                   guint             status,
                                   const char       *code)
{
  JsonObject *problem;
  JsonObject *error;

  if (self->status != status || g_strcmp0 (self->code, code) != 0)
    g_error ("answered %u, not %u %s: %s", self->status, status, code, self->text);

  g_assert_cmpstr (self->type, ==, "application/problem+json");
  problem = json_node_get_object (self->json);
  g_assert_cmpint (json_object_get_int_member (problem, "status"), ==, status);
  g_assert_true (json_object_has_member (problem, "type"));
  g_assert_true (json_object_has_member (problem, "title"));
  g_assert_cmpstr (json_object_get_string_member (problem, "detail"), !=, "");
  g_assert_true (json_object_has_member (problem, "instance"));
  g_assert_false (json_object_get_boolean_member (problem, "success"));
  error = json_object_get_object_member (problem, "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, code);
  g_assert_cmpstr (json_object_get_string_member (error, "message"), ==, json_object_get_string_member (problem, "detail"));
}

/**
 * rounds_test_shared_data:
 *
 * Returns: (transfer full) (nullable): the path of a sample file; %NULL where there are none
 */
char *
rounds_test_shared_data (const char *name)
{
  const char *folder = g_getenv ("ROUNDS_SHARED_DATA");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL)
                                         : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "data", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
