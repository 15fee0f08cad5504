/* rounds-note-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-note-share.h"
#include "model/rounds-note.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-checks.h"
#include "operations/rounds-record-children.h"
#include "operations/rounds-record-hooks-private.h"

/* With whom a note is shared, one person at a time. */

/* One share for each note and person, the same on the client and on the server. */
static char *
derive_id (const char *note_id,
           const char *user_id)
{
  g_autofree char *name = g_strconcat ("note-share:", note_id, ":", user_id, NULL);

  return rounds_id_derive (name);
}

static RoundsEntity *
find_share (RoundsEntity *note,
            const char   *user_id)
{
  GPtrArray *shares = rounds_entity_get_records (note, "shares");

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    if (g_strcmp0 (rounds_entity_get_text (g_ptr_array_index (shares, i), "user-id"), user_id) == 0)
      return g_ptr_array_index (shares, i);

  return NULL;
}

/* The shares of @note without that of one person, whom @share, if any, stands for. */
static GPtrArray *
replace_share (RoundsEntity *note,
               const char   *user_id,
               RoundsEntity *share)
{
  GPtrArray *shares = rounds_entity_get_records (note, "shares");
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      RoundsEntity *other = g_ptr_array_index (shares, i);

      if (g_strcmp0 (rounds_entity_get_text (other, "user-id"), user_id) != 0)
        g_ptr_array_add (others, g_object_ref (other));
    }
  if (share != NULL)
    g_ptr_array_add (others, g_object_ref (share));

  return others;
}

static void
add_inverse (RoundsOperationContext *context,
             RoundsEntity           *note,
             const char             *user_id,
             RoundsEntity           *former)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", rounds_entity_get_id (note));
  json_object_set_string_member (arguments, "userId", user_id);
  if (former != NULL)
    json_object_set_string_member (arguments, "permission", rounds_entity_get_text (former, "permission"));

  rounds_operation_add_inverse (context, former != NULL ? "note.share" : "note.unshare", arguments);
}

static JsonNode *
write_shares (RoundsOperationContext  *context,
              JsonObject              *arguments,
              RoundsEntity            *before,
              const char              *user_id,
              RoundsEntity            *share,
              GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
  g_autoptr(GPtrArray) shares = replace_share (before, user_id, share);
  RoundsRecordChange change = { context, arguments, NULL, before, after };
  RoundsEntity *former = find_share (before, user_id);

  rounds_entity_set_records (after, "shares", shares);
  if (!rounds_note_prepare (&change, error) ||
      !rounds_entity_validate (after, error) ||
      !rounds_record_check_references (context, before, after, error) ||
      !rounds_record_children_write (context, before, after, error))
    return NULL;

  if (former != NULL || share != NULL)
    add_inverse (context, after, user_id, former);
  return rounds_operation_answer (context, after);
}

/* `note.share {id, userId, permission?}`: lets a colleague read it, or write it. */
JsonNode *
rounds_run_note_share (RoundsOperationContext  *context,
                       JsonObject              *arguments,
                       GError                 **error)
{
  g_autoptr(RoundsEntity) note = rounds_operation_load (context, "note", arguments, "id", error);
  g_autoptr(RoundsEntity) share = NULL;
  g_autofree char *id = NULL;
  const char *user_id;
  const char *permission;
  RoundsEntity *former;

  if (note == NULL || !rounds_arguments_need_text (arguments, "userId", &user_id, error) ||
      !rounds_arguments_get_text (arguments, "permission", &permission, error))
    return NULL;

  former = find_share (note, user_id);
  id = derive_id (rounds_entity_get_id (note), user_id);
  share = former != NULL ? rounds_entity_copy (former) : rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_NOTE_SHARE));
  if (former == NULL)
    {
      rounds_entity_set_text (share, "id", id);
      rounds_entity_set_text (share, "note-id", rounds_entity_get_id (note));
      rounds_entity_set_text (share, "user-id", user_id);
    }
  rounds_entity_set_text (share, "permission", permission != NULL ? permission : "read");

  return write_shares (context, arguments, note, user_id, share, error);
}

/* `note.unshare {id, userId}`: nothing happens when it is not shared with that person. */
JsonNode *
rounds_run_note_unshare (RoundsOperationContext  *context,
                         JsonObject              *arguments,
                         GError                 **error)
{
  g_autoptr(RoundsEntity) note = rounds_operation_load (context, "note", arguments, "id", error);
  const char *user_id;

  if (note == NULL || !rounds_arguments_need_text (arguments, "userId", &user_id, error))
    return NULL;

  return write_shares (context, arguments, note, user_id, NULL, error);
}
