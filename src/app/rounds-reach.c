/* rounds-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-reach.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "rules/rounds-phone.h"

/* What is left to do by hand when no program does it. */
typedef struct
{
  RoundsWindow *window;
  char *sentence;
} Attempt;

static void
attempt_free (Attempt *self)
{
  g_clear_object (&self->window);
  g_free (self->sentence);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Attempt) attempt = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) && attempt->window != NULL &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rounds_window_toast (attempt->window, attempt->sentence);
}

static void
launch (GtkWidget  *widget,
        const char *uri,
        char       *sentence)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  RoundsWindow *window = rounds_window_of (widget);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_set_object (&attempt->window, window);
  attempt->sentence = sentence;
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (window), NULL, on_launched, attempt);
}

/**
 * rounds_reach_find_number:
 * @contact: a contact
 *
 * Returns: (transfer none) (nullable): the number to call first: the one at work, else the mobile one
 */
const char *
rounds_reach_find_number (RoundsEntity *contact)
{
  const char *phone = rounds_entity_get_text (contact, "phone");

  return phone != NULL ? phone : rounds_entity_get_text (contact, "mobile-phone");
}

/**
 * rounds_reach_write:
 * @widget: what was clicked
 * @address: an e-mail address
 *
 * Begins a message in the program that writes e-mails; a toast says so when there is none.
 */
void
rounds_reach_write (GtkWidget  *widget,
                    const char *address)
{
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (address != NULL);

  escaped = g_uri_escape_string (address, "@+", FALSE);
  uri = g_strconcat ("mailto:", escaped, NULL);
  /* Translators: %s is an e-mail address */
  launch (widget, uri, g_strdup_printf (_("No program here writes e-mails: write to %s"), address));
}

/**
 * rounds_reach_call:
 * @widget: what was clicked
 * @number: a telephone number as people write it
 *
 * Calls with the program that does; a toast says the number when there is none.
 */
void
rounds_reach_call (GtkWidget  *widget,
                   const char *number)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  uri = rounds_phone_dup_uri (number);
  if (uri != NULL)
    /* Translators: %s is a telephone number */
    launch (widget, uri, g_strdup_printf (_("No program here makes calls: dial %s"), number));
}
