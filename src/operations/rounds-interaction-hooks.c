/* rounds-interaction-hooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-record-hooks-private.h"
#include "rules/rounds-phone.h"
#include "store/rounds-people-sql.h"
#include "store/rounds-repository.h"

/* Calls, e-mails, notes, comments: when they were, with whom, and on what. */

/* When nothing is said, it was now: on the server too, which is told. */
static void
complete_instant (RoundsRecordChange *change,
                  const char         *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (change->after), name);
  g_autofree char *text = NULL;

  if (change->before != NULL || !rounds_entity_is_null (change->after, name))
    return;

  rounds_entity_set_integer (change->after, name, change->context->now);
  text = rounds_instant_to_text (change->context->now);
  if (change->values != NULL)
    json_object_set_string_member (change->values, field->json_key, text);
}

/* Whom a person may not see, nothing is linked to. */
static gboolean
is_allowed (RoundsRecordChange *change)
{
  RoundsOperationContext *context = change->context;

  return context->guard == NULL || context->guard (context, change->before, change->after, context->guard_data, NULL);
}

static void
link_person (RoundsRecordChange *change,
             const RoundsPerson *person)
{
  g_autofree char *institution_id = g_strdup (rounds_entity_get_text (change->after, "institution-id"));

  if (person->institution_id == NULL)
    return;

  rounds_entity_set_text (change->after, "contact-person-id", person->contact_id);
  rounds_entity_set_text (change->after, "institution-id", person->institution_id);
  if (is_allowed (change))
    return;

  rounds_entity_clear (change->after, "contact-person-id");
  rounds_entity_set_text (change->after, "institution-id", institution_id);
}

/* Whether it is still to be found out with whom it was; @field says how. */
static gboolean
is_unlinked (RoundsRecordChange *change,
             const char         *field)
{
  return rounds_entity_is_null (change->after, "contact-person-id") && !rounds_entity_is_null (change->after, field) &&
         rounds_record_change_differs (change, field);
}

static gboolean
link_phone (RoundsRecordChange  *change,
            GError             **error)
{
  g_auto(GStrv) digits = NULL;
  g_auto(RoundsPerson) person = { NULL };

  if (!is_unlinked (change, "phone-number"))
    return TRUE;

  digits = rounds_phone_get_variants (rounds_entity_get_text (change->after, "phone-number"));
  if (!rounds_people_find_by_phone (change->context->database, (const char * const *) digits,
                                    rounds_entity_get_text (change->after, "institution-id"), &person, error))
    return FALSE;

  link_person (change, &person);
  return TRUE;
}

/* A #RoundsRecordHook. */
gboolean
rounds_call_prepare (RoundsRecordChange  *change,
                     GError             **error)
{
  complete_instant (change, "call-date");

  return rounds_record_change_link (change, "contact-person-id", error) && link_phone (change, error);
}

/* A #RoundsRecordHook. */
gboolean
rounds_note_prepare (RoundsRecordChange  *change,
                     GError             **error)
{
  GPtrArray *shares = rounds_entity_get_records (change->after, "shares");
  const char *creator = rounds_entity_get_text (change->after, "creator-id");
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      const char *user = rounds_entity_get_text (g_ptr_array_index (shares, i), "user-id");
      g_autofree char *path = g_strdup_printf ("shares[%u]", i);

      if (user != NULL && g_strcmp0 (user, creator) == 0)
        rounds_refuse_field (error, path, "SHARED_WITH_ONESELF", _("A note is not shared with who wrote it"));
      if (user != NULL && !g_hash_table_add (seen, (gpointer) user))
        rounds_refuse_field (error, path, "SHARED_TWICE", _("The note is shared twice with this person"));
    }

  return rounds_record_change_link (change, "contact-person-id", error);
}

/* `Anne Martin <anne@ch.example>` or the address alone. */
static char *
dup_address (const char *text)
{
  const char *open = strrchr (text, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *address = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strstrip (g_strdup (text));

  return g_utf8_strdown (address, -1);
}

static gboolean
check_address (const char    *text,
               const char    *path,
               GStrvBuilder  *addresses,
               GError       **error)
{
  g_autofree char *address = dup_address (text);

  if (!rounds_email_is_valid (address))
    rounds_refuse_field (error, path, "BAD_EMAIL", _("“%s” is no e-mail address"), text);

  g_strv_builder_add (addresses, address);
  return TRUE;
}

static gboolean
check_addresses (RoundsEntity  *message,
                 const char    *name,
                 GStrvBuilder  *addresses,
                 GError       **error)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (message), name);
  g_auto(GStrv) list = rounds_entity_dup_list (message, name);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", field->json_path, i);

      if (!check_address (list[i], path, addresses, error))
        return FALSE;
    }

  return TRUE;
}

/* With whom: who wrote what came in, to whom what went out was written. */
static gboolean
link_addresses (RoundsRecordChange  *change,
                const char * const  *addresses,
                GError             **error)
{
  g_auto(RoundsPerson) person = { NULL };

  if (!rounds_people_find_by_email (change->context->database, addresses,
                                    rounds_entity_get_text (change->after, "institution-id"), &person, error))
    return FALSE;

  link_person (change, &person);
  return TRUE;
}

/* A #RoundsRecordHook. */
gboolean
rounds_email_message_prepare (RoundsRecordChange  *change,
                              GError             **error)
{
  RoundsEntity *after = change->after;
  gboolean is_incoming = g_strcmp0 (rounds_entity_get_text (after, "direction"), "incoming") == 0;
  const char *from_text = rounds_entity_get_text (after, "from-address");
  g_autoptr(GStrvBuilder) from = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) to = g_strv_builder_new ();
  g_auto(GStrv) others = NULL;

  complete_instant (change, "sent-at");
  if ((from_text != NULL && !check_address (from_text, "fromAddress", from, error)) ||
      !check_addresses (after, "to-addresses", to, error) || !check_addresses (after, "cc-addresses", to, error) ||
      !rounds_record_change_link (change, "contact-person-id", error))
    return FALSE;

  others = g_strv_builder_end (is_incoming ? from : to);
  return !is_unlinked (change, is_incoming ? "from-address" : "to-addresses") ||
         link_addresses (change, (const char * const *) others, error);
}

/* The institution of what a comment or a document hangs on; of an institution, itself. */
static void
follow_institution (RoundsEntity *after,
                    RoundsEntity *target)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (target);

  if (g_str_equal (info->kind, "institution"))
    rounds_entity_set_text (after, "institution-id", rounds_entity_get_id (target));
  else if (rounds_entity_info_find (info, "institution-id") != NULL)
    rounds_entity_set_text (after, "institution-id", rounds_entity_get_text (target, "institution-id"));
}

/* A #RoundsRecordHook. What a document holds comes with the request that sends the file, and stays. */
gboolean
rounds_attachment_prepare (RoundsRecordChange  *change,
                           GError             **error)
{
  const RoundsOperationFile *file = change->context->file;

  if (change->before == NULL && file == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "FILE_NEEDED", _("A document is made by sending its file"));
      return FALSE;
    }
  if (change->before == NULL)
    {
      rounds_entity_set_text (change->after, "content-hash", file->hash);
      rounds_entity_set_text (change->after, "mime-type", file->type);
      rounds_entity_set_integer (change->after, "size", file->size);
    }

  return rounds_record_change_attach (change, error);
}

/**
 * rounds_record_change_attach:
 * @error: %ROUNDS_PROBLEM_INVALID, `recordKind` with `UNKNOWN_KIND`, `recordId` with `NO_SUCH_RECORD`
 *
 * Looks that the record which `record-kind` and `record-id` name is there, and takes its institution. What a client does not know the
 * server will check, and whether the person may see it.
 */
gboolean
rounds_record_change_attach (RoundsRecordChange  *change,
                             GError             **error)
{
  RoundsEntity *after = change->after;
  const char *kind = rounds_entity_get_text (after, "record-kind");
  const char *id = rounds_entity_get_text (after, "record-id");
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsEntity) target = NULL;

  if (!rounds_record_change_differs (change, "record-kind") && !rounds_record_change_differs (change, "record-id"))
    return TRUE;
  if ((kind == NULL) != (id == NULL))
    rounds_refuse_field (error, kind == NULL ? "recordKind" : "recordId", "REQUIRED",
                         _("Say which kind of record it belongs to, and which record"));
  if (kind == NULL)
    return TRUE;

  if (info == NULL || info->parent_field != NULL || (info->flags & ROUNDS_ENTITY_SERVER_ONLY))
    rounds_refuse_field (error, "recordKind", "UNKNOWN_KIND", _("There is no kind of record “%s”"), kind);

  target = rounds_repository_get (change->context->database, info, id, NULL);
  if (target != NULL && !rounds_entity_is_deleted (target))
    follow_institution (after, target);
  else if (target != NULL || change->context->is_server)
    rounds_refuse_field (error, "recordId", "NO_SUCH_RECORD", _("%s: there is no such record"), _(info->label));

  return TRUE;
}
