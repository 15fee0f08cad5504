/* rounds-failure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-failure.h"

#include "app/rounds-window.h"

/* What a stack shows while there is nothing to lose. */
static gboolean
is_waiting (GtkStack *stack)
{
  const char * const waiting[] = { "loading", "nothing", "error", NULL };

  return g_strv_contains (waiting, gtk_stack_get_visible_child_name (stack));
}

/**
 * rounds_failure_show:
 * @stack: what shows what is read: its children `loading` or `nothing` until then, and @page as `error`
 * @page: says what went wrong
 * @error: (nullable): %NULL when what was asked for is not there
 *
 * A read has failed. What was read before stays where it is, and a toast says so; where there is nothing yet, @page does.
 */
void
rounds_failure_show (GtkStack      *stack,
                     AdwStatusPage *page,
                     const GError  *error)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (stack));
  g_autofree char *description = NULL;

  if (!is_waiting (stack))
    {
      if (window != NULL && error != NULL)
        rounds_window_toast (window, error->message);
      return;
    }

  description = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;
  adw_status_page_set_description (page, description);
  gtk_stack_set_visible_child_name (stack, "error");
}
