/* rounds-word-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-word-match.h"

#include <string.h>

#include "model/rounds-fold.h"

/* How the letter at @p reads when case and accents are set aside; empty for a mark over the letter before. */
static char *
fold_letter (const char *p)
{
  g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

  return rounds_fold (letter);
}

static gboolean
is_letter (const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Where @word, which is folded, ends in the text from @p on; NULL when it does not begin there. */
static const char *
match_at (const char *p,
          const char *word)
{
  while (*word != '\0')
    {
      g_autofree char *letter = NULL;
      gsize length;

      if (*p == '\0')
        return NULL;

      if ((guchar) *p < 0x80)
        {
          if (g_ascii_tolower (*p++) != *word++)
            return NULL;
          continue;
        }

      letter = fold_letter (p);
      length = MIN (strlen (letter), strlen (word));
      if (strncmp (letter, word, length) != 0)
        return NULL;
      word += length;
      p = g_utf8_next_char (p);
    }

  return p;
}

/**
 * rounds_word_match:
 * @text: UTF-8
 * @words: (array zero-terminated=1): beginnings of words, as rounds_fold_words() gives them
 *
 * Finds what a person sees as the same letters at the beginnings of words, accents and case set aside: the places in which the
 * full-text search has found a record.
 *
 * Returns: (transfer full) (element-type RoundsWordRange): where, in the order of the text; they do not overlap
 */
GArray *
rounds_word_match (const char         *text,
                   const char * const *words)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RoundsWordRange));
  gboolean in_word = FALSE;
  const char *p = text;

  g_return_val_if_fail (text != NULL && words != NULL, ranges);

  while (*p != '\0')
    {
      const char *end = NULL;
      guint word = 0;

      for (guint i = 0; !in_word && words[i] != NULL; i++)
        {
          const char *there = words[i][0] != '\0' ? match_at (p, words[i]) : NULL;

          if (there > end)
            {
              end = there;
              word = i;
            }
        }

      if (end != NULL)
        {
          RoundsWordRange range = { (gsize) (p - text), (gsize) (end - text), word };

          g_array_append_val (ranges, range);
          p = end;
          in_word = TRUE;
          continue;
        }

      in_word = is_letter (p);
      p = g_utf8_next_char (p);
    }

  return ranges;
}
