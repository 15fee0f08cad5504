/* rounds-month-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-month-figures.h"

#include "model/rounds-money.h"

#define CURRENCY "EUR"

struct _RoundsMonthFigures
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *commit;
  GtkLabel *best_case;
  GtkLabel *pipeline;
  GtkLabel *won;
  GtkLabel *weighted;
  GtkLabel *open;
};

G_DEFINE_FINAL_TYPE (RoundsMonthFigures, rounds_month_figures, ADW_TYPE_BIN)

static void
rounds_month_figures_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_MONTH_FIGURES);

  G_OBJECT_CLASS (rounds_month_figures_parent_class)->dispose (object);
}

static void
rounds_month_figures_class_init (RoundsMonthFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_month_figures_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-month-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, commit);
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, best_case);
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, pipeline);
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, won);
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, weighted);
  gtk_widget_class_bind_template_child (widget_class, RoundsMonthFigures, open);
}

static void
rounds_month_figures_init (RoundsMonthFigures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rounds_month_figures_new (void)
{
  return g_object_new (ROUNDS_TYPE_MONTH_FIGURES, NULL);
}

/* Short, with the exact amount in the tooltip; what is nothing is no more than that. */
static void
set_money (GtkLabel *label,
           gint64    amount)
{
  g_autofree char *text = amount != 0 ? rounds_money_format (amount, CURRENCY, ROUNDS_MONEY_ABBREVIATED) : g_strdup ("–");
  g_autofree char *exact = rounds_money_format (amount, CURRENCY, ROUNDS_MONEY_EXACT);

  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), exact);
}

/**
 * rounds_month_figures_show:
 * @figures: of one month, or of the slipped deals
 */
void
rounds_month_figures_show (RoundsMonthFigures          *self,
                           const RoundsForecastFigures *figures)
{
  g_autofree char *open = NULL;

  g_return_if_fail (ROUNDS_IS_MONTH_FIGURES (self));

  set_money (self->commit, figures->commit);
  set_money (self->best_case, figures->best_case);
  set_money (self->pipeline, figures->pipeline);
  set_money (self->won, figures->won);
  set_money (self->weighted, figures->weighted);
  open = rounds_number_format (figures->count, 0, 0);
  gtk_label_set_label (self->open, open);
}
