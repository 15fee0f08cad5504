/* test-server-upkeep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-time.h"
#include "store/rounds-database.h"
#include "rounds-test-server.h"

/* What the server does because a day has passed. */

static char *
create (RoundsTestServer *server,
        const char       *token,
        const char       *collection,
        const char       *body)
{
  g_autofree char *path = g_strconcat ("/api/", collection, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", path, body, 201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

/* Issued invoices: one that will be overdue, one that will not. */
static char *
create_invoice (RoundsTestServer *server,
                const char       *token,
                const char       *institution)
{
  g_autofree char *body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lit\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":100}]}",
                                           institution);
  g_autofree char *id = create (server, token, "invoices", body);
  g_autofree char *path = g_strdup_printf ("/api/invoices/%s/send", id);
  g_autoptr(RoundsTestAnswer) sent = rounds_test_expect (server, token, "PUT", path, NULL, 200);

  g_assert_cmpstr (rounds_test_answer_get (sent, "status"), ==, "sent");
  return g_steal_pointer (&id);
}

static void
assert_status (RoundsTestServer *server,
               const char       *token,
               const char       *id,
               const char       *status)
{
  g_autofree char *path = g_strconcat ("/api/invoices/", id, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);

  g_assert_cmpstr (rounds_test_answer_get (answer, "status"), ==, status);
}

static void
test_overdue (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autofree char *institution = NULL;
  g_autofree char *late = NULL;
  g_autofree char *in_time = NULL;
  g_autofree char *query = NULL;
  g_autoptr(RoundsTestAnswer) before = NULL;
  g_autoptr(RoundsTestAnswer) marked = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");
  institution = create (server, token, "institutions", "{\"name\":\"Clinique en retard\"}");
  late = create_invoice (server, token, institution);
  in_time = create_invoice (server, token, institution);
  before = rounds_test_expect (server, token, "GET", "/api/sync/changes", NULL, 200);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);

  /* Weeks go by. */
  database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  rounds_database_execute (database, &error, "UPDATE invoices SET due_date = '2020-01-31' WHERE id = $1", "s", late);
  g_assert_no_error (error);
  g_clear_object (&database);

  /* The pull is answered when there is something new. */
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  query = g_strdup_printf ("/api/sync/changes?wait=25&since=%" G_GINT64_FORMAT, rounds_test_answer_get_integer (before, "next"));
  marked = rounds_test_expect (server, token, "GET", query, NULL, 200);
  g_assert_nonnull (strstr (marked->text, late));
  g_assert_null (strstr (marked->text, in_time));
  assert_status (server, token, late, "overdue");
  assert_status (server, token, in_time, "sent");
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
}

/* A quote whose last day has passed has expired, and nobody has to say so. */
static void
test_expiry (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autofree char *institution = NULL;
  g_autofree char *body = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *path = NULL;
  g_autofree char *send = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *query = NULL;
  g_autoptr(RoundsTestAnswer) sent = NULL;
  g_autoptr(RoundsTestAnswer) before = NULL;
  g_autoptr(RoundsTestAnswer) marked = NULL;
  g_autoptr(RoundsTestAnswer) expired = NULL;
  g_autoptr(RoundsTestAnswer) refused = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");
  institution = create (server, token, "institutions", "{\"name\":\"Clinique qui hésite\"}");
  body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lit\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":100}]}", institution);
  quote = create (server, token, "quotes", body);
  path = g_strconcat ("/api/quotes/", quote, NULL);
  send = g_strconcat (path, "/send", NULL);
  accept = g_strconcat (path, "/accept", NULL);
  sent = rounds_test_expect (server, token, "PUT", send, NULL, 200);
  before = rounds_test_expect (server, token, "GET", "/api/sync/changes", NULL, 200);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);

  database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  rounds_database_execute (database, &error, "UPDATE quotes SET valid_until = '2020-01-31' WHERE id = $1", "s", quote);
  g_assert_no_error (error);
  g_clear_object (&database);

  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  query = g_strdup_printf ("/api/sync/changes?wait=25&since=%" G_GINT64_FORMAT, rounds_test_answer_get_integer (before, "next"));
  marked = rounds_test_expect (server, token, "GET", query, NULL, 200);
  g_assert_nonnull (strstr (marked->text, quote));
  expired = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_assert_cmpstr (rounds_test_answer_get (expired, "status"), ==, "expired");
  refused = rounds_test_server_send (server, token, "PUT", accept, NULL);
  rounds_test_answer_assert_problem (refused, 409, "QUOTE_EXPIRED");
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
}

/* Seconds from now until it is midnight where the server is. */
#define TO_MIDNIGHT 25

/* A zone whose day ends soon, as POSIX writes it (east of Greenwich is minus), and when it ends. */
static char *
make_zone (gint64  *midnight,
           char   **today)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 offset = 86400 - TO_MIDNIGHT - now % 86400;
  g_autofree char *name = NULL;
  g_autoptr(GTimeZone) zone = NULL;

  if (offset > 43200)
    offset -= 86400;
  name = g_strdup_printf ("XXX%c%02d:%02d:%02d", offset > 0 ? '-' : '+', (int) (ABS (offset) / 3600), (int) (ABS (offset) / 60 % 60),
                          (int) (ABS (offset) % 60));
  *midnight = (now + TO_MIDNIGHT) * G_USEC_PER_SEC;
  zone = g_time_zone_new_offset ((gint32) offset);
  *today = rounds_instant_to_date (now * G_USEC_PER_SEC, zone);

  return g_steal_pointer (&name);
}

/* A quote is good until the end of its last day, and expired from then on: not at the next hour. */
static void
test_midnight (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autofree char *institution = NULL;
  g_autofree char *today = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *body = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *path = NULL;
  g_autofree char *send = NULL;
  g_autoptr(RoundsTestAnswer) sent = NULL;
  g_autoptr(RoundsTestAnswer) before = NULL;
  g_autoptr(RoundsTestAnswer) waiting = NULL;
  g_autoptr(RoundsTestAnswer) marked = NULL;
  g_autoptr(RoundsTestAnswer) expired = NULL;
  g_autofree char *query = NULL;
  gint64 midnight;

  rounds_test_server_init (server);
  zone = make_zone (&midnight, &today);
  g_setenv ("TZ", zone, TRUE);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  g_unsetenv ("TZ");
  token = rounds_test_server_sign_in (server, "admin@example.com");
  institution = create (server, token, "institutions", "{\"name\":\"Clinique du soir\"}");
  body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lit\",\"validUntil\":\"%s\",\"lines\":[{\"description\":\"Lit\","
                          "\"unitPrice\":100}]}", institution, today);
  quote = create (server, token, "quotes", body);
  path = g_strconcat ("/api/quotes/", quote, NULL);
  send = g_strconcat (path, "/send", NULL);
  sent = rounds_test_expect (server, token, "PUT", send, NULL, 200);
  before = rounds_test_expect (server, token, "GET", "/api/sync/changes?limit=1", NULL, 200);
  waiting = rounds_test_expect (server, token, "GET", "/api/quotes?status=sent", NULL, 200);
  g_assert_nonnull (strstr (waiting->text, quote));
  g_assert_cmpint (g_get_real_time (), <, midnight);

  query = g_strdup_printf ("/api/sync/changes?wait=%d&since=%" G_GINT64_FORMAT, TO_MIDNIGHT,
                           rounds_test_answer_get_integer (before, "head"));
  marked = rounds_test_expect (server, token, "GET", query, NULL, 200);
  g_assert_nonnull (strstr (marked->text, quote));
  g_assert_cmpint (g_get_real_time (), >=, midnight);
  g_assert_cmpint (g_get_real_time (), <, midnight + 10 * G_USEC_PER_SEC);
  expired = rounds_test_expect (server, token, "GET", "/api/quotes?status=expired", NULL, 200);
  g_assert_nonnull (strstr (expired->text, quote));
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
}

/* Security events go when they are older than the workspace's setting says. */
static void
test_retention (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autofree char *setting = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  const gint64 now = g_get_real_time ();
  const gint64 end = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;
  gint64 count = -1;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");
  setting = create (server, token, "settings", "{\"key\":\"security.retentionDays\",\"value\":\"30\"}");
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);

  database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint days = 20; days <= 40; days += 20)
    rounds_database_execute (database, &error,
                             "INSERT INTO security_events (id, revision, created_at, action, resource, status, severity) "
                             "VALUES ($1, 0, $2, 'test.old', 'user', 'success', 'low')", "si", days == 20 ? "young" : "old",
                             now - days * G_TIME_SPAN_DAY);
  g_assert_no_error (error);

  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  while (count != 1)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      rounds_database_query_integer (database, &count, &error, "SELECT count(*) FROM security_events WHERE action = 'test.old'", NULL);
      g_assert_no_error (error);
      g_main_context_iteration (NULL, FALSE);
    }
  rounds_database_query_integer (database, &count, &error, "SELECT count(*) FROM security_events WHERE id = 'young'", NULL);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/upkeep/overdue", test_overdue);
  g_test_add_func ("/server/upkeep/expiry", test_expiry);
  g_test_add_func ("/server/upkeep/midnight", test_midnight);
  g_test_add_func ("/server/upkeep/retention", test_retention);

  return g_test_run ();
}
