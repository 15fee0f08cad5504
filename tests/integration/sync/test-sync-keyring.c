/* test-sync-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "sync-harness.h"

/* A team's workspace on a computer with a keyring: libsecret's own, in a file, in the place of the desktop's. */

static void
run_sql (const char *uri,
         const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, ROUNDS_DATABASE_DEFAULT, &error);

  g_assert_no_error (error);
  rounds_database_execute (database, &error, sql, NULL);
  g_assert_no_error (error);
}

static gboolean
has_file (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

/* Whether any file of the folder holds the text. */
static gboolean
folder_has (const char *folder,
            const char *text)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_get_contents (path, &content, &length, NULL) && memmem (content, length, text, strlen (text)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_keyring (void)
{
  g_autoptr(RoundsTestServer) server = rounds_test_server_new ();
  const char *keyring = g_getenv ("SECRET_FILE_TEST_PATH");
  SyncClient *client;
  g_autofree char *institution = NULL;

  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  client = sync_client_new (server);
  sync_client_sign_in (client, "admin@example.com");
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_wait_until (has_file, (gpointer) keyring, "Writing the keyring");
  g_assert_null (rounds_workspace_get_message (client->workspace));

  /* The next start needs no password. */
  sync_client_reopen (client);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  for (guint i = 0; i < client->states->len; i++)
    g_assert_cmpuint (g_array_index (client->states, RoundsSyncState, i), !=, ROUNDS_SYNC_SIGNED_OUT);

  /* Nor does one without a network: it works offline with what it knows. */
  sync_client_reopen (client);
  sync_proxy_set_open (client->proxy, FALSE);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_OFFLINE);
  g_assert_nonnull (rounds_workspace_get_user (client->workspace));
  institution = sync_client_do (client, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":\"Nantes\"}}");
  sync_proxy_set_open (client->proxy, TRUE);
  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 1);

  /* The password is in no file of ours. */
  g_assert_false (folder_has (client->folder, ROUNDS_TEST_PASSWORD));

  /* The server ends all sessions: the person is asked again, and what waits is kept. */
  run_sql (server->uri, "DELETE FROM access_tokens");
  g_free (sync_client_do (client, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":\"Lyon\"}}"));
  sync_client_wait_state (client, ROUNDS_SYNC_SIGNED_OUT);
  g_assert_nonnull (rounds_workspace_get_message (client->workspace));
  g_assert_cmpuint (rounds_workspace_get_pending (client->workspace), ==, 1);
  sync_client_sign_in (client, "admin@example.com");
  sync_client_settle (client);
  g_assert_cmpint (sync_query_database (server->uri, "SELECT COUNT(*) FROM institutions"), ==, 2);

  /* Who signs out is asked at the next start. */
  rounds_workspace_sign_out (client->workspace);
  g_assert_cmpuint (rounds_workspace_get_state (client->workspace), ==, ROUNDS_SYNC_SIGNED_OUT);
  sync_client_reopen (client);
  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_SIGNED_OUT);
  sync_client_free (client);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("rounds-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of the keyring", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/keyring", test_keyring);

  status = g_test_run ();
  sync_remove_folder (folder);
  return status;
}
