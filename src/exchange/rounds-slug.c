/* rounds-slug.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-slug.h"

#define LENGTH_MAXIMUM 60

/**
 * rounds_slug_new:
 * @text: (nullable): what names something
 * @fallback: what is taken when nothing of @text is left
 *
 * Returns: (transfer full): @text in small ASCII letters, digits and hyphens, for the name of a file
 */
char *
rounds_slug_new (const char *text,
                 const char *fallback)
{
  g_autofree char *ascii = g_str_to_ascii (text != NULL ? text : "", "fr");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < LENGTH_MAXIMUM; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *p != '?')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, fallback);

  return g_string_free_and_steal (slug);
}
