/* rounds-csv-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-csv-import.h"

#include <glib/gi18n-lib.h>

#include "exchange/rounds-record-reader.h"
#include "model/rounds-fold.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-import-report.h"

/*
 * Records of any kind from a CSV file. Each row is the operation that a person would do with it, so that the same rules hold; a row
 * that is refused leaves no trace and is told of, and the others stay. All of it is in the one transaction that is open.
 */

#define PROGRESS_ROWS 100

typedef struct
{
  gint64 revision;
  gboolean is_deleted;
} Known;

typedef struct
{
  RoundsOperationContext *context;
  const RoundsEntityInfo *info;
  RoundsRecordReader *reader;
  gboolean empty_clears;
  GHashTable *known;  /* id -> Known */
  GHashTable *by_key; /* folded key -> id */
  GHashTable *lines;  /* id or folded key -> line */
  RoundsImportReport *report;
} Import;

/* The records that are there, in one question; of a key the living one. */
static gboolean
read_known (Import  *self,
            GError **error)
{
  const RoundsField *key = rounds_record_reader_get_key (self->reader);
  g_autofree char *sql = g_strdup_printf ("SELECT id, revision, deleted_at, %s FROM %s", key != NULL ? key->column : "NULL", self->info->table);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (self->context->database, sql, error);
  gboolean row = TRUE;

  while (statement != NULL && rounds_statement_step (statement, &row, error) && row)
    {
      const char *id = rounds_statement_get_text (statement, 0);
      Known *known = g_new0 (Known, 1);

      known->revision = rounds_statement_get_integer (statement, 1);
      known->is_deleted = !rounds_statement_is_null (statement, 2);
      g_hash_table_insert (self->known, g_strdup (id), known);
      if (!known->is_deleted && !rounds_statement_is_null (statement, 3))
        g_hash_table_insert (self->by_key, rounds_fold (rounds_statement_get_text (statement, 3)), g_strdup (id));
    }

  return statement != NULL && !row;
}

/* A record that nothing is known by gets an id that follows from its title and what it belongs to: the next import finds it again. */
static char *
derive_id (Import     *self,
           JsonObject *values)
{
  g_autoptr(GString) name = g_string_new ("csv:");

  g_string_append (name, self->info->kind);
  for (guint i = 0; i < self->info->n_fields; i++)
    {
      const RoundsField *field = &self->info->fields[i];
      const gboolean says_who = g_str_equal (field->name, self->info->title_field) || g_str_equal (field->name, "first-name") ||
                                (field->type == ROUNDS_FIELD_REFERENCE && (field->flags & ROUNDS_FIELD_REQUIRED));
      const char *text = field->group == NULL ? rounds_json_get_text (values, field->json_key) : NULL;

      if (says_who)
        g_string_append_printf (name, "\n%s", text != NULL ? text : "");
    }

  return rounds_id_derive (name->str);
}

/* The id of the record that a row is about, there or not; NULL for a new one that is known by its key. */
static char *
find_id (Import          *self,
         RoundsRecordRow *row)
{
  const RoundsField *key = rounds_record_reader_get_key (self->reader);
  g_autofree char *folded = NULL;

  if (key == NULL || row->key == NULL)
    return derive_id (self, row->values);
  if (g_str_equal (key->name, "id"))
    return g_strdup (row->key);

  folded = rounds_fold (row->key);
  return g_strdup (g_hash_table_lookup (self->by_key, folded));
}

/* Whether another line is about the same record. */
static gboolean
is_twice (Import          *self,
          RoundsRecordRow *row,
          const char      *id)
{
  g_autofree char *name = id != NULL ? g_strdup (id) : rounds_fold (row->key);
  const guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, name));
  g_autofree char *reason = NULL;

  if (line == 0)
    {
      g_hash_table_insert (self->lines, g_steal_pointer (&name), GUINT_TO_POINTER (row->line));
      return FALSE;
    }

  reason = g_strdup_printf (_("line %u is about the same record already"), line);
  rounds_import_report_refuse (self->report, row->line, reason);
  return TRUE;
}

static JsonNode *
run (Import           *self,
     RoundsRecordRow  *row,
     const char       *id,
     gboolean          is_there,
     GError          **error)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  json_object_remove_member (row->values, "id");
  json_object_set_string_member (arguments, "kind", self->info->kind);
  if (id != NULL)
    json_object_set_string_member (arguments, "id", id);
  json_object_set_object_member (arguments, "values", json_object_ref (row->values));

  return rounds_operation_run (self->context, is_there ? "record.update" : "record.create", arguments, error);
}

static void
count (Import      *self,
       JsonNode    *answer,
       const Known *known)
{
  gint64 revision = -1;

  if (known == NULL)
    {
      rounds_import_report_count (self->report, ROUNDS_IMPORT_CREATED);
      return;
    }

  rounds_json_get_integer (json_node_get_object (answer), "revision", &revision);
  rounds_import_report_count (self->report, revision == known->revision ? ROUNDS_IMPORT_UNCHANGED : ROUNDS_IMPORT_UPDATED);
}

static gboolean
take_row (Import           *self,
          RoundsRecordRow  *row,
          GError          **error)
{
  g_autofree char *id = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) local = NULL;
  const Known *known;

  if (row->problem != NULL)
    {
      rounds_import_report_refuse (self->report, row->line, row->problem);
      return TRUE;
    }

  id = find_id (self, row);
  if (is_twice (self, row, id))
    return TRUE;

  known = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;
  if (known != NULL && known->is_deleted)
    {
      rounds_import_report_refuse (self->report, row->line, _("the record was deleted: restore it first"));
      return TRUE;
    }

  if (known != NULL && self->empty_clears)
    rounds_record_row_add_empty (row);
  answer = run (self, row, id, known != NULL, &local);
  if (answer != NULL)
    {
      count (self, answer, known);
      return TRUE;
    }

  /* What is wrong with the machine is not wrong with the row. */
  if (local->domain != ROUNDS_PROBLEM || rounds_problem_get_status (local) >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  {
    g_autofree char *reason = rounds_record_reader_describe (self->reader, local);

    rounds_import_report_refuse (self->report, row->line, reason);
  }
  return TRUE;
}

static gboolean
tell_progress (Import  *self,
               guint    n_rows,
               GError **error)
{
  RoundsOperationContext *context = self->context;

  if (n_rows % PROGRESS_ROWS != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return FALSE;
  if (context->progress != NULL)
    context->progress (rounds_record_reader_get_fraction (self->reader), _("Importing the file"), context->progress_data);

  return TRUE;
}

static gboolean
take_rows (Import  *self,
           GError **error)
{
  g_auto(RoundsRecordRow) row = { 0 };
  g_autoptr(GError) local = NULL;

  for (guint n_rows = 1; rounds_record_reader_next (self->reader, &row, self->context->cancellable, &local); n_rows++)
    if (!take_row (self, &row, error) || !tell_progress (self, n_rows, error))
      return FALSE;

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static JsonNode *
finish_report (Import *self)
{
  const char * const *ignored = rounds_record_reader_get_ignored (self->reader);
  guint n_ignored = 0;

  for (; ignored[n_ignored] != NULL; n_ignored++)
    {
      g_autofree char *reason = g_strdup_printf (_("the column “%s” is passed over: it is no field that can be given"), ignored[n_ignored]);

      rounds_import_report_remark (self->report, 1, reason);
    }

  return rounds_import_report_finish (self->report, n_ignored);
}

/**
 * rounds_csv_import_find_kind:
 * @name: (nullable): a kind or its collection
 *
 * Returns: (nullable) (transfer none): the kind, when its records can be imported
 */
const RoundsEntityInfo *
rounds_csv_import_find_kind (const char *name)
{
  const RoundsEntityInfo *info = rounds_registry_find_collection (name);

  if (info == NULL)
    info = rounds_registry_find (name);

  return info != NULL && info->parent_field == NULL && !(info->flags & ROUNDS_ENTITY_SERVER_ONLY) ? info : NULL;
}

/**
 * rounds_csv_import_run:
 * @database: with an open transaction
 * @context: (inout): who, when and who is told
 * @info: the kind of the records
 * @file: a CSV file
 * @file_name: what messages call it
 * @empty_clears: whether a cell without anything clears the field of a record that is there
 * @error: what is wrong with the file as a whole, or with the database
 *
 * Blocks. A row whose record is there already changes it, another makes a new one; a cell without anything changes nothing, unless
 * @empty_clears. A second import changes nothing.
 *
 * Returns: (transfer full) (nullable): the report, as of `register.import`
 */
JsonNode *
rounds_csv_import_run (RoundsDatabase          *database,
                       RoundsChanges           *changes,
                       RoundsOperationContext  *context,
                       const RoundsEntityInfo  *info,
                       GFile                   *file,
                       const char              *file_name,
                       gboolean                 empty_clears,
                       GError                 **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, context->cancellable, &local);
  g_autoptr(GFileInfo) file_info = NULL;
  g_autoptr(RoundsRecordReader) reader = NULL;
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RoundsImportReport) report = rounds_import_report_new ();
  Import self = { context, info, NULL, empty_clears, known, by_key, lines, report };

  if (stream != NULL)
    file_info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, context->cancellable, &local);
  if (file_info == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNREADABLE_FILE", _("“%s” cannot be read: %s"), file_name, local->message);
      return NULL;
    }

  context->database = database;
  context->changes = changes;
  context->is_server = TRUE;
  reader = rounds_record_reader_new (database, info, G_INPUT_STREAM (stream), g_file_info_get_size (file_info), file_name, error);
  if (reader == NULL)
    return NULL;

  self.reader = reader;
  if (!read_known (&self, error) || !take_rows (&self, error))
    {
      rounds_operation_context_clear (context);
      return NULL;
    }
  rounds_operation_context_clear (context);

  return finish_report (&self);
}
