/* rounds-constraint-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

/**
 * RoundsConstraint:
 *
 * What a database refuses to write a row for.
 */
typedef enum
{
  ROUNDS_CONSTRAINT_UNIQUE,
  ROUNDS_CONSTRAINT_REFERENCE,
  ROUNDS_CONSTRAINT_NOT_NULL,
  ROUNDS_CONSTRAINT_OTHER,
} RoundsConstraint;

const RoundsField *rounds_constraint_find_field (const char        *place);
void               rounds_set_constraint_error  (RoundsConstraint   constraint,
                                                 const RoundsField *field,
                                                 const char        *message,
                                                 GError           **error);

G_END_DECLS
