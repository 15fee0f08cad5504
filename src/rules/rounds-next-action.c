/* rounds-next-action.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-next-action.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-time.h"

/* A kind calls from @from to @to days after its date (before it when negative); the first line of a kind that holds counts. */
static const struct
{
  RoundsSignalKind kind;
  int from;
  int to;
  RoundsPriority priority;
  int due_in;
} rules[] = {
  { ROUNDS_SIGNAL_OVERDUE_INVOICE, 1, G_MAXINT, ROUNDS_PRIORITY_URGENT, 0 },
  { ROUNDS_SIGNAL_ACCEPTED_QUOTE, 0, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
  { ROUNDS_SIGNAL_SENT_QUOTE, 15, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
  { ROUNDS_SIGNAL_SENT_QUOTE, 8, 14, ROUNDS_PRIORITY_MEDIUM, 7 },
  { ROUNDS_SIGNAL_ROTTING_DEAL, 0, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
  { ROUNDS_SIGNAL_SLIPPED_DEAL, 1, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
  { ROUNDS_SIGNAL_COMPLIANCE, -ROUNDS_COMPLIANCE_WARNING_DAYS, 0, ROUNDS_PRIORITY_MEDIUM, 14 },
  { ROUNDS_SIGNAL_SILENCE, 60, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
  { ROUNDS_SIGNAL_SILENCE, 30, 59, ROUNDS_PRIORITY_MEDIUM, 7 },
  { ROUNDS_SIGNAL_WON_DEAL, ROUNDS_UPSELL_FROM_DAYS, ROUNDS_UPSELL_TO_DAYS, ROUNDS_PRIORITY_MEDIUM, 14 },
  { ROUNDS_SIGNAL_HOT_LEAD, G_MININT, G_MAXINT, ROUNDS_PRIORITY_HIGH, 0 },
};

static const struct
{
  const char *key;
  const char *related_kind;
} kinds[ROUNDS_N_SIGNAL_KINDS] = {
  [ROUNDS_SIGNAL_OVERDUE_INVOICE] = { "overdue_invoice", "invoice" },
  [ROUNDS_SIGNAL_ACCEPTED_QUOTE] = { "accepted_quote", "quote" },
  [ROUNDS_SIGNAL_SENT_QUOTE] = { "sent_quote", "quote" },
  [ROUNDS_SIGNAL_ROTTING_DEAL] = { "rotting_deal", "opportunity" },
  [ROUNDS_SIGNAL_SLIPPED_DEAL] = { "slipped_deal", "opportunity" },
  [ROUNDS_SIGNAL_COMPLIANCE] = { "compliance_expiring", "institution" },
  [ROUNDS_SIGNAL_SILENCE] = { "no_interaction", "institution" },
  [ROUNDS_SIGNAL_WON_DEAL] = { "won_deal", "opportunity" },
  [ROUNDS_SIGNAL_HOT_LEAD] = { "hot_lead", "institution" },
};

/* Whether @signal calls for something today. */
static gboolean
judge (const RoundsSignal *signal,
       const char         *today,
       RoundsNextAction   *action)
{
  int days = rounds_date_difference (signal->date, today);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *due_date = NULL;

      if (rules[i].kind != signal->kind || days < rules[i].from || days > rules[i].to)
        continue;

      due_date = rounds_date_add_days (today, rules[i].due_in);
      action->priority = rules[i].priority;
      action->days = ABS (days);
      g_strlcpy (action->due_date, due_date, sizeof action->due_date);
      return TRUE;
    }

  return FALSE;
}

/* Whether @one is to be shown before @other; of one kind what calls for longest. */
static gboolean
comes_before (const RoundsSignal     *signals,
              const RoundsNextAction *one,
              const RoundsNextAction *other)
{
  const RoundsSignal *signal = &signals[one->signal];
  const RoundsSignal *other_signal = &signals[other->signal];
  int order;

  if (one->priority != other->priority)
    return one->priority > other->priority;
  if (signal->kind != other_signal->kind)
    return signal->kind < other_signal->kind;
  order = g_strcmp0 (signal->date, other_signal->date);

  return order != 0 ? order < 0 : g_strcmp0 (signal->related_id, other_signal->related_id) < 0;
}

/**
 * rounds_next_actions_choose:
 * @signals: (array length=n_signals): of one institution, in any order
 * @today: a valid date, the person's
 * @actions: (out caller-allocates): what should be done, urgent first
 *
 * Overdue invoice (urgent); accepted quote without invoice, sent quote without answer for more than 14 days, deal that rots,
 * slipped close date, no interaction for 60 days, hot lead without an open deal (high); sent quote without answer for more
 * than 7 days, compliance that expires within 60 days, no interaction for 30 days, deal won 30 to 90 days ago (medium). Of each
 * kind the one that calls for longest, so that five overdue invoices do not hide the rest; what is put off gives way to the
 * next of its kind. Urgent and high ones should be done today.
 *
 * Returns: how many there are
 */
guint
rounds_next_actions_choose (const RoundsSignal *signals,
                            guint               n_signals,
                            const char         *today,
                            RoundsNextAction    actions[ROUNDS_NEXT_ACTIONS_MAXIMUM])
{
  RoundsNextAction best[ROUNDS_N_SIGNAL_KINDS];
  gboolean found[ROUNDS_N_SIGNAL_KINDS] = { FALSE };
  guint n_actions = 0;

  g_return_val_if_fail (rounds_date_is_valid (today), 0);

  for (guint i = 0; i < n_signals; i++)
    {
      RoundsSignalKind kind = signals[i].kind;
      RoundsNextAction action = { .signal = i };

      if (signals[i].put_off || signals[i].date == NULL || !rounds_date_is_valid (signals[i].date) || !judge (&signals[i], today, &action))
        continue;
      if (!found[kind] || comes_before (signals, &action, &best[kind]))
        best[kind] = action;
      found[kind] = TRUE;
    }

  /* Greatest priority first; the kinds are in their order already. */
  for (int priority = ROUNDS_PRIORITY_URGENT; priority >= ROUNDS_PRIORITY_MEDIUM; priority--)
    for (guint kind = 0; kind < ROUNDS_N_SIGNAL_KINDS && n_actions < ROUNDS_NEXT_ACTIONS_MAXIMUM; kind++)
      if (found[kind] && best[kind].priority == (RoundsPriority) priority)
        actions[n_actions++] = best[kind];

  return n_actions;
}

/**
 * rounds_signal_get_key:
 *
 * Returns: (transfer none): as sent, such as `overdue_invoice`
 */
const char *
rounds_signal_get_key (RoundsSignalKind kind)
{
  g_return_val_if_fail (kind < ROUNDS_N_SIGNAL_KINDS, NULL);

  return kinds[kind].key;
}

/**
 * rounds_signal_find_key:
 * @key: (nullable): as sent
 * @kind: (out): the kind of that key
 *
 * Returns: whether there is one
 */
gboolean
rounds_signal_find_key (const char       *key,
                        RoundsSignalKind *kind)
{
  for (guint i = 0; i < ROUNDS_N_SIGNAL_KINDS; i++)
    if (g_strcmp0 (kinds[i].key, key) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * rounds_signal_get_related_kind:
 *
 * Returns: (transfer none): what kind of record it is about
 */
const char *
rounds_signal_get_related_kind (RoundsSignalKind kind)
{
  g_return_val_if_fail (kind < ROUNDS_N_SIGNAL_KINDS, NULL);

  return kinds[kind].related_kind;
}

/**
 * rounds_priority_to_text:
 *
 * Returns: (transfer none): as sent: `urgent`, `high`, `medium`
 */
const char *
rounds_priority_to_text (RoundsPriority priority)
{
  switch (priority)
    {
    case ROUNDS_PRIORITY_URGENT:
      return "urgent";
    case ROUNDS_PRIORITY_HIGH:
      return "high";
    case ROUNDS_PRIORITY_MEDIUM:
    default:
      return "medium";
    }
}

/**
 * rounds_next_action_describe:
 * @signal: what calls for it
 *
 * Returns: (transfer full): a sentence in the language of the process that says what to do and why
 */
char *
rounds_next_action_describe (const RoundsNextAction *action,
                             const RoundsSignal     *signal)
{
  const char *title = signal->title != NULL ? signal->title : "";
  int days = action->days;

  switch (signal->kind)
    {
    case ROUNDS_SIGNAL_OVERDUE_INVOICE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ask for payment: invoice %s is %d day late",
                                           "Ask for payment: invoice %s is %d days late", (gulong) days),
                              title, days);
    case ROUNDS_SIGNAL_ACCEPTED_QUOTE:
      return g_strdup_printf (_("Invoice quote %s, which was accepted"), title);
    case ROUNDS_SIGNAL_SENT_QUOTE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Follow up on quote %s, sent %d day ago and not answered",
                                           "Follow up on quote %s, sent %d days ago and not answered", (gulong) days),
                              title, days);
    case ROUNDS_SIGNAL_ROTTING_DEAL:
      return g_strdup_printf (_("Plan the next step of “%s”: nothing has happened for too long"), title);
    case ROUNDS_SIGNAL_SLIPPED_DEAL:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Set a new close date for “%s”: it passed %d day ago",
                                           "Set a new close date for “%s”: it passed %d days ago", (gulong) days),
                              title, days);
    case ROUNDS_SIGNAL_COMPLIANCE:
      if (days == 0)
        return g_strdup (_("Offer help with compliance: it expires today"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Offer help with compliance: it expires in %d day",
                                           "Offer help with compliance: it expires in %d days", (gulong) days),
                              days);
    case ROUNDS_SIGNAL_SILENCE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Get in touch: there has been no contact for %d day",
                                           "Get in touch: there has been no contact for %d days", (gulong) days),
                              days);
    case ROUNDS_SIGNAL_WON_DEAL:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ask what else they need: “%s” was won %d day ago",
                                           "Ask what else they need: “%s” was won %d days ago", (gulong) days),
                              title, days);
    case ROUNDS_SIGNAL_HOT_LEAD:
    default:
      return g_strdup (_("Open a deal: this is a hot lead without one"));
    }
}
