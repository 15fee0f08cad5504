/* rounds-score-part-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-score-part-view.h"

#include <glib/gi18n-lib.h>

struct _RoundsScorePartView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkLevelBar *level_bar;
  GtkLabel *fact_label;
  GtkWidget *raise_box;
  GtkLabel *raise_label;
};

G_DEFINE_FINAL_TYPE (RoundsScorePartView, rounds_score_part_view, ADW_TYPE_BIN)

static void
rounds_score_part_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_SCORE_PART_VIEW);

  G_OBJECT_CLASS (rounds_score_part_view_parent_class)->dispose (object);
}

static void
rounds_score_part_view_class_init (RoundsScorePartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_score_part_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-score-part-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, value_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, level_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, fact_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, raise_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsScorePartView, raise_label);
}

static void
rounds_score_part_view_init (RoundsScorePartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* How far, not how good: the score itself says that, and says it in a word. */
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_add_offset_value (self->level_bar, GTK_LEVEL_BAR_OFFSET_HIGH, 100);
}

GtkWidget *
rounds_score_part_view_new (void)
{
  return g_object_new (ROUNDS_TYPE_SCORE_PART_VIEW, NULL);
}

/**
 * rounds_score_part_view_show:
 * @words: the part
 */
void
rounds_score_part_view_show (RoundsScorePartView    *self,
                             const RoundsScoreWords *words)
{
  g_autofree char *value = NULL;

  g_return_if_fail (ROUNDS_IS_SCORE_PART_VIEW (self));

  /* Translators: of a part of a score, such as "53 of 100" */
  value = words->known ? g_strdup_printf (_("%d of 100"), (int) (words->value + 0.5)) : g_strdup (_("not counted"));
  gtk_label_set_label (self->title_label, words->label);
  gtk_label_set_label (self->value_label, value);
  gtk_level_bar_set_value (self->level_bar, words->value);
  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), words->known);
  gtk_label_set_label (self->fact_label, words->fact);
  gtk_widget_set_visible (self->raise_box, words->raise != NULL);
  gtk_label_set_label (self->raise_label, words->raise != NULL ? words->raise : "");
}
