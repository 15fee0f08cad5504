/* rounds-handlers-insight.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-calendar.h"
#include "insight/rounds-institution-revenue.h"
#include "insight/rounds-pipeline.h"
#include "insight/rounds-tag-counts.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "server/rounds-list-query.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/* Questions that are more than a list, and a meeting as a file. */

gboolean
rounds_handle_pipeline (RoundsCall  *call,
                        GError     **error)
{
  gint64 limit;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsPipeline) pipeline = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (!rounds_call_get_number (call, "limit", 0, ROUNDS_WIRE_PAGE_MAXIMUM, ROUNDS_WIRE_PAGE_DEFAULT, &limit, error))
    return FALSE;
  filter = rounds_list_query_get_filter (call, error);
  if (filter == NULL)
    return FALSE;
  pipeline = rounds_pipeline_compute (call->database, filter, (guint) limit, error);
  if (pipeline == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_pipeline_write (pipeline, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_tag_counts (RoundsCall  *call,
                          GError     **error)
{
  g_autoptr(GPtrArray) counts = rounds_tag_counts_compute (call->database, rounds_policy_get_scope, call->actor, error);
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (counts == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_tag_counts_write (counts, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_institution_revenue (RoundsCall  *call,
                                   GError     **error)
{
  g_autoptr(RoundsEntity) institution = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autofree char *today = rounds_instant_to_date (call->now, rounds_server_get_zone (call->server));
  g_autoptr(RoundsInstitutionRevenue) revenue = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (institution == NULL)
    return FALSE;
  revenue = rounds_institution_revenue_compute (call->database, call->id, today, rounds_policy_get_scope, call->actor, error);
  if (revenue == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_institution_revenue_write (revenue, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

static char *
get_full_name (RoundsEntity *person)
{
  return g_strdup_printf ("%s %s", rounds_entity_get_text (person, "first-name"), rounds_entity_get_text (person, "last-name"));
}

/* The people of one kind that participants refer to by @field, all in one statement: id -> record. */
static gboolean
load_people (RoundsDatabase  *database,
             GPtrArray       *participants,
             const char      *field,
             const char      *kind,
             const char      *another,
             GHashTable      *people,
             GError         **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) records = NULL;

  for (guint i = 0; participants != NULL && i < participants->len; i++)
    {
      const char *id = rounds_entity_get_text (g_ptr_array_index (participants, i), field);

      if (id != NULL)
        g_ptr_array_add (ids, (char *) id);
    }
  if (another != NULL)
    g_ptr_array_add (ids, (char *) another);
  if (ids->len == 0)
    return TRUE;

  records = rounds_repository_get_many (database, rounds_registry_find (kind), (const char * const *) ids->pdata, ids->len, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);

      if (record != NULL)
        g_hash_table_replace (people, g_strdup (rounds_entity_get_id (record)), g_object_ref (record));
    }

  return records != NULL;
}

static void
person_clear (RoundsCalendarPerson *person)
{
  g_free ((char *) person->name);
}

static gboolean
fill_person (RoundsCalendarPerson *person,
             GHashTable           *people,
             const char           *id)
{
  RoundsEntity *record = id != NULL ? g_hash_table_lookup (people, id) : NULL;

  if (record == NULL || rounds_entity_is_null (record, "email"))
    return FALSE;

  person->name = get_full_name (record);
  person->email = rounds_entity_get_text (record, "email");
  return TRUE;
}

static char *
write_calendar (RoundsCall    *call,
                RoundsEntity  *meeting,
                GError       **error)
{
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr(GArray) attendees = g_array_new (FALSE, TRUE, sizeof (RoundsCalendarPerson));
  GPtrArray *participants = rounds_entity_get_records (meeting, "participants");
  const char *organizer_id = rounds_entity_get_text (meeting, "organizer-id");
  RoundsCalendarPerson organizer = { 0 };
  gboolean has_organizer;
  char *text;

  if (!load_people (call->database, participants, "user-id", "user", organizer_id, people, error) ||
      !load_people (call->database, participants, "contact-person-id", "contact", NULL, people, error))
    return NULL;

  g_array_set_clear_func (attendees, (GDestroyNotify) person_clear);
  for (guint i = 0; participants != NULL && i < participants->len; i++)
    {
      RoundsEntity *participant = g_ptr_array_index (participants, i);
      const char *user_id = rounds_entity_get_text (participant, "user-id");
      const char *contact_id = rounds_entity_get_text (participant, "contact-person-id");
      RoundsCalendarPerson attendee = { 0 };

      if (!fill_person (&attendee, people, user_id != NULL ? user_id : contact_id))
        continue;
      attendee.status = rounds_entity_get_text (participant, "status");
      g_array_append_val (attendees, attendee);
    }

  has_organizer = fill_person (&organizer, people, organizer_id);
  text = rounds_calendar_from_meeting (meeting, has_organizer ? &organizer : NULL, (RoundsCalendarPerson *) attendees->data,
                                       attendees->len, call->now, error);
  person_clear (&organizer);

  return text;
}

/* RFC 6266: a plain name for old clients, and the real one. */
static char *
get_disposition (const char *file_name)
{
  g_autofree char *plain = g_str_to_ascii (file_name, "C");
  g_autofree char *encoded = g_uri_escape_string (file_name, NULL, FALSE);

  for (char *p = plain; *p != '\0'; p++)
    if (*p == '"' || *p == '\\' || g_ascii_iscntrl (*p))
      *p = '_';

  return g_strdup_printf ("attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, encoded);
}

gboolean
rounds_handle_meeting_ics (RoundsCall  *call,
                           GError     **error)
{
  g_autoptr(RoundsEntity) meeting = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autofree char *file_name = NULL;
  g_autofree char *disposition = NULL;
  char *text;

  if (meeting == NULL)
    return FALSE;
  text = write_calendar (call, meeting, error);
  if (text == NULL)
    return FALSE;

  file_name = rounds_calendar_file_name (meeting);
  disposition = get_disposition (file_name);
  rounds_call_add_header (call, "Content-Disposition", disposition);
  rounds_call_take_answer (call, text, strlen (text));
  call->answer_type = "text/calendar; charset=utf-8";
  call->is_export = TRUE;

  return TRUE;
}
