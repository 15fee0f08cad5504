/* rounds-relation-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-relation-map-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Room around the map and between its cards, in pixels at full size. */
#define MARGIN 24
#define COLUMN_GAP 18
#define ROW_GAP 42

#define ZOOM_STEP 1.2
#define LEAST_ZOOM 0.4
#define GREATEST_ZOOM 2.0

#define LINE_WIDTH 1.5
#define LINE_STRENGTH 0.35

G_DEFINE_FINAL_TYPE (RoundsRelationMap, rounds_relation_map, GTK_TYPE_WIDGET)

static const char *
get_id (gpointer card)
{
  return rounds_entity_get_id (rounds_relation_card_get_contact (card));
}

int
_rounds_relation_map_get_focused (RoundsRelationMap *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint index;

  return child != NULL && g_ptr_array_find (self->cards, child, &index) ? (int) index : -1;
}

/* --- Moving about --- */

static gboolean
on_arrow (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);
  int person = _rounds_relation_map_get_focused (self);
  int next;

  if (person < 0 || self->places == NULL)
    return FALSE;

  next = rounds_tree_find_next ((const int *) self->parents->data, self->cards->len, self->places, person,
                                (RoundsTreeDirection) g_variant_get_int32 (arguments));
  if (next >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (_rounds_relation_map_get_card (self, next)));
  return TRUE;
}

static gboolean
on_zoom_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  rounds_relation_map_zoom (ROUNDS_RELATION_MAP (widget), g_variant_get_int32 (arguments));
  return TRUE;
}

static gboolean
on_scroll (RoundsRelationMap        *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  if ((gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  rounds_relation_map_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* --- Layout --- */

static void
update_layout (RoundsRelationMap *self)
{
  self->metrics = (RoundsTreeMetrics) { .column_gap = COLUMN_GAP, .row_gap = ROW_GAP };

  for (guint i = 0; i < self->cards->len; i++)
    {
      GtkRequisition natural;

      gtk_widget_get_preferred_size (GTK_WIDGET (_rounds_relation_map_get_card (self, (int) i)), NULL, &natural);
      self->metrics.width = MAX (self->metrics.width, natural.width);
      self->metrics.height = MAX (self->metrics.height, natural.height);
    }

  rounds_tree_layout ((const int *) self->parents->data, self->cards->len, &self->metrics, self->places, &self->width, &self->height);
}

static void
rounds_relation_map_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);

  update_layout (self);
  *minimum = *natural = (int) ceil (self->zoom * (orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height)) + 2 * MARGIN;
}

static void
rounds_relation_map_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);

  self->left = MAX (MARGIN, floor ((width - self->zoom * self->width) / 2));

  for (guint i = 0; i < self->cards->len; i++)
    {
      graphene_point_t place = GRAPHENE_POINT_INIT ((float) (self->left + self->zoom * self->places[i].x),
                                                    (float) (MARGIN + self->zoom * self->places[i].y));
      GskTransform *transform = gsk_transform_translate (NULL, &place);

      gtk_widget_allocate (GTK_WIDGET (_rounds_relation_map_get_card (self, (int) i)), (int) self->metrics.width, (int) self->metrics.height, -1,
                           gsk_transform_scale (transform, (float) self->zoom, (float) self->zoom));
    }

  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
add_line (RoundsRelationMap *self,
          GskPathBuilder    *builder,
          int                person)
{
  const RoundsTreePlace *from = &self->places[_rounds_relation_map_get_parent (self, person)];
  const RoundsTreePlace *to = &self->places[person];
  double from_x = self->left + self->zoom * (from->x + self->metrics.width / 2);
  double from_y = MARGIN + self->zoom * (from->y + self->metrics.height);
  double to_x = self->left + self->zoom * (to->x + self->metrics.width / 2);
  double to_y = MARGIN + self->zoom * to->y;
  double middle = (from_y + to_y) / 2;

  gsk_path_builder_move_to (builder, (float) from_x, (float) from_y);
  gsk_path_builder_cubic_to (builder, (float) from_x, (float) middle, (float) to_x, (float) middle, (float) to_x, (float) to_y);
}

static void
rounds_relation_map_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (widget);
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr(GskStroke) stroke = gsk_stroke_new ((float) (LINE_WIDTH * MAX (self->zoom, 1)));
  g_autoptr(GskPath) path = NULL;
  GdkRGBA color;

  for (guint i = 0; i < self->cards->len; i++)
    if (_rounds_relation_map_get_parent (self, (int) i) >= 0 && self->places[i].y > self->places[_rounds_relation_map_get_parent (self, (int) i)].y)
      add_line (self, builder, (int) i);

  path = gsk_path_builder_free_to_path (builder);
  gtk_widget_get_color (widget, &color);
  color.alpha *= (float) LINE_STRENGTH;
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);

  for (guint i = 0; i < self->cards->len; i++)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (_rounds_relation_map_get_card (self, (int) i)), snapshot);
}

static void
rounds_relation_map_dispose (GObject *object)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (object);

  self->target = NULL;
  for (guint i = 0; i < self->cards->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->cards, i));
  g_ptr_array_set_size (self->cards, 0);
  g_array_set_size (self->parents, 0);
  g_clear_pointer (&self->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (rounds_relation_map_parent_class)->dispose (object);
}

static void
rounds_relation_map_finalize (GObject *object)
{
  RoundsRelationMap *self = ROUNDS_RELATION_MAP (object);

  g_ptr_array_unref (self->cards);
  g_array_unref (self->parents);
  g_free (self->places);

  G_OBJECT_CLASS (rounds_relation_map_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keyval;
    int argument;
  } arrows[] = {
    { GDK_KEY_Left, ROUNDS_TREE_LEFT }, { GDK_KEY_Right, ROUNDS_TREE_RIGHT }, { GDK_KEY_Up, ROUNDS_TREE_UP }, { GDK_KEY_Down, ROUNDS_TREE_DOWN },
  }, zooms[] = {
    { GDK_KEY_plus, 1 }, { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 },
    { GDK_KEY_minus, -1 }, { GDK_KEY_KP_Subtract, -1 },
    { GDK_KEY_0, 0 }, { GDK_KEY_KP_0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class, arrows[i].keyval, 0, on_arrow, "i", arrows[i].argument);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].keyval, GDK_CONTROL_MASK, on_zoom_key, "i", zooms[i].argument);
}

static void
rounds_relation_map_class_init (RoundsRelationMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_relation_map_dispose;
  object_class->finalize = rounds_relation_map_finalize;
  widget_class->measure = rounds_relation_map_measure;
  widget_class->size_allocate = rounds_relation_map_size_allocate;
  widget_class->snapshot = rounds_relation_map_snapshot;

  _rounds_relation_map_class_changes_init (klass);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "relationmap");
  add_bindings (widget_class);
}

static void
add_scroll (RoundsRelationMap *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                                GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
rounds_relation_map_init (RoundsRelationMap *self)
{
  self->cards = g_ptr_array_new ();
  self->parents = g_array_new (FALSE, FALSE, sizeof (int));
  self->zoom = 1;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who reports to whom"), -1);
  add_scroll (self);
  _rounds_relation_map_changes_init (self);
}

static void
on_clicked (RoundsRelationCard *card)
{
  gtk_widget_activate_action (GTK_WIDGET (card), "win.open-record", "(ss)", "contact", get_id (card));
}

/* The card that shows the person already, or a new one. */
static GtkWidget *
take_card (RoundsRelationMap *self,
           GPtrArray         *before,
           RoundsEntity      *contact)
{
  GtkWidget *card;

  for (guint i = 0; i < before->len; i++)
    if (g_strcmp0 (get_id (g_ptr_array_index (before, i)), rounds_entity_get_id (contact)) == 0)
      return g_ptr_array_steal_index (before, i);

  card = rounds_relation_card_new ();
  g_signal_connect (card, "clicked", G_CALLBACK (on_clicked), NULL);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  return card;
}

static int
find_contact (GPtrArray  *contacts,
              const char *id)
{
  for (guint i = 0; id != NULL && i < contacts->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (contacts, i)), id) == 0)
      return (int) i;

  return -1;
}

/**
 * rounds_relation_map_show:
 * @contacts: (element-type RoundsEntity): the people of an institution, in the order in which they stand side by side
 *
 * Who is there already keeps the card, and the focus.
 */
void
rounds_relation_map_show (RoundsRelationMap *self,
                          GPtrArray         *contacts)
{
  g_autoptr(GPtrArray) before = NULL;

  g_return_if_fail (ROUNDS_IS_RELATION_MAP (self));

  before = g_steal_pointer (&self->cards);
  self->cards = g_ptr_array_new ();
  g_array_set_size (self->parents, 0);
  _rounds_relation_map_set_target (self, NULL);

  for (guint i = 0; i < contacts->len; i++)
    {
      RoundsEntity *contact = g_ptr_array_index (contacts, i);
      int parent = find_contact (contacts, rounds_entity_get_text (contact, "reports-to-id"));
      GtkWidget *card = take_card (self, before, contact);

      rounds_relation_card_show (ROUNDS_RELATION_CARD (card), contact, parent >= 0 ? g_ptr_array_index (contacts, parent) : NULL);
      g_ptr_array_add (self->cards, card);
      g_array_append_val (self->parents, parent);
    }

  for (guint i = 0; i < before->len; i++)
    gtk_widget_unparent (g_ptr_array_index (before, i));

  self->places = g_renew (RoundsTreePlace, self->places, MAX (contacts->len, 1));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rounds_relation_map_zoom:
 * @steps: how much larger, or smaller when negative; 0 for full size
 */
void
rounds_relation_map_zoom (RoundsRelationMap *self,
                          int                steps)
{
  g_return_if_fail (ROUNDS_IS_RELATION_MAP (self));

  self->zoom = steps == 0 ? 1 : CLAMP (self->zoom * pow (ZOOM_STEP, steps), LEAST_ZOOM, GREATEST_ZOOM);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
