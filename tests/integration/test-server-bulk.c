/* test-server-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* Changes of many records that take long: told at once, followed, and cancelled. Here they take long because somebody else writes. */

static RoundsTestServer *server;
static char *admin;
static char *seller;
static char *colleague;

/* While it lives, nothing is written. */
static RoundsDatabase *
block (void)
{
  g_autoptr(GError) error = NULL;
  RoundsDatabase *database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (rounds_database_begin (database, &error));
  g_assert_no_error (error);

  return database;
}

static void
unblock (RoundsDatabase *database)
{
  rounds_database_rollback (database);
  g_object_unref (database);
}

static char *
add_tag (const char *token,
         const char *city,
         const char *tag)
{
  g_autofree char *body = g_strdup_printf ("{\"filter\":{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"%s\"},\"addTags\":[\"%s\"]}", city, tag);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", "/api/institutions/bulk", body, 202);
  g_autofree char *address = g_strconcat ("/api/bulk-changes/", rounds_test_answer_get (answer, "id"), NULL);

  g_assert_cmpstr (rounds_test_answer_get (answer, "state"), ==, "running");
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Location"), ==, address);

  return g_steal_pointer (&address);
}

static RoundsTestAnswer *
wait_for (const char *token,
          const char *address,
          const char *state)
{
  const gint64 end = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", address, NULL, 200);

      if (g_strcmp0 (rounds_test_answer_get (answer, "state"), "running") != 0)
        {
          g_assert_cmpstr (rounds_test_answer_get (answer, "state"), ==, state);
          return g_steal_pointer (&answer);
        }
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (10000);
    }
}

static gint64
count_tagged (const char *tag)
{
  g_autofree char *path = g_strdup_printf ("/api/institutions?tags=%s", tag);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, "GET", path, NULL, 200);

  return json_object_get_int_member (json_object_get_object_member (json_node_get_object (answer->json), "meta"), "total");
}

static void
test_at_once (void)
{
  g_autoptr(RoundsTestAnswer) answer =
    rounds_test_expect (server, seller, "POST", "/api/institutions/bulk",
                        "{\"filter\":{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"},\"addTags\":[\"soon\"]}", 200);

  g_assert_cmpint (rounds_test_answer_get_integer (answer, "count"), ==, 3);
  g_assert_cmpint (count_tagged ("soon"), ==, 3);
}

static void
test_followed (void)
{
  RoundsDatabase *database = block ();
  g_autofree char *address = add_tag (seller, "Nantes", "later");
  g_autoptr(RoundsTestAnswer) running = rounds_test_expect (server, seller, "GET", address, NULL, 200);
  g_autoptr(RoundsTestAnswer) not_ones_own = rounds_test_expect (server, colleague, "GET", address, NULL, 404);
  g_autoptr(RoundsTestAnswer) nor_to_cancel = rounds_test_expect (server, colleague, "DELETE", address, NULL, 404);
  g_autoptr(RoundsTestAnswer) done = NULL;
  JsonObject *report;

  g_assert_cmpstr (rounds_test_answer_get (running, "state"), ==, "running");
  unblock (database);
  done = wait_for (seller, address, "done");
  report = json_object_get_object_member (json_node_get_object (done->data), "report");
  g_assert_cmpint (json_object_get_int_member (report, "count"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (done->data), "progress"), ==, 1);
  g_assert_cmpint (count_tagged ("later"), ==, 3);
}

static void
test_cancelled (void)
{
  RoundsDatabase *database = block ();
  g_autofree char *address = add_tag (seller, "Nantes", "never");
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, seller, "DELETE", address, NULL, 200);
  g_autoptr(RoundsTestAnswer) cancelled = NULL;

  unblock (database);
  cancelled = wait_for (seller, address, "cancelled");
  g_assert_cmpint (count_tagged ("never"), ==, 0);
}

/* What is refused after the answer is told where the change is followed, and to the security log. */
static void
test_refused (void)
{
  RoundsDatabase *database = block ();
  g_autofree char *address = add_tag (colleague, "Nantes", "refused");
  g_autoptr(RoundsTestAnswer) failed = NULL;
  const gint64 end = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;
  JsonObject *problem;
  gboolean is_logged = FALSE;

  unblock (database);
  failed = wait_for (colleague, address, "failed");
  problem = json_object_get_object_member (json_node_get_object (failed->data), "problem");
  g_assert_cmpint (json_object_get_int_member (problem, "status"), ==, 403);
  g_assert_cmpint (count_tagged ("refused"), ==, 0);

  while (!is_logged)
    {
      g_autoptr(RoundsTestAnswer) events = rounds_test_expect (server, admin, "GET", "/api/security-events?action=permission.denied", NULL, 200);

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      is_logged = strstr (events->text, "POST /api/institutions/bulk") != NULL;
      if (!is_logged)
        g_usleep (10000);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "seller@example.com", "user", "North");
  rounds_test_server_add_user (server, "colleague@example.com", "user", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  colleague = rounds_test_server_sign_in (server, "colleague@example.com");
  for (guint i = 0; i < 3; i++)
    g_free (rounds_test_create_with (server, seller, "institutions", "{'name':'Clinique %u','address':{'city':'Nantes'}}", i));

  g_test_add_func ("/server/bulk/at-once", test_at_once);
  g_test_add_func ("/server/bulk/followed", test_followed);
  g_test_add_func ("/server/bulk/cancelled", test_cancelled);
  g_test_add_func ("/server/bulk/refused", test_refused);
  status = g_test_run ();

  g_free (admin);
  g_free (seller);
  g_free (colleague);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
