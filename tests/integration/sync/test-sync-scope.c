/* test-sync-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-harness.h"

/* What goes out of a person's sight leaves the computer, and what comes into it arrives. */

typedef struct
{
  RoundsTestServer *server;
  SyncClient *client;
  char *admin;
  char *seller;
  char *stranger;
  char *seller_id;
  char *stranger_id;
  char *south;
  char *hospital;
  char *contact;
} Fixture;

static char *
get_own (Fixture    *fixture,
         const char *token,
         const char *member)
{
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (fixture->server, token, "GET", "/api/auth/me", NULL, 200);

  return g_strdup (rounds_test_answer_get (me, member));
}

static char *
create (Fixture    *fixture,
        const char *path,
        const char *body)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (fixture->server, fixture->admin, "POST", path, body, 201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static void
update (Fixture    *fixture,
        const char *collection,
        const char *id,
        const char *member,
        const char *value)
{
  g_autofree char *path = g_strdup_printf ("/api/%s/%s", collection, id);
  g_autofree char *body = g_strdup_printf ("{\"%s\":\"%s\"}", member, value);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (fixture->server, fixture->admin, "PATCH", path, body, 200);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *hospital = NULL;
  g_autofree char *contact = NULL;

  fixture->server = rounds_test_server_new ();
  rounds_test_server_init (fixture->server);
  rounds_test_server_add_user (fixture->server, "seller@example.com", "user", "North");
  rounds_test_server_add_user (fixture->server, "stranger@example.com", "user", "South");
  rounds_test_server_start (fixture->server, "--listen", "127.0.0.1:0", NULL);
  fixture->admin = rounds_test_server_sign_in (fixture->server, "admin@example.com");
  fixture->seller = rounds_test_server_sign_in (fixture->server, "seller@example.com");
  fixture->stranger = rounds_test_server_sign_in (fixture->server, "stranger@example.com");
  fixture->seller_id = get_own (fixture, fixture->seller, "id");
  fixture->stranger_id = get_own (fixture, fixture->stranger, "id");
  fixture->south = get_own (fixture, fixture->stranger, "teamId");

  hospital = g_strdup_printf ("{\"name\":\"Clinique du Port\",\"assignedUserId\":\"%s\"}", fixture->seller_id);
  fixture->hospital = create (fixture, "/api/institutions", hospital);
  contact = g_strdup_printf ("{\"institutionId\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Martin\"}", fixture->hospital);
  fixture->contact = create (fixture, "/api/contacts", contact);

  fixture->client = sync_client_new (fixture->server);
  sync_client_sign_in (fixture->client, "seller@example.com");
  sync_client_settle (fixture->client);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  sync_client_free (fixture->client);
  rounds_test_server_stop (fixture->server, 15);
  rounds_test_server_free (fixture->server);
  g_free (fixture->admin);
  g_free (fixture->seller);
  g_free (fixture->stranger);
  g_free (fixture->seller_id);
  g_free (fixture->stranger_id);
  g_free (fixture->south);
  g_free (fixture->hospital);
  g_free (fixture->contact);
}

/* A row of the cache, and how many there shall be. */
typedef struct
{
  SyncClient *client;
  char *sql;
  const char *count;
} Wanted;

static gboolean
has_count (gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autofree char *found = sync_client_get_text (wanted->client, wanted->sql);

  return g_strcmp0 (found, wanted->count) == 0;
}

static void
wait_for (Fixture    *fixture,
          const char *table,
          const char *id,
          const char *count)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE id = '%s'", table, id);
  Wanted wanted = { fixture->client, sql, count };

  sync_wait_until (has_count, &wanted, table);
}

static void
test_given_away (Fixture       *fixture,
                 gconstpointer  user_data)
{
  wait_for (fixture, "institutions", fixture->hospital, "1");
  wait_for (fixture, "contacts", fixture->contact, "1");

  update (fixture, "institutions", fixture->hospital, "assignedUserId", fixture->stranger_id);
  wait_for (fixture, "institutions", fixture->hospital, "0");
  wait_for (fixture, "contacts", fixture->contact, "0");

  update (fixture, "institutions", fixture->hospital, "assignedUserId", fixture->seller_id);
  wait_for (fixture, "institutions", fixture->hospital, "1");
  wait_for (fixture, "contacts", fixture->contact, "1");
}

/* Who goes to another team has the cache filled anew, and sees what the colleagues there have. */
static void
test_other_team (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"Clinique du Sud\",\"assignedUserId\":\"%s\"}", fixture->stranger_id);
  g_autofree char *theirs = create (fixture, "/api/institutions", body);

  wait_for (fixture, "institutions", fixture->hospital, "1");
  wait_for (fixture, "institutions", theirs, "0");

  update (fixture, "users", fixture->seller_id, "teamId", fixture->south);
  wait_for (fixture, "institutions", theirs, "1");
  wait_for (fixture, "institutions", fixture->hospital, "1");
  sync_client_settle (fixture->client);
  g_assert_cmpstr (rounds_entity_get_text (rounds_workspace_get_user (fixture->client->workspace), "team-id"), ==, fixture->south);

  /* It is remembered: the next start fills nothing again. */
  sync_client_reopen (fixture->client);
  sync_client_sign_in (fixture->client, "seller@example.com");
  wait_for (fixture, "institutions", theirs, "1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/sync/scope/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("given-away", test_given_away);
  ADD ("other-team", test_other_team);
#undef ADD

  return g_test_run ();
}
