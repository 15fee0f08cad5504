/* rounds-agenda.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-agenda.h"

#include <string.h>

#include "insight/rounds-deal-attention.h"
#include "insight/rounds-insight-private.h"
#include "insight/rounds-institution-lead.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-next-action.h"

/* No person can act on more leads than this in a day. */
#define LEADS_MAXIMUM 200

/* What one person has to do: $1 is who, $2 the instant before which it is planned, $3 now. A meeting that is over is not planned. */
static const struct
{
  const char *kind;
  const char *tables;
  const char *when;
  const char *ends;
  const char *contact;
  const char *condition;
} sources[] = {
  { "task", "tasks t", "t.due_date", "CAST(NULL AS BIGINT)", "t.contact_id",
    "t.assignee_id = $1 AND t.status IN ('todo', 'in_progress')" },
  { "reminder", "reminders t", "t.reminder_date", "CAST(NULL AS BIGINT)", "t.contact_person_id",
    "t.user_id = $1 AND t.is_completed = 0" },
  { "meeting", "meetings t", "t.start_date", "t.end_date", "CAST(NULL AS TEXT)",
    "(t.organizer_id = $1 OR t.id IN (SELECT p.meeting_id FROM meeting_participants p WHERE p.user_id = $1 AND p.deleted_at IS NULL))"
    " AND t.status IN ('scheduled', 'in_progress') AND t.end_date > $3" },
};

enum
{
  COLUMN_SOURCE,
  COLUMN_ID,
  COLUMN_TITLE,
  COLUMN_WHEN,
  COLUMN_ENDS,
  COLUMN_INSTITUTION_ID,
  COLUMN_INSTITUTION_NAME,
  COLUMN_CONTACT_ID,
  COLUMN_PHONE,
};

typedef struct
{
  RoundsDatabase *database;
  const char *user_id;
  gint64 now;
  GTimeZone *zone;
  RoundsAgendaScope scope;
  gpointer scope_data;
  char *today;       /* owned */
  GHashTable *marks; /* owned: "key:record" -> GPtrArray of dates, "" for any */
  GPtrArray *items;  /* owned: RoundsAgendaItem */
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static RoundsAgendaItem *
add_item (Search              *self,
          RoundsAgendaSection  section,
          RoundsAgendaWhy      why,
          const char          *kind,
          const char          *date)
{
  RoundsAgendaItem *item = rounds_agenda_item_new (section, why, kind, date);

  g_ptr_array_add (self->items, item);

  return item;
}

static RoundsFilter *
get_scope (Search     *self,
           const char *kind)
{
  return self->scope != NULL ? self->scope (rounds_registry_find (kind), self->scope_data) : NULL;
}

/* The record is the asked person's and may be seen: a filter on the person that a record belongs to. */
static RoundsFilter *
create_own_filter (Search     *self,
                   const char *kind)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsFilter) scope = get_scope (self, kind);
  g_autoptr(RoundsFilter) own = rounds_filter_new_text (rounds_entity_info_find (info, info->owner_field), ROUNDS_FILTER_EQUAL,
                                                        self->user_id);

  return scope != NULL ? rounds_filter_new_and (own, scope) : g_steal_pointer (&own);
}

/* The instant at which the last day ends. */
static gint64
get_end (const char *today,
         int         days,
         GTimeZone  *zone)
{
  g_autofree char *after = rounds_date_add_days (today, days + 1);

  return rounds_instant_from_date (after, zone);
}

static void
add_person_and_time (GPtrArray  *parameters,
                     const char *user_id,
                     gint64      until,
                     gint64      now)
{
  rounds_parameters_add_text (parameters, user_id);
  rounds_parameters_add_integer (parameters, until);
  rounds_parameters_add_integer (parameters, now);
}

static void
add_planned (Search          *self,
             RoundsStatement *statement)
{
  gint64 when = rounds_statement_get_integer (statement, COLUMN_WHEN);
  g_autofree char *date = rounds_instant_to_date (when, self->zone);
  RoundsPlanned planned = rounds_planned_of_date (date, self->today);
  guint source = (guint) rounds_statement_get_integer (statement, COLUMN_SOURCE);
  gboolean has_end = !rounds_statement_is_null (statement, COLUMN_ENDS);
  RoundsAgendaSection section = ROUNDS_AGENDA_COMING;
  RoundsAgendaItem *item;

  /* A meeting that began yesterday and goes on is today's. */
  if (planned == ROUNDS_PLANNED_OVERDUE)
    section = has_end ? ROUNDS_AGENDA_TODAY : ROUNDS_AGENDA_OVERDUE;
  else if (planned == ROUNDS_PLANNED_TODAY)
    section = ROUNDS_AGENDA_TODAY;

  item = add_item (self, section, ROUNDS_AGENDA_PLANNED, sources[source].kind, date);
  item->id = g_strdup (rounds_statement_get_text (statement, COLUMN_ID));
  item->title = g_strdup (rounds_statement_get_text (statement, COLUMN_TITLE));
  item->when = when;
  item->ends = has_end ? rounds_statement_get_integer (statement, COLUMN_ENDS) : 0;
  item->institution_id = g_strdup (rounds_statement_get_text (statement, COLUMN_INSTITUTION_ID));
  item->institution_name = g_strdup (rounds_statement_get_text (statement, COLUMN_INSTITUTION_NAME));
  item->contact_id = g_strdup (rounds_statement_get_text (statement, COLUMN_CONTACT_ID));
  item->phone = g_strdup (rounds_statement_get_text (statement, COLUMN_PHONE));
}

static gboolean
read_planned (Search  *self,
              GError **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  add_person_and_time (parameters, self->user_id, get_end (self->today, ROUNDS_AGENDA_DAYS, self->zone), self->now);
  g_string_append (sql,
                   "SELECT x.source, x.id, x.title, x.planned, x.ends, s.id, s.name, c.id,"
                   " COALESCE(c.phone, c.mobile_phone, s.main_phone) FROM (");
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(RoundsFilter) scope = get_scope (self, sources[i].kind);

      g_string_append_printf (sql,
                              "%sSELECT %u AS source, t.id, t.title, %s AS planned, %s AS ends, t.institution_id, %s AS contact_id"
                              " FROM %s WHERE t.deleted_at IS NULL AND %s < $2 AND %s",
                              i > 0 ? " UNION ALL " : "", i, sources[i].when, sources[i].ends, sources[i].contact,
                              sources[i].tables, sources[i].when, sources[i].condition);
      rounds_insight_add_filter (sql, scope, "t", parameters);
    }
  g_string_append (sql,
                   ") x LEFT JOIN institutions s ON s.id = x.institution_id AND s.deleted_at IS NULL"
                   " LEFT JOIN contacts c ON c.id = x.contact_id AND c.deleted_at IS NULL ORDER BY x.planned, x.id");
  statement = rounds_insight_prepare (self->database, sql, parameters, error);

  while (statement != NULL && rounds_statement_step (statement, &row, error) && row)
    add_planned (self, statement);

  return statement != NULL && !row;
}

static char *
create_mark_key (const char *key,
                 const char *related_id)
{
  return g_strconcat (key, ":", related_id, NULL);
}

/* What somebody has done, put off or dismissed. */
static gboolean
read_marks (Search  *self,
            GError **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  statement = rounds_database_prepare (self->database,
                                       "SELECT a.action_key, a.related_id, a.signal_date FROM action_marks a"
                                       " WHERE a.deleted_at IS NULL AND a.related_id IS NOT NULL AND (a.until IS NULL OR a.until > $1)"
                                       " AND a.action_key IN ('overdue_invoice', 'rotting_deal', 'slipped_deal', 'hot_lead')", error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, self->today);

  while (rounds_statement_step (statement, &row, error) && row)
    {
      g_autofree char *key = create_mark_key (rounds_statement_get_text (statement, 0), rounds_statement_get_text (statement, 1));
      const char *date = rounds_statement_get_text (statement, 2);
      GPtrArray *dates = g_hash_table_lookup (self->marks, key);

      if (dates == NULL)
        {
          dates = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (self->marks, g_steal_pointer (&key), dates);
        }
      g_ptr_array_add (dates, g_strdup (date != NULL ? date : ""));
    }

  return !row;
}

/* It holds for that occasion; a hot lead has none, it is one every day. */
static gboolean
is_put_off (Search           *self,
            RoundsSignalKind  kind,
            const char       *related_id,
            const char       *date)
{
  g_autofree char *key = create_mark_key (rounds_signal_get_key (kind), related_id);
  GPtrArray *dates = g_hash_table_lookup (self->marks, key);

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      const char *marked = g_ptr_array_index (dates, i);

      if (kind == ROUNDS_SIGNAL_HOT_LEAD || marked[0] == '\0' || g_str_equal (marked, date))
        return TRUE;
    }

  return FALSE;
}

static void
add_deal (Search              *self,
          RoundsDealAttention *deal,
          RoundsAgendaWhy      why,
          const char          *date)
{
  RoundsAgendaItem *item = add_item (self, ROUNDS_AGENDA_DEALS, why, "opportunity", date);

  item->id = g_strdup (deal->id);
  item->title = g_strdup (deal->name);
  item->institution_id = g_strdup (deal->institution_id);
  item->institution_name = g_strdup (deal->institution_name);
  item->phone = g_strdup (deal->phone);
  item->has_amount = TRUE;
  item->amount = deal->value;
  item->currency = g_strdup (deal->currency);
}

/* A deal is there once: that it has slipped says more than that it rots. */
static gboolean
read_deals (Search  *self,
            GError **error)
{
  g_autoptr(RoundsFilter) own = create_own_filter (self, "opportunity");
  g_autoptr(GPtrArray) deals = rounds_deal_attention_compute (self->database, NULL, own, self->now, self->zone, error);

  for (guint i = 0; deals != NULL && i < deals->len; i++)
    {
      RoundsDealAttention *deal = g_ptr_array_index (deals, i);
      g_autofree char *silent = deal->rots ? rounds_instant_to_date (deal->rots_since, self->zone) : NULL;

      if (strcmp (deal->expected_close_date, self->today) < 0 &&
          !is_put_off (self, ROUNDS_SIGNAL_SLIPPED_DEAL, deal->id, deal->expected_close_date))
        add_deal (self, deal, ROUNDS_AGENDA_SLIPPED, deal->expected_close_date);
      else if (silent != NULL && !is_put_off (self, ROUNDS_SIGNAL_ROTTING_DEAL, deal->id, silent))
        add_deal (self, deal, ROUNDS_AGENDA_ROTS, silent);
    }

  return deals != NULL;
}

/* Own institutions without an open deal. */
static RoundsFilter *
create_lead_filter (Search *self)
{
  static const char * const closed[] = { "closed_won", "closed_lost", NULL };
  const RoundsEntityInfo *deal = rounds_registry_find ("opportunity");
  g_autoptr(RoundsFilter) own = create_own_filter (self, "institution");
  g_autoptr(RoundsFilter) is_closed = rounds_filter_new_in (rounds_entity_info_find (deal, "stage"), closed);
  g_autoptr(RoundsFilter) is_open = rounds_filter_new_not (is_closed);
  g_autoptr(RoundsFilter) has_open = rounds_filter_new_linked (rounds_entity_info_find (rounds_registry_find ("institution"), "id"), deal,
                                                               rounds_entity_info_find (deal, "institution-id"), is_open);
  g_autoptr(RoundsFilter) has_none = rounds_filter_new_not (has_open);

  return rounds_filter_new_and (own, has_none);
}

static gboolean
read_leads (Search  *self,
            GError **error)
{
  g_autoptr(RoundsFilter) filter = create_lead_filter (self);
  g_autoptr(GPtrArray) leads = rounds_institution_leads_compute (self->database, NULL, filter, ROUNDS_LEAD_HOT_SCORE, LEADS_MAXIMUM,
                                                                 self->today, self->zone, error);

  for (guint i = 0; leads != NULL && i < leads->len; i++)
    {
      RoundsInstitutionLead *lead = g_ptr_array_index (leads, i);
      RoundsAgendaItem *item;

      if (is_put_off (self, ROUNDS_SIGNAL_HOT_LEAD, lead->id, self->today))
        continue;
      item = add_item (self, ROUNDS_AGENDA_LEADS, ROUNDS_AGENDA_HOT, "institution", self->today);
      item->id = g_strdup (lead->id);
      item->title = g_strdup (lead->name);
      item->institution_id = g_strdup (lead->id);
      item->institution_name = g_strdup (lead->city);
      item->phone = g_strdup (lead->phone);
      item->score = lead->lead.score;
    }

  return leads != NULL;
}

static gboolean
read_invoices (Search  *self,
               GError **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsFilter) scope = get_scope (self, "invoice");
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  rounds_parameters_add_text (parameters, self->user_id);
  rounds_parameters_add_text (parameters, self->today);
  g_string_append (sql,
                   "SELECT t.id, COALESCE(t.invoice_number, t.title), t.due_date, s.id, s.name,"
                   " COALESCE(c.phone, c.mobile_phone, s.main_phone), t.remaining_amount, t.currency"
                   " FROM institutions s JOIN invoices t ON t.institution_id = s.id"
                   " LEFT JOIN contacts c ON c.id = t.contact_person_id AND c.deleted_at IS NULL"
                   " WHERE s.assigned_user_id = $1 AND s.deleted_at IS NULL AND t.deleted_at IS NULL AND t.type <> 'credit_note'"
                   " AND " ROUNDS_SQL_ISSUED ("t") " AND t.due_date < $2 AND t.remaining_amount > 0");
  rounds_insight_add_filter (sql, scope, "t", parameters);
  g_string_append (sql, " ORDER BY t.due_date, t.id");
  statement = rounds_insight_prepare (self->database, sql, parameters, error);

  while (statement != NULL && rounds_statement_step (statement, &row, error) && row)
    {
      const char *id = rounds_statement_get_text (statement, 0);
      const char *due = rounds_statement_get_text (statement, 2);
      RoundsAgendaItem *item;

      if (is_put_off (self, ROUNDS_SIGNAL_OVERDUE_INVOICE, id, due))
        continue;
      item = add_item (self, ROUNDS_AGENDA_INVOICES, ROUNDS_AGENDA_UNPAID, "invoice", due);
      item->id = g_strdup (id);
      item->title = g_strdup (rounds_statement_get_text (statement, 1));
      item->institution_id = g_strdup (rounds_statement_get_text (statement, 3));
      item->institution_name = g_strdup (rounds_statement_get_text (statement, 4));
      item->phone = g_strdup (rounds_statement_get_text (statement, 5));
      item->has_amount = TRUE;
      item->amount = rounds_statement_get_integer (statement, 6);
      item->currency = g_strdup (rounds_statement_get_text (statement, 7));
    }

  return statement != NULL && !row;
}

/* By section; then the earliest first, but the best lead and, of the deals, those that have slipped. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const RoundsAgendaItem *one = *(RoundsAgendaItem * const *) a;
  const RoundsAgendaItem *other = *(RoundsAgendaItem * const *) b;
  int order;

  if (one->section != other->section)
    return one->section < other->section ? -1 : 1;
  if (one->why != other->why)
    return one->why < other->why ? -1 : 1;
  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (one->when != other->when)
    return one->when < other->when ? -1 : 1;

  order = strcmp (one->date, other->date);
  return order != 0 ? order : strcmp (one->id, other->id);
}

/**
 * rounds_agenda_compute:
 * @user_id: whose day it is
 * @now: an instant
 * @zone: where the person is
 * @scope: (nullable): what the asker may see; %NULL for everything
 *
 * Six statements, whatever there is. Deals, leads and invoices that somebody has put off or dismissed, as with the suggestions for an
 * institution, are left out until then.
 *
 * Returns: (transfer full) (element-type RoundsAgendaItem): what needs the person, by section; %NULL with @error set
 */
GPtrArray *
rounds_agenda_compute (RoundsDatabase     *database,
                       const char         *user_id,
                       gint64              now,
                       GTimeZone          *zone,
                       RoundsAgendaScope   scope,
                       gpointer            scope_data,
                       GError            **error)
{
  g_auto(Search) search = { database, user_id, now, zone, scope, scope_data, NULL, NULL, NULL };

  g_return_val_if_fail (user_id != NULL, NULL);

  search.today = rounds_instant_to_date (now, zone);
  search.marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  search.items = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_agenda_item_unref);

  if (!read_planned (&search, error) || !read_marks (&search, error) || !read_deals (&search, error) ||
      !read_leads (&search, error) || !read_invoices (&search, error))
    return NULL;

  g_ptr_array_sort (search.items, compare_items);
  return g_steal_pointer (&search.items);
}

/**
 * rounds_agenda_count_due:
 * @user_id: whose day it is
 * @now: an instant
 * @zone: where the person is
 *
 * One statement.
 *
 * Returns: how many items %ROUNDS_AGENDA_OVERDUE and %ROUNDS_AGENDA_TODAY have; -1 with @error set
 */
gint64
rounds_agenda_count_due (RoundsDatabase  *database,
                         const char      *user_id,
                         gint64           now,
                         GTimeZone       *zone,
                         GError         **error)
{
  g_autofree char *today = rounds_instant_to_date (now, zone);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  add_person_and_time (parameters, user_id, get_end (today, 0, zone), now);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_string_append_printf (sql, "%s(SELECT COUNT(*) FROM %s WHERE t.deleted_at IS NULL AND %s < $2 AND %s)", i > 0 ? " + " : "",
                            sources[i].tables, sources[i].when, sources[i].condition);
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return -1;

  return rounds_statement_get_integer (statement, 0);
}
