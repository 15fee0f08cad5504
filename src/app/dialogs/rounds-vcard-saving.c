/* rounds-vcard-saving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-vcard-saving.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/rounds-window.h"
#include "exchange/rounds-vcard-export.h"
#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"

typedef struct
{
  RoundsWindow *window; /* nullable */
  RoundsWorkspace *workspace;
  RoundsQuery *contacts;
  GFile *file;
  char *file_name;
  gint64 n_written;
} Saving;

static void
saving_free (Saving *self)
{
  g_clear_object (&self->window);
  g_object_unref (self->workspace);
  rounds_query_unref (self->contacts);
  g_clear_object (&self->file);
  g_free (self->file_name);
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
  g_autoptr(GFileOutputStream) stream = g_file_replace (saving->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);

  if (stream == NULL)
    return NULL;
  saving->n_written = rounds_vcard_export (database, saving->contacts, G_OUTPUT_STREAM (stream), cancellable, error);
  if (saving->n_written < 0 || !g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
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
    {
      g_autofree char *number = rounds_number_format (saving->n_written, 0, 0);

      text = g_strdup_printf (ngettext ("%s vCard saved", "%s vCards saved", (gulong) saving->n_written), number);
    }
  else
    {
      text = g_strdup_printf (_("The file could not be written: %s"), error->message);
    }
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
 * rounds_vcard_query_one:
 * @contact_id: of a contact
 *
 * Returns: (transfer full): what finds that contact alone
 */
RoundsQuery *
rounds_vcard_query_one (const char *contact_id)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "id"), ROUNDS_FILTER_EQUAL, contact_id);
  RoundsQuery *query = rounds_query_new (info);

  rounds_query_set_filter (query, filter);
  return query;
}

/**
 * rounds_vcard_save:
 * @parent: a widget in the main window
 * @workspace: where the contacts are
 * @contacts: which contacts, in which order
 * @file_name: what the file is called unless the person calls it something else
 *
 * Asks where to and writes the contacts there as vCards; a toast says what came of it.
 */
void
rounds_vcard_save (GtkWidget       *parent,
                   RoundsWorkspace *workspace,
                   RoundsQuery     *contacts,
                   const char      *file_name)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (rounds_window_of (parent));
  saving->workspace = g_object_ref (workspace);
  saving->contacts = rounds_query_ref (contacts);
  gtk_file_dialog_set_title (dialog, _("Save vCard"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (saving->window), NULL, on_file_chosen, saving);
}

/* In a folder that is of this session and this person alone. */
static gpointer
put_file (RoundsDatabase  *database,
          RoundsChanges   *changes,
          gpointer         user_data,
          GCancellable    *cancellable,
          GError         **error)
{
  Saving *saving = user_data;
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "rounds-vcards", NULL);
  g_autofree char *path = g_build_filename (folder, saving->file_name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", g_strerror (errno));
      return NULL;
    }

  saving->file = g_file_new_for_path (path);
  return write_file (database, changes, saving, cancellable, error);
}

static void
on_put (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) != NULL)
    g_task_return_pointer (task, g_object_ref (saving->file), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * rounds_vcard_put_async:
 * @workspace: where the contact is
 * @contact: a contact
 *
 * Writes its vCard to a file that another program can be given.
 */
void
rounds_vcard_put_async (RoundsWorkspace     *workspace,
                        RoundsEntity        *contact,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->workspace = g_object_ref (workspace);
  saving->contacts = rounds_vcard_query_one (rounds_entity_get_id (contact));
  saving->file_name = rounds_vcard_writer_file_name (contact);
  g_task_set_source_tag (task, rounds_vcard_put_async);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  rounds_store_read_async (rounds_workspace_get_store (workspace), put_file, saving, NULL, NULL, cancellable, on_put, task);
}

/**
 * rounds_vcard_put_finish:
 *
 * Returns: (transfer full): the file; %NULL with @error set
 */
GFile *
rounds_vcard_put_finish (RoundsWorkspace  *workspace,
                         GAsyncResult     *result,
                         GError          **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
