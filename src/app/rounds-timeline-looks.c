/* rounds-timeline-looks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-timeline-looks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/rounds-looks.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-time.h"

#define LONG_LINE 72 /* characters; more may not fit beside the time */

static const RoundsTimelineGroup groups[] = {
  { "call", N_("Calls"), "call-start-symbolic", { "call" } },
  { "meeting", N_("Meetings"), "x-office-calendar-symbolic", { "meeting" } },
  { "email", N_("E-mails"), "mail-unread-symbolic", { "email" } },
  { "note", N_("Notes"), "rounds-note-symbolic", { "note" } },
  { "task", N_("Tasks"), "object-select-symbolic", { "task" } },
  { "reminder", N_("Reminders"), "alarm-symbolic", { "reminder" } },
  { "deal", N_("Deals"), "rounds-pipeline-symbolic", { "stage_change" } },
  { "quote", N_("Quotes"), "rounds-quote-symbolic", { "quote" } },
  { "invoice", N_("Invoices"), "rounds-invoice-symbolic", { "invoice", "credit_note" } },
  { "document", N_("Documents"), "mail-attachment-symbolic", { "document" } },
};

/* What a thing is called; the first line that fits. @icon_name where it is not that of the group. */
static const struct
{
  const char *type;
  const char *status;
  const char *label;
  const char *icon_name;
} kinds[] = {
  { "call", "incoming", N_("Incoming call"), "call-incoming-symbolic" },
  { "call", "missed", N_("Missed call"), "call-missed-symbolic" },
  { "call", "outgoing", N_("Outgoing call"), "call-outgoing-symbolic" },
  { "call", NULL, N_("Call"), NULL },
  { "meeting", "cancelled", N_("Cancelled meeting"), NULL },
  { "meeting", NULL, N_("Meeting"), NULL },
  { "email", "incoming", N_("E-mail received"), NULL },
  { "email", "outgoing", N_("E-mail sent"), "mail-send-symbolic" },
  { "email", NULL, N_("E-mail"), NULL },
  { "note", NULL, N_("Note"), NULL },
  { "task", NULL, N_("Task done"), NULL },
  { "reminder", NULL, N_("Reminder done"), NULL },
  { "stage_change", "closed_won", N_("Deal won"), NULL },
  { "stage_change", "closed_lost", N_("Deal lost"), NULL },
  { "stage_change", NULL, N_("Deal moved"), NULL },
  { "quote_sent", NULL, N_("Quote sent"), NULL },
  { "quote_accepted", NULL, N_("Quote accepted"), NULL },
  { "quote_rejected", NULL, N_("Quote refused"), NULL },
  { "invoice_issued", NULL, N_("Invoice issued"), NULL },
  { "invoice_paid", NULL, N_("Invoice paid"), NULL },
  { "credit_note_issued", NULL, N_("Credit note issued"), NULL },
  { "document", NULL, N_("Document added"), NULL },
};

static gboolean
is_of_group (const char                *type,
             const RoundsTimelineGroup *group)
{
  for (guint i = 0; group->types[i] != NULL; i++)
    if (g_str_has_prefix (type, group->types[i]))
      return TRUE;

  return FALSE;
}

static int
find_kind (const RoundsTimelineItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, item->type) && (kinds[i].status == NULL || g_strcmp0 (kinds[i].status, item->status) == 0))
      return (int) i;

  return -1;
}

static const char *
get_stage_label (const char *stage)
{
  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    if (g_strcmp0 (rounds_stage_choices[i].value, stage) == 0)
      return _(rounds_stage_choices[i].label);

  return stage;
}

/* What was said is told by its text; all else by its name. */
static gboolean
is_told_by_text (const RoundsTimelineItem *item)
{
  return g_str_equal (item->type, "call") && item->text != NULL && item->text[0] != '\0';
}

static char *
flatten (const char *text)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\n\r\t", -1);
  g_autoptr(GString) flat = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (line[0] != '\0')
        g_string_append_printf (flat, "%s%s", flat->len > 0 ? " " : "", line);
    }

  return g_strdup (flat->str);
}

/* Whether a text says no more than the line above it. */
static gboolean
is_said_by (const char *text,
            const char *headline)
{
  g_autofree char *flat = flatten (text);

  return g_str_equal (flat, headline) && strpbrk (text, "\n") == NULL && g_utf8_strlen (flat, -1) <= LONG_LINE;
}

/**
 * rounds_timeline_looks_get_groups:
 * @n_groups: (out): how many
 *
 * Returns: (transfer none) (array length=n_groups): the kinds of thing that a person can choose from
 */
const RoundsTimelineGroup *
rounds_timeline_looks_get_groups (guint *n_groups)
{
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

/**
 * rounds_timeline_looks_get_group:
 *
 * Returns: (transfer none): the kind of thing it is
 */
const RoundsTimelineGroup *
rounds_timeline_looks_get_group (const RoundsTimelineItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (is_of_group (item->type, &groups[i]))
      return &groups[i];

  return &groups[G_N_ELEMENTS (groups) - 1];
}

/**
 * rounds_timeline_looks_icon:
 *
 * Returns: the name of a symbolic icon
 */
const char *
rounds_timeline_looks_icon (const RoundsTimelineItem *item)
{
  int kind = find_kind (item);

  return kind >= 0 && kinds[kind].icon_name != NULL ? kinds[kind].icon_name : rounds_timeline_looks_get_group (item)->icon_name;
}

/**
 * rounds_timeline_looks_kind:
 *
 * Returns: what happened, such as “Outgoing call”, translated
 */
const char *
rounds_timeline_looks_kind (const RoundsTimelineItem *item)
{
  int kind = find_kind (item);

  if (g_str_equal (item->type, "stage_change") && item->from_status == NULL)
    return _("New deal");
  return kind >= 0 ? _(kinds[kind].label) : item->type;
}

/* Of the deal that all is about. */
static char *
dup_move (const RoundsTimelineItem *item)
{
  if (item->from_status == NULL)
    /* Translators: the stage that a deal began in */
    return g_strdup_printf (_("Began in %s"), get_stage_label (item->status));
  /* Translators: the stage that a deal was moved from, and the one it was moved to */
  return g_strdup_printf (_("%s → %s"), get_stage_label (item->from_status), get_stage_label (item->status));
}

/**
 * rounds_timeline_looks_headline:
 *
 * Returns: (transfer full): the one line that says it
 */
char *
rounds_timeline_looks_headline (const RoundsTimelineItem *item)
{
  if (g_str_equal (item->type, "stage_change") && item->title == NULL)
    return dup_move (item);
  if (g_str_equal (item->type, "stage_change") && item->from_status != NULL)
    /* Translators: a deal, the stage it came from and the stage it came to */
    return g_strdup_printf (_("%s: %s → %s"), item->title, get_stage_label (item->from_status), get_stage_label (item->status));

  if (is_told_by_text (item))
    return flatten (item->text);
  if (item->title != NULL && item->title[0] != '\0')
    return flatten (item->title);
  if (item->contact_name != NULL)
    return g_strdup (item->contact_name);

  return g_strdup (rounds_timeline_looks_kind (item));
}

static void
add_part (GString    *line,
          const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/**
 * rounds_timeline_looks_byline:
 *
 * Returns: (transfer full): what it was, for how much, with whom and by whom, in one line
 */
char *
rounds_timeline_looks_byline (const RoundsTimelineItem *item)
{
  g_autoptr(GString) line = g_string_new (rounds_timeline_looks_kind (item));

  if (item->has_amount)
    {
      g_autofree char *amount = rounds_money_format (item->amount, item->currency != NULL ? item->currency : "EUR",
                                                     item->amount % 100 == 0 ? ROUNDS_MONEY_WHOLE : ROUNDS_MONEY_EXACT);
      add_part (line, amount);
    }
  add_part (line, item->contact_name);
  add_part (line, item->user_name);

  return g_strdup (line->str);
}

/**
 * rounds_timeline_looks_details:
 *
 * Returns: (transfer full) (nullable): what else there is to say; %NULL when the two lines say it all
 */
char *
rounds_timeline_looks_details (const RoundsTimelineItem *item)
{
  g_autofree char *headline = rounds_timeline_looks_headline (item);
  g_autoptr(GString) details = g_string_new (NULL);

  if (item->text != NULL && item->text[0] != '\0' && !is_said_by (item->text, headline))
    g_string_append (details, item->text);
  else if (g_utf8_strlen (headline, -1) > LONG_LINE)
    g_string_append (details, headline);

  if (item->title != NULL && is_told_by_text (item))
    g_string_append_printf (details, "%s%s", details->len > 0 ? "\n" : "", item->title);
  if (item->opportunity_name != NULL && !g_str_equal (item->type, "stage_change"))
    {
      g_autofree char *deal = NULL;

      /* Translators: %s is the name of a deal */
      deal = g_strdup_printf (_("Deal: %s"), item->opportunity_name);
      g_string_append_printf (details, "%s%s", details->len > 0 ? "\n" : "", deal);
    }

  return details->len > 0 ? g_strdup (details->str) : NULL;
}

/**
 * rounds_timeline_looks_time:
 *
 * Returns: (transfer full): the hour it was for the person
 */
char *
rounds_timeline_looks_time (gint64 instant)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);

  /* Translators: an hour of the day, as in 09:30; see g_date_time_format() */
  return g_date_time_format (local, C_("time of day", "%H:%M"));
}

static char *
capitalize (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

/**
 * rounds_timeline_looks_day:
 * @day: YYYY-MM-DD
 * @today: the same for now
 *
 * Returns: (transfer full): a day as a heading: “Today”, “Yesterday”, “Monday, 12 January”, with the year when it is another one
 */
char *
rounds_timeline_looks_day (const char *day,
                           const char *today)
{
  g_autofree char *text = NULL;

  if (ABS (rounds_date_difference (today, day)) <= 1)
    {
      text = rounds_date_format_near (day, today);
    }
  else
    {
      GDate date;
      g_autoptr(GDateTime) time = NULL;

      rounds_date_parse (day, &date);
      time = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
      text = g_date_time_format (time, strncmp (day, today, 4) == 0
                                       /* Translators: a day of this year, as in Monday, 12 January; see g_date_time_format() */
                                       ? C_("day heading", "%A, %-d %B")
                                       /* Translators: a day of another year, as in Monday, 12 January 2026 */
                                       : C_("day heading", "%A, %-d %B %Y"));
    }

  return capitalize (text);
}

/**
 * rounds_timeline_looks_sentence:
 *
 * Returns: (transfer full): kind, date and text, as a screen reader says it
 */
char *
rounds_timeline_looks_sentence (const RoundsTimelineItem *item)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = rounds_instant_to_date (item->at, zone);
  g_autofree char *near = rounds_date_format_near (date, today);
  g_autofree char *time = rounds_timeline_looks_time (item->at);
  g_autofree char *headline = rounds_timeline_looks_headline (item);
  g_autofree char *byline = rounds_timeline_looks_byline (item);

  /* Translators: what it was and with whom, the day, the hour, what was said: read aloud */
  return g_strdup_printf (_("%s, %s %s: %s"), byline, near, time, headline);
}
