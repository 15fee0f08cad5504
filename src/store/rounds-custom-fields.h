/* rounds-custom-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

GPtrArray         *rounds_custom_fields_load       (RoundsDatabase          *database,
                                                    const RoundsEntityInfo  *info,
                                                    GError                 **error);
const RoundsField *rounds_custom_fields_resolve    (RoundsDatabase          *database,
                                                    const RoundsEntityInfo  *info,
                                                    const char              *path,
                                                    GError                 **error);
char              *rounds_custom_fields_note_words (RoundsDatabase          *database,
                                                    const RoundsEntityInfo  *written);
gboolean           rounds_custom_fields_follow     (RoundsDatabase          *database,
                                                    const char              *before,
                                                    GError                 **error);

G_END_DECLS
