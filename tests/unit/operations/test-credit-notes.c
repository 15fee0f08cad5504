/* test-credit-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"

#define QUOTE_ID "01900000-0000-7000-8000-00000000e000"
#define INVOICE_ID "01900000-0000-7000-8000-00000000e001"
#define BED_ID "01900000-0000-7000-8000-00000000e011"
#define MATTRESS_ID "01900000-0000-7000-8000-00000000e012"
#define NOTE_ID "01900000-0000-7000-8000-00000000e021"
#define SECOND_NOTE_ID "01900000-0000-7000-8000-00000000e022"
#define PAYMENT_ID "01900000-0000-7000-8000-00000000e031"

/* 3 x 100.00 - 10 % = 270.00 at 20 %; 2.5 x 19.99 = 49.975, so 49.98 at 5.5 %: VAT 54.00 + 2.75, in all 376.73. */
#define LINES "{'id':'" BED_ID "','description':'Lit','quantity':3,'unitPrice':100,'discountValue':10,'taxRate':20}," \
              "{'id':'" MATTRESS_ID "','description':'Matelas','quantity':2.5,'unitPrice':19.99,'taxRate':5.5}"

static void
make_issued (Fixture    *fixture,
             const char *lines)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'invoice','id':'" INVOICE_ID "','values':{'institutionId':'%s','title':'Chambre','lines':[%s]}}",
                                  HOSPITAL_ID, lines));
  fixture_run_on (fixture, "invoice.issue", INVOICE_ID);
}

static void
pay (Fixture    *fixture,
     const char *amount)
{
  json_object_unref (fixture_run (fixture, "invoice.record-payment", "{'id':'" INVOICE_ID "','paymentId':'" PAYMENT_ID "','amount':%s}",
                                  amount));
}

static void
assert_invoice (Fixture    *fixture,
                const char *status,
                double      credited,
                double      remaining)
{
  g_autoptr(JsonObject) invoice = fixture_get (fixture, "invoice", INVOICE_ID);

  fixture_assert_text (invoice, "status", status);
  fixture_assert_number (invoice, "totalCredited", credited);
  fixture_assert_number (invoice, "remainingAmount", remaining);
}

static void
assert_note (Fixture    *fixture,
             const char *id,
             const char *status,
             double      remaining)
{
  g_autoptr(JsonObject) note = fixture_get (fixture, "invoice", id);

  fixture_assert_text (note, "status", status);
  fixture_assert_number (note, "remainingAmount", remaining);
}

static void
test_whole (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) note = NULL;
  g_autoptr(JsonObject) invoice = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  JsonObject *line;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, LINES);
  before = fixture_dump (&fixture);
  note = fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "','creditNoteId':'" NOTE_ID "','reason':'Erreur de prix'}");
  fixture_assert_text (note, "type", "credit_note");
  fixture_assert_text (note, "status", "draft");
  fixture_assert_text (note, "invoiceNumber", NULL);
  fixture_assert_text (note, "creditedInvoiceId", INVOICE_ID);
  fixture_assert_text (note, "description", "Erreur de prix");
  fixture_assert_number (note, "total", 376.73);
  line = json_array_get_object_element (json_object_get_array_member (note, "lines"), 0);
  fixture_assert_text (line, "creditedLineId", BED_ID);
  fixture_assert_number (line, "quantity", 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (note, "vatTable")), ==, 2);

  /* A draft takes nothing yet, but nobody else takes the same; and it can be undone. */
  assert_invoice (&fixture, "sent", 0, 376.73);
  fixture_refuse (&fixture, "NOTHING_LEFT", "invoice.credit", "{'id':'" INVOICE_ID "'}");
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'invoice','id':'" NOTE_ID "'}"));
  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  json_object_unref (fixture_run (&fixture, "record.restore", "{'kind':'invoice','id':'" NOTE_ID "'}"));

  json_object_unref (fixture_run (&fixture, "invoice.issue", "{'id':'" NOTE_ID "'}"));
  g_clear_pointer (&note, json_object_unref);
  note = fixture_get (&fixture, "invoice", NOTE_ID);
  fixture_assert_text (note, "invoiceNumber", "A2026-00001");
  fixture_assert_text (note, "issueDate", "2026-03-10");
  fixture_assert_text (note, "dueDate", NULL);
  assert_note (&fixture, NOTE_ID, "paid", 0);
  assert_invoice (&fixture, "paid", 376.73, 0);
  invoice = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_number (invoice, "totalPaid", 0);
  fixture_assert_text (invoice, "paidAt", "2026-03-10T09:00:00Z");

  fixture_refuse (&fixture, "NOTHING_LEFT", "invoice.credit", "{'id':'" INVOICE_ID "'}");
  fixture_refuse (&fixture, "CREDIT_NOTE", "invoice.credit", "{'id':'" NOTE_ID "'}");
  fixture_refuse (&fixture, "CREDIT_NOTE", "invoice.record-payment", "{'id':'" NOTE_ID "','amount':1}");
  fixture_refuse (&fixture, "OVER_PAYMENT", "invoice.record-payment", "{'id':'" INVOICE_ID "','amount':0.01}");
  fixture_refuse (&fixture, "INVOICE_ISSUED", "record.delete", "{'kind':'invoice','id':'" NOTE_ID "'}");
  fixture_refuse (&fixture, "INVOICE_ISSUED", "invoice.cancel", "{'id':'" NOTE_ID "'}");
  fixture_close (&fixture);
}

static void
test_parts (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, LINES);
  fixture_refuse (&fixture, "ABOVE_REST", "invoice.credit", "{'id':'" INVOICE_ID "','lines':[{'lineId':'" BED_ID "','quantity':3.001}]}");
  /* One bed: 90.00 + 18.00. */
  first = fixture_run (&fixture, "invoice.credit",
                       "{'id':'" INVOICE_ID "','creditNoteId':'" NOTE_ID "','issue':true,'lines':[{'lineId':'" BED_ID "','quantity':1}]}");
  g_assert_null (fixture.context.inverse);
  fixture_assert_text (first, "invoiceNumber", "A2026-00001");
  fixture_assert_number (first, "total", 108);
  assert_invoice (&fixture, "sent", 108, 268.73);
  fixture_refuse (&fixture, "OVER_PAYMENT", "invoice.record-payment", "{'id':'" INVOICE_ID "','amount':268.74}");
  pay (&fixture, "200");
  assert_invoice (&fixture, "partially_paid", 108, 68.73);
  fixture_refuse (&fixture, "ABOVE_REST", "invoice.credit", "{'id':'" INVOICE_ID "','lines':[{'lineId':'" BED_ID "','quantity':2.5}]}");

  /* The rest: 268.73, of which 200 have been paid and are to be paid back. */
  second = fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "','creditNoteId':'" SECOND_NOTE_ID "','issue':true}");
  fixture_assert_text (second, "invoiceNumber", "A2026-00002");
  fixture_assert_number (second, "total", 268.73);
  fixture_assert_number (second, "remainingAmount", 200);
  fixture_assert_text (second, "status", "partially_paid");
  assert_invoice (&fixture, "paid", 376.73, 0);
  assert_note (&fixture, NOTE_ID, "paid", 0);

  /* The money went back. */
  fixture_run_on (&fixture, "payment.reverse", PAYMENT_ID);
  assert_invoice (&fixture, "paid", 376.73, 0);
  assert_note (&fixture, SECOND_NOTE_ID, "paid", 0);
  fixture_refuse (&fixture, "OVER_PAYMENT", "payment.reinstate", "{'id':'" PAYMENT_ID "'}");
  fixture_close (&fixture);
}

/* Three thirds of 100.02: VAT 6.668 each, so 6.67, which is 20.01 where the invoice has 20.00. All is credited nevertheless, and no more. */
static void
test_rounding (void)
{
  Fixture fixture;
  const char *third = "{'id':'" INVOICE_ID "','issue':true,'lines':[{'lineId':'" BED_ID "','quantity':1}]}";

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, "{'id':'" BED_ID "','description':'Lit','quantity':3,'unitPrice':33.34,'taxRate':20}");
  assert_invoice (&fixture, "sent", 0, 120.02);
  json_object_unref (fixture_run (&fixture, "invoice.credit", "%s", third));
  assert_invoice (&fixture, "sent", 40.01, 80.01);
  json_object_unref (fixture_run (&fixture, "invoice.credit", "%s", third));
  assert_invoice (&fixture, "sent", 80.02, 40);
  json_object_unref (fixture_run (&fixture, "invoice.credit", "%s", third));
  assert_invoice (&fixture, "paid", 120.02, 0);
  fixture_close (&fixture);
}

/* The other way: 4 x 10.02 = 40.08, VAT 8.016, so 8.02, in all 48.10; each part 10.02 + 2.00 = 12.02, four of them 48.08. */
static void
test_rounding_down (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, "{'id':'" BED_ID "','description':'Lit','quantity':4,'unitPrice':10.02,'taxRate':20}");
  for (guint i = 0; i < 4; i++)
    json_object_unref (fixture_run (&fixture, "invoice.credit",
                                    "{'id':'" INVOICE_ID "','issue':true,'lines':[{'lineId':'" BED_ID "','quantity':1}]}"));
  assert_invoice (&fixture, "paid", 48.1, 0);
  fixture_close (&fixture);
}

/* What a hand makes of the draft of a credit note stays within the invoice. */
static void
test_edited (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) note = NULL;
  const char *line_id;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, LINES);
  note = fixture_run (&fixture, "invoice.credit",
                      "{'id':'" INVOICE_ID "','creditNoteId':'" NOTE_ID "','lines':[{'lineId':'" BED_ID "','quantity':1}]}");
  line_id = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (note, "lines"), 0), "id");
  fixture_refuse (&fixture, "ABOVE_INVOICE", "record.update",
                  "{'kind':'invoice','id':'" NOTE_ID "','values':{'lines':[{'id':'%s','quantity':3.5}]}}", line_id);
  fixture_refuse (&fixture, "ABOVE_INVOICE", "record.update",
                  "{'kind':'invoice','id':'" NOTE_ID "','values':{'lines':[{'id':'%s','unitPrice':400}]}}", line_id);
  fixture_refuse (&fixture, "READ_ONLY", "record.create",
                  "{'kind':'invoice','values':{'institutionId':'%s','title':'A','type':'credit_note'}}", HOSPITAL_ID);
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'invoice','id':'" NOTE_ID "','values':{'lines':[{'description':'Geste','unitPrice':50}]}}"));
  fixture_run_on (&fixture, "invoice.issue", NOTE_ID);
  assert_invoice (&fixture, "sent", 60, 316.73);
  fixture_close (&fixture);
}

static void
test_not_issued (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'invoice','id':'" INVOICE_ID "','values':{'institutionId':'%s','title':'A','lines':[" LINES "]}}",
                                  HOSPITAL_ID));
  fixture_refuse (&fixture, "INVOICE_NOT_ISSUED", "invoice.credit", "{'id':'" INVOICE_ID "'}");
  fixture_close (&fixture);
}

/* What is credited of an invoice can be invoiced of its quote again. */
static void
test_quote (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'quote','id':'" QUOTE_ID "','values':{'institutionId':'%s','title':'A','lines':[" LINES "]}}",
                                  HOSPITAL_ID));
  fixture_run_on (&fixture, "quote.send", QUOTE_ID);
  fixture_run_on (&fixture, "quote.accept", QUOTE_ID);
  json_object_unref (fixture_run (&fixture, "quote.convert-to-invoice", "{'id':'" QUOTE_ID "','invoiceId':'" INVOICE_ID "'}"));
  fixture_run_on (&fixture, "invoice.issue", INVOICE_ID);
  json_object_unref (fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "','creditNoteId':'" NOTE_ID "'}"));
  before = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (json_array_get_object_element (json_object_get_array_member (before, "lines"), 0), "invoicedQuantity", 3);
  fixture_run_on (&fixture, "invoice.issue", NOTE_ID);
  after = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (json_array_get_object_element (json_object_get_array_member (after, "lines"), 0), "invoicedQuantity", 0);
  fixture_run_on (&fixture, "quote.convert-to-invoice", QUOTE_ID);
  fixture_close (&fixture);
}

/* A client makes the draft; that it is issued comes with the next pull. */
static void
test_on_client (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) note = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fixture_insert (&fixture, "invoice", "{'id':'" INVOICE_ID "','institutionId':'%s','title':'A','status':'sent','invoiceNumber':'F2026-00001',"
                  "'total':120,'subtotal':100,'totalTaxAmount':20,'remainingAmount':120}", HOSPITAL_ID);
  fixture_insert (&fixture, "invoice-line", "{'id':'" BED_ID "','invoiceId':'" INVOICE_ID "','description':'Lit','quantity':1,'unitPrice':100,"
                  "'subtotal':100,'totalAfterDiscount':100,'taxAmount':20,'total':120}");
  before = fixture_dump (&fixture);
  note = fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "'}");
  fixture_assert_number (note, "total", 120);
  fixture_assert_undone (&fixture, before);

  g_clear_pointer (&note, json_object_unref);
  note = fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "','issue':true}");
  fixture_assert_text (note, "status", "draft");
  g_assert_null (fixture.context.inverse);
  fixture_close (&fixture);
}

static void
test_archive (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) archived = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, LINES);
  before = fixture_dump (&fixture);
  archived = fixture_run (&fixture, "invoice.archive", "{'id':'" INVOICE_ID "'}");
  g_assert_true (json_object_get_boolean_member (archived, "archived"));
  fixture_refuse (&fixture, "INVOICE_ARCHIVED", "invoice.record-payment", "{'id':'" INVOICE_ID "','amount':1}");
  json_object_unref (fixture_run (&fixture, "invoice.archive", "{'id':'" INVOICE_ID "'}"));
  g_assert_null (fixture.context.inverse);
  fixture_run_on (&fixture, "invoice.unarchive", INVOICE_ID);
  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  fixture_close (&fixture);
}

static void
test_reversal_undone (void)
{
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_issued (&fixture, LINES);
  pay (&fixture, "100");
  before = fixture_dump (&fixture);
  fixture_refuse (&fixture, "PAYMENT_NOT_REVERSED", "payment.reinstate", "{'id':'" PAYMENT_ID "'}");
  fixture_run_on (&fixture, "payment.reverse", PAYMENT_ID);
  assert_invoice (&fixture, "sent", 0, 376.73);
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

static void
test_settings (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) invoice = NULL;
  g_autoptr(JsonObject) note = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'setting','values':{'key':'paymentTerms.public','value':'60'}}"));
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'setting','values':{'key':'numbering.invoice','value':'\\'FAC-{year}-{number:4}\\''}}"));
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'setting','values':{'key':'numbering.creditNote','value':'\\'AV{year}.{number}\\''}}"));
  make_issued (&fixture, LINES);
  invoice = fixture_get (&fixture, "invoice", INVOICE_ID);
  fixture_assert_text (invoice, "invoiceNumber", "FAC-2026-0001");
  fixture_assert_text (invoice, "dueDate", "2026-05-09");
  note = fixture_run (&fixture, "invoice.credit", "{'id':'" INVOICE_ID "','issue':true}");
  fixture_assert_text (note, "invoiceNumber", "AV2026.1");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/credit-note/whole", test_whole);
  g_test_add_func ("/operations/credit-note/parts", test_parts);
  g_test_add_func ("/operations/credit-note/rounding", test_rounding);
  g_test_add_func ("/operations/credit-note/rounding-down", test_rounding_down);
  g_test_add_func ("/operations/credit-note/edited", test_edited);
  g_test_add_func ("/operations/credit-note/not-issued", test_not_issued);
  g_test_add_func ("/operations/credit-note/quote", test_quote);
  g_test_add_func ("/operations/credit-note/on-client", test_on_client);
  g_test_add_func ("/operations/credit-note/archive", test_archive);
  g_test_add_func ("/operations/credit-note/reversal-undone", test_reversal_undone);
  g_test_add_func ("/operations/credit-note/settings", test_settings);

  return g_test_run ();
}
