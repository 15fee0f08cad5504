/* rounds-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-history.h"

#include "model/rounds-problem.h"
#include "sync/rounds-history-private.h"

/* As many as the undo log keeps. */
#define MAX_STEPS 100

struct _RoundsHistory
{
  GObject parent_instance;

  RoundsWorkspace *workspace; /* borrowed: it owns this */
  GPtrArray *steps;           /* the newest first */
  guint n_undone;             /* at the head */
  RoundsHistoryStep *goal;    /* nullable: one step after the other until this one is what is wanted of it */
  gboolean goal_undone;
  gboolean could_undo;
  gboolean could_redo;
};

typedef struct
{
  RoundsHistory *history;
  RoundsHistoryStep *step;
} Running;

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS
};

enum
{
  STEPPED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void rounds_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsHistory, rounds_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_history_list_model_init))

static void
running_free (Running *running)
{
  g_object_unref (running->history);
  g_object_unref (running->step);
  g_free (running);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Running, running_free)

static RoundsHistoryStep *
get_step (RoundsHistory *self,
          guint          position)
{
  return position < self->steps->len ? g_ptr_array_index (self->steps, position) : NULL;
}

static RoundsHistoryStep *
find_step (RoundsHistory *self,
           const char    *id,
           guint         *position)
{
  for (guint i = 0; id != NULL && i < self->steps->len; i++)
    if (g_strcmp0 (get_step (self, i)->id, id) == 0)
      {
        *position = i;
        return get_step (self, i);
      }

  return NULL;
}

static void
update_state (RoundsHistory *self)
{
  const gboolean can_undo = rounds_history_can_undo (self);
  const gboolean can_redo = rounds_history_can_redo (self);

  if (can_undo != self->could_undo)
    {
      self->could_undo = can_undo;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
    }
  if (can_redo != self->could_redo)
    {
      self->could_redo = can_redo;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
    }
}

static void
remove_steps (RoundsHistory *self,
              guint          position,
              guint          n_steps)
{
  if (n_steps == 0)
    return;

  if (position < self->n_undone)
    self->n_undone -= MIN (n_steps, self->n_undone - position);
  g_ptr_array_remove_range (self->steps, position, n_steps);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_steps, 0);
}

static void
remove_step (RoundsHistory     *self,
             RoundsHistoryStep *step)
{
  guint position;

  if (g_ptr_array_find (self->steps, step, &position))
    remove_steps (self, position, 1);
  update_state (self);
}

/* Whether it makes no sense to offer the step again: everything but not having been asked at all. */
static gboolean
is_final (const GError *error)
{
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAUTHORIZED);
}

/* Brings the border between done and undone past @step, which may stand further away. */
static void
mark (RoundsHistory     *self,
      RoundsHistoryStep *step,
      gboolean           undone)
{
  guint position, wanted;

  if (!g_ptr_array_find (self->steps, step, &position))
    return;

  wanted = undone ? self->n_undone : self->n_undone - 1;
  self->n_undone += undone ? 1 : -1;
  _rounds_history_step_set_undone (step, undone);
  if (position == wanted)
    return;

  g_ptr_array_insert (self->steps, (int) wanted, g_ptr_array_steal_index (self->steps, position));
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (position, wanted), ABS ((int) position - (int) wanted) + 1,
                              ABS ((int) position - (int) wanted) + 1);
}

static void
go_on (RoundsHistory *self)
{
  if (self->goal == NULL)
    return;

  if (self->goal->undone == self->goal_undone || !g_ptr_array_find (self->steps, self->goal, NULL) ||
      !(self->goal_undone ? rounds_history_undo (self) : rounds_history_redo (self)))
    g_clear_object (&self->goal);
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Running) running = user_data;
  RoundsHistory *self = running->history;
  RoundsHistoryStep *step = running->step;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &id, &error);

  step->busy = FALSE;
  if (answer != NULL)
    {
      g_free (step->id);
      step->id = g_steal_pointer (&id);
      /* What leaves no inverse of its own is done with. */
      if (step->id == NULL)
        remove_step (self, step);
      update_state (self);
      g_signal_emit (self, signals[STEPPED], 0, step);
      go_on (self);
      return;
    }

  g_clear_object (&self->goal);
  if (is_final (error))
    remove_step (self, step);
  else
    mark (self, step, !step->undone);
  update_state (self);
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* The step is where it belongs at once: the next one can be asked for while this one runs. */
static void
run_step (RoundsHistory     *self,
          RoundsHistoryStep *step)
{
  g_autofree char *id = g_strdup (step->id);
  Running *running = g_new0 (Running, 1);

  running->history = g_object_ref (self);
  running->step = g_object_ref (step);
  step->busy = TRUE;
  mark (self, step, !step->undone);
  update_state (self);
  rounds_workspace_undo_async (self->workspace, id, NULL, on_run, running);
}

static GType
rounds_history_get_item_type (GListModel *model)
{
  return ROUNDS_TYPE_HISTORY_STEP;
}

static guint
rounds_history_get_n_items (GListModel *model)
{
  return ROUNDS_HISTORY (model)->steps->len;
}

static gpointer
rounds_history_get_item (GListModel *model,
                         guint       position)
{
  RoundsHistoryStep *step = get_step (ROUNDS_HISTORY (model), position);

  return step != NULL ? g_object_ref (step) : NULL;
}

static void
rounds_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_history_get_item_type;
  iface->get_n_items = rounds_history_get_n_items;
  iface->get_item = rounds_history_get_item;
}

static void
rounds_history_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RoundsHistory *self = ROUNDS_HISTORY (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, rounds_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, rounds_history_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_history_finalize (GObject *object)
{
  RoundsHistory *self = ROUNDS_HISTORY (object);

  g_clear_object (&self->goal);
  g_clear_pointer (&self->steps, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_history_parent_class)->finalize (object);
}

static void
rounds_history_class_init (RoundsHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rounds_history_get_property;
  object_class->finalize = rounds_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[STEPPED] = g_signal_new ("stepped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ROUNDS_TYPE_HISTORY_STEP);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rounds_history_init (RoundsHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rounds_history_new:
 * @workspace: whose history it is; it has to outlive it
 *
 * Returns: (transfer full): an empty history
 */
RoundsHistory *
rounds_history_new (RoundsWorkspace *workspace)
{
  RoundsHistory *self = g_object_new (ROUNDS_TYPE_HISTORY, NULL);

  self->workspace = workspace;
  return self;
}

/**
 * rounds_history_add:
 * @id: what undoes it, in the undo log
 * @name: what was done
 * @at: when, an instant
 *
 * From then on what was undone cannot be done again.
 */
void
rounds_history_add (RoundsHistory *self,
                    const char    *id,
                    const char    *name,
                    gint64         at)
{
  const guint n_undone = self->n_undone;

  g_return_if_fail (ROUNDS_IS_HISTORY (self));
  g_return_if_fail (id != NULL && name != NULL);

  if (n_undone > 0)
    g_ptr_array_remove_range (self->steps, 0, n_undone);
  self->n_undone = 0;
  g_clear_object (&self->goal);
  g_ptr_array_insert (self->steps, 0, _rounds_history_step_new (id, name, at));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_undone, 1);
  if (self->steps->len > MAX_STEPS)
    remove_steps (self, MAX_STEPS, self->steps->len - MAX_STEPS);
  update_state (self);
}

/**
 * rounds_history_name:
 * @id: of a step
 * @name: better words for it than the operation has
 */
void
rounds_history_name (RoundsHistory *self,
                     const char    *id,
                     const char    *name)
{
  RoundsHistoryStep *step;
  guint position;

  g_return_if_fail (ROUNDS_IS_HISTORY (self));

  step = find_step (self, id, &position);
  if (step != NULL)
    _rounds_history_step_set_name (step, name);
}

/**
 * rounds_history_drop:
 * @id: what the server did not accept
 */
void
rounds_history_drop (RoundsHistory *self,
                     const char    *id)
{
  RoundsHistoryStep *step;
  guint position;

  g_return_if_fail (ROUNDS_IS_HISTORY (self));

  step = find_step (self, id, &position);
  if (step != NULL)
    remove_step (self, step);
}

/**
 * rounds_history_clear:
 *
 * Forgets all: someone else has signed in.
 */
void
rounds_history_clear (RoundsHistory *self)
{
  g_return_if_fail (ROUNDS_IS_HISTORY (self));

  g_clear_object (&self->goal);
  remove_steps (self, 0, self->steps->len);
  update_state (self);
}

gboolean
rounds_history_can_undo (RoundsHistory *self)
{
  RoundsHistoryStep *step = get_step (self, self->n_undone);

  return step != NULL && !step->busy;
}

gboolean
rounds_history_can_redo (RoundsHistory *self)
{
  return self->n_undone > 0 && !get_step (self, self->n_undone - 1)->busy;
}

/**
 * rounds_history_undo:
 *
 * Takes back the newest change that is done.
 *
 * Returns: whether there is one
 */
gboolean
rounds_history_undo (RoundsHistory *self)
{
  g_return_val_if_fail (ROUNDS_IS_HISTORY (self), FALSE);

  if (!rounds_history_can_undo (self))
    return FALSE;

  run_step (self, get_step (self, self->n_undone));
  return TRUE;
}

/**
 * rounds_history_undo_change:
 * @id: of one change, which need not be the newest
 *
 * Returns: whether it is there and done; it may have been undone by other means
 */
gboolean
rounds_history_undo_change (RoundsHistory *self,
                            const char    *id)
{
  RoundsHistoryStep *step;
  guint position;

  g_return_val_if_fail (ROUNDS_IS_HISTORY (self), FALSE);

  step = find_step (self, id, &position);
  if (step == NULL || step->undone || step->busy)
    return FALSE;

  run_step (self, step);
  return TRUE;
}

/**
 * rounds_history_redo:
 *
 * Does again what was undone last.
 *
 * Returns: whether there is such a thing
 */
gboolean
rounds_history_redo (RoundsHistory *self)
{
  g_return_val_if_fail (ROUNDS_IS_HISTORY (self), FALSE);

  if (!rounds_history_can_redo (self))
    return FALSE;

  run_step (self, get_step (self, self->n_undone - 1));
  return TRUE;
}

/**
 * rounds_history_go_past:
 * @step: a step of it
 *
 * Undoes what was done since @step and @step itself, one after the other; when it is undone, does all up to it again. Stops at the
 * first that fails.
 */
void
rounds_history_go_past (RoundsHistory     *self,
                        RoundsHistoryStep *step)
{
  g_return_if_fail (ROUNDS_IS_HISTORY (self));
  g_return_if_fail (ROUNDS_IS_HISTORY_STEP (step));

  g_set_object (&self->goal, step);
  self->goal_undone = !step->undone;
  go_on (self);
}
