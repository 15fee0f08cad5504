/* test-routes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "wire/rounds-routes.h"

static void
assert_route (const char *method,
              const char *path,
              const char *name,
              const char *kind,
              const char *id)
{
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;
  const RoundsRoute *route = rounds_routes_match (method, path, &found, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (route->name, ==, name);
  g_assert_cmpstr (route->info != NULL ? route->info->kind : NULL, ==, kind);
  g_assert_cmpstr (found, ==, id);
}

static void
assert_no_route (const char *method,
                 const char *path,
                 int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (rounds_routes_match (method, path, NULL, &error));
  g_assert_error (error, ROUNDS_PROBLEM, code);
}

static void
test_match (void)
{
  assert_route ("GET", "/api/institutions", "record.list", "institution", NULL);
  assert_route ("HEAD", "/api/institutions", "record.list", "institution", NULL);
  assert_route ("GET", "/api/institutions/7", "record.get", "institution", "7");
  assert_route ("PATCH", "/api/users/7", "record.update", "user", "7");
  assert_route ("POST", "/api/teams/7/restore", "record.restore", "team", "7");
  assert_route ("GET", "/api/opportunities/pipeline", "opportunity.pipeline", "opportunity", NULL);
  assert_route ("PUT", "/api/opportunities/7/stage", "opportunity.stage", "opportunity", "7");
  assert_route ("GET", "/api/meetings/a-b/export/ics", "meeting.ics", "meeting", "a-b");
  assert_route ("POST", "/api/auth/login", "session.begin", NULL, NULL);
}

static void
test_no_match (void)
{
  assert_no_route ("GET", "", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("GET", "/", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("GET", "/api/institutions/", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("GET", "/api/institutions//revenue", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("GET", "/api/institutions/7/revenue/8", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("GET", "/api/invoice-lines", ROUNDS_PROBLEM_NOT_FOUND);
  assert_no_route ("DELETE", "/api/institutions", ROUNDS_PROBLEM_METHOD);
  assert_no_route ("BREW", "/api/institutions", ROUNDS_PROBLEM_METHOD);
  assert_no_route ("POST", "/api/stage-changes", ROUNDS_PROBLEM_METHOD);
}

static void
test_allowed (void)
{
  g_autofree char *collection = rounds_routes_get_allowed ("/api/institutions");
  g_autofree char *record = rounds_routes_get_allowed ("/api/institutions/7");
  g_autofree char *nothing = rounds_routes_get_allowed ("/api/nothing");

  g_assert_cmpstr (collection, ==, "GET, HEAD, POST");
  g_assert_cmpstr (record, ==, "GET, HEAD, PUT, PATCH, DELETE");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_parameters (void)
{
  const RoundsRoute *list = rounds_routes_match ("GET", "/api/institutions", NULL, NULL);
  const RoundsRoute *payments = rounds_routes_match ("GET", "/api/payments", NULL, NULL);
  const RoundsRoute *one = rounds_routes_match ("GET", "/api/institutions/7", NULL, NULL);

  g_assert_true (rounds_route_takes (list, "page"));
  g_assert_true (rounds_route_takes (list, "search"));
  g_assert_true (rounds_route_takes (list, "finess"));
  g_assert_true (rounds_route_takes (list, "address.city"));
  g_assert_true (rounds_route_takes (list, "city"));
  g_assert_false (rounds_route_takes (list, "*"));
  g_assert_false (rounds_route_takes (list, ""));
  g_assert_false (rounds_route_takes (list, "colour"));
  g_assert_false (rounds_route_takes (payments, "search"));
  g_assert_false (rounds_route_takes (one, "page"));
}

/* What can be asked that is no field, and a list whose address names a field's value. */
static void
test_conditions (void)
{
  const RoundsRoute *tasks = rounds_routes_match ("GET", "/api/tasks", NULL, NULL);
  const RoundsRoute *assigned = rounds_routes_match ("GET", "/api/tasks/assigned/7", NULL, NULL);
  const RoundsRoute *calls = rounds_routes_match ("GET", "/api/calls", NULL, NULL);

  assert_route ("GET", "/api/tasks/assigned/7", "record.list", "task", "7");
  g_assert_cmpstr (assigned->parameter, ==, "assigneeId");
  g_assert_null (tasks->parameter);
  g_assert_true (rounds_route_takes (tasks, "overdue"));
  g_assert_true (rounds_route_takes (tasks, "search"));
  g_assert_true (rounds_route_takes (assigned, "dueDateFrom"));
  g_assert_true (rounds_route_takes (assigned, "status"));
  g_assert_false (rounds_route_takes (calls, "overdue"));
}

/* Each route is whole, each has a place of its own, and each kind that stands alone has its collection. */
static void
test_table (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  guint n_routes;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);

  g_assert_cmpuint (n_routes, >, 50);
  g_assert_null (routes[n_routes]);
  for (guint i = 0; i < n_routes; i++)
    {
      g_assert_true (g_str_has_prefix (routes[i]->pattern, "/api/"));
      g_assert_null (strchr (routes[i]->pattern, '%'));
      g_assert_nonnull (routes[i]->name);
      g_assert_nonnull (routes[i]->permission);
      g_assert_nonnull (routes[i]->summary);
      g_assert_cmpuint (routes[i]->status, >=, 200);
      g_assert_true (g_hash_table_add (seen, g_strconcat (routes[i]->method, " ", routes[i]->pattern, NULL)));
    }

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *get = g_strconcat ("GET /api/", kinds[i]->collection, NULL);
      g_assert_true (g_hash_table_contains (seen, get) == (kinds[i]->parent_field == NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/routes/match", test_match);
  g_test_add_func ("/wire/routes/no-match", test_no_match);
  g_test_add_func ("/wire/routes/allowed", test_allowed);
  g_test_add_func ("/wire/routes/parameters", test_parameters);
  g_test_add_func ("/wire/routes/conditions", test_conditions);
  g_test_add_func ("/wire/routes/table", test_table);

  return g_test_run ();
}
