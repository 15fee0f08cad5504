/* rounds-list-page-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include "app/dialogs/rounds-columns-dialog.h"

/* What the heading says, or what the kind wants while there is no such column. */
const RoundsField *
_rounds_list_page_get_sort (RoundsListPage *self,
                            gboolean       *descending)
{
  const RoundsField *field = rounds_list_columns_get_sort (self->columns, descending);

  if (field != NULL)
    return field;

  *descending = self->kind->descending;
  return rounds_entity_info_find (rounds_list_kind_get_info (self->kind), self->kind->sort);
}

static void
on_sort_changed (RoundsListPage *self)
{
  const RoundsField *field;
  gboolean descending;

  /* A column view that is taken apart says so too. */
  if (self->model == NULL || self->arranging)
    return;

  field = _rounds_list_page_get_sort (self, &descending);
  g_settings_set (self->settings, "sort", "(sb)", field->json_path, descending);
  _rounds_list_page_update_query (self);
}

/* The columns that the person has chosen for this kind, or those that it has by itself. */
static void
update_columns (RoundsListPage *self)
{
  g_auto(GStrv) paths = g_settings_get_strv (self->settings, "columns");
  g_autoptr(GPtrArray) fields = rounds_list_columns_find_fields (self->kind, (const char * const *) paths, self->fields);
  gboolean descending;
  const RoundsField *sort = rounds_list_columns_get_sort (self->columns, &descending);

  self->arranging = TRUE;
  rounds_list_columns_set_fields (self->columns, fields, paths[0] != NULL);
  self->arranging = FALSE;
  /* The column that was sorted by may be gone. */
  if (self->model != NULL && rounds_list_columns_get_sort (self->columns, &descending) != sort)
    _rounds_list_page_update_query (self);
  rounds_list_selection_set_fields (self->list_selection, fields);
}

static void
on_fields_read (RoundsListPage *self,
                GPtrArray      *fields,
                RoundsLiveRead *read)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = g_ptr_array_ref (fields);
  update_columns (self);
}

void
_rounds_list_page_set_up_columns (RoundsListPage *self)
{
  RoundsStore *store = rounds_workspace_get_store (self->workspace);
  g_autofree char *path = NULL;
  const RoundsField *sort;
  gboolean descending;

  self->columns = rounds_list_columns_new (self->column_view, self->kind, store);
  rounds_list_columns_set_room (self->columns, self->room);
  update_columns (self);
  self->read_fields = rounds_list_columns_read_fields (self->kind, store);
  g_signal_connect_object (self->read_fields, "answered", G_CALLBACK (on_fields_read), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->read_fields);

  g_settings_get (self->settings, "sort", "(sb)", &path, &descending);
  sort = rounds_entity_info_find_json (rounds_list_kind_get_info (self->kind), path);
  if (sort == NULL)
    sort = _rounds_list_page_get_sort (self, &descending);
  rounds_list_columns_set_sort (self->columns, sort, descending);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (on_sort_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
on_columns_changed (RoundsListPage      *self,
                    RoundsColumnsDialog *dialog)
{
  g_autoptr(GPtrArray) shown = rounds_columns_dialog_dup_shown (dialog);
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;

  for (guint i = 0; i < shown->len; i++)
    g_strv_builder_add (paths, ((const RoundsField *) g_ptr_array_index (shown, i))->json_path);
  texts = g_strv_builder_end (paths);
  g_settings_set_strv (self->settings, "columns", (const char * const *) texts);
  update_columns (self);
}

static void
on_columns_reset (RoundsListPage      *self,
                  RoundsColumnsDialog *dialog)
{
  g_settings_reset (self->settings, "columns");
  update_columns (self);
  rounds_columns_dialog_set_shown (dialog, rounds_list_columns_get_fields (self->columns));
}

static void
columns_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  RoundsColumnsDialog *dialog;

  if (self->fields == NULL)
    return;

  dialog = rounds_columns_dialog_new (self->kind, self->fields, rounds_list_columns_get_fields (self->columns));
  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_columns_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "reset", G_CALLBACK (on_columns_reset), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
_rounds_list_page_class_columns_init (RoundsListPageClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.columns", NULL, columns_action);
}
