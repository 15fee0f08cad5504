/* rounds-growth.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rounds_growth_compute (gint64  now,
                                gint64  before,
                                double *percent);

G_END_DECLS
