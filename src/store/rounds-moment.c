/* rounds-moment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-moment.h"

#include "model/rounds-setting.h"
#include "model/rounds-time.h"
#include "rules/rounds-health.h"
#include "rules/rounds-lead-score.h"
#include "rules/rounds-lifecycle.h"

#define PERIOD_MONTHS 12

struct _RoundsMoment
{
  gint64 now;
  GTimeZone *zone;
  char *today;
  char *from;
  char *to;
  char *offered; /* nullable */
};

/**
 * rounds_moment_new:
 * @now: instant
 * @zone: the workspace's
 * @from: (nullable): first day of the period; %NULL for twelve months before @to
 * @to: (nullable): last day of the period; %NULL for today
 * @offered: (nullable): the specialties that the team sells to, as a JSON array
 *
 * Returns: (transfer full): the moment
 */
RoundsMoment *
rounds_moment_new (gint64      now,
                   GTimeZone  *zone,
                   const char *from,
                   const char *to,
                   const char *offered)
{
  RoundsMoment *self = g_atomic_rc_box_new0 (RoundsMoment);

  self->now = now;
  self->zone = g_time_zone_ref (zone);
  self->today = rounds_instant_to_date (now, zone);
  self->to = g_strdup (to != NULL ? to : self->today);
  self->from = from != NULL ? g_strdup (from) : rounds_date_add_months (self->to, -PERIOD_MONTHS);
  self->offered = g_strdup (offered);

  return self;
}

/**
 * rounds_moment_read:
 * @now: instant
 * @zone: the workspace's
 *
 * Returns: (transfer full) (nullable): the moment with the last twelve months, and what the workspace's settings say; %NULL with
 *   @error set
 */
RoundsMoment *
rounds_moment_read (RoundsDatabase  *database,
                    gint64           now,
                    GTimeZone       *zone,
                    GError         **error)
{
  g_autofree char *offered = NULL;

  if (!rounds_database_query_text (database, &offered, error,
                                   "SELECT max(value) FROM settings WHERE key = $1 AND deleted_at IS NULL", "s",
                                   ROUNDS_SETTING_OFFERED_SPECIALTIES))
    return NULL;

  return rounds_moment_new (now, zone, NULL, NULL, offered);
}

/**
 * rounds_moment_with_period:
 *
 * Returns: (transfer full): the same moment with another period, as in rounds_moment_new()
 */
RoundsMoment *
rounds_moment_with_period (RoundsMoment *self,
                           const char   *from,
                           const char   *to)
{
  return rounds_moment_new (self->now, self->zone, from, to, self->offered);
}

RoundsMoment *
rounds_moment_ref (RoundsMoment *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rounds_moment_clear (gpointer data)
{
  RoundsMoment *self = data;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->offered, g_free);
}

void
rounds_moment_unref (RoundsMoment *self)
{
  g_atomic_rc_box_release_full (self, rounds_moment_clear);
}

/**
 * rounds_moment_get_today:
 *
 * Returns: (transfer none): the day it is in the workspace's zone
 */
const char *
rounds_moment_get_today (RoundsMoment *self)
{
  return self->today;
}

/**
 * rounds_moment_start_of:
 * @date: a valid date
 *
 * Returns: the instant at which the day begins in the workspace's zone
 */
gint64
rounds_moment_start_of (RoundsMoment *self,
                        const char   *date)
{
  return rounds_instant_from_date (date, self->zone);
}

/* Periods begin with the day, not with the hour. */
static gint64
days_ago (RoundsMoment *self,
          int           days)
{
  g_autofree char *date = rounds_date_add_days (self->today, -days);

  return rounds_moment_start_of (self, date);
}

static gint64
months_ago (RoundsMoment *self,
            int           months)
{
  g_autofree char *date = rounds_date_add_months (self->today, -months);

  return rounds_moment_start_of (self, date);
}

/**
 * rounds_moment_get_value:
 * @name: of a parameter in the SQL of a derived field
 * @value: (inout): an initialised value
 *
 * `now`; `today`; `zone`; `from` and `to`, the period; `offered`, the specialties; and where the periods of the rules begin: `interactions`,
 * `mails`, `demand` (instants), `history`, `budget`, `client` (dates), `history_start` (the instant of `history`).
 *
 * Returns: whether there is such a parameter
 */
gboolean
rounds_moment_get_value (RoundsMoment *self,
                         const char   *name,
                         RoundsValue  *value)
{
  if (g_str_equal (name, "now"))
    rounds_value_set_integer (value, self->now);
  else if (g_str_equal (name, "today"))
    rounds_value_set_text (value, self->today);
  else if (g_str_equal (name, "zone"))
    rounds_value_set_text (value, g_time_zone_get_identifier (self->zone));
  else if (g_str_equal (name, "from"))
    rounds_value_set_text (value, self->from);
  else if (g_str_equal (name, "to"))
    rounds_value_set_text (value, self->to);
  else if (g_str_equal (name, "offered"))
    rounds_value_set_text (value, self->offered);
  else if (g_str_equal (name, "interactions"))
    rounds_value_set_integer (value, days_ago (self, ROUNDS_HEALTH_INTERACTION_DAYS));
  else if (g_str_equal (name, "mails"))
    rounds_value_set_integer (value, days_ago (self, ROUNDS_HEALTH_MAIL_DAYS));
  else if (g_str_equal (name, "demand"))
    rounds_value_set_integer (value, months_ago (self, ROUNDS_LEAD_DEMAND_MONTHS));
  else if (g_str_equal (name, "history_start"))
    rounds_value_set_integer (value, months_ago (self, ROUNDS_HEALTH_HISTORY_MONTHS));
  else if (g_str_equal (name, "history"))
    rounds_value_take_text (value, rounds_date_add_months (self->today, -ROUNDS_HEALTH_HISTORY_MONTHS));
  else if (g_str_equal (name, "client"))
    rounds_value_take_text (value, rounds_date_add_months (self->today, -ROUNDS_LIFECYCLE_CLIENT_MONTHS));
  else if (g_str_equal (name, "budget"))
    rounds_value_take_text (value, rounds_date_add_months (self->today, -ROUNDS_LEAD_BUDGET_MONTHS));
  else
    return FALSE;

  return TRUE;
}
