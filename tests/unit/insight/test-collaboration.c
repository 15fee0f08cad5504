/* test-collaboration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-collaboration.h"
#include "insight/rounds-unified-search.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

static void
fill (Fixture *fixture)
{
  for (guint i = 0; i < 7; i++)
    fixture_insert (fixture, "note",
                    "{'institutionId':'" HOSPITAL_ID "','creatorId':'" USER_ID "','title':'Note %u','content':'Échographe',"
                    "'createdAt':'2026-01-%02uT10:00:00Z','isPrivate':%s}", i, 10 + i, i == 6 ? "true" : "false");
  for (guint i = 0; i < 4; i++)
    fixture_insert (fixture, "meeting",
                    "{'institutionId':'" HOSPITAL_ID "','organizerId':'" USER_ID "','title':'Visite %u','startDate':'2026-0%u-01T08:00:00Z',"
                    "'endDate':'2026-0%u-01T09:00:00Z','status':'%s'}", i, 2 + i, 2 + i, i == 3 ? "cancelled" : "scheduled");
  fixture_insert (fixture, "reminder", "{'institutionId':'" HOSPITAL_ID "','userId':'" USER_ID "','title':'Rappel',"
                                       "'reminderDate':'2026-01-01T08:00:00Z'}");
  fixture_insert (fixture, "reminder", "{'institutionId':'" HOSPITAL_ID "','userId':'" USER_ID "','title':'Fait',"
                                       "'reminderDate':'2026-01-01T08:00:00Z','isCompleted':true}");
  fixture_insert (fixture, "task", "{'institutionId':'" HOSPITAL_ID "','title':'À faire','status':'in_progress'}");
  fixture_insert (fixture, "task", "{'institutionId':'" HOSPITAL_ID "','title':'Annulée','status':'cancelled'}");
  fixture_insert (fixture, "call", "{'institutionId':'" CLINIC_ID "','callDate':'2026-01-01T08:00:00Z','summary':'échographe en panne'}");
}

static RoundsFilter *
hide_private (const RoundsEntityInfo *info,
              gpointer                data)
{
  if (g_str_equal (info->kind, "note"))
    return rounds_filter_new_integer (rounds_entity_info_find (info, "is-private"), ROUNDS_FILTER_EQUAL, 0);

  return rounds_filter_new_all ();
}

static void
assert_count (RoundsCollaboration *collaboration,
              const char          *name,
              gint64               expected)
{
  g_test_message ("%s", name);
  g_assert_cmpint (rounds_collaboration_get_count (collaboration, name), ==, expected);
}

static void
test_summary (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsCollaboration) collaboration = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *list;
  gint64 now;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);
  g_assert_true (rounds_instant_parse ("2026-03-01T08:00:00Z", &now));
  before = rounds_database_get_n_statements (fixture.database);
  collaboration = rounds_collaboration_compute (fixture.database, HOSPITAL_ID, now, hide_private, NULL, &error);
  g_assert_no_error (error);

  /* One for the counts, one for each list. */
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==,
                    1 + g_strv_length ((GStrv) rounds_collaboration_get_lists ()));
  g_assert_cmpuint (g_strv_length ((GStrv) rounds_collaboration_get_counts ()), ==, 14);

  assert_count (collaboration, "totalNotes", 6);
  assert_count (collaboration, "totalMeetings", 4);
  assert_count (collaboration, "upcomingMeetings", 2);
  assert_count (collaboration, "totalReminders", 2);
  assert_count (collaboration, "pendingReminders", 1);
  assert_count (collaboration, "totalTasks", 2);
  assert_count (collaboration, "openTasks", 1);
  assert_count (collaboration, "totalCalls", 0);
  assert_count (collaboration, "openOpportunities", 0);

  /* The newest five, and what comes first. */
  list = rounds_collaboration_get_list (collaboration, "recentNotes");
  g_assert_cmpuint (list->len, ==, 5);
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (list, 0), "title"), ==, "Note 5");
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (list, 4), "title"), ==, "Note 1");
  list = rounds_collaboration_get_list (collaboration, "upcomingMeetings");
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (list, 0), "title"), ==, "Visite 1");
  fixture_close (&fixture);
}

static RoundsFilter *
is_mine (const RoundsEntityInfo *info,
         gpointer                data)
{
  if (info->owner_field == NULL)
    return NULL;

  return rounds_filter_new_text (rounds_entity_info_find (info, info->owner_field), ROUNDS_FILTER_EQUAL, USER_ID);
}

static RoundsSearchGroup *
find_group (RoundsUnifiedSearch *found,
            const char          *kind)
{
  for (guint i = 0; i < found->groups->len; i++)
    {
      RoundsSearchGroup *group = g_ptr_array_index (found->groups, i);

      if (g_str_equal (group->info->kind, kind))
        return group;
    }

  return NULL;
}

static RoundsUnifiedSearch *
look (Fixture                   *fixture,
      const RoundsSearchRequest *request)
{
  g_autoptr(GError) error = NULL;
  RoundsUnifiedSearch *found = rounds_unified_search_compute (fixture->database, request, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_search (gconstpointer data)
{
  Fixture fixture;
  RoundsSearchRequest request = { .words = "ECHOG", .scope = hide_private, .limit = 4 };
  g_autoptr(RoundsUnifiedSearch) all = NULL;
  g_autoptr(RoundsUnifiedSearch) calls = NULL;
  g_autoptr(RoundsUnifiedSearch) there = NULL;
  g_autoptr(RoundsUnifiedSearch) mine = NULL;
  g_autoptr(RoundsUnifiedSearch) nothing = NULL;
  guint64 before;
  guint64 n_statements;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fill (&fixture);

  /* What an engine remembers of the words is remembered then. */
  rounds_unified_search_free (look (&fixture, &request));
  before = rounds_database_get_n_statements (fixture.database);
  all = look (&fixture, &request);
  n_statements = rounds_database_get_n_statements (fixture.database) - before;
  g_assert_cmpuint (all->groups->len, ==, 2);
  g_assert_cmpuint (find_group (all, "note")->records->len, ==, 4);
  g_assert_true (find_group (all, "note")->has_more);
  g_assert_cmpuint (find_group (all, "call")->records->len, ==, 1);
  g_assert_false (find_group (all, "call")->has_more);
  g_assert_cmpuint (g_hash_table_size (all->institutions), ==, 2);

  request.kinds = (const char *[]) { "calls", NULL };
  calls = look (&fixture, &request);
  g_assert_cmpuint (calls->groups->len, ==, 1);

  request.kinds = NULL;
  request.institution_id = HOSPITAL_ID;
  request.limit = 100;
  there = look (&fixture, &request);
  g_assert_cmpuint (there->groups->len, ==, 1);
  g_assert_cmpuint (find_group (there, "note")->records->len, ==, 6);

  /* As many statements for more rows. */
  request.institution_id = NULL;
  before = rounds_database_get_n_statements (fixture.database);
  rounds_unified_search_free (look (&fixture, &request));
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, n_statements);

  request.owner = is_mine;
  mine = look (&fixture, &request);
  g_assert_null (find_group (mine, "call"));
  g_assert_nonnull (find_group (mine, "note"));

  request.words = "nulle part";
  nothing = look (&fixture, &request);
  g_assert_cmpuint (nothing->groups->len, ==, 0);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/collaboration/summary/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_summary);
  g_test_add_data_func ("/insight/collaboration/summary/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_summary);
  g_test_add_data_func ("/insight/unified-search/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_search);
  g_test_add_data_func ("/insight/unified-search/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_search);

  return g_test_run ();
}
