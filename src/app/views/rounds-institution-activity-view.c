/* rounds-institution-activity-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-activity-view.h"

#include "app/widgets/rounds-meeting-row.h"

struct _RoundsInstitutionActivityView
{
  RoundsInstitutionView parent_instance;

  /* Template widgets */
  RoundsRecordSection *meetings;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionActivityView, rounds_institution_activity_view, ROUNDS_TYPE_INSTITUTION_VIEW)

static void
rounds_institution_activity_view_constructed (GObject *object)
{
  RoundsInstitutionActivityView *self = ROUNDS_INSTITUTION_ACTIVITY_VIEW (object);

  G_OBJECT_CLASS (rounds_institution_activity_view_parent_class)->constructed (object);

  rounds_institution_view_bind_section (ROUNDS_INSTITUTION_VIEW (self), self->meetings, "meeting", "start-date", TRUE,
                                        rounds_meeting_row_new);
}

static void
rounds_institution_activity_view_class_init (RoundsInstitutionActivityViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_activity_view_constructed;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, meetings);
}

static void
rounds_institution_activity_view_init (RoundsInstitutionActivityView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
