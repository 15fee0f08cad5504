/* rounds-contact-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-contact-overview-view.h"

#include "app/widgets/rounds-contact-row.h"
#include "app/widgets/rounds-editable-group.h"
#include "app/widgets/rounds-quick-entry.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-registry.h"

struct _RoundsContactOverviewView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsQuickEntry *quick_entry;
  RoundsEditableGroup *facts;
  RoundsRecordSection *team;
};

G_DEFINE_FINAL_TYPE (RoundsContactOverviewView, rounds_contact_overview_view, ROUNDS_TYPE_RECORD_VIEW)

static void
rounds_contact_overview_view_show (RoundsRecordView *view,
                                   RoundsEntity     *contact)
{
  RoundsContactOverviewView *self = ROUNDS_CONTACT_OVERVIEW_VIEW (view);

  rounds_editable_group_set_entity (self->facts, contact);
  rounds_quick_entry_set_about (self->quick_entry, rounds_record_view_get_workspace (view),
                                rounds_entity_get_text (contact, "institution-id"), rounds_entity_get_id (contact));
}

static void
rounds_contact_overview_view_constructed (GObject *object)
{
  RoundsContactOverviewView *self = ROUNDS_CONTACT_OVERVIEW_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);

  G_OBJECT_CLASS (rounds_contact_overview_view_parent_class)->constructed (object);

  rounds_editable_group_add_section (self->facts, rounds_record_view_get_workspace (view),
                                     rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON), NULL);
  rounds_record_view_bind_section (view, self->team, "contact", "last-name", FALSE, rounds_contact_row_new);
}

static void
rounds_contact_overview_view_class_init (RoundsContactOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_contact_overview_view_constructed;
  ROUNDS_RECORD_VIEW_CLASS (klass)->show = rounds_contact_overview_view_show;

  g_type_ensure (ROUNDS_TYPE_EDITABLE_GROUP);
  g_type_ensure (ROUNDS_TYPE_QUICK_ENTRY);
  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-contact-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsContactOverviewView, quick_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactOverviewView, facts);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactOverviewView, team);
}

static void
rounds_contact_overview_view_init (RoundsContactOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
