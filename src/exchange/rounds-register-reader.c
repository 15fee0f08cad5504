/* rounds-register-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-register-reader.h"

#include <glib/gi18n-lib.h>

#include "exchange/rounds-csv-reader.h"
#include "exchange/rounds-register-layout.h"
#include "model/rounds-problem.h"

struct _RoundsRegisterReader
{
  GObject parent_instance;

  const RoundsRegisterLayout *layout;
  RoundsCsvReader *csv;
  RoundsRegisterState state;
  char *file_name;
  goffset size;
  gboolean failed;
  const char *field_names[ROUNDS_REGISTER_FIELDS_MAXIMUM + 1];
};

G_DEFINE_FINAL_TYPE (RoundsRegisterReader, rounds_register_reader, G_TYPE_OBJECT)

static const RoundsRegisterLayout * const layouts[] = {
  &rounds_register_layout_finess,
  &rounds_register_layout_sae,
};

static const RoundsRegisterLayout *
find_layout (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      if (g_strcmp0 (layouts[i]->name, name) == 0)
        return layouts[i];
    }

  return NULL;
}

static gboolean
open_file (RoundsRegisterReader  *self,
           GError               **error)
{
  g_autoptr(GError) problem = NULL;
  RoundsCsvRow header;
  guint n = 0;

  if (!rounds_csv_reader_next (self->csv, &header, NULL, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_EMPTY",
                            _("%s, line %u: the file is empty. Download it again; nothing was imported."), self->file_name, 1);
      return FALSE;
    }

  if (!self->layout->open (&self->state, &header, error))
    return FALSE;

  /* The key of a file that only updates is no field it decides. */
  for (; self->state.fields[n] != NULL && !(self->layout->only_updates && n > 0); n++)
    self->field_names[n] = self->state.fields[n]->name;
  self->field_names[n] = NULL;

  return TRUE;
}

static RoundsRowResult
read_row (RoundsRegisterReader  *self,
          const RoundsCsvRow    *row,
          RoundsEntity         **institution,
          char                 **problem,
          GError               **error)
{
  switch (row->problem)
    {
    case ROUNDS_CSV_OPEN_QUOTES:
      return rounds_register_state_cut (&self->state, row, error);

    case ROUNDS_CSV_BAD_QUOTES:
      *problem = g_strdup (_("Something stands after a closing quotation mark."));
      return ROUNDS_ROW_REFUSED;

    case ROUNDS_CSV_BAD_ENCODING:
      *problem = g_strdup (_("The line is not valid UTF-8."));
      return ROUNDS_ROW_REFUSED;

    case ROUNDS_CSV_FINE:
    default:
      return self->layout->read (&self->state, row, institution, problem, error);
    }
}

static void
remark_free (gpointer data)
{
  RoundsRegisterRemark *remark = data;

  g_free (remark->reason);
  g_free (remark);
}

static void
rounds_register_reader_finalize (GObject *object)
{
  RoundsRegisterReader *self = ROUNDS_REGISTER_READER (object);

  g_clear_pointer (&self->csv, rounds_csv_reader_free);
  g_clear_pointer (&self->state.remarks, g_ptr_array_unref);
  g_clear_pointer (&self->file_name, g_free);

  G_OBJECT_CLASS (rounds_register_reader_parent_class)->finalize (object);
}

static void
rounds_register_reader_class_init (RoundsRegisterReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rounds_register_reader_finalize;
}

static void
rounds_register_reader_init (RoundsRegisterReader *self)
{
  self->state.remarks = g_ptr_array_new_with_free_func (remark_free);
}

/**
 * rounds_register_reader_new:
 * @register_name: `finess` or `sae`
 * @stream: the file; a reference is kept
 * @size: its size in bytes, or -1 when it is not known
 * @file_name: what the file is called in messages
 * @error: %ROUNDS_PROBLEM: `UNKNOWN_REGISTER`, or what is wrong with the file: `FILE_EMPTY`, `FILE_LAYOUT`, `FILE_BINARY`,
 *   `FILE_QUOTES`, `FILE_UNREADABLE`
 *
 * Reads the first line, which tells what the file is.
 *
 * Returns: (transfer full) (nullable): a reader before the first institution
 */
RoundsRegisterReader *
rounds_register_reader_new (const char    *register_name,
                            GInputStream  *stream,
                            goffset        size,
                            const char    *file_name,
                            GError       **error)
{
  g_autoptr(RoundsRegisterReader) self = NULL;
  const RoundsRegisterLayout *layout = find_layout (register_name);

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  if (layout == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "UNKNOWN_REGISTER",
                          _("There is no register called “%s”; use “finess” or “sae”."), register_name);
      return NULL;
    }

  self = g_object_new (ROUNDS_TYPE_REGISTER_READER, NULL);
  self->layout = layout;
  self->file_name = g_strdup (file_name);
  self->size = size;
  self->state.file_name = self->file_name;
  self->csv = rounds_csv_reader_new (stream, file_name, ';');

  if (!open_file (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rounds_register_reader_next:
 * @institution: (out) (nullable) (transfer full): what the row says of an institution, in the fields of
 *   rounds_register_reader_get_fields() and `finess`
 * @problem: (out) (nullable) (transfer full): instead, why the row is refused
 * @line: (out): the line the row starts on, from 1
 * @cancellable: (nullable): stops reading
 * @error: what makes the file as a whole unusable, with the codes of rounds_register_reader_new() and `FILE_CUT`;
 *   %G_IO_ERROR_CANCELLED. Nothing of the file may then be kept.
 *
 * Returns: whether there was a row; %FALSE without an error at the end of a sound file
 */
gboolean
rounds_register_reader_next (RoundsRegisterReader  *self,
                             RoundsEntity         **institution,
                             char                 **problem,
                             guint                 *line,
                             GCancellable          *cancellable,
                             GError               **error)
{
  RoundsCsvRow row;

  g_return_val_if_fail (ROUNDS_IS_REGISTER_READER (self), FALSE);
  g_return_val_if_fail (institution != NULL && problem != NULL && line != NULL, FALSE);
  g_return_val_if_fail (!self->failed, FALSE);

  *institution = NULL;
  *problem = NULL;

  for (;;)
    {
      g_autoptr(GError) local = NULL;

      if (!rounds_csv_reader_next (self->csv, &row, cancellable, &local))
        {
          if (local == NULL && self->layout->finish (&self->state, &local))
            return FALSE;
          self->failed = TRUE;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }

      *line = row.line;
      switch (read_row (self, &row, institution, problem, error))
        {
        case ROUNDS_ROW_READ:
          self->state.n_read++;
          return TRUE;

        case ROUNDS_ROW_REFUSED:
          return TRUE;

        case ROUNDS_ROW_FAILED:
          self->failed = TRUE;
          return FALSE;

        case ROUNDS_ROW_SKIPPED:
        default:
          break;
        }
    }
}

/**
 * rounds_register_reader_get_fraction:
 *
 * Returns: how much of the file was read, 0..1; 0 when its size is not known
 */
double
rounds_register_reader_get_fraction (RoundsRegisterReader *self)
{
  g_return_val_if_fail (ROUNDS_IS_REGISTER_READER (self), 0.0);

  if (self->size <= 0)
    return 0.0;

  return MIN ((double) rounds_csv_reader_get_position (self->csv) / (double) self->size, 1.0);
}

/**
 * rounds_register_reader_get_fields:
 *
 * Returns: (transfer none) (array zero-terminated=1): the properties that the file decides
 */
const char * const *
rounds_register_reader_get_fields (RoundsRegisterReader *self)
{
  g_return_val_if_fail (ROUNDS_IS_REGISTER_READER (self), NULL);

  return self->field_names;
}

/**
 * rounds_register_reader_only_updates:
 *
 * Returns: whether rows without an institution of their FINESS number are refused, as the file knows too little to make one
 */
gboolean
rounds_register_reader_only_updates (RoundsRegisterReader *self)
{
  g_return_val_if_fail (ROUNDS_IS_REGISTER_READER (self), FALSE);

  return self->layout->only_updates;
}

/**
 * rounds_register_reader_get_remarks:
 * @n_remarks: (out) (optional): how many there were, also beyond the first thousand, which are kept
 *
 * What was left out of institutions that were read all the same, such as a SIRET with a wrong check digit.
 *
 * Returns: (transfer none) (element-type RoundsRegisterRemark): by line
 */
GPtrArray *
rounds_register_reader_get_remarks (RoundsRegisterReader *self,
                                    guint                *n_remarks)
{
  g_return_val_if_fail (ROUNDS_IS_REGISTER_READER (self), NULL);

  if (n_remarks != NULL)
    *n_remarks = self->state.n_remarks;

  return self->state.remarks;
}
