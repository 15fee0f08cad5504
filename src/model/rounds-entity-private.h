/* rounds-entity-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* The index of what every record has. */
enum
{
  ROUNDS_ENTITY_ID,
  ROUNDS_ENTITY_REVISION,
  ROUNDS_ENTITY_CREATED_AT,
  ROUNDS_ENTITY_UPDATED_AT,
  ROUNDS_ENTITY_CREATED_BY,
  ROUNDS_ENTITY_DELETED_AT,
  ROUNDS_ENTITY_N_BASE_FIELDS
};

void rounds_entity_info_complete (RoundsEntityInfo *info);

G_END_DECLS
