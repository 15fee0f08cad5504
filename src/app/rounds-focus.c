/* rounds-focus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-focus.h"

/**
 * rounds_focus_release:
 * @widget: what is about to become insensitive
 *
 * Takes the keyboard focus out of @widget. GTK does not tell a #GtkText that it has lost the focus when it
 * becomes insensitive: its cursor goes on blinking.
 *
 * Returns: (transfer none) (nullable): the widget in @widget that had the focus
 */
GtkWidget *
rounds_focus_release (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return NULL;

  gtk_root_set_focus (root, NULL);
  return focus;
}
