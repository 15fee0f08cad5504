/* rounds-dashboard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsDashboardPeriod:
 * @ROUNDS_DASHBOARD_WEEK: the seven days that end today
 * @ROUNDS_DASHBOARD_MONTH: from the first of the month
 * @ROUNDS_DASHBOARD_QUARTER: from the first of the quarter
 * @ROUNDS_DASHBOARD_YEAR: from the first of January
 */
typedef enum
{
  ROUNDS_DASHBOARD_WEEK,
  ROUNDS_DASHBOARD_MONTH,
  ROUNDS_DASHBOARD_QUARTER,
  ROUNDS_DASHBOARD_YEAR,
} RoundsDashboardPeriod;

/**
 * RoundsDashboardFigure:
 * @name: such as `revenue`
 * @is_money: whether the values are minor units
 * @value: of the period
 * @previous: of the period before
 * @has_previous: whether there is such a thing: what is open now has no before
 */
typedef struct
{
  const char *name;
  gboolean is_money;
  gint64 value;
  gint64 previous;
  gboolean has_previous;
} RoundsDashboardFigure;

/**
 * RoundsDashboard:
 * @first: the first day of the period
 * @last: today
 * @previous_first: the first day of the period before
 * @previous_last: its last day: it has as many days as have passed of this one, as far as it goes
 * @figures: (element-type RoundsDashboardFigure)
 */
typedef struct
{
  char *first;
  char *last;
  char *previous_first;
  char *previous_last;
  GArray *figures;
} RoundsDashboard;

gboolean               rounds_dashboard_period_from_text (const char              *text,
                                                          RoundsDashboardPeriod   *period);
RoundsDashboard       *rounds_dashboard_compute          (RoundsDatabase          *database,
                                                          RoundsDashboardPeriod    period,
                                                          const char              *today,
                                                          GTimeZone               *zone,
                                                          RoundsFilter            *(*scope) (const RoundsEntityInfo *info,
                                                                                             gpointer                user_data),
                                                          gpointer                 scope_data,
                                                          GError                 **error);
RoundsDashboardFigure *rounds_dashboard_find             (RoundsDashboard         *self,
                                                          const char              *name);
void                   rounds_dashboard_write            (RoundsDashboard         *self,
                                                          RoundsJsonWriter        *writer);
void                   rounds_dashboard_free             (RoundsDashboard         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsDashboard, rounds_dashboard_free)

G_END_DECLS
