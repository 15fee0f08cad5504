/* rounds-handlers-attachments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "server/rounds-content-store.h"
#include "server/rounds-policy.h"
#include "wire/rounds-envelope.h"

/* Documents: a file comes in and is kept under the hash of its content; it goes out as it came. */

#define NAME_MAXIMUM 255

static const char *
get_folder (RoundsCall  *call,
            GError     **error)
{
  const char *folder = rounds_server_get_files (call->server);

  if (folder == NULL)
    rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "NO_FILES_FOLDER",
                        _("This server keeps no files: its administrator must start it with --files"));
  return folder;
}

/* The last part of a path of whatever system, with nothing in it that a file's name cannot have. */
static char *
clean_name (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *backslash = strrchr (name, '\\');
  const char *start = MAX (slash != NULL ? slash + 1 : name, backslash != NULL ? backslash + 1 : name);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autoptr(GString) clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isprint (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  if (g_utf8_strlen (clean->str, -1) > NAME_MAXIMUM)
    g_string_truncate (clean, (gsize) (g_utf8_offset_to_pointer (clean->str, NAME_MAXIMUM) - clean->str));

  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&clean)));
}

static char *
find_name (RoundsCall  *call,
           GError     **error)
{
  const char *given = rounds_call_get_parameter (call, "fileName");
  g_autofree char *name = clean_name (given != NULL ? given : call->upload_name != NULL ? call->upload_name : "");
  GError *problem = NULL;

  if (*name != '\0' && !g_str_equal (name, ".") && !g_str_equal (name, ".."))
    return g_steal_pointer (&name);

  rounds_problem_add_field (&problem, "fileName", "REQUIRED",
                            _("Say what the file is called: Content-Disposition: attachment; filename=\"…\""));
  g_propagate_error (error, problem);
  return NULL;
}

static JsonObject *
create_arguments (RoundsCall *call,
                  const char *name)
{
  static const char * const members[] = { "recordKind", "recordId", "description" };
  JsonObject *arguments = json_object_new ();
  JsonObject *values = json_object_new ();

  json_object_set_string_member (values, "fileName", name);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (rounds_call_get_parameter (call, members[i]) != NULL)
      json_object_set_string_member (values, members[i], rounds_call_get_parameter (call, members[i]));

  json_object_set_string_member (arguments, "kind", "attachment");
  json_object_set_object_member (arguments, "values", values);
  return arguments;
}

/* `POST /attachments?recordKind=&recordId=`, the file as the body. */
gboolean
rounds_handle_attachment_create (RoundsCall  *call,
                                 GError     **error)
{
  const char *folder = get_folder (call, error);
  g_autofree char *name = folder != NULL ? find_name (call, error) : NULL;
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(JsonNode) answer = NULL;
  RoundsOperationContext context;
  RoundsOperationFile file = { NULL };
  gsize length;

  if (name == NULL)
    return FALSE;
  if (call->upload_path == NULL || call->upload_hash == NULL || call->received == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "EMPTY_FILE", _("The file is empty"));
      return FALSE;
    }

  type = rounds_content_guess_type (name, call->upload_path, error);
  if (type == NULL)
    return FALSE;

  file.hash = g_checksum_get_string (call->upload_hash);
  file.type = type;
  file.size = call->received;
  arguments = create_arguments (call, name);
  rounds_call_fill_context (call, &context);
  context.file = &file;
  answer = rounds_operation_run (&context, "record.create", arguments, error);
  rounds_operation_context_clear (&context);

  /* A file that nobody points to is collected some day; a document without its file would be wrong for ever. */
  if (answer == NULL || !rounds_content_store_add (folder, call->upload_path, file.hash, error))
    return FALSE;

  g_clear_pointer (&call->upload_path, g_free);
  text = rounds_envelope_from_node (answer, &length);
  rounds_call_take_answer (call, g_steal_pointer (&text), length);
  return TRUE;
}

static char *
write_disposition (RoundsEntity *attachment)
{
  GString *header = g_string_new ("attachment; ");

  soup_header_g_string_append_param (header, "filename", rounds_entity_get_text (attachment, "file-name"));
  return g_string_free_and_steal (header);
}

/* `GET /attachments/:id/content`: always as a download, never shown by a browser as a page of this server. */
gboolean
rounds_handle_attachment_content (RoundsCall  *call,
                                  GError     **error)
{
  g_autoptr(RoundsEntity) attachment = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  const char *folder = attachment != NULL ? get_folder (call, error) : NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *disposition = NULL;
  const char *hash;

  if (folder == NULL)
    return FALSE;

  hash = rounds_entity_get_text (attachment, "content-hash");
  tag = g_strdup_printf ("\"%s\"", hash);
  rounds_call_add_header (call, "ETag", tag);
  if (call->if_none_match != NULL && strstr (call->if_none_match, tag) != NULL)
    {
      call->status = 304;
      rounds_call_take_bytes (call, g_bytes_new (NULL, 0), "application/octet-stream");
      return TRUE;
    }

  content = rounds_content_store_open (folder, hash, error);
  if (content == NULL)
    return FALSE;

  disposition = write_disposition (attachment);
  rounds_call_add_header (call, "Content-Disposition", disposition);
  rounds_call_take_bytes (call, g_steal_pointer (&content), g_intern_string (rounds_entity_get_text (attachment, "mime-type")));
  return TRUE;
}
