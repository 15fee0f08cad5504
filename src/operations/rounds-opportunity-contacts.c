/* rounds-opportunity-contacts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-opportunity-contacts.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-contact-person.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-record-hooks-private.h"
#include "store/rounds-repository.h"

/* The people of the buying side of a deal. */

static GPtrArray *
load_people (RoundsDatabase  *database,
             GPtrArray       *contacts,
             GError         **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < contacts->len; i++)
    {
      const char *id = rounds_entity_get_text (g_ptr_array_index (contacts, i), "contact-person-id");

      if (id != NULL)
        g_ptr_array_add (ids, (char *) id);
    }

  if (ids->len == 0)
    return g_ptr_array_new ();
  return rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON),
                                     (const char * const *) ids->pdata, ids->len, error);
}

static void
refuse (GError     **problems,
        guint        index,
        const char  *code,
        const char  *detail)
{
  g_autofree char *path = g_strdup_printf ("contacts[%u].contactPersonId", index);

  rounds_problem_add_field (problems, path, code, "%s", detail);
}

static gboolean
must_check (RoundsRecordChange *change)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (change->after), "contacts");

  return rounds_record_change_differs (change, "institution-id") ||
         (change->values != NULL && json_object_has_member (change->values, field->json_key));
}

/**
 * rounds_opportunity_check_contacts:
 * @change: of a deal
 * @error: fields such as `contacts[1].contactPersonId` with `CONTACT_OF_ANOTHER_INSTITUTION` or `CONTACT_TWICE`
 *
 * Returns: whether everybody who takes part in the deal works at its institution, and is there once; whom a client does not know, the
 *   server will check
 */
gboolean
rounds_opportunity_check_contacts (RoundsRecordChange  *change,
                                   GError             **error)
{
  GPtrArray *contacts = rounds_entity_get_records (change->after, "contacts");
  const char *institution_id = rounds_entity_get_text (change->after, "institution-id");
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) elsewhere = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) people = NULL;
  g_autoptr(GError) problems = NULL;

  if (contacts == NULL || !must_check (change))
    return TRUE;
  people = load_people (change->context->database, contacts, error);
  if (people == NULL)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      RoundsEntity *person = g_ptr_array_index (people, i);

      if (g_strcmp0 (rounds_entity_get_text (person, "institution-id"), institution_id) != 0)
        g_hash_table_add (elsewhere, (char *) rounds_entity_get_id (person));
    }

  for (guint i = 0; i < contacts->len; i++)
    {
      const char *id = rounds_entity_get_text (g_ptr_array_index (contacts, i), "contact-person-id");

      if (id == NULL)
        continue;
      if (!g_hash_table_add (seen, (char *) id))
        refuse (&problems, i, "CONTACT_TWICE", _("This contact takes part in the deal already"));
      else if (g_hash_table_contains (elsewhere, id))
        refuse (&problems, i, "CONTACT_OF_ANOTHER_INSTITUTION",
                _("This contact works at another institution: choose one who works at this one"));
    }

  if (problems == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problems));
  return FALSE;
}
