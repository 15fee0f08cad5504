/* rounds-sync-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-sync-banner.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-sync-status.h"

struct _RoundsSyncBanner
{
  AdwBin parent_instance;

  /* Borrowed references */
  AdwBanner *banner;

  /* Owned references */
  GSignalGroup *workspace;
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsSyncBanner, rounds_sync_banner, ADW_TYPE_BIN)

static void
update (RoundsSyncBanner *self)
{
  g_autoptr(RoundsWorkspace) workspace = g_signal_group_dup_target (self->workspace);
  RoundsSyncState state;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  if (workspace == NULL)
    return;

  state = rounds_workspace_get_state (workspace);
  g_object_get (workspace, "message", &message, NULL);

  if (state == ROUNDS_SYNC_REFUSED && message != NULL)
    text = g_strdup (message);
  else if (state == ROUNDS_SYNC_SIGNED_OUT)
    text = g_strdup (_("Sign in to share your changes with the team"));
  else
    text = rounds_sync_status_describe (workspace);

  /* The title stays while the banner slides away. */
  if (state == ROUNDS_SYNC_OFFLINE || state == ROUNDS_SYNC_REFUSED || state == ROUNDS_SYNC_SIGNED_OUT)
    {
      adw_banner_set_use_markup (self->banner, FALSE);
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner,
                                   state == ROUNDS_SYNC_SIGNED_OUT ? _("_Sign In…")
                                   : state == ROUNDS_SYNC_REFUSED  ? _("_Close")
                                                                   : _("_Try Again"));
      adw_banner_set_revealed (self->banner, TRUE);
    }
  else
    {
      adw_banner_set_revealed (self->banner, FALSE);
    }
}

static void
on_button_clicked (RoundsSyncBanner *self)
{
  g_autoptr(RoundsWorkspace) workspace = g_signal_group_dup_target (self->workspace);

  if (workspace == NULL)
    return;

  if (rounds_workspace_get_state (workspace) == ROUNDS_SYNC_SIGNED_OUT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
  else if (rounds_workspace_get_state (workspace) == ROUNDS_SYNC_REFUSED)
    rounds_workspace_dismiss_refusals (workspace);
  else
    rounds_workspace_sync_now (workspace);
}

static void
rounds_sync_banner_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsSyncBanner *self = ROUNDS_SYNC_BANNER (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_signal_group_set_target (self->workspace, g_value_get_object (value));
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_sync_banner_dispose (GObject *object)
{
  RoundsSyncBanner *self = ROUNDS_SYNC_BANNER (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_sync_banner_parent_class)->dispose (object);
}

static void
rounds_sync_banner_class_init (RoundsSyncBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = rounds_sync_banner_set_property;
  object_class->dispose = rounds_sync_banner_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_sync_banner_init (RoundsSyncBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));

  self->workspace = g_signal_group_new (ROUNDS_TYPE_WORKSPACE);
  g_signal_group_connect_object (self->workspace, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->workspace, "notify::pending", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->workspace, "notify::message", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
