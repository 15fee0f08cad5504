/* test-reminder-notices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* What the server tells of by itself. The fixture's now is 2026-03-10T09:00:00Z, ten o'clock in Paris. */

#define QUOTE_ID "01900000-0000-7000-8000-00000000d001"
#define INVOICE_ID "01900000-0000-7000-8000-00000000d002"
#define OTHER_TEAM_ID "01900000-0000-7000-8000-00000000d003"

/* As the server does it, who is nobody. */
static gint64
run (Fixture    *fixture,
     const char *name)
{
  g_autoptr(RoundsActor) server = rounds_actor_new (NULL, NULL, "super_admin");
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = NULL;

  fixture->context.actor = server;
  answer = fixture_run_node (fixture, name, arguments, &error);
  fixture->context.actor = fixture->actor;
  g_assert_no_error (error);
  return json_node_get_int (answer);
}

/* The title of the only notification for which @condition holds. */
static void
assert_told (Fixture    *fixture,
             const char *condition,
             const char *title,
             const char *message)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM notifications WHERE deleted_at IS NULL AND %s", condition);
  g_autofree char *id = NULL;
  g_autoptr(JsonObject) notification = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_database_query_text (fixture->database, &id, &error, sql, NULL));
  g_assert_nonnull (id);
  notification = fixture_get (fixture, "notification", id);
  fixture_assert_text (notification, "title", title);
  fixture_assert_text (notification, "message", message);
}

static gint64
count (Fixture *fixture)
{
  return fixture_count (fixture, "SELECT COUNT(*) FROM notifications WHERE deleted_at IS NULL");
}

static void
make_reminder (Fixture    *fixture,
               const char *id,
               const char *date)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'reminder','id':'01900000-0000-7000-8000-00000000e%s','values':{'title':'Rappel %s',"
                                  "'reminderDate':'%s','institutionId':'%s','priority':'high'}}", id, id, date, HOSPITAL_ID));
}

static void
test_due (void)
{
  Fixture fixture;
  g_autoptr(RoundsEntity) told = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_reminder (&fixture, "001", "2026-03-10T09:00:00Z");
  make_reminder (&fixture, "002", "2026-03-10T09:00:01Z");
  make_reminder (&fixture, "003", "2026-01-10T09:00:00Z");
  make_reminder (&fixture, "004", "2026-03-10T08:00:00Z");
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'01900000-0000-7000-8000-00000000e004'}"));

  /* Not the one to come, nor the old one, nor what is done. */
  g_assert_cmpint (run (&fixture, "reminder.notify-due"), ==, 1);
  assert_told (&fixture, "user_id = '" USER_ID "' AND type = 'reminder_due' AND priority = 'high' AND read_at IS NULL "
               "AND record_kind = 'reminder' AND record_id = '01900000-0000-7000-8000-00000000e001' "
               "AND institution_id = '" HOSPITAL_ID "'", "Rappel 001", NULL);
  g_assert_cmpint (run (&fixture, "reminder.notify-due"), ==, 0);

  /* Put off, it is told of again at its new time. */
  json_object_unref (fixture_run (&fixture, "reminder.snooze", "{'id':'01900000-0000-7000-8000-00000000e001','minutes':5}"));
  g_assert_cmpint (run (&fixture, "reminder.notify-due"), ==, 0);
  fixture_set_now (&fixture, "2026-03-10T09:05:00Z");
  g_assert_cmpint (run (&fixture, "reminder.notify-due"), ==, 2);
  g_assert_cmpint (count (&fixture), ==, 3);

  /* Whoever has thrown it away is not told again. */
  g_assert_true (rounds_database_execute (fixture.database, &error, "UPDATE notifications SET deleted_at = 1", NULL));
  g_assert_cmpint (run (&fixture, "reminder.notify-due"), ==, 0);
  fixture_close (&fixture);
}

static void
make_rule (Fixture    *fixture,
           const char *values)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'reminder-rule','values':{'name':'R','titleTemplate':'{title}: {days} j',"
                                  "'messageTemplate':'{institution}, {assigneeName} {quoteNumber}{invoiceNumber} {amount}',%s}}",
                                  values));
}

static void
make_task (Fixture    *fixture,
           const char *number,
           const char *due,
           const char *more)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'task','values':{'title':'T%s','dueDate':'%s','institutionId':'%s'%s}}", number, due,
                                  HOSPITAL_ID, more));
}

static void
test_tasks (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_task (&fixture, "1", "2026-03-10T08:00:00Z", "");
  make_task (&fixture, "2", "2026-03-12T22:59:59Z", ",'assigneeId':'" OTHER_USER_ID "'");
  make_task (&fixture, "3", "2026-03-12T23:00:00Z", "");
  make_task (&fixture, "4", "2026-03-11T08:00:00Z", ",'status':'completed'");
  make_task (&fixture, "5", "2026-03-09T22:00:00Z", "");
  make_rule (&fixture, "'entityType':'task','triggerType':'due_soon','daysBefore':2");

  /* From today to the end of the 12th in Paris. */
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 2);
  assert_told (&fixture, "user_id = '" USER_ID "' AND type = 'task'", "T1: 0 j", "Centre hospitalier de Laval, Ada Roy  ");
  assert_told (&fixture, "user_id = '" OTHER_USER_ID "'", "T2: 2 j", "Centre hospitalier de Laval, Bo Le Goff  ");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 0);

  /* A day later: the one that came near, and with a rule of its own what is a day late or more. */
  fixture_set_now (&fixture, "2026-03-11T09:00:00Z");
  make_rule (&fixture, "'entityType':'task','triggerType':'overdue','daysAfter':1,'autoCreateTask':true,'taskPriority':'urgent',"
             "'taskTitleTemplate':'Relancer {title}'");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 3);
  assert_told (&fixture, "title LIKE 'T3%'", "T3: 2 j", "Centre hospitalier de Laval, Ada Roy  ");
  assert_told (&fixture, "title LIKE 'T5%'", "T5: 2 j", "Centre hospitalier de Laval, Ada Roy  ");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE title = 'Relancer T1' AND priority = 'urgent' "
                                  "AND assignee_id = '" USER_ID "' AND institution_id = '" HOSPITAL_ID "' AND status = 'todo'"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks"), ==, 7);

  /* Not a new one each day; those it has made are due on the 12th, and late on the 13th like T2. */
  fixture_set_now (&fixture, "2026-03-12T09:00:00Z");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 2);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks"), ==, 7);
  g_assert_cmpint (count (&fixture), ==, 7);
  fixture_set_now (&fixture, "2026-03-13T09:00:00Z");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 3);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE title LIKE 'Relancer Relancer%'"), ==, 0);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks"), ==, 8);
  fixture_close (&fixture);
}

static void
make_documents (Fixture *fixture)
{
  fixture_insert (fixture, "quote", "{'id':'%s','institutionId':'%s','title':'Lits','status':'sent','validUntil':'2026-03-12',"
                  "'quoteNumber':'D2026-00007','total':1234.5,'assignedUserId':'%s'}", QUOTE_ID, CLINIC_ID, USER_ID);
  fixture_insert (fixture, "invoice", "{'id':'%s','institutionId':'%s','title':'Lits','status':'overdue','dueDate':'2026-02-08',"
                  "'invoiceNumber':'F2026-00003','total':100,'remainingAmount':60,'assignedUserId':'%s'}", INVOICE_ID, CLINIC_ID,
                  OTHER_USER_ID);
}

static void
test_documents (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_documents (&fixture);
  make_rule (&fixture, "'entityType':'quote','triggerType':'due_soon','daysBefore':1");
  make_rule (&fixture, "'entityType':'quote','triggerType':'expired','daysAfter':7");
  make_rule (&fixture, "'entityType':'invoice','triggerType':'unpaid','daysAfter':31");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 0);

  /* The 11th: a day before the quote ends, 31 days after the invoice was due. */
  fixture_set_now (&fixture, "2026-03-11T09:00:00Z");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 2);
  assert_told (&fixture, "type = 'quote' AND record_id = '" QUOTE_ID "' AND user_id = '" USER_ID "'", "Lits: 1 j",
               "Clinique Saint-Yves, Ada Roy D2026-00007D2026-00007 €1234.50");
  assert_told (&fixture, "type = 'invoice' AND record_id = '" INVOICE_ID "' AND user_id = '" OTHER_USER_ID "'", "Lits: 31 j",
               "Clinique Saint-Yves, Bo Le Goff F2026-00003F2026-00003 €60.00");

  fixture_set_now (&fixture, "2026-03-18T22:00:00Z");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 0);
  fixture_set_now (&fixture, "2026-03-18T23:00:00Z");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 1);
  assert_told (&fixture, "type = 'quote' AND title LIKE '%7 j'", "Lits: 7 j",
               "Clinique Saint-Yves, Ada Roy D2026-00007D2026-00007 €1234.50");
  fixture_close (&fixture);
}

/* A rule of a team is for what its members have; one that is switched off is for nothing. */
static void
test_scope (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_insert (&fixture, "team", "{'id':'%s','name':'Est'}", OTHER_TEAM_ID);
  make_documents (&fixture);
  make_rule (&fixture, "'entityType':'invoice','triggerType':'overdue','teamId':'" OTHER_TEAM_ID "'");
  make_rule (&fixture, "'entityType':'invoice','triggerType':'overdue','isActive':false");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 0);
  make_rule (&fixture, "'entityType':'invoice','triggerType':'overdue','teamId':'" TEAM_ID "'");
  g_assert_cmpint (run (&fixture, "reminder-rule.apply"), ==, 1);

  fixture_refuse (&fixture, "TRIGGER_DOES_NOT_FIT", "record.create",
                  "{'kind':'reminder-rule','values':{'name':'R','entityType':'task','triggerType':'unpaid','titleTemplate':'x',"
                  "'messageTemplate':'x'}}");
  fixture_refuse (&fixture, "UNKNOWN_PLACEHOLDER", "record.create",
                  "{'kind':'reminder-rule','values':{'name':'R','entityType':'task','titleTemplate':'{titre}','messageTemplate':'x'}}");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder-notices/due", test_due);
  g_test_add_func ("/reminder-notices/tasks", test_tasks);
  g_test_add_func ("/reminder-notices/documents", test_documents);
  g_test_add_func ("/reminder-notices/scope", test_scope);

  return g_test_run ();
}
