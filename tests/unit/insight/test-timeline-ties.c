/* test-timeline-ties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include <string.h>

#include "insight/rounds-timeline.h"
#include "model/rounds-time.h"

/*
 * Records of every kind, at few moments so that many come at the same: what the timeline says, beside a list of what was put in that is
 * sorted and narrowed here.
 */

#define N_RECORDS 360
#define N_MOMENTS 7

#define DEAL_ID "01900000-0000-7000-8000-0000000000d1"         /* the contact's, at the hospital */
#define OTHER_DEAL_ID "01900000-0000-7000-8000-0000000000d2"   /* at the clinic, nobody's */
#define GONE_DEAL_ID "01900000-0000-7000-8000-0000000000d3"    /* deleted, at the hospital */

/* One thing that has happened. */
typedef struct
{
  const char *type;
  char *id;
  gint64 at;
  const char *institution;
  const char *contact;
  const char *user;
} Event;

typedef struct
{
  Fixture fixture;
  GRand *random;
  GPtrArray *events;
} Scatter;

/* How a kind says who, with whom and when; times that are not the first are left out of half of the records. */
static const struct
{
  const char *kind;
  const char *fields;
  const char *user;
  const char *contact;
  const char *types[3];
  const char *times[3];
} kinds[] = {
  { "meeting", "'title':'V','endDate':'2030-01-01T09:00:00Z','status':'scheduled'", "organizerId", NULL, { "meeting" }, { "startDate" } },
  { "call", "'callType':'incoming','summary':'S'", "userId", "contactPersonId", { "call" }, { "callDate" } },
  { "note", "'title':'N','content':'C','isPrivate':false", "creatorId", "contactPersonId", { "note" }, { "createdAt" } },
  { "email-message", "'subject':'E','direction':'sent','purpose':'message'", "userId", "contactPersonId", { "email" }, { "sentAt" } },
  { "task", "'title':'T','status':'completed'", "assigneeId", "contactId", { "task" }, { "completedAt" } },
  { "reminder", "'title':'R','reminderDate':'2026-01-01T09:00:00Z','isCompleted':true", "userId", "contactPersonId", { "reminder" },
    { "completedAt" } },
  { "quote", "'title':'D','status':'accepted','validUntil':'2026-03-01'", "assignedUserId", "contactPersonId",
    { "quote_sent", "quote_accepted", "quote_rejected" }, { "sentAt", "acceptedAt", "rejectedAt" } },
  { "invoice", "'title':'F','status':'paid'", "assignedUserId", "contactPersonId", { "invoice_issued", "invoice_paid" },
    { "sentAt", "paidAt" } },
  { "invoice", "'title':'A','status':'sent','type':'credit_note'", "assignedUserId", "contactPersonId", { "credit_note_issued" },
    { "sentAt" } },
  /* Nothing of these is told. */
  { "invoice", "'title':'X','status':'cancelled','sentAt':'2026-01-02T09:00:00Z'", "assignedUserId", "contactPersonId", { NULL }, { NULL } },
  { "task", "'title':'O'", "assigneeId", "contactId", { NULL }, { NULL } },
  { "call", "'callType':'missed','callDate':'2026-01-02T09:00:00Z','deletedAt':'2026-01-03T09:00:00Z'", "userId", "contactPersonId",
    { NULL }, { NULL } },
};

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->id);
  g_free (event);
}

static void
add_event (Scatter    *self,
           const char *type,
           const char *id,
           const char *moment,
           const Event *of)
{
  Event *event = g_memdup2 (of, sizeof *of);

  event->type = type;
  event->id = g_strdup (id);
  g_assert_true (rounds_instant_parse (moment, &event->at));
  g_ptr_array_add (self->events, event);
}

static char *
dup_moment (Scatter *self)
{
  return g_strdup_printf ("2026-01-%02dT10:00:00Z", g_rand_int_range (self->random, 1, N_MOMENTS + 1));
}

/* In no order, so that it is not the order in which they were put in. */
static char *
dup_id (Scatter *self)
{
  return g_strdup_printf ("01900000-0000-7000-9000-%012x", g_rand_int (self->random));
}

static void
choose_people (Scatter *self,
               Event   *event)
{
  event->institution = g_rand_int_range (self->random, 0, 4) > 0 ? HOSPITAL_ID : CLINIC_ID;
  event->contact = g_rand_boolean (self->random) ? CONTACT_ID : NULL;
  event->user = g_rand_boolean (self->random) ? USER_ID : OTHER_USER_ID;
}

static void
add_record (Scatter *self,
            guint    index)
{
  g_autofree char *id = dup_id (self);
  g_autoptr(GString) text = g_string_new (NULL);
  Event event = { NULL };

  choose_people (self, &event);
  g_string_append_printf (text, "{'id':'%s','institutionId':'%s','%s':'%s',%s", id, event.institution, kinds[index].user, event.user,
                          kinds[index].fields);
  if (event.contact != NULL && kinds[index].contact != NULL)
    g_string_append_printf (text, ",'%s':'%s'", kinds[index].contact, event.contact);
  for (guint i = 0; i < G_N_ELEMENTS (kinds[index].types) && kinds[index].types[i] != NULL; i++)
    {
      g_autofree char *moment = dup_moment (self);

      if (i > 0 && g_rand_boolean (self->random))
        continue;
      g_string_append_printf (text, ",'%s':'%s'", kinds[index].times[i], moment);
      add_event (self, kinds[index].types[i], id, moment, &event);
    }
  fixture_insert (&self->fixture, kinds[index].kind, "%s}", text->str);
  if (event.contact != NULL && g_str_equal (kinds[index].kind, "meeting"))
    fixture_insert (&self->fixture, "meeting-participant", "{'meetingId':'%s','contactPersonId':'%s'}", id, event.contact);
}

static void
add_stage_change (Scatter *self)
{
  static const char * const deals[] = { DEAL_ID, OTHER_DEAL_ID, GONE_DEAL_ID };
  const int deal = g_rand_int_range (self->random, 0, G_N_ELEMENTS (deals));
  g_autofree char *id = dup_id (self);
  g_autofree char *moment = dup_moment (self);
  Event event = { NULL };

  choose_people (self, &event);
  event.institution = deal == 1 ? CLINIC_ID : HOSPITAL_ID;
  event.contact = deal == 1 ? NULL : CONTACT_ID;
  fixture_insert (&self->fixture, "stage-change",
                  "{'id':'%s','opportunityId':'%s','toStage':'proposal','changedAt':'%s','changedBy':'%s','value':1000}", id, deals[deal],
                  moment, event.user);
  if (deal != 2)
    add_event (self, "stage_change", id, moment, &event);
}

static void
add_document (Scatter *self)
{
  g_autofree char *id = dup_id (self);
  g_autofree char *moment = dup_moment (self);
  Event event = { NULL };

  choose_people (self, &event);
  fixture_insert (&self->fixture, "attachment",
                  "{'id':'%s','institutionId':'%s','userId':'%s','createdAt':'%s','fileName':'a.pdf','mimeType':'application/pdf','size':1,"
                  "'contentHash':'%064d','recordKind':'%s','recordId':'%s'}", id, event.institution, event.user, moment, 0,
                  event.contact != NULL ? "contact" : "institution", event.contact != NULL ? event.contact : event.institution);
  add_event (self, "document", id, moment, &event);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const Event *first = *(const Event * const *) a;
  const Event *second = *(const Event * const *) b;
  int order = (first->at < second->at) - (first->at > second->at);

  if (order == 0)
    order = strcmp (second->type, first->type);
  return order != 0 ? order : strcmp (second->id, first->id);
}

static void
scatter_open (Scatter      *self,
              RoundsSchema  schema)
{
  fixture_open (&self->fixture, schema);
  self->random = g_rand_new_with_seed (20260131);
  self->events = g_ptr_array_new_with_free_func (event_free);
  fixture_insert (&self->fixture, "opportunity",
                  "{'id':'" DEAL_ID "','institutionId':'" HOSPITAL_ID "','contactPersonId':'" CONTACT_ID "','name':'Bloc 4',"
                  "'stage':'proposal','value':1000,'expectedCloseDate':'2026-06-30'}");
  fixture_insert (&self->fixture, "opportunity",
                  "{'id':'" OTHER_DEAL_ID "','institutionId':'" CLINIC_ID "','name':'IRM','stage':'proposal','value':1000,"
                  "'expectedCloseDate':'2026-06-30'}");
  fixture_insert (&self->fixture, "opportunity",
                  "{'id':'" GONE_DEAL_ID "','institutionId':'" HOSPITAL_ID "','contactPersonId':'" CONTACT_ID "','name':'Bloc 5',"
                  "'stage':'proposal','value':1000,'expectedCloseDate':'2026-06-30','deletedAt':'2026-01-03T09:00:00Z'}");
  for (guint i = 0; i < N_RECORDS; i++)
    {
      const guint index = i % (G_N_ELEMENTS (kinds) + 2);

      if (index < G_N_ELEMENTS (kinds))
        add_record (self, index);
      else if (index == G_N_ELEMENTS (kinds))
        add_stage_change (self);
      else
        add_document (self);
    }
  g_ptr_array_sort (self->events, compare_events);
}

static void
scatter_close (Scatter *self)
{
  g_ptr_array_unref (self->events);
  g_rand_free (self->random);
  fixture_close (&self->fixture);
}

static gboolean
is_asked_for (const Event                 *event,
              const RoundsTimelineRequest *request)
{
  gboolean has_type = request->types == NULL;

  for (guint i = 0; request->types != NULL && request->types[i] != NULL; i++)
    has_type |= g_str_has_prefix (event->type, request->types[i]);

  return has_type && event->at >= request->from && event->at < request->before &&
         (request->institution_id == NULL || g_str_equal (event->institution, request->institution_id)) &&
         (request->contact_id == NULL || g_strcmp0 (event->contact, request->contact_id) == 0) &&
         (request->user_id == NULL || g_str_equal (event->user, request->user_id));
}

/* Page by page, of the size that is asked for. */
static void
assert_pages (Scatter               *self,
              RoundsTimelineRequest  request)
{
  g_autofree char *cursor = NULL;
  guint next = 0;

  do
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RoundsTimeline) page = NULL;

      request.cursor = cursor;
      page = rounds_timeline_compute (self->fixture.database, &request, &error);
      g_assert_no_error (error);
      g_assert_true (page->next == NULL || page->items->len == request.limit);
      for (guint i = 0; i < page->items->len; i++)
        {
          const RoundsTimelineItem *item = g_ptr_array_index (page->items, i);
          const Event *event;

          do
            {
              g_assert_cmpuint (next, <, self->events->len);
              event = g_ptr_array_index (self->events, next++);
            }
          while (!is_asked_for (event, &request));
          g_assert_cmpstr (item->type, ==, event->type);
          g_assert_cmpstr (item->record_id, ==, event->id);
          g_assert_cmpint (item->at, ==, event->at);
          g_assert_cmpstr (item->user_id, ==, event->user);
          g_assert_cmpstr (item->institution_id, ==, event->institution);
        }
      g_set_str (&cursor, page->next);
    }
  while (cursor != NULL);

  for (; next < self->events->len; next++)
    g_assert_false (is_asked_for (g_ptr_array_index (self->events, next), &request));
}

static void
assert_all_pages (Scatter               *self,
                  RoundsTimelineRequest  request)
{
  static const guint limits[] = { 1, 2, 7, 50, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      request.limit = limits[i];
      assert_pages (self, request);
    }
}

static void
test_ties (gconstpointer data)
{
  Scatter scatter;
  const RoundsTimelineRequest places[] = {
    { .institution_id = HOSPITAL_ID, .from = G_MININT64, .before = G_MAXINT64 },
    { .institution_id = CLINIC_ID, .from = G_MININT64, .before = G_MAXINT64 },
    { .contact_id = CONTACT_ID, .from = G_MININT64, .before = G_MAXINT64 },
  };

  scatter_open (&scatter, GPOINTER_TO_INT (data));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      RoundsTimelineRequest request = places[i];

      assert_all_pages (&scatter, request);

      request.user_id = OTHER_USER_ID;
      assert_all_pages (&scatter, request);

      g_assert_true (rounds_instant_parse ("2026-01-02T10:00:00Z", &request.from));
      g_assert_true (rounds_instant_parse ("2026-01-05T10:00:00Z", &request.before));
      assert_all_pages (&scatter, request);

      request.user_id = NULL;
      request.types = (const char *[]) { "quote", "call", "stage_change", NULL };
      assert_all_pages (&scatter, request);
      request.types = (const char *[]) { "invoice", NULL };
      assert_all_pages (&scatter, request);
      request.types = (const char *[]) { "credit_note_issued", NULL };
      assert_all_pages (&scatter, request);
    }
  scatter_close (&scatter);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/timeline-ties/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_ties);
  g_test_add_data_func ("/insight/timeline-ties/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_ties);

  return g_test_run ();
}
