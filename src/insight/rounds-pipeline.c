/* rounds-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-pipeline.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-json.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "rules/rounds-stage.h"
#include "store/rounds-record-sql.h"

G_STATIC_ASSERT (G_N_ELEMENTS (((RoundsPipeline *) NULL)->stages) == ROUNDS_N_STAGES);

/* rounds_weighted_value() in SQL: values and probabilities are not negative, so cutting after + 50 is rounding half up. */
#define WEIGHTED "(o.value * o.probability + 50) / 100"

static RoundsPipeline *
pipeline_new (gboolean with_opportunities)
{
  RoundsPipeline *self = g_new0 (RoundsPipeline, 1);

  for (RoundsStage stage = ROUNDS_STAGE_PROSPECTING; stage < ROUNDS_N_STAGES; stage++)
    {
      self->stages[stage].stage = rounds_stage_to_text (stage);
      if (with_opportunities)
        self->stages[stage].opportunities = g_ptr_array_new_with_free_func (g_object_unref);
    }

  return self;
}

static void
add_condition (GString      *sql,
               RoundsFilter *filter,
               GPtrArray    *parameters)
{
  g_string_append (sql, " FROM opportunities o WHERE o.deleted_at IS NULL");
  rounds_insight_add_filter (sql, filter, "o", parameters);
}

static gboolean
read_totals (RoundsPipeline  *self,
             RoundsDatabase  *database,
             RoundsFilter    *filter,
             GError         **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new ("SELECT o.stage, COUNT(*), CAST(SUM(o.value) AS BIGINT),"
                                         " CAST(SUM(" WEIGHTED ") AS BIGINT)");
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  add_condition (sql, filter, parameters);
  g_string_append (sql, " GROUP BY o.stage");
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsStage stage = rounds_stage_from_text (rounds_statement_get_text (statement, 0));

      if (stage == ROUNDS_STAGE_NONE)
        continue;
      self->stages[stage].count = rounds_statement_get_integer (statement, 1);
      self->stages[stage].total_value = rounds_statement_get_integer (statement, 2);
      self->stages[stage].weighted_value = rounds_statement_get_integer (statement, 3);
    }

  return !row;
}

/* The ids of one column's first page: as many rows of the index on stage and rank are read as are needed. */
static void
add_page (GString      *sql,
          const char   *stage,
          RoundsFilter *filter,
          guint         page_size,
          GPtrArray    *parameters)
{
  g_string_append (sql, "SELECT page.id FROM (SELECT o.id");
  add_condition (sql, filter, parameters);
  g_string_append_printf (sql, " AND o.stage = '%s' ORDER BY o.rank, o.id LIMIT $%u) AS page", stage,
                          rounds_parameters_add_integer (parameters, page_size));
}

/* Records are read for those pages only. */
static gboolean
read_pages (RoundsPipeline  *self,
            RoundsDatabase  *database,
            RoundsFilter    *filter,
            guint            page_size,
            GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  g_string_printf (sql, "SELECT %s FROM opportunities t WHERE t.id IN (", rounds_record_sql_get (info)->columns);
  for (guint i = 0; i < G_N_ELEMENTS (self->stages); i++)
    {
      if (i > 0)
        g_string_append (sql, " UNION ALL ");
      add_page (sql, self->stages[i].stage, filter, page_size, parameters);
    }
  g_string_append (sql, ") ORDER BY t.stage, t.rank, t.id");
  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      g_autoptr(RoundsEntity) deal = rounds_record_sql_read (statement, info);
      RoundsStage stage = rounds_stage_from_text (rounds_entity_get_text (deal, "stage"));

      if (stage != ROUNDS_STAGE_NONE)
        g_ptr_array_add (self->stages[stage].opportunities, g_steal_pointer (&deal));
    }

  return !row;
}

/**
 * rounds_pipeline_compute:
 * @filter: (nullable): which deals, on the fields of an opportunity
 * @page_size: how many deals of each stage to read; 0 for the totals only
 *
 * The deals by stage, won and lost ones of all times included. One statement for the totals and one for the pages, whatever
 * there is.
 *
 * Returns: (transfer full): the pipeline; %NULL with @error set
 */
RoundsPipeline *
rounds_pipeline_compute (RoundsDatabase  *database,
                         RoundsFilter    *filter,
                         guint            page_size,
                         GError         **error)
{
  g_autoptr(RoundsPipeline) self = pipeline_new (page_size > 0);

  if (!read_totals (self, database, filter, error) ||
      (page_size > 0 && !read_pages (self, database, filter, page_size, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rounds_pipeline_write:
 *
 * Writes `{stages:[{stage,count,totalValue,weightedValue,opportunities}]}`.
 */
void
rounds_pipeline_write (RoundsPipeline   *self,
                       RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "stages");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (self->stages); i++)
    {
      RoundsPipelineStage *stage = &self->stages[i];

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "stage", stage->stage);
      rounds_insight_write_count (writer, "count", stage->count);
      rounds_insight_write_money (writer, "totalValue", stage->total_value);
      rounds_insight_write_money (writer, "weightedValue", stage->weighted_value);
      rounds_json_writer_key (writer, "opportunities");
      rounds_json_writer_begin_array (writer);
      for (guint j = 0; stage->opportunities != NULL && j < stage->opportunities->len; j++)
        rounds_json_write_entity (writer, g_ptr_array_index (stage->opportunities, j));
      rounds_json_writer_end_array (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

void
rounds_pipeline_free (RoundsPipeline *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->stages); i++)
    g_clear_pointer (&self->stages[i].opportunities, g_ptr_array_unref);
  g_free (self);
}
