/* rounds-demo-activities.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

/* What a sales team does all day: calls, e-mails, notes, tasks, reminders. */

#define CALLS 3600
#define EMAILS 2800
#define NOTES 1500
#define TASKS 1400
#define REMINDERS 400

/* Of a hundred tasks and reminders, how many are ahead. */
#define AHEAD 6
#define DAYS_AHEAD 45

/* Where and when something happens. */
typedef struct
{
  guint index;               /* of the institution */
  RoundsEntity *institution; /* borrowed */
  RoundsEntity *seller;      /* borrowed */
  gint64 when;
} Moment;

static void
choose_moment (RoundsDemo *self,
               Moment     *moment)
{
  g_autofree char *day = rounds_demo_working_day (self, -rounds_demo_season_find (self, g_rand_double (self->random)));

  moment->index = rounds_demo_choose_institution (self);
  moment->institution = g_ptr_array_index (self->institutions, moment->index);
  moment->seller = rounds_demo_get_seller (self, moment->institution);
  moment->when = MIN (rounds_demo_instant (self, day, g_rand_int_range (self->random, 510, 1080)), self->context->now);
}

/* A record of @kind about the institution, with a contact mostly and with the deal sometimes. */
static RoundsEntity *
make_record (RoundsDemo   *self,
             const Moment *moment,
             const char   *kind,
             const char   *owner,
             const char   *contact)
{
  RoundsEntity *record = rounds_demo_new (self, kind, moment->seller, moment->when);
  RoundsEntity *deal = g_ptr_array_index (self->deals, moment->index);

  rounds_entity_set_text (record, owner, rounds_entity_get_id (moment->seller));
  rounds_entity_set_text (record, "institution-id", rounds_entity_get_id (moment->institution));
  if (rounds_demo_chance (self, 85))
    rounds_entity_set_text (record, contact, rounds_entity_get_id (rounds_demo_get_contact (self, moment->index)));
  if (deal != NULL && rounds_demo_chance (self, 25))
    rounds_entity_set_text (record, "opportunity-id", rounds_entity_get_id (deal));

  return record;
}

static gboolean
add_call (RoundsDemo  *self,
          GError     **error)
{
  Moment moment;
  g_autoptr(RoundsEntity) call = NULL;
  int dice = g_rand_int_range (self->random, 0, 100);

  choose_moment (self, &moment);
  call = make_record (self, &moment, "call", "user-id", "contact-person-id");
  rounds_entity_set_text (call, "phone-number", rounds_entity_get_text (moment.institution, "main-phone"));
  rounds_entity_set_text (call, "call-type", dice < 60 ? "outgoing" : dice < 86 ? "incoming" : "missed");
  rounds_entity_set_integer (call, "call-date", moment.when);
  if (dice < 86)
    {
      rounds_entity_set_integer (call, "duration", g_rand_int_range (self->random, 40, 1500));
      rounds_entity_set_text (call, "summary", rounds_demo_choose (self, rounds_demo_calls));
    }

  return rounds_operation_insert (self->context, call, error);
}

static gboolean
add_email (RoundsDemo  *self,
           GError     **error)
{
  Moment moment;
  g_autoptr(RoundsEntity) email = NULL;
  gboolean is_outgoing = rounds_demo_chance (self, 65);

  choose_moment (self, &moment);
  email = make_record (self, &moment, "email-message", "user-id", "contact-person-id");
  rounds_entity_set_text (email, "subject", rounds_demo_choose (self, rounds_demo_subjects));
  rounds_entity_set_text (email, "direction", is_outgoing ? "outgoing" : "incoming");
  rounds_entity_set_text (email, "purpose", is_outgoing && rounds_demo_chance (self, 20) ? "campaign" : "message");
  rounds_entity_set_integer (email, "sent-at", moment.when);
  if (is_outgoing && rounds_demo_chance (self, 55))
    rounds_entity_set_integer (email, "opened-at",
                               MIN (moment.when + g_rand_int_range (self->random, 5, 5000) * G_TIME_SPAN_MINUTE, self->context->now));

  return rounds_operation_insert (self->context, email, error);
}

static gboolean
add_note (RoundsDemo  *self,
          GError     **error)
{
  Moment moment;
  g_autoptr(RoundsEntity) note = NULL;

  choose_moment (self, &moment);
  note = make_record (self, &moment, "note", "creator-id", "contact-person-id");
  rounds_entity_set_text (note, "title", rounds_demo_choose (self, rounds_demo_note_titles));
  rounds_entity_set_text (note, "content", rounds_demo_choose (self, rounds_demo_notes));
  rounds_entity_set_boolean (note, "is-private", rounds_demo_chance (self, 8));

  return rounds_operation_insert (self->context, note, error);
}

/* When something is to be done: some time after @moment, or ahead of today. */
static gint64
choose_due (RoundsDemo   *self,
            const Moment *moment,
            gboolean      is_ahead)
{
  g_autofree char *day = NULL;

  if (!is_ahead)
    return moment->when + g_rand_int_range (self->random, 1, 15) * G_TIME_SPAN_DAY;

  day = rounds_demo_working_day (self, g_rand_int_range (self->random, 0, DAYS_AHEAD));
  return rounds_demo_instant (self, day, 30 * g_rand_int_range (self->random, 17, 37));
}

static gboolean
add_task (RoundsDemo  *self,
          GError     **error)
{
  static const char * const priorities[] = { "low", "medium", "medium", "medium", "high", "urgent", NULL };
  Moment moment;
  g_autoptr(RoundsEntity) task = NULL;
  gboolean is_ahead = rounds_demo_chance (self, AHEAD);
  gint64 due;
  gint64 done;

  choose_moment (self, &moment);
  if (is_ahead)
    moment.when = self->context->now - g_rand_int_range (self->random, 1, 20) * G_TIME_SPAN_DAY;
  task = make_record (self, &moment, "task", "assignee-id", "contact-id");
  due = choose_due (self, &moment, is_ahead);
  done = due + g_rand_int_range (self->random, -4000, 3000) * G_TIME_SPAN_MINUTE;
  rounds_entity_set_text (task, "title", rounds_demo_choose (self, rounds_demo_tasks));
  rounds_entity_set_text (task, "priority", rounds_demo_choose (self, priorities));
  rounds_entity_set_integer (task, "due-date", due);
  if (!is_ahead && done <= self->context->now && !rounds_demo_chance (self, 3))
    {
      rounds_entity_set_text (task, "status", "completed");
      rounds_entity_set_integer (task, "completed-at", MAX (done, moment.when));
    }
  else if (rounds_demo_chance (self, 25))
    {
      rounds_entity_set_text (task, "status", "in_progress");
    }

  return rounds_operation_insert (self->context, task, error);
}

static gboolean
add_reminder (RoundsDemo  *self,
              GError     **error)
{
  Moment moment;
  g_autoptr(RoundsEntity) reminder = NULL;
  gboolean is_ahead = rounds_demo_chance (self, 2 * AHEAD);
  gint64 due;

  choose_moment (self, &moment);
  if (is_ahead)
    moment.when = self->context->now - g_rand_int_range (self->random, 1, 20) * G_TIME_SPAN_DAY;
  reminder = make_record (self, &moment, "reminder", "user-id", "contact-person-id");
  due = choose_due (self, &moment, is_ahead);
  rounds_entity_set_text (reminder, "title", rounds_demo_choose (self, rounds_demo_tasks));
  rounds_entity_set_integer (reminder, "reminder-date", due);
  if (!is_ahead && due <= self->context->now && !rounds_demo_chance (self, 4))
    {
      rounds_entity_set_boolean (reminder, "is-completed", TRUE);
      rounds_entity_set_integer (reminder, "completed-at", MIN (due + 20 * G_TIME_SPAN_MINUTE, self->context->now));
    }

  return rounds_operation_insert (self->context, reminder, error);
}

gboolean
rounds_demo_make_activities (RoundsDemo  *self,
                             GError     **error)
{
  static const struct
  {
    guint number;
    gboolean (*add) (RoundsDemo *self, GError **error);
  } kinds[] = {
    { CALLS, add_call },
    { EMAILS, add_email },
    { NOTES, add_note },
    { TASKS, add_task },
    { REMINDERS, add_reminder },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; j < kinds[i].number * self->scale; j++)
      if (!kinds[i].add (self, error))
        return FALSE;

  return TRUE;
}
