/* sync-harness.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-harness.h"

#include <glib/gstdio.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* Seconds that anything here may take, on a busy machine under a sanitizer. */
#define PATIENCE 120

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("%s took more than %d seconds", (const char *) user_data, PATIENCE);
  return G_SOURCE_REMOVE;
}

void
sync_wait_until (gboolean   (*done) (gpointer user_data),
                 gpointer     user_data,
                 const char  *what)
{
  guint timeout = g_timeout_add_seconds (PATIENCE, too_late_cb, (gpointer) what);

  while (!done (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

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

static GAsyncResult *
wait_result (GAsyncResult **result,
             const char    *what)
{
  sync_wait_until (is_set, result, what);
  return *result;
}

/* Clients */

static void
state_cb (SyncClient *self)
{
  RoundsSyncState state = rounds_workspace_get_state (self->workspace);

  g_array_append_val (self->states, state);
}

static void
refused_cb (SyncClient   *self,
            const char   *label,
            const GError *problem)
{
  g_assert_nonnull (label);
  g_assert_nonnull (problem);
  self->refused++;
}

static void
open_workspace (SyncClient *self)
{
  g_autoptr(GError) error = NULL;

  self->workspace = rounds_workspace_new (self->folder, self->proxy != NULL ? sync_proxy_get_url (self->proxy) : NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->workspace, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect_swapped (self->workspace, "refused", G_CALLBACK (refused_cb), self);
}

/**
 * sync_client_new_private:
 * @folder: (nullable): a folder that has been worked in, which stays; %NULL for one of its own
 *
 * Returns: (transfer full): a private workspace, not started
 */
SyncClient *
sync_client_new_private (const char *folder)
{
  SyncClient *self = g_new0 (SyncClient, 1);

  self->folder = folder != NULL ? g_strdup (folder) : g_dir_make_tmp ("rounds-private-XXXXXX", NULL);
  self->states = g_array_new (FALSE, FALSE, sizeof (RoundsSyncState));
  open_workspace (self);

  return self;
}

/**
 * sync_client_new:
 *
 * Returns: (transfer full): a team's workspace with a way of its own to the server, not started
 */
SyncClient *
sync_client_new (RoundsTestServer *server)
{
  SyncClient *self = g_new0 (SyncClient, 1);

  self->folder = g_dir_make_tmp ("rounds-client-XXXXXX", NULL);
  self->states = g_array_new (FALSE, FALSE, sizeof (RoundsSyncState));
  self->proxy = sync_proxy_new (server->base);
  open_workspace (self);

  return self;
}

static void
finalized_cb (gpointer  user_data,
              GObject  *object)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/**
 * sync_client_close:
 *
 * Ends the program on that computer.
 */
void
sync_client_close (SyncClient *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  gboolean finalized = FALSE;

  rounds_workspace_stop_async (self->workspace, result_cb, &result);
  g_assert_true (rounds_workspace_stop_finish (self->workspace, wait_result (&result, "Stopping"), NULL));
  g_clear_object (&result);

  /* It goes when the answers of what was cancelled have come. */
  g_object_weak_ref (G_OBJECT (self->workspace), finalized_cb, &finalized);
  g_clear_object (&self->workspace);
  sync_wait_until (is_true, &finalized, "Letting go of the workspace");
  self->signed_in = FALSE;
}

/**
 * sync_client_reopen:
 *
 * Starts the program again; rounds_workspace_start() is the caller's.
 */
void
sync_client_reopen (SyncClient *self)
{
  sync_client_close (self);
  sync_client_open (self);
}

/**
 * sync_client_open:
 *
 * Starts the program that was closed.
 */
void
sync_client_open (SyncClient *self)
{
  g_array_set_size (self->states, 0);
  open_workspace (self);
}

void
sync_client_free (SyncClient *self)
{
  if (self->workspace != NULL)
    sync_client_close (self);
  g_clear_pointer (&self->proxy, sync_proxy_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sync_remove_folder (self->folder);
  g_array_unref (self->states);
  g_free (self->folder);
  g_free (self->undo_id);
  g_free (self);
}

static gboolean
is_in_state (gpointer user_data)
{
  gpointer *data = user_data;

  return rounds_workspace_get_state (data[0]) == (RoundsSyncState) GPOINTER_TO_UINT (data[1]);
}

void
sync_client_wait_state (SyncClient      *self,
                        RoundsSyncState  state)
{
  gpointer data[] = { self->workspace, GUINT_TO_POINTER ((guint) state) };
  g_autofree char *what = g_strdup_printf ("State %d", (int) state);

  sync_wait_until (is_in_state, data, what);
}

static gboolean
is_settled (gpointer user_data)
{
  RoundsSyncState state = rounds_workspace_get_state (user_data);

  /* On a network that is whole again there is no reason to wait for the next attempt. */
  if (state == ROUNDS_SYNC_OFFLINE)
    rounds_workspace_sync_now (user_data);

  return state == ROUNDS_SYNC_IN_SYNC || state == ROUNDS_SYNC_REFUSED;
}

/**
 * sync_client_settle:
 *
 * Waits until nothing waits and the server's head is reached.
 */
void
sync_client_settle (SyncClient *self)
{
  rounds_workspace_sync_now (self->workspace);
  sync_wait_until (is_settled, self->workspace, "Settling");
  g_assert_cmpuint (rounds_workspace_get_pending (self->workspace), ==, 0);
}

/**
 * sync_client_sign_in:
 *
 * Starts, and signs in as the Secret Service, which is not there, cannot.
 */
void
sync_client_sign_in (SyncClient *self,
                     const char *email)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  rounds_workspace_start (self->workspace);
  sync_client_wait_state (self, ROUNDS_SYNC_SIGNED_OUT);
  rounds_workspace_sign_in_async (self->workspace, email, ROUNDS_TEST_PASSWORD, NULL, result_cb, &result);
  rounds_workspace_sign_in_finish (self->workspace, wait_result (&result, "Signing in"), &error);
  g_assert_no_error (error);
  self->signed_in = TRUE;
}

static JsonNode *
run (SyncClient  *self,
     const char  *operation,
     const char  *text,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(GError) local = NULL;
  JsonNode *answer;

  arguments = rounds_json_parse_object (text, -1, &local);
  g_assert_no_error (local);
  rounds_workspace_run_async (self->workspace, operation, arguments, NULL, result_cb, &result);
  wait_result (&result, operation);
  g_clear_pointer (&self->undo_id, g_free);
  answer = rounds_workspace_run_finish (self->workspace, result, &self->undo_id, error);
  if (answer != NULL)
    self->done++;

  return answer;
}

/**
 * sync_client_try:
 *
 * Returns: (transfer full): what the operation answered
 */
JsonNode *
sync_client_try (SyncClient  *self,
                 GError     **error,
                 const char  *operation,
                 const char  *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);

  return run (self, operation, text, error);
}

/**
 * sync_client_do:
 *
 * Returns: (transfer full) (nullable): the id of the record that the operation answered
 */
char *
sync_client_do (SyncClient *self,
                const char *operation,
                const char *format,
                ...)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);

  answer = run (self, operation, text, &error);
  g_assert_no_error (error);
  return JSON_NODE_HOLDS_OBJECT (answer) ? g_strdup (rounds_json_get_text (json_node_get_object (answer), "id")) : NULL;
}

gboolean
sync_client_undo (SyncClient  *self,
                  const char  *undo_id,
                  GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  gboolean done;

  rounds_workspace_undo_async (self->workspace, undo_id, NULL, result_cb, &result);
  done = rounds_workspace_undo_finish (self->workspace, wait_result (&result, "Undoing"), error);
  if (done)
    self->done++;

  return done;
}

static gpointer
query_text (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *text = NULL;

  if (!rounds_database_query_text (database, &text, error, user_data, NULL))
    return NULL;
  return text != NULL ? text : g_strdup ("");
}

/**
 * sync_client_get_text:
 *
 * Returns: (transfer full): what a query of the cache answers; empty for nothing
 */
char *
sync_client_get_text (SyncClient *self,
                      const char *sql)
{
  g_autoptr(GError) error = NULL;
  char *text = rounds_store_read (rounds_workspace_get_store (self->workspace), query_text, (gpointer) sql, &error);

  g_assert_no_error (error);
  return text;
}

/* Rows */

/* What is private to somebody, and so not to be compared with what another has of it. */
static gboolean
is_private (RoundsEntity *entity)
{
  const char *kind = rounds_entity_get_kind (entity);

  if (g_str_equal (kind, "note"))
    return rounds_entity_get_boolean (entity, "is-private");
  if (g_str_equal (kind, "segment") || g_str_equal (kind, "saved-view"))
    return g_strcmp0 (rounds_entity_get_text (entity, "visibility"), "private") == 0;
  if (g_str_equal (kind, "comment") || g_str_equal (kind, "attachment"))
    return g_strcmp0 (rounds_entity_get_text (entity, "record-kind"), "note") == 0;

  return g_str_equal (kind, "note-share") || g_str_equal (kind, "notification");
}

static gpointer
collect (RoundsDatabase  *database,
         RoundsChanges   *changes,
         gpointer         user_data,
         GCancellable    *cancellable,
         GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsQuery) query = NULL;
      g_autoptr(GPtrArray) records = NULL;

      if (kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY)
        continue;

      query = rounds_query_new (kinds[i]);
      rounds_query_set_include_deleted (query, TRUE);
      records = rounds_repository_list (database, query, error);
      g_assert_nonnull (records);
      for (guint j = 0; j < records->len; j++)
        {
          RoundsEntity *entity = g_ptr_array_index (records, j);

          if (!is_private (entity))
            g_hash_table_insert (rows, g_strdup_printf ("%s %s", kinds[i]->kind, rounds_entity_get_id (entity)),
                                 rounds_json_from_entity (entity));
        }
    }

  return rows;
}

static RoundsDatabase *
open_database (const char *uri)
{
  g_autoptr(GError) error = NULL;
  RoundsDatabase *database = rounds_database_open (uri, ROUNDS_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  return database;
}

/**
 * sync_rows_of_database:
 * @uri: a server's database
 *
 * Returns: (transfer full): every record in it, tombstones too: "kind id" to its JSON
 */
GHashTable *
sync_rows_of_database (const char *uri)
{
  g_autoptr(RoundsDatabase) database = open_database (uri);
  g_autoptr(GError) error = NULL;
  GHashTable *rows = collect (database, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

GHashTable *
sync_rows_of_store (RoundsStore *store)
{
  g_autoptr(GError) error = NULL;
  GHashTable *rows = rounds_store_read (store, collect, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

/**
 * sync_assert_same_rows:
 *
 * Says which row differs.
 */
void
sync_assert_same_rows (GHashTable *expected,
                       GHashTable *found)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *other = g_hash_table_lookup (found, key);

      if (other == NULL)
        g_error ("%s is missing: %s", (char *) key, (char *) value);
      if (!g_str_equal (other, value))
        g_error ("%s differs:\n%s\n%s", (char *) key, (char *) value, other);
    }

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (expected, key))
      g_error ("%s is too much: %s", (char *) key, (char *) value);
}

gint64
sync_query_database (const char *uri,
                 const char *sql)
{
  g_autoptr(RoundsDatabase) database = open_database (uri);
  g_autoptr(GError) error = NULL;
  gint64 result;

  rounds_database_query_integer (database, &result, &error, sql, NULL);
  g_assert_no_error (error);
  return result;
}

void
sync_remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        sync_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}
