/* test-server-insight.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-time.h"
#include "rounds-test-server.h"

/* Figures, scores and suggestions over HTTP, of what each person sees. */

static RoundsTestServer *server;
static char *admin;
static char *seller;
static char *stranger;
static char *today;

static JsonObject *
get_object (RoundsTestAnswer *answer)
{
  return json_node_get_object (answer->data);
}

static JsonArray *
get_list (RoundsTestAnswer *answer)
{
  return json_node_get_array (answer->data);
}

static RoundsTestAnswer *
get (const char *token,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

static RoundsTestAnswer *
get (const char *token,
     const char *format,
     ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return rounds_test_server_send (server, token, "GET", path, NULL);
}

static void
test_deals (void)
{
  g_autofree char *hospital = rounds_test_create_with (server, seller, "institutions", "{'name':'Clinique des Affaires'}");
  g_autofree char *deal = rounds_test_create_with (server, seller, "opportunities", "{'name':'Deal A','institutionId':'%s','value':1000.5,'stage':'negotiation',"
                                                   "'expectedCloseDate':'%s'}", hospital, today);
  g_autofree char *old = rounds_test_create_with (server, seller, "opportunities", "{'name':'Deal B','institutionId':'%s','value':10,'expectedCloseDate':'2020-02-29'}",
                                                  hospital);
  g_autoptr(RoundsTestAnswer) forecast = get (seller, "/api/opportunities/forecast?institutionId=%s&months=2", hospital);
  g_autoptr(RoundsTestAnswer) unseen = get (stranger, "/api/opportunities/forecast?institutionId=%s", hospital);
  g_autoptr(RoundsTestAnswer) too_far = get (seller, "/api/opportunities/forecast?months=25");
  g_autoptr(RoundsTestAnswer) analytics = get (seller, "/api/opportunities/analytics?institutionId=%s", hospital);
  g_autoptr(RoundsTestAnswer) wrong_day = get (seller, "/api/opportunities/analytics?startDate=2026-02-30");
  g_autoptr(RoundsTestAnswer) backwards = get (seller, "/api/opportunities/analytics?startDate=2026-02-02&endDate=2026-02-01");
  g_autoptr(RoundsTestAnswer) probability = get (seller, "/api/opportunities/%s/probability", deal);
  g_autoptr(RoundsTestAnswer) hidden = get (stranger, "/api/opportunities/%s/probability", deal);
  JsonObject *month;
  JsonObject *stage;

  g_assert_cmpuint (forecast->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (get_object (forecast), "months")), ==, 2);
  month = json_array_get_object_element (json_object_get_array_member (get_object (forecast), "months"), 0);
  g_assert_cmpint (strncmp (json_object_get_string_member (month, "month"), today, 7), ==, 0);
  g_assert_cmpint (json_object_get_int_member (month, "count"), ==, 1);
  g_assert_nonnull (strstr (forecast->text, "\"weighted\":800.4,"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (get_object (forecast), "slipped"), "count"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (get_object (unseen), "total"), "count"), ==, 0);
  rounds_test_answer_assert_problem (too_far, 400, "INVALID_PARAMETER");

  g_assert_cmpuint (analytics->status, ==, 200);
  stage = json_array_get_object_element (json_object_get_array_member (get_object (analytics), "conversion"), 3);
  g_assert_cmpint (json_object_get_int_member (stage, "totalEntered"), ==, 1);
  rounds_test_answer_assert_problem (wrong_day, 400, "INVALID_PARAMETER");
  rounds_test_answer_assert_problem (backwards, 400, "INVALID_PARAMETER");

  g_assert_cmpuint (probability->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (get_object (probability), "probability"), ==, 80);
  g_assert_cmpuint (hidden->status, ==, 404);
}

static void
test_suggestions (void)
{
  g_autoptr(RoundsTestAnswer) me = get (seller, "/api/auth/me");
  g_autofree char *hospital = rounds_test_create_with (server, seller, "institutions", "{'name':'Clinique du Conseil','assignedUserId':'%s'}",
                                                       rounds_test_answer_get (me, "id"));
  g_autofree char *deal = rounds_test_create_with (server, seller, "opportunities", "{'name':'Late','institutionId':'%s','expectedCloseDate':'2020-02-29'}", hospital);
  g_autoptr(RoundsTestAnswer) actions = get (seller, "/api/institutions/%s/next-actions", hospital);
  g_autoptr(RoundsTestAnswer) hidden = get (stranger, "/api/institutions/%s/next-actions", hospital);
  g_autofree char *path = g_strdup_printf ("/api/institutions/%s/next-actions/dismiss", hospital);
  g_autofree char *body = g_strdup_printf ("{\"key\":\"slipped_deal\",\"relatedId\":\"%s\",\"date\":\"2020-02-29\"}", deal);
  g_autoptr(RoundsTestAnswer) mark = NULL;
  g_autoptr(RoundsTestAnswer) none = NULL;
  g_autoptr(RoundsTestAnswer) refused = NULL;
  JsonObject *first;

  g_assert_cmpuint (actions->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (get_list (actions)), ==, 1);
  first = json_array_get_object_element (get_list (actions), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "key"), ==, "slipped_deal");
  g_assert_cmpstr (json_object_get_string_member (first, "priority"), ==, "high");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (first, "related"), "id"), ==, deal);
  g_assert_cmpuint (hidden->status, ==, 404);

  refused = rounds_test_server_send (server, stranger, "POST", path, body);
  g_assert_cmpuint (refused->status, ==, 404);
  mark = rounds_test_server_send (server, seller, "POST", path, body);
  g_assert_cmpuint (mark->status, ==, 200);
  g_assert_cmpstr (rounds_test_answer_get (mark, "state"), ==, "dismissed");
  none = get (seller, "/api/institutions/%s/next-actions", hospital);
  g_assert_cmpuint (json_array_get_length (get_list (none)), ==, 0);
}

static void
test_duplicates (void)
{
  g_autoptr(RoundsTestAnswer) me = get (seller, "/api/auth/me");
  g_autofree char *one = rounds_test_create_with (server, seller, "institutions", "{'name':'CHU de Trélazé','assignedUserId':'%s','address':{'zipCode':'49800','city':'Trélazé'}}",
                                                  rounds_test_answer_get (me, "id"));
  g_autofree char *other = rounds_test_create_with (server, seller, "institutions", "{'name':'Trelaze','assignedUserId':'%s','address':{'zipCode':'49800','city':'Trélazé'}}",
                                                    rounds_test_answer_get (me, "id"));
  g_autofree char *contact = rounds_test_create_with (server, seller, "contacts", "{'institutionId':'%s','firstName':'Ada','lastName':'Roy','email':'ada@trelaze.example'}", one);
  g_autofree char *again = rounds_test_create_with (server, seller, "contacts", "{'institutionId':'%s','firstName':'A','lastName':'R','email':'ADA@trelaze.example'}", other);
  g_autoptr(RoundsTestAnswer) institutions = get (seller, "/api/institutions/duplicates?zipCode=49800");
  g_autoptr(RoundsTestAnswer) contacts = get (seller, "/api/contacts/duplicates?limit=1");
  g_autoptr(RoundsTestAnswer) unseen = get (stranger, "/api/institutions/duplicates?zipCode=49800");

  g_assert_cmpuint (institutions->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (get_list (institutions)), ==, 1);
  g_assert_nonnull (strstr (institutions->text, one));
  g_assert_nonnull (strstr (institutions->text, other));
  g_assert_nonnull (strstr (institutions->text, "\"likely\""));
  g_assert_nonnull (strstr (institutions->text, "\"total\":1"));
  g_assert_cmpuint (contacts->status, ==, 200);
  g_assert_nonnull (strstr (contacts->text, contact));
  g_assert_nonnull (strstr (contacts->text, again));
  g_assert_cmpuint (json_array_get_length (get_list (unseen)), ==, 0);
}

/* A notice comes with the hourly work, which begins with the server. */
static gboolean
is_told (const char *token,
         const char *institution)
{
  g_autoptr(RoundsTestAnswer) answer = get (token, "/api/notifications?type=hot_lead");

  g_assert_cmpuint (answer->status, ==, 200);
  return strstr (answer->text, institution) != NULL;
}

static void
test_hot_lead (void)
{
  g_autoptr(RoundsTestAnswer) me = get (seller, "/api/auth/me");
  g_autofree char *setting = rounds_test_create_with (server, admin, "settings", "{'key':'leads.offeredSpecialties','value':'[\\u0022Cardiologie\\u0022,"
                                                      "\\u0022Urologie\\u0022,\\u0022Oncologie\\u0022]'}");
  g_autofree char *hospital = rounds_test_create_with (server, seller, "institutions", "{'name':'CHU Chaud','assignedUserId':'%s','medicalProfile':{'bedCapacity':900,"
                                                       "'specialties':['cardiologie','urologie','oncologie']}}", rounds_test_answer_get (me, "id"));
  g_autoptr(RoundsTestAnswer) health = get (seller, "/api/institutions/%s/health-score", hospital);
  g_autoptr(RoundsTestAnswer) before = get (seller, "/api/institutions/%s/lead-score", hospital);
  g_autoptr(RoundsTestAnswer) hidden = get (stranger, "/api/institutions/%s/health-score", hospital);
  g_autoptr(RoundsTestAnswer) after = NULL;
  g_autoptr(RoundsTestAnswer) hot = NULL;
  g_autoptr(RoundsTestAnswer) unseen = NULL;
  g_autoptr(RoundsTestAnswer) wrong = get (seller, "/api/institutions/hot-leads?minScore=101");

  g_assert_cmpuint (health->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (get_object (health), "band"), ==, "at_risk");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (get_object (health), "parts")), ==, 5);
  g_assert_cmpuint (hidden->status, ==, 404);
  rounds_test_answer_assert_problem (wrong, 400, "INVALID_PARAMETER");

  /* 50 of 85, and with four quotes 70. */
  g_assert_cmpint (json_object_get_int_member (get_object (before), "score"), ==, 59);
  g_assert_cmpstr (json_object_get_string_member (get_object (before), "lifecycle"), ==, "cold_lead");
  for (guint i = 0; i < 4; i++)
    g_free (rounds_test_create_with (server, seller, "quotes", "{'institutionId':'%s','title':'Devis','validUntil':'2099-12-31'}", hospital));
  after = get (seller, "/api/institutions/%s/lead-score", hospital);
  g_assert_cmpint (json_object_get_int_member (get_object (after), "score"), ==, 82);
  hot = get (seller, "/api/institutions/hot-leads");
  unseen = get (stranger, "/api/institutions/hot-leads");
  g_assert_nonnull (strstr (hot->text, hospital));
  g_assert_null (strstr (unseen->text, hospital));

  /* Reading has told nobody; the hourly work does, once, and whose it is alone. */
  g_assert_false (is_told (seller, hospital));
  rounds_test_server_stop (server, SIGTERM);
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  for (guint i = 0; i < 200 && !is_told (seller, hospital); i++)
    g_usleep (50000);
  g_assert_true (is_told (seller, hospital));
  g_assert_false (is_told (stranger, hospital));
}

/* How many records one sees with the tag; -1 when it is not told. */
static gint64
count_tag (const char *token,
           const char *name)
{
  g_autoptr(RoundsTestAnswer) answer = get (token, "/api/tags/counts");
  JsonArray *list = get_list (answer);

  g_assert_cmpuint (answer->status, ==, 200);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *tag = json_array_get_object_element (list, i);

      if (g_str_equal (json_object_get_string_member (tag, "name"), name))
        return json_object_get_int_member (tag, "count");
    }

  return -1;
}

/* Not even the word of what is somebody else's is told. */
static void
test_tags (void)
{
  g_autofree char *tag = rounds_test_create_with (server, admin, "tags", "{'name':'Essai'}");
  g_autofree char *institution = rounds_test_create_with (server, seller, "institutions", "{'name':'Clinique étiquetée','tags':['Essai']}");
  g_autofree char *open_note = rounds_test_create_with (server, seller, "notes", "{'title':'Note','content':'Texte','tags':['Essai']}");
  g_autofree char *own_note = rounds_test_create_with (server, seller, "notes", "{'title':'Note','content':'Texte','isPrivate':true,'tags':['Essai','Secret']}");

  g_assert_cmpint (count_tag (seller, "Essai"), ==, 3);
  g_assert_cmpint (count_tag (seller, "Secret"), ==, 1);
  g_assert_cmpint (count_tag (admin, "Essai"), ==, 2);
  g_assert_cmpint (count_tag (admin, "Secret"), ==, -1);
  g_assert_cmpint (count_tag (stranger, "Secret"), ==, -1);
  g_assert_cmpint (count_tag (stranger, "Essai"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  int status;

  g_test_init (&argc, &argv, NULL);

  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "seller@example.com", "user", "North");
  rounds_test_server_add_user (server, "stranger@example.com", "user", "South");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  seller = rounds_test_server_sign_in (server, "seller@example.com");
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");
  today = rounds_instant_to_date (g_get_real_time (), zone);

  g_test_add_func ("/server/insight/deals", test_deals);
  g_test_add_func ("/server/insight/suggestions", test_suggestions);
  g_test_add_func ("/server/insight/duplicates", test_duplicates);
  g_test_add_func ("/server/insight/hot-lead", test_hot_lead);
  g_test_add_func ("/server/insight/tags", test_tags);

  status = g_test_run ();
  g_free (today);
  g_free (admin);
  g_free (seller);
  g_free (stranger);
  rounds_test_server_free (server);

  return status;
}
