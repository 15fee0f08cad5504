/* rounds-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-audit.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"

/*
 * An entry for every record that an operation has changed, in its transaction: what was done, by whom, and each field before and after.
 * Texts are cut, secrets and the words of private notes left out. The entry carries the revision that the record has since, and the
 * server's time, also for what was done without a network days ago.
 */

/* Entries that one statement writes. */
#define BATCH 16

/* Characters of a text that are kept. */
#define TEXT_KEPT 200
#define TITLE_KEPT 255

#define N_COLUMNS 10

typedef struct
{
  char *id;
  gint64 revision;
  gint64 created_at;
  char *user_id;
  char *operation;
  const char *kind;
  char *record_id;
  char *title;
  const char *change;
  char *changes;
} Entry;

struct _RoundsAudit
{
  GArray *entries;
};

/* What has an account of its own, or is nobody's work. */
static const char * const left_out[] = { "stage-change", "notification", "webhook-delivery", NULL };

static const char * const secret_words[] = { "secret", "password", "token", NULL };

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->user_id);
  g_free (entry->operation);
  g_free (entry->record_id);
  g_free (entry->title);
  g_free (entry->changes);
}

static char *
cut (const char *text,
     glong       maximum)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= maximum)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, maximum - 1);
  return g_strconcat (start, "…", NULL);
}

static gboolean
names_a_secret (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && secret_words[i] != NULL; i++)
    if (strstr (lower, secret_words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* What an administrator may not read either. */
static gboolean
is_private (RoundsEntity *entity)
{
  const char *kind = rounds_entity_get_kind (entity);

  return (g_str_equal (kind, "note") && rounds_entity_get_boolean (entity, "is-private")) ||
         (g_str_equal (kind, "comment") && g_strcmp0 (rounds_entity_get_text (entity, "record-kind"), "note") == 0) ||
         (g_str_equal (kind, "attachment") && g_strcmp0 (rounds_entity_get_text (entity, "record-kind"), "note") == 0);
}

static gboolean
is_secret (RoundsEntity      *entity,
           const RoundsField *field)
{
  if (names_a_secret (field->name))
    return TRUE;

  return g_str_equal (rounds_entity_get_kind (entity), "setting") && g_str_equal (field->name, "value") &&
         names_a_secret (rounds_entity_get_text (entity, "key"));
}

static void
write_side (RoundsJsonWriter  *writer,
            const char        *side,
            RoundsEntity      *entity,
            const RoundsField *field)
{
  const RoundsValue *value = rounds_entity_get_value (entity, field);
  g_autofree char *text = NULL;

  rounds_json_writer_key (writer, side);
  if (value->type != ROUNDS_VALUE_TEXT || field->type == ROUNDS_FIELD_TEXT_LIST || field->type == ROUNDS_FIELD_OBJECT ||
      field->type == ROUNDS_FIELD_JSON)
    {
      rounds_json_write_value (writer, field, value);
      return;
    }

  text = cut (value->text, TEXT_KEPT);
  rounds_json_writer_text (writer, text);
}

static gboolean
is_told (const RoundsField *field)
{
  /* That there is another secret, not which. */
  if (field->flags & ROUNDS_FIELD_SECRET)
    return TRUE;

  return rounds_field_has_column (field) && !(field->flags & ROUNDS_FIELD_HIDDEN) && !g_str_equal (field->name, "id") &&
         !g_str_equal (field->name, "revision") && !g_str_equal (field->name, "updated-at") &&
         !g_str_equal (field->name, "created-at") && !g_str_equal (field->name, "created-by") && !g_str_equal (field->name, "deleted-at");
}

static gboolean
is_changed (RoundsEntity      *before,
            RoundsEntity      *after,
            const RoundsField *field)
{
  const RoundsValue *value = rounds_entity_get_value (after, field);

  if (before == NULL)
    return value->type != ROUNDS_VALUE_NULL;
  return !rounds_value_equal (rounds_entity_get_value (before, field), value);
}

/* Returns: (nullable): the fields that differ as a JSON object; of a new record, those it has. %NULL: none that a person would know */
static char *
write_changes (RoundsEntity *before,
               RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const gboolean hide = is_private (after) || (before != NULL && is_private (before));
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  guint n_changes = 0;

  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!is_told (field) || !is_changed (before, after, field))
        continue;

      n_changes++;
      rounds_json_writer_key (writer, field->json_path);
      rounds_json_writer_begin_object (writer);
      if (!hide && !(field->flags & ROUNDS_FIELD_SECRET) && !is_secret (after, field))
        {
          if (before != NULL)
            write_side (writer, "before", before, field);
          write_side (writer, "after", after, field);
        }
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_object (writer);

  return n_changes > 0 ? rounds_json_writer_end (writer, NULL) : NULL;
}

static const char *
name_change (RoundsEntity *before,
             RoundsEntity *after)
{
  if (before == NULL)
    return "created";
  if (rounds_entity_is_deleted (before) == rounds_entity_is_deleted (after))
    return "updated";

  return rounds_entity_is_deleted (after) ? "deleted" : "restored";
}

static Entry *
append (RoundsAudit            *self,
        RoundsOperationContext *context)
{
  Entry entry = { 0 };

  entry.id = rounds_id_new ();
  entry.created_at = g_get_real_time ();
  entry.user_id = g_strdup (context->actor != NULL ? context->actor->user_id : NULL);
  entry.operation = g_strdup (context->operation);
  g_array_append_val (self->entries, entry);

  return &g_array_index (self->entries, Entry, self->entries->len - 1);
}

static char *
write_insert (guint n_entries)
{
  GString *sql = g_string_new ("INSERT INTO audit_entries (id, revision, created_at, updated_at, created_by, operation, user_id, record_kind, "
                               "record_id, record_title, change, changes) VALUES ");

  for (guint i = 0; i < n_entries; i++)
    {
      const guint n = i * N_COLUMNS;

      g_string_append_printf (sql, "%s($%u, $%u, $%u, $%u, $%u, $%u, $%u, $%u, $%u, $%u, $%u, $%u)", i > 0 ? ", " : "",
                              n + 1, n + 2, n + 3, n + 3, n + 4, n + 5, n + 4, n + 6, n + 7, n + 8, n + 9, n + 10);
    }

  return g_string_free_and_steal (sql);
}

static gboolean
write_entries (RoundsAudit     *self,
               RoundsDatabase  *database,
               guint            first,
               guint            n_entries,
               GError         **error)
{
  g_autofree char *sql = write_insert (n_entries);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  guint n = 0;

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < n_entries; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, first + i);

      rounds_statement_bind_text (statement, ++n, entry->id);
      rounds_statement_bind_integer (statement, ++n, entry->revision);
      rounds_statement_bind_integer (statement, ++n, entry->created_at);
      rounds_statement_bind_text (statement, ++n, entry->user_id);
      rounds_statement_bind_text (statement, ++n, entry->operation);
      rounds_statement_bind_text (statement, ++n, entry->kind);
      rounds_statement_bind_text (statement, ++n, entry->record_id);
      rounds_statement_bind_text (statement, ++n, entry->title);
      rounds_statement_bind_text (statement, ++n, entry->change);
      rounds_statement_bind_text (statement, ++n, entry->changes);
    }

  return rounds_statement_run (statement, error);
}

RoundsAudit *
rounds_audit_new (void)
{
  RoundsAudit *self = g_new0 (RoundsAudit, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);

  return self;
}

void
rounds_audit_free (RoundsAudit *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * rounds_audit_add:
 * @before: (nullable): the record as it was
 * @after: the record as it is, with its revision
 *
 * Notes a change. What nobody would call one, such as another rank on a board, is passed over.
 */
gboolean
rounds_audit_add (RoundsAudit             *self,
                  RoundsOperationContext  *context,
                  RoundsEntity            *before,
                  RoundsEntity            *after,
                  GError                 **error)
{
  const char *change = name_change (before, after);
  g_autofree char *changes = NULL;
  g_autofree char *title = NULL;
  Entry *entry;

  if (g_strv_contains (left_out, rounds_entity_get_kind (after)))
    return TRUE;
  changes = write_changes (before, after);
  if (changes == NULL && g_str_equal (change, "updated"))
    return TRUE;

  title = is_private (after) ? NULL : rounds_entity_dup_title (after);
  entry = append (self, context);
  entry->revision = rounds_entity_get_revision (after);
  entry->kind = rounds_entity_get_kind (after);
  entry->record_id = g_strdup (rounds_entity_get_id (after));
  entry->title = cut (title, TITLE_KEPT);
  entry->change = change;
  entry->changes = g_steal_pointer (&changes);

  return self->entries->len < BATCH || rounds_audit_flush (self, context->database, error);
}

/**
 * rounds_audit_add_summary:
 * @kind: of the records
 *
 * Notes that a file was read: one entry, not one for each of its lines. Its record is the import itself, which has a new id.
 */
gboolean
rounds_audit_add_summary (RoundsAudit             *self,
                          RoundsOperationContext  *context,
                          const char              *kind,
                          guint                    n_created,
                          guint                    n_updated,
                          GError                 **error)
{
  Entry *entry;

  if (n_created + n_updated == 0)
    return TRUE;

  entry = append (self, context);
  entry->kind = kind;
  entry->record_id = rounds_id_new ();
  entry->change = n_created > 0 ? "created" : "updated";
  entry->changes = g_strdup_printf ("{\"created\":%u,\"updated\":%u}", n_created, n_updated);
  return TRUE;
}

/**
 * rounds_audit_flush:
 *
 * Writes what has been noted. Needs a transaction.
 */
gboolean
rounds_audit_flush (RoundsAudit     *self,
                    RoundsDatabase  *database,
                    GError         **error)
{
  guint n_written = 0;

  while (n_written < self->entries->len)
    {
      guint n = MIN (BATCH, self->entries->len - n_written);

      /* Few shapes of the statement, so that they are prepared once. */
      if (n < BATCH)
        n = 1;
      if (!write_entries (self, database, n_written, n, error))
        return FALSE;
      n_written += n;
    }

  rounds_audit_clear (self);
  return TRUE;
}

void
rounds_audit_clear (RoundsAudit *self)
{
  g_array_set_size (self->entries, 0);
}
