/* rounds-score-badge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-score-badge.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-score-part-view.h"

struct _RoundsScoreBadge
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *button;
  GtkImage *image;
  GtkLabel *score_label;
  GtkLabel *word_label;
  GtkPopover *popover;
  GtkLabel *title_label;
  GtkLabel *description_label;
  GtkBox *parts_box;

  const char *style_class;

  /* Owned references */
  char *title;
  char *description;
  char *icon_name;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsScoreBadge, rounds_score_badge, ADW_TYPE_BIN)

static void
rounds_score_badge_constructed (GObject *object)
{
  RoundsScoreBadge *self = ROUNDS_SCORE_BADGE (object);

  G_OBJECT_CLASS (rounds_score_badge_parent_class)->constructed (object);

  gtk_image_set_from_icon_name (self->image, self->icon_name);
  gtk_label_set_label (self->title_label, self->title);
  gtk_label_set_label (self->description_label, self->description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
}

static void
rounds_score_badge_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsScoreBadge *self = ROUNDS_SCORE_BADGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_score_badge_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsScoreBadge *self = ROUNDS_SCORE_BADGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_DESCRIPTION:
      self->description = g_value_dup_string (value);
      break;
    case PROP_ICON_NAME:
      self->icon_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_score_badge_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rounds_score_badge_parent_class)->dispose (object);
}

static void
rounds_score_badge_finalize (GObject *object)
{
  RoundsScoreBadge *self = ROUNDS_SCORE_BADGE (object);

  g_free (self->title);
  g_free (self->description);
  g_free (self->icon_name);

  G_OBJECT_CLASS (rounds_score_badge_parent_class)->finalize (object);
}

static void
rounds_score_badge_class_init (RoundsScoreBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rounds_score_badge_constructed;
  object_class->get_property = rounds_score_badge_get_property;
  object_class->set_property = rounds_score_badge_set_property;
  object_class->dispose = rounds_score_badge_dispose;
  object_class->finalize = rounds_score_badge_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, "", flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-score-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, button);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, score_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, word_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, description_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsScoreBadge, parts_box);
}

static void
rounds_score_badge_init (RoundsScoreBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The same views again when the score is shown anew, so an open popover stays as it is. */
static void
show_parts (RoundsScoreBadge *self,
            GPtrArray        *words)
{
  GtkWidget *view = gtk_widget_get_first_child (GTK_WIDGET (self->parts_box));

  for (guint i = 0; i < words->len; i++)
    {
      if (view == NULL)
        {
          view = rounds_score_part_view_new ();
          gtk_box_append (self->parts_box, view);
        }
      rounds_score_part_view_show (ROUNDS_SCORE_PART_VIEW (view), g_ptr_array_index (words, i));
      view = gtk_widget_get_next_sibling (view);
    }
}

/**
 * rounds_score_badge_show:
 * @score: 0..100
 * @word: what the score means
 * @style_class: (transfer none): static, the colour
 * @words: (element-type RoundsScoreWords): its parts, always as many
 */
void
rounds_score_badge_show (RoundsScoreBadge *self,
                         int               score,
                         const char       *word,
                         const char       *style_class,
                         GPtrArray        *words)
{
  g_autofree char *number = g_strdup_printf ("%d", score);
  g_autofree char *name = NULL;

  g_return_if_fail (ROUNDS_IS_SCORE_BADGE (self));

  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), self->style_class);
  self->style_class = style_class;
  gtk_widget_add_css_class (GTK_WIDGET (self->button), style_class);

  /* Translators: the name of a score, the score itself and what it means, such as "Customer health: 74, Needs attention" */
  name = g_strdup_printf (_("%s: %d, %s"), self->title, score, word);
  gtk_label_set_label (self->score_label, number);
  gtk_label_set_label (self->word_label, word);
  gtk_label_set_label (self->title_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_parts (self, words);
}
