/* rounds-routes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/*
 * Every path there is. What a path without `:id` says comes before what one with it says, so `/opportunities/pipeline` is no id.
 * The collections come from the registry: a kind that is part of another record has none, and one that only operations write
 * (its own fields are all the system's) is read-only.
 */

#define LIST_PARAMETERS "page limit sortBy sortOrder filter *"
#define TIMELINE_PARAMETERS "type startDate endDate userId cursor limit"
#define SEARCH_PARAMETERS "search " LIST_PARAMETERS
#define EXPORT_PARAMETERS "format fields separator bom header "

static const RoundsRoute fixed_routes[] = {
  { "GET", "/api/health", "server.health", "public", ROUNDS_ROUTE_BODY_NONE, NULL, "Whether the process runs", .answer = "text" },
  { "GET", "/api/ready", "server.ready", "public", ROUNDS_ROUTE_BODY_NONE, NULL, "Whether the database answers", .answer = "text" },
  { "GET", "/api/openapi.json", "server.description", "public", ROUNDS_ROUTE_BODY_NONE, NULL, "This description of the API",
    .answer = "application/json" },

  { "GET", "/api/settings/public", "settings.public", "public", ROUNDS_ROUTE_BODY_NONE, NULL,
    "What anybody may know of the workspace: the settings that are public, by their keys", .answer = "object" },

  { "GET", "/api/settings/category/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The settings of a category", .parameter = "category" },
  { "POST", "/api/settings/bulk-update", "setting.update-all", "workspace.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Sets several settings by their keys, all or none", .request = "SettingValues", .answer = "[Setting]" },

  { "POST", "/api/auth/login", "session.begin", "public", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Signs in with {email,password}", .request = "Credentials", .answer = "SessionGrant" },
  { "POST", "/api/auth/logout", "session.end", "signed-in", ROUNDS_ROUTE_BODY_OPTIONAL, NULL, "Signs out",
    .answer = "null" },
  { "GET", "/api/auth/me", "session.user", "signed-in", ROUNDS_ROUTE_BODY_NONE, NULL, "The signed-in user",
    .answer = "User" },

  { "PUT", "/api/auth/me", "session.update", "signed-in", ROUNDS_ROUTE_BODY_JSON, NULL, "Changes one’s own name, e-mail or phone",
    .request = "OwnAccount", .answer = "User" },
  { "POST", "/api/auth/refresh", "session.refresh", "signed-in", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Gives another token in place of the one that was sent", .answer = "SessionGrant" },
  { "POST", "/api/auth/change-password", "session.password", "signed-in", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Changes one’s own password and ends all other sessions", .request = "PasswordChange", .answer = "SessionGrant" },
  { "POST", "/api/users/:id/password", "user.password", "users.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Gives somebody a new password and ends their sessions", .request = "NewPassword", .answer = "null" },
  { "POST", "/api/users/:id/hand-over", "user.hand-over", "users.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Gives what somebody has to somebody else", .request = "HandOver", .answer = "HandOverCount" },

  { "GET", "/api/sync/changes", "sync.changes", "records.read", ROUNDS_ROUTE_BODY_NONE, "since limit wait",
    "What has changed since a revision", .answer = "SyncChanges" },
  { "POST", "/api/sync/operations", "sync.operations", "records.read", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Runs a batch of operations", .request = "SyncBatch", .answer = "SyncResults" },

  { "POST", "/api/imports", "import.begin", "registers.import", ROUNDS_ROUTE_BODY_FILE, "register kind empty",
    "Imports a register, or records of a kind from CSV; the body is the file", .status = 202, .answer = "ImportStatus" },
  { "GET", "/api/imports/:id", "import.status", "registers.import", ROUNDS_ROUTE_BODY_NONE, NULL, "How far an import is",
    .answer = "ImportStatus" },
  { "DELETE", "/api/imports/:id", "import.cancel", "registers.import", ROUNDS_ROUTE_BODY_NONE, NULL,
    "Cancels an import and takes all of it back", .answer = "ImportStatus" },

  { "GET", "/api/bulk-changes/:id", "bulk.status", "records.write", ROUNDS_ROUTE_BODY_NONE, NULL,
    "How far a change of many records is that was not done at once", .answer = "BulkStatus" },
  { "DELETE", "/api/bulk-changes/:id", "bulk.cancel", "records.write", ROUNDS_ROUTE_BODY_NONE, NULL,
    "Cancels a change of many records and takes all of it back", .answer = "BulkStatus" },

  { "GET", "/api/webhooks/events", "webhook.events", "webhooks.write", ROUNDS_ROUTE_BODY_NONE, NULL, "The events that there are",
    .answer = "[WebhookEvent]" },
  { "POST", "/api/webhooks/:id/test", "webhook.test", "webhooks.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Sends a delivery to try it out", .status = 202, .answer = "WebhookDelivery" },
  { "POST", "/api/webhooks/:id/reset", "webhook.reset", "webhooks.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Switches a webhook on again", .answer = "Webhook" },
  { "GET", "/api/webhooks/:id/deliveries", "record.list", "webhooks.write", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "What was sent to a webhook, and what became of it", .kind = "webhook-delivery", .parameter = "webhookId" },

  { "GET", "/api/opportunities/pipeline", "opportunity.pipeline", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "limit filter *", "Deals by stage: count, value, weighted value and the first of each", .status = 200, .answer = "OpportunityPipeline" },
  { "GET", "/api/opportunities/forecast", "opportunity.forecast", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "months teamId filter *", "What open deals may bring by month, with quantiles", .answer = "OpportunityForecast" },
  { "GET", "/api/opportunities/analytics", "opportunity.analytics", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "startDate endDate teamId filter *", "Conversion, win rate, cycle, time in stage and why deals are won and lost",
    .answer = "OpportunityAnalytics" },
  { "GET", "/api/opportunities/:id/probability", "opportunity.probability", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "How likely a deal is to be won by what closed deals have taught, and why", .answer = "OpportunityProbability" },
  { "PUT", "/api/opportunities/:id/stage", "opportunity.stage", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Moves a deal to {stage,position?,lostReason?,wonReason?}", .operation = "opportunity.move" },
  { "GET", "/api/institutions/hot-leads", "institution.hot-leads", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "limit minScore filter *", "The institutions with the highest lead scores, hot ones unless another score is asked for",
    .answer = "[HotLead]" },
  { "GET", "/api/institutions/:id/health-score", "institution.health-score", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "How good the relation with an institution is, and why", .answer = "HealthScore" },
  { "GET", "/api/institutions/:id/lead-score", "institution.lead-score", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "How promising an institution is, and why", .answer = "LeadScore" },
  { "GET", "/api/institutions/duplicates", "institution.duplicates", "records.read", ROUNDS_ROUTE_BODY_NONE, "page limit filter *",
    "Institutions that may be one, certain ones first", .answer = "[Duplicate]" },
  { "GET", "/api/contacts/duplicates", "contact.duplicates", "records.read", ROUNDS_ROUTE_BODY_NONE, "page limit filter *",
    "Contacts that may be one person, certain ones first", .answer = "[Duplicate]" },
  { "GET", "/api/institutions/:id/next-actions", "institution.next-actions", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "What should be done about an institution, five at most, urgent first", .answer = "[NextAction]" },
  { "POST", "/api/institutions/:id/next-actions/snooze", "next-action.snooze", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Puts a suggested action off until a day", .operation = "next-action.snooze", .answer = "ActionMark" },
  { "POST", "/api/institutions/:id/next-actions/dismiss", "next-action.dismiss", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Does not want a suggested action", .operation = "next-action.dismiss", .answer = "ActionMark" },
  { "POST", "/api/institutions/:id/next-actions/complete", "next-action.complete", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Says that a suggested action is done", .operation = "next-action.complete", .answer = "ActionMark" },
  { "GET", "/api/institutions/:id/revenue", "institution.revenue", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "What an institution has brought in", .answer = "InstitutionRevenue" },
  { "GET", "/api/institutions/search/unified", "search.unified", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "q type institutionId scope limit offset", "Looks in everything at once", .answer = "SearchResults" },
  { "GET", "/api/institutions/:id/timeline", "institution.timeline", "records.read", ROUNDS_ROUTE_BODY_NONE, TIMELINE_PARAMETERS,
    "What happened with an institution, the newest first", .answer = "Timeline" },
  { "GET", "/api/institutions/:id/collaboration", "institution.collaboration", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "What is going on with an institution: counts, and what is newest or next", .answer = "Collaboration" },
  { "GET", "/api/contacts/:id/timeline", "contact.timeline", "records.read", ROUNDS_ROUTE_BODY_NONE, TIMELINE_PARAMETERS,
    "What happened with a contact, the newest first", .answer = "Timeline" },
  { "GET", "/api/opportunities/:id/timeline", "opportunity.timeline", "records.read", ROUNDS_ROUTE_BODY_NONE, TIMELINE_PARAMETERS,
    "What happened about a deal, the newest first", .answer = "Timeline" },
  { "GET", "/api/dashboard/metrics", "dashboard.metrics", "records.read", ROUNDS_ROUTE_BODY_NONE, "period",
    "Figures of a period beside those of the period before", .answer = "Dashboard" },
  { "GET", "/api/tags/counts", "tag.counts", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "The tags and how many of the records that one sees have each, in all and by kind", .answer = "[TagCount]" },
  { "POST", "/api/institutions/:id/merge", "institution.merge", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Makes one of two institutions: {fromId} goes, all that refers to it comes here", .request = "Merge", .answer = "MergedInstitution" },
  { "POST", "/api/institutions/:id/split", "institution.split", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Takes a merge back", .request = "Split", .answer = "MergedInstitution" },
  { "POST", "/api/contacts/:id/merge", "contact.merge", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Makes one of two contacts: {fromId} goes, all that refers to it comes here", .request = "Merge", .answer = "MergedContact" },
  { "POST", "/api/contacts/:id/split", "contact.split", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Takes a merge back", .request = "Split", .answer = "MergedContact" },
  { "GET", "/api/meetings/:id/export/ics", "meeting.ics", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "A meeting as an iCalendar file", .answer = "text/calendar" },
  { "PUT", "/api/quotes/:id/send", "quote.send", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Sends a quote: number, no more changes", .operation = "quote.send" },
  { "PUT", "/api/quotes/:id/accept", "quote.accept", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "The customer orders {clientComments?}", .operation = "quote.accept" },
  { "PUT", "/api/quotes/:id/reject", "quote.reject", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "The customer refuses {clientComments?}", .operation = "quote.reject" },
  { "PUT", "/api/quotes/:id/cancel", "quote.cancel", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Takes a quote back, sent or not", .operation = "quote.cancel" },
  { "POST", "/api/quotes/:id/convert-to-invoice", "quote.convert-to-invoice", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Makes a draft invoice of an accepted quote, of all that is left or of {lines:[{lineId,quantity?}]}", .status = 201,
    .operation = "quote.convert-to-invoice", .answer = "Invoice" },
  { "POST", "/api/quotes/:id/duplicate", "quote.duplicate", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Makes a draft that offers the same", .status = 201, .operation = "quote.duplicate" },
  { "PUT", "/api/invoices/:id/send", "invoice.send", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Issues an invoice: number, dates, no more changes", .operation = "invoice.issue" },
  { "PUT", "/api/invoices/:id/cancel", "invoice.cancel", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Cancels a draft; an issued invoice needs a credit note", .operation = "invoice.cancel" },
  { "POST", "/api/invoices/:id/credit-note", "invoice.credit", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Makes a credit note, of all that is left or of {lines:[{lineId,quantity?}]}; a draft, unless {issue:true}", .status = 201,
    .operation = "invoice.credit" },
  { "PUT", "/api/invoices/:id/archive", "invoice.archive", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Puts an invoice out of the way", .operation = "invoice.archive" },
  { "PUT", "/api/invoices/:id/unarchive", "invoice.unarchive", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Takes an invoice out of the archive", .operation = "invoice.unarchive" },
  { "GET", "/api/quotes/institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The quotes of an institution", .parameter = "institutionId" },
  { "GET", "/api/quotes/user/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The quotes of a person", .parameter = "assignedUserId" },
  { "GET", "/api/quotes/status/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The quotes of a status", .parameter = "status" },
  { "GET", "/api/invoices/institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The invoices of an institution", .parameter = "institutionId" },
  { "GET", "/api/invoices/user/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The invoices of a person", .parameter = "assignedUserId" },
  { "GET", "/api/invoices/status/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The invoices of a status", .parameter = "status" },
  { "GET", "/api/invoices/:id/payments", "invoice.payments", "records.read", ROUNDS_ROUTE_BODY_NONE, "page limit",
    "The payments of an invoice, reversed ones too", .answer = "[Payment]" },
  { "POST", "/api/payments/:id/reverse", "payment.reverse", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Takes a payment back: it stays, and no longer counts", .operation = "payment.reverse" },
  { "POST", "/api/invoices/:id/payments", "invoice.payment", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Records a payment of an invoice", .status = 201, .operation = "invoice.record-payment", .answer = "Payment" },

  { "POST", "/api/segments/preview", "segment.preview", "records.read", ROUNDS_ROUTE_BODY_JSON, NULL,
    "How many records meet {type,criteria}, and the first of them", .request = "SegmentQuestion", .answer = "SegmentPreview" },
  { "GET", "/api/segments/:id/members", "segment.members", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "page limit sortBy sortOrder search filter", "A page of the records that are in a segment", .answer = "[any]" },
  { "GET", "/api/segments/:id/results", "segment.members", "records.read", ROUNDS_ROUTE_BODY_NONE,
    "page limit sortBy sortOrder search filter", "The same as members", .answer = "[any]" },
  { "POST", "/api/segments/:id/duplicate", "segment.duplicate", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Makes a private copy of a segment", .status = 201, .request = "object", .answer = "Segment" },

  { "GET", "/api/tasks/assigned/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The tasks of a person", .parameter = "assigneeId" },
  { "PATCH", "/api/tasks/:id/complete", "task.complete", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Completes a task; one that repeats makes the next", .operation = "task.complete" },
  { "PATCH", "/api/tasks/:id/reopen", "task.reopen", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Reopens a task as {status}", .operation = "task.reopen" },
  { "GET", "/api/reminders/user/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The reminders of a person", .parameter = "userId" },
  { "GET", "/api/reminders/institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The reminders about an institution", .parameter = "institutionId" },
  { "GET", "/api/reminders/priority/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The reminders of a priority", .parameter = "priority" },
  { "GET", "/api/reminders/status/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The reminders that are completed, pending, overdue or upcoming", .parameter = "status" },
  { "PATCH", "/api/reminders/:id/complete", "reminder.complete", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Completes a reminder; one that repeats makes the next", .operation = "reminder.complete" },
  { "PATCH", "/api/reminders/:id/incomplete", "reminder.reopen", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Reopens a reminder", .operation = "reminder.reopen" },
  { "PATCH", "/api/reminders/:id/snooze", "reminder.snooze", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Puts a reminder off by {minutes}", .operation = "reminder.snooze" },
  { "PATCH", "/api/reminders/:id/reschedule", "reminder.reschedule", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Gives a reminder another date {reminderDate}", .operation = "reminder.reschedule" },
  { "GET", "/api/meetings/:id/comments", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The comments on a meeting", .parameter = "recordId", .kind = "comment" },
  { "POST", "/api/meetings/:id/comments", "comment.create", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Comments on a meeting with {content}", .status = 201, .request = "NewRemark", .kind = "comment", .answer = "Comment" },
  { "POST", "/api/attachments", "attachment.create", "records.write", ROUNDS_ROUTE_BODY_FILE,
    "recordKind recordId fileName description", "Keeps a document, the body is its file; Content-Disposition names it",
    .status = 201, .answer = "Attachment" },
  { "GET", "/api/attachments/:id/content", "attachment.content", "records.read", ROUNDS_ROUTE_BODY_NONE, NULL,
    "The file of a document", .answer = "application/octet-stream" },
  { "GET", "/api/institutions/:id/contacts", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The contacts at an institution", .kind = "contact", .parameter = "institutionId" },
  { "GET", "/api/users/:id/institutions", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The institutions of a person", .kind = "institution", .parameter = "assignedUserId" },
  { "GET", "/api/teams/:id/members", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The people of a team", .kind = "user", .parameter = "teamId" },
  { "GET", "/api/meetings/institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The meetings about an institution", .parameter = "institutionId" },
  { "GET", "/api/meetings/user/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The meetings that a person has called", .parameter = "organizerId" },
  { "GET", "/api/calls/user/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The calls of a person", .parameter = "userId" },
  { "GET", "/api/calls/institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The calls with an institution", .parameter = "institutionId" },
  { "GET", "/api/calls/type/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The calls that came in, went out or were missed", .parameter = "callType" },
  { "GET", "/api/calls/phone/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The calls from and to a number, however it was written", .parameter = "phone" },
  { "GET", "/api/notes/by-institution/:id", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The notes about an institution", .parameter = "institutionId" },
  { "GET", "/api/notes/shared-with-me", "record.list", "records.read", ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS,
    "The notes that colleagues share with whoever asks", .parameter = "sharedWithMe" },
  { "POST", "/api/notes/:id/share", "note.share", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Shares a note with {userId,permission}, or with several {shares}", .operation = "note.share" },
  { "PATCH", "/api/notes/:id/unshare", "note.unshare", "records.write", ROUNDS_ROUTE_BODY_JSON, NULL,
    "Stops sharing a note with {userId}", .operation = "note.unshare" },
  { "POST", "/api/notifications/read-all", "notification.read-all", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Marks all of one’s notifications as read", .operation = "notification.read-all", .answer = "Count" },
  { "POST", "/api/notifications/:id/read", "notification.read", "records.write", ROUNDS_ROUTE_BODY_OPTIONAL, NULL,
    "Marks a notification as read", .operation = "notification.read" },
};

/* What the list of a kind takes that is no field (server/rounds-list-conditions.c). */
static const struct
{
  const char *kind;
  const char *parameters;
} conditions[] = {
  { "task", "overdue dueDateFrom dueDateTo" },
  { "reminder", "status" },
  { "call", "phone" },
  { "note", "sharedWithMe" },
  { "notification", "unread" },
};

/* What each collection has; %s is its name. */
static const RoundsRoute read_routes[] = {
  { "GET", "/api/%s", "record.list", NULL, ROUNDS_ROUTE_BODY_NONE, LIST_PARAMETERS, "A page of the list" },
  { "GET", "/api/%s/export", "record.export", NULL, ROUNDS_ROUTE_BODY_NONE, EXPORT_PARAMETERS, "The list as a file, CSV or JSON",
    .answer = "text/csv" },
  { "GET", "/api/%s/:id", "record.get", NULL, ROUNDS_ROUTE_BODY_NONE, NULL, "One record" },
};

static const RoundsRoute write_routes[] = {
  { "POST", "/api/%s", "record.create", NULL, ROUNDS_ROUTE_BODY_JSON, NULL, "Creates a record", .status = 201 },
  { "POST", "/api/%s/bulk", "bulk.change", NULL, ROUNDS_ROUTE_BODY_JSON, NULL, "Changes or deletes several records, all or none",
    .request = "BulkChange", .answer = "ChangeCount", .later = "BulkStatus" },
  { "PUT", "/api/%s/:id", "record.update", NULL, ROUNDS_ROUTE_BODY_JSON, NULL, "Changes fields of a record" },
  { "PATCH", "/api/%s/:id", "record.update", NULL, ROUNDS_ROUTE_BODY_JSON, NULL, "Changes fields of a record" },
  { "DELETE", "/api/%s/:id", "record.delete", NULL, ROUNDS_ROUTE_BODY_NONE, NULL, "Deletes a record; it can be restored" },
  { "POST", "/api/%s/:id/restore", "record.restore", NULL, ROUNDS_ROUTE_BODY_OPTIONAL, NULL, "Brings a deleted record back" },
};

/* A setting has its key for an id. */
static const RoundsRoute setting_get_route = {
  "GET", "/api/%s/:id", "setting.get", NULL, ROUNDS_ROUTE_BODY_NONE, NULL, "One setting, by its id or its key"
};

static const RoundsRoute setting_update_route = {
  "PUT", "/api/%s/:id", "setting.update", NULL, ROUNDS_ROUTE_BODY_JSON, NULL,
  "Changes a setting by its id, as any record, or sets it by its key: then the value is what it shall be, not its text",
  .request = "SettingValue"
};

static const RoundsEntityInfo *
find_pattern_info (const char *pattern)
{
  g_auto(GStrv) segments = g_strsplit (pattern, "/", -1);

  return g_strv_length (segments) > 2 ? rounds_registry_find_collection (segments[2]) : NULL;
}

static const RoundsEntityInfo *
find_fixed_info (const RoundsRoute *route)
{
  return route->kind != NULL ? rounds_registry_find (route->kind) : find_pattern_info (route->pattern);
}

static gboolean
is_written_by_hand (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < info->n_own_fields; i++)
    if (!(info->own_fields[i].flags & ROUNDS_FIELD_SYSTEM))
      return TRUE;

  return FALSE;
}

static gboolean
is_searchable (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & ROUNDS_FIELD_SEARCHABLE)
      return TRUE;

  return FALSE;
}

static const char *
get_list_parameters (const RoundsEntityInfo *info)
{
  const char *parameters = is_searchable (info) ? SEARCH_PARAMETERS : LIST_PARAMETERS;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_str_equal (conditions[i].kind, info->kind))
      {
        g_autofree char *all = g_strconcat (conditions[i].parameters, " ", parameters, NULL);
        return g_intern_string (all);
      }

  return parameters;
}

/* What narrows and orders a list, but not to a page. */
static const char *
get_export_parameters (const RoundsEntityInfo *info)
{
  const char *parameters = get_list_parameters (info);
  const char *pages = strstr (parameters, "page limit ");
  g_autofree char *all = g_strdup_printf (EXPORT_PARAMETERS "%.*s%s", (int) (pages - parameters), parameters, pages + strlen ("page limit "));

  return g_intern_string (all);
}

/* People, teams and what it is set up with are the workspace's; other records belong to someone. */
static const char *
get_write_permission (const RoundsEntityInfo *info)
{
  static const char * const workspace_kinds[] = { "setting", "lead-source", "lost-reason", "pipeline", "reminder-rule",
                                                  "custom-field", NULL };

  if (g_str_equal (info->kind, "user"))
    return "users.write";
  if (g_str_equal (info->kind, "team"))
    return "teams.write";
  if (g_str_equal (info->kind, "tag") || g_str_equal (info->kind, "product"))
    return "catalog.write";
  if (g_str_equal (info->kind, "webhook"))
    return "webhooks.write";
  if (g_strv_contains (workspace_kinds, info->kind))
    return "workspace.write";
  return "records.write";
}

static void
add_route (GPtrArray              *routes,
           const RoundsRoute      *template,
           const RoundsEntityInfo *info,
           const char             *permission)
{
  RoundsRoute *route = g_memdup2 (template, sizeof *template);
  const char *place = strstr (template->pattern, "%s");

  if (place != NULL)
    {
      g_autofree char *pattern = g_strdup_printf ("%.*s%s%s", (int) (place - template->pattern), template->pattern,
                                                  info->collection, place + 2);
      route->pattern = g_intern_string (pattern);
    }
  if (g_strcmp0 (template->parameters, LIST_PARAMETERS) == 0)
    route->parameters = get_list_parameters (info);
  if (g_strcmp0 (template->parameters, EXPORT_PARAMETERS) == 0)
    route->parameters = get_export_parameters (info);
  if (permission != NULL)
    route->permission = permission;
  if (route->status == 0)
    route->status = 200;
  route->info = info;

  g_ptr_array_add (routes, route);
}

/* What a collection has in place of @template; NULL for nothing. */
static const RoundsRoute *
choose_route (const RoundsRoute      *template,
              const RoundsEntityInfo *info)
{
  /* A document is created with its file. */
  if (g_str_equal (info->kind, "attachment") && g_str_equal (template->name, "record.create"))
    return NULL;
  if (g_str_equal (info->kind, "setting") && g_str_equal (template->name, "record.get"))
    return &setting_get_route;
  if (g_str_equal (info->kind, "setting") && g_str_equal (template->name, "record.update") && g_str_equal (template->method, "PUT"))
    return &setting_update_route;

  return template;
}

static gpointer
build_routes (gpointer data)
{
  GPtrArray *routes = g_ptr_array_new_null_terminated (128, NULL, TRUE);
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixed_routes); i++)
    add_route (routes, &fixed_routes[i], find_fixed_info (&fixed_routes[i]), NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (kinds[i]->parent_field != NULL)
        continue;

      for (guint j = 0; j < G_N_ELEMENTS (read_routes); j++)
        add_route (routes, choose_route (&read_routes[j], kinds[i]), kinds[i],
                   kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY ? "administration.read" : "records.read");
      for (guint j = 0; is_written_by_hand (kinds[i]) && j < G_N_ELEMENTS (write_routes); j++)
        if (choose_route (&write_routes[j], kinds[i]) != NULL)
          add_route (routes, choose_route (&write_routes[j], kinds[i]), kinds[i], get_write_permission (kinds[i]));
    }

  return routes;
}

static GPtrArray *
get_routes (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, build_routes, NULL);
}

/* Whether @path is of @pattern; @id is where its `:id` begins in @path. */
static gboolean
matches (const char  *pattern,
         const char  *path,
         const char **id,
         gsize       *id_length)
{
  *id = NULL;
  *id_length = 0;

  while (*pattern != '\0')
    {
      if (g_str_has_prefix (pattern, ":id"))
        {
          *id = path;
          *id_length = strcspn (path, "/");
          if (*id_length == 0)
            return FALSE;
          path += *id_length;
          pattern += strlen (":id");
        }
      else if (*pattern++ != *path++)
        {
          return FALSE;
        }
    }

  return *path == '\0';
}

/**
 * rounds_routes_get_all:
 * @n_routes: (out) (optional): how many
 *
 * Thread-safe.
 *
 * Returns: (transfer none) (array zero-terminated=1): every route
 */
const RoundsRoute * const *
rounds_routes_get_all (guint *n_routes)
{
  GPtrArray *routes = get_routes ();

  if (n_routes != NULL)
    *n_routes = routes->len;
  return (const RoundsRoute * const *) routes->pdata;
}

/**
 * rounds_routes_match:
 * @method: such as `GET`; `HEAD` is answered by what answers `GET`
 * @path: the path asked, without a query
 * @id: (out) (optional) (nullable) (transfer full): what stands for `:id`, as sent
 * @error: %ROUNDS_PROBLEM_NOT_FOUND `NO_SUCH_PATH`, or %ROUNDS_PROBLEM_METHOD `METHOD_NOT_ALLOWED`, see rounds_routes_get_allowed()
 *
 * Returns: (transfer none) (nullable): the route
 */
const RoundsRoute *
rounds_routes_match (const char  *method,
                     const char  *path,
                     char       **id,
                     GError     **error)
{
  GPtrArray *routes = get_routes ();
  gboolean is_path = FALSE;

  if (g_str_equal (method, "HEAD"))
    method = "GET";

  for (guint i = 0; i < routes->len; i++)
    {
      const RoundsRoute *route = g_ptr_array_index (routes, i);
      const char *start;
      gsize length;

      if (!matches (route->pattern, path, &start, &length))
        continue;

      is_path = TRUE;
      if (!g_str_equal (route->method, method))
        continue;

      if (id != NULL)
        *id = start != NULL ? g_strndup (start, length) : NULL;
      return route;
    }

  if (is_path)
    rounds_problem_set (error, ROUNDS_PROBLEM_METHOD, "METHOD_NOT_ALLOWED", _("This address does not take the method used"));
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NO_SUCH_PATH", _("There is nothing at this address"));
  return NULL;
}

/**
 * rounds_routes_get_allowed:
 * @path: the path asked
 *
 * Returns: (transfer full): the methods it takes, for an `Allow` header (RFC 9110, section 10.2.1)
 */
char *
rounds_routes_get_allowed (const char *path)
{
  GPtrArray *routes = get_routes ();
  GString *allowed = g_string_new (NULL);

  for (guint i = 0; i < routes->len; i++)
    {
      const RoundsRoute *route = g_ptr_array_index (routes, i);
      const char *start;
      gsize length;

      if (!matches (route->pattern, path, &start, &length) || strstr (allowed->str, route->method) != NULL)
        continue;

      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", route->method);
      if (g_str_equal (route->method, "GET"))
        g_string_append (allowed, ", HEAD");
    }

  return g_string_free_and_steal (allowed);
}

/* Whether @parameter is, or with its group left out may stand for, a field of @info. */
static gboolean
is_field (const RoundsEntityInfo *info,
          const char             *parameter)
{
  /* Which custom fields there are, the database knows. */
  if (rounds_entity_info_find (info, ROUNDS_CUSTOM_FIELD_NAME) != NULL && g_str_has_prefix (parameter, ROUNDS_CUSTOM_FIELD_NAME "."))
    return TRUE;

  for (guint i = 0; i < info->n_fields; i++)
    if (rounds_field_is_asked (&info->fields[i]) &&
        (g_str_equal (info->fields[i].json_path, parameter) || g_str_equal (info->fields[i].json_key, parameter)))
      return TRUE;

  return FALSE;
}

/**
 * rounds_route_takes:
 * @parameter: the name of a query parameter
 *
 * Returns: whether the route knows it
 */
gboolean
rounds_route_takes (const RoundsRoute *self,
                    const char        *parameter)
{
  g_auto(GStrv) names = NULL;

  if (self->parameters == NULL)
    return FALSE;

  names = g_strsplit (self->parameters, " ", -1);
  if (g_strv_contains ((const char * const *) names, parameter) && !g_str_equal (parameter, "*"))
    return TRUE;

  return self->info != NULL && g_strv_contains ((const char * const *) names, "*") && is_field (self->info, parameter);
}
