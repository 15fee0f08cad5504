/* test-server-processes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "rounds-test-server.h"
#include "store/rounds-database.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-sync-changes.h"

/* Two processes on one database. */

#define N_WRITERS 16
#define N_INVOICES 8   /* of each writer */
#define KILL_AT 40     /* invoices that are issued when a process is killed */
#define RETRY_MS 20

/* Seconds in which a change must wake who waits; the waiting itself would take longer. */
#define WAIT 25
#define WAKE 12

typedef struct
{
  RoundsTestServer *servers[2];
  SoupSession *session;
  char *token;
  guint n_running;
  GHashTable *numbers;  /* of the invoices whose answer has come: number -> the invoice's id */
  guint n_failures;     /* requests that the killed process never answered */
} Fixture;

typedef void (*Answered) (gpointer user_data, guint status, JsonNode *data, GBytes *body);

typedef struct
{
  Answered answered;
  gpointer user_data;
} Request;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Request *request = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autoptr(JsonNode) node = NULL;
  JsonNode *data = NULL;

  if (body == NULL)
    {
      request->answered (request->user_data, 0, NULL, NULL);
      return;
    }

  node = rounds_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    data = json_object_get_member (json_node_get_object (node), "data");
  request->answered (request->user_data, soup_message_get_status (message), data, body);
}

/* Asks without waiting; status 0 is no answer at all. */
static void
ask (Fixture          *self,
     RoundsTestServer *server,
     const char       *method,
     const char       *path,
     const char       *body,
     Answered          answered,
     gpointer          user_data)
{
  g_autofree char *uri = g_strconcat (server->base, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  Request *request = g_new0 (Request, 1);

  request->answered = answered;
  request->user_data = user_data;
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, answer_cb, request);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->servers[0] = rounds_test_server_new ();
  self->servers[1] = rounds_test_server_new_beside (self->servers[0]);
  rounds_test_server_init (self->servers[0]);
  for (guint i = 0; i < G_N_ELEMENTS (self->servers); i++)
    rounds_test_server_start (self->servers[i], "--listen", "127.0.0.1:0", NULL);
  self->token = rounds_test_server_sign_in (self->servers[0], "admin@example.com");
  self->session = soup_session_new_with_options ("max-conns", 64, "max-conns-per-host", 32, "timeout", ROUNDS_TEST_SECONDS, NULL);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  rounds_test_server_free (self->servers[1]);
  rounds_test_server_free (self->servers[0]);
  g_hash_table_unref (self->numbers);
  g_free (self->token);
}

static const char *
get_text (JsonNode   *data,
          const char *member)
{
  return data != NULL && JSON_NODE_HOLDS_OBJECT (data) ? rounds_json_get_text (json_node_get_object (data), member) : NULL;
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("%s took more than %d seconds", (const char *) data, 3 * ROUNDS_TEST_SECONDS);
  return G_SOURCE_REMOVE;
}

/* Writers: each makes institutions, and an invoice for each, which it issues. */

typedef struct
{
  Fixture *fixture;
  guint number;
  guint n_asked;
  guint n_issued;
  char *institution;
  char *invoice;
} Writer;

static gboolean write_next (gpointer data);

static void
begin_again (Writer *self)
{
  g_clear_pointer (&self->institution, g_free);
  g_clear_pointer (&self->invoice, g_free);
  g_timeout_add (RETRY_MS, write_next, self);
}

static void
written_cb (gpointer  user_data,
            guint     status,
            JsonNode *data,
            GBytes   *body)
{
  Writer *self = user_data;
  Fixture *fixture = self->fixture;

  /* Killed under its hands, or too busy: what became of it nobody knows; a new one is begun. */
  if (status == 0 || status == 503)
    {
      fixture->n_failures++;
      begin_again (self);
      return;
    }
  if (status != 200 && status != 201)
    g_error ("A writer was answered %u: %.*s", status, (int) g_bytes_get_size (body), (char *) g_bytes_get_data (body, NULL));

  if (self->institution == NULL)
    self->institution = g_strdup (get_text (data, "id"));
  else if (self->invoice == NULL)
    self->invoice = g_strdup (get_text (data, "id"));
  else
    {
      const char *number = get_text (data, "invoiceNumber");

      g_assert_nonnull (number);
      if (!g_hash_table_insert (fixture->numbers, g_strdup (number), g_strdup (self->invoice)))
        g_error ("%s was given twice", number);
      g_clear_pointer (&self->institution, g_free);
      g_clear_pointer (&self->invoice, g_free);
      self->n_issued++;
    }

  write_next (self);
}

/* The two servers take turns; one that is down is left out. */
static RoundsTestServer *
choose_server (Writer *self)
{
  RoundsTestServer *server = self->fixture->servers[(self->number + self->n_asked++) % 2];

  return server->base != NULL ? server : self->fixture->servers[0];
}

static gboolean
write_next (gpointer data)
{
  Writer *self = data;
  RoundsTestServer *server = choose_server (self);
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (self->n_issued == N_INVOICES)
    {
      self->fixture->n_running--;
      return G_SOURCE_REMOVE;
    }

  if (self->institution == NULL)
    {
      body = g_strdup_printf ("{\"name\":\"Clinique %u-%u\"}", self->number, self->n_asked);
      ask (self->fixture, server, "POST", "/api/institutions", body, written_cb, self);
    }
  else if (self->invoice == NULL)
    {
      body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lits\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":100}]}",
                              self->institution);
      ask (self->fixture, server, "POST", "/api/invoices", body, written_cb, self);
    }
  else
    {
      path = g_strdup_printf ("/api/invoices/%s/send", self->invoice);
      ask (self->fixture, server, "PUT", path, NULL, written_cb, self);
    }

  return G_SOURCE_REMOVE;
}

/* Followers: each pulls from one server what has changed since the last time, as a client does. */

typedef struct
{
  Fixture *fixture;
  RoundsTestServer *server;
  gint64 since;
  gboolean is_asking;
  GHashTable *rows;  /* "kind id" -> JSON */
} Follower;

static gboolean follow_next (gpointer data);

static void
take (Follower     *self,
      RoundsEntity *entity)
{
  g_hash_table_insert (self->rows, g_strdup_printf ("%s %s", rounds_entity_get_kind (entity), rounds_entity_get_id (entity)),
                       rounds_json_from_entity (entity));
}

static void
followed_cb (gpointer  user_data,
             guint     status,
             JsonNode *data,
             GBytes   *body)
{
  Follower *self = user_data;
  g_autoptr(RoundsSyncChanges) changes = NULL;
  g_autoptr(GError) error = NULL;

  if (status == 0 || status == 503)
    {
      g_timeout_add (RETRY_MS, follow_next, self);
      return;
    }
  g_assert_cmpuint (status, ==, 200);

  changes = rounds_sync_changes_from_json (data, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < changes->records->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (changes->records, i);

      g_assert_cmpint (rounds_entity_get_revision (entity), >, self->since);
      self->since = rounds_entity_get_revision (entity);
      take (self, entity);
    }
  g_assert_cmpint (changes->next, >=, self->since);
  self->since = changes->next;

  /* Until the writers are done and nothing is left. */
  self->is_asking = self->fixture->n_running > 0 || changes->more || changes->records->len > 0;
  if (self->is_asking)
    follow_next (self);
}

static gboolean
follow_next (gpointer data)
{
  Follower *self = data;
  g_autofree char *path = g_strdup_printf ("/api/sync/changes?limit=50&wait=%d&since=%" G_GINT64_FORMAT,
                                           self->fixture->n_running > 0 ? 2 : 0, self->since);

  self->is_asking = TRUE;
  if (self->server->base != NULL)
    ask (self->fixture, self->server, "GET", path, NULL, followed_cb, self);
  else
    g_timeout_add (RETRY_MS, follow_next, self);

  return G_SOURCE_REMOVE;
}

/* What the database says in the end. */

static gint64
query (RoundsDatabase *database,
       const char     *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 result;

  rounds_database_query_integer (database, &result, &error, sql, NULL);
  g_assert_no_error (error);
  return result;
}

/* The numbers go from one to how many there are, and are those that were told. */
static void
assert_numbers (Fixture        *self,
                RoundsDatabase *database)
{
  const gint64 n_issued = query (database, "SELECT COUNT(*) FROM invoices WHERE invoice_number IS NOT NULL");
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer number;
  gpointer id;
  gboolean row;
  guint expected = 0;

  g_assert_cmpint (n_issued, >=, N_WRITERS * N_INVOICES);
  g_assert_cmpint (query (database, "SELECT COUNT(DISTINCT invoice_number) FROM invoices"), ==, n_issued);
  g_assert_cmpint (query (database, "SELECT MAX(last_number) FROM number_series WHERE series = 'invoice'"), ==, n_issued);

  statement = rounds_database_prepare (database, "SELECT invoice_number FROM invoices WHERE invoice_number IS NOT NULL ORDER BY 1", &error);
  g_assert_no_error (error);
  while (rounds_statement_step (statement, &row, &error) && row)
    {
      const char *digits = strrchr (rounds_statement_get_text (statement, 0), '-');

      g_assert_nonnull (digits);
      g_assert_cmpuint (g_ascii_strtoull (digits + 1, NULL, 10), ==, ++expected);
    }
  g_assert_no_error (error);

  g_hash_table_iter_init (&iter, self->numbers);
  while (g_hash_table_iter_next (&iter, &number, &id))
    {
      g_autofree char *found = NULL;

      rounds_database_query_text (database, &found, &error, "SELECT id FROM invoices WHERE invoice_number = $1", "s", number);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, id);
    }
}

/* Every row that clients get has a revision of its own, and who followed has every row as it is. */
static void
assert_rows (Fixture        *self,
             RoundsDatabase *database,
             Follower       *followers,
             guint           n_followers)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GHashTable) revisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  guint n_rows = 0;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsQuery) all = NULL;
      g_autoptr(GPtrArray) records = NULL;

      /* What administrators look at stays on the server. */
      if (kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY)
        continue;

      all = rounds_query_new (kinds[i]);
      rounds_query_set_include_deleted (all, TRUE);
      records = rounds_repository_list (database, all, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        {
          RoundsEntity *entity = g_ptr_array_index (records, j);
          gint64 revision = rounds_entity_get_revision (entity);
          g_autofree char *key = g_strdup_printf ("%s %s", kinds[i]->kind, rounds_entity_get_id (entity));
          g_autofree char *text = rounds_json_from_entity (entity);

          if (!g_hash_table_add (revisions, g_memdup2 (&revision, sizeof revision)))
            g_error ("Revision %" G_GINT64_FORMAT " was given twice", revision);
          for (guint k = 0; k < n_followers; k++)
            if (g_strcmp0 (g_hash_table_lookup (followers[k].rows, key), text) != 0)
              g_error ("Follower %u has of %s: %s\nnot: %s", k, key, (char *) g_hash_table_lookup (followers[k].rows, key), text);
          n_rows++;
        }
    }

  for (guint k = 0; k < n_followers; k++)
    g_assert_cmpuint (g_hash_table_size (followers[k].rows), ==, n_rows);
}

static void
test_killed (Fixture       *self,
             gconstpointer  data)
{
  Writer writers[N_WRITERS] = { 0 };
  Follower followers[2] = { 0 };
  const guint timeout = g_timeout_add_seconds (3 * ROUNDS_TEST_SECONDS, too_late_cb, (gpointer) "Writing");
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  self->n_running = N_WRITERS;
  for (guint i = 0; i < N_WRITERS; i++)
    {
      writers[i].fixture = self;
      writers[i].number = i;
      write_next (&writers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (followers); i++)
    {
      followers[i].fixture = self;
      followers[i].server = self->servers[i];
      followers[i].rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      follow_next (&followers[i]);
    }

  while (g_hash_table_size (self->numbers) < KILL_AT)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (rounds_test_server_stop (self->servers[1], SIGKILL), ==, -1);
  while (g_hash_table_size (self->numbers) < 2 * KILL_AT)
    g_main_context_iteration (NULL, TRUE);
  rounds_test_server_start (self->servers[1], "--listen", "127.0.0.1:0", NULL);

  while (self->n_running > 0 || followers[0].is_asking || followers[1].is_asking)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  g_test_message ("%u requests were not answered", self->n_failures);

  /* What was written last may have come after a follower's last question. */
  for (guint i = 0; i < G_N_ELEMENTS (followers); i++)
    {
      follow_next (&followers[i]);
      while (followers[i].is_asking)
        g_main_context_iteration (NULL, TRUE);
    }

  database = rounds_database_open (self->servers[0]->uri, ROUNDS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_numbers (self, database);
  assert_rows (self, database, followers, G_N_ELEMENTS (followers));
  g_assert_true (rounds_database_check (database, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (followers); i++)
    g_hash_table_unref (followers[i].rows);
}

typedef struct
{
  gboolean done;
  guint n_records;
} Woken;

static void
woken_cb (gpointer  user_data,
          guint     status,
          JsonNode *data,
          GBytes   *body)
{
  Woken *self = user_data;
  g_autoptr(RoundsSyncChanges) changes = rounds_sync_changes_from_json (data, NULL);

  g_assert_cmpuint (status, ==, 200);
  self->n_records = changes->records->len;
  self->done = TRUE;
}

static gint64
get_head (Fixture          *self,
          RoundsTestServer *server)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, self->token, "GET", "/api/sync/changes?limit=1", NULL, 200);

  return rounds_test_answer_get_integer (answer, "head");
}

static void
create_institution (Fixture          *self,
                    RoundsTestServer *server)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, self->token, "POST", "/api/institutions",
                                                           "{\"name\":\"Clinique du réveil\"}", 201);
}

/* Who waits at one process is woken by what is written at either. */
static void
test_wake (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      RoundsTestServer *writing = self->servers[i % 2];
      const gint64 head = get_head (self, writing);
      g_autofree char *path = g_strdup_printf ("/api/sync/changes?wait=%d&since=%" G_GINT64_FORMAT, WAIT, head);
      Woken woken[2] = { 0 };
      gint64 start;

      for (guint j = 0; j < G_N_ELEMENTS (woken); j++)
        {
          ask (self, self->servers[j], "GET", path, NULL, woken_cb, &woken[j]);
          /* One answer later it waits. */
          get_head (self, self->servers[j]);
        }
      g_assert_false (woken[0].done || woken[1].done);

      start = g_get_monotonic_time ();
      create_institution (self, writing);
      while (!woken[0].done || !woken[1].done)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint ((g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, WAKE);
      g_assert_cmpuint (woken[0].n_records, ==, 1);
      g_assert_cmpuint (woken[1].n_records, ==, 1);
    }
}

static gpointer
migrate (gpointer data)
{
  RoundsTestServer *server = data;
  g_autofree char *errors = NULL;
  int status = rounds_test_server_run (server, NULL, &errors, "migrate", "--database", server->uri, NULL);

  if (status != 0)
    g_error ("migrate: %s", errors);
  return NULL;
}

static guint
count_listed (Fixture    *self,
              const char *path)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (self->servers[0], self->token, "GET", path, NULL, 200);

  return json_array_get_length (json_node_get_array (answer->data));
}

/* A workspace of a version without seeds gets them once, whoever is first; what a team deletes stays away. */
static void
test_seeds (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(RoundsTestAnswer) reasons = NULL;
  g_autoptr(RoundsTestAnswer) deleted = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  GThread *threads[4];

  g_assert_cmpuint (count_listed (self, "/api/lost-reasons"), ==, 7);
  g_assert_cmpuint (count_listed (self, "/api/pipelines?isDefault=true"), ==, 1);

  database = rounds_database_open (self->servers[0]->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_begin (database, &error));
  g_assert_true (rounds_database_run_script (database, "DELETE FROM lost_reasons; DELETE FROM pipelines;", &error));
  g_assert_true (rounds_database_commit (database, &error));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", migrate, self->servers[i % 2]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  reasons = rounds_test_expect (self->servers[1], self->token, "GET", "/api/lost-reasons?sortBy=position", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (reasons->data)), ==, 7);
  g_assert_cmpuint (count_listed (self, "/api/pipelines"), ==, 1);

  path = g_strconcat ("/api/lost-reasons/",
                      rounds_json_get_text (json_array_get_object_element (json_node_get_array (reasons->data), 0), "id"), NULL);
  deleted = rounds_test_expect (self->servers[0], self->token, "DELETE", path, NULL, 200);
  migrate (self->servers[0]);
  g_assert_cmpuint (count_listed (self, "/api/lost-reasons"), ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/server/processes/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/server/processes/wake", Fixture, NULL, set_up, test_wake, tear_down);
  g_test_add ("/server/processes/seeds", Fixture, NULL, set_up, test_seeds, tear_down);

  return g_test_run ();
}
