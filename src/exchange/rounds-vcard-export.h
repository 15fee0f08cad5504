/* rounds-vcard-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/rounds-query.h"

G_BEGIN_DECLS

gint64 rounds_vcard_export (RoundsDatabase  *database,
                            RoundsQuery     *contacts,
                            GOutputStream   *stream,
                            GCancellable    *cancellable,
                            GError         **error);

G_END_DECLS
