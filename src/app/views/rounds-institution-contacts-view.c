/* rounds-institution-contacts-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-contacts-view.h"

#include "app/widgets/rounds-contact-row.h"

struct _RoundsInstitutionContactsView
{
  RoundsInstitutionView parent_instance;

  /* Template widgets */
  RoundsRecordSection *contacts;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionContactsView, rounds_institution_contacts_view, ROUNDS_TYPE_INSTITUTION_VIEW)

static void
rounds_institution_contacts_view_constructed (GObject *object)
{
  RoundsInstitutionContactsView *self = ROUNDS_INSTITUTION_CONTACTS_VIEW (object);

  G_OBJECT_CLASS (rounds_institution_contacts_view_parent_class)->constructed (object);

  rounds_institution_view_bind_section (ROUNDS_INSTITUTION_VIEW (self), self->contacts, "contact", "last-name", FALSE,
                                        rounds_contact_row_new);
}

static void
rounds_institution_contacts_view_class_init (RoundsInstitutionContactsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_contacts_view_constructed;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-contacts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionContactsView, contacts);
}

static void
rounds_institution_contacts_view_init (RoundsInstitutionContactsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
