/* rounds-institution-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-overview-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/widgets/rounds-chips-group.h"
#include "app/widgets/rounds-editable-group.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-custom-fields.h"

/* The section that has a view of its own. */
#define ELSEWHERE "medicalProfile"

struct _RoundsInstitutionOverviewView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  GtkBox *start_column;
  GtkBox *end_column;

  /* Borrowed references */
  GtkWidget *custom_group; /* nullable: without fields of the workspace's own */

  /* Owned references */
  GPtrArray *groups; /* RoundsEditableGroup */
  GPtrArray *chips; /* RoundsChipsGroup */
  RoundsEntity *institution;
  RoundsLiveRead *custom_read;
  GPtrArray *custom_fields;
  guint n_rows[2];
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionOverviewView, rounds_institution_overview_view, ROUNDS_TYPE_RECORD_VIEW)

/* The shorter column gets the next group. */
static void
place (RoundsInstitutionOverviewView *self,
       GtkWidget                     *group,
       guint                          n_rows)
{
  gboolean at_end = self->n_rows[0] > self->n_rows[1];

  gtk_box_append (at_end ? self->end_column : self->start_column, group);
  self->n_rows[at_end] += n_rows;
}

static void
add_section (RoundsInstitutionOverviewView *self,
             const RoundsEntityInfo        *info,
             const char                    *section)
{
  GtkWidget *group = rounds_editable_group_new ();

  if (section == NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Identity"));
  rounds_editable_group_add_section (ROUNDS_EDITABLE_GROUP (group), rounds_record_view_get_workspace (ROUNDS_RECORD_VIEW (self)),
                                     info, section);
  g_ptr_array_add (self->groups, g_object_ref_sink (group));
  place (self, group, rounds_editable_group_get_n_fields (ROUNDS_EDITABLE_GROUP (group)));
}

/* Every section of the table, in its order. */
static void
add_sections (RoundsInstitutionOverviewView *self)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *section = rounds_field_get_section (&info->fields[i]);

      if (g_strcmp0 (section, ELSEWHERE) != 0 && rounds_editable_group_takes (&info->fields[i]) &&
          g_hash_table_add (seen, (gpointer) (section != NULL ? section : "")))
        add_section (self, info, section);
    }
}

/* Lists of words, such as the tags: about two rows high. */
static void
add_lists (RoundsInstitutionOverviewView *self)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  for (guint i = 0; i < info->n_fields; i++)
    {
      GtkWidget *group;

      if (info->fields[i].type != ROUNDS_FIELD_TEXT_LIST || g_strcmp0 (rounds_field_get_section (&info->fields[i]), ELSEWHERE) == 0)
        continue;
      group = rounds_chips_group_new (rounds_record_view_get_workspace (ROUNDS_RECORD_VIEW (self)), info, &info->fields[i]);
      g_ptr_array_add (self->chips, g_object_ref_sink (group));
      place (self, group, 2);
    }
}

static gboolean
are_same (GPtrArray *a,
          GPtrArray *b)
{
  return a != NULL && a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

/* The same definition gives the same field, so the rows are made anew only when one of them is another. */
static void
on_custom_fields (RoundsInstitutionOverviewView *self,
                  GPtrArray                     *fields,
                  RoundsLiveRead                *read)
{
  RoundsWorkspace *workspace = rounds_record_view_get_workspace (ROUNDS_RECORD_VIEW (self));

  if (are_same (self->custom_fields, fields))
    return;

  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  self->custom_fields = g_ptr_array_ref (fields);
  if (self->custom_group != NULL)
    {
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->custom_group)), self->custom_group);
      g_ptr_array_remove (self->groups, self->custom_group);
      self->custom_group = NULL;
    }
  if (fields->len == 0)
    return;

  self->custom_group = rounds_editable_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->custom_group), rounds_looks_section_title (ROUNDS_CUSTOM_FIELD_NAME));
  for (guint i = 0; i < fields->len; i++)
    rounds_editable_group_add_field (ROUNDS_EDITABLE_GROUP (self->custom_group), workspace, g_ptr_array_index (fields, i));
  g_ptr_array_add (self->groups, g_object_ref_sink (self->custom_group));
  place (self, self->custom_group, 0);
  if (self->institution != NULL)
    rounds_editable_group_set_entity (ROUNDS_EDITABLE_GROUP (self->custom_group), self->institution);
}

static gpointer
read_custom_fields (RoundsDatabase  *database,
                    RoundsChanges   *changes,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  return rounds_custom_fields_load (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), error);
}

static void
rounds_institution_overview_view_show (RoundsRecordView *view,
                                       RoundsEntity          *institution)
{
  RoundsInstitutionOverviewView *self = ROUNDS_INSTITUTION_OVERVIEW_VIEW (view);

  g_set_object (&self->institution, institution);
  for (guint i = 0; i < self->groups->len; i++)
    rounds_editable_group_set_entity (g_ptr_array_index (self->groups, i), institution);
  for (guint i = 0; i < self->chips->len; i++)
    rounds_chips_group_set_entity (g_ptr_array_index (self->chips, i), institution);
}

static void
rounds_institution_overview_view_constructed (GObject *object)
{
  static const char * const definitions[] = { "custom-field", NULL };
  RoundsInstitutionOverviewView *self = ROUNDS_INSTITUTION_OVERVIEW_VIEW (object);

  G_OBJECT_CLASS (rounds_institution_overview_view_parent_class)->constructed (object);

  add_sections (self);
  add_lists (self);

  self->custom_read = rounds_live_read_new (rounds_record_view_get_store (ROUNDS_RECORD_VIEW (self)), definitions,
                                            read_custom_fields, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->custom_read, "answered", G_CALLBACK (on_custom_fields), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->custom_read);
}

static void
rounds_institution_overview_view_dispose (GObject *object)
{
  RoundsInstitutionOverviewView *self = ROUNDS_INSTITUTION_OVERVIEW_VIEW (object);

  g_clear_object (&self->custom_read);
  g_clear_pointer (&self->custom_fields, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_object (&self->institution);

  G_OBJECT_CLASS (rounds_institution_overview_view_parent_class)->dispose (object);
}

static void
rounds_institution_overview_view_class_init (RoundsInstitutionOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_overview_view_constructed;
  object_class->dispose = rounds_institution_overview_view_dispose;
  ROUNDS_RECORD_VIEW_CLASS (klass)->show = rounds_institution_overview_view_show;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionOverviewView, start_column);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionOverviewView, end_column);
}

static void
rounds_institution_overview_view_init (RoundsInstitutionOverviewView *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->chips = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
