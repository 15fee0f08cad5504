/* rounds-meeting-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-meeting-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/dialogs/rounds-file-saving.h"
#include "app/rounds-window.h"
#include "exchange/rounds-calendar.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-meeting.h"
#include "model/rounds-registry.h"
#include "model/rounds-user.h"
#include "store/rounds-repository.h"

/* Meetings as a file that Outlook and every other calendar reads. */
typedef struct
{
  RoundsWindow *window;
  RoundsWorkspace *workspace;
  GStrv ids;
  guint n_written;
  char *title;
  char *file_name;
  char *text;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->workspace);
  g_strfreev (export->ids);
  g_free (export->title);
  g_free (export->file_name);
  g_free (export->text);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
clear_person (gpointer data)
{
  RoundsCalendarPerson *person = data;

  g_free ((char *) person->name);
  g_free ((char *) person->email);
  g_free ((char *) person->status);
}

/* Whoever has no address cannot be written to, and stands in no calendar. */
static gboolean
load_person (RoundsDatabase       *database,
             GType                 type,
             const char           *id,
             const char           *status,
             RoundsCalendarPerson *person)
{
  g_autoptr(RoundsEntity) record = NULL;

  if (id == NULL)
    return FALSE;

  record = rounds_repository_get (database, rounds_registry_get (type), id, NULL);
  if (record == NULL || rounds_entity_is_null (record, "email"))
    return FALSE;

  person->name = rounds_entity_dup_title (record);
  person->email = g_strdup (rounds_entity_get_text (record, "email"));
  person->status = g_strdup (status);
  return TRUE;
}

static GArray *
load_attendees (RoundsDatabase *database,
                RoundsEntity   *meeting)
{
  GPtrArray *participants = rounds_entity_get_records (meeting, "participants");
  GArray *people = g_array_new (FALSE, TRUE, sizeof (RoundsCalendarPerson));

  g_array_set_clear_func (people, clear_person);
  for (guint i = 0; participants != NULL && i < participants->len; i++)
    {
      RoundsEntity *participant = g_ptr_array_index (participants, i);
      const char *status = rounds_entity_get_text (participant, "status");
      RoundsCalendarPerson person = { NULL, NULL, NULL };

      if (load_person (database, ROUNDS_TYPE_USER, rounds_entity_get_text (participant, "user-id"), status, &person) ||
          load_person (database, ROUNDS_TYPE_CONTACT_PERSON, rounds_entity_get_text (participant, "contact-person-id"),
                       status, &person))
        g_array_append_val (people, person);
    }

  return people;
}

/* What a meeting needs beside its record. */
typedef struct
{
  RoundsCalendarPerson organizer;
  gboolean organized;
  GArray *attendees;
} People;

static void
clear_people (gpointer data)
{
  People *people = data;

  clear_person (&people->organizer);
  g_array_unref (people->attendees);
}

static char *
write_meetings (RoundsDatabase  *database,
                GPtrArray       *meetings,
                guint           *n_written,
                GError         **error)
{
  g_autoptr(GArray) people = g_array_new (FALSE, TRUE, sizeof (People));
  g_autoptr(GArray) given = g_array_new (FALSE, TRUE, sizeof (RoundsCalendarMeeting));

  g_array_set_clear_func (people, clear_people);
  for (guint i = 0; i < meetings->len; i++)
    {
      RoundsEntity *meeting = g_ptr_array_index (meetings, i);
      People those = { { NULL, NULL, NULL }, FALSE, load_attendees (database, meeting) };

      those.organized = load_person (database, ROUNDS_TYPE_USER, rounds_entity_get_text (meeting, "organizer-id"), NULL,
                                     &those.organizer);
      g_array_append_val (people, those);
    }
  for (guint i = 0; i < meetings->len; i++)
    {
      const People *those = &g_array_index (people, People, i);
      const RoundsCalendarMeeting one = { g_ptr_array_index (meetings, i), those->organized ? &those->organizer : NULL,
                                          (const RoundsCalendarPerson *) (gpointer) those->attendees->data, those->attendees->len };

      g_array_append_val (given, one);
    }

  return rounds_calendar_from_meetings ((const RoundsCalendarMeeting *) (gpointer) given->data, given->len, g_get_real_time (), n_written,
                                        error);
}

static gpointer
read_meetings (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Export *export = user_data;
  g_autoptr(GPtrArray) meetings = rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_MEETING),
                                                              (const char * const *) export->ids, g_strv_length (export->ids), error);

  if (meetings == NULL || meetings->len == 0 || !rounds_repository_load_records (database, meetings, error))
    return NULL;
  export->text = write_meetings (database, meetings, &export->n_written, error);
  export->title = rounds_entity_dup_title (g_ptr_array_index (meetings, 0));
  export->file_name = meetings->len == 1 ? rounds_calendar_file_name (g_ptr_array_index (meetings, 0))
                                         : g_strdup_printf ("%s.ics", _("meetings"));

  return export->text != NULL ? rounds_store_done () : NULL;
}

static gint64
write_text (RoundsDatabase  *database,
            GOutputStream   *stream,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Export *export = user_data;

  return g_output_stream_write_all (stream, export->text, strlen (export->text), NULL, cancellable, error) ? (gint64) export->n_written : -1;
}

static char *
say_written (gint64   n_written,
             gpointer user_data)
{
  Export *export = user_data;

  if (n_written == 1)
    /* Translators: %s is the title of a meeting */
    return g_strdup_printf (_("“%s” exported"), export->title);

  return g_strdup_printf (ngettext ("%u meeting exported", "%u meetings exported", (gulong) n_written), (guint) n_written);
}

static void
choose_file (Export *export)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Calendar files"));
  gtk_file_filter_add_suffix (filter, "ics");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Export Meeting"));
  gtk_file_dialog_set_initial_name (dialog, export->file_name);
  rounds_file_save (GTK_WIDGET (export->window), export->workspace, dialog, write_text, say_written, export, (GDestroyNotify) export_free);
}

static void
on_meeting_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) != NULL)
    choose_file (g_steal_pointer (&export));
  else
    rounds_window_toast (export->window, error != NULL ? error->message : _("The record is not there any more"));
}

/**
 * rounds_meeting_export:
 * @parent: a widget in the main window
 * @workspace: where the meeting is
 * @meeting_id: its id
 *
 * Asks where to and writes the meeting there as an `.ics` file; a toast says what came of it.
 */
void
rounds_meeting_export (GtkWidget       *parent,
                       RoundsWorkspace *workspace,
                       const char      *meeting_id)
{
  rounds_meeting_export_many (parent, workspace, (const char *[]) { meeting_id, NULL });
}

/**
 * rounds_meeting_export_many:
 * @parent: a widget in the main window
 * @workspace: where the meetings are
 * @ids: (array zero-terminated=1): their ids
 *
 * As rounds_meeting_export(), with all of them in one file.
 */
void
rounds_meeting_export_many (GtkWidget          *parent,
                            RoundsWorkspace    *workspace,
                            const char * const *ids)
{
  RoundsWindow *window = rounds_window_of (parent);
  Export *export;

  g_return_if_fail (window != NULL);

  export = g_new0 (Export, 1);
  export->window = g_object_ref (window);
  export->workspace = g_object_ref (workspace);
  export->ids = g_strdupv ((GStrv) ids);
  rounds_store_read_async (rounds_workspace_get_store (workspace), read_meetings, export, NULL, NULL, NULL, on_meeting_read, export);
}
