/* test-institution-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-deal-attention.h"
#include "insight/rounds-institution-actions.h"
#include "model/rounds-invoice.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/* It is the 10th of March 2026, ten in the morning in Paris. */

#define ID "01900000-0000-7000-8000-%012u"
#define add(fixture, kind, number, format, ...) \
  fixture_insert (fixture, kind, "{'id':'" ID "','institutionId':'%s'," format "}", number, HOSPITAL_ID, __VA_ARGS__)

static const RoundsActionScope everything;

static GPtrArray *
get_actions (Fixture                 *fixture,
             const RoundsActionScope *scope)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *actions = rounds_institution_actions_compute (fixture->database, HOSPITAL_ID, scope, fixture->context.now,
                                                           fixture->context.zone, &error);

  g_assert_no_error (error);
  return actions;
}

/* As `key:last digits of the record`. */
static void
assert_actions (Fixture                 *fixture,
                const RoundsActionScope *scope,
                const char              *expected)
{
  g_autoptr(GPtrArray) actions = get_actions (fixture, scope);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < actions->len; i++)
    {
      RoundsInstitutionAction *action = g_ptr_array_index (actions, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", rounds_signal_get_key (action->kind), action->related_id + 33);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
fill (Fixture *fixture)
{
  /* Talked to yesterday. */
  add (fixture, "call", 1, "'callDate':'%s'", "2026-03-09T08:00:00Z");
  /* Overdue since two days, and paid; since one day. */
  add (fixture, "invoice", 101, "'title':'T','status':'paid','issueDate':'2026-01-01','dueDate':'%s','total':100", "2026-03-08");
  fixture_insert (fixture, "payment", "{'id':'" ID "','invoiceId':'" ID "','amount':100,'paymentDate':'2026-03-09'}", 109u, 101u);
  add (fixture, "invoice", 102, "'title':'T','status':'sent','invoiceNumber':'F2','issueDate':'2026-01-01','dueDate':'%s','total':100",
       "2026-03-09");
  /* Accepted, and invoiced; accepted, the draft of an invoice is there; accepted and forgotten. */
  add (fixture, "quote", 201, "'title':'Q','status':'accepted','validUntil':'2026-04-01','acceptedAt':'%s'", "2026-03-01T08:00:00Z");
  add (fixture, "invoice", 103, "'title':'T','status':'draft','quoteId':'" ID "'", 201u);
  add (fixture, "quote", 202, "'title':'Q','status':'accepted','validUntil':'2026-04-01','acceptedAt':'%s'", "2026-03-02T08:00:00Z");
  /* Sent eight days ago; sent long ago and expired. */
  add (fixture, "quote", 203, "'title':'Q','status':'sent','validUntil':'2026-04-01','sentAt':'%s'", "2026-03-02T08:00:00Z");
  add (fixture, "quote", 204, "'title':'Q','status':'sent','validUntil':'2026-03-09','sentAt':'%s'", "2026-01-02T08:00:00Z");
  /* Slipped, but it does not rot: a call about it; rots, has time; rots and slipped, with a task planned. */
  add (fixture, "opportunity", 301, "'name':'Deal 1','stage':'proposal','stageChangedAt':'2026-01-01T08:00:00Z','expectedCloseDate':'%s'",
       "2026-03-09");
  add (fixture, "call", 2, "'opportunityId':'" ID "','callDate':'2026-03-01T08:00:00Z'", 301u);
  add (fixture, "opportunity", 302, "'name':'Deal 2','stage':'qualification','stageChangedAt':'%s','expectedCloseDate':'2026-09-09'",
       "2026-02-01T08:00:00Z");
  add (fixture, "opportunity", 303, "'name':'Deal 3','stage':'qualification','stageChangedAt':'%s','expectedCloseDate':'2026-09-09'",
       "2026-01-01T08:00:00Z");
  add (fixture, "task", 401, "'title':'T','opportunityId':'" ID "','dueDate':'2026-03-20T08:00:00Z'", 303u);
}

static void
test_actions (gconstpointer data)
{
  Fixture fixture;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  before = rounds_database_get_n_statements (fixture.database);
  assert_actions (&fixture, &everything, "overdue_invoice:102 accepted_quote:202 rotting_deal:302 slipped_deal:301 sent_quote:203");
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 4);
  fixture_close (&fixture);
}

static void
test_quiet (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  assert_actions (&fixture, &everything, "");
  /* Nobody has ever talked to them: it counts from when they were entered. */
  fixture_set_now (&fixture, "2026-05-15T09:00:00Z");
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE institutions SET created_at = $1,"
                                          " compliance_expiration_date = '2026-07-01' WHERE id = $2", "is",
                                          fixture.context.now - 40 * G_TIME_SPAN_DAY, HOSPITAL_ID));
  assert_actions (&fixture, &everything, "compliance_expiring:011 no_interaction:011");
  /* Won on the 10th of April. */
  add (&fixture, "opportunity", 301, "'name':'Deal 1','stage':'closed_won','actualCloseDate':'%s','expectedCloseDate':'2026-04-10'",
       "2026-04-10");
  assert_actions (&fixture, &everything, "compliance_expiring:011 no_interaction:011 won_deal:301");
  fixture_close (&fixture);
}

static void
test_marks (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  fixture_set_now (&fixture, "2026-03-10T09:00:00Z");

  json_object_unref (fixture_run (&fixture, "next-action.snooze", "{'id':'%s','key':'overdue_invoice','relatedId':'" ID "',"
                                  "'date':'2026-03-09','until':'2026-03-12'}", HOSPITAL_ID, 102u));
  assert_actions (&fixture, &everything, "accepted_quote:202 rotting_deal:302 slipped_deal:301 sent_quote:203");
  fixture_undo (&fixture);
  assert_actions (&fixture, &everything, "overdue_invoice:102 accepted_quote:202 rotting_deal:302 slipped_deal:301 sent_quote:203");

  json_object_unref (fixture_run (&fixture, "next-action.snooze", "{'id':'%s','key':'overdue_invoice','relatedId':'" ID "',"
                                  "'until':'2026-03-12'}", HOSPITAL_ID, 102u));
  json_object_unref (fixture_run (&fixture, "next-action.dismiss", "{'id':'%s','key':'slipped_deal','relatedId':'" ID "',"
                                  "'date':'2026-03-09'}", HOSPITAL_ID, 301u));
  json_object_unref (fixture_run (&fixture, "next-action.complete", "{'id':'%s','key':'sent_quote','relatedId':'" ID "',"
                                  "'date':'2026-03-02'}", HOSPITAL_ID, 203u));
  assert_actions (&fixture, &everything, "accepted_quote:202 rotting_deal:302");

  /* On the day, it is there again. */
  fixture_set_now (&fixture, "2026-03-11T22:30:00Z");
  assert_actions (&fixture, &everything, "accepted_quote:202 rotting_deal:302");
  fixture_set_now (&fixture, "2026-03-11T23:30:00Z");
  assert_actions (&fixture, &everything, "overdue_invoice:102 accepted_quote:202 rotting_deal:302");

  /* A new date that passes is another occasion; what was done comes back after thirty days, if it is still so. */
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE opportunities SET expected_close_date = '2026-03-10'"
                                          " WHERE name = 'Deal 1'", NULL));
  assert_actions (&fixture, &everything, "overdue_invoice:102 accepted_quote:202 rotting_deal:302 slipped_deal:301");
  fixture_set_now (&fixture, "2026-04-09T09:00:00Z");
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE quotes SET valid_until = '2026-12-31'"
                                          " WHERE status = 'sent' AND valid_until = '2026-04-01'", NULL));
  assert_actions (&fixture, &everything, "overdue_invoice:102 accepted_quote:202 sent_quote:203 rotting_deal:302 slipped_deal:301");
  fixture_close (&fixture);
}

static void
test_refusals (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_refuse (&fixture, "UNKNOWN_ACTION", "next-action.dismiss", "{'id':'%s','key':'sing'}", HOSPITAL_ID);
  fixture_refuse (&fixture, "RECORD_MISSING", "next-action.dismiss", "{'id':'%s','key':'sent_quote'}", HOSPITAL_ID);
  fixture_refuse (&fixture, "DATE_MISSING", "next-action.snooze", "{'id':'%s','key':'hot_lead'}", HOSPITAL_ID);
  fixture_refuse (&fixture, "INVALID_DATE", "next-action.snooze", "{'id':'%s','key':'hot_lead','until':'soon'}", HOSPITAL_ID);
  fixture_close (&fixture);
}

static void
test_scope (void)
{
  Fixture fixture;
  g_autoptr(RoundsFilter) mine = rounds_filter_new_text (rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_INVOICE),
                                                                                  "assigned-user-id"),
                                                         ROUNDS_FILTER_EQUAL, USER_ID);
  RoundsActionScope scope = { .invoices = mine };

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  assert_actions (&fixture, &scope, "accepted_quote:202 rotting_deal:302 slipped_deal:301 sent_quote:203");
  fixture_close (&fixture);
}

static void
test_json (void)
{
  Fixture fixture;
  g_autoptr(GPtrArray) actions = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *first;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  actions = get_actions (&fixture, &everything);
  rounds_institution_actions_write (actions, writer);
  text = rounds_json_writer_end (writer, NULL);
  node = rounds_json_parse (text, -1, &error);
  g_assert_no_error (error);
  first = json_array_get_object_element (json_node_get_array (node), 0);
  fixture_assert_text (first, "key", "overdue_invoice");
  fixture_assert_text (first, "priority", "urgent");
  fixture_assert_text (first, "reason", "Ask for payment: invoice F2 is 1 day late");
  fixture_assert_text (first, "dueDate", "2026-03-10");
  fixture_assert_text (first, "date", "2026-03-09");
  fixture_assert_text (json_object_get_object_member (first, "related"), "type", "invoice");
  fixture_assert_text (json_object_get_object_member (first, "related"), "title", "F2");
  fixture_close (&fixture);
}

static RoundsDealAttention *
find_deal (GPtrArray  *deals,
           const char *name)
{
  for (guint i = 0; i < deals->len; i++)
    if (g_str_equal (((RoundsDealAttention *) g_ptr_array_index (deals, i))->name, name))
      return g_ptr_array_index (deals, i);

  g_assert_not_reached ();
}

static void
test_attention (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) deals = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  /* Its pipeline is in less of a hurry. */
  fixture_insert (&fixture, "pipeline", "{'id':'" ID "','name':'Slow','qualificationDays':60}", 501u);
  add (&fixture, "opportunity", 304, "'name':'Deal 4','stage':'qualification','stageChangedAt':'2026-02-01T08:00:00Z',"
       "'expectedCloseDate':'2026-09-09','pipelineId':'" ID "'", 501u);
  /* The worst of what is planned; a meeting that is over is not planned, a task that is done neither. */
  add (&fixture, "reminder", 402, "'title':'R','opportunityId':'" ID "','reminderDate':'2026-03-10T20:00:00Z'", 303u);
  add (&fixture, "meeting", 403, "'title':'M','opportunityId':'" ID "','startDate':'2026-03-09T08:00:00Z','endDate':'2026-03-09T09:00:00Z'",
       303u);
  add (&fixture, "task", 404, "'title':'T','opportunityId':'" ID "','dueDate':'2026-03-01T08:00:00Z','status':'completed'", 303u);
  add (&fixture, "task", 405, "'title':'T','opportunityId':'" ID "'", 304u);
  add (&fixture, "task", 406, "'title':'T','opportunityId':'" ID "','dueDate':'2026-03-09T22:59:00Z'", 301u);

  before = rounds_database_get_n_statements (fixture.database);
  deals = rounds_deal_attention_compute (fixture.database, NULL, NULL, fixture.context.now, fixture.context.zone, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 1);
  g_assert_cmpuint (deals->len, ==, 4);
  g_assert_cmpint (find_deal (deals, "Deal 1")->planned, ==, ROUNDS_PLANNED_OVERDUE);
  g_assert_cmpint (find_deal (deals, "Deal 2")->planned, ==, ROUNDS_PLANNED_NONE);
  g_assert_cmpint (find_deal (deals, "Deal 3")->planned, ==, ROUNDS_PLANNED_TODAY);
  g_assert_cmpint (find_deal (deals, "Deal 4")->planned, ==, ROUNDS_PLANNED_LATER);
  g_assert_cmpstr (find_deal (deals, "Deal 1")->planned_kind, ==, "task");
  g_assert_cmpstr (find_deal (deals, "Deal 2")->planned_kind, ==, NULL);
  g_assert_cmpstr (find_deal (deals, "Deal 3")->planned_kind, ==, "reminder");
  g_assert_cmpstr (find_deal (deals, "Deal 4")->planned_kind, ==, "task");
  g_assert_true (find_deal (deals, "Deal 2")->rots);
  g_assert_false (find_deal (deals, "Deal 3")->rots);
  g_assert_true (rounds_database_execute (fixture.database, &error, "UPDATE tasks SET deleted_at = 1", NULL));
  g_clear_pointer (&deals, g_ptr_array_unref);
  deals = rounds_deal_attention_compute (fixture.database, NULL, NULL, fixture.context.now, fixture.context.zone, &error);
  g_assert_no_error (error);
  g_assert_false (find_deal (deals, "Deal 4")->rots);
  fixture_close (&fixture);
}

static gboolean
deal_rots (Fixture    *fixture,
           const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) deals = rounds_deal_attention_compute (fixture->database, NULL, NULL, fixture->context.now,
                                                              fixture->context.zone, &error);

  g_assert_no_error (error);
  return find_deal (deals, name)->rots;
}

/* In qualification for 37 days: over the 14 of the rules, under the 60 of a pipeline. */
static void
test_limits (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  add (&fixture, "opportunity", 304, "'name':'Deal 4','stage':'qualification','stageChangedAt':'2026-02-01T08:00:00Z',"
       "'expectedCloseDate':'%s'", "2026-09-09");
  fixture_insert (&fixture, "pipeline", "{'id':'" ID "','name':'Slow','qualificationDays':60}", 501u);
  g_assert_true (deal_rots (&fixture, "Deal 4"));

  /* The pipeline of those who say none. */
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'pipeline','id':'" ID "','values':{'isDefault':true}}", 501u));
  g_assert_false (deal_rots (&fixture, "Deal 4"));

  /* Another takes its place, and gives it back. */
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'pipeline','id':'" ID "','values':{'name':'Fast',"
                                  "'isDefault':true,'qualificationDays':37}}", 502u));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines WHERE is_default = 1 AND name = 'Fast'"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines WHERE is_default = 1"), ==, 1);
  g_assert_true (deal_rots (&fixture, "Deal 4"));
  fixture_undo (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM pipelines WHERE is_default = 1 AND name = 'Slow'"), ==, 1);
  g_assert_false (deal_rots (&fixture, "Deal 4"));

  /* A deal's own comes first. */
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'pipeline','id':'" ID "','values':{'name':'Own'}}", 503u));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'opportunity','id':'" ID "','values':{'pipelineId':'" ID "'}}",
                                  304u, 503u));
  g_assert_true (deal_rots (&fixture, "Deal 4"));
  fixture_close (&fixture);
}

static void
test_lead_alert (void)
{
  Fixture fixture;
  g_autoptr(RoundsActor) server = rounds_actor_new (NULL, NULL, "super_admin");
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  g_autoptr(JsonObject) third = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_refuse (&fixture, "ROLE_NOT_ALLOWED", "lead.alert", "{'leads':[]}");

  fixture.context.actor = server;
  first = fixture_run (&fixture, "lead.alert", "{'leads':[{'institutionId':'%s','userId':'%s','name':'Laval','score':83}]}",
                       HOSPITAL_ID, OTHER_USER_ID);
  fixture_assert_int (first, "told", 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM notifications WHERE user_id = '" OTHER_USER_ID "'"
                                            " AND title = 'Hot lead: Laval' AND institution_id = '" HOSPITAL_ID "'"), ==, 1);
  /* Once, and not again when it was deleted. */
  second = fixture_run (&fixture, "lead.alert", "{'leads':[{'institutionId':'%s','userId':'%s','name':'Laval','score':90}]}",
                        HOSPITAL_ID, USER_ID);
  fixture_assert_int (second, "told", 0);
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE notifications SET deleted_at = 1", NULL));
  third = fixture_run (&fixture, "lead.alert", "{'leads':[{'institutionId':'%s','userId':'%s','name':'Laval','score':90},"
                       "{'institutionId':'%s','userId':'%s','name':'Saint-Yves','score':80}]}",
                       HOSPITAL_ID, USER_ID, CLINIC_ID, USER_ID);
  fixture_assert_int (third, "told", 1);
  fixture.context.actor = fixture.actor;
  fixture_close (&fixture);
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/actions/" name "/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/actions/" name "/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("actions", test_actions);
  ADD_BOTH ("quiet", test_quiet);
  ADD_BOTH ("marks", test_marks);
  ADD_BOTH ("attention", test_attention);
  ADD_BOTH ("limits", test_limits);
  g_test_add_func ("/insight/actions/refusals", test_refusals);
  g_test_add_func ("/insight/actions/scope", test_scope);
  g_test_add_func ("/insight/actions/json", test_json);
  g_test_add_func ("/insight/actions/lead-alert", test_lead_alert);

  return g_test_run ();
}
