/* rounds-phone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv rounds_phone_get_variants (const char *phone);
char *rounds_phone_dup_uri      (const char *phone);

G_END_DECLS
