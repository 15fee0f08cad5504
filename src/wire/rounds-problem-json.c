/* rounds-problem-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-problem-json.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"

/*
 * Refusals on the wire: application/problem+json (RFC 9457) with a stable `code`, the fields that are wrong, and, for the web clients
 * that exist, `success` and `error`.
 */

/* RFC 9110, section 15: the phrase that goes with the status. */
static const char *
get_title (guint status)
{
  switch (status)
    {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
    }
}

static void
write_member (RoundsJsonWriter *writer,
              const char       *key,
              const char       *text)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_text (writer, text);
}

static void
write_fields (RoundsJsonWriter *writer,
              GPtrArray        *fields)
{
  rounds_json_writer_key (writer, "errors");
  rounds_json_writer_begin_array (writer);

  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsFieldProblem *field = g_ptr_array_index (fields, i);

      rounds_json_writer_begin_object (writer);
      write_member (writer, "field", field->field);
      write_member (writer, "code", field->code);
      write_member (writer, "detail", field->detail);
      rounds_json_writer_end_object (writer);
    }

  rounds_json_writer_end_array (writer);
}

/**
 * rounds_problem_json_write:
 * @writer: where it goes, as one value
 * @error: any error; what is not of the %ROUNDS_PROBLEM domain is ours and its text stays with us
 * @instance: (nullable): the path that was asked
 */
void
rounds_problem_json_write (RoundsJsonWriter *writer,
                           const GError     *error,
                           const char       *instance)
{
  guint status = rounds_problem_get_status (error);
  const char *code = rounds_problem_get_code (error);
  gboolean is_ours = error->domain != ROUNDS_PROBLEM;
  const char *detail = is_ours ? _("The server could not do this. Try again later.") : error->message;
  GPtrArray *fields = rounds_problem_get_fields (error);

  rounds_json_writer_begin_object (writer);
  write_member (writer, "type", "about:blank");
  write_member (writer, "title", get_title (status));
  rounds_json_writer_key (writer, "status");
  rounds_json_writer_integer (writer, status);
  write_member (writer, "detail", detail);
  if (instance != NULL)
    write_member (writer, "instance", instance);
  write_member (writer, "code", code);
  if (fields != NULL && fields->len > 0)
    write_fields (writer, fields);

  rounds_json_writer_key (writer, "success");
  rounds_json_writer_boolean (writer, FALSE);
  rounds_json_writer_key (writer, "error");
  rounds_json_writer_begin_object (writer);
  write_member (writer, "code", code);
  write_member (writer, "message", detail);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_problem_json_from_error:
 * @error: any error
 * @instance: (nullable): the path that was asked
 * @length: (out) (optional): bytes of the answer
 *
 * Returns: (transfer full): a problem+json document
 */
char *
rounds_problem_json_from_error (const GError *error,
                                const char   *instance,
                                gsize        *length)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_problem_json_write (writer, error, instance);

  return rounds_json_writer_end (writer, length);
}

static void
read_fields (GError    *error,
             JsonArray *errors)
{
  for (guint i = 0; i < json_array_get_length (errors); i++)
    {
      JsonNode *node = json_array_get_element (errors, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *field = rounds_json_get_text (object, "field");
      const char *code = rounds_json_get_text (object, "code");
      const char *detail = rounds_json_get_text (object, "detail");

      if (field != NULL && code != NULL)
        rounds_problem_add_field (&error, field, code, "%s", detail != NULL ? detail : code);
    }
}

/**
 * rounds_problem_json_to_error:
 * @object: (nullable): a problem, or anything else that an unknown server answered
 * @status: the HTTP status it came with; 0 when the problem's own counts
 *
 * Returns: (transfer full): the error of the %ROUNDS_PROBLEM domain that was written
 */
GError *
rounds_problem_json_to_error (JsonObject *object,
                              guint       status)
{
  const char *code = rounds_json_get_text (object, "code");
  const char *detail = rounds_json_get_text (object, "detail");
  JsonNode *errors = object != NULL ? json_object_get_member (object, "errors") : NULL;
  gint64 own_status = 0;
  GError *error;

  if (status == 0 && rounds_json_get_integer (object, "status", &own_status) && own_status >= 400 && own_status <= 599)
    status = (guint) own_status;

  error = rounds_problem_from_status (status, code, detail);
  if (errors != NULL && JSON_NODE_HOLDS_ARRAY (errors))
    read_fields (error, json_node_get_array (errors));

  return error;
}

/**
 * rounds_problem_json_parse:
 * @status: the HTTP status of the answer, 400 or more
 * @text: (nullable): its body: a problem, or whatever a proxy in between wrote
 * @length: bytes of @text; -1 when it ends with a NUL
 *
 * Returns: (transfer full): an error of the %ROUNDS_PROBLEM domain, never %NULL
 */
GError *
rounds_problem_json_parse (guint       status,
                           const char *text,
                           gssize      length)
{
  g_autoptr(JsonObject) object = rounds_json_parse_object (text, length, NULL);

  return rounds_problem_json_to_error (object, status);
}
