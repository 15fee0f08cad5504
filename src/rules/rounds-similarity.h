/* rounds-similarity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The trigrams of a text: a sorted set. */
typedef GArray RoundsTrigrams;

RoundsTrigrams *rounds_trigrams_new         (const char     *text);
double          rounds_trigrams_compare     (RoundsTrigrams *first,
                                             RoundsTrigrams *second);
double          rounds_similarity           (const char     *first,
                                             const char     *second);

G_END_DECLS
