/* rounds-figure-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-figure-card.h"

#include "model/rounds-money.h"

struct _RoundsFigureCard
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *caption_label;
  GtkLabel *value_label;
  GtkLabel *note_label;
};

enum
{
  PROP_0,
  PROP_CAPTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsFigureCard, rounds_figure_card, ADW_TYPE_BIN)

static void
rounds_figure_card_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, gtk_label_get_label (ROUNDS_FIGURE_CARD (object)->caption_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_figure_card_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CAPTION:
      gtk_label_set_label (ROUNDS_FIGURE_CARD (object)->caption_label, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_figure_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_FIGURE_CARD);

  G_OBJECT_CLASS (rounds_figure_card_parent_class)->dispose (object);
}

static void
rounds_figure_card_class_init (RoundsFigureCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_figure_card_get_property;
  object_class->set_property = rounds_figure_card_set_property;
  object_class->dispose = rounds_figure_card_dispose;

  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-figure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFigureCard, caption_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFigureCard, value_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFigureCard, note_label);
}

static void
rounds_figure_card_init (RoundsFigureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_figure_card_set_count:
 * @count: how many
 * @note: (nullable): a few words below it
 */
void
rounds_figure_card_set_count (RoundsFigureCard *self,
                              gint64            count,
                              const char       *note)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROUNDS_IS_FIGURE_CARD (self));

  text = rounds_number_format (count, 0, 0);
  gtk_label_set_label (self->value_label, text);
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
}

/**
 * rounds_figure_card_set_money:
 * @amount: minor units
 * @currency: its code
 * @note: (nullable): a few words below it
 *
 * Short in the card, exact in the tooltip.
 */
void
rounds_figure_card_set_money (RoundsFigureCard *self,
                              gint64            amount,
                              const char       *currency,
                              const char       *note)
{
  g_autofree char *text = rounds_money_format (amount, currency, ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *exact = rounds_money_format (amount, currency, ROUNDS_MONEY_EXACT);

  rounds_figure_card_set_text (self, text, exact, note);
}

/**
 * rounds_figure_card_set_text:
 * @text: the figure as it reads
 * @exact: (nullable): in full, for the tooltip
 * @note: (nullable): a few words below it
 */
void
rounds_figure_card_set_text (RoundsFigureCard *self,
                             const char       *text,
                             const char       *exact,
                             const char       *note)
{
  g_return_if_fail (ROUNDS_IS_FIGURE_CARD (self));

  gtk_label_set_label (self->value_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), exact);
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_label), note);
}

/**
 * rounds_figure_card_set_wraps:
 * @wraps: whether the words below may take a second line, where the card is narrow
 */
void
rounds_figure_card_set_wraps (RoundsFigureCard *self,
                              gboolean          wraps)
{
  g_return_if_fail (ROUNDS_IS_FIGURE_CARD (self));

  gtk_label_set_wrap (self->note_label, wraps);
  gtk_label_set_lines (self->note_label, wraps ? 2 : -1);
}
