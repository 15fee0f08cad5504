/* rounds-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-envelope.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "wire/rounds-problem-json.h"

static void
write_count (RoundsJsonWriter *writer,
             const char       *key,
             gint64            count)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_integer (writer, count);
}

/**
 * rounds_envelope_begin:
 *
 * Begins an answer; the data comes next, as one value.
 */
void
rounds_envelope_begin (RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "success");
  rounds_json_writer_boolean (writer, TRUE);
  rounds_json_writer_key (writer, "data");
}

/**
 * rounds_envelope_end:
 *
 * Ends an answer.
 */
void
rounds_envelope_end (RoundsJsonWriter *writer)
{
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_envelope_end_list:
 * @total: records on all pages
 * @page: this page, from 1
 * @limit: records on a page, at least 1
 *
 * Ends an answer whose data is a page of a list.
 */
void
rounds_envelope_end_list (RoundsJsonWriter *writer,
                          gint64            total,
                          gint64            page,
                          gint64            limit)
{
  g_return_if_fail (limit > 0);

  rounds_json_writer_key (writer, "meta");
  rounds_json_writer_begin_object (writer);
  write_count (writer, "total", total);
  write_count (writer, "page", page);
  write_count (writer, "limit", limit);
  write_count (writer, "totalPages", (total + limit - 1) / limit);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_envelope_from_node:
 * @node: (nullable): any value; %NULL is null
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): the answer that holds it
 */
char *
rounds_envelope_from_node (JsonNode *node,
                           gsize    *length)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_envelope_begin (writer);
  rounds_json_writer_node (writer, node);
  rounds_envelope_end (writer);

  return rounds_json_writer_end (writer, length);
}

/**
 * rounds_envelope_parse:
 * @status: the HTTP status of the answer
 * @text: (nullable): its body
 * @length: bytes of @text; -1 when it ends with a NUL
 * @error: the server's own refusal; `BAD_ANSWER` for what no Rounds server answers
 *
 * Returns: (transfer full) (nullable): the data of the answer
 */
JsonNode *
rounds_envelope_parse (guint        status,
                       const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_autoptr(JsonObject) object = NULL;
  JsonNode *data;

  if (status >= 400)
    {
      g_propagate_error (error, rounds_problem_json_parse (status, text, length));
      return NULL;
    }

  object = rounds_json_parse_object (text, length, NULL);
  data = object != NULL && status >= 200 && status <= 299 ? json_object_get_member (object, "data") : NULL;
  if (data == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER",
                          _("What answers there is not a Rounds server. Check the address."));
      return NULL;
    }

  return json_node_ref (data);
}
