/* test-server-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-time.h"
#include "rounds-test-server.h"

/* What a workspace is set up with: who may know it, and what is refused. */

typedef struct
{
  RoundsTestServer *server;
  char *token;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->server = rounds_test_server_new ();
  rounds_test_server_init (self->server);
  rounds_test_server_start (self->server, "--listen", "127.0.0.1:0", NULL);
  self->token = rounds_test_server_sign_in (self->server, "admin@example.com");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  rounds_test_server_free (self->server);
  g_free (self->token);
}

/* @value is JSON. */
static RoundsTestAnswer *
set (Fixture    *self,
     const char *key,
     const char *value,
     gboolean    is_public)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *body = NULL;

  json_object_set_string_member (object, "key", key);
  json_object_set_string_member (object, "value", value);
  json_object_set_boolean_member (object, "isPublic", is_public);
  body = rounds_json_object_to_text (object);

  return rounds_test_server_send (self->server, self->token, "POST", "/api/settings", body);
}

/* Also from before the first sign-in. */
static char *
get_public (Fixture *self)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (self->server, NULL, "GET", "/api/settings/public", NULL, 200);

  return rounds_json_object_to_text (json_node_get_object (answer->data));
}

static void
test_public (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *nothing = get_public (self);
  g_autofree char *all = NULL;
  g_autofree char *path = NULL;
  g_autofree char *without = NULL;
  g_autoptr(RoundsTestAnswer) name = set (self, "workspace.name", "\"Équipe Ouest\"", TRUE);
  g_autoptr(RoundsTestAnswer) days = set (self, "quotes.validityDays", "45", TRUE);
  g_autoptr(RoundsTestAnswer) list = set (self, "portal.links", "[{\"name\":\"Help\",\"n\":1}]", TRUE);
  g_autoptr(RoundsTestAnswer) secret = set (self, "portal.secret", "\"hush\"", FALSE);
  g_autoptr(RoundsTestAnswer) deleted = NULL;

  g_assert_cmpstr (nothing, ==, "{}");
  g_assert_cmpuint (name->status, ==, 201);
  g_assert_cmpuint (days->status, ==, 201);
  g_assert_cmpuint (list->status, ==, 201);
  g_assert_cmpuint (secret->status, ==, 201);
  all = get_public (self);
  g_assert_cmpstr (all, ==, "{\"portal.links\":[{\"name\":\"Help\",\"n\":1}],\"quotes.validityDays\":45,\"workspace.name\":\"Équipe Ouest\"}");

  path = g_strconcat ("/api/settings/", rounds_test_answer_get (list, "id"), NULL);
  deleted = rounds_test_expect (self->server, self->token, "DELETE", path, NULL, 200);
  without = get_public (self);
  g_assert_cmpstr (without, ==, "{\"quotes.validityDays\":45,\"workspace.name\":\"Équipe Ouest\"}");
}

static const struct
{
  const char *key;
  const char *value;
  const char *code;
} refused[] = {
  { "workspace.timeZone", "\"Europe/Pariss\"", "UNKNOWN_TIME_ZONE" },
  { "workspace.timeZone", "\"\"", "UNKNOWN_TIME_ZONE" },
  { "workspace.timeZone", "\"+02:00\"", "UNKNOWN_TIME_ZONE" },
  { "workspace.timeZone", "2", "WRONG_TYPE" },
  { "workspace.timeZone", "Europe/Paris", "WRONG_TYPE" },
  { "workspace.name", "\"  \"", "WRONG_TYPE" },
  { "workspace.name", "[]", "WRONG_TYPE" },
  { "numbering.quote", "\"D{number:5}\"", "BAD_NUMBER_PATTERN" },
  { "numbering.invoice", "\"A{year}-{number:5}\"", "BAD_NUMBER_PATTERN" },
  { "numbering.invoice", "12", "WRONG_TYPE" },
  { "paymentTerms.default", "\"30\"", "WRONG_TYPE" },
  { "paymentTerms.public", "366", "WRONG_TYPE" },
  { "quotes.validityDays", "0", "WRONG_TYPE" },
  { "attachments.maximumMegabytes", "257", "WRONG_TYPE" },
  { "security.retentionDays", "6", "WRONG_TYPE" },
  { "leads.offeredSpecialties", "\"Cardiologie\"", "WRONG_TYPE" },
  { "leads.offeredSpecialties", "[\"Cardiologie\",1]", "WRONG_TYPE" },
  { "leads.offeredSpecialties", "[\"Cardiologie\",\"Cardiolgie\"]", "UNKNOWN_SPECIALTY" },
  { "deals.wonReasons", "\"Price\"", "WRONG_TYPE" },
  { "deals.wonReasons", "[\"Price\",7]", "WRONG_TYPE" },
  { "deals.wonReasons", "[\"Price\",\" \"]", "BAD_CHOICE" },
  { "deals.wonReasons", "[\"Price\",\"price\"]", "DUPLICATE_CHOICE" },
  { "free.key", "no quotes", "NOT_JSON" },
};

static const struct
{
  const char *key;
  const char *value;
} taken[] = {
  { "workspace.timeZone", "\"America/Cayenne\"" },
  { "workspace.name", "\"Ouest\"" },
  { "numbering.quote", "\"DEV/{year}/{number:3}\"" },
  { "paymentTerms.default", "0" },
  { "attachments.maximumMegabytes", "256" },
  { "security.retentionDays", "7" },
  { "leads.offeredSpecialties", "[\"CARDIOLOGIE\",\"Medecine d'urgence\"]" },
  { "deals.wonReasons", "[]" },
  { "free.key", "\"quotes\"" },
};

static void
test_checked (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(RoundsTestAnswer) institution = rounds_test_expect (self->server, self->token, "POST", "/api/institutions",
                                                                "{\"name\":\"CHU\",\"medicalProfile\":{\"specialties\":"
                                                                "[\"Cardiologie\",\"Médecine d'urgence\"]}}", 201);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = set (self, refused[i].key, refused[i].value, FALSE);

      if (answer->status != 422 || strstr (answer->text, refused[i].code) == NULL || strstr (answer->text, refused[i].key) == NULL)
        g_error ("%s = %s: %u %s", refused[i].key, refused[i].value, answer->status, answer->text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = set (self, taken[i].key, taken[i].value, FALSE);

      if (answer->status != 201)
        g_error ("%s = %s: %u %s", taken[i].key, taken[i].value, answer->status, answer->text);
    }
}

static void
assert_value (Fixture    *self,
              const char *key,
              const char *value)
{
  g_autofree char *path = g_strconcat ("/api/settings/", key, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (self->server, self->token, "GET", path, NULL, 200);

  g_assert_cmpstr (rounds_test_answer_get (answer, "key"), ==, key);
  g_assert_cmpstr (rounds_test_answer_get (answer, "value"), ==, value);
}

/* What is there is changed, what is not is made; the value is what it shall be. */
static void
test_by_key (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(RoundsTestAnswer) made = rounds_test_expect (self->server, self->token, "PUT", "/api/settings/quotes.validityDays",
                                                         "{\"value\":45,\"category\":\"documents\",\"isPublic\":true}", 200);
  g_autoptr(RoundsTestAnswer) changed = NULL;
  g_autoptr(RoundsTestAnswer) stale = NULL;
  g_autoptr(RoundsTestAnswer) wrong = NULL;
  g_autoptr(RoundsTestAnswer) none = NULL;
  g_autoptr(RoundsTestAnswer) unknown = NULL;
  g_autoptr(RoundsTestAnswer) category = NULL;
  g_autofree char *public = NULL;
  g_autofree char *id = g_strdup (rounds_test_answer_get (made, "id"));

  assert_value (self, "quotes.validityDays", "45");
  public = get_public (self);
  g_assert_cmpstr (public, ==, "{\"quotes.validityDays\":45}");

  changed = rounds_test_expect (self->server, self->token, "PUT", "/api/settings/quotes.validityDays", "{\"value\":60}", 200);
  g_assert_cmpstr (rounds_test_answer_get (changed, "id"), ==, id);
  g_assert_cmpstr (rounds_test_answer_get (changed, "category"), ==, "documents");
  assert_value (self, "quotes.validityDays", "60");
  stale = rounds_test_expect (self->server, self->token, "PUT", "/api/settings/quotes.validityDays", "{\"value\":30,\"revision\":1}", 409);
  wrong = rounds_test_expect (self->server, self->token, "PUT", "/api/settings/quotes.validityDays", "{\"value\":\"60\"}", 422);
  none = rounds_test_expect (self->server, self->token, "PUT", "/api/settings/quotes.validityDays", "{}", 422);
  unknown = rounds_test_expect (self->server, self->token, "GET", "/api/settings/quotes.nothing", NULL, 404);
  assert_value (self, "quotes.validityDays", "60");

  category = rounds_test_expect (self->server, self->token, "GET", "/api/settings/category/documents", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (category->data)), ==, 1);
}

static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(RoundsTestAnswer) both =
    rounds_test_expect (self->server, self->token, "POST", "/api/settings/bulk-update",
                        "{\"settings\":[{\"key\":\"numbering.quote\",\"value\":\"DEV{year}-{number:4}\"},"
                        "{\"key\":\"deals.wonReasons\",\"value\":[\"Prix\",\"Délai\"]}]}", 200);
  g_autoptr(RoundsTestAnswer) refused_all =
    rounds_test_expect (self->server, self->token, "POST", "/api/settings/bulk-update",
                        "{\"settings\":[{\"key\":\"workspace.name\",\"value\":\"Ouest\"},{\"key\":\"paymentTerms.default\",\"value\":-1}]}", 422);
  g_autoptr(RoundsTestAnswer) name = rounds_test_expect (self->server, self->token, "GET", "/api/settings/workspace.name", NULL, 404);
  g_autoptr(RoundsTestAnswer) empty = rounds_test_expect (self->server, self->token, "POST", "/api/settings/bulk-update", "{}", 422);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (both->data)), ==, 2);
  assert_value (self, "numbering.quote", "\"DEV{year}-{number:4}\"");
  assert_value (self, "deals.wonReasons", "[\"Prix\",\"Délai\"]");
  g_assert_nonnull (strstr (refused_all->text, "settings[1].value"));
}

/* In an empty workspace nobody knows yet which specialties there are. */
static void
test_first_specialties (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(RoundsTestAnswer) answer = set (self, "leads.offeredSpecialties", "[\"Cardiologie\"]", FALSE);

  g_assert_cmpuint (answer->status, ==, 201);
}

/* The day on which a deal is won now. */
static char *
win_deal (Fixture    *self,
          const char *institution)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"Deal\",\"institutionId\":\"%s\",\"value\":1,\"expectedCloseDate\":\"2099-01-01\","
                                           "\"stage\":\"closed_won\"}", institution);
  g_autoptr(RoundsTestAnswer) deal = rounds_test_expect (self->server, self->token, "POST", "/api/opportunities", body, 201);

  return g_strdup (rounds_test_answer_get (deal, "actualCloseDate"));
}

static char *
restart_and_win (Fixture    *self,
                 const char *institution)
{
  rounds_test_server_stop (self->server, SIGTERM);
  rounds_test_server_start (self->server, "--listen", "127.0.0.1:0", NULL);

  return win_deal (self, institution);
}

/* 25 hours lie between the two: it is never the same day there. */
static void
test_zone (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(RoundsTestAnswer) institution = rounds_test_expect (self->server, self->token, "POST", "/api/institutions",
                                                                "{\"name\":\"CHU\"}", 201);
  g_autoptr(RoundsTestAnswer) early = set (self, "workspace.timeZone", "\"Pacific/Kiritimati\"", FALSE);
  const char *id = rounds_test_answer_get (institution, "id");
  g_autofree char *path = g_strconcat ("/api/settings/", rounds_test_answer_get (early, "id"), NULL);
  g_autofree char *tomorrow = restart_and_win (self, id);
  g_autoptr(RoundsTestAnswer) late = rounds_test_expect (self->server, self->token, "PUT", path,
                                                         "{\"value\":\"\\\"Pacific/Pago_Pago\\\"\"}", 200);
  g_autofree char *yesterday = restart_and_win (self, id);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Pacific/Pago_Pago");
  g_autofree char *there = rounds_instant_to_date (g_get_real_time (), zone);

  g_assert_cmpstr (yesterday, <, tomorrow);
  g_assert_cmpstr (yesterday, <=, there);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/server/settings/public", Fixture, NULL, set_up, test_public, tear_down);
  g_test_add ("/server/settings/checked", Fixture, NULL, set_up, test_checked, tear_down);
  g_test_add ("/server/settings/by-key", Fixture, NULL, set_up, test_by_key, tear_down);
  g_test_add ("/server/settings/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/server/settings/first-specialties", Fixture, NULL, set_up, test_first_specialties, tear_down);
  g_test_add ("/server/settings/zone", Fixture, NULL, set_up, test_zone, tear_down);

  return g_test_run ();
}
