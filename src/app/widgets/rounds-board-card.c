/* rounds-board-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-card.h"

#include <glib/gi18n.h>

#include "app/rounds-looks.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"
#include "rules/rounds-stage.h"

struct _RoundsBoardCard
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *card;
  GtkLabel *name;
  GtkLabel *institution;
  GtkLabel *value;
  GtkLabel *probability;
  GtkImage *date_icon;
  GtkLabel *date;
  AdwAvatar *avatar;

  /* Owned references */
  RoundsTitles *titles;
  RoundsRow *row;
  RoundsTitle *institution_title;
  RoundsTitle *person_title;
  GSignalGroup *row_signals;
  GSignalGroup *institution_signals;
  GSignalGroup *person_signals;

  gboolean mixed;
};

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsBoardCard, rounds_board_card, ADW_TYPE_BIN)

static RoundsDraggedCard *
rounds_dragged_card_copy (RoundsDraggedCard *self)
{
  RoundsDraggedCard *copy = g_new0 (RoundsDraggedCard, 1);

  copy->id = g_strdup (self->id);
  return copy;
}

static void
rounds_dragged_card_free (RoundsDraggedCard *self)
{
  g_free (self->id);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (RoundsDraggedCard, rounds_dragged_card, rounds_dragged_card_copy, rounds_dragged_card_free)

static void
update_names (RoundsBoardCard *self)
{
  const char *institution = self->institution_title != NULL ? rounds_title_get_title (self->institution_title) : NULL;
  const char *person = self->person_title != NULL ? rounds_title_get_title (self->person_title) : NULL;

  gtk_label_set_label (self->institution, institution != NULL ? institution : "");
  adw_avatar_set_text (self->avatar, person);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), self->person_title != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->avatar), person);
}

static void
follow_names (RoundsBoardCard *self,
              RoundsEntity    *deal)
{
  g_clear_object (&self->institution_title);
  g_clear_object (&self->person_title);

  if (deal != NULL)
    {
      self->institution_title =
        rounds_titles_lookup (self->titles, "institution", rounds_entity_get_text (deal, "institution-id"));
      self->person_title = rounds_titles_lookup (self->titles, "user", rounds_entity_get_text (deal, "assigned-user-id"));
    }

  g_signal_group_set_target (self->institution_signals, self->institution_title);
  g_signal_group_set_target (self->person_signals, self->person_title);
  update_names (self);
}

static const char *date_classes[] = { "caption", "dim-label", NULL };
static const char *late_classes[] = { "caption", "warning", NULL };

static void
show_date (RoundsBoardCard *self,
           RoundsEntity    *deal)
{
  g_autofree char *today = rounds_looks_today ();
  const char *expected = rounds_entity_get_text (deal, "expected-close-date");
  const char *actual = rounds_entity_get_text (deal, "actual-close-date");
  RoundsStage stage = rounds_stage_from_text (rounds_entity_get_text (deal, "stage"));
  gboolean slipped = !rounds_stage_is_closed (stage) && expected != NULL && g_strcmp0 (expected, today) < 0;
  const char *date = actual != NULL ? actual : expected;
  g_autofree char *near = date != NULL ? rounds_date_format_near (date, today) : g_strdup ("");
  g_autofree char *exact = date != NULL ? rounds_date_format (date) : NULL;
  g_autofree char *text = NULL;

  /* Translators: a deal whose expected close date has passed; %s is the date. */
  text = slipped ? g_strdup_printf (_("Slipped, %s"), near) : g_strdup (near);
  gtk_label_set_label (self->date, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->date), exact);
  gtk_image_set_from_icon_name (self->date_icon, slipped ? "dialog-warning-symbolic" : "x-office-calendar-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->date), slipped ? late_classes : date_classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->date_icon), slipped ? late_classes : date_classes);
}

/* How likely it is; that it is won where that is not to be seen from its column. */
static void
show_chance (RoundsBoardCard *self,
             RoundsEntity    *deal)
{
  RoundsStage stage = rounds_stage_from_text (rounds_entity_get_text (deal, "stage"));
  gboolean won = self->mixed && stage == ROUNDS_STAGE_CLOSED_WON;
  /* Translators: a probability in percent, as on a card: "50 %". */
  g_autofree char *text = won ? g_strdup (_("Won"))
                              : g_strdup_printf (_("%d%%"), (int) rounds_entity_get_integer (deal, "probability"));

  gtk_label_set_label (self->probability, text);
  gtk_widget_set_visible (GTK_WIDGET (self->probability), won || !rounds_stage_is_closed (stage));
  if (won)
    gtk_widget_add_css_class (GTK_WIDGET (self->probability), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->probability), "success");
}

static void
update (RoundsBoardCard *self)
{
  RoundsEntity *deal = self->row != NULL ? rounds_row_get_entity (self->row) : NULL;
  g_autofree char *value = NULL;
  g_autofree char *exact = NULL;

  follow_names (self, deal);

  if (deal == NULL)
    {
      gtk_label_set_label (self->name, "");
      gtk_label_set_label (self->value, "");
      gtk_label_set_label (self->probability, "");
      gtk_label_set_label (self->date, "");
      gtk_image_clear (self->date_icon);
      return;
    }

  value = rounds_money_format (rounds_entity_get_integer (deal, "value"), rounds_entity_get_text (deal, "currency"),
                               ROUNDS_MONEY_WHOLE);
  exact = rounds_money_format (rounds_entity_get_integer (deal, "value"), rounds_entity_get_text (deal, "currency"),
                               ROUNDS_MONEY_EXACT);
  gtk_label_set_label (self->name, rounds_entity_get_text (deal, "name"));
  gtk_label_set_label (self->value, value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), exact);
  show_chance (self, deal);
  show_date (self, deal);
}

static GdkContentProvider *
on_drag_prepare (RoundsBoardCard *self,
                 double           x,
                 double           y,
                 GtkDragSource   *source)
{
  RoundsDraggedCard dragged;

  if (self->row == NULL || rounds_row_get_entity (self->row) == NULL)
    return NULL;

  dragged.id = (char *) rounds_row_get_id (self->row);
  return gdk_content_provider_new_typed (ROUNDS_TYPE_DRAGGED_CARD, &dragged);
}

static void
on_drag_begin (RoundsBoardCard *self,
               GdkDrag         *drag,
               GtkDragSource   *source)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (self->card);
  g_autoptr(GdkPaintable) picture = gdk_paintable_get_current_image (paintable);
  GtkWidget *image = gtk_picture_new_for_paintable (picture);
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);

  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  /* Without a compositor what is turned or casts a shadow would stand in a black box. */
  if (gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self))))
    gtk_widget_add_css_class (image, "dragged-card");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), image);
  gdk_drag_set_hotspot (drag, 36, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragging");
}

static void
on_drag_end (RoundsBoardCard *self,
             GdkDrag         *drag,
             gboolean         delete_data,
             GtkDragSource   *source)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragging");
}

static void
rounds_board_card_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ROW:
      g_value_set_object (value, ROUNDS_BOARD_CARD (object)->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_board_card_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ROW:
      rounds_board_card_set_row (ROUNDS_BOARD_CARD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_board_card_dispose (GObject *object)
{
  RoundsBoardCard *self = ROUNDS_BOARD_CARD (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->institution_signals);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->institution_title);
  g_clear_object (&self->person_title);
  g_clear_object (&self->row);
  g_clear_object (&self->titles);
  /* AdwBin unparents its child itself; the template must not have done it before. */
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (rounds_board_card_parent_class)->dispose (object);
}

static void
rounds_board_card_class_init (RoundsBoardCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_board_card_get_property;
  object_class->set_property = rounds_board_card_set_property;
  object_class->dispose = rounds_board_card_dispose;

  props[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, ROUNDS_TYPE_ROW,
                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-board-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, card);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, institution);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, value);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, probability);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, date_icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, date);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, avatar);
}

static void
rounds_board_card_init (RoundsBoardCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (ROUNDS_TYPE_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::entity", G_CALLBACK (update), self);
  self->institution_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_swapped (self->institution_signals, "notify::title", G_CALLBACK (update_names), self);
  self->person_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_swapped (self->person_signals, "notify::title", G_CALLBACK (update_names), self);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (self->card, GTK_EVENT_CONTROLLER (source));
}

/**
 * rounds_board_card_new:
 * @titles: where the names of institutions and people come from
 */
GtkWidget *
rounds_board_card_new (RoundsTitles *titles)
{
  RoundsBoardCard *self = g_object_new (ROUNDS_TYPE_BOARD_CARD, NULL);

  self->titles = g_object_ref (titles);
  return GTK_WIDGET (self);
}

/**
 * rounds_board_card_set_row:
 * @row: (nullable): the deal to show
 */
void
rounds_board_card_set_row (RoundsBoardCard *self,
                           RoundsRow       *row)
{
  g_return_if_fail (ROUNDS_IS_BOARD_CARD (self));

  if (!g_set_object (&self->row, row))
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragging");
  g_signal_group_set_target (self->row_signals, row);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROW]);
}

/**
 * rounds_board_card_set_mixed:
 * @mixed: whether a won deal says so
 */
void
rounds_board_card_set_mixed (RoundsBoardCard *self,
                             gboolean         mixed)
{
  g_return_if_fail (ROUNDS_IS_BOARD_CARD (self));

  self->mixed = mixed;
}

RoundsRow *
rounds_board_card_get_row (RoundsBoardCard *self)
{
  g_return_val_if_fail (ROUNDS_IS_BOARD_CARD (self), NULL);

  return self->row;
}

/**
 * rounds_board_card_set_placeholder:
 * @height: pixels, or 0 to show the card itself
 *
 * Shows the dashed outline of the place where a card will land.
 */
void
rounds_board_card_set_placeholder (RoundsBoardCard *self,
                                   int              height)
{
  g_return_if_fail (ROUNDS_IS_BOARD_CARD (self));

  gtk_widget_set_visible (self->card, height == 0);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, height > 0 ? height : -1);
  if (height > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "board-gap");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "board-gap");
}

/**
 * rounds_board_card_dup_description:
 *
 * Returns: (transfer full): the card in one sentence, for assistive technology
 */
char *
rounds_board_card_dup_description (RoundsBoardCard *self)
{
  GPtrArray *parts = g_ptr_array_new ();
  GtkLabel *labels[] = { self->name, self->institution, self->value, self->probability, self->date };
  char *text;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_label_get_label (labels[i])[0] != '\0' && gtk_widget_get_visible (GTK_WIDGET (labels[i])))
      g_ptr_array_add (parts, (gpointer) gtk_label_get_label (labels[i]));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (", ", (char **) parts->pdata);
  g_ptr_array_unref (parts);

  return text;
}
