/* rounds-content-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

GHashTable *rounds_content_list_wanted (RoundsDatabase  *database,
                                        gint64           since,
                                        GError         **error);

G_END_DECLS
