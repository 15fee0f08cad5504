/* test-server-documents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "rounds-test-server.h"

/* Quotes, invoices, credit notes and payments, as a client of the REST interface goes through them. JSON is written with ' for ". */

/* Requests that are on their way at the same time, over two connections' worth of sessions. */
#define AT_ONCE 24

static RoundsTestServer *server;
static char *admin;
static char *seller;
static char *colleague;
static char *institution;

static RoundsTestAnswer *
ask (const char *token,
     const char *method,
     const char *path,
     const char *body)
{
  g_autofree char *quoted = body != NULL ? g_strdelimit (g_strdup (body), "'", '"') : NULL;

  return rounds_test_server_send (server, token, method, path, quoted);
}

static JsonObject *
expect (const char *method,
        guint       status,
        const char *body,
        const char *format,
        ...)
{
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  answer = ask (admin, method, path, body);
  if (answer->status != status)
    g_error ("%s %s: %u %s", method, path, answer->status, answer->text);

  return JSON_NODE_HOLDS_OBJECT (answer->data) ? json_node_dup_object (answer->data) : NULL;
}

static void
refuse (const char *method,
        guint       status,
        const char *code,
        const char *body,
        const char *format,
        ...)
{
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  answer = ask (admin, method, path, body);
  if (answer->status != status || strstr (answer->text, code) == NULL)
    g_error ("%s %s: %u %s", method, path, answer->status, answer->text);
  g_assert_cmpstr (answer->type, ==, "application/problem+json");
}

/* 3 x 100.00 - 10 % = 270.00 at 20 %; 2.5 x 19.99 = 49.975, so 49.98 at 5.5 %: VAT 54.00 + 2.75, in all 376.73. */
static char *
create_document (const char *token,
                 const char *collection)
{
  return rounds_test_create_with (server, token, collection,
                                  "{'institutionId':'%s','title':'Chambre','lines':["
                                  "{'description':'Lit','quantity':3,'unitPrice':100,'discountValue':10,'taxRate':20},"
                                  "{'description':'Matelas','quantity':2.5,'unitPrice':19.99,'taxRate':5.5}]}", institution);
}

static char *
create_accepted (void)
{
  char *id = create_document (admin, "quotes");

  json_object_unref (expect ("PUT", 200, NULL, "/api/quotes/%s/send", id));
  json_object_unref (expect ("PUT", 200, "{'clientComments':'Bon pour accord'}", "/api/quotes/%s/accept", id));
  return id;
}

static void
assert_number (JsonObject *object,
               const char *member,
               double      value)
{
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, member), value, 1e-9);
}

static JsonObject *
get_line (JsonObject *document,
          guint       index)
{
  return json_array_get_object_element (json_object_get_array_member (document, "lines"), index);
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static void
test_quote (void)
{
  g_autofree char *id = create_document (admin, "quotes");
  g_autofree char *path = g_strconcat ("/api/quotes/", id, NULL);
  g_autoptr(RoundsTestAnswer) draft = ask (admin, "GET", path, NULL);
  g_autofree char *whole = json_to_string (draft->data, FALSE);
  g_autoptr(RoundsTestAnswer) back = NULL;
  g_autoptr(RoundsTestAnswer) list = NULL;
  g_autoptr(JsonObject) sent = NULL;
  g_autoptr(JsonObject) accepted = NULL;
  JsonObject *first;

  g_assert_nonnull (strstr (draft->text, "\"vatTable\":[{\"rate\":20,\"base\":270,\"tax\":54},{\"rate\":5.5,\"base\":49.98,\"tax\":2.75}]"));
  g_assert_nonnull (strstr (draft->text, "\"total\":376.73,"));

  /* Who puts back what was read has changed nothing. */
  back = rounds_test_expect (server, admin, "PUT", path, whole, 200);
  g_assert_cmpstr (back->etag, ==, draft->etag);

  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "%s/accept", path);
  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "%s/reject", path);
  refuse ("POST", 409, "QUOTE_NOT_ACCEPTED", NULL, "%s/convert-to-invoice", path);
  refuse ("PUT", 422, "READ_ONLY", "{'status':'accepted'}", "%s", path);

  sent = expect ("PUT", 200, NULL, "%s/send", path);
  g_assert_cmpstr (get_text (sent, "status"), ==, "sent");
  g_assert_true (g_str_has_prefix (get_text (sent, "quoteNumber"), "D20"));
  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "%s/send", path);
  refuse ("PUT", 409, "QUOTE_SENT", "{'title':'Autre'}", "%s", path);
  refuse ("DELETE", 409, "QUOTE_SENT", NULL, "%s", path);

  accepted = expect ("PUT", 200, "{'clientComments':'Bon pour accord'}", "%s/accept", path);
  g_assert_cmpstr (get_text (accepted, "status"), ==, "accepted");
  g_assert_cmpstr (get_text (accepted, "clientComments"), ==, "Bon pour accord");
  g_assert_nonnull (get_text (accepted, "acceptedAt"));
  g_assert_nonnull (json_object_get_array_member (accepted, "vatTable"));
  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "%s/reject", path);
  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "%s/cancel", path);

  list = rounds_test_expect (server, admin, "GET", "/api/quotes?status=accepted", NULL, 200);
  first = json_array_get_object_element (json_node_get_array (list->data), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "vatTable")), ==, 2);
}

static void
test_draft_is_deleted (void)
{
  g_autofree char *id = create_document (admin, "quotes");
  g_autoptr(JsonObject) gone = expect ("DELETE", 200, NULL, "/api/quotes/%s", id);
  g_autofree char *other = create_document (admin, "quotes");
  g_autoptr(JsonObject) cancelled = expect ("PUT", 200, NULL, "/api/quotes/%s/cancel", other);

  g_assert_cmpstr (get_text (cancelled, "status"), ==, "cancelled");
  refuse ("PUT", 409, "STATUS_MOVE_REFUSED", NULL, "/api/quotes/%s/send", other);
}

static void
test_convert_in_parts (void)
{
  g_autofree char *id = create_accepted ();
  g_autoptr(JsonObject) quote = expect ("GET", 200, NULL, "/api/quotes/%s", id);
  const char *bed = get_text (get_line (quote, 0), "id");
  g_autofree char *too_much = g_strdup_printf ("{'lines':[{'lineId':'%s','quantity':3.001}]}", bed);
  g_autofree char *two = g_strdup_printf ("{'lines':[{'lineId':'%s','quantity':2}]}", bed);
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) rest = NULL;
  g_autoptr(JsonObject) after = NULL;
  g_autoptr(JsonObject) copy = NULL;

  refuse ("POST", 422, "lines[0].quantity", too_much, "/api/quotes/%s/convert-to-invoice", id);
  first = expect ("POST", 201, two, "/api/quotes/%s/convert-to-invoice", id);
  g_assert_cmpstr (get_text (first, "status"), ==, "draft");
  g_assert_cmpstr (get_text (first, "quoteId"), ==, id);
  assert_number (first, "subtotal", 180);
  rest = expect ("POST", 201, NULL, "/api/quotes/%s/convert-to-invoice", id);
  assert_number (rest, "subtotal", 139.98);
  refuse ("POST", 409, "NOTHING_LEFT", NULL, "/api/quotes/%s/convert-to-invoice", id);

  after = expect ("GET", 200, NULL, "/api/quotes/%s", id);
  assert_number (get_line (after, 0), "invoicedQuantity", 3);
  assert_number (get_line (after, 1), "invoicedQuantity", 2.5);
  g_assert_cmpint (json_object_get_int_member (after, "revision"), >, json_object_get_int_member (quote, "revision"));

  copy = expect ("POST", 201, NULL, "/api/quotes/%s/duplicate", id);
  g_assert_cmpstr (get_text (copy, "status"), ==, "draft");
  assert_number (copy, "total", 376.73);
  assert_number (get_line (copy, 0), "invoicedQuantity", 0);
}

/* Issued, credited in part, paid, credited to the end, and the payment reversed. */
static void
test_invoice (void)
{
  g_autofree char *id = create_document (admin, "invoices");
  g_autofree char *path = g_strconcat ("/api/invoices/", id, NULL);
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(JsonObject) note = NULL;
  g_autoptr(JsonObject) payment = NULL;
  g_autoptr(JsonObject) partly = NULL;
  g_autoptr(JsonObject) rest = NULL;
  g_autoptr(JsonObject) reversed = NULL;
  g_autoptr(JsonObject) settled = NULL;
  g_autoptr(JsonObject) archived = NULL;
  g_autoptr(JsonObject) unarchived = NULL;
  g_autoptr(RoundsTestAnswer) payments = NULL;
  g_autofree char *history = g_strconcat (path, "/payments", NULL);
  g_autofree char *one_bed = NULL;
  g_autofree char *too_many = NULL;

  refuse ("POST", 409, "INVOICE_NOT_ISSUED", NULL, "%s/credit-note", path);
  refuse ("POST", 409, "INVOICE_NOT_ISSUED", "{'amount':1}", "%s/payments", path);
  issued = expect ("PUT", 200, NULL, "%s/send", path);
  refuse ("PUT", 409, "INVOICE_ISSUED", NULL, "%s/cancel", path);
  refuse ("PUT", 409, "INVOICE_ISSUED", "{'title':'B'}", "%s", path);
  refuse ("DELETE", 409, "INVOICE_ISSUED", NULL, "%s", path);

  one_bed = g_strdup_printf ("{'issue':true,'reason':'Un lit repris','lines':[{'lineId':'%s','quantity':1}]}", get_text (get_line (issued, 0), "id"));
  too_many = g_strdup_printf ("{'lines':[{'lineId':'%s','quantity':2.001}]}", get_text (get_line (issued, 0), "id"));
  note = expect ("POST", 201, one_bed, "%s/credit-note", path);
  g_assert_cmpstr (get_text (note, "type"), ==, "credit_note");
  g_assert_true (g_str_has_prefix (get_text (note, "invoiceNumber"), "A20"));
  g_assert_cmpstr (get_text (note, "creditedInvoiceId"), ==, id);
  assert_number (note, "total", 108);
  refuse ("POST", 422, "ABOVE_REST", too_many, "%s/credit-note", path);

  refuse ("POST", 422, "OVER_PAYMENT", "{'amount':268.74}", "%s/payments", path);
  payment = expect ("POST", 201, "{'amount':200,'reference':'VIR 9'}", "%s/payments", path);
  partly = expect ("GET", 200, NULL, "%s", path);
  g_assert_cmpstr (get_text (partly, "status"), ==, "partially_paid");
  assert_number (partly, "totalCredited", 108);
  assert_number (partly, "remainingAmount", 68.73);

  rest = expect ("POST", 201, "{'issue':true}", "%s/credit-note", path);
  assert_number (rest, "remainingAmount", 200);
  refuse ("POST", 409, "NOTHING_LEFT", NULL, "%s/credit-note", path);
  reversed = expect ("POST", 200, NULL, "/api/payments/%s/reverse", get_text (payment, "id"));
  g_assert_cmpstr (get_text (reversed, "status"), ==, "cancelled");
  refuse ("POST", 409, "PAYMENT_NOT_CONFIRMED", NULL, "/api/payments/%s/reverse", get_text (payment, "id"));
  settled = expect ("GET", 200, NULL, "%s", path);
  g_assert_cmpstr (get_text (settled, "status"), ==, "paid");
  assert_number (settled, "totalPaid", 0);
  assert_number (settled, "totalCredited", 376.73);
  assert_number (settled, "remainingAmount", 0);

  payments = rounds_test_expect (server, admin, "GET", history, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (payments->data)), ==, 1);
  archived = expect ("PUT", 200, NULL, "%s/archive", path);
  g_assert_true (json_object_get_boolean_member (archived, "archived"));
  unarchived = expect ("PUT", 200, NULL, "%s/unarchive", path);
  g_assert_false (json_object_get_boolean_member (unarchived, "archived"));
}

/* Revenue is what was invoiced less what was credited. */
static void
test_revenue (void)
{
  g_autofree char *place = rounds_test_create_with (server, admin, "institutions", "{'name':'Clinique des avoirs'}");
  g_autofree char *id = rounds_test_create_with (server, admin, "invoices", "{'institutionId':'%s','title':'Lit','lines':[{'description':'Lit','unitPrice':100,'quantity':3}]}",
                                                 place);
  g_autofree char *part = NULL;
  g_autoptr(JsonObject) issued = expect ("PUT", 200, NULL, "/api/invoices/%s/send", id);
  g_autoptr(JsonObject) note = NULL;
  g_autoptr(JsonObject) revenue = NULL;
  JsonObject *summary;

  part = g_strdup_printf ("{'issue':true,'lines':[{'lineId':'%s','quantity':1}]}", get_text (get_line (issued, 0), "id"));
  note = expect ("POST", 201, part, "/api/invoices/%s/credit-note", id);
  revenue = expect ("GET", 200, NULL, "/api/institutions/%s/revenue", place);
  summary = json_object_get_object_member (revenue, "summary");
  assert_number (summary, "totalRevenue", 240);
  assert_number (summary, "totalOutstanding", 240);
}

/* A deal is worth what it is about; the people in it work where it is. */
static void
test_deal (void)
{
  g_autofree char *other = rounds_test_create_with (server, admin, "institutions", "{'name':'Clinique voisine'}");
  g_autofree char *buyer = rounds_test_create_with (server, admin, "contacts", "{'institutionId':'%s','firstName':'Anne','lastName':'Martin'}", institution);
  g_autofree char *stranger = rounds_test_create_with (server, admin, "contacts", "{'institutionId':'%s','firstName':'Luc','lastName':'Robin'}", other);
  g_autofree char *product = rounds_test_create_with (server, admin, "products", "{'name':'Lit','unitPrice':1250.5,'taxRate':5.5}");
  g_autofree char *deal = rounds_test_create_with (server, admin, "opportunities",
                                                   "{'institutionId':'%s','name':'Chambres','value':1,'expectedCloseDate':'2099-01-31',"
                                                   "'contacts':[{'contactPersonId':'%s','role':'decision_maker'}],"
                                                   "'products':[{'productId':'%s','quantity':2},{'description':'Pose','quantity':0.5,'unitPrice':0.01}]}",
                                                   institution, buyer, product);
  g_autofree char *twice = g_strdup_printf ("{'contacts':[{'contactPersonId':'%s'},{'contactPersonId':'%s'}]}", buyer, buyer);
  g_autofree char *elsewhere = g_strdup_printf ("{'contacts':[{'contactPersonId':'%s'}]}", stranger);
  g_autoptr(JsonObject) made = expect ("GET", 200, NULL, "/api/opportunities/%s", deal);
  g_autoptr(JsonObject) typed = NULL;
  g_autoptr(JsonObject) emptied = NULL;

  /* 2 x 1250.50, and 0.5 x 0.01 = 0.005, so 0.01. */
  assert_number (made, "value", 2501.01);
  typed = expect ("PUT", 200, "{'value':7}", "/api/opportunities/%s", deal);
  assert_number (typed, "value", 2501.01);
  emptied = expect ("PUT", 200, "{'products':[],'value':7}", "/api/opportunities/%s", deal);
  assert_number (emptied, "value", 7);
  refuse ("PUT", 422, "CONTACT_TWICE", twice, "/api/opportunities/%s", deal);
  refuse ("PUT", 422, "CONTACT_OF_ANOTHER_INSTITUTION", elsewhere, "/api/opportunities/%s", deal);
}

static void
test_whose (void)
{
  g_autofree char *id = create_document (seller, "quotes");
  g_autofree char *path = g_strconcat ("/api/quotes/", id, NULL);
  g_autofree char *send = g_strconcat (path, "/send", NULL);
  g_autofree char *accept = g_strconcat (path, "/accept", NULL);
  g_autofree char *convert = g_strconcat (path, "/convert-to-invoice", NULL);
  g_autoptr(RoundsTestAnswer) seen = ask (colleague, "GET", path, NULL);
  g_autoptr(RoundsTestAnswer) not_sent = ask (colleague, "PUT", send, NULL);
  g_autoptr(RoundsTestAnswer) sent = ask (seller, "PUT", send, NULL);
  g_autoptr(RoundsTestAnswer) accepted = ask (seller, "PUT", accept, NULL);
  g_autoptr(RoundsTestAnswer) not_invoiced = ask (colleague, "POST", convert, NULL);
  g_autoptr(RoundsTestAnswer) invoiced = ask (seller, "POST", convert, NULL);

  g_assert_cmpuint (seen->status, ==, 200);
  rounds_test_answer_assert_problem (not_sent, 403, "NOT_YOURS");
  g_assert_cmpuint (sent->status, ==, 200);
  g_assert_cmpuint (accepted->status, ==, 200);
  rounds_test_answer_assert_problem (not_invoiced, 403, "NOT_YOURS");
  g_assert_cmpuint (invoiced->status, ==, 201);
}

typedef struct
{
  GPtrArray *numbers;
  guint n_waiting;
  const char *member;
} Burst;

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Burst *burst = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *record;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  record = json_object_get_object_member (json_node_get_object (node), "data");
  if (record == NULL)
    g_error ("%s", text);
  g_ptr_array_add (burst->numbers, g_strdup (get_text (record, burst->member)));
  burst->n_waiting--;
}

/* The last digits of a number. */
static int
get_count (gconstpointer number)
{
  return atoi (strrchr (number, '-') + 1);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return get_count (*(const char * const *) a) - get_count (*(const char * const *) b);
}

/* Two clients give numbers at the same time: none twice, none left out. */
static void
check_series (const char *collection,
              const char *member)
{
  g_autoptr(SoupSession) one = soup_session_new_with_options ("max-conns-per-host", 8, NULL);
  g_autoptr(SoupSession) other = soup_session_new_with_options ("max-conns-per-host", 8, NULL);
  g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bearer = g_strconcat ("Bearer ", admin, NULL);
  Burst burst = { numbers, AT_ONCE, member };
  gint64 deadline = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_TIME_SPAN_SECOND;

  for (guint i = 0; i < AT_ONCE; i++)
    g_ptr_array_add (ids, create_document (admin, collection));
  for (guint i = 0; i < AT_ONCE; i++)
    {
      g_autofree char *uri = g_strdup_printf ("%s/api/%s/%s/send", server->base, collection, (char *) g_ptr_array_index (ids, i));
      g_autoptr(SoupMessage) message = soup_message_new ("PUT", uri);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
      soup_session_send_and_read_async (i % 2 == 0 ? one : other, message, G_PRIORITY_DEFAULT, NULL, on_answer, &burst);
    }
  while (burst.n_waiting > 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (numbers->len, ==, AT_ONCE);
  g_ptr_array_sort (numbers, compare_numbers);
  for (guint i = 1; i < AT_ONCE; i++)
    g_assert_cmpint (get_count (g_ptr_array_index (numbers, i)), ==, get_count (g_ptr_array_index (numbers, i - 1)) + 1);
}

static void
test_series (void)
{
  check_series ("quotes", "quoteNumber");
  check_series ("invoices", "invoiceNumber");
}

static void
set_up (void)
{
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "seller@example.com", "user", "North");
  rounds_test_server_add_user (server, "colleague@example.com", "user", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  colleague = rounds_test_server_sign_in (server, "colleague@example.com");
  institution = rounds_test_create_with (server, admin, "institutions", "{'name':'Clinique des documents'}");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  set_up ();

  g_test_add_func ("/server/documents/quote", test_quote);
  g_test_add_func ("/server/documents/draft-is-deleted", test_draft_is_deleted);
  g_test_add_func ("/server/documents/convert-in-parts", test_convert_in_parts);
  g_test_add_func ("/server/documents/invoice", test_invoice);
  g_test_add_func ("/server/documents/revenue", test_revenue);
  g_test_add_func ("/server/documents/deal", test_deal);
  g_test_add_func ("/server/documents/whose", test_whose);
  g_test_add_func ("/server/documents/series", test_series);
  status = g_test_run ();

  g_free (admin);
  g_free (seller);
  g_free (colleague);
  g_free (institution);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
