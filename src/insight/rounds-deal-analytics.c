/* rounds-deal-analytics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-deal-analytics.h"

#include <string.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-json.h"
#include "model/rounds-time.h"

static void
cause_free (RoundsDealCause *self)
{
  g_free (self->name);
  g_free (self);
}

/* In the list of @causes and in the @index to it. */
static RoundsDealCause *
find_cause (GPtrArray  *causes,
            GHashTable *index,
            const char *name)
{
  const char *key = name != NULL ? name : "";
  RoundsDealCause *cause = g_hash_table_lookup (index, key);

  if (cause == NULL)
    {
      cause = g_new0 (RoundsDealCause, 1);
      cause->name = g_strdup (name);
      g_ptr_array_add (causes, cause);
      g_hash_table_insert (index, g_strdup (key), cause);
    }

  return cause;
}

static void
count_deal (RoundsDealCause *cause,
            gboolean         won,
            gint64           value)
{
  if (won)
    {
      cause->won++;
      cause->won_value += value;
    }
  else
    {
      cause->lost++;
      cause->lost_value += value;
    }
}

static void
count_competitors (GPtrArray  *causes,
                   GHashTable *index,
                   const char *list,
                   gboolean    won,
                   gint64      value)
{
  g_auto(GStrv) names = list != NULL ? rounds_json_parse_list (list) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) names + i + 1, names[i]))
      count_deal (find_cause (causes, index, names[i]), won, value);
}

static int
compare_causes (gconstpointer a,
                gconstpointer b)
{
  const RoundsDealCause *one = *(RoundsDealCause * const *) a;
  const RoundsDealCause *other = *(RoundsDealCause * const *) b;
  gint64 order = (other->won + other->lost) - (one->won + one->lost);

  if (order == 0)
    order = (other->won_value + other->lost_value) - (one->won_value + one->lost_value);

  return order != 0 ? (order > 0 ? 1 : -1) : g_strcmp0 (one->name, other->name);
}

/* The moves of one deal that has been read to its end. */
typedef struct
{
  char *id;  /* owned */
  guint number;
  RoundsStage stage;
  RoundsStage furthest;
} Deal;

static void
end_deal (const Deal *deal,
          gint64      ended_at[ROUNDS_N_STAGES])
{
  if (deal->id != NULL)
    ended_at[rounds_deal_get_reached (deal->stage, deal->furthest)]++;
}

static void
begin_deal (Deal            *deal,
            RoundsStatement *statement)
{
  deal->number++;
  deal->stage = rounds_stage_from_text (rounds_statement_get_text (statement, 1));
  /* Where it stood when it was closed counts too, should the history lack it. */
  deal->furthest = rounds_stage_from_text (rounds_statement_get_text (statement, 2));
}

/* A won deal that was reopened had come to the end; a lost one no further than it was. */
static void
follow_move (Deal            *deal,
             RoundsStatement *statement,
             GArray          *moves)
{
  RoundsStageMove move = { deal->number, rounds_stage_from_text (rounds_statement_get_text (statement, 3)),
                           rounds_statement_get_integer (statement, 4) };

  if (move.to != ROUNDS_STAGE_CLOSED_LOST)
    deal->furthest = MAX (deal->furthest, move.to);
  g_array_append_val (moves, move);
}

/* The deals created in the period with their history, in its order. */
static RoundsStatement *
prepare_created (RoundsDealAnalytics  *self,
                 RoundsDatabase       *database,
                 RoundsFilter         *filter,
                 GTimeZone            *zone,
                 GError              **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autofree char *next = rounds_date_add_days (self->end_date, 1);

  g_string_append_printf (sql,
                          "SELECT o.id, o.stage, o.stage_before_closing, h.to_stage, h.changed_at FROM opportunities o"
                          " LEFT JOIN stage_changes h ON h.opportunity_id = o.id AND h.deleted_at IS NULL"
                          " WHERE o.deleted_at IS NULL AND o.created_at >= $%u AND o.created_at < $%u",
                          rounds_parameters_add_integer (parameters, rounds_instant_from_date (self->start_date, zone)),
                          rounds_parameters_add_integer (parameters, rounds_instant_from_date (next, zone)));
  rounds_insight_add_filter (sql, filter, "o", parameters);
  g_string_append (sql, " ORDER BY o.id, h.changed_at, h.id");

  return rounds_insight_prepare (database, sql, parameters, error);
}

static gboolean
read_created (RoundsDealAnalytics  *self,
              RoundsDatabase       *database,
              RoundsFilter         *filter,
              gint64                now,
              GTimeZone            *zone,
              GError              **error)
{
  g_autoptr(GArray) moves = g_array_new (FALSE, TRUE, sizeof (RoundsStageMove));
  g_autoptr(RoundsStatement) statement = prepare_created (self, database, filter, zone, error);
  gint64 ended_at[ROUNDS_N_STAGES] = { 0 };
  Deal deal = { NULL, 0, ROUNDS_STAGE_NONE, ROUNDS_STAGE_NONE };
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      if (g_strcmp0 (deal.id, rounds_statement_get_text (statement, 0)) != 0)
        {
          end_deal (&deal, ended_at);
          begin_deal (&deal, statement);
          g_set_str (&deal.id, rounds_statement_get_text (statement, 0));
        }
      if (!rounds_statement_is_null (statement, 3))
        follow_move (&deal, statement, moves);
    }
  end_deal (&deal, ended_at);
  g_free (deal.id);

  rounds_conversion_compute (ended_at, self->conversions);
  rounds_stage_times_compute ((const RoundsStageMove *) moves->data, moves->len, now, self->times);

  return !row;
}

static void
add_closed (RoundsDealAnalytics *self,
            RoundsStatement     *statement,
            GTimeZone           *zone,
            GArray              *days,
            GHashTable          *indexes[3])
{
  gboolean won = g_strcmp0 (rounds_statement_get_text (statement, 0), "closed_won") == 0;
  gint64 value = rounds_statement_get_integer (statement, 1);
  g_autofree char *created = rounds_instant_to_date (rounds_statement_get_integer (statement, 3), zone);
  int cycle = rounds_date_difference (created, rounds_statement_get_text (statement, 2));

  if (won)
    {
      self->won++;
      self->won_value += value;
      g_array_append_val (days, cycle);
      count_deal (find_cause (self->won_reasons, indexes[0], rounds_statement_get_text (statement, 4)), won, value);
    }
  else
    {
      self->lost++;
      self->lost_value += value;
      count_deal (find_cause (self->lost_reasons, indexes[1], rounds_statement_get_text (statement, 5)), won, value);
    }
  count_competitors (self->competitors, indexes[2], rounds_statement_get_text (statement, 6), won, value);
}

static gboolean
read_closed (RoundsDealAnalytics  *self,
             RoundsDatabase       *database,
             RoundsFilter         *filter,
             GTimeZone            *zone,
             GError              **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GHashTable) won_reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) lost_reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) competitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *indexes[] = { won_reasons, lost_reasons, competitors };
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  g_string_append_printf (sql,
                          "SELECT o.stage, o.value, o.actual_close_date, o.created_at, o.won_reason, o.lost_reason, o.competitors"
                          " FROM opportunities o WHERE o.deleted_at IS NULL AND o.stage IN ('closed_won', 'closed_lost')"
                          " AND o.actual_close_date >= $%u AND o.actual_close_date <= $%u",
                          rounds_parameters_add_text (parameters, self->start_date),
                          rounds_parameters_add_text (parameters, self->end_date));
  rounds_insight_add_filter (sql, filter, "o", parameters);
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    add_closed (self, statement, zone, days, indexes);

  self->win_rate_known = rounds_win_rate_compute (self->won, self->lost, &self->win_rate);
  self->cycle = rounds_cycle_compute ((const int *) days->data, days->len);
  g_ptr_array_sort (self->won_reasons, compare_causes);
  g_ptr_array_sort (self->lost_reasons, compare_causes);
  g_ptr_array_sort (self->competitors, compare_causes);

  return !row;
}

/**
 * rounds_deal_analytics_compute:
 * @filter: (nullable): which deals, on the fields of an opportunity
 * @start_date: a valid date, the first day of the period
 * @end_date: a valid date, the last day
 * @now: an instant, which ends what still runs
 * @zone: the workspace's, for the day a deal was created on
 *
 * Two statements, whatever there is.
 *
 * Returns: (transfer full): the figures; %NULL with @error set
 */
RoundsDealAnalytics *
rounds_deal_analytics_compute (RoundsDatabase  *database,
                               RoundsFilter    *filter,
                               const char      *start_date,
                               const char      *end_date,
                               gint64           now,
                               GTimeZone       *zone,
                               GError         **error)
{
  g_autoptr(RoundsDealAnalytics) self = NULL;

  g_return_val_if_fail (rounds_date_is_valid (start_date) && rounds_date_is_valid (end_date), NULL);

  self = g_new0 (RoundsDealAnalytics, 1);
  g_strlcpy (self->start_date, start_date, sizeof self->start_date);
  g_strlcpy (self->end_date, end_date, sizeof self->end_date);
  self->won_reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) cause_free);
  self->lost_reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) cause_free);
  self->competitors = g_ptr_array_new_with_free_func ((GDestroyNotify) cause_free);

  if (!read_created (self, database, filter, now, zone, error) ||
      !read_closed (self, database, filter, zone, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_stages (RoundsDealAnalytics *self,
              RoundsJsonWriter    *writer)
{
  rounds_json_writer_key (writer, "conversion");
  rounds_json_writer_begin_array (writer);
  for (int i = 0; i < ROUNDS_N_OPEN_STAGES; i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "stage", rounds_stage_to_text (i));
      rounds_insight_write_text (writer, "nextStage", rounds_stage_to_text (i + 1));
      rounds_insight_write_count (writer, "totalEntered", self->conversions[i].reached);
      rounds_insight_write_count (writer, "converted", self->conversions[i].converted);
      rounds_insight_write_known (writer, "rate", self->conversions[i].known, self->conversions[i].rate, 1);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "timeInStage");
  rounds_json_writer_begin_array (writer);
  for (int i = 0; i < ROUNDS_N_OPEN_STAGES; i++)
    {
      double days = (double) self->times[i].total / (double) G_TIME_SPAN_DAY;

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "stage", rounds_stage_to_text (i));
      rounds_insight_write_count (writer, "visits", self->times[i].visits);
      rounds_insight_write_known (writer, "meanDays", self->times[i].visits > 0, days / (double) MAX (self->times[i].visits, 1), 1);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_outcome (RoundsJsonWriter *writer,
               const char       *key,
               gint64            count,
               gint64            value)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_count (writer, "count", count);
  rounds_insight_write_money (writer, "value", value);
  rounds_json_writer_end_object (writer);
}

static void
write_reasons (RoundsJsonWriter *writer,
               const char       *key,
               GPtrArray        *reasons)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < reasons->len; i++)
    {
      RoundsDealCause *cause = g_ptr_array_index (reasons, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "reason", cause->name);
      rounds_insight_write_count (writer, "count", cause->won + cause->lost);
      rounds_insight_write_money (writer, "value", cause->won_value + cause->lost_value);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_competitors (RoundsJsonWriter *writer,
                   GPtrArray        *competitors)
{
  rounds_json_writer_key (writer, "competitors");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < competitors->len; i++)
    {
      RoundsDealCause *cause = g_ptr_array_index (competitors, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "name", cause->name);
      rounds_insight_write_count (writer, "count", cause->won + cause->lost);
      rounds_insight_write_money (writer, "value", cause->won_value + cause->lost_value);
      write_outcome (writer, "won", cause->won, cause->won_value);
      write_outcome (writer, "lost", cause->lost, cause->lost_value);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_deal_analytics_write:
 *
 * Writes `{period,conversion,timeInStage,winRate,salesCycle,won,lost,wonReasons,lostReasons,competitors}`.
 */
void
rounds_deal_analytics_write (RoundsDealAnalytics *self,
                             RoundsJsonWriter    *writer)
{
  gboolean any = self->cycle.count > 0;

  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "period");
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "startDate", self->start_date);
  rounds_insight_write_text (writer, "endDate", self->end_date);
  rounds_json_writer_end_object (writer);

  write_stages (self, writer);
  rounds_insight_write_known (writer, "winRate", self->win_rate_known, self->win_rate, 1);
  rounds_json_writer_key (writer, "salesCycle");
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_count (writer, "count", self->cycle.count);
  rounds_insight_write_known (writer, "meanDays", any, self->cycle.mean, 1);
  rounds_insight_write_known (writer, "medianDays", any, self->cycle.median, 1);
  rounds_json_writer_end_object (writer);
  write_outcome (writer, "won", self->won, self->won_value);
  write_outcome (writer, "lost", self->lost, self->lost_value);
  write_reasons (writer, "wonReasons", self->won_reasons);
  write_reasons (writer, "lostReasons", self->lost_reasons);
  write_competitors (writer, self->competitors);
  rounds_json_writer_end_object (writer);
}

void
rounds_deal_analytics_free (RoundsDealAnalytics *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->won_reasons, g_ptr_array_unref);
  g_clear_pointer (&self->lost_reasons, g_ptr_array_unref);
  g_clear_pointer (&self->competitors, g_ptr_array_unref);
  g_free (self);
}
