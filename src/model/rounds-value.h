/* rounds-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_VALUE_NULL,
  ROUNDS_VALUE_INTEGER,
  ROUNDS_VALUE_TEXT,
} RoundsValueType;

/**
 * RoundsValue:
 * @type: which member holds
 * @integer: the number: an integer, a boolean (0 or 1), a scaled decimal, minor units of money or
 *   microseconds since the Unix epoch, as the field says
 * @text: (nullable): UTF-8, owned by the value
 *
 * What a record holds in one field, and what a SQL parameter or column holds: three types serve all of them.
 * Dates are ISO 8601 text, lists of texts are a JSON array.
 */
typedef struct
{
  RoundsValueType type;
  gint64 integer;
  char *text;
} RoundsValue;

#define ROUNDS_VALUE_INIT { ROUNDS_VALUE_NULL, 0, NULL }

void     rounds_value_clear       (RoundsValue       *value);
void     rounds_value_set_integer (RoundsValue       *value,
                                   gint64             integer);
void     rounds_value_set_text    (RoundsValue       *value,
                                   const char        *text);
void     rounds_value_take_text   (RoundsValue       *value,
                                   char              *text);
void     rounds_value_copy        (const RoundsValue *source,
                                   RoundsValue       *target);
gboolean rounds_value_equal       (const RoundsValue *a,
                                   const RoundsValue *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsValue, rounds_value_clear)

G_END_DECLS
