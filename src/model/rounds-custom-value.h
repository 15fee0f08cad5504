/* rounds-custom-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/*
 * What a workspace's own fields mean for a record. A #RoundsField is made of each definition, and what works on fields works on
 * it: filters, sorting, validation, files. Its value stands under its key in the record's object of custom values, written as
 * the API writes it, so that records can be read and sent without knowing the definitions.
 */

/* The field that holds the values. */
#define ROUNDS_CUSTOM_FIELD_NAME "custom"

const RoundsField *rounds_custom_field_get_field (RoundsEntity       *definition);
const RoundsField *rounds_custom_fields_find     (GPtrArray          *fields,
                                                  const char         *path);
gboolean           rounds_custom_key_is_valid    (const char         *key);
void               rounds_custom_value_get       (RoundsEntity       *entity,
                                                  const RoundsField  *field,
                                                  RoundsValue        *value);
void               rounds_custom_value_set       (RoundsEntity       *entity,
                                                  const RoundsField  *field,
                                                  const RoundsValue  *value);
void               rounds_field_read             (const RoundsField  *field,
                                                  RoundsEntity       *entity,
                                                  RoundsValue        *value);
gboolean           rounds_custom_values_check    (GPtrArray          *fields,
                                                  RoundsEntity       *before,
                                                  RoundsEntity       *after,
                                                  gboolean            all_known,
                                                  GError            **error);

G_END_DECLS
