/* rounds-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_DISCOUNT_PERCENTAGE,
  ROUNDS_DISCOUNT_AMOUNT,
} RoundsDiscountType;

/**
 * RoundsDocumentLine:
 * @quantity: thousandths
 * @unit_price: minor units, net of VAT
 * @discount_type: what @discount is
 * @discount: hundredths of a percent, 0..10000, or minor units off the whole line
 * @tax_rate: hundredths of a percent: 2000 is 20 %, 550 is 5.5 %
 *
 * What is sold, in a quote or an invoice.
 */
typedef struct
{
  gint64 quantity;
  gint64 unit_price;
  RoundsDiscountType discount_type;
  gint64 discount;
  gint64 tax_rate;
} RoundsDocumentLine;

/**
 * RoundsLineAmounts:
 * @gross: quantity x price, minor units, rounded
 * @discount: @gross - @net
 * @net: what is to be paid for the line before VAT, minor units
 * @tax: VAT on @net, minor units, rounded; the document's VAT is that of its table, which may differ by the rounding of lines
 */
typedef struct
{
  gint64 gross;
  gint64 discount;
  gint64 net;
  gint64 tax;
} RoundsLineAmounts;

/**
 * RoundsLineTaken:
 * @quantity: thousandths
 * @net: minor units
 *
 * What parts have taken of a line already: invoices of a quote's, credit notes of an invoice's.
 */
typedef struct
{
  gint64 quantity;
  gint64 net;
} RoundsLineTaken;

/**
 * RoundsTaxLine:
 * @rate: hundredths of a percent
 * @base: sum of the line nets of that rate, minor units
 * @tax: VAT on @base, minor units
 *
 * A line of the VAT table.
 */
typedef struct
{
  gint64 rate;
  gint64 base;
  gint64 tax;
} RoundsTaxLine;

/**
 * RoundsDocumentTotals:
 * @discount: sum of the line discounts
 * @net: sum of the line nets
 * @tax: sum of the VAT table
 * @total: @net + @tax
 * @n_taxes: lines of the VAT table
 * @taxes: (array length=n_taxes) (owned): the VAT table, highest rate first
 *
 * All in minor units.
 */
typedef struct
{
  gint64 discount;
  gint64 net;
  gint64 tax;
  gint64 total;
  guint n_taxes;
  RoundsTaxLine *taxes;
} RoundsDocumentTotals;

#define ROUNDS_DOCUMENT_TOTALS_INIT { 0, 0, 0, 0, 0, NULL }

RoundsDiscountType rounds_discount_type_from_text (const char                *text);
const char        *rounds_discount_type_to_text   (RoundsDiscountType         type);
gboolean           rounds_document_line_compute   (const RoundsDocumentLine  *line,
                                                   RoundsLineAmounts         *amounts,
                                                   GError                   **error);
gboolean           rounds_document_line_part      (const RoundsDocumentLine  *line,
                                                   const RoundsLineTaken     *taken,
                                                   gint64                     quantity,
                                                   RoundsDocumentLine        *part,
                                                   GError                   **error);
gboolean           rounds_document_compute        (const RoundsDocumentLine  *lines,
                                                   guint                      n_lines,
                                                   RoundsDocumentTotals      *totals,
                                                   GError                   **error);
void               rounds_document_totals_clear   (RoundsDocumentTotals      *totals);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsDocumentTotals, rounds_document_totals_clear)

G_END_DECLS
