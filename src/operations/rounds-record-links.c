/* rounds-record-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-contact-person.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "operations/rounds-record-hooks-private.h"
#include "store/rounds-repository.h"

/* What an activity is about: the contact and the deal say which institution. */

/**
 * rounds_record_change_differs:
 * @name: a field
 *
 * Returns: whether the record gets another value there; a new one always does
 */
gboolean
rounds_record_change_differs (RoundsRecordChange *change,
                              const char         *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (change->after), name);

  return change->before == NULL || !rounds_value_equal (rounds_entity_get_value (change->before, field),
                                                        rounds_entity_get_value (change->after, field));
}

/* Where the record that @field names belongs to; one that is not known here is the server's to check. */
static gboolean
follow (RoundsRecordChange  *change,
        const char          *field,
        GType                type,
        const char          *code,
        const char          *sentence,
        GError             **error)
{
  const RoundsField *reference = rounds_entity_info_find (rounds_entity_get_info (change->after), field);
  const char *institution_id = rounds_entity_get_text (change->after, "institution-id");
  const char *id = rounds_entity_get_text (change->after, field);
  g_autoptr(RoundsEntity) target = NULL;
  const char *own;

  if (id == NULL || (!rounds_record_change_differs (change, field) && !rounds_record_change_differs (change, "institution-id")))
    return TRUE;

  target = rounds_repository_get (change->context->database, rounds_registry_get (type), id, NULL);
  own = target != NULL ? rounds_entity_get_text (target, "institution-id") : NULL;
  if (own == NULL || g_strcmp0 (own, institution_id) == 0)
    return TRUE;
  if (institution_id != NULL)
    rounds_refuse_field (error, reference->json_path, code, "%s", sentence);

  rounds_entity_set_text (change->after, "institution-id", own);
  return TRUE;
}

/**
 * rounds_record_change_check_contact:
 * @change: of a record with an institution and a `contact-person-id`
 * @error: %ROUNDS_PROBLEM_INVALID `CONTACT_OF_ANOTHER_INSTITUTION`
 *
 * As rounds_record_change_link(), of a record that has no deal.
 */
gboolean
rounds_record_change_check_contact (RoundsRecordChange  *change,
                                    GError             **error)
{
  return follow (change, "contact-person-id", ROUNDS_TYPE_CONTACT_PERSON, "CONTACT_OF_ANOTHER_INSTITUTION",
                 _("This contact works at another institution: choose one who works at this one"), error);
}

/**
 * rounds_record_change_link:
 * @contact_field: (nullable): the reference to a contact; the one to a deal is `opportunity-id`
 * @error: %ROUNDS_PROBLEM_INVALID `CONTACT_OF_ANOTHER_INSTITUTION`, `DEAL_OF_ANOTHER_INSTITUTION`
 *
 * Completes the institution of an activity from its contact and its deal, and looks that all of them go together.
 */
gboolean
rounds_record_change_link (RoundsRecordChange  *change,
                           const char          *contact_field,
                           GError             **error)
{
  return (contact_field == NULL ||
          follow (change, contact_field, ROUNDS_TYPE_CONTACT_PERSON, "CONTACT_OF_ANOTHER_INSTITUTION",
                  _("This contact works at another institution: choose one who works at this one"), error)) &&
         follow (change, "opportunity-id", ROUNDS_TYPE_OPPORTUNITY, "DEAL_OF_ANOTHER_INSTITUTION",
                 _("This deal is with another institution: choose one with this institution"), error);
}
