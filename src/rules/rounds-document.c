/* rounds-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-document.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-money.h"
#include "model/rounds-problem.h"

/* The amounts of quotes, invoices and credit notes. Rounding is half away from zero, so a line with a negative quantity
 * is the exact mirror of the one it takes back. */

#define QUANTITY_UNIT 1000
#define PERCENT_UNIT 10000 /* hundredths of a percent in a whole */

static gboolean
narrow (__int128  wide,
        gint64   *value)
{
  if (wide > G_MAXINT64 || wide < G_MININT64)
    return FALSE;

  *value = (gint64) wide;
  return TRUE;
}

static gboolean
divide (__int128  numerator,
        gint64    denominator,
        gint64   *value)
{
  __int128 half = denominator / 2;

  return narrow ((numerator < 0 ? numerator - half : numerator + half) / denominator, value);
}

static gint
compare_rates (gconstpointer a,
               gconstpointer b)
{
  const RoundsTaxLine *first = a;
  const RoundsTaxLine *second = b;

  return (first->rate < second->rate) - (first->rate > second->rate);
}

static RoundsTaxLine *
get_tax_line (GArray *taxes,
              gint64  rate)
{
  RoundsTaxLine line = { rate, 0, 0 };

  for (guint i = 0; i < taxes->len; i++)
    if (g_array_index (taxes, RoundsTaxLine, i).rate == rate)
      return &g_array_index (taxes, RoundsTaxLine, i);

  g_array_append_val (taxes, line);
  return &g_array_index (taxes, RoundsTaxLine, taxes->len - 1);
}

static gboolean
add (gint64 *sum,
     gint64  amount)
{
  return !__builtin_add_overflow (*sum, amount, sum);
}

static gboolean
add_line (RoundsDocumentTotals    *totals,
          GArray                  *taxes,
          const RoundsLineAmounts *amounts,
          gint64                   rate)
{
  return add (&totals->discount, amounts->discount) && add (&totals->net, amounts->net) &&
         add (&get_tax_line (taxes, rate)->base, amounts->net);
}

static gboolean
add_taxes (RoundsDocumentTotals *totals,
           GArray               *taxes)
{
  for (guint i = 0; i < taxes->len; i++)
    {
      RoundsTaxLine *line = &g_array_index (taxes, RoundsTaxLine, i);

      if (!rounds_multiply_divide (line->base, line->rate, PERCENT_UNIT, &line->tax) || !add (&totals->tax, line->tax))
        return FALSE;
    }

  totals->total = totals->net;
  return add (&totals->total, totals->tax);
}

/**
 * rounds_discount_type_from_text:
 * @text: (nullable): as stored and sent: `percentage` or `fixed_amount`
 *
 * Returns: the type; a percentage when @text names none
 */
RoundsDiscountType
rounds_discount_type_from_text (const char *text)
{
  return g_strcmp0 (text, "fixed_amount") == 0 ? ROUNDS_DISCOUNT_AMOUNT : ROUNDS_DISCOUNT_PERCENTAGE;
}

/**
 * rounds_discount_type_to_text:
 *
 * Returns: (transfer none): as stored and sent
 */
const char *
rounds_discount_type_to_text (RoundsDiscountType type)
{
  return type == ROUNDS_DISCOUNT_AMOUNT ? "fixed_amount" : "percentage";
}

/**
 * rounds_document_line_compute:
 * @line: what is sold
 * @amounts: (out caller-allocates): what it costs; undefined on error
 * @error: field problems of %ROUNDS_PROBLEM_INVALID: `discountValue` with `DISCOUNT_TOO_LARGE` (more than the line) or
 *   `DISCOUNT_NEGATIVE`, `taxRate` with `TAX_RATE_OUT_OF_RANGE` (0..100 %), `unitPrice` with `AMOUNT_TOO_LARGE`
 *
 * Line net = quantity x unit price - discount, rounded once, half up, to minor units. An amount off a line with a negative
 * quantity brings it nearer to zero too.
 *
 * Returns: whether the line can be computed
 */
gboolean
rounds_document_line_compute (const RoundsDocumentLine  *line,
                              RoundsLineAmounts         *amounts,
                              GError                   **error)
{
  g_autoptr(GError) problems = NULL;
  __int128 gross = (__int128) line->quantity * line->unit_price;
  __int128 size = gross < 0 ? -gross : gross;
  __int128 off = (__int128) line->discount * QUANTITY_UNIT;
  gboolean fits;

  if (line->discount < 0)
    rounds_problem_add_field (&problems, "discountValue", "DISCOUNT_NEGATIVE", _("A discount cannot be negative"));
  else if (line->discount_type == ROUNDS_DISCOUNT_PERCENTAGE ? line->discount > PERCENT_UNIT : off > size)
    rounds_problem_add_field (&problems, "discountValue", "DISCOUNT_TOO_LARGE",
                              _("A discount cannot be more than the line"));
  if (line->tax_rate < 0 || line->tax_rate > PERCENT_UNIT)
    rounds_problem_add_field (&problems, "taxRate", "TAX_RATE_OUT_OF_RANGE", _("A VAT rate is between 0 and 100%%"));

  if (problems == NULL)
    {
      fits = size <= (__int128) G_MAXINT64 * QUANTITY_UNIT && divide (gross, QUANTITY_UNIT, &amounts->gross);
      if (fits && line->discount_type == ROUNDS_DISCOUNT_PERCENTAGE)
        fits = divide (gross * (PERCENT_UNIT - line->discount), (gint64) QUANTITY_UNIT * PERCENT_UNIT, &amounts->net);
      else if (fits)
        fits = divide (gross < 0 ? gross + off : gross - off, QUANTITY_UNIT, &amounts->net);
      fits = fits && divide ((__int128) amounts->net * line->tax_rate, PERCENT_UNIT, &amounts->tax);

      if (!fits)
        rounds_problem_add_field (&problems, "unitPrice", "AMOUNT_TOO_LARGE", _("The amount is too large"));
      else
        amounts->discount = amounts->gross - amounts->net;
    }

  if (problems != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problems));
      return FALSE;
    }

  return TRUE;
}

static gboolean
refuse_quantity (GError     **error,
                 const char  *code,
                 const char  *format,
                 gint64       left)
{
  g_autofree char *rest = rounds_number_format (left, 3, 0);
  GError *problem = NULL;

  rounds_problem_add_field (&problem, "quantity", code, format, rest);
  g_propagate_error (error, problem);
  return FALSE;
}

/* Makes the net of @part @net, which is nearer to zero than what it is without a discount, or as near to it as discounts go. */
static void
set_net (RoundsDocumentLine      *part,
         const RoundsLineAmounts *amounts,
         gint64                   net)
{
  __int128 gross = (__int128) part->quantity * part->unit_price;

  part->discount_type = ROUNDS_DISCOUNT_AMOUNT;
  part->discount = MAX (amounts->gross - net, 0);

  /* Of half a cent that was rounded up, nothing is left by taking all of it off. */
  if ((__int128) part->discount * QUANTITY_UNIT > gross)
    {
      part->discount_type = ROUNDS_DISCOUNT_PERCENTAGE;
      part->discount = PERCENT_UNIT;
    }
}

/**
 * rounds_document_line_part:
 * @line: a line that can be computed, with a quantity above 0
 * @taken: what earlier parts have taken of it
 * @quantity: thousandths, what the part shall have of the rest
 * @part: (out caller-allocates): the line of the part
 * @error: field problems of %ROUNDS_PROBLEM_INVALID: `quantity` with `TOO_SMALL` or `ABOVE_REST`, which says what is left; and those of
 *   rounds_document_line_compute()
 *
 * A part of a line: the same price, discount and rate on a part of its quantity, an amount off in proportion. The nets of the parts
 * never come to more than that of the line, and the last part takes exactly what is left of it: where rounding of quantities or
 * discounts would make another sum, the discount of the part makes up for it. When parts of broken quantities were all rounded down, a
 * cent for each may stay untaken, for there is no discount below nothing.
 *
 * Returns: whether there is such a part
 */
gboolean
rounds_document_line_part (const RoundsDocumentLine  *line,
                           const RoundsLineTaken     *taken,
                           gint64                     quantity,
                           RoundsDocumentLine        *part,
                           GError                   **error)
{
  gint64 left = MAX (line->quantity - taken->quantity, 0);
  RoundsLineAmounts whole;
  RoundsLineAmounts natural;
  gint64 rest;
  gint64 net;

  if (quantity <= 0)
    return refuse_quantity (error, "TOO_SMALL", _("The quantity must be more than nothing; %s are left"), left);
  if (quantity > left)
    return refuse_quantity (error, "ABOVE_REST", _("This is more than what is left: %s"), left);

  *part = *line;
  part->quantity = quantity;
  if (line->discount_type == ROUNDS_DISCOUNT_AMOUNT)
    {
      if (!rounds_multiply_divide (line->discount, quantity, line->quantity, &part->discount))
        g_return_val_if_reached (FALSE);
      part->discount = MIN (part->discount, (gint64) ((__int128) quantity * line->unit_price / QUANTITY_UNIT));
    }
  if (!rounds_document_line_compute (line, &whole, error) || !rounds_document_line_compute (part, &natural, error))
    return FALSE;

  rest = MAX (whole.net - taken->net, 0);
  net = quantity == left ? rest : MIN (natural.net, rest);
  if (net != natural.net)
    set_net (part, &natural, net);
  return TRUE;
}

/**
 * rounds_document_compute:
 * @lines: (array length=n_lines) (nullable): what is sold
 * @n_lines: how many
 * @totals: (inout): initialised totals, replaced; empty on error
 * @error: field problems as in rounds_document_line_compute(), of all lines, such as `lines[2].discountValue`; `lines` with
 *   `AMOUNT_TOO_LARGE` when the sum does not fit
 *
 * VAT is computed for each rate on the sum of the line nets of that rate, then rounded half up (EN 16931-1, BR-CO-17);
 * total = nets + VAT.
 *
 * Returns: whether the document can be computed
 */
gboolean
rounds_document_compute (const RoundsDocumentLine  *lines,
                         guint                      n_lines,
                         RoundsDocumentTotals      *totals,
                         GError                   **error)
{
  g_autoptr(GArray) taxes = g_array_new (FALSE, FALSE, sizeof (RoundsTaxLine));
  g_autoptr(GError) problems = NULL;
  gboolean fits = TRUE;

  rounds_document_totals_clear (totals);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr(GError) local = NULL;
      RoundsLineAmounts amounts;
      GPtrArray *fields;

      if (rounds_document_line_compute (&lines[i], &amounts, &local))
        {
          fits = fits && add_line (totals, taxes, &amounts, lines[i].tax_rate);
          continue;
        }

      fields = rounds_problem_get_fields (local);
      for (guint j = 0; j < fields->len; j++)
        {
          const RoundsFieldProblem *problem = g_ptr_array_index (fields, j);
          g_autofree char *path = g_strdup_printf ("lines[%u].%s", i, problem->field);
          rounds_problem_add_field (&problems, path, problem->code, "%s", problem->detail);
        }
    }

  g_array_sort (taxes, compare_rates);
  if (problems == NULL && (!fits || !add_taxes (totals, taxes)))
    rounds_problem_add_field (&problems, "lines", "AMOUNT_TOO_LARGE", _("The total is too large"));

  if (problems != NULL)
    {
      rounds_document_totals_clear (totals);
      g_propagate_error (error, g_steal_pointer (&problems));
      return FALSE;
    }

  totals->n_taxes = taxes->len;
  totals->taxes = (RoundsTaxLine *) (gpointer) g_array_steal (taxes, NULL);
  return TRUE;
}

/**
 * rounds_document_totals_clear:
 * @totals: initialised totals
 *
 * Frees the VAT table and sets all amounts to 0.
 */
void
rounds_document_totals_clear (RoundsDocumentTotals *totals)
{
  g_free (totals->taxes);
  *totals = (RoundsDocumentTotals) ROUNDS_DOCUMENT_TOTALS_INIT;
}
