/* rounds-header-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-header-words.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "model/rounds-fold.h"

/* Which columns of a file are meant by what people write above them. */

/* A label as French people read it, on a machine that speaks French or another language. */
static char *
dup_french (const char *label)
{
  static const char * const names[] = { "fr_FR.UTF-8", "fr_FR.utf8" };
  char *french = NULL;

  for (guint i = 0; french == NULL && i < G_N_ELEMENTS (names); i++)
    {
      locale_t locale = newlocale (LC_ALL_MASK, names[i], NULL);
      locale_t before;

      if (locale == NULL)
        continue;
      before = uselocale (locale);
      french = g_strdup (_(label));
      uselocale (before);
      freelocale (locale);
    }

  return french;
}

static gboolean
is_same (const char *text,
         const char *wanted)
{
  g_autofree char *words = text != NULL ? rounds_fold_words (text) : NULL;

  return words != NULL && *words != '\0' && g_str_equal (words, wanted);
}

/**
 * rounds_header_says:
 * @field: a field
 * @title: what stands above a column
 *
 * Case, accents and punctuation aside.
 *
 * Returns: whether @title is the field's name, its key alone, or its label in English, French or the language that is set
 */
gboolean
rounds_header_says (const RoundsField *field,
                    const char        *title)
{
  g_autofree char *wanted = rounds_fold_words (title);
  g_autofree char *french = NULL;

  if (is_same (field->json_path, wanted) || is_same (field->json_key, wanted) || is_same (field->name, wanted) ||
      is_same (field->label, wanted) || is_same (rounds_field_get_label (field), wanted))
    return TRUE;
  if (field->flags & ROUNDS_FIELD_CUSTOM)
    return FALSE;

  french = dup_french (field->label);
  return is_same (french, wanted);
}
