/* rounds-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_WINDOW (rounds_window_get_type ())
G_DECLARE_FINAL_TYPE (RoundsWindow, rounds_window, ROUNDS, WINDOW, AdwApplicationWindow)

GtkWidget       *rounds_window_new              (GtkApplication  *application,
                                                 RoundsWorkspace *workspace);
RoundsWindow    *rounds_window_of               (GtkWidget       *widget);
RoundsWorkspace *rounds_window_get_workspace    (RoundsWindow    *self);

/**
 * RoundsPageInfo:
 * @name: for rounds_window_show_page()
 * @label: N_(): as people read it
 * @icon_name: its symbolic icon
 * @accel: (nullable): its key
 *
 * A page of the sidebar.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon_name;
  const char *accel;
} RoundsPageInfo;

/* Pages */
gboolean         rounds_window_get_page_info    (guint            index,
                                                 RoundsPageInfo  *info);
void             rounds_window_show_page        (RoundsWindow    *self,
                                                 const char      *name);
gboolean         rounds_window_has_page         (const char      *kind);
void             rounds_window_open_record      (RoundsWindow    *self,
                                                 const char      *kind,
                                                 const char      *id);
void             rounds_window_open_in_new      (RoundsWindow    *self,
                                                 const char      *kind,
                                                 const char      *id);

/* Commands, see rounds-commands.h */
gboolean         rounds_window_offers           (RoundsWindow    *self,
                                                 const char      *action);
void             rounds_window_tell             (RoundsWindow    *self,
                                                 const char      *action);

/* What happened, in a toast */
void             rounds_window_toast            (RoundsWindow    *self,
                                                 const char      *text);
AdwToast        *rounds_window_toast_button     (RoundsWindow    *self,
                                                 const char      *text,
                                                 const char      *label);
void             rounds_window_toast_undo       (RoundsWindow    *self,
                                                 const char      *text,
                                                 const char      *undo_id);
void             rounds_window_toast_action     (RoundsWindow    *self,
                                                 const char      *text,
                                                 const char      *label,
                                                 const char      *action,
                                                 GVariant        *target);
void             rounds_window_run              (RoundsWindow    *self,
                                                 const char      *operation,
                                                 JsonObject      *arguments,
                                                 const char      *done);

G_END_DECLS
