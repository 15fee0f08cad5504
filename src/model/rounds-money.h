/* rounds-money.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_MONEY_EXACT,        /* 1 234,56 € */
  ROUNDS_MONEY_WHOLE,        /* 1 235 € */
  ROUNDS_MONEY_ABBREVIATED,  /* 1,2 M€ */
} RoundsMoneyStyle;

char    *rounds_money_format     (gint64            minor,
                                  const char       *currency,
                                  RoundsMoneyStyle  style);
char    *rounds_number_format    (gint64            value,
                                  guint             scale,
                                  guint             minimum_digits);
char    *rounds_amount_strip_unit (const char       *text);
gboolean rounds_decimal_parse    (const char       *text,
                                  guint             scale,
                                  gint64           *value);
char    *rounds_decimal_to_text  (gint64            value,
                                  guint             scale);
gboolean rounds_decimal_from_double (double         number,
                                  guint             scale,
                                  gint64           *value);
gint64   rounds_decimal_power    (guint             scale);
gint64   rounds_divide_half_up   (gint64            numerator,
                                  gint64            denominator);
gboolean rounds_multiply_divide  (gint64            a,
                                  gint64            b,
                                  gint64            denominator,
                                  gint64           *result);

G_END_DECLS
