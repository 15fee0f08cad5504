/* test-agenda.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-agenda.h"
#include "model/rounds-setting.h"

/* It is the 10th of March 2026, ten in the morning in Paris: 09:00 in UTC. The agenda is that of the fixture's first person. */

#define ID "01900000-0000-7000-8000-%012u"
#define add(fixture, kind, number, format, ...) \
  fixture_insert (fixture, kind, "{'id':'" ID "','institutionId':'%s'," format "}", number, HOSPITAL_ID, __VA_ARGS__)

static const char * const sections[ROUNDS_N_AGENDA_SECTIONS] = { "overdue", "today", "coming", "deals", "leads", "invoices" };

static GPtrArray *
get_agenda (Fixture    *fixture,
            const char *user_id)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = rounds_agenda_compute (fixture->database, user_id, fixture->context.now, fixture->context.zone, NULL, NULL, &error);

  g_assert_no_error (error);
  return items;
}

/* As `section:last digits of the record`, the section only where it begins. */
static char *
write_items (GPtrArray *items)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      RoundsAgendaItem *item = g_ptr_array_index (items, i);

      if (i == 0 || ((RoundsAgendaItem *) g_ptr_array_index (items, i - 1))->section != item->section)
        g_string_append_printf (text, "%s%s:", i > 0 ? " " : "", sections[item->section]);
      else
        g_string_append_c (text, ',');
      g_string_append (text, item->id + 33);
    }

  return g_strdup (text->str);
}

static void
assert_agenda (Fixture    *fixture,
               const char *user_id,
               const char *expected)
{
  g_autoptr(GPtrArray) items = get_agenda (fixture, user_id);
  g_autofree char *text = write_items (items);
  g_autoptr(GError) error = NULL;
  gint64 n_due = 0;

  g_assert_cmpstr (text, ==, expected);

  /* What the sidebar counts is what the first two sections hold. */
  for (guint i = 0; i < items->len; i++)
    if (((RoundsAgendaItem *) g_ptr_array_index (items, i))->section <= ROUNDS_AGENDA_TODAY)
      n_due++;
  g_assert_cmpint (rounds_agenda_count_due (fixture->database, user_id, fixture->context.now, fixture->context.zone, &error), ==, n_due);
  g_assert_no_error (error);
}

static RoundsAgendaItem *
find_item (GPtrArray *items,
           guint      number)
{
  g_autofree char *id = g_strdup_printf (ID, number);

  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((RoundsAgendaItem *) g_ptr_array_index (items, i))->id, id))
      return g_ptr_array_index (items, i);

  g_assert_not_reached ();
}

/* In Paris the 10th lasts from 23:00 UTC of the 9th until 23:00 UTC of the 10th, and the last of the seven days is the 17th. */
static void
test_days (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  assert_agenda (&fixture, USER_ID, "");

  add (&fixture, "task", 101, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-09T22:59:59Z");
  add (&fixture, "task", 102, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-09T23:00:00Z");
  add (&fixture, "reminder", 103, "'title':'R','userId':'" USER_ID "','reminderDate':'%s'", "2026-03-10T22:59:59Z");
  add (&fixture, "reminder", 104, "'title':'R','userId':'" USER_ID "','reminderDate':'%s'", "2026-03-10T23:00:00Z");
  add (&fixture, "task", 105, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s','status':'in_progress'", "2026-03-17T22:59:59Z");
  add (&fixture, "task", 106, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-17T23:00:00Z");
  assert_agenda (&fixture, USER_ID, "overdue:101 today:102,103 coming:104,105");
  assert_agenda (&fixture, OTHER_USER_ID, "");

  /* A minute before midnight in Paris, and at midnight. */
  fixture_set_now (&fixture, "2026-03-10T22:59:00Z");
  assert_agenda (&fixture, USER_ID, "overdue:101 today:102,103 coming:104,105");
  fixture_set_now (&fixture, "2026-03-10T23:00:00Z");
  assert_agenda (&fixture, USER_ID, "overdue:101,102,103 today:104 coming:105,106");

  /* For who is in Tokyo, the 11th began at 15:00 UTC. */
  g_time_zone_unref (fixture.context.zone);
  fixture.context.zone = g_time_zone_new_identifier ("Asia/Tokyo");
  fixture_set_now (&fixture, "2026-03-10T14:59:00Z");
  assert_agenda (&fixture, USER_ID, "today:101,102 coming:103,104");
  fixture_set_now (&fixture, "2026-03-10T15:00:00Z");
  assert_agenda (&fixture, USER_ID, "overdue:101,102 today:103,104 coming:105,106");
  fixture_close (&fixture);
}

/* The night in which the clock goes forward: the 29th of March has 23 hours, from 23:00 to 22:00 in UTC. */
static void
test_summer_time (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add (&fixture, "task", 101, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-28T22:59:00Z");
  add (&fixture, "task", 102, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-28T23:00:00Z");
  add (&fixture, "task", 103, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-29T21:59:00Z");
  add (&fixture, "task", 104, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-03-29T22:00:00Z");
  add (&fixture, "task", 105, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-04-05T21:59:00Z");
  add (&fixture, "task", 106, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s'", "2026-04-05T22:00:00Z");
  fixture_set_now (&fixture, "2026-03-29T10:00:00Z");
  assert_agenda (&fixture, USER_ID, "overdue:101 today:102,103 coming:104,105");
  fixture_close (&fixture);
}

/* Done, cancelled, deleted, without a day, another's: none of it is there. */
static void
test_left_out (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add (&fixture, "task", 101, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s','status':'completed'", "2026-03-10T12:00:00Z");
  add (&fixture, "task", 102, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s','status':'cancelled'", "2026-03-10T12:00:00Z");
  add (&fixture, "task", 103, "'title':'%s','assigneeId':'" USER_ID "'", "T");
  add (&fixture, "task", 104, "'title':'T','assigneeId':'" OTHER_USER_ID "','dueDate':'%s'", "2026-03-10T12:00:00Z");
  add (&fixture, "reminder", 105, "'title':'R','userId':'" USER_ID "','reminderDate':'%s','isCompleted':true", "2026-03-10T12:00:00Z");
  add (&fixture, "reminder", 106, "'title':'R','userId':'" USER_ID "','reminderDate':'%s'", "2026-03-10T12:00:00Z");
  assert_agenda (&fixture, USER_ID, "today:106");
  assert_agenda (&fixture, OTHER_USER_ID, "today:104");
  json_object_unref (fixture_run (&fixture, "reminder.complete", "{'id':'" ID "'}", 106u));
  assert_agenda (&fixture, USER_ID, "");
  fixture_undo (&fixture);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'reminder','id':'" ID "'}", 106u));
  assert_agenda (&fixture, USER_ID, "");
  fixture_close (&fixture);
}

/* A meeting is there until it is over, for who organizes it and for who takes part. */
static void
test_meetings (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) items = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add (&fixture, "meeting", 101, "'title':'M','organizerId':'" USER_ID "','startDate':'2026-03-10T08:00:00Z','endDate':'%s'",
       "2026-03-10T09:00:00Z");
  add (&fixture, "meeting", 102, "'title':'M','organizerId':'" USER_ID "','startDate':'2026-03-10T08:30:00Z','endDate':'%s'",
       "2026-03-10T09:00:01Z");
  add (&fixture, "meeting", 103, "'title':'M','organizerId':'" USER_ID "','startDate':'2026-03-09T08:00:00Z','endDate':'%s'",
       "2026-03-10T18:00:00Z");
  add (&fixture, "meeting", 104, "'title':'M','organizerId':'" OTHER_USER_ID "','startDate':'2026-03-11T08:00:00Z','endDate':'%s'",
       "2026-03-11T09:00:00Z");
  fixture_insert (&fixture, "meeting-participant", "{'id':'" ID "','meetingId':'" ID "','userId':'" USER_ID "','status':'accepted'}",
                  109u, 104u);
  add (&fixture, "meeting", 105, "'title':'M','organizerId':'" USER_ID "','startDate':'2026-03-11T08:00:00Z','endDate':'%s',"
       "'status':'cancelled'", "2026-03-11T09:00:00Z");
  assert_agenda (&fixture, USER_ID, "today:103,102 coming:104");
  assert_agenda (&fixture, OTHER_USER_ID, "coming:104");

  items = get_agenda (&fixture, USER_ID);
  g_assert_cmpstr (find_item (items, 102)->kind, ==, "meeting");
  g_assert_cmpstr (find_item (items, 102)->institution_id, ==, HOSPITAL_ID);
  g_assert_cmpstr (find_item (items, 102)->institution_name, ==, "Centre hospitalier de Laval");
  g_assert_cmpint (find_item (items, 102)->ends - find_item (items, 102)->when, ==, 30 * G_TIME_SPAN_MINUTE + G_TIME_SPAN_SECOND);
  fixture_close (&fixture);
}

static void
fill_business (Fixture *fixture)
{
  /* Slipped by a day; to close today; rots since 14 days after the first of February; closed. */
  add (fixture, "opportunity", 301, "'name':'Scanner','stage':'proposal','stageChangedAt':'2026-03-01T08:00:00Z','value':1500,"
       "'assignedUserId':'" USER_ID "','expectedCloseDate':'%s'", "2026-03-09");
  add (fixture, "opportunity", 302, "'name':'IRM','stage':'proposal','stageChangedAt':'2026-03-01T08:00:00Z',"
       "'assignedUserId':'" USER_ID "','expectedCloseDate':'%s'", "2026-03-10");
  add (fixture, "opportunity", 303, "'name':'Lits','stage':'qualification','stageChangedAt':'%s','expectedCloseDate':'2026-09-09',"
       "'assignedUserId':'" USER_ID "','contactPersonId':'" CONTACT_ID "'", "2026-02-01T08:00:00Z");
  add (fixture, "opportunity", 304, "'name':'Vieux','stage':'closed_lost','assignedUserId':'" USER_ID "','expectedCloseDate':'%s'",
       "2026-01-01");
  add (fixture, "opportunity", 305, "'name':'Autre','stage':'proposal','stageChangedAt':'2026-01-01T08:00:00Z',"
       "'assignedUserId':'" OTHER_USER_ID "','expectedCloseDate':'%s'", "2026-01-01");
  /* Late; due today; paid; a draft; of an institution of somebody else. */
  add (fixture, "invoice", 401, "'title':'T','invoiceNumber':'F1','status':'sent','issueDate':'2026-01-01','dueDate':'%s','total':100,"
       "'remainingAmount':40.5", "2026-03-09");
  add (fixture, "invoice", 402, "'title':'T','invoiceNumber':'F2','status':'sent','issueDate':'2026-01-01','dueDate':'%s','total':100,"
       "'remainingAmount':100", "2026-03-10");
  add (fixture, "invoice", 403, "'title':'T','invoiceNumber':'F3','status':'paid','issueDate':'2026-01-01','dueDate':'%s','total':100,"
       "'remainingAmount':0", "2026-02-10");
  add (fixture, "invoice", 404, "'title':'T','status':'draft','dueDate':'%s','total':100,'remainingAmount':100", "2026-02-10");
  fixture_insert (fixture, "invoice", "{'id':'" ID "','institutionId':'" CLINIC_ID "','title':'T','invoiceNumber':'F5','status':'overdue',"
                  "'issueDate':'2026-01-01','dueDate':'2026-02-01','total':100,'remainingAmount':100}", 405u);
  g_assert_true (rounds_database_execute (fixture->database, NULL, "UPDATE institutions SET assigned_user_id = $1 WHERE id = $2", "ss",
                                          USER_ID, HOSPITAL_ID));
  g_assert_true (rounds_database_execute (fixture->database, NULL, "UPDATE institutions SET assigned_user_id = $1, main_phone = '0241'"
                                          " WHERE id = $2", "ss", OTHER_USER_ID, CLINIC_ID));
  g_assert_true (rounds_database_execute (fixture->database, NULL, "UPDATE contacts SET mobile_phone = '0601' WHERE id = $1", "s",
                                          CONTACT_ID));
}

static void
test_business (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) items = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill_business (&fixture);
  assert_agenda (&fixture, USER_ID, "deals:301,303 invoices:401");
  assert_agenda (&fixture, OTHER_USER_ID, "deals:305 invoices:405");

  before = rounds_database_get_n_statements (fixture.database);
  items = get_agenda (&fixture, USER_ID);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 6);
  g_assert_cmpint (find_item (items, 301)->why, ==, ROUNDS_AGENDA_SLIPPED);
  g_assert_cmpstr (find_item (items, 301)->title, ==, "Scanner");
  g_assert_cmpstr (find_item (items, 301)->date, ==, "2026-03-09");
  g_assert_cmpint (find_item (items, 301)->amount, ==, 150000);
  g_assert_cmpstr (find_item (items, 301)->currency, ==, "EUR");
  g_assert_cmpstr (find_item (items, 301)->phone, ==, NULL);
  g_assert_cmpint (find_item (items, 303)->why, ==, ROUNDS_AGENDA_ROTS);
  g_assert_cmpstr (find_item (items, 303)->phone, ==, "0601");
  g_assert_cmpstr (find_item (items, 401)->title, ==, "F1");
  g_assert_cmpint (find_item (items, 401)->amount, ==, 4050);
  g_assert_cmpstr (find_item (items, 401)->date, ==, "2026-03-09");

  /* The next day the others are there too; something planned keeps a deal from rotting. */
  fixture_set_now (&fixture, "2026-03-10T23:00:00Z");
  add (&fixture, "task", 501, "'title':'T','opportunityId':'" ID "','dueDate':'2026-06-20T08:00:00Z'", 303u);
  assert_agenda (&fixture, USER_ID, "deals:301,302 invoices:401,402");
  fixture_close (&fixture);
}

/* What is put off here is put off for the institution's page, and the other way round. */
static void
test_marks (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill_business (&fixture);
  json_object_unref (fixture_run (&fixture, "next-action.dismiss", "{'id':'%s','key':'slipped_deal','relatedId':'" ID "',"
                                  "'date':'2026-03-09'}", HOSPITAL_ID, 301u));
  assert_agenda (&fixture, USER_ID, "deals:303 invoices:401");
  fixture_undo (&fixture);
  assert_agenda (&fixture, USER_ID, "deals:301,303 invoices:401");
  json_object_unref (fixture_run (&fixture, "next-action.snooze", "{'id':'%s','key':'overdue_invoice','relatedId':'" ID "',"
                                  "'date':'2026-03-09','until':'2026-03-12'}", HOSPITAL_ID, 401u));
  assert_agenda (&fixture, USER_ID, "deals:301,303");
  fixture_set_now (&fixture, "2026-03-11T23:00:00Z");
  assert_agenda (&fixture, USER_ID, "deals:301,302,303 invoices:401,402");
  fixture_close (&fixture);
}

/* 25 of 25 for its size, 25 for what it does, 20 of 20 for four quotes, 15 for quick answers, nothing paid: 85. */
static void
test_leads (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) items = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fixture_insert (&fixture, "setting", "{'id':'" ID "','key':'%s','value':'[\\u0022a\\u0022,\\u0022b\\u0022,\\u0022c\\u0022]'}", 601u,
                  ROUNDS_SETTING_OFFERED_SPECIALTIES);
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE institutions SET assigned_user_id = $1, bed_capacity = 900,"
                                          " specialties = $2, main_phone = '0243' WHERE id = $3", "sss", USER_ID, "[\"a\",\"b\",\"c\"]",
                                          HOSPITAL_ID));
  for (guint i = 0; i < 4; i++)
    add (&fixture, "quote", 610 + i, "'title':'Q','status':'rejected','validUntil':'2026-04-01','sentAt':'2026-03-01T08:00:00Z',"
         "'rejectedAt':'%s','createdAt':'2026-03-01T08:00:00Z'", "2026-03-03T08:00:00Z");
  assert_agenda (&fixture, USER_ID, "leads:011");
  items = get_agenda (&fixture, USER_ID);
  g_assert_cmpint (((RoundsAgendaItem *) g_ptr_array_index (items, 0))->score, ==, 85);
  g_assert_cmpstr (((RoundsAgendaItem *) g_ptr_array_index (items, 0))->phone, ==, "0243");
  assert_agenda (&fixture, OTHER_USER_ID, "");

  json_object_unref (fixture_run (&fixture, "next-action.snooze", "{'id':'%s','key':'hot_lead','until':'2026-03-11'}", HOSPITAL_ID));
  assert_agenda (&fixture, USER_ID, "");
  fixture_undo (&fixture);
  /* A closed deal does not count, an open one does, whoever has it. */
  add (&fixture, "opportunity", 301, "'name':'D','stage':'closed_lost','assignedUserId':'" OTHER_USER_ID "','expectedCloseDate':'%s'",
       "2026-12-01");
  assert_agenda (&fixture, USER_ID, "leads:011");
  add (&fixture, "opportunity", 302, "'name':'D','stage':'proposal','stageChangedAt':'2026-03-09T08:00:00Z',"
       "'assignedUserId':'" OTHER_USER_ID "','expectedCloseDate':'%s'", "2026-12-01");
  assert_agenda (&fixture, USER_ID, "");
  fixture_close (&fixture);
}

static RoundsFilter *
see_own_team (const RoundsEntityInfo *info,
              gpointer                user_data)
{
  return rounds_filter_new_text (rounds_entity_info_find (info, "created-by"), ROUNDS_FILTER_EQUAL, user_data);
}

/* Who asks sees only what the scope lets through, whosever day it is. */
static void
test_scope (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill_business (&fixture);
  add (&fixture, "task", 101, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s','createdBy':'" OTHER_USER_ID "'",
       "2026-03-10T12:00:00Z");
  add (&fixture, "task", 102, "'title':'T','assigneeId':'" USER_ID "','dueDate':'%s','createdBy':'" USER_ID "'", "2026-03-10T12:00:00Z");
  items = rounds_agenda_compute (fixture.database, USER_ID, fixture.context.now, fixture.context.zone, see_own_team,
                                 (gpointer) OTHER_USER_ID, &error);
  g_assert_no_error (error);
  text = write_items (items);
  g_assert_cmpstr (text, ==, "today:101");
  fixture_close (&fixture);
}

static void
test_equal (void)
{
  g_autoptr(RoundsAgendaItem) one = rounds_agenda_item_new (ROUNDS_AGENDA_TODAY, ROUNDS_AGENDA_PLANNED, "task", "2026-03-10");
  g_autoptr(RoundsAgendaItem) other = rounds_agenda_item_new (ROUNDS_AGENDA_TODAY, ROUNDS_AGENDA_PLANNED, "task", "2026-03-10");
  g_autoptr(RoundsAgendaItem) same = rounds_agenda_item_ref (one);

  one->id = g_strdup ("1");
  other->id = g_strdup ("1");
  g_assert_true (rounds_agenda_item_equal (one, other));
  g_assert_true (same == one);
  other->title = g_strdup ("T");
  g_assert_false (rounds_agenda_item_equal (one, other));
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/agenda/server/" name, GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/agenda/cache/" name, GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("days", test_days);
  ADD_BOTH ("summer-time", test_summer_time);
  ADD_BOTH ("left-out", test_left_out);
  ADD_BOTH ("meetings", test_meetings);
  ADD_BOTH ("business", test_business);
  ADD_BOTH ("marks", test_marks);
  ADD_BOTH ("leads", test_leads);
  ADD_BOTH ("scope", test_scope);
  g_test_add_func ("/insight/agenda/equal", test_equal);

  return g_test_run ();
}
