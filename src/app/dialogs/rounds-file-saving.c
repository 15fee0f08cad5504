/* rounds-file-saving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-file-saving.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"

typedef struct
{
  RoundsWindow *window;
  RoundsWorkspace *workspace;
  GFile *file;
  RoundsFileWrite write;
  RoundsFileWritten written;
  gpointer user_data;
  GDestroyNotify destroy;
  gint64 n_written;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->window);
  g_object_unref (self->workspace);
  g_clear_object (&self->file);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gpointer
write_file (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Saving *saving = user_data;

  if (!rounds_file_write (saving->file, database, saving->write, saving->user_data, &saving->n_written, cancellable, error))
    return NULL;

  return rounds_store_done ();
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) != NULL)
    text = saving->written (saving->n_written, saving->user_data);
  else
    text = g_strdup_printf (_("The file could not be written: %s"), error->message);
  rounds_window_toast (saving->window, text);
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;
  RoundsStore *store = rounds_workspace_get_store (saving->workspace);

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (saving->file != NULL)
    {
      Saving *writing = g_steal_pointer (&saving);

      rounds_store_read_async (store, write_file, writing, NULL, NULL, NULL, on_written, writing);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      rounds_window_toast (saving->window, error->message);
    }
}

/**
 * rounds_file_write:
 * @file: what is made, or replaced when all of it is there
 * @n_written: (out): how many things were written
 *
 * For a thread of the store.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rounds_file_write (GFile            *file,
                   RoundsDatabase   *database,
                   RoundsFileWrite   write,
                   gpointer          user_data,
                   gint64           *n_written,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);

  if (stream == NULL)
    return FALSE;
  *n_written = write (database, G_OUTPUT_STREAM (stream), user_data, cancellable, error);

  return *n_written >= 0 && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/**
 * rounds_file_save:
 * @parent: a widget in the main window
 * @workspace: where the records are
 * @dialog: how the file is asked for, with its title and a name for it
 * @write: writes it
 * @written: says what was written
 * @user_data: of both, freed with @destroy
 *
 * Asks where to and writes the file there; a toast says what came of it.
 */
void
rounds_file_save (GtkWidget         *parent,
                  RoundsWorkspace   *workspace,
                  GtkFileDialog     *dialog,
                  RoundsFileWrite    write,
                  RoundsFileWritten  written,
                  gpointer           user_data,
                  GDestroyNotify     destroy)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (rounds_window_of (parent));
  saving->workspace = g_object_ref (workspace);
  saving->write = write;
  saving->written = written;
  saving->user_data = user_data;
  saving->destroy = destroy;
  gtk_file_dialog_save (dialog, GTK_WINDOW (saving->window), NULL, on_file_chosen, saving);
}
