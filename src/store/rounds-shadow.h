/* rounds-shadow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-changes.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/*
 * In a client's cache: the last server state of the rows that were changed here. The repository keeps it when a row is
 * first changed; a pull puts it back before it applies what the server says.
 */

gboolean rounds_shadow_restore_all (RoundsDatabase  *database,
                                    RoundsChanges   *changes,
                                    GError         **error);

G_END_DECLS
