/* rounds-today-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsTodayPage:
 *
 * What needs the person: what is overdue, due and coming, and the deals, leads and invoices that wait; above it a line to write down
 * what comes to mind. `page.capture` leads to that line.
 */
#define ROUNDS_TYPE_TODAY_PAGE (rounds_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTodayPage, rounds_today_page, ROUNDS, TODAY_PAGE, AdwNavigationPage)

GtkWidget *rounds_today_page_new (RoundsWorkspace *workspace);

G_END_DECLS
