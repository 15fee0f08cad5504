/* test-tag-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"

#define TAG_ID "01900000-0000-7000-8000-00000000f101"
#define TASK_ID "01900000-0000-7000-8000-00000000f102"
#define NOTICE_ID "01900000-0000-7000-8000-00000000f103"
#define OTHER_NOTICE_ID "01900000-0000-7000-8000-00000000f104"

static void
assert_tags (Fixture    *fixture,
             const char *kind,
             const char *id,
             const char *expected)
{
  g_autoptr(JsonObject) record = fixture_get (fixture, kind, id);
  JsonNode *node = json_object_get_member (record, "tags");
  g_autofree char *text = node != NULL ? rounds_json_to_text (node) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
give_tags (Fixture    *fixture,
           const char *kind,
           const char *id,
           const char *tags)
{
  json_object_unref (fixture_run (fixture, "record.update", "{'kind':'%s','id':'%s','values':{'tags':%s}}", kind, id, tags));
}

static void
fill (Fixture *fixture)
{
  json_object_unref (fixture_run (fixture, "record.create", "{'kind':'tag','id':'%s','values':{'name':'bloc'}}", TAG_ID));
  json_object_unref (fixture_run (fixture, "record.create", "{'kind':'task','id':'%s','values':{'title':'T'}}", TASK_ID));
  give_tags (fixture, "institution", HOSPITAL_ID, "['bloc']");
  give_tags (fixture, "institution", CLINIC_ID, "['vip','blocage']");
  give_tags (fixture, "contact", CONTACT_ID, "['vip','bloc']");
  give_tags (fixture, "task", TASK_ID, "['bloc']");
}

static void
test_rename (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fill (&fixture);
  before = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'tag','id':'%s','values':{'name':'bloc opératoire'}}", TAG_ID));
  assert_tags (&fixture, "institution", HOSPITAL_ID, "[\"bloc opératoire\"]");
  assert_tags (&fixture, "institution", CLINIC_ID, "[\"vip\",\"blocage\"]");
  assert_tags (&fixture, "contact", CONTACT_ID, "[\"vip\",\"bloc opératoire\"]");
  assert_tags (&fixture, "task", TASK_ID, "[\"bloc opératoire\"]");
  fixture_assert_undone (&fixture, before);

  /* Who has both has it once. */
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'tag','id':'%s','values':{'name':'vip'}}", TAG_ID));
  assert_tags (&fixture, "contact", CONTACT_ID, "[\"vip\"]");
  /* Another colour is no other name. */
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'tag','id':'%s','values':{'color':'red'}}", TAG_ID));
  assert_tags (&fixture, "task", TASK_ID, "[\"vip\"]");
  fixture_close (&fixture);
}

static void
test_delete (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *gone = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fill (&fixture);
  before = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'tag','id':'%s'}", TAG_ID));
  assert_tags (&fixture, "contact", CONTACT_ID, "[\"vip\"]");
  assert_tags (&fixture, "institution", CLINIC_ID, "[\"vip\",\"blocage\"]");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM institutions WHERE tags LIKE '%\"bloc\"%'"), ==, 0);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE tags LIKE '%\"bloc\"%'"), ==, 0);
  gone = fixture_dump (&fixture);
  fixture_assert_undone (&fixture, before);
  /* And redone. */
  fixture_assert_undone (&fixture, gone);

  fixture_refuse (&fixture, "NOT_FOUND", "tag.give", "{'id':'%s','kind':'task','ids':['%s']}", TAG_ID, TASK_ID);
  fixture_close (&fixture);
}

static void
test_notifications (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) read = NULL;
  g_autoptr(JsonObject) all = NULL;
  g_autoptr(JsonObject) none = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fixture_insert (&fixture, "notification", "{'id':'%s','userId':'%s','type':'task','title':'A','createdAt':'2026-03-10T08:00:00Z'}",
                  NOTICE_ID, USER_ID);
  fixture_insert (&fixture, "notification", "{'id':'%s','userId':'%s','type':'task','title':'B','createdAt':'2026-03-10T08:00:00Z'}",
                  OTHER_NOTICE_ID, OTHER_USER_ID);
  before = fixture_dump (&fixture);

  read = fixture_run (&fixture, "notification.read", "{'id':'%s'}", NOTICE_ID);
  fixture_assert_text (read, "readAt", "2026-03-10T09:00:00Z");
  fixture_assert_undone (&fixture, before);

  /* Not what came after it was pressed, and not a colleague's. */
  none = fixture_run (&fixture, "notification.read-all", "{'readAt':'2026-03-10T07:59:59Z'}");
  fixture_assert_int (none, "count", 0);
  all = fixture_run (&fixture, "notification.read-all", "{}");
  fixture_assert_int (all, "count", 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM notifications WHERE read_at IS NULL"), ==, 1);
  fixture_assert_undone (&fixture, before);
  fixture_refuse (&fixture, "REQUIRED", "record.create", "{'kind':'notification','values':{}}");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/tag-operations/rename", test_rename);
  fixture_add_tests ("/tag-operations/delete", test_delete);
  fixture_add_tests ("/tag-operations/notifications", test_notifications);

  return g_test_run ();
}
