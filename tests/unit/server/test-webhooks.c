/* test-webhooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "operations-fixture.h"
#include "rules/rounds-webhook-retry.h"
#include "server/rounds-journal.h"
#include "server/rounds-webhook-claims.h"
#include "server/rounds-webhook-sender.h"
#include "server/rounds-webhook-target.h"
#include "store/rounds-repository.h"

#define WEBHOOK_ID "01900000-0000-7000-8000-0000000000a1"
#define SECRET "what only the two of us know"
#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)

typedef struct
{
  Fixture fixture;
  RoundsJournal *journal;
} Office;

static void
office_open (Office *self)
{
  fixture_open (&self->fixture, ROUNDS_SCHEMA_SERVER);
  self->journal = rounds_journal_new ();
  rounds_journal_attach (self->journal, &self->fixture.context);
}

static void
office_close (Office *self)
{
  rounds_journal_free (self->journal);
  fixture_close (&self->fixture);
}

static void
add_webhook (Office     *self,
             const char *events)
{
  g_autoptr(JsonObject) webhook = fixture_run (&self->fixture, "record.create",
                                               "{'kind':'webhook','id':'" WEBHOOK_ID "','values':{'name':'ERP','url':'https://erp.example/hook',"
                                               "'events':%s,'secret':'" SECRET "'}}", events);

  fixture_assert_text (webhook, "status", "active");
  g_assert_false (json_object_has_member (webhook, "secret"));
}

#define run(...)                                                     \
  G_STMT_START {                                                    \
    g_autoptr(JsonObject) ignored_ = fixture_run (__VA_ARGS__);     \
  } G_STMT_END

/* The events of the deliveries, in the order in which they were written, and forgets them. */
static char *
take_events (Office *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (self->fixture.database,
                                                                  "SELECT event FROM webhook_deliveries ORDER BY revision", &error);
  GString *events = g_string_new (NULL);
  gboolean row;

  while (rounds_statement_step (statement, &row, &error) && row)
    g_string_append_printf (events, "%s%s", events->len > 0 ? " " : "", rounds_statement_get_text (statement, 0));
  g_assert_no_error (error);
  g_clear_pointer (&statement, rounds_statement_release);
  g_assert_true (rounds_database_execute (self->fixture.database, &error, "DELETE FROM webhook_deliveries", NULL));

  return g_string_free_and_steal (events);
}

static void
assert_events (Office     *self,
               const char *wanted)
{
  g_autofree char *events = take_events (self);

  g_assert_cmpstr (events, ==, wanted);
}

static GPtrArray *
take_claims (Office *self,
             gint64  now)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *claims;

  g_assert_true (rounds_database_begin (self->fixture.database, &error));
  claims = rounds_webhook_claims_take (self->fixture.database, self->fixture.changes, now, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (self->fixture.database, &error));

  return claims;
}

static void
assert_claims (Office *self,
               gint64  now,
               guint   wanted)
{
  g_autoptr(GPtrArray) claims = take_claims (self, now);

  g_assert_cmpuint (claims->len, ==, wanted);
}

static char *
get_delivery_id (Office *self)
{
  g_autoptr(GError) error = NULL;
  char *id = NULL;

  g_assert_true (rounds_database_query_text (self->fixture.database, &id, &error,
                                             "SELECT id FROM webhook_deliveries ORDER BY revision DESC LIMIT 1", NULL));
  return id;
}

static void
finish (Office *self,
        guint   status,
        gint64  now)
{
  g_autofree char *id = get_delivery_id (self);
  RoundsWebhookAnswer answer = { status, (char *) "{\"thanks\":true}", (char *) (status == 0 ? "No answer in time" : NULL) };
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_database_begin (self->fixture.database, &error));
  g_assert_true (rounds_webhook_claims_finish (self->fixture.database, self->fixture.changes, id, &answer, now, &error));
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (self->fixture.database, &error));
}

static JsonObject *
get_last_delivery (Office *self)
{
  g_autofree char *id = get_delivery_id (self);

  return fixture_get (&self->fixture, "webhook-delivery", id);
}

/* 5 s, then five times as long each time, a day at most. */
static void
test_retry (void)
{
  g_assert_cmpint (rounds_webhook_next_try (SECONDS (100), 5000, 1), ==, SECONDS (105));
  g_assert_cmpint (rounds_webhook_next_try (SECONDS (100), 5000, 2), ==, SECONDS (125));
  g_assert_cmpint (rounds_webhook_next_try (SECONDS (100), 5000, 3), ==, SECONDS (225));
  g_assert_cmpint (rounds_webhook_next_try (SECONDS (100), 1000, 4), ==, SECONDS (225));
  g_assert_cmpint (rounds_webhook_next_try (0, 300000, 11), ==, SECONDS (24 * 60 * 60));
  g_assert_cmpint (rounds_webhook_next_try (0, G_MAXINT64 / 1000, 1), ==, SECONDS (24 * 60 * 60));
}

static void
test_target (void)
{
  static const struct
  {
    const char *address;
    gboolean is_public;
  } cases[] = {
    { "93.184.216.34", TRUE },
    { "100.63.255.255", TRUE },
    { "172.32.0.1", TRUE },
    { "2606:2800:220:1:248:1893:25c8:1946", TRUE },
    { "::ffff:93.184.216.34", TRUE },
    { "64:ff9b::5db8:d822", TRUE },
    { "127.0.0.1", FALSE },
    { "127.9.8.7", FALSE },
    { "0.0.0.0", FALSE },
    { "10.0.0.1", FALSE },
    { "172.16.0.1", FALSE },
    { "172.31.255.255", FALSE },
    { "192.168.1.1", FALSE },
    { "169.254.169.254", FALSE },
    { "100.64.0.1", FALSE },
    { "198.19.0.1", FALSE },
    { "224.0.0.1", FALSE },
    { "255.255.255.255", FALSE },
    { "::", FALSE },
    { "::1", FALSE },
    { "fe80::1", FALSE },
    { "fd00::1", FALSE },
    { "ff02::1", FALSE },
    { "::ffff:127.0.0.1", FALSE },
    { "::ffff:10.1.2.3", FALSE },
    { "::127.0.0.1", FALSE },
    { "64:ff9b::7f00:1", FALSE },
    { "2002:7f00:1::", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

      g_assert_nonnull (address);
      if (rounds_webhook_target_is_public (address) != cases[i].is_public)
        g_error ("%s is %s", cases[i].address, cases[i].is_public ? "refused" : "let pass");
    }
}

/* Computed with Python's hmac. */
static void
test_sign (void)
{
  g_autofree char *signature = rounds_webhook_sign (SECRET, "1779000000", "{\"a\":1}");

  g_assert_cmpstr (signature, ==, "sha256=25f8f26bb27e5e7ac6e14321e6dbcccd799bf5d74a7519b17a20614f1a2b6da4");
}

static void
test_checks (void)
{
  Office office;

  office_open (&office);
  fixture_refuse (&office.fixture, "REQUIRED", "record.create",
                  "{'kind':'webhook','values':{'name':'ERP','url':'https://erp.example/','events':['quote.sent']}}");
  fixture_refuse (&office.fixture, "TOO_SHORT", "record.create",
                  "{'kind':'webhook','values':{'name':'ERP','url':'https://erp.example/','events':['quote.sent'],'secret':'short'}}");
  fixture_refuse (&office.fixture, "UNKNOWN_EVENT", "record.create",
                  "{'kind':'webhook','values':{'name':'ERP','url':'https://erp.example/','events':['quote.painted'],'secret':'" SECRET "'}}");
  fixture_refuse (&office.fixture, "BAD_URL", "record.create",
                  "{'kind':'webhook','values':{'name':'ERP','url':'ftp://erp.example/','events':['quote.sent'],'secret':'" SECRET "'}}");
  fixture_refuse (&office.fixture, "BAD_URL", "record.create",
                  "{'kind':'webhook','values':{'name':'ERP','url':'https://me:pass@erp.example/','events':['quote.sent'],'secret':'" SECRET "'}}");
  office_close (&office);
}

static void
test_events (void)
{
  Office office;
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(JsonObject) updated = NULL;
  g_autoptr(JsonObject) deal = NULL;
  g_autoptr(JsonObject) moved = NULL;
  g_autoptr(JsonObject) won = NULL;
  g_autoptr(JsonObject) deleted = NULL;
  g_autoptr(JsonObject) restored = NULL;
  const char *id;

  office_open (&office);
  created = fixture_run (&office.fixture, "record.create", "{'kind':'institution','values':{'name':'Before anybody listens'}}");
  assert_events (&office, "");

  add_webhook (&office, "['institution.created','institution.updated','institution.deleted','opportunity.created','opportunity.stage-changed',"
                        "'opportunity.won']");
  id = json_object_get_string_member (created, "id");
  updated = fixture_run (&office.fixture, "record.update", "{'kind':'institution','id':'%s','values':{'name':'Another name'}}", id);
  assert_events (&office, "institution.updated");

  /* What is no change is no event, and neither is what is refused. */
  run (&office.fixture, "record.update", "{'kind':'institution','id':'%s','values':{'name':'Another name'}}", id);
  fixture_refuse (&office.fixture, "UNKNOWN_CHOICE", "record.update", "{'kind':'institution','id':'%s','values':{'type':'tent'}}", id);
  assert_events (&office, "");

  deal = fixture_run (&office.fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Lits',"
                      "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  assert_events (&office, "opportunity.created");
  moved = fixture_run (&office.fixture, "opportunity.move", "{'id':'%s','stage':'negotiation'}", json_object_get_string_member (deal, "id"));
  assert_events (&office, "opportunity.stage-changed");
  /* The institution becomes a client by that, which is an event of its own. */
  won = fixture_run (&office.fixture, "opportunity.move", "{'id':'%s','stage':'closed_won'}", json_object_get_string_member (deal, "id"));
  {
    g_autofree char *events = take_events (&office);
    g_assert_nonnull (strstr (events, "opportunity.stage-changed opportunity.won"));
  }

  deleted = fixture_run (&office.fixture, "record.delete", "{'kind':'institution','id':'%s'}", id);
  assert_events (&office, "institution.deleted");
  restored = fixture_run (&office.fixture, "record.restore", "{'kind':'institution','id':'%s'}", id);
  assert_events (&office, "institution.created");
  office_close (&office);
}

/* One batch that writes a record twice tells of it once, as it is in the end. */
static void
test_batch (void)
{
  Office office;
  g_autoptr(JsonObject) delivery = NULL;
  g_autoptr(JsonObject) payload = NULL;
  JsonObject *data;

  office_open (&office);
  add_webhook (&office, "['institution.created','institution.updated']");
  run (&office.fixture, "batch.run",
               "{'operations':[{'name':'record.create','arguments':{'kind':'institution','id':'" WEBHOOK_ID "','values':{'name':'First'}}},"
               "{'name':'record.update','arguments':{'kind':'institution','id':'" WEBHOOK_ID "','values':{'name':'Last'}}}]}");
  g_assert_cmpint (fixture_count (&office.fixture, "SELECT COUNT(*) FROM webhook_deliveries"), ==, 1);

  delivery = get_last_delivery (&office);
  fixture_assert_text (delivery, "event", "institution.created");
  fixture_assert_text (delivery, "status", "pending");
  payload = rounds_json_parse_object (json_object_get_string_member (delivery, "payload"), -1, NULL);
  fixture_assert_text (payload, "id", json_object_get_string_member (delivery, "id"));
  fixture_assert_text (payload, "createdAt", "2026-03-10T09:00:00Z");
  data = json_object_get_object_member (payload, "data");
  fixture_assert_text (data, "name", "Last");
  office_close (&office);
}

/* A person who may not see a record does not have it sent either. */
static void
test_scope (void)
{
  Office office;
  g_autoptr(GError) error = NULL;

  office_open (&office);
  add_webhook (&office, "['opportunity.created']");
  g_assert_true (rounds_database_execute (office.fixture.database, &error, "UPDATE webhooks SET created_by = $1", "s", OTHER_USER_ID));
  run (&office.fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Of the team',"
               "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  assert_events (&office, "opportunity.created");

  g_assert_true (rounds_database_execute (office.fixture.database, &error, "UPDATE users SET team_id = NULL WHERE id = $1", "s", OTHER_USER_ID));
  run (&office.fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Of others',"
               "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  assert_events (&office, "");

  /* Nor does one who has left. */
  g_assert_true (rounds_database_execute (office.fixture.database, &error, "UPDATE users SET team_id = $1, is_active = 0 WHERE id = $2", "ss",
                                          TEAM_ID, OTHER_USER_ID));
  run (&office.fixture, "record.create", "{'kind':'opportunity','values':{'institutionId':'%s','name':'Of the team again',"
               "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  assert_events (&office, "");
  office_close (&office);
}

static void
test_claims (void)
{
  Office office;
  gint64 now;
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(JsonObject) delivery = NULL;
  g_autoptr(JsonObject) webhook = NULL;
  RoundsWebhookClaim *claim;

  office_open (&office);
  add_webhook (&office, "['institution.created']");
  now = office.fixture.context.now;
  run (&office.fixture, "record.create", "{'kind':'institution','values':{'name':'Clinique'}}");

  claims = take_claims (&office, now);
  g_assert_cmpuint (claims->len, ==, 1);
  claim = g_ptr_array_index (claims, 0);
  g_assert_cmpstr (claim->secret, ==, SECRET);
  g_assert_cmpstr (rounds_entity_get_text (claim->webhook, "url"), ==, "https://erp.example/hook");
  g_assert_cmpint (rounds_entity_get_integer (claim->delivery, "attempt-count"), ==, 1);

  /* It is taken; when who has it dies it is free again after the 30 s that a try may take and a minute. */
  assert_claims (&office, now + SECONDS (89), 0);
  assert_claims (&office, now + SECONDS (90), 1);

  /* Two tries have begun; after the second pause of 25 s comes the third, then 125 s, and that was all. */
  now += SECONDS (91);
  finish (&office, 500, now);
  assert_claims (&office, now + SECONDS (25) - 1, 0);
  assert_claims (&office, now + SECONDS (25), 1);
  now += SECONDS (26);
  finish (&office, 0, now);
  delivery = get_last_delivery (&office);
  fixture_assert_text (delivery, "status", "retrying");
  fixture_assert_text (delivery, "errorMessage", "No answer in time");
  assert_claims (&office, now + SECONDS (125) - 1, 0);
  assert_claims (&office, now + SECONDS (125), 1);
  finish (&office, 404, now + SECONDS (126));
  assert_claims (&office, now + SECONDS (100000), 0);

  g_clear_pointer (&delivery, json_object_unref);
  delivery = get_last_delivery (&office);
  fixture_assert_text (delivery, "status", "failed");
  fixture_assert_int (delivery, "httpStatus", 404);
  fixture_assert_int (delivery, "attemptCount", 4);
  webhook = fixture_get (&office.fixture, "webhook", WEBHOOK_ID);
  fixture_assert_int (webhook, "failureCount", 1);
  fixture_assert_text (webhook, "status", "active");
  office_close (&office);
}

/* What one process has taken another does not, whatever the connection. */
static void
test_two_processes (void)
{
  Office office;
  g_autoptr(RoundsDatabase) other = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(GError) error = NULL;
  gint64 now;

  office_open (&office);
  add_webhook (&office, "['institution.created']");
  run (&office.fixture, "record.create", "{'kind':'institution','values':{'name':'Clinique'}}");
  now = office.fixture.context.now;
  assert_claims (&office, now, 1);

  other = rounds_database_open (rounds_database_get_uri (office.fixture.database), ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_begin (other, &error));
  second = rounds_webhook_claims_take (other, NULL, now, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_commit (other, &error));
  g_assert_cmpuint (second->len, ==, 0);
  office_close (&office);
}

/* Five that fail for good in a row disable it; what waits then is given up, and it can be switched on again. */
static void
test_disabled (void)
{
  Office office;
  g_autoptr(JsonObject) webhook = NULL;
  g_autoptr(JsonObject) again = NULL;
  gint64 now;

  office_open (&office);
  add_webhook (&office, "['institution.created']");
  run (&office.fixture, "record.update", "{'kind':'webhook','id':'" WEBHOOK_ID "','values':{'maxRetries':0}}");
  now = office.fixture.context.now;
  for (guint i = 0; i < ROUNDS_WEBHOOK_FAILURES_MAXIMUM; i++)
    {
      g_clear_pointer (&webhook, json_object_unref);
      webhook = fixture_get (&office.fixture, "webhook", WEBHOOK_ID);
      fixture_assert_text (webhook, "status", "active");
      run (&office.fixture, "record.create", "{'kind':'institution','values':{'name':'Clinique %u'}}", i);
      assert_claims (&office, now, 1);
      if (i == ROUNDS_WEBHOOK_FAILURES_MAXIMUM - 1)
        run (&office.fixture, "record.create", "{'kind':'institution','values':{'name':'Left over'}}");
      {
        g_autofree char *id = NULL;
        RoundsWebhookAnswer answer = { 500, NULL, NULL };
        g_autoptr(GError) error = NULL;

        g_assert_true (rounds_database_query_text (office.fixture.database, &id, &error,
                                                   "SELECT id FROM webhook_deliveries WHERE status = 'retrying'", NULL));
        g_assert_true (rounds_database_begin (office.fixture.database, &error));
        g_assert_true (rounds_webhook_claims_finish (office.fixture.database, NULL, id, &answer, now, &error));
        g_assert_true (rounds_database_commit (office.fixture.database, &error));
      }
    }

  g_clear_pointer (&webhook, json_object_unref);
  webhook = fixture_get (&office.fixture, "webhook", WEBHOOK_ID);
  fixture_assert_text (webhook, "status", "disabled");
  g_assert_false (json_object_get_boolean_member (webhook, "isActive"));
  assert_claims (&office, now, 0);
  g_assert_cmpint (fixture_count (&office.fixture, "SELECT COUNT(*) FROM webhook_deliveries WHERE status IN ('pending', 'retrying')"), ==, 0);

  again = fixture_run (&office.fixture, "record.update", "{'kind':'webhook','id':'" WEBHOOK_ID "','values':{'isActive':true}}");
  fixture_assert_text (again, "status", "active");
  fixture_assert_int (again, "failureCount", 0);
  office_close (&office);
}

/* The secret is in one table, and in nothing that is read, logged or audited. */
static void
test_secret (void)
{
  Office office;
  g_autofree char *dump = NULL;

  office_open (&office);
  add_webhook (&office, "['institution.created']");
  fixture_set_now (&office.fixture, "2026-03-10T10:00:00Z");
  run (&office.fixture, "record.update", "{'kind':'webhook','id':'" WEBHOOK_ID "','values':{'secret':'" SECRET " by now'}}");
  /* Nothing can be given back that nobody can look up. */
  g_assert_null (office.fixture.context.inverse);
  g_assert_cmpint (fixture_count (&office.fixture, "SELECT COUNT(*) FROM webhook_secrets WHERE secret = '" SECRET " by now'"), ==, 1);
  g_assert_cmpint (fixture_count (&office.fixture, "SELECT COUNT(*) FROM audit_entries WHERE record_kind = 'webhook'"), ==, 2);
  g_assert_cmpint (fixture_count (&office.fixture, "SELECT COUNT(*) FROM audit_entries WHERE changes LIKE '%two of us%'"), ==, 0);
  dump = fixture_dump (&office.fixture);
  g_assert_null (strstr (dump, "two of us"));
  office_close (&office);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/webhooks/retry", test_retry);
  g_test_add_func ("/server/webhooks/target", test_target);
  g_test_add_func ("/server/webhooks/sign", test_sign);
  g_test_add_func ("/server/webhooks/checks", test_checks);
  g_test_add_func ("/server/webhooks/events", test_events);
  g_test_add_func ("/server/webhooks/batch", test_batch);
  g_test_add_func ("/server/webhooks/scope", test_scope);
  g_test_add_func ("/server/webhooks/claims", test_claims);
  g_test_add_func ("/server/webhooks/two-processes", test_two_processes);
  g_test_add_func ("/server/webhooks/disabled", test_disabled);
  g_test_add_func ("/server/webhooks/secret", test_secret);

  return g_test_run ();
}
