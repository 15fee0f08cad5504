/* rounds-list-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsListPage:
 *
 * All records of one kind as a list: searched as one types, sorted by column, narrowed by filters.
 *
 * Properties: `workspace`, `kind`, `nested` (it stands within another page, which has the window's buttons and the title), `view` (the id
 * of a saved view, or the name of one that the kind has by itself).
 */
#define ROUNDS_TYPE_LIST_PAGE (rounds_list_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsListPage, rounds_list_page, ROUNDS, LIST_PAGE, AdwNavigationPage)

GtkWidget *rounds_list_page_new        (RoundsWorkspace *workspace,
                                        const char      *kind);
GtkWidget *rounds_list_page_new_nested (RoundsWorkspace *workspace,
                                        const char      *kind);

G_END_DECLS
