/* rounds-filter-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/pages/rounds-list-kinds.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsFilterDialog:
 *
 * Puts a filter together, line by line, and says how many records meet it.
 *
 * Signal `applied (gpointer node)`: the filter that the person wants, a nullable #JsonNode, borrowed.
 */
#define ROUNDS_TYPE_FILTER_DIALOG (rounds_filter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFilterDialog, rounds_filter_dialog, ROUNDS, FILTER_DIALOG, AdwDialog)

RoundsFilterDialog *rounds_filter_dialog_new (RoundsWorkspace      *workspace,
                                              const RoundsListKind *kind,
                                              GPtrArray            *fields,
                                              JsonNode             *filter);

G_END_DECLS
