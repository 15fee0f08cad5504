/* rounds-contact-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-contact-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-vcard-saving.h"
#include "app/views/rounds-contact-deals-view.h"
#include "app/views/rounds-contact-overview-view.h"
#include "app/views/rounds-record-revenue-view.h"
#include "app/views/rounds-timeline-view.h"
#include "app/widgets/rounds-contact-header.h"
#include "app/widgets/rounds-sync-banner.h"
#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-meeting-participant.h"
#include "model/rounds-registry.h"

struct _RoundsContactPage
{
  RoundsRecordPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  RoundsContactHeader *header;
  AdwViewStack *view_stack;
  AdwStatusPage *missing_page;
};

G_DEFINE_FINAL_TYPE (RoundsContactPage, rounds_contact_page, ROUNDS_TYPE_RECORD_PAGE)

static const RoundsRecordPageView views[] = {
  { "overview", N_("Overview"), "avatar-default-symbolic", rounds_contact_overview_view_get_type },
  { "timeline", N_("Timeline"), "document-open-recent-symbolic", rounds_timeline_view_get_type },
  { "deals", N_("Deals"), "rounds-pipeline-symbolic", rounds_contact_deals_view_get_type },
  { "revenue", N_("Revenue"), "rounds-revenue-symbolic", rounds_record_revenue_view_get_type },
  { NULL },
};

static void
rounds_contact_page_show (RoundsRecordPage *page,
                          RoundsEntity     *contact)
{
  rounds_contact_header_show (ROUNDS_CONTACT_PAGE (page)->header, rounds_record_page_get_workspace (page), contact);
}

/* Whom a meeting is with takes part in it. */
static void
add_participant (RoundsEntity *meeting,
                 const char   *contact_id)
{
  g_autoptr(GPtrArray) participants = g_ptr_array_new_with_free_func (g_object_unref);
  RoundsEntity *participant = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_MEETING_PARTICIPANT));

  rounds_entity_set_text (participant, "contact-person-id", contact_id);
  g_ptr_array_add (participants, participant);
  rounds_entity_set_records (meeting, "participants", participants);
}

/* What is new is of the institution and with the person; a new contact reports to the person. */
static void
rounds_contact_page_fill_draft (RoundsRecordPage *page,
                                RoundsEntity     *draft)
{
  RoundsEntity *contact = rounds_record_page_get_record (page);
  const RoundsEntityInfo *info = rounds_entity_get_info (draft);
  const char *id = rounds_record_page_get_id (page);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (field->type != ROUNDS_FIELD_REFERENCE)
        continue;
      if (g_str_equal (field->reference, "contact"))
        rounds_entity_set_text (draft, field->name, id);
      else if (g_str_equal (field->reference, "institution") && contact != NULL)
        rounds_entity_set_text (draft, field->name, rounds_entity_get_text (contact, "institution-id"));
    }

  if (rounds_entity_info_find (info, "participants") != NULL)
    add_participant (draft, id);
}

static void
save_vcard_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsRecordPage *page = ROUNDS_RECORD_PAGE (widget);
  RoundsEntity *contact = rounds_record_page_get_record (page);
  g_autoptr(RoundsQuery) query = rounds_vcard_query_one (rounds_record_page_get_id (page));
  g_autofree char *name = contact != NULL ? rounds_vcard_writer_file_name (contact) : NULL;

  if (name != NULL)
    rounds_vcard_save (widget, rounds_record_page_get_workspace (page), query, name);
}

static void
rounds_contact_page_class_init (RoundsContactPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RoundsRecordPageClass *page_class = ROUNDS_RECORD_PAGE_CLASS (klass);

  page_class->kind = "contact";
  page_class->views = views;
  page_class->show = rounds_contact_page_show;
  page_class->fill_draft = rounds_contact_page_fill_draft;

  gtk_widget_class_install_action (widget_class, "page.save-vcard", NULL, save_vcard_action);

  g_type_ensure (ROUNDS_TYPE_CONTACT_HEADER);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-contact-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsContactPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactPage, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactPage, missing_page);
}

static void
rounds_contact_page_init (RoundsContactPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rounds_record_page_set_parts (ROUNDS_RECORD_PAGE (self), self->stack, self->view_stack, self->missing_page);
}

/**
 * rounds_contact_page_new:
 * @workspace: where the contact is
 * @id: its id
 *
 * Returns: a page
 */
GtkWidget *
rounds_contact_page_new (RoundsWorkspace *workspace,
                         const char      *id)
{
  return g_object_new (ROUNDS_TYPE_CONTACT_PAGE, "workspace", workspace, "id", id, NULL);
}
