/* rounds-deal-probability.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-deal-probability.h"

#include <math.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-entity.h"
#include "model/rounds-institution.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "rules/rounds-deal-statistics.h"

/* A stage of the history as a number, so that the furthest can be asked for; a won deal that was reopened had come to the end. */
#define STAGE_NUMBER(column) \
  "CASE " column " WHEN 'prospecting' THEN 0 WHEN 'qualification' THEN 1 WHEN 'proposal' THEN 2" \
  " WHEN 'negotiation' THEN 3 WHEN 'closed_won' THEN 3 END"

/* What is learned from: the columns below of the deal `o`, its institution `s` and its greatest line. */
#define FEATURES \
  "o.stage, (SELECT MAX(" STAGE_NUMBER ("h.to_stage") ") FROM stage_changes h" \
  "  WHERE h.opportunity_id = o.id AND h.deleted_at IS NULL), " STAGE_NUMBER ("o.stage_before_closing") "," \
  " s.type, s.bed_capacity, COALESCE(o.lead_source_id, o.source, s.lead_source_id)," \
  " (SELECT l.product_id FROM opportunity_lines l WHERE l.opportunity_id = o.id AND l.deleted_at IS NULL" \
  "  AND l.product_id IS NOT NULL ORDER BY l.total_after_discount DESC, l.order_index LIMIT 1)," \
  " o.assigned_user_id"

enum
{
  COLUMN_STAGE,
  COLUMN_FURTHEST,
  COLUMN_BEFORE_CLOSING,
  COLUMN_TYPE,
  COLUMN_BEDS,
  COLUMN_SOURCE,
  COLUMN_PRODUCT,
  COLUMN_ASSIGNED_USER,
  COLUMN_PROBABILITY,
  COLUMN_SOURCE_NAME,
  COLUMN_USER_NAME,
  COLUMN_TEAM,
};

static RoundsStage
get_furthest (RoundsStatement *statement)
{
  RoundsStage stage = rounds_stage_from_text (rounds_statement_get_text (statement, COLUMN_STAGE));
  RoundsStage furthest = ROUNDS_STAGE_NONE;

  if (!rounds_statement_is_null (statement, COLUMN_FURTHEST))
    furthest = (RoundsStage) rounds_statement_get_integer (statement, COLUMN_FURTHEST);
  else if (!rounds_statement_is_null (statement, COLUMN_BEFORE_CLOSING))
    furthest = (RoundsStage) rounds_statement_get_integer (statement, COLUMN_BEFORE_CLOSING);

  return MIN (rounds_deal_get_reached (stage, furthest), ROUNDS_STAGE_NEGOTIATION);
}

/* The texts live as long as @texts. */
static RoundsWinExample
read_example (RoundsStatement *statement,
              GStringChunk    *texts)
{
  static const guint columns[ROUNDS_N_WIN_FIELDS] = {
    [ROUNDS_WIN_INSTITUTION_TYPE] = COLUMN_TYPE,
    [ROUNDS_WIN_SOURCE] = COLUMN_SOURCE,
    [ROUNDS_WIN_PRODUCT] = COLUMN_PRODUCT,
    [ROUNDS_WIN_ASSIGNED_USER] = COLUMN_ASSIGNED_USER,
  };
  RoundsWinExample example = { .reached = get_furthest (statement) };

  for (guint i = ROUNDS_WIN_INSTITUTION_TYPE; i < ROUNDS_N_WIN_FIELDS; i++)
    {
      const char *text = i == ROUNDS_WIN_SIZE ? rounds_win_size_class (rounds_statement_get_integer (statement, COLUMN_BEDS))
                                              : rounds_statement_get_text (statement, columns[i]);

      if (text != NULL)
        example.values[i] = g_string_chunk_insert_const (texts, text);
    }
  example.won = g_strcmp0 (rounds_statement_get_text (statement, COLUMN_STAGE), "closed_won") == 0;

  return example;
}

static void
set_labels (RoundsDealProbability  *self,
            const RoundsWinExample *example,
            RoundsStatement        *statement)
{
  for (guint i = 0; i < ROUNDS_N_WIN_FIELDS; i++)
    {
      self->values[i] = g_strdup (i == ROUNDS_WIN_STAGE ? rounds_stage_to_text (example->reached) : example->values[i]);
      self->labels[i] = g_strdup (self->values[i]);
    }

  if (!rounds_statement_is_null (statement, COLUMN_SOURCE_NAME))
    g_set_str (&self->labels[ROUNDS_WIN_SOURCE], rounds_statement_get_text (statement, COLUMN_SOURCE_NAME));
  if (!rounds_statement_is_null (statement, COLUMN_USER_NAME))
    g_set_str (&self->labels[ROUNDS_WIN_ASSIGNED_USER], rounds_statement_get_text (statement, COLUMN_USER_NAME));
}

/* The deal asked about; @team_id is that of the person it is assigned to. */
static RoundsDealProbability *
read_deal (RoundsDatabase    *database,
           const char        *opportunity_id,
           GStringChunk      *texts,
           RoundsWinExample  *example,
           char             **team_id,
           GError           **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database,
    "SELECT " FEATURES ", o.probability, f.name, u.first_name || ' ' || u.last_name, u.team_id"
    " FROM opportunities o JOIN institutions s ON s.id = o.institution_id"
    " LEFT JOIN lead_sources f ON f.id = COALESCE(o.lead_source_id, o.source, s.lead_source_id)"
    " LEFT JOIN users u ON u.id = o.assigned_user_id WHERE o.id = $1 AND o.deleted_at IS NULL",
    error);
  RoundsDealProbability *self;
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rounds_statement_bind_text (statement, 1, opportunity_id);
  if (!rounds_statement_step (statement, &row, error))
    return NULL;

  self = g_new0 (RoundsDealProbability, 1);
  self->stage = ROUNDS_STAGE_NONE;
  if (!row)
    return self;

  self->stage = rounds_stage_from_text (rounds_statement_get_text (statement, COLUMN_STAGE));
  self->current = (int) rounds_statement_get_integer (statement, COLUMN_PROBABILITY);
  *example = read_example (statement, texts);
  set_labels (self, example, statement);
  *team_id = g_strdup (rounds_statement_get_text (statement, COLUMN_TEAM));

  return self;
}

/* Closed deals of one team, or of those who have none, in the order in which they were closed. */
static GArray *
read_history (RoundsDatabase  *database,
              const char      *team_id,
              GStringChunk    *texts,
              GError         **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database,
    "SELECT " FEATURES
    " FROM opportunities o JOIN institutions s ON s.id = o.institution_id LEFT JOIN users u ON u.id = o.assigned_user_id"
    " WHERE o.deleted_at IS NULL AND o.stage IN ('closed_won', 'closed_lost') AND COALESCE(u.team_id, '') = $1"
    " ORDER BY o.actual_close_date, o.id",
    error);
  g_autoptr(GArray) examples = g_array_new (FALSE, TRUE, sizeof (RoundsWinExample));
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rounds_statement_bind_text (statement, 1, team_id != NULL ? team_id : "");

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsWinExample example = read_example (statement, texts);

      g_array_append_val (examples, example);
    }

  return row ? NULL : g_steal_pointer (&examples);
}

/* A product is known by its name; one that is a reason, that is. */
static gboolean
name_product (RoundsDealProbability  *self,
              RoundsDatabase         *database,
              GError                **error)
{
  g_autofree char *name = NULL;

  if (self->values[ROUNDS_WIN_PRODUCT] == NULL)
    return TRUE;
  if (!rounds_database_query_text (database, &name, error, "SELECT name FROM products WHERE id = $1", "s",
                                   self->values[ROUNDS_WIN_PRODUCT]))
    return FALSE;

  if (name != NULL)
    g_set_str (&self->labels[ROUNDS_WIN_PRODUCT], name);
  return TRUE;
}

/**
 * rounds_deal_probability_compute:
 * @opportunity_id: which deal
 *
 * What the closed deals of the team say about a deal (rules.md, "Win probability learned from history"): the team is that of the
 * person it is assigned to. The product is that of the greatest line, the source that of the deal or else of the institution.
 * Three statements at most, whatever there is.
 *
 * Returns: (transfer full): the probability, of %ROUNDS_STAGE_NONE when there is no such deal; %NULL with @error set
 */
RoundsDealProbability *
rounds_deal_probability_compute (RoundsDatabase  *database,
                                 const char      *opportunity_id,
                                 GError         **error)
{
  g_autoptr(GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr(RoundsWinModel) model = rounds_win_model_new ();
  g_autoptr(RoundsDealProbability) self = NULL;
  g_autoptr(GArray) history = NULL;
  g_autofree char *team_id = NULL;
  RoundsWinExample example = { 0 };

  g_return_val_if_fail (opportunity_id != NULL, NULL);

  self = read_deal (database, opportunity_id, texts, &example, &team_id, error);
  if (self == NULL || self->stage == ROUNDS_STAGE_NONE)
    return g_steal_pointer (&self);

  history = read_history (database, team_id, texts, error);
  if (history == NULL || !name_product (self, database, error))
    return NULL;

  self->brier = rounds_win_model_learn_all (model, (const RoundsWinExample *) history->data, history->len,
                                            ROUNDS_PROBABILITY_JUDGED, &self->n_judged);
  self->won = rounds_win_model_get_won (model);
  self->lost = rounds_win_model_get_lost (model);
  self->learned = rounds_win_model_is_ready (model) && !rounds_stage_is_closed (self->stage);
  if (self->learned)
    rounds_win_model_predict (model, &example, &self->prediction);
  else
    self->prediction.probability = rounds_stage_default_probability (self->stage);

  return g_steal_pointer (&self);
}

/* The text of a choice as it is called; others as they are. */
static const char *
get_label (RoundsDealProbability *self,
           RoundsWinField         field)
{
  const RoundsChoice *choices = field == ROUNDS_WIN_STAGE ? rounds_stage_choices
                                : field == ROUNDS_WIN_INSTITUTION_TYPE ? rounds_institution_type_choices : NULL;

  for (guint i = 0; choices != NULL && choices[i].value != NULL; i++)
    if (g_strcmp0 (choices[i].value, self->values[field]) == 0)
      return g_dgettext (GETTEXT_PACKAGE, choices[i].label);

  return self->labels[field];
}

static void
write_reasons (RoundsDealProbability *self,
               RoundsJsonWriter      *writer,
               const char            *key,
               const RoundsWinReason *reasons,
               guint                  n_reasons)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < n_reasons; i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "field", rounds_win_field_to_text (reasons[i].field));
      rounds_insight_write_text (writer, "value", self->values[reasons[i].field]);
      rounds_insight_write_text (writer, "label", get_label (self, reasons[i].field));
      rounds_insight_write_double (writer, "factor", exp (reasons[i].weight), 3);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_deal_probability_write:
 *
 * Writes `{probability,learned,stageDefault,current,won,lost,for:[{field,value,label,factor}],against,brierScore|null,judged}`;
 * the factor is how many times likelier a won deal has the value than a lost one.
 */
void
rounds_deal_probability_write (RoundsDealProbability *self,
                               RoundsJsonWriter      *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_double (writer, "probability", self->prediction.probability, 2);
  rounds_json_writer_key (writer, "learned");
  rounds_json_writer_boolean (writer, self->learned);
  rounds_insight_write_count (writer, "stageDefault", rounds_stage_default_probability (self->stage));
  rounds_insight_write_count (writer, "current", self->current);
  rounds_insight_write_count (writer, "won", self->won);
  rounds_insight_write_count (writer, "lost", self->lost);
  write_reasons (self, writer, "for", self->prediction.strongest_for, self->prediction.n_for);
  write_reasons (self, writer, "against", self->prediction.strongest_against, self->prediction.n_against);
  rounds_insight_write_known (writer, "brierScore", self->n_judged > 0, self->brier, 4);
  rounds_insight_write_count (writer, "judged", self->n_judged);
  rounds_json_writer_end_object (writer);
}

void
rounds_deal_probability_free (RoundsDealProbability *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < ROUNDS_N_WIN_FIELDS; i++)
    {
      g_free (self->values[i]);
      g_free (self->labels[i]);
    }
  g_free (self);
}
