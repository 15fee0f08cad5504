/* test-timeline-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/rounds-timeline-model.h"
#include "model/rounds-id.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

#define N_CALLS 200
#define N_STEPS 400
#define N_MOMENTS 9
#define PATIENCE_SECONDS 60
#define DAY G_TIME_SPAN_DAY
#define NEW_YEAR G_GINT64_CONSTANT (1767258000000000) /* 2026-01-01 09:00 UTC */

/* Calls and notes of one institution, and what a view holds of them: the list as items-changed tells it. */
typedef struct
{
  char *folder;
  RoundsStore *store;
  RoundsEntity *institution;
  GPtrArray *records; /* what is in the store */
  RoundsTimelineModel *model;
  GPtrArray *seen; /* RoundsTimelineEntry */
  guint n_signals;
  guint n_removed;
  guint n_added;
} Fixture;

/* One row written: inserted (@before is %NULL), erased (@after is %NULL) or updated. */
typedef struct
{
  RoundsEntity *before;
  RoundsEntity *after;
} Change;

static gboolean
on_out_of_patience (gpointer user_data)
{
  g_error ("nothing has happened for %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                \
  G_STMT_START                                                                               \
  {                                                                                          \
    guint timeout_id = g_timeout_add_seconds (PATIENCE_SECONDS, on_out_of_patience, NULL);   \
                                                                                             \
    while (!(condition))                                                                     \
      g_main_context_iteration (NULL, TRUE);                                                 \
    g_source_remove (timeout_id);                                                            \
  }                                                                                          \
  G_STMT_END

static gpointer
write_change_func (RoundsDatabase  *database,
                   RoundsChanges   *changes,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Change *change = user_data;
  gboolean done;

  if (change->before == NULL)
    done = rounds_repository_insert (database, change->after, changes, error);
  else if (change->after == NULL)
    done = rounds_repository_erase (database, rounds_entity_get_info (change->before), rounds_entity_get_id (change->before), changes,
                                    error);
  else
    done = rounds_repository_update (database, change->before, change->after, changes, error);

  return done ? rounds_store_done () : NULL;
}

static void
write_change (Fixture      *fixture,
              RoundsEntity *before,
              RoundsEntity *after)
{
  g_autoptr(GError) error = NULL;
  Change change = { before, after };

  rounds_store_write (fixture->store, write_change_func, &change, &error);
  g_assert_no_error (error);
}

static RoundsEntity *
record_new (const char *kind)
{
  RoundsEntity *record = rounds_entity_new (rounds_registry_find (kind));
  g_autofree char *id = rounds_id_new ();

  rounds_entity_set_text (record, "id", id);
  return record;
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->folder = g_dir_make_tmp ("rounds-XXXXXX", &error);
  g_assert_no_error (error);
  uri = g_strdup_printf ("sqlite:%s/store.db", fixture->folder);
  fixture->store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, 2, &error);
  g_assert_no_error (error);
  fixture->records = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->seen = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->institution = record_new ("institution");
  rounds_entity_set_text (fixture->institution, "name", "CH de Nulle-Part");
  write_change (fixture, NULL, fixture->institution);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  g_clear_pointer (&fixture->seen, g_ptr_array_unref);
  if (fixture->model != NULL)
    g_assert_finalize_object (fixture->model);
  rounds_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);

  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->records, g_ptr_array_unref);
  g_clear_object (&fixture->institution);
}

/* A call at one of a few moments, so that many come at the same; every third is a note. */
static RoundsEntity *
event_new (Fixture *fixture,
           guint    number,
           guint    moment)
{
  gboolean is_note = number % 3 == 0;
  RoundsEntity *record = record_new (is_note ? "note" : "call");
  g_autofree char *text = g_strdup_printf ("number %u", number);

  rounds_entity_set_text (record, "institution-id", rounds_entity_get_id (fixture->institution));
  rounds_entity_set_integer (record, is_note ? "created-at" : "call-date", NEW_YEAR + moment * DAY);
  rounds_entity_set_text (record, is_note ? "title" : "summary", text);
  if (is_note)
    rounds_entity_set_text (record, "content", text);

  return record;
}

static void
add_event (Fixture *fixture,
           guint    number,
           guint    moment)
{
  RoundsEntity *record = event_new (fixture, number, moment);

  write_change (fixture, NULL, record);
  g_ptr_array_add (fixture->records, record);
}

static void
add_events (Fixture *fixture,
            guint    n)
{
  for (guint i = 0; i < n; i++)
    add_event (fixture, i, i % N_MOMENTS);
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->seen->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->seen, (int) (position + i), g_list_model_get_item (model, position + i));

  fixture->n_signals++;
  fixture->n_removed += removed;
  fixture->n_added += added;

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->seen->len);
  g_assert_null (g_list_model_get_item (model, fixture->seen->len));
  for (guint i = 0; i < fixture->seen->len; i++)
    {
      g_autoptr(GObject) entry = g_list_model_get_item (model, i);

      g_assert_true (entry == g_ptr_array_index (fixture->seen, i));
    }
}

static void
open_model (Fixture *fixture)
{
  fixture->model = rounds_timeline_model_new (fixture->store, "institution", rounds_entity_get_id (fixture->institution));
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (on_items_changed), fixture);
  wait_until (!rounds_timeline_model_get_loading (fixture->model));
}

static guint
get_length (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static void
fetch_page (Fixture *fixture)
{
  guint before = get_length (fixture);

  rounds_timeline_model_fetch (fixture->model);
  wait_until (get_length (fixture) > before || rounds_timeline_model_get_complete (fixture->model));
}

static void
fetch_all (Fixture *fixture)
{
  while (!rounds_timeline_model_get_complete (fixture->model))
    fetch_page (fixture);
}

static gpointer
read_all (RoundsDatabase  *database,
          RoundsChanges   *changes,
          gpointer         user_data,
          GCancellable    *cancellable,
          GError         **error)
{
  const RoundsTimelineRequest request = { .institution_id = user_data, .from = G_MININT64, .before = G_MAXINT64, .limit = 10000 };

  return rounds_timeline_compute (database, &request, error);
}

/* The list says what the whole timeline begins with, each thing once, a section a day. */
static gboolean
is_current (Fixture *fixture)
{
  g_autoptr(RoundsTimeline) all = rounds_store_read (fixture->store, read_all, (gpointer) rounds_entity_get_id (fixture->institution),
                                                     NULL);

  if (get_length (fixture) > all->items->len ||
      (rounds_timeline_model_get_complete (fixture->model) && get_length (fixture) < all->items->len))
    return FALSE;

  for (guint i = 0; i < get_length (fixture); i++)
    if (!rounds_timeline_item_equal (rounds_timeline_entry_get_item (g_ptr_array_index (fixture->seen, i)),
                                     g_ptr_array_index (all->items, i)))
      return FALSE;

  return TRUE;
}

static void
assert_sections (Fixture *fixture)
{
  GtkSectionModel *model = GTK_SECTION_MODEL (fixture->model);
  guint start, end, position = 0;

  while (position < fixture->seen->len)
    {
      const char *day = rounds_timeline_entry_get_day (g_ptr_array_index (fixture->seen, position));

      gtk_section_model_get_section (model, position, &start, &end);
      g_assert_cmpuint (start, ==, position);
      g_assert_cmpuint (end, >, position);
      for (guint i = start; i < end; i++)
        {
          guint other_start, other_end;

          g_assert_cmpstr (rounds_timeline_entry_get_day (g_ptr_array_index (fixture->seen, i)), ==, day);
          gtk_section_model_get_section (model, i, &other_start, &other_end);
          g_assert_cmpuint (other_start, ==, start);
          g_assert_cmpuint (other_end, ==, end);
        }
      if (end < fixture->seen->len)
        g_assert_cmpstr (rounds_timeline_entry_get_day (g_ptr_array_index (fixture->seen, end)), !=, day);
      position = end;
    }
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  add_events (fixture, N_CALLS);
  open_model (fixture);

  g_assert_cmpuint (get_length (fixture), ==, ROUNDS_TIMELINE_PAGE);
  g_assert_false (rounds_timeline_model_get_complete (fixture->model));
  for (guint i = 2; i <= N_CALLS / ROUNDS_TIMELINE_PAGE; i++)
    {
      fetch_page (fixture);
      g_assert_cmpuint (get_length (fixture), ==, i * ROUNDS_TIMELINE_PAGE);
      g_assert_cmpuint (fixture->n_signals, ==, i);
    }

  fetch_page (fixture);
  g_assert_cmpuint (get_length (fixture), ==, N_CALLS);
  g_assert_true (rounds_timeline_model_get_complete (fixture->model));
  g_assert_cmpuint (fixture->n_removed, ==, 0);
  g_assert_true (is_current (fixture));
  assert_sections (fixture);

  /* There is nothing more, and nothing is asked. */
  rounds_timeline_model_fetch (fixture->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (get_length (fixture), ==, N_CALLS);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  open_model (fixture);
  g_assert_cmpuint (get_length (fixture), ==, 0);
  g_assert_true (rounds_timeline_model_get_complete (fixture->model));

  add_event (fixture, 1, 0);
  wait_until (get_length (fixture) == 1);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
}

static void
test_new_one (Fixture       *fixture,
              gconstpointer  data)
{
  RoundsTimelineEntry *first;

  add_events (fixture, 100);
  open_model (fixture);
  first = g_ptr_array_index (fixture->seen, 0);
  add_event (fixture, 1, N_MOMENTS);

  wait_until (fixture->n_signals == 2);
  g_assert_cmpuint (fixture->n_added, ==, ROUNDS_TIMELINE_PAGE + 1);
  g_assert_cmpuint (fixture->n_removed, ==, 0);
  g_assert_true (g_ptr_array_index (fixture->seen, 1) == first);
  g_assert_true (is_current (fixture));
}

static void
on_changed (RoundsTimelineEntry *entry,
            guint               *n_changed)
{
  (*n_changed)++;
}

/* Other words at the same time: the entry stays and says so, the list is the same. */
static void
test_other_words (Fixture       *fixture,
                  gconstpointer  data)
{
  RoundsEntity *before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  guint n_changed = 0;

  add_event (fixture, 1, 0);
  add_event (fixture, 2, 1);
  open_model (fixture);
  g_signal_connect (g_ptr_array_index (fixture->seen, 1), "changed", G_CALLBACK (on_changed), &n_changed);

  before = g_ptr_array_index (fixture->records, 0);
  after = rounds_entity_copy (before);
  rounds_entity_set_text (after, "summary", "other words");
  write_change (fixture, before, after);
  wait_until (n_changed == 1);

  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpstr (rounds_timeline_entry_get_item (g_ptr_array_index (fixture->seen, 1))->text, ==, "other words");
}

/* Anything happens anywhere while pages are read: in the end the list is the beginning of the timeline. */
static void
test_anything (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  add_events (fixture, N_CALLS / 2);
  open_model (fixture);

  for (guint step = 0; step < N_STEPS; step++)
    {
      guint what = g_rand_int_range (random, 0, 10);
      guint which = fixture->records->len > 0 ? g_rand_int_range (random, 0, (int) fixture->records->len) : 0;
      RoundsEntity *record = fixture->records->len > 0 ? g_ptr_array_index (fixture->records, which) : NULL;

      if (what < 3 || record == NULL)
        add_event (fixture, g_rand_int_range (random, 0, 100), g_rand_int_range (random, 0, N_MOMENTS));
      else if (what < 5)
        {
          write_change (fixture, record, NULL);
          g_ptr_array_remove_index (fixture->records, which);
        }
      else if (what < 7)
        {
          g_autoptr(RoundsEntity) after = rounds_entity_copy (record);
          const char *field = g_str_equal (rounds_entity_get_info (record)->kind, "note") ? "created-at" : "call-date";

          rounds_entity_set_integer (after, field, NEW_YEAR + g_rand_int_range (random, 0, N_MOMENTS) * DAY);
          write_change (fixture, record, after);
          g_object_unref (record);
          fixture->records->pdata[which] = g_steal_pointer (&after);
        }
      else if (what < 8)
        rounds_timeline_model_fetch (fixture->model);
      else
        while (g_main_context_iteration (NULL, FALSE))
          ;
      if (step % 50 == 49)
        {
          wait_until (is_current (fixture));
          assert_sections (fixture);
        }
    }
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  const char * const calls[] = { "call", NULL };

  add_events (fixture, 90);
  open_model (fixture);
  fetch_page (fixture);

  /* Notes are every third of 90. */
  rounds_timeline_model_set_filter (fixture->model, calls, NULL, G_MININT64, G_MAXINT64);
  g_assert_true (rounds_timeline_model_get_loading (fixture->model));
  wait_until (!rounds_timeline_model_get_loading (fixture->model));
  g_assert_cmpuint (get_length (fixture), ==, ROUNDS_TIMELINE_PAGE);
  fetch_all (fixture);
  g_assert_cmpuint (get_length (fixture), ==, 60);
  for (guint i = 0; i < fixture->seen->len; i++)
    g_assert_cmpstr (rounds_timeline_entry_get_item (g_ptr_array_index (fixture->seen, i))->type, ==, "call");

  /* Two of the nine days, ten things each. */
  rounds_timeline_model_set_filter (fixture->model, NULL, NULL, NEW_YEAR + 2 * DAY, NEW_YEAR + 4 * DAY);
  wait_until (!rounds_timeline_model_get_loading (fixture->model));
  fetch_all (fixture);
  g_assert_cmpuint (get_length (fixture), ==, 20);
  g_assert_true (rounds_timeline_model_is_filtered (fixture->model));

  rounds_timeline_model_set_filter (fixture->model, NULL, NULL, G_MININT64, G_MAXINT64);
  wait_until (!rounds_timeline_model_get_loading (fixture->model));
  g_assert_cmpuint (get_length (fixture), ==, ROUNDS_TIMELINE_PAGE);
  g_assert_false (rounds_timeline_model_is_filtered (fixture->model));
  g_assert_true (is_current (fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/timeline-model/pages", Fixture, NULL, setup, test_pages, teardown);
  g_test_add ("/timeline-model/empty", Fixture, NULL, setup, test_empty, teardown);
  g_test_add ("/timeline-model/new-one", Fixture, NULL, setup, test_new_one, teardown);
  g_test_add ("/timeline-model/other-words", Fixture, NULL, setup, test_other_words, teardown);
  g_test_add ("/timeline-model/anything", Fixture, NULL, setup, test_anything, teardown);
  g_test_add ("/timeline-model/filter", Fixture, NULL, setup, test_filter, teardown);

  return g_test_run ();
}
