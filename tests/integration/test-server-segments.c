/* test-server-segments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"

/* Segments: kept, tried before they are kept, and who is in them for whom. */

static RoundsTestServer *server;
static char *admin;
static char *north;
static char *south;

static char *
join_names (JsonArray  *list,
            const char *member)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            json_object_get_string_member (json_array_get_object_element (list, i), member));

  return g_string_free_and_steal (names);
}

static void
assert_members (const char *token,
                const char *id,
                const char *query,
                const char *member,
                gint64      total,
                const char *expected)
{
  g_autofree char *path = g_strdup_printf ("/api/segments/%s/members%s", id, query);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
  JsonObject *meta = json_object_get_object_member (json_node_get_object (answer->json), "meta");
  g_autofree char *names = join_names (json_node_get_array (answer->data), member);

  g_assert_cmpstr (names, ==, expected);
  g_assert_cmpint (json_object_get_int_member (meta, "total"), ==, total);
}

static void
assert_preview (const char *token,
                const char *type,
                const char *criteria,
                const char *member,
                gint64      total,
                const char *expected)
{
  g_autofree char *body = g_strdup_printf ("{'type':'%s','criteria':%s,'limit':2}", type, criteria);
  g_autoptr(RoundsTestAnswer) answer = NULL;
  g_autofree char *names = NULL;

  g_strdelimit (body, "'", '"');
  answer = rounds_test_expect (server, token, "POST", "/api/segments/preview", body, 200);
  names = join_names (json_object_get_array_member (json_node_get_object (answer->data), "sample"), member);
  g_assert_cmpint (rounds_test_answer_get_integer (answer, "total"), ==, total);
  g_assert_cmpstr (names, ==, expected);
}

static void
set_up_records (void)
{
  g_autofree char *a = rounds_test_create_with (server, north, "institutions", "{'name':'A','address':{'city':'Lille'},'tags':['vip'],'assignedUserId':null}");
  g_autofree char *b = rounds_test_create_with (server, north, "institutions", "{'name':'B','address':{'city':'Lille'}}");
  g_autofree char *c = rounds_test_create_with (server, north, "institutions", "{'name':'C','address':{'city':'Lille'}}");
  g_autofree char *me = NULL;
  g_autofree char *path = g_strconcat ("/api/institutions/", c, NULL);
  g_autofree char *take = NULL;
  g_autofree char *contact = rounds_test_create_with (server, north, "contacts", "{'institutionId':'%s','firstName':'Ann','lastName':'X','title':'Acheteuse'}", b);
  g_autofree char *deal = rounds_test_create_with (server, north, "opportunities",
                                                   "{'institutionId':'%s','name':'Scanner','value':1000,'expectedCloseDate':'2027-03-31'}", a);
  g_autoptr(RoundsTestAnswer) who = rounds_test_expect (server, north, "GET", "/api/auth/me", NULL, 200);
  g_autoptr(RoundsTestAnswer) taken = NULL;

  /* C is of the North's team alone. */
  me = g_strdup (rounds_test_answer_get (who, "id"));
  take = g_strdup_printf ("{\"assignedUserId\":\"%s\"}", me);
  taken = rounds_test_expect (server, north, "PATCH", path, take, 200);
}

static void
test_preview (void)
{
  g_autoptr(RoundsTestAnswer) bad_field = NULL;
  g_autoptr(RoundsTestAnswer) bad_type = NULL;

  assert_preview (north, "institution", "{'field':'address.city','op':'eq','value':'Lille'}", "name", 3, "A|B");
  /* Nobody is told of what is another team's. */
  assert_preview (south, "institution", "{'field':'address.city','op':'eq','value':'Lille'}", "name", 2, "A|B");
  assert_preview (north, "institution", "{'field':'openDealsValue','op':'gte','value':1000}", "name", 1, "A");
  assert_preview (north, "institution", "{'related':'contacts','where':{'field':'title','op':'startsWith','value':'ach'}}", "name", 1, "B");
  assert_preview (north, "contact", "{'field':'institution.address.city','op':'eq','value':'Lille'}", "lastName", 1, "X");
  assert_preview (north, "institution", "{'field':'lifecycle','op':'eq','value':'warm_prospect'}", "name", 1, "A");
  assert_preview (north, "institution", "{'field':'assignedUserId','op':'eq','value':{'me':true}}", "name", 1, "C");

  bad_field = rounds_test_server_send (server, north, "POST", "/api/segments/preview",
                                       "{\"type\":\"institution\",\"criteria\":{\"and\":[{\"field\":\"x\",\"op\":\"eq\",\"value\":1}]}}");
  rounds_test_answer_assert_problem (bad_field, 422, "BAD_FILTER");
  g_assert_nonnull (strstr (bad_field->text, "\"field\":\"criteria.and[0].field\""));
  bad_type = rounds_test_server_send (server, north, "POST", "/api/segments/preview", "{\"type\":\"invoice\",\"criteria\":{\"and\":[]}}");
  rounds_test_answer_assert_problem (bad_type, 422, "VALIDATION_ERROR");
}

static void
test_life (void)
{
  g_autofree char *open = rounds_test_create_with (server, north, "segments", "{'name':'Lille','type':'institution','visibility':'public',"
                                                                      "'criteria':{'field':'address.city','op':'eq','value':'Lille'}}");
  g_autofree char *team = rounds_test_create_with (server, north, "segments", "{'name':'Nord','type':'institution','visibility':'team',"
                                                                      "'criteria':{'field':'tags','op':'hasAny','value':['vip']}}");
  g_autofree char *own = rounds_test_create_with (server, north, "segments", "{'name':'Own','type':'contact','visibility':'private','criteria':{'and':[]}}");
  g_autofree char *path = g_strconcat ("/api/segments/", open, NULL);
  g_autofree char *team_path = g_strdup_printf ("/api/segments/%s/members", team);
  g_autofree char *own_path = g_strdup_printf ("/api/segments/%s/members", own);
  g_autofree char *copy_path = g_strdup_printf ("/api/segments/%s/duplicate", open);
  g_autoptr(RoundsTestAnswer) read = rounds_test_expect (server, south, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) hidden_team = rounds_test_server_send (server, south, "GET", team_path, NULL);
  g_autoptr(RoundsTestAnswer) hidden_own = rounds_test_server_send (server, south, "GET", own_path, NULL);
  g_autoptr(RoundsTestAnswer) not_yours = rounds_test_server_send (server, south, "PATCH", path, "{\"name\":\"Mine\"}");
  g_autoptr(RoundsTestAnswer) bad = NULL;
  g_autoptr(RoundsTestAnswer) changed = NULL;
  g_autoptr(RoundsTestAnswer) copy = NULL;

  /* The criteria are JSON and come back as they were. */
  g_assert_nonnull (strstr (read->text, "\"criteria\":{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Lille\"}"));
  rounds_test_answer_assert_problem (hidden_team, 404, "NOT_FOUND");
  rounds_test_answer_assert_problem (hidden_own, 404, "NOT_FOUND");
  rounds_test_answer_assert_problem (not_yours, 403, "NOT_YOURS");

  assert_members (north, open, "?sortBy=name&sortOrder=desc&limit=2", "name", 3, "C|B");
  assert_members (north, open, "?page=2&limit=2", "name", 3, "C");
  assert_members (south, open, "", "name", 2, "A|B");
  assert_members (north, open, "?search=b", "name", 1, "B");
  assert_members (north, open, "?sortBy=openDeals&sortOrder=desc&limit=1", "name", 3, "A");
  assert_members (north, open, "?filter=%7B%22field%22%3A%22tags%22%2C%22op%22%3A%22isEmpty%22%7D", "name", 2, "B|C");
  assert_members (north, team, "", "name", 1, "A");

  bad = rounds_test_server_send (server, north, "PATCH", path, "{\"criteria\":{\"field\":\"nothing\",\"op\":\"eq\",\"value\":1}}");
  rounds_test_answer_assert_problem (bad, 422, "BAD_FILTER");
  changed = rounds_test_expect (server, north, "PATCH", path, "{\"criteria\":{\"field\":\"name\",\"op\":\"eq\",\"value\":\"B\"}}", 200);
  assert_members (north, open, "", "name", 1, "B");

  copy = rounds_test_expect (server, south, "POST", copy_path, "{}", 201);
  g_assert_cmpstr (rounds_test_answer_get (copy, "name"), ==, "Lille (copy)");
  g_assert_cmpstr (rounds_test_answer_get (copy, "visibility"), ==, "private");
  assert_members (south, rounds_test_answer_get (copy, "id"), "", "name", 1, "B");
}

static void
test_views (void)
{
  g_autofree char *view = rounds_test_create_with (server, north, "saved-views",
                                                   "{'name':'Mine','collection':'institutions','definition':{'filter':{'field':'health','op':'lt','value':50},"
                                                   "'columns':['name','health'],'sortBy':'health'}}");
  g_autofree char *path = g_strconcat ("/api/saved-views/", view, NULL);
  g_autoptr(RoundsTestAnswer) read = rounds_test_expect (server, north, "GET", path, NULL, 200);
  g_autoptr(RoundsTestAnswer) bad = NULL;
  g_autoptr(RoundsTestAnswer) nowhere = NULL;

  g_assert_nonnull (strstr (read->text, "\"columns\":[\"name\",\"health\"]"));
  bad = rounds_test_server_send (server, north, "POST", "/api/saved-views",
                                 "{\"name\":\"x\",\"collection\":\"contacts\",\"definition\":{\"filter\":{\"field\":\"health\",\"op\":\"lt\",\"value\":5}}}");
  rounds_test_answer_assert_problem (bad, 422, "BAD_FILTER");
  g_assert_nonnull (strstr (bad->text, "\"field\":\"definition.filter.field\""));
  nowhere = rounds_test_server_send (server, north, "POST", "/api/saved-views", "{\"name\":\"x\",\"collection\":\"people\"}");
  rounds_test_answer_assert_problem (nowhere, 422, "VALIDATION_ERROR");
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
  rounds_test_server_add_user (server, "south@example.com", "user", "South");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  north = rounds_test_server_sign_in (server, "north@example.com");
  south = rounds_test_server_sign_in (server, "south@example.com");
  set_up_records ();

  g_test_add_func ("/server/segments/preview", test_preview);
  g_test_add_func ("/server/segments/life", test_life);
  g_test_add_func ("/server/segments/views", test_views);
  status = g_test_run ();

  g_free (admin);
  g_free (north);
  g_free (south);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
