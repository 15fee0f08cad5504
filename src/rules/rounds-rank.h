/* rounds-rank.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places of a manual order, as texts of the digits 0-9A-Za-z that sort in byte order: to put a card between two others
 * is to find a text between theirs, and no other card changes. */

gboolean  rounds_rank_is_valid (const char *rank);
char     *rounds_rank_between  (const char *before,
                                const char *after);
GStrv     rounds_rank_sequence (guint       n_ranks);

G_END_DECLS
