/* rounds-institution-contacts-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-contacts-view.h"

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-contact-row.h"
#include "app/widgets/rounds-relation-map.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"
#include "store/rounds-repository.h"

/* People of one institution that a map shows. */
#define MAP_MAXIMUM 500

struct _RoundsInstitutionContactsView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsRecordSection *contacts;
  GtkStack *map_stack;
  RoundsRelationMap *map;

  /* Owned references */
  RoundsLiveRead *people;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionContactsView, rounds_institution_contacts_view, ROUNDS_TYPE_RECORD_VIEW)

/* Whom one calls first stands first. */
static RoundsQuery *
create_query (const char *institution_id)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL,
                                                           institution_id);
  RoundsQuery *query = rounds_query_new (info);

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "is-primary"), TRUE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "last-name"), FALSE);

  return query;
}

static gpointer
read_people (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(RoundsQuery) query = create_query (user_data);

  rounds_query_set_range (query, 0, MAP_MAXIMUM);
  return rounds_repository_list (database, query, error);
}

static void
on_people (RoundsInstitutionContactsView *self,
           GPtrArray                     *people,
           RoundsLiveRead                *read)
{
  rounds_relation_map_show (self->map, people);
  gtk_stack_set_visible_child_name (self->map_stack, people->len > 0 ? "map" : "empty");
}

static void
on_zoom_in (RoundsInstitutionContactsView *self)
{
  rounds_relation_map_zoom (self->map, 1);
}

static void
on_zoom_out (RoundsInstitutionContactsView *self)
{
  rounds_relation_map_zoom (self->map, -1);
}

static void
rounds_institution_contacts_view_constructed (GObject *object)
{
  static const char * const kinds[] = { "contact", NULL };
  RoundsInstitutionContactsView *self = ROUNDS_INSTITUTION_CONTACTS_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);
  RoundsStore *store = rounds_record_view_get_store (view);
  g_autoptr(RoundsQuery) query = create_query (rounds_record_view_get_id (view));
  g_autoptr(RoundsQueryModel) model = rounds_query_model_new (store, query);

  G_OBJECT_CLASS (rounds_institution_contacts_view_parent_class)->constructed (object);

  rounds_record_section_bind (self->contacts, model, rounds_contact_row_new);

  self->people = rounds_live_read_new (store, kinds, read_people, (GDestroyNotify) g_ptr_array_unref);
  rounds_live_read_set_argument (self->people, rounds_record_view_get_id (view));
  g_signal_connect_object (self->people, "answered", G_CALLBACK (on_people), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->people);
}

static void
rounds_institution_contacts_view_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_INSTITUTION_CONTACTS_VIEW (object)->people);

  G_OBJECT_CLASS (rounds_institution_contacts_view_parent_class)->dispose (object);
}

static void
rounds_institution_contacts_view_class_init (RoundsInstitutionContactsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_contacts_view_constructed;
  object_class->dispose = rounds_institution_contacts_view_dispose;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_RELATION_MAP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-contacts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionContactsView, contacts);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionContactsView, map_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionContactsView, map);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_in);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_out);
}

static void
rounds_institution_contacts_view_init (RoundsInstitutionContactsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
