/* test-private-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/un.h>

#include "model/rounds-problem.h"
#include "sync/rounds-private-server.h"

/* A program in the place of rounds-server, that notes how it was called. */
#define LISTENS "echo \"$$ $*\" >> \"$(dirname \"$0\")/calls\"\n" \
                "echo 'listening on a socket'\n"                  \
                "exec sleep 600\n"
#define FAILS "echo 'rounds-server: the disk is full' >&2\nexit 1\n"

typedef struct
{
  char *folder;
  char *program;
  GMainLoop *loop;
  RoundsPrivateServer *server;
  guint ready;
  guint lost;
  char *code;
  char *message;
} Fixture;

static void
ready_cb (Fixture *fixture)
{
  fixture->ready++;
  g_main_loop_quit (fixture->loop);
}

static void
lost_cb (Fixture      *fixture,
         const GError *error)
{
  fixture->lost++;
  g_set_str (&fixture->code, rounds_problem_get_code (error));
  g_set_str (&fixture->message, error->message);
  g_assert_true (g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAVAILABLE));
  g_main_loop_quit (fixture->loop);
}

static void
write_program (Fixture    *fixture,
               const char *text)
{
  g_autofree char *script = g_strconcat ("#!/bin/sh\n", text, NULL);

  g_assert_true (g_file_set_contents_full (fixture->program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static RoundsPrivateServer *
create_server (Fixture *fixture)
{
  RoundsPrivateServer *server = rounds_private_server_new (fixture->folder);

  g_signal_connect_swapped (server, "ready", G_CALLBACK (ready_cb), fixture);
  g_signal_connect_swapped (server, "lost", G_CALLBACK (lost_cb), fixture);
  return server;
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("rounds-server-XXXXXX", NULL);
  fixture->program = g_build_filename (fixture->folder, "rounds-server", NULL);
  g_setenv ("ROUNDS_SERVER", fixture->program, TRUE);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->server = create_server (fixture);
}

static void
stopped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (rounds_private_server_stop_finish (ROUNDS_PRIVATE_SERVER (object), result, NULL));
  g_main_loop_quit (fixture->loop);
}

static void
stop (Fixture *fixture)
{
  rounds_private_server_stop_async (fixture->server, stopped_cb, fixture);
  g_main_loop_run (fixture->loop);
  g_assert_false (rounds_private_server_is_ready (fixture->server));
}

static void
start (Fixture *fixture)
{
  rounds_private_server_start (fixture->server);
  g_main_loop_run (fixture->loop);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  const char * const names[] = { "rounds-server", "calls", "server.lock" };

  stop (fixture);
  g_assert_finalize_object (fixture->server);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_main_loop_unref (fixture->loop);
  g_free (fixture->program);
  g_free (fixture->folder);
  g_free (fixture->code);
  g_free (fixture->message);
}

/* Returns: (transfer full): a line a start, "PID ARGUMENTS" */
static GStrv
read_calls (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "calls", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (char *, 1);
  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

static void
kill_latest (Fixture *fixture)
{
  g_auto(GStrv) calls = read_calls (fixture);
  guint n = g_strv_length (calls);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpint (kill ((pid_t) g_ascii_strtoll (calls[n - 1], NULL, 10), SIGKILL), ==, 0);
}

static void
test_start (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_auto(GStrv) calls = NULL;
  g_autofree char *expected = NULL;

  write_program (fixture, LISTENS);
  rounds_private_server_set_demo (fixture->server, 3);
  g_assert_false (rounds_private_server_is_ready (fixture->server));
  start (fixture);
  g_assert_cmpuint (fixture->ready, ==, 1);
  g_assert_true (rounds_private_server_is_ready (fixture->server));

  calls = read_calls (fixture);
  expected = g_strdup_printf (" serve --private --database sqlite:%s/server.db --socket %s/server.sock --demo 3",
                              fixture->folder, fixture->folder);
  g_assert_cmpuint (g_strv_length (calls), ==, 1);
  g_assert_true (g_str_has_suffix (calls[0], expected));

  /* Starting twice starts once. */
  rounds_private_server_start (fixture->server);
  stop (fixture);
  g_assert_cmpuint (fixture->lost, ==, 0);

  /* And it can be started again. */
  start (fixture);
  g_assert_cmpuint (fixture->ready, ==, 2);
}

static void
test_restart (Fixture       *fixture,
              gconstpointer  user_data)
{
  write_program (fixture, LISTENS);
  start (fixture);
  g_assert_cmpuint (fixture->ready, ==, 1);

  kill_latest (fixture);
  g_main_loop_run (fixture->loop);
  g_assert_cmpuint (fixture->ready, ==, 2);
  g_assert_cmpuint (fixture->lost, ==, 0);

  kill_latest (fixture);
  g_main_loop_run (fixture->loop);
  g_assert_cmpuint (fixture->ready, ==, 2);
  g_assert_cmpuint (fixture->lost, ==, 1);
  g_assert_cmpstr (fixture->code, ==, "SERVER_ENDED");
}

static void
test_failing (Fixture       *fixture,
              gconstpointer  user_data)
{
  write_program (fixture, FAILS);
  start (fixture);
  g_assert_cmpuint (fixture->ready, ==, 0);
  g_assert_cmpuint (fixture->lost, ==, 1);
  g_assert_cmpstr (fixture->code, ==, "SERVER_ENDED");
  g_assert_true (g_str_has_suffix (fixture->message, ": the disk is full"));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  user_data)
{
  rounds_private_server_start (fixture->server);
  g_assert_cmpuint (fixture->lost, ==, 1);
  g_assert_cmpstr (fixture->code, ==, "SERVER_MISSING");
}

/* Two programs on one folder: the second waits until the first has gone. */
static void
test_one_at_a_time (Fixture       *fixture,
                    gconstpointer  user_data)
{
  RoundsPrivateServer *first = fixture->server;
  RoundsPrivateServer *second = create_server (fixture);
  g_auto(GStrv) calls = NULL;

  write_program (fixture, LISTENS);
  start (fixture);
  rounds_private_server_start (second);
  calls = read_calls (fixture);
  g_assert_cmpuint (g_strv_length (calls), ==, 1);

  stop (fixture);
  g_main_loop_run (fixture->loop);
  g_assert_cmpuint (fixture->ready, ==, 2);
  g_assert_true (rounds_private_server_is_ready (second));

  g_assert_finalize_object (first);
  fixture->server = second;
}

static void
test_socket_path (void)
{
  g_autofree char *long_name = g_strnfill (120, 'x');
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), long_name, NULL);
  g_autofree char *other = g_strconcat (folder, "y", NULL);
  g_autoptr(RoundsPrivateServer) server = rounds_private_server_new (folder);
  g_autoptr(RoundsPrivateServer) other_server = rounds_private_server_new (other);
  g_autoptr(RoundsPrivateServer) near = rounds_private_server_new ("/tmp/short");

  g_assert_cmpuint (strlen (rounds_private_server_get_socket (server)), <, sizeof (((struct sockaddr_un *) NULL)->sun_path));
  g_assert_cmpstr (rounds_private_server_get_socket (server), !=, rounds_private_server_get_socket (other_server));
  g_assert_cmpstr (rounds_private_server_get_socket (near), ==, "/tmp/short/server.sock");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/sync/private-server/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("start", test_start);
  ADD ("restart", test_restart);
  ADD ("failing", test_failing);
  ADD ("missing", test_missing);
  ADD ("one-at-a-time", test_one_at_a_time);
#undef ADD
  g_test_add_func ("/sync/private-server/socket-path", test_socket_path);

  return g_test_run ();
}
