/* test-server-imports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* Registers through the server and through the command: all of a file, or nothing of it. */

#define SAMPLE "finess/finess-2021-sample-12000.latin1.csv"
#define N_LINES 12000

static gint64
count_institutions (RoundsTestServer *server)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  gint64 result;

  g_assert_no_error (error);
  rounds_database_query_integer (database, &result, &error, "SELECT count(*) FROM institutions", NULL);
  g_assert_no_error (error);

  return result;
}

static char *
get_sample (const char *name)
{
  char *path = rounds_test_shared_data (name);

  if (path == NULL)
    g_test_skip ("There is no sample of the register: set ROUNDS_SHARED_DATA");
  return path;
}

static GBytes *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static char *
begin (RoundsTestServer *server,
       const char       *token,
       const char       *register_name,
       GBytes           *content)
{
  g_autofree char *path = g_strconcat ("/api/imports?register=", register_name, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send_bytes (server, token, "POST", path, "application/octet-stream", content,
                                                                      NULL);

  if (answer->status != 202)
    g_error ("%u %s", answer->status, answer->text);
  return g_strconcat ("/api/imports/", rounds_test_answer_get (answer, "id"), NULL);
}

/* Asks until the import is over, or has got somewhere. */
static RoundsTestAnswer *
follow (RoundsTestServer *server,
        const char       *token,
        const char       *path,
        double            until)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      RoundsTestAnswer *answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
      double progress = json_object_get_double_member (json_node_get_object (answer->data), "progress");

      g_assert_cmpfloat (progress, >=, 0);
      g_assert_cmpfloat (progress, <=, 1);
      if (g_strcmp0 (rounds_test_answer_get (answer, "state"), "running") != 0 || (until < 1 && progress >= until))
        return answer;
      rounds_test_answer_free (answer);
    }

  g_error ("%s takes too long", path);
}

static gint64
get_count (RoundsTestAnswer *answer,
           const char       *member)
{
  JsonObject *report = json_object_get_object_member (json_node_get_object (answer->data), "report");

  return json_object_get_int_member (report, member);
}

static RoundsTestServer *
start (char **token)
{
  RoundsTestServer *server = rounds_test_server_new ();

  rounds_test_server_start (server, "--socket", server->socket, "--private", NULL);
  *token = rounds_test_server_sign_in (server, NULL);
  return server;
}

static void
test_register (void)
{
  g_autofree char *sample = get_sample (SAMPLE);
  g_autoptr(RoundsTestServer) server = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autofree char *sae = rounds_test_shared_data ("sae/MCO_2023r.csv");
  g_autoptr(RoundsTestAnswer) first = NULL;
  g_autoptr(RoundsTestAnswer) second = NULL;
  g_autoptr(RoundsTestAnswer) beds = NULL;

  if (sample == NULL)
    return;

  server = start (&token);
  content = load (sample);
  path = begin (server, token, "finess", content);
  first = follow (server, token, path, 1);
  g_assert_cmpstr (rounds_test_answer_get (first, "state"), ==, "done");
  g_assert_cmpint (get_count (first, "created"), ==, N_LINES);
  g_assert_cmpint (count_institutions (server), ==, N_LINES);

  again = begin (server, token, "finess", content);
  second = follow (server, token, again, 1);
  g_assert_cmpint (get_count (second, "created"), ==, 0);
  g_assert_cmpint (get_count (second, "updated"), ==, 0);
  g_assert_cmpint (get_count (second, "unchanged"), ==, N_LINES);

  if (sae != NULL)
    {
      g_autoptr(GBytes) sae_content = load (sae);
      g_autofree char *sae_path = begin (server, token, "sae", sae_content);

      beds = follow (server, token, sae_path, 1);
      g_assert_cmpstr (rounds_test_answer_get (beds, "state"), ==, "done");
      g_assert_cmpint (get_count (beds, "created"), ==, 0);
      g_assert_cmpint (get_count (beds, "updated"), >, 0);
    }
}

static void
test_cancel (void)
{
  g_autofree char *sample = get_sample (SAMPLE);
  g_autoptr(RoundsTestServer) server = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) half_way = NULL;
  g_autoptr(RoundsTestAnswer) cancelled = NULL;
  g_autoptr(RoundsTestAnswer) end = NULL;
  g_autoptr(RoundsTestAnswer) unknown = NULL;

  if (sample == NULL)
    return;

  server = start (&token);
  content = load (sample);
  path = begin (server, token, "finess", content);
  half_way = follow (server, token, path, 0.1);
  g_assert_cmpstr (rounds_test_answer_get (half_way, "state"), ==, "running");
  cancelled = rounds_test_expect (server, token, "DELETE", path, NULL, 200);
  end = follow (server, token, path, 1);
  g_assert_cmpstr (rounds_test_answer_get (end, "state"), ==, "cancelled");
  g_assert_cmpint (count_institutions (server), ==, 0);

  unknown = rounds_test_server_send (server, token, "DELETE", "/api/imports/01a1ff10-1808-7558-ad8d-4a9bcac973ea", NULL);
  rounds_test_answer_assert_problem (unknown, 404, "NOT_FOUND");
}

/* The server dies in the middle: nothing of the file is there, and it starts again as if nothing had been. */
static void
test_kill (void)
{
  g_autofree char *sample = get_sample (SAMPLE);
  g_autoptr(RoundsTestServer) server = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autoptr(RoundsTestAnswer) half_way = NULL;
  g_autoptr(RoundsTestAnswer) whole = NULL;

  if (sample == NULL)
    return;

  server = start (&token);
  content = load (sample);
  path = begin (server, token, "finess", content);
  half_way = follow (server, token, path, 0.3);
  g_assert_cmpstr (rounds_test_answer_get (half_way, "state"), ==, "running");
  g_assert_cmpint (rounds_test_server_stop (server, 9), ==, -1);

  g_assert_cmpint (count_institutions (server), ==, 0);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "check", "--database", server->uri, NULL), ==, 0);

  rounds_test_server_start (server, "--socket", server->socket, "--private", NULL);
  again = begin (server, token, "finess", content);
  whole = follow (server, token, again, 1);
  g_assert_cmpint (get_count (whole, "created"), ==, N_LINES);
}

/* Asked to stop in the middle of an import, the server takes it back and goes. */
static void
test_stop (void)
{
  g_autofree char *sample = get_sample (SAMPLE);
  g_autoptr(RoundsTestServer) server = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) half_way = NULL;

  if (sample == NULL)
    return;

  server = start (&token);
  content = load (sample);
  path = begin (server, token, "finess", content);
  half_way = follow (server, token, path, 0.1);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  g_assert_cmpint (count_institutions (server), ==, 0);
}

static void
assert_bad_upload (RoundsTestServer *server,
                   const char       *token,
                   const char       *content,
                   gsize             length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (content, length);
  g_autofree char *path = begin (server, token, "finess", bytes);
  g_autoptr(RoundsTestAnswer) end = follow (server, token, path, 1);
  JsonObject *problem = json_object_get_object_member (json_node_get_object (end->data), "problem");

  g_assert_cmpstr (rounds_test_answer_get (end, "state"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (problem, "detail"), !=, "");
  g_assert_cmpint (json_object_get_int_member (problem, "status"), <, 500);
}

static void
test_bad_uploads (void)
{
  g_autofree char *token = NULL;
  g_autoptr(RoundsTestServer) server = start (&token);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(RoundsTestAnswer) empty = NULL;

  assert_bad_upload (server, token, "a,b,c\n1,2,3\n", 12);
  assert_bad_upload (server, token, "\x7f" "ELF\x02\x01\x01\0\0\0\0\0\xff\xfe", 14);
  empty = rounds_test_server_send_bytes (server, token, "POST", "/api/imports?register=finess", "text/csv", nothing, NULL);
  rounds_test_answer_assert_problem (empty, 422, "EMPTY_FILE");
  g_assert_cmpint (count_institutions (server), ==, 0);
}

/* What there is, as it is kept. */
static char *
dump (RoundsTestServer *server)
{
  char *text = NULL;

  g_assert_cmpint (rounds_test_server_run (server, &text, NULL, "export", "institutions", "--database", server->uri, NULL), ==, 0);
  return text;
}

static void
assert_bad_file (RoundsTestServer *server,
                 const char       *name,
                 const char       *content,
                 gsize             length,
                 gboolean          has_line)
{
  g_autofree char *path = g_build_filename (server->folder, name, NULL);
  g_autofree char *errors = NULL;
  g_autofree char *before = dump (server);
  g_autofree char *after = NULL;
  g_autofree char *new_uri = g_strconcat (server->uri, server->database != NULL ? "-new" : "_new", NULL);

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &errors, "import", "finess", path, "--database", server->uri, NULL), ==, 1);
  after = dump (server);
  g_test_message ("%s", errors);
  g_assert_nonnull (strstr (errors, name));
  if (has_line)
    g_assert_true (g_regex_match_simple ("[0-9]", strstr (errors, name) + strlen (name), 0, 0));
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "import", "finess", path, "--database", new_uri, NULL), ==, 1);
  if (server->database != NULL)
    g_assert_false (g_file_test (new_uri + strlen ("sqlite:"), G_FILE_TEST_EXISTS));
}

static void
test_command (void)
{
  g_autofree char *sample = get_sample (SAMPLE);
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *missing = NULL;
  g_autoptr(GBytes) content = NULL;
  const char *data;
  gsize length;

  if (sample == NULL)
    return;

  g_assert_cmpint (rounds_test_server_run (server, &first, NULL, "import", "finess", sample, "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (first, ==, "12000 created, 0 updated, 0 unchanged, 0 refused\n");
  g_assert_cmpint (rounds_test_server_run (server, &second, NULL, "import", "finess", sample, "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (second, ==, "0 created, 0 updated, 12000 unchanged, 0 refused\n");

  content = load (sample);
  data = g_bytes_get_data (content, &length);
  assert_bad_file (server, "cut.csv", data, length / 2 + 37, TRUE);
  assert_bad_file (server, "other.csv", "name;town\nA;B\n", strlen ("name;town\nA;B\n"), TRUE);
  assert_bad_file (server, "empty.csv", "", 0, FALSE);
  assert_bad_file (server, "binary.csv", "\x7f" "ELF\x02\x01\x01\0\0\0\0\0\xff\xfe", 14, FALSE);

  g_assert_cmpint (rounds_test_server_run (server, NULL, &missing, "import", "finess", "/nowhere/finess.csv", "--database", server->uri, NULL),
                   ==, 1);
  g_assert_nonnull (strstr (missing, "/nowhere/finess.csv"));
  g_assert_cmpint (count_institutions (server), ==, N_LINES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The report's words are checked. */
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);

  g_test_add_func ("/server/imports/register", test_register);
  g_test_add_func ("/server/imports/cancel", test_cancel);
  g_test_add_func ("/server/imports/kill", test_kill);
  g_test_add_func ("/server/imports/stop", test_stop);
  g_test_add_func ("/server/imports/bad-uploads", test_bad_uploads);
  g_test_add_func ("/server/imports/command", test_command);

  return g_test_run ();
}
