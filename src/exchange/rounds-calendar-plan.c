/* rounds-calendar-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-institution.h"
#include "model/rounds-json.h"
#include "model/rounds-meeting-participant.h"
#include "model/rounds-meeting.h"
#include "model/rounds-registry.h"
#include "model/rounds-user.h"
#include "store/rounds-people-sql.h"
#include "store/rounds-repository.h"

/* Who an address stands for: a colleague, or a contact with their institution. */
typedef struct
{
  char *user_id;
  char *contact_id;
  char *institution_id;
} Person;

typedef struct
{
  RoundsDatabase *database;
  const char *user_id;
  const char *time_zone;
  gint64 now;
  GHashTable *people; /* address -> Person */
  GHashTable *names;  /* id of an institution -> its name */
} Plan;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_free (person->user_id);
  g_free (person->contact_id);
  g_free (person->institution_id);
  g_free (person);
}

static void
plan_clear (Plan *self)
{
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

void
rounds_calendar_item_free (RoundsCalendarItem *self)
{
  rounds_calendar_event_free (self->event);
  g_free (self->id);
  g_free (self->reason);
  g_free (self->institution_id);
  g_free (self->institution_name);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self);
}

static const Person *
find_person (Plan        *self,
             const char  *address,
             GError     **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_USER);
  const char *addresses[] = { address, NULL };
  Person *person = g_hash_table_lookup (self->people, address);
  g_autoptr(RoundsEntity) user = NULL;
  g_autoptr(GError) problem = NULL;
  g_auto(RoundsPerson) contact = { NULL };

  if (person != NULL)
    return person;

  user = rounds_repository_find (self->database, rounds_entity_info_find (info, "email"), info, address, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (user == NULL && !rounds_people_find_by_email (self->database, addresses, NULL, &contact, error))
    return NULL;

  person = g_new0 (Person, 1);
  person->user_id = user != NULL ? g_strdup (rounds_entity_get_id (user)) : NULL;
  person->contact_id = g_steal_pointer (&contact.contact_id);
  person->institution_id = g_steal_pointer (&contact.institution_id);
  g_hash_table_insert (self->people, g_strdup (address), person);

  return person;
}

static RoundsEntity *
find_participant (GPtrArray    *participants,
                  const Person *person)
{
  for (guint i = 0; i < participants->len; i++)
    {
      RoundsEntity *participant = g_ptr_array_index (participants, i);

      if ((person->user_id != NULL && g_strcmp0 (rounds_entity_get_text (participant, "user-id"), person->user_id) == 0) ||
          (person->contact_id != NULL &&
           g_strcmp0 (rounds_entity_get_text (participant, "contact-person-id"), person->contact_id) == 0))
        return participant;
    }

  return NULL;
}

static void
add_participant (GPtrArray                 *participants,
                 const Person              *person,
                 const RoundsCalendarGuest *guest)
{
  RoundsEntity *participant = find_participant (participants, person);

  if (participant == NULL)
    {
      participant = g_object_new (ROUNDS_TYPE_MEETING_PARTICIPANT, NULL);
      if (person->user_id != NULL)
        rounds_entity_set_text (participant, "user-id", person->user_id);
      else
        rounds_entity_set_text (participant, "contact-person-id", person->contact_id);
      g_ptr_array_add (participants, participant);
    }
  rounds_entity_set_text (participant, "status", guest->status);
}

static GPtrArray *
copy_participants (RoundsEntity *meeting)
{
  GPtrArray *participants = rounds_entity_get_records (meeting, "participants");
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; participants != NULL && i < participants->len; i++)
    g_ptr_array_add (copies, rounds_entity_copy (g_ptr_array_index (participants, i)));

  return copies;
}

/* The institution that most of the contacts are of; none when it is not clear. */
static const char *
guess_institution (GHashTable *votes)
{
  const char *best = NULL;
  guint most = 0;
  gboolean is_clear = FALSE;
  GHashTableIter iter;
  gpointer id, count;

  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &id, &count))
    {
      guint n_votes = GPOINTER_TO_UINT (count);

      if (n_votes == most)
        is_clear = FALSE;
      else if (n_votes > most)
        {
          best = id;
          most = n_votes;
          is_clear = TRUE;
        }
    }

  return is_clear ? best : NULL;
}

/* Who is invited and in no record is named behind the description: a participant is a colleague or a contact. */
static gboolean
set_people (Plan                *self,
            RoundsEntity        *meeting,
            RoundsCalendarEvent *event,
            GError             **error)
{
  g_autoptr(GPtrArray) participants = copy_participants (meeting);
  g_autoptr(GHashTable) votes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) others = g_string_new (NULL);
  const char *institution_id;

  for (guint i = 0; i < event->guests->len; i++)
    {
      const RoundsCalendarGuest *guest = g_ptr_array_index (event->guests, i);
      const Person *person = find_person (self, guest->email, error);

      if (person == NULL)
        return FALSE;
      if (person->institution_id != NULL)
        g_hash_table_insert (votes, person->institution_id,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (votes, person->institution_id)) + 1));
      if (person->user_id != NULL || person->contact_id != NULL)
        add_participant (participants, person, guest);
      else if (strstr (others->str, guest->email) == NULL)
        g_string_append_printf (others, guest->name != NULL ? "%s%s <%s>" : "%s%s%s", others->len > 0 ? ", " : "",
                                guest->name != NULL ? guest->name : "", guest->email);
    }

  if (event->guests->len > 0)
    rounds_entity_set_records (meeting, "participants", participants);
  institution_id = guess_institution (votes);
  if (rounds_entity_is_null (meeting, "institution-id") && institution_id != NULL)
    rounds_entity_set_text (meeting, "institution-id", institution_id);
  if (others->len > 0 && g_utf8_strlen (others->str, -1) < 1500)
    {
      /* Translators: %s are names and addresses */
      g_autofree char *line = g_strdup_printf (_("Also invited: %s"), others->str);
      g_autofree char *description = event->description != NULL ? g_strconcat (event->description, "\n\n", line, NULL)
                                                                : g_strdup (line);

      rounds_entity_set_text (meeting, "description", description);
    }

  return TRUE;
}

static gboolean
fill (Plan                *self,
      RoundsEntity        *meeting,
      RoundsCalendarEvent *event,
      gboolean             is_new,
      GError             **error)
{
  const char *zone = event->time_zone != NULL ? event->time_zone : self->time_zone;

  rounds_entity_set_text (meeting, "title", event->title);
  rounds_entity_set_text (meeting, "location", event->location);
  rounds_entity_set_text (meeting, "description", event->description);
  rounds_entity_set_integer (meeting, "start-date", event->start);
  rounds_entity_set_integer (meeting, "end-date", event->end);
  /* A time in UTC says nothing of where the clock hangs. */
  if (is_new || event->time_zone != NULL)
    rounds_entity_set_text (meeting, "time-zone", zone);
  if (is_new)
    rounds_entity_set_text (meeting, "status", event->end < self->now ? "completed" : "scheduled");
  else if (event->sequence > rounds_entity_get_integer (meeting, "sequence") &&
           g_strcmp0 (rounds_entity_get_text (meeting, "status"), "cancelled") == 0)
    rounds_entity_set_text (meeting, "status", "scheduled");

  return set_people (self, meeting, event, error);
}

static RoundsEntity *
load_meeting (Plan        *self,
              const char  *id,
              GError     **error)
{
  g_autoptr(GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  RoundsEntity *meeting = rounds_repository_get (self->database, rounds_registry_get (ROUNDS_TYPE_MEETING), id, error);

  if (meeting == NULL)
    return NULL;
  g_ptr_array_add (meetings, meeting);
  if (!rounds_repository_load_records (self->database, meetings, error))
    return NULL;

  return g_object_ref (meeting);
}

static void
name_institution (Plan               *self,
                  RoundsCalendarItem *item)
{
  if (item->institution_id == NULL)
    return;

  if (!g_hash_table_contains (self->names, item->institution_id))
    {
      g_autoptr(RoundsEntity) institution = rounds_repository_get (self->database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION),
                                                                   item->institution_id, NULL);

      g_hash_table_insert (self->names, g_strdup (item->institution_id),
                           institution != NULL ? g_strdup (rounds_entity_get_text (institution, "name")) : NULL);
    }
  item->institution_name = g_strdup (g_hash_table_lookup (self->names, item->institution_id));
}

/* A version that is older by its number, or of the same number but exported before the last change here. */
static gboolean
is_older (const RoundsCalendarEvent *event,
          RoundsEntity              *meeting)
{
  gint64 sequence = rounds_entity_get_integer (meeting, "sequence");
  gint64 updated = rounds_entity_get_integer (meeting, "updated-at") / G_USEC_PER_SEC;

  if (event->sequence != sequence)
    return event->sequence < sequence;

  return rounds_calendar_event_is_own (event) && event->modified != 0 && event->modified / G_USEC_PER_SEC < updated;
}

static void
keep (RoundsCalendarItem *item,
      const char         *reason)
{
  item->fate = ROUNDS_CALENDAR_UNCHANGED;
  item->reason = g_strdup (reason);
}

static void
plan_cancelled (RoundsCalendarItem *item,
                RoundsEntity       *known)
{
  const char *status = known != NULL ? rounds_entity_get_text (known, "status") : NULL;

  if (known == NULL || rounds_entity_is_deleted (known))
    {
      item->fate = ROUNDS_CALENDAR_REFUSED;
      item->reason = g_strdup (_("It was cancelled, and is not among the meetings"));
    }
  else if (is_older (item->event, known))
    keep (item, _("The meeting here is newer"));
  else if (g_strcmp0 (status, "scheduled") != 0 && g_strcmp0 (status, "in_progress") != 0)
    keep (item, NULL);
  else
    item->fate = ROUNDS_CALENDAR_CANCEL;
}

static gboolean
plan_event (Plan                *self,
            RoundsCalendarItem  *item,
            RoundsEntity        *known,
            GError             **error)
{
  gboolean is_new = known == NULL || rounds_entity_is_deleted (known);
  g_autoptr(RoundsEntity) before = known != NULL ? g_object_ref (known) : g_object_new (ROUNDS_TYPE_MEETING, NULL);
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  if (!is_new && is_older (item->event, known))
    {
      keep (item, _("The meeting here is newer"));
      return TRUE;
    }
  if (!fill (self, after, item->event, is_new, error))
    return FALSE;

  g_set_str (&item->institution_id, rounds_entity_get_text (after, "institution-id"));
  name_institution (self, item);
  item->values = rounds_json_diff (before, after);
  json_object_remove_member (item->values, "institutionId");
  item->fate = is_new ? ROUNDS_CALENDAR_NEW : ROUNDS_CALENDAR_UPDATE;
  if (!is_new && json_object_get_size (item->values) == 0)
    keep (item, NULL);

  return TRUE;
}

static gboolean
plan_item (Plan                *self,
           RoundsCalendarItem  *item,
           GError             **error)
{
  g_autoptr(RoundsEntity) known = NULL;
  g_autoptr(GError) problem = NULL;

  if (item->event->problem != NULL)
    {
      item->fate = ROUNDS_CALENDAR_REFUSED;
      item->reason = g_strdup (item->event->problem);
      return TRUE;
    }

  item->id = rounds_calendar_event_dup_id (item->event, self->user_id);
  known = load_meeting (self, item->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (item->event->is_cancelled)
    {
      plan_cancelled (item, known);
      if (known != NULL)
        g_set_str (&item->institution_id, rounds_entity_get_text (known, "institution-id"));
      name_institution (self, item);
      return TRUE;
    }

  return plan_event (self, item, known, error);
}

/**
 * rounds_calendar_plan:
 * @events: (element-type RoundsCalendarEvent): what rounds_calendar_read() gave
 * @user_id: whose calendar it goes to
 * @time_zone: where that person is
 * @now: an instant
 *
 * Looks what is known already: by what the file calls an appointment, and who is invited by their addresses. An older version never takes
 * the place of a newer one.
 *
 * Returns: (transfer full) (element-type RoundsCalendarItem) (nullable): what becomes of each, in order
 */
GPtrArray *
rounds_calendar_plan (RoundsDatabase  *database,
                      GPtrArray       *events,
                      const char      *user_id,
                      const char      *time_zone,
                      gint64           now,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_calendar_item_free);
  g_auto(Plan) plan = { database, user_id, time_zone, now, NULL, NULL };

  plan.people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, person_free);
  plan.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < events->len; i++)
    {
      RoundsCalendarItem *item = g_new0 (RoundsCalendarItem, 1);

      item->event = rounds_calendar_event_copy (g_ptr_array_index (events, i));
      g_ptr_array_add (items, item);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !plan_item (&plan, item, error))
        return NULL;
    }

  return g_steal_pointer (&items);
}

/**
 * rounds_calendar_item_to_json:
 * @institution_id: (nullable): the institution that the meeting is with; %NULL leaves it
 *
 * Returns: (transfer full): one of the meetings of `meeting.import`
 */
JsonObject *
rounds_calendar_item_to_json (RoundsCalendarItem *self,
                              const char         *institution_id)
{
  JsonObject *object = json_object_new ();
  JsonObject *values = NULL;

  json_object_set_string_member (object, "id", self->id);
  json_object_set_int_member (object, "sequence", self->event->sequence);
  if (self->fate == ROUNDS_CALENDAR_CANCEL)
    {
      json_object_set_boolean_member (object, "isCancelled", TRUE);
      return object;
    }

  if (self->values != NULL)
    {
      g_autofree char *text = rounds_json_object_to_text (self->values);

      values = rounds_json_parse_object (text, strlen (text), NULL);
    }
  if (values == NULL)
    values = json_object_new ();
  if (institution_id != NULL)
    json_object_set_string_member (values, "institutionId", institution_id);
  json_object_set_object_member (object, "values", values);

  return object;
}
