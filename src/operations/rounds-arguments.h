/* rounds-arguments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What an operation is given, read with one sentence for each way to get it wrong. */

gboolean    rounds_arguments_check       (JsonObject   *arguments,
                                          const char   *names,
                                          GError      **error);
gboolean    rounds_arguments_has         (JsonObject   *arguments,
                                          const char   *member);
gboolean    rounds_arguments_get_text    (JsonObject   *arguments,
                                          const char   *member,
                                          const char  **text,
                                          GError      **error);
gboolean    rounds_arguments_need_text   (JsonObject   *arguments,
                                          const char   *member,
                                          const char  **text,
                                          GError      **error);
gboolean    rounds_arguments_get_integer (JsonObject   *arguments,
                                          const char   *member,
                                          gint64        fallback,
                                          gint64       *integer,
                                          GError      **error);
gboolean    rounds_arguments_get_boolean (JsonObject   *arguments,
                                          const char   *member,
                                          gboolean      fallback,
                                          gboolean     *boolean,
                                          GError      **error);
gboolean    rounds_arguments_get_object  (JsonObject   *arguments,
                                          const char   *member,
                                          JsonObject  **object,
                                          GError      **error);
gboolean    rounds_arguments_get_array   (JsonObject   *arguments,
                                          const char   *member,
                                          JsonArray   **array,
                                          GError      **error);
GPtrArray  *rounds_arguments_get_texts   (JsonObject   *arguments,
                                          const char   *member,
                                          guint         maximum,
                                          GError      **error);
GPtrArray  *rounds_arguments_get_ids     (JsonObject   *arguments,
                                          const char   *member,
                                          guint         maximum,
                                          GError      **error);
gboolean    rounds_arguments_complete_id (JsonObject   *arguments,
                                          const char   *member,
                                          const char  **id,
                                          GError      **error);

G_END_DECLS
