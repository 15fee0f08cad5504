/* test-server-refusals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "rounds-test-server.h"
#include "wire/rounds-routes.h"

/* Everything that must be refused is, each with its code, and the server is still there afterwards. */

static RoundsTestServer *server;
static char *admin;
static char *leader;
static char *seller;
static char *stranger;

static void
assert_refused (const char *token,
                const char *method,
                const char *path,
                const char *body,
                guint       status,
                const char *code)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, token, method, path, body);

  if (answer->status != status)
    g_test_message ("%s %s", method, path);
  rounds_test_answer_assert_problem (answer, status, code);
}

/* Every route but the public ones wants to know who asks. */
static void
test_no_token (void)
{
  guint n_routes;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_auto(GStrv) parts = g_strsplit (routes[i]->pattern, ":id", 2);
      g_autofree char *path = g_strjoinv ("01a1ff10-1808-7558-ad8d-4a9bcac973ea", parts);
      gboolean has_body = routes[i]->body == ROUNDS_ROUTE_BODY_JSON;

      if (g_str_equal (routes[i]->permission, "public"))
        continue;
      assert_refused (NULL, routes[i]->method, path, has_body ? "{}" : NULL, 401, "NOT_SIGNED_IN");
      assert_refused ("not-a-token", routes[i]->method, path, has_body ? "{}" : NULL, 401, "INVALID_TOKEN");
    }
}

static void
test_wrong_role (void)
{
  assert_refused (seller, "POST", "/api/users", "{\"email\":\"x@example.com\",\"firstName\":\"X\",\"lastName\":\"Y\"}", 403, "ROLE_NOT_ALLOWED");
  assert_refused (seller, "POST", "/api/teams", "{\"name\":\"Mine\"}", 403, "ROLE_NOT_ALLOWED");
  assert_refused (leader, "POST", "/api/teams", "{\"name\":\"Mine\"}", 403, "ROLE_NOT_ALLOWED");
  assert_refused (seller, "POST", "/api/imports?register=finess", NULL, 403, "ROLE_NOT_ALLOWED");
  assert_refused (seller, "GET", "/api/imports/01a1ff10-1808-7558-ad8d-4a9bcac973ea", NULL, 403, "ROLE_NOT_ALLOWED");

  /* A manager has no administrators to make, and no other team. */
  assert_refused (leader, "POST", "/api/users", "{\"email\":\"x@example.com\",\"firstName\":\"X\",\"lastName\":\"Y\"}", 403, "OTHER_TEAM");
}

/* What belongs to another team cannot be seen, what belongs to a colleague cannot be changed. */
static void
test_other_peoples_records (void)
{
  g_autofree char *institution = rounds_test_create (server, seller, "institutions", "{\"name\":\"Clinique partagée\"}");
  g_autofree char *body = g_strdup_printf ("{\"name\":\"À moi\",\"institutionId\":\"%s\",\"expectedCloseDate\":\"2027-01-31\"}",
                                           institution);
  g_autofree char *deal = rounds_test_create (server, seller, "opportunities", body);
  g_autofree char *admins = rounds_test_create (server, admin, "opportunities", body);
  g_autofree char *path = g_strconcat ("/api/opportunities/", deal, NULL);
  g_autofree char *admins_path = g_strconcat ("/api/opportunities/", admins, NULL);
  g_autofree char *stage = g_strconcat (path, "/stage", NULL);
  g_autofree char *admins_stage = g_strconcat (admins_path, "/stage", NULL);
  g_autofree char *foreign = g_strdup_printf ("{\"title\":\"Facture\",\"institutionId\":\"%s\",\"opportunityId\":\"%s\"}", institution, deal);
  g_autoptr(RoundsTestAnswer) seen = rounds_test_expect (server, leader, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) managed = rounds_test_expect (server, leader, "PATCH", path, "{\"source\":\"Salon\"}", 200);
  g_autoptr(RoundsTestAnswer) colleague = rounds_test_expect (server, seller, "GET", admins_path, NULL, 200);
  g_autoptr(RoundsTestAnswer) invoice = NULL;

  assert_refused (stranger, "GET", path, NULL, 404, "NOT_FOUND");
  assert_refused (stranger, "PATCH", path, "{\"name\":\"Volé\"}", 404, "NOT_FOUND");
  assert_refused (stranger, "DELETE", path, NULL, 404, "NOT_FOUND");
  assert_refused (stranger, "PUT", stage, "{\"stage\":\"closed_won\"}", 404, "NOT_FOUND");
  assert_refused (seller, "PATCH", admins_path, "{\"name\":\"Volé\"}", 403, "NOT_YOURS");
  assert_refused (seller, "DELETE", admins_path, NULL, 403, "NOT_YOURS");
  assert_refused (seller, "PUT", admins_stage, "{\"stage\":\"closed_won\"}", 403, "NOT_YOURS");

  /* Nor can one hang something on what one does not see. */
  invoice = rounds_test_server_send (server, stranger, "POST", "/api/invoices", foreign);
  rounds_test_answer_assert_problem (invoice, 422, "VALIDATION_ERROR");
  g_assert_nonnull (strstr (invoice->text, "NO_SUCH_RECORD"));
}

static void
test_taking_an_institution (void)
{
  g_autofree char *id = rounds_test_create (server, admin, "institutions", "{\"name\":\"Clinique libre\"}");
  g_autofree char *path = g_strconcat ("/api/institutions/", id, NULL);
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (server, stranger, "GET", "/api/auth/me", NULL, 200);
  g_autofree char *take = g_strdup_printf ("{\"assignedUserId\":\"%s\"}", rounds_test_answer_get (me, "id"));
  g_autoptr(RoundsTestAnswer) seen = rounds_test_expect (server, stranger, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) taken = NULL;

  assert_refused (stranger, "PATCH", path, "{\"name\":\"Autre\"}", 403, "NOT_YOURS");
  assert_refused (seller, "PATCH", path, take, 403, "NOT_YOURS");
  taken = rounds_test_expect (server, stranger, "PATCH", path, take, 200);
  assert_refused (seller, "GET", path, NULL, 404, "NOT_FOUND");
}

static void
test_bad_fields (void)
{
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":\"A\",\"colour\":\"red\"}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":\"A\",\"address\":{\"planet\":\"Mars\"}}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":12}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":\"A\",\"address\":\"Nantes\"}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":\"A\",\"tags\":{}}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{\"name\":\"A\",\"id\":7}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/institutions", "{}", 422, "VALIDATION_ERROR");
  assert_refused (admin, "POST", "/api/auth/login", "{\"email\":true,\"password\":[]}", 422, "VALIDATION_ERROR");
  assert_refused (NULL, "POST", "/api/auth/login", "{\"email\":\"a@b.fr\"}", 422, "VALIDATION_ERROR");
  assert_refused (NULL, "POST", "/api/auth/login", "{\"email\":\"a@b.fr\",\"password\":\"x\",\"admin\":true}", 422, "VALIDATION_ERROR");
}

static void
assert_bytes_refused (const char *path,
                      const char *type,
                      const char *data,
                      gsize       length,
                      guint       status,
                      const char *code)
{
  g_autoptr(GBytes) body = g_bytes_new (data, length);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send_bytes (server, admin, "POST", path, type, body, NULL);

  rounds_test_answer_assert_problem (answer, status, code);
}

static void
test_bad_bodies (void)
{
  g_autofree char *large = g_malloc0 (ROUNDS_WIRE_BODY_MAXIMUM + 1);

  assert_refused (admin, "POST", "/api/institutions", "{\"name\":", 400, "MALFORMED_JSON");
  assert_refused (admin, "POST", "/api/institutions", "[]", 400, "OBJECT_EXPECTED");
  assert_refused (admin, "POST", "/api/institutions", "", 400, "MALFORMED_JSON");
  assert_bytes_refused ("/api/institutions", "application/json", "{\"name\":\"\xff\xfe\"}", 13, 400, "MALFORMED_JSON");
  assert_bytes_refused ("/api/institutions", "application/json", "{\"a\0b\":1}", 9, 400, "MALFORMED_JSON");
  assert_bytes_refused ("/api/institutions", "text/plain", "{}", 2, 415, "UNSUPPORTED_MEDIA_TYPE");
  assert_bytes_refused ("/api/imports?register=finess", "image/png", "x", 1, 415, "UNSUPPORTED_MEDIA_TYPE");
  memset (large, ' ', ROUNDS_WIRE_BODY_MAXIMUM);
  assert_bytes_refused ("/api/institutions", "application/json", large, ROUNDS_WIRE_BODY_MAXIMUM + 1, 413, "BODY_TOO_LARGE");
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  *(gboolean *) user_data = TRUE;
}

/* A body that does not say how long it is, is too long all the same. */
static void
test_body_without_length (void)
{
  g_autofree char *large = g_strnfill (ROUNDS_WIRE_BODY_MAXIMUM + 1, ' ');
  g_autofree char *uri = g_strconcat (server->base, "/api/institutions", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", admin, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (large, ROUNDS_WIRE_BODY_MAXIMUM + 1, NULL);
  gboolean is_answered = FALSE;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_message_set_request_body (message, "application/json", stream, -1);
  soup_session_send_and_read_async (server->session, message, G_PRIORITY_DEFAULT, NULL, on_answered, &is_answered);
  while (!is_answered)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_message_get_status (message), ==, 413);
}

static void
test_bad_addresses (void)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, admin, "PATCH", "/api/institutions", "{}");

  rounds_test_answer_assert_problem (answer, 405, "METHOD_NOT_ALLOWED");
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Allow"), ==, "GET, HEAD, POST");
  assert_refused (admin, "GET", "/api/nothing", NULL, 404, "NO_SUCH_PATH");
  assert_refused (admin, "GET", "/", NULL, 404, "NO_SUCH_PATH");
  assert_refused (admin, "GET", "/api/institutions/", NULL, 404, "NO_SUCH_PATH");
  assert_refused (admin, "GET", "/api/invoice-lines", NULL, 404, "NO_SUCH_PATH");
  assert_refused (admin, "GET", "/api/institutions/not-an-id", NULL, 404, "NOT_FOUND");
  assert_refused (admin, "POST", "/api/stage-changes", "{}", 405, "METHOD_NOT_ALLOWED");
}

static void
test_bad_parameters (void)
{
  assert_refused (admin, "GET", "/api/institutions?nmae=x", NULL, 400, "UNKNOWN_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?page=0", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?limit=201", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?limit=many", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?sortBy=colour", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?sortOrder=up", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?type=castle", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?bedCapacity=lots", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/institutions?name=%ff%fe", NULL, 400, "MALFORMED_QUERY");
  assert_refused (admin, "GET", "/api/institutions?filter=%7B", NULL, 400, "MALFORMED_JSON");
  assert_refused (admin, "GET", "/api/auth/me?x=1", NULL, 400, "UNKNOWN_PARAMETER");
  assert_refused (admin, "GET", "/api/sync/changes?since=-1", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "GET", "/api/sync/changes?wait=26", NULL, 400, "INVALID_PARAMETER");
  assert_refused (admin, "POST", "/api/imports?register=phonebook", NULL, 400, "INVALID_PARAMETER");
}

static const char * const attacks[] = {
  "' OR '1'='1",
  "'; DROP TABLE institutions; --",
  "\" UNION SELECT password_hash FROM credentials --",
  "x') OR 1=1 --",
  "name; DELETE FROM users",
  "$1",
  "%' AND 1=0 UNION ALL SELECT 1,2,3 --",
  "\\'; ATTACH DATABASE '/tmp/x' AS x; --",
  "*) OR (NEAR AND NOT \"",
  "%n%s%p",
};

/* Not one of them may be an error of ours, nor give back a secret. */
static void
check_answer (RoundsTestAnswer *answer,
              const char       *what)
{
  if (answer->status >= 500 || strstr (answer->text, "$argon2") != NULL || strstr (answer->text, "SQL") != NULL)
    g_error ("%s: %u %s", what, answer->status, answer->text);
  if (answer->status >= 400)
    g_assert_cmpstr (answer->type, ==, "application/problem+json");
}

static void
attack (const char *method,
        const char *path,
        const char *body)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, admin, method, path, body);

  check_answer (answer, path);
}

static void
attack_parameters (const RoundsRoute *route,
                   const char        *escaped)
{
  g_auto(GStrv) names = g_strsplit (route->parameters, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s?%s=%s", route->pattern, names[i], escaped);

      if (!g_str_equal (names[i], "*"))
        {
          attack (route->method, path, NULL);
          continue;
        }
      for (guint j = 0; j < route->info->n_fields; j++)
        {
          g_autofree char *field_path = g_strdup_printf ("%s?%s=%s", route->pattern, route->info->fields[j].json_path, escaped);
          attack (route->method, field_path, NULL);
        }
    }
}

static void
attack_filter (const RoundsRoute *route,
               const char        *text)
{
  static const char * const shapes[] = {
    "{\"field\":\"%s\",\"op\":\"eq\",\"value\":\"x\"}",
    "{\"field\":\"id\",\"op\":\"%s\",\"value\":\"x\"}",
    "{\"field\":\"id\",\"op\":\"contains\",\"value\":\"%s\"}",
    "{\"or\":[{\"field\":\"id\",\"op\":\"in\",\"value\":[\"%s\"]},{\"field\":\"createdBy\",\"op\":\"team\",\"value\":\"%s\"}]}",
  };
  g_autofree char *quoted = g_strescape (text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_auto(GStrv) parts = g_strsplit (shapes[i], "%s", -1);
      g_autofree char *filter = g_strjoinv (quoted, parts);
      g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
      g_autofree char *path = g_strdup_printf ("%s?filter=%s", route->pattern, escaped);

      attack ("GET", path, NULL);
    }
}

static void
attack_body (const RoundsRoute *route,
             const char        *text)
{
  g_autofree char *quoted = g_strescape (text, NULL);
  g_autofree char *path = g_strdelimit (g_strdup (route->pattern), ":", 'x');

  for (guint i = 0; i < route->info->n_fields; i++)
    {
      const RoundsField *field = &route->info->fields[i];
      g_autofree char *body = field->group != NULL
                                ? g_strdup_printf ("{\"%s\":{\"%s\":\"%s\"}}", field->group, field->json_key, quoted)
                                : g_strdup_printf ("{\"%s\":\"%s\"}", field->json_key, quoted);
      attack (route->method, path, body);
    }
}

static gint64
count_institutions (void)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, "GET", "/api/institutions?limit=1", NULL, 200);

  return json_object_get_int_member (json_object_get_object_member (json_node_get_object (answer->json), "meta"), "total");
}

static void
test_sql (void)
{
  guint n_routes;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);
  gint64 n_institutions = count_institutions ();

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (attacks[i], NULL, FALSE);
      g_autofree char *quoted = g_strescape (attacks[i], NULL);
      g_autofree char *login = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", quoted, quoted);
      g_autoptr(RoundsTestAnswer) bearer = rounds_test_server_send (server, escaped, "GET", "/api/auth/me", NULL);

      rounds_test_answer_assert_problem (bearer, 401, "INVALID_TOKEN");
      for (guint j = 0; j < n_routes; j++)
        {
          const RoundsRoute *route = routes[j];

          if (strstr (route->pattern, ":id") != NULL && route->body != ROUNDS_ROUTE_BODY_FILE)
            {
              g_auto(GStrv) parts = g_strsplit (route->pattern, ":id", 2);
              g_autofree char *path = g_strjoinv (escaped, parts);
              attack (route->method, path, route->body == ROUNDS_ROUTE_BODY_JSON ? "{}" : NULL);
            }
          else if (route->parameters != NULL && g_str_equal (route->method, "GET"))
            {
              attack_parameters (route, escaped);
              if (g_str_equal (route->name, "record.list"))
                attack_filter (route, attacks[i]);
            }
          else if (g_str_equal (route->name, "record.create") && i < 3)
            {
              attack_body (route, attacks[i]);
            }
        }
      if (i < 3)
        attack ("POST", "/api/auth/login", login);
    }

  /* The bodies that were right, a name alone, have made records with strange names; nothing is gone. */
  g_assert_cmpint (count_institutions (), ==, n_institutions + 3);
}

/* Bytes that are not HTTP end the connection, not the server. */
static void
test_garbage (void)
{
  static const char * const garbage[] = {
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET /api/health HTTP/9.9\r\n\r\n",
    "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET //////..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr(GSocketClient) client = g_socket_client_new ();
      g_autoptr(GSocketAddress) address = g_unix_socket_address_new (server->socket);
      g_autoptr(GSocketConnection) connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
      g_autoptr(RoundsTestAnswer) answer = NULL;

      g_assert_nonnull (connection);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), garbage[i], strlen (garbage[i]), NULL,
                                 NULL, NULL);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      answer = rounds_test_expect (server, NULL, "GET", "/api/health", NULL, 200);
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
  rounds_test_server_add_user (server, "leader@example.com", "team_admin", "North");
  rounds_test_server_add_user (server, "seller@example.com", "user", "North");
  rounds_test_server_add_user (server, "stranger@example.com", "user", "South");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  leader = rounds_test_server_sign_in (server, "leader@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");

  g_test_add_func ("/server/refusals/no-token", test_no_token);
  g_test_add_func ("/server/refusals/wrong-role", test_wrong_role);
  g_test_add_func ("/server/refusals/other-peoples-records", test_other_peoples_records);
  g_test_add_func ("/server/refusals/taking-an-institution", test_taking_an_institution);
  g_test_add_func ("/server/refusals/bad-fields", test_bad_fields);
  g_test_add_func ("/server/refusals/bad-bodies", test_bad_bodies);
  g_test_add_func ("/server/refusals/body-without-length", test_body_without_length);
  g_test_add_func ("/server/refusals/bad-addresses", test_bad_addresses);
  g_test_add_func ("/server/refusals/bad-parameters", test_bad_parameters);
  g_test_add_func ("/server/refusals/sql", test_sql);
  g_test_add_func ("/server/refusals/garbage", test_garbage);
  status = g_test_run ();

  g_free (admin);
  g_free (leader);
  g_free (seller);
  g_free (stranger);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
