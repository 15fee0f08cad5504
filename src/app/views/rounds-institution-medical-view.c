/* rounds-institution-medical-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-medical-view.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-looks.h"
#include "app/widgets/rounds-chips-group.h"
#include "app/widgets/rounds-editable-group.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "rules/rounds-compliance.h"

#define SECTION "medicalProfile"

struct _RoundsInstitutionMedicalView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  AdwWrapBox *figures;
  GtkWidget *no_figures;
  GtkBox *chips;
  RoundsEditableGroup *compliance;
  GtkWidget *compliance_badge;
  GtkImage *compliance_image;
  GtkLabel *compliance_label;

  const char *compliance_class;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionMedicalView, rounds_institution_medical_view, ROUNDS_TYPE_RECORD_VIEW)

static const struct
{
  const char *style_class;
  const char *icon_name;
} compliance_looks[] = {
  [ROUNDS_COMPLIANCE_UNKNOWN] = { "neutral", "dialog-question-symbolic" },
  [ROUNDS_COMPLIANCE_FINE] = { "healthy", "object-select-symbolic" },
  [ROUNDS_COMPLIANCE_EXPIRING] = { "attention", "task-due-symbolic" },
  [ROUNDS_COMPLIANCE_EXPIRED] = { "at-risk", "task-past-due-symbolic" },
  [ROUNDS_COMPLIANCE_FAILED] = { "at-risk", "dialog-warning-symbolic" },
};

/* A number in a card: its label holds the number, and says what it is of. */
static GtkWidget *
create_figure (const RoundsField *field)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new (rounds_field_get_label (field));
  GtkWidget *number = gtk_label_new (NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "figure");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_width_chars (GTK_LABEL (number), 10);
  gtk_widget_add_css_class (number, "title-3");
  gtk_widget_add_css_class (number, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, number, NULL, -1);
  gtk_box_append (GTK_BOX (card), caption);
  gtk_box_append (GTK_BOX (card), number);
  g_object_set_data (G_OBJECT (card), "field", (gpointer) field);

  return card;
}

static void
show_figures (RoundsInstitutionMedicalView *self,
              RoundsEntity                 *institution)
{
  gboolean any = FALSE;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->figures)); card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      const RoundsField *field = g_object_get_data (G_OBJECT (card), "field");
      const RoundsValue *value = rounds_entity_get_value (institution, field);
      g_autofree char *text = rounds_field_format (field, value);

      gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (card)), text);
      gtk_widget_set_visible (card, value->type != ROUNDS_VALUE_NULL);
      any = any || value->type != ROUNDS_VALUE_NULL;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->figures), any);
  gtk_widget_set_visible (self->no_figures, !any);
}

static void
show_compliance (RoundsInstitutionMedicalView *self,
                 RoundsEntity                 *institution)
{
  const char *expires = rounds_entity_get_text (institution, "compliance-expiration-date");
  g_autofree char *today = rounds_looks_today ();
  RoundsCompliance compliance = rounds_compliance_judge (rounds_entity_get_text (institution, "compliance-status"), expires, today);
  g_autofree char *text = rounds_compliance_describe (compliance, expires, today);

  if (self->compliance_class != NULL)
    gtk_widget_remove_css_class (self->compliance_badge, self->compliance_class);
  self->compliance_class = compliance_looks[compliance].style_class;
  gtk_widget_add_css_class (self->compliance_badge, self->compliance_class);
  gtk_image_set_from_icon_name (self->compliance_image, compliance_looks[compliance].icon_name);
  gtk_label_set_label (self->compliance_label, text);
  rounds_editable_group_set_entity (self->compliance, institution);
}

static void
rounds_institution_medical_view_show (RoundsRecordView *view,
                                      RoundsEntity     *institution)
{
  RoundsInstitutionMedicalView *self = ROUNDS_INSTITUTION_MEDICAL_VIEW (view);

  show_figures (self, institution);
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); group != NULL; group = gtk_widget_get_next_sibling (group))
    rounds_chips_group_set_entity (ROUNDS_CHIPS_GROUP (group), institution);
  show_compliance (self, institution);
}

/* The numbers of the group stand as figures, its lists as chips, and what is left says how it stands with the rules. */
static void
add_fields (RoundsInstitutionMedicalView *self)
{
  RoundsWorkspace *workspace = rounds_record_view_get_workspace (ROUNDS_RECORD_VIEW (self));
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (g_strcmp0 (rounds_field_get_section (field), SECTION) != 0)
        continue;
      if (field->type == ROUNDS_FIELD_INTEGER)
        adw_wrap_box_append (self->figures, create_figure (field));
      else if (field->type == ROUNDS_FIELD_TEXT_LIST)
        gtk_box_append (self->chips, rounds_chips_group_new (workspace, info, field));
      else if (rounds_editable_group_takes (field))
        rounds_editable_group_add_field (self->compliance, workspace, field);
    }
}

/* All of the profile at once, and nothing else. */
static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (widget);

  rounds_record_editor_edit_section (widget, rounds_record_view_get_workspace (view), "institution",
                                     rounds_record_view_get_id (view), SECTION);
}

static void
rounds_institution_medical_view_constructed (GObject *object)
{
  G_OBJECT_CLASS (rounds_institution_medical_view_parent_class)->constructed (object);

  add_fields (ROUNDS_INSTITUTION_MEDICAL_VIEW (object));
}

static void
rounds_institution_medical_view_class_init (RoundsInstitutionMedicalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_medical_view_constructed;
  ROUNDS_RECORD_VIEW_CLASS (klass)->show = rounds_institution_medical_view_show;

  g_type_ensure (ROUNDS_TYPE_EDITABLE_GROUP);
  gtk_widget_class_install_action (widget_class, "view.edit", NULL, edit_action);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-medical-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, figures);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, no_figures);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, chips);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, compliance);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, compliance_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, compliance_image);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionMedicalView, compliance_label);
}

static void
rounds_institution_medical_view_init (RoundsInstitutionMedicalView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
