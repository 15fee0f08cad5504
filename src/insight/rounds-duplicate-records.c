/* rounds-duplicate-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-duplicate-records.h"

#include "insight/rounds-insight-private.h"

static RoundsDuplicateRecords *
records_new (void)
{
  RoundsDuplicateRecords *self = g_new0 (RoundsDuplicateRecords, 1);

  self->records = g_array_new (FALSE, TRUE, sizeof (RoundsDuplicateRecord));
  self->texts = g_string_chunk_new (65536);

  return self;
}

static const char *
keep (RoundsDuplicateRecords *self,
      RoundsStatement        *statement,
      guint                   column)
{
  const char *text = rounds_statement_get_text (statement, column);

  return text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;
}

static RoundsStatement *
prepare (RoundsDatabase  *database,
         const char      *select,
         RoundsFilter    *filter,
         GError         **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (select);

  g_string_append (sql, " WHERE t.deleted_at IS NULL");
  rounds_insight_add_filter (sql, filter, "t", parameters);
  g_string_append (sql, " ORDER BY t.id");

  return rounds_insight_prepare (database, sql, parameters, error);
}

/**
 * rounds_duplicate_institutions_find:
 * @filter: (nullable): among which ones, on the fields of an institution
 *
 * One statement; 20,000 institutions take a fraction of a second.
 *
 * Returns: (transfer full): what was found; %NULL with @error set
 */
RoundsDuplicateRecords *
rounds_duplicate_institutions_find (RoundsDatabase  *database,
                                    RoundsFilter    *filter,
                                    GError         **error)
{
  g_autoptr(RoundsDuplicateRecords) self = records_new ();
  g_autoptr(GArray) identities = g_array_new (FALSE, TRUE, sizeof (RoundsInstitutionIdentity));
  g_autoptr(RoundsStatement) statement = prepare (database,
                                                  "SELECT t.id, t.name, t.city, t.finess, t.siret, t.zip_code FROM institutions t",
                                                  filter, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsDuplicateRecord record = { keep (self, statement, 0), keep (self, statement, 1), keep (self, statement, 2), NULL };
      RoundsInstitutionIdentity identity = {
        .name = record.name,
        .finess = keep (self, statement, 3),
        .siret = keep (self, statement, 4),
        .zip_code = keep (self, statement, 5),
        .city = record.detail,
      };

      g_array_append_val (self->records, record);
      g_array_append_val (identities, identity);
    }
  if (row)
    return NULL;

  self->pairs = rounds_duplicates_institutions ((const RoundsInstitutionIdentity *) identities->data, identities->len);

  return g_steal_pointer (&self);
}

/**
 * rounds_duplicate_contacts_find:
 * @filter: (nullable): among which ones, on the fields of a contact
 *
 * One statement.
 *
 * Returns: (transfer full): what was found; %NULL with @error set
 */
RoundsDuplicateRecords *
rounds_duplicate_contacts_find (RoundsDatabase  *database,
                                RoundsFilter    *filter,
                                GError         **error)
{
  g_autoptr(RoundsDuplicateRecords) self = records_new ();
  g_autoptr(GArray) identities = g_array_new (FALSE, TRUE, sizeof (RoundsContactIdentity));
  g_autoptr(RoundsStatement) statement = prepare (database,
                                                  "SELECT t.id, t.institution_id, t.first_name, t.last_name, t.email FROM contacts t",
                                                  filter, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsContactIdentity identity = {
        .institution_id = keep (self, statement, 1),
        .first_name = keep (self, statement, 2),
        .last_name = keep (self, statement, 3),
        .email = keep (self, statement, 4),
      };
      g_autofree char *name = g_strdup_printf ("%s %s", identity.first_name, identity.last_name);
      RoundsDuplicateRecord record = {
        keep (self, statement, 0), g_string_chunk_insert (self->texts, name), identity.email, identity.institution_id,
      };

      g_array_append_val (self->records, record);
      g_array_append_val (identities, identity);
    }
  if (row)
    return NULL;

  self->pairs = rounds_duplicates_contacts ((const RoundsContactIdentity *) identities->data, identities->len);

  return g_steal_pointer (&self);
}

static void
write_record (RoundsJsonWriter            *writer,
              const RoundsDuplicateRecord *record)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "id", record->id);
  rounds_insight_write_text (writer, "name", record->name);
  rounds_insight_write_text (writer, "detail", record->detail);
  rounds_insight_write_text (writer, "institutionId", record->institution_id);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_duplicate_records_write:
 * @offset: pairs to leave out
 * @limit: pairs to write at most
 *
 * Writes `[{certainty,reason,similarity,records:[{id,name,detail,institutionId},{...}]}]`.
 */
void
rounds_duplicate_records_write (RoundsDuplicateRecords *self,
                                guint                   offset,
                                guint                   limit,
                                RoundsJsonWriter       *writer)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = offset; i < self->pairs->len && i - offset < limit; i++)
    {
      const RoundsDuplicate *pair = &g_array_index (self->pairs, RoundsDuplicate, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "certainty", rounds_certainty_to_text (pair->certainty));
      rounds_insight_write_text (writer, "reason", pair->reason);
      rounds_insight_write_double (writer, "similarity", pair->similarity, 3);
      rounds_json_writer_key (writer, "records");
      rounds_json_writer_begin_array (writer);
      write_record (writer, &g_array_index (self->records, RoundsDuplicateRecord, pair->first));
      write_record (writer, &g_array_index (self->records, RoundsDuplicateRecord, pair->second));
      rounds_json_writer_end_array (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

void
rounds_duplicate_records_free (RoundsDuplicateRecords *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->records, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self);
}
