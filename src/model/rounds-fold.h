/* rounds-fold.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rounds_fold       (const char *text);
char *rounds_fold_words (const char *text);

G_END_DECLS
