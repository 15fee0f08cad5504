/* test-server-custom-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"

/* Fields that an administrator adds, from the definition to lists, search and sync. */

static RoundsTestServer *server;
static char *admin;
static char *user;

/* The names in a list, in order. */
static void
assert_list (const char *query,
             const char *expected)
{
  g_autofree char *path = g_strconcat ("/api/institutions?", query, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, user, "GET", path, NULL, 200);
  g_autoptr(GString) names = g_string_new (NULL);
  JsonArray *list = json_node_get_array (answer->data);

  for (guint i = 0; i < json_array_get_length (list); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            json_object_get_string_member (json_array_get_object_element (list, i), "name"));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_from_definition_to_list (void)
{
  g_autofree char *budget = rounds_test_create (server, admin, "custom-fields",
                                                "{\"kind\":\"institution\",\"key\":\"budget\",\"label\":\"Budget\",\"type\":\"money\"}");
  g_autofree char *code = rounds_test_create (server, admin, "custom-fields", "{\"kind\":\"institution\",\"key\":\"code\",\"label\":\"Code\","
                                              "\"type\":\"text\",\"searchable\":true}");
  g_autofree char *first = rounds_test_create (server, user, "institutions",
                                               "{\"name\":\"Un\",\"custom\":{\"budget\":1234.56,\"code\":\"Zanzibar\"}}");
  g_autofree char *second = rounds_test_create (server, user, "institutions", "{\"name\":\"Deux\",\"custom\":{\"budget\":20}}");
  g_autofree char *path = g_strconcat ("/api/institutions/", first, NULL);
  g_autofree char *definition = g_strconcat ("/api/custom-fields/", budget, NULL);
  g_autoptr(RoundsTestAnswer) read = rounds_test_expect (server, user, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) refused = NULL;
  g_autoptr(RoundsTestAnswer) changed = NULL;
  g_autoptr(RoundsTestAnswer) changes = NULL;
  g_autoptr(RoundsTestAnswer) deleted = NULL;
  g_autoptr(RoundsTestAnswer) unknown = NULL;

  g_assert_nonnull (strstr (read->text, "\"custom\":{\"budget\":1234.56,\"code\":\"Zanzibar\"}"));

  assert_list ("sortBy=custom.budget&sortOrder=desc&filter=%7B%22field%22%3A%22custom.budget%22%2C%22op%22%3A%22gt%22%2C%22value%22%3A1%7D",
               "Un|Deux");
  assert_list ("custom.budget=20", "Deux");
  assert_list ("search=zanzi", "Un");

  refused = rounds_test_server_send (server, user, "PATCH", path, "{\"custom\":{\"budget\":\"lots\"}}");
  rounds_test_answer_assert_problem (refused, 422, "VALIDATION_ERROR");
  g_assert_nonnull (strstr (refused->text, "\"field\":\"custom.budget\""));

  changed = rounds_test_expect (server, user, "PATCH", path, "{\"custom\":{\"code\":null}}", 200);
  g_assert_nonnull (strstr (changed->text, "\"custom\":{\"budget\":1234.56}"));
  assert_list ("search=zanzi", "");

  /* Clients get definition and values. */
  changes = rounds_test_expect (server, user, "GET", "/api/sync/changes?since=0&limit=1000", NULL, 200);
  g_assert_nonnull (strstr (changes->text, "\"custom-field\""));
  g_assert_nonnull (strstr (changes->text, "\"custom\":{\"budget\":20}"));

  /* A definition that is gone keeps the data. */
  deleted = rounds_test_expect (server, admin, "DELETE", definition, NULL, 200);
  g_clear_pointer (&read, rounds_test_answer_free);
  read = rounds_test_expect (server, user, "GET", path, NULL, 200);
  g_assert_nonnull (strstr (read->text, "\"budget\":1234.56"));
  unknown = rounds_test_server_send (server, user, "GET", "/api/institutions?custom.budget=20", NULL);
  rounds_test_answer_assert_problem (unknown, 400, "INVALID_PARAMETER");
}

static void
test_only_administrators_define (void)
{
  g_autoptr(RoundsTestAnswer) refused =
    rounds_test_server_send (server, user, "POST", "/api/custom-fields",
                             "{\"kind\":\"contact\",\"key\":\"x\",\"label\":\"X\",\"type\":\"text\"}");
  g_autoptr(RoundsTestAnswer) list = rounds_test_expect (server, user, "GET", "/api/custom-fields", NULL, 200);
  g_autoptr(RoundsTestAnswer) synced = NULL;

  rounds_test_answer_assert_problem (refused, 403, "ROLE_NOT_ALLOWED");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list->data)), >, 0);

  synced = rounds_test_expect (server, user, "POST", "/api/sync/operations",
                               "{\"operations\":[{\"id\":\"01990d5a-7c00-7000-8000-0000000000aa\",\"name\":\"record.create\","
                               "\"arguments\":{\"kind\":\"custom-field\",\"values\":{\"kind\":\"contact\",\"key\":\"x\",\"label\":\"X\","
                               "\"type\":\"text\"}}}]}", 200);
  g_assert_nonnull (strstr (synced->text, "ROLE_NOT_ALLOWED"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "user@example.com", "user", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  user = rounds_test_server_sign_in (server, "user@example.com");

  g_test_add_func ("/server/custom-fields/from-definition-to-list", test_from_definition_to_list);
  g_test_add_func ("/server/custom-fields/only-administrators-define", test_only_administrators_define);
  status = g_test_run ();

  g_free (admin);
  g_free (user);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
