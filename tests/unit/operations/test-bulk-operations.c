/* test-bulk-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "operations-fixture.h"

static char *
add_deal (Fixture    *fixture,
          const char *owner,
          const char *stage)
{
  g_autofree char *id = rounds_id_new ();
  g_autoptr(JsonObject) deal = NULL;

  deal = fixture_run (fixture, "record.create",
                      "{'kind':'opportunity','id':'%s','values':{'name':'Bloc','institutionId':'%s','value':10,'stage':'%s',"
                      "'expectedCloseDate':'2026-12-01','assignedUserId':'%s'%s}}", id, HOSPITAL_ID, stage, owner,
                      g_str_equal (stage, "closed_lost") ? ",'lostReason':'Price'" : "");
  return g_steal_pointer (&id);
}

static void
assert_owner (Fixture    *fixture,
              const char *kind,
              const char *id,
              const char *owner)
{
  g_autoptr(JsonObject) record = fixture_get (fixture, kind, id);

  fixture_assert_text (record, "assignedUserId", owner);
}

static void
test_assign (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) none = NULL;

  fixture_open (&fixture, *schema);
  first = add_deal (&fixture, USER_ID, "proposal");
  second = add_deal (&fixture, OTHER_USER_ID, "proposal");
  before = fixture_dump (&fixture);

  answer = fixture_run (&fixture, "record.assign", "{'kind':'opportunity','ids':['%s','%s'],'userId':'%s'}", first, second, OTHER_USER_ID);
  fixture_assert_int (answer, "count", 1);
  assert_owner (&fixture, "opportunity", first, OTHER_USER_ID);
  fixture_assert_undone (&fixture, before);

  /* To nobody, and from two people. */
  none = fixture_run (&fixture, "record.assign", "{'kind':'opportunity','ids':['%s','%s'],'userId':null}", first, second);
  fixture_assert_int (none, "count", 2);
  assert_owner (&fixture, "opportunity", second, NULL);
  fixture_assert_undone (&fixture, before);

  fixture_refuse (&fixture, "NOT_ASSIGNABLE", "record.assign", "{'kind':'note','ids':['%s'],'userId':'%s'}", first, USER_ID);
  fixture_refuse (&fixture, "NOT_ASSIGNABLE", "record.assign", "{'kind':'contact','ids':['%s'],'userId':'%s'}", CONTACT_ID, USER_ID);
  fixture_refuse (&fixture, "NOT_FOUND", "record.assign", "{'kind':'opportunity','ids':['%s'],'userId':'%s'}", first, TEAM_ID);
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.assign", "{'kind':'opportunity','ids':['x'],'userId':'%s'}", USER_ID);
  fixture_close (&fixture);
}

static void
test_hand_over (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) all = NULL;
  g_autoptr(JsonObject) some = NULL;

  fixture_open (&fixture, *schema);
  open = add_deal (&fixture, OTHER_USER_ID, "proposal");
  lost = add_deal (&fixture, OTHER_USER_ID, "closed_lost");
  json_object_unref (fixture_run (&fixture, "record.assign", "{'kind':'institution','ids':['%s','%s'],'userId':'%s'}", HOSPITAL_ID,
                                  CLINIC_ID, OTHER_USER_ID));
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'task','values':{'title':'Call','assigneeId':'%s'}}", OTHER_USER_ID));
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'reminder','values':{'title':'Look','reminderDate':'2026-05-01T08:00:00Z','userId':'%s'}}",
                                  OTHER_USER_ID));
  before = fixture_dump (&fixture);

  answer = fixture_run (&fixture, "portfolio.hand-over", "{'fromUserId':'%s','toUserId':'%s'}", OTHER_USER_ID, USER_ID);
  fixture_assert_int (answer, "count", 5);
  fixture_assert_int (json_object_get_object_member (answer, "kinds"), "institution", 2);
  fixture_assert_int (json_object_get_object_member (answer, "kinds"), "opportunity", 1);
  fixture_assert_int (json_object_get_object_member (answer, "kinds"), "task", 1);
  fixture_assert_int (json_object_get_object_member (answer, "kinds"), "reminder", 1);
  assert_owner (&fixture, "opportunity", open, USER_ID);
  assert_owner (&fixture, "opportunity", lost, OTHER_USER_ID);
  assert_owner (&fixture, "institution", CLINIC_ID, USER_ID);
  fixture_assert_undone (&fixture, before);

  all = fixture_run (&fixture, "portfolio.hand-over", "{'fromUserId':'%s','toUserId':'%s','includeClosed':true}", OTHER_USER_ID, USER_ID);
  fixture_assert_int (all, "count", 6);
  assert_owner (&fixture, "opportunity", lost, USER_ID);
  fixture_assert_undone (&fixture, before);

  some = fixture_run (&fixture, "portfolio.hand-over", "{'fromUserId':'%s','toUserId':'%s','kinds':['institution']}", OTHER_USER_ID, USER_ID);
  fixture_assert_int (some, "count", 2);
  fixture_assert_undone (&fixture, before);

  fixture_refuse (&fixture, "NOT_ASSIGNABLE", "portfolio.hand-over", "{'fromUserId':'%s','toUserId':'%s','kinds':['note']}", OTHER_USER_ID,
                  USER_ID);
  fixture_refuse (&fixture, "WRONG_TYPE", "portfolio.hand-over", "{'fromUserId':'%s','toUserId':'%s','kinds':'task'}", OTHER_USER_ID, USER_ID);
  fixture_close (&fixture);
}

static void
test_bulk (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) values = NULL;
  g_autoptr(JsonObject) tags = NULL;
  g_autoptr(JsonObject) hospital = NULL;
  g_autoptr(JsonObject) filtered = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, *schema);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'tags':['old','nord']}}", HOSPITAL_ID));
  before = fixture_dump (&fixture);

  values = fixture_run (&fixture, "record.bulk-update",
                        "{'kind':'institution','ids':['%s','%s'],'values':{'groupName':'Vivalto','address':{'country':'Belgique'}}}",
                        HOSPITAL_ID, CLINIC_ID);
  fixture_assert_int (values, "count", 2);
  g_assert_cmpint (fixture_count (&fixture, "SELECT count(*) FROM institutions WHERE group_name = 'Vivalto' AND country = 'Belgique'"), ==, 2);
  fixture_assert_undone (&fixture, before);

  tags = fixture_run (&fixture, "record.bulk-update",
                      "{'kind':'institution','ids':['%s','%s'],'addTags':['nord','new'],'removeTags':['old']}", HOSPITAL_ID, CLINIC_ID);
  fixture_assert_int (tags, "count", 2);
  hospital = fixture_get (&fixture, "institution", HOSPITAL_ID);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (hospital, "tags"), 0), ==, "nord");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (hospital, "tags"), 1), ==, "new");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (hospital, "tags")), ==, 2);
  fixture_assert_undone (&fixture, before);

  /* By a filter: what was found is what is queued. */
  arguments = fixture_parse ("{'kind':'institution','filter':{'field':'tags','op':'contains','value':'old'},'delete':true}");
  node = fixture_run_node (&fixture, "record.bulk-update", arguments, &error);
  g_assert_no_error (error);
  fixture_assert_int (json_node_get_object (node), "count", 1);
  g_assert_false (json_object_has_member (arguments, "filter"));
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (arguments, "ids"), 0), ==, HOSPITAL_ID);
  g_assert_cmpint (fixture_count (&fixture, "SELECT count(*) FROM institutions WHERE id = '" HOSPITAL_ID "' AND deleted_at IS NOT NULL"), ==, 1);
  fixture_assert_undone (&fixture, before);

  fixture_close (&fixture);
}

static gboolean
refuse_clinic (RoundsOperationContext  *context,
               RoundsEntity            *before,
               RoundsEntity            *after,
               gpointer                 user_data,
               GError                 **error)
{
  guint *n_asked = user_data;

  ++*n_asked;
  if (before == NULL || g_strcmp0 (rounds_entity_get_id (before), CLINIC_ID) != 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, "NOT_YOURS", "not yours");
  return FALSE;
}

static void
test_refusals (void)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_asked = 0;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  before = fixture_dump (&fixture);
  fixture_refuse (&fixture, "ONE_CHANGE", "record.bulk-update", "{'kind':'institution','ids':['%s']}", CLINIC_ID);
  fixture_refuse (&fixture, "ONE_CHANGE", "record.bulk-update", "{'kind':'institution','ids':['%s'],'values':{},'delete':true}", CLINIC_ID);
  fixture_refuse (&fixture, "WHICH_RECORDS", "record.bulk-update", "{'kind':'institution','delete':true}");
  fixture_refuse (&fixture, "NO_TAGS", "record.bulk-update", "{'kind':'quote','ids':[],'addTags':['x']}");
  fixture_refuse (&fixture, "NOT_IN_BULK", "record.bulk-update", "{'kind':'quote','ids':[],'values':{'lines':[]}}");
  fixture_refuse (&fixture, "UNKNOWN_KIND", "record.bulk-update", "{'kind':'castle','ids':[],'delete':true}");

  /* The policy is asked for each, and one refusal is all of them. */
  fixture.context.guard = refuse_clinic;
  fixture.context.guard_data = &n_asked;
  fixture_refuse (&fixture, "NOT_YOURS", "record.bulk-update", "{'kind':'institution','ids':['%s','%s'],'values':{'groupName':'X'}}",
                  HOSPITAL_ID, CLINIC_ID);
  g_assert_cmpuint (n_asked, ==, 2);
  fixture_refuse (&fixture, "NOT_YOURS", "record.assign", "{'kind':'institution','ids':['%s','%s'],'userId':'%s'}", HOSPITAL_ID, CLINIC_ID,
                  OTHER_USER_ID);
  fixture.context.guard = NULL;

  /* Cancelled, nothing is left. */
  {
    g_autoptr(JsonObject) arguments = fixture_parse ("{'kind':'institution','ids':['%s'],'values':{'groupName':'X'}}", CLINIC_ID);
    g_autoptr(GError) error = NULL;

    g_cancellable_cancel (cancellable);
    fixture.context.cancellable = cancellable;
    g_assert_null (fixture_run_node (&fixture, "record.bulk-update", arguments, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    fixture.context.cancellable = NULL;
  }

  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/operations/bulk/assign", test_assign);
  fixture_add_tests ("/operations/bulk/hand-over", test_hand_over);
  fixture_add_tests ("/operations/bulk/update", test_bulk);
  g_test_add_func ("/operations/bulk/refusals", test_refusals);

  return g_test_run ();
}
