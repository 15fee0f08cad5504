/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "app/rounds-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(RoundsApplication) application = NULL;
  const char *locale_folder = g_getenv ("ROUNDS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder != NULL ? locale_folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = rounds_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
