/* rounds-demo-deals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include <string.h>

#include "model/rounds-time.h"
#include "operations/rounds-opportunity-products.h"
#include "operations/rounds-opportunity-state.h"
#include "operations/rounds-operation-private.h"
#include "rules/rounds-rank.h"

/* Deals on their way, each with the moves that brought it there, and meetings around them. */

#define DEALS 150
#define CLOSED_DEALS 180
#define MEETINGS 400

/* Of a hundred meetings, how many are ahead. */
#define MEETINGS_AHEAD 15
#define DAYS_AHEAD 60

/* Of a hundred deals. */
static const guint shares[ROUNDS_N_STAGES] = { 28, 22, 18, 12, 13, 7 };

static RoundsStage
choose_stage (guint index)
{
  guint place = index % 100;
  RoundsStage stage = ROUNDS_STAGE_PROSPECTING;

  while (place >= shares[stage])
    place -= shares[stage++];

  return stage;
}

/* The stages a deal goes through; some are lost early. */
static guint
make_path (RoundsDemo  *self,
           RoundsStage  target,
           RoundsStage *path)
{
  RoundsStage last = target;
  guint n_steps = 0;

  if (target == ROUNDS_STAGE_CLOSED_WON)
    last = ROUNDS_STAGE_NEGOTIATION;
  else if (target == ROUNDS_STAGE_CLOSED_LOST)
    last = (RoundsStage) g_rand_int_range (self->random, ROUNDS_STAGE_QUALIFICATION, ROUNDS_STAGE_CLOSED_WON);

  for (RoundsStage stage = ROUNDS_STAGE_PROSPECTING; stage <= last; stage++)
    path[n_steps++] = stage;
  if (target != last)
    path[n_steps++] = target;

  return n_steps;
}

static gboolean
write_step (RoundsDemo    *self,
            RoundsEntity  *deal,
            const char    *from,
            const char    *user_id,
            GError       **error)
{
  g_autofree char *id = rounds_demo_make_id (self);
  g_autoptr(RoundsEntity) line = rounds_opportunity_new_change (self->context, deal, from, id);
  gint64 when = rounds_entity_get_integer (deal, "stage-changed-at");

  rounds_entity_set_integer (line, "changed-at", when);
  rounds_entity_set_integer (line, "created-at", when);
  rounds_entity_set_text (line, "created-by", user_id);
  rounds_entity_set_text (line, "changed-by", user_id);
  return rounds_operation_insert_by_rule (self->context, line, error);
}

/* Moves @deal along its path, from @days ago until now, and notes each step in @steps. */
static gboolean
walk (RoundsDemo    *self,
      RoundsEntity  *deal,
      RoundsStage    target,
      int            days,
      GPtrArray     *steps,
      GError       **error)
{
  RoundsStage path[ROUNDS_N_STAGES];
  guint n_steps = make_path (self, target, path);
  RoundsStageState state = {
    .stage = path[0],
    .probability = rounds_stage_default_probability (path[0]),
    .stage_before_closing = ROUNDS_STAGE_NONE,
    .probability_before_closing = -1,
  };
  gint64 last = 0;
  int left = days;

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *day = rounds_demo_working_day (self, -left);
      gint64 when = i == 0 ? rounds_entity_get_integer (deal, "created-at")
                           : rounds_demo_instant (self, day, g_rand_int_range (self->random, 510, 1080));
      RoundsEntity *step;

      if (!rounds_stage_move (&state, path[i], day, rounds_entity_get_text (deal, "lost-reason"), &state, error))
        return FALSE;
      rounds_opportunity_set_state (deal, &state);
      last = MIN (MAX (when, last + G_TIME_SPAN_HOUR), self->context->now);
      rounds_entity_set_integer (deal, "stage-changed-at", last);
      step = rounds_entity_copy (deal);
      g_ptr_array_add (steps, step);
      left -= MAX (1, left / (int) (n_steps - i + 1) + g_rand_int_range (self->random, -2, 3));
      left = MAX (left, 0);
    }

  return TRUE;
}

static RoundsEntity *
make_deal (RoundsDemo  *self,
           guint        institution_index,
           RoundsStage  target,
           int          days)
{
  RoundsEntity *institution = g_ptr_array_index (self->institutions, institution_index);
  RoundsEntity *contact = rounds_demo_get_contact (self, institution_index);
  RoundsEntity *seller = rounds_demo_get_seller (self, institution);
  g_autofree char *day = rounds_demo_working_day (self, -days);
  g_autofree char *closing = rounds_date_add_days (self->today, g_rand_int_range (self->random, -20, 150));
  RoundsEntity *deal = rounds_demo_new (self, "opportunity", seller,
                                        rounds_demo_instant (self, day, g_rand_int_range (self->random, 510, 1080)));
  const char *project = rounds_demo_choose (self, rounds_demo_projects);
  g_autofree char *name = g_strdup_printf ("%s – %s", project, rounds_entity_get_text (institution, "city"));
  const char *competitors[] = { rounds_demo_choose (self, rounds_demo_competitors), NULL };

  rounds_entity_set_text (deal, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (deal, "contact-person-id", rounds_entity_get_id (contact));
  rounds_entity_set_text (deal, "assigned-user-id", rounds_entity_get_id (seller));
  rounds_entity_set_text (deal, "name", name);
  rounds_entity_set_integer (deal, "value", g_rand_int_range (self->random, 12, 620) * 50000);
  rounds_entity_set_text (deal, "expected-close-date", closing);
  rounds_entity_set_text (deal, "source", rounds_demo_choose (self, rounds_demo_sources));
  if (rounds_demo_chance (self, 60))
    rounds_entity_set_list (deal, "competitors", competitors);
  if (target == ROUNDS_STAGE_CLOSED_LOST)
    rounds_entity_set_text (deal, "lost-reason", rounds_demo_choose (self, (const char * const *) self->lost_reasons));
  if (target == ROUNDS_STAGE_CLOSED_WON && rounds_demo_chance (self, 80))
    rounds_entity_set_text (deal, "won-reason", rounds_demo_choose (self, rounds_demo_won_reasons));

  return deal;
}

/* Some deals say what they are about, line by line; their value is the sum. */
static gboolean
add_products (RoundsDemo    *self,
              RoundsEntity  *deal,
              GError       **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_lines = (guint) g_rand_int_range (self->random, 1, 4);

  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (lines, rounds_demo_make_line (self, "opportunity-line", deal, "opportunity-id"));

  rounds_entity_set_records (deal, "products", lines);
  return rounds_opportunity_total_products (deal, error);
}

static void
add_contacts (RoundsDemo   *self,
              RoundsEntity *deal,
              guint         institution_index)
{
  GPtrArray *contacts = g_ptr_array_index (self->contacts, institution_index);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < contacts->len; i++)
    {
      RoundsEntity *contact = g_ptr_array_index (contacts, i);
      RoundsEntity *record = rounds_demo_new (self, "opportunity-contact", NULL, rounds_entity_get_integer (deal, "created-at"));

      rounds_entity_set_text (record, "opportunity-id", rounds_entity_get_id (deal));
      rounds_entity_set_text (record, "contact-person-id", rounds_entity_get_id (contact));
      rounds_entity_set_text (record, "role", rounds_entity_get_text (contact, "decision-role"));
      rounds_entity_set_text (record, "created-by", rounds_entity_get_text (deal, "created-by"));
      g_ptr_array_add (records, record);
    }

  rounds_entity_set_records (deal, "contacts", records);
}

static gboolean
add_deal (RoundsDemo   *self,
          RoundsStage   target,
          int           days,
          const char   *rank,
          GError      **error)
{
  guint index = (guint) g_rand_int_range (self->random, 0, (gint32) self->institutions->len);
  g_autoptr(RoundsEntity) deal = make_deal (self, index, target, days);
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);

  if (rounds_demo_chance (self, 40) && !add_products (self, deal, error))
    return FALSE;
  if (rounds_demo_chance (self, 60))
    add_contacts (self, deal, index);
  if (!walk (self, deal, target, days, steps, error))
    return FALSE;
  if (rounds_stage_is_closed (target))
    rounds_entity_set_text (deal, "expected-close-date", rounds_entity_get_text (deal, "actual-close-date"));
  rounds_entity_set_text (deal, "rank", rank);
  if (!rounds_operation_insert (self->context, deal, error) || !rounds_demo_write_records (self, deal, "products", error) ||
      !rounds_demo_write_records (self, deal, "contacts", error))
    return FALSE;

  if (g_ptr_array_index (self->deals, index) == NULL)
    g_ptr_array_index (self->deals, index) = g_object_ref (deal);

  for (guint i = 0; i < steps->len; i++)
    {
      RoundsEntity *before = i > 0 ? g_ptr_array_index (steps, i - 1) : NULL;

      if (!write_step (self, g_ptr_array_index (steps, i), before != NULL ? rounds_entity_get_text (before, "stage") : NULL,
                       rounds_entity_get_text (deal, "assigned-user-id"), error))
        return FALSE;
    }

  return TRUE;
}

gboolean
rounds_demo_make_deals (RoundsDemo  *self,
                        GError     **error)
{
  guint n_deals = DEALS * self->scale;
  guint n_closed = CLOSED_DEALS * self->scale;
  g_auto(GStrv) ranks = rounds_rank_sequence (n_deals + n_closed);

  for (guint i = 0; i < n_deals; i++)
    {
      RoundsStage stage = choose_stage (i * 37);
      int days = g_rand_int_range (self->random, 5, stage >= ROUNDS_STAGE_NEGOTIATION ? 330 : 120);

      if (!add_deal (self, stage, days, ranks[i], error))
        return FALSE;
    }

  /* What was decided in the years before, a little more won than lost. */
  for (guint i = 0; i < n_closed; i++)
    {
      RoundsStage stage = rounds_demo_chance (self, 56) ? ROUNDS_STAGE_CLOSED_WON : ROUNDS_STAGE_CLOSED_LOST;
      int days = rounds_demo_season_find (self, (i + 0.5) / n_closed);

      if (!add_deal (self, stage, MAX (days, 40), ranks[n_deals + i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_participant (RoundsDemo    *self,
                 RoundsEntity  *meeting,
                 const char    *field,
                 RoundsEntity  *person,
                 const char    *status,
                 GError       **error)
{
  g_autoptr(RoundsEntity) participant = rounds_demo_new (self, "meeting-participant", NULL,
                                                         rounds_entity_get_integer (meeting, "created-at"));

  rounds_entity_set_text (participant, "meeting-id", rounds_entity_get_id (meeting));
  rounds_entity_set_text (participant, field, rounds_entity_get_id (person));
  rounds_entity_set_text (participant, "status", status);
  rounds_entity_set_text (participant, "created-by", rounds_entity_get_text (meeting, "created-by"));
  return rounds_operation_insert_by_rule (self->context, participant, error);
}

static gboolean
add_meeting (RoundsDemo  *self,
             int          days,
             GError     **error)
{
  guint index = rounds_demo_choose_institution (self);
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  RoundsEntity *seller = rounds_demo_get_seller (self, institution);
  g_autofree char *day = rounds_demo_working_day (self, days);
  g_autofree char *location = g_strdup_printf ("%s, %s", rounds_entity_get_text (institution, "street"),
                                               rounds_entity_get_text (institution, "city"));
  gint64 start = rounds_demo_instant (self, day, 510 + 30 * g_rand_int_range (self->random, 0, 17));
  gint64 end = start + 30 * g_rand_int_range (self->random, 1, 5) * G_TIME_SPAN_MINUTE;
  gboolean is_past = end < self->context->now;
  g_autoptr(RoundsEntity) meeting = rounds_demo_new (self, "meeting", seller,
                                                     MIN (start, self->context->now) - 12 * G_TIME_SPAN_DAY);
  const char *zone = g_time_zone_get_identifier (self->context->zone);

  rounds_entity_set_text (meeting, "title", rounds_demo_choose (self, rounds_demo_meetings));
  rounds_entity_set_text (meeting, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (meeting, "organizer-id", rounds_entity_get_id (seller));
  rounds_entity_set_integer (meeting, "start-date", start);
  rounds_entity_set_integer (meeting, "end-date", end);
  rounds_entity_set_text (meeting, "location", location);
  if (strchr (zone, '/') != NULL)
    rounds_entity_set_text (meeting, "time-zone", zone);
  if (rounds_demo_chance (self, 8))
    rounds_entity_set_text (meeting, "status", "cancelled");
  else if (is_past)
    {
      rounds_entity_set_text (meeting, "status", "completed");
      if (rounds_demo_chance (self, 60))
        rounds_entity_set_text (meeting, "minutes", rounds_demo_choose (self, rounds_demo_notes));
    }

  return rounds_operation_insert (self->context, meeting, error) &&
         add_participant (self, meeting, "user-id", seller, "accepted", error) &&
         add_participant (self, meeting, "contact-person-id", rounds_demo_get_contact (self, index),
                          is_past ? "accepted" : "invited", error);
}

gboolean
rounds_demo_make_meetings (RoundsDemo  *self,
                           GError     **error)
{
  guint n_ahead = MEETINGS * self->scale * MEETINGS_AHEAD / 100;
  guint n_behind = MEETINGS * self->scale - n_ahead;

  for (guint i = 0; i < n_behind; i++)
    if (!add_meeting (self, -rounds_demo_season_find (self, (i + 0.5) / n_behind), error))
      return FALSE;
  for (guint i = 0; i < n_ahead; i++)
    if (!add_meeting (self, (int) ((guint64) i * DAYS_AHEAD / n_ahead), error))
      return FALSE;

  return TRUE;
}
