/* rounds-import-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-import-report.h"

#include "model/rounds-json.h"

/* A file of nothing but mistakes must not make an answer as large as itself. */
#define REFUSALS_TOLD 1000

/**
 * RoundsImportReport:
 *
 * What became of the rows of a file, as `register.import` answers it.
 */
struct _RoundsImportReport
{
  gint64 counts[ROUNDS_IMPORT_UNCHANGED + 1];
  gint64 n_refused;
  RoundsJsonWriter *refused;
  RoundsJsonWriter *remarks;
};

static RoundsJsonWriter *
begin_list (void)
{
  RoundsJsonWriter *list = rounds_json_writer_new ();

  rounds_json_writer_begin_array (list);
  return list;
}

static void
write_line (RoundsJsonWriter *list,
            guint             line,
            const char       *reason)
{
  rounds_json_writer_begin_object (list);
  rounds_json_writer_key (list, "line");
  rounds_json_writer_integer (list, line);
  rounds_json_writer_key (list, "reason");
  rounds_json_writer_text (list, reason);
  rounds_json_writer_end_object (list);
}

static void
write_count (RoundsJsonWriter *writer,
             const char       *key,
             gint64            count)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_integer (writer, count);
}

static void
write_list (RoundsJsonWriter *writer,
            const char       *key,
            RoundsJsonWriter *list)
{
  g_autofree char *text = NULL;

  rounds_json_writer_end_array (list);
  text = rounds_json_writer_end (list, NULL);
  rounds_json_writer_key (writer, key);
  rounds_json_writer_raw (writer, text);
}

RoundsImportReport *
rounds_import_report_new (void)
{
  RoundsImportReport *self = g_new0 (RoundsImportReport, 1);

  self->refused = begin_list ();
  self->remarks = begin_list ();

  return self;
}

void
rounds_import_report_free (RoundsImportReport *self)
{
  rounds_json_writer_free (self->refused);
  rounds_json_writer_free (self->remarks);
  g_free (self);
}

/**
 * rounds_import_report_count:
 * @outcome: what became of a row that was taken
 */
void
rounds_import_report_count (RoundsImportReport  *self,
                            RoundsImportOutcome  outcome)
{
  self->counts[outcome]++;
}

/**
 * rounds_import_report_refuse:
 * @line: where the row starts, from 1
 * @reason: (transfer none): what is wrong with it, for people
 *
 * Counts a row that was not taken. The first 1,000 are told one by one.
 */
void
rounds_import_report_refuse (RoundsImportReport *self,
                             guint               line,
                             const char         *reason)
{
  if (self->n_refused++ < REFUSALS_TOLD)
    write_line (self->refused, line, reason);
}

/**
 * rounds_import_report_remark:
 * @line: where, from 1
 * @reason: (transfer none): what was left out of a row that was taken all the same, or of the file
 */
void
rounds_import_report_remark (RoundsImportReport *self,
                             guint               line,
                             const char         *reason)
{
  write_line (self->remarks, line, reason);
}

/**
 * rounds_import_report_finish:
 * @n_remarks: how many remarks there were, more than were told perhaps
 *
 * The end of the report: nothing can be added to it from then on.
 *
 * Returns: (transfer full): what `register.import` answers
 */
JsonNode *
rounds_import_report_finish (RoundsImportReport *self,
                             guint               n_remarks)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;

  rounds_json_writer_begin_object (writer);
  write_count (writer, "created", self->counts[ROUNDS_IMPORT_CREATED]);
  write_count (writer, "updated", self->counts[ROUNDS_IMPORT_UPDATED]);
  write_count (writer, "unchanged", self->counts[ROUNDS_IMPORT_UNCHANGED]);
  write_list (writer, "refused", self->refused);
  write_count (writer, "refusedCount", self->n_refused);
  write_list (writer, "remarks", self->remarks);
  write_count (writer, "remarksCount", n_remarks);
  rounds_json_writer_end_object (writer);
  text = rounds_json_writer_end (writer, NULL);

  return rounds_json_parse (text, -1, NULL);
}
