/* rounds-institution-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-institution-actions.h"

#include "insight/rounds-deal-attention.h"
#include "insight/rounds-insight-private.h"
#include "insight/rounds-institution-lead.h"
#include "model/rounds-time.h"

typedef struct
{
  RoundsDatabase *database;
  const char *institution_id;
  const RoundsActionScope *scope;
  gint64 now;
  GTimeZone *zone;
  char *today;
  GStringChunk *texts;  /* owned: those of @signals */
  GArray *signals;      /* owned: RoundsSignal */
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->signals, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
add_signal (Search           *self,
            RoundsSignalKind  kind,
            const char       *date,
            const char       *related_id,
            const char       *title)
{
  RoundsSignal signal = {
    .kind = kind,
    .date = g_string_chunk_insert (self->texts, date),
    .related_id = g_string_chunk_insert (self->texts, related_id),
    .title = title != NULL ? g_string_chunk_insert (self->texts, title) : NULL,
  };

  g_array_append_val (self->signals, signal);
}

static void
add_signal_at (Search           *self,
               RoundsSignalKind  kind,
               gint64            instant,
               const char       *related_id,
               const char       *title)
{
  g_autofree char *date = rounds_instant_to_date (instant, self->zone);

  add_signal (self, kind, date, related_id, title);
}

/* One branch of the statement that reads documents and won deals: kind, date, or instant, record, title. */
static void
add_branch (GString          *sql,
            RoundsSignalKind  kind,
            const char       *columns_and_tables,
            guint             institution)
{
  g_string_append_printf (sql, "%sSELECT %d, %s.institution_id = $%u", sql->len > 0 ? " UNION ALL " : "", kind, columns_and_tables,
                          institution);
}

static gboolean
read_documents (Search  *self,
                GError **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  g_autofree char *first = rounds_date_add_days (self->today, -ROUNDS_UPSELL_TO_DAYS);
  guint institution = rounds_parameters_add_text (parameters, self->institution_id);
  guint today = rounds_parameters_add_text (parameters, self->today);
  gboolean row = TRUE;

  add_branch (sql, ROUNDS_SIGNAL_OVERDUE_INVOICE,
              "t.due_date, CAST(NULL AS BIGINT), t.id, COALESCE(t.invoice_number, t.title) FROM invoices t WHERE t", institution);
  g_string_append_printf (sql,
                          " AND t.deleted_at IS NULL AND t.type <> 'credit_note' AND t.status NOT IN ('draft', 'cancelled', 'paid')"
                          " AND t.due_date < $%u AND t.total - " ROUNDS_SQL_CREDITED " > COALESCE((SELECT SUM(p.amount) FROM payments p"
                          " WHERE p.invoice_id = t.id AND p.status = 'confirmed' AND p.deleted_at IS NULL), 0)", today);
  rounds_insight_add_filter (sql, self->scope->invoices, "t", parameters);

  add_branch (sql, ROUNDS_SIGNAL_ACCEPTED_QUOTE,
              "CAST(NULL AS TEXT), COALESCE(q.accepted_at, q.sent_at, q.created_at), q.id, COALESCE(q.quote_number, q.title)"
              " FROM quotes q WHERE q", institution);
  g_string_append (sql,
                   " AND q.deleted_at IS NULL AND q.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM invoices i"
                   " WHERE i.quote_id = q.id AND i.deleted_at IS NULL AND i.type <> 'credit_note' AND i.status <> 'cancelled')");
  rounds_insight_add_filter (sql, self->scope->quotes, "q", parameters);

  add_branch (sql, ROUNDS_SIGNAL_SENT_QUOTE,
              "CAST(NULL AS TEXT), q.sent_at, q.id, COALESCE(q.quote_number, q.title) FROM quotes q WHERE q", institution);
  g_string_append_printf (sql, " AND q.deleted_at IS NULL AND q.status = 'sent' AND q.sent_at IS NOT NULL AND q.valid_until >= $%u",
                          today);
  rounds_insight_add_filter (sql, self->scope->quotes, "q", parameters);

  add_branch (sql, ROUNDS_SIGNAL_WON_DEAL, "o.actual_close_date, CAST(NULL AS BIGINT), o.id, o.name FROM opportunities o WHERE o",
              institution);
  g_string_append_printf (sql, " AND o.deleted_at IS NULL AND o.stage = 'closed_won' AND o.actual_close_date >= $%u",
                          rounds_parameters_add_text (parameters, first));
  rounds_insight_add_filter (sql, self->scope->opportunities, "o", parameters);

  statement = rounds_insight_prepare (self->database, sql, parameters, error);
  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsSignalKind kind = (RoundsSignalKind) rounds_statement_get_integer (statement, 0);
      const char *id = rounds_statement_get_text (statement, 3);
      const char *title = rounds_statement_get_text (statement, 4);

      if (rounds_statement_is_null (statement, 1))
        add_signal_at (self, kind, rounds_statement_get_integer (statement, 2), id, title);
      else
        add_signal (self, kind, rounds_statement_get_text (statement, 1), id, title);
    }

  return !row;
}

static gboolean
read_deals (Search    *self,
            gboolean  *has_open_deal,
            GError   **error)
{
  g_autoptr(GPtrArray) deals = rounds_deal_attention_compute (self->database, self->institution_id, self->scope->opportunities,
                                                              self->now, self->zone, error);

  if (deals == NULL)
    return FALSE;

  for (guint i = 0; i < deals->len; i++)
    {
      RoundsDealAttention *deal = g_ptr_array_index (deals, i);

      add_signal (self, ROUNDS_SIGNAL_SLIPPED_DEAL, deal->expected_close_date, deal->id, deal->name);
      if (deal->rots)
        add_signal_at (self, ROUNDS_SIGNAL_ROTTING_DEAL, deal->rots_since, deal->id, deal->name);
    }
  *has_open_deal = deals->len > 0;

  return TRUE;
}

static gboolean
read_institution (Search  *self,
                  GError **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new ("SELECT s.name, s.compliance_expiration_date, COALESCE((SELECT MAX(x.happened_at) FROM (");
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  rounds_insight_add_interactions (sql, self->institution_id, self->now, parameters);
  g_string_append_printf (sql, ") x), s.created_at) FROM institutions s WHERE s.id = $%u AND s.deleted_at IS NULL",
                          rounds_parameters_add_text (parameters, self->institution_id));
  statement = rounds_insight_prepare (self->database, sql, parameters, error);
  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  if (!rounds_statement_is_null (statement, 1))
    add_signal (self, ROUNDS_SIGNAL_COMPLIANCE, rounds_statement_get_text (statement, 1), self->institution_id,
                rounds_statement_get_text (statement, 0));
  if (!rounds_statement_is_null (statement, 2))
    add_signal_at (self, ROUNDS_SIGNAL_SILENCE, rounds_statement_get_integer (statement, 2), self->institution_id,
                   rounds_statement_get_text (statement, 0));

  return TRUE;
}

static gboolean
read_lead (Search  *self,
           GError **error)
{
  g_autoptr(GPtrArray) leads = rounds_institution_leads_compute (self->database, self->institution_id, NULL, ROUNDS_LEAD_HOT_SCORE, 1,
                                                                 self->today, self->zone, error);

  if (leads == NULL)
    return FALSE;
  if (leads->len > 0)
    add_signal (self, ROUNDS_SIGNAL_HOT_LEAD, self->today, self->institution_id,
                ((RoundsInstitutionLead *) g_ptr_array_index (leads, 0))->name);

  return TRUE;
}

/* What a person has said holds for that occasion; a hot lead has none, it is one every day. */
static void
put_off (Search     *self,
         const char *key,
         const char *related_id,
         const char *date)
{
  RoundsSignalKind kind;

  if (!rounds_signal_find_key (key, &kind))
    return;

  for (guint i = 0; i < self->signals->len; i++)
    {
      RoundsSignal *signal = &g_array_index (self->signals, RoundsSignal, i);

      if (signal->kind == kind && g_strcmp0 (signal->related_id, related_id) == 0 &&
          (kind == ROUNDS_SIGNAL_HOT_LEAD || date == NULL || g_str_equal (signal->date, date)))
        signal->put_off = TRUE;
    }
}

static gboolean
read_marks (Search  *self,
            GError **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  statement = rounds_database_prepare (self->database,
                                       "SELECT a.action_key, a.related_id, a.signal_date FROM action_marks a"
                                       " WHERE a.institution_id = $1 AND a.deleted_at IS NULL AND (a.until IS NULL OR a.until > $2)",
                                       error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, self->institution_id);
  rounds_statement_bind_text (statement, 2, self->today);

  while (rounds_statement_step (statement, &row, error) && row)
    put_off (self, rounds_statement_get_text (statement, 0), rounds_statement_get_text (statement, 1),
             rounds_statement_get_text (statement, 2));

  return !row;
}

static void
action_free (RoundsInstitutionAction *self)
{
  g_free (self->date);
  g_free (self->related_id);
  g_free (self->title);
  g_free (self->reason);
  g_free (self);
}

static GPtrArray *
choose (Search *self)
{
  const RoundsSignal *signals = (const RoundsSignal *) self->signals->data;
  GPtrArray *actions = g_ptr_array_new_with_free_func ((GDestroyNotify) action_free);
  RoundsNextAction chosen[ROUNDS_NEXT_ACTIONS_MAXIMUM];
  guint n_chosen = rounds_next_actions_choose (signals, self->signals->len, self->today, chosen);

  for (guint i = 0; i < n_chosen; i++)
    {
      const RoundsSignal *signal = &signals[chosen[i].signal];
      RoundsInstitutionAction *action = g_new0 (RoundsInstitutionAction, 1);

      action->kind = signal->kind;
      action->priority = chosen[i].priority;
      g_strlcpy (action->due_date, chosen[i].due_date, sizeof action->due_date);
      action->date = g_strdup (signal->date);
      action->related_id = g_strdup (signal->related_id);
      action->title = g_strdup (signal->title);
      action->reason = rounds_next_action_describe (&chosen[i], signal);
      g_ptr_array_add (actions, action);
    }

  return actions;
}

/**
 * rounds_institution_actions_compute:
 * @institution_id: which institution
 * @scope: what the person may see of it
 * @now: an instant
 * @zone: the workspace's time zone
 *
 * Four statements, and two more when no deal is open. What somebody has done, put off or dismissed is left out.
 *
 * Returns: (transfer full) (element-type RoundsInstitutionAction): what should be done, urgent first, five at most; %NULL with
 *   @error set
 */
GPtrArray *
rounds_institution_actions_compute (RoundsDatabase           *database,
                                    const char               *institution_id,
                                    const RoundsActionScope  *scope,
                                    gint64                    now,
                                    GTimeZone                *zone,
                                    GError                  **error)
{
  g_auto(Search) search = { database, institution_id, scope, now, zone, NULL, NULL, NULL };
  gboolean has_open_deal = FALSE;

  search.today = rounds_instant_to_date (now, zone);
  search.texts = g_string_chunk_new (512);
  search.signals = g_array_new (FALSE, TRUE, sizeof (RoundsSignal));

  if (!read_documents (&search, error) ||
      !read_deals (&search, &has_open_deal, error) ||
      !read_institution (&search, error) ||
      (!has_open_deal && !read_lead (&search, error)) ||
      !read_marks (&search, error))
    return NULL;

  return choose (&search);
}

/**
 * rounds_institution_actions_write:
 *
 * Writes `[{key,priority,reason,dueDate,date,related:{type,id,title}}]`.
 */
void
rounds_institution_actions_write (GPtrArray        *actions,
                                  RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < actions->len; i++)
    {
      RoundsInstitutionAction *action = g_ptr_array_index (actions, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "key", rounds_signal_get_key (action->kind));
      rounds_insight_write_text (writer, "priority", rounds_priority_to_text (action->priority));
      rounds_insight_write_text (writer, "reason", action->reason);
      rounds_insight_write_text (writer, "dueDate", action->due_date);
      rounds_insight_write_text (writer, "date", action->date);
      rounds_json_writer_key (writer, "related");
      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "type", rounds_signal_get_related_kind (action->kind));
      rounds_insight_write_text (writer, "id", action->related_id);
      rounds_insight_write_text (writer, "title", action->title);
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}
