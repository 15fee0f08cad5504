/* rounds-pipeline-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsPipelinePage:
 *
 * The deals by stage, on a board: open ones, and those won or lost in the last 30 days. Property `peeking`: one of them is shown beside.
 */
#define ROUNDS_TYPE_PIPELINE_PAGE (rounds_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsPipelinePage, rounds_pipeline_page, ROUNDS, PIPELINE_PAGE, AdwNavigationPage)

GtkWidget *rounds_pipeline_page_new (RoundsWorkspace *workspace);

G_END_DECLS
