/* rounds-filter-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsFilterField:
 * @path: as a filter names it: `address.city`, `custom.budgetCode`, `openDeals`, `institution.address.city`
 * @label: as people read it, in their language
 * @field: what it holds
 * @info: whose field it is
 *
 * Something that the records of a kind can be filtered by.
 */
typedef struct
{
  char *path;
  char *label;
  const RoundsField *field;
  const RoundsEntityInfo *info;
} RoundsFilterField;

GPtrArray               *rounds_filter_fields_compute (RoundsDatabase          *database,
                                                       const RoundsEntityInfo  *info,
                                                       GError                 **error);
const RoundsFilterField *rounds_filter_fields_find    (GPtrArray               *fields,
                                                       const char              *path);

G_END_DECLS
