/* test-quote-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

#define QUOTE_ID "01900000-0000-7000-8000-00000000d001"
#define OTHER_QUOTE_ID "01900000-0000-7000-8000-00000000d002"
#define BED_ID "01900000-0000-7000-8000-00000000d011"
#define MATTRESS_ID "01900000-0000-7000-8000-00000000d012"
#define DEAL_ID "01900000-0000-7000-8000-00000000d021"
#define INVOICE_ID "01900000-0000-7000-8000-00000000d031"
#define SECOND_INVOICE_ID "01900000-0000-7000-8000-00000000d032"
#define PRODUCT_ID "01900000-0000-7000-8000-00000000d041"

/* 3 x 100.00 - 10 % = 270.00 at 20 %; 2.5 x 19.99 = 49.975, so 49.98 at 5.5 %: VAT 54.00 + 2.75, in all 376.73. */
#define LINES "{'id':'" BED_ID "','description':'Lit','quantity':3,'unitPrice':100,'discountValue':10,'taxRate':20}," \
              "{'id':'" MATTRESS_ID "','description':'Matelas','quantity':2.5,'unitPrice':19.99,'taxRate':5.5}"

/* One that every quote can have, for it has no id. */
#define PLAIN "{'description':'Pose','quantity':1,'unitPrice':80.02}"

static void
make_quote (Fixture    *fixture,
            const char *id,
            const char *more,
            const char *lines)
{
  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'quote','id':'%s','values':{'institutionId':'%s','title':'Essai'%s,'lines':[%s]}}", id,
                                  HOSPITAL_ID, more, lines));
}

static void
make_accepted (Fixture *fixture)
{
  make_quote (fixture, QUOTE_ID, "", LINES);
  fixture_run_on (fixture, "quote.send", QUOTE_ID);
  fixture_run_on (fixture, "quote.accept", QUOTE_ID);
}

static JsonObject *
get_line (JsonObject *document,
          guint       index)
{
  return json_array_get_object_element (json_object_get_array_member (document, "lines"), index);
}

static void
test_totals (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) answer = NULL;
  JsonObject *tax;
  JsonArray *table;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  answer = fixture_run (&fixture, "record.create",
                        "{'kind':'quote','values':{'institutionId':'%s','title':'Essai','lines':[" LINES
                        ",{'description':'Pose','quantity':0.005,'unitPrice':1,'taxRate':20}]}}", HOSPITAL_ID);
  fixture_assert_text (answer, "status", "draft");
  fixture_assert_text (answer, "quoteNumber", NULL);
  /* Nobody said until when: thirty days. */
  fixture_assert_text (answer, "validUntil", "2026-04-09");
  fixture_assert_number (answer, "subtotal", 319.99);
  fixture_assert_number (answer, "totalDiscountAmount", 30);
  fixture_assert_number (answer, "totalTaxAmount", 56.75);
  fixture_assert_number (answer, "total", 376.74);
  fixture_assert_number (get_line (answer, 0), "subtotal", 300);
  fixture_assert_number (get_line (answer, 0), "discountAmount", 30);
  fixture_assert_number (get_line (answer, 0), "totalAfterDiscount", 270);
  fixture_assert_number (get_line (answer, 0), "taxAmount", 54);
  fixture_assert_number (get_line (answer, 0), "total", 324);
  fixture_assert_int (get_line (answer, 1), "orderIndex", 2);
  fixture_assert_number (get_line (answer, 2), "totalAfterDiscount", 0.01);

  table = json_object_get_array_member (answer, "vatTable");
  g_assert_cmpuint (json_array_get_length (table), ==, 2);
  tax = json_array_get_object_element (table, 0);
  fixture_assert_number (tax, "rate", 20);
  fixture_assert_number (tax, "base", 270.01);
  fixture_assert_number (tax, "tax", 54);
  tax = json_array_get_object_element (table, 1);
  fixture_assert_number (tax, "rate", 5.5);
  fixture_assert_number (tax, "base", 49.98);
  fixture_assert_number (tax, "tax", 2.75);
  fixture_close (&fixture);
}

static void
test_send (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) sent = NULL;
  g_autoptr(JsonObject) other = NULL;
  g_autoptr(JsonObject) annotated = NULL;
  const char *empty = "01900000-0000-7000-8000-00000000d003";
  const char *late = "01900000-0000-7000-8000-00000000d004";

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_quote (&fixture, QUOTE_ID, "", LINES);
  make_quote (&fixture, OTHER_QUOTE_ID, ",'validUntil':'2026-03-10'", PLAIN);
  make_quote (&fixture, empty, "", "");
  make_quote (&fixture, late, ",'validUntil':'2026-03-09'", PLAIN);

  fixture_refuse (&fixture, "QUOTE_EMPTY", "quote.send", "{'id':'%s'}", empty);
  fixture_refuse (&fixture, "DATE_PASSED", "quote.send", "{'id':'%s'}", late);
  sent = fixture_run (&fixture, "quote.send", "{'id':'%s'}", QUOTE_ID);
  fixture_assert_text (sent, "quoteNumber", "D2026-00001");
  fixture_assert_text (sent, "status", "sent");
  fixture_assert_text (sent, "sentAt", "2026-03-10T09:00:00Z");
  g_assert_null (fixture.context.inverse);
  other = fixture_run (&fixture, "quote.send", "{'id':'%s'}", OTHER_QUOTE_ID);
  fixture_assert_text (other, "quoteNumber", "D2026-00002");

  /* Sent is frozen, but for what the team notes about it. */
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.send", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_SENT", "record.update", "{'kind':'quote','id':'%s','values':{'title':'B'}}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_SENT", "record.update", "{'kind':'quote','id':'%s','values':{'lines':[]}}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_SENT", "record.delete", "{'kind':'quote','id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.update", "{'kind':'quote','id':'%s','values':{'status':'accepted'}}", QUOTE_ID);
  annotated = fixture_run (&fixture, "record.update",
                           "{'kind':'quote','id':'%s','values':{'internalNotes':'Rappeler lundi','orderNumber':'BC 12'}}", QUOTE_ID);
  fixture_assert_text (annotated, "orderNumber", "BC 12");
  fixture_close (&fixture);
}

static void
test_draft (void)
{
  Fixture fixture;
  g_autofree char *empty = NULL;
  g_autofree char *before = NULL;
  g_autofree char *gone = NULL;
  g_autoptr(JsonObject) changed = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  empty = fixture_dump (&fixture);
  make_quote (&fixture, QUOTE_ID, "", LINES);
  before = fixture_dump (&fixture);
  changed = fixture_run (&fixture, "record.update",
                         "{'kind':'quote','id':'%s','values':{'title':'Deux lits','lines':[{'id':'" BED_ID "','quantity':2}]}}", QUOTE_ID);
  fixture_assert_number (changed, "subtotal", 180);
  fixture_assert_undone (&fixture, before);

  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'quote','id':'%s'}", QUOTE_ID));
  gone = fixture_dump (&fixture);
  g_assert_cmpstr (gone, ==, empty);
  fixture_close (&fixture);
}

/* Each answer, taken back and given again. */
static void
test_answers (void)
{
  static const struct
  {
    const char *name;
    const char *status;
    const char *instant;
  } cases[] = {
    { "quote.accept", "accepted", "acceptedAt" },
    { "quote.reject", "rejected", "rejectedAt" },
    { "quote.cancel", "cancelled", "cancelledAt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr(JsonObject) answered = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
      make_quote (&fixture, QUOTE_ID, "", LINES);
      fixture_run_on (&fixture, "quote.send", QUOTE_ID);
      before = fixture_dump (&fixture);
      answered = g_str_equal (cases[i].status, "cancelled")
                   ? fixture_run (&fixture, cases[i].name, "{'id':'%s'}", QUOTE_ID)
                   : fixture_run (&fixture, cases[i].name, "{'id':'%s','clientComments':'Signature du directeur'}", QUOTE_ID);
      fixture_assert_text (answered, "status", cases[i].status);
      fixture_assert_text (answered, cases[i].instant, "2026-03-10T09:00:00Z");
      after = fixture_dump (&fixture);

      fixture_assert_undone (&fixture, before);
      fixture_assert_undone (&fixture, after);

      fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.accept", "{'id':'%s'}", QUOTE_ID);
      fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.reject", "{'id':'%s'}", QUOTE_ID);
      fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.cancel", "{'id':'%s'}", QUOTE_ID);
      fixture_close (&fixture);
    }
}

static void
test_wrong_moves (void)
{
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_quote (&fixture, QUOTE_ID, "", LINES);
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.accept", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.reject", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "quote.reopen", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_NOT_ACCEPTED", "quote.convert-to-invoice", "{'id':'%s'}", QUOTE_ID);

  /* A draft that was cancelled is a draft again, without a number. */
  before = fixture_dump (&fixture);
  fixture_run_on (&fixture, "quote.cancel", QUOTE_ID);
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

/* In Paris, the last day ends at 22:00 in UTC in summer. */
static void
test_expiry (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) open = NULL;
  g_autoptr(JsonObject) expired = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_quote (&fixture, QUOTE_ID, ",'validUntil':'2026-04-15'", LINES);
  make_quote (&fixture, OTHER_QUOTE_ID, ",'validUntil':'2026-04-15'", PLAIN);
  fixture_run_on (&fixture, "quote.send", QUOTE_ID);

  fixture_set_now (&fixture, "2026-04-15T21:59:59Z");
  fixture_run (&fixture, "quote.expire", "{}");
  open = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_text (open, "status", "sent");

  /* It reads as expired before anybody has written it down. */
  fixture_set_now (&fixture, "2026-04-15T22:00:00Z");
  fixture_refuse (&fixture, "QUOTE_EXPIRED", "quote.accept", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_EXPIRED", "quote.reject", "{'id':'%s'}", QUOTE_ID);
  fixture_run (&fixture, "quote.expire", "{}");
  expired = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_text (expired, "status", "expired");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM quotes WHERE status = 'draft'"), ==, 1);
  fixture_refuse (&fixture, "QUOTE_EXPIRED", "quote.cancel", "{'id':'%s'}", QUOTE_ID);
  fixture_close (&fixture);
}

static void
test_convert (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) invoice = NULL;
  g_autoptr(JsonObject) quote = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_accepted (&fixture);
  before = fixture_dump (&fixture);
  invoice = fixture_run (&fixture, "quote.convert-to-invoice", "{'id':'%s'}", QUOTE_ID);
  fixture_assert_text (invoice, "status", "draft");
  fixture_assert_text (invoice, "quoteId", QUOTE_ID);
  fixture_assert_text (invoice, "institutionId", HOSPITAL_ID);
  fixture_assert_text (invoice, "title", "Essai");
  fixture_assert_number (invoice, "total", 376.73);
  fixture_assert_number (invoice, "remainingAmount", 376.73);
  fixture_assert_text (get_line (invoice, 0), "quoteLineId", BED_ID);
  fixture_assert_number (get_line (invoice, 0), "discountValue", 10);
  fixture_assert_text (get_line (invoice, 0), "discountType", "percentage");
  quote = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (get_line (quote, 0), "invoicedQuantity", 3);
  fixture_assert_number (get_line (quote, 1), "invoicedQuantity", 2.5);

  fixture_assert_undone (&fixture, before);
  fixture_undo (&fixture);
  fixture_refuse (&fixture, "NOTHING_LEFT", "quote.convert-to-invoice", "{'id':'%s'}", QUOTE_ID);
  fixture_refuse (&fixture, "QUOTE_INVOICED", "quote.reopen", "{'id':'%s'}", QUOTE_ID);
  fixture_close (&fixture);
}

/* Three invoices, until exactly all is invoiced. */
static void
test_convert_in_parts (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  g_autoptr(JsonObject) third = NULL;
  g_autoptr(JsonObject) quote = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_accepted (&fixture);
  fixture_refuse (&fixture, "ABOVE_REST", "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "','quantity':3.001}]}",
                  QUOTE_ID);
  fixture_refuse (&fixture, "TOO_SMALL", "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "','quantity':0}]}", QUOTE_ID);
  fixture_refuse (&fixture, "WRONG_TYPE", "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "','quantity':0.0001}]}",
                  QUOTE_ID);
  fixture_refuse (&fixture, "DUPLICATE_ID", "quote.convert-to-invoice",
                  "{'id':'%s','lines':[{'lineId':'" BED_ID "','quantity':1},{'lineId':'" BED_ID "','quantity':1}]}", QUOTE_ID);
  fixture_refuse (&fixture, "REFERENCE_NOT_FOUND", "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" DEAL_ID "'}]}", QUOTE_ID);
  fixture_refuse (&fixture, "UNKNOWN_ARGUMENT", "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "','price':1}]}",
                  QUOTE_ID);
  fixture_refuse (&fixture, "REQUIRED", "quote.convert-to-invoice", "{'id':'%s','lines':[7]}", QUOTE_ID);
  fixture_refuse (&fixture, "NOTHING_LEFT", "quote.convert-to-invoice", "{'id':'%s','lines':[]}", QUOTE_ID);

  /* 1.25 x 19.99 = 24.9875 -> 24.99 */
  first = fixture_run (&fixture, "quote.convert-to-invoice",
                       "{'id':'%s','title':'Acompte','lines':[{'lineId':'" BED_ID "','quantity':1},{'lineId':'" MATTRESS_ID
                       "','quantity':1.25}]}", QUOTE_ID);
  fixture_assert_text (first, "title", "Acompte");
  fixture_assert_number (first, "subtotal", 114.99);
  second = fixture_run (&fixture, "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "'}]}", QUOTE_ID);
  fixture_assert_number (second, "subtotal", 180);
  third = fixture_run (&fixture, "quote.convert-to-invoice", "{'id':'%s'}", QUOTE_ID);
  fixture_assert_number (third, "subtotal", 24.99);
  fixture_refuse (&fixture, "NOTHING_LEFT", "quote.convert-to-invoice", "{'id':'%s'}", QUOTE_ID);
  g_assert_cmpint (fixture_count (&fixture, "SELECT CAST(SUM(subtotal) AS BIGINT) FROM invoices WHERE deleted_at IS NULL"), ==, 31998);
  quote = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (get_line (quote, 1), "invoicedQuantity", 2.5);
  fixture_close (&fixture);
}

/* What a draft invoice takes of its quote follows what becomes of it. */
static void
test_invoiced_quantity (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) half = NULL;
  g_autoptr(JsonObject) edited = NULL;
  g_autoptr(JsonObject) none = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_accepted (&fixture);
  half = fixture_run (&fixture, "quote.convert-to-invoice",
                      "{'id':'%s','invoiceId':'" INVOICE_ID "','lines':[{'lineId':'" BED_ID "','quantity':2}]}", QUOTE_ID);
  json_object_unref (fixture_run (&fixture, "quote.convert-to-invoice",
                                  "{'id':'%s','invoiceId':'" SECOND_INVOICE_ID "','lines':[{'lineId':'" BED_ID "'}]}", QUOTE_ID));

  fixture_refuse (&fixture, "ABOVE_QUOTE", "record.update", "{'kind':'invoice','id':'" INVOICE_ID "','values':{'lines':[{'id':'%s','quantity':2.001}]}}",
                  json_object_get_string_member (get_line (half, 0), "id"));
  before = fixture_dump (&fixture);
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'invoice','id':'" INVOICE_ID "','values':{'lines':[{'description':'Geste','unitPrice':1}]}}"));
  edited = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (get_line (edited, 0), "invoicedQuantity", 1);
  /* The line that comes back still knows the quote. */
  fixture_assert_undone (&fixture, before);

  fixture_run_on (&fixture, "invoice.cancel", INVOICE_ID);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'invoice','id':'" SECOND_INVOICE_ID "'}"));
  none = fixture_get (&fixture, "quote", QUOTE_ID);
  fixture_assert_number (get_line (none, 0), "invoicedQuantity", 0);
  json_object_unref (fixture_run (&fixture, "quote.convert-to-invoice", "{'id':'%s','lines':[{'lineId':'" BED_ID "'}]}", QUOTE_ID));
  fixture_refuse (&fixture, "ABOVE_QUOTE", "record.restore", "{'kind':'invoice','id':'" SECOND_INVOICE_ID "'}");
  fixture_refuse (&fixture, "ABOVE_QUOTE", "invoice.redraft", "{'id':'" INVOICE_ID "'}");
  fixture_close (&fixture);
}

static void
test_duplicate (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) copy = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  make_accepted (&fixture);
  fixture_set_now (&fixture, "2026-06-30T09:00:00Z");
  before = fixture_dump (&fixture);
  copy = fixture_run (&fixture, "quote.duplicate", "{'id':'%s','newId':'" OTHER_QUOTE_ID "'}", QUOTE_ID);
  fixture_assert_text (copy, "id", OTHER_QUOTE_ID);
  fixture_assert_text (copy, "status", "draft");
  fixture_assert_text (copy, "quoteNumber", NULL);
  fixture_assert_text (copy, "acceptedAt", NULL);
  fixture_assert_text (copy, "validUntil", "2026-07-30");
  fixture_assert_number (copy, "total", 376.73);
  fixture_assert_number (get_line (copy, 0), "invoicedQuantity", 0);
  g_assert_cmpstr (json_object_get_string_member (get_line (copy, 0), "id"), !=, BED_ID);
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

/* The deal is about what was ordered; its stage is a person's to move. */
static void
test_deal_follows (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) deal = NULL;
  g_autoptr(JsonObject) both = NULL;
  g_autofree char *before = NULL;
  JsonArray *products;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'opportunity','id':'" DEAL_ID "','values':{'institutionId':'%s','name':'Chambres','stage':'proposal',"
                                  "'expectedCloseDate':'2026-06-30','products':[{'description':'Lits','quantity':10,'unitPrice':90}]}}", HOSPITAL_ID));
  make_quote (&fixture, QUOTE_ID, ",'opportunityId':'" DEAL_ID "'", LINES);
  make_quote (&fixture, OTHER_QUOTE_ID, ",'opportunityId':'" DEAL_ID "'", PLAIN);
  fixture_run_on (&fixture, "quote.send", QUOTE_ID);
  fixture_run_on (&fixture, "quote.send", OTHER_QUOTE_ID);
  before = fixture_dump (&fixture);
  fixture_run_on (&fixture, "quote.accept", QUOTE_ID);
  deal = fixture_get (&fixture, "opportunity", DEAL_ID);
  fixture_assert_number (deal, "value", 319.98);
  fixture_assert_text (deal, "stage", "proposal");
  products = json_object_get_array_member (deal, "products");
  g_assert_cmpuint (json_array_get_length (products), ==, 2);
  fixture_assert_text (json_array_get_object_element (products, 1), "description", "Matelas");

  fixture_assert_undone (&fixture, before);

  fixture_run_on (&fixture, "quote.accept", QUOTE_ID);
  fixture_run_on (&fixture, "quote.accept", OTHER_QUOTE_ID);
  both = fixture_get (&fixture, "opportunity", DEAL_ID);
  fixture_assert_number (both, "value", 400);
  fixture_close (&fixture);
}

static void
test_lost_deal (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) deal = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'opportunity','id':'" DEAL_ID "','values':{'institutionId':'%s','name':'Chambres','value':900,"
                                  "'stage':'closed_lost','lostReason':'Prix','expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID));
  make_quote (&fixture, QUOTE_ID, ",'opportunityId':'" DEAL_ID "'", LINES);
  fixture_run_on (&fixture, "quote.send", QUOTE_ID);
  fixture_run_on (&fixture, "quote.accept", QUOTE_ID);
  deal = fixture_get (&fixture, "opportunity", DEAL_ID);
  fixture_assert_number (deal, "value", 900);
  fixture_refuse (&fixture, "DEAL_OF_ANOTHER_INSTITUTION", "record.create",
                  "{'kind':'quote','values':{'institutionId':'%s','title':'A','opportunityId':'" DEAL_ID "'}}", CLINIC_ID);
  fixture_close (&fixture);
}

static void
test_products (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) quote = NULL;
  g_autoptr(JsonObject) changed = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *line;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fixture_insert (&fixture, "product", "{'id':'" PRODUCT_ID "','name':'Lit','description':'Hauteur variable','unitPrice':1499.5,'taxRate':5.5}");
  arguments = fixture_parse ("{'kind':'quote','id':'" QUOTE_ID "','values':{'institutionId':'%s','title':'A','lines':["
                             "{'id':'" BED_ID "','productId':'" PRODUCT_ID "','quantity':2},"
                             "{'id':'" MATTRESS_ID "','productId':'" PRODUCT_ID "','description':'Reprise','unitPrice':0}]}}", HOSPITAL_ID);
  answer = fixture_run_node (&fixture, "record.create", arguments, &error);
  g_assert_no_error (error);
  quote = fixture_get (&fixture, "quote", QUOTE_ID);
  line = get_line (quote, 0);
  fixture_assert_text (line, "description", "Lit\nHauteur variable");
  fixture_assert_number (line, "unitPrice", 1499.5);
  fixture_assert_number (line, "taxRate", 5.5);
  fixture_assert_text (get_line (quote, 1), "description", "Reprise");
  fixture_assert_number (get_line (quote, 1), "unitPrice", 0);
  fixture_assert_number (quote, "subtotal", 2999);
  /* The server will make the same line of it, whatever the catalogue says by then. */
  line = get_line (json_object_get_object_member (arguments, "values"), 0);
  fixture_assert_number (line, "unitPrice", 1499.5);

  /* Another quantity of the same product does not bring the price back. */
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'quote','id':'" QUOTE_ID "','values':{'lines':[{'id':'" BED_ID "','unitPrice':1400}]}}"));
  changed = fixture_run (&fixture, "record.update",
                         "{'kind':'quote','id':'" QUOTE_ID "','values':{'lines':[{'id':'" BED_ID "','productId':'" PRODUCT_ID "','quantity':3}]}}");
  fixture_assert_number (changed, "subtotal", 4200);
  fixture_close (&fixture);
}

static void
set (Fixture    *fixture,
     const char *key,
     const char *value)
{
  json_object_unref (fixture_run (fixture, "record.create", "{'kind':'setting','values':{'key':'%s','value':%s}}", key, value));
}

static void
test_settings (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) sent = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  set (&fixture, "numbering.quote", "'\\'DEV/{year}/{number:3}\\''");
  set (&fixture, "quotes.validityDays", "'45'");
  set (&fixture, "offered.anything", "'\\'free\\''");
  make_quote (&fixture, QUOTE_ID, "", LINES);
  sent = fixture_run (&fixture, "quote.send", "{'id':'%s'}", QUOTE_ID);
  fixture_assert_text (sent, "quoteNumber", "DEV/2026/001");
  fixture_assert_text (sent, "validUntil", "2026-04-24");

  fixture_refuse (&fixture, "BAD_NUMBER_PATTERN", "record.create",
                  "{'kind':'setting','values':{'key':'numbering.invoice','value':'\\'F{number}\\''}}");
  fixture_refuse (&fixture, "BAD_NUMBER_PATTERN", "record.create",
                  "{'kind':'setting','values':{'key':'numbering.invoice','value':'\\'A{year}-{number:5}\\''}}");
  fixture_refuse (&fixture, "WRONG_TYPE", "record.create", "{'kind':'setting','values':{'key':'numbering.invoice','value':'12'}}");
  fixture_refuse (&fixture, "NOT_JSON", "record.create", "{'kind':'setting','values':{'key':'offered.more','value':'free'}}");
  fixture_refuse (&fixture, "WRONG_TYPE", "record.create", "{'kind':'setting','values':{'key':'paymentTerms.default','value':'\\'30\\''}}");
  fixture_refuse (&fixture, "WRONG_TYPE", "record.create", "{'kind':'setting','values':{'key':'paymentTerms.public','value':'366'}}");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/quote/totals", test_totals);
  g_test_add_func ("/operations/quote/send", test_send);
  g_test_add_func ("/operations/quote/draft", test_draft);
  g_test_add_func ("/operations/quote/answers", test_answers);
  g_test_add_func ("/operations/quote/wrong-moves", test_wrong_moves);
  g_test_add_func ("/operations/quote/expiry", test_expiry);
  g_test_add_func ("/operations/quote/convert", test_convert);
  g_test_add_func ("/operations/quote/convert-in-parts", test_convert_in_parts);
  g_test_add_func ("/operations/quote/invoiced-quantity", test_invoiced_quantity);
  g_test_add_func ("/operations/quote/duplicate", test_duplicate);
  g_test_add_func ("/operations/quote/deal-follows", test_deal_follows);
  g_test_add_func ("/operations/quote/lost-deal", test_lost_deal);
  g_test_add_func ("/operations/quote/products", test_products);
  g_test_add_func ("/operations/quote/settings", test_settings);

  return g_test_run ();
}
