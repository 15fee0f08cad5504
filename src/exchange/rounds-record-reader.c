/* rounds-record-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-record-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-cell.h"
#include "exchange/rounds-csv-reader.h"
#include "exchange/rounds-header-words.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-fold.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-custom-fields.h"

/* How much of a file is looked at to find out what separates its cells. */
#define PEEK (64 * 1024)

typedef struct
{
  const RoundsField *field; /* nullable: the column is passed over */
  char *title;
  GHashTable *known;        /* nullable: of a reference, what records are known by to their ids */
} Column;

struct _RoundsRecordReader
{
  GObject parent_instance;

  RoundsDatabase *database;
  const RoundsEntityInfo *info;
  char *file_name;
  goffset size;

  RoundsCsvReader *rows;
  GPtrArray *custom;
  GArray *columns;
  GStrv ignored;
  const RoundsField *key; /* nullable */
};

G_DEFINE_FINAL_TYPE (RoundsRecordReader, rounds_record_reader, G_TYPE_OBJECT)

static void
column_clear (Column *column)
{
  g_clear_pointer (&column->title, g_free);
  g_clear_pointer (&column->known, g_hash_table_unref);
}

void
rounds_record_row_clear (RoundsRecordRow *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->empty, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
}

static void
rounds_record_reader_finalize (GObject *object)
{
  RoundsRecordReader *self = ROUNDS_RECORD_READER (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->rows, rounds_csv_reader_free);
  g_clear_pointer (&self->custom, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->ignored, g_strfreev);

  G_OBJECT_CLASS (rounds_record_reader_parent_class)->finalize (object);
}

static void
rounds_record_reader_class_init (RoundsRecordReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_record_reader_finalize;
}

static void
rounds_record_reader_init (RoundsRecordReader *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, (GDestroyNotify) column_clear);
}

/* The one of `,`, `;` and tab that stands most often in the first line, quoted texts aside. */
static char
find_separator (const char *text,
                gsize       length)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean in_quotes = FALSE;
  guint best = 0;

  for (gsize i = 0; i < length && (in_quotes || (text[i] != '\n' && text[i] != '\r')); i++)
    {
      if (text[i] == '"')
        in_quotes = !in_quotes;
      for (guint j = 0; !in_quotes && j < G_N_ELEMENTS (separators); j++)
        counts[j] += text[i] == separators[j];
    }
  for (guint j = 1; j < G_N_ELEMENTS (separators); j++)
    if (counts[j] > counts[best])
      best = j;

  return separators[best];
}

static const RoundsField *
find_field (RoundsRecordReader *self,
            const char         *title)
{
  const RoundsField *field = rounds_entity_info_find_json (self->info, title);

  if (field == NULL)
    field = rounds_custom_fields_find (self->custom, title);
  for (guint i = 0; field == NULL && i < self->info->n_fields; i++)
    if (rounds_header_says (&self->info->fields[i], title))
      field = &self->info->fields[i];
  for (guint i = 0; field == NULL && i < self->custom->len; i++)
    if (rounds_header_says (g_ptr_array_index (self->custom, i), title))
      field = g_ptr_array_index (self->custom, i);

  return field;
}

/* What Rounds sets by itself a file cannot say; what is no value of one cell neither. */
static gboolean
is_taken (const RoundsField *field)
{
  if (g_str_equal (field->name, "id"))
    return TRUE;

  return !(field->flags & ROUNDS_FIELD_SYSTEM) && field->type != ROUNDS_FIELD_RECORDS && field->type != ROUNDS_FIELD_OBJECT;
}

static gboolean
read_header (RoundsRecordReader  *self,
             GError             **error)
{
  g_autoptr(GStrvBuilder) ignored = g_strv_builder_new ();
  RoundsCsvRow row;
  guint n_taken = 0;

  if (!rounds_csv_reader_next (self->rows, &row, NULL, error) || row.problem != ROUNDS_CSV_FINE)
    {
      if (error != NULL && *error == NULL)
        rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "BAD_HEADER", _("“%s” has no first line that names its columns"),
                            self->file_name);
      return FALSE;
    }

  for (guint i = 0; i < row.n_cells; i++)
    {
      Column column = { .title = g_strstrip (g_strdup (row.cells[i])) };

      column.field = find_field (self, column.title);
      if (column.field != NULL && !is_taken (column.field))
        column.field = NULL;
      if (column.field == NULL && column.title[0] != '\0')
        g_strv_builder_add (ignored, column.title);
      for (guint j = 0; column.field != NULL && j < i; j++)
        if (g_array_index (self->columns, Column, j).field == column.field)
          {
            rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "BAD_HEADER", _("“%s” has two columns for “%s”"), self->file_name,
                                column.title);
            column_clear (&column);
            return FALSE;
          }
      n_taken += column.field != NULL;
      g_array_append_val (self->columns, column);
    }

  self->ignored = g_strv_builder_end (ignored);
  if (n_taken > 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "BAD_HEADER",
                      _("No column of “%s” is one of “%s”: head them with names such as “%s”"), self->file_name,
                      _(self->info->label_plural), rounds_entity_info_find (self->info, self->info->title_field)->json_path);
  return FALSE;
}

/* The id, else a value that only one record can have, else an e-mail address. */
static void
choose_key (RoundsRecordReader *self)
{
  static const RoundsFieldFlags ranks[] = { ROUNDS_FIELD_FIXED, ROUNDS_FIELD_UNIQUE, ROUNDS_FIELD_EMAIL };

  for (guint rank = 0; rank < G_N_ELEMENTS (ranks); rank++)
    for (guint i = 0; i < self->columns->len; i++)
      {
        const RoundsField *field = g_array_index (self->columns, Column, i).field;

        if (field == NULL || !(field->flags & ranks[rank]) || (rank == 0 && !g_str_equal (field->name, "id")) ||
            field->type != ROUNDS_FIELD_TEXT)
          continue;
        self->key = field;
        return;
      }
}

static gboolean
add_known (RoundsRecordReader      *self,
           Column                  *column,
           const RoundsEntityInfo  *info,
           const RoundsField       *field,
           GError                 **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, id FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL", field->column,
                                          info->table, field->column);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (self->database, sql, error);
  gboolean row = TRUE;

  while (statement != NULL && rounds_statement_step (statement, &row, error) && row)
    g_hash_table_insert (column->known, rounds_fold (rounds_statement_get_text (statement, 0)),
                         g_strdup (rounds_statement_get_text (statement, 1)));

  return statement != NULL && !row;
}

/* What the records that a column refers to are known by, read once for the file. */
static gboolean
load_known (RoundsRecordReader  *self,
            Column              *column,
            GError             **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (column->field->reference);

  if (column->known != NULL)
    return TRUE;

  column->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if ((field->flags & (ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_EMAIL)) && field->type == ROUNDS_FIELD_TEXT &&
          !add_known (self, column, info, field, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_reference (RoundsRecordReader  *self,
                Column              *column,
                const char          *text,
                RoundsValue         *value,
                GError             **problems,
                GError             **error)
{
  g_autofree char *folded = NULL;
  const char *id;

  if (rounds_id_is_valid (text))
    {
      rounds_value_set_text (value, text);
      return TRUE;
    }
  if (!load_known (self, column, error))
    return FALSE;

  folded = rounds_fold (text);
  id = g_hash_table_lookup (column->known, folded);
  if (id != NULL)
    rounds_value_set_text (value, id);
  else
    rounds_problem_add_field (problems, column->field->json_path, "REFERENCE_NOT_FOUND", _("%s: “%s” is no id and nothing a record is known by"),
                              rounds_field_get_label (column->field), text);
  return TRUE;
}

static void
set_value (JsonObject        *values,
           const RoundsField *field,
           const RoundsValue *value)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  JsonObject *target = values;

  rounds_json_write_value (writer, field, value);
  text = rounds_json_writer_end (writer, NULL);

  if (field->group != NULL)
    {
      if (!json_object_has_member (values, field->group))
        json_object_set_object_member (values, field->group, json_object_new ());
      target = json_object_get_object_member (values, field->group);
    }
  json_object_set_member (target, field->json_key, rounds_json_parse (text, -1, NULL));
}

/**
 * rounds_record_row_add_empty:
 *
 * Makes the cells without anything part of the values, as null: the fields are cleared.
 */
void
rounds_record_row_add_empty (RoundsRecordRow *self)
{
  const RoundsValue nothing = ROUNDS_VALUE_INIT;

  for (guint i = 0; self->empty != NULL && i < self->empty->len; i++)
    set_value (self->values, g_ptr_array_index (self->empty, i), &nothing);
}

/**
 * rounds_record_reader_describe:
 * @error: what a row was refused with
 *
 * Returns: (transfer full): all that is wrong with the row in one line, and in which columns
 */
char *
rounds_record_reader_describe (RoundsRecordReader *self,
                               const GError       *error)
{
  GPtrArray *fields = rounds_problem_get_fields (error);
  g_autoptr(GString) text = g_string_new (NULL);

  if (fields == NULL || fields->len == 0)
    return g_strdup (error->message);

  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (fields, i);
      const char *title = problem->field;

      for (guint j = 0; j < self->columns->len; j++)
        {
          const Column *column = &g_array_index (self->columns, Column, j);

          if (column->field != NULL && g_str_equal (column->field->json_path, problem->field))
            title = column->title;
        }
      if (i > 0)
        g_string_append (text, "; ");
      g_string_append_printf (text, _("column “%s”: %s"), title, problem->detail);
    }

  return g_strdup (text->str);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static gboolean
read_cells (RoundsRecordReader   *self,
            const RoundsCsvRow   *cells,
            RoundsRecordRow      *row,
            GError              **error)
{
  g_autoptr(GError) problems = NULL;

  row->values = json_object_new ();
  row->empty = g_ptr_array_new ();
  for (guint i = 0; i < cells->n_cells && i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

      if (column->field == NULL)
        continue;

      if (is_blank (cells->cells[i]))
        ;
      else if (column->field->type == ROUNDS_FIELD_REFERENCE)
        {
          if (!read_reference (self, column, cells->cells[i], &value, &problems, error))
            return FALSE;
        }
      else
        rounds_cell_read (column->field, cells->cells[i], &value, &problems);

      if (value.type == ROUNDS_VALUE_NULL)
        {
          if (column->field != self->key && !g_str_equal (column->field->name, "id"))
            g_ptr_array_add (row->empty, (gpointer) column->field);
          continue;
        }
      if (column->field == self->key)
        row->key = g_strdup (value.text);
      set_value (row->values, column->field, &value);
    }

  if (problems != NULL)
    row->problem = rounds_record_reader_describe (self, problems);
  return TRUE;
}

static const char *
explain (RoundsCsvProblem problem)
{
  switch (problem)
    {
    case ROUNDS_CSV_BAD_QUOTES:
      return _("something stands after a closing quotation mark");
    case ROUNDS_CSV_OPEN_QUOTES:
      return _("the file ends between quotation marks");
    case ROUNDS_CSV_BAD_ENCODING:
      return _("the line is not UTF-8, as the file says it is");
    case ROUNDS_CSV_FINE:
    default:
      return NULL;
    }
}

/**
 * rounds_record_reader_new:
 * @database: where custom fields and records that are referred to are looked up
 * @info: the kind of the records
 * @stream: a CSV file
 * @size: its bytes, for rounds_record_reader_get_fraction()
 * @file_name: what messages call it
 * @error: %ROUNDS_PROBLEM_INVALID `BAD_HEADER`
 *
 * Blocks. Reads the line that names the columns.
 *
 * Returns: (transfer full) (nullable): the reader
 */
RoundsRecordReader *
rounds_record_reader_new (RoundsDatabase          *database,
                          const RoundsEntityInfo  *info,
                          GInputStream            *stream,
                          goffset                  size,
                          const char              *file_name,
                          GError                 **error)
{
  g_autoptr(RoundsRecordReader) self = g_object_new (ROUNDS_TYPE_RECORD_READER, NULL);
  g_autoptr(GInputStream) buffered = g_buffered_input_stream_new_sized (stream, PEEK);
  const char *start;
  gsize length;

  self->database = g_object_ref (database);
  self->info = info;
  self->file_name = g_strdup (file_name);
  self->size = size;
  self->custom = rounds_custom_fields_load (database, info, error);
  if (self->custom == NULL || g_buffered_input_stream_fill (G_BUFFERED_INPUT_STREAM (buffered), PEEK, NULL, error) < 0)
    return NULL;

  start = g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (buffered), &length);
  self->rows = rounds_csv_reader_new (buffered, file_name, find_separator (start, length));
  if (!read_header (self, error))
    return NULL;
  choose_key (self);

  return g_steal_pointer (&self);
}

/**
 * rounds_record_reader_next:
 * @row: (inout): cleared, then the next row
 * @error: what the file says
 *
 * Returns: %FALSE at the end, without error, or when the file cannot be read
 */
gboolean
rounds_record_reader_next (RoundsRecordReader  *self,
                           RoundsRecordRow     *row,
                           GCancellable        *cancellable,
                           GError             **error)
{
  RoundsCsvRow cells;

  rounds_record_row_clear (row);
  if (!rounds_csv_reader_next (self->rows, &cells, cancellable, error))
    return FALSE;

  row->line = cells.line;
  if (cells.problem != ROUNDS_CSV_FINE)
    row->problem = g_strdup (explain (cells.problem));
  else if (cells.n_cells > self->columns->len)
    row->problem = g_strdup_printf (_("the line has %u cells, the first line names %u columns"), cells.n_cells, self->columns->len);
  else
    return read_cells (self, &cells, row, error);

  return TRUE;
}

/**
 * rounds_record_reader_get_key:
 *
 * Returns: (nullable) (transfer none): the field that finds the record a row is about; %NULL when no column does
 */
const RoundsField *
rounds_record_reader_get_key (RoundsRecordReader *self)
{
  return self->key;
}

/**
 * rounds_record_reader_get_ignored:
 *
 * Returns: (transfer none) (array zero-terminated=1): the titles of columns that are passed over: no field has the name, or Rounds sets
 *   it by itself
 */
const char * const *
rounds_record_reader_get_ignored (RoundsRecordReader *self)
{
  return (const char * const *) self->ignored;
}

/**
 * rounds_record_reader_get_fraction:
 *
 * Returns: how much of the file has been read, 0..1
 */
double
rounds_record_reader_get_fraction (RoundsRecordReader *self)
{
  return self->size > 0 ? CLAMP ((double) rounds_csv_reader_get_position (self->rows) / (double) self->size, 0, 1) : 1;
}
