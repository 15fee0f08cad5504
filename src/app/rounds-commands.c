/* rounds-commands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-commands.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"

#define GENERAL N_("General")
#define PAGES N_("Pages")
#define FINDING N_("Finding")
#define PIPELINE N_("Pipeline")
#define EDITING N_("Editing")
#define WINDOWS N_("Windows")

/*
 * Everything a person can tell the program to do, in one place: the application takes its keys from here, the list of shortcuts
 * what it shows, and Ctrl+K what it offers. The pages of the sidebar come after these by themselves.
 */
static const RoundsCommand commands[] = {
  { "win.find", GENERAL, N_("Find anything"), { "<Control>k" } },
  { "win.search", GENERAL, N_("Search on this page"), { "<Control>f" }, "edit-find-symbolic" },
  { "win.new", GENERAL, N_("New record"), { "<Control>n" } },
  { "win.quick-capture", GENERAL, N_("Write down what comes to mind"), { "<Control>t" }, "document-edit-symbolic" },
  { "win.undo", GENERAL, N_("Undo"), { "<Control>z" }, "edit-undo-symbolic" },
  { "win.redo", GENERAL, N_("Redo"), { "<Shift><Control>z", "<Control>y" }, "edit-redo-symbolic" },
  { "win.history", GENERAL, N_("Show what was done"), { "<Shift><Control>h" }, "document-open-recent-symbolic" },
  { "win.import", GENERAL, N_("Import a register"), { "<Control>i" }, "document-open-symbolic" },
  { "win.import-calendar", GENERAL, N_("Import a calendar file"), { NULL }, "x-office-calendar-symbolic" },
  { "win.sign-in", GENERAL, N_("Sign in"), { NULL }, "avatar-default-symbolic" },
  { NULL, GENERAL, N_("Main menu"), { "F10" } },
  { "app.shortcuts", GENERAL, N_("Keyboard shortcuts"), { "<Control>question", "F1" }, "input-keyboard-symbolic" },
  { "app.about", GENERAL, N_("About Rounds"), { NULL }, "help-about-symbolic" },

  { "win.create-for", GENERAL, N_("New deal for…"), { NULL }, "list-add-symbolic", "institution", "opportunity" },
  { "win.create-from", GENERAL, N_("New quote for a deal…"), { NULL }, "list-add-symbolic", "opportunity", "quote" },
  { "win.create-for", GENERAL, N_("New quote for…"), { NULL }, "list-add-symbolic", "institution", "quote" },
  { "win.create-for", GENERAL, N_("New contact at…"), { NULL }, "list-add-symbolic", "institution", "contact" },
  { "win.create-for", GENERAL, N_("New meeting with…"), { NULL }, "list-add-symbolic", "institution", "meeting" },
  { "win.create-for", GENERAL, N_("New call with…"), { NULL }, "list-add-symbolic", "institution", "call" },
  { "win.create-for", GENERAL, N_("New task for…"), { NULL }, "list-add-symbolic", "institution", "task" },
  { "win.create-for", GENERAL, N_("New note about…"), { NULL }, "list-add-symbolic", "institution", "note" },
  { "win.create('institution')", GENERAL, N_("New institution"), { NULL }, "list-add-symbolic" },

  { NULL, FINDING, N_("Choose what was found"), { "Up", "Down" } },
  { NULL, FINDING, N_("Open it in a new window"), { "<Control>Return" } },
  { NULL, FINDING, N_("Complete an action"), { "Tab" } },

  { "win.back", PAGES, N_("Back"), { "<Alt>Left" }, "go-previous-symbolic" },
  { "win.forward", PAGES, N_("Forward"), { "<Alt>Right" }, "go-next-symbolic" },

  { NULL, PAGES, N_("Menu of a row"), { "Menu", "<Shift>F10" } },

  { NULL, PIPELINE, N_("Move to another card"), { "Left", "Right", "Up", "Down" } },
  { NULL, PIPELINE, N_("Move the deal to another stage"), { "<Control>Left", "<Control>Right" } },

  { NULL, EDITING, N_("Save"), { "<Control>s", "<Control>Return" } },
  { NULL, EDITING, N_("Cancel"), { "Escape" } },

  { "win.new-window", WINDOWS, N_("New window"), { "<Shift><Control>n" }, "window-new-symbolic" },
  { "window.close", WINDOWS, N_("Close window"), { "<Control>w" }, "window-close-symbolic" },
  { "app.quit", WINDOWS, N_("Quit"), { "<Control>q" }, "application-exit-symbolic" },
};

static void
add_pages (GPtrArray *all)
{
  RoundsPageInfo page;

  for (guint i = 0; rounds_window_get_page_info (i, &page); i++)
    {
      RoundsCommand *command = g_new0 (RoundsCommand, 1);

      command->action = g_strdup_printf ("win.show-page('%s')", page.name);
      command->group = PAGES;
      command->label = page.label;
      command->accels[0] = page.accel;
      command->icon_name = page.icon_name;
      g_ptr_array_add (all, command);
    }
}

/**
 * rounds_commands_get_all:
 * @n_commands: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array zero-terminated=1): all of them; those of one group need not follow each other
 */
const RoundsCommand * const *
rounds_commands_get_all (guint *n_commands)
{
  static GPtrArray *all;

  if (all == NULL)
    {
      all = g_ptr_array_new_null_terminated (G_N_ELEMENTS (commands) + 16, NULL, TRUE);
      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        g_ptr_array_add (all, (gpointer) &commands[i]);
      add_pages (all);
    }

  if (n_commands != NULL)
    *n_commands = all->len;
  return (const RoundsCommand * const *) all->pdata;
}
