/* rounds-meeting-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

void rounds_meeting_export (GtkWidget       *parent,
                            RoundsWorkspace *workspace,
                            const char      *meeting_id);
void rounds_meeting_export_many (GtkWidget          *parent,
                                 RoundsWorkspace    *workspace,
                                 const char * const *ids);

G_END_DECLS
