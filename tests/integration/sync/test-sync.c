/* test-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "sync-harness.h"
#include "sync/rounds-history.h"

/* The client with a real server behind it, on real sockets. */

static RoundsTestServer *
start_server (void)
{
  RoundsTestServer *server = rounds_test_server_new ();

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);

  return server;
}

static char *
create_institution (SyncClient *client,
                    const char *name)
{
  return sync_client_do (client, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":\"%s\"}}", name);
}

static char *
create_deal (SyncClient *client,
             const char *institution_id)
{
  return sync_client_do (client, "record.create",
                         "{\"kind\":\"opportunity\",\"values\":{\"name\":\"A deal\",\"institutionId\":\"%s\",\"value\":1234.56,"
                         "\"expectedCloseDate\":\"2027-03-31\"}}", institution_id);
}

static void
assert_same_as_server (SyncClient *client,
                       const char *database)
{
  g_autoptr(GHashTable) expected = sync_rows_of_database (database);
  g_autoptr(GHashTable) found = sync_rows_of_store (rounds_workspace_get_store (client->workspace));

  sync_assert_same_rows (expected, found);
}

static char *
get_private_database (SyncClient *client)
{
  return g_strconcat ("sqlite:", client->folder, "/server.db", NULL);
}

/* The first start of a private workspace: its server is made, filled, signed in to and pulled from. */
static void
test_first_pull (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autoptr(GHashTable) rows = NULL;

  g_assert_true (rounds_workspace_is_private (client->workspace));
  g_assert_null (rounds_workspace_get_user (client->workspace));
  rounds_workspace_set_demo (client->workspace, 1);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);

  rows = sync_rows_of_store (rounds_workspace_get_store (client->workspace));
  g_assert_cmpuint (g_hash_table_size (rows), >, 50);
  assert_same_as_server (client, database);
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 0);
  g_assert_nonnull (rounds_workspace_get_user (client->workspace));
  g_assert_null (rounds_workspace_get_message (client->workspace));
  g_assert_cmpfloat (rounds_workspace_get_progress (client->workspace), ==, -1);

  /* It was starting, then syncing, then in sync, and nothing else. */
  g_assert_cmpuint (client->states->len, ==, 2);
  g_assert_cmpuint (g_array_index (client->states, RoundsSyncState, 0), ==, ROUNDS_SYNC_SYNCING);
  g_assert_cmpuint (g_array_index (client->states, RoundsSyncState, 1), ==, ROUNDS_SYNC_IN_SYNC);

  /* The next start has the user and the rows before the server has answered. */
  sync_client_reopen (client);
  g_assert_nonnull (rounds_workspace_get_user (client->workspace));
  assert_same_as_server (client, database);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  assert_same_as_server (client, database);
  sync_client_free (client);
}

/* What is done while no server runs is on the server after the next start. */
static void
test_offline_private (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *stage = NULL;
  g_autoptr(GError) error = NULL;

  /* Before the first start nobody is there who could do something. */
  g_assert_null (sync_client_try (client, &error, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":\"A\"}}"));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAUTHORIZED);

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_client_reopen (client);

  institution = create_institution (client, "Nantes");
  deal = create_deal (client, institution);
  moved = sync_client_do (client, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"proposal\"}", deal);
  g_assert_cmpstr (moved, ==, deal);
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 3);

  /* Nor does a restart lose it. */
  sync_client_reopen (client);
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 3);

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 0);
  assert_same_as_server (client, database);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM operation_log"), ==, 3);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities WHERE stage = 'proposal'"), ==, 1);
  g_assert_cmpint (sync_query_database (database, "SELECT value FROM opportunities"), ==, 123456);
  stage = sync_client_get_text (client, "SELECT count(*) FROM queue");
  g_assert_cmpstr (stage, ==, "0");
  sync_client_free (client);
}

/* The server of a private workspace dies: it is started again, and what was done meanwhile arrives. */
static void
test_server_dies (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *children_path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  g_autofree char *children = NULL;
  g_autofree char *institution = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);

  if (!g_file_get_contents (children_path, &children, NULL, NULL) || strchr (g_strstrip (children), ' ') != NULL || *children == '\0')
    {
      g_test_skip ("this kernel does not tell which children there are");
      sync_client_free (client);
      return;
    }

  kill ((pid_t) g_ascii_strtoll (children, NULL, 10), SIGKILL);
  institution = create_institution (client, "Nantes");
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_client_settle (client);
  assert_same_as_server (client, database);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM institutions"), ==, 1);
  sync_client_free (client);
}

/* Two computers: each sees what the other does, and works on without a network. */
static void
test_two_computers (void)
{
  g_autoptr(RoundsTestServer) server = start_server ();
  SyncClient *first = sync_client_new (server);
  SyncClient *second = sync_client_new (server);
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;

  sync_client_sign_in (first, "admin@example.com");
  sync_client_sign_in (second, "admin@example.com");
  sync_client_wait_state (first, ROUNDS_SYNC_IN_SYNC);
  sync_client_wait_state (second, ROUNDS_SYNC_IN_SYNC);
  g_assert_nonnull (rounds_workspace_get_message (first->workspace));
  g_assert_nonnull (strstr (rounds_workspace_get_message (first->workspace), "keyring"));

  sync_proxy_set_open (first->proxy, FALSE);
  institution = create_institution (first, "Nantes");
  deal = create_deal (first, institution);
  sync_client_wait_state (first, ROUNDS_SYNC_OFFLINE);
  g_assert_cmpuint (rounds_workspace_get_pending (first->workspace), ==, 2);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 0);

  sync_proxy_set_open (first->proxy, TRUE);
  sync_client_settle (first);
  sync_client_settle (second);
  assert_same_as_server (first, server->uri);
  assert_same_as_server (second, server->uri);

  /* What the second does comes to the first by itself: it waits for changes. */
  {
    g_autofree char *moved = sync_client_do (second, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"negotiation\"}", deal);
    g_autofree char *stage = NULL;

    do
      {
        g_main_context_iteration (NULL, TRUE);
        g_free (stage);
        stage = sync_client_get_text (first, "SELECT stage FROM opportunities");
      }
    while (!g_str_equal (stage, "negotiation"));
  }

  sync_client_free (first);
  sync_client_free (second);
}

/* What the server refuses is taken back, and the person told; the rest stands. */
static void
test_refused (void)
{
  g_autoptr(RoundsTestServer) server = start_server ();
  SyncClient *first = sync_client_new (server);
  SyncClient *second = sync_client_new (server);
  g_autofree char *winner = NULL;
  g_autofree char *loser = NULL;
  g_autofree char *other = NULL;
  g_autofree char *count = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(GError) error = NULL;
  RoundsRefusal *refusal;

  sync_client_sign_in (first, "admin@example.com");
  sync_client_sign_in (second, "admin@example.com");
  sync_client_wait_state (first, ROUNDS_SYNC_IN_SYNC);
  sync_client_wait_state (second, ROUNDS_SYNC_IN_SYNC);

  /* Each may do it here; together they may not. */
  sync_proxy_set_open (first->proxy, FALSE);
  sync_proxy_set_open (second->proxy, FALSE);
  winner = sync_client_do (first, "record.create",
                           "{\"kind\":\"institution\",\"values\":{\"name\":\"First\",\"finess\":\"440000289\"}}");
  loser = sync_client_do (second, "record.create",
                          "{\"kind\":\"institution\",\"values\":{\"name\":\"Second\",\"finess\":\"440000289\"}}");
  undo_id = g_strdup (second->undo_id);
  other = create_institution (second, "Other");

  sync_proxy_set_open (first->proxy, TRUE);
  sync_client_settle (first);
  sync_proxy_set_open (second->proxy, TRUE);
  sync_client_settle (second);

  g_assert_cmpuint (second->refused, ==, 1);
  g_assert_cmpuint (first->refused, ==, 0);
  g_assert_cmpuint (rounds_workspace_get_state (second->workspace), ==, ROUNDS_SYNC_REFUSED);
  g_assert_cmpuint (rounds_workspace_get_refusals (second->workspace)->len, ==, 1);
  refusal = g_ptr_array_index (rounds_workspace_get_refusals (second->workspace), 0);
  g_assert_cmpstr (refusal->name, ==, "record.create");
  g_assert_cmpstr (refusal->id, ==, undo_id);
  g_assert_cmpstr (rounds_workspace_get_message (second->workspace), ==, refusal->problem->message);
  g_assert_true (g_error_matches (refusal->problem, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT));
  count = sync_client_get_text (second, "SELECT count(*) FROM institutions WHERE name = 'Second'");
  g_assert_cmpstr (count, ==, "0");
  assert_same_as_server (second, server->uri);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 2);

  /* It cannot be undone, because it is not done. */
  g_assert_false (sync_client_undo (second, undo_id, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND);

  /* It is known until the person has seen it. */
  sync_client_reopen (second);
  g_assert_cmpuint (rounds_workspace_get_refusals (second->workspace)->len, ==, 1);
  sync_client_sign_in (second, "admin@example.com");
  sync_client_wait_state (second, ROUNDS_SYNC_REFUSED);
  rounds_workspace_dismiss_refusals (second->workspace);
  g_assert_cmpuint (rounds_workspace_get_state (second->workspace), ==, ROUNDS_SYNC_IN_SYNC);
  sync_client_reopen (second);
  g_assert_cmpuint (rounds_workspace_get_refusals (second->workspace)->len, ==, 0);

  sync_client_free (first);
  sync_client_free (second);
}

static gboolean
has_swallowed (gpointer user_data)
{
  return sync_proxy_get_n_swallowed (user_data) > 0;
}

/* The server does it, its answer is lost, the client asks again: it is done once. */
static void
test_lost_answer (void)
{
  g_autoptr(RoundsTestServer) server = start_server ();
  SyncClient *client = sync_client_new (server);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sync_client_sign_in (client, "admin@example.com");
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_proxy_swallow_answer (client->proxy, "POST /api/sync/operations");
  first = create_institution (client, "Nantes");
  second = create_deal (client, first);
  sync_wait_until (has_swallowed, client->proxy, "Losing the answer");
  sync_client_settle (client);

  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 1);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM opportunities"), ==, 1);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM operation_log"), ==, 2);
  g_assert_cmpuint (client->refused, ==, 0);
  assert_same_as_server (client, server->uri);
  sync_client_free (client);
}

static void
test_undo (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *undo_id = NULL;
  g_autofree char *stage = NULL;
  g_autoptr(GError) error = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  institution = create_institution (client, "Nantes");
  deal = create_deal (client, institution);
  moved = sync_client_do (client, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"closed_won\"}", deal);
  undo_id = g_strdup (client->undo_id);
  g_assert_nonnull (undo_id);
  sync_client_settle (client);

  sync_client_undo (client, undo_id, &error);
  g_assert_no_error (error);
  stage = sync_client_get_text (client, "SELECT stage FROM opportunities");
  g_assert_cmpstr (stage, ==, "prospecting");
  g_assert_false (sync_client_undo (client, undo_id, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND);

  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities WHERE stage = 'prospecting'"), ==, 1);
  assert_same_as_server (client, database);
  sync_client_free (client);
}

static gboolean
can_undo (gpointer history)
{
  return rounds_history_can_undo (history);
}

static gboolean
can_redo (gpointer history)
{
  return rounds_history_can_redo (history);
}

static gboolean
is_at_the_start (gpointer history)
{
  g_autoptr(RoundsHistoryStep) oldest = g_list_model_get_item (history, g_list_model_get_n_items (history) - 1);

  return rounds_history_step_get_undone (oldest) && rounds_history_can_redo (history);
}

/* The names of the steps, the newest first, what is undone in brackets. */
static char *
list_steps (RoundsHistory *history)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      g_autoptr(RoundsHistoryStep) step = g_list_model_get_item (G_LIST_MODEL (history), i);

      g_string_append_printf (text, rounds_history_step_get_undone (step) ? "%s(%s)" : "%s%s", i > 0 ? "; " : "",
                              rounds_history_step_get_name (step));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_steps (RoundsHistory *history,
              const char    *expected)
{
  g_autofree char *found = list_steps (history);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_stage (SyncClient *client,
              const char *expected)
{
  g_autofree char *found = sync_client_get_text (client, "SELECT stage FROM opportunities WHERE deleted_at IS NULL");

  g_assert_cmpstr (found, ==, expected);
}

static void
test_history (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  RoundsHistory *history = rounds_workspace_get_history (client->workspace);
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;
  g_autoptr(RoundsHistoryStep) oldest = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  g_assert_false (rounds_history_undo (history));
  institution = create_institution (client, "Nantes");
  deal = create_deal (client, institution);
  answer = sync_client_do (client, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"proposal\"}", deal);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 3);
  rounds_history_name (history, client->undo_id, "Moved");
  assert_steps (history, "Moved; Create: A deal; Create: Nantes");

  /* Back and forth, and back: each is an operation that the server has too. */
  g_assert_true (rounds_history_undo (history));
  sync_wait_until (can_redo, history, "Undoing");
  assert_stage (client, "prospecting");
  assert_steps (history, "(Moved); Create: A deal; Create: Nantes");
  g_assert_true (rounds_history_redo (history));
  sync_wait_until (can_undo, history, "Doing again");
  assert_stage (client, "proposal");
  assert_steps (history, "Moved; Create: A deal; Create: Nantes");
  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities WHERE stage = 'proposal'"), ==, 1);

  /* All of it, in one go. */
  oldest = g_list_model_get_item (G_LIST_MODEL (history), 2);
  rounds_history_go_past (history, oldest);
  sync_wait_until (is_at_the_start, history, "Undoing all");
  g_assert_false (rounds_history_can_undo (history));
  assert_steps (history, "(Moved); (Create: A deal); (Create: Nantes)");
  assert_stage (client, "");

  /* What is done now takes the place of what could have been done again. */
  g_assert_true (rounds_history_redo (history));
  sync_wait_until (can_undo, history, "Doing again");
  again = create_deal (client, institution);
  assert_steps (history, "Create: A deal; Create: Nantes");
  g_assert_false (rounds_history_redo (history));
  assert_stage (client, "prospecting");

  sync_client_settle (client);
  assert_same_as_server (client, database);
  sync_client_free (client);
}

/* One change of many records: refused in their middle it leaves nothing, done it is one to undo. */
static void
test_bulk (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undo_id = NULL;
  g_autofree char *undone = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) refusal = NULL;
  static const char * const state =
    "SELECT (SELECT group_concat (name || revision, ' ') FROM institutions) || ':' || (SELECT COUNT(*) FROM queue) || ':' ||"
    " (SELECT COUNT(*) FROM undo_log) || ':' || (SELECT COUNT(*) FROM shadow)";

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  first = create_institution (client, "Nantes");
  second = create_institution (client, "Nantes");
  sync_client_settle (client);

  before = sync_client_get_text (client, state);
  g_assert_null (sync_client_try (client, &refusal, "record.bulk-update",
                                  "{\"kind\":\"institution\",\"ids\":[\"%s\",\"01900000-0000-7000-8000-000000000999\",\"%s\"],"
                                  "\"values\":{\"name\":\"Rennes\"}}", first, second));
  g_assert_error (refusal, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND);
  after = sync_client_get_text (client, state);
  g_assert_cmpstr (after, ==, before);

  g_free (sync_client_do (client, "record.bulk-update",
                          "{\"kind\":\"institution\",\"ids\":[\"%s\",\"%s\"],\"values\":{\"name\":\"Rennes\"}}", first, second));
  undo_id = g_strdup (client->undo_id);
  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM institutions WHERE name = 'Rennes'"), ==, 2);
  g_assert_true (sync_client_undo (client, undo_id, &error));
  g_assert_no_error (error);
  sync_client_settle (client);
  undone = sync_client_get_text (client, "SELECT group_concat (name, ' ') FROM institutions");
  g_assert_cmpstr (undone, ==, "Nantes Nantes");
  assert_same_as_server (client, database);
  sync_client_free (client);
}

/* The server's database is made anew while the client has the rows of the old one. */
static void
test_other_database (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  const char * const tails[] = { "", "-wal", "-shm" };
  g_autofree char *institution = NULL;

  rounds_workspace_set_demo (client->workspace, 1);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_client_reopen (client);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (database + strlen ("sqlite:"), tails[i], NULL);

      g_unlink (path);
    }

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  assert_same_as_server (client, database);
  institution = create_institution (client, "Nantes");
  sync_client_settle (client);
  assert_same_as_server (client, database);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM institutions"), ==, 1);
  sync_client_free (client);
}

/* Wrong password; the session's end; signing out; somebody else. */
static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
try_sign_in (SyncClient  *client,
             const char  *email,
             const char  *password,
             GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  rounds_workspace_sign_in_async (client->workspace, email, password, NULL, result_cb, &result);
  sync_wait_until (is_set, &result, "Signing in");
  rounds_workspace_sign_in_finish (client->workspace, result, error);
}

static void
test_session (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  SyncClient *client;
  g_autofree char *institution = NULL;
  g_autoptr(GError) error = NULL;

  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "other@example.com", "super_admin", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  client = sync_client_new (server);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_SIGNED_OUT);

  try_sign_in (client, "admin@example.com", "not it", &error);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAUTHORIZED);
  g_clear_error (&error);
  g_assert_cmpuint (rounds_workspace_get_state (client->workspace), ==, ROUNDS_SYNC_SIGNED_OUT);

  try_sign_in (client, "admin@example.com", ROUNDS_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  try_sign_in (client, "admin@example.com", ROUNDS_TEST_PASSWORD, &error);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
  g_clear_error (&error);

  rounds_workspace_sign_out (client->workspace);
  g_assert_cmpuint (rounds_workspace_get_state (client->workspace), ==, ROUNDS_SYNC_SIGNED_OUT);
  institution = create_institution (client, "Nantes");
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  /* What one person has done is not sent in another's name. */
  sync_client_reopen (client);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_SIGNED_OUT);
  try_sign_in (client, "other@example.com", ROUNDS_TEST_PASSWORD, &error);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "OTHER_USER");
  g_clear_error (&error);
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 1);

  try_sign_in (client, "admin@example.com", ROUNDS_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 1);
  assert_same_as_server (client, server->uri);
  sync_client_free (client);
}

static void
fraction_cb (double   fraction,
             gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static JsonObject *
import (SyncClient  *client,
        const char  *path,
        GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  double fraction = 0;
  JsonObject *report;

  rounds_workspace_import_async (client->workspace, "finess", file, fraction_cb, &fraction, NULL, result_cb, &result);
  sync_wait_until (is_set, &result, "Importing");
  report = rounds_workspace_import_finish (client->workspace, result, error);
  if (report != NULL)
    g_assert_cmpfloat_with_epsilon (fraction, 1, 1e-9);

  return report;
}

static gboolean
is_pulling (gpointer user_data)
{
  return rounds_workspace_get_progress (user_data) > 0;
}

static void
progress_cb (RoundsWorkspace *workspace,
             GParamSpec      *pspec,
             double          *highest)
{
  double progress = rounds_workspace_get_progress (workspace);

  g_assert_true (progress == -1 || (progress >= *highest && progress <= 1));
  *highest = MAX (*highest, progress);
}

/* A new cache of many pages: it can be worked in while they come. */
static void
work_while_pulling (SyncClient *client,
                    const char *database)
{
  const char * const names[] = { "cache.db", "cache.db-wal", "cache.db-shm" };
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;
  double highest = 0;

  sync_client_close (client);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (client->folder, names[i], NULL);

      g_unlink (path);
    }
  sync_client_open (client);
  g_signal_connect (client->workspace, "notify::progress", G_CALLBACK (progress_cb), &highest);
  rounds_workspace_start (client->workspace);
  sync_wait_until (is_pulling, client->workspace, "The first page");
  institution = create_institution (client, "Nantes");
  deal = create_deal (client, institution);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_client_settle (client);
  assert_same_as_server (client, database);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM institutions"), ==, 12001);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities"), ==, 1);
  g_assert_cmpfloat (highest, >, 0.5);
}

static void
test_import (void)
{
  g_autofree char *path = rounds_test_shared_data ("finess/finess-2021-sample-12000.latin1.csv");
  g_autofree char *broken = NULL;
  SyncClient *client;
  g_autofree char *database = NULL;
  g_autoptr(JsonObject) report = NULL;
  g_autoptr(GError) error = NULL;

  if (path == NULL)
    {
      g_test_skip ("there is no sample of the register here");
      return;
    }

  client = sync_client_new_private (NULL);
  database = get_private_database (client);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);

  report = import (client, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (report, "created"), ==, 12000);
  assert_same_as_server (client, database);

  broken = g_build_filename (client->folder, "broken.csv", NULL);
  g_assert_true (g_file_set_contents (broken, "neither;this\nnor;that\n", -1, NULL));
  g_assert_null (import (client, broken, &error));
  g_assert_true (error->domain == ROUNDS_PROBLEM);
  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM institutions"), ==, 12000);
  work_while_pulling (client, database);
  sync_client_free (client);
}

/* kill -9 right after a drop. */

static void
dropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (object), result, NULL, &error);

  if (answer != NULL)
    raise (SIGKILL);
  g_error ("The drop failed: %s", error->message);
}

/* In a process of its own. */
static int
drop (const char *folder,
      const char *id)
{
  SyncClient *client = sync_client_new_private (folder);
  g_autoptr(JsonObject) arguments = json_object_new ();

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  json_object_set_string_member (arguments, "id", id);
  json_object_set_string_member (arguments, "stage", "negotiation");
  rounds_workspace_run_async (client->workspace, "opportunity.move", arguments, NULL, dropped_cb, NULL);
  while (client->done == 0)
    g_main_context_iteration (NULL, TRUE);

  return 1;
}

static void
test_killed (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *institution = NULL;
  g_autofree char *deal = NULL;
  g_autofree char *stage = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  institution = create_institution (client, "Nantes");
  deal = create_deal (client, institution);
  sync_client_settle (client);
  sync_client_close (client);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--drop", client->folder, deal, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, result_cb, &result);
  sync_wait_until (is_set, &result, "Being killed");
  g_subprocess_wait_finish (process, result, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities WHERE stage = 'negotiation'"), ==, 0);

  {
    SyncClient *again = sync_client_new_private (client->folder);

    g_assert_cmpuint (rounds_workspace_get_pending (again->workspace), ==, 1);
    stage = sync_client_get_text (again, "SELECT stage FROM opportunities");
    g_assert_cmpstr (stage, ==, "negotiation");
    rounds_workspace_start (again->workspace);
    sync_client_wait_state (again, ROUNDS_SYNC_IN_SYNC);
    g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM opportunities WHERE stage = 'negotiation'"), ==, 1);
    assert_same_as_server (again, database);
    sync_client_free (again);
  }
  sync_client_free (client);
}

int
main (int   argc,
      char *argv[])
{
  /* No keyring of the person who runs the tests. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("TZ", "Europe/Paris", TRUE);

  if (argc == 4 && g_str_equal (argv[1], "--drop"))
    return drop (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/first-pull", test_first_pull);
  g_test_add_func ("/sync/offline-private", test_offline_private);
  g_test_add_func ("/sync/server-dies", test_server_dies);
  g_test_add_func ("/sync/two-computers", test_two_computers);
  g_test_add_func ("/sync/refused", test_refused);
  g_test_add_func ("/sync/lost-answer", test_lost_answer);
  g_test_add_func ("/sync/undo", test_undo);
  g_test_add_func ("/sync/history", test_history);
  g_test_add_func ("/sync/bulk", test_bulk);
  g_test_add_func ("/sync/other-database", test_other_database);
  g_test_add_func ("/sync/session", test_session);
  g_test_add_func ("/sync/import", test_import);
  g_test_add_func ("/sync/killed", test_killed);

  return g_test_run ();
}
