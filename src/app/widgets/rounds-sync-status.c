/* rounds-sync-status.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-sync-status.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-money.h"

struct _RoundsSyncStatus
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkImage *image;
  GtkLabel *label;
  GtkProgressBar *progress_bar;

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

G_DEFINE_FINAL_TYPE (RoundsSyncStatus, rounds_sync_status, ADW_TYPE_BIN)

static const struct
{
  const char *icon_name;
  const char *style_class;
} looks[] = {
  [ROUNDS_SYNC_STARTING] = { NULL, NULL },
  [ROUNDS_SYNC_SYNCING] = { NULL, NULL },
  [ROUNDS_SYNC_IN_SYNC] = { "object-select-symbolic", NULL },
  [ROUNDS_SYNC_OFFLINE] = { "network-offline-symbolic", "warning" },
  [ROUNDS_SYNC_REFUSED] = { "dialog-warning-symbolic", "warning" },
  [ROUNDS_SYNC_SIGNED_OUT] = { "system-users-symbolic", NULL },
};

/* A sync that takes a blink is not worth a spinner, so work in progress looks calm unless it is the first pull. */
static gboolean
is_busy (RoundsWorkspace *workspace)
{
  RoundsSyncState state = rounds_workspace_get_state (workspace);
  double progress;

  g_object_get (workspace, "progress", &progress, NULL);
  return state == ROUNDS_SYNC_STARTING || (state == ROUNDS_SYNC_SYNCING && progress >= 0);
}

static void
update (RoundsSyncStatus *self)
{
  RoundsWorkspace *workspace = ROUNDS_WORKSPACE (g_signal_group_dup_target (self->workspace));
  g_autoptr(RoundsWorkspace) owned = workspace;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  RoundsSyncState state;
  double progress;

  if (workspace == NULL)
    return;

  state = rounds_workspace_get_state (workspace);
  g_object_get (workspace, "progress", &progress, "message", &message, NULL);
  text = rounds_sync_status_describe (workspace);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), message);
  gtk_stack_set_visible_child_name (self->stack, is_busy (workspace) ? "busy" : "still");
  gtk_image_set_from_icon_name (self->image,
                                looks[state].icon_name != NULL ? looks[state].icon_name : "object-select-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->image), "warning");
  if (looks[state].style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->image), looks[state].style_class);

  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), state == ROUNDS_SYNC_SYNCING && progress >= 0);
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (progress, 0, 1));
}

static void
rounds_sync_status_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsSyncStatus *self = ROUNDS_SYNC_STATUS (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_take_object (value, g_signal_group_dup_target (self->workspace));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_sync_status_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsSyncStatus *self = ROUNDS_SYNC_STATUS (object);

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
rounds_sync_status_dispose (GObject *object)
{
  RoundsSyncStatus *self = ROUNDS_SYNC_STATUS (object);

  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (rounds_sync_status_parent_class)->dispose (object);
}

static void
rounds_sync_status_class_init (RoundsSyncStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_sync_status_get_property;
  object_class->set_property = rounds_sync_status_set_property;
  object_class->dispose = rounds_sync_status_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-sync-status.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsSyncStatus, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsSyncStatus, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsSyncStatus, label);
  gtk_widget_class_bind_template_child (widget_class, RoundsSyncStatus, progress_bar);
}

static void
rounds_sync_status_init (RoundsSyncStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->workspace = g_signal_group_new (ROUNDS_TYPE_WORKSPACE);
  g_signal_group_connect_object (self->workspace, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->workspace, "notify::pending", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->workspace, "notify::progress", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->workspace, "notify::message", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_sync_status_describe:
 *
 * Returns: (transfer full): how @workspace stands with its server, in a few words
 */
char *
rounds_sync_status_describe (RoundsWorkspace *workspace)
{
  guint pending;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  pending = rounds_workspace_get_pending (workspace);

  switch (rounds_workspace_get_state (workspace))
    {
    case ROUNDS_SYNC_STARTING:
      return g_strdup (_("Starting…"));
    case ROUNDS_SYNC_SYNCING:
      return g_strdup (is_busy (workspace) ? _("Fetching records…") : _("In sync"));
    case ROUNDS_SYNC_OFFLINE:
      if (pending == 0)
        return g_strdup (_("Working offline"));
      return g_strdup_printf (ngettext ("Working offline, %u change waiting", "Working offline, %u changes waiting",
                                        pending), pending);
    case ROUNDS_SYNC_REFUSED:
      return g_strdup (_("A change was refused"));
    case ROUNDS_SYNC_SIGNED_OUT:
      return g_strdup (_("Signed out"));
    case ROUNDS_SYNC_IN_SYNC:
    default:
      return g_strdup (_("In sync"));
    }
}
