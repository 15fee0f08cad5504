/* rounds-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-cache.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/rounds-problem.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-refusal.h"
#include "sync/rounds-sync-state.h"
#include "sync/rounds-undo-log.h"

/* Threads that read. */
#define READERS 3

/* Entries of the undo log that are kept from one start to the next. */
#define UNDO_KEPT 100

#define FILE_NAME "cache.db"

/* Beside a cache in which damage was found while it was in use. */
#define MARK FILE_NAME ".damaged"

/* What is read out of a broken file. */
typedef struct
{
  GPtrArray *queue;  /* NULL when it cannot be read */
  char *user;
  char *refusals;
} Salvage;

static void
salvage_clear (Salvage *salvage)
{
  g_clear_pointer (&salvage->queue, g_ptr_array_unref);
  g_clear_pointer (&salvage->user, g_free);
  g_clear_pointer (&salvage->refusals, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

static void
salvage (const char *path,
         Salvage    *salvaged)
{
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, ROUNDS_DATABASE_CACHE, &error);

  if (database != NULL)
    {
      salvaged->queue = rounds_queue_load (database, &error);
      rounds_sync_state_get (database, ROUNDS_SYNC_STATE_USER, &salvaged->user, NULL);
      rounds_sync_state_get (database, ROUNDS_SYNC_STATE_REFUSALS, &salvaged->refusals, NULL);
    }
  if (salvaged->queue == NULL)
    g_warning ("The queue of a broken cache cannot be read: %s", rounds_problem_get_code (error));
}

static gpointer
write_salvaged (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  Salvage *salvaged = user_data;

  for (guint i = 0; salvaged->queue != NULL && i < salvaged->queue->len; i++)
    if (!rounds_queue_append (database, g_ptr_array_index (salvaged->queue, i), error))
      return NULL;
  if (!rounds_sync_state_set (database, ROUNDS_SYNC_STATE_USER, salvaged->user, error) ||
      !rounds_sync_state_set (database, ROUNDS_SYNC_STATE_REFUSALS, salvaged->refusals, error))
    return NULL;

  return rounds_store_done ();
}

/* Returns: (transfer full): the new name, which no other file has */
static char *
move_aside (const char  *path,
            GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strdup_printf ("%s.broken-%s", path, date);
  const char * const tails[] = { "", "-wal", "-shm" };

  for (guint n = 2; g_file_test (aside, G_FILE_TEST_EXISTS); n++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.broken-%s-%u", path, date, n);
    }

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *from = g_strconcat (path, tails[i], NULL);
      g_autofree char *to = g_strconcat (aside, tails[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "CACHE_BROKEN",
                              _("The file “%s” is damaged and cannot be moved away: %s"), path, g_strerror (errno));
          return NULL;
        }
    }

  return g_steal_pointer (&aside);
}

static char *
describe (const char    *aside,
          const Salvage *salvaged)
{
  g_autofree char *name = g_path_get_basename (aside);

  if (salvaged->queue == NULL)
    return g_strdup_printf (_("The local copy of the data was damaged and is fetched again. Changes that the server did not have "
                              "yet could not be read; the damaged file is kept as “%s”"), name);
  if (salvaged->queue->len == 0)
    return g_strdup_printf (_("The local copy of the data was damaged and is fetched again. Nothing is lost; the damaged file is "
                              "kept as “%s”"), name);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The local copy of the data was damaged and is fetched again. %u change that the server "
                                       "did not have yet was saved from it; the damaged file is kept as “%s”",
                                       "The local copy of the data was damaged and is fetched again. %u changes that the server "
                                       "did not have yet were saved from it; the damaged file is kept as “%s”",
                                       salvaged->queue->len), salvaged->queue->len, name);
}

/**
 * rounds_cache_open:
 * @folder: where the cache is, or shall be
 * @notice: (out) (transfer full) (nullable): what a person should know of it
 *
 * Opens the cache. A damaged one is moved aside and a new one begun, with the queue of the damaged one: the rest of it the server has.
 *
 * Returns: (transfer full): the cache
 */
RoundsStore *
rounds_cache_open (const char  *folder,
                   char       **notice,
                   GError     **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  g_autofree char *aside = NULL;
  g_auto(Salvage) salvaged = { NULL };
  g_autoptr(RoundsStore) store = NULL;
  g_autoptr(GError) local = NULL;

  *notice = NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "FOLDER", _("The folder “%s” cannot be made: %s"),
                          folder, g_strerror (errno));
      return NULL;
    }

  if (!g_file_test (mark, G_FILE_TEST_EXISTS))
    {
      store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, READERS, &local);
      if (store != NULL)
        return g_steal_pointer (&store);
      if (!rounds_cache_is_damage (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  salvage (path, &salvaged);
  aside = move_aside (path, error);
  if (aside == NULL)
    return NULL;
  g_unlink (mark);

  store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, READERS, error);
  if (store == NULL || rounds_store_write (store, write_salvaged, &salvaged, error) == NULL)
    return NULL;

  *notice = describe (aside, &salvaged);
  return g_steal_pointer (&store);
}

/**
 * rounds_cache_check:
 *
 * A #RoundsStoreFunc: looks through the whole file for damage; seconds when it is large.
 */
gpointer
rounds_cache_check (RoundsDatabase  *database,
                    RoundsChanges   *changes,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  return rounds_database_check (database, error) ? rounds_store_done () : NULL;
}

gboolean
rounds_cache_is_damage (const GError *error)
{
  return error->domain == ROUNDS_PROBLEM && g_strcmp0 (rounds_problem_get_code (error), "DATABASE_CORRUPT") == 0;
}

/**
 * rounds_cache_condemn:
 *
 * Marks a cache in which damage was found while it was in use: rounds_cache_open() will begin a new one.
 */
void
rounds_cache_condemn (const char *folder)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);
  g_autoptr(GError) error = NULL;

  if (!g_file_set_contents (mark, "", 0, &error))
    g_warning ("The damaged cache could not be marked: %s", error->message);
}

static gpointer
recall (RoundsDatabase  *database,
        RoundsChanges   *changes,
        gpointer         user_data,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autoptr(RoundsCacheMemory) memory = g_new0 (RoundsCacheMemory, 1);
  g_autofree char *complete = NULL;
  g_autofree char *refusals = NULL;
  gint64 pending = rounds_queue_count (database, error);

  if (pending < 0 ||
      !rounds_undo_log_trim (database, UNDO_KEPT, error) ||
      !rounds_sync_state_get_integer (database, ROUNDS_SYNC_STATE_CURSOR, &memory->cursor, error) ||
      !rounds_sync_state_get_integer (database, ROUNDS_SYNC_STATE_CHECKED, &memory->checked_at, error) ||
      !rounds_sync_state_get (database, ROUNDS_SYNC_STATE_COMPLETE, &complete, error) ||
      !rounds_sync_state_get (database, ROUNDS_SYNC_STATE_USER, &memory->user, error) ||
      !rounds_sync_state_get (database, ROUNDS_SYNC_STATE_REFUSALS, &refusals, error))
    return NULL;

  memory->pending = (guint) pending;
  memory->complete = complete != NULL;
  memory->refusals = rounds_refusals_from_text (refusals);
  return g_steal_pointer (&memory);
}

/**
 * rounds_cache_recall:
 *
 * Returns: (transfer full): what the cache knows from the last time
 */
RoundsCacheMemory *
rounds_cache_recall (RoundsStore  *store,
                     GError      **error)
{
  return rounds_store_write (store, recall, NULL, error);
}

void
rounds_cache_memory_free (RoundsCacheMemory *self)
{
  g_free (self->user);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_free (self);
}
