/* rounds-score-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-score-words.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-money.h"

static void
words_free (RoundsScoreWords *self)
{
  g_free (self->label);
  g_free (self->fact);
  g_free (self->raise);
  g_free (self);
}

/* The points are those of the score, at least one: what raises it by less is not nothing. */
static char *
add_gain (const RoundsScorePart *part,
          const char            *condition)
{
  int gain = MAX ((int) (part->gain + 0.5), 1);

  /* Translators: what would raise a score, then by how many points, such as "A contact today: 14 points more" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %d point more", "%s: %d points more", (gulong) gain), condition, gain);
}

static void
add_words (GPtrArray             *words,
           const RoundsScorePart *part,
           const char            *label,
           char                  *fact,
           const char            *condition)
{
  RoundsScoreWords *self = g_new0 (RoundsScoreWords, 1);

  self->label = g_strdup (label);
  self->fact = fact;
  self->raise = part->raise_fact != NULL ? add_gain (part, condition) : NULL;
  self->known = part->known;
  self->value = part->value;
  g_ptr_array_add (words, self);
}

static char *
describe_recency (const RoundsHealthFacts *facts)
{
  int days = (int) facts->days_since_interaction;

  if (days < 0)
    return g_strdup (_("No contact yet"));
  if (days == 0)
    return g_strdup (_("Last contact today"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Last contact %d day ago", "Last contact %d days ago", (gulong) days), days);
}

static char *
count_contacts (int n_contacts)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d contact in three months", "%d contacts in three months",
                                       (gulong) n_contacts),
                          n_contacts);
}

static char *
describe_acceptance (const RoundsHealthFacts *facts)
{
  if (facts->n_decided == 0)
    return g_strdup (_("No quote was decided in two years"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d of %d quote accepted in two years",
                                       "%d of %d quotes accepted in two years", (gulong) facts->n_decided),
                          (int) facts->n_accepted, (int) facts->n_decided);
}

static char *
describe_punctuality (const RoundsHealthFacts *facts)
{
  int days;

  if (facts->n_due == 0)
    return g_strdup (_("No invoice was due in two years"));
  if (facts->days_late == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d invoice paid in time", "%d invoices paid in time",
                                         (gulong) facts->n_due),
                            (int) facts->n_due);

  days = MAX ((int) ((double) facts->days_late / (double) facts->n_due + 0.5), 1);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Invoices are paid %d day late on average",
                                       "Invoices are paid %d days late on average", (gulong) days),
                          days);
}

static char *
describe_engagement (const RoundsHealthFacts *facts)
{
  if (facts->n_mails_sent == 0)
    return g_strdup (_("No e-mail was sent in six months"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d of %d e-mail opened in six months",
                                       "%d of %d e-mails opened in six months", (gulong) facts->n_mails_sent),
                          (int) facts->n_mails_opened, (int) facts->n_mails_sent);
}

/**
 * rounds_score_words_of_health:
 *
 * Returns: (transfer full) (element-type RoundsScoreWords): in the order of #RoundsHealthPart
 */
GPtrArray *
rounds_score_words_of_health (const RoundsInstitutionHealth *health)
{
  const RoundsHealthFacts *facts = &health->facts;
  const RoundsScorePart *parts = health->health.parts;
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) words_free);
  g_autofree char *more = count_contacts ((int) parts[ROUNDS_HEALTH_FREQUENCY].raise_to);

  add_words (words, &parts[ROUNDS_HEALTH_RECENCY], _("Last contact"), describe_recency (facts), _("A contact today"));
  add_words (words, &parts[ROUNDS_HEALTH_FREQUENCY], C_("score", "Contacts"),
             count_contacts ((int) facts->n_interactions), more);
  add_words (words, &parts[ROUNDS_HEALTH_ACCEPTANCE], _("Quotes accepted"), describe_acceptance (facts),
             _("One more quote accepted"));
  add_words (words, &parts[ROUNDS_HEALTH_PUNCTUALITY], _("Payment in time"), describe_punctuality (facts),
             _("Every invoice paid in time"));
  add_words (words, &parts[ROUNDS_HEALTH_ENGAGEMENT], _("E-mails opened"), describe_engagement (facts), _("Every e-mail opened"));

  return words;
}

static char *
describe_specialties (const RoundsInstitutionLead *lead)
{
  if (lead->n_offered == 0)
    return g_strdup (_("The team has not said which specialties it offers"));
  if (!lead->facts.specialties_known)
    return g_strdup (_("Its specialties are not known"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d specialty that the team offers", "%d specialties that the team offers",
                                       (gulong) lead->facts.n_matches),
                          (int) lead->facts.n_matches);
}

static char *
describe_response (const RoundsLeadFacts *facts)
{
  int days = (int) (facts->response_days + 0.5);

  if (!facts->response_known)
    return g_strdup (_("No quote was answered yet"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Quotes are answered after %d day on average",
                                       "Quotes are answered after %d days on average", (gulong) days),
                          days);
}

static char *
describe_size (const RoundsLeadFacts *facts)
{
  if (facts->beds <= 0)
    return g_strdup (_("Its beds are not known"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d bed", "%d beds", (gulong) facts->beds), (int) facts->beds);
}

static char *
describe_demand (const RoundsLeadFacts *facts)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d quote in a year", "%d quotes in a year", (gulong) facts->n_quotes),
                          (int) facts->n_quotes);
}

/* What would raise the score most by it. */
static char *
wish_response (const RoundsScorePart *part)
{
  int days = (int) part->raise_to;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Answers within %d day", "Answers within %d days", (gulong) days), days);
}

static char *
format_euros (gint64 cents)
{
  return rounds_money_format (cents, "EUR", ROUNDS_MONEY_WHOLE);
}

static char *
describe_budget (const RoundsLeadFacts *facts)
{
  g_autofree char *paid = format_euros (facts->paid);

  if (facts->paid == 0)
    return g_strdup (_("Nothing paid in three years"));

  /* Translators: %s is an amount of money */
  return g_strdup_printf (_("%s paid in three years"), paid);
}

/**
 * rounds_score_words_of_lead:
 *
 * Returns: (transfer full) (element-type RoundsScoreWords): in the order of #RoundsLeadPart
 */
GPtrArray *
rounds_score_words_of_lead (const RoundsInstitutionLead *lead)
{
  const RoundsLeadFacts *facts = &lead->facts;
  const RoundsScorePart *parts = lead->lead.parts;
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) words_free);
  g_autofree char *quick = wish_response (&parts[ROUNDS_LEAD_RESPONSE]);
  g_autofree char *amount = format_euros ((gint64) (parts[ROUNDS_LEAD_BUDGET].raise_to * 100));
  g_autofree char *more = g_strdup_printf (_("%s paid in three years"), amount);

  add_words (words, &parts[ROUNDS_LEAD_SIZE], C_("score", "Size"), describe_size (facts), "");
  add_words (words, &parts[ROUNDS_LEAD_SPECIALTIES], _("Specialties"), describe_specialties (lead), "");
  add_words (words, &parts[ROUNDS_LEAD_DEMAND], C_("score", "Quotes"), describe_demand (facts), _("One more quote"));
  add_words (words, &parts[ROUNDS_LEAD_RESPONSE], _("Answers to quotes"), describe_response (facts), quick);
  add_words (words, &parts[ROUNDS_LEAD_BUDGET], C_("score", "Budget"), describe_budget (facts), more);

  return words;
}

/**
 * rounds_health_band_get_label:
 *
 * Returns: (transfer none): as a person reads it
 */
const char *
rounds_health_band_get_label (RoundsHealthBand band)
{
  switch (band)
    {
    case ROUNDS_HEALTH_HEALTHY:
      return C_("health", "Healthy");
    case ROUNDS_HEALTH_ATTENTION:
      return C_("health", "Needs attention");
    case ROUNDS_HEALTH_AT_RISK:
    default:
      return C_("health", "At risk");
    }
}

/**
 * rounds_lead_level_get_label:
 *
 * Returns: (transfer none): as a person reads it
 */
const char *
rounds_lead_level_get_label (RoundsLeadLevel level)
{
  switch (level)
    {
    case ROUNDS_LEAD_HOT:
      return C_("lead", "Hot");
    case ROUNDS_LEAD_WARM:
      return C_("lead", "Warm");
    case ROUNDS_LEAD_COLD:
    default:
      return C_("lead", "Cold");
    }
}

/**
 * rounds_lifecycle_get_label:
 *
 * Returns: (transfer none): as a person reads it
 */
const char *
rounds_lifecycle_get_label (RoundsLifecycle lifecycle)
{
  switch (lifecycle)
    {
    case ROUNDS_LIFECYCLE_ACTIVE_CLIENT:
      return _("Active client");
    case ROUNDS_LIFECYCLE_FORMER_CLIENT:
      return _("Former client");
    case ROUNDS_LIFECYCLE_WARM_PROSPECT:
      return _("Warm prospect");
    case ROUNDS_LIFECYCLE_COLD_LEAD:
    default:
      return _("Cold lead");
    }
}
