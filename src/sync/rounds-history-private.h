/* rounds-history-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync/rounds-history.h"

G_BEGIN_DECLS

struct _RoundsHistoryStep
{
  GObject parent_instance;

  char *id; /* in the undo log: of what undoes it, or does it again */
  char *name;
  gint64 at;
  gboolean undone;
  gboolean busy; /* on its way: its id is that of before */
};

RoundsHistoryStep *_rounds_history_step_new        (const char        *id,
                                                    const char        *name,
                                                    gint64             at);
void               _rounds_history_step_set_name   (RoundsHistoryStep *self,
                                                    const char        *name);
void               _rounds_history_step_set_undone (RoundsHistoryStep *self,
                                                    gboolean           undone);

G_END_DECLS
