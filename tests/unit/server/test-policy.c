/* test-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-handlers.h"
#include "server/rounds-policy-private.h"
#include "server/rounds-policy.h"

/*
 * Who may do what, written a second time and by hand: Nobody, User, team Admin, Super admin. A route that is not here fails the test:
 * whoever adds one decides who gets it.
 */
static const struct
{
  const char *name;
  const char *kind;  /* NULL for every kind that has no line of its own */
  const char *roles;
} matrix[] = {
  { "server.health", NULL, "NUAS" },
  { "server.ready", NULL, "NUAS" },
  { "server.description", NULL, "NUAS" },
  { "settings.public", NULL, "NUAS" },
  { "tag.counts", NULL, "UAS" },
  { "webhook.events", NULL, "AS" },
  { "webhook.test", NULL, "AS" },
  { "webhook.reset", NULL, "AS" },
  { "session.begin", NULL, "NUAS" },
  { "session.end", NULL, "UAS" },
  { "session.user", NULL, "UAS" },
  { "session.update", NULL, "UAS" },
  { "session.refresh", NULL, "UAS" },
  { "session.password", NULL, "UAS" },
  { "user.password", NULL, "AS" },
  { "user.hand-over", NULL, "AS" },
  { "institution.merge", NULL, "UAS" },
  { "institution.split", NULL, "UAS" },
  { "contact.merge", NULL, "UAS" },
  { "contact.split", NULL, "UAS" },
  { "sync.changes", NULL, "UAS" },
  { "sync.operations", NULL, "UAS" },
  { "import.begin", NULL, "AS" },
  { "import.status", NULL, "AS" },
  { "import.cancel", NULL, "AS" },
  { "bulk.status", NULL, "UAS" },
  { "bulk.cancel", NULL, "UAS" },
  { "record.list", "webhook", "AS" },
  { "record.export", "webhook", "AS" },
  { "record.get", "webhook", "AS" },
  { "record.list", "webhook-delivery", "AS" },
  { "record.export", "webhook-delivery", "AS" },
  { "record.get", "webhook-delivery", "AS" },
  { "record.list", "audit-entry", "AS" },
  { "record.export", "audit-entry", "AS" },
  { "record.get", "audit-entry", "AS" },
  { "record.list", "security-event", "AS" },
  { "record.export", "security-event", "AS" },
  { "record.get", "security-event", "AS" },
  { "record.list", NULL, "UAS" },
  { "record.export", NULL, "UAS" },
  { "record.get", NULL, "UAS" },
  { "record.create", "user", "AS" },
  { "record.update", "user", "AS" },
  { "record.delete", "user", "AS" },
  { "bulk.change", "user", "AS" },
  { "record.restore", "user", "AS" },
  { "record.create", "team", "S" },
  { "record.update", "team", "S" },
  { "record.delete", "team", "S" },
  { "bulk.change", "team", "S" },
  { "record.restore", "team", "S" },
  { "record.create", "setting", "S" },
  { "record.update", "setting", "S" },
  { "record.delete", "setting", "S" },
  { "bulk.change", "setting", "S" },
  { "record.restore", "setting", "S" },
  { "setting.get", NULL, "UAS" },
  { "setting.update", NULL, "S" },
  { "setting.update-all", NULL, "S" },
  { "record.create", "tag", "AS" },
  { "record.update", "tag", "AS" },
  { "record.delete", "tag", "AS" },
  { "bulk.change", "tag", "AS" },
  { "record.restore", "tag", "AS" },
  { "record.create", "lead-source", "S" },
  { "record.update", "lead-source", "S" },
  { "record.delete", "lead-source", "S" },
  { "bulk.change", "lead-source", "S" },
  { "record.restore", "lead-source", "S" },
  { "record.create", "custom-field", "S" },
  { "record.update", "custom-field", "S" },
  { "record.delete", "custom-field", "S" },
  { "bulk.change", "custom-field", "S" },
  { "record.restore", "custom-field", "S" },
  { "record.create", "lost-reason", "S" },
  { "record.update", "lost-reason", "S" },
  { "record.delete", "lost-reason", "S" },
  { "bulk.change", "lost-reason", "S" },
  { "record.restore", "lost-reason", "S" },
  { "record.create", "pipeline", "S" },
  { "record.update", "pipeline", "S" },
  { "record.delete", "pipeline", "S" },
  { "bulk.change", "pipeline", "S" },
  { "record.restore", "pipeline", "S" },
  { "record.create", "product", "AS" },
  { "record.update", "product", "AS" },
  { "record.delete", "product", "AS" },
  { "bulk.change", "product", "AS" },
  { "record.restore", "product", "AS" },
  { "record.create", "reminder-rule", "S" },
  { "record.update", "reminder-rule", "S" },
  { "record.delete", "reminder-rule", "S" },
  { "bulk.change", "reminder-rule", "S" },
  { "record.restore", "reminder-rule", "S" },
  { "record.create", "webhook", "AS" },
  { "record.update", "webhook", "AS" },
  { "record.delete", "webhook", "AS" },
  { "bulk.change", "webhook", "AS" },
  { "record.restore", "webhook", "AS" },
  { "record.create", NULL, "UAS" },
  { "record.update", NULL, "UAS" },
  { "record.delete", NULL, "UAS" },
  { "bulk.change", NULL, "UAS" },
  { "record.restore", NULL, "UAS" },
  { "segment.preview", NULL, "UAS" },
  { "segment.members", NULL, "UAS" },
  { "segment.duplicate", NULL, "UAS" },
  { "opportunity.pipeline", NULL, "UAS" },
  { "opportunity.forecast", NULL, "UAS" },
  { "opportunity.analytics", NULL, "UAS" },
  { "opportunity.stage", NULL, "UAS" },
  { "institution.hot-leads", NULL, "UAS" },
  { "institution.health-score", NULL, "UAS" },
  { "institution.lead-score", NULL, "UAS" },
  { "institution.next-actions", NULL, "UAS" },
  { "next-action.snooze", NULL, "UAS" },
  { "next-action.dismiss", NULL, "UAS" },
  { "next-action.complete", NULL, "UAS" },
  { "institution.duplicates", NULL, "UAS" },
  { "contact.duplicates", NULL, "UAS" },
  { "opportunity.probability", NULL, "UAS" },
  { "institution.revenue", NULL, "UAS" },
  { "institution.timeline", NULL, "UAS" },
  { "institution.collaboration", NULL, "UAS" },
  { "contact.timeline", NULL, "UAS" },
  { "opportunity.timeline", NULL, "UAS" },
  { "search.unified", NULL, "UAS" },
  { "dashboard.metrics", NULL, "UAS" },
  { "meeting.ics", NULL, "UAS" },
  { "quote.send", NULL, "UAS" },
  { "quote.accept", NULL, "UAS" },
  { "quote.reject", NULL, "UAS" },
  { "quote.cancel", NULL, "UAS" },
  { "quote.convert-to-invoice", NULL, "UAS" },
  { "quote.duplicate", NULL, "UAS" },
  { "invoice.send", NULL, "UAS" },
  { "invoice.cancel", NULL, "UAS" },
  { "invoice.payment", NULL, "UAS" },
  { "invoice.credit", NULL, "UAS" },
  { "invoice.archive", NULL, "UAS" },
  { "invoice.unarchive", NULL, "UAS" },
  { "invoice.payments", NULL, "UAS" },
  { "payment.reverse", NULL, "UAS" },
  { "task.complete", NULL, "UAS" },
  { "task.reopen", NULL, "UAS" },
  { "reminder.complete", NULL, "UAS" },
  { "reminder.reopen", NULL, "UAS" },
  { "reminder.snooze", NULL, "UAS" },
  { "reminder.reschedule", NULL, "UAS" },
  { "attachment.create", NULL, "UAS" },
  { "attachment.content", NULL, "UAS" },
  { "comment.create", NULL, "UAS" },
  { "note.share", NULL, "UAS" },
  { "note.unshare", NULL, "UAS" },
  { "notification.read", NULL, "UAS" },
  { "notification.read-all", NULL, "UAS" },
};

static const struct
{
  char letter;
  const char *role;
} roles[] = {
  { 'N', NULL },
  { 'U', "user" },
  { 'A', "team_admin" },
  { 'S', "super_admin" },
};

static const char *
find_roles (const RoundsRoute *route)
{
  const char *kind = route->info != NULL ? route->info->kind : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    if (g_str_equal (matrix[i].name, route->name) && (matrix[i].kind == NULL || g_strcmp0 (matrix[i].kind, kind) == 0))
      return matrix[i].roles;

  return NULL;
}

static void
test_matrix (void)
{
  guint n_routes;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      const char *allowed = find_roles (routes[i]);

      g_test_message ("%s %s", routes[i]->method, routes[i]->pattern);
      g_assert_nonnull (allowed);
      g_assert_true (rounds_policy_has_entry (routes[i]->permission));
      g_assert_nonnull (rounds_handlers_find (routes[i]->name));

      for (guint j = 0; j < G_N_ELEMENTS (roles); j++)
        {
          g_autoptr(RoundsActor) actor = roles[j].role != NULL ? rounds_actor_new ("me", "team", roles[j].role) : NULL;
          g_autoptr(GError) error = NULL;
          gboolean is_allowed = rounds_policy_check_route (routes[i], actor, &error);

          g_assert_true (is_allowed == (strchr (allowed, roles[j].letter) != NULL));
          if (!is_allowed)
            g_assert_cmpuint (rounds_problem_get_status (error), ==, actor == NULL ? 401 : 403);
        }
    }
}

/* What the policy does not know opens for an administrator only, and a role it does not know is a user's. */
static void
test_unknown (void)
{
  const RoundsRoute route = { .method = "GET", .pattern = "/api/x", .name = "x", .permission = "something.new" };
  g_autoptr(RoundsActor) user = rounds_actor_new ("me", "team", "emperor");
  g_autoptr(RoundsActor) leader = rounds_actor_new ("me", "team", "team_admin");
  g_autoptr(RoundsActor) admin = rounds_actor_new ("me", NULL, "super_admin");

  g_assert_false (rounds_policy_has_entry (route.permission));
  g_assert_false (rounds_policy_check_route (&route, NULL, NULL));
  g_assert_false (rounds_policy_check_route (&route, user, NULL));
  g_assert_false (rounds_policy_check_route (&route, leader, NULL));
  g_assert_true (rounds_policy_check_route (&route, admin, NULL));
  g_assert_cmpint (rounds_policy_get_role (user), ==, ROUNDS_ROLE_USER);
}

static char *
get_scope (const char *kind,
           const char *team_id,
           const char *role)
{
  g_autoptr(RoundsActor) actor = rounds_actor_new ("me", team_id, role);
  g_autoptr(RoundsFilter) filter = rounds_policy_get_scope (rounds_registry_find (kind), actor);
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();

  rounds_filter_to_sql (filter, "t", sql, parameters);
  return g_strdup (sql->str);
}

/* What is private to somebody, also before an administrator. */
static gboolean
is_private_to_somebody (RoundsPolicyRule rule)
{
  return rule == ROUNDS_POLICY_NOTE || rule == ROUNDS_POLICY_PERSONAL || rule == ROUNDS_POLICY_SHARED || rule == ROUNDS_POLICY_ATTACHED;
}

/* Every kind has a rule and a scope: everybody sees a directory, and an administrator what is private to nobody. */
static void
test_scopes (void)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autofree char *everything = get_scope ("team", NULL, "user");

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const RoundsPolicyKind *known = rounds_policy_find_kind (kinds[i]->kind);
      g_autofree char *admin = get_scope (kinds[i]->kind, "team", "super_admin");
      g_autofree char *user = get_scope (kinds[i]->kind, "team", "user");
      g_autofree char *loner = get_scope (kinds[i]->kind, NULL, "user");

      g_test_message ("%s: %s", kinds[i]->kind, user);
      g_assert_nonnull (known);
      g_assert_true (g_str_equal (user, everything) == (known->rule == ROUNDS_POLICY_DIRECTORY));
      g_assert_true (g_str_equal (loner, everything) == (known->rule == ROUNDS_POLICY_DIRECTORY));
      g_assert_true (is_private_to_somebody (known->rule) == (strstr (admin, "$") != NULL) ||
                     known->rule == ROUNDS_POLICY_DEPENDENT);
      g_assert_true (known->reference == NULL || rounds_entity_info_find (kinds[i], known->reference) != NULL);
      if (kinds[i]->parent_field != NULL)
        g_assert_cmpstr (known->reference, ==, kinds[i]->parent_field);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/policy/matrix", test_matrix);
  g_test_add_func ("/server/policy/unknown", test_unknown);
  g_test_add_func ("/server/policy/scopes", test_scopes);

  return g_test_run ();
}
