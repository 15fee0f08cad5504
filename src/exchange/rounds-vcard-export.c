/* rounds-vcard-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-export.h"

#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* Contacts that are held at once. */
#define CHUNK 200

/* The institutions of some contacts, by id. */
static GHashTable *
load_institutions (RoundsDatabase  *database,
                   GPtrArray       *contacts,
                   GError         **error)
{
  g_autoptr(GHashTable) institutions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) records = NULL;

  for (guint i = 0; i < contacts->len; i++)
    g_ptr_array_add (ids, (char *) rounds_entity_get_text (g_ptr_array_index (contacts, i), "institution-id"));
  records = rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), (const char * const *) ids->pdata,
                                        ids->len, error);
  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *institution = g_ptr_array_index (records, i);

      g_hash_table_replace (institutions, (char *) rounds_entity_get_id (institution), g_object_ref (institution));
    }

  return g_steal_pointer (&institutions);
}

static gboolean
write_contacts (RoundsDatabase  *database,
                GPtrArray       *contacts,
                GOutputStream   *stream,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr(GHashTable) institutions = load_institutions (database, contacts, error);
  g_autoptr(GString) text = g_string_new (NULL);

  if (institutions == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      RoundsEntity *contact = g_ptr_array_index (contacts, i);

      rounds_vcard_writer_append (text, contact, g_hash_table_lookup (institutions, rounds_entity_get_text (contact, "institution-id")));
    }

  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);
}

/**
 * rounds_vcard_export:
 * @contacts: which contacts, in which order
 * @stream: where the cards go
 * @cancellable: (nullable): stops it
 * @error: what the database or the stream said
 *
 * Writes a card for each contact, some at a time: memory does not grow with them.
 *
 * Returns: how many; -1 with @error set
 */
gint64
rounds_vcard_export (RoundsDatabase  *database,
                     RoundsQuery     *contacts,
                     GOutputStream   *stream,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_copy (contacts);
  gint64 n_written = 0;

  for (;;)
    {
      g_autoptr(GPtrArray) chunk = NULL;

      rounds_query_set_range (query, n_written, CHUNK);
      chunk = rounds_repository_list (database, query, error);
      if (chunk == NULL || (chunk->len > 0 && !write_contacts (database, chunk, stream, cancellable, error)))
        return -1;

      n_written += chunk->len;
      if (chunk->len < CHUNK)
        return n_written;
    }
}
