/* test-server-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "rounds-test-server.h"

/* The collections and what else has an address, asked as a client asks. */

static RoundsTestServer *server;
static char *token;

static char *
create (const char *collection,
        const char *format,
        ...)
{
  g_autofree char *path = g_strconcat ("/api/", collection, NULL);
  g_autofree char *body = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;
  va_list args;

  va_start (args, format);
  body = g_strdup_vprintf (format, args);
  va_end (args);
  answer = rounds_test_expect (server, token, "POST", path, body, 201);
  g_assert_nonnull (answer->etag);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static char *
create_institution (const char *name)
{
  return create ("institutions", "{\"name\":\"%s\",\"address\":{\"city\":\"Nantes\"},\"medicalProfile\":{\"bedCapacity\":120}}", name);
}

static char *
create_deal (const char *institution_id,
             const char *name)
{
  return create ("opportunities", "{\"name\":\"%s\",\"institutionId\":\"%s\",\"value\":1234.56,\"expectedCloseDate\":\"2027-03-31\"}",
                 name, institution_id);
}

static JsonObject *
get_data (RoundsTestAnswer *answer)
{
  return json_node_get_object (answer->data);
}

static JsonObject *
get_meta (RoundsTestAnswer *answer)
{
  return json_object_get_object_member (json_node_get_object (answer->json), "meta");
}

/* Create, read, change, delete and restore; @change is a partial record and @member what it changes, a text. */
static void
check_life (const char *collection,
            const char *body,
            const char *member,
            const char *value)
{
  g_autofree char *id = create (collection, "%s", body);
  g_autofree char *path = g_strdup_printf ("/api/%s/%s", collection, id);
  g_autofree char *restore = g_strconcat (path, "/restore", NULL);
  g_autofree char *change = g_strdup_printf ("{\"%s\":\"%s\"}", member, value);
  g_autoptr(RoundsTestAnswer) read = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) changed = rounds_test_expect (server, token, "PATCH", path, change, 200);
  g_autoptr(RoundsTestAnswer) put = rounds_test_expect (server, token, "PUT", path, change, 200);
  g_autoptr(RoundsTestAnswer) deleted = NULL;
  g_autoptr(RoundsTestAnswer) gone = NULL;
  g_autoptr(RoundsTestAnswer) again = NULL;
  g_autoptr(RoundsTestAnswer) restored = NULL;

  g_assert_true (rounds_id_is_valid (id));
  g_assert_cmpstr (rounds_test_answer_get (read, "id"), ==, id);
  g_assert_cmpstr (rounds_test_answer_get (changed, member), ==, value);
  g_assert_cmpint (rounds_test_answer_get_integer (changed, "revision"), >, rounds_test_answer_get_integer (read, "revision"));
  /* To say the same again is no change. */
  g_assert_cmpstr (put->etag, ==, changed->etag);

  deleted = rounds_test_expect (server, token, "DELETE", path, NULL, 200);
  g_assert_nonnull (rounds_test_answer_get (deleted, "deletedAt"));
  gone = rounds_test_server_send (server, token, "GET", path, NULL);
  rounds_test_answer_assert_problem (gone, 404, "NOT_FOUND");
  again = rounds_test_server_send (server, token, "DELETE", path, NULL);
  rounds_test_answer_assert_problem (again, 404, "NOT_FOUND");
  restored = rounds_test_expect (server, token, "POST", restore, NULL, 200);
  g_assert_cmpstr (rounds_test_answer_get (restored, member), ==, value);
}

static void
test_life (void)
{
  g_autofree char *institution = create_institution ("Clinique de la vie");
  g_autofree char *contact = g_strdup_printf ("{\"institutionId\":\"%s\",\"firstName\":\"Anne\",\"lastName\":\"Martin\"}", institution);
  g_autofree char *deal = g_strdup_printf ("{\"institutionId\":\"%s\",\"name\":\"Scanner\",\"expectedCloseDate\":\"2027-01-31\"}",
                                           institution);
  g_autofree char *invoice = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Scanner\"}", institution);

  check_life ("institutions", "{\"name\":\"CH de Test\"}", "mainPhone", "02 40 08 33 33");
  check_life ("contacts", contact, "title", "Acheteuse");
  check_life ("opportunities", deal, "name", "Scanner et pose");
  check_life ("invoices", invoice, "title", "Scanner et pose");
  check_life ("meetings", "{\"title\":\"Visite\",\"startDate\":\"2026-12-01T09:00:00Z\",\"endDate\":\"2026-12-01T10:00:00Z\"}",
              "location", "Salle 3");
  check_life ("teams", "{\"name\":\"West\"}", "description", "Brest, Nantes");
  check_life ("users", "{\"email\":\"new@example.com\",\"firstName\":\"New\",\"lastName\":\"Person\"}", "firstName", "Newer");
}

static void
test_money_is_exact (void)
{
  g_autofree char *institution = create_institution ("Clinique exacte");
  g_autofree char *deal = create_deal (institution, "Au centime");
  g_autofree char *path = g_strconcat ("/api/opportunities/", deal, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) refused = NULL;

  g_assert_nonnull (strstr (answer->text, "\"value\":1234.56,"));
  refused = rounds_test_server_send (server, token, "PATCH", path, "{\"value\":1.005}");
  rounds_test_answer_assert_problem (refused, 422, "VALIDATION_ERROR");
}

static void
test_children (void)
{
  g_autofree char *institution = create_institution ("Clinique des lignes");
  g_autofree char *id = create ("invoices",
                                "{\"institutionId\":\"%s\",\"title\":\"Deux lignes\",\"lines\":["
                                "{\"description\":\"Lit\",\"quantity\":2,\"unitPrice\":100.50},"
                                "{\"description\":\"Pose\",\"quantity\":1.5,\"unitPrice\":10,\"taxRate\":10}]}",
                                institution);
  g_autofree char *path = g_strconcat ("/api/invoices/", id, NULL);
  g_autofree char *list = g_strconcat ("/api/invoices?institutionId=", institution, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) page = rounds_test_expect (server, token, "GET", list, NULL, 200);
  JsonArray *lines = json_object_get_array_member (get_data (answer), "lines");
  JsonObject *first = json_array_get_object_element (json_node_get_array (page->data), 0);

  g_assert_cmpuint (json_array_get_length (lines), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (lines, 1), "description"), ==, "Pose");
  g_assert_nonnull (strstr (answer->text, "\"total\":257.7,"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "lines")), ==, 2);
}

static void
test_paging (void)
{
  g_autoptr(RoundsTestAnswer) first = NULL;
  g_autoptr(RoundsTestAnswer) third = NULL;
  g_autoptr(RoundsTestAnswer) beyond = NULL;
  g_autoptr(RoundsTestAnswer) down = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("Page %02u", i);
      g_autofree char *id = create ("institutions", "{\"name\":\"%s\",\"groupName\":\"Paging\"}", name);
    }

  first = rounds_test_expect (server, token, "GET", "/api/institutions?groupName=Paging&limit=10&sortBy=name", NULL, 200);
  g_assert_cmpint (json_object_get_int_member (get_meta (first), "total"), ==, 25);
  g_assert_cmpint (json_object_get_int_member (get_meta (first), "page"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (get_meta (first), "limit"), ==, 10);
  g_assert_cmpint (json_object_get_int_member (get_meta (first), "totalPages"), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (first->data)), ==, 10);
  g_assert_nonnull (strstr (first->text, "Page 09"));
  g_assert_null (strstr (first->text, "Page 10"));

  third = rounds_test_expect (server, token, "GET", "/api/institutions?groupName=Paging&limit=10&sortBy=name&page=3", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (third->data)), ==, 5);
  g_assert_cmpint (json_object_get_int_member (get_meta (third), "total"), ==, 25);

  beyond = rounds_test_expect (server, token, "GET", "/api/institutions?groupName=Paging&limit=10&page=4", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (beyond->data)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (get_meta (beyond), "total"), ==, 25);

  down = rounds_test_expect (server, token, "GET", "/api/institutions?groupName=Paging&limit=1&sortBy=name&sortOrder=desc", NULL, 200);
  g_assert_nonnull (strstr (down->text, "Page 24"));
}

static void
assert_total (const char *path,
              gint64      wanted)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);

  if (json_object_get_int_member (get_meta (answer), "total") != wanted)
    g_error ("%s: %s", path, answer->text);
}

static void
test_filters (void)
{
  g_autofree char *a = create ("institutions", "{\"name\":\"Filtre A\",\"groupName\":\"Filters\",\"type\":\"clinic\",\"finess\":\"440000289\","
                                               "\"tags\":[\"vip\",\"ouest\"],\"address\":{\"city\":\"Orvault\"},"
                                               "\"medicalProfile\":{\"bedCapacity\":80}}");
  g_autofree char *b = create ("institutions", "{\"name\":\"Filtre B\",\"groupName\":\"Filters\",\"type\":\"laboratory\","
                                               "\"address\":{\"city\":\"Évreux\"},\"medicalProfile\":{\"bedCapacity\":10}}");
  g_autofree char *c = create ("institutions", "{\"name\":\"Filtre C\",\"groupName\":\"Filters\",\"type\":\"pharmacy\"}");

  assert_total ("/api/institutions?groupName=Filters", 3);
  assert_total ("/api/institutions?groupName=Filters&city=Orvault", 1);
  assert_total ("/api/institutions?groupName=Filters&address.city=Orvault", 1);
  assert_total ("/api/institutions?groupName=Filters&type=clinic&type=pharmacy", 2);
  assert_total ("/api/institutions?finess=440000289", 1);
  assert_total ("/api/institutions?groupName=Filters&tags=vip", 1);
  assert_total ("/api/institutions?groupName=Filters&bedCapacity=80", 1);
  assert_total ("/api/institutions?groupName=Filters&city=", 1);
  assert_total ("/api/institutions?groupName=Filters&search=evreux", 1);
  assert_total ("/api/institutions?groupName=Filters&search=filt", 3);
  assert_total ("/api/institutions?groupName=Filters&filter=%7B%22field%22%3A%22medicalProfile.bedCapacity%22%2C%22op%22%3A%22gte%22%2C%22value%22%3A10%7D", 2);
}

static void
assert_if_match (const char *path,
                 const char *if_match,
                 guint       status,
                 const char *code)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"mainPhone\":\"02 40 00 00 01\"}", strlen ("{\"mainPhone\":\"02 40 00 00 01\"}"));
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send_bytes (server, token, "PATCH", path, "application/json", body, if_match);

  if (code != NULL)
    rounds_test_answer_assert_problem (answer, status, code);
  else
    g_assert_cmpuint (answer->status, ==, status);
}

static void
test_if_match (void)
{
  g_autofree char *id = create_institution ("Clinique deux mains");
  g_autofree char *path = g_strconcat ("/api/institutions/", id, NULL);
  g_autoptr(RoundsTestAnswer) before = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autofree char *stale = NULL;
  g_autofree char *in_body = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;

  assert_if_match (path, "soon", 400, "MALFORMED_IF_MATCH");
  assert_if_match (path, "\"1\"", 409, "STALE_REVISION");
  assert_if_match (path, before->etag, 200, NULL);
  assert_if_match (path, before->etag, 409, "STALE_REVISION");
  assert_if_match (path, "*", 200, NULL);

  in_body = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT ",\"name\":\"Trop tard\"}",
                             rounds_test_answer_get_integer (before, "revision"));
  answer = rounds_test_server_send (server, token, "PUT", path, in_body);
  rounds_test_answer_assert_problem (answer, 409, "STALE_REVISION");
}

static void
test_stage (void)
{
  g_autofree char *institution = create_institution ("Clinique qui avance");
  g_autofree char *deal = create_deal (institution, "Avance");
  g_autofree char *path = g_strdup_printf ("/api/opportunities/%s/stage", deal);
  g_autoptr(RoundsTestAnswer) moved = rounds_test_expect (server, token, "PUT", path, "{\"stage\":\"negotiation\"}", 200);
  g_autoptr(RoundsTestAnswer) no_reason = NULL;
  g_autoptr(RoundsTestAnswer) lost = NULL;
  g_autoptr(RoundsTestAnswer) unknown = NULL;
  g_autoptr(RoundsTestAnswer) other = NULL;
  g_autofree char *history_path = g_strconcat ("/api/stage-changes?opportunityId=", deal, NULL);

  g_assert_cmpstr (rounds_test_answer_get (moved, "stage"), ==, "negotiation");
  g_assert_cmpint (rounds_test_answer_get_integer (moved, "probability"), ==, 80);

  no_reason = rounds_test_server_send (server, token, "PUT", path, "{\"stage\":\"closed_lost\"}");
  rounds_test_answer_assert_problem (no_reason, 422, "VALIDATION_ERROR");
  g_assert_nonnull (strstr (no_reason->text, "\"STAGE_NEEDS_REASON\""));
  lost = rounds_test_expect (server, token, "PUT", path, "{\"stage\":\"closed_lost\",\"lostReason\":\"Prix\",\"position\":0}", 200);
  g_assert_cmpint (rounds_test_answer_get_integer (lost, "probability"), ==, 0);
  g_assert_nonnull (rounds_test_answer_get (lost, "actualCloseDate"));

  unknown = rounds_test_server_send (server, token, "PUT", path, "{\"stage\":\"won\"}");
  g_assert_cmpuint (unknown->status, ==, 422);
  other = rounds_test_server_send (server, token, "PUT", path, "{\"stage\":\"proposal\",\"colour\":\"red\"}");
  g_assert_cmpuint (other->status, ==, 422);
  assert_total (history_path, 3);
}

static void
test_pipeline (void)
{
  static const char * const stages[] = { "prospecting", "qualification", "proposal", "negotiation", "closed_won", "closed_lost" };
  g_autofree char *institution = create_institution ("Clinique du tableau");
  g_autofree char *first = create_deal (institution, "Tableau un");
  g_autofree char *second = create_deal (institution, "Tableau deux");
  g_autofree char *path = g_strconcat ("/api/opportunities/pipeline?limit=1&institutionId=", institution, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  JsonArray *array = json_object_get_array_member (get_data (answer), "stages");
  JsonObject *prospecting = json_array_get_object_element (array, 0);

  g_assert_cmpuint (json_array_get_length (array), ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, i), "stage"), ==, stages[i]);

  g_assert_cmpint (json_object_get_int_member (prospecting, "count"), ==, 2);
  g_assert_nonnull (strstr (answer->text, "\"totalValue\":2469.12,\"weightedValue\":246.92,"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (prospecting, "opportunities")), ==, 1);
}

static void
test_invoice_and_revenue (void)
{
  g_autofree char *institution = create_institution ("Clinique qui paie");
  g_autofree char *id = create ("invoices", "{\"institutionId\":\"%s\",\"title\":\"Lit\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":100}]}",
                                institution);
  g_autofree char *send = g_strdup_printf ("/api/invoices/%s/send", id);
  g_autofree char *pay = g_strdup_printf ("/api/invoices/%s/payments", id);
  g_autofree char *path = g_strdup_printf ("/api/invoices/%s", id);
  g_autofree char *revenue_path = g_strdup_printf ("/api/institutions/%s/revenue", institution);
  g_autoptr(RoundsTestAnswer) sent = rounds_test_expect (server, token, "PUT", send, NULL, 200);
  g_autoptr(RoundsTestAnswer) again = rounds_test_server_send (server, token, "PUT", send, NULL);
  g_autoptr(RoundsTestAnswer) payment = rounds_test_expect (server, token, "POST", pay, "{\"amount\":50}", 201);
  g_autoptr(RoundsTestAnswer) too_much = rounds_test_server_send (server, token, "POST", pay, "{\"amount\":500}");
  g_autofree char *direct = g_strdup_printf ("{\"invoiceId\":\"%s\",\"amount\":20,\"paymentMethod\":\"check\"}", id);
  g_autofree char *direct_id = create ("payments", "%s", direct);
  g_autofree char *direct_path = g_strconcat ("/api/payments/", direct_id, NULL);
  g_autoptr(RoundsTestAnswer) invoice = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) frozen = rounds_test_server_send (server, token, "PATCH", path, "{\"title\":\"Autre\"}");
  g_autoptr(RoundsTestAnswer) revenue = rounds_test_expect (server, token, "GET", revenue_path, NULL, 200);
  g_autoptr(RoundsTestAnswer) reversed = NULL;

  g_assert_true (g_str_has_prefix (rounds_test_answer_get (sent, "invoiceNumber"), "F20"));
  rounds_test_answer_assert_problem (again, 409, "INVOICE_ISSUED");
  g_assert_cmpint (rounds_test_answer_get_integer (payment, "amount"), ==, 50);
  g_assert_cmpuint (too_much->status, ==, 422);
  g_assert_cmpstr (rounds_test_answer_get (invoice, "status"), ==, "partially_paid");
  g_assert_nonnull (strstr (invoice->text, "\"totalPaid\":70,"));
  g_assert_cmpuint (frozen->status, >=, 409);

  g_assert_nonnull (strstr (revenue->text, "\"totalRevenue\":120,"));
  g_assert_nonnull (strstr (revenue->text, "\"totalPaid\":70,"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (get_data (revenue), "byMonth")), ==, 12);

  reversed = rounds_test_expect (server, token, "DELETE", direct_path, NULL, 200);
  g_assert_cmpstr (rounds_test_answer_get (reversed, "status"), ==, "cancelled");
}

static void
test_invoice_cancel (void)
{
  g_autofree char *institution = create_institution ("Clinique qui renonce");
  g_autofree char *body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lit\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":100}]}",
                                           institution);
  g_autofree char *draft = create ("invoices", "%s", body);
  g_autofree char *issued = create ("invoices", "%s", body);
  g_autofree char *cancel_draft = g_strdup_printf ("/api/invoices/%s/cancel", draft);
  g_autofree char *send = g_strdup_printf ("/api/invoices/%s/send", issued);
  g_autofree char *cancel_issued = g_strdup_printf ("/api/invoices/%s/cancel", issued);
  g_autoptr(RoundsTestAnswer) cancelled = rounds_test_expect (server, token, "PUT", cancel_draft, NULL, 200);
  g_autoptr(RoundsTestAnswer) again = rounds_test_server_send (server, token, "PUT", cancel_draft, NULL);
  g_autoptr(RoundsTestAnswer) sent = rounds_test_expect (server, token, "PUT", send, NULL, 200);
  g_autoptr(RoundsTestAnswer) too_late = rounds_test_server_send (server, token, "PUT", cancel_issued, NULL);

  g_assert_cmpstr (rounds_test_answer_get (cancelled, "status"), ==, "cancelled");
  g_assert_cmpuint (again->status, ==, 409);
  rounds_test_answer_assert_problem (too_late, 409, "INVOICE_ISSUED");
}

static void
test_calendar (void)
{
  g_autofree char *id = create ("meetings", "{\"title\":\"Visite du bloc, étage 2; réunion\",\"startDate\":\"2026-07-01T08:00:00Z\","
                                            "\"endDate\":\"2026-07-01T09:30:00Z\",\"timeZone\":\"Europe/Paris\"}");
  g_autofree char *path = g_strdup_printf ("/api/meetings/%s/export/ics", id);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  const char *disposition = soup_message_headers_get_one (answer->headers, "Content-Disposition");

  g_assert_cmpstr (answer->type, ==, "text/calendar; charset=utf-8");
  g_assert_true (g_str_has_prefix (answer->text, "BEGIN:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (answer->text, "METHOD:PUBLISH\r\n"));
  g_assert_nonnull (strstr (answer->text, "BEGIN:VTIMEZONE\r\n"));
  g_assert_true (g_str_has_prefix (disposition, "attachment; filename=\""));
  g_assert_nonnull (strstr (disposition, ".ics\""));
}

static void
test_head (void)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "HEAD", "/api/institutions", NULL, 200);
  g_autoptr(RoundsTestAnswer) health = rounds_test_expect (server, NULL, "GET", "/api/health", NULL, 200);
  g_autoptr(RoundsTestAnswer) ready = rounds_test_expect (server, NULL, "GET", "/api/ready", NULL, 200);

  g_assert_cmpuint (answer->length, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");

  g_test_add_func ("/server/records/life", test_life);
  g_test_add_func ("/server/records/money-is-exact", test_money_is_exact);
  g_test_add_func ("/server/records/children", test_children);
  g_test_add_func ("/server/records/paging", test_paging);
  g_test_add_func ("/server/records/filters", test_filters);
  g_test_add_func ("/server/records/if-match", test_if_match);
  g_test_add_func ("/server/records/stage", test_stage);
  g_test_add_func ("/server/records/pipeline", test_pipeline);
  g_test_add_func ("/server/records/invoice-and-revenue", test_invoice_and_revenue);
  g_test_add_func ("/server/records/invoice-cancel", test_invoice_cancel);
  g_test_add_func ("/server/records/calendar", test_calendar);
  g_test_add_func ("/server/records/head", test_head);
  status = g_test_run ();

  g_free (token);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
