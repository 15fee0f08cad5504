/* test-server-security.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* What is kept of who did what: security events, audit entries; and passwords. */

static RoundsTestServer *server;
static char *admin;
static char *leader;
static char *seller;
static char *stranger;

static void
expect (const char *token,
        const char *method,
        const char *path,
        const char *body,
        guint       status)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, method, path, body, status);
}

/* Records that a list names, the latest first. */
static JsonArray *
list (const char *token,
      const char *path)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);

  return json_array_ref (json_node_get_array (answer->data));
}

/* Refusals are logged after the answer: waits until the log says so. */
static JsonObject *
wait_for_event (const char *query,
                gint64      count)
{
  g_autofree char *path = g_strconcat ("/api/security-events?", query, NULL);
  const gint64 end = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr(JsonArray) events = list (admin, path);

      if (json_array_get_length (events) > 0)
        {
          JsonObject *event = json_array_get_object_element (events, 0);
          const char *details = json_object_get_string_member_with_default (event, "details", NULL);
          g_autoptr(JsonNode) node = details != NULL ? json_from_string (details, NULL) : NULL;

          if (count <= 1 || (node != NULL &&
                             json_object_get_int_member_with_default (json_node_get_object (node), "count", 1) >= count))
            return json_object_ref (event);
        }
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static const char *
get (JsonObject *object,
     const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static void
test_sign_in_and_out (void)
{
  g_autofree char *id = rounds_test_get_own_id (server, stranger);
  g_autofree char *token = rounds_test_server_sign_in (server, "stranger@example.com");
  g_autofree char *by_user = g_strdup_printf ("action=auth.login&userId=%s", id);
  g_autofree char *out = g_strdup_printf ("action=auth.logout&userId=%s", id);
  g_autofree char *failed = g_strdup_printf ("action=auth.failed&userId=%s", id);
  g_autoptr(JsonObject) in = wait_for_event (by_user, 1);
  g_autoptr(JsonObject) event = NULL;
  g_autoptr(JsonObject) wrong = NULL;
  g_autoptr(JsonArray) nobody = NULL;

  g_assert_cmpstr (get (in, "status"), ==, "success");
  g_assert_cmpstr (get (in, "resourceId"), ==, id);
  g_assert_nonnull (get (in, "ipAddress"));
  g_assert_cmpstr (get (in, "userAgent"), ==, "rounds-test/1");

  expect (token, "POST", "/api/auth/logout", NULL, 200);
  event = wait_for_event (out, 1);

  /* The same again and again is one event that counts. */
  for (guint i = 0; i < 3; i++)
    expect (NULL, "POST", "/api/auth/login", "{\"email\":\"stranger@example.com\",\"password\":\"a wrong password\"}", 401);
  wrong = wait_for_event (failed, 3);
  g_assert_cmpstr (get (wrong, "status"), ==, "failure");
  g_assert_cmpstr (get (wrong, "severity"), ==, "high");

  /* Of nobody: what was typed is kept nowhere. */
  expect (NULL, "POST", "/api/auth/login", "{\"email\":\"nobody.knows@example.com\",\"password\":\"a wrong password\"}", 401);
  nobody = list (admin, "/api/security-events?action=auth.failed&limit=200");
  g_assert_cmpuint (json_array_get_length (nobody), ==, 2);
  {
    g_autoptr(RoundsTestAnswer) all = rounds_test_expect (server, admin, "GET", "/api/security-events?limit=200", NULL, 200);

    g_assert_null (strstr (all->text, "nobody.knows"));
    g_assert_null (strstr (all->text, "wrong password"));
    g_assert_null (strstr (all->text, "@example.com"));
  }
}

static void
test_refusals (void)
{
  g_autofree char *id = rounds_test_get_own_id (server, seller);
  g_autofree char *hospital = rounds_test_create (server, leader, "institutions", "{\"name\":\"Clinique Fermée\"}");
  g_autofree char *path = g_strconcat ("/api/institutions/", hospital, NULL);
  g_autofree char *query = g_strdup_printf ("action=permission.denied&userId=%s&resource=institution", id);
  g_autofree char *operations = g_strdup_printf ("{\"operations\":[{\"id\":\"01a1ff10-1808-7558-ad8d-4a9bcac97311\",\"name\":\"record.delete\","
                                                 "\"arguments\":{\"kind\":\"institution\",\"id\":\"%s\"}}]}", hospital);
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) counted = NULL;
  g_autoptr(JsonArray) all = NULL;

  expect (seller, "PATCH", path, "{\"name\":\"Mine\"}", 403);
  first = wait_for_event (query, 1);
  g_assert_cmpstr (get (first, "resourceId"), ==, hospital);
  g_assert_nonnull (strstr (get (first, "details"), "NOT_YOURS"));
  g_assert_nonnull (strstr (get (first, "details"), "PATCH /api/institutions/:id"));

  for (guint i = 0; i < 5; i++)
    expect (seller, "DELETE", path, NULL, 403);
  expect (seller, "POST", "/api/sync/operations", operations, 200);
  counted = wait_for_event (query, 7);
  g_assert_cmpstr (get (counted, "id"), ==, get (first, "id"));

  {
    g_autofree char *all_path = g_strconcat ("/api/security-events?", query, NULL);
    all = list (admin, all_path);
    g_assert_cmpuint (json_array_get_length (all), ==, 1);
  }
}

/* The team's manager sees what the team did, and nobody changes it. */
static void
test_who_sees_it (void)
{
  g_autofree char *mine = rounds_test_get_own_id (server, seller);
  g_autofree char *theirs = rounds_test_get_own_id (server, stranger);
  g_autofree char *team = g_strdup_printf ("/api/security-events?userId=%s", mine);
  g_autofree char *other = g_strdup_printf ("/api/security-events?userId=%s", theirs);
  g_autoptr(JsonArray) seen = list (leader, team);
  g_autoptr(JsonArray) hidden = list (leader, other);
  g_autofree char *path = NULL;
  g_autofree char *operations = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;

  g_assert_cmpuint (json_array_get_length (seen), >, 0);
  g_assert_cmpuint (json_array_get_length (hidden), ==, 0);

  path = g_strconcat ("/api/security-events/", get (json_array_get_object_element (seen, 0), "id"), NULL);
  expect (leader, "GET", path, NULL, 200);
  expect (admin, "DELETE", path, NULL, 405);
  expect (seller, "GET", path, NULL, 403);
  operations = g_strdup_printf ("{\"operations\":[{\"id\":\"01a1ff10-1808-7558-ad8d-4a9bcac97312\",\"name\":\"record.delete\","
                                "\"arguments\":{\"kind\":\"security-event\",\"id\":\"%s\"}}]}",
                                get (json_array_get_object_element (seen, 0), "id"));
  answer = rounds_test_expect (server, admin, "POST", "/api/sync/operations", operations, 200);
  g_assert_nonnull (strstr (answer->text, "READ_ONLY"));
}

static void
test_accounts_and_webhooks (void)
{
  g_autofree char *person = rounds_test_create (server, admin, "users", "{\"email\":\"new@example.com\",\"firstName\":\"Ada\",\"lastName\":\"Roux\"}");
  g_autofree char *path = g_strconcat ("/api/users/", person, NULL);
  g_autofree char *created = g_strdup_printf ("action=user.created&resourceId=%s", person);
  g_autofree char *role = g_strdup_printf ("action=user.role_changed&resourceId=%s", person);
  g_autofree char *off = g_strdup_printf ("action=user.deactivated&resourceId=%s", person);
  g_autofree char *gone = g_strdup_printf ("action=data.delete&resource=user&resourceId=%s", person);
  g_autofree char *hook = rounds_test_create (server, admin, "webhooks", "{\"name\":\"X\",\"url\":\"https://example.com/x\",\"events\":[\"quote.accepted\"],"
                                               "\"secret\":\"sixteen letters!\"}");
  g_autofree char *hook_query = g_strdup_printf ("action=webhook.created&resourceId=%s", hook);
  g_autoptr(JsonObject) event = wait_for_event (created, 1);
  g_autoptr(JsonObject) changed = NULL;
  g_autoptr(JsonObject) inactive = NULL;
  g_autoptr(JsonObject) deleted = NULL;
  g_autoptr(JsonObject) hooked = wait_for_event (hook_query, 1);

  expect (admin, "PATCH", path, "{\"role\":\"super_admin\"}", 200);
  changed = wait_for_event (role, 1);
  g_assert_cmpstr (get (changed, "severity"), ==, "high");
  g_assert_cmpstr (get (changed, "details"), ==, "{\"from\":\"user\",\"to\":\"super_admin\"}");
  expect (admin, "PATCH", path, "{\"isActive\":false}", 200);
  inactive = wait_for_event (off, 1);
  expect (admin, "DELETE", path, NULL, 200);
  deleted = wait_for_event (gone, 1);
}

static void
test_export (void)
{
  g_autofree char *meeting = rounds_test_create (server, seller, "meetings", "{\"title\":\"Visit\",\"startDate\":\"2027-01-15T08:00:00Z\","
                                                                     "\"endDate\":\"2027-01-15T09:00:00Z\"}");
  g_autofree char *path = g_strdup_printf ("/api/meetings/%s/export/ics", meeting);
  g_autofree char *query = g_strdup_printf ("action=data.export&resource=meeting&resourceId=%s", meeting);
  g_autofree char *person = rounds_test_get_own_id (server, seller);
  g_autoptr(JsonObject) event = NULL;

  expect (seller, "GET", path, NULL, 200);
  event = wait_for_event (query, 1);
  g_assert_cmpstr (get (event, "userId"), ==, person);
}

static void
test_audit (void)
{
  g_autofree char *person = rounds_test_get_own_id (server, seller);
  g_autofree char *hospital = rounds_test_create (server, seller, "institutions", "{\"name\":\"Clinique du Port\",\"address\":{\"city\":\"Nantes\"}}");
  g_autofree char *path = g_strconcat ("/api/institutions/", hospital, NULL);
  g_autofree char *of_record = g_strconcat ("/api/audit-entries?recordId=", hospital, NULL);
  g_autofree char *deal_body = g_strdup_printf ("{\"name\":\"Lamps\",\"institutionId\":\"%s\",\"value\":1234.5,"
                                                "\"expectedCloseDate\":\"2027-01-15\"}", hospital);
  g_autofree char *take = g_strdup_printf ("{\"assignedUserId\":\"%s\",\"name\":\"Clinique du Vieux-Port\"}", person);
  g_autofree char *deal = NULL;
  g_autofree char *stage = NULL;
  g_autofree char *of_deal = NULL;
  g_autoptr(JsonArray) entries = NULL;
  g_autoptr(JsonArray) moves = NULL;
  g_autoptr(JsonNode) changes = NULL;
  g_autoptr(JsonNode) money = NULL;
  JsonObject *entry;
  JsonObject *name;

  expect (seller, "PATCH", path, take, 200);
  expect (seller, "PATCH", path, take, 200); /* nothing differs: no entry */
  deal = rounds_test_create (server, seller, "opportunities", deal_body);
  stage = g_strdup_printf ("/api/opportunities/%s/stage", deal);
  expect (seller, "PUT", stage, "{\"stage\":\"negotiation\"}", 200);
  {
    g_autofree char *deal_path = g_strconcat ("/api/opportunities/", deal, NULL);
    expect (seller, "PATCH", deal_path, "{\"value\":99.95}", 200);
  }

  entries = list (admin, of_record);
  g_assert_cmpuint (json_array_get_length (entries), ==, 2);
  entry = json_array_get_object_element (entries, 0);
  g_assert_cmpstr (get (entry, "operation"), ==, "record.update");
  g_assert_cmpstr (get (entry, "userId"), ==, person);
  g_assert_cmpstr (get (entry, "recordKind"), ==, "institution");
  g_assert_cmpstr (get (entry, "recordTitle"), ==, "Clinique du Vieux-Port");
  g_assert_cmpstr (get (entry, "change"), ==, "updated");
  changes = json_from_string (get (entry, "changes"), NULL);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (changes)), ==, 2);
  name = json_object_get_object_member (json_node_get_object (changes), "name");
  g_assert_cmpstr (get (name, "before"), ==, "Clinique du Port");
  g_assert_cmpstr (get (name, "after"), ==, "Clinique du Vieux-Port");
  g_assert_cmpstr (get (json_array_get_object_element (entries, 1), "change"), ==, "created");

  of_deal = g_strconcat ("/api/audit-entries?recordId=", deal, NULL);
  moves = list (leader, of_deal);
  g_assert_cmpuint (json_array_get_length (moves), ==, 3);
  g_assert_cmpstr (get (json_array_get_object_element (moves, 1), "operation"), ==, "opportunity.move");
  money = json_from_string (get (json_array_get_object_element (moves, 0), "changes"), NULL);
  name = json_object_get_object_member (json_node_get_object (money), "value");
  g_assert_cmpfloat (json_object_get_double_member (name, "before"), ==, 1234.5);
  g_assert_cmpfloat (json_object_get_double_member (name, "after"), ==, 99.95);

  /* What was undone by a refusal left nothing, and the other team's manager sees nothing of it. */
  expect (stranger, "GET", of_deal, NULL, 403);
  expect (admin, "DELETE", of_deal, NULL, 405);
  expect (seller, "DELETE", path, NULL, 409);
  {
    g_autoptr(JsonArray) same = list (admin, of_record);
    g_assert_cmpuint (json_array_get_length (same), ==, 2);
  }
}

/* The words of a private note are in nobody's account. */
static void
test_audit_keeps_secrets (void)
{
  g_autofree char *note = rounds_test_create (server, seller, "notes", "{\"title\":\"Geheimnis\",\"content\":\"Lautlos\",\"isPrivate\":true}");
  g_autofree char *path = g_strconcat ("/api/audit-entries?recordId=", note, NULL);
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Open\",\"content\":\"%s\"}", long_text);
  g_autofree char *open = rounds_test_create (server, seller, "notes", body);
  g_autofree char *open_path = g_strconcat ("/api/audit-entries?recordId=", open, NULL);
  g_autoptr(RoundsTestAnswer) hidden = rounds_test_expect (server, admin, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) cut = rounds_test_expect (server, admin, "GET", open_path, NULL, 200);

  g_assert_nonnull (strstr (hidden->text, "\"created\""));
  g_assert_null (strstr (hidden->text, "Geheimnis"));
  g_assert_null (strstr (hidden->text, "Lautlos"));
  g_assert_cmpuint (cut->length, <, 2000);
}

static void
test_bulk_over_http (void)
{
  g_autofree char *person = rounds_test_get_own_id (server, seller);
  g_autofree char *boss = rounds_test_get_own_id (server, leader);
  g_autofree char *first_body = g_strdup_printf ("{\"name\":\"Bulk A\",\"groupName\":\"G\",\"assignedUserId\":\"%s\"}", person);
  g_autofree char *first = rounds_test_create (server, seller, "institutions", first_body);
  g_autofree char *second = rounds_test_create (server, seller, "institutions", first_body);
  g_autofree char *theirs = rounds_test_create (server, stranger, "institutions", "{\"name\":\"Bulk C\",\"groupName\":\"G\"}");
  g_autofree char *all = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\",\"%s\"],\"addTags\":[\"x\"]}", first, second, theirs);
  g_autofree char *own = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\"],\"addTags\":[\"x\"]}", first, second);
  g_autofree char *merge = g_strdup_printf ("{\"fromId\":\"%s\"}", second);
  g_autofree char *merge_path = g_strdup_printf ("/api/institutions/%s/merge", first);
  g_autofree char *split_path = g_strdup_printf ("/api/institutions/%s/split", first);
  g_autofree char *second_path = g_strconcat ("/api/institutions/", second, NULL);
  g_autofree char *hand_path = g_strdup_printf ("/api/users/%s/hand-over", person);
  g_autofree char *hand_body = g_strdup_printf ("{\"toUserId\":\"%s\",\"kinds\":[\"institution\"]}", boss);
  g_autoptr(RoundsTestAnswer) count = NULL;
  g_autoptr(RoundsTestAnswer) merged = NULL;
  g_autoptr(RoundsTestAnswer) handed = NULL;

  /* One that is not his, and none is changed. */
  expect (seller, "POST", "/api/institutions/bulk", all, 403);
  {
    g_autoptr(JsonArray) tagged = list (seller, "/api/institutions?tags=x");
    g_assert_cmpuint (json_array_get_length (tagged), ==, 0);
  }
  count = rounds_test_expect (server, seller, "POST", "/api/institutions/bulk", own, 200);
  g_assert_cmpint (rounds_test_answer_get_integer (count, "count"), ==, 2);

  expect (stranger, "POST", merge_path, merge, 404);
  merged = rounds_test_expect (server, seller, "POST", merge_path, merge, 200);
  expect (seller, "GET", second_path, NULL, 404);
  {
    g_autofree char *split = g_strdup_printf ("{\"fromId\":\"%s\",\"mergeId\":\"%s\"}", second, rounds_test_answer_get (merged, "mergeId"));
    expect (seller, "POST", split_path, split, 200);
  }
  expect (seller, "GET", second_path, NULL, 200);

  expect (seller, "POST", hand_path, hand_body, 403);
  expect (stranger, "POST", hand_path, hand_body, 403);
  handed = rounds_test_expect (server, leader, "POST", hand_path, hand_body, 200);
  g_assert_cmpint (rounds_test_answer_get_integer (handed, "count"), >=, 2);
}

static void
test_passwords (void)
{
  g_autofree char *id = rounds_test_get_own_id (server, stranger);
  g_autofree char *path = g_strdup_printf ("/api/users/%s/password", id);
  g_autofree char *another = rounds_test_server_sign_in (server, "stranger@example.com");
  g_autoptr(RoundsTestAnswer) wrong = NULL;
  g_autoptr(RoundsTestAnswer) changed = NULL;
  g_autoptr(RoundsTestAnswer) refreshed = NULL;
  g_autofree char *token = NULL;
  g_autofree char *next = NULL;

  wrong = rounds_test_server_send (server, stranger, "POST", "/api/auth/change-password",
                                   "{\"currentPassword\":\"not this one\",\"newPassword\":\"another long password\"}");
  rounds_test_answer_assert_problem (wrong, 422, "VALIDATION_ERROR");
  expect (stranger, "POST", "/api/auth/change-password", "{\"currentPassword\":\"" ROUNDS_TEST_PASSWORD "\",\"newPassword\":\"short\"}", 422);
  changed = rounds_test_expect (server, stranger, "POST", "/api/auth/change-password",
                                "{\"currentPassword\":\"" ROUNDS_TEST_PASSWORD "\",\"newPassword\":\"another long password\"}", 200);
  token = g_strdup (rounds_test_answer_get (changed, "accessToken"));

  /* Every session from before has ended; the new one goes on, and may have another token. */
  expect (stranger, "GET", "/api/auth/me", NULL, 401);
  expect (another, "GET", "/api/auth/me", NULL, 401);
  expect (token, "GET", "/api/auth/me", NULL, 200);
  refreshed = rounds_test_expect (server, token, "POST", "/api/auth/refresh", NULL, 200);
  next = g_strdup (rounds_test_answer_get (refreshed, "accessToken"));
  expect (token, "GET", "/api/auth/me", NULL, 401);
  expect (next, "GET", "/api/auth/me", NULL, 200);
  expect (NULL, "POST", "/api/auth/login", "{\"email\":\"stranger@example.com\",\"password\":\"" ROUNDS_TEST_PASSWORD "\"}", 401);

  /* What one says of oneself. */
  expect (next, "PUT", "/api/auth/me", "{\"firstName\":\"Zoé\",\"phone\":\"06 12 34 56 78\"}", 200);
  expect (next, "PUT", "/api/auth/me", "{\"role\":\"super_admin\"}", 422);
  expect (next, "PUT", "/api/auth/me", "{\"teamId\":null}", 422);

  /* Those who manage somebody: not another team's manager, not a colleague. */
  expect (leader, "POST", path, "{\"newPassword\":\"" ROUNDS_TEST_PASSWORD "\"}", 403);
  expect (seller, "POST", path, "{\"newPassword\":\"" ROUNDS_TEST_PASSWORD "\"}", 403);
  expect (admin, "POST", path, "{\"newPassword\":\"short\"}", 422);
  expect (admin, "POST", path, "{\"newPassword\":\"" ROUNDS_TEST_PASSWORD "\"}", 200);
  expect (next, "GET", "/api/auth/me", NULL, 401);
  g_free (stranger);
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");

  {
    g_autofree char *query = g_strdup_printf ("action=auth.password_changed&resourceId=%s", id);
    g_autofree char *events_path = g_strconcat ("/api/security-events?", query, NULL);
    g_autoptr(JsonArray) events = list (admin, events_path);

    g_assert_cmpuint (json_array_get_length (events), ==, 2);
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
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  g_object_set (server->session, "user-agent", "rounds-test/1", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  leader = rounds_test_server_sign_in (server, "leader@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");

  g_test_add_func ("/server/security/sign-in-and-out", test_sign_in_and_out);
  g_test_add_func ("/server/security/refusals", test_refusals);
  g_test_add_func ("/server/security/who-sees-it", test_who_sees_it);
  g_test_add_func ("/server/security/accounts-and-webhooks", test_accounts_and_webhooks);
  g_test_add_func ("/server/security/export", test_export);
  g_test_add_func ("/server/security/audit", test_audit);
  g_test_add_func ("/server/security/audit-keeps-secrets", test_audit_keeps_secrets);
  g_test_add_func ("/server/security/bulk", test_bulk_over_http);
  g_test_add_func ("/server/security/passwords", test_passwords);
  status = g_test_run ();

  g_free (admin);
  g_free (leader);
  g_free (seller);
  g_free (stranger);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
