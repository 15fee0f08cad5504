/* rounds-row-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

GHashTable *rounds_row_table_new  (void);
RoundsRow  *rounds_row_table_get  (GHashTable   *table,
                                   const guint8 *bytes);
void        rounds_row_set_entity (RoundsRow    *self,
                                   RoundsEntity *entity);

G_END_DECLS
