/* rounds-openapi.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rounds_openapi_build (gsize *length);

G_END_DECLS
