/* rounds-quick-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-quick-record.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"

/* What a sentence that was understood is as a record. */

#define NOTE_TITLE_LENGTH 80

/* Which fields of a kind take what was said. */
static const struct
{
  const char *kind;
  const char *title;
  const char *when;
  const char *ends;
  const char *contact;
} forms[] = {
  { "task", "title", "due-date", NULL, "contact-id" },
  { "reminder", "title", "reminder-date", NULL, "contact-person-id" },
  { "meeting", "title", "start-date", "end-date", NULL },
  { "call", "summary", "call-date", NULL, "contact-person-id" },
  { "note", "content", NULL, NULL, "contact-person-id" },
};

/* The beginning of a note is its title. */
static void
set_note_title (RoundsEntity *record,
                const char   *text)
{
  g_autofree char *title = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), NOTE_TITLE_LENGTH));

  rounds_entity_set_text (record, "title", title);
}

/* Whom a meeting is with takes part in it. */
static void
add_participant (JsonObject *values,
                 const char *contact_id)
{
  JsonArray *participants = json_array_new ();
  JsonObject *participant = json_object_new ();

  json_object_set_string_member (participant, "contactPersonId", contact_id);
  json_array_add_object_element (participants, participant);
  json_object_set_array_member (values, "participants", participants);
}

/**
 * rounds_quick_record_can_wait:
 *
 * Returns: whether the record can do without a day
 */
gboolean
rounds_quick_record_can_wait (const RoundsQuickCapture *capture)
{
  return g_str_equal (rounds_quick_capture_get_record_kind (capture), "task");
}

/**
 * rounds_quick_record_create:
 * @capture: what was understood
 * @mention: (nullable): who is meant
 *
 * Returns: (transfer full): the arguments of `record.create`
 */
JsonObject *
rounds_quick_record_create (const RoundsQuickCapture *capture,
                            const RoundsMention      *mention)
{
  const char *kind = rounds_quick_capture_get_record_kind (capture);
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsEntity) empty = rounds_entity_new (info);
  g_autoptr(RoundsEntity) record = rounds_entity_new (info);
  gboolean is_contact = mention != NULL && g_str_equal (mention->kind, "contact");
  g_autofree char *id = rounds_id_new ();
  JsonObject *arguments = json_object_new ();
  JsonObject *values;
  guint form = 0;

  while (!g_str_equal (forms[form].kind, kind))
    form++;

  rounds_entity_set_text (record, forms[form].title, capture->title);
  if (g_str_equal (kind, "note"))
    set_note_title (record, capture->title);
  if (forms[form].when != NULL && capture->has_when)
    rounds_entity_set_integer (record, forms[form].when, capture->when);
  if (forms[form].ends != NULL)
    rounds_entity_set_integer (record, forms[form].ends, capture->ends);
  if (mention != NULL)
    rounds_entity_set_text (record, "institution-id", mention->institution_id);
  if (is_contact && forms[form].contact != NULL)
    rounds_entity_set_text (record, forms[form].contact, mention->id);

  values = rounds_json_diff (empty, record);
  if (is_contact && g_str_equal (kind, "meeting"))
    add_participant (values, mention->id);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);
  json_object_set_object_member (arguments, "values", values);

  return arguments;
}
