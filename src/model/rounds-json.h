/* rounds-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "model/rounds-json-writer.h"

G_BEGIN_DECLS

/**
 * RoundsJsonFlags:
 * @ROUNDS_JSON_TRUSTED: the text comes from the server or from our own store: system and fixed fields are taken, unknown
 *   keys passed over (a newer server may know more)
 * @ROUNDS_JSON_NEW: the record is being created: fixed fields may be given
 */
typedef enum
{
  ROUNDS_JSON_DEFAULT = 0,
  ROUNDS_JSON_TRUSTED = 1 << 0,
  ROUNDS_JSON_NEW     = 1 << 1,
} RoundsJsonFlags;

void       rounds_json_write_entity   (RoundsJsonWriter       *writer,
                                       RoundsEntity           *entity);
void       rounds_json_write_fields   (RoundsJsonWriter       *writer,
                                       RoundsEntity           *entity);
void       rounds_json_write_value    (RoundsJsonWriter       *writer,
                                       const RoundsField      *field,
                                       const RoundsValue      *value);
char      *rounds_json_from_entity    (RoundsEntity           *entity);
gboolean   rounds_json_apply          (RoundsEntity           *entity,
                                       JsonObject             *object,
                                       RoundsJsonFlags         flags,
                                       GError                **error);
gboolean   rounds_json_read_value     (const RoundsField      *field,
                                       JsonNode               *node,
                                       RoundsValue            *value,
                                       GError                **error);
gboolean   rounds_json_read_object    (const RoundsField      *field,
                                       const char             *held,
                                       JsonNode               *node,
                                       RoundsValue            *value,
                                       GError                **error);
gboolean   rounds_json_read_tree      (const RoundsField      *field,
                                       JsonNode               *node,
                                       RoundsValue            *value,
                                       GError                **error);
JsonNode  *rounds_json_object_get     (const char             *text,
                                       const char             *key);
char      *rounds_json_object_sort    (JsonObject             *object);
JsonNode  *rounds_json_object_diff    (const char             *before,
                                       const char             *after);
JsonObject *rounds_json_diff          (RoundsEntity           *before,
                                       RoundsEntity           *after);

JsonNode  *rounds_json_parse          (const char             *text,
                                       gssize                  length,
                                       GError                **error);
JsonObject *rounds_json_parse_object  (const char             *text,
                                       gssize                  length,
                                       GError                **error);
char      *rounds_json_to_text        (JsonNode               *node);
char      *rounds_json_object_to_text (JsonObject             *object);
GStrv      rounds_json_parse_list     (const char             *text);
char      *rounds_json_list_to_text   (const char * const     *list);
const char *rounds_json_get_text      (JsonObject             *object,
                                       const char             *member);
gboolean   rounds_json_get_integer    (JsonObject             *object,
                                       const char             *member,
                                       gint64                 *value);
gboolean   rounds_json_get_decimal    (JsonObject             *object,
                                       const char             *member,
                                       guint                   scale,
                                       gint64                 *value);

G_END_DECLS
