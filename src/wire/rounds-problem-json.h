/* rounds-problem-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "model/rounds-problem.h"

G_BEGIN_DECLS

#define ROUNDS_PROBLEM_CONTENT_TYPE "application/problem+json"

void    rounds_problem_json_write       (RoundsJsonWriter  *writer,
                                         const GError      *error,
                                         const char        *instance);
char   *rounds_problem_json_from_error  (const GError      *error,
                                         const char        *instance,
                                         gsize             *length);
GError *rounds_problem_json_to_error    (JsonObject        *object,
                                         guint              status);
GError *rounds_problem_json_parse       (guint              status,
                                         const char        *text,
                                         gssize             length);

G_END_DECLS
