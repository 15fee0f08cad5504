/* rounds-timeline-sources.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-timeline-private.h"

/*
 * Everything that happens between a team and an institution, with one of its contacts or about a deal. A record that says several
 * things (a quote is sent, then accepted) is here once for each. What has not happened (a task that is open, a draft) is no part of
 * a history.
 */

#define QUOTE(suffix, when) \
  { .type = "quote_" suffix, .kind = "quote", .tables = "quotes t", .at = "t." when, .institution = "t.institution_id", \
    .contact = "t.contact_person_id", .user = "t.assigned_user_id", .opportunity = "t.opportunity_id", .title = "t.title", \
    .text = "t.quote_number", .status = "t.status", .amount = "t.total", .currency = "t.currency", \
    .condition = "t." when " IS NOT NULL" }

#define INVOICE(name, when, kind_of) \
  { .type = name, .kind = "invoice", .tables = "invoices t", .at = "t." when, .institution = "t.institution_id", \
    .contact = "t.contact_person_id", .user = "t.assigned_user_id", .opportunity = "t.opportunity_id", .title = "t.title", \
    .text = "t.invoice_number", .status = "t.status", .amount = "t.total", .currency = "t.currency", \
    .condition = "t." when " IS NOT NULL AND t.status <> 'cancelled' AND t.type = '" kind_of "'" }

const RoundsTimelineSource rounds_timeline_sources[] = {
  { .type = "meeting", .kind = "meeting", .tables = "meetings t", .at = "t.start_date", .institution = "t.institution_id",
    .of_contact = "t.id IN (SELECT p.meeting_id FROM meeting_participants p WHERE p.contact_person_id = %s AND p.deleted_at IS NULL)",
    .user = "t.organizer_id", .opportunity = "t.opportunity_id", .title = "t.title", .text = "t.location", .status = "t.status" },
  { .type = "call", .kind = "call", .tables = "calls t", .at = "t.call_date", .institution = "t.institution_id",
    .contact = "t.contact_person_id", .user = "t.user_id", .opportunity = "t.opportunity_id", .title = "t.phone_number",
    .text = "t.summary", .status = "t.call_type" },
  { .type = "note", .kind = "note", .tables = "notes t", .at = "t.created_at", .institution = "t.institution_id",
    .contact = "t.contact_person_id", .user = "t.creator_id", .opportunity = "t.opportunity_id", .title = "t.title", .text = "t.content" },
  { .type = "email", .kind = "email-message", .tables = "email_messages t", .at = "t.sent_at", .institution = "t.institution_id",
    .contact = "t.contact_person_id", .user = "t.user_id", .opportunity = "t.opportunity_id", .title = "t.subject", .text = "t.body",
    .status = "t.direction" },
  { .type = "task", .kind = "task", .tables = "tasks t", .at = "t.completed_at", .institution = "t.institution_id",
    .contact = "t.contact_id", .user = "t.assignee_id", .opportunity = "t.opportunity_id", .title = "t.title", .text = "t.description",
    .status = "t.status", .condition = "t.completed_at IS NOT NULL" },
  { .type = "reminder", .kind = "reminder", .tables = "reminders t", .at = "t.completed_at", .institution = "t.institution_id",
    .contact = "t.contact_person_id", .user = "t.user_id", .opportunity = "t.opportunity_id", .title = "t.title",
    .text = "t.description", .condition = "t.completed_at IS NOT NULL" },
  QUOTE ("sent", "sent_at"),
  QUOTE ("accepted", "accepted_at"),
  QUOTE ("rejected", "rejected_at"),
  INVOICE ("invoice_issued", "sent_at", "invoice"),
  INVOICE ("invoice_paid", "paid_at", "invoice"),
  INVOICE ("credit_note_issued", "sent_at", "credit_note"),
  { .type = "stage_change", .kind = "opportunity", .tables = "opportunities d JOIN stage_changes t ON t.opportunity_id = d.id",
    .at = "t.changed_at", .institution = "d.institution_id", .contact = "d.contact_person_id", .user = "t.changed_by",
    .opportunity = "d.id", .title = "d.name", .status = "t.to_stage", .from_status = "t.from_stage", .amount = "t.value",
    .currency = "d.currency", .condition = "d.deleted_at IS NULL", .scope_kind = "opportunity", .scope_alias = "d" },
  { .type = "document", .kind = "attachment", .tables = "attachments t", .at = "t.created_at", .institution = "t.institution_id",
    .of_contact = "t.record_kind = 'contact' AND t.record_id = %s",
    .of_deal = "t.record_kind = 'opportunity' AND t.record_id = %s", .user = "t.user_id", .title = "t.file_name",
    .text = "t.description", .status = "t.mime_type" },
};

const guint rounds_timeline_n_sources = G_N_ELEMENTS (rounds_timeline_sources);
