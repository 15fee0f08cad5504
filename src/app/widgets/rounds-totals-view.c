/* rounds-totals-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-totals-view.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-money.h"

struct _RoundsTotalsView
{
  AdwBin parent_instance;

  /* Borrowed references */
  GtkGrid *grid;

  guint n_rows; /* that are there, shown or not */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (RoundsTotalsView, rounds_totals_view, ADW_TYPE_BIN)

static void
add_row (RoundsTotalsView *self,
         guint             row)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_grid_attach (self->grid, label, 0, (int) row, 1, 1);
  gtk_grid_attach (self->grid, value, 1, (int) row, 1, 1);
  self->n_rows = row + 1;
}

static void
show_row (RoundsTotalsView *self,
          guint            *row,
          const char       *text,
          gint64            amount,
          const char       *currency,
          gboolean          is_total)
{
  g_autofree char *money = rounds_money_format (amount, currency, ROUNDS_MONEY_EXACT);
  GtkWidget *label, *value;

  if (*row == self->n_rows)
    add_row (self, *row);
  label = gtk_grid_get_child_at (self->grid, 0, (int) *row);
  value = gtk_grid_get_child_at (self->grid, 1, (int) *row);
  (*row)++;

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_label (GTK_LABEL (value), money);
  gtk_widget_set_css_classes (label, (const char *[]) { is_total ? "heading" : "dimmed", NULL });
  gtk_widget_set_css_classes (value, (const char *[]) { "numeric", is_total ? "heading" : NULL, NULL });
  gtk_widget_set_visible (label, TRUE);
  gtk_widget_set_visible (value, TRUE);
}

static char *
describe_tax (const RoundsTaxLine *tax,
              const char          *currency)
{
  g_autofree char *rate = rounds_looks_percent (tax->rate, 2);
  g_autofree char *base = rounds_money_format (tax->base, currency, ROUNDS_MONEY_EXACT);

  /* Translators: a line of the VAT table: the rate, then the amount that it is taken of, such as "VAT 20% on €1,234.56" */
  return g_strdup_printf (_("VAT %s on %s"), rate, base);
}

static void
rounds_totals_view_class_init (RoundsTotalsViewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rounds_totals_view_init (RoundsTotalsView *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 18);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"), -1);
}

/**
 * rounds_totals_view_show:
 * @totals: what the lines come to
 * @currency: ISO 4217
 */
void
rounds_totals_view_show (RoundsTotalsView           *self,
                         const RoundsDocumentTotals *totals,
                         const char                 *currency)
{
  guint row = 0;

  g_return_if_fail (ROUNDS_IS_TOTALS_VIEW (self));

  if (totals->discount != 0)
    {
      show_row (self, &row, _("Before discount"), totals->net + totals->discount, currency, FALSE);
      show_row (self, &row, _("Discount"), -totals->discount, currency, FALSE);
    }
  show_row (self, &row, _("Net total"), totals->net, currency, FALSE);
  for (guint i = 0; i < totals->n_taxes; i++)
    {
      g_autofree char *text = describe_tax (&totals->taxes[i], currency);

      show_row (self, &row, text, totals->taxes[i].tax, currency, FALSE);
    }
  show_row (self, &row, _("Total with VAT"), totals->total, currency, TRUE);

  self->n_shown = row;
  for (; row < self->n_rows; row++)
    for (int column = 0; column < 2; column++)
      gtk_widget_set_visible (gtk_grid_get_child_at (self->grid, column, (int) row), FALSE);
}

/**
 * rounds_totals_view_add:
 * @text: what it is
 * @amount: minor units
 * @currency: ISO 4217
 * @is_total: whether it is what the lines before it come to
 *
 * Adds a line to what rounds_totals_view_show() has shown.
 */
void
rounds_totals_view_add (RoundsTotalsView *self,
                        const char       *text,
                        gint64            amount,
                        const char       *currency,
                        gboolean          is_total)
{
  g_return_if_fail (ROUNDS_IS_TOTALS_VIEW (self));

  show_row (self, &self->n_shown, text, amount, currency, is_total);
}
