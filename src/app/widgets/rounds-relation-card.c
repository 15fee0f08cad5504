/* rounds-relation-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-relation-card.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-status-pill.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-registry.h"

struct _RoundsRelationCard
{
  GtkButton parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *title_label;
  RoundsStatusPill *role_pill;

  /* Borrowed references */
  GtkEventController *source;

  /* Owned references */
  RoundsEntity *contact;
};

G_DEFINE_FINAL_TYPE (RoundsRelationCard, rounds_relation_card, GTK_TYPE_BUTTON)

GType
rounds_dragged_person_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static (g_intern_static_string ("RoundsDraggedPerson"),
                                                            (GBoxedCopyFunc) g_strdup, g_free));
  return type;
}

static GdkContentProvider *
on_drag_prepare (RoundsRelationCard *self,
                 double              x,
                 double              y,
                 GtkDragSource      *source)
{
  return gdk_content_provider_new_typed (ROUNDS_TYPE_DRAGGED_PERSON, rounds_entity_get_id (self->contact));
}

static void
on_drag_begin (RoundsRelationCard *self,
               GdkDrag            *drag,
               GtkDragSource      *source)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));
  g_autoptr(GdkPaintable) picture = gdk_paintable_get_current_image (paintable);
  GtkWidget *image = gtk_picture_new_for_paintable (picture);

  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  /* Without a compositor what is turned or casts a shadow would stand in a black box. */
  if (gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self))))
    gtk_widget_add_css_class (image, "dragged-card");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), image);
  gdk_drag_set_hotspot (drag, 36, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragging");
}

static void
on_drag_end (RoundsRelationCard *self,
             GdkDrag            *drag,
             gboolean            delete_data,
             GtkDragSource      *source)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragging");
}

/* What a click opens takes the events that follow, so the source would wait for the end of its press for ever. */
static void
rounds_relation_card_clicked (GtkButton *button)
{
  gtk_event_controller_reset (ROUNDS_RELATION_CARD (button)->source);
}

static void
rounds_relation_card_dispose (GObject *object)
{
  RoundsRelationCard *self = ROUNDS_RELATION_CARD (object);

  g_clear_object (&self->contact);

  G_OBJECT_CLASS (rounds_relation_card_parent_class)->dispose (object);
}

static void
rounds_relation_card_class_init (RoundsRelationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_relation_card_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = rounds_relation_card_clicked;

  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-relation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsRelationCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsRelationCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRelationCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRelationCard, role_pill);
}

static void
rounds_relation_card_init (RoundsRelationCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->source = GTK_EVENT_CONTROLLER (source);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), self->source);
}

GtkWidget *
rounds_relation_card_new (void)
{
  return g_object_new (ROUNDS_TYPE_RELATION_CARD, NULL);
}

/* What is seen from where the card stands, a screen reader has to be told. */
static void
describe (RoundsRelationCard *self,
          const char         *name,
          RoundsEntity       *manager)
{
  g_autofree char *manager_name = manager != NULL ? rounds_entity_dup_title (manager) : NULL;
  /* Translators: %s is a person */
  g_autofree char *description = manager != NULL ? g_strdup_printf (_("Reports to %s"), manager_name) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : _("Reports to nobody"),
                                  -1);
}

/**
 * rounds_relation_card_show:
 * @contact: the person
 * @manager: (nullable): whom the person reports to
 */
void
rounds_relation_card_show (RoundsRelationCard *self,
                           RoundsEntity       *contact,
                           RoundsEntity       *manager)
{
  const RoundsField *field = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON), "decision-role");
  g_autofree char *name = rounds_entity_dup_title (contact);
  const char *title = rounds_entity_get_text (contact, "title");

  g_return_if_fail (ROUNDS_IS_RELATION_CARD (self));

  g_set_object (&self->contact, contact);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), title != NULL);
  rounds_status_pill_set_status (self->role_pill, field, rounds_entity_get_text (contact, "decision-role"));
  describe (self, name, manager);
}

/**
 * rounds_relation_card_get_contact:
 *
 * Returns: (transfer none): the person, as last shown
 */
RoundsEntity *
rounds_relation_card_get_contact (RoundsRelationCard *self)
{
  g_return_val_if_fail (ROUNDS_IS_RELATION_CARD (self), NULL);

  return self->contact;
}
