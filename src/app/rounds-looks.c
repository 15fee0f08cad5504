/* rounds-looks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-looks.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-invoice-amounts.h"
#include "rules/rounds-quote-rules.h"

typedef struct
{
  const char *value;
  const char *looks;
} Look;

static const Look institution_icons[] = {
  { "hospital", "rounds-hospital-symbolic" },
  { "clinic", "rounds-clinic-symbolic" },
  { "medical_center", "rounds-medical-center-symbolic" },
  { "specialty_clinic", "rounds-clinic-symbolic" },
  { "care_home", "rounds-care-home-symbolic" },
  { "laboratory", "rounds-laboratory-symbolic" },
  { "pharmacy", "rounds-pharmacy-symbolic" },
  { NULL, "rounds-building-symbolic" },
};

static const Look kind_icons[] = {
  { "institution", "rounds-hospital-symbolic" },
  { "contact", "avatar-default-symbolic" },
  { "opportunity", "rounds-pipeline-symbolic" },
  { "quote", "rounds-quote-symbolic" },
  { "invoice", "rounds-invoice-symbolic" },
  { "task", "checkbox-symbolic" },
  { "meeting", "x-office-calendar-symbolic" },
  { "call", "call-start-symbolic" },
  { "note", "rounds-note-symbolic" },
  { "reminder", "alarm-symbolic" },
  { "email-message", "mail-unread-symbolic" },
  { NULL, "x-office-document-symbolic" },
};

/* A status of a meeting, an invoice or a deal, or a role in a decision: the colour, never without the icon and the word. */
static const Look status_classes[] = {
  { "paid", "success" },
  { "completed", "success" },
  { "closed_won", "success" },
  { "overdue", "error" },
  { "partially_paid", "warning" },
  { "sent", "accent" },
  { "scheduled", "accent" },
  { "in_progress", "accent" },
  { "decision_maker", "accent" },
  { "champion", "success" },
  { "opponent", "error" },
  { NULL, "neutral" },
};

static const Look status_icons[] = {
  { "paid", "object-select-symbolic" },
  { "completed", "object-select-symbolic" },
  { "closed_won", "object-select-symbolic" },
  { "overdue", "task-past-due-symbolic" },
  { "partially_paid", "content-loading-symbolic" },
  { "sent", "mail-send-symbolic" },
  { "scheduled", "x-office-calendar-symbolic" },
  { "in_progress", "media-playback-start-symbolic" },
  { "draft", "document-edit-symbolic" },
  { "decision_maker", "starred-symbolic" },
  { "champion", "emblem-favorite-symbolic" },
  { "opponent", "dialog-warning-symbolic" },
  { "buyer", "rounds-revenue-symbolic" },
  { "influencer", "user-available-symbolic" },
  { "technical", "preferences-system-symbolic" },
  { "user", "avatar-default-symbolic" },
  { "cancelled", "window-close-symbolic" },
  { "closed_lost", "window-close-symbolic" },
  { NULL, "media-record-symbolic" },
};

static const struct
{
  const char *section;
  const char *title;
} sections[] = {
  { "commercial", N_("Commercial") },
  { "billing", N_("Billing") },
  { "address", N_("Address") },
  { "medicalProfile", N_("Medical profile") },
  { ROUNDS_CUSTOM_FIELD_NAME, N_("Custom fields") },
};

static const char *
find_look (const Look *looks,
           const char *value)
{
  while (looks->value != NULL && g_strcmp0 (looks->value, value) != 0)
    looks++;
  return looks->looks;
}

static const char *
get_currency (RoundsEntity *entity)
{
  const char *currency = rounds_entity_info_find (rounds_entity_get_info (entity), "currency") != NULL
                         ? rounds_entity_get_text (entity, "currency") : NULL;

  return currency != NULL ? currency : "EUR";
}

/**
 * rounds_looks_institution_icon:
 * @type: (nullable): an institution's type
 *
 * Returns: the name of a symbolic icon
 */
const char *
rounds_looks_institution_icon (const char *type)
{
  return find_look (institution_icons, type);
}

/**
 * rounds_looks_kind_icon:
 * @kind: of a record
 *
 * Returns: the name of a symbolic icon that stands for any record of that kind
 */
const char *
rounds_looks_kind_icon (const char *kind)
{
  return find_look (kind_icons, kind);
}

/**
 * rounds_looks_status_class:
 * @status: (nullable): as stored
 *
 * Returns: a style class: `success`, `warning`, `error`, `accent` or `neutral`
 */
const char *
rounds_looks_status_class (const char *status)
{
  return find_look (status_classes, status);
}

/**
 * rounds_looks_status_icon:
 * @status: (nullable): as stored
 *
 * Returns: the name of a symbolic icon
 */
const char *
rounds_looks_status_icon (const char *status)
{
  return find_look (status_icons, status);
}

/**
 * rounds_looks_section_title:
 * @section: (nullable): of rounds_field_get_section(), such as `address`
 *
 * Returns: what it is called, translated; an empty text for the fields outside any
 */
const char *
rounds_looks_section_title (const char *section)
{
  for (guint i = 0; section != NULL && i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].section, section))
      return _(sections[i].title);

  return "";
}

/* What the dates and the payments say today, not what was true when the record was last written. */
static RoundsInvoiceStatus
compute_invoice_status (RoundsEntity *invoice)
{
  g_autofree char *today = rounds_looks_today ();
  RoundsInvoiceState state;

  rounds_invoice_get_state (invoice, &state);
  /* What of a credit note is to be paid back does not depend on the day. */
  return rounds_credit_note_is (invoice) ? rounds_invoice_get_status (invoice) : rounds_invoice_compute_status (&state, today);
}

/**
 * rounds_looks_document_status:
 * @document: a quote or an invoice
 *
 * Returns: (transfer none): the status it has today
 */
const char *
rounds_looks_document_status (RoundsEntity *document)
{
  g_autofree char *today = rounds_looks_today ();
  RoundsQuoteStatus stored;

  if (rounds_entity_info_find (rounds_entity_get_info (document), "valid-until") == NULL)
    return rounds_invoice_status_to_text (compute_invoice_status (document));

  stored = rounds_quote_status_from_text (rounds_entity_get_text (document, "status"));
  return rounds_quote_status_to_text (rounds_quote_compute_status (stored, rounds_entity_get_text (document, "valid-until"), today));
}

/**
 * rounds_looks_choice:
 *
 * Returns: (transfer full): a field as a person reads it, empty for null
 */
char *
rounds_looks_choice (RoundsEntity *entity,
                     const char   *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), name);

  return rounds_field_format (field, rounds_entity_get_value (entity, field));
}

/**
 * rounds_looks_field:
 * @field: one of the kind's own fields, or a custom one; a reference reads as its id
 *
 * Returns: (transfer full): the field as a person reads it in a list, empty for null: money with the record's currency, seconds as
 *   minutes, entries of a list one after the other
 */
char *
rounds_looks_field (RoundsEntity      *entity,
                    const RoundsField *field)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  rounds_field_read (field, entity, &value);
  if (value.type == ROUNDS_VALUE_INTEGER && field->type == ROUNDS_FIELD_MONEY)
    return rounds_money_format (value.integer, get_currency (entity), ROUNDS_MONEY_EXACT);
  if (field->type == ROUNDS_FIELD_TEXT_LIST && !(field->flags & ROUNDS_FIELD_CUSTOM))
    {
      g_auto(GStrv) entries = rounds_entity_dup_list (entity, field->name);

      return entries != NULL ? g_strjoinv (", ", entries) : g_strdup ("");
    }

  if (value.type == ROUNDS_VALUE_INTEGER && g_strcmp0 (field->unit, "seconds") == 0)
    return g_strdup_printf ("%d:%02d", (int) (value.integer / 60), (int) (value.integer % 60));
  if (value.type == ROUNDS_VALUE_INTEGER && g_strcmp0 (field->unit, "%") == 0)
    return rounds_looks_percent (value.integer, 0);

  return rounds_field_format (field, &value);
}

/**
 * rounds_looks_percent:
 * @value: a number of percents x 10^@scale
 * @scale: digits after the point, 0..18
 *
 * Returns: (transfer full): it with its sign, as the language of the person sets it: "5.5%", "5,5 %"
 */
char *
rounds_looks_percent (gint64 value,
                      guint  scale)
{
  g_autofree char *number = rounds_number_format (value, scale, 0);

  /* Translators: a number of percents, with a no-break space before the sign where the language has one */
  return g_strdup_printf (_("%s%%"), number);
}

/**
 * rounds_looks_money:
 *
 * Returns: (transfer full): an amount with the record's currency, cents only where there are some
 */
char *
rounds_looks_money (RoundsEntity *entity,
                    const char   *name)
{
  gint64 amount = rounds_entity_get_integer (entity, name);

  return rounds_money_format (amount, get_currency (entity),
                              amount % 100 == 0 ? ROUNDS_MONEY_WHOLE : ROUNDS_MONEY_EXACT);
}

/**
 * rounds_looks_date_near:
 *
 * Returns: (transfer full): a date in words when it is near, empty for null
 */
char *
rounds_looks_date_near (RoundsEntity *entity,
                        const char   *name)
{
  g_autofree char *today = rounds_looks_today ();
  const char *date = rounds_entity_get_text (entity, name);

  return date != NULL ? rounds_date_format_near (date, today) : g_strdup ("");
}

/**
 * rounds_looks_instant_near:
 * @instant: microseconds since the Unix epoch
 *
 * Returns: (transfer full): day and hour in words when they are near, such as “tomorrow 10:00” or “Friday 10:00”; days ago when it has
 *   passed
 */
char *
rounds_looks_instant_near (gint64 instant)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;
  int days;

  if (local == NULL)
    return g_strdup ("");

  date = rounds_instant_to_date (instant, zone);
  days = rounds_date_difference (today, date);
  if (days < -1)
    return rounds_date_format_near (date, today);
  if (days > 7)
    return rounds_instant_format (instant, zone);

  day = days < 2 ? rounds_date_format_near (date, today) : g_date_time_format (local, "%A");
  hour = g_date_time_format (local, "%H:%M");
  /* Translators: a day and an hour, such as "tomorrow 10:00" or "Friday 10:00" */
  return g_strdup_printf (C_("day and hour", "%s %s"), day, hour);
}

/**
 * rounds_looks_place:
 *
 * Returns: (transfer full): where an institution is, such as "Nantes (44)"; empty when that is not known
 */
char *
rounds_looks_place (RoundsEntity *institution)
{
  const char *city = rounds_entity_get_text (institution, "city");
  const char *zip_code = rounds_entity_get_text (institution, "zip-code");
  g_autofree char *department = NULL;

  /* Overseas departments have three figures. */
  if (zip_code != NULL && strlen (zip_code) == 5)
    department = g_strndup (zip_code, g_str_has_prefix (zip_code, "97") ? 3 : 2);

  if (city != NULL && department != NULL)
    return g_strdup_printf ("%s (%s)", city, department);
  return g_strdup (city != NULL ? city : "");
}

/**
 * rounds_looks_today:
 *
 * Returns: (transfer full): the day it is for the person, YYYY-MM-DD
 */
char *
rounds_looks_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/**
 * rounds_looks_month:
 * @month: YYYY-MM
 *
 * Returns: (transfer full): as short as a month can be understood, such as “Nov”
 */
char *
rounds_looks_month (const char *month)
{
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *text = g_strdup_printf ("%s-01T00:00:00Z", month);

  date = g_date_time_new_from_iso8601 (text, NULL);
  return date != NULL ? g_date_time_format (date, "%b") : g_strdup (month);
}
