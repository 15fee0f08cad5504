/* rounds-deal-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-deal-attention.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-time.h"

/* $1 is now. */
#define PLANNED(what) "SELECT " what " FROM (" ROUNDS_SQL_PLANNED ("o.id") ") p"

/* What comes first of it, in the order of rounds_deal_next_step_compute(). */
#define PLANNED_FIRST "SELECT p.kind FROM (" ROUNDS_SQL_PLANNED ("o.id") ") p ORDER BY p.due IS NULL, p.due, p.id LIMIT 1"

/* The last interaction about the deal. */
#define LAST_INTERACTION \
  "SELECT MAX(x.happened_at) FROM (" \
  "SELECT m.start_date AS happened_at FROM meetings m WHERE m.opportunity_id = o.id AND m.deleted_at IS NULL" \
  " AND m.status <> 'cancelled' AND m.end_date <= $1" \
  " UNION ALL SELECT c.call_date FROM calls c WHERE c.opportunity_id = o.id AND c.deleted_at IS NULL AND c.call_date <= $1" \
  " UNION ALL SELECT n.created_at FROM notes n WHERE n.opportunity_id = o.id AND n.deleted_at IS NULL AND n.is_private = 0" \
  "  AND n.created_at <= $1" \
  " UNION ALL SELECT e.sent_at FROM email_messages e WHERE e.opportunity_id = o.id AND e.deleted_at IS NULL AND e.sent_at <= $1) x"

/* Of deals that say none. There is one at most; two people offline can have chosen one each. */
#define DEFAULT_PIPELINE \
  "SELECT d.id FROM pipelines d WHERE d.is_default = 1 AND d.deleted_at IS NULL ORDER BY d.position, d.id LIMIT 1"

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_STAGE,
  COLUMN_EXPECTED,
  COLUMN_CHANGED,
  COLUMN_PROSPECTING_DAYS,
  COLUMN_LAST_INTERACTION = COLUMN_PROSPECTING_DAYS + 4,
  COLUMN_N_PLANNED,
  COLUMN_FIRST_DUE,
  COLUMN_INSTITUTION_ID,
  COLUMN_INSTITUTION_NAME,
  COLUMN_PHONE,
  COLUMN_VALUE,
  COLUMN_CURRENCY,
  COLUMN_PLANNED_KIND,
};

static void
attention_free (RoundsDealAttention *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->institution_id);
  g_free (self->institution_name);
  g_free (self->phone);
  g_free (self->currency);
  g_free (self->planned_kind);
  g_free (self);
}

/* The earliest is the worst. */
static RoundsPlanned
get_planned (RoundsStatement *statement,
             const char      *today,
             GTimeZone       *zone)
{
  g_autofree char *first = NULL;

  if (rounds_statement_get_integer (statement, COLUMN_N_PLANNED) == 0)
    return ROUNDS_PLANNED_NONE;
  if (!rounds_statement_is_null (statement, COLUMN_FIRST_DUE))
    first = rounds_instant_to_date (rounds_statement_get_integer (statement, COLUMN_FIRST_DUE), zone);

  return rounds_planned_of_date (first, today);
}

static RoundsDealAttention *
read_deal (RoundsStatement *statement,
           const char      *today,
           gint64           now,
           GTimeZone       *zone)
{
  RoundsDealAttention *self = g_new0 (RoundsDealAttention, 1);
  RoundsDealActivity activity;
  int limits[ROUNDS_N_STAGES] = { 0 };

  self->id = g_strdup (rounds_statement_get_text (statement, COLUMN_ID));
  self->name = g_strdup (rounds_statement_get_text (statement, COLUMN_NAME));
  self->stage = rounds_stage_from_text (rounds_statement_get_text (statement, COLUMN_STAGE));
  self->institution_id = g_strdup (rounds_statement_get_text (statement, COLUMN_INSTITUTION_ID));
  self->institution_name = g_strdup (rounds_statement_get_text (statement, COLUMN_INSTITUTION_NAME));
  self->phone = g_strdup (rounds_statement_get_text (statement, COLUMN_PHONE));
  self->value = rounds_statement_get_integer (statement, COLUMN_VALUE);
  self->currency = g_strdup (rounds_statement_get_text (statement, COLUMN_CURRENCY));
  self->planned = get_planned (statement, today, zone);
  self->planned_kind = g_strdup (rounds_statement_get_text (statement, COLUMN_PLANNED_KIND));
  g_strlcpy (self->expected_close_date, rounds_statement_get_text (statement, COLUMN_EXPECTED), sizeof self->expected_close_date);

  for (guint i = ROUNDS_STAGE_PROSPECTING; i <= ROUNDS_STAGE_NEGOTIATION; i++)
    limits[i] = rounds_statement_is_null (statement, COLUMN_PROSPECTING_DAYS + i)
                ? rounds_stage_default_limits[i]
                : (int) rounds_statement_get_integer (statement, COLUMN_PROSPECTING_DAYS + i);
  activity = (RoundsDealActivity) {
    self->stage,
    rounds_statement_get_integer (statement, COLUMN_CHANGED),
    rounds_statement_get_integer (statement, COLUMN_LAST_INTERACTION),
    self->planned != ROUNDS_PLANNED_NONE,
  };
  self->rots = rounds_deal_is_rotting (&activity, limits, now, &self->rots_since);

  return self;
}

/**
 * rounds_deal_attention_compute:
 * @institution_id: (nullable): whose deals; %NULL for all
 * @filter: (nullable): which deals, on the fields of an opportunity
 * @now: an instant
 * @zone: the workspace's time zone
 *
 * One statement, whatever there is. The limits of the stages are those of the deal's pipeline, or of the default one; with none, those of
 * rules/rounds-attention.h.
 *
 * Returns: (transfer full) (element-type RoundsDealAttention): the open deals; %NULL with @error set
 */
GPtrArray *
rounds_deal_attention_compute (RoundsDatabase  *database,
                               const char      *institution_id,
                               RoundsFilter    *filter,
                               gint64           now,
                               GTimeZone       *zone,
                               GError         **error)
{
  g_autoptr(GPtrArray) deals = g_ptr_array_new_with_free_func ((GDestroyNotify) attention_free);
  g_autofree char *today = rounds_instant_to_date (now, zone);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  rounds_parameters_add_integer (parameters, now);
  g_string_append (sql,
                   "SELECT o.id, o.name, o.stage, o.expected_close_date, COALESCE(o.stage_changed_at, o.created_at),"
                   " l.prospecting_days, l.qualification_days, l.proposal_days, l.negotiation_days,"
                   " (" LAST_INTERACTION "), (" PLANNED ("COUNT(*)") "), (" PLANNED ("MIN(p.due)") "),"
                   " s.id, s.name, COALESCE(c.phone, c.mobile_phone, s.main_phone), o.value, o.currency,"
                   " (" PLANNED_FIRST ")"
                   " FROM opportunities o LEFT JOIN institutions s ON s.id = o.institution_id AND s.deleted_at IS NULL"
                   " LEFT JOIN contacts c ON c.id = o.contact_person_id AND c.deleted_at IS NULL"
                   " LEFT JOIN pipelines l ON l.id = COALESCE(o.pipeline_id, (" DEFAULT_PIPELINE "))"
                   " WHERE o.deleted_at IS NULL AND o.stage IN ('prospecting', 'qualification', 'proposal', 'negotiation')");
  if (institution_id != NULL)
    g_string_append_printf (sql, " AND o.institution_id = $%u", rounds_parameters_add_text (parameters, institution_id));
  rounds_insight_add_filter (sql, filter, "o", parameters);
  g_string_append (sql, " ORDER BY o.id");
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    g_ptr_array_add (deals, read_deal (statement, today, now, zone));

  return row ? NULL : g_steal_pointer (&deals);
}
