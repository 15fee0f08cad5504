/* rounds-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-value.h"

/**
 * rounds_value_clear:
 * @value: a value
 *
 * Frees what @value holds and makes it null.
 */
void
rounds_value_clear (RoundsValue *value)
{
  g_return_if_fail (value != NULL);

  g_clear_pointer (&value->text, g_free);
  value->integer = 0;
  value->type = ROUNDS_VALUE_NULL;
}

void
rounds_value_set_integer (RoundsValue *value,
                          gint64       integer)
{
  rounds_value_clear (value);
  value->type = ROUNDS_VALUE_INTEGER;
  value->integer = integer;
}

/**
 * rounds_value_set_text:
 * @value: a value
 * @text: (nullable): UTF-8, copied; %NULL makes the value null
 */
void
rounds_value_set_text (RoundsValue *value,
                       const char  *text)
{
  rounds_value_take_text (value, g_strdup (text));
}

/**
 * rounds_value_take_text:
 * @value: a value
 * @text: (nullable) (transfer full): UTF-8; %NULL makes the value null
 */
void
rounds_value_take_text (RoundsValue *value,
                        char        *text)
{
  rounds_value_clear (value);

  if (text != NULL)
    {
      value->type = ROUNDS_VALUE_TEXT;
      value->text = text;
    }
}

/**
 * rounds_value_copy:
 * @source: a value
 * @target: an initialised value, whose content is replaced
 */
void
rounds_value_copy (const RoundsValue *source,
                   RoundsValue       *target)
{
  g_return_if_fail (source != NULL && target != NULL);

  if (source == target)
    return;

  rounds_value_clear (target);
  target->type = source->type;
  target->integer = source->integer;
  target->text = g_strdup (source->text);
}

gboolean
rounds_value_equal (const RoundsValue *a,
                    const RoundsValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case ROUNDS_VALUE_INTEGER:
      return a->integer == b->integer;
    case ROUNDS_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    case ROUNDS_VALUE_NULL:
    default:
      return TRUE;
    }
}
