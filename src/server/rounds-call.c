/* rounds-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-call.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "model/rounds-problem.h"
#include "operations/rounds-record-json.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-problem-json.h"

#define JSON_TYPE "application/json"

static void
parameter_free (RoundsParameter *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
add_parameter (RoundsCall *self,
               const char *name,
               const char *value)
{
  RoundsParameter *parameter = g_new0 (RoundsParameter, 1);

  parameter->name = g_strdup (name);
  parameter->value = g_strdup (value);
  g_ptr_array_add (self->parameters, parameter);
}

static gboolean
refuse_query (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "MALFORMED_QUERY", _("The part of the address after “?” cannot be read"));

  return FALSE;
}

/* Unknown names are refused: a filter that is spelled wrong would otherwise give everything. */
static gboolean
read_query (RoundsCall  *self,
            const char  *query,
            GError     **error)
{
  GUriParamsIter iter;
  GError *problems = NULL;
  g_autoptr(GError) local = NULL;

  if (query == NULL || *query == '\0')
    return TRUE;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (TRUE)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!g_uri_params_iter_next (&iter, &name, &value, &local))
        break;
      if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        {
          g_clear_error (&problems);
          return refuse_query (error);
        }

      if (!rounds_route_takes (self->route, name) || g_strcmp0 (self->route->parameter, name) == 0)
        {
          if (problems == NULL)
            problems = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "UNKNOWN_PARAMETER",
                                           _("There is no query parameter “%s” here"), name);
          rounds_problem_add_field (&problems, name, "UNKNOWN_PARAMETER", _("There is no query parameter “%s” here"), name);
          continue;
        }

      add_parameter (self, name, value);
    }

  if (local != NULL)
    {
      g_clear_error (&problems);
      return refuse_query (error);
    }
  if (problems != NULL)
    {
      g_propagate_error (error, problems);
      return FALSE;
    }

  return TRUE;
}

/* RFC 9110, section 13.1.1; the tag of a record is its revision in quotes. */
static gboolean
read_if_match (RoundsCall         *self,
               SoupMessageHeaders *headers,
               GError            **error)
{
  const char *tag = soup_message_headers_get_one (headers, "If-Match");
  g_autofree char *inner = NULL;
  gsize length;
  guint64 revision;

  if (tag == NULL || g_str_equal (tag, "*"))
    return TRUE;

  length = strlen (tag);
  if (length > 2 && tag[0] == '"' && tag[length - 1] == '"')
    inner = g_strndup (tag + 1, length - 2);

  if (inner == NULL || !g_ascii_string_to_unsigned (inner, 10, 0, G_MAXINT64, &revision, NULL))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "MALFORMED_IF_MATCH",
                          _("If-Match must hold the revision of the record in quotes"));
      return FALSE;
    }

  self->expected_revision = (gint64) revision;
  return TRUE;
}

static void
read_token (RoundsCall         *self,
            SoupMessageHeaders *headers)
{
  const char *header = soup_message_headers_get_one (headers, "Authorization");

  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    self->token = g_strstrip (g_strdup (header + 7));
}

/* What a file is called, RFC 6266. */
static void
read_file_name (RoundsCall         *self,
                SoupMessageHeaders *headers)
{
  g_autofree char *disposition = NULL;
  g_autoptr(GHashTable) parameters = NULL;

  self->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  if (soup_message_headers_get_content_disposition (headers, &disposition, &parameters))
    self->upload_name = g_strdup (g_hash_table_lookup (parameters, "filename"));
}

static gboolean
is_document (RoundsCall *self)
{
  return self->route->info != NULL && g_str_equal (self->route->info->kind, "attachment");
}

/* What the body says it is, and how much of it there is. */
static gboolean
check_body (RoundsCall         *self,
            SoupMessageHeaders *headers,
            GError            **error)
{
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);
  goffset length = encoding == SOUP_ENCODING_CONTENT_LENGTH ? soup_message_headers_get_content_length (headers) : 0;
  gboolean has_body = length > 0 || encoding == SOUP_ENCODING_CHUNKED;
  gboolean is_file = self->route->body == ROUNDS_ROUTE_BODY_FILE;
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (length > (is_file ? ROUNDS_WIRE_FILE_MAXIMUM : ROUNDS_WIRE_BODY_MAXIMUM))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_TOO_LARGE, "BODY_TOO_LARGE", _("The request is too large: at most %d MB are taken"),
                          (is_file ? ROUNDS_WIRE_FILE_MAXIMUM : ROUNDS_WIRE_BODY_MAXIMUM) / (1024 * 1024));
      return FALSE;
    }

  if (self->route->body == ROUNDS_ROUTE_BODY_NONE || (self->route->body == ROUNDS_ROUTE_BODY_OPTIONAL && !has_body))
    return TRUE;

  if (is_file ? (is_document (self) || type == NULL || g_str_equal (type, "application/octet-stream") || g_str_equal (type, "text/csv"))
              : g_strcmp0 (type, JSON_TYPE) == 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE",
                      is_file ? _("Send the file as application/octet-stream or text/csv")
                              : _("Send JSON with “Content-Type: application/json”"));
  return FALSE;
}

/**
 * rounds_call_new:
 * @server: the server
 * @message: the request, whose head has been read
 * @path: of the request
 *
 * Returns: (transfer full): a call that has no answer yet
 */
RoundsCall *
rounds_call_new (RoundsServer      *server,
                 SoupServerMessage *message,
                 const char        *path)
{
  RoundsCall *self = g_new0 (RoundsCall, 1);

  self->server = server;
  self->message = message;
  self->method = g_strdup (soup_server_message_get_method (message));
  self->path = g_strdup (path);
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);
  self->expected_revision = -1;
  self->upload_fd = -1;
  self->now = g_get_real_time ();
  self->started = g_get_monotonic_time ();
  self->answer_type = JSON_TYPE;
  self->answer_headers = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);

  return self;
}

void
rounds_call_free (RoundsCall *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->upload_fd >= 0)
    close (self->upload_fd);
  if (self->upload_path != NULL)
    g_unlink (self->upload_path);

  g_free (self->method);
  g_free (self->path);
  g_free (self->id);
  g_ptr_array_unref (self->parameters);
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->peer);
  g_free (self->agent);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->body, json_object_unref);
  g_free (self->upload_path);
  g_free (self->upload_name);
  g_clear_pointer (&self->upload_hash, g_checksum_free);
  g_free (self->if_none_match);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_free (self->session);
  g_clear_pointer (&self->journal, rounds_journal_free);
  g_clear_object (&self->record);
  g_clear_pointer (&self->answer_bytes, g_bytes_unref);
  g_free (self->answer);
  g_ptr_array_unref (self->answer_headers);
  g_free (self);
}

/**
 * rounds_call_copy_origin:
 *
 * Returns: (transfer full): who asks for what and from where, as a call that has no message
 */
RoundsCall *
rounds_call_copy_origin (RoundsCall *self)
{
  RoundsCall *copy = g_new0 (RoundsCall, 1);

  copy->server = self->server;
  copy->route = self->route;
  copy->id = g_strdup (self->id);
  copy->peer = g_strdup (self->peer);
  copy->agent = g_strdup (self->agent);
  copy->actor = rounds_actor_copy (self->actor);
  copy->parameters = g_ptr_array_new ();
  copy->answer_headers = g_ptr_array_new ();
  copy->upload_fd = -1;

  return copy;
}

/**
 * rounds_call_read_request:
 * @error: what is wrong with the request's head: 400, 404, 405, 413 or 415
 *
 * Main thread. Finds the route and reads the query and the headers.
 *
 * Returns: whether the request may go on
 */
gboolean
rounds_call_read_request (RoundsCall  *self,
                          GError     **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  GUri *uri = soup_server_message_get_uri (self->message);

  read_token (self, headers);
  self->agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  self->route = rounds_routes_match (self->method, self->path, &self->id, error);
  if (self->route == NULL)
    return FALSE;
  if (self->route->parameter != NULL)
    add_parameter (self, self->route->parameter, self->id != NULL ? self->id : "true");

  self->body_maximum = self->route->body == ROUNDS_ROUTE_BODY_FILE ? ROUNDS_WIRE_FILE_MAXIMUM : ROUNDS_WIRE_BODY_MAXIMUM;
  if (self->route->body == ROUNDS_ROUTE_BODY_FILE && is_document (self))
    self->upload_hash = g_checksum_new (G_CHECKSUM_SHA256);
  read_file_name (self, headers);

  return read_query (self, g_uri_get_query (uri), error) && read_if_match (self, headers, error) &&
         check_body (self, headers, error);
}

/**
 * rounds_call_read_body:
 * @error: %ROUNDS_PROBLEM_MALFORMED
 *
 * Any thread. Reads the JSON of the body, when there is one.
 */
gboolean
rounds_call_read_body (RoundsCall  *self,
                       GError     **error)
{
  gboolean is_json = self->route->body == ROUNDS_ROUTE_BODY_JSON || self->route->body == ROUNDS_ROUTE_BODY_OPTIONAL;
  gsize length = 0;
  const char *text = self->content != NULL ? g_bytes_get_data (self->content, &length) : NULL;

  if (!is_json || self->body != NULL || (length == 0 && self->route->body == ROUNDS_ROUTE_BODY_OPTIONAL))
    return TRUE;

  self->body = rounds_json_parse_object (text, (gssize) length, error);
  return self->body != NULL;
}

/**
 * rounds_call_get_parameter:
 *
 * Returns: (nullable) (transfer none): the first value of a query parameter
 */
const char *
rounds_call_get_parameter (RoundsCall *self,
                           const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const RoundsParameter *parameter = g_ptr_array_index (self->parameters, i);

      if (g_str_equal (parameter->name, name))
        return parameter->value;
    }

  return NULL;
}

/**
 * rounds_call_get_values:
 *
 * Returns: (transfer full): all values of a query parameter, in order
 */
GStrv
rounds_call_get_values (RoundsCall *self,
                        const char *name)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < self->parameters->len; i++)
    {
      const RoundsParameter *parameter = g_ptr_array_index (self->parameters, i);

      if (g_str_equal (parameter->name, name))
        g_strv_builder_add (values, parameter->value);
    }

  return g_strv_builder_end (values);
}

/**
 * rounds_call_refuse_parameter:
 * @name: a query parameter
 * @sentence: what is wrong with it and what to do, for a person
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Returns: %FALSE
 */
gboolean
rounds_call_refuse_parameter (const char  *name,
                              const char  *sentence,
                              GError     **error)
{
  GError *problem = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "INVALID_PARAMETER", "%s", sentence);

  rounds_problem_add_field (&problem, name, "INVALID_PARAMETER", "%s", sentence);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * rounds_call_get_number:
 * @fallback: when the parameter is not there
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Reads a whole number from the query.
 */
gboolean
rounds_call_get_number (RoundsCall  *self,
                        const char  *name,
                        gint64       minimum,
                        gint64       maximum,
                        gint64       fallback,
                        gint64      *number,
                        GError     **error)
{
  const char *text = rounds_call_get_parameter (self, name);
  g_autofree char *sentence = NULL;

  *number = fallback;
  if (text == NULL || g_ascii_string_to_signed (text, 10, minimum, maximum, number, NULL))
    return TRUE;

  sentence = g_strdup_printf (_("“%s” must be a whole number from %" PRId64 " to %" PRId64), name, minimum, maximum);
  return rounds_call_refuse_parameter (name, sentence, error);
}

/**
 * rounds_call_take_answer:
 * @answer: (transfer full): the body
 * @length: its bytes
 *
 * Answers with the route's status, unless another was set.
 */
void
rounds_call_take_answer (RoundsCall *self,
                         char       *answer,
                         gsize       length)
{
  g_clear_object (&self->record);
  g_free (self->answer);
  self->answer = answer;
  self->answer_length = length;
  if (self->status == 0)
    self->status = self->route->status;
}

/**
 * rounds_call_take_bytes:
 * @bytes: (transfer full): the body
 * @type: (transfer none): static, its media type
 *
 * Answers with what can be a file on disk.
 */
void
rounds_call_take_bytes (RoundsCall *self,
                        GBytes     *bytes,
                        const char *type)
{
  rounds_call_take_answer (self, NULL, 0);
  g_clear_pointer (&self->answer_bytes, g_bytes_unref);
  self->answer_bytes = bytes;
  self->answer_type = type;
}

void
rounds_call_take_writer (RoundsCall       *self,
                         RoundsJsonWriter *writer)
{
  gsize length;
  char *text = rounds_json_writer_end (writer, &length);

  rounds_call_take_answer (self, text, length);
}

static void
write_record (RoundsCall   *self,
              RoundsEntity *entity)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_envelope_begin (writer);
  rounds_record_json_write (writer, entity);
  rounds_envelope_end (writer);
  rounds_call_take_writer (self, writer);
}

/**
 * rounds_call_take_record:
 * @entity: what nobody changes any more
 *
 * Answers with a record. Who writes has no time for it: there the answer is not put into words before rounds_call_send().
 */
void
rounds_call_take_record (RoundsCall   *self,
                         RoundsEntity *entity)
{
  if (self->changes == NULL)
    {
      write_record (self, entity);
      return;
    }

  rounds_call_take_answer (self, NULL, 0);
  g_set_object (&self->record, entity);
}

/**
 * rounds_call_answer_entity:
 * @entity: what nobody changes any more
 *
 * Answers with a record and its tag.
 */
void
rounds_call_answer_entity (RoundsCall   *self,
                           RoundsEntity *entity)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", rounds_entity_get_revision (entity));

  rounds_call_add_header (self, "ETag", tag);
  rounds_call_take_record (self, entity);
}

/**
 * rounds_call_answer_error:
 *
 * Answers with problem+json in place of anything answered before.
 */
void
rounds_call_answer_error (RoundsCall   *self,
                          const GError *error)
{
  gsize length;
  char *text;

  rounds_call_clear_answer (self);
  text = rounds_problem_json_from_error (error, self->path, &length);
  self->status = rounds_problem_get_status (error);
  rounds_call_take_answer (self, text, length);
  self->answer_type = ROUNDS_PROBLEM_CONTENT_TYPE;

  if (self->status == 405)
    {
      g_autofree char *allowed = rounds_routes_get_allowed (self->path);
      rounds_call_add_header (self, "Allow", allowed);
    }
  if (self->status == 401)
    rounds_call_add_header (self, "WWW-Authenticate", "Bearer realm=\"rounds\"");
  if (self->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", self->retry_after);
      rounds_call_add_header (self, "Retry-After", seconds);
    }
}

void
rounds_call_clear_answer (RoundsCall *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->answer_bytes, g_bytes_unref);
  g_clear_pointer (&self->answer, g_free);
  self->answer_length = 0;
  self->answer_type = JSON_TYPE;
  self->status = 0;
  self->park_seconds = 0;
  g_ptr_array_set_size (self->answer_headers, 0);
}

void
rounds_call_add_header (RoundsCall *self,
                        const char *name,
                        const char *value)
{
  RoundsParameter *header = g_new0 (RoundsParameter, 1);

  header->name = g_strdup (name);
  header->value = g_strdup (value);
  g_ptr_array_add (self->answer_headers, header);
}

/**
 * rounds_call_send:
 *
 * Main thread. Hands the answer to the connection.
 */
void
rounds_call_send (RoundsCall *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr(RoundsEntity) record = g_steal_pointer (&self->record);

  if (record != NULL)
    write_record (self, record);

  for (guint i = 0; i < self->answer_headers->len; i++)
    {
      const RoundsParameter *header = g_ptr_array_index (self->answer_headers, i);
      soup_message_headers_replace (headers, header->name, header->value);
    }
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");

  soup_server_message_set_status (self->message, self->status, NULL);
  if (self->answer_bytes != NULL)
    {
      soup_message_headers_set_content_type (headers, self->answer_type, NULL);
      if (g_bytes_get_size (self->answer_bytes) > 0)
        soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), self->answer_bytes);
      return;
    }
  soup_server_message_set_response (self->message, self->answer_type, SOUP_MEMORY_TAKE,
                                    g_steal_pointer (&self->answer), self->answer_length);
}
