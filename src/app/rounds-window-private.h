/* rounds-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/rounds-window.h"

#include "app/rounds-live-read.h"

G_BEGIN_DECLS

struct _RoundsWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *content_page;
  GtkListBox *sidebar_list;
  GtkStack *stack;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsLiveRead *counts;
  GSettings *settings;
  GQueue undo_ids; /* char *, newest first */
  AdwDialog *sign_in_dialog;
};

void               _rounds_window_class_actions_init (RoundsWindowClass *klass);
void               _rounds_window_actions_init       (RoundsWindow      *self);
AdwNavigationView *_rounds_window_get_view           (RoundsWindow      *self,
                                                      const char        *name);

G_END_DECLS
