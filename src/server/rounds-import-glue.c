/* rounds-import-glue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-import-glue.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-institution.h"
#include "model/rounds-problem.h"

static gboolean
read_next (RoundsImportSource  *source,
           RoundsEntity       **entity,
           char               **problem,
           guint               *line,
           GError             **error)
{
  RoundsImportGlue *self = (RoundsImportGlue *) source;

  return rounds_register_reader_next (self->reader, entity, problem, line, self->cancellable, error);
}

static double
get_fraction (RoundsImportSource *source)
{
  RoundsImportGlue *self = (RoundsImportGlue *) source;

  return rounds_register_reader_get_fraction (self->reader);
}

static guint
count_remarks (RoundsImportSource *source)
{
  RoundsImportGlue *self = (RoundsImportGlue *) source;
  guint n_remarks;

  rounds_register_reader_get_remarks (self->reader, &n_remarks);
  return n_remarks;
}

static const char *
get_remark (RoundsImportSource *source,
            guint               index,
            guint              *line)
{
  RoundsImportGlue *self = (RoundsImportGlue *) source;
  GPtrArray *remarks = rounds_register_reader_get_remarks (self->reader, NULL);
  const RoundsRegisterRemark *remark = index < remarks->len ? g_ptr_array_index (remarks, index) : NULL;

  if (remark == NULL)
    return NULL;

  *line = remark->line;
  return remark->reason;
}

/**
 * rounds_import_glue_new:
 * @register_name: `finess` or `sae`
 * @file: a local file
 * @file_name: what messages call it
 * @cancellable: (nullable)
 * @error: what is wrong with the file
 *
 * Blocks. Opens a register.
 *
 * Returns: (transfer full) (nullable): its rows
 */
RoundsImportGlue *
rounds_import_glue_new (const char    *register_name,
                        GFile         *file,
                        const char    *file_name,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, &local);
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(RoundsImportGlue) self = g_new0 (RoundsImportGlue, 1);

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, &local);
  if (info == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNREADABLE_FILE", _("“%s” cannot be read: %s"), file_name, local->message);
      return NULL;
    }

  self->reader = rounds_register_reader_new (register_name, G_INPUT_STREAM (stream), g_file_info_get_size (info), file_name, error);
  if (self->reader == NULL)
    return NULL;

  g_set_object (&self->cancellable, cancellable);
  self->source.next = read_next;
  self->source.fraction = get_fraction;
  self->source.count_remarks = count_remarks;
  self->source.remark = get_remark;
  self->source.fields = rounds_register_reader_get_fields (self->reader);
  self->source.key = "finess";
  self->source.kind = "institution";
  self->source.only_update = rounds_register_reader_only_updates (self->reader);

  return g_steal_pointer (&self);
}

void
rounds_import_glue_free (RoundsImportGlue *self)
{
  g_clear_object (&self->reader);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * rounds_import_run:
 * @database: with an open transaction
 * @context: (inout): who, when and who is told
 * @source: the rows
 *
 * Returns: (transfer full) (nullable): the report
 */
JsonNode *
rounds_import_run (RoundsDatabase          *database,
                   RoundsChanges           *changes,
                   RoundsOperationContext  *context,
                   RoundsImportSource      *source,
                   GError                 **error)
{
  JsonNode *report;

  context->database = database;
  context->changes = changes;
  context->is_server = TRUE;
  context->source = source;
  report = rounds_operation_run (context, "register.import", NULL, error);
  rounds_operation_context_clear (context);

  return report;
}
