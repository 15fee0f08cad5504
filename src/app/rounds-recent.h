/* rounds-recent.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsRecent:
 *
 * The records that were opened lately in a workspace, the newest first. Kept in a file of its folder, which holds kinds and ids only.
 */
#define ROUNDS_TYPE_RECENT (rounds_recent_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecent, rounds_recent, ROUNDS, RECENT, GObject)

RoundsRecent *rounds_recent_get      (RoundsWorkspace *workspace);
void          rounds_recent_add      (RoundsRecent    *self,
                                      const char      *kind,
                                      const char      *id);
GStrv         rounds_recent_dup_list (RoundsRecent    *self,
                                      const char      *kind);

G_END_DECLS
