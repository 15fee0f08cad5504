/* bench-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* bench-list CACHE: the list of institutions over a client's cache, as the page shows it, beside the same SQL in plain SQLite. */

#include "config.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "bench-figures.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"

#define SCREEN 40
#define ROUNDS_OF_EACH 7

/* Rows that are on the screen, held as a list view holds them. */
static void
show_screen (RoundsQueryModel *model,
             guint             first)
{
  GListModel *list = G_LIST_MODEL (model);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint end = MIN (first + SCREEN, g_list_model_get_n_items (list));

  for (guint i = first; i < end; i++)
    g_ptr_array_add (rows, g_list_model_get_item (list, i));

  for (guint i = 0; i < rows->len; i++)
    while (rounds_row_get_entity (g_ptr_array_index (rows, i)) == NULL)
      g_main_context_iteration (NULL, TRUE);
}

static void
wait_loaded (RoundsQueryModel *model)
{
  while (rounds_query_model_get_loading (model))
    g_main_context_iteration (NULL, TRUE);
}

/* Until the rows are those of the query: the first of many, or all. */
static void
wait_answered (RoundsQueryModel *model)
{
  gboolean answered = FALSE;

  while (g_object_get (model, "answered", &answered, NULL), !answered)
    g_main_context_iteration (NULL, TRUE);
}

static sqlite3_stmt *
prepare (sqlite3    *raw,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (raw, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (raw));
  return statement;
}

/* All rows, every column read: what any program would have to do. */
static guint
drain (sqlite3_stmt *statement,
       GPtrArray    *first_ids)
{
  guint n_rows = 0;

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        if (sqlite3_column_type (statement, i) == SQLITE_TEXT)
          sqlite3_column_text (statement, i);
      if (first_ids != NULL && first_ids->len < SCREEN)
        g_ptr_array_add (first_ids, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
      n_rows++;
    }
  sqlite3_reset (statement);

  return n_rows;
}

static void
read_screen (sqlite3_stmt *record,
             GPtrArray    *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      sqlite3_bind_text (record, 1, g_ptr_array_index (ids, i), -1, SQLITE_STATIC);
      drain (record, NULL);
    }
}

static void
measure_open (RoundsStore *store,
              sqlite3     *raw)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));
  g_autoptr(GArray) ours = bench_figures_new ();
  g_autoptr(GArray) theirs = bench_figures_new ();
  sqlite3_stmt *ids = prepare (raw, "SELECT id FROM institutions WHERE deleted_at IS NULL ORDER BY sort_key, id");
  sqlite3_stmt *record = prepare (raw, "SELECT * FROM institutions WHERE id = ?");
  guint n_rows = 0;
  g_autofree char *note = NULL;

  for (guint i = 0; i < ROUNDS_OF_EACH; i++)
    {
      g_autoptr(GPtrArray) screen = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(RoundsQueryModel) model = NULL;
      gint64 started = g_get_monotonic_time ();

      model = rounds_query_model_new (store, query);
      wait_loaded (model);
      show_screen (model, 0);
      bench_figures_add (ours, started);

      started = g_get_monotonic_time ();
      n_rows = drain (ids, screen);
      read_screen (record, screen);
      bench_figures_add (theirs, started);

      if (n_rows != g_list_model_get_n_items (G_LIST_MODEL (model)))
        g_error ("the list has %u rows, the table %u", g_list_model_get_n_items (G_LIST_MODEL (model)), n_rows);
    }

  note = g_strdup_printf ("%u rows, all ids and the first %u records", n_rows, SCREEN);
  bench_report ("list: open", bench_figures_median (ours), bench_figures_median (theirs),
                2 * bench_figures_median (theirs) + 20, "2 x + 20 ms", note);
  sqlite3_finalize (ids);
  sqlite3_finalize (record);
}

static void
measure_scroll (RoundsStore *store,
                sqlite3     *raw)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));
  g_autoptr(RoundsQueryModel) model = rounds_query_model_new (store, query);
  g_autoptr(GArray) ours = bench_figures_new ();
  g_autoptr(GArray) theirs = bench_figures_new ();
  sqlite3_stmt *record = prepare (raw, "SELECT * FROM institutions WHERE id = ?");
  guint n_rows;
  g_autofree char *note = NULL;

  wait_loaded (model);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint first = 0; first + SCREEN < n_rows; first += MAX (n_rows / 200, 1))
    {
      g_autoptr(GPtrArray) screen = g_ptr_array_new_with_free_func (g_free);
      gint64 started = g_get_monotonic_time ();

      show_screen (model, first);
      bench_figures_add (ours, started);

      for (guint i = first; i < first + SCREEN; i++)
        {
          g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

          g_ptr_array_add (screen, g_strdup (rounds_row_get_id (row)));
        }
      started = g_get_monotonic_time ();
      read_screen (record, screen);
      bench_figures_add (theirs, started);
    }

  note = g_strdup_printf ("%u records, worst %.1f ms; a frame at 60 Hz is 16.7", SCREEN, bench_figures_worst (ours));
  bench_report ("list: scroll, a screen", bench_figures_median (ours), bench_figures_median (theirs), 16.7, "16.7 ms", note);
  sqlite3_finalize (record);
}

/* `"chu"* "nan"*`: what is asked of the full-text index. */
static char *
to_match (const char *typed)
{
  g_auto(GStrv) words = g_strsplit (typed, " ", -1);
  g_autoptr(GString) match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", words[i]);
  return g_strdup (match->str);
}

static void
measure_search (RoundsStore *store,
                sqlite3     *raw)
{
  static const char * const typed[] = { "clinique saint jean", "centre hospitalier nantes", "chu", "ehpad les lilas", "maison", "zzz" };
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
  g_autoptr(RoundsQuery) all = rounds_query_new (info);
  g_autoptr(RoundsQueryModel) model = rounds_query_model_new (store, all);
  g_autoptr(GArray) ours = bench_figures_new ();
  g_autoptr(GArray) theirs = bench_figures_new ();
  sqlite3_stmt *found = prepare (raw,
                                 "SELECT i.id FROM institutions i WHERE i.deleted_at IS NULL AND i.rowid IN "
                                 "(SELECT rowid FROM search_institutions WHERE search_institutions MATCH ?) "
                                 "ORDER BY i.sort_key, i.id");
  sqlite3_stmt *record = prepare (raw, "SELECT * FROM institutions WHERE id = ?");
  g_autofree char *slowest = NULL;
  double slowest_time = 0;
  g_autofree char *note = NULL;

  wait_loaded (model);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize length = 1; length <= strlen (typed[i]); length++)
      {
        g_autofree char *prefix = g_strndup (typed[i], length);
        g_autofree char *match = to_match (prefix);
        g_autoptr(RoundsQuery) query = rounds_query_new (info);
        g_autoptr(GPtrArray) screen = g_ptr_array_new_with_free_func (g_free);
        gint64 started;
        double time;

        if (prefix[length - 1] == ' ')
          continue;

        rounds_query_set_search (query, prefix);
        started = g_get_monotonic_time ();
        rounds_query_model_set_query (model, query);
        wait_answered (model);
        show_screen (model, 0);
        time = (g_get_monotonic_time () - started) / 1000.0;
        bench_figures_add (ours, started);
        if (time > slowest_time)
          {
            slowest_time = time;
            g_free (slowest);
            slowest = g_strdup (prefix);
          }
        wait_loaded (model);

        started = g_get_monotonic_time ();
        sqlite3_bind_text (found, 1, match, -1, SQLITE_STATIC);
        drain (found, screen);
        read_screen (record, screen);
        bench_figures_add (theirs, started);
      }

  note = g_strdup_printf ("%u keys; worst at %s", ours->len, slowest);
  bench_report ("search: a key, median", bench_figures_median (ours), bench_figures_median (theirs), 10, "10 ms", note);
  bench_report ("search: a key, worst", bench_figures_worst (ours), bench_figures_worst (theirs), 10, "10 ms", note);
  sqlite3_finalize (found);
  sqlite3_finalize (record);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsStore) store = NULL;
  g_autofree char *uri = NULL;
  sqlite3 *raw = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: bench-list CACHE\n");
      return 2;
    }

  uri = g_strconcat ("sqlite:", argv[1], NULL);
  store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, 3, &error);
  if (store == NULL)
    {
      g_printerr ("bench-list: %s\n", error->message);
      return 1;
    }
  if (sqlite3_open_v2 (argv[1], &raw, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", argv[1], sqlite3_errmsg (raw));

  measure_open (store, raw);
  measure_scroll (store, raw);
  measure_search (store, raw);

  sqlite3_close (raw);
  rounds_store_close (store);
  return 0;
}
