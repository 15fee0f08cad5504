/* rounds-option.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-option.h"

#include <string.h>

#include "model/rounds-fold.h"

struct _RoundsOption
{
  GObject parent_instance;

  char *value;
  char *label;
};

enum
{
  PROP_0,
  PROP_VALUE,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsOption, rounds_option, G_TYPE_OBJECT)

static void
rounds_option_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RoundsOption *self = ROUNDS_OPTION (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_option_finalize (GObject *object)
{
  RoundsOption *self = ROUNDS_OPTION (object);

  g_free (self->value);
  g_free (self->label);

  G_OBJECT_CLASS (rounds_option_parent_class)->finalize (object);
}

static void
rounds_option_class_init (RoundsOptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_option_get_property;
  object_class->finalize = rounds_option_finalize;

  props[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_option_init (RoundsOption *self)
{
}

/**
 * rounds_option_new:
 * @value: (nullable): what it stands for; %NULL for no choice
 * @label: how it reads, translated
 *
 * Returns: (transfer full): an option
 */
RoundsOption *
rounds_option_new (const char *value,
                   const char *label)
{
  RoundsOption *self = g_object_new (ROUNDS_TYPE_OPTION, NULL);

  self->value = g_strdup (value);
  self->label = g_strdup (label);

  return self;
}

const char *
rounds_option_get_value (RoundsOption *self)
{
  g_return_val_if_fail (ROUNDS_IS_OPTION (self), NULL);

  return self->value;
}

const char *
rounds_option_get_label (RoundsOption *self)
{
  g_return_val_if_fail (ROUNDS_IS_OPTION (self), NULL);

  return self->label;
}

/**
 * rounds_option_rank:
 * @label: how an option reads
 * @words: what is looked for, as rounds_fold() writes it
 *
 * Returns: how well it fits: 0 when it is called so, 1 when it begins so, 2 when it has it within, `ROUNDS_OPTION_N_RANKS` when not at all
 */
guint
rounds_option_rank (const char *label,
                    const char *words)
{
  g_autofree char *folded = rounds_fold (label);

  if (g_str_equal (folded, words))
    return 0;
  if (g_str_has_prefix (folded, words))
    return 1;
  return strstr (folded, words) != NULL ? 2 : ROUNDS_OPTION_N_RANKS;
}
