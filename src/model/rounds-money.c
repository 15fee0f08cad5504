/* rounds-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-money.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#define NO_BREAK_SPACE "\u00a0"

/* How numbers are written where the person lives: what localeconv() says, copied, for it is one buffer for all threads. */
typedef struct
{
  char point[8];
  char separator[8];
  char grouping[8];
  gboolean symbol_first;
} NumberStyle;

static const struct
{
  const char *currency;
  const char *symbol;
} symbols[] = {
  { "EUR", "€" },
  { "USD", "$" },
  { "GBP", "£" },
  { "CHF", "CHF" },
};

static void
copy_locale_text (char       *target,
                  gsize       size,
                  const char *source,
                  const char *fallback)
{
  g_autofree char *text = NULL;

  if (source != NULL && source[0] != '\0')
    {
      text = g_utf8_validate (source, -1, NULL) ? g_strdup (source) : g_locale_to_utf8 (source, -1, NULL, NULL, NULL);
      if (text != NULL && strlen (text) >= size)
        g_clear_pointer (&text, g_free);
    }

  g_strlcpy (target, text != NULL ? text : fallback, size);
}

static void
read_number_style (NumberStyle *style,
                   gboolean     monetary)
{
  static GMutex mutex;
  const struct lconv *locale;

  g_mutex_lock (&mutex);
  locale = localeconv ();
  copy_locale_text (style->point, sizeof style->point,
                    monetary ? locale->mon_decimal_point : locale->decimal_point, ".");
  copy_locale_text (style->separator, sizeof style->separator,
                    monetary ? locale->mon_thousands_sep : locale->thousands_sep, "");
  g_strlcpy (style->grouping, monetary ? locale->mon_grouping : locale->grouping, sizeof style->grouping);
  /* CHAR_MAX, as in the C locale, says nothing: the symbol comes first. */
  style->symbol_first = locale->p_cs_precedes != 0;
  g_mutex_unlock (&mutex);
}

static guint64
magnitude (gint64 value)
{
  return value < 0 ? 0 - (guint64) value : (guint64) value;
}

/* Digits with separators, from the right, as lconv's grouping says. */
static char *
group_digits (guint64            number,
              const NumberStyle *style)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_autoptr(GString) string = g_string_new (NULL);
  const char *group = style->grouping;
  gsize left = strlen (digits);

  if (style->separator[0] == '\0')
    return g_steal_pointer (&digits);

  while (*group > 0 && *group != CHAR_MAX && left > (gsize) *group)
    {
      left -= (gsize) *group;
      g_string_prepend (string, digits + left);
      g_string_prepend (string, style->separator);
      digits[left] = '\0';
      if (group[1] != '\0')
        group++;
    }
  g_string_prepend (string, digits);

  return g_string_free_and_steal (g_steal_pointer (&string));
}

static char *
format_magnitude (guint64            number,
                  guint              scale,
                  guint              minimum_digits,
                  const NumberStyle *style)
{
  guint64 power = (guint64) rounds_decimal_power (scale);
  g_autofree char *whole = group_digits (number / power, style);
  g_autofree char *fraction = NULL;
  gsize length = scale;

  if (scale == 0)
    return g_steal_pointer (&whole);

  fraction = g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) scale, number % power);
  while (length > minimum_digits && fraction[length - 1] == '0')
    fraction[--length] = '\0';
  if (length == 0)
    return g_steal_pointer (&whole);

  return g_strconcat (whole, style->point, fraction, NULL);
}

static const char *
find_symbol (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].currency, currency))
      return symbols[i].symbol;

  return currency;
}

static char *
add_symbol (const char        *amount,
            const char        *unit,
            const char        *currency,
            gboolean           negative,
            const NumberStyle *style)
{
  const char *sign = negative ? "-" : "";
  const char *symbol;

  if (currency == NULL || currency[0] == '\0')
    return g_strconcat (sign, amount, unit[0] != '\0' && !style->symbol_first ? NO_BREAK_SPACE : "", unit, NULL);

  symbol = find_symbol (currency);
  if (!style->symbol_first)
    return g_strconcat (sign, amount, NO_BREAK_SPACE, unit, symbol, NULL);

  return g_strconcat (sign, symbol, g_ascii_isalpha (symbol[strlen (symbol) - 1]) ? NO_BREAK_SPACE : "", amount, unit,
                      NULL);
}

/* The shortest text that gives the size: 320 k€, 45,3 k€, 1,2 M€. */
static char *
format_abbreviated (guint64            number,
                    const char        *currency,
                    gboolean           negative,
                    const NumberStyle *style)
{
  const char *units[] = {
    /* Translators: thousands, millions and milliards (10^9) of money, as in €320k, €1.2M, €3B */
    C_("amount", "k"), C_("amount", "M"), C_("amount", "B"),
  };
  guint64 size = 100000; /* a thousand, in minor units */
  g_autofree char *amount = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++, size *= 1000)
    {
      guint64 tenths = number / (size / 10) + (number % (size / 10) >= size / 20 ? 1 : 0);
      guint64 wholes = number / size + (number % size >= size / 2 ? 1 : 0);

      if (wholes >= 1000 && i + 1 < G_N_ELEMENTS (units))
        continue;

      amount = tenths < 1000 ? format_magnitude (tenths, 1, 0, style) : format_magnitude (wholes, 0, 0, style);
      return add_symbol (amount, units[i], currency, negative, style);
    }

  g_assert_not_reached ();
}

/**
 * rounds_money_format:
 * @minor: minor units (cents)
 * @currency: (nullable): ISO 4217; %NULL shows the number alone
 * @style: how exactly
 *
 * What a person of the current locale reads: “1 234,56 €” in French, “€1,234.56” in English. Whole and abbreviated
 * amounts are rounded half up, away from zero; an abbreviated amount below 1,000 is exact, its cents left out when there
 * are none.
 *
 * Returns: (transfer full): UTF-8, with no-break spaces
 */
char *
rounds_money_format (gint64            minor,
                     const char       *currency,
                     RoundsMoneyStyle  style)
{
  guint64 number = magnitude (minor);
  gboolean negative = minor < 0;
  g_autofree char *amount = NULL;
  NumberStyle numbers;

  read_number_style (&numbers, TRUE);

  switch (style)
    {
    case ROUNDS_MONEY_WHOLE:
      number = number / 100 + (number % 100 >= 50 ? 1 : 0);
      amount = format_magnitude (number, 0, 0, &numbers);
      return add_symbol (amount, "", currency, negative && number > 0, &numbers);

    case ROUNDS_MONEY_ABBREVIATED:
      if (number >= 100000)
        return format_abbreviated (number, currency, negative, &numbers);
      amount = format_magnitude (number, 2, number % 100 == 0 ? 0 : 2, &numbers);
      return add_symbol (amount, "", currency, negative, &numbers);

    case ROUNDS_MONEY_EXACT:
    default:
      amount = format_magnitude (number, 2, 2, &numbers);
      return add_symbol (amount, "", currency, negative, &numbers);
    }
}

/**
 * rounds_number_format:
 * @value: a number x 10^@scale
 * @scale: digits after the point, 0..18
 * @minimum_digits: digits after the point to show even when they are zeros
 *
 * Returns: (transfer full): the number as a person of the current locale writes it
 */
char *
rounds_number_format (gint64 value,
                      guint  scale,
                      guint  minimum_digits)
{
  g_autofree char *amount = NULL;
  NumberStyle numbers;

  read_number_style (&numbers, FALSE);
  amount = format_magnitude (magnitude (value), scale, minimum_digits, &numbers);

  return g_strconcat (value < 0 ? "-" : "", amount, NULL);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x202f;
}

/* The length of a unit that @text begins or ends with, 0 when there is none. */
static gsize
find_unit (const char *text,
           gboolean    at_end)
{
  static const char * const more[] = { "%", "EUR" };

  for (guint i = 0; i < G_N_ELEMENTS (symbols) + G_N_ELEMENTS (more); i++)
    {
      const char *unit = i < G_N_ELEMENTS (symbols) ? symbols[i].symbol : more[i - G_N_ELEMENTS (symbols)];

      if (at_end ? g_str_has_suffix (text, unit) : g_str_has_prefix (text, unit))
        return strlen (unit);
    }

  return 0;
}

/**
 * rounds_amount_strip_unit:
 * @text: an amount or a rate as a person writes it, such as `1 234,56 €`, `€1,234.56` or `5,5 %`
 *
 * Returns: (transfer full): the number alone, for rounds_decimal_parse()
 */
char *
rounds_amount_strip_unit (const char *text)
{
  g_autofree char *bare = g_strdup (text);
  const char *begin = bare;
  char *end;

  while (is_blank (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  begin += find_unit (begin, FALSE);
  end = bare + strlen (bare);
  end -= find_unit (begin, TRUE);
  *end = '\0';
  while (end > begin && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    *(end = g_utf8_prev_char (end)) = '\0';
  while (is_blank (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);

  return g_strdup (begin);
}
