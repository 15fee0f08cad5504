/* test-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"
#include "sync/rounds-cache.h"
#include "sync/rounds-pull.h"
#include "sync/rounds-push.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-refusal.h"
#include "sync/rounds-sync-state.h"
#include "sync/rounds-undo-log.h"

/* The cache between the server's rows and the queue: no server here, its pages are made by hand. */

typedef struct
{
  char *folder;
  RoundsStore *store;
  RoundsActor *actor;
  GTimeZone *zone;
  guint announced;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->announced++;
}

static void
open_store (Fixture *fixture)
{
  g_autofree char *notice = NULL;
  GError *error = NULL;

  fixture->store = rounds_cache_open (fixture->folder, &notice, &error);
  g_assert_no_error (error);
  g_assert_null (notice);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("rounds-pull-XXXXXX", NULL);
  fixture->actor = rounds_actor_new ("0190a000-0000-7000-8000-000000000001", NULL, "super_admin");
  fixture->zone = g_time_zone_new_utc ();
  open_store (fixture);
}

static void
close_store (Fixture *fixture)
{
  rounds_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  close_store (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  rounds_actor_free (fixture->actor);
  g_time_zone_unref (fixture->zone);
}

/* What the server says */

static RoundsEntity *
make_institution (const char *id,
                  const char *name,
                  gint64      revision)
{
  RoundsEntity *entity = rounds_entity_new (rounds_registry_find ("institution"));

  rounds_entity_set_text (entity, "id", id);
  rounds_entity_set_text (entity, "name", name);
  rounds_entity_set_integer (entity, "revision", revision);
  rounds_entity_set_integer (entity, "created-at", 1000);
  rounds_entity_set_integer (entity, "updated-at", 1000);

  return entity;
}

static void
run_page (Fixture            *fixture,
          RoundsSyncChanges  *page,
          gint64              since,
          char              **acknowledged)
{
  g_autoptr(RoundsPull) data = rounds_pull_new (page, since, acknowledged, fixture->actor, fixture->zone);
  GError *error = NULL;

  rounds_store_write (fixture->store, rounds_pull_run, data, &error);
  g_assert_no_error (error);
}

/* Takes @entities, which ends with NULL; the head is the last revision, or beyond when there is more. */
static void
pull (Fixture       *fixture,
      gint64         since,
      gboolean       more,
      const char    *acknowledged,
      RoundsEntity  *first,
      ...)
{
  RoundsSyncChanges *page = rounds_sync_changes_new ();
  char **ids = acknowledged != NULL ? g_strsplit (acknowledged, " ", -1) : NULL;
  va_list entities;

  page->next = since;
  va_start (entities, first);
  for (RoundsEntity *entity = first; entity != NULL; entity = va_arg (entities, RoundsEntity *))
    {
      page->next = rounds_entity_get_revision (entity);
      g_ptr_array_add (page->records, entity);
    }
  va_end (entities);
  page->more = more;
  page->head = page->next + (more ? 1 : 0);

  run_page (fixture, page, since, ids);
}

/* What the person does */

typedef struct
{
  Fixture *fixture;
  const char *name;
  JsonObject *arguments;
  char *id;
} Change;

static gpointer
do_change (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  Change *change = user_data;
  RoundsOperationContext context = {
    .database = database,
    .changes = changes,
    .actor = change->fixture->actor,
    .now = 5000,
    .zone = change->fixture->zone,
  };
  g_autoptr(JsonNode) answer = rounds_operation_run (&context, change->name, change->arguments, error);
  g_autoptr(RoundsSyncOperation) operation = NULL;

  rounds_operation_context_clear (&context);
  if (answer == NULL)
    return NULL;

  change->id = rounds_id_new ();
  operation = rounds_sync_operation_new (change->id, change->name, change->arguments, 5000);
  return rounds_queue_append (database, operation, error) ? rounds_store_done () : NULL;
}

/* Returns: (transfer full): the id of the operation */
static char *
change (Fixture    *fixture,
        const char *name,
        const char *format,
        ...) G_GNUC_PRINTF (3, 4);

static char *
change (Fixture    *fixture,
        const char *name,
        const char *format,
        ...)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  Change data = { fixture, name, NULL, NULL };
  GError *error = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  arguments = rounds_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  data.arguments = arguments;
  rounds_store_write (fixture->store, do_change, &data, &error);
  g_assert_no_error (error);

  return data.id;
}

/* What is there */

static gpointer
get_institution (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  RoundsEntity *entity = rounds_repository_get (database, rounds_registry_find ("institution"), user_data, error);

  return entity != NULL ? entity : rounds_store_done ();
}

static RoundsEntity *
load (Fixture    *fixture,
      const char *id)
{
  GError *error = NULL;
  gpointer entity = rounds_store_read (fixture->store, get_institution, (gpointer) id, &error);

  g_assert_no_error (error);
  return entity != rounds_store_done () ? entity : NULL;
}

static void
assert_name (Fixture    *fixture,
             const char *id,
             const char *name)
{
  g_autoptr(RoundsEntity) entity = load (fixture, id);

  g_assert_nonnull (entity);
  g_assert_cmpstr (rounds_entity_get_text (entity, "name"), ==, name);
}

static void
assert_gone (Fixture    *fixture,
             const char *id)
{
  g_assert_null (load (fixture, id));
}

static void
assert_memory (Fixture *fixture,
               gint64   cursor,
               gboolean complete,
               guint    pending)
{
  g_autoptr(RoundsCacheMemory) memory = rounds_cache_recall (fixture->store, NULL);

  g_assert_nonnull (memory);
  g_assert_cmpint (memory->cursor, ==, cursor);
  g_assert_cmpint (memory->complete, ==, complete);
  g_assert_cmpuint (memory->pending, ==, pending);
}

#define A "0190a000-0000-7000-8000-00000000000a"
#define B "0190a000-0000-7000-8000-00000000000b"
#define C "0190a000-0000-7000-8000-00000000000c"

static void
test_pages (Fixture       *fixture,
            gconstpointer  user_data)
{
  assert_memory (fixture, 0, FALSE, 0);
  pull (fixture, 0, TRUE, NULL, make_institution (A, "Nantes", 3), make_institution (B, "Lyon", 4), NULL);
  assert_memory (fixture, 4, FALSE, 0);
  pull (fixture, 4, FALSE, NULL, make_institution (A, "Nantes Sud", 7), NULL);
  assert_memory (fixture, 7, TRUE, 0);
  assert_name (fixture, A, "Nantes Sud");
  assert_name (fixture, B, "Lyon");
}

/* A change of ours stays on top of what the server says until the server has it. */
static void
test_replay (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), make_institution (B, "Lyon", 2), NULL);
  first = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");
  second = change (fixture, "record.create", "{\"kind\":\"institution\",\"id\":\"" C "\",\"values\":{\"name\":\"Brest\"}}");
  assert_name (fixture, A, "Nantes Nord");
  assert_name (fixture, C, "Brest");

  /* Somebody else has changed another field of A, and B. */
  {
    RoundsEntity *theirs = make_institution (A, "Nantes", 3);

    rounds_entity_set_text (theirs, "city", "Nantes");
    pull (fixture, 2, FALSE, NULL, theirs, make_institution (B, "Lyon Sud", 4), NULL);
  }
  {
    g_autoptr(RoundsEntity) entity = load (fixture, A);

    g_assert_cmpstr (rounds_entity_get_text (entity, "name"), ==, "Nantes Nord");
    g_assert_cmpstr (rounds_entity_get_text (entity, "city"), ==, "Nantes");
    g_assert_cmpint (rounds_entity_get_revision (entity), ==, 3);
  }
  assert_name (fixture, B, "Lyon Sud");
  assert_name (fixture, C, "Brest");
  assert_memory (fixture, 4, TRUE, 2);

  /* The server has both: its rows speak for them. */
  {
    g_autofree char *both = g_strconcat (first, " ", second, NULL);

    pull (fixture, 4, FALSE, both, make_institution (A, "Nantes Nord", 5), make_institution (C, "Brest", 6), NULL);
  }
  assert_name (fixture, A, "Nantes Nord");
  assert_name (fixture, C, "Brest");
  assert_memory (fixture, 6, TRUE, 0);
}

/* With more pages to come, what the server has acknowledged is still kept up by the queue. */
static void
test_acknowledged_late (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autofree char *id = NULL;

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), NULL);
  id = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");
  pull (fixture, 1, TRUE, id, make_institution (B, "Lyon", 2), NULL);
  assert_name (fixture, A, "Nantes Nord");
  assert_memory (fixture, 2, TRUE, 1);

  pull (fixture, 2, FALSE, id, make_institution (A, "Nantes Nord", 3), NULL);
  assert_name (fixture, A, "Nantes Nord");
  assert_memory (fixture, 3, TRUE, 0);
}

/* What cannot be done again on the server's rows waits for the server's word. */
static void
test_replay_fails (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autofree char *id = NULL;
  RoundsEntity *tombstone = make_institution (A, "Nantes", 2);

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), NULL);
  id = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");
  rounds_entity_set_integer (tombstone, "deleted-at", 2000);
  pull (fixture, 1, FALSE, NULL, tombstone, NULL);
  assert_memory (fixture, 2, TRUE, 1);
  assert_name (fixture, A, "Nantes");

  /* It is restored there: ours can be done again. */
  pull (fixture, 2, FALSE, NULL, make_institution (A, "Nantes", 3), NULL);
  assert_name (fixture, A, "Nantes Nord");
  assert_memory (fixture, 3, TRUE, 1);
}

static void
take_back (Fixture    *fixture,
           const char *id)
{
  g_autoptr(GPtrArray) refused = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_refusal_free);
  g_autoptr(RoundsPushAnswer) answer = NULL;
  g_autoptr(GError) problem = rounds_problem_new (ROUNDS_PROBLEM_FORBIDDEN, "NOT_YOURS", "Not yours");
  GError *error = NULL;

  g_ptr_array_add (refused, rounds_refusal_new (id, "record.update", 5000, problem));
  answer = rounds_push_answer_new (refused, fixture->actor, fixture->zone);
  rounds_store_write (fixture->store, rounds_push_take_back, answer, &error);
  g_assert_no_error (error);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr(RoundsCacheMemory) memory = NULL;
  RoundsRefusal *refusal;

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), make_institution (B, "Lyon", 2), NULL);
  first = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");
  second = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" B "\",\"values\":{\"name\":\"Lyon Sud\"}}");
  third = change (fixture, "record.create", "{\"kind\":\"institution\",\"id\":\"" C "\",\"values\":{\"name\":\"Brest\"}}");

  take_back (fixture, first);
  assert_name (fixture, A, "Nantes");
  assert_name (fixture, B, "Lyon Sud");
  assert_name (fixture, C, "Brest");
  assert_memory (fixture, 2, TRUE, 2);

  take_back (fixture, third);
  assert_gone (fixture, C);
  assert_name (fixture, B, "Lyon Sud");

  /* Both refusals are still known after a restart. */
  close_store (fixture);
  open_store (fixture);
  memory = rounds_cache_recall (fixture->store, NULL);
  g_assert_cmpuint (memory->refusals->len, ==, 2);
  refusal = g_ptr_array_index (memory->refusals, 0);
  g_assert_cmpstr (refusal->id, ==, first);
  g_assert_cmpint (refusal->at, ==, 5000);
  g_assert_error (refusal->problem, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (refusal->problem->message, ==, "Not yours");
  g_assert_cmpstr (rounds_problem_get_code (refusal->problem), ==, "NOT_YOURS");
  g_assert_cmpstr (rounds_refusal_get_label (refusal), ==, "Edit");
}

/* Another server's database: its rows replace all, what waits is kept. */
static void
test_reset (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autofree char *id = NULL;
  GError *error = NULL;

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), make_institution (B, "Lyon", 9), NULL);
  id = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");
  rounds_store_write (fixture->store, rounds_pull_reset, NULL, &error);
  g_assert_no_error (error);
  assert_gone (fixture, A);
  assert_gone (fixture, B);
  assert_memory (fixture, 0, FALSE, 1);

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 2), NULL);
  assert_name (fixture, A, "Nantes Nord");
  assert_gone (fixture, B);
}

/* What the person may not see any more leaves the cache; what was changed on it waits for what the server says. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  user_data)
{
  RoundsSyncChanges *page = rounds_sync_changes_new ();
  g_autofree char *id = NULL;

  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), make_institution (B, "Lyon", 9), NULL);
  id = change (fixture, "record.update", "{\"kind\":\"institution\",\"id\":\"" A "\",\"values\":{\"name\":\"Nantes Nord\"}}");

  rounds_sync_changes_add_gone (page, rounds_registry_find ("institution"), A);
  rounds_sync_changes_add_gone (page, rounds_registry_find ("institution"), "0190a000-0000-7000-8000-0000000000ff");
  page->next = page->head = 12;
  run_page (fixture, page, 9, NULL);

  assert_gone (fixture, A);
  assert_name (fixture, B, "Lyon");
  assert_memory (fixture, 12, TRUE, 1);
}

/* A pull announces the rows it changed, once. */
static void
test_announced (Fixture       *fixture,
                gconstpointer  user_data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture->announced = 0;
  pull (fixture, 0, FALSE, NULL, make_institution (A, "Nantes", 1), make_institution (B, "Lyon", 2), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->announced, ==, 1);

  pull (fixture, 2, FALSE, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->announced, ==, 1);
}

static gpointer
undo_steps (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr(JsonObject) inverse = rounds_json_parse_object ("{\"name\":\"record.delete\",\"arguments\":{\"id\":\"x\"}}", -1, NULL);
  g_autoptr(JsonObject) found = NULL;
  g_autoptr(GError) local = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("entry-%u", i);

      g_assert_true (rounds_undo_log_add (database, id, "Create", inverse, 1, error));
    }
  g_assert_true (rounds_undo_log_trim (database, 3, error));
  g_assert_null (rounds_undo_log_get (database, "entry-6", &local));
  g_assert_error (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND);
  found = rounds_undo_log_get (database, "entry-7", error);
  g_assert_nonnull (found);
  g_assert_cmpstr (rounds_json_get_text (found, "name"), ==, "record.delete");
  g_assert_cmpstr (rounds_json_get_text (json_object_get_object_member (found, "arguments"), "id"), ==, "x");
  g_assert_true (rounds_undo_log_remove (database, "entry-7", error));
  g_assert_null (rounds_undo_log_get (database, "entry-7", NULL));

  return rounds_store_done ();
}

static void
test_undo_log (Fixture       *fixture,
               gconstpointer  user_data)
{
  GError *error = NULL;

  rounds_store_write (fixture->store, undo_steps, NULL, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/sync/pull/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("pages", test_pages);
  ADD ("replay", test_replay);
  ADD ("acknowledged-late", test_acknowledged_late);
  ADD ("replay-fails", test_replay_fails);
  ADD ("refused", test_refused);
  ADD ("reset", test_reset);
  ADD ("gone", test_gone);
  ADD ("announced", test_announced);
  ADD ("undo-log", test_undo_log);
#undef ADD

  return g_test_run ();
}
