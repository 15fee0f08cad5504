/* rounds-derived-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsDerivedField:
 * @field: name, label and type, as of any other field; its flags have %ROUNDS_FIELD_DERIVED
 * @kind: whose field it is
 * @has_period: whether it is asked over a period
 * @sql: the expression: `@` stands for the name of the record's table in the statement, `$now`, `$today` and other names for what
 *   rounds_moment_get_value() knows
 *
 * A field that no column holds: it follows from other records at the moment it is asked. Segments, lists, exports and the app
 * read this table.
 */
typedef struct
{
  RoundsField field;
  const char *kind;
  gboolean has_period;
  const char *sql;
} RoundsDerivedField;

const RoundsDerivedField *rounds_derived_fields_get  (guint                  *n_fields);
const RoundsField        *rounds_derived_fields_find (const RoundsEntityInfo *info,
                                                      const char             *path);
const RoundsDerivedField *rounds_derived_field_get   (const RoundsField      *field);

G_END_DECLS
