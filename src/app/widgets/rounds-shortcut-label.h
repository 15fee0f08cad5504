/* rounds-shortcut-label.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsShortcutLabel:
 *
 * Keys to be pressed together, each as a key of its own.
 */
#define ROUNDS_TYPE_SHORTCUT_LABEL (rounds_shortcut_label_get_type ())
G_DECLARE_FINAL_TYPE (RoundsShortcutLabel, rounds_shortcut_label, ROUNDS, SHORTCUT_LABEL, AdwBin)

GtkWidget  *rounds_shortcut_label_new      (const char          *accel);
const char *rounds_shortcut_label_get_text (RoundsShortcutLabel *self);

G_END_DECLS
