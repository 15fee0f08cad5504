/* bench-drop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* bench-drop FOLDER: a new workspace there with 5,000 open deals; how long it takes until a card that is dropped is in the cache
 * and in the queue, beside the same rows written in plain SQLite. */

#include "config.h"

#include <math.h>
#include <sqlite3.h>

#include "bench-figures.h"
#include "model/rounds-id.h"
#include "model/rounds-institution.h"
#include "model/rounds-json.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-user.h"
#include "rules/rounds-rank.h"
#include "store/rounds-query-model.h"
#include "store/rounds-repository.h"
#include "sync/rounds-sync-state.h"
#include "sync/rounds-workspace.h"

#define DEALS 5000
#define MOVES 300

static const char * const stages[] = { "prospecting", "qualification", "proposal", "negotiation" };

static gpointer
write_records (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_auto(GStrv) ranks = rounds_rank_sequence (DEALS);
  g_autoptr(RoundsEntity) user = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_USER));
  g_autoptr(RoundsEntity) institution = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));
  g_autofree char *user_id = rounds_id_new ();
  g_autofree char *institution_id = rounds_id_new ();
  g_autofree char *user_text = NULL;

  rounds_entity_set_text (user, "id", user_id);
  rounds_entity_set_text (user, "email", "bench@example.org");
  rounds_entity_set_text (user, "first-name", "Anna");
  rounds_entity_set_text (user, "last-name", "Bench");
  rounds_entity_set_text (user, "role", "user");
  rounds_entity_set_text (institution, "id", institution_id);
  rounds_entity_set_text (institution, "name", "Clinique du Parc");
  rounds_entity_set_text (institution, "type", "clinic");

  if (!rounds_repository_insert (database, user, changes, error) ||
      !rounds_repository_insert (database, institution, changes, error))
    return NULL;

  for (guint i = 0; i < DEALS; i++)
    {
      g_autoptr(RoundsEntity) deal = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY));
      g_autofree char *name = g_strdup_printf ("Deal %04u", i);
      g_autofree char *id = rounds_id_new ();

      rounds_entity_set_text (deal, "id", id);
      rounds_entity_set_text (deal, "institution-id", rounds_entity_get_id (institution));
      rounds_entity_set_text (deal, "assigned-user-id", rounds_entity_get_id (user));
      rounds_entity_set_text (deal, "name", name);
      rounds_entity_set_text (deal, "stage", stages[i % G_N_ELEMENTS (stages)]);
      rounds_entity_set_integer (deal, "value", 1000 * (i + 1));
      rounds_entity_set_text (deal, "expected-close-date", "2030-01-31");
      rounds_entity_set_text (deal, "rank", ranks[i]);
      if (!rounds_repository_insert (database, deal, changes, error))
        return NULL;
    }

  user_text = rounds_json_from_entity (user);
  if (!rounds_sync_state_set (database, ROUNDS_SYNC_STATE_USER, user_text, error))
    return NULL;

  return rounds_store_done ();
}

static RoundsQueryModel *
create_column (RoundsStore *store,
               const char  *stage)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter =
    rounds_filter_new_text (rounds_entity_info_find (info, "stage"), ROUNDS_FILTER_EQUAL, stage);
  RoundsQueryModel *model;

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "rank"), FALSE);
  model = rounds_query_model_new (store, query);
  while (rounds_query_model_get_loading (model))
    g_main_context_iteration (NULL, TRUE);

  return model;
}

static void
on_moved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, NULL, &error);

  if (answer == NULL)
    g_error ("opportunity.move: %s", error->message);
  *done = TRUE;
}

static char *
dup_id (RoundsQueryModel *model,
        guint             position)
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  return g_strdup (rounds_row_get_id (row));
}

static void
measure_moves (RoundsWorkspace *workspace,
               BenchFigures    *stored,
               BenchFigures    *shown)
{
  RoundsStore *store = rounds_workspace_get_store (workspace);
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    g_ptr_array_add (columns, create_column (store, stages[i]));

  for (guint i = 0; i < MOVES; i++)
    {
      RoundsQueryModel *source = columns->pdata[i % G_N_ELEMENTS (stages)];
      RoundsQueryModel *target = columns->pdata[(i + 1) % G_N_ELEMENTS (stages)];
      guint from = g_random_int_range (0, g_list_model_get_n_items (G_LIST_MODEL (source)));
      guint to = g_random_int_range (1, g_list_model_get_n_items (G_LIST_MODEL (target)));
      g_autofree char *id = dup_id (source, from);
      g_autofree char *after = dup_id (target, to - 1);
      g_autofree char *before = dup_id (target, to);
      g_autoptr(JsonObject) arguments = json_object_new ();
      gboolean done = FALSE;
      gint64 started;

      json_object_set_string_member (arguments, "id", id);
      json_object_set_string_member (arguments, "stage", stages[(i + 1) % G_N_ELEMENTS (stages)]);
      json_object_set_string_member (arguments, "afterId", after);
      json_object_set_string_member (arguments, "beforeId", before);

      started = g_get_monotonic_time ();
      rounds_workspace_run_async (workspace, "opportunity.move", arguments, NULL, on_moved, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      bench_figures_add (stored, started);

      while (rounds_query_model_find (target, id) < 0)
        g_main_context_iteration (NULL, TRUE);
      bench_figures_add (shown, started);
    }
}

static void
bind_texts (sqlite3_stmt *statement,
            const char   *first,
            const char   *second,
            const char   *third)
{
  const char *texts[] = { first, second, third };

  for (int i = 0; i < sqlite3_bind_parameter_count (statement); i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (sqlite3_db_handle (statement)));
  sqlite3_reset (statement);
}

/* What must be written for one drop: the deal, the line of its history, the queue's row and the row that undoes it. */
static void
measure_raw (const char   *path,
             BenchFigures *figures)
{
  static const char * const texts[] = {
    "BEGIN IMMEDIATE",
    "UPDATE opportunities SET stage = ?2, rank = ?3, probability = 50, stage_changed_at = 1, updated_at = 1 WHERE id = ?1",
    "INSERT INTO stage_changes (id, revision, created_at, updated_at, opportunity_id, from_stage, to_stage, changed_at, value, probability) "
    "VALUES (?2, 0, 1, 1, ?1, 'prospecting', ?3, 1, 1, 50)",
    "INSERT INTO queue (position, id, name, arguments, created_at) "
    "VALUES ((SELECT coalesce(max(position), 0) + 1 FROM queue), ?2, 'opportunity.move', ?1, 1)",
    "INSERT INTO undo_log (id, position, name, arguments, created_at) "
    "VALUES (?2, (SELECT coalesce(max(position), 0) + 1 FROM undo_log), 'opportunity.move', ?1, 1)",
    "COMMIT",
  };
  sqlite3_stmt *statements[G_N_ELEMENTS (texts)];
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *all;
  sqlite3 *raw = NULL;

  if (sqlite3_open (path, &raw) != SQLITE_OK ||
      sqlite3_exec (raw, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (raw));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (sqlite3_prepare_v2 (raw, texts[i], -1, &statements[i], NULL) != SQLITE_OK)
      g_error ("%s: %s", texts[i], sqlite3_errmsg (raw));

  sqlite3_prepare_v2 (raw, "SELECT id FROM opportunities", -1, &all, NULL);
  while (sqlite3_step (all) == SQLITE_ROW)
    g_ptr_array_add (ids, g_strdup ((const char *) sqlite3_column_text (all, 0)));
  sqlite3_finalize (all);

  for (guint i = 0; i < MOVES; i++)
    {
      const char *id = ids->pdata[g_random_int_range (0, ids->len)];
      g_autofree char *other = rounds_id_new ();
      g_autofree char *rank = g_strdup_printf ("k%d", g_random_int_range (0, 100000));
      gint64 started = g_get_monotonic_time ();

      bind_texts (statements[0], NULL, NULL, NULL);
      bind_texts (statements[1], id, "proposal", rank);
      bind_texts (statements[2], id, other, "proposal");
      bind_texts (statements[3], id, other, NULL);
      bind_texts (statements[4], id, other, NULL);
      bind_texts (statements[5], NULL, NULL, NULL);
      bench_figures_add (figures, started);
    }

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_finalize (statements[i]);
  sqlite3_close (raw);
}

static void
write_workspace (const char *path)
{
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsStore) store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, 1, &error);

  if (store == NULL || rounds_store_write (store, write_records, NULL, &error) == NULL)
    g_error ("%s: %s", path, error->message);
  rounds_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsWorkspace) workspace = NULL;
  g_autoptr(GArray) stored = bench_figures_new ();
  g_autoptr(GArray) shown = bench_figures_new ();
  g_autoptr(GArray) raw = bench_figures_new ();
  g_autofree char *path = NULL;
  g_autofree char *note = NULL;
  g_autofree char *shown_note = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: bench-drop FOLDER\n");
      return 2;
    }

  path = g_build_filename (argv[1], "cache.db", NULL);
  write_workspace (path);

  workspace = rounds_workspace_new (argv[1], NULL, &error);
  if (workspace == NULL)
    {
      g_printerr ("bench-drop: %s\n", error->message);
      return 1;
    }

  measure_moves (workspace, stored, shown);
  measure_raw (path, raw);

  note = g_strdup_printf ("%d drops among %d deals; 95%% within %.2f ms, worst %.2f", MOVES, DEALS,
                          bench_figures_part (stored, 0.95), bench_figures_worst (stored));
  shown_note = g_strdup_printf ("the column says where it is; 95%% within %.2f ms, worst %.2f",
                                bench_figures_part (shown, 0.95), bench_figures_worst (shown));
  bench_report ("drop: in cache and queue", bench_figures_median (stored), bench_figures_median (raw), 5, "5 ms", note);
  bench_report ("drop: the slowest", bench_figures_worst (stored), bench_figures_worst (raw), 5, "5 ms", "");
  bench_report ("drop: card in its column", bench_figures_median (shown), bench_figures_median (raw), NAN, "", shown_note);
  return 0;
}
