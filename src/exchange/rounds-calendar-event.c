/* rounds-calendar-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-event.h"

#include <string.h>

#include "exchange/rounds-calendar-rule.h"
#include "model/rounds-id.h"

/* What a meeting can hold, in characters; the table of fields has the same. */
#define TITLE_MAXIMUM 255
#define LOCATION_MAXIMUM 500
#define DESCRIPTION_MAXIMUM 8000
#define GUESTS_MAXIMUM 500
#define OWN_SUFFIX "@rounds"

static void
guest_free (RoundsCalendarGuest *self)
{
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

RoundsCalendarEvent *
rounds_calendar_event_new (guint line)
{
  RoundsCalendarEvent *self = g_new0 (RoundsCalendarEvent, 1);

  self->line = line;
  self->guests = g_ptr_array_new_with_free_func ((GDestroyNotify) guest_free);
  return self;
}

static gpointer
copy_guest (gconstpointer source,
            gpointer      user_data)
{
  const RoundsCalendarGuest *guest = source;
  RoundsCalendarGuest *copy = g_new0 (RoundsCalendarGuest, 1);

  *copy = (RoundsCalendarGuest) { g_strdup (guest->name), g_strdup (guest->email), guest->status, guest->is_organizer };
  return copy;
}

RoundsCalendarEvent *
rounds_calendar_event_copy (const RoundsCalendarEvent *self)
{
  RoundsCalendarEvent *copy = g_new0 (RoundsCalendarEvent, 1);

  *copy = *self;
  copy->problem = g_strdup (self->problem);
  copy->uid = g_strdup (self->uid);
  copy->occurrence = g_strdup (self->occurrence);
  copy->title = g_strdup (self->title);
  copy->location = g_strdup (self->location);
  copy->description = g_strdup (self->description);
  copy->time_zone = g_strdup (self->time_zone);
  copy->guests = g_ptr_array_copy (self->guests, copy_guest, NULL);
  g_ptr_array_set_free_func (copy->guests, (GDestroyNotify) guest_free);

  return copy;
}

void
rounds_calendar_event_free (RoundsCalendarEvent *self)
{
  g_free (self->problem);
  g_free (self->uid);
  g_free (self->occurrence);
  g_free (self->title);
  g_free (self->location);
  g_free (self->description);
  g_free (self->time_zone);
  g_ptr_array_unref (self->guests);
  g_free (self);
}

static void
take_text (char                    **member,
           const RoundsCalendarLine *line,
           glong                     maximum)
{
  g_autofree char *text = rounds_calendar_line_dup_text (line);

  g_clear_pointer (member, g_free);
  if (text[0] == '\0')
    return;
  *member = g_utf8_strlen (text, -1) > maximum ? g_utf8_substring (text, 0, maximum) : g_strdup (text);
}

static const char *
read_status (const RoundsCalendarLine *line)
{
  g_autofree char *status = rounds_calendar_line_dup_parameter (line, "PARTSTAT");

  if (status != NULL && g_ascii_strcasecmp (status, "ACCEPTED") == 0)
    return "accepted";
  if (status != NULL && g_ascii_strcasecmp (status, "DECLINED") == 0)
    return "declined";
  if (status != NULL && g_ascii_strcasecmp (status, "TENTATIVE") == 0)
    return "tentative";

  return "invited";
}

/* A room or a projector is nobody. */
static gboolean
is_person (const RoundsCalendarLine *line)
{
  g_autofree char *type = rounds_calendar_line_dup_parameter (line, "CUTYPE");

  return type == NULL || (g_ascii_strcasecmp (type, "ROOM") != 0 && g_ascii_strcasecmp (type, "RESOURCE") != 0);
}

static void
add_guest (RoundsCalendarEvent      *self,
           const RoundsCalendarLine *line)
{
  g_autofree char *name = rounds_calendar_line_dup_parameter (line, "CN");
  g_autofree char *value = g_strstrip (g_strdup (line->value));
  gboolean is_organizer = g_str_equal (line->name, "ORGANIZER");
  const char *address = g_ascii_strncasecmp (value, "mailto:", 7) == 0 ? value + 7 : value;
  RoundsCalendarGuest *guest;

  if (strchr (address, '@') == NULL || !is_person (line) || self->guests->len >= GUESTS_MAXIMUM)
    return;

  guest = g_new0 (RoundsCalendarGuest, 1);
  guest->email = g_utf8_strdown (address, -1);
  guest->name = name != NULL && name[0] != '\0' ? g_steal_pointer (&name) : NULL;
  guest->status = is_organizer ? "accepted" : read_status (line);
  guest->is_organizer = is_organizer;
  g_ptr_array_add (self->guests, guest);
}

/**
 * rounds_calendar_event_read_text:
 * @line: of the event
 *
 * Reads what needs no clock.
 *
 * Returns: whether @line said such a thing
 */
gboolean
rounds_calendar_event_read_text (RoundsCalendarEvent      *self,
                                 const RoundsCalendarLine *line)
{
  gboolean is_date, is_utc;
  gint64 seconds;

  if (g_str_equal (line->name, "SUMMARY"))
    take_text (&self->title, line, TITLE_MAXIMUM);
  else if (g_str_equal (line->name, "LOCATION"))
    take_text (&self->location, line, LOCATION_MAXIMUM);
  else if (g_str_equal (line->name, "DESCRIPTION"))
    take_text (&self->description, line, DESCRIPTION_MAXIMUM);
  else if (g_str_equal (line->name, "UID"))
    take_text (&self->uid, line, TITLE_MAXIMUM);
  else if (g_str_equal (line->name, "SEQUENCE"))
    self->sequence = CLAMP (g_ascii_strtoll (line->value, NULL, 10), 0, G_MAXINT);
  else if (g_str_equal (line->name, "STATUS"))
    self->is_cancelled |= g_ascii_strcasecmp (line->value, "CANCELLED") == 0;
  else if (g_str_equal (line->name, "ATTENDEE") || g_str_equal (line->name, "ORGANIZER"))
    add_guest (self, line);
  else if (g_str_equal (line->name, "LAST-MODIFIED"))
    {
      if (rounds_calendar_time_parse (line->value, &seconds, &is_date, &is_utc) && is_utc)
        self->modified = seconds * G_USEC_PER_SEC;
    }
  else
    return FALSE;

  return TRUE;
}

/**
 * rounds_calendar_event_is_own:
 *
 * Returns: whether the meeting was exported from here, so that its UID holds the id of the record
 */
gboolean
rounds_calendar_event_is_own (const RoundsCalendarEvent *self)
{
  g_autofree char *id = NULL;

  if (self->uid == NULL || !g_str_has_suffix (self->uid, OWN_SUFFIX))
    return FALSE;
  id = g_strndup (self->uid, strlen (self->uid) - strlen (OWN_SUFFIX));

  return rounds_id_is_valid (id);
}

/**
 * rounds_calendar_event_dup_id:
 * @user_id: whose calendar it goes to
 *
 * The record of an appointment is found again by what the file calls it. Of an appointment that is in the calendars of two colleagues each
 * has a record, which the other may not be allowed to see.
 *
 * Returns: (transfer full): the id of its meeting
 */
char *
rounds_calendar_event_dup_id (const RoundsCalendarEvent *self,
                              const char                *user_id)
{
  g_autofree char *name = NULL;

  if (rounds_calendar_event_is_own (self) && self->occurrence == NULL)
    return g_strndup (self->uid, strlen (self->uid) - strlen (OWN_SUFFIX));

  name = g_strdup_printf ("meeting:%s:%s:%s", user_id, self->occurrence != NULL ? self->occurrence : "", self->uid);
  return rounds_id_derive (name);
}
