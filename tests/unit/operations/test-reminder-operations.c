/* test-reminder-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"

#define REMINDER_ID "01900000-0000-7000-8000-00000000c001"

static void
make_reminder (Fixture    *fixture,
               const char *date,
               const char *more)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'reminder','id':'%s','values':{'title':'Rappeler','reminderDate':'%s'%s}}", REMINDER_ID,
                                  date, more));
}

static void
test_complete (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autofree char *done = NULL;
  g_autoptr(JsonObject) reminder = NULL;
  g_autoptr(JsonObject) reopened = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_reminder (&fixture, "2026-03-10T08:00:00Z", "");
  open = fixture_dump (&fixture);

  reminder = fixture_run (&fixture, "reminder.complete", "{'id':'%s'}", REMINDER_ID);
  g_assert_true (json_object_get_boolean_member (reminder, "isCompleted"));
  fixture_assert_text (reminder, "completedAt", "2026-03-10T09:00:00Z");
  fixture_assert_text (reminder, "userId", USER_ID);
  done = fixture_dump (&fixture);
  fixture_assert_undone (&fixture, open);

  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'%s'}", REMINDER_ID));
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'%s'}", REMINDER_ID));
  g_assert_null (fixture.context.inverse);
  reopened = fixture_run (&fixture, "reminder.reopen", "{'id':'%s'}", REMINDER_ID);
  g_assert_false (json_object_get_boolean_member (reopened, "isCompleted"));
  g_assert_true (json_object_get_null_member (reopened, "completedAt"));
  fixture_assert_undone (&fixture, done);
  fixture_close (&fixture);
}

static void
test_snooze (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) due = NULL;
  g_autoptr(JsonObject) ahead = NULL;
  g_autoptr(JsonObject) late = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_reminder (&fixture, "2026-03-10T08:00:00Z", "");
  before = fixture_dump (&fixture);

  /* It was due an hour ago: ten minutes from now. */
  due = fixture_run (&fixture, "reminder.snooze", "{'id':'%s','minutes':10}", REMINDER_ID);
  fixture_assert_text (due, "reminderDate", "2026-03-10T09:10:00Z");
  fixture_assert_undone (&fixture, before);
  /* The server hears of it later, and puts it off from when it was pressed. */
  late = fixture_run (&fixture, "reminder.snooze", "{'id':'%s','minutes':10,'from':'2026-03-10T08:30:00Z'}", REMINDER_ID);
  fixture_assert_text (late, "reminderDate", "2026-03-10T08:40:00Z");
  /* It is not due yet: a day after. */
  json_object_unref (fixture_run (&fixture, "reminder.reschedule", "{'id':'%s','reminderDate':'2026-03-12T08:00:00Z'}", REMINDER_ID));
  ahead = fixture_run (&fixture, "reminder.snooze", "{'id':'%s','minutes':1440}", REMINDER_ID);
  fixture_assert_text (ahead, "reminderDate", "2026-03-13T08:00:00Z");

  fixture_refuse (&fixture, "SNOOZE_OUT_OF_RANGE", "reminder.snooze", "{'id':'%s','minutes':0}", REMINDER_ID);
  fixture_refuse (&fixture, "SNOOZE_OUT_OF_RANGE", "reminder.snooze", "{'id':'%s','minutes':10081}", REMINDER_ID);
  fixture_refuse (&fixture, "SNOOZE_OUT_OF_RANGE", "reminder.snooze", "{'id':'%s'}", REMINDER_ID);
  fixture_refuse (&fixture, "WRONG_TYPE", "reminder.snooze", "{'id':'%s','minutes':'10'}", REMINDER_ID);
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'%s'}", REMINDER_ID));
  fixture_refuse (&fixture, "REMINDER_COMPLETED", "reminder.snooze", "{'id':'%s','minutes':10}", REMINDER_ID);
  fixture_close (&fixture);
}

static void
test_reschedule (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) moved = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_reminder (&fixture, "2026-03-10T08:00:00Z", "");
  before = fixture_dump (&fixture);
  moved = fixture_run (&fixture, "reminder.reschedule", "{'id':'%s','reminderDate':'2031-03-10T08:00:00Z'}", REMINDER_ID);
  fixture_assert_text (moved, "reminderDate", "2031-03-10T08:00:00Z");
  fixture_assert_undone (&fixture, before);

  fixture_refuse (&fixture, "REMINDER_TOO_FAR", "reminder.reschedule", "{'id':'%s','reminderDate':'2031-03-11T08:00:00Z'}",
                  REMINDER_ID);
  fixture_refuse (&fixture, "REMINDER_TOO_FAR", "record.create",
                  "{'kind':'reminder','values':{'title':'Rappeler','reminderDate':'2031-03-11T08:00:00Z'}}");
  fixture_refuse (&fixture, "BAD_INSTANT", "reminder.reschedule", "{'id':'%s','reminderDate':'2026-03-11'}", REMINDER_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.update", "{'kind':'reminder','id':'%s','values':{'isCompleted':true}}",
                  REMINDER_ID);
  fixture_close (&fixture);
}

/* The next one lies ahead of the moment it is done. */
static void
test_recurrence (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *open = NULL;
  g_autofree char *id = rounds_id_derive ("next-of:" REMINDER_ID);
  g_autoptr(JsonObject) next = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  make_reminder (&fixture, "2026-03-06T08:30:00Z", ",'recurrence':'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR'");
  open = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'%s'}", REMINDER_ID));
  next = fixture_get (&fixture, "reminder", id);
  fixture_assert_text (next, "reminderDate", "2026-03-11T08:30:00Z");
  g_assert_false (json_object_get_boolean_member (next, "isCompleted"));
  g_assert_true (json_object_get_null_member (next, "completedAt"));
  fixture_assert_undone (&fixture, open);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/reminder-operations/complete", test_complete);
  fixture_add_tests ("/reminder-operations/snooze", test_snooze);
  fixture_add_tests ("/reminder-operations/reschedule", test_reschedule);
  fixture_add_tests ("/reminder-operations/recurrence", test_recurrence);

  return g_test_run ();
}
