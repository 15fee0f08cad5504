/* rounds-windows-zones.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *rounds_windows_zones_find (const char *name);

G_END_DECLS
