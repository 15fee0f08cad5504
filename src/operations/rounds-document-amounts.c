/* rounds-document-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-document-amounts.h"

#include "model/rounds-problem.h"

/**
 * rounds_document_read_line:
 * @line: a line of a deal, a quote or an invoice
 *
 * Returns: what the rules read of it
 */
RoundsDocumentLine
rounds_document_read_line (RoundsEntity *line)
{
  return (RoundsDocumentLine) {
    .quantity = rounds_entity_get_integer (line, "quantity"),
    .unit_price = rounds_entity_get_integer (line, "unit-price"),
    .discount_type = rounds_discount_type_from_text (rounds_entity_get_text (line, "discount-type")),
    .discount = rounds_entity_get_integer (line, "discount-value"),
    .tax_rate = rounds_entity_get_integer (line, "tax-rate"),
  };
}

/**
 * rounds_document_write_line:
 * @line: a line of a deal, a quote or an invoice
 * @values: what is sold; the amounts follow with rounds_document_total_lines()
 */
void
rounds_document_write_line (RoundsEntity             *line,
                            const RoundsDocumentLine *values)
{
  rounds_entity_set_integer (line, "quantity", values->quantity);
  rounds_entity_set_integer (line, "unit-price", values->unit_price);
  rounds_entity_set_text (line, "discount-type", rounds_discount_type_to_text (values->discount_type));
  rounds_entity_set_integer (line, "discount-value", values->discount);
  rounds_entity_set_integer (line, "tax-rate", values->tax_rate);
}

static RoundsDocumentLine *
read_lines (GPtrArray *records,
            guint     *n_lines)
{
  RoundsDocumentLine *lines;

  *n_lines = records != NULL ? records->len : 0;
  lines = g_new0 (RoundsDocumentLine, MAX (*n_lines, 1));
  for (guint i = 0; i < *n_lines; i++)
    lines[i] = rounds_document_read_line (g_ptr_array_index (records, i));

  return lines;
}

/**
 * rounds_document_read_totals:
 * @document: a deal, a quote, an invoice
 * @list: the field that holds its lines; when they are not loaded it is one without
 * @totals: (inout): initialised totals, replaced
 * @error: field problems of rounds_document_compute()
 *
 * The totals with the VAT table, computed from the lines.
 */
gboolean
rounds_document_read_totals (RoundsEntity          *document,
                             const char            *list,
                             RoundsDocumentTotals  *totals,
                             GError               **error)
{
  guint n_lines;
  g_autofree RoundsDocumentLine *lines = read_lines (rounds_entity_get_records (document, list), &n_lines);

  return rounds_document_compute (lines, n_lines, totals, error);
}

static gboolean
total_line (RoundsEntity  *entity,
            const char    *list,
            guint          index,
            GError       **error)
{
  const RoundsDocumentLine line = rounds_document_read_line (entity);
  g_autoptr(GError) problem = NULL;
  RoundsLineAmounts amounts;

  if (!rounds_document_line_compute (&line, &amounts, &problem))
    {
      g_autofree char *prefix = g_strdup_printf ("%s[%u].", list, index);

      rounds_problem_add_prefix (problem, prefix);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  rounds_entity_set_integer (entity, "order-index", index + 1);
  rounds_entity_set_integer (entity, "subtotal", amounts.gross);
  rounds_entity_set_integer (entity, "discount-amount", amounts.discount);
  rounds_entity_set_integer (entity, "total-after-discount", amounts.net);
  rounds_entity_set_integer (entity, "tax-amount", amounts.tax);
  rounds_entity_set_integer (entity, "total", amounts.net + amounts.tax);
  return TRUE;
}

/**
 * rounds_document_total_lines:
 * @document: a deal, a quote, an invoice
 * @list: the field that holds its lines; when they are not loaded it is one without
 * @totals: (inout): initialised totals, replaced
 * @error: %ROUNDS_PROBLEM_INVALID with fields such as `lines[2].discountValue`
 *
 * Numbers the lines and sets their amounts.
 */
gboolean
rounds_document_total_lines (RoundsEntity          *document,
                             const char            *list,
                             RoundsDocumentTotals  *totals,
                             GError               **error)
{
  GPtrArray *records = rounds_entity_get_records (document, list);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!total_line (g_ptr_array_index (records, i), list, i, error))
      return FALSE;

  return rounds_document_read_totals (document, list, totals, error);
}

/**
 * rounds_document_total:
 * @document: a quote or an invoice
 * @error: as in rounds_document_total_lines()
 *
 * Numbers the lines, and sets their amounts and the totals of the document.
 */
gboolean
rounds_document_total (RoundsEntity  *document,
                       GError       **error)
{
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  if (!rounds_document_total_lines (document, "lines", &totals, error))
    return FALSE;

  rounds_entity_set_integer (document, "subtotal", totals.net);
  rounds_entity_set_integer (document, "total-discount-amount", totals.discount);
  rounds_entity_set_integer (document, "total-tax-amount", totals.tax);
  rounds_entity_set_integer (document, "total", totals.total);
  return TRUE;
}
