/* test-server-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "rounds-test-server.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-sync-changes.h"
#include "wire/rounds-sync-operation.h"

/* Pull and push, read and written by what the client uses. */

static RoundsTestServer *server;
static char *admin;
static char *north;
static char *south;

static RoundsSyncChanges *
pull (const char *token,
      const char *query)
{
  g_autofree char *path = g_strconcat ("/api/sync/changes", query, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_envelope_parse (answer->status, answer->text, (gssize) answer->length, &error);
  RoundsSyncChanges *changes;

  g_assert_no_error (error);
  changes = rounds_sync_changes_from_json (data, &error);
  g_assert_no_error (error);

  return changes;
}

static GPtrArray *
push (const char *token,
      GPtrArray  *operations)
{
  g_autofree char *body = rounds_sync_operations_to_json (operations, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", "/api/sync/operations", body, 200);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_envelope_parse (answer->status, answer->text, (gssize) answer->length, &error);
  GPtrArray *results = rounds_sync_results_from_json (data, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, operations->len);
  return results;
}

static GPtrArray *
batch (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_operation_free);
}

static RoundsSyncOperation *
add (GPtrArray  *operations,
     const char *name,
     const char *format,
     ...)
{
  g_autofree char *text = NULL;
  g_autofree char *id = rounds_id_new ();
  g_autoptr(JsonObject) arguments = NULL;
  RoundsSyncOperation *operation;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  arguments = rounds_json_parse_object (text, -1, NULL);
  g_assert_nonnull (arguments);
  operation = rounds_sync_operation_new (id, name, arguments, g_get_real_time ());
  g_ptr_array_add (operations, operation);

  return operation;
}

static RoundsEntity *
find (RoundsSyncChanges *changes,
      const char        *id)
{
  for (guint i = 0; i < changes->records->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (changes->records, i)), id) == 0)
      return g_ptr_array_index (changes->records, i);

  return NULL;
}

static char *
since (gint64 revision)
{
  return g_strdup_printf ("?since=%" G_GINT64_FORMAT, revision);
}

static gint64
get_head (void)
{
  g_autoptr(RoundsSyncChanges) changes = pull (admin, "");

  return changes->head;
}

static char *
create_institution (const char *token,
                    const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", "/api/institutions", body, 201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static void
test_pages (void)
{
  gint64 head = get_head ();
  gint64 at = head;
  guint n = 0;
  gboolean more = TRUE;

  for (guint i = 0; i < 7; i++)
    g_free (create_institution (admin, "Page par page"));

  while (more)
    {
      g_autofree char *query = g_strdup_printf ("?since=%" G_GINT64_FORMAT "&limit=3", at);
      g_autoptr(RoundsSyncChanges) changes = pull (admin, query);

      g_assert_cmpint (changes->total, ==, 7 - n);
      g_assert_cmpint (changes->head, ==, head + 7);
      for (guint i = 0; i < changes->records->len; i++)
        {
          gint64 revision = rounds_entity_get_revision (g_ptr_array_index (changes->records, i));

          g_assert_cmpint (revision, >, at);
          at = revision;
        }
      n += changes->records->len;
      more = changes->more;
      g_assert_cmpint (changes->next, ==, more ? at : changes->head);
    }
  g_assert_cmpuint (n, ==, 7);
}

static void
test_tombstones (void)
{
  g_autofree char *id = create_institution (admin, "Bientôt disparue");
  g_autofree char *path = g_strconcat ("/api/institutions/", id, NULL);
  gint64 head = get_head ();
  g_autofree char *query = since (head);
  g_autoptr(RoundsTestAnswer) deleted = rounds_test_expect (server, admin, "DELETE", path, NULL, 200);
  g_autoptr(RoundsSyncChanges) changes = pull (admin, query);
  RoundsEntity *entity = find (changes, id);

  g_assert_nonnull (entity);
  g_assert_true (rounds_entity_is_deleted (entity));
}

static void
test_parts (void)
{
  g_autofree char *id = create_institution (admin, "Avec facture");
  gint64 head = get_head ();
  g_autofree char *query = since (head);
  g_autofree char *body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Parties\",\"lines\":[{\"description\":\"A\",\"unitPrice\":1}]}", id);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, "POST", "/api/invoices", body, 201);
  g_autoptr(RoundsSyncChanges) changes = pull (admin, query);
  guint n_lines = 0;

  for (guint i = 0; i < changes->records->len; i++)
    if (g_str_equal (rounds_entity_get_kind (g_ptr_array_index (changes->records, i)), "invoice-line"))
      n_lines++;
  g_assert_cmpuint (n_lines, ==, 1);
}

/* Each sees the own team's and what nobody has. */
static void
test_scopes (void)
{
  gint64 head = get_head ();
  g_autofree char *query = since (head);
  g_autofree char *free_id = create_institution (north, "À personne");
  g_autofree char *deal = g_strdup_printf ("{\"institutionId\":\"%s\",\"name\":\"Du nord\",\"expectedCloseDate\":\"2027-01-31\"}", free_id);
  g_autoptr(RoundsTestAnswer) created = rounds_test_expect (server, north, "POST", "/api/opportunities", deal, 201);
  const char *deal_id = rounds_test_answer_get (created, "id");
  g_autoptr(RoundsSyncChanges) of_north = pull (north, query);
  g_autoptr(RoundsSyncChanges) of_south = pull (south, query);
  g_autoptr(RoundsSyncChanges) of_admin = pull (admin, query);
  g_autoptr(RoundsSyncChanges) all_of_south = pull (south, "");

  g_assert_nonnull (find (of_north, free_id));
  g_assert_nonnull (find (of_north, deal_id));
  g_assert_nonnull (find (of_south, free_id));
  g_assert_null (find (of_south, deal_id));
  g_assert_nonnull (find (of_admin, deal_id));
  g_assert_cmpint (of_south->next, ==, of_north->next);

  for (guint i = 0; i < all_of_south->records->len; i++)
    g_assert_cmpstr (rounds_entity_get_kind (g_ptr_array_index (all_of_south->records, i)), !=, "stage-change");
}

static void
test_operations (void)
{
  g_autoptr(GPtrArray) operations = batch ();
  g_autofree char *id = rounds_id_new ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(RoundsSyncChanges) changes = NULL;
  g_autofree char *query = since (get_head ());
  RoundsSyncResult *result;
  gint64 head;

  add (operations, "record.create", "{\"kind\":\"institution\",\"id\":\"%s\",\"values\":{\"name\":\"Poussée\"}}", id);
  add (operations, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":7}}");
  add (operations, "record.paint", "{}");
  add (operations, "record.update", "{\"kind\":\"institution\",\"id\":\"%s\",\"values\":{\"mainPhone\":\"02 40 00 00 02\"}}", id);

  results = push (admin, operations);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_APPLIED);
  g_assert_cmpstr (rounds_json_get_text (json_node_get_object (result->result), "id"), ==, id);
  result = g_ptr_array_index (results, 1);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_REJECTED);
  g_assert_cmpstr (rounds_problem_get_code (result->problem), ==, "VALIDATION_ERROR");
  g_assert_cmpuint (rounds_problem_get_fields (result->problem)->len, ==, 1);
  result = g_ptr_array_index (results, 2);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_REJECTED);
  g_assert_cmpstr (rounds_problem_get_code (result->problem), ==, "UNKNOWN_OPERATION");
  result = g_ptr_array_index (results, 3);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_APPLIED);

  changes = pull (admin, query);
  g_assert_cmpstr (rounds_entity_get_text (find (changes, id), "main-phone"), ==, "02 40 00 00 02");

  /* Sent again because the answer was lost: nothing happens. */
  head = get_head ();
  again = push (admin, operations);
  for (guint i = 0; i < again->len; i++)
    {
      result = g_ptr_array_index (again, i);
      g_assert_cmpint (result->status, ==, ROUNDS_SYNC_DUPLICATE);
      g_assert_true ((result->problem != NULL) == (i == 1 || i == 2));
    }
  result = g_ptr_array_index (again, 1);
  g_assert_cmpstr (rounds_problem_get_code (result->problem), ==, "VALIDATION_ERROR");
  g_assert_cmpint (get_head (), ==, head);
}

/* Moves a new deal at a time that the client says, and answers when the server says it was. */
static gint64
move_at (const char *deal_path,
         const char *id,
         const char *stage,
         gint64      at)
{
  g_autoptr(GPtrArray) operations = batch ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(RoundsTestAnswer) answer = NULL;
  RoundsSyncResult *result;
  gint64 moved;

  add (operations, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"%s\"}", id, stage)->created_at = at;
  results = push (admin, operations);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_APPLIED);

  answer = rounds_test_expect (server, admin, "GET", deal_path, NULL, 200);
  g_assert_true (rounds_instant_parse (rounds_test_answer_get (answer, "stageChangedAt"), &moved));
  return moved;
}

/* What was done without a network was done then; a clock that is wrong moves nothing far. */
static void
test_times (void)
{
  g_autofree char *institution = create_institution (admin, "Hors ligne");
  g_autofree char *body = g_strdup_printf ("{\"institutionId\":\"%s\",\"name\":\"Hier\",\"expectedCloseDate\":\"2027-01-31\"}", institution);
  g_autoptr(RoundsTestAnswer) created = rounds_test_expect (server, admin, "POST", "/api/opportunities", body, 201);
  const char *id = rounds_test_answer_get (created, "id");
  g_autofree char *path = g_strconcat ("/api/opportunities/", id, NULL);
  /* Instants are kept to the millisecond. */
  gint64 now = g_get_real_time () / 1000 * 1000;
  gint64 moved;

  moved = move_at (path, id, "qualification", now - G_TIME_SPAN_DAY);
  g_assert_cmpint (moved, ==, now - G_TIME_SPAN_DAY);

  moved = move_at (path, id, "proposal", now + G_TIME_SPAN_DAY);
  g_assert_cmpint (moved, >=, now);
  g_assert_cmpint (moved, <=, g_get_real_time ());

  moved = move_at (path, id, "negotiation", now - 400 * G_TIME_SPAN_DAY);
  g_assert_cmpint (moved, >=, now - 60 * G_TIME_SPAN_DAY);
  g_assert_cmpint (moved, <=, g_get_real_time () - 60 * G_TIME_SPAN_DAY);
}

/* Numbers of invoices and their dates rise together, so an invoice is issued when the server does it. */
static void
test_issue_time (void)
{
  g_autofree char *institution = create_institution (admin, "Facturée");
  g_autofree char *body = g_strdup_printf ("{\"institutionId\":\"%s\",\"title\":\"Lit\",\"lines\":[{\"description\":\"Lit\",\"unitPrice\":1}]}", institution);
  g_autoptr(RoundsTestAnswer) created = rounds_test_expect (server, admin, "POST", "/api/invoices", body, 201);
  const char *id = rounds_test_answer_get (created, "id");
  g_autofree char *path = g_strconcat ("/api/invoices/", id, NULL);
  g_autoptr(GPtrArray) operations = batch ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(RoundsTestAnswer) invoice = NULL;
  gint64 before = g_get_real_time () / 1000 * 1000;
  gint64 sent;

  add (operations, "invoice.issue", "{\"id\":\"%s\"}", id)->created_at = before - 2 * G_TIME_SPAN_DAY;
  results = push (admin, operations);
  g_assert_cmpint (((RoundsSyncResult *) g_ptr_array_index (results, 0))->status, ==, ROUNDS_SYNC_APPLIED);
  invoice = rounds_test_expect (server, admin, "GET", path, NULL, 200);
  g_assert_true (rounds_instant_parse (rounds_test_answer_get (invoice, "sentAt"), &sent));
  g_assert_cmpint (sent, >=, before);
}

/* An id is one person's; the policy holds for pushes too. */
static void
test_operations_of_others (void)
{
  g_autofree char *institution = create_institution (admin, "Pour pousser");
  g_autofree char *id = rounds_id_new ();
  g_autoptr(GPtrArray) operations = batch ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) stolen = NULL;
  g_autoptr(GPtrArray) moves = batch ();
  g_autoptr(GPtrArray) refused = NULL;
  RoundsSyncResult *result;

  add (operations, "record.create",
       "{\"kind\":\"opportunity\",\"id\":\"%s\",\"values\":{\"name\":\"Poussé\",\"institutionId\":\"%s\",\"expectedCloseDate\":\"2027-01-31\"}}",
       id, institution);
  results = push (north, operations);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_APPLIED);

  stolen = push (south, operations);
  result = g_ptr_array_index (stolen, 0);
  g_assert_cmpint (result->status, ==, ROUNDS_SYNC_REJECTED);
  g_assert_null (result->result);

  add (moves, "opportunity.move", "{\"id\":\"%s\",\"stage\":\"closed_won\"}", id);
  add (moves, "record.delete", "{\"kind\":\"opportunity\",\"id\":\"%s\"}", id);
  add (moves, "record.create", "{\"kind\":\"team\",\"values\":{\"name\":\"Sneaky\"}}");
  add (moves, "batch.run", "{\"operations\":[{\"name\":\"opportunity.move\",\"arguments\":{\"id\":\"%s\",\"stage\":\"closed_won\"}}]}", id);
  refused = push (south, moves);
  for (guint i = 0; i < refused->len; i++)
    {
      result = g_ptr_array_index (refused, i);
      g_assert_cmpint (result->status, ==, ROUNDS_SYNC_REJECTED);
      g_assert_cmpuint (rounds_problem_get_status (result->problem), ==, 403);
    }
}

static void
test_bad_batches (void)
{
  static const char * const bodies[] = {
    "{}",
    "{\"operations\":{}}",
    "{\"operations\":[1]}",
    "{\"operations\":[{\"id\":\"x\",\"name\":\"record.create\",\"arguments\":{}}]}",
    "{\"operations\":[{\"id\":\"01a1ff10-1808-7558-ad8d-4a9bcac973ea\",\"arguments\":{}}]}",
    "{\"operations\":[{\"id\":\"01a1ff10-1808-7558-ad8d-4a9bcac973ea\",\"name\":\"record.create\",\"arguments\":[]}]}",
    "{\"operations\":[],\"force\":true}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, admin, "POST", "/api/sync/operations", bodies[i]);
      rounds_test_answer_assert_problem (answer, 422, "VALIDATION_ERROR");
    }
}

static void
on_pulled (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GBytes **bytes = user_data;
  g_autoptr(GError) error = NULL;

  *bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* A pull that waits is answered by the next change, and keeps no thread: more wait than there are threads. */
static void
test_waiting (void)
{
  gint64 head = get_head ();
  g_autofree char *uri = g_strdup_printf ("%s/api/sync/changes?since=%" G_GINT64_FORMAT "&wait=25", server->base, head);
  g_autofree char *bearer = g_strconcat ("Bearer ", admin, NULL);
  g_autofree char *short_query = g_strdup_printf ("?since=%" G_GINT64_FORMAT "&wait=1", head);
  gint64 started = g_get_monotonic_time ();
  g_autoptr(SoupSession) waiting_session = soup_session_new_with_options ("max-conns", 20, "max-conns-per-host", 20, NULL);
  GBytes *answers[8] = { NULL };
  g_autoptr(RoundsSyncChanges) nothing = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
      soup_session_send_and_read_async (waiting_session, message, G_PRIORITY_DEFAULT, NULL, on_pulled, &answers[i]);
    }

  nothing = pull (admin, short_query);
  g_assert_cmpuint (nothing->records->len, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_null (answers[i]);

  id = create_institution (admin, "Enfin du nouveau");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      while (answers[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (answers[i], NULL), (gssize) g_bytes_get_size (answers[i]), id));
      g_bytes_unref (answers[i]);
    }
  g_assert_cmpint (g_get_monotonic_time () - started, <, 20 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "north@example.com", "user", "North");
  rounds_test_server_add_user (server, "south@example.com", "team_admin", "South");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  north = rounds_test_server_sign_in (server, "north@example.com");
  south = rounds_test_server_sign_in (server, "south@example.com");

  g_test_add_func ("/server/sync/pages", test_pages);
  g_test_add_func ("/server/sync/tombstones", test_tombstones);
  g_test_add_func ("/server/sync/parts", test_parts);
  g_test_add_func ("/server/sync/scopes", test_scopes);
  g_test_add_func ("/server/sync/operations", test_operations);
  g_test_add_func ("/server/sync/operations-of-others", test_operations_of_others);
  g_test_add_func ("/server/sync/times", test_times);
  g_test_add_func ("/server/sync/issue-time", test_issue_time);
  g_test_add_func ("/server/sync/bad-batches", test_bad_batches);
  g_test_add_func ("/server/sync/waiting", test_waiting);
  status = g_test_run ();

  g_free (admin);
  g_free (north);
  g_free (south);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
