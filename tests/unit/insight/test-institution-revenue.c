/* test-institution-revenue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-institution-revenue.h"
#include "model/rounds-json.h"

#define TODAY "2026-03-31"

static void
add_invoice (Fixture    *fixture,
             guint       number,
             const char *institution_id,
             const char *status,
             const char *issued,
             const char *due,
             double      total)
{
  fixture_insert (fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b%03u','institutionId':'%s','title':'T','status':'%s','issueDate':'%s',"
                  "'dueDate':'%s','total':%.2f}", number, institution_id, status, issued, due, total);
}

static void
add_payment (Fixture    *fixture,
             guint       number,
             guint       invoice,
             const char *status,
             const char *date,
             double      amount)
{
  fixture_insert (fixture, "payment",
                  "{'id':'01900000-0000-7000-8000-00000000c%03u','invoiceId':'01900000-0000-7000-8000-00000000b%03u','status':'%s',"
                  "'paymentDate':'%s','amount':%.2f}", number, invoice, status, date, amount);
}

/* Revenue 1000 + 500.01 + 300 + 200 + 50 = 2050.01 over five issued invoices; paid 1000 + 100.01 = 1100.01. */
static void
fill (Fixture *fixture)
{
  fixture_insert (fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b001','institutionId':'%s','contactPersonId':'%s','title':'T',"
                  "'status':'paid','issueDate':'2025-04-01','dueDate':'2025-05-01','total':1000}", HOSPITAL_ID, CONTACT_ID);
  add_invoice (fixture, 2, HOSPITAL_ID, "partially_paid", "2026-02-28", "2026-03-30", 500.01);
  add_invoice (fixture, 3, HOSPITAL_ID, "sent", "2026-03-01", "2026-03-31", 300);
  add_invoice (fixture, 4, HOSPITAL_ID, "overdue", "2025-12-31", "2026-01-30", 200);
  add_invoice (fixture, 5, HOSPITAL_ID, "sent", "2025-03-31", "2026-06-30", 50);
  add_invoice (fixture, 6, HOSPITAL_ID, "draft", "2026-03-05", "2026-03-06", 7777);
  add_invoice (fixture, 7, HOSPITAL_ID, "cancelled", "2026-03-05", "2026-03-06", 8888);
  add_invoice (fixture, 8, CLINIC_ID, "sent", "2026-03-05", "2026-03-06", 9999);
  add_payment (fixture, 1, 1, "confirmed", "2025-04-20", 1000);
  add_payment (fixture, 2, 2, "confirmed", "2026-03-02", 100.01);
  add_payment (fixture, 3, 2, "cancelled", "2026-03-03", 250);
  add_payment (fixture, 4, 2, "pending", "2026-03-01", 30);
  add_payment (fixture, 5, 8, "confirmed", "2026-03-30", 1);
}

static void
test_amounts (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  before = rounds_database_get_n_statements (fixture.database);
  revenue = rounds_institution_revenue_compute (fixture.database, HOSPITAL_ID, TODAY, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 6);

  g_assert_cmpint (revenue->n_invoices, ==, 5);
  g_assert_cmpint (revenue->total_revenue, ==, 205001);
  g_assert_cmpint (revenue->total_paid, ==, 110001);
  g_assert_cmpint (revenue->total_outstanding, ==, 95000);
  g_assert_cmpint (revenue->average_invoice_value, ==, 41000); /* 410.002 */

  /* April 2025 to March 2026; the invoice of March 2025 is in the totals only. */
  g_assert_cmpstr (revenue->months[0].month, ==, "2025-04");
  g_assert_cmpint (revenue->months[0].revenue, ==, 100000);
  g_assert_cmpint (revenue->months[1].revenue, ==, 0);
  g_assert_cmpint (revenue->months[8].revenue, ==, 20000);
  g_assert_cmpstr (revenue->months[10].month, ==, "2026-02");
  g_assert_cmpint (revenue->months[10].revenue, ==, 50001);
  g_assert_cmpint (revenue->months[10].invoices, ==, 1);
  g_assert_cmpstr (revenue->months[11].month, ==, "2026-03");
  g_assert_cmpint (revenue->months[11].revenue, ==, 30000);
  g_assert_true (revenue->growth_known);
  g_assert_cmpfloat_with_epsilon (revenue->growth, 100.0 * (30000 - 50001) / 50001, 1e-9);

  /* Due yesterday is late, due today is not; oldest first. */
  g_assert_cmpuint (revenue->overdue_invoices->len, ==, 2);
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (revenue->overdue_invoices, 0), "total"), ==, 20000);
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (revenue->overdue_invoices, 1), "total"), ==, 50001);

  g_assert_cmpuint (revenue->payment_history->len, ==, 4);
  g_assert_cmpuint (revenue->by_contact->len, ==, 2);
  g_assert_cmpstr (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 0))->contact_id, ==, NULL);
  g_assert_cmpint (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 0))->revenue, ==, 105001);
  g_assert_cmpstr (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 1))->name, ==, "Claire Petit");
  g_assert_cmpint (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 1))->invoices, ==, 1);
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (revenue->payment_history, 0), "payment-date"), ==, "2026-03-03");
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (revenue->payment_history, 3), "payment-date"), ==, "2025-04-20");
  fixture_close (&fixture);
}

static void
add_credit_note (Fixture    *fixture,
                 guint       number,
                 guint       invoice,
                 const char *issued,
                 double      total)
{
  fixture_insert (fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b%03u','type':'credit_note','institutionId':'%s','title':'T',"
                  "'creditedInvoiceId':'01900000-0000-7000-8000-00000000b%03u','contactPersonId':'%s','status':'sent',"
                  "'issueDate':'%s','dueDate':'%s','total':%.2f}", number, HOSPITAL_ID, invoice, CONTACT_ID, issued, issued, total);
}

static void
test_credit_notes (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  /* More is credited in the month than was invoiced; kept with a minus it is the same. */
  add_credit_note (&fixture, 11, 1, "2026-03-15", 700);
  add_credit_note (&fixture, 12, 4, "2026-03-31", -200);
  /* An invoice that was cancelled goes with the credit note that says so; a draft credits nothing. */
  add_credit_note (&fixture, 13, 7, "2026-03-06", 8888);
  fixture_insert (&fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b014','type':'credit_note','institutionId':'%s','title':'T',"
                  "'creditedInvoiceId':'01900000-0000-7000-8000-00000000b002','status':'draft','total':500.01}", HOSPITAL_ID);
  /* Paid back. */
  add_payment (&fixture, 11, 11, "confirmed", "2026-03-20", 600);

  revenue = rounds_institution_revenue_compute (fixture.database, HOSPITAL_ID, TODAY, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revenue->total_revenue, ==, 205001 - 90000);
  g_assert_cmpint (revenue->total_paid, ==, 110001 - 60000);
  g_assert_cmpint (revenue->total_outstanding, ==, 65000);
  g_assert_cmpint (revenue->n_invoices, ==, 5);
  g_assert_cmpint (revenue->average_invoice_value, ==, 41000);
  g_assert_cmpint (revenue->months[11].revenue, ==, 30000 - 90000);
  g_assert_cmpint (revenue->months[11].invoices, ==, 1);
  g_assert_true (revenue->growth_known);
  g_assert_cmpfloat_with_epsilon (revenue->growth, 100.0 * (-60000 - 50001) / 50001, 1e-9);

  /* Nothing is to be paid any more of what was credited in full. */
  g_assert_cmpuint (revenue->overdue_invoices->len, ==, 1);
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (revenue->overdue_invoices, 0), "total"), ==, 50001);

  g_assert_cmpint (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 1))->revenue, ==, 100000 - 90000);
  g_assert_cmpint (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 1))->invoices, ==, 1);

  /* The month after there is nothing to compare with. */
  g_clear_pointer (&revenue, rounds_institution_revenue_free);
  revenue = rounds_institution_revenue_compute (fixture.database, HOSPITAL_ID, "2026-04-01", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revenue->months[10].revenue, ==, -60000);
  g_assert_false (revenue->growth_known);
  fixture_close (&fixture);
}

static void
add_quote (Fixture    *fixture,
           guint       number,
           const char *status,
           double      total)
{
  fixture_insert (fixture, "quote",
                  "{'id':'01900000-0000-7000-8000-00000000d%03u','institutionId':'%s','title':'Q%u','status':'%s',"
                  "'validUntil':'2026-06-30','total':%.2f}", number, HOSPITAL_ID, number, status, total);
}

static void
invoice_quote (Fixture    *fixture,
               guint       number,
               guint       quote,
               const char *status)
{
  fixture_insert (fixture, "invoice",
                  "{'id':'01900000-0000-7000-8000-00000000b%03u','institutionId':'%s','title':'T','status':'%s',"
                  "'quoteId':'01900000-0000-7000-8000-00000000d%03u','issueDate':'2026-01-05','dueDate':'2026-02-05','total':1}",
                  number, HOSPITAL_ID, status, quote);
}

static void
test_quotes (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(GError) error = NULL;
  static const char * const greatest[] = { "Q5", "Q7", "Q2", "Q3", "Q1" };

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add_quote (&fixture, 1, "sent", 100);
  add_quote (&fixture, 2, "accepted", 300.01);
  add_quote (&fixture, 3, "rejected", 200);
  add_quote (&fixture, 4, "expired", 50);
  add_quote (&fixture, 5, "accepted", 900);
  add_quote (&fixture, 6, "draft", 5000);
  add_quote (&fixture, 7, "accepted", 800);
  add_quote (&fixture, 8, "cancelled", 7000);
  invoice_quote (&fixture, 1, 2, "paid");
  /* In parts, it is converted once; by a draft or by what was cancelled, not at all. */
  invoice_quote (&fixture, 2, 5, "sent");
  invoice_quote (&fixture, 3, 5, "overdue");
  invoice_quote (&fixture, 4, 7, "draft");
  invoice_quote (&fixture, 5, 7, "cancelled");

  revenue = rounds_institution_revenue_compute (fixture.database, HOSPITAL_ID, TODAY, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revenue->n_quotes, ==, 7);
  g_assert_cmpint (revenue->average_quote_value, ==, 133572); /* 9350.01 / 7 = 1335.7157 */
  g_assert_cmpfloat_with_epsilon (revenue->quote_conversion_rate, 200.0 / 7, 1e-9);
  g_assert_cmpuint (revenue->top_quotes->len, ==, ROUNDS_REVENUE_QUOTES);
  for (guint i = 0; i < G_N_ELEMENTS (greatest); i++)
    g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (revenue->top_quotes, i), "title"), ==, greatest[i]);
  fixture_close (&fixture);
}

/* Of the contact: one invoice of 1000, paid; 700 and 200 credited, 600 of it paid back. */
static void
test_contact (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(GError) error = NULL;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  add_credit_note (&fixture, 11, 1, "2026-03-15", 700);
  add_credit_note (&fixture, 12, 4, "2026-02-15", 200);
  add_credit_note (&fixture, 13, 7, "2026-03-06", 8888);
  add_payment (&fixture, 11, 11, "confirmed", "2026-03-20", 600);
  add_quote (&fixture, 1, "sent", 100);
  fixture_insert (&fixture, "quote",
                  "{'id':'01900000-0000-7000-8000-00000000d002','institutionId':'%s','contactPersonId':'%s','title':'Q2',"
                  "'status':'accepted','validUntil':'2026-06-30','total':250.5}", HOSPITAL_ID, CONTACT_ID);

  before = rounds_database_get_n_statements (fixture.database);
  revenue = rounds_institution_revenue_compute_of_contact (fixture.database, CONTACT_ID, TODAY, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 6);

  g_assert_cmpint (revenue->n_invoices, ==, 1);
  g_assert_cmpint (revenue->invoiced, ==, 100000);
  g_assert_cmpint (revenue->total_revenue, ==, 10000);
  g_assert_cmpint (revenue->total_paid, ==, 40000);
  g_assert_cmpint (revenue->total_outstanding, ==, -30000);
  g_assert_cmpint (revenue->months[0].revenue, ==, 100000);
  g_assert_cmpint (revenue->months[10].revenue, ==, -20000);
  g_assert_cmpint (revenue->months[11].revenue, ==, -70000);
  g_assert_cmpint (revenue->n_quotes, ==, 1);
  g_assert_cmpint (revenue->average_quote_value, ==, 25050);
  g_assert_cmpuint (revenue->top_quotes->len, ==, 1);
  g_assert_cmpuint (revenue->overdue_invoices->len, ==, 0);
  g_assert_cmpuint (revenue->payment_history->len, ==, 2);
  g_assert_cmpuint (revenue->by_contact->len, ==, 1);
  g_assert_cmpint (((RoundsContactRevenue *) g_ptr_array_index (revenue->by_contact, 0))->revenue, ==, 10000);
  fixture_close (&fixture);
}

static void
test_nothing (void)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  /* The last day of a long month: the months before it are shorter. */
  revenue = rounds_institution_revenue_compute (fixture.database, CLINIC_ID, "2028-03-31", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revenue->n_invoices, ==, 0);
  g_assert_cmpint (revenue->average_invoice_value, ==, 0);
  g_assert_false (revenue->growth_known);
  g_assert_cmpuint (revenue->overdue_invoices->len, ==, 0);
  g_assert_cmpstr (revenue->months[0].month, ==, "2027-04");
  g_assert_cmpstr (revenue->months[10].month, ==, "2028-02");
  g_assert_cmpstr (revenue->months[11].month, ==, "2028-03");
  fixture_close (&fixture);
}

static void
test_json (void)
{
  Fixture fixture;
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(RoundsInstitutionRevenue) nothing = NULL;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(RoundsJsonWriter) other = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonObject) empty_object = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *summary;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fill (&fixture);
  revenue = rounds_institution_revenue_compute (fixture.database, HOSPITAL_ID, TODAY, NULL, NULL, &error);
  rounds_institution_revenue_write (revenue, writer);
  text = rounds_json_writer_end (writer, NULL);
  object = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  summary = json_object_get_object_member (object, "summary");
  fixture_assert_number (summary, "totalRevenue", 2050.01);
  fixture_assert_number (summary, "totalOutstanding", 950);
  fixture_assert_number (summary, "avgInvoiceValue", 410);
  fixture_assert_number (summary, "lifetimeValue", 1100.01);
  fixture_assert_number (summary, "growth", -40.0);
  fixture_assert_number (summary, "avgQuoteValue", 0);
  fixture_assert_number (summary, "quoteConversionRate", 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "byMonth")), ==, 12);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "topQuotes")), ==, 0);
  fixture_assert_int (json_array_get_object_element (json_object_get_array_member (object, "overdueInvoices"), 0), "daysLate", 60);
  fixture_assert_int (json_array_get_object_element (json_object_get_array_member (object, "overdueInvoices"), 1), "daysLate", 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "paymentHistory")), ==, 4);

  nothing = rounds_institution_revenue_compute (fixture.database, USER_ID, TODAY, NULL, NULL, &error);
  rounds_institution_revenue_write (nothing, other);
  empty = rounds_json_writer_end (other, NULL);
  empty_object = rounds_json_parse_object (empty, -1, &error);
  g_assert_true (json_object_get_null_member (json_object_get_object_member (empty_object, "summary"), "growth"));
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/revenue/amounts/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_amounts);
  g_test_add_data_func ("/insight/revenue/amounts/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_amounts);
  g_test_add_data_func ("/insight/revenue/credit-notes/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_credit_notes);
  g_test_add_data_func ("/insight/revenue/credit-notes/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_credit_notes);
  g_test_add_data_func ("/insight/revenue/quotes/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_quotes);
  g_test_add_data_func ("/insight/revenue/quotes/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_quotes);
  g_test_add_data_func ("/insight/revenue/contact/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_contact);
  g_test_add_data_func ("/insight/revenue/contact/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_contact);
  g_test_add_func ("/insight/revenue/nothing", test_nothing);
  g_test_add_func ("/insight/revenue/json", test_json);

  return g_test_run ();
}
