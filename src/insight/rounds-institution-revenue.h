/* rounds-institution-revenue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

#define ROUNDS_REVENUE_MONTHS 12
#define ROUNDS_REVENUE_QUOTES 5

/**
 * RoundsContactRevenue:
 * @contact_id: (nullable): whom the invoices were sent to; %NULL for those that name nobody
 * @name: (nullable): first and last name
 * @revenue: minor units
 * @invoices: how many, credit notes left out
 */
typedef struct
{
  char *contact_id;
  char *name;
  gint64 revenue;
  gint64 invoices;
} RoundsContactRevenue;

/**
 * RoundsInstitutionRevenue:
 * @total_revenue: issued invoices less credit notes
 * @total_paid: confirmed payments less what was paid back for credit notes; the lifetime value
 * @total_outstanding: the difference
 * @invoiced: issued invoices alone
 * @average_invoice_value: @invoiced / @n_invoices, rounded half up
 * @n_invoices: issued ones, credit notes left out
 * @n_quotes: those that have left draft
 * @average_quote_value: of these, rounded half up
 * @quote_conversion_rate: percent of these that an issued invoice was made of
 * @months: the last 12 months by issue date, oldest first, empty ones included; `month` is YYYY-MM
 * @growth_known: whether the month before had revenue to compare with
 * @growth: percent, this month against the month before
 * @top_quotes: (element-type RoundsEntity): the five greatest that have left draft and are not cancelled
 * @overdue_invoices: (element-type RoundsEntity): oldest due first
 * @payment_history: (element-type RoundsEntity): newest first
 * @by_contact: (element-type RoundsContactRevenue): greatest first
 *
 * What an institution, or one contact of it, has brought in (rules.md, "Institution revenue"). Amounts are minor units of the workspace's currency.
 */
typedef struct
{
  gint64 total_revenue;
  gint64 total_paid;
  gint64 total_outstanding;
  gint64 invoiced;
  gint64 average_invoice_value;
  gint64 n_invoices;
  gint64 n_quotes;
  gint64 average_quote_value;
  double quote_conversion_rate;
  struct
  {
    char month[8];
    gint64 revenue;
    gint64 invoices;
  } months[ROUNDS_REVENUE_MONTHS];
  gboolean growth_known;
  double growth;
  GPtrArray *top_quotes;
  GPtrArray *overdue_invoices;
  GPtrArray *payment_history;
  GPtrArray *by_contact;
  char *today;
} RoundsInstitutionRevenue;

RoundsInstitutionRevenue *rounds_institution_revenue_compute (RoundsDatabase            *database,
                                                              const char                *institution_id,
                                                              const char                *today,
                                                              RoundsFilter              *(*scope) (const RoundsEntityInfo *info,
                                                                                                   gpointer                user_data),
                                                              gpointer                   scope_data,
                                                              GError                   **error);
RoundsInstitutionRevenue *rounds_institution_revenue_compute_of_contact
                                                             (RoundsDatabase            *database,
                                                              const char                *contact_id,
                                                              const char                *today,
                                                              RoundsFilter              *(*scope) (const RoundsEntityInfo *info,
                                                                                                   gpointer                user_data),
                                                              gpointer                   scope_data,
                                                              GError                   **error);
void                      rounds_institution_revenue_write   (RoundsInstitutionRevenue  *self,
                                                              RoundsJsonWriter          *writer);
void                      rounds_institution_revenue_free    (RoundsInstitutionRevenue  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsInstitutionRevenue, rounds_institution_revenue_free)

G_END_DECLS
