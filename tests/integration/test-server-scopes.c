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
  g_autofree char *person = rounds_test_get_own_id (server, seller);
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

  {
    g_autofree char *read = g_strdup_printf ("%s/read", id);

    expect (colleague, "POST", "notifications", read, NULL, 404);
    expect (admin, "POST", "notifications", read, NULL, 404);
    expect (seller, "POST", "notifications", read, NULL, 200);
  }
}

static void
test_private_notes (void)
{
  g_autofree char *open = rounds_test_create (server, seller, "notes", "{\"title\":\"Offen\",\"content\":\"Public words\"}");
  g_autofree char *secret = rounds_test_create (server, seller, "notes", "{\"title\":\"Geheim\",\"content\":\"Secret words\",\"isPrivate\":true}");
  g_autofree char *reader = rounds_test_get_own_id (server, colleague);
  g_autofree char *share = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"read\"}]}", reader);
  g_autofree char *write = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"write\"}]}", reader);
  g_autofree char *comment_body = g_strdup_printf ("{\"content\":\"Hush\",\"recordKind\":\"note\",\"recordId\":\"%s\"}", secret);
  g_autofree char *comment = rounds_test_create (server, seller, "comments", comment_body);

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

  {
    g_autofree char *by_verb = g_strdup_printf ("%s/share", secret);

    expect (colleague, "POST", "notes", by_verb, share, 403);
    expect (leader, "POST", "notes", by_verb, share, 404);
    expect (admin, "POST", "notes", by_verb, share, 404);
  }

  /* Not with another team, and no longer shared. */
  {
    g_autofree char *other = rounds_test_get_own_id (server, stranger);
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
  g_autofree char *mine = rounds_test_create (server, seller, "saved-views", "{\"name\":\"Mine\",\"collection\":\"institutions\",\"visibility\":\"private\"}");
  g_autofree char *team = rounds_test_create (server, seller, "saved-views", "{\"name\":\"Ours\",\"collection\":\"institutions\",\"visibility\":\"team\"}");
  g_autofree char *all = rounds_test_create (server, seller, "segments", "{\"name\":\"All\",\"visibility\":\"public\"}");

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
  g_autofree char *hook = rounds_test_create (server, leader, "webhooks", "{\"name\":\"Ours\",\"url\":\"https://example.com/x\",\"events\":[\"quote.accepted\"],"
                                               "\"secret\":\"sixteen letters!\"}");
  g_autofree char *tag = rounds_test_create (server, leader, "tags", "{\"name\":\"priority\"}");
  g_autofree char *product = rounds_test_create (server, leader, "products", "{\"name\":\"Scope\",\"unitPrice\":120}");
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

/* A client that was at a revision, and what it is told since: ids of rows, and of rows to forget. */
typedef struct
{
  const char *token;
  gint64 cursor;
  GHashTable *rows;
  GHashTable *gone;
} Reader;

static void
reader_pull (Reader *self,
             guint   limit)
{
  gboolean more = TRUE;

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (more)
    {
      g_autofree char *path = g_strdup_printf ("/api/sync/changes?since=%" G_GINT64_FORMAT "&limit=%u", self->cursor, limit);
      g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, self->token, "GET", path, NULL, 200);
      JsonObject *data = json_node_get_object (answer->data);
      JsonArray *changes = json_object_get_array_member (data, "changes");
      JsonArray *gone = json_object_get_array_member (data, "gone");

      for (guint i = 0; i < json_array_get_length (changes); i++)
        {
          JsonObject *record = json_object_get_object_member (json_array_get_object_element (changes, i), "record");
          g_hash_table_add (self->rows, g_strdup (json_object_get_string_member (record, "id")));
        }
      for (guint i = 0; i < json_array_get_length (gone); i++)
        g_hash_table_add (self->gone, g_strdup (json_object_get_string_member (json_array_get_object_element (gone, i), "id")));

      more = json_object_get_boolean_member (data, "more");
      g_assert_true (!more || json_object_get_int_member (data, "next") > self->cursor);
      self->cursor = json_object_get_int_member (data, "next");
    }
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
assert_told (Reader     *reader,
             const char *id,
             gboolean    row,
             gboolean    gone)
{
  g_assert_true (g_hash_table_contains (reader->rows, id) == row);
  g_assert_true (g_hash_table_contains (reader->gone, id) == gone);
}

/* A hospital is given to the other team: with the people who work there, what was said of them, and its documents. */
static void
test_given_away (gconstpointer data)
{
  const guint limit = GPOINTER_TO_UINT (data);
  g_autofree char *to = rounds_test_get_own_id (server, stranger);
  g_autofree char *hospital = rounds_test_create (server, seller, "institutions", "{\"name\":\"Clinique du Port\"}");
  g_autofree char *mine = g_strdup_printf ("{\"assignedUserId\":\"%s\"}", to);
  g_autofree char *contact_body = g_strdup_printf ("{\"institutionId\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Martin\"}", hospital);
  g_autofree char *contact = rounds_test_create (server, seller, "contacts", contact_body);
  g_autofree char *comment_body = g_strdup_printf ("{\"content\":\"Kind\",\"recordKind\":\"contact\",\"recordId\":\"%s\"}", contact);
  g_autofree char *comment = rounds_test_create (server, colleague, "comments", comment_body);
  g_autofree char *deal_body = g_strdup_printf ("{\"name\":\"Scopes\",\"institutionId\":\"%s\",\"value\":10,\"expectedCloseDate\":\"2027-01-15\"}", hospital);
  g_autofree char *deal = rounds_test_create (server, seller, "opportunities", deal_body);
  g_autofree char *own = rounds_test_get_own_id (server, seller);
  g_autofree char *take = g_strdup_printf ("{\"assignedUserId\":\"%s\"}", own);
  g_auto(Reader) north = { leader };
  g_auto(Reader) south = { stranger };
  g_auto(Reader) above = { admin };

  /* As long as nobody has it, everybody sees it. */
  reader_pull (&south, 1000);
  reader_pull (&north, 1000);
  reader_pull (&above, 1000);
  g_assert_true (g_hash_table_contains (south.rows, hospital));
  g_assert_false (g_hash_table_contains (south.rows, deal));
  expect (seller, "PATCH", "institutions", hospital, take, 200);
  reader_pull (&south, limit);
  reader_pull (&north, limit);
  assert_told (&south, hospital, FALSE, TRUE);
  assert_told (&south, contact, FALSE, TRUE);
  assert_told (&south, comment, FALSE, TRUE);
  assert_told (&north, hospital, TRUE, FALSE);
  assert_told (&north, contact, TRUE, FALSE);

  expect (admin, "PATCH", "institutions", hospital, mine, 200);
  reader_pull (&south, limit);
  reader_pull (&north, limit);
  reader_pull (&above, limit);
  assert_told (&south, hospital, TRUE, FALSE);
  assert_told (&south, contact, TRUE, FALSE);
  assert_told (&south, comment, TRUE, FALSE);
  assert_told (&south, deal, FALSE, FALSE);
  g_assert_true (g_hash_table_contains (above.rows, hospital));
  g_assert_cmpuint (g_hash_table_size (above.gone), ==, 0);

  /* Who made it goes on seeing it; the colleagues do not, and who wrote the comment keeps that. */
  assert_told (&north, hospital, FALSE, TRUE);
  assert_told (&north, contact, FALSE, TRUE);
  assert_told (&north, comment, FALSE, TRUE);
  assert_told (&north, deal, FALSE, FALSE);
  assert_sees (seller, "institutions", hospital, TRUE);
  assert_sees (colleague, "comments", comment, TRUE);

  /* Nothing is told twice. */
  reader_pull (&north, limit);
  g_assert_cmpuint (g_hash_table_size (north.gone), ==, 0);
}

static void
test_no_longer_shared (void)
{
  g_autofree char *note = rounds_test_create (server, seller, "notes", "{\"title\":\"Secret\",\"content\":\"Words\",\"isPrivate\":true}");
  g_autofree char *comment_body = g_strdup_printf ("{\"content\":\"Hush\",\"recordKind\":\"note\",\"recordId\":\"%s\"}", note);
  g_autofree char *comment = rounds_test_create (server, seller, "comments", comment_body);
  g_autofree char *person = rounds_test_get_own_id (server, colleague);
  g_autofree char *share = g_strdup_printf ("{\"shares\":[{\"userId\":\"%s\",\"permission\":\"read\"}]}", person);
  g_auto(Reader) reader = { colleague };

  reader_pull (&reader, 1000);
  assert_told (&reader, note, FALSE, FALSE);
  expect (seller, "PATCH", "notes", note, share, 200);
  reader_pull (&reader, 1000);
  assert_told (&reader, note, TRUE, FALSE);
  assert_told (&reader, comment, TRUE, FALSE);
  expect (seller, "PATCH", "notes", note, "{\"shares\":[]}", 200);
  reader_pull (&reader, 1000);
  assert_told (&reader, note, FALSE, TRUE);
  assert_told (&reader, comment, FALSE, TRUE);
}

/* Somebody goes to the other team: what is theirs comes along. */
static void
test_other_team (void)
{
  g_autofree char *person = rounds_test_get_own_id (server, colleague);
  g_autofree char *there = rounds_test_get_own_id (server, stranger);
  g_autoptr(RoundsTestAnswer) other = rounds_test_expect (server, stranger, "GET", "/api/auth/me", NULL, 200);
  g_autoptr(RoundsTestAnswer) self = rounds_test_expect (server, colleague, "GET", "/api/auth/me", NULL, 200);
  g_autofree char *go = g_strdup_printf ("{\"teamId\":\"%s\"}", rounds_test_answer_get (other, "teamId"));
  g_autofree char *back = g_strdup_printf ("{\"teamId\":\"%s\"}", rounds_test_answer_get (self, "teamId"));
  g_autofree char *hospital_body = g_strdup_printf ("{\"name\":\"Clinique des Pins\",\"assignedUserId\":\"%s\"}", person);
  g_autofree char *hospital = rounds_test_create (server, colleague, "institutions", hospital_body);
  g_autofree char *deal_body = g_strdup_printf ("{\"name\":\"Lamps\",\"institutionId\":\"%s\",\"value\":10,\"expectedCloseDate\":\"2027-01-15\"}", hospital);
  g_autofree char *deal = rounds_test_create (server, colleague, "opportunities", deal_body);
  g_auto(Reader) north = { leader };
  g_auto(Reader) south = { stranger };

  reader_pull (&north, 1000);
  reader_pull (&south, 1000);
  g_assert_true (g_hash_table_contains (north.rows, deal));
  expect (admin, "PATCH", "users", person, go, 200);
  reader_pull (&north, 1000);
  reader_pull (&south, 1000);
  assert_told (&north, hospital, FALSE, TRUE);
  assert_told (&north, deal, FALSE, TRUE);
  assert_told (&south, hospital, TRUE, FALSE);
  assert_told (&south, deal, TRUE, FALSE);
  expect (admin, "PATCH", "users", person, back, 200);
}

/* Everybody sees an institution that nobody has, but not what the other team sold there. */
static void
test_figures (void)
{
  g_autofree char *hospital = rounds_test_create (server, admin, "institutions", "{\"name\":\"Clinique Libre\"}");
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Lamps\",\"institutionId\":\"%s\",\"lines\":[{\"description\":\"Lamp\","
                                           "\"quantity\":1,\"unitPrice\":100,\"taxRate\":0}]}", hospital);
  g_autofree char *theirs = rounds_test_create (server, stranger, "invoices", body);
  g_autofree char *ours = rounds_test_create (server, seller, "invoices", body);
  g_autofree char *revenue_path = g_strdup_printf ("/api/institutions/%s/revenue", hospital);
  g_autofree char *timeline_path = g_strdup_printf ("/api/institutions/%s/timeline", hospital);
  const char * const ids[] = { theirs, ours };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *send = g_strdup_printf ("/api/invoices/%s/send", ids[i]);
      g_autoptr(RoundsTestAnswer) sent = rounds_test_expect (server, admin, "PUT", send, NULL, 200);
    }

  {
    g_autoptr(RoundsTestAnswer) all = rounds_test_expect (server, admin, "GET", revenue_path, NULL, 200);
    g_autoptr(RoundsTestAnswer) part = rounds_test_expect (server, seller, "GET", revenue_path, NULL, 200);
    JsonObject *whole = json_object_get_object_member (json_node_get_object (all->data), "summary");
    JsonObject *share = json_object_get_object_member (json_node_get_object (part->data), "summary");

    g_assert_cmpfloat (json_object_get_double_member (whole, "totalRevenue"), ==, 200);
    g_assert_cmpfloat (json_object_get_double_member (share, "totalRevenue"), ==, 100);
  }
  g_assert_true (answer_names (seller, timeline_path, ours));
  g_assert_false (answer_names (seller, timeline_path, theirs));
  g_assert_false (answer_names (seller, "/api/institutions/search/unified?q=lamps&limit=100", theirs));
}

/* One's own name is one's own; what one may do is not. */
static void
test_own_account (void)
{
  g_autofree char *id = rounds_test_get_own_id (server, seller);
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
  g_test_add_data_func ("/server/scopes/given-away", GUINT_TO_POINTER (1000), test_given_away);
  g_test_add_data_func ("/server/scopes/given-away-in-small-pages", GUINT_TO_POINTER (1), test_given_away);
  g_test_add_func ("/server/scopes/no-longer-shared", test_no_longer_shared);
  g_test_add_func ("/server/scopes/other-team", test_other_team);
  g_test_add_func ("/server/scopes/figures", test_figures);
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
