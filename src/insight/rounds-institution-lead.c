/* rounds-institution-lead.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-institution-lead.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-json.h"
#include "model/rounds-setting.h"
#include "model/rounds-time.h"

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_TYPE,
  COLUMN_CITY,
  COLUMN_ASSIGNED_USER,
  COLUMN_BEDS,
  COLUMN_SPECIALTIES,
  COLUMN_QUOTES,
  COLUMN_DECIDED,
  COLUMN_RESPONSE,
  COLUMN_PAID,
  COLUMN_PHONE,
};

static void
lead_free (RoundsInstitutionLead *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->type);
  g_free (self->city);
  g_free (self->assigned_user_id);
  g_free (self->phone);
  g_free (self);
}

/* What the team sells to; %NULL and no error when nobody has said so. */
static GStrv
read_offer (RoundsDatabase  *database,
            GError         **error)
{
  g_autofree char *value = NULL;

  if (!rounds_database_query_text (database, &value, error, "SELECT value FROM settings WHERE key = $1 AND deleted_at IS NULL",
                                   "s", ROUNDS_SETTING_OFFERED_SPECIALTIES))
    return NULL;

  return value != NULL ? rounds_json_parse_list (value) : NULL;
}

/* Which institutions, as a condition on @column. */
static void
add_condition (GString      *sql,
               const char   *column,
               const char   *institution_id,
               RoundsFilter *filter,
               GPtrArray    *parameters)
{
  if (institution_id != NULL)
    g_string_append_printf (sql, " AND %s = $%u", column, rounds_parameters_add_text (parameters, institution_id));
  rounds_insight_add_filter (sql, filter, "s", parameters);
}

/* The sums of quotes and payments are of all institutions when all are asked for: each table is read once. */
static RoundsStatement *
prepare (RoundsDatabase  *database,
         const char      *institution_id,
         RoundsFilter    *filter,
         const char      *today,
         GTimeZone       *zone,
         GError         **error)
{
  g_autofree char *demand_from = rounds_date_add_months (today, -ROUNDS_LEAD_DEMAND_MONTHS);
  g_autofree char *budget_from = rounds_date_add_months (today, -ROUNDS_LEAD_BUDGET_MONTHS);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "WITH demand AS (SELECT q.institution_id, COUNT(*) FILTER (WHERE q.created_at >= $%u) AS quotes,"
                          " COUNT(COALESCE(q.accepted_at, q.rejected_at) - q.sent_at) AS decided,"
                          " CAST(SUM(COALESCE(q.accepted_at, q.rejected_at) - q.sent_at) AS BIGINT) AS response"
                          " FROM quotes q WHERE q.deleted_at IS NULL",
                          rounds_parameters_add_integer (parameters, rounds_instant_from_date (demand_from, zone)));
  add_condition (sql, "q.institution_id", institution_id, NULL, parameters);
  g_string_append_printf (sql,
                          " GROUP BY q.institution_id), budget AS (SELECT i.institution_id,"
                          " CAST(SUM(CASE WHEN i.type = 'credit_note' THEN -p.amount ELSE p.amount END) AS BIGINT) AS paid"
                          " FROM invoices i JOIN payments p ON p.invoice_id = i.id AND p.deleted_at IS NULL"
                          " AND p.status = 'confirmed' AND p.payment_date >= $%u AND p.payment_date <= $%u"
                          " WHERE i.deleted_at IS NULL AND " ROUNDS_SQL_ISSUED ("i"),
                          rounds_parameters_add_text (parameters, budget_from), rounds_parameters_add_text (parameters, today));
  add_condition (sql, "i.institution_id", institution_id, NULL, parameters);
  g_string_append (sql,
                   " GROUP BY i.institution_id)"
                   " SELECT s.id, s.name, s.type, s.city, s.assigned_user_id, s.bed_capacity, s.specialties,"
                   " d.quotes, d.decided, d.response, b.paid, s.main_phone"
                   " FROM institutions s LEFT JOIN demand d ON d.institution_id = s.id LEFT JOIN budget b ON b.institution_id = s.id"
                   " WHERE s.deleted_at IS NULL");
  add_condition (sql, "s.id", institution_id, filter, parameters);

  return rounds_insight_prepare (database, sql, parameters, error);
}

/* Whether the lead comes to @minimum. To read specialties takes longer than all the rest: what cannot come so far with the best
 * of them is left at once. */
static gboolean
judge (RoundsStatement    *statement,
       const char * const *offered,
       int                 minimum,
       RoundsLeadFacts    *facts,
       RoundsLeadScore    *lead)
{
  const char *list = rounds_statement_get_text (statement, COLUMN_SPECIALTIES);
  gint64 n_decided = rounds_statement_get_integer (statement, COLUMN_DECIDED);
  gboolean maybe_known = list != NULL && offered != NULL && offered[0] != NULL;

  *facts = (RoundsLeadFacts) {
    .beds = rounds_statement_get_integer (statement, COLUMN_BEDS),
    .n_quotes = rounds_statement_get_integer (statement, COLUMN_QUOTES),
    .response_known = n_decided > 0,
    .paid = rounds_statement_get_integer (statement, COLUMN_PAID),
  };
  if (n_decided > 0)
    facts->response_days = (double) rounds_statement_get_integer (statement, COLUMN_RESPONSE) /
                           (double) n_decided / (double) G_TIME_SPAN_DAY;

  *lead = rounds_lead_score_compute (facts);
  if (maybe_known)
    {
      RoundsLeadFacts best = *facts;
      g_auto(GStrv) specialties = NULL;

      best.specialties_known = TRUE;
      best.n_matches = G_MAXINT;
      if (MAX (lead->score, rounds_lead_score_compute (&best).score) < minimum)
        return FALSE;

      specialties = rounds_json_parse_list (list);
      facts->specialties_known = specialties != NULL && specialties[0] != NULL;
      if (facts->specialties_known)
        facts->n_matches = rounds_lead_count_matches ((const char * const *) specialties, offered);
      *lead = rounds_lead_score_compute (facts);
    }

  return lead->score >= minimum;
}

static int
compare_leads (gconstpointer a,
               gconstpointer b)
{
  const RoundsInstitutionLead *one = *(RoundsInstitutionLead * const *) a;
  const RoundsInstitutionLead *other = *(RoundsInstitutionLead * const *) b;

  if (one->lead.score != other->lead.score)
    return one->lead.score > other->lead.score ? -1 : 1;

  return g_strcmp0 (one->id, other->id);
}

/**
 * rounds_institution_leads_compute:
 * @institution_id: (nullable): one institution; %NULL for all
 * @filter: (nullable): which ones, on the fields of an institution
 * @minimum: the least score, 0..100
 * @limit: how many at most
 * @today: a valid date in the workspace's time zone @zone
 *
 * Two statements, whatever there is. Demand counts quotes by the day they were made, response quotes that were accepted or
 * refused after they were sent.
 *
 * Returns: (transfer full) (element-type RoundsInstitutionLead): the highest score first; %NULL with @error set
 */
GPtrArray *
rounds_institution_leads_compute (RoundsDatabase  *database,
                                  const char      *institution_id,
                                  RoundsFilter    *filter,
                                  int              minimum,
                                  guint            limit,
                                  const char      *today,
                                  GTimeZone       *zone,
                                  GError         **error)
{
  g_autoptr(GPtrArray) leads = g_ptr_array_new_with_free_func ((GDestroyNotify) lead_free);
  g_autoptr(GError) problem = NULL;
  g_auto(GStrv) offered = read_offer (database, &problem);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  g_return_val_if_fail (rounds_date_is_valid (today), NULL);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  statement = prepare (database, institution_id, filter, today, zone, error);
  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsInstitutionLead *found;
      RoundsLeadFacts facts;
      RoundsLeadScore lead;

      if (!judge (statement, (const char * const *) offered, minimum, &facts, &lead))
        continue;
      found = g_new0 (RoundsInstitutionLead, 1);
      found->id = g_strdup (rounds_statement_get_text (statement, COLUMN_ID));
      found->name = g_strdup (rounds_statement_get_text (statement, COLUMN_NAME));
      found->type = g_strdup (rounds_statement_get_text (statement, COLUMN_TYPE));
      found->city = g_strdup (rounds_statement_get_text (statement, COLUMN_CITY));
      found->assigned_user_id = g_strdup (rounds_statement_get_text (statement, COLUMN_ASSIGNED_USER));
      found->phone = g_strdup (rounds_statement_get_text (statement, COLUMN_PHONE));
      found->n_offered = offered != NULL ? g_strv_length (offered) : 0;
      found->facts = facts;
      found->lead = lead;
      g_ptr_array_add (leads, found);
    }
  if (row)
    return NULL;

  g_ptr_array_sort (leads, compare_leads);
  if (leads->len > limit)
    g_ptr_array_set_size (leads, (int) limit);

  return g_steal_pointer (&leads);
}

/**
 * rounds_institution_lifecycle_compute:
 * @now: an instant
 * @lifecycle: (out): where the institution stands
 *
 * One statement.
 *
 * Returns: %FALSE with @error set when the database fails
 */
gboolean
rounds_institution_lifecycle_compute (RoundsDatabase   *database,
                                      const char       *institution_id,
                                      gint64            now,
                                      GTimeZone        *zone,
                                      RoundsLifecycle  *lifecycle,
                                      GError          **error)
{
  g_autofree char *today = rounds_instant_to_date (now, zone);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  RoundsLifecycleFacts facts = { .days_since_interaction = -1 };
  guint id = rounds_parameters_add_text (parameters, institution_id);
  gboolean row = FALSE;

  g_string_append_printf (sql,
                          "SELECT (SELECT MAX(i.issue_date) FROM invoices i WHERE i.institution_id = $%u AND i.deleted_at IS NULL"
                          "  AND i.type <> 'credit_note' AND " ROUNDS_SQL_ISSUED ("i") "),"
                          " (SELECT COUNT(*) FROM opportunities o WHERE o.institution_id = $%u AND o.deleted_at IS NULL"
                          "  AND o.stage NOT IN ('closed_won', 'closed_lost')),"
                          " (SELECT COUNT(*) FROM quotes q WHERE q.institution_id = $%u AND q.deleted_at IS NULL"
                          "  AND (q.status = 'accepted' OR (q.status = 'sent' AND q.valid_until >= $%u))),"
                          " (SELECT MAX(x.happened_at) FROM (",
                          id, id, id, rounds_parameters_add_text (parameters, today));
  rounds_insight_add_interactions (sql, institution_id, now, parameters);
  g_string_append (sql, ") x)");
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;

  facts.last_issue_date = rounds_statement_get_text (statement, 0);
  facts.has_open_deal = rounds_statement_get_integer (statement, 1) > 0;
  facts.has_open_quote = rounds_statement_get_integer (statement, 2) > 0;
  if (!rounds_statement_is_null (statement, 3))
    {
      g_autofree char *last = rounds_instant_to_date (rounds_statement_get_integer (statement, 3), zone);

      facts.days_since_interaction = rounds_date_difference (last, today);
    }
  *lifecycle = rounds_lifecycle_compute (&facts, today);

  return TRUE;
}

static void
write_facts (RoundsInstitutionLead *self,
             RoundsLeadPart         part,
             RoundsJsonWriter      *writer)
{
  const RoundsLeadFacts *facts = &self->facts;

  switch (part)
    {
    case ROUNDS_LEAD_SIZE:
      rounds_insight_write_known (writer, "beds", facts->beds > 0, (double) facts->beds, 0);
      break;
    case ROUNDS_LEAD_SPECIALTIES:
      rounds_insight_write_known (writer, "matches", facts->specialties_known, (double) facts->n_matches, 0);
      rounds_insight_write_count (writer, "offered", self->n_offered);
      break;
    case ROUNDS_LEAD_DEMAND:
      rounds_insight_write_count (writer, "quotes", facts->n_quotes);
      rounds_insight_write_count (writer, "months", ROUNDS_LEAD_DEMAND_MONTHS);
      break;
    case ROUNDS_LEAD_RESPONSE:
      rounds_insight_write_known (writer, "meanResponseDays", facts->response_known, facts->response_days, 1);
      break;
    case ROUNDS_LEAD_BUDGET:
    default:
      rounds_insight_write_money (writer, "paid", facts->paid);
      rounds_insight_write_count (writer, "months", ROUNDS_LEAD_BUDGET_MONTHS);
    }
}

/**
 * rounds_institution_lead_write:
 *
 * Writes `{score,level,lifecycle,parts:[{key,weight,value|null,points,facts,raise|null}]}`.
 */
void
rounds_institution_lead_write (RoundsInstitutionLead *self,
                               RoundsLifecycle        lifecycle,
                               RoundsJsonWriter      *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_count (writer, "score", self->lead.score);
  rounds_insight_write_text (writer, "level", rounds_lead_level_to_text (self->lead.level));
  rounds_insight_write_text (writer, "lifecycle", rounds_lifecycle_to_text (lifecycle));
  rounds_json_writer_key (writer, "parts");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < ROUNDS_N_LEAD_PARTS; i++)
    {
      rounds_insight_begin_part (writer, &self->lead.parts[i]);
      write_facts (self, i, writer);
      rounds_insight_end_part (writer, &self->lead.parts[i]);
    }
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_institution_leads_write:
 * @leads: (element-type RoundsInstitutionLead): in order
 *
 * Writes `[{id,name,type,city,assignedUserId,score,level}]`.
 */
void
rounds_institution_leads_write (GPtrArray        *leads,
                                RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < leads->len; i++)
    {
      RoundsInstitutionLead *lead = g_ptr_array_index (leads, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "id", lead->id);
      rounds_insight_write_text (writer, "name", lead->name);
      rounds_insight_write_text (writer, "type", lead->type);
      rounds_insight_write_text (writer, "city", lead->city);
      rounds_insight_write_text (writer, "assignedUserId", lead->assigned_user_id);
      rounds_insight_write_count (writer, "score", lead->lead.score);
      rounds_insight_write_text (writer, "level", rounds_lead_level_to_text (lead->lead.level));
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}
