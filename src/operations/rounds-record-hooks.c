/* rounds-record-hooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-hooks.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-contact-person.h"
#include "model/rounds-id.h"
#include "model/rounds-invoice.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "model/rounds-stage-change.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-board-rank.h"
#include "operations/rounds-document-hooks.h"
#include "operations/rounds-document-products.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-opportunity-contacts.h"
#include "operations/rounds-opportunity-products.h"
#include "operations/rounds-opportunity-state.h"
#include "operations/rounds-record-children.h"
#include "operations/rounds-record-custom.h"
#include "operations/rounds-record-hooks-private.h"
#include "operations/rounds-segment-hooks.h"
#include "rules/rounds-status-moves.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

#define MEETING_MAXIMUM (G_TIME_SPAN_DAY)

static gboolean
start_opportunity (RoundsRecordChange  *change,
                   GError             **error)
{
  RoundsEntity *after = change->after;
  RoundsStage target = rounds_stage_from_text (rounds_entity_get_text (after, "stage"));
  RoundsStage start = rounds_stage_is_closed (target) ? ROUNDS_STAGE_PROSPECTING : target;
  g_autofree char *today = rounds_operation_today (change->context);
  g_autofree char *rank = NULL;
  RoundsBoardPlace place = { .card_id = rounds_entity_get_id (after), .position = -1 };
  RoundsStageState state = {
    .stage = start,
    .probability = rounds_stage_default_probability (start),
    .stage_before_closing = ROUNDS_STAGE_NONE,
    .probability_before_closing = -1,
  };

  if (rounds_arguments_has (change->values, "probability") && !rounds_stage_is_closed (target))
    {
      int given = (int) rounds_entity_get_integer (after, "probability");

      state.probability_overridden = given != state.probability;
      state.probability = given;
    }

  if (!rounds_stage_move (&state, target, today, rounds_entity_get_text (after, "lost-reason"), &state, error))
    return FALSE;
  rounds_opportunity_set_state (after, &state);
  rounds_entity_set_integer (after, "stage-changed-at", change->context->now);

  place.stage = rounds_entity_get_text (after, "stage");
  rank = rounds_board_find_rank (change->context, &place, error);
  if (rank == NULL)
    return FALSE;
  rounds_entity_set_text (after, "rank", rank);

  return TRUE;
}

static gboolean
edit_opportunity (RoundsRecordChange  *change,
                  GError             **error)
{
  RoundsStage stage = rounds_stage_from_text (rounds_entity_get_text (change->after, "stage"));
  gboolean overridden = rounds_entity_get_boolean (change->after, "probability-overridden");

  if (rounds_record_change_differs (change, "probability"))
    {
      if (rounds_stage_is_closed (stage))
        rounds_refuse_field (error, "probability", "DEAL_IS_CLOSED", _("The deal is closed: its probability follows from that"));
      overridden = rounds_entity_get_integer (change->after, "probability") != rounds_stage_default_probability (stage);
    }

  if (!rounds_arguments_get_boolean (change->arguments, "probabilityOverridden", overridden, &overridden, error))
    return FALSE;
  rounds_entity_set_boolean (change->after, "probability-overridden", overridden);

  if (stage == ROUNDS_STAGE_CLOSED_LOST && rounds_record_change_differs (change, "lost-reason") &&
      rounds_entity_is_null (change->after, "lost-reason"))
    rounds_refuse_field (error, "lostReason", "STAGE_NEEDS_REASON", _("Say why the deal was lost"));

  return TRUE;
}

static gboolean
prepare_opportunity (RoundsRecordChange  *change,
                     GError             **error)
{
  return rounds_record_change_check_contact (change, error) && rounds_opportunity_check_contacts (change, error) &&
         rounds_document_fill_products (change, "products", error) &&
         rounds_opportunity_total_products (change->after, error) &&
         (change->before == NULL ? start_opportunity (change, error) : edit_opportunity (change, error));
}

static gboolean
finish_opportunity (RoundsRecordChange  *change,
                    GError             **error)
{
  g_autofree char *name = g_strconcat ("first-stage:", rounds_entity_get_id (change->after), NULL);
  g_autofree char *id = rounds_id_derive (name);
  g_autoptr(RoundsEntity) line = NULL;

  if (change->before != NULL)
    return TRUE;

  line = rounds_opportunity_new_change (change->context, change->after, NULL, id);
  return rounds_operation_insert_by_rule (change->context, line, error);
}

/* The history goes with the deal, and comes back with it. */
static gboolean
delete_opportunity (RoundsRecordChange  *change,
                    GError             **error)
{
  return rounds_record_followers_delete (change->context, rounds_registry_get (ROUNDS_TYPE_STAGE_CHANGE), "opportunity-id",
                                         rounds_entity_get_id (change->before), error);
}

static gboolean
restore_opportunity (RoundsRecordChange  *change,
                     GError             **error)
{
  return rounds_record_followers_restore (change->context, rounds_registry_get (ROUNDS_TYPE_STAGE_CHANGE), "opportunity-id",
                                          rounds_entity_get_id (change->before),
                                          rounds_entity_get_integer (change->before, "deleted-at"), error);
}

static gboolean
check_participants (RoundsEntity  *meeting,
                    GError       **error)
{
  GPtrArray *participants = rounds_entity_get_records (meeting, "participants");
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; participants != NULL && i < participants->len; i++)
    {
      RoundsEntity *participant = g_ptr_array_index (participants, i);
      const char *user = rounds_entity_get_text (participant, "user-id");
      const char *contact = rounds_entity_get_text (participant, "contact-person-id");
      g_autofree char *path = g_strdup_printf ("participants[%u]", i);

      if ((user == NULL) == (contact == NULL))
        rounds_refuse_field (error, path, "PARTICIPANT_IS_ONE_PERSON", _("A participant is either a colleague or a contact"));
      if (!g_hash_table_add (seen, (gpointer) (user != NULL ? user : contact)))
        rounds_refuse_field (error, path, "PARTICIPANT_TWICE", _("This participant is invited twice"));
    }

  return TRUE;
}

static gboolean
prepare_meeting (RoundsRecordChange  *change,
                 GError             **error)
{
  RoundsEntity *after = change->after;
  gint64 length = rounds_entity_get_integer (after, "end-date") - rounds_entity_get_integer (after, "start-date");
  const char *zone_name = rounds_entity_get_text (after, "time-zone");
  const RoundsField *status = rounds_entity_info_find (rounds_entity_get_info (after), "status");
  g_autoptr(GTimeZone) zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;

  /* A missing date is the table's to refuse. */
  if (!rounds_entity_is_null (after, "start-date") && !rounds_entity_is_null (after, "end-date"))
    {
      if (length <= 0)
        rounds_refuse_field (error, "endDate", "MEETING_ENDS_BEFORE_START", _("The meeting must end after it starts"));
      if (length > MEETING_MAXIMUM)
        rounds_refuse_field (error, "endDate", "MEETING_TOO_LONG", _("A meeting lasts 24 hours at most"));
    }
  if (zone_name != NULL && zone == NULL)
    rounds_refuse_field (error, "timeZone", "UNKNOWN_TIME_ZONE", _("There is no time zone “%s”; write one such as Europe/Paris"),
                  zone_name);

  /* What a calendar has of it is out of date then (RFC 5545, 3.8.7.4). */
  if (change->before != NULL &&
      (rounds_record_change_differs (change, "start-date") || rounds_record_change_differs (change, "end-date") || rounds_record_change_differs (change, "time-zone") ||
       rounds_record_change_differs (change, "location") || rounds_record_change_differs (change, "title")))
    rounds_entity_set_integer (after, "sequence", rounds_entity_get_integer (change->before, "sequence") + 1);

  if (change->before != NULL &&
      rounds_field_find_choice (status, rounds_entity_get_text (after, "status")) != NULL &&
      !rounds_status_check_move (rounds_meeting_moves, status, rounds_entity_get_text (change->before, "status"),
                                 rounds_entity_get_text (after, "status"), error))
    return FALSE;

  return rounds_record_change_link (change, NULL, error) && check_participants (after, error);
}

/* An institution has one primary contact at most: the new one takes the place of the one before. */
static gboolean
finish_contact (RoundsRecordChange  *change,
                GError             **error)
{
  return rounds_record_change_take_place (change, "is-primary", "institution-id", error);
}

static gboolean
restore_contact (RoundsRecordChange  *change,
                 GError             **error)
{
  return rounds_record_change_give_way (change, "is-primary", "institution-id", error);
}

/* One pipeline at most is that of the deals that say none. */
static gboolean
finish_pipeline (RoundsRecordChange  *change,
                 GError             **error)
{
  return rounds_record_change_take_place (change, "is-default", NULL, error);
}

static gboolean
restore_pipeline (RoundsRecordChange  *change,
                  GError             **error)
{
  return rounds_record_change_give_way (change, "is-default", NULL, error);
}

/* Addresses are compared without regard to case, so they are kept in one. */
static gboolean
prepare_user (RoundsRecordChange  *change,
              GError             **error)
{
  const char *email = rounds_entity_get_text (change->after, "email");
  g_autofree char *lower = email != NULL ? g_utf8_strdown (email, -1) : NULL;

  rounds_entity_set_text (change->after, "email", lower);
  return TRUE;
}

static gboolean
is_referred_to (RoundsRecordChange  *change,
                GType                type,
                gboolean            *referred,
                GError             **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (type);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter =
    rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL,
                            rounds_entity_get_id (change->before));
  gint64 count;

  rounds_query_set_filter (query, filter);
  count = rounds_repository_count (change->context->database, query, error);
  *referred = count > 0;
  return count >= 0;
}

/* Deals, quotes and invoices cannot be without their institution; the contacts go with it. */
static gboolean
delete_institution (RoundsRecordChange  *change,
                    GError             **error)
{
  gboolean has_deals;
  gboolean has_quotes;
  gboolean has_invoices;

  if (!is_referred_to (change, ROUNDS_TYPE_OPPORTUNITY, &has_deals, error) ||
      !is_referred_to (change, ROUNDS_TYPE_QUOTE, &has_quotes, error) ||
      !is_referred_to (change, ROUNDS_TYPE_INVOICE, &has_invoices, error))
    return FALSE;

  if (has_deals || has_quotes || has_invoices)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "IN_USE",
                          has_invoices ? _("There are invoices for this institution: it cannot be deleted")
                          : has_quotes ? _("There are quotes for this institution: it cannot be deleted")
                          : _("There are deals with this institution: delete them first"));
      return FALSE;
    }

  return rounds_record_followers_delete (change->context, rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON), "institution-id",
                                         rounds_entity_get_id (change->before), error);
}

static gboolean
restore_institution (RoundsRecordChange  *change,
                     GError             **error)
{
  return rounds_record_followers_restore (change->context, rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON), "institution-id",
                                          rounds_entity_get_id (change->before),
                                          rounds_entity_get_integer (change->before, "deleted-at"), error);
}

static const RoundsRecordHooks hooks[] = {
  { "institution", NULL, NULL, NULL, delete_institution, restore_institution },
  { "opportunity", NULL, prepare_opportunity, finish_opportunity, delete_opportunity, restore_opportunity },
  { "stage-change", "opportunity.move", NULL, NULL, NULL, NULL },
  { "meeting", NULL, prepare_meeting, NULL, NULL, NULL },
  { "quote", NULL, rounds_quote_prepare, NULL, rounds_quote_prepare_deletion, NULL },
  { "invoice", NULL, rounds_invoice_prepare, rounds_invoice_finish, rounds_invoice_prepare_deletion, NULL,
    rounds_invoice_finish, rounds_invoice_finish },
  { "payment", "invoice.record-payment, payment.reverse", rounds_payment_prepare, rounds_payment_finish, NULL, NULL },
  { "setting", NULL, rounds_setting_prepare, NULL, NULL, NULL },
  { "contact", NULL, NULL, finish_contact, NULL, restore_contact },
  { "pipeline", NULL, NULL, finish_pipeline, NULL, restore_pipeline },
  { "user", NULL, prepare_user, NULL, NULL, NULL },
  { "segment", NULL, rounds_segment_prepare, NULL, NULL, NULL },
  { "saved-view", NULL, rounds_saved_view_prepare, NULL, NULL, NULL },
  { "custom-field", NULL, rounds_custom_field_prepare, NULL, NULL, rounds_custom_field_prepare },
  { "task", NULL, rounds_task_prepare, rounds_task_finish, NULL, NULL },
  { "reminder", NULL, rounds_reminder_prepare, NULL, NULL, NULL },
  { "reminder-rule", NULL, rounds_reminder_rule_prepare, NULL, NULL, NULL },
  { "call", NULL, rounds_call_prepare, NULL, NULL, NULL },
  { "note", NULL, rounds_note_prepare, NULL, NULL, NULL },
  { "email-message", NULL, rounds_email_message_prepare, NULL, NULL, NULL },
  { "attachment", NULL, rounds_attachment_prepare, NULL, NULL, NULL },
  { "comment", NULL, rounds_record_change_attach, NULL, NULL, NULL },
  { "tag", NULL, NULL, rounds_tag_finish, rounds_tag_prepare_deletion, NULL },
  { "webhook", NULL, rounds_webhook_prepare, rounds_webhook_finish, NULL, NULL },
};

/**
 * rounds_record_hooks_find:
 *
 * Returns: (nullable) (transfer none): what is particular to records of @kind
 */
const RoundsRecordHooks *
rounds_record_hooks_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (hooks); i++)
    if (g_str_equal (hooks[i].kind, kind))
      return &hooks[i];

  return NULL;
}

/**
 * rounds_record_hooks_run:
 * @hook: (nullable): a hook
 */
gboolean
rounds_record_hooks_run (RoundsRecordHook     hook,
                         RoundsRecordChange  *change,
                         GError             **error)
{
  return hook == NULL || hook (change, error);
}
