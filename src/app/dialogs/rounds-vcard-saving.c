/* rounds-vcard-saving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-vcard-saving.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/dialogs/rounds-file-saving.h"
#include "exchange/rounds-vcard-export.h"
#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"

static gint64
write_cards (RoundsDatabase  *database,
             GOutputStream   *stream,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  return rounds_vcard_export (database, user_data, stream, cancellable, error);
}

static char *
say_written (gint64   n_written,
             gpointer user_data)
{
  g_autofree char *number = rounds_number_format (n_written, 0, 0);

  return g_strdup_printf (ngettext ("%s vCard saved", "%s vCards saved", (gulong) n_written), number);
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

  gtk_file_dialog_set_title (dialog, _("Save vCard"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  rounds_file_save (parent, workspace, dialog, write_cards, say_written, rounds_query_ref (contacts), (GDestroyNotify) rounds_query_unref);
}

/* A card that another program is given. */
typedef struct
{
  RoundsQuery *contact;
  char *file_name;
  GFile *file;
} Card;

static void
card_free (Card *self)
{
  rounds_query_unref (self->contact);
  g_clear_object (&self->file);
  g_free (self->file_name);
  g_free (self);
}

/* In a folder that is of this session and this person alone. */
static gpointer
put_file (RoundsDatabase  *database,
          RoundsChanges   *changes,
          gpointer         user_data,
          GCancellable    *cancellable,
          GError         **error)
{
  Card *card = user_data;
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "rounds-vcards", NULL);
  g_autofree char *path = g_build_filename (folder, card->file_name, NULL);
  gint64 n_written;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", g_strerror (errno));
      return NULL;
    }

  card->file = g_file_new_for_path (path);
  if (!rounds_file_write (card->file, database, write_cards, card->contact, &n_written, cancellable, error))
    return NULL;

  return rounds_store_done ();
}

static void
on_put (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Card *card = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) != NULL)
    g_task_return_pointer (task, g_object_ref (card->file), g_object_unref);
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
  Card *card = g_new0 (Card, 1);

  card->contact = rounds_vcard_query_one (rounds_entity_get_id (contact));
  card->file_name = rounds_vcard_writer_file_name (contact);
  g_task_set_source_tag (task, rounds_vcard_put_async);
  g_task_set_task_data (task, card, (GDestroyNotify) card_free);
  rounds_store_read_async (rounds_workspace_get_store (workspace), put_file, card, NULL, NULL, cancellable, on_put, task);
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
