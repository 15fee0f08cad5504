/* test-server-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "rounds-test-server.h"
#include "wire/rounds-routes.h"

/*
 * Who may do what with whose records, over every route there is. All of it is written by hand and asked of a real server: User, team
 * Admin, Super admin, and Nobody. A route that is not here fails the test: whoever adds one decides who gets it.
 *
 * Whose a record is: `own` the user's, `team` a colleague's, `other` another team's, `free` nobody's (made by the administrator),
 * `private` a colleague's own. Then who reads it, then who writes it; `-` is nobody.
 */
static const struct
{
  const char *kind;
  const char *body; /* @owner @institution @opportunity @invoice and the like are ids of records of the same */
  const char *who;
} kinds[] = {
  { "institution", "{\"name\":\"Clinique\",\"assignedUserId\":@owner}", "own UAS UAS|team UAS AS|other S S|free UAS AS" },
  { "contact", "{\"institutionId\":@institution,\"firstName\":\"Ada\",\"lastName\":\"Roux\"}",
    "own UAS UAS|team UAS AS|other S S|free UAS AS" },
  { "opportunity", "{\"name\":\"Lamps\",\"institutionId\":@institution,\"value\":10,\"expectedCloseDate\":\"2027-01-15\",\"assignedUserId\":@owner}",
    "own UAS UAS|team UAS AS|other S S|free S S" },
  { "meeting", "{\"title\":\"Visit\",\"startDate\":\"2027-01-15T08:00:00Z\",\"endDate\":\"2027-01-15T09:00:00Z\",\"organizerId\":@owner}",
    "own UAS UAS|team UAS AS|other S S|free S S" },
  { "quote", "{\"title\":\"Lamps\",\"institutionId\":@institution,\"validUntil\":\"2027-12-31\",\"assignedUserId\":@owner,"
             "\"lines\":[{\"description\":\"Lamp\",\"quantity\":1,\"unitPrice\":10}]}",
    "own UAS UAS|team UAS AS|other S S|free S S" },
  { "invoice", "{\"title\":\"Lamps\",\"institutionId\":@institution,\"assignedUserId\":@owner,"
               "\"lines\":[{\"description\":\"Lamp\",\"quantity\":1,\"unitPrice\":10}]}",
    "own UAS UAS|team UAS AS|other S S|free S S" },
  { "task", "{\"title\":\"Call\",\"assigneeId\":@owner}", "own UAS UAS|team UAS AS|other S S|free S S" },
  { "call", "{\"callType\":\"outgoing\",\"callDate\":\"2026-01-15T08:00:00Z\",\"userId\":@owner}", "own UAS UAS|team UAS AS|other S S|free S S" },
  { "reminder", "{\"title\":\"Look\",\"reminderDate\":\"2027-01-15T08:00:00Z\",\"userId\":@owner}", "own UAS UAS|team UAS AS|other S S|free S S" },
  { "email-message", "{\"subject\":\"Lamps\",\"direction\":\"outgoing\",\"purpose\":\"message\",\"sentAt\":\"2026-01-15T08:00:00Z\",\"userId\":@owner}",
    "own UAS UAS|team UAS AS|other S S|free S S" },
  { "note", "{\"title\":\"Seen\",\"content\":\"Words\",\"isPrivate\":@private}", "own UAS UAS|team UAS AS|other S S|private - -" },
  { "comment", "{\"content\":\"Kind\",\"recordKind\":\"institution\",\"recordId\":@institution}", "own UAS UAS|team UAS AS|other S S|free UAS S" },
  { "segment", "{\"name\":\"Big\",\"visibility\":@visibility}", "own UAS UAS|team UAS AS|other S S|private - -" },
  { "saved-view", "{\"name\":\"Big\",\"collection\":\"institutions\",\"visibility\":@visibility}", "own UAS UAS|team UAS AS|other S S|private - -" },

  { "team", "{\"name\":@name}", "free UAS S" },
  { "setting", "{\"key\":@name,\"value\":\"1\"}", "free UAS S" },
  { "lead-source", "{\"name\":@name}", "free UAS S" },
  { "lost-reason", "{\"name\":@name}", "free UAS S" },
  { "pipeline", "{\"name\":@name}", "free UAS S" },
  { "reminder-rule", "{\"name\":@name,\"entityType\":\"task\",\"triggerType\":\"overdue\",\"titleTemplate\":\"{title} {days}\",\"messageTemplate\":\"{title}\"}",
    "free UAS S" },
  { "custom-field", "{\"kind\":\"institution\",\"key\":@word,\"label\":@name,\"type\":\"text\"}", "free UAS S" },
  { "tag", "{\"name\":@name}", "free UAS AS" },
  { "product", "{\"name\":@name,\"unitPrice\":10}", "free UAS AS" },
  { "user", "{\"email\":@email,\"firstName\":\"Ada\",\"lastName\":\"Roux\",\"teamId\":@team}", "team UAS AS|other UAS S" },
  { "webhook", "{\"name\":\"Hook\",\"url\":\"https://example.com/x\",\"events\":[\"quote.accepted\"],\"secret\":\"sixteen letters!\"}", "team AS AS|other S S|free S S" },
};

/* What is read or written beside the record itself; the body is for the same placeholders. */
static const struct
{
  const char *method;
  const char *pattern;
  char access; /* r reads, w writes */
  const char *body;
  const char *first; /* what an administrator does with the record before: verbs of the same kind */
} verbs[] = {
  { "PUT", "/api/opportunities/:id/stage", 'w', "{\"stage\":\"proposal\"}" },
  { "GET", "/api/opportunities/:id/probability", 'r', NULL },
  { "GET", "/api/institutions/:id/health-score", 'r', NULL },
  { "GET", "/api/institutions/:id/lead-score", 'r', NULL },
  { "GET", "/api/institutions/:id/next-actions", 'r', NULL },
  { "POST", "/api/institutions/:id/next-actions/snooze", 'r', "{\"key\":\"no_interaction\",\"days\":7}" },
  { "POST", "/api/institutions/:id/next-actions/dismiss", 'r', "{\"key\":\"no_interaction\"}" },
  { "POST", "/api/institutions/:id/next-actions/complete", 'r', "{\"key\":\"no_interaction\"}" },
  { "GET", "/api/institutions/:id/revenue", 'r', NULL },
  { "GET", "/api/institutions/:id/timeline", 'r', NULL },
  { "GET", "/api/institutions/:id/collaboration", 'r', NULL },
  { "GET", "/api/contacts/:id/timeline", 'r', NULL },
  { "GET", "/api/opportunities/:id/timeline", 'r', NULL },
  { "GET", "/api/meetings/:id/export/ics", 'r', NULL },
  { "POST", "/api/meetings/:id/comments", 'r', "{\"content\":\"Kind\"}" },
  { "PUT", "/api/quotes/:id/send", 'w', NULL },
  { "PUT", "/api/quotes/:id/accept", 'w', NULL, "send" },
  { "PUT", "/api/quotes/:id/reject", 'w', NULL, "send" },
  { "PUT", "/api/quotes/:id/cancel", 'w', NULL },
  { "POST", "/api/quotes/:id/convert-to-invoice", 'w', NULL, "send accept" },
  { "POST", "/api/quotes/:id/duplicate", 'r', NULL },
  { "PUT", "/api/invoices/:id/cancel", 'w', NULL },
  { "PUT", "/api/invoices/:id/send", 'w', NULL },
  { "POST", "/api/invoices/:id/payments", 'w', "{\"amount\":1,\"paymentMethod\":\"bank_transfer\"}", "send" },
  { "POST", "/api/invoices/:id/credit-note", 'w', NULL, "send" },
  { "PUT", "/api/invoices/:id/archive", 'w', NULL, "send" },
  { "PUT", "/api/invoices/:id/unarchive", 'w', NULL, "send archive" },
  { "GET", "/api/invoices/:id/payments", 'r', NULL },
  { "PATCH", "/api/tasks/:id/complete", 'w', NULL },
  { "PATCH", "/api/tasks/:id/reopen", 'w', NULL, "complete" },
  { "PATCH", "/api/reminders/:id/complete", 'w', NULL },
  { "PATCH", "/api/reminders/:id/incomplete", 'w', NULL, "complete" },
  { "PATCH", "/api/reminders/:id/snooze", 'w', "{\"minutes\":5}" },
  { "PATCH", "/api/reminders/:id/reschedule", 'w', "{\"reminderDate\":\"2027-01-16T08:00:00Z\"}" },
  { "POST", "/api/webhooks/:id/test", 'w', NULL },
  { "POST", "/api/webhooks/:id/reset", 'w', NULL },
  { "POST", "/api/users/:id/password", 'w', "{\"newPassword\":\"" ROUNDS_TEST_PASSWORD "\"}" },
};

/* What is about no record of somebody's. */
static const struct
{
  const char *method;
  const char *path;
  const char *pattern; /* NULL: the path */
  const char *roles;
  const char *body;
} others[] = {
  { "GET", "/api/health", NULL, "NUAS", NULL },
  { "GET", "/api/ready", NULL, "NUAS", NULL },
  { "GET", "/api/openapi.json", NULL, "NUAS", NULL },
  { "GET", "/api/settings/public", NULL, "NUAS", NULL },
  { "PUT", "/api/settings/workspace.name", "/api/settings/:id", "S", "{\"value\":\"Ouest\"}" },
  { "POST", "/api/settings/bulk-update", NULL, "S", "{\"settings\":[{\"key\":\"workspace.name\",\"value\":\"Ouest\"}]}" },
  { "GET", "/api/settings/workspace.name", "/api/settings/:id", "UAS", NULL },
  { "POST", "/api/auth/login", NULL, "NUAS", "{\"email\":\"admin@example.com\",\"password\":\"" ROUNDS_TEST_PASSWORD "\"}" },
  { "GET", "/api/auth/me", NULL, "UAS", NULL },
  { "PUT", "/api/auth/me", NULL, "UAS", "{\"phone\":\"06 12 34 56 78\"}" },
  { "GET", "/api/sync/changes", NULL, "UAS", NULL },
  { "POST", "/api/sync/operations", NULL, "UAS", "{\"operations\":[]}" },
  { "GET", "/api/opportunities/pipeline", NULL, "UAS", NULL },
  { "GET", "/api/opportunities/forecast", NULL, "UAS", NULL },
  { "GET", "/api/opportunities/analytics?startDate=2026-01-01&endDate=2026-12-31", "/api/opportunities/analytics", "UAS", NULL },
  { "GET", "/api/institutions/hot-leads", NULL, "UAS", NULL },
  { "GET", "/api/institutions/duplicates?name=Clinique", "/api/institutions/duplicates", "UAS", NULL },
  { "GET", "/api/contacts/duplicates?email=a@example.com", "/api/contacts/duplicates", "UAS", NULL },
  { "GET", "/api/institutions/search/unified?q=clinique", "/api/institutions/search/unified", "UAS", NULL },
  { "GET", "/api/dashboard/metrics", NULL, "UAS", NULL },
  { "GET", "/api/tags/counts", NULL, "UAS", NULL },
  { "GET", "/api/webhook-deliveries", NULL, "AS", NULL },
  { "GET", "/api/webhooks/events", NULL, "AS", NULL },
  { "GET", "/api/audit-entries", NULL, "AS", NULL },
  { "GET", "/api/security-events", NULL, "AS", NULL },
  { "GET", "/api/notifications", NULL, "UAS", NULL },
  { "POST", "/api/notifications/read-all", NULL, "UAS", NULL },
  { "GET", "/api/notes/shared-with-me", NULL, "UAS", NULL },
  { "GET", "/api/stage-changes", NULL, "UAS", NULL },
  { "GET", "/api/action-marks", NULL, "UAS", NULL },
  { "GET", "/api/attachments", NULL, "UAS", NULL },
  { "GET", "/api/payments", NULL, "UAS", NULL },
};

/* Asked in a test of their own, here or in another file, which is named. */
static const struct
{
  const char *method;
  const char *pattern;
} elsewhere[] = {
  { "POST", "/api/auth/logout" },                  /* test-server-sessions.c */
  { "POST", "/api/auth/refresh" },                 /* test-server-security.c */
  { "POST", "/api/auth/change-password" },         /* test-server-security.c */
  { "POST", "/api/users/:id/hand-over" },          /* test_hand_over() */
  { "POST", "/api/institutions/:id/merge" },       /* test_merge() */
  { "POST", "/api/institutions/:id/split" },       /* test_merge() */
  { "POST", "/api/contacts/:id/merge" },           /* test_merge() */
  { "POST", "/api/contacts/:id/split" },           /* test_merge() */
  { "POST", "/api/segments/preview" },             /* test-server-segments.c */
  { "GET", "/api/segments/:id/members" },
  { "GET", "/api/segments/:id/results" },
  { "POST", "/api/segments/:id/duplicate" },
  { "POST", "/api/imports" },                      /* test-server-imports.c, test-server-refusals.c */
  { "GET", "/api/imports/:id" },
  { "DELETE", "/api/imports/:id" },
  { "GET", "/api/bulk-changes/:id" },              /* one's own: test-server-bulk.c */
  { "DELETE", "/api/bulk-changes/:id" },
  { "POST", "/api/notes/:id/share" },              /* the creator's: test-server-scopes.c */
  { "PATCH", "/api/notes/:id/unshare" },
  { "POST", "/api/notifications/:id/read" },       /* one's own: test-server-scopes.c */
  { "GET", "/api/audit-entries/:id" },             /* test_accounts() */
  { "GET", "/api/security-events/:id" },           /* test_accounts() */
  { "GET", "/api/webhooks/:id/deliveries" },       /* test-server-webhooks.c */
  { "GET", "/api/webhook-deliveries/:id" },        /* goes with its webhook: test-policy.c */
  { "GET", "/api/notifications/:id" },             /* test-server-scopes.c */
  { "GET", "/api/stage-changes/:id" },             /* test_dependents() */
  { "GET", "/api/payments/:id" },                  /* test_dependents() */
  { "POST", "/api/payments/:id/reverse" },
  { "POST", "/api/payments" },
  { "PUT", "/api/payments/:id" },
  { "PATCH", "/api/payments/:id" },
  { "DELETE", "/api/payments/:id" },
  { "POST", "/api/payments/:id/restore" },
  { "POST", "/api/payments/bulk" },
  { "GET", "/api/attachments/:id" },               /* as a comment: goes with its record */
  { "GET", "/api/attachments/:id/content" },
  { "POST", "/api/attachments" },
  { "PUT", "/api/attachments/:id" },
  { "PATCH", "/api/attachments/:id" },
  { "DELETE", "/api/attachments/:id" },
  { "POST", "/api/attachments/:id/restore" },
  { "POST", "/api/attachments/bulk" },
  { "GET", "/api/action-marks/:id" },              /* goes with its institution: test-server-scores.c */
};

typedef enum { OWN, TEAM, OTHER, FREE, PRIVATE, N_WHOSE } Whose;

static const char * const whose_names[] = { "own", "team", "other", "free", "private" };

static RoundsTestServer *server;
static char *user;      /* U */
static char *leader;    /* A */
static char *admin;     /* S */
static char *colleague;
static char *stranger;
static char *north;
static char *south;
static char *institutions[N_WHOSE];
static guint counter;

static const char *
get_token (char role)
{
  return role == 'U' ? user : role == 'A' ? leader : role == 'S' ? admin : NULL;
}

static const char *
get_maker (const char *kind,
           Whose       whose)
{
  const gboolean by_leader = g_str_equal (kind, "webhook") || g_str_equal (kind, "user");

  switch (whose)
    {
    case OWN:
      return user;
    case TEAM:
      return by_leader ? leader : colleague;
    case PRIVATE:
      return colleague;
    case OTHER:
      return g_str_equal (kind, "user") || g_str_equal (kind, "webhook") ? admin : stranger;
    case FREE:
    case N_WHOSE:
    default:
      return admin;
    }
}

static char *
get_member (const char *token,
            const char *member)
{
  g_autoptr(RoundsTestAnswer) me = rounds_test_expect (server, token, "GET", "/api/auth/me", NULL, 200);

  return g_strdup (rounds_test_answer_get (me, member));
}

static void
replace (GString    *text,
         const char *name,
         const char *value,
         gboolean    quoted)
{
  g_autofree char *json = quoted ? g_strdup_printf ("\"%s\"", value) : g_strdup (value);

  g_string_replace (text, name, json, 0);
}

static char *
fill_body (const char *kind,
           const char *body,
           Whose       whose)
{
  g_autoptr(GString) text = g_string_new (body);
  g_autofree char *owner = whose == FREE ? NULL : get_member (get_maker (kind, whose), "id");
  g_autofree char *name = g_strdup_printf ("N %u", ++counter);
  g_autofree char *word = g_strdup_printf ("word%u", counter);
  g_autofree char *email = g_strdup_printf ("n%u@example.com", counter);

  replace (text, "@owner", owner != NULL ? owner : "null", owner != NULL);
  replace (text, "@institution", institutions[whose == PRIVATE ? TEAM : whose], TRUE);
  replace (text, "@private", whose == PRIVATE ? "true" : "false", FALSE);
  replace (text, "@visibility", whose == PRIVATE ? "private" : "team", TRUE);
  replace (text, "@team", whose == OTHER ? south : north, TRUE);
  replace (text, "@name", name, TRUE);
  replace (text, "@word", word, TRUE);
  replace (text, "@email", email, TRUE);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
create (const RoundsEntityInfo *info,
        const char             *body,
        Whose                   whose)
{
  g_autofree char *path = g_strconcat ("/api/", info->collection, NULL);
  g_autofree char *json = fill_body (info->kind, body, whose);
  g_autoptr(RoundsTestAnswer) answer = NULL;

  g_test_message ("%s %s", path, json);
  answer = rounds_test_expect (server, get_maker (info->kind, whose), "POST", path, json, 201);
  return g_strdup (rounds_test_answer_get (answer, "id"));
}

/* What the policy says is one of these; every other refusal comes after it. */
static gboolean
is_refused (RoundsTestAnswer *answer)
{
  return answer->status == 401 || answer->status == 403 || answer->status == 404 || strstr (answer->text, "\"NO_SUCH_RECORD\"") != NULL;
}

static void
ask (char        role,
     const char *method,
     const char *path,
     const char *body,
     gboolean    allowed,
     const char *what)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, get_token (role), method, path, body);

  if (answer->status >= 500 || is_refused (answer) == allowed)
    g_error ("%c %s %s (%s): %u, but it should be %s: %s", role, method, path, what, answer->status,
             allowed ? "let pass" : "refused", answer->text);
}

/* One column of a kind: `own UAS AS`. */
typedef struct
{
  const RoundsEntityInfo *info;
  const char *body;
  Whose whose;
  char *readers;
  char *writers;
} Cell;

static gboolean
may (const char *roles,
     char        role)
{
  return strchr (roles, role) != NULL;
}

static void
ask_cell_with (Cell       *cell,
               const char *id,
               const char *method,
               const char *suffix,
               const char *body,
               gboolean    writes)
{
  g_autofree char *path = g_strdup_printf ("/api/%s/%s%s", cell->info->collection, id, suffix);
  const char *allowed = writes ? cell->writers : cell->readers;

  for (const char *role = "NUAS"; *role != '\0'; role++)
    ask (*role, method, path, body, may (allowed, *role), whose_names[cell->whose]);
}

static void
ask_list (Cell       *cell,
          const char *id)
{
  g_autofree char *path = g_strdup_printf ("/api/%s?id=%s", cell->info->collection, id);

  for (const char *role = "UAS"; *role != '\0'; role++)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, get_token (*role), "GET", path, NULL);
      const gboolean seen = answer->status == 200 && strstr (answer->text, id) != NULL;

      if (seen != may (cell->readers, *role))
        g_error ("%c %s (%s): %u %s", *role, path, whose_names[cell->whose], answer->status, answer->text);
    }
}

static void
ask_bulk (Cell       *cell,
          const char *id)
{
  g_autofree char *path = g_strdup_printf ("/api/%s/bulk", cell->info->collection);
  g_autofree char *body = g_strdup_printf ("{\"ids\":[\"%s\"],\"values\":{}}", id);

  for (const char *role = "NUAS"; *role != '\0'; role++)
    ask (*role, "POST", path, body, may (cell->writers, *role), whose_names[cell->whose]);
}

static void
prepare (Cell       *cell,
         const char *id,
         const char *method,
         const char *first)
{
  g_auto(GStrv) steps = g_strsplit (first != NULL ? first : "", " ", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/%s/%s/%s", cell->info->collection, id, steps[i]);
      g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, g_str_equal (method, "PATCH") ? "PATCH" : "PUT", path, NULL, 200);
    }
}

static void
ask_verbs (Cell *cell)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *prefix = g_strdup_printf ("/api/%s/:id", cell->info->collection);

      if (!g_str_has_prefix (verbs[i].pattern, prefix))
        continue;
      {
        g_autofree char *id = create (cell->info, cell->body, cell->whose);

        prepare (cell, id, verbs[i].method, verbs[i].first);
        ask_cell_with (cell, id, verbs[i].method, verbs[i].pattern + strlen (prefix), verbs[i].body, verbs[i].access == 'w');
      }
    }
}

static void
ask_cell (Cell *cell)
{
  g_autofree char *id = create (cell->info, cell->body, cell->whose);
  g_autofree char *path = NULL;

  ask_list (cell, id);
  ask_cell_with (cell, id, "GET", "", NULL, FALSE);
  ask_cell_with (cell, id, "PATCH", "", "{}", TRUE);
  ask_cell_with (cell, id, "PUT", "", "{}", TRUE);
  ask_cell_with (cell, id, "POST", "/restore", NULL, TRUE);
  ask_bulk (cell, id);
  ask_verbs (cell);

  for (const char *role = "UAS"; *role != '\0'; role++)
    {
      g_autofree char *fresh = create (cell->info, cell->body, cell->whose);
      g_autofree char *one = g_strdup_printf ("/api/%s/%s", cell->info->collection, fresh);

      ask (*role, "DELETE", one, NULL, may (cell->writers, *role), whose_names[cell->whose]);
    }
}

/* Who makes such records: of what people have, everybody his own; of what is set up, whoever writes it. */
static void
ask_create (Cell *cell)
{
  g_autofree char *path = g_strconcat ("/api/", cell->info->collection, NULL);
  const Whose whose = cell->whose;

  for (const char *role = "NUAS"; *role != '\0'; role++)
    {
      g_autofree char *body = fill_body (cell->info->kind, cell->body, whose);

      ask (*role, "POST", path, body, may (cell->writers, *role), whose_names[whose]);
    }
}

static void
test_kind (gconstpointer data)
{
  const guint index = GPOINTER_TO_UINT (data);
  g_auto(GStrv) cells = g_strsplit (kinds[index].who, "|", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (cells[i], " ", -1);
      Cell cell = { rounds_registry_find (kinds[index].kind), kinds[index].body, N_WHOSE, parts[1], parts[2] };

      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      for (guint j = 0; j < N_WHOSE; j++)
        if (g_str_equal (parts[0], whose_names[j]))
          cell.whose = j;
      g_assert_cmpint (cell.whose, !=, N_WHOSE);
      ask_cell (&cell);
      if (i == 0)
        ask_create (&cell);
    }
}

/* Nobody points at what he does not see, and makes nothing for another team. */
static void
test_references (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const RoundsEntityInfo *info = rounds_registry_find (kinds[i].kind);
      g_autofree char *path = g_strconcat ("/api/", info->collection, NULL);
      g_autofree char *body = NULL;
      g_autoptr(RoundsTestAnswer) answer = NULL;

      if (strstr (kinds[i].body, "@institution") == NULL && strstr (kinds[i].body, "@owner") == NULL)
        continue;
      body = fill_body (info->kind, kinds[i].body, OTHER);
      answer = rounds_test_server_send (server, user, "POST", path, body);
      g_test_message ("%s %s", path, body);
      g_assert_true (answer->status == 422 || answer->status == 403);
    }
}

static void
test_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (const char *role = "NUAS"; *role != '\0'; role++)
      ask (*role, others[i].method, others[i].path, others[i].body, may (others[i].roles, *role), "");
}

static void
ask_merge (const char *kind,
           const char *body,
           Whose       whose,
           const char *writers)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);

  for (const char *role = "UAS"; *role != '\0'; role++)
    {
      g_autofree char *first = create (info, body, whose);
      g_autofree char *second = create (info, body, whose);
      g_autofree char *merge_path = g_strdup_printf ("/api/%s/%s/merge", info->collection, first);
      g_autofree char *split_path = g_strdup_printf ("/api/%s/%s/split", info->collection, first);
      g_autofree char *from = g_strdup_printf ("{\"fromId\":\"%s\"}", second);
      g_autofree char *split = NULL;
      g_autoptr(RoundsTestAnswer) merged = NULL;
      g_autoptr(RoundsTestAnswer) back = NULL;

      /* Once to see whether he may, then to take back what an administrator has done. */
      ask (*role, "POST", merge_path, from, may (writers, *role), whose_names[whose]);
      if (may (writers, *role))
        continue;
      merged = rounds_test_expect (server, admin, "POST", merge_path, from, 200);
      split = g_strdup_printf ("{\"fromId\":\"%s\",\"mergeId\":\"%s\"}", second, rounds_test_answer_get (merged, "mergeId"));
      ask (*role, "POST", split_path, split, FALSE, whose_names[whose]);
      back = rounds_test_expect (server, admin, "POST", split_path, split, 200);
    }
}

static void
test_merge (void)
{
  for (guint i = 0; i < 2; i++)
    {
      ask_merge (kinds[i].kind, kinds[i].body, OWN, "UAS");
      ask_merge (kinds[i].kind, kinds[i].body, TEAM, "AS");
      ask_merge (kinds[i].kind, kinds[i].body, OTHER, "S");
      ask_merge (kinds[i].kind, kinds[i].body, FREE, "AS");
    }
}

static void
ask_hand_over (Whose       whose,
               const char *allowed)
{
  g_autofree char *person = get_member (get_maker ("institution", whose), "id");
  g_autofree char *to = get_member (leader, "id");
  g_autofree char *path = g_strdup_printf ("/api/users/%s/hand-over", person);
  g_autofree char *body = g_strdup_printf ("{\"toUserId\":\"%s\",\"kinds\":[\"task\"]}", to);

  for (const char *role = "NUAS"; *role != '\0'; role++)
    {
      g_autofree char *task = create (rounds_registry_find ("task"), "{\"title\":\"Call\",\"assigneeId\":@owner}", whose);
      ask (*role, "POST", path, body, may (allowed, *role), whose_names[whose]);
    }
}

static void
test_hand_over (void)
{
  ask_hand_over (TEAM, "AS");
  ask_hand_over (OTHER, "S");
}

static char *
find_first (const char *path)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, "GET", path, NULL, 200);
  JsonArray *records = json_node_get_array (answer->data);

  g_assert_cmpuint (json_array_get_length (records), >, 0);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (records, 0), "id"));
}

static void
ask_one (const char *collection,
         const char *id,
         const char *readers)
{
  g_autofree char *path = g_strdup_printf ("/api/%s/%s", collection, id);

  for (const char *role = "NUAS"; *role != '\0'; role++)
    ask (*role, "GET", path, NULL, may (readers, *role), collection);
}

/* What is kept of what somebody did: a manager sees the team's. */
static void
test_accounts (void)
{
  static const char * const collections[] = { "audit-entries", "security-events" };
  g_autofree char *person = get_member (user, "id");
  g_autofree char *other = get_member (stranger, "id");

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    {
      g_autofree char *mine = g_strdup_printf ("/api/%s?userId=%s", collections[i], person);
      g_autofree char *theirs = g_strdup_printf ("/api/%s?userId=%s", collections[i], other);
      g_autofree char *my_id = find_first (mine);
      g_autofree char *their_id = find_first (theirs);

      ask_one (collections[i], my_id, "AS");
      ask_one (collections[i], their_id, "S");
    }
}

/* The history goes with the deal, a payment with its invoice. */
static void
ask_dependents (Whose       whose,
                const char *readers,
                const char *writers)
{
  g_autofree char *deal = create (rounds_registry_find ("opportunity"), kinds[2].body, whose);
  g_autofree char *invoice = create (rounds_registry_find ("invoice"), kinds[5].body, whose);
  g_autofree char *history = g_strconcat ("/api/stage-changes?opportunityId=", deal, NULL);
  g_autofree char *change = find_first (history);
  g_autofree char *issue = g_strdup_printf ("/api/invoices/%s/send", invoice);
  g_autofree char *pay = g_strdup_printf ("{\"invoiceId\":\"%s\",\"amount\":1,\"paymentMethod\":\"bank_transfer\"}", invoice);
  g_autoptr(RoundsTestAnswer) issued = rounds_test_expect (server, admin, "PUT", issue, NULL, 200);
  g_autoptr(RoundsTestAnswer) paid = rounds_test_expect (server, admin, "POST", "/api/payments", pay, 201);
  g_autofree char *payment = g_strdup (rounds_test_answer_get (paid, "id"));
  g_autofree char *path = g_strconcat ("/api/payments/", payment, NULL);

  ask_one ("stage-changes", change, readers);
  ask_one ("payments", payment, readers);
  for (const char *role = "NUAS"; *role != '\0'; role++)
    {
      ask (*role, "POST", "/api/payments", pay, may (writers, *role), whose_names[whose]);
      ask (*role, "PATCH", path, "{\"notes\":\"Seen\"}", may (writers, *role), whose_names[whose]);
      ask (*role, "PUT", path, "{\"notes\":\"Seen again\"}", may (writers, *role), whose_names[whose]);
    }
  for (const char *role = "NU"; *role != '\0'; role++)
    ask (*role, "DELETE", path, NULL, may (writers, *role), whose_names[whose]);

  /* What is reversed once cannot be again: each has a payment of its own. */
  for (const char *role = "NUAS"; *role != '\0'; role++)
    {
      g_autoptr(RoundsTestAnswer) other = rounds_test_expect (server, admin, "POST", "/api/payments", pay, 201);
      g_autofree char *reverse = g_strdup_printf ("/api/payments/%s/reverse", rounds_test_answer_get (other, "id"));

      ask (*role, "POST", reverse, NULL, may (writers, *role), whose_names[whose]);
    }
}

static void
test_dependents (void)
{
  ask_dependents (OWN, "UAS", "UAS");
  ask_dependents (TEAM, "UAS", "AS");
  ask_dependents (OTHER, "S", "S");
}

static gboolean
has_kind (const RoundsEntityInfo *info)
{
  for (guint i = 0; info != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, info->kind))
      return TRUE;

  return FALSE;
}

static gboolean
is_covered (const RoundsRoute *route)
{
  static const char * const of_kinds[] = { "record.list", "record.get", "record.create", "record.update", "record.delete", "record.restore",
                                           "bulk.change", NULL };

  /* The file of a list holds what the list shows, by the same query: test-server-files.c. */
  if (g_str_equal (route->name, "record.export"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].pattern, route->pattern) && g_str_equal (verbs[i].method, route->method))
      return has_kind (route->info);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].pattern != NULL ? others[i].pattern : others[i].path, route->pattern) &&
        g_str_equal (others[i].method, route->method))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (g_str_equal (elsewhere[i].pattern, route->pattern) && g_str_equal (elsewhere[i].method, route->method))
      return TRUE;

  /* A list that is asked by an address of its own is answered by what answers the collection's. */
  return has_kind (route->info) && g_strv_contains (of_kinds, route->name);
}

/* Whoever adds a route writes down here who gets it. */
static void
test_every_route (void)
{
  const RoundsRoute * const *routes = rounds_routes_get_all (NULL);
  g_autoptr(GString) missing = g_string_new (NULL);

  for (guint i = 0; routes[i] != NULL; i++)
    if (!is_covered (routes[i]))
      g_string_append_printf (missing, "%s %s\n", routes[i]->method, routes[i]->pattern);

  g_assert_cmpstr (missing->str, ==, "");
}

/* An administrator who is of no team, so that what is nobody's but the administrator's is in no team either. */
static void
leave_team (void)
{
  g_autofree char *id = get_member (admin, "id");
  g_autofree char *path = g_strconcat ("/api/users/", id, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, admin, "PATCH", path, "{\"teamId\":null}", 200);
}

static void
make_institutions (void)
{
  for (guint i = 0; i < PRIVATE; i++)
    institutions[i] = create (rounds_registry_find ("institution"), kinds[0].body, i);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "leader@example.com", "team_admin", "North");
  rounds_test_server_add_user (server, "user@example.com", "user", "North");
  rounds_test_server_add_user (server, "colleague@example.com", "user", "North");
  rounds_test_server_add_user (server, "stranger@example.com", "user", "South");
  rounds_test_server_start (server, "--socket", server->socket, NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  leader = rounds_test_server_sign_in (server, "leader@example.com");
  user = rounds_test_server_sign_in (server, "user@example.com");
  colleague = rounds_test_server_sign_in (server, "colleague@example.com");
  stranger = rounds_test_server_sign_in (server, "stranger@example.com");
  north = get_member (user, "teamId");
  south = get_member (stranger, "teamId");
  leave_team ();
  make_institutions ();

  g_test_add_func ("/server/matrix/every-route", test_every_route);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("/server/matrix/", kinds[i].kind, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_kind);
    }
  g_test_add_func ("/server/matrix/references", test_references);
  g_test_add_func ("/server/matrix/others", test_others);
  g_test_add_func ("/server/matrix/merge", test_merge);
  g_test_add_func ("/server/matrix/hand-over", test_hand_over);
  g_test_add_func ("/server/matrix/accounts", test_accounts);
  g_test_add_func ("/server/matrix/dependents", test_dependents);
  status = g_test_run ();

  for (guint i = 0; i < N_WHOSE; i++)
    g_free (institutions[i]);
  g_free (north);
  g_free (south);
  g_free (admin);
  g_free (leader);
  g_free (user);
  g_free (colleague);
  g_free (stranger);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
