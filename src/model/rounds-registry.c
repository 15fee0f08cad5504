/* rounds-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-registry.h"

#include "model/rounds-action-mark.h"
#include "model/rounds-attachment.h"
#include "model/rounds-audit-entry.h"
#include "model/rounds-call.h"
#include "model/rounds-comment.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-custom-field.h"
#include "model/rounds-email-message.h"
#include "model/rounds-institution.h"
#include "model/rounds-invoice.h"
#include "model/rounds-invoice-line.h"
#include "model/rounds-lead-source.h"
#include "model/rounds-lost-reason.h"
#include "model/rounds-meeting.h"
#include "model/rounds-meeting-participant.h"
#include "model/rounds-note.h"
#include "model/rounds-note-share.h"
#include "model/rounds-notification.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-opportunity-contact.h"
#include "model/rounds-opportunity-line.h"
#include "model/rounds-payment.h"
#include "model/rounds-pipeline.h"
#include "model/rounds-product.h"
#include "model/rounds-quote.h"
#include "model/rounds-quote-line.h"
#include "model/rounds-reminder.h"
#include "model/rounds-reminder-rule.h"
#include "model/rounds-saved-view.h"
#include "model/rounds-security-event.h"
#include "model/rounds-segment.h"
#include "model/rounds-setting.h"
#include "model/rounds-stage-change.h"
#include "model/rounds-tag.h"
#include "model/rounds-task.h"
#include "model/rounds-team.h"
#include "model/rounds-user.h"
#include "model/rounds-webhook.h"
#include "model/rounds-webhook-delivery.h"

#define MAX_KINDS 64

typedef GType (*GetTypeFunc) (void);

/* Every kind of record there is; what is referred to stands before what refers. */
static const GetTypeFunc types[] = {
  rounds_team_get_type,
  rounds_user_get_type,
  rounds_custom_field_get_type,
  rounds_setting_get_type,
  rounds_tag_get_type,
  rounds_lead_source_get_type,
  rounds_lost_reason_get_type,
  rounds_pipeline_get_type,
  rounds_product_get_type,
  rounds_institution_get_type,
  rounds_contact_person_get_type,
  rounds_opportunity_get_type,
  rounds_opportunity_contact_get_type,
  rounds_opportunity_line_get_type,
  rounds_stage_change_get_type,
  rounds_meeting_get_type,
  rounds_meeting_participant_get_type,
  rounds_quote_get_type,
  rounds_quote_line_get_type,
  rounds_invoice_get_type,
  rounds_invoice_line_get_type,
  rounds_payment_get_type,
  rounds_task_get_type,
  rounds_call_get_type,
  rounds_note_get_type,
  rounds_note_share_get_type,
  rounds_reminder_get_type,
  rounds_reminder_rule_get_type,
  rounds_email_message_get_type,
  rounds_attachment_get_type,
  rounds_comment_get_type,
  rounds_segment_get_type,
  rounds_saved_view_get_type,
  rounds_action_mark_get_type,
  rounds_notification_get_type,
  rounds_webhook_get_type,
  rounds_webhook_delivery_get_type,
  rounds_audit_entry_get_type,
  rounds_security_event_get_type,
};

G_STATIC_ASSERT (G_N_ELEMENTS (types) < MAX_KINDS);

/**
 * rounds_registry_get_kinds:
 * @n_kinds: (out) (optional): how many
 *
 * Thread-safe.
 *
 * Returns: (transfer none) (array zero-terminated=1): every kind of record, what is referred to before what refers
 */
const RoundsEntityInfo * const *
rounds_registry_get_kinds (guint *n_kinds)
{
  static const RoundsEntityInfo *kinds[MAX_KINDS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        {
          /* The class is kept for good: the table hangs on it. */
          RoundsEntityClass *klass = g_type_class_ref (types[i] ());
          kinds[i] = klass->info;
        }
      g_once_init_leave (&ready, 1);
    }

  if (n_kinds != NULL)
    *n_kinds = G_N_ELEMENTS (types);
  return kinds;
}

/**
 * rounds_registry_find:
 * @kind: (nullable): such as `institution`
 *
 * Returns: (nullable) (transfer none): the kind
 */
const RoundsEntityInfo *
rounds_registry_find (const char *kind)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kind != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->kind, kind))
      return kinds[i];

  return NULL;
}

/**
 * rounds_registry_find_collection:
 * @collection: (nullable): such as `institutions`
 *
 * Returns: (nullable) (transfer none): the kind
 */
const RoundsEntityInfo *
rounds_registry_find_collection (const char *collection)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; collection != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->collection, collection))
      return kinds[i];

  return NULL;
}

/**
 * rounds_registry_get:
 * @type: a record's type, such as %ROUNDS_TYPE_INSTITUTION
 *
 * Returns: (transfer none): its table
 */
const RoundsEntityInfo *
rounds_registry_get (GType type)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (kinds[i]->type == type)
      return kinds[i];

  g_return_val_if_reached (NULL);
}
