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
