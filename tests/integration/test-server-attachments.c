/* test-server-attachments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "rounds-test-server.h"
#include "store/rounds-database.h"

/* Documents, from the file that is sent to the one that comes back. */

static RoundsTestServer *server;
static char *token;

static const char pdf[] = "%PDF-1.4 devis\n";

static void
start (void)
{
  g_autofree char *files = g_build_filename (server->folder, "files", NULL);

  rounds_test_server_start (server, "--listen", "127.0.0.1:0", "--files", files, NULL);
}

static char *
create_institution (void)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", "/api/institutions", "{\"name\":\"CH des fichiers\"}",
                                                           201);

  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static RoundsTestAnswer *
send_file (const char *query,
           const char *text,
           guint       status)
{
  g_autofree char *path = g_strconcat ("/api/attachments", query, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  RoundsTestAnswer *answer = rounds_test_server_send_bytes (server, token, "POST", path, "application/pdf", bytes, NULL);

  if (answer->status != status)
    g_error ("%s: %u %s", path, answer->status, answer->text);
  return answer;
}

static char *
get_hash (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* Where the content is kept. */
static char *
get_place (const char *text)
{
  g_autofree char *hash = get_hash (text);

  return g_strdup_printf ("%s/files/%.2s/%s", server->folder, hash, hash);
}

static void
test_life (void)
{
  g_autofree char *institution = create_institution ();
  g_autofree char *query = g_strdup_printf ("?recordKind=institution&recordId=%s&fileName=..%%2F..%%2Fetc%%2FDevis%%20n%%C2%%B01.pdf", institution);
  g_autofree char *place = get_place (pdf);
  g_autofree char *hash = get_hash (pdf);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", hash);
  g_autoptr(RoundsTestAnswer) sent = send_file (query, pdf, 201);
  g_autoptr(RoundsTestAnswer) again = send_file (query, pdf, 201);
  g_autofree char *path = g_strdup_printf ("/api/attachments/%s/content", rounds_test_answer_get (sent, "id"));
  g_autofree char *record = g_strdup_printf ("/api/attachments/%s", rounds_test_answer_get (sent, "id"));
  g_autoptr(RoundsTestAnswer) content = NULL;
  g_autoptr(RoundsTestAnswer) renamed = NULL;
  g_autoptr(RoundsTestAnswer) deleted = NULL;
  g_autoptr(RoundsTestAnswer) gone = NULL;
  g_autofree char *kept = NULL;
  gsize length;

  g_assert_cmpstr (rounds_test_answer_get (sent, "fileName"), ==, "Devis n°1.pdf");
  g_assert_cmpstr (rounds_test_answer_get (sent, "mimeType"), ==, "application/pdf");
  g_assert_cmpint (rounds_test_answer_get_integer (sent, "size"), ==, (gint64) strlen (pdf));
  g_assert_cmpstr (rounds_test_answer_get (sent, "institutionId"), ==, institution);
  g_assert_cmpstr (rounds_test_answer_get (sent, "id"), !=, rounds_test_answer_get (again, "id"));
  g_assert_true (g_file_get_contents (place, &kept, &length, NULL));
  g_assert_cmpstr (kept, ==, pdf);

  content = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_assert_cmpmem (content->text, content->length, pdf, strlen (pdf));
  g_assert_cmpstr (content->type, ==, "application/pdf");
  g_assert_cmpstr (content->etag, ==, tag);
  g_assert_cmpstr (soup_message_headers_get_one (content->headers, "Content-Disposition"), ==,
                   "attachment; filename*=UTF-8''Devis%20n%C2%B01.pdf");
  g_assert_cmpstr (soup_message_headers_get_one (content->headers, "X-Content-Type-Options"), ==, "nosniff");

  renamed = rounds_test_expect (server, token, "PATCH", record, "{\"fileName\":\"Devis.pdf\"}", 200);
  g_assert_cmpstr (rounds_test_answer_get (renamed, "fileName"), ==, "Devis.pdf");
  deleted = rounds_test_expect (server, token, "DELETE", record, NULL, 200);
  gone = rounds_test_expect (server, token, "GET", path, NULL, 404);
}

/* The name from the header, and an answer that says that nothing is new. */
static void
test_headers (void)
{
  g_autofree char *address = g_strconcat (server->base, "/api/attachments", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", address);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("compte rendu", strlen ("compte rendu"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  g_autofree char *hash = get_hash ("compte rendu");
  g_autofree char *tag = g_strdup_printf ("W/\"x\", \"%s\"", hash);
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *content = NULL;
  g_autoptr(SoupMessage) fetch = NULL;
  g_autoptr(GBytes) nothing = NULL;
  JsonObject *data;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_message_headers_append (soup_message_get_request_headers (message), "Content-Disposition",
                               "attachment; filename=\"x.txt\"; filename*=UTF-8''r%C3%A9union.txt");
  soup_message_set_request_body_from_bytes (message, "text/plain", bytes);
  answer = soup_session_send_and_read (server->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 201);
  node = json_from_string (g_bytes_get_data (answer, NULL), NULL);
  data = json_object_get_object_member (json_node_get_object (node), "data");
  g_assert_cmpstr (json_object_get_string_member (data, "fileName"), ==, "réunion.txt");
  g_assert_cmpstr (json_object_get_string_member (data, "mimeType"), ==, "text/plain");

  content = g_strdup_printf ("%s/%s/content", address, json_object_get_string_member (data, "id"));
  fetch = soup_message_new ("GET", content);
  soup_message_headers_append (soup_message_get_request_headers (fetch), "Authorization", authorization);
  soup_message_headers_append (soup_message_get_request_headers (fetch), "If-None-Match", tag);
  nothing = soup_session_send_and_read (server->session, fetch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (fetch), ==, 304);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
}

static void
test_refused (void)
{
  g_autofree char *institution = create_institution ();
  g_autofree char *wrong_kind = g_strdup_printf ("?recordKind=invoice-line&recordId=%s&fileName=a.pdf", institution);
  g_autofree char *half = g_strdup ("?recordKind=institution&fileName=a.pdf");
  g_autoptr(RoundsTestAnswer) empty = send_file ("?fileName=a.pdf", "", 422);
  g_autoptr(RoundsTestAnswer) nameless = send_file ("", pdf, 422);
  g_autoptr(RoundsTestAnswer) only_path = send_file ("?fileName=..%2F", pdf, 422);
  g_autoptr(RoundsTestAnswer) dots = send_file ("?fileName=..", pdf, 422);
  g_autoptr(RoundsTestAnswer) kind = send_file (wrong_kind, pdf, 422);
  g_autoptr(RoundsTestAnswer) record = send_file (half, pdf, 422);
  g_autoptr(RoundsTestAnswer) missing = send_file ("?recordKind=institution&recordId=01900000-0000-7000-8000-000000000000&fileName=a", pdf, 422);
  g_autoptr(RoundsTestAnswer) limit = rounds_test_expect (server, token, "POST", "/api/settings",
                                                          "{\"key\":\"attachments.maximumMegabytes\",\"value\":\"1\"}", 201);
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'x');
  g_autofree char *fits = g_strnfill (1024 * 1024, 'x');
  g_autoptr(RoundsTestAnswer) too_large = send_file ("?fileName=a.txt", large, 413);
  g_autoptr(RoundsTestAnswer) just = send_file ("?fileName=a.txt", fits, 201);
  g_autoptr(RoundsTestAnswer) by_json = NULL;
  g_autofree char *operation = NULL;

  g_assert_cmpstr (empty->code, ==, "EMPTY_FILE");
  g_assert_cmpstr (too_large->code, ==, "BODY_TOO_LARGE");

  /* Nobody gets at a content by its hash. */
  operation = g_strdup ("{\"operations\":[{\"id\":\"01990d5a-7c00-7000-8000-0000000000a1\",\"name\":\"record.create\",\"arguments\":"
                        "{\"kind\":\"attachment\",\"values\":{\"fileName\":\"a\"}},\"createdAt\":\"2026-05-12T08:30:00Z\"}]}");
  by_json = rounds_test_expect (server, token, "POST", "/api/sync/operations", operation, 200);
  g_assert_nonnull (strstr (by_json->text, "FILE_NEEDED"));
}

static gboolean
run_check (char **errors)
{
  g_autofree char *files = g_build_filename (server->folder, "files", NULL);

  return rounds_test_server_run (server, NULL, errors, "check", "--database", server->uri, "--files", files, NULL) == 0;
}

/* What nobody has any more goes after a month; what has been damaged is found. */
static void
test_collect (void)
{
  g_autofree char *wanted = get_place ("wanted");
  g_autofree char *dropped = get_place ("dropped");
  g_autofree char *recent = get_place ("recent");
  g_autoptr(RoundsTestAnswer) first = send_file ("?fileName=a.txt", "wanted", 201);
  g_autoptr(RoundsTestAnswer) second = send_file ("?fileName=a.txt", "dropped", 201);
  g_autoptr(RoundsTestAnswer) third = send_file ("?fileName=a.txt", "recent", 201);
  const struct utimbuf long_ago = { 1500000000, 1500000000 };
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *errors = NULL;
  gint64 deadline;

  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  g_assert_true (run_check (NULL));

  database = rounds_database_open (server->uri, ROUNDS_DATABASE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (rounds_database_execute (database, &error, "UPDATE attachments SET deleted_at = 1 WHERE id = $1", "s",
                                          rounds_test_answer_get (second, "id")));
  g_assert_true (rounds_database_execute (database, &error, "UPDATE attachments SET deleted_at = $1 WHERE id = $2", "is",
                                          g_get_real_time (), rounds_test_answer_get (third, "id")));
  g_clear_object (&database);
  g_assert_cmpint (g_utime (wanted, (struct utimbuf *) &long_ago), ==, 0);
  g_assert_cmpint (g_utime (dropped, (struct utimbuf *) &long_ago), ==, 0);
  g_assert_cmpint (g_utime (recent, (struct utimbuf *) &long_ago), ==, 0);

  start ();
  deadline = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;
  while (g_file_test (dropped, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < deadline)
    g_usleep (10000);
  g_assert_false (g_file_test (dropped, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (wanted, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (recent, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (wanted, "changed", -1, NULL));
  g_assert_false (run_check (&errors));
  g_assert_nonnull (strstr (errors, wanted));
}

static int
run_backup (const char  *copy,
            char       **errors)
{
  g_autofree char *files = g_build_filename (server->folder, "files", NULL);

  return rounds_test_server_run (server, NULL, errors, "backup", copy, "--database", server->uri, "--files", files, NULL);
}

static int
check_copy (const char  *copy,
            char       **errors)
{
  g_autofree char *uri = g_strconcat ("sqlite:", copy, NULL);

  return rounds_test_server_run (server, NULL, errors, "check", "--database", uri, NULL);
}

static char *
get_copied_place (const char *copy,
                  const char *text)
{
  g_autofree char *hash = get_hash (text);

  return g_strdup_printf ("%s-files/%.2s/%s", copy, hash, hash);
}

static void
assert_content (const char *place,
                const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (place, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* A copy has what documents have, and no more; what was broken off goes on. */
static void
test_backup (void)
{
  g_autofree char *copy = g_build_filename (server->folder, "copy.db", NULL);
  g_autofree char *blocked = g_strconcat (copy, "-files", NULL);
  g_autofree char *first = get_copied_place (copy, "first");
  g_autofree char *second = get_copied_place (copy, "second");
  g_autofree char *nobodys = get_copied_place (copy, "nobody's");
  g_autofree char *not_referred_to = get_place ("nobody's");
  g_autofree char *shelf = g_path_get_dirname (not_referred_to);
  g_autoptr(RoundsTestAnswer) sent = send_file ("?fileName=a.txt", "first", 201);
  g_autoptr(RoundsTestAnswer) other = send_file ("?fileName=b.txt", "second", 201);
  g_autofree char *errors = NULL;

  if (server->database == NULL)
    {
      g_assert_cmpint (run_backup (copy, &errors), ==, 1);
      g_assert_nonnull (strstr (errors, "pg_dump"));
      return;
    }

  g_mkdir_with_parents (shelf, 0700);
  g_assert_true (g_file_set_contents (not_referred_to, "nobody's", -1, NULL));

  /* No documents can be written: there is no copy that looks like one. */
  g_assert_true (g_file_set_contents (blocked, "", 0, NULL));
  g_assert_cmpint (run_backup (copy, NULL), ==, 1);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (blocked), ==, 0);

  g_assert_cmpint (run_backup (copy, NULL), ==, 0);
  assert_content (first, "first");
  assert_content (second, "second");
  g_assert_false (g_file_test (nobodys, G_FILE_TEST_EXISTS));
  g_assert_cmpint (check_copy (copy, NULL), ==, 0);
  g_assert_cmpint (run_backup (copy, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, copy));

  /* As if it had been broken off: what is whole stays, what is not is copied again. */
  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (g_unlink (second), ==, 0);
  g_assert_true (g_file_set_contents (first, "fir", -1, NULL));
  g_assert_cmpint (run_backup (copy, NULL), ==, 0);
  assert_content (first, "first");
  assert_content (second, "second");
  g_assert_cmpint (check_copy (copy, NULL), ==, 0);
}

/* What is damaged in the original is told of; the others are copied. */
static void
test_backup_of_damaged (void)
{
  g_autofree char *copy = g_build_filename (server->folder, "partial.db", NULL);
  g_autofree char *damaged = get_place ("damaged");
  g_autofree char *hash = get_hash ("damaged");
  g_autofree char *copied = get_copied_place (copy, "sound");
  g_autofree char *missing = get_copied_place (copy, "damaged");
  g_autoptr(RoundsTestAnswer) sent = send_file ("?fileName=a.txt", "damaged", 201);
  g_autoptr(RoundsTestAnswer) other = send_file ("?fileName=b.txt", "sound", 201);
  g_autofree char *errors = NULL;
  g_autofree char *findings = NULL;

  if (server->database == NULL)
    return;

  g_assert_true (g_file_set_contents (damaged, "other", -1, NULL));
  g_assert_cmpint (run_backup (copy, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, hash));
  assert_content (copied, "sound");
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_assert_cmpint (check_copy (copy, &findings), ==, 1);
  g_assert_true (g_file_set_contents (damaged, "damaged", -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  start ();
  token = rounds_test_server_sign_in (server, "admin@example.com");

  g_test_add_func ("/server/attachments/life", test_life);
  g_test_add_func ("/server/attachments/headers", test_headers);
  g_test_add_func ("/server/attachments/refused", test_refused);
  g_test_add_func ("/server/attachments/backup", test_backup);
  g_test_add_func ("/server/attachments/backup-of-damaged", test_backup_of_damaged);
  g_test_add_func ("/server/attachments/collect", test_collect);

  status = g_test_run ();
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  g_free (token);

  return status;
}
