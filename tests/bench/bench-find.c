/* bench-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* bench-find DATABASE: Ctrl+K key by key on demo data, with a connection like that of a client's readers, beside the same in plain SQL. */

#include "config.h"

#include <sqlite3.h>
#include <string.h>
#include <time.h>

#include "app/rounds-find-model.h"
#include "bench-figures.h"
#include "insight/rounds-find.h"
#include "model/rounds-fold.h"

/* Records of each kind, as in the dialog. */
#define LIMIT 5
#define TURNS 5

static const char * const typed[] = { "clinique nantes", "martin", "relance devis", "f2025-0", "irm", "appel", "chu de lyon", "jean d" };

static const char * const tables[] = {
  "institutions", "contacts", "opportunities", "quotes", "invoices", "tasks", "meetings", "calls", "notes", "reminders", "email_messages",
};

/* One key: the question, the lines and the list, and what any program would do. */
typedef struct
{
  char *words;
  BenchFigures *asked;
  BenchFigures *used; /* of @asked, this thread's processor time */
  BenchFigures *shown;
  BenchFigures *baseline;
  guint n_found;
} Key;

static void
key_free (gpointer data)
{
  Key *self = data;

  g_free (self->words);
  g_array_unref (self->asked);
  g_array_unref (self->used);
  g_array_unref (self->shown);
  g_array_unref (self->baseline);
  g_free (self);
}

static sqlite3_stmt *
prepare (sqlite3    *raw,
         const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT t.* FROM %s t WHERE t.deleted_at IS NULL AND t.rowid IN (SELECT rowid FROM search_%s WHERE"
                                          " search_%s MATCH ?1) ORDER BY t.created_at DESC LIMIT %d",
                                          table, table, table, LIMIT);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (raw, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (raw));
  return statement;
}

static guint
ask_plainly (sqlite3_stmt **statements,
             const char    *words)
{
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr(GString) match = g_string_new (NULL);
  guint n_found = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (match, "\"%s\"* ", parts[i]);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_bind_text (statements[i], 1, match->str, -1, SQLITE_STATIC);
      while (sqlite3_step (statements[i]) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (statements[i]); column++)
          n_found += sqlite3_column_text (statements[i], column) != NULL && column == 0;
      sqlite3_reset (statements[i]);
    }

  return n_found;
}

static double
get_used (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * 1000.0 + used.tv_nsec / 1e6;
}

static GPtrArray *
ask (RoundsDatabase *database,
     const char     *words)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *hits;

  if (!rounds_database_begin_reading (database, &error))
    g_error ("%s", error->message);
  hits = rounds_find_compute (database, words, NULL, LIMIT, &error);
  if (hits == NULL || !rounds_database_commit (database, &error))
    g_error ("%s: %s", words, error->message);

  return hits;
}

static void
show (RoundsFindModel *model,
      GPtrArray       *hits,
      const char      *words)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < hits->len; i++)
    {
      RoundsFindItem *item = rounds_find_item_new_record (g_ptr_array_index (hits, i), FALSE, words);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  rounds_find_model_set (model, items);
}

static GPtrArray *
list_keys (void)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (key_free);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize length = 1; length <= strlen (typed[i]); length++)
      {
        Key *key = g_new0 (Key, 1);

        key->words = g_strndup (typed[i], length);
        key->asked = bench_figures_new ();
        key->used = bench_figures_new ();
        key->shown = bench_figures_new ();
        key->baseline = bench_figures_new ();
        g_ptr_array_add (keys, key);
      }

  return keys;
}

static void
report (const char *name,
        GPtrArray  *keys,
        gsize       member,
        double      limit,
        const char *limit_text)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all_plain = g_array_new (FALSE, FALSE, sizeof (double));
  const Key *slowest = g_ptr_array_index (keys, 0);
  double single = 0;
  g_autofree char *median_name = g_strdup_printf ("%s, median", name);
  g_autofree char *worst_name = g_strdup_printf ("%s, worst", name);
  g_autofree char *note = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const Key *key = g_ptr_array_index (keys, i);
      BenchFigures *figures = G_STRUCT_MEMBER (BenchFigures *, key, member);
      const double median = bench_figures_median (figures);
      const double plain = bench_figures_median (key->baseline);

      g_array_append_val (all, median);
      g_array_append_val (all_plain, plain);
      single = MAX (single, bench_figures_worst (figures));
      if (median > bench_figures_median (G_STRUCT_MEMBER (BenchFigures *, slowest, member)))
        slowest = key;
    }

  note = g_strdup_printf ("%u keys, each %d times; worst at %s; a single one %.1f ms", keys->len, TURNS, slowest->words, single);
  bench_report (median_name, bench_figures_median (all), bench_figures_median (all_plain), limit, limit_text, note);
  bench_report (worst_name, bench_figures_worst (all), bench_figures_worst (all_plain), limit, limit_text, note);
}

int
main (int   argc,
      char *argv[])
{
  const RoundsDatabaseFlags flags = ROUNDS_DATABASE_CACHE | ROUNDS_DATABASE_READ_ONLY;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = list_keys ();
  g_autoptr(RoundsFindModel) model = rounds_find_model_new ();
  g_autoptr(RoundsDatabase) database = NULL;
  g_autofree char *uri = NULL;
  sqlite3_stmt *statements[G_N_ELEMENTS (tables)];
  sqlite3 *raw = NULL;

  if (argc < 2)
    {
      g_printerr ("usage: bench-find DATABASE [--keys]\n");
      return 2;
    }

  uri = g_strconcat ("sqlite:", argv[1], NULL);
  database = rounds_database_open (uri, flags, &error);
  if (database == NULL)
    {
      g_printerr ("bench-find: %s\n", error->message);
      return 1;
    }
  if (sqlite3_open_v2 (argv[1], &raw, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s: %s", argv[1], sqlite3_errmsg (raw));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    statements[i] = prepare (raw, tables[i]);

  for (guint turn = 0; turn < TURNS; turn++)
    for (guint i = 0; i < keys->len; i++)
      {
        Key *key = g_ptr_array_index (keys, i);
        g_autoptr(GPtrArray) hits = NULL;
        gint64 started = g_get_monotonic_time ();
        double used = get_used ();

        hits = ask (database, key->words);
        bench_figures_add (key->asked, started);
        used = get_used () - used;
        g_array_append_val (key->used, used);
        key->n_found = hits->len;

        started = g_get_monotonic_time ();
        show (model, hits, key->words);
        bench_figures_add (key->shown, started);

        started = g_get_monotonic_time ();
        if (ask_plainly (statements, key->words) < hits->len)
          g_error ("%s: the plain question finds less", key->words);
        bench_figures_add (key->baseline, started);
      }

  if (argc > 2)
    for (guint i = 0; i < keys->len; i++)
      {
        const Key *key = g_ptr_array_index (keys, i);

        g_printerr ("%-16s %3u found %8.2f ms, used %6.2f ms, list %6.2f ms, plain %8.2f ms\n", key->words, key->n_found,
                    bench_figures_median (key->asked), bench_figures_median (key->used), bench_figures_median (key->shown),
                    bench_figures_median (key->baseline));
      }
  report ("find: a key", keys, G_STRUCT_OFFSET (Key, asked), 10, "10 ms");
  report ("find: a key, processor", keys, G_STRUCT_OFFSET (Key, used), 10, "10 ms");
  report ("find: the list, a key", keys, G_STRUCT_OFFSET (Key, shown), 4, "4 ms");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    sqlite3_finalize (statements[i]);
  sqlite3_close (raw);
  return 0;
}
