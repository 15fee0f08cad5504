/* test-deal-next-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-deal-next-step.h"
#include "model/rounds-time.h"

#define DEAL_ID "01900000-0000-7000-8000-0000000000d1"
#define OTHER_DEAL_ID "01900000-0000-7000-8000-0000000000d2"
#define TASK_ID "01900000-0000-7000-8000-000000000071"
#define REMINDER_ID "01900000-0000-7000-8000-000000000061"
#define MEETING_ID "01900000-0000-7000-8000-0000000000a1"

static RoundsDealNextStep *
compute (Fixture    *fixture,
         const char *now)
{
  g_autoptr(GError) error = NULL;
  RoundsDealNextStep *step;
  gint64 instant;

  g_assert_true (rounds_instant_parse (now, &instant));
  step = rounds_deal_next_step_compute (fixture->database, DEAL_ID, instant, &error);
  g_assert_no_error (error);

  return step;
}

static void
assert_step (Fixture    *fixture,
             const char *now,
             const char *kind,
             const char *id,
             const char *due)
{
  g_autoptr(RoundsDealNextStep) step = compute (fixture, now);
  g_autofree char *text = step->has_due ? rounds_instant_to_text (step->due) : NULL;

  g_assert_cmpstr (step->kind, ==, kind);
  g_assert_cmpstr (step->id, ==, id);
  g_assert_cmpstr (text, ==, due);
}

static void
test_next_step (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  for (guint i = 0; i < 2; i++)
    fixture_insert (&fixture, "opportunity",
                    "{'id':'%s','institutionId':'" HOSPITAL_ID "','name':'Bloc 4','stage':'qualification','value':1000,"
                    "'expectedCloseDate':'2026-06-30'}", i == 0 ? DEAL_ID : OTHER_DEAL_ID);
  assert_step (&fixture, "2026-01-10T10:00:00Z", NULL, NULL, NULL);

  /* Without a time it is better than nothing. */
  fixture_insert (&fixture, "task", "{'id':'01900000-0000-7000-8000-000000000070','opportunityId':'" DEAL_ID "','title':'Un jour'}");
  assert_step (&fixture, "2026-01-10T10:00:00Z", "task", "01900000-0000-7000-8000-000000000070", NULL);

  fixture_insert (&fixture, "task", "{'id':'" TASK_ID "','opportunityId':'" DEAL_ID "','title':'Offre','dueDate':'2026-02-03T08:00:00Z'}");
  fixture_insert (&fixture, "reminder",
                  "{'id':'" REMINDER_ID "','opportunityId':'" DEAL_ID "','title':'Appeler','reminderDate':'2026-02-02T08:00:00Z'}");
  fixture_insert (&fixture, "meeting",
                  "{'id':'" MEETING_ID "','opportunityId':'" DEAL_ID "','title':'Visite','startDate':'2026-02-01T08:00:00Z',"
                  "'endDate':'2026-02-01T09:00:00Z','status':'scheduled'}");

  /* Done, cancelled, of another deal. */
  fixture_insert (&fixture, "task",
                  "{'id':'01900000-0000-7000-8000-000000000072','opportunityId':'" DEAL_ID "','title':'Faite','status':'completed',"
                  "'dueDate':'2026-01-01T08:00:00Z','completedAt':'2026-01-02T08:00:00Z'}");
  fixture_insert (&fixture, "meeting",
                  "{'id':'01900000-0000-7000-8000-0000000000a2','opportunityId':'" DEAL_ID "','title':'Annulée',"
                  "'startDate':'2026-01-20T08:00:00Z','endDate':'2026-01-20T09:00:00Z','status':'cancelled'}");
  fixture_insert (&fixture, "reminder",
                  "{'id':'01900000-0000-7000-8000-000000000062','opportunityId':'" OTHER_DEAL_ID "','title':'Autre',"
                  "'reminderDate':'2026-01-02T08:00:00Z'}");

  assert_step (&fixture, "2026-01-10T10:00:00Z", "meeting", MEETING_ID, "2026-02-01T08:00:00Z");
  /* The meeting is over; the reminder is late and still the next. */
  assert_step (&fixture, "2026-02-02T10:00:00Z", "reminder", REMINDER_ID, "2026-02-02T08:00:00Z");
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'" REMINDER_ID "'}"));
  assert_step (&fixture, "2026-02-02T10:00:00Z", "task", TASK_ID, "2026-02-03T08:00:00Z");

  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deal-next-step/earliest", test_next_step);

  return g_test_run ();
}
