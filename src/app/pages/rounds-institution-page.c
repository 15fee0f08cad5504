/* rounds-institution-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-institution-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-meeting-export.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-live-read.h"
#include "app/rounds-window.h"
#include "app/views/rounds-institution-activity-view.h"
#include "app/views/rounds-institution-contacts-view.h"
#include "app/views/rounds-institution-deals-view.h"
#include "app/views/rounds-institution-medical-view.h"
#include "app/views/rounds-institution-overview-view.h"
#include "app/views/rounds-institution-revenue-view.h"
#include "app/views/rounds-institution-timeline-view.h"
#include "app/widgets/rounds-institution-header.h"
#include "app/widgets/rounds-sync-banner.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsInstitutionPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  RoundsInstitutionHeader *header;
  AdwViewStack *view_stack;
  AdwStatusPage *missing_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;
  RoundsEntity *institution;
  RoundsLiveRead *record;
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsInstitutionPage, rounds_institution_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GType (*get_type) (void);
} views[] = {
  { "overview", N_("Overview"), "rounds-hospital-symbolic", rounds_institution_overview_view_get_type },
  { "activity", N_("Activity"), "view-list-symbolic", rounds_institution_activity_view_get_type },
  { "timeline", N_("Timeline"), "document-open-recent-symbolic", rounds_institution_timeline_view_get_type },
  { "medical", N_("Medical"), "rounds-medical-symbolic", rounds_institution_medical_view_get_type },
  { "contacts", N_("Contacts"), "system-users-symbolic", rounds_institution_contacts_view_get_type },
  { "deals", N_("Deals"), "rounds-pipeline-symbolic", rounds_institution_deals_view_get_type },
  { "revenue", N_("Revenue"), "rounds-revenue-symbolic", rounds_institution_revenue_view_get_type },
};

/* What a view that has been looked at shows of the record itself. */
static void
update_view (RoundsInstitutionPage *self,
             GtkWidget             *holder)
{
  GtkWidget *view = adw_bin_get_child (ADW_BIN (holder));

  if (view != NULL && self->institution != NULL)
    rounds_institution_view_show (ROUNDS_INSTITUTION_VIEW (view), self->institution);
}

static void
update_views (RoundsInstitutionPage *self)
{
  for (GtkWidget *holder = gtk_widget_get_first_child (GTK_WIDGET (self->view_stack)); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    update_view (self, holder);
}

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
on_institution (RoundsInstitutionPage *self,
                RoundsEntity          *institution,
                RoundsLiveRead        *read)
{
  if (rounds_entity_is_deleted (institution))
    {
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }

  g_set_object (&self->institution, institution);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), rounds_entity_get_text (institution, "name"));
  rounds_institution_header_show (self->header, self->workspace, institution);
  update_views (self);
  gtk_stack_set_visible_child_name (self->stack, "record");
}

static void
on_missing (RoundsInstitutionPage *self,
            const GError          *error,
            RoundsLiveRead        *read)
{
  /* No error: it is not there, or not any more. */
  if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      if (self->institution != NULL)
        return;
      adw_status_page_set_description (self->missing_page, description);
    }

  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/* The view that is shown now, made if nobody has looked at it yet. */
static void
on_view_changed (RoundsInstitutionPage *self)
{
  GtkWidget *holder = adw_view_stack_get_visible_child (self->view_stack);
  const char *name = adw_view_stack_get_visible_child_name (self->view_stack);

  if (holder == NULL || self->id == NULL || adw_bin_get_child (ADW_BIN (holder)) != NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].name, name) == 0)
      adw_bin_set_child (ADW_BIN (holder), g_object_new (views[i].get_type (),
                                                         "workspace", self->workspace,
                                                         "id", self->id,
                                                         NULL));
  update_view (self, holder);
}

static void
add_views (RoundsInstitutionPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    adw_view_stack_add_titled_with_icon (self->view_stack, adw_bin_new (), views[i].name, _(views[i].title), views[i].icon_name);
  on_view_changed (self);
}

static void
new_record_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (widget);

  rounds_record_editor_create (widget, self->workspace, g_variant_get_string (parameter, NULL), "institution-id",
                               self->id);
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "page.new-record", "s", "opportunity");
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (widget);

  rounds_record_editor_edit (widget, self->workspace, "institution", self->id);
}

static void
edit_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_record_editor_edit (widget, ROUNDS_INSTITUTION_PAGE (widget)->workspace, kind, id);
}

static void
delete_record_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;
  const char *kind, *id, *title;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &title);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);

  /* Translators: %s is the name of a record */
  done = g_strdup_printf (_("“%s” deleted"), title);
  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
}

static void
export_meeting_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  rounds_meeting_export (widget, ROUNDS_INSTITUTION_PAGE (widget)->workspace, g_variant_get_string (parameter, NULL));
}

static void
rounds_institution_page_constructed (GObject *object)
{
  static const char * const institutions[] = { "institution", NULL };
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (object);
  RoundsStore *store = rounds_workspace_get_store (self->workspace);

  G_OBJECT_CLASS (rounds_institution_page_parent_class)->constructed (object);

  add_views (self);

  self->record = rounds_live_read_new (store, institutions, read_institution, g_object_unref);
  rounds_live_read_set_argument (self->record, self->id);
  g_signal_connect_object (self->record, "answered", G_CALLBACK (on_institution), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->record);
}

static void
rounds_institution_page_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_page_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_page_dispose (GObject *object)
{
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_INSTITUTION_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->institution);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (rounds_institution_page_parent_class)->dispose (object);
}

static void
rounds_institution_page_class_init (RoundsInstitutionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rounds_institution_page_constructed;
  object_class->get_property = rounds_institution_page_get_property;
  object_class->set_property = rounds_institution_page_set_property;
  object_class->dispose = rounds_institution_page_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_INSTITUTION_HEADER);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, missing_page);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);

  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.new-record", "s", new_record_action);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "page.edit-record", "(ss)", edit_record_action);
  gtk_widget_class_install_action (widget_class, "page.delete-record", "(sss)", delete_record_action);
  gtk_widget_class_install_action (widget_class, "page.export-meeting", "s", export_meeting_action);
}

static void
rounds_institution_page_init (RoundsInstitutionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_institution_page_new:
 * @workspace: where the institution is
 * @id: its id
 *
 * Returns: a page
 */
GtkWidget *
rounds_institution_page_new (RoundsWorkspace *workspace,
                             const char      *id)
{
  return g_object_new (ROUNDS_TYPE_INSTITUTION_PAGE, "workspace", workspace, "id", id, NULL);
}
