/* rounds-envelope.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

/*
 * What stands around every answer: {"success":true,"data":...} and for a list "meta" too. Write the data between begin and end.
 */

void      rounds_envelope_begin       (RoundsJsonWriter  *writer);
void      rounds_envelope_end         (RoundsJsonWriter  *writer);
void      rounds_envelope_end_list    (RoundsJsonWriter  *writer,
                                       gint64             total,
                                       gint64             page,
                                       gint64             limit);
char     *rounds_envelope_from_node   (JsonNode          *node,
                                       gsize             *length);
JsonNode *rounds_envelope_parse       (guint              status,
                                       const char        *text,
                                       gssize             length,
                                       GError           **error);

G_END_DECLS
