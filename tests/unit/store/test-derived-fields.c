/* test-derived-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "insight/rounds-institution-health.h"
#include "insight/rounds-institution-lead.h"
#include "model/rounds-json.h"
#include "model/rounds-setting.h"
#include "model/rounds-time.h"
#include "rules/rounds-health.h"
#include "rules/rounds-lead-score.h"
#include "rules/rounds-lifecycle.h"
#include "store/rounds-derived-fields.h"
#include "store/rounds-field-sql.h"
#include "support.h"

/* Random institutions, whose derived fields the database computes, against the same computed here, record by record, with rules/, and
 * against what insight/ says of one institution. */

#define NOW "2026-11-24T10:00:00Z"
#define TODAY "2026-11-24"
#define OFFERED "[\"Cardiologie\",\"urologie\",\"Orthopédie\",\"Radiologie\"]"
#define N_INSTITUTIONS 60

typedef struct
{
  Room *room;
  gint64 now;
  GTimeZone *zone;
  GHashTable *records; /* kind -> GPtrArray of RoundsEntity */
} World;

static gint64
random_instant (World *world,
                int    days_back,
                int    days_ahead)
{
  return world->now + (gint64) g_test_rand_int_range (-days_back, days_ahead + 1) * G_TIME_SPAN_DAY +
         g_test_rand_int_range (-40000, 40000) * G_TIME_SPAN_SECOND;
}

static char *
random_date (int days_back,
             int days_ahead)
{
  return rounds_date_add_days (TODAY, g_test_rand_int_range (-days_back, days_ahead + 1));
}

static gboolean
chance (int percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

static RoundsEntity *
make (World      *world,
      const char *kind,
      const char *reference,
      const char *id)
{
  RoundsEntity *entity = make_record (kind);
  GPtrArray *list = g_hash_table_lookup (world->records, kind);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (world->records, (gpointer) kind, list);
    }
  g_ptr_array_add (list, entity);
  if (reference != NULL)
    rounds_entity_set_text (entity, reference, id);
  if (chance (5))
    rounds_entity_set_integer (entity, "deleted-at", world->now);

  return entity;
}

static void
set_date (RoundsEntity *entity,
          const char   *name,
          int           days_back,
          int           days_ahead)
{
  g_autofree char *date = random_date (days_back, days_ahead);

  rounds_entity_set_text (entity, name, date);
}

static const char *
pick (const char * const *texts)
{
  return texts[g_test_rand_int_range (0, (int) g_strv_length ((char **) texts))];
}

static void
make_interactions (World      *world,
                   const char *id)
{
  for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
    {
      RoundsEntity *meeting = make (world, "meeting", "institution-id", id);
      RoundsEntity *call = make (world, "call", "institution-id", id);
      RoundsEntity *note = make (world, "note", "institution-id", id);
      RoundsEntity *mail = make (world, "email-message", "institution-id", id);
      const gint64 start = random_instant (world, 200, 30);

      rounds_entity_set_integer (meeting, "start-date", start);
      rounds_entity_set_integer (meeting, "end-date", start + G_TIME_SPAN_HOUR);
      rounds_entity_set_text (meeting, "status", chance (20) ? "cancelled" : "scheduled");
      rounds_entity_set_integer (call, "call-date", random_instant (world, 300, 2));
      rounds_entity_set_integer (note, "created-at", random_instant (world, 400, 0) - G_TIME_SPAN_DAY);
      rounds_entity_set_boolean (note, "is-private", chance (30));
      rounds_entity_set_integer (mail, "sent-at", random_instant (world, 300, 1));
      rounds_entity_set_text (mail, "direction", chance (70) ? "outgoing" : "incoming");
      rounds_entity_set_text (mail, "purpose", pick ((const char *[]) { "message", "quote", "campaign", NULL }));
      if (chance (50))
        rounds_entity_set_integer (mail, "opened-at", world->now);
    }
}

static void
make_quotes (World      *world,
             const char *id)
{
  for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
    {
      RoundsEntity *quote = make (world, "quote", "institution-id", id);
      const char *status = pick ((const char *[]) { "draft", "sent", "accepted", "rejected", "expired", "cancelled", NULL });
      const gint64 sent = random_instant (world, 900, 0) - 60 * G_TIME_SPAN_DAY;
      const gint64 decided = sent + g_test_rand_int_range (0, 50) * G_TIME_SPAN_DAY + g_test_rand_int_range (0, 86400) * G_TIME_SPAN_SECOND;

      rounds_entity_set_integer (quote, "created-at", sent - G_TIME_SPAN_DAY);
      rounds_entity_set_text (quote, "status", status);
      set_date (quote, "valid-until", 900, 60);
      if (!g_str_equal (status, "draft"))
        rounds_entity_set_integer (quote, "sent-at", sent);
      if (g_str_equal (status, "accepted"))
        rounds_entity_set_integer (quote, "accepted-at", decided);
      if (g_str_equal (status, "rejected"))
        rounds_entity_set_integer (quote, "rejected-at", decided);
    }
}

static void
make_invoices (World      *world,
               const char *id)
{
  const char *previous = NULL;

  for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
    {
      RoundsEntity *invoice = make (world, "invoice", "institution-id", id);
      const char *status = pick ((const char *[]) { "draft", "sent", "partially_paid", "paid", "cancelled", NULL });
      const gint64 total = g_test_rand_int_range (100, 3000000);
      const gboolean is_credit = chance (15);
      gint64 remaining = total;

      rounds_entity_set_text (invoice, "type", is_credit ? "credit_note" : "invoice");
      if (is_credit && previous != NULL)
        rounds_entity_set_text (invoice, "credited-invoice-id", previous);
      else
        previous = rounds_entity_get_id (invoice);
      rounds_entity_set_text (invoice, "status", status);
      rounds_entity_set_integer (invoice, "total", total);
      if (!g_str_equal (status, "draft"))
        {
          set_date (invoice, "issue-date", 1200, 0);
          set_date (invoice, "due-date", 900, 40);
        }
      if (g_str_equal (status, "paid") || g_str_equal (status, "partially_paid"))
        {
          RoundsEntity *payment = make (world, "payment", "invoice-id", rounds_entity_get_id (invoice));

          remaining = g_str_equal (status, "paid") ? 0 : total / 2;
          rounds_entity_set_integer (payment, "amount", total - remaining);
          rounds_entity_set_text (payment, "status", chance (90) ? "confirmed" : "cancelled");
          set_date (payment, "payment-date", 1300, 0);
          rounds_entity_set_text (invoice, "last-payment-date", rounds_entity_get_text (payment, "payment-date"));
        }
      rounds_entity_set_integer (invoice, "remaining-amount", remaining);
      if (chance (30))
        {
          GPtrArray *quotes = g_hash_table_lookup (world->records, "quote");

          if (quotes != NULL && quotes->len > 0)
            rounds_entity_set_text (invoice, "quote-id",
                                    rounds_entity_get_id (g_ptr_array_index (quotes, g_test_rand_int_range (0, (int) quotes->len))));
        }
    }
}

static void
make_deals (World      *world,
            const char *id)
{
  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    {
      RoundsEntity *deal = make (world, "opportunity", "institution-id", id);

      rounds_entity_set_text (deal, "stage", pick ((const char *[]) { "prospecting", "negotiation", "closed_won", "closed_lost", NULL }));
      rounds_entity_set_integer (deal, "value", g_test_rand_int_range (0, 10000000));
    }
}

static void
make_institution (World *world,
                  guint  index)
{
  static const char * const specialties[] = { "cardiologie", "Urologie", "orthopedie", "Pédiatrie", "radiologie" };
  RoundsEntity *institution = make (world, "institution", NULL, NULL);
  const char *id = rounds_entity_get_id (institution);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  rounds_entity_clear (institution, "deleted-at");
  if (chance (80))
    rounds_entity_set_integer (institution, "bed-capacity", pick ((const char *[]) { "a", "b", NULL })[0] == 'a' ? 0
                                                                : g_test_rand_int_range (1, 900));
  for (guint i = 0; i < G_N_ELEMENTS (specialties); i++)
    if (chance (40))
      g_strv_builder_add (builder, specialties[i]);
  list = g_strv_builder_end (builder);
  rounds_entity_set_list (institution, "specialties", (const char * const *) list);

  /* The first has nothing at all. */
  if (index == 0)
    return;
  make_interactions (world, id);
  make_quotes (world, id);
  make_invoices (world, id);
  make_deals (world, id);
}

static void
store_all (World *world)
{
  static const char * const order[] = { "institution", "opportunity", "quote", "invoice", "payment", "meeting", "call", "note",
                                        "email-message" };

  assert_ok (rounds_database_begin (world->room->database, &local_error));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GPtrArray *list = g_hash_table_lookup (world->records, order[i]);

      for (guint j = 0; list != NULL && j < list->len; j++)
        assert_ok (rounds_repository_insert (world->room->database, g_ptr_array_index (list, j), NULL, &local_error));
    }
  assert_ok (rounds_database_commit (world->room->database, &local_error));
}

/* The living records of a kind that refer to @id. */
static GPtrArray *
find (World      *world,
      const char *kind,
      const char *reference,
      const char *id)
{
  GPtrArray *list = g_hash_table_lookup (world->records, kind);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (list, i);

      if (!rounds_entity_is_deleted (entity) && g_strcmp0 (rounds_entity_get_text (entity, reference), id) == 0)
        g_ptr_array_add (found, entity);
    }

  return found;
}

static gboolean
has_status (RoundsEntity *entity,
            const char   *status)
{
  return g_strcmp0 (rounds_entity_get_text (entity, "status"), status) == 0;
}

typedef struct
{
  RoundsHealthFacts health;
  RoundsLeadFacts lead;
  RoundsLifecycleFacts life;
  gint64 last;
  gint64 n_deals;
  gint64 deal_value;
  gint64 invoiced;
  gint64 paid_year;
  gint64 overdue;
} Facts;

static void
count_interactions (World      *world,
                    const char *id,
                    Facts      *facts)
{
  static const struct { const char *kind; const char *when; } kinds[] = {
    { "meeting", "start-date" }, { "call", "call-date" }, { "note", "created-at" }, { "email-message", "sent-at" },
  };

  facts->last = -1;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GPtrArray) list = find (world, kinds[i].kind, "institution-id", id);

      for (guint j = 0; j < list->len; j++)
        {
          RoundsEntity *entity = g_ptr_array_index (list, j);
          const gint64 when = rounds_entity_get_integer (entity, kinds[i].when);

          if (when > world->now || (i == 2 && rounds_entity_get_boolean (entity, "is-private")) ||
              (i == 0 && (has_status (entity, "cancelled") || rounds_entity_get_integer (entity, "end-date") > world->now)))
            continue;
          facts->last = MAX (facts->last, when);
          if (when >= rounds_instant_from_date ("2026-08-26", world->zone))
            facts->health.n_interactions++;
          if (i == 3 && when >= rounds_instant_from_date ("2026-05-28", world->zone) && g_str_equal (rounds_entity_get_text (entity, "direction"), "outgoing") &&
              !g_str_equal (rounds_entity_get_text (entity, "purpose"), "message"))
            {
              facts->health.n_mails_sent++;
              facts->health.n_mails_opened += !rounds_entity_is_null (entity, "opened-at");
            }
        }
    }
  {
    g_autofree char *last = facts->last < 0 ? g_strdup (TODAY) : rounds_instant_to_date (facts->last, world->zone);

    facts->health.days_since_interaction = facts->last < 0 ? -1 : rounds_date_difference (last, TODAY);
  }
  facts->life.days_since_interaction = facts->health.days_since_interaction;
}

static void
count_quotes (World      *world,
              const char *id,
              Facts      *facts)
{
  g_autoptr(GPtrArray) quotes = find (world, "quote", "institution-id", id);
  const gint64 history = rounds_instant_from_date ("2024-11-24", world->zone);
  const gint64 demand = rounds_instant_from_date ("2025-11-24", world->zone);
  gint64 waited = 0;
  gint64 n_answers = 0;

  for (guint i = 0; i < quotes->len; i++)
    {
      RoundsEntity *quote = g_ptr_array_index (quotes, i);
      const char *until = rounds_entity_get_text (quote, "valid-until");
      const gint64 sent = rounds_entity_get_integer (quote, "sent-at");
      const gint64 accepted = rounds_entity_get_integer (quote, "accepted-at");
      const gint64 rejected = rounds_entity_get_integer (quote, "rejected-at");
      const gint64 created = rounds_entity_get_integer (quote, "created-at");
      const gboolean expired = (has_status (quote, "expired") || has_status (quote, "sent")) && strcmp (until, TODAY) < 0;

      if (has_status (quote, "accepted") || has_status (quote, "rejected"))
        {
          const gint64 decided = has_status (quote, "accepted") ? accepted : rejected;

          n_answers++;
          waited += decided - sent;
          if (decided >= history)
            {
              facts->health.n_decided++;
              facts->health.n_accepted += has_status (quote, "accepted");
            }
        }
      else if (expired && strcmp (until, "2024-11-24") >= 0)
        facts->health.n_decided++;

      facts->lead.n_quotes += created >= demand;
      facts->life.has_open_quote |= (has_status (quote, "sent") && !expired) || has_status (quote, "accepted");
    }

  facts->lead.response_known = n_answers > 0;
  if (n_answers > 0)
    facts->lead.response_days = (double) waited / (double) n_answers / (double) G_TIME_SPAN_DAY;
}

/* What has been paid of an invoice in all; @last is when last. */
static gint64
count_payments (World         *world,
                RoundsEntity  *invoice,
                gint64         sign,
                Facts         *facts,
                const char   **last)
{
  g_autoptr(GPtrArray) payments = find (world, "payment", "invoice-id", rounds_entity_get_id (invoice));
  gint64 paid = 0;

  *last = NULL;
  for (guint i = 0; i < payments->len; i++)
    {
      RoundsEntity *payment = g_ptr_array_index (payments, i);
      const char *date = rounds_entity_get_text (payment, "payment-date");
      const gint64 amount = rounds_entity_get_integer (payment, "amount");

      if (!has_status (payment, "confirmed"))
        continue;
      paid += amount;
      if (*last == NULL || strcmp (date, *last) > 0)
        *last = date;
      if (strcmp (date, "2025-11-24") >= 0)
        facts->paid_year += sign * amount;
      if (strcmp (date, "2023-11-24") >= 0)
        facts->lead.paid += sign * amount;
    }

  return paid;
}

static gboolean
is_issued (RoundsEntity *invoice)
{
  return !has_status (invoice, "draft") && !has_status (invoice, "cancelled");
}

static gint64
get_credited (World        *world,
              RoundsEntity *invoice)
{
  g_autoptr(GPtrArray) notes = find (world, "invoice", "credited-invoice-id", rounds_entity_get_id (invoice));
  gint64 credited = 0;

  for (guint i = 0; i < notes->len; i++)
    if (is_issued (g_ptr_array_index (notes, i)))
      credited += rounds_entity_get_integer (g_ptr_array_index (notes, i), "total");

  return credited;
}

static void
count_invoices (World      *world,
                const char *id,
                Facts      *facts)
{
  g_autoptr(GPtrArray) invoices = find (world, "invoice", "institution-id", id);

  for (guint i = 0; i < invoices->len; i++)
    {
      RoundsEntity *invoice = g_ptr_array_index (invoices, i);
      const char *issued = rounds_entity_get_text (invoice, "issue-date");
      const char *due = rounds_entity_get_text (invoice, "due-date");
      const gint64 total = rounds_entity_get_integer (invoice, "total");
      const gboolean is_credit = g_str_equal (rounds_entity_get_text (invoice, "type"), "credit_note");
      const char *last_payment;
      gint64 owed;

      if (!is_issued (invoice))
        continue;
      owed = total - count_payments (world, invoice, is_credit ? -1 : 1, facts, &last_payment) - get_credited (world, invoice);
      if (has_status (invoice, "paid"))
        owed = 0;
      if (strcmp (issued, "2025-11-24") >= 0)
        facts->invoiced += is_credit ? -total : total;
      if (is_credit)
        continue;

      if (facts->life.last_issue_date == NULL || strcmp (issued, facts->life.last_issue_date) > 0)
        facts->life.last_issue_date = issued;
      if (strcmp (due, TODAY) < 0 && owed > 0)
        facts->overdue += owed;
      if (strcmp (due, "2024-11-24") >= 0 && strcmp (due, TODAY) <= 0)
        {
          const char *settled = owed > 0 ? TODAY : last_payment != NULL ? last_payment : due;

          facts->health.n_due++;
          facts->health.days_late += MAX (rounds_date_difference (due, settled), 0);
        }
    }
}

static void
gather (World        *world,
        RoundsEntity *institution,
        Facts        *facts)
{
  const char *id = rounds_entity_get_id (institution);
  g_autoptr(GPtrArray) deals = find (world, "opportunity", "institution-id", id);
  g_auto(GStrv) specialties = rounds_entity_dup_list (institution, "specialties");
  g_auto(GStrv) offered = rounds_json_parse_list (OFFERED);

  *facts = (Facts) { 0 };
  count_interactions (world, id, facts);
  count_quotes (world, id, facts);
  count_invoices (world, id, facts);
  for (guint i = 0; i < deals->len; i++)
    {
      RoundsEntity *deal = g_ptr_array_index (deals, i);

      if (g_str_has_prefix (rounds_entity_get_text (deal, "stage"), "closed"))
        continue;
      facts->n_deals++;
      facts->deal_value += rounds_entity_get_integer (deal, "value");
    }
  facts->life.has_open_deal = facts->n_deals > 0;
  facts->lead.beds = rounds_entity_get_integer (institution, "bed-capacity");
  facts->lead.specialties_known = specialties[0] != NULL;
  facts->lead.n_matches = rounds_lead_count_matches ((const char * const *) specialties, (const char * const *) offered);
}

/* What the database says of every institution: id -> the values in the order of @paths. */
static RoundsStatement *
ask (World              *world,
     RoundsMoment       *moment,
     const char * const *paths)
{
  g_autoptr(GString) sql = g_string_new ("SELECT t.id");
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GError) error = NULL;
  RoundsStatement *statement;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      const RoundsField *field = rounds_derived_fields_find (rounds_registry_find ("institution"), paths[i]);
      g_autofree char *expression = rounds_field_to_sql (field, moment, "t", parameters);

      g_string_append_printf (sql, ", %s", expression);
    }
  g_string_append (sql, " FROM institutions t ORDER BY t.id");

  statement = rounds_database_prepare (world->room->database, sql->str, &error);
  g_assert_no_error (error);
  rounds_statement_bind_all (statement, parameters);
  return statement;
}

static RoundsEntity *
find_institution (World      *world,
                  const char *id)
{
  GPtrArray *list = g_hash_table_lookup (world->records, "institution");

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (rounds_entity_get_id (g_ptr_array_index (list, i)), id))
      return g_ptr_array_index (list, i);

  return NULL;
}

static void
assert_insight (World           *world,
                const char      *id,
                RoundsStatement *derived)
{
  RoundsInstitutionHealth health;
  RoundsLifecycle lifecycle;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) leads = rounds_institution_leads_compute (world->room->database, id, NULL, 0, 1, TODAY, world->zone, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_true (rounds_institution_health_compute (world->room->database, id, world->now, world->zone, &health, &error));
  g_assert_true (rounds_institution_lifecycle_compute (world->room->database, id, world->now, world->zone, &lifecycle, &error));

  if (health.facts.days_since_interaction >= 0)
    g_assert_cmpint (rounds_statement_get_integer (derived, 1), ==, health.last_interaction_at);
  g_assert_cmpint (rounds_statement_get_integer (derived, 8), ==, health.health.score);
  g_assert_cmpint (rounds_statement_get_integer (derived, 9), ==, ((RoundsInstitutionLead *) g_ptr_array_index (leads, 0))->lead.score);
  g_assert_cmpstr (rounds_statement_get_text (derived, 10), ==, rounds_lifecycle_to_text (lifecycle));
}

static void
test_agrees_with_rules (Room          *room,
                        gconstpointer  data)
{
  static const char * const paths[] = { "lastInteraction", "daysSinceLastInteraction", "openDeals", "openDealsValue", "invoicedInPeriod",
                                        "paidInPeriod", "overdueAmount", "health", "leadScore", "lifecycle", NULL };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  World world = { room, 0, zone, g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref) };
  g_autoptr(RoundsMoment) moment = NULL;
  g_autoptr(RoundsStatement) statement = NULL;
  guint n_rows = 0;
  guint lifecycles = 0;
  gboolean row;

  g_assert_true (rounds_instant_parse (NOW, &world.now));
  for (guint i = 0; i < N_INSTITUTIONS; i++)
    make_institution (&world, i);
  store_all (&world);
  {
    g_autoptr(RoundsEntity) setting = room_insert (room, "setting", "key", ROUNDS_SETTING_OFFERED_SPECIALTIES, "value", OFFERED, NULL);
  }
  moment = rounds_moment_read (room->database, world.now, zone, NULL);
  statement = ask (&world, moment, paths);

  while (rounds_statement_step (statement, &row, NULL) && row)
    {
      RoundsEntity *institution = find_institution (&world, rounds_statement_get_text (statement, 0));
      RoundsHealth health;
      RoundsLeadScore lead;
      RoundsLifecycle lifecycle;
      Facts facts;

      gather (&world, institution, &facts);
      health = rounds_health_compute (&facts.health);
      lead = rounds_lead_score_compute (&facts.lead);
      lifecycle = rounds_lifecycle_compute (&facts.life, TODAY);

      g_assert_cmpint (rounds_statement_is_null (statement, 1) ? -1 : rounds_statement_get_integer (statement, 1), ==, facts.last);
      g_assert_cmpint (rounds_statement_is_null (statement, 2) ? -1 : rounds_statement_get_integer (statement, 2), ==,
                       facts.health.days_since_interaction);
      g_assert_cmpint (rounds_statement_get_integer (statement, 3), ==, facts.n_deals);
      g_assert_cmpint (rounds_statement_get_integer (statement, 4), ==, facts.deal_value);
      g_assert_cmpint (rounds_statement_get_integer (statement, 5), ==, facts.invoiced);
      g_assert_cmpint (rounds_statement_get_integer (statement, 6), ==, facts.paid_year);
      g_assert_cmpint (rounds_statement_get_integer (statement, 7), ==, facts.overdue);
      g_assert_cmpint (rounds_statement_get_integer (statement, 8), ==, health.score);
      g_assert_cmpint (rounds_statement_get_integer (statement, 9), ==, lead.score);
      g_assert_cmpstr (rounds_statement_get_text (statement, 10), ==, rounds_lifecycle_to_text (lifecycle));
      assert_insight (&world, rounds_entity_get_id (institution), statement);
      lifecycles |= 1u << lifecycle;
      n_rows++;
    }
  g_assert_cmpuint (n_rows, ==, N_INSTITUTIONS);
  /* The data are of every sort. */
  g_assert_cmpuint (lifecycles, >=, 8);

  g_hash_table_unref (world.records);
}

/* A period, sorting, and a condition that is asked of all institutions in one statement. */
static void
test_conditions (Room          *room,
                 gconstpointer  data)
{
  const RoundsEntityInfo *info = rounds_registry_find ("institution");
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "A", NULL);
  g_autoptr(RoundsEntity) b = room_insert (room, "institution", "name", "B", NULL);
  g_autoptr(RoundsEntity) first = room_insert (room, "invoice", "institution-id", rounds_entity_get_id (a), "status", "sent",
                                               "issue-date", "2026-01-15", "due-date", "2026-02-14", "total", "100",
                                               "remaining-amount", "100", NULL);
  g_autoptr(RoundsEntity) second = room_insert (room, "invoice", "institution-id", rounds_entity_get_id (b), "status", "sent",
                                                "issue-date", "2024-06-01", "due-date", "2024-07-01", "total", "250.50",
                                                "remaining-amount", "0", NULL);
  g_autoptr(RoundsEntity) payment = room_insert (room, "payment", "invoice-id", rounds_entity_get_id (second), "amount", "250.50",
                                                 "payment-date", "2024-07-01", "status", "confirmed", NULL);
  static const struct { const char *json; const char *expected; } cases[] = {
    { "{\"field\":\"invoicedInPeriod\",\"op\":\"gt\",\"value\":0}", "A" },
    { "{\"field\":\"invoicedInPeriod\",\"period\":{\"months\":36},\"op\":\"gt\",\"value\":0}", "A|B" },
    { "{\"field\":\"invoicedInPeriod\",\"period\":{\"from\":\"2024-01-01\",\"to\":\"2024-12-31\"},\"op\":\"eq\",\"value\":250.5}", "B" },
    { "{\"field\":\"invoicedInPeriod\",\"period\":{\"from\":{\"startOf\":\"year\"},\"to\":{\"daysAgo\":0}},\"op\":\"gt\",\"value\":0}", "A" },
    { "{\"field\":\"overdueAmount\",\"op\":\"between\",\"value\":[100,100]}", "A" },
    { "{\"field\":\"lifecycle\",\"op\":\"in\",\"value\":[\"former_client\"]}", "B" },
    { "{\"field\":\"lastInteraction\",\"op\":\"isEmpty\"}", "A|B" },
    { "{\"not\":{\"field\":\"lastInteraction\",\"op\":\"gte\",\"value\":{\"daysAgo\":30}}}", "A|B" },
  };
  RoundsFilterContext context = { .database = room->database, .zone = zone };

  rounds_instant_parse (NOW, &context.now);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = rounds_json_parse (cases[i].json, -1, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(RoundsFilter) filter = rounds_filter_read (info, node, &context, &error);
      g_autoptr(RoundsQuery) query = rounds_query_new (info);
      g_autofree char *titles = NULL;

      g_assert_no_error (error);
      rounds_query_set_filter (query, filter);
      titles = room_titles (room, query);
      g_assert_cmpstr (titles, ==, cases[i].expected);
    }

  {
    g_autoptr(RoundsMoment) moment = rounds_moment_read (room->database, context.now, zone, NULL);
    g_autoptr(RoundsQuery) query = rounds_query_new (info);
    g_autofree char *titles = NULL;

    rounds_query_set_moment (query, moment);
    rounds_query_add_sort (query, rounds_derived_fields_find (info, "overdueAmount"), FALSE);
    titles = room_titles (room, query);
    g_assert_cmpstr (titles, ==, "B|A");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/derived-fields/agrees-with-rules", ROOM_SERVER, test_agrees_with_rules);
  room_add ("/derived-fields/conditions", ROOM_SERVER, test_conditions);

  return g_test_run ();
}
