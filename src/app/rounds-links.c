/* rounds-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-links.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/rounds-window.h"
#include "rules/rounds-phone.h"

/**
 * rounds_links_get_uri:
 * @field: a field
 * @text: (nullable): what it holds
 *
 * Returns: (transfer full) (nullable): where it leads; %NULL when it is none of a telephone number, an e-mail address or a site
 */
char *
rounds_links_get_uri (const RoundsField *field,
                      const char        *text)
{
  if (text == NULL || text[0] == '\0')
    return NULL;

  if (field->flags & ROUNDS_FIELD_PHONE)
    return rounds_phone_dup_uri (text);

  if (field->flags & ROUNDS_FIELD_EMAIL)
    {
      g_autofree char *escaped = g_uri_escape_string (text, "@+", FALSE);

      return g_strconcat ("mailto:", escaped, NULL);
    }

  if (field->flags & (ROUNDS_FIELD_URL | ROUNDS_FIELD_WEBSITE))
    {
      g_autofree char *uri = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);

      /* Nothing but the web is opened, whatever somebody has written there. */
      return rounds_url_is_valid (uri) ? g_steal_pointer (&uri) : NULL;
    }

  return NULL;
}

/**
 * rounds_links_describe:
 * @field: a field for which rounds_links_get_uri() gives something
 * @text: what it holds
 *
 * Returns: (transfer full): what following it does, for a person
 */
char *
rounds_links_describe (const RoundsField *field,
                       const char        *text)
{
  if (field->flags & ROUNDS_FIELD_PHONE)
    /* Translators: %s is a telephone number */
    return g_strdup_printf (_("Call %s"), text);
  if (field->flags & ROUNDS_FIELD_EMAIL)
    /* Translators: %s is an e-mail address */
    return g_strdup_printf (_("Write to %s"), text);

  /* Translators: %s is the address of a site */
  return g_strdup_printf (_("Open %s"), text);
}

/**
 * rounds_links_get_icon:
 *
 * Returns: the name of a symbolic icon for where @field leads
 */
const char *
rounds_links_get_icon (const RoundsField *field)
{
  if (field->flags & ROUNDS_FIELD_PHONE)
    return "call-start-symbolic";
  if (field->flags & ROUNDS_FIELD_EMAIL)
    return "mail-unread-symbolic";

  return "adw-external-link-symbolic";
}

/**
 * rounds_links_find_phone:
 * @contact: a contact
 *
 * Returns: (nullable): the field with the number to call first: the one at work, else the mobile one; %NULL without a number
 */
const RoundsField *
rounds_links_find_phone (RoundsEntity *contact)
{
  static const char * const names[] = { "phone", "mobile-phone" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!rounds_entity_is_null (contact, names[i]))
      return rounds_entity_info_find (rounds_entity_get_info (contact), names[i]);

  return NULL;
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;
  RoundsWindow *window = rounds_window_of (widget);

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) && window != NULL &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rounds_window_toast (window, _("No program on this computer opens this"));
}

/**
 * rounds_links_open:
 * @widget: where it was asked for
 * @uri: of rounds_links_get_uri()
 *
 * Opens it with the program that the person has chosen for such addresses; says so when there is none.
 */
void
rounds_links_open (GtkWidget  *widget,
                   const char *uri)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_launched, g_object_ref (widget));
}

/**
 * rounds_links_open_field:
 * @widget: where it was asked for
 * @record: a record
 * @field: one of its fields
 *
 * As rounds_links_open(), with what the field holds; nothing happens when that leads nowhere.
 */
void
rounds_links_open_field (GtkWidget         *widget,
                         RoundsEntity      *record,
                         const RoundsField *field)
{
  g_autofree char *uri = rounds_links_get_uri (field, rounds_entity_get_text (record, field->name));

  if (uri != NULL)
    rounds_links_open (widget, uri);
}
