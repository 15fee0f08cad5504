/* rounds-institution-medical-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-medical-view.h"

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-facts-group.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsInstitutionMedicalView
{
  RoundsInstitutionView parent_instance;

  /* Template widgets */
  RoundsFactsGroup *medical_profile;

  /* Owned references */
  RoundsLiveRead *record;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionMedicalView, rounds_institution_medical_view, ROUNDS_TYPE_INSTITUTION_VIEW)

static gpointer
read_institution (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), user_data, error);
}

static void
on_institution (RoundsInstitutionMedicalView *self,
                RoundsEntity *institution,
                RoundsLiveRead *read)
{
  rounds_facts_group_set_entity (self->medical_profile, institution);
}

static void
rounds_institution_medical_view_constructed (GObject *object)
{
  static const char * const kinds[] = { "institution", NULL };
  RoundsInstitutionMedicalView *self = ROUNDS_INSTITUTION_MEDICAL_VIEW (object);
  RoundsInstitutionView *view = ROUNDS_INSTITUTION_VIEW (self);
  RoundsStore *store = rounds_institution_view_get_store (view);
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  G_OBJECT_CLASS (rounds_institution_medical_view_parent_class)->constructed (object);

  rounds_facts_group_set_up (self->medical_profile, store, info, "medicalProfile");

  self->record = rounds_live_read_new (store, kinds, read_institution, g_object_unref);
  rounds_live_read_set_argument (self->record, rounds_institution_view_get_id (view));
  g_signal_connect_object (self->record, "answered", G_CALLBACK (on_institution), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->record);
}

static void
rounds_institution_medical_view_dispose (GObject *object)
{
  RoundsInstitutionMedicalView *self = ROUNDS_INSTITUTION_MEDICAL_VIEW (object);

  g_clear_object (&self->record);

  G_OBJECT_CLASS (rounds_institution_medical_view_parent_class)->dispose (object);
}

static void
rounds_institution_medical_view_class_init (RoundsInstitutionMedicalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_medical_view_constructed;
  object_class->dispose = rounds_institution_medical_view_dispose;

  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-medical-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, medical_profile);
}

static void
rounds_institution_medical_view_init (RoundsInstitutionMedicalView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
