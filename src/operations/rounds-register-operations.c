/* rounds-register-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-import-report.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/* A register comes in: each row is a new record, or changes the one that has its key, or says what is known already. */

#define PROGRESS_ROWS 200
#define PENDING_ROWS 500

/* Marks the key of a record that has been deleted. */
#define DELETED ""

typedef struct
{
  RoundsEntity *entity;
  const char *id; /* of the record that is there; the hash table's */
  guint line;
} Row;

typedef struct
{
  RoundsOperationContext *context;
  RoundsImportSource *source;
  const RoundsEntityInfo *info;
  const RoundsField *key;
  GPtrArray *fields;
  GHashTable *ids;   /* key to id, as the database has them */
  GHashTable *lines; /* key to line, as the file has them */
  GArray *pending;
  RoundsImportReport *report;
} Import;

static void
row_clear (Row *row)
{
  g_clear_object (&row->entity);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_pointer (&self->report, rounds_import_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* All that is wrong with a row, in one line. */
static void
refuse_problems (Import       *self,
                 guint         line,
                 const GError *error)
{
  GPtrArray *fields = rounds_problem_get_fields (error);
  g_autoptr(GString) reason = g_string_new (NULL);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (fields, i);
      g_string_append_printf (reason, "%s%s", i > 0 ? "; " : "", problem->detail);
    }

  rounds_import_report_refuse (self->report, line, reason->len > 0 ? reason->str : error->message);
}

static gboolean
import_init (Import                  *self,
             RoundsOperationContext  *context,
             GError                 **error)
{
  RoundsImportSource *source = context->source;

  self->context = context;
  self->source = source;
  self->info = source != NULL ? rounds_registry_find (source->kind) : NULL;
  self->key = self->info != NULL ? rounds_entity_info_find (self->info, source->key) : NULL;
  if (self->key == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "NO_SOURCE", _("There is no register to import"));
      return FALSE;
    }

  self->fields = g_ptr_array_new ();
  for (guint i = 0; source->fields[i] != NULL; i++)
    {
      const RoundsField *field = rounds_entity_info_find (self->info, source->fields[i]);
      g_return_val_if_fail (field != NULL, FALSE);
      g_ptr_array_add (self->fields, (gpointer) field);
    }

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->pending, (GDestroyNotify) row_clear);
  self->report = rounds_import_report_new ();

  return TRUE;
}

/* Which records are there, in one question; a living one before a deleted one of the same key. */
static gboolean
read_ids (Import  *self,
          GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, id, deleted_at FROM %s WHERE %s IS NOT NULL", self->key->column,
                                          self->info->table, self->key->column);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (self->context->database, sql, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      const char *key = rounds_statement_get_text (statement, 0);
      gboolean deleted = !rounds_statement_is_null (statement, 2);

      if (!deleted)
        g_hash_table_insert (self->ids, g_strdup (key), g_strdup (rounds_statement_get_text (statement, 1)));
      else if (!g_hash_table_contains (self->ids, key))
        g_hash_table_insert (self->ids, g_strdup (key), g_strdup (DELETED));
    }

  return !row;
}

static gboolean
create_row (Import        *self,
            RoundsEntity  *entity,
            guint          line,
            GError       **error)
{
  g_autoptr(GError) problem = NULL;

  if (!rounds_entity_validate (entity, &problem))
    {
      refuse_problems (self, line, problem);
      return TRUE;
    }

  rounds_import_report_count (self->report, ROUNDS_IMPORT_CREATED);
  return rounds_operation_insert (self->context, entity, error);
}

/* What the file decides, on the record that is there. */
static RoundsEntity *
merge_row (Import       *self,
           RoundsEntity *before,
           RoundsEntity *entity)
{
  RoundsEntity *after = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (self->fields, i);
      const RoundsValue *value = rounds_entity_get_value (entity, field);

      /* What the register does not know, somebody may have typed: it stays. */
      if (value->type == ROUNDS_VALUE_NULL || rounds_value_equal (rounds_entity_get_value (before, field), value))
        continue;
      if (after == NULL)
        after = rounds_entity_copy (before);
      rounds_entity_set_value (after, field, value);
    }

  return after;
}

static gboolean
update_row (Import        *self,
            RoundsEntity  *before,
            const Row     *row,
            GError       **error)
{
  g_autoptr(RoundsEntity) after = merge_row (self, before, row->entity);
  g_autoptr(GError) problem = NULL;

  if (after == NULL)
    {
      rounds_import_report_count (self->report, ROUNDS_IMPORT_UNCHANGED);
      return TRUE;
    }
  if (!rounds_entity_validate (after, &problem))
    {
      refuse_problems (self, row->line, problem);
      return TRUE;
    }

  rounds_import_report_count (self->report, ROUNDS_IMPORT_UPDATED);
  return rounds_operation_update (self->context, before, after, error);
}

/* Compares the rows that wait with their records, which are read in one go. */
static gboolean
flush (Import  *self,
       GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->pending->len == 0)
    return TRUE;

  for (guint i = 0; i < self->pending->len; i++)
    g_ptr_array_add (ids, (gpointer) g_array_index (self->pending, Row, i).id);
  records = rounds_repository_get_many (self->context->database, self->info, (const char * const *) ids->pdata, ids->len,
                                        error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      if (record != NULL)
        g_hash_table_insert (by_id, (gpointer) rounds_entity_get_id (record), record);
    }

  for (guint i = 0; i < self->pending->len; i++)
    {
      const Row *row = &g_array_index (self->pending, Row, i);
      RoundsEntity *before = g_hash_table_lookup (by_id, row->id);

      if (before != NULL && !update_row (self, before, row, error))
        return FALSE;
    }

  g_array_set_size (self->pending, 0);
  return TRUE;
}

static gboolean
take_row (Import        *self,
          RoundsEntity  *entity,
          guint          line,
          GError       **error)
{
  const char *key = rounds_entity_get_text (entity, self->key->name);
  const char *id;
  guint other;

  if (key == NULL)
    {
      g_autofree char *reason = g_strdup_printf (_("%s is missing"), rounds_field_get_label (self->key));
      rounds_import_report_refuse (self->report, line, reason);
      return TRUE;
    }

  other = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, key));
  if (other != 0)
    {
      g_autofree char *reason = g_strdup_printf (_("%s %s stands in line %u already"), rounds_field_get_label (self->key),
                                                 key, other);
      rounds_import_report_refuse (self->report, line, reason);
      return TRUE;
    }
  g_hash_table_insert (self->lines, g_strdup (key), GUINT_TO_POINTER (line));

  id = g_hash_table_lookup (self->ids, key);
  if (id == NULL && !self->source->only_update)
    return create_row (self, entity, line, error);

  if (id == NULL || g_str_equal (id, DELETED))
    {
      g_autofree char *reason = NULL;

      if (id == NULL)
        reason = g_strdup_printf (_("No record has the %s %s"), rounds_field_get_label (self->key), key);
      else
        reason = g_strdup_printf (_("The record with the %s %s was deleted: restore it first"),
                                  rounds_field_get_label (self->key), key);
      rounds_import_report_refuse (self->report, line, reason);
      return TRUE;
    }

  g_array_append_val (self->pending, ((Row) { g_object_ref (entity), id, line }));
  return self->pending->len < PENDING_ROWS || flush (self, error);
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
    context->progress (CLAMP (self->source->fraction (self->source), 0.0, 1.0), _("Importing the register"),
                       context->progress_data);

  return TRUE;
}

static gboolean
read_source (Import  *self,
             GError **error)
{
  g_autoptr(GError) local = NULL;

  for (guint n_rows = 1;; n_rows++)
    {
      g_autoptr(RoundsEntity) entity = NULL;
      g_autofree char *problem = NULL;
      guint line = 0;

      if (!self->source->next (self->source, &entity, &problem, &line, &local))
        break;
      if (entity == NULL)
        rounds_import_report_refuse (self->report, line, problem != NULL ? problem : _("This line cannot be read"));
      else if (!take_row (self, entity, line, error))
        return FALSE;
      if (!tell_progress (self, n_rows, error))
        return FALSE;
    }

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->context->cancellable, error) && flush (self, error);
}

static JsonNode *
finish_report (Import *self)
{
  RoundsImportSource *source = self->source;
  const char *reason;
  guint line;

  for (guint i = 0; source->remark != NULL && (reason = source->remark (source, i, &line)) != NULL; i++)
    rounds_import_report_remark (self->report, line, reason);

  return rounds_import_report_finish (self->report, source->count_remarks != NULL ? source->count_remarks (source) : 0);
}

JsonNode *
rounds_run_register_import (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_auto(Import) self = { NULL };

  if (!import_init (&self, context, error) || !read_ids (&self, error) || !read_source (&self, error))
    return NULL;
  if (context->progress != NULL)
    context->progress (1.0, _("Importing the register"), context->progress_data);

  return finish_report (&self);
}
