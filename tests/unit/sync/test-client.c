/* test-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "model/rounds-problem.h"
#include "sync/rounds-client.h"

/* What a request came to. */
typedef struct
{
  GMainLoop *loop;
  JsonNode *data;
  GError *error;
} Outcome;

typedef struct
{
  char *folder;
  char *socket;
  SoupServer *server;
  RoundsClient *client;
  Outcome outcome;
  char *authorization;
  char *body;
  char *path;
  guint requests;
  SoupServerMessage *held;
} Fixture;

static void
handler (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *answer = "{\"success\":true,\"data\":{\"answer\":42}}";
  guint status = 200;

  fixture->requests++;
  g_set_str (&fixture->path, path);
  g_set_str (&fixture->authorization,
             soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"));
  g_free (fixture->body);
  fixture->body = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);

  if (g_str_equal (path, "/api/hold"))
    {
      fixture->held = g_object_ref (message);
      soup_server_message_pause (message);
      g_main_loop_quit (fixture->outcome.loop);
      return;
    }
  if (g_str_equal (path, "/api/refused"))
    {
      status = 422;
      answer = "{\"type\":\"about:blank\",\"title\":\"Invalid\",\"status\":422,\"code\":\"VALIDATION\",\"detail\":\"No good\","
               "\"errors\":[{\"field\":\"name\",\"code\":\"REQUIRED\",\"detail\":\"Name is needed\"}]}";
    }
  else if (g_str_equal (path, "/api/proxy"))
    {
      status = 502;
      answer = "<html>Bad gateway</html>";
    }
  else if (g_str_equal (path, "/api/broken"))
    {
      answer = "{\"success\":tru";
    }
  else if (g_str_equal (path, "/api/html"))
    {
      status = 500;
      answer = "<html>Oops</html>";
    }

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer, strlen (answer));
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(GSocketAddress) address = NULL;
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("rounds-client-XXXXXX", NULL);
  fixture->socket = g_build_filename (fixture->folder, "server.sock", NULL);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, handler, fixture, NULL);
  address = g_unix_socket_address_new (fixture->socket);
  soup_server_listen (fixture->server, address, 0, &error);
  g_assert_no_error (error);

  fixture->client = rounds_client_new (NULL, fixture->socket, &error);
  g_assert_no_error (error);
  fixture->outcome.loop = g_main_loop_new (NULL, FALSE);
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->data, json_node_unref);
  g_clear_error (&outcome->error);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  outcome_clear (&fixture->outcome);
  rounds_client_abort (fixture->client);
  g_clear_object (&fixture->held);
  soup_server_disconnect (fixture->server);
  g_assert_finalize_object (fixture->client);
  g_clear_object (&fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (fixture->outcome.loop);
  g_unlink (fixture->socket);
  g_rmdir (fixture->folder);
  g_free (fixture->socket);
  g_free (fixture->folder);
  g_free (fixture->authorization);
  g_free (fixture->body);
  g_free (fixture->path);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome_clear (outcome);
  outcome->data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &outcome->error);
  g_assert_true ((outcome->data == NULL) == (outcome->error != NULL));
  g_main_loop_quit (outcome->loop);
}

static void
request (Fixture    *fixture,
         const char *method,
         const char *path,
         const char *body)
{
  rounds_client_request_async (fixture->client, method, path, body, NULL, answered_cb, &fixture->outcome);
  g_main_loop_run (fixture->outcome.loop);
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  user_data)
{
  request (fixture, "POST", "/api/things", "{\"a\":1}");
  g_assert_no_error (fixture->outcome.error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (fixture->outcome.data), "answer"), ==, 42);
  g_assert_cmpstr (fixture->body, ==, "{\"a\":1}");
  g_assert_cmpstr (fixture->path, ==, "/api/things");
}

static void
test_token (Fixture       *fixture,
            gconstpointer  user_data)
{
  request (fixture, "GET", "/api/things", NULL);
  g_assert_null (fixture->authorization);

  rounds_client_set_token (fixture->client, "secret");
  g_assert_true (rounds_client_has_token (fixture->client));
  request (fixture, "GET", "/api/things", NULL);
  g_assert_cmpstr (fixture->authorization, ==, "Bearer secret");

  rounds_client_set_token (fixture->client, NULL);
  g_assert_false (rounds_client_has_token (fixture->client));
  request (fixture, "GET", "/api/things", NULL);
  g_assert_null (fixture->authorization);
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  user_data)
{
  GPtrArray *fields;
  RoundsFieldProblem *problem;

  request (fixture, "GET", "/api/refused", NULL);
  g_assert_error (fixture->outcome.error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpstr (fixture->outcome.error->message, ==, "No good");
  fields = rounds_problem_get_fields (fixture->outcome.error);
  g_assert_cmpuint (fields->len, ==, 1);
  problem = g_ptr_array_index (fields, 0);
  g_assert_cmpstr (problem->field, ==, "name");
  g_assert_cmpstr (problem->code, ==, "REQUIRED");
}

static void
test_foreign_answers (Fixture       *fixture,
                      gconstpointer  user_data)
{
  request (fixture, "GET", "/api/proxy", NULL);
  g_assert_error (fixture->outcome.error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAVAILABLE);
  g_assert_cmpstr (rounds_problem_get_code (fixture->outcome.error), ==, "OFFLINE");

  request (fixture, "GET", "/api/html", NULL);
  g_assert_error (fixture->outcome.error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FAILED);

  request (fixture, "GET", "/api/broken", NULL);
  g_assert_nonnull (fixture->outcome.error);
  g_assert_true (fixture->outcome.error->domain == ROUNDS_PROBLEM);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nobody.sock", NULL);
  g_autoptr(RoundsClient) client = rounds_client_new (NULL, nowhere, NULL);

  rounds_client_request_async (client, "GET", "/api/things", NULL, NULL, answered_cb, &fixture->outcome);
  g_main_loop_run (fixture->outcome.loop);
  g_assert_error (fixture->outcome.error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAVAILABLE);
  g_assert_cmpstr (rounds_problem_get_code (fixture->outcome.error), ==, "OFFLINE");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  rounds_client_wait_async (fixture->client, "/api/hold", cancellable, answered_cb, &fixture->outcome);
  g_main_loop_run (fixture->outcome.loop);
  g_assert_nonnull (fixture->held);

  /* What waits does not hold up what does not. */
  request (fixture, "GET", "/api/things", NULL);
  g_assert_no_error (fixture->outcome.error);

  g_cancellable_cancel (cancellable);
  g_main_loop_run (fixture->outcome.loop);
  g_assert_error (fixture->outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  soup_server_message_unpause (fixture->held);
}

static void
progress_cb (double   fraction,
             gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_upload (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file.csv", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) no_file = g_file_new_for_path (missing);
  g_autoptr(GString) content = g_string_new (NULL);
  double fraction = 0;

  for (guint i = 0; i < 100000; i++)
    g_string_append (content, "a;line\n");
  g_assert_true (g_file_set_contents (path, content->str, (gssize) content->len, NULL));

  rounds_client_upload_async (fixture->client, "/api/imports", file, progress_cb, &fraction, NULL, answered_cb, &fixture->outcome);
  g_main_loop_run (fixture->outcome.loop);
  g_assert_no_error (fixture->outcome.error);
  g_assert_cmpstr (fixture->body, ==, content->str);
  g_assert_cmpfloat_with_epsilon (fraction, 1.0, 1e-9);

  rounds_client_upload_async (fixture->client, "/api/imports", no_file, NULL, NULL, NULL, answered_cb, &fixture->outcome);
  g_main_loop_run (fixture->outcome.loop);
  g_assert_error (fixture->outcome.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (path);
}

static void
test_url (void)
{
  const char * const bad[] = { "", "rounds", "ftp://example.org", "https://", "http:///x", "http://example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (rounds_client_new (bad[i], NULL, &error));
      g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED);
    }

  g_assert_finalize_object (rounds_client_new ("https://rounds.example.org/", NULL, NULL));
  g_assert_finalize_object (rounds_client_new ("http://127.0.0.1:8080", NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/sync/client/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("answer", test_answer);
  ADD ("token", test_token);
  ADD ("problem", test_problem);
  ADD ("foreign-answers", test_foreign_answers);
  ADD ("offline", test_offline);
  ADD ("cancel", test_cancel);
  ADD ("upload", test_upload);
#undef ADD
  g_test_add_func ("/sync/client/url", test_url);

  return g_test_run ();
}
