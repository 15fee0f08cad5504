/* test-server-sessions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* Who gets in, and for how long. */

/* What only time would do. */
static void
change_database (RoundsTestServer *server,
                 const char       *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);

  g_assert_no_error (error);
  rounds_database_execute (database, &error, sql, NULL);
  g_assert_no_error (error);
}

static gint64
query_database (RoundsTestServer *server,
                const char       *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  gint64 result;

  g_assert_no_error (error);
  rounds_database_query_integer (database, &result, &error, sql, NULL);
  g_assert_no_error (error);

  return result;
}

static RoundsTestServer *
start_team (void)
{
  RoundsTestServer *server = rounds_test_server_new ();

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  return server;
}

static void
assert_me (RoundsTestServer *server,
           const char       *token,
           guint             status)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, status);

  if (status == 401)
    rounds_test_answer_assert_problem (answer, 401, "INVALID_TOKEN");
}

static void
test_life (void)
{
  g_autoptr(RoundsTestServer) server = start_team ();
  g_autofree char *token = rounds_test_server_sign_in (server, "admin@example.com");
  g_autofree char *another = rounds_test_server_sign_in (server, "ADMIN@example.com");
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, 200);
  g_autoptr(RoundsTestAnswer) out = NULL;

  g_assert_cmpstr (rounds_test_answer_get (me, "email"), ==, "admin@example.com");
  g_assert_cmpstr (rounds_test_answer_get (me, "role"), ==, "super_admin");
  g_assert_cmpstr (token, !=, another);
  g_assert_cmpuint (strlen (token), ==, 43);

  out = rounds_test_expect (server, token, "POST", "/api/auth/logout", NULL, 200);
  assert_me (server, token, 401);
  assert_me (server, another, 200);
}

static void
test_nothing_secret_is_kept (void)
{
  g_autoptr(RoundsTestServer) server = start_team ();
  g_autofree char *token = rounds_test_server_sign_in (server, "admin@example.com");
  g_autofree char *copy = g_build_filename (server->folder, "copy.db", NULL);
  g_autofree char *content = NULL;
  g_autofree char *errors = NULL;
  gsize length;

  if (server->database == NULL)
    {
      g_assert_cmpint (rounds_test_server_run (server, NULL, &errors, "backup", copy, "--database", server->uri, NULL), ==, 1);
      g_assert_nonnull (strstr (errors, "pg_dump"));
      g_assert_cmpint (query_database (server, "SELECT count(*) FROM access_tokens WHERE length(token_hash) = 64"), ==, 1);
      g_assert_cmpint (query_database (server, "SELECT count(*) FROM credentials WHERE password_hash LIKE '$argon2id$%'"), ==, 1);
      return;
    }

  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "backup", copy, "--database", server->uri, NULL), ==, 0);
  g_assert_true (g_file_get_contents (copy, &content, &length, NULL));
  g_assert_null (memmem (content, length, token, strlen (token)));
  g_assert_null (memmem (content, length, ROUNDS_TEST_PASSWORD, strlen (ROUNDS_TEST_PASSWORD)));
  g_assert_nonnull (memmem (content, length, "$argon2id$", strlen ("$argon2id$")));
}

static void
test_expiry (void)
{
  g_autoptr(RoundsTestServer) server = start_team ();
  g_autofree char *token = rounds_test_server_sign_in (server, "admin@example.com");
  g_autofree char *sql = NULL;
  gint64 now = g_get_real_time ();
  gint64 day = (gint64) 24 * 60 * 60 * G_USEC_PER_SEC;

  /* Thirty days from when it is used. */
  g_assert_cmpint (query_database (server, "SELECT expires_at FROM access_tokens"), >, now + 29 * day);
  sql = g_strdup_printf ("UPDATE access_tokens SET expires_at = %" G_GINT64_FORMAT, now + day);
  change_database (server, sql);
  assert_me (server, token, 200);
  /* The renewal is written after the answer: the next write comes after it. */
  g_free (rounds_test_server_sign_in (server, "admin@example.com"));
  while (query_database (server, "SELECT min(expires_at) FROM access_tokens") < now + 29 * day)
    g_thread_yield ();

  change_database (server, "UPDATE access_tokens SET expires_at = 1");
  assert_me (server, token, 401);
}

static void
test_people_who_leave (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;

  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "leaver@example.com", "user", "North");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  token = rounds_test_server_sign_in (server, "leaver@example.com");
  assert_me (server, token, 200);

  change_database (server, "UPDATE users SET is_active = 0 WHERE email = 'leaver@example.com'");
  assert_me (server, token, 401);
  answer = rounds_test_server_send (server, NULL, "POST", "/api/auth/login",
                                    "{\"email\":\"leaver@example.com\",\"password\":\"" ROUNDS_TEST_PASSWORD "\"}");
  rounds_test_answer_assert_problem (answer, 401, "BAD_CREDENTIALS");
}

static void
try_password (RoundsTestServer *server,
              const char       *email,
              guint             status,
              const char       *code)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"wrong\"}", email);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, NULL, "POST", "/api/auth/login", body);

  rounds_test_answer_assert_problem (answer, status, code);
  if (status == 429)
    {
      gint64 seconds = g_ascii_strtoll (soup_message_headers_get_one (answer->headers, "Retry-After"), NULL, 10);
      g_assert_cmpint (seconds, >, 0);
      g_assert_cmpint (seconds, <=, 15 * 60);
    }
}

/* Ten wrong passwords, then a quarter of an hour of silence; for one e-mail wherever it is tried from. */
static void
test_limit_of_email (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autoptr(RoundsTestAnswer) right = NULL;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--socket", server->socket, NULL);

  for (guint i = 0; i < 10; i++)
    try_password (server, i % 2 == 0 ? "admin@example.com" : "Admin@Example.com", 401, "BAD_CREDENTIALS");
  try_password (server, "admin@example.com", 429, "TOO_MANY_ATTEMPTS");

  /* Even the right one, and still another is tried as before. */
  right = rounds_test_server_send (server, NULL, "POST", "/api/auth/login",
                                   "{\"email\":\"admin@example.com\",\"password\":\"" ROUNDS_TEST_PASSWORD "\"}");
  rounds_test_answer_assert_problem (right, 429, "TOO_MANY_ATTEMPTS");
  try_password (server, "other@example.com", 401, "BAD_CREDENTIALS");

  /* After the quarter of an hour. */
  change_database (server, "UPDATE sign_in_failures SET first_at = 1, blocked_until = 2");
  g_free (rounds_test_server_sign_in (server, "admin@example.com"));
}

/* For one peer whoever it says to be. */
static void
test_limit_of_peer (void)
{
  g_autoptr(RoundsTestServer) server = start_team ();

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *email = g_strdup_printf ("guess%u@example.com", i);
      try_password (server, email, 401, "BAD_CREDENTIALS");
    }
  try_password (server, "admin@example.com", 429, "TOO_MANY_ATTEMPTS");
}

static void
test_private (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *token = NULL;
  g_autofree char *again = NULL;
  g_autofree char *database_files = NULL;
  g_autoptr(RoundsTestAnswer) me = NULL;
  g_autoptr(RoundsTestAnswer) deals = NULL;
  struct stat status;

  rounds_test_server_start (server, "--socket", server->socket, "--private", "--demo", "1", NULL);
  g_assert_cmpint (lstat (server->socket, &status), ==, 0);
  g_assert_true (S_ISSOCK (status.st_mode));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  if (server->database != NULL)
    {
      g_assert_cmpint (g_stat (server->database, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & 0077, ==, 0);
    }

  token = rounds_test_server_sign_in (server, NULL);
  me = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, 200);
  g_assert_cmpstr (rounds_test_answer_get (me, "role"), ==, "super_admin");
  g_assert_nonnull (rounds_test_answer_get (me, "teamId"));
  deals = rounds_test_expect (server, token, "GET", "/api/opportunities?limit=1", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (deals->data)), ==, 1);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  g_assert_false (g_file_test (server->socket, G_FILE_TEST_EXISTS));
  /* All of it is in the one file. */
  if (server->database != NULL)
    {
      database_files = g_strconcat (server->database, "-wal", NULL);
      g_assert_false (g_file_test (database_files, G_FILE_TEST_EXISTS));
    }

  /* The same workspace again: same owner, no second helping, and after kill -9 the socket is taken over. */
  rounds_test_server_start (server, "--socket", server->socket, "--private", "--demo", "1", NULL);
  g_assert_cmpint (query_database (server, "SELECT count(*) FROM users WHERE role = 'super_admin'"), ==, 1);
  g_assert_cmpint (rounds_test_server_stop (server, 9), ==, -1);
  rounds_test_server_start (server, "--socket", server->socket, "--private", NULL);
  again = rounds_test_server_sign_in (server, NULL);
  assert_me (server, token, 200);
}

/* Without a password only where it is private. */
static void
test_not_private (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autoptr(RoundsTestAnswer) answer = NULL;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  answer = rounds_test_server_send (server, NULL, "POST", "/api/auth/login", "{}");
  rounds_test_answer_assert_problem (answer, 422, "VALIDATION_ERROR");
}

static void
test_secure (void)
{
  g_autoptr(RoundsTestServer) server = NULL;
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *token = NULL;

  if (openssl == NULL || !g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("There is no openssl or no TLS here");
      return;
    }

  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  certificate = g_build_filename (server->folder, "certificate.pem", NULL);
  key = g_build_filename (server->folder, "key.pem", NULL);
  {
    const char *arguments[] = { openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
                                "-keyout", key, "-out", certificate, NULL };
    g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                 NULL, NULL, NULL, NULL));
  }

  g_assert_cmpint (rounds_test_server_run (server, NULL, &errors, "serve", "--database", server->uri, "--listen", "127.0.0.1:0",
                                           "--tls-cert", key, "--tls-key", key, NULL), ==, 1);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", "--tls-cert", certificate, "--tls-key", key, NULL);
  g_assert_true (g_str_has_prefix (server->base, "https://127.0.0.1:"));
  token = rounds_test_server_sign_in (server, "admin@example.com");
  assert_me (server, token, 200);
}

/* Made by a newer Rounds: nothing is touched, and it is said. */
static void
test_newer (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *served = NULL;
  g_autofree char *migrated = NULL;
  g_autofree char *filled = NULL;

  rounds_test_server_init (server);
  change_database (server, "INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'server', 0)");

  g_assert_cmpint (rounds_test_server_run (server, NULL, &served, "serve", "--database", server->uri, "--listen", "127.0.0.1:0", NULL), ==, 1);
  g_assert_nonnull (strstr (served, "newer version of Rounds"));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &migrated, "migrate", "--database", server->uri, NULL), ==, 1);
  g_assert_nonnull (strstr (migrated, "newer version of Rounds"));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &filled, "demo", "--database", server->uri, NULL), ==, 1);
  g_assert_nonnull (strstr (filled, "newer version of Rounds"));
  g_assert_cmpint (query_database (server, "SELECT count(*) FROM institutions"), ==, 0);
}

static void
test_commands (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  g_autofree char *out = NULL;
  g_autofree char *help = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *short_password = g_build_filename (server->folder, "short", NULL);
  g_autofree char *json = NULL;
  g_autofree char *csv = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (rounds_test_server_run (server, &out, NULL, "--version", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (out, "rounds-server "));
  g_assert_cmpint (rounds_test_server_run (server, &help, NULL, "serve", "--help", NULL), ==, 0);
  g_assert_nonnull (strstr (help, "--socket"));
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "sing", NULL), ==, 2);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "serve", NULL), ==, 2);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "serve", "--database", server->uri, NULL), ==, 2);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "serve", "--colour", NULL), ==, 2);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "import", "finess", NULL), ==, 2);
  g_assert_cmpint (rounds_test_server_run (server, NULL, &missing, "serve", "--database", server->uri, "--listen", "127.0.0.1:0", NULL), ==, 1);
  g_assert_nonnull (strstr (missing, server->database != NULL ? server->database : "postgres"));
  g_assert_true (server->database == NULL || !g_file_test (server->database, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (short_password, "short\n", -1, NULL));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &errors, "init", "--database", server->uri, "--admin-email", "a@example.com",
                                           "--admin-password-file", short_password, NULL), ==, 1);
  rounds_test_server_init (server);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "init", "--database", server->uri, "--admin-email", "a@example.com",
                                           "--admin-password-file", short_password, NULL), ==, 1);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "migrate", "--database", server->uri, NULL), ==, 0);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "demo", "--database", server->uri, NULL), ==, 0);
  g_assert_cmpint (rounds_test_server_run (server, NULL, NULL, "check", "--database", server->uri, NULL), ==, 0);
  g_assert_cmpint (rounds_test_server_run (server, &json, NULL, "export", "contacts", "--database", server->uri, NULL), ==, 0);
  node = json_from_string (json, NULL);
  g_assert_nonnull (node);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, 0);
  g_assert_cmpint (rounds_test_server_run (server, &csv, NULL, "export", "institutions", "--format", "csv", "--database", server->uri, NULL),
                   ==, 0);
  g_assert_true (g_str_has_prefix (csv, "id,"));
  g_assert_nonnull (strstr (csv, "address.city"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/sessions/life", test_life);
  g_test_add_func ("/server/sessions/nothing-secret-is-kept", test_nothing_secret_is_kept);
  g_test_add_func ("/server/sessions/expiry", test_expiry);
  g_test_add_func ("/server/sessions/people-who-leave", test_people_who_leave);
  g_test_add_func ("/server/sessions/limit-of-email", test_limit_of_email);
  g_test_add_func ("/server/sessions/limit-of-peer", test_limit_of_peer);
  g_test_add_func ("/server/sessions/private", test_private);
  g_test_add_func ("/server/sessions/not-private", test_not_private);
  g_test_add_func ("/server/sessions/secure", test_secure);
  g_test_add_func ("/server/sessions/commands", test_commands);
  g_test_add_func ("/server/sessions/newer", test_newer);

  return g_test_run ();
}
