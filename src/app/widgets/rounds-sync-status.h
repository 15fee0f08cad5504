/* rounds-sync-status.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsSyncStatus:
 *
 * One quiet row that says how the workspace stands with its server: an icon and a few words. Property `workspace`.
 */
#define ROUNDS_TYPE_SYNC_STATUS (rounds_sync_status_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSyncStatus, rounds_sync_status, ROUNDS, SYNC_STATUS, AdwBin)

char *rounds_sync_status_describe (RoundsWorkspace *workspace);

G_END_DECLS
