/* rounds-board-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-card.h"

#include <glib/gi18n.h>

#include "app/rounds-looks.h"
#include "app/rounds-tooltip.h"
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
  GtkLabel *contact;
  GtkLabel *value;
  GtkLabel *probability;
  GtkImage *date_icon;
  GtkLabel *date;
  GtkWidget *planned;
  GtkWidget *dot;
  GtkImage *planned_icon;
  AdwAvatar *avatar;
  GtkWidget *rotting_box;
  GtkLabel *rotting;

  /* Owned references */
  RoundsTitles *titles;
  RoundsDealMarks *marks;
  RoundsCardSet *selected;
  RoundsRow *row;
  RoundsDealMark *mark;
  RoundsTitle *institution_title;
  RoundsTitle *contact_title;
  RoundsTitle *person_title;
  GSignalGroup *row_signals;
  GSignalGroup *mark_signals;
  GSignalGroup *institution_signals;
  GSignalGroup *contact_signals;
  GSignalGroup *person_signals;
  char *planned_text;

  gboolean mixed;
};

enum
{
  PROP_0,
  PROP_ROW,
  PROP_DESCRIPTION,
  N_PROPS
};

enum
{
  CLICKED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

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

static const char *
get_title (RoundsTitle *title)
{
  return title != NULL ? rounds_title_get_title (title) : NULL;
}

static void
tell_description (RoundsBoardCard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCRIPTION]);
}

static void
show_institution (RoundsBoardCard *self)
{
  const char *name = get_title (self->institution_title);

  gtk_label_set_label (self->institution, name != NULL ? name : "");
}

static void
show_contact (RoundsBoardCard *self)
{
  const char *name = get_title (self->contact_title);

  gtk_label_set_label (self->contact, name != NULL ? name : "");
  /* The line is kept free while the name is on its way: a card does not grow under the pointer. */
  gtk_widget_set_visible (GTK_WIDGET (self->contact), self->contact_title != NULL);
}

static void
show_person (RoundsBoardCard *self)
{
  const char *name = get_title (self->person_title);

  /* What a card said before stays until it is known whom it is of: initials are drawn at a price. */
  if (name != NULL || self->person_title == NULL)
    adw_avatar_set_text (self->avatar, name);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), self->person_title != NULL);
  rounds_tooltip_set (GTK_WIDGET (self->avatar), name);
}

static void
on_institution_changed (RoundsBoardCard *self)
{
  show_institution (self);
  tell_description (self);
}

static void
on_contact_changed (RoundsBoardCard *self)
{
  show_contact (self);
  tell_description (self);
}

static void
follow_title (RoundsBoardCard  *self,
              RoundsTitle     **title,
              GSignalGroup     *signals,
              const char       *kind,
              const char       *id)
{
  g_clear_object (title);
  *title = rounds_titles_lookup (self->titles, kind, id);
  g_signal_group_set_target (signals, *title);
}

static const char *
get_reference (RoundsEntity *deal,
               const char   *field)
{
  return deal != NULL ? rounds_entity_get_text (deal, field) : NULL;
}

static void
follow_names (RoundsBoardCard *self,
              RoundsEntity    *deal)
{
  follow_title (self, &self->institution_title, self->institution_signals, "institution", get_reference (deal, "institution-id"));
  follow_title (self, &self->contact_title, self->contact_signals, "contact", get_reference (deal, "contact-person-id"));
  follow_title (self, &self->person_title, self->person_signals, "user", get_reference (deal, "assigned-user-id"));
  show_institution (self);
  show_contact (self);
  show_person (self);
}

static const struct
{
  RoundsPlanned planned;
  const char *style_class;
} dots[] = {
  { ROUNDS_PLANNED_NONE, "none" },
  { ROUNDS_PLANNED_LATER, "later" },
  { ROUNDS_PLANNED_TODAY, "today" },
  { ROUNDS_PLANNED_OVERDUE, "overdue" },
};

static void
show_mark (RoundsBoardCard *self)
{
  gboolean known = self->mark != NULL && rounds_deal_mark_is_known (self->mark);
  g_autofree char *rotting = known ? rounds_deal_mark_dup_rotting (self->mark) : NULL;
  const char *icon_name = known ? rounds_deal_mark_get_icon (self->mark) : NULL;

  g_clear_pointer (&self->planned_text, g_free);
  self->planned_text = known ? rounds_deal_mark_dup_planned (self->mark) : NULL;

  gtk_widget_set_visible (self->planned, known);
  rounds_tooltip_set (self->planned, self->planned_text);
  gtk_image_set_from_icon_name (self->planned_icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->planned_icon), icon_name != NULL);
  for (guint i = 0; known && i < G_N_ELEMENTS (dots); i++)
    {
      if (dots[i].planned == rounds_deal_mark_get_planned (self->mark))
        gtk_widget_add_css_class (self->dot, dots[i].style_class);
      else
        gtk_widget_remove_css_class (self->dot, dots[i].style_class);
    }

  gtk_label_set_label (self->rotting, rotting != NULL ? rotting : "");
  gtk_widget_set_visible (self->rotting_box, rotting != NULL);
  if (rotting != NULL)
    gtk_widget_add_css_class (self->card, "rotting");
  else
    gtk_widget_remove_css_class (self->card, "rotting");
}

static void
on_mark_changed (RoundsBoardCard *self)
{
  show_mark (self);
  tell_description (self);
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
  rounds_tooltip_set (GTK_WIDGET (self->date), exact);
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
  g_autofree char *text = won ? g_strdup (_("Won"))
                              : rounds_looks_percent (rounds_entity_get_integer (deal, "probability"), 0);

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
      tell_description (self);
      return;
    }

  value = rounds_money_format (rounds_entity_get_integer (deal, "value"), rounds_entity_get_text (deal, "currency"),
                               ROUNDS_MONEY_WHOLE);
  exact = rounds_money_format (rounds_entity_get_integer (deal, "value"), rounds_entity_get_text (deal, "currency"),
                               ROUNDS_MONEY_EXACT);
  gtk_label_set_label (self->name, rounds_entity_get_text (deal, "name"));
  gtk_label_set_label (self->value, value);
  rounds_tooltip_set (GTK_WIDGET (self->value), exact);
  show_chance (self, deal);
  show_date (self, deal);
  tell_description (self);
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

/* Several cards: the picture of one with the edges of two more under it, and how many they are. */
static GtkWidget *
create_stack (GtkWidget *picture,
              guint      n_cards)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = rounds_number_format (n_cards, 0, 0);
  GtkWidget *badge = gtk_label_new (number);

  gtk_box_append (GTK_BOX (box), picture);
  for (guint i = 1; i < MIN (n_cards, 3); i++)
    {
      GtkWidget *edge = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (edge, "dragged-edge");
      gtk_widget_set_margin_start (edge, 8 * i);
      gtk_widget_set_margin_end (edge, 8 * i);
      gtk_box_append (GTK_BOX (box), edge);
    }

  gtk_widget_add_css_class (badge, "dragged-count");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_halign (badge, GTK_ALIGN_END);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);

  return overlay;
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
  guint n_cards = rounds_card_set_contains (self->selected, rounds_row_get_id (self->row)) ? rounds_card_set_get_size (self->selected) : 1;
  GtkWidget *shown = n_cards > 1 ? create_stack (image, n_cards) : image;

  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  /* Without a compositor what is turned or casts a shadow would stand in a black box. */
  if (gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self))))
    gtk_widget_add_css_class (shown, "dragged-card");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), shown);
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

/* With Ctrl or Shift a click selects and nothing else. */
static void
on_released (RoundsBoardCard *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1 && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && self->row != NULL)
    g_signal_emit (self, signals[CLICKED], 0);
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
    case PROP_DESCRIPTION:
      g_value_take_string (value, rounds_board_card_dup_description (ROUNDS_BOARD_CARD (object)));
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
  g_clear_object (&self->mark_signals);
  g_clear_object (&self->institution_signals);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->institution_title);
  g_clear_object (&self->contact_title);
  g_clear_object (&self->person_title);
  g_clear_object (&self->mark);
  g_clear_object (&self->row);
  g_clear_object (&self->marks);
  g_clear_object (&self->selected);
  g_clear_object (&self->titles);
  g_clear_pointer (&self->planned_text, g_free);
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
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-board-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, card);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, institution);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, contact);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, value);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, probability);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, date_icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, date);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, planned);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, dot);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, planned_icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, rotting_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardCard, rotting);
}

static GSignalGroup *
create_title_signals (RoundsBoardCard *self,
                      GCallback        callback)
{
  GSignalGroup *signals = g_signal_group_new (ROUNDS_TYPE_TITLE);

  g_signal_group_connect_swapped (signals, "notify::title", callback, self);
  return signals;
}

static void
rounds_board_card_init (RoundsBoardCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (ROUNDS_TYPE_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::entity", G_CALLBACK (update), self);
  self->mark_signals = g_signal_group_new (ROUNDS_TYPE_DEAL_MARK);
  g_signal_group_connect_swapped (self->mark_signals, "changed", G_CALLBACK (on_mark_changed), self);
  self->institution_signals = create_title_signals (self, G_CALLBACK (on_institution_changed));
  self->contact_signals = create_title_signals (self, G_CALLBACK (on_contact_changed));
  self->person_signals = create_title_signals (self, G_CALLBACK (show_person));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (self->card, GTK_EVENT_CONTROLLER (source));

  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (self->card, GTK_EVENT_CONTROLLER (click));
}

/**
 * rounds_board_card_new:
 * @titles: where the names of institutions and people come from
 * @marks: where it says what a deal needs
 * @selected: what is selected on the board: it is dragged together
 */
GtkWidget *
rounds_board_card_new (RoundsTitles    *titles,
                       RoundsDealMarks *marks,
                       RoundsCardSet   *selected)
{
  RoundsBoardCard *self = g_object_new (ROUNDS_TYPE_BOARD_CARD, NULL);

  self->titles = g_object_ref (titles);
  self->marks = g_object_ref (marks);
  self->selected = g_object_ref (selected);
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
  g_clear_object (&self->mark);
  if (row != NULL)
    self->mark = rounds_deal_marks_lookup (self->marks, rounds_row_get_id (row));
  g_signal_group_set_target (self->mark_signals, self->mark);
  g_signal_group_set_target (self->row_signals, row);
  show_mark (self);
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
  GtkLabel *labels[] = { self->name, self->institution, self->contact, self->value, self->probability, self->date };
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  g_return_val_if_fail (ROUNDS_IS_BOARD_CARD (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_label_get_label (labels[i])[0] != '\0' && gtk_widget_get_visible (GTK_WIDGET (labels[i])))
      g_ptr_array_add (parts, (gpointer) gtk_label_get_label (labels[i]));
  if (self->planned_text != NULL)
    g_ptr_array_add (parts, self->planned_text);
  if (gtk_widget_get_visible (self->rotting_box))
    g_ptr_array_add (parts, (gpointer) gtk_label_get_label (self->rotting));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}
