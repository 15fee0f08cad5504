/* rounds-recurrence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_REPEAT_DAILY,
  ROUNDS_REPEAT_WEEKLY,
  ROUNDS_REPEAT_MONTHLY,
  ROUNDS_REPEAT_YEARLY,
} RoundsRepeat;

/* How many days a rule may name. */
#define ROUNDS_RECURRENCE_DAYS 14
#define ROUNDS_RECURRENCE_MONTH_DAYS 31

/**
 * RoundsRecurrenceDay:
 * @weekday: 1 is Monday, 7 is Sunday
 * @place: which one of the month, from the end when negative; 0 for each
 */
typedef struct
{
  gint8 weekday;
  gint8 place;
} RoundsRecurrenceDay;

/**
 * RoundsRecurrence:
 * @interval: from 1, every how many days, weeks, months or years
 * @days: `BYDAY`
 * @month_days: `BYMONTHDAY`, from the end when negative
 * @month: `BYMONTH`, of a yearly rule; 0 for none
 * @count: how many are left, the present one included; 0 for no end
 * @until: an instant, the last one possible; 0 for none
 * @until_date: the same as a day, YYYY-MM-DD; empty for none
 *
 * How something repeats: a part of RFC 5545, section 3.3.10. Weeks begin on Monday. A day that a month does not have is its last day
 * (RFC 7529, `SKIP=BACKWARD`): what is due on the 31st is due in every month.
 */
typedef struct
{
  RoundsRepeat repeat;
  int interval;
  RoundsRecurrenceDay days[ROUNDS_RECURRENCE_DAYS];
  guint n_days;
  gint8 month_days[ROUNDS_RECURRENCE_MONTH_DAYS];
  guint n_month_days;
  int month;
  int count;
  gint64 until;
  char until_date[11];
} RoundsRecurrence;

gboolean  rounds_recurrence_parse   (const char             *text,
                                     RoundsRecurrence       *recurrence,
                                     GError                **error);
char     *rounds_recurrence_to_text (const RoundsRecurrence *self);
void      rounds_recurrence_anchor  (RoundsRecurrence       *self,
                                     gint64                  first,
                                     GTimeZone              *zone);
gboolean  rounds_recurrence_next    (const RoundsRecurrence *self,
                                     gint64                  current,
                                     gint64                  earliest,
                                     GTimeZone              *zone,
                                     gint64                 *next,
                                     RoundsRecurrence       *rest);

G_END_DECLS
