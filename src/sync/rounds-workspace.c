/* rounds-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "sync/rounds-cache.h"
#include "sync/rounds-pull.h"
#include "sync/rounds-sync-state.h"

enum
{
  PROP_STATE = 1,
  PROP_PENDING,
  PROP_PROGRESS,
  PROP_MESSAGE,
  PROP_USER,
  PROP_PRIVATE,
  N_PROPS
};

enum
{
  REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsWorkspace, rounds_workspace, G_TYPE_OBJECT)

GType
rounds_sync_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { ROUNDS_SYNC_STARTING, "ROUNDS_SYNC_STARTING", "starting" },
    { ROUNDS_SYNC_SYNCING, "ROUNDS_SYNC_SYNCING", "syncing" },
    { ROUNDS_SYNC_IN_SYNC, "ROUNDS_SYNC_IN_SYNC", "in-sync" },
    { ROUNDS_SYNC_OFFLINE, "ROUNDS_SYNC_OFFLINE", "offline" },
    { ROUNDS_SYNC_REFUSED, "ROUNDS_SYNC_REFUSED", "refused" },
    { ROUNDS_SYNC_SIGNED_OUT, "ROUNDS_SYNC_SIGNED_OUT", "signed-out" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RoundsSyncState", values));

  return type;
}

/* What a person reads: why the state is as it is, else what there is to know of this computer. */
static const char *
get_message (RoundsWorkspace *self)
{
  if (self->message != NULL)
    return self->message;
  if (self->state == ROUNDS_SYNC_REFUSED && self->refusals->len > 0)
    {
      RoundsRefusal *latest = g_ptr_array_index (self->refusals, self->refusals->len - 1);

      return latest->problem->message;
    }

  return self->notice;
}

static void
server_ready_cb (RoundsWorkspace *self)
{
  self->attempts = 0;
  self->signed_in = FALSE;
  rounds_workspace_retry_now (self);
}

static void
server_lost_cb (RoundsWorkspace *self,
                const GError    *error)
{
  /* A request that was on its way fails by itself. */
  if (self->step == ROUNDS_SYNC_STEP_IDLE)
    rounds_workspace_fail (self, error);
}

static void
network_changed_cb (RoundsWorkspace *self,
                    gboolean         available)
{
  if (available && self->started && self->state == ROUNDS_SYNC_OFFLINE)
    rounds_workspace_retry_now (self);
}

static void
rounds_workspace_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RoundsWorkspace *self = ROUNDS_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PENDING:
      g_value_set_uint (value, self->pending);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, get_message (self));
      break;
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_PRIVATE:
      g_value_set_boolean (value, self->server != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_workspace_dispose (GObject *object)
{
  RoundsWorkspace *self = ROUNDS_WORKSPACE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->day_watch, rounds_day_watch_free);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  if (self->server != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->server, self);
      rounds_private_server_stop_async (self->server, NULL, NULL);
    }

  G_OBJECT_CLASS (rounds_workspace_parent_class)->dispose (object);
}

static void
rounds_workspace_finalize (GObject *object)
{
  RoundsWorkspace *self = ROUNDS_WORKSPACE (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->server);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->history);
  g_clear_object (&self->user);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_clear_pointer (&self->acknowledged, g_hash_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (rounds_workspace_parent_class)->finalize (object);
}

static void
rounds_workspace_class_init (RoundsWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rounds_workspace_get_property;
  object_class->dispose = rounds_workspace_dispose;
  object_class->finalize = rounds_workspace_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ROUNDS_TYPE_SYNC_STATE, ROUNDS_SYNC_STARTING, flags);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_USER] = g_param_spec_object ("user", NULL, NULL, ROUNDS_TYPE_ENTITY, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
rounds_workspace_init (RoundsWorkspace *self)
{
  self->state = ROUNDS_SYNC_STARTING;
  self->progress = -1;
  self->batch_limit = ROUNDS_PUSH_BATCH;
  self->zone = g_time_zone_new_local ();
  self->history = rounds_history_new (self);
  self->acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

RoundsWorkspace *
rounds_workspace_new (const char  *folder,
                      const char  *url,
                      GError     **error)
{
  g_autoptr(RoundsWorkspace) self = g_object_new (ROUNDS_TYPE_WORKSPACE, NULL);
  g_autoptr(RoundsCacheMemory) memory = NULL;

  self->folder = g_canonicalize_filename (folder, NULL);
  self->url = g_strdup (url);
  if (url == NULL)
    {
      self->server = rounds_private_server_new (self->folder);
      g_signal_connect_swapped (self->server, "ready", G_CALLBACK (server_ready_cb), self);
      g_signal_connect_swapped (self->server, "lost", G_CALLBACK (server_lost_cb), self);
    }

  self->client = rounds_client_new (url, self->server != NULL ? rounds_private_server_get_socket (self->server) : NULL, error);
  if (self->client == NULL)
    return NULL;

  self->store = rounds_cache_open (self->folder, &self->notice, error);
  if (self->store == NULL)
    return NULL;

  memory = rounds_cache_recall (self->store, error);
  if (memory == NULL)
    return NULL;

  self->cursor = memory->cursor;
  self->complete = memory->complete;
  self->pending = memory->pending;
  self->checked_at = memory->checked_at;
  self->refusals = g_steal_pointer (&memory->refusals);
  rounds_workspace_load_user (self, memory->user);

  if (url != NULL)
    {
      self->monitor = g_object_ref (g_network_monitor_get_default ());
      g_signal_connect_swapped (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
    }

  return g_steal_pointer (&self);
}

/**
 * rounds_workspace_set_demo:
 * @scale: how much invented data a new private workspace gets; 0 for none
 */
void
rounds_workspace_set_demo (RoundsWorkspace *self,
                           guint            scale)
{
  if (self->server != NULL)
    rounds_private_server_set_demo (self->server, scale);
}

/* Also with no server to say so. */
static void
on_day_begun (gpointer data)
{
  RoundsWorkspace *self = data;

  rounds_store_write_async (self->store, rounds_pull_follow_date, g_time_zone_ref (self->zone), (GDestroyNotify) g_time_zone_unref,
                            NULL, self->cancellable, NULL, NULL);
}

/**
 * rounds_workspace_start:
 *
 * Begins the exchange with the server. The cache can be read and changed before.
 */
void
rounds_workspace_start (RoundsWorkspace *self)
{
  if (self->started || self->stopping != NULL)
    return;

  self->started = TRUE;
  self->attempts = 0;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  rounds_workspace_set_state (self, ROUNDS_SYNC_STARTING, NULL);
  self->day_watch = rounds_day_watch_new (self->zone, on_day_begun, self);
  on_day_begun (self);
  rounds_workspace_advance (self);
}

/**
 * rounds_workspace_stop_async:
 *
 * Ends the exchange, and the private server. What waits stays in the queue for the next start.
 */
void
rounds_workspace_stop_async (RoundsWorkspace     *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rounds_workspace_stop_async);
  if (self->stopping != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->stopping = g_steal_pointer (&task);
  self->started = FALSE;
  self->signed_in = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->day_watch, rounds_day_watch_free);
  g_cancellable_cancel (self->cancellable);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  rounds_workspace_advance (self);
}

gboolean
rounds_workspace_stop_finish (RoundsWorkspace  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rounds_workspace_get_store:
 *
 * Returns: (transfer none): the cache
 */
RoundsStore *
rounds_workspace_get_store (RoundsWorkspace *self)
{
  return self->store;
}

/**
 * rounds_workspace_get_folder:
 *
 * Returns: (transfer none): where the cache lives, absolute; what is this computer's own about the workspace can live there too
 */
const char *
rounds_workspace_get_folder (RoundsWorkspace *self)
{
  return self->folder;
}

/**
 * rounds_workspace_get_history:
 *
 * Returns: (transfer none): what was done here since the program began, to be undone and done again
 */
RoundsHistory *
rounds_workspace_get_history (RoundsWorkspace *self)
{
  return self->history;
}

RoundsSyncState
rounds_workspace_get_state (RoundsWorkspace *self)
{
  return self->state;
}

/**
 * rounds_workspace_get_pending:
 *
 * Returns: how many changes the server does not have yet
 */
guint
rounds_workspace_get_pending (RoundsWorkspace *self)
{
  return self->pending;
}

/**
 * rounds_workspace_get_progress:
 *
 * Returns: how far the first pull is, 0..1; -1 when that is not known
 */
double
rounds_workspace_get_progress (RoundsWorkspace *self)
{
  return self->progress;
}

/**
 * rounds_workspace_get_message:
 *
 * Returns: (nullable) (transfer none): what a person should know
 */
const char *
rounds_workspace_get_message (RoundsWorkspace *self)
{
  return get_message (self);
}

gboolean
rounds_workspace_is_private (RoundsWorkspace *self)
{
  return self->server != NULL;
}

/**
 * rounds_workspace_get_user:
 *
 * Returns: (nullable) (transfer none): who has signed in, remembered from the last time when the server has not answered yet
 */
RoundsEntity *
rounds_workspace_get_user (RoundsWorkspace *self)
{
  return self->user;
}

/**
 * rounds_workspace_sync_now:
 *
 * Tries again at once, and asks what is new.
 */
void
rounds_workspace_sync_now (RoundsWorkspace *self)
{
  if (!self->started || self->signed_out)
    return;

  self->pull_wanted = TRUE;
  rounds_workspace_drop_ahead (self);
  rounds_workspace_set_state (self, self->signed_in ? ROUNDS_SYNC_SYNCING : ROUNDS_SYNC_STARTING, NULL);
  rounds_workspace_retry_now (self);
}

GPtrArray *
rounds_workspace_get_refusals (RoundsWorkspace *self)
{
  return self->refusals;
}

static gpointer
forget_refusals (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  return rounds_sync_state_set (database, ROUNDS_SYNC_STATE_REFUSALS, NULL, error) ? rounds_store_done () : NULL;
}

/**
 * rounds_workspace_dismiss_refusals:
 *
 * Says that the person has seen what was taken back.
 */
void
rounds_workspace_dismiss_refusals (RoundsWorkspace *self)
{
  if (self->state == ROUNDS_SYNC_REFUSED)
    rounds_workspace_set_state (self, ROUNDS_SYNC_IN_SYNC, NULL);
  g_ptr_array_set_size (self->refusals, 0);
  rounds_store_write_async (self->store, forget_refusals, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* For the other files of the class. */

/**
 * rounds_workspace_set_state:
 * @message: (nullable): why, in words for a person
 */
void
rounds_workspace_set_state (RoundsWorkspace *self,
                            RoundsSyncState  state,
                            const char      *message)
{
  g_autofree char *before = g_strdup (get_message (self));
  gboolean is_other = self->state != state;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  g_set_str (&self->message, message);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (g_strcmp0 (before, get_message (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
rounds_workspace_set_progress (RoundsWorkspace *self,
                               double           progress)
{
  if (self->progress == progress)
    return;

  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
rounds_workspace_set_notice (RoundsWorkspace *self,
                             const char      *notice)
{
  if (g_set_str (&self->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

void
rounds_workspace_add_pending (RoundsWorkspace *self,
                              int              difference)
{
  guint pending = (guint) MAX (0, (int) self->pending + difference);

  if (pending == self->pending)
    return;

  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/**
 * rounds_workspace_take_refusals:
 * @refusals: (element-type RoundsRefusal): what has been taken back just now
 */
void
rounds_workspace_take_refusals (RoundsWorkspace *self,
                                GPtrArray       *refusals)
{
  for (guint i = 0; i < refusals->len; i++)
    g_ptr_array_add (self->refusals, rounds_refusal_copy (g_ptr_array_index (refusals, i)));

  for (guint i = 0; i < refusals->len; i++)
    {
      RoundsRefusal *refusal = g_ptr_array_index (refusals, i);

      rounds_history_drop (self->history, refusal->id);
      g_signal_emit (self, signals[REFUSED], 0, rounds_refusal_get_label (refusal), refusal->problem);
    }
}

static gpointer
note_check (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rounds_sync_state_set_integer (database, ROUNDS_SYNC_STATE_CHECKED, g_get_real_time (), error) ? rounds_store_done () : NULL;
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsWorkspace) self = user_data;
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (object), result, &error) != NULL)
    rounds_store_write_async (self->store, note_check, NULL, NULL, NULL, NULL, NULL, NULL);
  else if (rounds_cache_is_damage (error))
    {
      rounds_cache_condemn (self->folder);
      rounds_workspace_set_notice (self, _("The local copy of the data is damaged: start Rounds again to have it fetched anew"));
    }
}

/**
 * rounds_workspace_check_cache:
 *
 * Looks through the cache for damage, beside the work, once a day.
 */
void
rounds_workspace_check_cache (RoundsWorkspace *self)
{
  const gint64 now = g_get_real_time ();

  if (ABS (now - self->checked_at) < G_TIME_SPAN_DAY)
    return;

  self->checked_at = now;
  rounds_store_read_async (self->store, rounds_cache_check, NULL, NULL, NULL, self->cancellable, checked_cb, g_object_ref (self));
}

/**
 * rounds_workspace_sees_as:
 * @user: who has signed in, as the server knows it
 *
 * Returns: whether the cache holds what @user sees: it was filled for the same person in the same team and role
 */
gboolean
rounds_workspace_sees_as (RoundsWorkspace *self,
                          RoundsEntity    *user)
{
  return self->actor != NULL && g_strcmp0 (self->actor->user_id, rounds_entity_get_id (user)) == 0 &&
         g_strcmp0 (self->actor->team_id, rounds_entity_get_text (user, "team-id")) == 0 &&
         g_strcmp0 (self->actor->role, rounds_entity_get_text (user, "role")) == 0;
}

void
rounds_workspace_set_user (RoundsWorkspace *self,
                           RoundsEntity    *user)
{
  if (self->actor != NULL && g_strcmp0 (self->actor->user_id, rounds_entity_get_id (user)) != 0)
    rounds_history_clear (self->history);
  g_clear_pointer (&self->actor, rounds_actor_free);
  self->actor = rounds_actor_new (rounds_entity_get_id (user), rounds_entity_get_text (user, "team-id"),
                                  rounds_entity_get_text (user, "role"));
  if (g_set_object (&self->user, user))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}
