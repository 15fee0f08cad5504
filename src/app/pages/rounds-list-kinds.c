/* rounds-list-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-kinds.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

static const char *
search_institutions (guint n_records)
{
  return ngettext ("Search %s institution", "Search %s institutions", n_records);
}

static const char *
search_contacts (guint n_records)
{
  return ngettext ("Search %s contact", "Search %s contacts", n_records);
}

static const char *
search_deals (guint n_records)
{
  return ngettext ("Search %s deal", "Search %s deals", n_records);
}

static const char *
search_quotes (guint n_records)
{
  return ngettext ("Search %s quote", "Search %s quotes", n_records);
}

static const char *
search_invoices (guint n_records)
{
  return ngettext ("Search %s invoice", "Search %s invoices", n_records);
}

static const char *
search_tasks (guint n_records)
{
  return ngettext ("Search %s task", "Search %s tasks", n_records);
}

static const char *
search_meetings (guint n_records)
{
  return ngettext ("Search %s meeting", "Search %s meetings", n_records);
}

static const char *
search_calls (guint n_records)
{
  return ngettext ("Search %s call", "Search %s calls", n_records);
}

static const char *
search_notes (guint n_records)
{
  return ngettext ("Search %s note", "Search %s notes", n_records);
}

static const char *
count_institutions (guint n_records)
{
  return ngettext ("%s institution", "%s institutions", n_records);
}

static const char *
count_contacts (guint n_records)
{
  return ngettext ("%s contact", "%s contacts", n_records);
}

static const char *
count_deals (guint n_records)
{
  return ngettext ("%s deal", "%s deals", n_records);
}

static const char *
count_quotes (guint n_records)
{
  return ngettext ("%s quote", "%s quotes", n_records);
}

static const char *
count_invoices (guint n_records)
{
  return ngettext ("%s invoice", "%s invoices", n_records);
}

static const char *
count_tasks (guint n_records)
{
  return ngettext ("%s task", "%s tasks", n_records);
}

static const char *
count_meetings (guint n_records)
{
  return ngettext ("%s meeting", "%s meetings", n_records);
}

static const char *
count_calls (guint n_records)
{
  return ngettext ("%s call", "%s calls", n_records);
}

static const char *
count_notes (guint n_records)
{
  return ngettext ("%s note", "%s notes", n_records);
}

#define MINE(field) "{\"field\":\"" field "\",\"op\":\"in\",\"value\":[{\"me\":true}]}"
#define STATUS(values) "{\"field\":\"status\",\"op\":\"in\",\"value\":[" values "]}"
#define TODAY "{\"daysAgo\":0}"
#define OPEN_DEALS "{\"field\":\"stage\",\"op\":\"notIn\",\"value\":[\"closed_won\",\"closed_lost\"]}"
#define OPEN_TASKS STATUS ("\"todo\",\"in_progress\"")
#define UNPAID STATUS ("\"sent\",\"partially_paid\",\"overdue\"")

static const RoundsListKind kinds[] = {
  {
    .kind = "institution",
    .icon_name = "rounds-hospital-symbolic",
    .columns = { "name", "type", "city", "state", "bed-capacity", "assigned-user-id", NULL },
    .sort = "name",
    .quick = { "type", "state", "assigned-user-id", NULL },
    .details = { "type", "city", NULL },
    .can_import = TRUE,
    .views = {
      { "all", N_("All institutions") },
      { "mine", N_("Mine"), MINE ("assignedUserId") },
    },
    .search = search_institutions,
    .count = count_institutions,
    .search_all = N_("Search institutions"),
    .create_label = N_("_New Institution…"),
    .empty_title = N_("No Institutions Yet"),
    .empty_description = N_("Import a register of hospitals and clinics, or add the first one by hand."),
  },
  {
    .kind = "contact",
    .icon_name = "avatar-default-symbolic",
    .columns = { "last-name", "title", "institution-id", "department", "phone", "email", NULL },
    .sort = "last-name",
    .quick = { "decision-role", "department", "is-active", NULL },
    .details = { "title", "institution-id", NULL },
    .views = {
      { "all", N_("All contacts") },
    },
    .search = search_contacts,
    .count = count_contacts,
    .search_all = N_("Search contacts"),
    .create_label = N_("_New Contact…"),
    .empty_title = N_("No Contacts Yet"),
    .empty_description = N_("The people you talk to at hospitals and clinics, with how to reach them."),
  },
  {
    .kind = "opportunity",
    .icon_name = "rounds-pipeline-symbolic",
    .columns = { "name", "institution-id", "stage", "value", "probability", "expected-close-date", "assigned-user-id", NULL },
    .sort = "expected-close-date",
    .descending = TRUE,
    .quick = { "stage", "assigned-user-id", "lead-source-id", NULL },
    .details = { "institution-id", "value", NULL },
    .counted = "{\"not\":{\"field\":\"stage\",\"op\":\"in\",\"value\":[\"closed_won\",\"closed_lost\"]}}",
    .views = {
      { "all", N_("All deals") },
      { "open", N_("Open, soonest first"), OPEN_DEALS, "expected-close-date" },
      { "mine", N_("Mine, open"), "{\"and\":[" OPEN_DEALS "," MINE ("assignedUserId") "]}", "expected-close-date" },
    },
    .search = search_deals,
    .count = count_deals,
    .search_all = N_("Search deals"),
    .create_label = N_("_New Deal…"),
    .empty_title = N_("No Deals Yet"),
    .empty_description = N_("Each deal says what may be sold, to whom, for how much and until when."),
  },
  {
    .kind = "quote",
    .icon_name = "rounds-quote-symbolic",
    .columns = { "title", "quote-number", "institution-id", "status", "total", "valid-until", "assigned-user-id", NULL },
    .sort = "quote-number",
    .descending = TRUE,
    .quick = { "status", "assigned-user-id", NULL },
    .details = { "institution-id", "status", NULL },
    .counted = "{\"field\":\"status\",\"op\":\"in\",\"value\":[\"draft\",\"sent\"]}",
    .views = {
      { "all", N_("All quotes") },
      { "waiting", N_("Sent, waiting"), STATUS ("\"sent\""), "valid-until" },
    },
    .search = search_quotes,
    .count = count_quotes,
    .search_all = N_("Search quotes"),
    .create_label = N_("_New Quote…"),
    .empty_title = N_("No Quotes Yet"),
    .empty_description = N_("A quote is an offer with its lines and prices; an accepted one becomes an invoice."),
  },
  {
    .kind = "invoice",
    .icon_name = "rounds-invoice-symbolic",
    .columns = { "title", "invoice-number", "institution-id", "status", "total", "due-date", "remaining-amount", "issue-date", NULL },
    .sort = "issue-date",
    .descending = TRUE,
    .quick = { "status", "type", "assigned-user-id", NULL },
    .details = { "institution-id", "status", NULL },
    .counted = "{\"field\":\"status\",\"op\":\"in\",\"value\":[\"sent\",\"partially_paid\",\"overdue\"]}",
    .views = {
      { "all", N_("All invoices") },
      { "overdue", N_("Overdue"), "{\"and\":[" UNPAID ",{\"field\":\"dueDate\",\"op\":\"lt\",\"value\":" TODAY "}]}", "due-date" },
    },
    .search = search_invoices,
    .count = count_invoices,
    .search_all = N_("Search invoices"),
    .create_label = N_("_New Invoice…"),
    .empty_title = N_("No Invoices Yet"),
    .empty_description = N_("Invoices come from accepted quotes, or are written here; what is unpaid stays in sight."),
  },
  {
    .kind = "task",
    .icon_name = "checkbox-checked-symbolic",
    .columns = { "title", "institution-id", "status", "priority", "due-date", "assignee-id", NULL },
    .sort = "due-date",
    .descending = TRUE,
    .quick = { "status", "priority", "assignee-id", NULL },
    .details = { "due-date", "status", NULL },
    .counted = "{\"field\":\"status\",\"op\":\"in\",\"value\":[\"todo\",\"in_progress\"]}",
    .views = {
      { "open", N_("Open, soonest first"), OPEN_TASKS, "due-date" },
      { "mine", N_("Mine, open"), "{\"and\":[" OPEN_TASKS "," MINE ("assigneeId") "]}", "due-date" },
      { "all", N_("All tasks") },
    },
    .search = search_tasks,
    .count = count_tasks,
    .search_all = N_("Search tasks"),
    .create_label = N_("_New Task…"),
    .empty_title = N_("No Tasks Yet"),
    .empty_description = N_("What is to be done, by whom and until when."),
  },
  {
    .kind = "meeting",
    .icon_name = "x-office-calendar-symbolic",
    .columns = { "title", "institution-id", "start-date", "location", "status", "organizer-id", NULL },
    .sort = "start-date",
    .descending = TRUE,
    .quick = { "status", "organizer-id", NULL },
    .details = { "start-date", "institution-id", NULL },
    .views = {
      { "all", N_("All meetings") },
      { "coming", N_("Coming"), "{\"and\":[{\"field\":\"startDate\",\"op\":\"gte\",\"value\":" TODAY
        "},{\"field\":\"status\",\"op\":\"notIn\",\"value\":[\"cancelled\"]}]}", "start-date" },
    },
    .search = search_meetings,
    .count = count_meetings,
    .search_all = N_("Search meetings"),
    .create_label = N_("_New Meeting…"),
    .empty_title = N_("No Meetings Yet"),
    .empty_description = N_("Meetings with the people you sell to, for your own calendar too."),
  },
  {
    .kind = "call",
    .icon_name = "call-start-symbolic",
    .columns = { "phone-number", "call-type", "institution-id", "contact-person-id", "call-date", "duration", "user-id", NULL },
    .sort = "call-date",
    .descending = TRUE,
    .quick = { "call-type", "user-id", NULL },
    .details = { "call-date", "institution-id", NULL },
    .views = {
      { "all", N_("All calls") },
    },
    .search = search_calls,
    .count = count_calls,
    .search_all = N_("Search calls"),
    .create_label = N_("_New Call…"),
    .empty_title = N_("No Calls Yet"),
    .empty_description = N_("Calls that were made, taken or missed, and what was said."),
  },
  {
    .kind = "note",
    .icon_name = "rounds-note-symbolic",
    .columns = { "title", "institution-id", "contact-person-id", "created-at", "creator-id", NULL },
    .sort = "created-at",
    .descending = TRUE,
    .quick = { "is-private", "creator-id", NULL },
    .details = { "created-at", "institution-id", NULL },
    .views = {
      { "all", N_("All notes") },
    },
    .search = search_notes,
    .count = count_notes,
    .search_all = N_("Search notes"),
    .create_label = N_("_New Note…"),
    .empty_title = N_("No Notes Yet"),
    .empty_description = N_("What is worth remembering about an institution, a contact or a deal."),
  },
};

/**
 * rounds_list_kind_find:
 * @kind: a kind of record
 *
 * Returns: (nullable) (transfer none): what it wants of its list; %NULL when it has none
 */
const RoundsListKind *
rounds_list_kind_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return &kinds[i];

  return NULL;
}

/**
 * rounds_list_kind_get_info:
 *
 * Returns: (transfer none): the kind's table of fields
 */
const RoundsEntityInfo *
rounds_list_kind_get_info (const RoundsListKind *self)
{
  return rounds_registry_find (self->kind);
}

/**
 * rounds_list_kind_get_title:
 *
 * Returns: (transfer none): the field whose column names the records
 */
const RoundsField *
rounds_list_kind_get_title (const RoundsListKind *self)
{
  const RoundsEntityInfo *info = rounds_list_kind_get_info (self);

  return rounds_entity_info_find (info, info->title_field);
}

/**
 * rounds_list_kind_get_label:
 * @field: a field of the kind
 *
 * Returns: (transfer none): what stands over its column; that of people holds first and last name
 */
const char *
rounds_list_kind_get_label (const RoundsListKind *self,
                            const RoundsField    *field)
{
  if (field == rounds_list_kind_get_title (self) && rounds_entity_info_find (rounds_list_kind_get_info (self), "first-name") != NULL)
    return _("Name");

  return rounds_field_get_label (field);
}

/**
 * rounds_list_kind_count:
 *
 * Asked off the main thread.
 *
 * Returns: how many records the sidebar counts; -1 with @error set
 */
gint64
rounds_list_kind_count (const RoundsListKind  *self,
                        RoundsDatabase        *database,
                        GError               **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_list_kind_get_info (self));

  if (self->counted != NULL)
    {
      g_autoptr(JsonNode) node = json_from_string (self->counted, error);
      g_autoptr(RoundsFilter) filter = node != NULL ? rounds_filter_from_json (rounds_query_get_info (query), node, error) : NULL;

      if (filter == NULL)
        return -1;
      rounds_query_set_filter (query, filter);
    }

  return rounds_repository_count (database, query, error);
}

/**
 * rounds_list_kind_format_count:
 * @n_records: how many
 * @number: the same, as it reads
 *
 * Returns: (transfer full): number and word: "1,234 institutions"
 */
char *
rounds_list_kind_format_count (const RoundsListKind *self,
                               guint                 n_records,
                               const char           *number)
{
  g_auto(GStrv) parts = g_strsplit (self->count (n_records), "%s", 2);

  return g_strjoinv (number, parts);
}

/**
 * rounds_list_kind_find_view:
 * @name: (nullable): of a view that the list has by itself
 *
 * Returns: (transfer none): the view; the first when there is none of that name
 */
const RoundsListKindView *
rounds_list_kind_find_view (const RoundsListKind *self,
                            const char           *name)
{
  for (guint i = 0; self->views[i].name != NULL; i++)
    if (g_strcmp0 (self->views[i].name, name) == 0)
      return &self->views[i];

  return &self->views[0];
}
