/* rounds-forecast-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-forecast-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-chart-key.h"
#include "app/widgets/rounds-chart-view.h"
#include "app/widgets/rounds-figure-card.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"
#include "rules/rounds-growth.h"

#define CURRENCY "EUR"
#define MONTHS_DEFAULT 3
#define MONTHS_MAXIMUM 12

struct _RoundsForecastSummary
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *content;
  GtkGrid *figures;
  RoundsFigureCard *won_card;
  RoundsFigureCard *likely_card;
  RoundsFigureCard *range_card;
  GtkLabel *chart_caption;
  AdwToggleGroup *period;
  RoundsChartView *chart;
  RoundsChartKey *won_key;
  RoundsChartKey *commit_key;
  RoundsChartKey *best_case_key;
  RoundsChartKey *pipeline_key;
  RoundsChartKey *mean_key;
  RoundsChartKey *range_key;

  /* Owned references */
  RoundsForecast *forecast;
  char *today;

  guint months;
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_MONTHS,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsForecastSummary, rounds_forecast_summary, ADW_TYPE_BIN)

static char *
format_value (double   value,
              gboolean exact)
{
  return rounds_money_format ((gint64) value, CURRENCY, exact ? ROUNDS_MONEY_EXACT : ROUNDS_MONEY_ABBREVIATED);
}

static char *
format_money (gint64           amount,
              RoundsMoneyStyle style)
{
  return rounds_money_format (amount, CURRENCY, style);
}

static char *
format_range (gint64           low,
              gint64           high,
              RoundsMoneyStyle style)
{
  g_autofree char *from = format_money (low, style);
  g_autofree char *to = format_money (high, style);

  return g_strdup_printf ("%s – %s", from, to);
}

/* A month that has passed holds nothing open any more. */
static gboolean
is_past (RoundsForecastSummary *self,
         guint                  month)
{
  return strncmp (self->forecast->months[month].month, self->today, 7) < 0;
}

static void
set_key (RoundsChartKey *key,
         gint64          amount)
{
  g_autofree char *text = format_money (amount, ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *exact = format_money (amount, ROUNDS_MONEY_EXACT);

  rounds_chart_key_set_value (key, text, exact);
}

/* The legend tells the figures of the month that is pointed at; of the period when none is. */
static void
show_keys (RoundsForecastSummary *self)
{
  const int month = self->forecast != NULL ? rounds_chart_view_get_bar (self->chart) : -1;
  const RoundsForecastFigures *figures;
  const char *last;
  g_autofree char *caption = NULL;
  g_autofree char *range = NULL;
  g_autofree char *exact = NULL;

  if (self->forecast == NULL)
    return;

  figures = month >= 0 ? &self->forecast->months[month].figures : &self->forecast->total;
  last = self->forecast->months[self->forecast->n_months - 1].month;
  if (month >= 0)
    caption = rounds_month_format (self->forecast->months[month].month, FALSE);
  else
    {
      g_autofree char *from = rounds_month_format (self->forecast->months[0].month, TRUE);
      g_autofree char *to = rounds_month_format (last, TRUE);

      caption = g_strdup_printf (_("%s – %s"), from, to);
    }
  gtk_label_set_label (self->chart_caption, caption);

  set_key (self->won_key, figures->won);
  set_key (self->commit_key, figures->commit);
  set_key (self->best_case_key, figures->best_case);
  set_key (self->pipeline_key, figures->pipeline);
  if (month >= 0 && is_past (self, (guint) month))
    {
      rounds_chart_key_set_value (self->mean_key, NULL, NULL);
      rounds_chart_key_set_value (self->range_key, NULL, NULL);
      return;
    }

  set_key (self->mean_key, figures->won + figures->spread.mean);
  range = format_range (figures->won + figures->spread.p10, figures->won + figures->spread.p90, ROUNDS_MONEY_ABBREVIATED);
  exact = format_range (figures->won + figures->spread.p10, figures->won + figures->spread.p90, ROUNDS_MONEY_EXACT);
  rounds_chart_key_set_value (self->range_key, range, exact);
}

/* One month in a sentence: what the chart shows to whoever does not see it. */
static char *
describe_month (RoundsForecastSummary *self,
                guint                  month)
{
  const RoundsForecastFigures *figures = &self->forecast->months[month].figures;
  g_autofree char *name = rounds_month_format (self->forecast->months[month].month, FALSE);
  g_autofree char *won = format_money (figures->won, ROUNDS_MONEY_EXACT);
  g_autofree char *commit = format_money (figures->commit, ROUNDS_MONEY_EXACT);
  g_autofree char *best_case = format_money (figures->best_case, ROUNDS_MONEY_EXACT);
  g_autofree char *pipeline = format_money (figures->pipeline, ROUNDS_MONEY_EXACT);
  g_autofree char *mean = format_money (figures->won + figures->spread.mean, ROUNDS_MONEY_EXACT);
  g_autofree char *range = format_range (figures->won + figures->spread.p10, figures->won + figures->spread.p90,
                                         ROUNDS_MONEY_EXACT);

  if (is_past (self, month))
    /* Translators: a month that has passed, such as “October 2026: 12 000 € won” */
    return g_strdup_printf (_("%s: %s won"), name, won);
  /* Translators: a month, then amounts; the last one is a range, such as “10 000 € – 40 000 €” */
  return g_strdup_printf (_("%s: %s won, commit %s, best case %s, pipeline %s, expected %s, in 8 cases of 10 %s"),
                          name, won, commit, best_case, pipeline, mean, range);
}

static void
show_chart (RoundsForecastSummary *self)
{
  RoundsStackedStep steps[ROUNDS_FORECAST_MONTHS_MAXIMUM] = { 0 };
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) descriptions = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  g_auto(GStrv) sentences = NULL;

  for (guint i = 0; i < self->forecast->n_months; i++)
    {
      const RoundsForecastFigures *figures = &self->forecast->months[i].figures;

      /* The levels hold one another; in the bar each stands on the one before. */
      steps[i].parts[0] = (double) figures->won;
      steps[i].parts[1] = (double) figures->commit;
      steps[i].parts[2] = (double) (figures->best_case - figures->commit);
      steps[i].parts[3] = (double) (figures->pipeline - figures->best_case);
      steps[i].has_range = !is_past (self, i);
      steps[i].low = (double) (figures->won + figures->spread.p10);
      steps[i].middle = (double) (figures->won + figures->spread.mean);
      steps[i].high = (double) (figures->won + figures->spread.p90);
      g_strv_builder_take (labels, rounds_looks_month (self->forecast->months[i].month));
      g_strv_builder_take (descriptions, describe_month (self, i));
    }
  names = g_strv_builder_end (labels);
  sentences = g_strv_builder_end (descriptions);

  rounds_chart_view_set_steps (self->chart, steps, (const char * const *) names, (const char * const *) sentences,
                               self->forecast->n_months, format_value);
}

/* How the likely outcome stands beside what was won in as many months before; nothing where nothing was. */
static char *
describe_growth (RoundsForecastSummary *self,
                 gint64                 likely,
                 gint64                 won_before)
{
  const int n_months = (int) self->forecast->n_months;
  double percent;
  g_autofree char *number = NULL;

  if (!rounds_growth_compute (likely, won_before, &percent))
    return NULL;

  number = rounds_looks_percent (llround (fabs (percent)), 0);
  return g_strdup_printf (percent >= 0
                            /* Translators: more or less than in as many months before: "+12% on the 3 months before" */
                            ? ngettext ("+%s on the month before", "+%s on the %d months before", n_months)
                            : ngettext ("−%s on the month before", "−%s on the %d months before", n_months),
                          number, n_months);
}

static void
show_figures (RoundsForecastSummary *self,
              gint64                 won_before)
{
  const RoundsForecastFigures *total = &self->forecast->total;
  const gint64 likely = total->won + total->spread.p50;
  g_autofree char *growth = describe_growth (self, likely, won_before);
  g_autofree char *number = rounds_number_format (total->won_count, 0, 0);
  g_autofree char *won = g_strdup_printf (ngettext ("%s deal", "%s deals", total->won_count), number);
  g_autofree char *range = format_range (total->won + total->spread.p10, total->won + total->spread.p90, ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *exact = format_range (total->won + total->spread.p10, total->won + total->spread.p90, ROUNDS_MONEY_EXACT);

  rounds_figure_card_set_money (self->won_card, total->won, CURRENCY, won);
  rounds_figure_card_set_money (self->likely_card, likely, CURRENCY, growth != NULL ? growth : _("As likely more as less"));
  rounds_figure_card_set_text (self->range_card, range, exact, C_("forecast", "In 8 cases of 10"));
}

static void
on_bar_changed (RoundsForecastSummary *self,
                RoundsChartView       *chart)
{
  show_keys (self);
}

static void
on_period (RoundsForecastSummary *self)
{
  const char *name = adw_toggle_group_get_active_name (self->period);
  guint months = name != NULL ? (guint) g_ascii_strtoull (name, NULL, 10) : 0;

  if (months == 0 || months == self->months)
    return;

  self->months = months;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MONTHS]);
}

/* The figures stand in a column beside the chart; over it, two of them side by side, and the period may take a line of its own. */
static void
place_figures (RoundsForecastSummary *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->figures));
  GtkGridLayoutChild *likely = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->likely_card)));
  GtkGridLayoutChild *range = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->range_card)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  self->compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->period), self->compact ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  rounds_figure_card_set_wraps (self->likely_card, self->compact);
  gtk_grid_layout_child_set_row (likely, self->compact ? 0 : 1);
  gtk_grid_layout_child_set_column (likely, self->compact ? 1 : 0);
  gtk_grid_layout_child_set_row (range, self->compact ? 1 : 2);
  gtk_grid_layout_child_set_column_span (range, self->compact ? 2 : 1);
}

static void
rounds_forecast_summary_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RoundsForecastSummary *self = ROUNDS_FORECAST_SUMMARY (object);

  switch (prop_id)
    {
    case PROP_MONTHS:
      g_value_set_uint (value, self->months);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_forecast_summary_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RoundsForecastSummary *self = ROUNDS_FORECAST_SUMMARY (object);
  g_autofree char *name = NULL;

  switch (prop_id)
    {
    case PROP_MONTHS:
      name = g_strdup_printf ("%u", g_value_get_uint (value));
      if (adw_toggle_group_get_toggle_by_name (self->period, name) != NULL)
        adw_toggle_group_set_active_name (self->period, name);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      place_figures (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_forecast_summary_dispose (GObject *object)
{
  /* AdwBin unparents its child itself; the template must not have done it before. */
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rounds_forecast_summary_parent_class)->dispose (object);
}

static void
rounds_forecast_summary_finalize (GObject *object)
{
  RoundsForecastSummary *self = ROUNDS_FORECAST_SUMMARY (object);

  g_clear_pointer (&self->forecast, rounds_forecast_free);
  g_clear_pointer (&self->today, g_free);

  G_OBJECT_CLASS (rounds_forecast_summary_parent_class)->finalize (object);
}

static void
rounds_forecast_summary_class_init (RoundsForecastSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_forecast_summary_get_property;
  object_class->set_property = rounds_forecast_summary_set_property;
  object_class->dispose = rounds_forecast_summary_dispose;
  object_class->finalize = rounds_forecast_summary_finalize;

  props[PROP_MONTHS] = g_param_spec_uint ("months", NULL, NULL, 1, MONTHS_MAXIMUM, MONTHS_DEFAULT,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_CHART_KEY);
  g_type_ensure (ROUNDS_TYPE_CHART_VIEW);
  g_type_ensure (ROUNDS_TYPE_FIGURE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-forecast-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, content);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, figures);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, won_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, likely_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, range_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, chart_caption);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, period);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, chart);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, won_key);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, commit_key);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, best_case_key);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, pipeline_key);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, mean_key);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastSummary, range_key);
  gtk_widget_class_bind_template_callback (widget_class, on_bar_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_period);
}

static void
rounds_forecast_summary_init (RoundsForecastSummary *self)
{
  RoundsChartKey **keys[] = { &self->won_key, &self->commit_key, &self->best_case_key,
                              &self->pipeline_key, &self->mean_key, &self->range_key };

  self->months = MONTHS_DEFAULT;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    rounds_chart_key_set_chart (*keys[i], self->chart);
}

/**
 * rounds_forecast_summary_show:
 * @forecast: what there is to show; copied
 * @won_before: what was won in as many months before it, in minor units
 * @today: a valid date
 */
void
rounds_forecast_summary_show (RoundsForecastSummary *self,
                              const RoundsForecast  *forecast,
                              gint64                 won_before,
                              const char            *today)
{
  g_return_if_fail (ROUNDS_IS_FORECAST_SUMMARY (self));
  g_return_if_fail (forecast != NULL && forecast->n_months > 0);

  g_set_str (&self->today, today);
  rounds_forecast_free (self->forecast);
  self->forecast = g_memdup2 (forecast, sizeof *forecast);

  show_figures (self, won_before);
  show_chart (self);
  show_keys (self);
}
