/* test-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <string.h>

#include "insight/rounds-timeline.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-demo.h"

#define DEAL_ID "01900000-0000-7000-8000-0000000000d1"

/* An id that the test can tell: kind of thing and number. */
#define ID(letter, number) "01900000-0000-7000-8000-0000000000" letter number

static void
fill (Fixture *fixture)
{
  fixture_insert (fixture, "opportunity",
                  "{'id':'" DEAL_ID "','institutionId':'" HOSPITAL_ID "','contactPersonId':'" CONTACT_ID "','name':'Bloc 4',"
                  "'stage':'qualification','value':1000,'expectedCloseDate':'2026-06-30'}");
  fixture_insert (fixture, "stage-change",
                  "{'id':'" ID ("e", "1") "','opportunityId':'" DEAL_ID "','toStage':'prospecting','changedAt':'2026-01-05T09:00:00Z',"
                  "'changedBy':'" USER_ID "','value':900}");
  fixture_insert (fixture, "stage-change",
                  "{'id':'" ID ("e", "2") "','opportunityId':'" DEAL_ID "','fromStage':'prospecting','toStage':'qualification',"
                  "'changedAt':'2026-01-20T09:00:00Z','changedBy':'" USER_ID "','value':1000}");
  fixture_insert (fixture, "call",
                  "{'id':'" ID ("c", "1") "','institutionId':'" HOSPITAL_ID "','contactPersonId':'" CONTACT_ID "','userId':'" USER_ID "',"
                  "'callType':'incoming','callDate':'2026-01-10T10:00:00Z','phoneNumber':'0240000000','summary':'Rappeler'}");
  fixture_insert (fixture, "call",
                  "{'id':'" ID ("c", "2") "','institutionId':'" CLINIC_ID "','userId':'" USER_ID "','callType':'missed',"
                  "'callDate':'2026-01-11T10:00:00Z'}");
  fixture_insert (fixture, "note",
                  "{'id':'" ID ("f", "1") "','institutionId':'" HOSPITAL_ID "','creatorId':'" OTHER_USER_ID "','title':'Parc','content':'x',"
                  "'createdAt':'2026-01-12T10:00:00Z','isPrivate':true}");
  fixture_insert (fixture, "meeting",
                  "{'id':'" ID ("a", "1") "','institutionId':'" HOSPITAL_ID "','organizerId':'" USER_ID "','title':'Visite',"
                  "'startDate':'2026-04-01T08:00:00Z','endDate':'2026-04-01T09:00:00Z','status':'scheduled'}");
  fixture_insert (fixture, "meeting-participant",
                  "{'id':'" ID ("a", "2") "','meetingId':'" ID ("a", "1") "','contactPersonId':'" CONTACT_ID "'}");
  fixture_insert (fixture, "task",
                  "{'id':'" ID ("7", "1") "','institutionId':'" HOSPITAL_ID "','assigneeId':'" USER_ID "','title':'Ouverte'}");
  fixture_insert (fixture, "task",
                  "{'id':'" ID ("7", "2") "','institutionId':'" HOSPITAL_ID "','assigneeId':'" USER_ID "','title':'Faite',"
                  "'status':'completed','completedAt':'2026-01-10T10:00:00Z'}");
  fixture_insert (fixture, "quote",
                  "{'id':'" ID ("9", "1") "','institutionId':'" HOSPITAL_ID "','contactPersonId':'" CONTACT_ID "','title':'Moniteurs',"
                  "'quoteNumber':'D2026-00001','status':'accepted','validUntil':'2026-03-01','total':1200.5,"
                  "'sentAt':'2026-02-01T08:00:00Z','acceptedAt':'2026-02-10T08:00:00Z'}");
  fixture_insert (fixture, "invoice",
                  "{'id':'" ID ("8", "1") "','institutionId':'" HOSPITAL_ID "','title':'Moniteurs','invoiceNumber':'F2026-00001',"
                  "'status':'paid','issueDate':'2026-02-12','dueDate':'2026-03-14','total':1200.5,'sentAt':'2026-02-12T08:00:00Z',"
                  "'paidAt':'2026-03-02T08:00:00Z'}");
  fixture_insert (fixture, "invoice",
                  "{'id':'" ID ("8", "2") "','institutionId':'" HOSPITAL_ID "','title':'Retour','invoiceNumber':'A2026-00001',"
                  "'type':'credit_note','status':'sent','issueDate':'2026-03-05','total':200,'sentAt':'2026-03-05T08:00:00Z'}");
  fixture_insert (fixture, "invoice",
                  "{'id':'" ID ("8", "3") "','institutionId':'" HOSPITAL_ID "','title':'Brouillon','status':'draft','total':1}");
}

static RoundsTimelineRequest
ask (const char *institution_id)
{
  return (RoundsTimelineRequest) { .institution_id = institution_id, .from = G_MININT64, .before = G_MAXINT64, .limit = 50 };
}

static RoundsTimeline *
compute (Fixture                     *fixture,
         const RoundsTimelineRequest *request)
{
  g_autoptr(GError) error = NULL;
  guint64 before = rounds_database_get_n_statements (fixture->database);
  RoundsTimeline *timeline = rounds_timeline_compute (fixture->database, request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture->database) - before, <=, 1);
  return timeline;
}

/* The types of the items, in their order. */
static char *
list_types (RoundsTimeline *timeline)
{
  g_autoptr(GString) types = g_string_new (NULL);

  for (guint i = 0; i < timeline->items->len; i++)
    {
      RoundsTimelineItem *item = g_ptr_array_index (timeline->items, i);
      g_string_append_printf (types, "%s%s", i > 0 ? " " : "", item->type);
    }

  return g_strdup (types->str);
}

static void
assert_types (Fixture                     *fixture,
              const RoundsTimelineRequest *request,
              const char                  *expected)
{
  g_autoptr(RoundsTimeline) timeline = compute (fixture, request);
  g_autofree char *types = list_types (timeline);

  g_assert_cmpstr (types, ==, expected);
  g_assert_null (timeline->next);
}

static void
test_order (gconstpointer data)
{
  Fixture fixture;
  RoundsTimelineRequest request = ask (HOSPITAL_ID);
  g_autoptr(RoundsTimeline) timeline = NULL;
  RoundsTimelineItem *item;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);

  /* A task and a call at the same moment: by type then. What is open, or a draft, has not happened. */
  assert_types (&fixture, &request,
                "meeting credit_note_issued invoice_paid invoice_issued quote_accepted quote_sent stage_change note task call stage_change");

  timeline = compute (&fixture, &request);
  item = g_ptr_array_index (timeline->items, 4);
  g_assert_cmpstr (item->kind, ==, "quote");
  g_assert_cmpstr (item->record_id, ==, ID ("9", "1"));
  g_assert_cmpstr (item->title, ==, "Moniteurs");
  g_assert_cmpstr (item->text, ==, "D2026-00001");
  g_assert_true (item->has_amount);
  g_assert_cmpint (item->amount, ==, 120050);
  g_assert_cmpstr (item->contact_id, ==, CONTACT_ID);
  g_assert_nonnull (item->contact_name);

  item = g_ptr_array_index (timeline->items, 6);
  g_assert_cmpstr (item->from_status, ==, "prospecting");
  g_assert_cmpstr (item->status, ==, "qualification");
  g_assert_cmpstr (item->opportunity_id, ==, DEAL_ID);
  g_assert_cmpstr (item->opportunity_name, ==, "Bloc 4");
  g_assert_cmpstr (item->user_id, ==, USER_ID);
  g_assert_nonnull (item->user_name);

  item = g_ptr_array_index (timeline->items, 9);
  g_assert_cmpstr (item->status, ==, "incoming");
  g_assert_false (item->has_amount);
  fixture_close (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture;
  RoundsTimelineRequest request = ask (HOSPITAL_ID);

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);

  request.types = (const char *[]) { "quote", "invoice_paid", NULL };
  assert_types (&fixture, &request, "invoice_paid quote_accepted quote_sent");
  request.types = NULL;

  request.user_id = OTHER_USER_ID;
  assert_types (&fixture, &request, "note");
  request.user_id = NULL;

  /* From that moment, and before the other. */
  g_assert_true (rounds_instant_parse ("2026-01-10T10:00:00Z", &request.from));
  g_assert_true (rounds_instant_parse ("2026-01-20T09:00:00Z", &request.before));
  assert_types (&fixture, &request, "note task call");

  /* A contact's: what names him, the meetings he is at, the deals he is of. */
  request = ask (NULL);
  request.contact_id = CONTACT_ID;
  assert_types (&fixture, &request, "meeting quote_accepted quote_sent stage_change call stage_change");

  /* A deal's: its stages, what names it, and the documents that were put to it. */
  fixture_insert (&fixture, "call",
                  "{'id':'" ID ("c", "3") "','institutionId':'" HOSPITAL_ID "','opportunityId':'" DEAL_ID "','userId':'" USER_ID "',"
                  "'callType':'outgoing','callDate':'2026-01-15T10:00:00Z'}");
  fixture_insert (&fixture, "task",
                  "{'id':'" ID ("7", "3") "','opportunityId':'" DEAL_ID "','assigneeId':'" USER_ID "','title':'Close the file',"
                  "'status':'completed','completedAt':'2026-01-25T10:00:00Z'}");
  request = ask (NULL);
  request.deal_id = DEAL_ID;
  assert_types (&fixture, &request, "task stage_change call stage_change");

  request = ask (CLINIC_ID);
  assert_types (&fixture, &request, "call");
  request = ask ("01900000-0000-7000-8000-000000000099");
  assert_types (&fixture, &request, "");

  g_assert_true (rounds_timeline_is_type ("quote"));
  g_assert_true (rounds_timeline_is_type ("quote_sent"));
  g_assert_false (rounds_timeline_is_type ("quot"));
  g_assert_false (rounds_timeline_is_type (""));
  fixture_close (&fixture);
}

static RoundsFilter *
hide_private (const RoundsEntityInfo *info,
              gpointer                user_data)
{
  if (g_str_equal (info->kind, "note"))
    return rounds_filter_new_integer (rounds_entity_info_find (info, "is-private"), ROUNDS_FILTER_EQUAL, 0);
  if (g_str_equal (info->kind, "opportunity"))
    return rounds_filter_new_text (rounds_entity_info_find (info, "name"), ROUNDS_FILTER_EQUAL, "Something else");

  return rounds_filter_new_all ();
}

/* Who may not see a record does not see that it happened; of a stage it is the deal that counts. */
static void
test_scope (void)
{
  Fixture fixture;
  RoundsTimelineRequest request = ask (HOSPITAL_ID);

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  request.scope = hide_private;
  assert_types (&fixture, &request, "meeting credit_note_issued invoice_paid invoice_issued quote_accepted quote_sent task call");
  fixture_close (&fixture);
}

/* Page by page, whatever their size, nothing is missing and nothing comes twice. */
static void
test_pages (void)
{
  Fixture fixture;
  RoundsTimelineRequest request = ask (HOSPITAL_ID);
  g_autoptr(RoundsTimeline) whole = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  whole = compute (&fixture, &request);
  g_assert_cmpuint (whole->items->len, ==, 11);

  for (guint limit = 1; limit <= 12; limit++)
    {
      g_autofree char *cursor = NULL;
      guint n_items = 0;

      do
        {
          g_autoptr(RoundsTimeline) page = NULL;

          request.limit = limit;
          request.cursor = cursor;
          page = compute (&fixture, &request);
          g_assert_cmpuint (page->items->len, <=, limit);
          for (guint i = 0; i < page->items->len; i++)
            {
              RoundsTimelineItem *item = g_ptr_array_index (page->items, i);
              RoundsTimelineItem *expected = g_ptr_array_index (whole->items, n_items++);

              g_assert_cmpstr (item->type, ==, expected->type);
              g_assert_cmpstr (item->record_id, ==, expected->record_id);
            }
          g_set_str (&cursor, page->next);
        }
      while (cursor != NULL);
      g_assert_cmpuint (n_items, ==, 11);
    }

  request.cursor = "somewhere";
  g_assert_null (rounds_timeline_compute (fixture.database, &request, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED);
  fixture_close (&fixture);
}

/* On the demo's data: as many items as counting them one kind at a time gives. */
static void
test_demo (void)
{
  Fixture fixture;
  RoundsTimelineRequest request;
  g_autofree char *busiest = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsTimeline) timeline = NULL;
  gint64 expected = 0;
  static const char * const parts[] = {
    "SELECT COUNT(*) FROM calls WHERE institution_id = $1",
    "SELECT COUNT(*) FROM meetings WHERE institution_id = $1",
    "SELECT COUNT(*) FROM notes WHERE institution_id = $1",
    "SELECT COUNT(*) FROM email_messages WHERE institution_id = $1",
    "SELECT COUNT(*) FROM tasks WHERE institution_id = $1 AND status = 'completed'",
    "SELECT COUNT(*) FROM reminders WHERE institution_id = $1 AND is_completed = 1",
    "SELECT COUNT(sent_at) + COUNT(accepted_at) + COUNT(rejected_at) FROM quotes WHERE institution_id = $1",
    "SELECT COUNT(*) + COUNT(paid_at) FROM invoices WHERE institution_id = $1 AND status <> 'draft'",
    "SELECT COUNT(*) FROM stage_changes WHERE opportunity_id IN (SELECT id FROM opportunities WHERE institution_id = $1)",
  };

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  g_assert_true (rounds_database_run_script (fixture.database, "DELETE FROM contacts; DELETE FROM institutions;", &error));
  g_assert_true (rounds_database_begin (fixture.database, &error));
  g_assert_true (rounds_demo_generate (&fixture.context, 1, &error));
  g_assert_true (rounds_database_commit (fixture.database, &error));
  g_assert_true (rounds_database_query_text (fixture.database, &busiest, &error,
                                             "SELECT institution_id FROM calls GROUP BY institution_id ORDER BY COUNT(*) DESC, 1 LIMIT 1",
                                             NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 part;

      g_assert_true (rounds_database_query_integer (fixture.database, &part, &error, parts[i], "s", busiest));
      expected += part;
    }

  request = ask (busiest);
  request.limit = 10000;
  timeline = compute (&fixture, &request);
  g_assert_cmpuint (timeline->items->len, ==, expected);
  g_assert_cmpuint (timeline->items->len, >, 100);
  for (guint i = 1; i < timeline->items->len; i++)
    g_assert_cmpint (((RoundsTimelineItem *) g_ptr_array_index (timeline->items, i))->at, <=,
                     ((RoundsTimelineItem *) g_ptr_array_index (timeline->items, i - 1))->at);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/timeline/order/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_order);
  g_test_add_data_func ("/insight/timeline/order/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_order);
  g_test_add_func ("/insight/timeline/narrow", test_narrow);
  g_test_add_func ("/insight/timeline/scope", test_scope);
  g_test_add_func ("/insight/timeline/pages", test_pages);
  g_test_add_func ("/insight/timeline/demo", test_demo);

  return g_test_run ();
}
