/* test-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-find.h"
#include "operations-fixture.h"

/* The fixture has Claire Petit of the Centre hospitalier de Laval and Luc Robin of the Clinique Saint-Yves. */

#define LIMIT 5

static GPtrArray *
find (Fixture            *fixture,
      const char         *words,
      const char * const *collections,
      guint               limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *hits = rounds_find_compute (fixture->database, words, collections, limit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hits);
  return hits;
}

static void
assert_hits (GPtrArray  *hits,
             const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const RoundsFindHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? ", " : "", rounds_entity_get_kind (hit->record), hit->title);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_found (Fixture    *fixture,
              const char *words,
              guint       limit,
              const char *expected)
{
  g_autoptr(GPtrArray) hits = find (fixture, words, NULL, limit);

  assert_hits (hits, expected);
}

static void
test_words (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fixture_insert (&fixture, "institution", "{'name':'Hôpital Sacré-Cœur'}");

  assert_found (&fixture, "cli", LIMIT, "institution:Clinique Saint-Yves");
  assert_found (&fixture, "yv", LIMIT, "institution:Clinique Saint-Yves");
  assert_found (&fixture, "CLÎNIQUE saint-y", LIMIT, "institution:Clinique Saint-Yves");
  assert_found (&fixture, "hopital", LIMIT, "institution:Hôpital Sacré-Cœur");
  assert_found (&fixture, "sacre coeur", LIMIT, "institution:Hôpital Sacré-Cœur");
  assert_found (&fixture, "CŒUR hôp", LIMIT, "institution:Hôpital Sacré-Cœur");
  /* In whatever order. */
  assert_found (&fixture, "claire petit", LIMIT, "contact:Claire Petit");
  assert_found (&fixture, "petit claire", LIMIT, "contact:Claire Petit");
  assert_found (&fixture, "pet cl", LIMIT, "contact:Claire Petit");
  /* A number with and without what stands between its digits; all words, and their beginnings only. */
  assert_found (&fixture, "530000001", LIMIT, "institution:Centre hospitalier de Laval");
  assert_found (&fixture, "claire robin", LIMIT, "");
  assert_found (&fixture, "nique", LIMIT, "");
  assert_found (&fixture, "cliniques", LIMIT, "");
  assert_found (&fixture, "", LIMIT, "");
  assert_found (&fixture, " -’ ", LIMIT, "");
  assert_found (&fixture, "%_'\"*", LIMIT, "");
  assert_found (&fixture, "NOT clinique", LIMIT, "");
  fixture_close (&fixture);
}

/* A title that begins with it, a title that has it, what has it elsewhere; each by title. */
static void
test_ranking (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) hits = NULL;
  const RoundsFindHit *hit;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fixture_insert (&fixture, "institution", "{'name':'Avenir','address':{'city':'Laval'}}");
  fixture_insert (&fixture, "institution", "{'name':'Laval Santé'}");
  fixture_insert (&fixture, "institution", "{'name':'Laval imagerie'}");
  fixture_insert (&fixture, "institution", "{'name':'Lavalloise de dialyse'}");

  hits = find (&fixture, "laval", NULL, 10);
  assert_hits (hits, "institution:Laval imagerie, institution:Laval Santé, institution:Lavalloise de dialyse,"
               " institution:Centre hospitalier de Laval, institution:Avenir");

  hit = g_ptr_array_index (hits, 3);
  g_assert_null (hit->field);
  hit = g_ptr_array_index (hits, 4);
  g_assert_cmpstr (hit->field->name, ==, "city");
  g_assert_cmpstr (hit->text, ==, "Laval");

  assert_found (&fixture, "laval", 4, "institution:Laval imagerie, institution:Laval Santé, institution:Lavalloise de dialyse,"
                " institution:Centre hospitalier de Laval");
  assert_found (&fixture, "laval", 2, "institution:Laval imagerie, institution:Laval Santé");
  assert_found (&fixture, "dialyse laval", LIMIT, "institution:Lavalloise de dialyse");
  fixture_close (&fixture);
}

static void
insert_of_each_kind (Fixture *fixture)
{
  fixture_insert (fixture, "email-message", "{'subject':'Zeta mail','direction':'outgoing','purpose':'message','createdAt':'2026-02-01T09:00:00Z',"
                  "'institutionId':'%s','sentAt':'2026-02-01T09:00:00Z'}", CLINIC_ID);
  fixture_insert (fixture, "note", "{'title':'Zeta note','content':'.','createdAt':'2026-02-02T09:00:00Z','institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "call", "{'phoneNumber':'0243000000','summary':'About zeta','callDate':'2026-02-01T09:00:00Z',"
                  "'createdAt':'2026-02-03T09:00:00Z','institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "meeting", "{'title':'Zeta meeting','startDate':'2026-02-01T09:00:00Z','endDate':'2026-02-01T10:00:00Z',"
                  "'createdAt':'2026-02-04T09:00:00Z','institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "task", "{'title':'Zeta task','createdAt':'2026-02-05T09:00:00Z','institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "reminder", "{'title':'Zeta reminder','reminderDate':'2026-02-01T09:00:00Z','createdAt':'2026-02-06T09:00:00Z',"
                  "'institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "quote", "{'title':'Zeta quote','validUntil':'2026-04-01','institutionId':'%s','status':'draft'}", CLINIC_ID);
  fixture_insert (fixture, "opportunity", "{'name':'Zeta deal','institutionId':'%s','expectedCloseDate':'2026-05-01','value':1}", CLINIC_ID);
  fixture_insert (fixture, "contact", "{'firstName':'Zeta','lastName':'Yole','institutionId':'%s'}", CLINIC_ID);
  fixture_insert (fixture, "institution", "{'name':'Zeta'}");
}

/* Kind by kind, then the activities of all kinds together. */
static void
test_groups (gconstpointer data)
{
  const char * const collections[] = { "contacts", "tasks", NULL };
  Fixture fixture;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) chosen = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  insert_of_each_kind (&fixture);

  hits = find (&fixture, "zet", NULL, LIMIT);
  assert_hits (hits, "institution:Zeta, contact:Zeta Yole, opportunity:Zeta deal, quote:Zeta quote, reminder:Zeta reminder, task:Zeta task,"
               " meeting:Zeta meeting, call:0243000000, note:Zeta note, email-message:Zeta mail");
  for (guint i = 1; i < hits->len; i++)
    g_assert_cmpstr (((const RoundsFindHit *) g_ptr_array_index (hits, i))->context, ==, "Clinique Saint-Yves");

  chosen = find (&fixture, "zeta", collections, LIMIT);
  assert_hits (chosen, "contact:Zeta Yole, task:Zeta task");
  fixture_close (&fixture);
}

/* Of many only the newest, and none that was deleted. */
static void
test_newest (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  for (guint i = 1; i <= 9; i++)
    fixture_insert (&fixture, "note", "{'id':'01900000-0000-7000-8000-00000000090%u','title':'Note %u','content':'Dialyse','createdAt':"
                    "'2026-02-0%uT09:00:00Z'}", i, i, i);

  assert_found (&fixture, "di", 3, "note:Note 9, note:Note 8, note:Note 7");
  assert_found (&fixture, "dialyse", 3, "note:Note 9, note:Note 8, note:Note 7");
  assert_found (&fixture, "dia not", 2, "note:Note 9, note:Note 8");
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'note','id':'01900000-0000-7000-8000-000000000908'}"));
  assert_found (&fixture, "dialyse", 3, "note:Note 9, note:Note 7, note:Note 6");
  fixture_close (&fixture);
}

static void
test_deleted (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'contact','id':'%s'}", CONTACT_ID));
  assert_found (&fixture, "petit", LIMIT, "");
  assert_found (&fixture, "claire", LIMIT, "");
  fixture_undo (&fixture);
  assert_found (&fixture, "petit", LIMIT, "contact:Claire Petit");
  fixture_close (&fixture);
}

static void
test_recall (gconstpointer data)
{
  const char * const wanted[] = { "contact", CONTACT_ID, "nothing", "x", "institution", "01900000-0000-7000-8000-0000000000ff",
                                  "institution", CLINIC_ID, NULL };
  Fixture fixture;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  hits = rounds_find_recall (fixture.database, wanted, &error);
  g_assert_no_error (error);
  assert_hits (hits, "contact:Claire Petit, institution:Clinique Saint-Yves");
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_tests ("/find/words", test_words);
  fixture_add_tests ("/find/ranking", test_ranking);
  fixture_add_tests ("/find/groups", test_groups);
  fixture_add_tests ("/find/newest", test_newest);
  fixture_add_tests ("/find/deleted", test_deleted);
  fixture_add_tests ("/find/recall", test_recall);
  return g_test_run ();
}
