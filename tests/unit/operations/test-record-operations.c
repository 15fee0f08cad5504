/* test-record-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/* Undoes what was just done, and looks that all is as in @before. */
static void
test_create (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(JsonObject) stored = NULL;
  const char *id;

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  created = fixture_run (&fixture, "record.create",
                         "{'kind':'institution','values':{'name':'Hôpital Sud','type':'hospital','address':{'city':'Rennes'}}}");
  id = json_object_get_string_member (created, "id");
  g_assert_true (rounds_id_is_valid (id));
  fixture_assert_text (created, "createdAt", "2026-03-10T09:00:00Z");
  fixture_assert_text (created, "createdBy", USER_ID);
  stored = fixture_get (&fixture, "institution", id);
  fixture_assert_text (json_object_get_object_member (stored, "address"), "city", "Rennes");
  /* An institution stays free until somebody takes it. */
  fixture_assert_text (stored, "assignedUserId", NULL);
  g_assert_false (rounds_changes_is_empty (fixture.changes));

  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

/* A client's arguments are completed, so that the server makes the same rows of them. */
static void
test_create_again (void)
{
  Fixture client;
  Fixture server;
  g_autoptr(JsonObject) arguments =
    fixture_parse ("{'kind':'invoice','values':{'institutionId':'%s','title':'Essai','lines':[{'description':'A','unitPrice':10}]}}",
                   HOSPITAL_ID);
  g_autoptr(JsonNode) here = NULL;
  g_autoptr(JsonNode) there = NULL;
  g_autoptr(JsonObject) copy = NULL;
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&client, ROUNDS_SCHEMA_CACHE);
  fixture_open (&server, ROUNDS_SCHEMA_SERVER);
  here = fixture_run_node (&client, "record.create", arguments, &error);
  g_assert_no_error (error);
  text = rounds_json_object_to_text (arguments);
  copy = rounds_json_parse_object (text, -1, NULL);
  there = fixture_run_node (&server, "record.create", copy, &error);
  g_assert_no_error (error);

  json_object_set_int_member (json_node_get_object (here), "revision", 0);
  json_object_set_int_member (json_node_get_object (there), "revision", 0);
  json_object_remove_member (json_array_get_object_element (json_object_get_array_member (json_node_get_object (here), "lines"), 0),
                             "revision");
  json_object_remove_member (json_array_get_object_element (json_object_get_array_member (json_node_get_object (there), "lines"), 0),
                             "revision");
  first = rounds_json_to_text (here);
  second = rounds_json_to_text (there);
  g_assert_cmpstr (first, ==, second);

  fixture_close (&server);
  fixture_close (&client);
}

static void
test_create_refused (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_refuse (&fixture, "REQUIRED", "record.create", "{'kind':'institution','values':{}}");
  fixture_refuse (&fixture, "UNKNOWN_FIELD", "record.create", "{'kind':'institution','values':{'name':'A','colour':'red'}}");
  fixture_refuse (&fixture, "WRONG_TYPE", "record.create", "{'kind':'institution','values':{'name':7}}");
  fixture_refuse (&fixture, "WRONG_TYPE", "record.create", "{'kind':'institution','values':[]}");
  fixture_refuse (&fixture, "UNKNOWN_KIND", "record.create", "{'kind':'planet','values':{}}");
  fixture_refuse (&fixture, "REQUIRED", "record.create", "{'values':{}}");
  fixture_refuse (&fixture, "UNKNOWN_ARGUMENT", "record.create", "{'kind':'team','values':{'name':'B'},'force':true}");
  fixture_refuse (&fixture, "BAD_ID", "record.create", "{'kind':'team','id':'7','values':{'name':'B'}}");
  fixture_refuse (&fixture, "ALREADY_EXISTS", "record.create", "{'kind':'team','id':'%s','values':{'name':'B'}}", TEAM_ID);
  fixture_refuse (&fixture, "ALREADY_EXISTS", "record.create", "{'kind':'institution','values':{'name':'A','finess':'530000001'}}");
  fixture_refuse (&fixture, "ALREADY_EXISTS", "record.create",
                  "{'kind':'user','values':{'email':'A@rounds.example','firstName':'A','lastName':'B'}}");
  fixture_refuse (&fixture, "REFERENCE_NOT_FOUND", "record.create",
                  "{'kind':'contact','values':{'firstName':'A','lastName':'B','institutionId':'01900000-0000-7000-8000-0000000000ff'}}");
  fixture_refuse (&fixture, "REFERENCE_NOT_FOUND", "record.create",
                  "{'kind':'contact','values':{'firstName':'A','lastName':'B','institutionId':'%s'}}", USER_ID);
  fixture_refuse (&fixture, "USE_OPERATION", "record.create", "{'kind':'payment','values':{}}");
  fixture_refuse (&fixture, "USE_OPERATION", "record.create", "{'kind':'stage-change','values':{}}");
  fixture_refuse (&fixture, "USE_OPERATION", "record.create", "{'kind':'invoice-line','values':{}}");
  fixture_refuse (&fixture, "UNKNOWN_OPERATION", "record.destroy", "{}");
  fixture_close (&fixture);
}

static void
test_update (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) updated = NULL;
  g_autoptr(JsonObject) same = NULL;

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  fixture_set_now (&fixture, "2026-03-11T10:00:00Z");
  updated = fixture_run (&fixture, "record.update",
                         "{'kind':'institution','id':'%s','values':{'name':'CH de Laval','mainPhone':'02 43 66 50 00',"
                         "'tags':['client','bloc'],'medicalProfile':{'bedCapacity':612}}}", HOSPITAL_ID);
  fixture_assert_text (updated, "name", "CH de Laval");
  fixture_assert_text (updated, "finess", "530000001");
  fixture_assert_text (updated, "updatedAt", "2026-03-11T10:00:00Z");
  fixture_assert_int (json_object_get_object_member (updated, "medicalProfile"), "bedCapacity", 612);
  fixture_assert_undone (&fixture, before);

  /* To say what is there already changes nothing, and there is nothing to undo. */
  fixture_set_now (&fixture, "2026-03-12T10:00:00Z");
  same = fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'type':'hospital'}}", HOSPITAL_ID);
  fixture_assert_text (same, "updatedAt", "2026-03-11T10:00:00Z");
  g_assert_null (fixture.context.inverse);
  fixture_close (&fixture);
}

static void
test_update_refused (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) record = NULL;
  gint64 revision;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  record = fixture_get (&fixture, "institution", HOSPITAL_ID);
  revision = json_object_get_int_member (record, "revision");
  fixture_refuse (&fixture, "STALE_REVISION", "record.update",
                  "{'kind':'institution','id':'%s','revision':%d,'values':{'name':'B'}}", HOSPITAL_ID, (int) revision - 1);
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'%s','revision':%d,'values':{'name':'B'}}", HOSPITAL_ID,
                                  (int) revision));
  fixture_refuse (&fixture, "NOT_FOUND", "record.update",
                  "{'kind':'institution','id':'01900000-0000-7000-8000-0000000000ff','values':{'name':'B'}}");
  fixture_refuse (&fixture, "NOT_FOUND", "record.update", "{'kind':'institution','id':'x','values':{'name':'B'}}");
  fixture_refuse (&fixture, "REQUIRED", "record.update", "{'kind':'institution','id':'%s','values':{'name':''}}", HOSPITAL_ID);
  fixture_refuse (&fixture, "USE_OPERATION", "record.update", "{'kind':'stage-change','id':'%s','values':{}}", HOSPITAL_ID);
  fixture_close (&fixture);
}

static gboolean
refuse_institutions (RoundsOperationContext  *context,
                     RoundsEntity            *before,
                     RoundsEntity            *after,
                     gpointer                 user_data,
                     GError                 **error)
{
  guint *n_asked = user_data;

  (*n_asked)++;
  if (!g_str_equal (rounds_entity_get_kind (after), "institution"))
    return TRUE;
  rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, "NOT_YOURS", "No");
  return FALSE;
}

static void
test_guard (void)
{
  Fixture fixture;
  guint n_asked = 0;
  g_autoptr(JsonObject) contact = NULL;
  g_autoptr(JsonObject) invoice = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture.context.guard = refuse_institutions;
  fixture.context.guard_data = &n_asked;
  fixture_refuse (&fixture, "NOT_YOURS", "record.create", "{'kind':'institution','values':{'name':'A'}}");
  fixture_refuse (&fixture, "NOT_YOURS", "record.update", "{'kind':'institution','id':'%s','values':{'name':'B'}}", HOSPITAL_ID);
  fixture_refuse (&fixture, "NOT_YOURS", "record.delete", "{'kind':'institution','id':'%s'}", HOSPITAL_ID);
  g_assert_cmpuint (n_asked, ==, 3);
  contact = fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'title':'Cadre'}}", CONTACT_ID);
  g_assert_cmpuint (n_asked, ==, 4);

  /* For the invoice and for each line. */
  invoice = fixture_run (&fixture, "record.create",
                         "{'kind':'invoice','values':{'institutionId':'%s','title':'T','lines':[{'description':'A'},{'description':'B'}]}}",
                         HOSPITAL_ID);
  g_assert_cmpuint (n_asked, ==, 7);
  fixture_close (&fixture);
}

static void
test_delete_restore (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *again = NULL;
  g_autoptr(JsonObject) deleted = NULL;
  g_autoptr(JsonObject) restored = NULL;
  g_autoptr(JsonObject) twice = NULL;
  const char *id = "01900000-0000-7000-8000-000000000031";

  fixture_open (&fixture, *schema);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'meeting','id':'%s','values':{'title':'Visite','startDate':'2026-03-12T09:00:00Z',"
                                  "'endDate':'2026-03-12T10:00:00Z','participants':[{'userId':'%s'},{'contactPersonId':'%s'}]}}",
                                  id, OTHER_USER_ID, CONTACT_ID));
  before = fixture_dump (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meeting_participants WHERE deleted_at IS NULL"), ==, 2);

  fixture_set_now (&fixture, "2026-03-11T10:00:00Z");
  deleted = fixture_run (&fixture, "record.delete", "{'kind':'meeting','id':'%s'}", id);
  fixture_assert_text (deleted, "deletedAt", "2026-03-11T10:00:00Z");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meeting_participants WHERE deleted_at IS NULL"), ==, 0);
  gone = fixture_dump (&fixture);
  fixture_refuse (&fixture, "NOT_FOUND", "record.delete", "{'kind':'meeting','id':'%s'}", id);
  fixture_refuse (&fixture, "NOT_FOUND", "record.update", "{'kind':'meeting','id':'%s','values':{'title':'B'}}", id);

  restored = fixture_run (&fixture, "record.restore", "{'kind':'meeting','id':'%s'}", id);
  g_assert_false (json_object_has_member (restored, "deletedAt"));
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (restored, "participants")), ==, 2);
  again = fixture_dump (&fixture);
  g_assert_cmpstr (again, ==, before);

  /* Restoring is undone by deleting; what lives is left alone. */
  fixture_assert_undone (&fixture, gone);
  fixture_undo (&fixture);
  twice = fixture_run (&fixture, "record.restore", "{'kind':'meeting','id':'%s'}", id);
  g_assert_null (fixture.context.inverse);
  fixture_close (&fixture);
}

static void
test_children (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  g_autofree char *before = NULL;
  const char *id = "01900000-0000-7000-8000-000000000041";
  const char *kept;
  JsonArray *lines;

  fixture_open (&fixture, *schema);
  first = fixture_run (&fixture, "record.create",
                       "{'kind':'invoice','id':'%s','values':{'institutionId':'%s','title':'T','lines':["
                       "{'description':'A','unitPrice':10},{'description':'B','unitPrice':20},{'description':'C','unitPrice':30}]}}",
                       id, HOSPITAL_ID);
  before = fixture_dump (&fixture);
  kept = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (first, "lines"), 1), "id");

  fixture_set_now (&fixture, "2026-03-11T10:00:00Z");
  second = fixture_run (&fixture, "record.update",
                        "{'kind':'invoice','id':'%s','values':{'lines':[{'description':'D','unitPrice':5},{'id':'%s','quantity':2}]}}",
                        id, kept);
  lines = json_object_get_array_member (second, "lines");
  g_assert_cmpuint (json_array_get_length (lines), ==, 2);
  fixture_assert_text (json_array_get_object_element (lines, 1), "id", kept);
  fixture_assert_text (json_array_get_object_element (lines, 1), "description", "B");
  fixture_assert_int (json_array_get_object_element (lines, 1), "orderIndex", 2);
  fixture_assert_number (second, "subtotal", 45);
  fixture_assert_text (second, "updatedAt", "2026-03-11T10:00:00Z");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoice_lines"), ==, 4);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoice_lines WHERE deleted_at IS NULL"), ==, 2);

  fixture_assert_undone (&fixture, before);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoice_lines"), ==, 4);
  fixture_refuse (&fixture, "DUPLICATE_ID", "record.update",
                  "{'kind':'invoice','id':'%s','values':{'lines':[{'id':'%s'},{'id':'%s'}]}}", id, kept, kept);
  fixture_close (&fixture);
}

static void
test_primary_contact (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *with_two = NULL;
  g_autoptr(JsonObject) former = NULL;
  g_autoptr(JsonObject) restored = NULL;
  const char *id = "01900000-0000-7000-8000-000000000051";

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'contact','id':'%s','values':{'institutionId':'%s','firstName':'N','lastName':'N',"
                                  "'isPrimary':true}}", id, HOSPITAL_ID));
  former = fixture_get (&fixture, "contact", CONTACT_ID);
  g_assert_false (json_object_get_boolean_member (former, "isPrimary"));
  fixture_assert_undone (&fixture, before);

  json_object_unref (fixture_run (&fixture, "record.restore", "{'kind':'contact','id':'%s'}", id));
  restored = fixture_get (&fixture, "contact", id);
  g_assert_false (json_object_get_boolean_member (restored, "isPrimary"));

  with_two = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'isPrimary':true,'title':'T'}}", id));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts WHERE is_primary = 1"), ==, 1);
  fixture_assert_undone (&fixture, with_two);
  fixture_close (&fixture);
}

static void
test_delete_institution (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'institution','id':'%s'}", HOSPITAL_ID));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts WHERE deleted_at IS NULL"), ==, 1);
  fixture_assert_undone (&fixture, before);

  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Deal',"
                                  "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID));
  fixture_refuse (&fixture, "IN_USE", "record.delete", "{'kind':'institution','id':'%s'}", HOSPITAL_ID);
  fixture_close (&fixture);
}

#define MEETING "{'kind':'meeting','values':{'title':'T','startDate':'%s','endDate':'%s','timeZone':'%s'}}"

static void
test_meeting (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) meeting = NULL;
  g_autoptr(JsonObject) moved = NULL;
  g_autoptr(JsonObject) noted = NULL;
  const char *id;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_refuse (&fixture, "MEETING_ENDS_BEFORE_START", "record.create", MEETING, "2026-03-12T09:00:00Z", "2026-03-12T09:00:00Z",
                  "Europe/Paris");
  fixture_refuse (&fixture, "MEETING_TOO_LONG", "record.create", MEETING, "2026-03-12T09:00:00Z", "2026-03-13T09:00:01Z",
                  "Europe/Paris");
  fixture_refuse (&fixture, "UNKNOWN_TIME_ZONE", "record.create", MEETING, "2026-03-12T09:00:00Z", "2026-03-12T10:00:00Z",
                  "Europe/Atlantis");
  fixture_refuse (&fixture, "PARTICIPANT_IS_ONE_PERSON", "record.create",
                  "{'kind':'meeting','values':{'title':'T','startDate':'2026-03-12T09:00:00Z','endDate':'2026-03-12T10:00:00Z',"
                  "'participants':[{'userId':'%s','contactPersonId':'%s'}]}}", USER_ID, CONTACT_ID);

  meeting = fixture_run (&fixture, "record.create", MEETING, "2026-03-12T09:00:00Z", "2026-03-13T09:00:00Z", "Europe/Paris");
  id = json_object_get_string_member (meeting, "id");
  fixture_assert_text (meeting, "organizerId", USER_ID);
  fixture_assert_int (meeting, "sequence", 0);
  moved = fixture_run (&fixture, "record.update", "{'kind':'meeting','id':'%s','values':{'startDate':'2026-03-12T11:00:00+01:00'}}", id);
  fixture_assert_int (moved, "sequence", 1);
  fixture_assert_text (moved, "startDate", "2026-03-12T10:00:00Z");
  noted = fixture_run (&fixture, "record.update", "{'kind':'meeting','id':'%s','values':{'description':'Apporter le plan'}}", id);
  fixture_assert_int (noted, "sequence", 1);
  fixture_close (&fixture);
}

static void
test_batch (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  fixture_run (&fixture, "batch.run",
               "{'operations':[{'name':'record.update','arguments':{'kind':'institution','id':'%s','values':{'name':'B'}}},"
               "{'name':'record.update','arguments':{'kind':'institution','id':'%s','values':{'name':'C'}}},"
               "{'name':'record.delete','arguments':{'kind':'contact','id':'%s'}}]}", HOSPITAL_ID, HOSPITAL_ID, CONTACT_ID);
  fixture_assert_undone (&fixture, before);

  fixture_refuse (&fixture, "NOT_FOUND", "batch.run",
                  "{'operations':[{'name':'record.delete','arguments':{'kind':'contact','id':'%s'}},"
                  "{'name':'record.delete','arguments':{'kind':'contact','id':'%s'}}]}", CONTACT_ID, CONTACT_ID);
  fixture_refuse (&fixture, "NOT_IN_BATCH", "batch.run", "{'operations':[{'name':'batch.run','arguments':{'operations':[]}}]}");
  fixture_refuse (&fixture, "NOT_IN_BATCH", "batch.run", "{'operations':[{'name':'invoice.issue','arguments':{}}]}");
  fixture_refuse (&fixture, "WRONG_TYPE", "batch.run", "{'operations':{}}");
  fixture_close (&fixture);
}

/* A caller that writes the record itself gets it as it is stored, and of what runs inside of a run only the whole. */
static void
test_keep_record (gconstpointer data)
{
  const RoundsSchema *schema = data;
  g_autoptr(JsonNode) renamed = NULL;
  g_autoptr(JsonNode) several = NULL;
  g_autoptr(JsonNode) nothing = NULL;
  g_autoptr(JsonObject) stored = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(GError) error = NULL;
  Fixture fixture;

  fixture_open (&fixture, *schema);
  fixture.context.keeps_record = TRUE;
  fixture.context.forgets_inverse = TRUE;

  arguments = fixture_parse ("{'kind':'institution','id':'%s','values':{'name':'B'}}", HOSPITAL_ID);
  renamed = fixture_run_node (&fixture, "record.update", arguments, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (renamed)), ==, 1);
  fixture_assert_text (json_node_get_object (renamed), "id", HOSPITAL_ID);
  g_assert_cmpstr (rounds_entity_get_text (fixture.context.record, "name"), ==, "B");
  stored = fixture_get (&fixture, "institution", HOSPITAL_ID);
  fixture_assert_int (stored, "revision", rounds_entity_get_revision (fixture.context.record));
  g_assert_null (fixture.context.inverse);

  g_clear_pointer (&arguments, json_object_unref);
  arguments = fixture_parse ("{'operations':[{'name':'record.update','arguments':{'kind':'institution','id':'%s','values':"
                             "{'name':'C'}}}]}", HOSPITAL_ID);
  several = fixture_run_node (&fixture, "batch.run", arguments, &error);
  g_assert_no_error (error);
  g_assert_null (fixture.context.record);
  g_assert_null (fixture.context.inverse);

  /* What a run that fails would have answered is nobody's. */
  g_clear_pointer (&arguments, json_object_unref);
  arguments = fixture_parse ("{'kind':'institution','id':'%s','values':{'name':''}}", HOSPITAL_ID);
  nothing = fixture_run_node (&fixture, "record.update", arguments, &error);
  g_assert_null (nothing);
  g_assert_null (fixture.context.record);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/operations/record/create", test_create);
  g_test_add_func ("/operations/record/create-again", test_create_again);
  g_test_add_func ("/operations/record/create-refused", test_create_refused);
  fixture_add_tests ("/operations/record/update", test_update);
  g_test_add_func ("/operations/record/update-refused", test_update_refused);
  g_test_add_func ("/operations/record/guard", test_guard);
  fixture_add_tests ("/operations/record/delete-restore", test_delete_restore);
  fixture_add_tests ("/operations/record/delete-institution", test_delete_institution);
  fixture_add_tests ("/operations/record/children", test_children);
  fixture_add_tests ("/operations/record/primary-contact", test_primary_contact);
  g_test_add_func ("/operations/record/meeting", test_meeting);
  fixture_add_tests ("/operations/record/batch", test_batch);
  fixture_add_tests ("/operations/record/keep-record", test_keep_record);

  return g_test_run ();
}
