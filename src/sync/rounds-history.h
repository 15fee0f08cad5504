/* rounds-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsHistoryStep:
 *
 * One change that a person has made. Properties: `name` (text: what was done, such as “Move deal: IRM 3T”), `undone` (gboolean).
 */
#define ROUNDS_TYPE_HISTORY_STEP (rounds_history_step_get_type ())
G_DECLARE_FINAL_TYPE (RoundsHistoryStep, rounds_history_step, ROUNDS, HISTORY_STEP, GObject)

const char    *rounds_history_step_get_name   (RoundsHistoryStep *self);
gint64         rounds_history_step_get_time   (RoundsHistoryStep *self);
gboolean       rounds_history_step_get_undone (RoundsHistoryStep *self);

/**
 * RoundsHistory:
 *
 * What was done on this computer since the program has begun, as a #GListModel of #RoundsHistoryStep, the newest first: at its head
 * what was undone and can be done again, then what can be undone. There is one for each workspace, see
 * rounds_workspace_get_history(), and every change that leaves an inverse gets into it by itself.
 *
 * Properties: `can-undo`, `can-redo` (gboolean). Signals: `stepped (RoundsHistoryStep *step)`: it was undone or done again;
 * `failed (const GError *error)`: it could not be.
 */
#define ROUNDS_TYPE_HISTORY (rounds_history_get_type ())
G_DECLARE_FINAL_TYPE (RoundsHistory, rounds_history, ROUNDS, HISTORY, GObject)

RoundsHistory *rounds_workspace_get_history (RoundsWorkspace *workspace);

RoundsHistory *rounds_history_new         (RoundsWorkspace   *workspace);
void           rounds_history_add         (RoundsHistory     *self,
                                           const char        *id,
                                           const char        *name,
                                           gint64             at);
void           rounds_history_name        (RoundsHistory     *self,
                                           const char        *id,
                                           const char        *name);
void           rounds_history_drop        (RoundsHistory     *self,
                                           const char        *id);
void           rounds_history_clear       (RoundsHistory     *self);
gboolean       rounds_history_can_undo    (RoundsHistory     *self);
gboolean       rounds_history_can_redo    (RoundsHistory     *self);
gboolean       rounds_history_undo        (RoundsHistory     *self);
gboolean       rounds_history_undo_change (RoundsHistory     *self,
                                           const char        *id);
gboolean       rounds_history_redo        (RoundsHistory     *self);
void           rounds_history_go_past     (RoundsHistory     *self,
                                           RoundsHistoryStep *step);

G_END_DECLS
