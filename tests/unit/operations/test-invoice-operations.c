/* test-invoice-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

#define INVOICE_ID "01900000-0000-7000-8000-00000000b001"
#define PAYMENT_ID "01900000-0000-7000-8000-00000000c001"

/* 3 x 100.00 - 10 % = 270.00 at 20 %; 2.5 x 19.99 = 49.975, so 49.98 at 5.5 %: VAT 54.00 + 2.75, in all 376.73. */
#define LINES "{'description':'Moniteur','quantity':3,'unitPrice':100,'discountValue':10,'taxRate':20}," \
              "{'description':'Matelas','quantity':2.5,'unitPrice':19.99,'taxRate':5.5}"

static void
make_invoice (Fixture    *fixture,
              const char *id,
              const char *institution_id,
              const char *lines)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'invoice','id':'%s','values':{'institutionId':'%s','title':'Essai','lines':[%s]}}",
                                  id, institution_id, lines));
}

static void
test_totals (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) invoice = NULL;
  JsonArray *lines;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  invoice = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (invoice, "status", "draft");
  fixture_assert_text (invoice, "assignedUserId", USER_ID);
  fixture_assert_number (invoice, "subtotal", 319.98);
  fixture_assert_number (invoice, "totalDiscountAmount", 30);
  fixture_assert_number (invoice, "totalTaxAmount", 56.75);
  fixture_assert_number (invoice, "total", 376.73);
  fixture_assert_number (invoice, "remainingAmount", 376.73);
  lines = json_object_get_array_member (invoice, "lines");
  fixture_assert_number (json_array_get_object_element (lines, 0), "totalAfterDiscount", 270);
  fixture_assert_number (json_array_get_object_element (lines, 1), "totalAfterDiscount", 49.98);

  fixture_refuse (&fixture, "DISCOUNT_TOO_LARGE", "record.update",
                  "{'kind':'invoice','id':'%s','values':{'lines':[{'description':'A','unitPrice':1,'discountValue':101}]}}", INVOICE_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.update", "{'kind':'invoice','id':'%s','values':{'total':1}}", INVOICE_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.update", "{'kind':'invoice','id':'%s','values':{'status':'paid'}}", INVOICE_ID);
  fixture_close (&fixture);
}

static void
test_issue (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonObject) hospital = NULL;
  g_autoptr(JsonObject) other = NULL;
  const char *second = "01900000-0000-7000-8000-00000000b002";
  const char *empty = "01900000-0000-7000-8000-00000000b003";

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  make_invoice (&fixture, second, CLINIC_ID, LINES);
  make_invoice (&fixture, empty, CLINIC_ID, "");

  issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", INVOICE_ID);
  fixture_assert_text (issued, "invoiceNumber", "F2026-00001");
  fixture_assert_text (issued, "status", "sent");
  fixture_assert_text (issued, "issueDate", "2026-03-10");
  /* A public hospital has 50 days. */
  fixture_assert_text (issued, "dueDate", "2026-04-29");
  fixture_assert_number (issued, "remainingAmount", 376.73);
  g_assert_null (fixture.context.inverse);
  hospital = fixture_get (&fixture, "institution", HOSPITAL_ID);
  fixture_assert_text (hospital, "commercialStatus", "client");

  /* What fails takes no number. */
  fixture_refuse (&fixture, "INVOICE_EMPTY", "invoice.issue", "{'id':'%s'}", empty);
  fixture_refuse (&fixture, "INVOICE_ISSUED", "invoice.issue", "{'id':'%s'}", INVOICE_ID);
  fixture_refuse (&fixture, "INVOICE_ISSUED", "record.update", "{'kind':'invoice','id':'%s','values':{'title':'B'}}", INVOICE_ID);
  fixture_refuse (&fixture, "INVOICE_ISSUED", "record.delete", "{'kind':'invoice','id':'%s'}", INVOICE_ID);
  fixture_refuse (&fixture, "INVOICE_ISSUED", "invoice.cancel", "{'id':'%s'}", INVOICE_ID);
  other = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", second);
  fixture_assert_text (other, "invoiceNumber", "F2026-00002");
  fixture_assert_text (other, "dueDate", "2026-04-24");
  fixture_close (&fixture);
}

/* The day, and with it the series, is that of the workspace's zone. */
static void
test_issue_dates (void)
{
  static const struct
  {
    const char *now;
    const char *number;
    const char *issued;
    const char *due; /* 45 days later */
  } cases[] = {
    { "2025-12-31T22:59:59Z", "F2025-00001", "2025-12-31", "2026-02-14" },
    { "2025-12-31T23:00:00Z", "F2026-00001", "2026-01-01", "2026-02-15" },
    { "2026-07-31T22:30:00Z", "F2026-00002", "2026-08-01", "2026-09-15" },
    { "2028-01-15T12:00:00Z", "F2028-00001", "2028-01-15", "2028-02-29" },
    { "2028-02-28T23:30:00Z", "F2028-00002", "2028-02-29", "2028-04-14" },
  };
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8000-00000000b1%02u", i);
      g_autoptr(JsonObject) issued = NULL;

      fixture_set_now (&fixture, cases[i].now);
      make_invoice (&fixture, id, CLINIC_ID, LINES);
      issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", id);
      fixture_assert_text (issued, "invoiceNumber", cases[i].number);
      fixture_assert_text (issued, "issueDate", cases[i].issued);
      fixture_assert_text (issued, "dueDate", cases[i].due);
    }
  fixture_close (&fixture);
}

/* A client does nothing: the answer comes with the next pull. */
static void
test_issue_on_client (void)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(JsonObject) arguments = fixture_parse ("{'id':'%s'}", INVOICE_ID);
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  before = fixture_dump (&fixture);
  answer = fixture_run_node (&fixture, "invoice.issue", arguments, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_NULL (answer));
  g_assert_null (fixture.context.inverse);
  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  fixture_close (&fixture);
}

static void
test_cancel (void)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) cancelled = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  before = fixture_dump (&fixture);
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "invoice.redraft", "{'id':'%s'}", INVOICE_ID);
  cancelled = fixture_run (&fixture, "invoice.cancel", "{'id':'%s'}", INVOICE_ID);
  fixture_assert_text (cancelled, "status", "cancelled");
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

static JsonObject *
pay (Fixture    *fixture,
     const char *more)
{
  return fixture_run (fixture, "invoice.record-payment", "{'id':'%s'%s}", INVOICE_ID, more);
}

static void
test_payments (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonObject) partly = NULL;
  g_autoptr(JsonObject) paid = NULL;
  g_autoptr(JsonObject) back = NULL;
  g_autoptr(JsonObject) payment = NULL;
  g_autoptr(JsonObject) reversed = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  fixture_refuse (&fixture, "INVOICE_NOT_ISSUED", "invoice.record-payment", "{'id':'%s','amount':10}", INVOICE_ID);
  issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", INVOICE_ID);

  fixture_refuse (&fixture, "OVER_PAYMENT", "invoice.record-payment", "{'id':'%s','amount':376.74}", INVOICE_ID);
  fixture_refuse (&fixture, "REQUIRED", "invoice.record-payment", "{'id':'%s'}", INVOICE_ID);
  fixture_refuse (&fixture, "TOO_PRECISE", "invoice.record-payment", "{'id':'%s','amount':1.005}", INVOICE_ID);
  fixture_refuse (&fixture, "UNKNOWN_CHOICE", "invoice.record-payment", "{'id':'%s','amount':1,'paymentMethod':'gold'}", INVOICE_ID);

  payment = pay (&fixture, ",'paymentId':'" PAYMENT_ID "','amount':100.73,'paymentDate':'2026-03-09','reference':'VIR 7'");
  fixture_assert_text (payment, "id", PAYMENT_ID);
  fixture_assert_text (payment, "status", "confirmed");
  partly = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (partly, "status", "partially_paid");
  fixture_assert_number (partly, "totalPaid", 100.73);
  fixture_assert_number (partly, "remainingAmount", 276);
  fixture_assert_text (partly, "lastPaymentDate", "2026-03-09");
  fixture_assert_text (partly, "paidAt", NULL);

  fixture_refuse (&fixture, "OVER_PAYMENT", "invoice.record-payment", "{'id':'%s','amount':276.01}", INVOICE_ID);
  json_object_unref (pay (&fixture, ",'amount':276"));
  paid = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (paid, "status", "paid");
  fixture_assert_number (paid, "remainingAmount", 0);
  fixture_assert_text (paid, "lastPaymentDate", "2026-03-10");
  fixture_assert_text (paid, "paidAt", "2026-03-10T09:00:00Z");

  /* Reversed after the due date: overdue. */
  fixture_set_now (&fixture, "2026-05-01T09:00:00Z");
  reversed = fixture_run (&fixture, "payment.reverse", "{'id':'%s'}", PAYMENT_ID);
  fixture_assert_text (reversed, "status", "cancelled");
  back = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (back, "status", "overdue");
  fixture_assert_number (back, "totalPaid", 276);
  fixture_assert_text (back, "paidAt", NULL);
  fixture_refuse (&fixture, "PAYMENT_NOT_CONFIRMED", "payment.reverse", "{'id':'%s'}", PAYMENT_ID);
  fixture_refuse (&fixture, "USE_OPERATION", "record.delete", "{'kind':'payment','id':'%s'}", PAYMENT_ID);
  fixture_close (&fixture);
}

static void
test_over_payment_says_how_much (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) arguments = fixture_parse ("{'id':'%s','amount':400}", INVOICE_ID);
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", INVOICE_ID);
  answer = fixture_run_node (&fixture, "invoice.record-payment", arguments, &error);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_nonnull (strstr (error->message, "23.27"));
  g_assert_nonnull (strstr (error->message, "376.73"));
  fixture_close (&fixture);
}

static void
test_mark_overdue (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonObject) due = NULL;
  g_autoptr(JsonObject) late = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", INVOICE_ID);

  /* Due on 29 April, whose last second is 21:59:59 in UTC. */
  fixture_set_now (&fixture, "2026-04-29T21:59:59Z");
  fixture_run (&fixture, "invoice.mark-overdue", "{}");
  due = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (due, "status", "sent");
  fixture_set_now (&fixture, "2026-04-29T22:00:00Z");
  fixture_run (&fixture, "invoice.mark-overdue", "{}");
  late = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (late, "status", "overdue");
  fixture_close (&fixture);
}

/* The payment stays, as one that does not count; the invoice is as before. */
static void
test_payment_undone (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_invoice (&fixture, INVOICE_ID, HOSPITAL_ID, LINES);
  issued = fixture_run (&fixture, "invoice.issue", "{'id':'%s'}", INVOICE_ID);
  before = fixture_get (&fixture, "invoice", INVOICE_ID);
  json_object_unref (pay (&fixture, ",'amount':376.73"));
  fixture_undo (&fixture);
  after = fixture_get (&fixture, "invoice", INVOICE_ID);
  json_object_remove_member (before, "revision");
  json_object_remove_member (after, "revision");
  first = rounds_json_object_to_text (before);
  second = rounds_json_object_to_text (after);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM payments WHERE status = 'cancelled'"), ==, 1);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/invoice/totals", test_totals);
  g_test_add_func ("/operations/invoice/issue", test_issue);
  g_test_add_func ("/operations/invoice/issue-dates", test_issue_dates);
  g_test_add_func ("/operations/invoice/issue-on-client", test_issue_on_client);
  g_test_add_func ("/operations/invoice/cancel", test_cancel);
  g_test_add_func ("/operations/invoice/payments", test_payments);
  g_test_add_func ("/operations/invoice/over-payment", test_over_payment_says_how_much);
  g_test_add_func ("/operations/invoice/mark-overdue", test_mark_overdue);
  g_test_add_func ("/operations/invoice/payment-undone", test_payment_undone);

  return g_test_run ();
}
