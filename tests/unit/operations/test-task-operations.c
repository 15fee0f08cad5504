/* test-task-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"

#define TASK_ID "01900000-0000-7000-8000-00000000b001"

/* The fixture's now is 2026-03-10T09:00:00Z, ten o'clock in Paris. */
static void
make_task (Fixture    *fixture,
           const char *more)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'task','id':'%s','values':{'title':'Relancer le bloc'%s}}", TASK_ID, more));
}

static JsonObject *
get_next (Fixture    *fixture,
          const char *id)
{
  g_autofree char *name = g_strconcat ("next-of:", id, NULL);
  g_autofree char *next = rounds_id_derive (name);

  return fixture_get (fixture, "task", next);
}

static void
test_defaults (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(JsonObject) task = NULL;
  g_autoptr(JsonObject) other = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_task (&fixture, "");
  task = fixture_get (&fixture, "task", TASK_ID);
  fixture_assert_text (task, "status", "todo");
  fixture_assert_text (task, "priority", "medium");
  fixture_assert_text (task, "assigneeId", USER_ID);
  g_assert_true (json_object_get_null_member (task, "completedAt"));

  /* The contact says where it is. */
  other = fixture_run (&fixture, "record.create", "{'kind':'task','values':{'title':'Appeler','contactId':'%s','assigneeId':'%s'}}",
                       CONTACT_ID, OTHER_USER_ID);
  fixture_assert_text (other, "institutionId", HOSPITAL_ID);
  fixture_assert_text (other, "assigneeId", OTHER_USER_ID);
  fixture_refuse (&fixture, "CONTACT_OF_ANOTHER_INSTITUTION", "record.create",
                  "{'kind':'task','values':{'title':'Appeler','contactId':'%s','institutionId':'%s'}}", CONTACT_ID, CLINIC_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.create",
                  "{'kind':'task','values':{'title':'Appeler','completedAt':'2026-03-10T09:00:00Z'}}");
  fixture_close (&fixture);
}

static void
test_complete (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autofree char *done = NULL;
  g_autoptr(JsonObject) task = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) reopened = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_task (&fixture, ",'status':'in_progress'");
  open = fixture_dump (&fixture);

  task = fixture_run (&fixture, "task.complete", "{'id':'%s'}", TASK_ID);
  fixture_assert_text (task, "status", "completed");
  fixture_assert_text (task, "completedAt", "2026-03-10T09:00:00Z");
  fixture_assert_undone (&fixture, open);

  /* Without the network, an hour ago; a clock that runs ahead is not believed. */
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s','completedAt':'2026-03-10T08:00:00Z'}", TASK_ID));
  done = fixture_dump (&fixture);
  again = fixture_run (&fixture, "task.complete", "{'id':'%s','completedAt':'2027-01-01T00:00:00Z'}", TASK_ID);
  fixture_assert_text (again, "completedAt", "2026-03-10T08:00:00Z");
  g_assert_null (fixture.context.inverse);

  reopened = fixture_run (&fixture, "task.reopen", "{'id':'%s'}", TASK_ID);
  fixture_assert_text (reopened, "status", "todo");
  g_assert_true (json_object_get_null_member (reopened, "completedAt"));
  fixture_assert_undone (&fixture, done);

  fixture_refuse (&fixture, "NOT_OPEN", "task.reopen", "{'id':'%s','status':'cancelled'}", TASK_ID);
  fixture_refuse (&fixture, "BAD_INSTANT", "task.complete", "{'id':'%s','completedAt':'gestern'}", TASK_ID);
  fixture_refuse (&fixture, "NOT_FOUND", "task.complete", "{'id':'01900000-0000-7000-8000-00000000b0ff'}");
  fixture_close (&fixture);
}

/* The same through an edit of the status. */
static void
test_edit_status (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autoptr(JsonObject) done = NULL;
  g_autoptr(JsonObject) edited = NULL;
  g_autoptr(JsonObject) cancelled = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_task (&fixture, "");
  open = fixture_dump (&fixture);

  done = fixture_run (&fixture, "record.update", "{'kind':'task','id':'%s','values':{'status':'completed'}}", TASK_ID);
  fixture_assert_text (done, "completedAt", "2026-03-10T09:00:00Z");
  fixture_assert_undone (&fixture, open);

  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", TASK_ID));
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "record.update", "{'kind':'task','id':'%s','values':{'status':'cancelled'}}",
                  TASK_ID);
  fixture_set_now (&fixture, "2026-03-11T09:00:00Z");
  edited = fixture_run (&fixture, "record.update", "{'kind':'task','id':'%s','values':{'title':'Relancer'}}", TASK_ID);
  fixture_assert_text (edited, "completedAt", "2026-03-10T09:00:00Z");
  json_object_unref (fixture_run (&fixture, "task.reopen", "{'id':'%s','status':'in_progress'}", TASK_ID));
  cancelled = fixture_run (&fixture, "record.update", "{'kind':'task','id':'%s','values':{'status':'cancelled'}}", TASK_ID);
  g_assert_true (json_object_get_null_member (cancelled, "completedAt"));
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "task.complete", "{'id':'%s'}", TASK_ID);

  g_free (open);
  open = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "task.reopen", "{'id':'%s'}", TASK_ID));
  fixture_assert_undone (&fixture, open);
  fixture_close (&fixture);
}

static void
test_recurrence (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autofree char *done = NULL;
  g_autoptr(JsonObject) task = NULL;
  g_autoptr(JsonObject) next = NULL;
  g_autoptr(JsonObject) third = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_task (&fixture, ",'dueDate':'2026-01-31T08:00:00Z','recurrence':'RRULE:FREQ=MONTHLY;COUNT=4','institutionId':'" HOSPITAL_ID
             "','priority':'high','tags':['bloc']");
  task = fixture_get (&fixture, "task", TASK_ID);
  fixture_assert_text (task, "recurrence", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4");
  open = fixture_dump (&fixture);

  /* Done on 10 March: that of February is past, and counts; nine o'clock in Paris is seven in summer. */
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", TASK_ID));
  next = get_next (&fixture, TASK_ID);
  fixture_assert_text (next, "dueDate", "2026-03-31T07:00:00Z");
  fixture_assert_text (next, "recurrence", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2");
  fixture_assert_text (next, "status", "todo");
  fixture_assert_text (next, "priority", "high");
  fixture_assert_text (next, "institutionId", HOSPITAL_ID);
  fixture_assert_text (next, "assigneeId", USER_ID);
  g_assert_true (json_object_get_null_member (next, "completedAt"));
  done = fixture_dump (&fixture);
  fixture_assert_undone (&fixture, open);
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", TASK_ID));
  g_free (open);
  open = fixture_dump (&fixture);
  g_assert_cmpstr (open, ==, done);

  /* The last but one, then the last. */
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", json_object_get_string_member (next, "id")));
  third = get_next (&fixture, json_object_get_string_member (next, "id"));
  fixture_assert_text (third, "dueDate", "2026-04-30T07:00:00Z");
  fixture_assert_text (third, "recurrence", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1");
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", json_object_get_string_member (third, "id")));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE deleted_at IS NULL"), ==, 3);
  fixture_close (&fixture);
}

/* What somebody has worked on meanwhile stays, and is not made twice. */
static void
test_recurrence_kept (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) next = NULL;
  g_autoptr(JsonObject) kept = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_task (&fixture, ",'dueDate':'2026-03-10T08:00:00Z','recurrence':'FREQ=DAILY'");
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'task','id':'%s','values':{'status':'completed'}}", TASK_ID));
  next = get_next (&fixture, TASK_ID);
  fixture_assert_text (next, "dueDate", "2026-03-11T08:00:00Z");

  fixture_set_now (&fixture, "2026-03-10T10:00:00Z");
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'task','id':'%s','values':{'description':'Vu'}}",
                                  json_object_get_string_member (next, "id")));
  json_object_unref (fixture_run (&fixture, "task.reopen", "{'id':'%s'}", TASK_ID));
  kept = fixture_get (&fixture, "task", json_object_get_string_member (next, "id"));
  fixture_assert_text (kept, "description", "Vu");
  json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s'}", TASK_ID));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE deleted_at IS NULL"), ==, 2);

  fixture_refuse (&fixture, "RECURRENCE_NEEDS_DATE", "record.create",
                  "{'kind':'task','values':{'title':'Appeler','recurrence':'FREQ=DAILY'}}");
  fixture_refuse (&fixture, "RECURRENCE_NEEDS_DATE", "record.update", "{'kind':'task','id':'%s','values':{'dueDate':null}}",
                  TASK_ID);
  fixture_refuse (&fixture, "BAD_RECURRENCE", "record.update", "{'kind':'task','id':'%s','values':{'recurrence':'daily'}}", TASK_ID);
  fixture_close (&fixture);
}

/* A client that was offline and the server make the same next task. */
static void
test_same_on_both (void)
{
  g_autofree char *dumps[2] = { NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fixture_schemas); i++)
    {
      Fixture fixture;
      g_autoptr(JsonObject) next = NULL;

      fixture_open (&fixture, fixture_schemas[i]);
      make_task (&fixture, ",'dueDate':'2026-03-01T08:00:00Z','recurrence':'FREQ=DAILY'");
      /* The server hears of it two days later. */
      if (fixture.context.is_server)
        fixture_set_now (&fixture, "2026-03-12T09:00:00Z");
      json_object_unref (fixture_run (&fixture, "task.complete", "{'id':'%s','completedAt':'2026-03-10T09:00:00Z'}", TASK_ID));
      next = get_next (&fixture, TASK_ID);
      dumps[i] = g_strdup_printf ("%s %s", json_object_get_string_member (next, "id"), json_object_get_string_member (next, "dueDate"));
      fixture_close (&fixture);
    }

  g_assert_cmpstr (dumps[0], ==, dumps[1]);
  g_assert_true (g_str_has_suffix (dumps[0], " 2026-03-10T08:00:00Z"));
  g_clear_pointer (&dumps[1], g_free);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/task-operations/defaults", test_defaults);
  fixture_add_tests ("/task-operations/complete", test_complete);
  fixture_add_tests ("/task-operations/edit-status", test_edit_status);
  fixture_add_tests ("/task-operations/recurrence", test_recurrence);
  g_test_add_func ("/task-operations/recurrence-kept", test_recurrence_kept);
  g_test_add_func ("/task-operations/same-on-both", test_same_on_both);

  return g_test_run ();
}
