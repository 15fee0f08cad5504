/* rounds-institution-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-overview-view.h"

#include "app/widgets/rounds-facts-group.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"

struct _RoundsInstitutionOverviewView
{
  RoundsInstitutionView parent_instance;

  /* Template widgets */
  RoundsFactsGroup *identity;
  RoundsFactsGroup *address;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionOverviewView, rounds_institution_overview_view, ROUNDS_TYPE_INSTITUTION_VIEW)

static void
rounds_institution_overview_view_show (RoundsInstitutionView *view,
                                       RoundsEntity          *institution)
{
  RoundsInstitutionOverviewView *self = ROUNDS_INSTITUTION_OVERVIEW_VIEW (view);

  rounds_facts_group_set_entity (self->identity, institution);
  rounds_facts_group_set_entity (self->address, institution);
}

static void
rounds_institution_overview_view_constructed (GObject *object)
{
  RoundsInstitutionOverviewView *self = ROUNDS_INSTITUTION_OVERVIEW_VIEW (object);
  RoundsInstitutionView *view = ROUNDS_INSTITUTION_VIEW (self);
  RoundsStore *store = rounds_institution_view_get_store (view);
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  G_OBJECT_CLASS (rounds_institution_overview_view_parent_class)->constructed (object);

  rounds_facts_group_set_up (self->identity, store, info, NULL);
  rounds_facts_group_set_up (self->address, store, info, "address");
}

static void
rounds_institution_overview_view_class_init (RoundsInstitutionOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_overview_view_constructed;
  ROUNDS_INSTITUTION_VIEW_CLASS (klass)->show = rounds_institution_overview_view_show;

  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionOverviewView, identity);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionOverviewView, address);
}

static void
rounds_institution_overview_view_init (RoundsInstitutionOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
