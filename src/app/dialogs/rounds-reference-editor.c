/* rounds-reference-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-titles.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"

/* Another record, looked for by name among as many as there are. */
#define ROUNDS_TYPE_REFERENCE_EDITOR (rounds_reference_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsReferenceEditor, rounds_reference_editor, ROUNDS, REFERENCE_EDITOR, RoundsFieldEditor)

struct _RoundsReferenceEditor
{
  RoundsFieldEditor parent_instance;

  /* Borrowed references */
  AdwActionRow *row;
  GtkPopover *popover;
  GtkEditable *search;
  GtkListView *list;
  GtkNoSelection *selection;
  GtkWidget *clear_button;
  GtkWidget *nothing_label;

  /* Owned references */
  RoundsQueryModel *model; /* made when it is first needed */
  GSignalGroup *title_signals;
  RoundsTitle *title;
  char *id;
};

G_DEFINE_FINAL_TYPE (RoundsReferenceEditor, rounds_reference_editor, ROUNDS_TYPE_FIELD_EDITOR)

static const RoundsEntityInfo *
get_info (RoundsReferenceEditor *self)
{
  return rounds_registry_find (rounds_field_editor_get_field (ROUNDS_FIELD_EDITOR (self))->reference);
}

static void
update_title (RoundsReferenceEditor *self)
{
  const char *text = self->title != NULL ? rounds_title_get_title (self->title) : _("None");

  adw_action_row_set_subtitle (self->row, text != NULL ? text : "…");
}

static void
set_id (RoundsReferenceEditor *self,
        const char            *id)
{
  RoundsFieldEditor *editor = ROUNDS_FIELD_EDITOR (self);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(RoundsTitle) title = NULL;

  title = rounds_titles_lookup (rounds_titles_get (rounds_field_editor_get_store (editor)), field->reference, id);
  g_set_str (&self->id, id);
  g_set_object (&self->title, title);
  g_signal_group_set_target (self->title_signals, title);
  gtk_widget_set_visible (self->clear_button, id != NULL && (field->flags & ROUNDS_FIELD_REQUIRED) == 0);
  update_title (self);
}

/* Contacts and deals of the institution that the record is about, when it is about one. */
static RoundsFilter *
create_filter (RoundsReferenceEditor *self)
{
  RoundsEntity *record = rounds_field_editor_get_record (ROUNDS_FIELD_EDITOR (self));
  const RoundsField *theirs = rounds_entity_info_find (get_info (self), "institution-id");
  const char *institution_id;

  if (theirs == NULL || record == NULL ||
      rounds_entity_info_find (rounds_entity_get_info (record), "institution-id") == NULL)
    return NULL;

  institution_id = rounds_entity_get_text (record, "institution-id");
  return institution_id != NULL ? rounds_filter_new_text (theirs, ROUNDS_FILTER_EQUAL, institution_id) : NULL;
}

static void
update_query (RoundsReferenceEditor *self)
{
  const RoundsEntityInfo *info = get_info (self);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = create_filter (self);
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  if (self->model == NULL)
    return;

  rounds_query_set_filter (query, filter);
  rounds_query_set_search (query, words[0] != '\0' ? words : NULL);
  rounds_query_add_sort (query, rounds_entity_info_find (info, info->title_field), FALSE);
  rounds_query_model_set_query (self->model, query);
}

static void
update_nothing (RoundsReferenceEditor *self)
{
  gtk_widget_set_visible (self->nothing_label,
                          g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 &&
                          !rounds_query_model_get_loading (self->model));
}

static void
on_popover_shown (RoundsReferenceEditor *self)
{
  if (self->model == NULL)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (get_info (self));

      self->model = rounds_query_model_new (rounds_field_editor_get_store (ROUNDS_FIELD_EDITOR (self)), query);
      g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update_nothing), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_nothing), self, G_CONNECT_SWAPPED);
      gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->model));
    }

  gtk_editable_set_text (self->search, "");
  update_query (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
choose (RoundsReferenceEditor *self,
        guint                  position)
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row == NULL)
    return;

  set_id (self, rounds_row_get_id (row));
  gtk_popover_popdown (self->popover);
  rounds_field_editor_changed (ROUNDS_FIELD_EDITOR (self));
}

static void
on_activated (RoundsReferenceEditor *self,
              guint                  position,
              GtkListView           *list)
{
  choose (self, position);
}

static void
on_search_activated (RoundsReferenceEditor *self)
{
  choose (self, 0);
}

static void
on_cleared (RoundsReferenceEditor *self)
{
  set_id (self, NULL);
  rounds_field_editor_changed (ROUNDS_FIELD_EDITOR (self));
}

static void
on_row_activated (RoundsReferenceEditor *self)
{
  gtk_popover_popup (self->popover);
}

/* A row of the list is called as the record is. */
static void
show_row (GtkListItem *item)
{
  RoundsEntity *entity = rounds_row_get_entity (gtk_list_item_get_item (item));
  g_autofree char *title = entity != NULL ? rounds_entity_dup_title (entity) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), title != NULL ? title : "");
  gtk_list_item_set_accessible_label (item, title != NULL ? title : "");
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::entity", G_CALLBACK (show_row), item, G_CONNECT_SWAPPED);
  show_row (item);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_row, item);
}

static GtkWidget *
rounds_reference_editor_create_row (RoundsFieldEditor *editor)
{
  RoundsReferenceEditor *self = ROUNDS_REFERENCE_EDITOR (editor);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  gtk_builder_add_from_resource (builder, RESOURCE_PATH "/ui/rounds-reference-editor.ui", NULL);
  self->row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "row"));
  self->popover = GTK_POPOVER (gtk_builder_get_object (builder, "popover"));
  self->search = GTK_EDITABLE (gtk_builder_get_object (builder, "search"));
  self->list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "list"));
  self->selection = GTK_NO_SELECTION (gtk_builder_get_object (builder, "selection"));
  self->clear_button = GTK_WIDGET (gtk_builder_get_object (builder, "clear_button"));
  self->nothing_label = GTK_WIDGET (gtk_builder_get_object (builder, "nothing_label"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), rounds_field_get_label (field));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);

  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_popover_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (update_query), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (on_cleared), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);

  return g_object_ref (GTK_WIDGET (self->row));
}

static void
rounds_reference_editor_show (RoundsFieldEditor *editor,
                              const RoundsValue *value)
{
  set_id (ROUNDS_REFERENCE_EDITOR (editor), value->text);
}

static gboolean
rounds_reference_editor_read (RoundsFieldEditor  *editor,
                              RoundsValue        *value,
                              GError            **error)
{
  RoundsReferenceEditor *self = ROUNDS_REFERENCE_EDITOR (editor);

  if (self->id != NULL)
    rounds_value_set_text (value, self->id);
  return TRUE;
}

static void
rounds_reference_editor_dispose (GObject *object)
{
  RoundsReferenceEditor *self = ROUNDS_REFERENCE_EDITOR (object);

  g_clear_object (&self->model);
  g_clear_object (&self->title_signals);
  g_clear_object (&self->title);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (rounds_reference_editor_parent_class)->dispose (object);
}

static void
rounds_reference_editor_class_init (RoundsReferenceEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_reference_editor_dispose;

  editor_class->create_row = rounds_reference_editor_create_row;
  editor_class->show = rounds_reference_editor_show;
  editor_class->read = rounds_reference_editor_read;
}

static void
rounds_reference_editor_init (RoundsReferenceEditor *self)
{
  self->title_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->title_signals, "notify::title", G_CALLBACK (update_title), self,
                                 G_CONNECT_SWAPPED);
}
