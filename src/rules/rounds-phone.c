/* rounds-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-phone.h"

#include <string.h>

#define FRANCE "33"
#define NATIONAL_DIGITS 9 /* without the leading 0 */

/* Fewer digits are no number that tells somebody from others: an extension, an emergency. */
#define DIGITS_MINIMUM 6

static char *
read_digits (const char *phone,
             gboolean   *is_international)
{
  GString *digits = g_string_new (NULL);

  *is_international = FALSE;
  for (const char *p = phone; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (*p == '+' && digits->len == 0)
        *is_international = TRUE;
    }

  return g_string_free_and_steal (digits);
}

/* What comes after the 0, or after +33, of a French number; %NULL of another. */
static const char *
find_national (const char *digits,
               gboolean    is_international)
{
  const char *rest = digits;
  gboolean has_prefix = FALSE;

  if (!is_international && g_str_has_prefix (rest, "00"))
    {
      rest += 2;
      is_international = TRUE;
    }
  if (g_str_has_prefix (rest, FRANCE) && (is_international || strlen (rest) == 2 + NATIONAL_DIGITS))
    {
      rest += 2;
      has_prefix = TRUE;
    }
  /* +33 (0)2 40 08 33 33 */
  if (*rest == '0' && (has_prefix || !is_international))
    {
      rest++;
      has_prefix = TRUE;
    }

  return has_prefix && strlen (rest) == NATIONAL_DIGITS && *rest != '0' ? rest : NULL;
}

/**
 * rounds_phone_get_variants:
 * @phone: (nullable): a number as people write it: `02 40 08 33 33`, `+33 (0)2.40.08.33.33`
 *
 * The same number may stand elsewhere as `0240083333` and as `+33240083333`. A number without a country is French.
 *
 * Returns: (transfer full): the digits, and nothing else, of every way to write it; none when it has too few to tell
 */
GStrv
rounds_phone_get_variants (const char *phone)
{
  g_autoptr(GStrvBuilder) variants = g_strv_builder_new ();
  gboolean is_international;
  g_autofree char *digits = read_digits (phone != NULL ? phone : "", &is_international);
  const char *national = find_national (digits, is_international);

  if (national != NULL)
    {
      static const char * const prefixes[] = { "0", FRANCE, FRANCE "0", "00" FRANCE, "00" FRANCE "0" };

      for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
        g_strv_builder_take (variants, g_strconcat (prefixes[i], national, NULL));
    }
  else if (strlen (digits) >= DIGITS_MINIMUM)
    {
      const char *rest = !is_international && g_str_has_prefix (digits, "00") ? digits + 2 : digits;

      g_strv_builder_add (variants, rest);
      g_strv_builder_take (variants, g_strconcat ("00", rest, NULL));
    }

  return g_strv_builder_end (variants);
}

/**
 * rounds_phone_dup_uri:
 * @phone: (nullable): a number as people write it
 *
 * Returns: (transfer full) (nullable): the same as RFC 3966 has it, such as `tel:+33240083333`: a French number with its country, any
 *   other as it is written, without what only people read; %NULL without digits
 */
char *
rounds_phone_dup_uri (const char *phone)
{
  gboolean is_international;
  g_autofree char *digits = read_digits (phone != NULL ? phone : "", &is_international);
  const char *national = find_national (digits, is_international);

  if (digits[0] == '\0')
    return NULL;
  if (national != NULL)
    return g_strconcat ("tel:+" FRANCE, national, NULL);
  if (!is_international && g_str_has_prefix (digits, "00") && strlen (digits) >= DIGITS_MINIMUM)
    return g_strconcat ("tel:+", digits + 2, NULL);

  return g_strconcat (is_international ? "tel:+" : "tel:", digits, NULL);
}
