/* rounds-institutions-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionsPage:
 *
 * All institutions as a list: searched as one types, sorted by column, narrowed by filters.
 */
#define ROUNDS_TYPE_INSTITUTIONS_PAGE (rounds_institutions_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionsPage, rounds_institutions_page, ROUNDS, INSTITUTIONS_PAGE, AdwNavigationPage)

GtkWidget *rounds_institutions_page_new (RoundsWorkspace *workspace);

G_END_DECLS
