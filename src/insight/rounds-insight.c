/* rounds-insight.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-insight-private.h"

/* What the questions share: statements that are put together, and members of their answers. */

/**
 * rounds_insight_prepare:
 * @sql: the statement
 * @parameters: (element-type RoundsValue): of it
 *
 * Returns: (transfer full): a statement that is ready to be stepped; %NULL with @error set
 */
RoundsStatement *
rounds_insight_prepare (RoundsDatabase  *database,
                        GString         *sql,
                        GPtrArray       *parameters,
                        GError         **error)
{
  RoundsStatement *statement = rounds_database_prepare (database, sql->str, error);

  if (statement != NULL)
    rounds_statement_bind_all (statement, parameters);
  return statement;
}

/**
 * rounds_insight_add_filter:
 * @sql: a statement with a WHERE
 * @filter: (nullable): which records, on the fields of the table's kind
 * @alias: of that table
 */
void
rounds_insight_add_filter (GString      *sql,
                           RoundsFilter *filter,
                           const char   *alias,
                           GPtrArray    *parameters)
{
  if (filter == NULL)
    return;

  g_string_append (sql, " AND (");
  rounds_filter_to_sql (filter, alias, sql, parameters);
  g_string_append_c (sql, ')');
}

/**
 * rounds_insight_add_interactions:
 * @institution_id: with whom
 * @now: an instant
 *
 * Adds a query of the instants `happened_at` of what counts as an interaction: past meetings that were not cancelled, calls, notes that
 * are not private, e-mails.
 */
void
rounds_insight_add_interactions (GString    *sql,
                                 const char *institution_id,
                                 gint64      now,
                                 GPtrArray  *parameters)
{
  guint id = rounds_parameters_add_text (parameters, institution_id);
  guint until = rounds_parameters_add_integer (parameters, now);

  g_string_append_printf (sql,
                          "SELECT m.start_date AS happened_at FROM meetings m WHERE m.institution_id = $%u AND m.deleted_at IS NULL"
                          " AND m.status <> 'cancelled' AND m.end_date <= $%u"
                          " UNION ALL SELECT c.call_date FROM calls c WHERE c.institution_id = $%u AND c.deleted_at IS NULL"
                          " AND c.call_date <= $%u"
                          " UNION ALL SELECT n.created_at FROM notes n WHERE n.institution_id = $%u AND n.deleted_at IS NULL"
                          " AND n.is_private = 0 AND n.created_at <= $%u"
                          " UNION ALL SELECT e.sent_at FROM email_messages e WHERE e.institution_id = $%u AND e.deleted_at IS NULL"
                          " AND e.sent_at <= $%u",
                          id, until, id, until, id, until, id, until);
}

/**
 * rounds_insight_write_text:
 * @text: (nullable): null when it is not there
 */
void
rounds_insight_write_text (RoundsJsonWriter *writer,
                           const char       *key,
                           const char       *text)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_text (writer, text);
}

void
rounds_insight_write_count (RoundsJsonWriter *writer,
                            const char       *key,
                            gint64            count)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_integer (writer, count);
}

/**
 * rounds_insight_write_money:
 * @minor: minor units; written exactly
 */
void
rounds_insight_write_money (RoundsJsonWriter *writer,
                            const char       *key,
                            gint64            minor)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_decimal (writer, minor, 2);
}

void
rounds_insight_write_double (RoundsJsonWriter *writer,
                             const char       *key,
                             double            value,
                             guint             digits)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_double (writer, value, digits);
}

/**
 * rounds_insight_write_known:
 * @known: whether there is a value; null when there is none
 */
void
rounds_insight_write_known (RoundsJsonWriter *writer,
                            const char       *key,
                            gboolean          known,
                            double            value,
                            guint             digits)
{
  rounds_json_writer_key (writer, key);
  if (known)
    rounds_json_writer_double (writer, value, digits);
  else
    rounds_json_writer_null (writer);
}

/**
 * rounds_insight_begin_part:
 *
 * Writes a part of a score up to its facts, which are the caller's.
 */
void
rounds_insight_begin_part (RoundsJsonWriter      *writer,
                           const RoundsScorePart *part)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "key", part->key);
  rounds_insight_write_double (writer, "weight", part->weight, 0);
  rounds_insight_write_known (writer, "value", part->known, part->value, 2);
  rounds_insight_write_known (writer, "points", part->known, part->points, 2);
  rounds_json_writer_key (writer, "facts");
  rounds_json_writer_begin_object (writer);
}

/**
 * rounds_insight_end_part:
 *
 * Ends the facts, says what would raise the score, and ends the part.
 */
void
rounds_insight_end_part (RoundsJsonWriter      *writer,
                         const RoundsScorePart *part)
{
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "raise");
  if (part->raise_fact != NULL)
    {
      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "fact", part->raise_fact);
      rounds_insight_write_double (writer, "to", part->raise_to, 0);
      rounds_insight_write_double (writer, "gain", part->gain, 2);
      rounds_json_writer_end_object (writer);
    }
  else
    {
      rounds_json_writer_null (writer);
    }
  rounds_json_writer_end_object (writer);
}
