/* rounds-word-match.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsWordRange:
 * @start: byte at which it begins
 * @end: byte after it
 * @word: which of the words looked for begins there, from 0
 */
typedef struct
{
  gsize start;
  gsize end;
  guint word;
} RoundsWordRange;

GArray *rounds_word_match (const char         *text,
                           const char * const *words);

G_END_DECLS
