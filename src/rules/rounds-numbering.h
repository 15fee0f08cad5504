/* rounds-numbering.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Patterns of document numbers: literal text, `{year}` and `{number:N}`, filled with zeros to N digits. */

#define ROUNDS_NUMBERING_QUOTE "D{year}-{number:5}"
#define ROUNDS_NUMBERING_INVOICE "F{year}-{number:5}"
#define ROUNDS_NUMBERING_CREDIT_NOTE "A{year}-{number:5}"

gboolean  rounds_numbering_validate (const char  *pattern,
                                     GError     **error);
char     *rounds_numbering_format   (const char  *pattern,
                                     guint        year,
                                     guint        number,
                                     GError     **error);
gboolean  rounds_numbering_parse    (const char  *pattern,
                                     const char  *text,
                                     guint       *year,
                                     guint       *number);

G_END_DECLS
