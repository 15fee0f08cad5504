/* fuzz-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fuzz-requests.h"
#include "model/rounds-json.h"
#include "rounds-fuzz.h"
#include "rounds-test-server.h"
#include "wire/rounds-problem-json.h"

/*
 * A real server under the sanitizers, asked over its socket by people of each role, on several connections at once. Whatever it is
 * asked, it answers: with what its own description promises, or with a problem that says what is wrong, and never that it is its fault.
 */

#define CONNECTIONS 8

/* Requests after which it is said how far it is, and looked whether all is well; megabytes that the server may have then. */
#define STEP 20000
#define MEMORY_MAXIMUM 4096

#define PATIENCE_MS 60000

/**
 * Line:
 * @fd: the connection; -1 when there is none
 * @request: (nullable): what was asked and has no answer yet
 * @index: which request it is
 * @input: what has come and was not read yet
 */
typedef struct
{
  int fd;
  FuzzRequest *request;
  guint index;
  GString *input;
} Line;

static RoundsTestServer *server;
static FuzzPeople people;
static JsonObject *description;
static guint32 seed;
static guint counts[600];
static gint64 began_at;

static void G_GNUC_PRINTF (3, 4) G_GNUC_NORETURN
fail (Line       *line,
      const char *answer,
      const char *format,
      ...)
{
  g_autofree char *request = line->request != NULL ? fuzz_request_show (line->request, &people) : NULL;
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_error ("seed %u, request %u: %s\n# asked: %s\n# answered: %.2000s", seed, line->index, message, request != NULL ? request : "nothing",
           answer != NULL ? answer : "nothing");
}

static void
line_open (Line *self)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_assert_cmpuint (strlen (server->socket), <, sizeof address.sun_path);
  strcpy (address.sun_path, server->socket);

  self->fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (self->fd, >=, 0);
  if (connect (self->fd, (struct sockaddr *) &address, sizeof address) != 0)
    fail (self, NULL, "the server does not take a connection: %s", g_strerror (errno));
  g_string_truncate (self->input, 0);
}

static void
line_close (Line *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_string_truncate (self->input, 0);
}

/* Returns FALSE at the end of the connection. */
static gboolean
line_receive (Line *self)
{
  struct pollfd entry = { self->fd, POLLIN, 0 };
  char buffer[65536];
  gssize got;

  if (poll (&entry, 1, PATIENCE_MS) <= 0)
    fail (self, self->input->str, "no answer");
  got = recv (self->fd, buffer, sizeof buffer, 0);
  if (got <= 0)
    return FALSE;
  g_string_append_len (self->input, buffer, got);

  return TRUE;
}

static void
line_send (Line *self)
{
  const char *data = self->request->bytes->str;
  gsize left = self->request->bytes->len;

  if (self->fd < 0)
    line_open (self);
  while (left > 0)
    {
      gssize sent = send (self->fd, data, left, MSG_NOSIGNAL);

      /* Who refuses a body before it has come need not read it; the answer is there. */
      if (sent < 0)
        return;
      data += sent;
      left -= (gsize) sent;
    }

  /* No more will come, however much was said to come. */
  if (self->request->is_broken)
    shutdown (self->fd, SHUT_WR);
}

static char *
find_header (const char *head,
             const char *name)
{
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));

  return NULL;
}

static gboolean
is_promised (const RoundsRoute *route,
             guint              status)
{
  g_autoptr(GString) path = g_string_new (route->pattern);
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  g_autofree char *number = g_strdup_printf ("%u", status);
  JsonObject *item;
  JsonObject *operation;

  g_string_replace (path, ":id", "{id}", 0);
  item = json_object_get_object_member (json_object_get_object_member (description, "paths"), path->str);
  operation = json_object_get_object_member (item, method);
  return json_object_has_member (json_object_get_object_member (operation, "responses"), number);
}

static void
check_json (Line       *line,
            const char *answer,
            const char *body,
            gsize       length,
            guint       status,
            gboolean    is_problem)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = rounds_json_parse_object (body, (gssize) length, &error);
  gint64 number;

  if (object == NULL)
    fail (line, answer, "the answer is not JSON: %s", error->message);
  if (!is_problem)
    {
      if (!json_object_has_member (object, "data") && !json_object_has_member (object, "openapi"))
        fail (line, answer, "the answer has no data");
      return;
    }

  if (!rounds_json_get_integer (object, "status", &number) || number != status || rounds_json_get_text (object, "code") == NULL ||
      rounds_json_get_text (object, "detail") == NULL || *rounds_json_get_text (object, "detail") == '\0')
    fail (line, answer, "the problem is not whole");
}

static void
check_answer (Line       *line,
              const char *answer,
              guint       status,
              const char *type,
              const char *body,
              gsize       length)
{
  gboolean is_problem = status >= 400;

  if (status < 200 || status >= 500)
    fail (line, answer, "the server says %u", status);
  /* What is no HTTP is answered by the library. */
  if (line->request->is_broken)
    return;

  if (line->request->route != NULL && !is_promised (line->request->route, status))
    fail (line, answer, "%u is not promised for %s %s", status, line->request->route->method, line->request->route->pattern);
  if (line->request->is_head)
    return;
  if (is_problem && g_strcmp0 (type, ROUNDS_PROBLEM_CONTENT_TYPE) != 0)
    fail (line, answer, "the refusal is of the type %s", type);
  if (is_problem || g_strcmp0 (type, "application/json") == 0)
    check_json (line, answer, body, length, status, is_problem);
}

/* Reads the answer to what was asked on this connection. */
static void
line_finish (Line *self)
{
  const char *end = NULL;
  g_autofree char *head = NULL;
  g_autofree char *type = NULL;
  g_autofree char *length_text = NULL;
  g_autofree char *connection = NULL;
  guint64 length = 0;
  gsize head_length;
  guint status = 0;
  gboolean is_over = FALSE;

  while ((end = strstr (self->input->str, "\r\n\r\n")) == NULL)
    if (!line_receive (self))
      {
        is_over = TRUE;
        break;
      }

  if (is_over)
    {
      if (!self->request->is_broken)
        fail (self, self->input->str, "the connection ended without an answer");
      line_close (self);
      g_clear_pointer (&self->request, fuzz_request_free);
      return;
    }

  head_length = (gsize) (end - self->input->str) + 4;
  head = g_strndup (self->input->str, head_length);
  if (sscanf (head, "HTTP/1.%*d %u", &status) != 1)
    fail (self, self->input->str, "the answer is not HTTP");
  type = find_header (head, "Content-Type");
  connection = find_header (head, "Connection");
  length_text = find_header (head, "Content-Length");
  if (length_text != NULL && !self->request->is_head)
    length = g_ascii_strtoull (length_text, NULL, 10);
  else if (length_text == NULL && !self->request->is_broken)
    fail (self, self->input->str, "the answer does not say how long it is");

  while (self->input->len < head_length + length && !is_over)
    is_over = !line_receive (self);
  if (is_over && !self->request->is_broken)
    fail (self, self->input->str, "the answer was cut off");

  counts[MIN (status, G_N_ELEMENTS (counts) - 1)]++;
  check_answer (self, self->input->str, status, type, self->input->str + head_length, length);

  g_string_erase (self->input, 0, (gssize) MIN (head_length + length, self->input->len));
  if (is_over || self->request->is_broken || g_strcmp0 (connection, "close") == 0)
    line_close (self);
  else if (self->input->len > 0)
    fail (self, self->input->str, "more came than was asked for");
  g_clear_pointer (&self->request, fuzz_request_free);
}

static void
sign_in (guint       index,
         const char *email)
{
  g_autoptr(RoundsTestAnswer) me = NULL;

  people.tokens[index] = rounds_test_server_sign_in (server, email);
  me = rounds_test_expect (server, people.tokens[index], "GET", "/api/auth/me", NULL, 200);
  people.ids[index] = g_strdup (rounds_test_answer_get (me, "id"));
}

static void
start (void)
{
  g_autoptr(RoundsTestAnswer) answer = NULL;

  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "user@example.com", "user", "North");
  rounds_test_server_add_user (server, "manager@example.com", "team_admin", "North");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  sign_in (0, "user@example.com");
  sign_in (1, "manager@example.com");
  sign_in (2, "admin@example.com");

  answer = rounds_test_expect (server, NULL, "GET", "/api/openapi.json", NULL, 200);
  description = json_object_ref (json_node_get_object (answer->json));
}

/* Megabytes of memory that the server has, with what the sanitizers keep for it. */
static guint64
get_memory (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (server->process));
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* What was asked may have ended a session, or somebody’s being here: who is left goes on. */
static guint
renew_people (void)
{
  static const char * const emails[FUZZ_PEOPLE] = { "user@example.com", "manager@example.com", "admin@example.com" };
  guint n_people = 0;

  for (guint i = 0; i < FUZZ_PEOPLE; i++)
    {
      g_autoptr(RoundsTestAnswer) me = rounds_test_server_send (server, people.tokens[i], "GET", "/api/auth/me", NULL);
      g_autoptr(RoundsTestAnswer) grant = NULL;
      g_autofree char *body = NULL;

      if (me->status == 401)
        {
          body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"" ROUNDS_TEST_PASSWORD "\"}", emails[i]);
          grant = rounds_test_server_send (server, NULL, "POST", "/api/auth/login", body);
          if (grant->status == 200)
            g_set_str (&people.tokens[i], rounds_test_answer_get (grant, "accessToken"));
        }
      n_people += me->status == 200 || (grant != NULL && grant->status == 200);
    }

  return n_people;
}

/* Nobody waits a quarter of an hour without a word, or for a server that eats the machine. */
static void
tell_progress (guint index,
               guint n_requests)
{
  const guint64 memory = get_memory ();
  const guint n_people = renew_people ();

  g_test_message ("%u of %u requests from seed %u, %u s, %" G_GUINT64_FORMAT " MB, %u of %u people signed in", index, n_requests, seed,
                  (guint) ((g_get_monotonic_time () - began_at) / G_USEC_PER_SEC), memory, n_people, FUZZ_PEOPLE);
  g_assert_cmpuint (memory, <, MEMORY_MAXIMUM);
  g_assert_cmpuint (n_people, >, 0);
}

static void
test_requests (void)
{
  guint n_requests = rounds_fuzz_count ();
  const char *wanted = g_getenv ("ROUNDS_TEST_REQUESTS");
  g_autoptr(GRand) random = NULL;
  Line lines[CONNECTIONS] = { 0 };

  seed = rounds_fuzz_get_seed ();
  random = g_rand_new_with_seed (seed);
  if (wanted != NULL)
    n_requests = (guint) g_ascii_strtoull (wanted, NULL, 10);
  g_test_message ("%u requests from seed %u", n_requests, seed);
  for (guint i = 0; i < CONNECTIONS; i++)
    lines[i] = (Line) { .fd = -1, .input = g_string_new (NULL) };

  began_at = g_get_monotonic_time ();
  for (guint i = 0; i < n_requests; i++)
    {
      Line *line = &lines[i % CONNECTIONS];

      if (line->request != NULL)
        line_finish (line);
      if (i > 0 && i % STEP == 0)
        tell_progress (i, n_requests);
      line->request = fuzz_request_new (random, i, &people);
      line->index = i;
      line_send (line);
      /* The other client's connections grow old meanwhile. */
      g_main_context_iteration (NULL, FALSE);
    }
  for (guint i = 0; i < CONNECTIONS; i++)
    {
      if (lines[i].request != NULL)
        line_finish (&lines[i]);
      line_close (&lines[i]);
      g_string_free (lines[i].input, TRUE);
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      g_test_message ("%u: %u answers", i, counts[i]);
  /* Requests that all fail for one reason would find nothing. */
  g_assert_cmpuint (counts[200] + counts[201], >, n_requests / 10);
}

/* Leaks and what the sanitizers have found make the exit status other than 0. */
static void
test_end (void)
{
  g_autoptr(RoundsTestAnswer) health = rounds_test_expect (server, NULL, "GET", "/api/ready", NULL, 200);

  g_assert_cmpint (rounds_test_server_stop (server, SIGTERM), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  start ();
  g_test_add_func ("/fuzz/server/requests", test_requests);
  g_test_add_func ("/fuzz/server/end", test_end);
  status = g_test_run ();

  for (guint i = 0; i < FUZZ_PEOPLE; i++)
    {
      g_free (people.tokens[i]);
      g_free (people.ids[i]);
    }
  json_object_unref (description);
  rounds_test_server_free (server);
  return status;
}
