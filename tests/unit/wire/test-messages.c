/* test-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "wire/rounds-import-status.h"
#include "wire/rounds-session-grant.h"
#include "wire/rounds-sync-changes.h"
#include "wire/rounds-sync-operation.h"

/* What one side writes, the other reads. */

static JsonNode *
finish (RoundsJsonWriter *writer)
{
  g_autofree char *text = rounds_json_writer_end (writer, NULL);
  g_autoptr(GError) error = NULL;
  JsonNode *node = rounds_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_changes (void)
{
  g_autoptr(RoundsSyncChanges) changes = rounds_sync_changes_new ();
  g_autoptr(RoundsEntity) team = rounds_entity_new (rounds_registry_find ("team"));
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *id = rounds_id_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(RoundsSyncChanges) back = NULL;
  g_autoptr(GError) error = NULL;
  RoundsEntity *read;

  rounds_entity_set_text (team, "id", id);
  rounds_entity_set_text (team, "name", "Nord");
  rounds_entity_set_integer (team, "revision", 41);
  rounds_entity_set_integer (team, "deleted-at", 1767225600000000);
  g_ptr_array_add (changes->records, g_object_ref (team));
  rounds_sync_changes_add_gone (changes, rounds_registry_find ("note"), id);
  changes->next = 41;
  changes->more = TRUE;
  changes->head = 99;
  changes->total = 12;
  rounds_sync_changes_write (changes, writer);

  node = finish (writer);
  back = rounds_sync_changes_from_json (node, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->next, ==, 41);
  g_assert_true (back->more);
  g_assert_cmpint (back->head, ==, 99);
  g_assert_cmpint (back->total, ==, 12);
  g_assert_cmpuint (back->records->len, ==, 1);
  g_assert_cmpuint (back->gone->len, ==, 1);
  g_assert_cmpstr (((RoundsSyncGone *) g_ptr_array_index (back->gone, 0))->info->kind, ==, "note");
  g_assert_cmpstr (((RoundsSyncGone *) g_ptr_array_index (back->gone, 0))->id, ==, id);
  read = g_ptr_array_index (back->records, 0);
  g_assert_cmpstr (rounds_entity_get_id (read), ==, id);
  g_assert_cmpint (rounds_entity_get_revision (read), ==, 41);
  g_assert_true (rounds_entity_is_deleted (read));
}

/* A server may be newer than its clients. */
static void
test_unknown_kinds (void)
{
  g_autoptr(JsonNode) node = rounds_json_parse ("{\"changes\":[{\"kind\":\"spaceship\",\"record\":{\"id\":\"7\"}}],\"next\":3}", -1, NULL);
  g_autoptr(RoundsSyncChanges) changes = rounds_sync_changes_from_json (node, NULL);

  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->records->len, ==, 0);
  g_assert_cmpint (changes->next, ==, 3);
}

static void
test_bad_changes (void)
{
  static const char * const texts[] = {
    "null", "{}", "{\"changes\":[],\"next\":\"x\"}", "{\"changes\":{},\"next\":1}", "{\"changes\":[7],\"next\":1}",
    "{\"changes\":[],\"gone\":[7],\"next\":1}", "{\"changes\":[],\"gone\":[{\"kind\":\"team\",\"id\":\"x\"}],\"next\":1}",
    "{\"changes\":[{\"kind\":\"team\"}],\"next\":1}", "{\"changes\":[{\"kind\":\"team\",\"record\":{}}],\"next\":1}",
    "{\"changes\":[{\"kind\":\"team\",\"record\":{\"id\":\"x\",\"name\":{}}}],\"next\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = rounds_json_parse (texts[i], -1, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (rounds_sync_changes_from_json (node, &error));
      g_assert_nonnull (error);
    }
}

static void
test_operations (void)
{
  g_autoptr(GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_operation_free);
  g_autoptr(JsonObject) arguments = rounds_json_parse_object ("{\"id\":\"7\",\"value\":1234.56,\"deep\":[{\"a\":null}]}", -1, NULL);
  g_autofree char *id = rounds_id_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) body = NULL;
  g_autoptr(GPtrArray) back = NULL;
  g_autoptr(GError) error = NULL;
  RoundsSyncOperation *operation;
  g_autofree char *arguments_text = NULL;

  g_ptr_array_add (operations, rounds_sync_operation_new (id, "opportunity.move", arguments, 1767225600123456));
  text = rounds_sync_operations_to_json (operations, NULL);
  body = rounds_json_parse_object (text, -1, NULL);
  back = rounds_sync_operations_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 1);
  operation = g_ptr_array_index (back, 0);
  g_assert_cmpstr (operation->id, ==, id);
  g_assert_cmpstr (operation->name, ==, "opportunity.move");
  g_assert_cmpint (operation->created_at, ==, 1767225600123456);
  arguments_text = rounds_json_object_to_text (operation->arguments);
  g_assert_cmpstr (arguments_text, ==, "{\"id\":\"7\",\"value\":1234.56,\"deep\":[{\"a\":null}]}");
}

static void
test_too_many_operations (void)
{
  g_autoptr(GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_operation_free);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) body = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= ROUNDS_SYNC_OPERATIONS_MAXIMUM; i++)
    {
      g_autofree char *id = rounds_id_new ();
      g_ptr_array_add (operations, rounds_sync_operation_new (id, "record.create", arguments, 0));
    }
  text = rounds_sync_operations_to_json (operations, NULL);
  body = rounds_json_parse_object (text, -1, NULL);
  g_assert_null (rounds_sync_operations_from_json (body, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
}

static void
test_results (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_result_free);
  RoundsSyncResult *applied = rounds_sync_result_new ("a", ROUNDS_SYNC_APPLIED);
  RoundsSyncResult *rejected = rounds_sync_result_new ("b", ROUNDS_SYNC_REJECTED);
  RoundsSyncResult *duplicate = rounds_sync_result_new ("c", ROUNDS_SYNC_DUPLICATE);
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GPtrArray) back = NULL;
  RoundsSyncResult *result;

  applied->result = rounds_json_parse ("{\"id\":\"7\"}", -1, NULL);
  rejected->problem = rounds_problem_new (ROUNDS_PROBLEM_FORBIDDEN, "NOT_YOURS", "No");
  g_ptr_array_add (results, applied);
  g_ptr_array_add (results, rejected);
  g_ptr_array_add (results, duplicate);
  rounds_sync_results_write (results, writer);
  node = finish (writer);

  back = rounds_sync_results_from_json (node, NULL);
  g_assert_cmpuint (back->len, ==, 3);
  result = g_ptr_array_index (back, 0);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_APPLIED);
  g_assert_cmpstr (rounds_json_get_text (json_node_get_object (result->result), "id"), ==, "7");
  g_assert_no_error (result->problem);
  result = g_ptr_array_index (back, 1);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_REJECTED);
  g_assert_error (result->problem, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (rounds_problem_get_code (result->problem), ==, "NOT_YOURS");
  result = g_ptr_array_index (back, 2);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_DUPLICATE);
  g_assert_null (result->result);
}

static void
test_bad_results (void)
{
  static const char * const texts[] = {
    "[]", "{}", "{\"results\":[7]}", "{\"results\":[{\"id\":\"a\"}]}", "{\"results\":[{\"id\":\"a\",\"status\":\"maybe\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = rounds_json_parse (texts[i], -1, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (rounds_sync_results_from_json (node, &error));
      g_assert_cmpstr (rounds_problem_get_code (error), ==, "BAD_ANSWER");
    }
}

static void
test_grant (void)
{
  g_autoptr(RoundsEntity) user = rounds_entity_new (rounds_registry_find ("user"));
  g_autoptr(RoundsSessionGrant) grant = NULL;
  g_autoptr(RoundsSessionGrant) back = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonNode) strange = rounds_json_parse ("{\"accessToken\":\"x\"}", -1, NULL);
  g_autofree char *request = rounds_session_request_to_json ("a@b.fr", "pass\"word");
  g_autofree char *private_request = rounds_session_request_to_json (NULL, NULL);

  rounds_entity_set_text (user, "email", "a@b.fr");
  grant = rounds_session_grant_new ("secret", 2592000, user);
  rounds_session_grant_write (grant, writer);
  node = finish (writer);
  back = rounds_session_grant_from_json (node, NULL);
  g_assert_cmpstr (back->access_token, ==, "secret");
  g_assert_cmpint (back->expires_in, ==, 2592000);
  g_assert_cmpstr (rounds_entity_get_text (back->user, "email"), ==, "a@b.fr");

  g_assert_null (rounds_session_grant_from_json (strange, NULL));
  g_assert_cmpstr (request, ==, "{\"email\":\"a@b.fr\",\"password\":\"pass\\\"word\"}");
  g_assert_cmpstr (private_request, ==, "{}");
}

static void
test_import_status (void)
{
  g_autoptr(RoundsImportStatus) status = rounds_import_status_new ("7");
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(RoundsImportStatus) back = NULL;
  g_autoptr(JsonNode) begun = rounds_json_parse ("{\"id\":\"8\"}", -1, NULL);
  g_autoptr(JsonNode) strange = rounds_json_parse ("{\"id\":\"8\",\"state\":\"asleep\"}", -1, NULL);
  g_autoptr(RoundsImportStatus) first = NULL;

  status->state = ROUNDS_IMPORT_FAILED;
  status->progress = 0.25;
  status->problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "CUT_FILE", "Line 7");
  rounds_import_status_write (status, writer);
  node = finish (writer);
  back = rounds_import_status_from_json (node, NULL);
  g_assert_cmpstr (back->id, ==, "7");
  g_assert_cmpint (back->state, ==, ROUNDS_IMPORT_FAILED);
  g_assert_cmpfloat (back->progress, ==, 0.25);
  g_assert_cmpstr (rounds_problem_get_code (back->problem), ==, "CUT_FILE");

  first = rounds_import_status_from_json (begun, NULL);
  g_assert_cmpint (first->state, ==, ROUNDS_IMPORT_RUNNING);
  g_assert_null (rounds_import_status_from_json (strange, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/messages/changes", test_changes);
  g_test_add_func ("/wire/messages/unknown-kinds", test_unknown_kinds);
  g_test_add_func ("/wire/messages/bad-changes", test_bad_changes);
  g_test_add_func ("/wire/messages/operations", test_operations);
  g_test_add_func ("/wire/messages/too-many-operations", test_too_many_operations);
  g_test_add_func ("/wire/messages/results", test_results);
  g_test_add_func ("/wire/messages/bad-results", test_bad_results);
  g_test_add_func ("/wire/messages/grant", test_grant);
  g_test_add_func ("/wire/messages/import-status", test_import_status);

  return g_test_run ();
}
