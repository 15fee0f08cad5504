/* rounds-history-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-history-private.h"

enum
{
  PROP_NAME = 1,
  PROP_UNDONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsHistoryStep, rounds_history_step, G_TYPE_OBJECT)

static void
rounds_history_step_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RoundsHistoryStep *self = ROUNDS_HISTORY_STEP (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_UNDONE:
      g_value_set_boolean (value, self->undone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_history_step_finalize (GObject *object)
{
  RoundsHistoryStep *self = ROUNDS_HISTORY_STEP (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (rounds_history_step_parent_class)->finalize (object);
}

static void
rounds_history_step_class_init (RoundsHistoryStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rounds_history_step_get_property;
  object_class->finalize = rounds_history_step_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_UNDONE] = g_param_spec_boolean ("undone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rounds_history_step_init (RoundsHistoryStep *self)
{
}

RoundsHistoryStep *
_rounds_history_step_new (const char *id,
                          const char *name,
                          gint64      at)
{
  RoundsHistoryStep *self = g_object_new (ROUNDS_TYPE_HISTORY_STEP, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->at = at;
  return self;
}

void
_rounds_history_step_set_name (RoundsHistoryStep *self,
                               const char        *name)
{
  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
_rounds_history_step_set_undone (RoundsHistoryStep *self,
                                 gboolean           undone)
{
  if (self->undone == undone)
    return;

  self->undone = undone;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDONE]);
}

const char *
rounds_history_step_get_name (RoundsHistoryStep *self)
{
  g_return_val_if_fail (ROUNDS_IS_HISTORY_STEP (self), NULL);

  return self->name;
}

/**
 * rounds_history_step_get_time:
 *
 * Returns: when it was done, an instant in microseconds since the epoch
 */
gint64
rounds_history_step_get_time (RoundsHistoryStep *self)
{
  g_return_val_if_fail (ROUNDS_IS_HISTORY_STEP (self), 0);

  return self->at;
}

gboolean
rounds_history_step_get_undone (RoundsHistoryStep *self)
{
  g_return_val_if_fail (ROUNDS_IS_HISTORY_STEP (self), FALSE);

  return self->undone;
}
