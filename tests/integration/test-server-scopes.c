/* test-server-scopes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* What is somebody's own stays so, whichever way it is asked for: list, record, search, pull, and what is attached to it. */

static RoundsTestServer *server;
static char *admin;
static char *leader;
static char *seller;
static char *colleague;
static char *stranger;

static char *
create (const char *token,
        const char *collection,
        const char *body)
{
  g_autofree char *path = g_strconcat ("/api/", collection, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", path, body, 201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static char *
get_own_id (const char *token)
{
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, 200);

  return g_strdup (rounds_test_answer_get (me, "id"));
}

static gboolean
answer_names (const char *token,
              const char *path,
              const char *id)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);

  return strstr (answer->text, id) != NULL;
}

/* Every way to read a record says the same. */
static void
assert_sees (const char *token,
             const char *collection,
             const char *id,
             gboolean    sees)
{
  g_autofree char *one = g_strdup_printf ("/api/%s/%s", collection, id);
  g_autofree char *list = g_strdup_printf ("/api/%s?limit=200", collection);
  g_autofree char *filtered = g_strdup_printf ("/api/%s?id=%s", collection, id);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, token, "GET", one, NULL);

  g_assert_cmpuint (answer->status, ==, sees ? 200 : 404);
  g_assert_true (answer_names (token, list, id) == sees);
  g_assert_true (answer_names (token, filtered, id) == sees);
  g_assert_true (answer_names (token, "/api/sync/changes?limit=5000", id) == sees);
}

static void
expect (const char *token,
        const char *method,
        const char *collection,
        const char *id,
        const char *body,
        guint       status)
{
  g_autofree char *path = g_strdup_printf ("/api/%s/%s", collection, id);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, method, path, body, status);
}

static void
test_notifications (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_autofree char *id = rounds_id_new ();
  g_autofree char *person = get_own_id (seller);
  gint64 revision;

  g_assert_no_error (error);
  g_assert_true (rounds_database_begin (database, &error));
  g_assert_true (rounds_database_query_integer (database, &revision, &error,
                                                "UPDATE revision_counter SET value = value + 1 WHERE id = 1 RETURNING value", NULL));
  g_assert_true (rounds_database_execute (database, &error,
                                          "INSERT INTO notifications (id, revision, sort_key, created_at, user_id, type, title, priority) "
                                          "VALUES ($1, $2, 'x', 1, $3, 'hot-lead', 'Clinique', 'high')", "sis", id, revision, person));
  g_assert_true (rounds_database_commit (database, &error));

  assert_sees (seller, "notifications", id, TRUE);
  assert_sees (colleague, "notifications", id, FALSE);
  assert_sees (leader, "notifications", id, FALSE);
  assert_sees (stranger, "notifications", id, FALSE);
  assert_sees (admin, "notifications", id, FALSE);
}

static void
test_private_notes (void)
{
  g_autofree char *open = create (seller, "notes", "{\"title\":\"Offen\",\"content\":\"Public words\"}");
  g_autofree char *secret = create (seller, "notes", "{\"title\":\"Geheim\",\"content\":\"Secret words\",\"isPrivate\":true}");
  g_autofree char *reader = get_own_id (colleague);
  g_autofree char *share = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"read\"}]}", reader);
  g_autofree char *write = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"write\"}]}", reader);
  g_autofree char *comment_body = g_strdup_printf ("{\"content\":\"Hush\",\"recordKind\":\"note\",\"recordId\":\"%s\"}", secret);
  g_autofree char *comment = create (seller, "comments", comment_body);

  assert_sees (colleague, "notes", open, TRUE);
  assert_sees (leader, "notes", open, TRUE);
  assert_sees (stranger, "notes", open, FALSE);
  expect (colleague, "PATCH", "notes", open, "{\"content\":\"Mine\"}", 403);
  expect (leader, "PATCH", "notes", open, "{\"content\":\"Public words, corrected\"}", 200);

  assert_sees (seller, "notes", secret, TRUE);
  assert_sees (colleague, "notes", secret, FALSE);
  assert_sees (leader, "notes", secret, FALSE);
  assert_sees (stranger, "notes", secret, FALSE);
  assert_sees (admin, "notes", secret, FALSE);
  g_assert_false (answer_names (colleague, "/api/notes?search=secret", secret));
  assert_sees (seller, "comments", comment, TRUE);
  assert_sees (colleague, "comments", comment, FALSE);
  assert_sees (admin, "comments", comment, FALSE);

  /* Who does not see it cannot hang anything on it. */
  {
    g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, colleague, "POST", "/api/comments", comment_body);
    rounds_test_answer_assert_problem (answer, 422, "VALIDATION_ERROR");
  }

  /* Shared to be read. */
  expect (seller, "PATCH", "notes", secret, share, 200);
  assert_sees (colleague, "notes", secret, TRUE);
  assert_sees (colleague, "comments", comment, TRUE);
  assert_sees (leader, "notes", secret, FALSE);
  expect (colleague, "PATCH", "notes", secret, "{\"content\":\"No\"}", 403);
  expect (colleague, "PATCH", "notes", secret, write, 403);
  expect (colleague, "DELETE", "notes", secret, NULL, 403);

  /* Shared to be written: the words, and nothing else. */
  expect (seller, "PATCH", "notes", secret, write, 200);
  expect (colleague, "PATCH", "notes", secret, "{\"content\":\"Written together\"}", 200);
  expect (colleague, "PATCH", "notes", secret, "{\"isPrivate\":false}", 403);
  expect (colleague, "PATCH", "notes", secret, "{\"shares\":[]}", 403);
  expect (colleague, "DELETE", "notes", secret, NULL, 403);

  /* Not with another team, and no longer shared. */
  {
    g_autofree char *other = get_own_id (stranger);
    g_autofree char *wrong = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"read\"}]}", other);
    expect (seller, "PATCH", "notes", secret, wrong, 403);
  }
  expect (seller, "PATCH", "notes", secret, "{\"shares\":[]}", 200);
  assert_sees (colleague, "notes", secret, FALSE);
  assert_sees (colleague, "comments", comment, FALSE);
  expect (seller, "DELETE", "notes", secret, NULL, 200);
}

static void
test_views (void)
{
  g_autofree char *mine = create (seller, "saved-views", "{\"name\":\"Mine\",\"collection\":\"institutions\",\"visibility\":\"private\"}");
  g_autofree char *team = create (seller, "saved-views", "{\"name\":\"Ours\",\"collection\":\"institutions\",\"visibility\":\"team\"}");
  g_autofree char *all = create (seller, "segments", "{\"name\":\"All\",\"visibility\":\"public\"}");

  assert_sees (seller, "saved-views", mine, TRUE);
  assert_sees (leader, "saved-views", mine, FALSE);
  assert_sees (admin, "saved-views", mine, FALSE);
  assert_sees (colleague, "saved-views", team, TRUE);
  assert_sees (stranger, "saved-views", team, FALSE);
  assert_sees (stranger, "segments", all, TRUE);

  expect (leader, "PATCH", "saved-views", mine, "{\"name\":\"X\"}", 404);
  expect (colleague, "PATCH", "saved-views", team, "{\"name\":\"X\"}", 403);
  expect (leader, "PATCH", "saved-views", team, "{\"name\":\"Ours, sorted\"}", 200);
  expect (stranger, "PATCH", "segments", all, "{\"name\":\"X\"}", 403);
  expect (admin, "PATCH", "segments", all, "{\"name\":\"Everybody\"}", 200);
}

static void
test_administration (void)
{
  g_autofree char *hook = create (leader, "webhooks", "{\"name\":\"Ours\",\"url\":\"https://example.com/x\",\"events\":[\"quote.accepted\"]}");
  g_autofree char *tag = create (leader, "tags", "{\"name\":\"priority\"}");
  g_autofree char *product = create (leader, "products", "{\"name\":\"Scope\",\"unitPrice\":120}");
  g_autofree char *path = g_strconcat ("/api/webhooks/", hook, NULL);
  static const char * const closed[] = { "/api/webhooks", "/api/webhook-deliveries", "/api/audit-entries", "/api/security-events" };

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr(RoundsTestAnswer) refused = rounds_test_expect (server, seller, "GET", closed[i], NULL, 403);
      g_autoptr(RoundsTestAnswer) seen = rounds_test_expect (server, leader, "GET", closed[i], NULL, 200);
    }

  expect (admin, "GET", "webhooks", hook, NULL, 200);
  expect (seller, "PATCH", "tags", tag, "{\"name\":\"mine\"}", 403);
  expect (seller, "DELETE", "products", product, NULL, 403);
  expect (leader, "PATCH", "webhooks", hook, "{\"name\":\"Ours still\"}", 200);
}

/* One's own name is one's own; what one may do is not. */
static void
test_own_account (void)
{
  g_autofree char *id = get_own_id (seller);
  g_autofree char *operations = g_strdup_printf ("{\"operations\":[{\"id\":\"01a1ff10-1808-7558-ad8d-4a9bcac97301\",\"name\":\"record.update\","
                                                 "\"arguments\":{\"kind\":\"user\",\"id\":\"%s\",\"values\":{\"role\":\"super_admin\"}}}]}", id);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, seller, "POST", "/api/sync/operations", operations, 200);

  g_assert_nonnull (strstr (answer->text, "ROLE_NOT_ALLOWED"));
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
  rounds_test_server_add_user (server, "colleague@example.com", "user", "North");
  rounds_test_server_add_user (server, "stranger@example.com", "user", "South");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  leader = rounds_test_server_sign_in (server, "leader@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  colleague = rounds_test_server_sign_in (server, "colleague@example.com");
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");

  g_test_add_func ("/server/scopes/notifications", test_notifications);
  g_test_add_func ("/server/scopes/private-notes", test_private_notes);
  g_test_add_func ("/server/scopes/views", test_views);
  g_test_add_func ("/server/scopes/administration", test_administration);
  g_test_add_func ("/server/scopes/own-account", test_own_account);
  status = g_test_run ();

  g_free (admin);
  g_free (leader);
  g_free (seller);
  g_free (colleague);
  g_free (stranger);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
