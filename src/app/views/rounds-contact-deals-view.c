/* rounds-contact-deals-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-contact-deals-view.h"

#include "app/rounds-deal-roles.h"
#include "app/widgets/rounds-deal-row.h"
#include "model/rounds-opportunity-contact.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"

struct _RoundsContactDealsView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsRecordSection *deals;

  /* Owned references */
  RoundsDealRoles *roles;
};

G_DEFINE_FINAL_TYPE (RoundsContactDealsView, rounds_contact_deals_view, ROUNDS_TYPE_RECORD_VIEW)

/* Whom a deal names, and who is among its people. */
static RoundsFilter *
create_filter (const char *contact_id)
{
  const RoundsEntityInfo *deal = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  const RoundsEntityInfo *part = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY_CONTACT);
  g_autoptr(RoundsFilter) named = rounds_filter_new_text (rounds_entity_info_find (deal, "contact-person-id"), ROUNDS_FILTER_EQUAL,
                                                          contact_id);
  g_autoptr(RoundsFilter) of_contact = rounds_filter_new_text (rounds_entity_info_find (part, "contact-person-id"), ROUNDS_FILTER_EQUAL,
                                                               contact_id);
  g_autoptr(RoundsFilter) takes_part = rounds_filter_new_linked (rounds_entity_info_find (deal, "id"), part,
                                                                 rounds_entity_info_find (part, "opportunity-id"), of_contact);

  return rounds_filter_new_or (named, takes_part);
}

static GtkWidget *
create_row (RoundsRow *row,
            gpointer   user_data)
{
  return rounds_deal_row_new_with_roles (row, ROUNDS_CONTACT_DEALS_VIEW (user_data)->roles);
}

static void
rounds_contact_deals_view_constructed (GObject *object)
{
  RoundsContactDealsView *self = ROUNDS_CONTACT_DEALS_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);
  RoundsStore *store = rounds_record_view_get_store (view);
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  g_autoptr(RoundsFilter) filter = create_filter (rounds_record_view_get_id (view));
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsQueryModel) model = NULL;

  G_OBJECT_CLASS (rounds_contact_deals_view_parent_class)->constructed (object);

  self->roles = rounds_deal_roles_new (store, rounds_record_view_get_id (view));
  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "expected-close-date"), TRUE);
  model = rounds_query_model_new (store, query);
  rounds_record_section_bind_full (self->deals, model, create_row, self);
}

static void
rounds_contact_deals_view_dispose (GObject *object)
{
  /* The rows go first: they follow the roles. */
  G_OBJECT_CLASS (rounds_contact_deals_view_parent_class)->dispose (object);

  g_clear_object (&ROUNDS_CONTACT_DEALS_VIEW (object)->roles);
}

static void
rounds_contact_deals_view_class_init (RoundsContactDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_contact_deals_view_constructed;
  object_class->dispose = rounds_contact_deals_view_dispose;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-contact-deals-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsContactDealsView, deals);
}

static void
rounds_contact_deals_view_init (RoundsContactDealsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
