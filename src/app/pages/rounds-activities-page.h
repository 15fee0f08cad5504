/* rounds-activities-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsActivitiesPage:
 *
 * What is to be done and what was done: tasks, meetings, calls and notes, each a list, with a switcher over them.
 */
#define ROUNDS_TYPE_ACTIVITIES_PAGE (rounds_activities_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsActivitiesPage, rounds_activities_page, ROUNDS, ACTIVITIES_PAGE, AdwNavigationPage)

GtkWidget *rounds_activities_page_new (RoundsWorkspace *workspace);

G_END_DECLS
