/* rounds-invoice-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsInvoiceStatus:
 *
 * In the order of `rounds_invoice_status_choices` (model/rounds-invoice.h), which holds texts and labels.
 */
typedef enum
{
  ROUNDS_INVOICE_UNKNOWN = -1,
  ROUNDS_INVOICE_DRAFT,
  ROUNDS_INVOICE_SENT,
  ROUNDS_INVOICE_PARTIALLY_PAID,
  ROUNDS_INVOICE_PAID,
  ROUNDS_INVOICE_OVERDUE,
  ROUNDS_INVOICE_CANCELLED,
} RoundsInvoiceStatus;

#define ROUNDS_N_INVOICE_STATUSES 6

#define ROUNDS_PAYMENT_TERM_DEFAULT 30
#define ROUNDS_PAYMENT_TERM_PUBLIC_HOSPITAL 50

/**
 * RoundsInvoiceState:
 * @issued: whether it has its number
 * @cancelled: whether it was cancelled
 * @total: minor units, VAT included
 * @paid: confirmed payments, minor units
 * @due_date: (nullable): YYYY-MM-DD
 * @credited: issued credit notes, minor units
 */
typedef struct
{
  gboolean issued;
  gboolean cancelled;
  gint64 total;
  gint64 paid;
  const char *due_date;
  gint64 credited;
} RoundsInvoiceState;

RoundsInvoiceStatus  rounds_invoice_status_from_text (const char                *text);
const char          *rounds_invoice_status_to_text   (RoundsInvoiceStatus        status);
gboolean             rounds_invoice_status_is_issued (RoundsInvoiceStatus        status);
int                  rounds_payment_term             (int                        given,
                                                      gboolean                   public_hospital);
char                *rounds_invoice_due_date         (const char                *issue_date,
                                                      int                        given_term,
                                                      gboolean                   public_hospital);
RoundsInvoiceStatus  rounds_invoice_compute_status   (const RoundsInvoiceState  *invoice,
                                                      const char                *today);
gint64               rounds_invoice_get_outstanding  (const RoundsInvoiceState  *invoice);
RoundsInvoiceStatus  rounds_credit_note_compute_status (gint64                   total,
                                                      gint64                     due_back);
gboolean             rounds_invoice_check_payment    (const RoundsInvoiceState  *invoice,
                                                      gint64                     amount,
                                                      const char                *currency,
                                                      GError                   **error);
gboolean             rounds_invoice_check_move       (RoundsInvoiceStatus        from,
                                                      RoundsInvoiceStatus        to,
                                                      GError                   **error);

G_END_DECLS
