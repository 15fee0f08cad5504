/* rounds-quick-when.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsQuickWord:
 * @fold: without case, accents and the punctuation around it
 * @start: where it begins in the text, in bytes
 * @end: where it ends
 * @used: whether something has been made of it
 */
typedef struct
{
  char *fold;
  gsize start;
  gsize end;
  gboolean used;
} RoundsQuickWord;

/**
 * RoundsQuickWhen:
 * @has_when: whether a day or an hour was said
 * @has_time: whether an hour was said
 * @when: an instant
 * @ends: the instant it ends; 0 when that was not said
 */
typedef struct
{
  gboolean has_when;
  gboolean has_time;
  gint64 when;
  gint64 ends;
} RoundsQuickWhen;

GArray   *rounds_quick_words_split (const char      *text);
guint     rounds_quick_words_begin (GArray          *words,
                                    guint            index,
                                    const char      *phrase);
gboolean  rounds_quick_word_in     (const char      *word,
                                    const char      *list);
void      rounds_quick_when_read   (GArray          *words,
                                    guint            first,
                                    gboolean         is_past,
                                    gint64           now,
                                    GTimeZone       *zone,
                                    RoundsQuickWhen *when);

G_END_DECLS
