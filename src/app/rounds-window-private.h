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
  GtkWidget *drop_hint;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsLiveRead *counts;
  GSettings *settings;
  GPtrArray *places; /* where the person has been, see rounds-window-trail.c */
  guint minute_id;
  AdwDialog *sign_in_dialog;

  guint place; /* of places: where the window is */
  gboolean travelling;
};

void               _rounds_window_class_actions_init (RoundsWindowClass *klass);
void               _rounds_window_class_history_init (RoundsWindowClass *klass);
void               _rounds_window_history_init       (RoundsWindow      *self);
void               _rounds_window_class_drop_init    (RoundsWindowClass *klass);
void               _rounds_window_drop_init          (RoundsWindow      *self);
void               _rounds_window_class_trail_init   (RoundsWindowClass *klass);
void               _rounds_window_trail_init         (RoundsWindow      *self);
void               _rounds_window_trail_follow       (RoundsWindow      *self,
                                                      AdwNavigationView *view);
void               _rounds_window_trail_mark         (AdwNavigationPage *page,
                                                      const char        *kind,
                                                      const char        *id);
void               _rounds_window_choose_page       (RoundsWindow      *self,
                                                      const char        *name);
AdwNavigationView *_rounds_window_get_view           (RoundsWindow      *self,
                                                      const char        *name);

G_END_DECLS
