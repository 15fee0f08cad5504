/* bench-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * bench-journal FILE [ROWS]: makes a server's database and says what operations on it take, without and with what the server does for
 * each write: asking the policy, the audit entry, who sees what. Milliseconds for all; microseconds for one.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "server/rounds-accounts.h"
#include "server/rounds-journal.h"
#include "server/rounds-policy.h"
#include "store/rounds-migrations.h"

typedef struct
{
  RoundsDatabase *database;
  RoundsOperationContext context;
  RoundsActor *leader;
  char *team;
  char *people[2];
  GPtrArray *ids;
} Bench;

static void
require (gboolean  ok,
         GError   *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static double
run (Bench      *bench,
     const char *name,
     JsonObject *arguments)
{
  gint64 started = g_get_monotonic_time ();
  GError *error = NULL;
  g_autoptr(JsonNode) answer = NULL;

  require (rounds_database_begin (bench->database, &error), error);
  answer = rounds_operation_run (&bench->context, name, arguments, &error);
  require (answer != NULL, error);
  require (rounds_database_commit (bench->database, &error), error);
  rounds_operation_context_clear (&bench->context);

  return (double) (g_get_monotonic_time () - started) / 1000;
}

static void
report (const char *what,
        double      milliseconds,
        guint       n)
{
  g_print ("%-44s %9.1f ms %9.1f µs each\n", what, milliseconds, milliseconds * 1000 / n);
}

static double
create_institutions (Bench      *bench,
                     guint       n,
                     const char *owner,
                     GPtrArray  *ids)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = rounds_id_new ();
      g_autofree char *text = g_strdup_printf ("{\"kind\":\"institution\",\"id\":\"%s\",\"values\":{\"name\":\"Clinique %u\",\"type\":\"clinic\","
                                               "\"assignedUserId\":\"%s\",\"mainPhone\":\"02 40 00 00 00\",\"address\":{\"city\":\"Nantes\","
                                               "\"zipCode\":\"44000\"},\"medicalProfile\":{\"bedCapacity\":120}}}", id, i, owner);
      g_autoptr(JsonNode) node = json_from_string (text, NULL);

      total += run (bench, "record.create", json_node_get_object (node));
      if (ids != NULL)
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }

  return total;
}

static double
update_institutions (Bench      *bench,
                     guint       n,
                     const char *phone)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"kind\":\"institution\",\"id\":\"%s\",\"values\":{\"mainPhone\":\"%s\"}}",
                                               (char *) g_ptr_array_index (bench->ids, i), phone);
      g_autoptr(JsonNode) node = json_from_string (text, NULL);

      total += run (bench, "record.update", json_node_get_object (node));
    }

  return total;
}

static double
hand_over (Bench      *bench,
           const char *from,
           const char *to)
{
  g_autofree char *text = g_strdup_printf ("{\"fromUserId\":\"%s\",\"toUserId\":\"%s\",\"kinds\":[\"institution\"]}", from, to);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return run (bench, "portfolio.hand-over", json_node_get_object (node));
}

static double
change_all (Bench      *bench,
            const char *change)
{
  g_autoptr(JsonNode) node = json_from_string (change, NULL);
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < bench->ids->len; i++)
    json_array_add_string_element (ids, g_ptr_array_index (bench->ids, i));
  json_object_set_array_member (json_node_get_object (node), "ids", ids);

  return run (bench, "record.bulk-update", json_node_get_object (node));
}

static void
set_up (Bench      *bench,
        const char *path)
{
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  GError *error = NULL;

  bench->database = rounds_database_open (uri, ROUNDS_DATABASE_CREATE, &error);
  require (bench->database != NULL && rounds_migrations_run (bench->database, ROUNDS_SCHEMA_SERVER, &error), error);
  bench->context = (RoundsOperationContext) { .database = bench->database, .changes = rounds_changes_new (), .is_server = TRUE,
                                              .owns_transaction = TRUE };
  bench->context.now = g_get_real_time ();
  bench->context.zone = g_time_zone_new_utc ();
  require (rounds_database_begin (bench->database, &error), error);
  bench->team = rounds_accounts_ensure_team (&bench->context, "North", &error);
  require (bench->team != NULL, error);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *email = g_strdup_printf ("n%u@example.com", i);

      bench->people[i] = rounds_accounts_create (&bench->context, email, "Ada", "Roux", i == 0 ? "team_admin" : "user", bench->team, NULL,
                                                 &error);
      require (bench->people[i] != NULL, error);
    }
  require (rounds_database_commit (bench->database, &error), error);
  bench->leader = rounds_actor_new (bench->people[0], bench->team, "team_admin");
  bench->context.actor = bench->leader;
  bench->ids = g_ptr_array_new_with_free_func (g_free);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { NULL };
  RoundsJournal *journal = rounds_journal_new ();
  const guint n = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 20000;
  const guint few = MIN (n, 2000);

  if (argc < 2)
    return 2;

  set_up (&bench, argv[1]);
  create_institutions (&bench, n, bench.people[1], bench.ids);

  report ("create, bare", create_institutions (&bench, few, bench.people[0], NULL), few);
  report ("edit, bare", update_institutions (&bench, few, "02 40 00 00 01"), few);
  report ("hand over, bare", hand_over (&bench, bench.people[1], bench.people[0]), n);
  hand_over (&bench, bench.people[0], bench.people[1]);

  bench.context.guard = rounds_policy_guard;
  report ("edit, policy asked", update_institutions (&bench, few, "02 40 00 00 02"), few);

  rounds_journal_attach (journal, &bench.context);
  report ("create, as on the server", create_institutions (&bench, few, bench.people[0], NULL), few);
  report ("edit, as on the server", update_institutions (&bench, few, "02 40 00 00 03"), few);
  report ("hand over, as on the server", hand_over (&bench, bench.people[1], bench.people[0]), n);
  report ("edit all, as on the server", change_all (&bench, "{\"kind\":\"institution\",\"values\":{\"groupName\":\"Vivalto\"}}"), n);
  report ("tag all, as on the server", change_all (&bench, "{\"kind\":\"institution\",\"addTags\":[\"bloc\"]}"), n);
  report ("delete all, as on the server", change_all (&bench, "{\"kind\":\"institution\",\"delete\":true}"), n);

  return 0;
}
