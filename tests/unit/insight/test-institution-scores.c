/* test-institution-scores.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"
#include "model/rounds-institution.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-setting.h"

#define TODAY "2026-03-10"

/* Records with an id that ends in @number. */
#define add(fixture, kind, number, format, ...) \
  fixture_insert (fixture, kind, "{'id':'01900000-0000-7000-8000-%012u','institutionId':'%s'," format "}", number, HOSPITAL_ID, \
                  __VA_ARGS__)

static RoundsInstitutionHealth
get_health (Fixture    *fixture,
            const char *now)
{
  RoundsInstitutionHealth health;
  g_autoptr(GError) error = NULL;
  guint64 before = rounds_database_get_n_statements (fixture->database);

  fixture_set_now (fixture, now);
  g_assert_true (rounds_institution_health_compute (fixture->database, HOSPITAL_ID, fixture->context.now, fixture->context.zone,
                                                    &health, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture->database) - before, ==, 4);

  return health;
}

static void
test_interactions (gconstpointer data)
{
  Fixture fixture;
  RoundsInstitutionHealth health;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.days_since_interaction, ==, -1);
  g_assert_cmpint (health.health.score, ==, 0);

  /* 22:30 and 23:30 in Paris are one day, 23:30 UTC is the next. */
  add (&fixture, "call", 101, "'callDate':'%s'", "2026-03-01T22:30:00Z");
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.days_since_interaction, ==, 9);
  add (&fixture, "call", 102, "'callDate':'%s'", "2026-03-01T23:30:00Z");
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.days_since_interaction, ==, 8);
  g_assert_cmpint (health.facts.n_interactions, ==, 2);
  /* The day of those who ask ends at midnight in Paris too. */
  g_assert_cmpint (get_health (&fixture, "2026-03-10T22:59:00Z").facts.days_since_interaction, ==, 8);
  g_assert_cmpint (get_health (&fixture, "2026-03-10T23:01:00Z").facts.days_since_interaction, ==, 9);

  /* Not yet, not any more, not theirs, not for all. */
  add (&fixture, "meeting", 103, "'title':'M','startDate':'%s','endDate':'2026-03-10T10:00:00Z'", "2026-03-10T08:00:00Z");
  add (&fixture, "meeting", 104, "'title':'M','startDate':'%s','endDate':'2026-03-05T10:00:00Z','status':'cancelled'",
       "2026-03-05T08:00:00Z");
  add (&fixture, "note", 105, "'title':'N','content':'C','isPrivate':true,'createdAt':'%s'", "2026-03-09T08:00:00Z");
  add (&fixture, "email-message", 106, "'sentAt':'%s'", "2026-03-11T08:00:00Z");
  fixture_insert (&fixture, "call", "{'id':'01900000-0000-7000-8000-000000000107','institutionId':'%s','callDate':'2026-03-09T08:00:00Z'}",
                  CLINIC_ID);
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.n_interactions, ==, 2);

  /* One of each kind; the 10th of December is 90 days ago, the 9th is too long. */
  add (&fixture, "meeting", 108, "'title':'M','startDate':'%s','endDate':'2026-03-06T10:00:00Z'", "2026-03-06T08:00:00Z");
  add (&fixture, "note", 109, "'title':'N','content':'C','createdAt':'%s'", "2025-12-09T23:00:00Z");
  add (&fixture, "email-message", 110, "'direction':'incoming','sentAt':'%s'", "2025-12-09T22:59:59Z");
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.days_since_interaction, ==, 4);
  g_assert_cmpint (health.facts.n_interactions, ==, 4);
  fixture_close (&fixture);
}

static void
add_invoice (Fixture    *fixture,
             guint       number,
             const char *due,
             double      total,
             double      paid,
             const char *paid_on)
{
  add (fixture, "invoice", number, "'title':'T','status':'sent','issueDate':'2024-01-01','dueDate':'%s','total':%.2f", due, total);
  if (paid_on != NULL)
    fixture_insert (fixture, "payment", "{'id':'01900000-0000-7000-8000-%012u','invoiceId':'01900000-0000-7000-8000-%012u',"
                    "'amount':%.2f,'paymentDate':'%s'}", number + 500, number, paid, paid_on);
}

static void
test_business (gconstpointer data)
{
  Fixture fixture;
  RoundsInstitutionHealth health;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add (&fixture, "quote", 201, "'title':'Q','status':'accepted','validUntil':'2026-04-01','acceptedAt':'%s'", "2024-03-10T08:00:00Z");
  add (&fixture, "quote", 202, "'title':'Q','status':'accepted','validUntil':'2026-04-01','acceptedAt':'%s'", "2024-03-09T08:00:00Z");
  add (&fixture, "quote", 203, "'title':'Q','status':'rejected','validUntil':'2026-04-01','rejectedAt':'%s'", "2026-03-01T08:00:00Z");
  add (&fixture, "quote", 204, "'title':'Q','status':'%s','validUntil':'2026-03-09'", "sent");
  add (&fixture, "quote", 205, "'title':'Q','status':'%s','validUntil':'2026-03-10'", "sent");
  add (&fixture, "quote", 206, "'title':'Q','status':'%s','validUntil':'2025-01-01'", "expired");
  add (&fixture, "quote", 207, "'title':'Q','status':'%s','validUntil':'2024-03-09'", "expired");
  add (&fixture, "quote", 208, "'title':'Q','status':'%s','validUntil':'2025-01-01'", "cancelled");

  /* Ten days late; in time; paid in parts, the rest 9 days late today; due today; too old; not due. */
  add_invoice (&fixture, 301, "2026-01-01", 100, 100, "2026-01-11");
  add_invoice (&fixture, 302, "2026-02-01", 100, 100, "2026-01-15");
  add_invoice (&fixture, 303, "2026-03-01", 100, 40, "2026-02-20");
  add_invoice (&fixture, 304, "2026-03-10", 100, 0, NULL);
  add_invoice (&fixture, 305, "2024-03-09", 100, 0, NULL);
  add_invoice (&fixture, 306, "2026-03-11", 100, 0, NULL);
  /* Credited in full, never paid. */
  add_invoice (&fixture, 307, "2026-01-01", 50, 0, NULL);
  add (&fixture, "invoice", 308, "'type':'credit_note','title':'T','status':'sent','issueDate':'2026-01-02',"
       "'creditedInvoiceId':'01900000-0000-7000-8000-%012u','total':50", 307);

  add (&fixture, "email-message", 401, "'purpose':'quote','sentAt':'%s','openedAt':'2026-03-02T08:00:00Z'", "2026-03-01T08:00:00Z");
  add (&fixture, "email-message", 402, "'purpose':'campaign','sentAt':'%s'", "2026-03-01T08:00:00Z");
  add (&fixture, "email-message", 403, "'purpose':'campaign','sentAt':'%s'", "2025-09-10T22:00:00Z");
  add (&fixture, "email-message", 404, "'purpose':'campaign','sentAt':'%s'", "2025-09-10T21:59:59Z");
  add (&fixture, "email-message", 405, "'purpose':'message','sentAt':'%s','openedAt':'2026-03-02T08:00:00Z'", "2026-03-01T08:00:00Z");
  add (&fixture, "email-message", 406, "'purpose':'quote','direction':'incoming','sentAt':'%s'", "2026-03-01T08:00:00Z");

  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  g_assert_cmpint (health.facts.n_accepted, ==, 1);
  g_assert_cmpint (health.facts.n_decided, ==, 4);
  g_assert_cmpint (health.facts.n_due, ==, 5);
  g_assert_cmpint (health.facts.days_late, ==, 10 + 9);
  g_assert_cmpint (health.facts.n_mails_sent, ==, 3);
  g_assert_cmpint (health.facts.n_mails_opened, ==, 1);
  fixture_close (&fixture);
}

static void
test_health_json (void)
{
  Fixture fixture;
  RoundsInstitutionHealth health;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *parts;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  add (&fixture, "call", 101, "'callDate':'%s'", "2026-03-10T08:00:00Z");
  health = get_health (&fixture, "2026-03-10T09:00:00Z");
  rounds_institution_health_write (&health, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);

  /* 100 and 100 / 12 weigh 60 and 40. */
  fixture_assert_int (object, "score", 63);
  fixture_assert_text (object, "band", "attention");
  parts = json_object_get_array_member (object, "parts");
  g_assert_cmpuint (json_array_get_length (parts), ==, 5);
  fixture_assert_text (json_array_get_object_element (parts, 1), "key", "frequency");
  fixture_assert_int (json_array_get_object_element (parts, 1), "weight", 20);
  fixture_assert_number (json_array_get_object_element (parts, 1), "value", 8.33);
  fixture_assert_int (json_object_get_object_member (json_array_get_object_element (parts, 1), "facts"), "interactions", 1);
  fixture_assert_int (json_object_get_object_member (json_array_get_object_element (parts, 1), "raise"), "to", 12);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (parts, 3), "value"));
  g_assert_true (json_object_get_null_member (json_array_get_object_element (parts, 0), "raise"));
  fixture_close (&fixture);
}

static RoundsInstitutionLead *
get_lead (GPtrArray *leads)
{
  g_assert_cmpuint (leads->len, ==, 1);
  return g_ptr_array_index (leads, 0);
}

static GPtrArray *
get_leads (Fixture    *fixture,
           const char *institution_id,
           int         minimum)
{
  g_autoptr(GError) error = NULL;
  guint64 before = rounds_database_get_n_statements (fixture->database);
  GPtrArray *leads = rounds_institution_leads_compute (fixture->database, institution_id, NULL, minimum, 10, TODAY,
                                                       fixture->context.zone, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture->database) - before, ==, 2);
  return leads;
}

static void
test_lead (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) leads = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) hot = NULL;
  RoundsInstitutionLead *lead;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fixture_insert (&fixture, "setting", "{'id':'01900000-0000-7000-8000-000000000900','key':'%s','value':'[\\u0022Cardiologie\\u0022,"
                  "\\u0022Oncologie\\u0022]'}", ROUNDS_SETTING_OFFERED_SPECIALTIES);
  fixture_insert (&fixture, "institution", "{'id':'01900000-0000-7000-8000-000000000013','name':'Polyclinique','medicalProfile':"
                  "{'bedCapacity':%d,'specialties':['cardiologie','ONCOLOGIE','Pneumologie']}}", 620);

  /* Nothing is known but two names. */
  leads = get_leads (&fixture, HOSPITAL_ID, 0);
  lead = get_lead (leads);
  g_assert_cmpint (lead->lead.score, ==, 0);
  g_assert_false (lead->facts.specialties_known);
  g_assert_cmpuint (lead->n_offered, ==, 2);
  g_clear_pointer (&leads, g_ptr_array_unref);

  add (&fixture, "quote", 201, "'title':'Q','validUntil':'2026-04-01','status':'accepted','createdAt':'2025-03-10T08:00:00Z',"
       "'sentAt':'%s','acceptedAt':'2026-01-11T08:00:00Z'", "2026-01-01T08:00:00Z");
  add (&fixture, "quote", 202, "'title':'Q','validUntil':'2026-04-01','status':'rejected','createdAt':'2025-03-09T08:00:00Z',"
       "'sentAt':'%s','rejectedAt':'2026-01-05T20:00:00Z'", "2026-01-01T08:00:00Z");
  add (&fixture, "quote", 203, "'title':'Q','validUntil':'2026-04-01','status':'draft','createdAt':'%s'", "2026-03-09T08:00:00Z");
  add_invoice (&fixture, 301, "2026-01-01", 9000, 6000, "2023-03-10");
  add_invoice (&fixture, 302, "2026-01-01", 9000, 100, "2023-03-09");
  add (&fixture, "invoice", 303, "'type':'credit_note','title':'T','status':'sent','issueDate':'%s','total':500", "2026-01-02");
  fixture_insert (&fixture, "payment", "{'id':'01900000-0000-7000-8000-000000000803','invoiceId':'01900000-0000-7000-8000-%012u',"
                  "'amount':500,'paymentDate':'2026-01-03'}", 303);

  leads = get_leads (&fixture, HOSPITAL_ID, 0);
  lead = get_lead (leads);
  g_assert_cmpint (lead->facts.n_quotes, ==, 2);
  g_assert_true (lead->facts.response_known);
  g_assert_cmpfloat_with_epsilon (lead->facts.response_days, (10 + 4.5) / 2, 1e-9);
  g_assert_cmpint (lead->facts.paid, ==, 600000 - 50000);
  /* 10 + 10 + 7 of 50 */
  g_assert_cmpint (lead->lead.score, ==, 54);

  /* All of them, the best first: 25 + 16.67 of 85, then the one above, then nothing. */
  all = get_leads (&fixture, NULL, 0);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((RoundsInstitutionLead *) g_ptr_array_index (all, 0))->id, ==, HOSPITAL_ID);
  lead = g_ptr_array_index (all, 1);
  g_assert_cmpstr (lead->name, ==, "Polyclinique");
  g_assert_cmpint (lead->facts.n_matches, ==, 2);
  g_assert_cmpint (lead->lead.score, ==, 49);
  hot = get_leads (&fixture, NULL, 49);
  g_assert_cmpuint (hot->len, ==, 2);
  g_clear_pointer (&hot, g_ptr_array_unref);
  hot = get_leads (&fixture, NULL, 50);
  g_assert_cmpuint (hot->len, ==, 1);
  fixture_close (&fixture);
}

static void
assert_lifecycle (Fixture    *fixture,
                  const char *expected)
{
  g_autoptr(GError) error = NULL;
  RoundsLifecycle lifecycle;

  g_assert_true (rounds_institution_lifecycle_compute (fixture->database, HOSPITAL_ID, fixture->context.now, fixture->context.zone,
                                                       &lifecycle, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (rounds_lifecycle_to_text (lifecycle), ==, expected);
}

static void
test_lifecycle (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  assert_lifecycle (&fixture, "cold_lead");
  add (&fixture, "quote", 201, "'title':'Q','status':'sent','validUntil':'%s'", "2026-03-09");
  assert_lifecycle (&fixture, "cold_lead");
  add (&fixture, "quote", 202, "'title':'Q','status':'sent','validUntil':'%s'", "2026-03-10");
  assert_lifecycle (&fixture, "warm_prospect");
  add (&fixture, "invoice", 301, "'title':'T','status':'draft','issueDate':'%s'", "2026-03-01");
  assert_lifecycle (&fixture, "warm_prospect");
  add (&fixture, "invoice", 302, "'title':'T','status':'paid','issueDate':'%s'", "2024-03-09");
  assert_lifecycle (&fixture, "former_client");
  add (&fixture, "invoice", 303, "'title':'T','status':'overdue','issueDate':'%s'", "2024-03-10");
  assert_lifecycle (&fixture, "active_client");
  fixture_close (&fixture);
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/scores/" name "/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/scores/" name "/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("interactions", test_interactions);
  ADD_BOTH ("business", test_business);
  ADD_BOTH ("lead", test_lead);
  ADD_BOTH ("lifecycle", test_lifecycle);
  g_test_add_func ("/insight/scores/health-json", test_health_json);

  return g_test_run ();
}
