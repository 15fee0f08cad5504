/* rounds-list-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/rounds-query.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/* Asks where to and writes the records of a query there as CSV; a toast says what came of it. */
void rounds_list_export (GtkWidget       *parent,
                         RoundsWorkspace *workspace,
                         RoundsQuery     *query,
                         GPtrArray       *fields);

G_END_DECLS
