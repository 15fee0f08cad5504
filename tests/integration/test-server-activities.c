/* test-server-activities.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"

/* Tasks, reminders and what else people do, asked as a client asks. */

static RoundsTestServer *server;
static char *token;

/* @path has one `%s`, for the id. */
static RoundsTestAnswer *
send_to (const char *method,
         const char *path,
         const char *id,
         const char *body,
         guint       status)
{
  g_auto(GStrv) parts = g_strsplit (path, "%s", 2);
  g_autofree char *whole = g_strconcat (parts[0], id, parts[1], NULL);
  g_autofree char *quoted = body != NULL ? g_strdelimit (g_strdup (body), "'", '"') : NULL;

  return rounds_test_expect (server, token, method, whole, quoted, status);
}

/* The titles of a list, in order. */
static void
assert_titles (const char *path,
               const char *expected)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_autoptr(GString) titles = g_string_new (NULL);
  JsonArray *records = json_node_get_array (answer->data);

  for (guint i = 0; i < json_array_get_length (records); i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "," : "",
                            json_object_get_string_member (json_array_get_object_element (records, i), "title"));
  g_assert_cmpstr (titles->str, ==, expected);
}

static char *
format_instant (gint64 seconds_from_now)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, (double) seconds_from_now);

  return g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
}

static void
test_tasks (void)
{
  g_autofree char *late = rounds_test_create_with (server, token, "tasks", "{'title':'T1','dueDate':'2020-01-31T08:00:00Z','priority':'high'}");
  g_autofree char *ahead = rounds_test_create_with (server, token, "tasks", "{'title':'T2','dueDate':'2090-01-31T08:00:00Z','status':'in_progress'}");
  g_autofree char *undated = rounds_test_create_with (server, token, "tasks", "{'title':'T3'}");
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, 200);
  g_autofree char *assigned = g_strdup_printf ("/api/tasks/assigned/%s?sortBy=title", rounds_test_answer_get (me, "id"));
  g_autofree char *twice = g_strdup_printf ("/api/tasks/assigned/%s?assigneeId=x", rounds_test_answer_get (me, "id"));
  g_autoptr(RoundsTestAnswer) done = NULL;
  g_autoptr(RoundsTestAnswer) reopened = NULL;
  g_autoptr(RoundsTestAnswer) refused = NULL;
  g_autoptr(RoundsTestAnswer) unknown = NULL;
  g_autoptr(RoundsTestAnswer) bad = NULL;
  g_autoptr(RoundsTestAnswer) cancelled = NULL;

  assert_titles ("/api/tasks?sortBy=title", "T1,T2,T3");
  assert_titles ("/api/tasks?overdue=true", "T1");
  assert_titles ("/api/tasks?overdue=false&sortBy=title", "T2,T3");
  assert_titles ("/api/tasks?overdue=true&priority=low", "");
  assert_titles ("/api/tasks?dueDateFrom=2020-01-31&dueDateTo=2020-01-31", "T1");
  assert_titles ("/api/tasks?dueDateFrom=2020-02-01", "T2");
  assert_titles ("/api/tasks?dueDateTo=2020-01-31T07:59:59Z", "");
  assert_titles (assigned, "T1,T2,T3");
  assert_titles ("/api/tasks/assigned/01900000-0000-7000-8000-000000000000", "");
  unknown = rounds_test_server_send (server, token, "GET", twice, NULL);
  rounds_test_answer_assert_problem (unknown, 400, "UNKNOWN_PARAMETER");
  bad = rounds_test_server_send (server, token, "GET", "/api/tasks?overdue=maybe", NULL);
  rounds_test_answer_assert_problem (bad, 400, "INVALID_PARAMETER");

  done = send_to ("PATCH", "/api/tasks/%s/complete", late, NULL, 200);
  g_assert_cmpstr (rounds_test_answer_get (done, "status"), ==, "completed");
  g_assert_nonnull (rounds_test_answer_get (done, "completedAt"));
  assert_titles ("/api/tasks?overdue=true", "");
  refused = send_to ("PUT", "/api/tasks/%s", late, "{'status':'cancelled'}", 409);
  g_assert_cmpstr (refused->code, ==, "STATUS_MOVE_REFUSED");
  reopened = send_to ("PATCH", "/api/tasks/%s/reopen", late, "{'status':'in_progress'}", 200);
  g_assert_cmpstr (rounds_test_answer_get (reopened, "status"), ==, "in_progress");
  g_assert_null (rounds_test_answer_get (reopened, "completedAt"));
  cancelled = send_to ("PUT", "/api/tasks/%s", undated, "{'status':'cancelled'}", 200);
  g_assert_cmpstr (rounds_test_answer_get (cancelled, "status"), ==, "cancelled");
}

static void
test_reminders (void)
{
  g_autofree char *soon = format_instant (3600);
  g_autofree char *due = rounds_test_create_with (server, token, "reminders", "{'title':'R1','reminderDate':'2020-01-31T08:00:00Z','priority':'urgent'}");
  g_autofree char *ahead = rounds_test_create_with (server, token, "reminders", "{'title':'R2','reminderDate':'%s'}", soon);
  g_autofree char *wanted = NULL;
  g_autofree char *moved = NULL;
  g_autoptr(RoundsTestAnswer) snoozed = NULL;
  g_autoptr(RoundsTestAnswer) rescheduled = NULL;
  g_autoptr(RoundsTestAnswer) done = NULL;
  g_autoptr(RoundsTestAnswer) undone = NULL;
  g_autoptr(RoundsTestAnswer) refused = NULL;
  g_autoptr(RoundsTestAnswer) stale = NULL;

  assert_titles ("/api/reminders/status/overdue", "R1");
  assert_titles ("/api/reminders/status/upcoming", "R2");
  assert_titles ("/api/reminders?status=pending&sortBy=title", "R1,R2");
  assert_titles ("/api/reminders/priority/urgent", "R1");

  moved = g_strdup_printf ("{'newReminderDate':'%s'}", soon);
  rescheduled = send_to ("PATCH", "/api/reminders/%s/reschedule", due, moved, 200);
  g_assert_cmpstr (rounds_test_answer_get (rescheduled, "reminderDate"), ==, soon);
  snoozed = send_to ("PATCH", "/api/reminders/%s/snooze", due, "{'snoozeMinutes':60}", 200);
  wanted = g_strdup (rounds_test_answer_get (snoozed, "reminderDate"));
  g_assert_cmpstr (wanted, >, soon);
  refused = send_to ("PATCH", "/api/reminders/%s/snooze", due, "{'snoozeMinutes':10081}", 422);
  g_assert_cmpstr (refused->code, ==, "VALIDATION_ERROR");
  stale = send_to ("PATCH", "/api/reminders/%s/complete", due, "{'revision':1}", 409);
  g_assert_cmpstr (stale->code, ==, "STALE_REVISION");

  done = send_to ("PATCH", "/api/reminders/%s/complete", due, NULL, 200);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (done->data), "isCompleted"));
  assert_titles ("/api/reminders/status/completed", "R1");
  undone = send_to ("PATCH", "/api/reminders/%s/incomplete", due, NULL, 200);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (undone->data), "isCompleted"));
  assert_titles ("/api/reminders/status/completed", "");
}

static void
test_meetings (void)
{
  g_autofree char *meeting = rounds_test_create_with (server, token, "meetings", "{'title':'Visite','startDate':'2026-12-01T09:00:00Z','endDate':'2026-12-01T10:00:00Z'}");
  g_autofree char *path = g_strdup_printf ("/api/meetings/%s/comments", meeting);
  g_autofree char *missing = g_strdup ("/api/meetings/01900000-0000-7000-8000-000000000000/comments");
  g_autoptr(RoundsTestAnswer) held = send_to ("PUT", "/api/meetings/%s", meeting, "{'status':'completed','minutes':'Accord'}", 200);
  g_autoptr(RoundsTestAnswer) refused = send_to ("PUT", "/api/meetings/%s", meeting, "{'status':'cancelled'}", 409);
  g_autoptr(RoundsTestAnswer) comment = NULL;
  g_autoptr(RoundsTestAnswer) nothing = NULL;
  g_autoptr(RoundsTestAnswer) list = NULL;

  g_assert_cmpstr (rounds_test_answer_get (held, "minutes"), ==, "Accord");
  g_assert_cmpstr (refused->code, ==, "STATUS_MOVE_REFUSED");

  comment = rounds_test_expect (server, token, "POST", path, "{\"content\":\"Bien\"}", 201);
  g_assert_cmpstr (rounds_test_answer_get (comment, "recordKind"), ==, "meeting");
  g_assert_cmpstr (rounds_test_answer_get (comment, "recordId"), ==, meeting);
  nothing = rounds_test_server_send (server, token, "POST", missing, "{\"content\":\"Bien\"}");
  rounds_test_answer_assert_problem (nothing, 404, "NOT_FOUND");
  list = rounds_test_expect (server, token, "GET", path, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list->data)), ==, 1);
}

static guint
count_records (const char *path)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);

  return json_array_get_length (json_node_get_array (answer->data));
}

static void
test_calls (void)
{
  g_autofree char *institution = rounds_test_create_with (server, token, "institutions", "{'name':'Clinique des appels','mainPhone':'02 40 11 22 33'}");
  g_autofree char *call = rounds_test_create_with (server, token, "calls", "{'phoneNumber':'+33240112233','callType':'incoming','summary':'Prix'}");
  g_autofree char *other = rounds_test_create_with (server, token, "calls", "{'phoneNumber':'02 40 11 22 34','callType':'outgoing'}");
  g_autofree char *path = g_strdup_printf ("/api/calls/institution/%s", institution);
  g_autoptr(RoundsTestAnswer) read = send_to ("GET", "/api/calls/%s", call, NULL, 200);

  g_assert_cmpstr (rounds_test_answer_get (read, "institutionId"), ==, institution);
  g_assert_nonnull (rounds_test_answer_get (read, "callDate"));
  g_assert_cmpstr (rounds_test_answer_get (read, "summary"), ==, "Prix");
  g_assert_cmpuint (count_records (path), ==, 1);
  g_assert_cmpuint (count_records ("/api/calls/type/incoming"), ==, 1);
  g_assert_cmpuint (count_records ("/api/calls/phone/0240112233"), ==, 1);
  g_assert_cmpuint (count_records ("/api/calls/phone/%2B33%202%2040%2011%2022%2034"), ==, 1);
  g_assert_cmpuint (count_records ("/api/calls/phone/112"), ==, 0);
  g_assert_cmpuint (count_records ("/api/calls?phone=02.40.11.22.33&callType=outgoing"), ==, 0);
}

static void
test_notes (void)
{
  g_autofree char *note = rounds_test_create_with (server, token, "notes", "{'title':'N1','content':'Texte','isPrivate':true}");
  g_autofree char *colleague = NULL;
  g_autoptr(RoundsTestAnswer) me = NULL;
  g_autoptr(RoundsTestAnswer) unseen = NULL;
  g_autoptr(RoundsTestAnswer) seen = NULL;
  g_autoptr(RoundsTestAnswer) listed = NULL;
  g_autoptr(RoundsTestAnswer) shared = NULL;
  g_autoptr(RoundsTestAnswer) gone = NULL;
  g_autoptr(RoundsTestAnswer) unshared = NULL;
  g_autofree char *path = g_strdup_printf ("/api/notes/%s", note);
  g_autofree char *body = NULL;
  g_autofree char *one = NULL;

  rounds_test_server_add_user (server, "claire@example.com", "user", "My team");
  colleague = rounds_test_server_sign_in (server, "claire@example.com");
  me = rounds_test_expect (server, colleague, "GET", "/api/auth/me", NULL, 200);
  unseen = rounds_test_expect (server, colleague, "GET", path, NULL, 404);

  body = g_strdup_printf ("{'shares':[{'userId':'%s','permission':'read'}]}", rounds_test_answer_get (me, "id"));
  shared = send_to ("POST", "/api/notes/%s/share", note, body, 200);
  seen = rounds_test_expect (server, colleague, "GET", path, NULL, 200);
  listed = rounds_test_expect (server, colleague, "GET", "/api/notes/shared-with-me", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (listed->data)), ==, 1);
  assert_titles ("/api/notes/shared-with-me", "");

  one = g_strdup_printf ("{'userId':'%s'}", rounds_test_answer_get (me, "id"));
  unshared = send_to ("PATCH", "/api/notes/%s/unshare", note, one, 200);
  gone = rounds_test_expect (server, colleague, "GET", path, NULL, 404);
}

/* The server tells of what is due when it starts. */
static void
test_notifications (void)
{
  g_autofree char *due = format_instant (-60);
  g_autofree char *reminder = rounds_test_create_with (server, token, "reminders", "{'title':'Rappeler le bloc','reminderDate':'%s'}", due);
  g_autoptr(RoundsTestAnswer) before = rounds_test_expect (server, token, "GET", "/api/sync/changes?limit=1", NULL, 200);
  g_autofree char *query = g_strdup_printf ("/api/sync/changes?wait=25&since=%" G_GINT64_FORMAT,
                                            rounds_test_answer_get_integer (before, "head"));
  g_autofree char *stranger = NULL;
  g_autofree char *id = NULL;
  g_autoptr(RoundsTestAnswer) told = NULL;
  g_autoptr(RoundsTestAnswer) list = NULL;
  g_autoptr(RoundsTestAnswer) hidden = NULL;
  g_autoptr(RoundsTestAnswer) read = NULL;
  g_autoptr(RoundsTestAnswer) all = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  told = rounds_test_expect (server, token, "GET", query, NULL, 200);
  g_assert_nonnull (strstr (told->text, reminder));

  list = rounds_test_expect (server, token, "GET", "/api/notifications?unread=true&type=reminder_due", NULL, 200);
  g_assert_nonnull (strstr (list->text, "Rappeler le bloc"));
  id = g_strdup (json_object_get_string_member (json_array_get_object_element (json_node_get_array (list->data), 0), "id"));

  /* Nobody else’s, not even for reading. */
  stranger = rounds_test_server_sign_in (server, "claire@example.com");
  path = g_strdup_printf ("/api/notifications/%s/read", id);
  hidden = rounds_test_server_send (server, stranger, "POST", path, NULL);
  rounds_test_answer_assert_problem (hidden, 404, "NOT_FOUND");

  read = rounds_test_expect (server, token, "POST", path, NULL, 200);
  g_assert_nonnull (rounds_test_answer_get (read, "readAt"));
  all = rounds_test_expect (server, token, "POST", "/api/notifications/read-all", NULL, 200);
  g_assert_cmpuint (count_records ("/api/notifications?unread=true"), ==, 0);
  g_assert_cmpuint (count_records ("/api/notifications?unread=false"), >, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");

  g_test_add_func ("/server/activities/tasks", test_tasks);
  g_test_add_func ("/server/activities/reminders", test_reminders);
  g_test_add_func ("/server/activities/meetings", test_meetings);
  g_test_add_func ("/server/activities/calls", test_calls);
  g_test_add_func ("/server/activities/notes", test_notes);
  g_test_add_func ("/server/activities/notifications", test_notifications);

  status = g_test_run ();
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  g_free (token);

  return status;
}
