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
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-contact-row.h"
#include "app/widgets/rounds-deal-row.h"
#include "app/widgets/rounds-facts-group.h"
#include "app/widgets/rounds-invoice-row.h"
#include "app/widgets/rounds-meeting-row.h"
#include "app/widgets/rounds-record-section.h"
#include "app/widgets/rounds-revenue-view.h"
#include "app/widgets/rounds-sync-banner.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsInstitutionPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwHeaderBar *header_bar;
  GtkScrolledWindow *scrolled_window;
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *details_label;
  RoundsRecordSection *contacts;
  RoundsRecordSection *deals;
  RoundsRecordSection *meetings;
  RoundsRecordSection *invoices;
  RoundsRevenueView *revenue_view;
  RoundsFactsGroup *identity;
  RoundsFactsGroup *address;
  RoundsFactsGroup *medical_profile;
  AdwStatusPage *missing_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;
  RoundsEntity *institution;
  RoundsLiveRead *record;
  RoundsLiveRead *revenue;
  GSignalGroup *person_signals;
  RoundsTitle *person;
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

static gpointer
read_institution (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), user_data, error);
}

static gpointer
read_revenue (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autofree char *today = rounds_looks_today ();

  return rounds_institution_revenue_compute (database, user_data, today, NULL, NULL, error);
}

/* Type, place, number and person in one line: what tells one institution from another. */
static void
update_details (RoundsInstitutionPage *self)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = rounds_looks_place (self->institution);
  g_autofree char *text = NULL;
  const char *finess = rounds_entity_get_text (self->institution, "finess");

  g_ptr_array_add (parts, rounds_looks_choice (self->institution, "type"));
  if (place[0] != '\0')
    g_ptr_array_add (parts, g_strdup (place));
  if (finess != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("FINESS %s"), finess));
  if (self->person != NULL && rounds_title_get_title (self->person) != NULL)
    g_ptr_array_add (parts, g_strdup (rounds_title_get_title (self->person)));
  g_ptr_array_add (parts, NULL);

  text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->details_label, text);
}

static void
on_institution (RoundsInstitutionPage *self,
                RoundsEntity          *institution,
                RoundsLiveRead        *read)
{
  const char *name = rounds_entity_get_text (institution, "name");
  g_autoptr(RoundsTitle) person = NULL;

  if (rounds_entity_is_deleted (institution))
    {
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }

  g_set_object (&self->institution, institution);
  person = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (self->workspace)), "user",
                                 rounds_entity_get_text (institution, "assigned-user-id"));
  g_set_object (&self->person, person);
  g_signal_group_set_target (self->person_signals, person);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_avatar_set_icon_name (self->avatar, rounds_looks_institution_icon (rounds_entity_get_text (institution, "type")));
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  update_details (self);
  rounds_facts_group_set_entity (self->identity, institution);
  rounds_facts_group_set_entity (self->address, institution);
  rounds_facts_group_set_entity (self->medical_profile, institution);
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

static void
on_revenue (RoundsInstitutionPage    *self,
            RoundsInstitutionRevenue *revenue,
            RoundsLiveRead           *read)
{
  rounds_revenue_view_show (self->revenue_view, revenue);
}

static void
bind_section (RoundsInstitutionPage *self,
              RoundsRecordSection   *section,
              const char            *kind,
              const char            *sort,
              gboolean               descending,
              RoundsRecordRowFunc    create_row)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQueryModel) model = NULL;

  filter = rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL, self->id);
  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, sort), descending);

  model = rounds_query_model_new (rounds_workspace_get_store (self->workspace), query);
  rounds_record_section_bind (section, model, create_row);
}

/* The name moves into the header bar when it has been scrolled away. */
static void
on_scrolled (RoundsInstitutionPage *self,
             GtkAdjustment         *adjustment)
{
  double bottom = gtk_widget_get_height (GTK_WIDGET (self->name_label)) + 24;

  adw_header_bar_set_show_title (self->header_bar, gtk_adjustment_get_value (adjustment) > bottom);
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
  static const char * const invoices[] = { "invoice", "payment", NULL };
  RoundsInstitutionPage *self = ROUNDS_INSTITUTION_PAGE (object);
  RoundsStore *store = rounds_workspace_get_store (self->workspace);
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  G_OBJECT_CLASS (rounds_institution_page_parent_class)->constructed (object);

  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);

  rounds_facts_group_set_up (self->identity, store, info, NULL);
  rounds_facts_group_set_up (self->address, store, info, "address");
  rounds_facts_group_set_up (self->medical_profile, store, info, "medicalProfile");

  bind_section (self, self->contacts, "contact", "last-name", FALSE, rounds_contact_row_new);
  bind_section (self, self->deals, "opportunity", "expected-close-date", TRUE, rounds_deal_row_new);
  bind_section (self, self->meetings, "meeting", "start-date", TRUE, rounds_meeting_row_new);
  bind_section (self, self->invoices, "invoice", "issue-date", TRUE, rounds_invoice_row_new);

  self->record = rounds_live_read_new (store, institutions, read_institution, g_object_unref);
  rounds_live_read_set_argument (self->record, self->id);
  g_signal_connect_object (self->record, "answered", G_CALLBACK (on_institution), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->record);

  self->revenue = rounds_live_read_new (store, invoices, read_revenue,
                                        (GDestroyNotify) rounds_institution_revenue_free);
  rounds_live_read_set_argument (self->revenue, self->id);
  g_signal_connect_object (self->revenue, "answered", G_CALLBACK (on_revenue), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->revenue);
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
  g_clear_object (&self->revenue);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->person);
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

  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);
  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_REVENUE_VIEW);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, details_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, contacts);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, deals);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, meetings);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, invoices);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, revenue_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, identity);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, address);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, medical_profile);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, missing_page);

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

  self->person_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->person_signals, "notify::title", G_CALLBACK (update_details), self,
                                 G_CONNECT_SWAPPED);
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
