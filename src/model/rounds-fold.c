/* rounds-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-fold.h"

#include <string.h>

/* Letters that Unicode does not take apart but a person's alphabet does. */
static const char *
spell_out (gunichar c)
{
  switch (c)
    {
    case 0x00e6: /* æ */
      return "ae";
    case 0x0153: /* œ */
      return "oe";
    case 0x00df: /* ß */
      return "ss";
    case 0x00f8: /* ø */
      return "o";
    case 0x0142: /* ł */
      return "l";
    case 0x0111: /* đ */
    case 0x00f0: /* ð */
      return "d";
    case 0x00fe: /* þ */
      return "th";
    case 0x0131: /* ı */
      return "i";
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
      return "'";
    default:
      return NULL;
    }
}

static char *
fold_ascii (const char *text)
{
  char *folded = g_strdup (text);

  for (char *p = folded; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);

  return folded;
}

/**
 * rounds_fold:
 * @text: UTF-8; text that is not is read as far as it is
 *
 * Sets case, accents and ligatures aside: what a person sees as the same text sorts and compares as the same.
 *
 * Returns: (transfer full): the folded text
 */
char *
rounds_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  g_autofree char *valid = NULL;
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_is_ascii (text))
    return fold_ascii (text);

  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (decomposed == NULL)
    {
      valid = g_utf8_make_valid (text, -1);
      decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
    }

  folded = g_string_sized_new (strlen (decomposed));
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *spelled;

      if (c < 0x80)
        {
          g_string_append_c (folded, g_ascii_tolower ((char) c));
          continue;
        }
      if (g_unichar_ismark (c))
        continue;

      c = g_unichar_tolower (c);
      spelled = spell_out (c);
      if (spelled != NULL)
        g_string_append (folded, spelled);
      else
        g_string_append_unichar (folded, c);
    }

  return g_string_free_and_steal (folded);
}

/**
 * rounds_fold_words:
 * @text: UTF-8
 *
 * Returns: (transfer full): the words of the folded text, letters and digits only, each followed by a space
 */
char *
rounds_fold_words (const char *text)
{
  g_autofree char *folded = rounds_fold (text);
  GString *words = g_string_sized_new (strlen (folded) + 1);
  gboolean in_word = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c))
        {
          g_string_append_len (words, p, g_utf8_next_char (p) - p);
          in_word = TRUE;
        }
      else if (in_word)
        {
          g_string_append_c (words, ' ');
          in_word = FALSE;
        }
    }
  if (in_word)
    g_string_append_c (words, ' ');

  return g_string_free_and_steal (words);
}
