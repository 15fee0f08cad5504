/* rounds-sync-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsSyncBanner:
 *
 * Stands under a page's header bar while the workspace is offline or a change was refused. Property `workspace`.
 */
#define ROUNDS_TYPE_SYNC_BANNER (rounds_sync_banner_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSyncBanner, rounds_sync_banner, ROUNDS, SYNC_BANNER, AdwBin)

G_END_DECLS
