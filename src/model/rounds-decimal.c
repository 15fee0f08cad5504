/* rounds-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-money.h"

#include <math.h>
#include <string.h>

/* Exact decimals: an integer and how many of its digits stand after the point. rounds-money.c shows them. */

#define SCALE_MAXIMUM 18
#define DIGITS_MAXIMUM 64

/* Spaces that people and spreadsheets put between thousands, and the Swiss apostrophes. */
static gboolean
is_separator (gunichar c)
{
  return c == ' ' || c == 0x00a0 || c == 0x2009 || c == 0x202f || c == '\'' || c == 0x2019;
}

/* The value of digits with a point after the first n_whole of them; FALSE when it has digits after the scale or does
 * not fit. */
static gboolean
digits_to_value (const char *digits,
                 gint64      n_whole,
                 guint       scale,
                 gboolean    negative,
                 gint64     *value)
{
  gint64 length = (gint64) strlen (digits);
  guint64 limit = negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;
  guint64 number = 0;

  for (gint64 i = 0; i < MAX (length, n_whole + (gint64) scale); i++)
    {
      guint digit = i < length ? (guint) (digits[i] - '0') : 0;

      if (i >= n_whole + (gint64) scale)
        {
          if (digit != 0)
            return FALSE;
          continue;
        }

      if (number > (limit - digit) / 10)
        return FALSE;
      number = number * 10 + digit;
      if (number == 0 && i >= length)
        break;
    }

  *value = negative ? (gint64) (0 - number) : (gint64) number;
  return TRUE;
}

/**
 * rounds_decimal_power:
 * @scale: 0..18
 *
 * Returns: 10^@scale
 */
gint64
rounds_decimal_power (guint scale)
{
  gint64 power = 1;

  g_return_val_if_fail (scale <= SCALE_MAXIMUM, 1);

  for (guint i = 0; i < scale; i++)
    power *= 10;

  return power;
}

/**
 * rounds_decimal_parse:
 * @text: (nullable): what a person or a file gives
 * @scale: digits after the point that are kept, 0..18
 * @value: (out): the number x 10^@scale
 *
 * Reads `1234.56`, `1234,56`, `1 234,56`, `-12`, `1.234.567,89` and `1,234,567.89`, the same in every locale: the last
 * point or comma is the decimal one, unless it comes twice or more; spaces and what comes twice stand between thousands.
 *
 * Returns: whether @text is a number that @scale digits after the point hold exactly
 */
gboolean
rounds_decimal_parse (const char *text,
                      guint       scale,
                      gint64     *value)
{
  char digits[DIGITS_MAXIMUM + 1];
  guint n_digits = 0;
  gint64 n_whole = -1;
  gboolean negative = FALSE;
  const char *decimal = NULL;
  guint n_points = 0;
  guint n_commas = 0;
  const char *end;

  g_return_val_if_fail (scale <= SCALE_MAXIMUM, FALSE);

  if (text == NULL || !g_utf8_validate (text, -1, &end))
    return FALSE;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  if (*text == '-' || *text == '+')
    negative = *text++ == '-';
  else if (g_utf8_get_char (text) == 0x2212) /* minus sign */
    {
      negative = TRUE;
      text = g_utf8_next_char (text);
    }

  for (const char *p = text; p < end; p++)
    if (*p == '.' || *p == ',')
      {
        n_points += *p == '.';
        n_commas += *p == ',';
        decimal = p;
      }
  if (n_points + n_commas > 1 && (n_points == 0 || n_commas == 0))
    decimal = NULL;
  else if (decimal != NULL && (*decimal == '.' ? n_points : n_commas) > 1)
    return FALSE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        {
          if (n_digits == DIGITS_MAXIMUM)
            return FALSE;
          digits[n_digits++] = *p;
        }
      else if (p == decimal)
        n_whole = n_digits;
      else if (n_whole < 0 && n_digits > 0 && (*p == '.' || *p == ',' || is_separator (g_utf8_get_char (p))))
        {
          const char *next = g_utf8_next_char (p);

          /* What stands between thousands has three digits after it. */
          for (guint i = 0; i < 3; i++)
            if (next + i >= end || !g_ascii_isdigit (next[i]))
              return FALSE;
          if (next + 3 < end && g_ascii_isdigit (next[3]))
            return FALSE;
        }
      else
        return FALSE;
    }

  if (n_digits == 0)
    return FALSE;

  digits[n_digits] = '\0';
  return digits_to_value (digits, n_whole < 0 ? n_digits : n_whole, scale, negative, value);
}

/**
 * rounds_decimal_to_text:
 * @value: a number x 10^@scale
 * @scale: 0..18
 *
 * Returns: (transfer full): plain digits with a point, without trailing zeros: `1234.56`, `1234.5`, `1000`
 */
char *
rounds_decimal_to_text (gint64 value,
                        guint  scale)
{
  guint64 number = value < 0 ? 0 - (guint64) value : (guint64) value;
  guint64 power;

  g_return_val_if_fail (scale <= SCALE_MAXIMUM, NULL);

  power = (guint64) rounds_decimal_power (scale);
  while (scale > 0 && number % 10 == 0)
    {
      number /= 10;
      power /= 10;
      scale--;
    }

  if (scale == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, value < 0 ? "-" : "", number);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, value < 0 ? "-" : "", number / power,
                          (int) scale, number % power);
}

/**
 * rounds_decimal_from_double:
 * @number: a floating-point number, as JSON readers give
 * @scale: 0..18
 * @value: (out): the number x 10^@scale
 *
 * What counts are the first 15 significant digits, which every double holds: 0.1 + 0.2 is 0.3, and 1234.56 is exact.
 *
 * Returns: whether @number, to 15 digits, is one that @scale digits after the point hold exactly
 */
gboolean
rounds_decimal_from_double (double  number,
                            guint   scale,
                            gint64 *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char digits[32];
  const char *exponent;
  const char *p = buffer;
  guint n_digits = 0;
  gint64 power;

  g_return_val_if_fail (scale <= SCALE_MAXIMUM, FALSE);

  if (!isfinite (number) || fabs (number) >= 1e19)
    return FALSE;

  g_ascii_formatd (buffer, sizeof buffer, "%.14e", number);
  exponent = strchr (buffer, 'e');
  power = g_ascii_strtoll (exponent + 1, NULL, 10);

  for (; p < exponent; p++)
    if (g_ascii_isdigit (*p))
      digits[n_digits++] = *p;
  digits[n_digits] = '\0';

  /* 1.23e-05: zeros come before the digits. */
  if (power < 0)
    {
      g_autofree char *padded = NULL;

      if (number == 0.0)
        {
          *value = 0;
          return TRUE;
        }
      if (power < -SCALE_MAXIMUM)
        return FALSE;
      padded = g_strdup_printf ("%0*d%s", (int) -power, 0, digits);
      return digits_to_value (padded, 1, scale, number < 0, value);
    }

  return digits_to_value (digits, power + 1, scale, number < 0, value);
}

/**
 * rounds_divide_half_up:
 * @denominator: not 0
 *
 * Divides and rounds half up in magnitude, that is, half away from zero: 0.5 is 1 and -0.5 is -1, so that a credit note is
 * the exact mirror of its invoice.
 *
 * Returns: the quotient; the nearest #gint64 when it does not fit
 */
gint64
rounds_divide_half_up (gint64 numerator,
                       gint64 denominator)
{
  gint64 result;

  g_return_val_if_fail (denominator != 0, 0);

  if (!rounds_multiply_divide (numerator, 1, denominator, &result))
    return (numerator < 0) == (denominator < 0) ? G_MAXINT64 : G_MININT64;

  return result;
}

/**
 * rounds_multiply_divide:
 * @denominator: not 0
 * @result: (out): @a x @b / @denominator, rounded once, half away from zero
 *
 * The product is held in 128 bits, so nothing is lost on the way.
 *
 * Returns: whether the result fits
 */
gboolean
rounds_multiply_divide (gint64  a,
                        gint64  b,
                        gint64  denominator,
                        gint64 *result)
{
  __int128 product = (__int128) a * b;
  __int128 divisor = denominator;
  __int128 quotient;
  __int128 rest;

  g_return_val_if_fail (denominator != 0, FALSE);

  if (divisor < 0)
    {
      product = -product;
      divisor = -divisor;
    }

  quotient = product / divisor;
  rest = product % divisor;
  if (rest < 0)
    rest = -rest;
  if (rest * 2 >= divisor)
    quotient += product < 0 ? -1 : 1;

  if (quotient > G_MAXINT64 || quotient < G_MININT64)
    return FALSE;

  *result = (gint64) quotient;
  return TRUE;
}
