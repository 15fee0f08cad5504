/* rounds-slug.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rounds_slug_new (const char *text,
                       const char *fallback);

G_END_DECLS
