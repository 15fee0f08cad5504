/* rounds-json-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _RoundsJsonWriter RoundsJsonWriter;

RoundsJsonWriter *rounds_json_writer_new          (void);
void              rounds_json_writer_free         (RoundsJsonWriter *self);
char             *rounds_json_writer_end          (RoundsJsonWriter *self,
                                                   gsize            *length);
void              rounds_json_writer_begin_object (RoundsJsonWriter *self);
void              rounds_json_writer_end_object   (RoundsJsonWriter *self);
void              rounds_json_writer_begin_array  (RoundsJsonWriter *self);
void              rounds_json_writer_end_array    (RoundsJsonWriter *self);
void              rounds_json_writer_key          (RoundsJsonWriter *self,
                                                   const char       *key);
void              rounds_json_writer_null         (RoundsJsonWriter *self);
void              rounds_json_writer_boolean      (RoundsJsonWriter *self,
                                                   gboolean          value);
void              rounds_json_writer_integer      (RoundsJsonWriter *self,
                                                   gint64            value);
void              rounds_json_writer_decimal      (RoundsJsonWriter *self,
                                                   gint64            value,
                                                   guint             scale);
void              rounds_json_writer_double       (RoundsJsonWriter *self,
                                                   double            value,
                                                   guint             digits);
void              rounds_json_writer_text         (RoundsJsonWriter *self,
                                                   const char       *text);
void              rounds_json_writer_instant      (RoundsJsonWriter *self,
                                                   gint64            instant);
void              rounds_json_writer_raw          (RoundsJsonWriter *self,
                                                   const char       *json);
void              rounds_json_writer_node         (RoundsJsonWriter *self,
                                                   JsonNode         *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsJsonWriter, rounds_json_writer_free)

G_END_DECLS
