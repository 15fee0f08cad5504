/* rounds-record-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-record-export.h"

#include <glib/gi18n-lib.h>

#include "exchange/rounds-cell.h"
#include "exchange/rounds-csv-writer.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-derived-fields.h"
#include "store/rounds-record-sql.h"
#include "store/rounds-repository.h"

/* Records as a file, written while they are read: memory does not grow with their number. */

#define BATCH 500
#define BUFFER_FULL (64 * 1024)

typedef struct
{
  RoundsEntity *entity;
  RoundsValue *derived; /* (array length=Writer.n_derived) */
} Row;

typedef struct
{
  RoundsDatabase *database;
  const RoundsEntityInfo *info;
  const RoundsExportOptions *options;
  GPtrArray *fields;
  guint n_derived;
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *buffer;
  gint64 n_rows;
} Writer;

static void
row_free (Writer *writer,
          Row    *row)
{
  for (guint i = 0; i < writer->n_derived; i++)
    rounds_value_clear (&row->derived[i]);
  g_free (row->derived);
  g_object_unref (row->entity);
  g_free (row);
}

/**
 * rounds_export_get_fields:
 *
 * Returns: (transfer full) (nullable) (element-type RoundsField): all that a record of the kind holds itself: the fields with a column,
 *   then the custom ones; %NULL with @error set
 */
GPtrArray *
rounds_export_get_fields (RoundsDatabase          *database,
                          const RoundsEntityInfo  *info,
                          GError                 **error)
{
  g_autoptr(GPtrArray) custom = rounds_custom_fields_load (database, info, error);
  GPtrArray *fields;

  if (custom == NULL)
    return NULL;

  fields = g_ptr_array_new ();
  for (guint i = 0; i < info->n_fields; i++)
    if (rounds_field_has_column (&info->fields[i]) && info->fields[i].type != ROUNDS_FIELD_OBJECT)
      g_ptr_array_add (fields, (gpointer) &info->fields[i]);
  g_ptr_array_extend (fields, custom, NULL, NULL);

  return fields;
}

/**
 * rounds_export_find_fields:
 * @paths: separated by commas: fields of the kind, custom ones, derived ones
 * @error: %ROUNDS_PROBLEM_MALFORMED `INVALID_PARAMETER`
 *
 * Returns: (transfer full) (nullable) (element-type RoundsField): the fields, in the order of @paths
 */
GPtrArray *
rounds_export_find_fields (RoundsDatabase          *database,
                           const RoundsEntityInfo  *info,
                           const char              *paths,
                           GError                 **error)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();
  g_auto(GStrv) names = g_strsplit (paths, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      g_autoptr(GError) local = NULL;
      const RoundsField *field = rounds_custom_fields_resolve (database, info, name, &local);

      if (field == NULL && local == NULL)
        field = rounds_derived_fields_find (info, name);
      if (field == NULL && local == NULL)
        {
          field = rounds_entity_info_find_json (info, name);
          if (field != NULL && field->type != ROUNDS_FIELD_JSON)
            field = NULL;
        }

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (field == NULL)
        {
          GError *problem = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "INVALID_PARAMETER", _("There is no field “%s”"), name);

          rounds_problem_add_field (&problem, "fields", "INVALID_PARAMETER", "%s", problem->message);
          g_propagate_error (error, problem);
          return NULL;
        }
      g_ptr_array_add (fields, (gpointer) field);
    }

  return g_steal_pointer (&fields);
}

/**
 * rounds_export_needs_moment:
 * @fields: (nullable) (element-type RoundsField): columns
 *
 * Returns: whether one of them depends on when it is asked: the query needs rounds_query_set_moment() then
 */
gboolean
rounds_export_needs_moment (GPtrArray *fields)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (((const RoundsField *) g_ptr_array_index (fields, i))->flags & ROUNDS_FIELD_DERIVED)
      return TRUE;

  return FALSE;
}

static gboolean
flush (Writer   *self,
       gboolean  all,
       GError  **error)
{
  if (!all && self->buffer->len < BUFFER_FULL)
    return TRUE;

  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, self->cancellable, error))
    return FALSE;
  g_string_truncate (self->buffer, 0);

  return TRUE;
}

static void
write_header (Writer *self)
{
  if (self->options->byte_order_mark)
    g_string_append (self->buffer, ROUNDS_CSV_BYTE_ORDER_MARK);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (self->fields, i);

      rounds_csv_append_cell (self->buffer, self->options->separator,
                              self->options->labels ? rounds_field_get_label (field) : field->json_path, i == 0);
    }
  g_string_append (self->buffer, ROUNDS_CSV_LINE_END);
}

/* @index: of @field among the columns */
static void
read_value (Writer      *self,
            const Row   *row,
            guint        index,
            RoundsValue *value)
{
  const RoundsField *field = g_ptr_array_index (self->fields, index);
  guint n_before = 0;

  if (!(field->flags & ROUNDS_FIELD_DERIVED))
    {
      rounds_field_read (field, row->entity, value);
      return;
    }

  for (guint i = 0; i < index; i++)
    if (((const RoundsField *) g_ptr_array_index (self->fields, i))->flags & ROUNDS_FIELD_DERIVED)
      n_before++;
  rounds_value_copy (&row->derived[n_before], value);
}

static void
write_csv_row (Writer    *self,
               const Row *row)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
      g_autofree char *text = NULL;

      read_value (self, row, i, &value);
      text = rounds_cell_write (g_ptr_array_index (self->fields, i), &value, self->options->separator == ';');
      rounds_csv_append_cell (self->buffer, self->options->separator, text, i == 0);
    }
  g_string_append (self->buffer, ROUNDS_CSV_LINE_END);
}

static void
write_json_field (Writer           *self,
                  const Row        *row,
                  guint             index,
                  RoundsJsonWriter *writer)
{
  const RoundsField *field = g_ptr_array_index (self->fields, index);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  read_value (self, row, index, &value);
  rounds_json_writer_key (writer, field->json_key);
  rounds_json_write_value (writer, field, &value);
}

static const char *
get_group (Writer *self,
           guint   index)
{
  return ((const RoundsField *) g_ptr_array_index (self->fields, index))->group;
}

static gboolean
is_first_of_group (Writer *self,
                   guint   index)
{
  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (get_group (self, i), get_group (self, index)) == 0)
      return FALSE;

  return TRUE;
}

static void
write_chosen (Writer           *self,
              const Row        *row,
              RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *group = get_group (self, i);

      if (group == NULL)
        write_json_field (self, row, i, writer);
      else if (is_first_of_group (self, i))
        {
          rounds_json_writer_key (writer, group);
          rounds_json_writer_begin_object (writer);
          for (guint j = i; j < self->fields->len; j++)
            if (g_strcmp0 (get_group (self, j), group) == 0)
              write_json_field (self, row, j, writer);
          rounds_json_writer_end_object (writer);
        }
    }
  rounds_json_writer_end_object (writer);
}

static void
write_json_row (Writer    *self,
                const Row *row)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;

  if (self->options->fields != NULL)
    write_chosen (self, row, writer);
  else
    rounds_json_write_entity (writer, row->entity);
  text = rounds_json_writer_end (writer, NULL);

  g_string_append (self->buffer, self->n_rows == 0 ? "[\n" : ",\n");
  g_string_append (self->buffer, text);
}

static gboolean
write_batch (Writer     *self,
             GPtrArray  *rows,
             GError    **error)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (entities, ((Row *) g_ptr_array_index (rows, i))->entity);
  if (!self->options->is_csv && self->options->fields == NULL &&
      !rounds_repository_load_records (self->database, entities, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (self->options->is_csv)
        write_csv_row (self, g_ptr_array_index (rows, i));
      else
        write_json_row (self, g_ptr_array_index (rows, i));
      self->n_rows++;
      if (!flush (self, FALSE, error))
        return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static guint
count_columns (const RoundsEntityInfo *info)
{
  guint n = 0;

  for (guint i = 0; i < info->n_fields; i++)
    n += rounds_field_has_column (&info->fields[i]);

  return n;
}

static Row *
read_row (Writer          *self,
          RoundsStatement *statement,
          guint            n_columns)
{
  Row *row = g_new0 (Row, 1);

  row->entity = rounds_record_sql_read (statement, self->info);
  row->derived = g_new0 (RoundsValue, self->n_derived);
  for (guint i = 0; i < self->n_derived; i++)
    rounds_statement_get_value (statement, n_columns + i, &row->derived[i]);

  return row;
}

static void
free_rows (Writer    *self,
           GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    row_free (self, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static gboolean
write_rows (Writer           *self,
            RoundsStatement  *statement,
            GError          **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  const guint n_columns = count_columns (self->info);
  gboolean good = TRUE;
  gboolean row = TRUE;

  while (good && row)
    {
      good = rounds_statement_step (statement, &row, error);
      if (good && row)
        g_ptr_array_add (rows, read_row (self, statement, n_columns));
      if (good && (rows->len == BATCH || !row))
        {
          good = write_batch (self, rows, error);
          free_rows (self, rows);
        }
    }
  free_rows (self, rows);

  return good;
}

/**
 * rounds_export_write:
 * @query: which records, in which order; with a moment when a column is derived
 * @options: how
 * @stream: where the file goes; not closed
 *
 * Blocks. One statement for all records; of JSON with whole records a few more for each five hundred.
 *
 * Returns: how many records were written; -1 with @error set
 */
gint64
rounds_export_write (RoundsDatabase             *database,
                     RoundsQuery                *query,
                     const RoundsExportOptions  *options,
                     GOutputStream              *stream,
                     GCancellable               *cancellable,
                     GError                    **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(RoundsQuery) whole = rounds_query_copy (query);
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GString) buffer = g_string_sized_new (BUFFER_FULL + 4096);
  g_autofree char *sql = NULL;
  Writer writer = { database, rounds_query_get_info (query), options, NULL, 0, stream, cancellable, buffer, 0 };

  fields = options->fields != NULL ? g_ptr_array_ref (options->fields)
                                   : rounds_export_get_fields (database, writer.info, error);
  if (fields == NULL)
    return -1;
  writer.fields = fields;

  for (guint i = 0; i < fields->len; i++)
    if (((const RoundsField *) g_ptr_array_index (fields, i))->flags & ROUNDS_FIELD_DERIVED)
      {
        rounds_query_add_derived (whole, g_ptr_array_index (fields, i));
        writer.n_derived++;
      }

  sql = rounds_query_to_sql (whole, database, ROUNDS_QUERY_RECORDS, parameters);
  statement = rounds_database_prepare (database, sql, error);
  if (statement == NULL)
    return -1;
  rounds_statement_bind_all (statement, parameters);

  if (options->is_csv)
    write_header (&writer);
  if (!write_rows (&writer, statement, error))
    return -1;
  if (!options->is_csv)
    g_string_append (buffer, writer.n_rows == 0 ? "[]\n" : "\n]\n");

  return flush (&writer, TRUE, error) ? writer.n_rows : -1;
}
