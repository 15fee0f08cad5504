/* rounds-list-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-selection.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-bulk-edit-dialog.h"
#include "app/dialogs/rounds-list-export.h"
#include "app/dialogs/rounds-meeting-export.h"
#include "app/dialogs/rounds-vcard-saving.h"
#include "app/rounds-live-read.h"
#include "app/rounds-window.h"
#include "insight/rounds-record-sums.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"

/* Of more rows than this no sums are shown: they are asked for by id. */
#define SUMS_MAXIMUM 20000

struct _RoundsListSelection
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkActionBar *bar;
  GtkLabel *count_label;
  GtkLabel *sums_label;
  GtkWidget *assign_button;
  GtkWidget *tag_button;
  GtkWidget *calendar_button;
  GtkWidget *vcard_button;

  /* Borrowed references */
  const RoundsListKind *kind;
  GtkColumnView *view; /* nullable: whose rows are selected */

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsQueryModel *model;
  GtkSelectionModel *plain;
  GtkMultiSelection *selection;
  GtkColumnViewColumn *check_column;
  RoundsLiveRead *sums;
  GPtrArray *fields;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsListSelection, rounds_list_selection, ADW_TYPE_BIN)

static const RoundsEntityInfo *
get_info (RoundsListSelection *self)
{
  return rounds_list_kind_get_info (self->kind);
}

/* Returns: (transfer full): the ids of what is selected, in the order of the list */
static JsonArray *
dup_ids (RoundsListSelection *self)
{
  g_autoptr(GtkBitset) positions = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  JsonArray *ids = json_array_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autofree char *id = rounds_query_model_dup_id (self->model, position);

      json_array_add_string_element (ids, id);
    }

  return ids;
}

static guint
count_selected (RoundsListSelection *self)
{
  g_autoptr(GtkBitset) positions = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (positions);
}

static gpointer
read_sums (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_auto(GStrv) words = g_strsplit (user_data, " ", -1);

  return rounds_record_sums_compute (database, rounds_registry_find (words[0]), (const char * const *) words + 1, error);
}

static gboolean
has_money (RoundsListSelection *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (((const RoundsField *) g_ptr_array_index (self->fields, i))->type == ROUNDS_FIELD_MONEY)
      return TRUE;

  return FALSE;
}

static gboolean
shows_sums (RoundsListSelection *self)
{
  guint n_selected = self->selection != NULL ? count_selected (self) : 0;

  return n_selected > 0 && n_selected <= SUMS_MAXIMUM && has_money (self);
}

static const RoundsRecordSum *
find_sum (GPtrArray         *sums,
          const RoundsField *field,
          guint              nth)
{
  for (guint i = 0; i < sums->len; i++)
    {
      const RoundsRecordSum *sum = g_ptr_array_index (sums, i);

      if (sum->field == field && nth-- == 0)
        return sum;
    }

  return NULL;
}

/* The amounts whose columns are shown. An answer may come when nothing is selected any more. */
static void
on_sums (RoundsListSelection *self,
         GPtrArray           *sums,
         RoundsLiveRead      *read)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (!shows_sums (self))
    return;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (self->fields, i);
      const RoundsRecordSum *sum;

      for (guint nth = 0; (sum = find_sum (sums, field, nth)) != NULL; nth++)
        {
          g_autofree char *amount = rounds_money_format (sum->amount, sum->currency, ROUNDS_MONEY_EXACT);

          if (text->len > 0)
            g_string_append (text, " · ");
          g_string_append_printf (text, _("%s: %s"), rounds_field_get_label (field), amount);
        }
    }

  gtk_label_set_label (self->sums_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->sums_label), text->len > 0);
}

static void
ask_sums (RoundsListSelection *self)
{
  g_autoptr(JsonArray) ids = NULL;
  g_autoptr(GString) argument = NULL;

  if (!shows_sums (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->sums_label), FALSE);
      return;
    }

  ids = dup_ids (self);
  argument = g_string_new (self->kind->kind);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_string_append_printf (argument, " %s", json_array_get_string_element (ids, i));
  rounds_live_read_set_argument (self->sums, argument->str);
  rounds_live_read_ask (self->sums);
}

static gboolean
on_focus_due (gpointer view)
{
  gtk_widget_grab_focus (view);
  return G_SOURCE_REMOVE;
}

/* The one place that decides what the bar shows. A button that nothing is left for gives the focus back to the rows. */
static void
update (RoundsListSelection *self)
{
  static const char * const actions[] = { "selection.assign", "selection.edit", "selection.tag", "selection.export", "selection.calendar", "selection.save-vcards",
                                          "selection.delete" };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean focused = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  guint n_selected = count_selected (self);
  g_autofree char *number = rounds_number_format (n_selected, 0, 0);
  g_autofree char *text = g_strdup_printf (ngettext ("%s selected", "%s selected", n_selected), number);

  gtk_label_set_label (self->count_label, text);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], n_selected > 0);
  if (focused && !gtk_widget_is_sensitive (focus))
    g_idle_add_full (G_PRIORITY_DEFAULT, on_focus_due, g_object_ref (self->view), g_object_unref); /* after the rows have changed */
  ask_sums (self);
}

static void
on_selection_changed (RoundsListSelection *self)
{
  update (self);
}

static void
on_check_toggled (GtkColumnViewCell *cell,
                  GtkCheckButton    *check)
{
  RoundsListSelection *self = g_object_get_data (G_OBJECT (check), "rounds-selection");
  guint position = gtk_column_view_cell_get_position (cell);
  gboolean active = gtk_check_button_get_active (check);

  if (self->selection == NULL || active == gtk_column_view_cell_get_selected (cell))
    return;

  if (active)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  else
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
}

static void
on_setup_check (RoundsListSelection *self,
                GtkColumnViewCell   *cell)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Selected"), -1);
  g_object_set_data (G_OBJECT (check), "rounds-selection", self);
  g_object_bind_property (cell, "selected", check, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), cell, G_CONNECT_SWAPPED);
  gtk_column_view_cell_set_child (cell, check);
}

static void
create_check_column (RoundsListSelection *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_check), self, G_CONNECT_SWAPPED);
  self->check_column = gtk_column_view_column_new (NULL, g_steal_pointer (&factory));
  gtk_column_view_column_set_fixed_width (self->check_column, 44);
}

static void
run (RoundsListSelection *self,
     const char          *operation,
     JsonObject          *arguments,
     const char          *done)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  json_object_set_string_member (arguments, "kind", self->kind->kind);
  json_object_set_array_member (arguments, "ids", dup_ids (self));
  rounds_window_run (window, operation, arguments, done);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (widget);
  guint n_selected = count_selected (self);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *number = rounds_number_format (n_selected, 0, 0);
  g_autofree char *done = g_strdup_printf (ngettext ("%s record deleted", "%s records deleted", n_selected), number);

  json_object_set_boolean_member (arguments, "delete", TRUE);
  run (self, "record.bulk-update", arguments, done);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (widget);
  const RoundsEntityInfo *info = get_info (self);
  const char *name = g_str_equal (action_name, "selection.assign") ? info->owner_field
                     : g_str_equal (action_name, "selection.tag")  ? "tags" : NULL;
  g_autoptr(JsonArray) ids = dup_ids (self);
  GtkWidget *dialog = rounds_bulk_edit_dialog_new (self->workspace, info,
                                                   name != NULL ? rounds_entity_info_find (info, name) : NULL, ids);

  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* Of all rows the query is asked once more, of some their ids. */
static RoundsQuery *
create_query (RoundsListSelection *self)
{
  RoundsQuery *query = rounds_query_copy (rounds_query_model_get_query (self->model));

  if (count_selected (self) < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    {
      g_autoptr(JsonArray) ids = dup_ids (self);
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
      g_auto(GStrv) texts = NULL;
      g_autoptr(RoundsFilter) filter = NULL;

      for (guint i = 0; i < json_array_get_length (ids); i++)
        g_strv_builder_add (builder, json_array_get_string_element (ids, i));
      texts = g_strv_builder_end (builder);
      filter = rounds_filter_new_in (rounds_entity_info_find (get_info (self), "id"), (const char * const *) texts);
      rounds_query_set_filter (query, filter);
      rounds_query_set_search (query, NULL);
    }

  return query;
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (widget);
  g_autoptr(RoundsQuery) query = create_query (self);

  rounds_list_export (widget, self->workspace, query, self->fields);
}

static void
save_vcards_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (widget);
  g_autoptr(RoundsQuery) query = create_query (self);
  g_autofree char *name = g_strdup_printf ("%s.vcf", _(get_info (self)->label_plural));

  rounds_vcard_save (widget, self->workspace, query, name);
}

static void
calendar_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (widget);
  g_autoptr(JsonArray) ids = dup_ids (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;

  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_strv_builder_add (builder, json_array_get_string_element (ids, i));
  texts = g_strv_builder_end (builder);
  rounds_meeting_export_many (widget, self->workspace, (const char * const *) texts);
}

static void
done_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[DONE], 0);
}

static void
rounds_list_selection_dispose (GObject *object)
{
  RoundsListSelection *self = ROUNDS_LIST_SELECTION (object);

  g_clear_object (&self->sums);
  g_clear_object (&self->selection);
  g_clear_object (&self->plain);
  g_clear_object (&self->check_column);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (rounds_list_selection_parent_class)->dispose (object);
}

static void
rounds_list_selection_class_init (RoundsListSelectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_list_selection_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-list-selection.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, count_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, sums_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, assign_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListSelection, vcard_button);

  gtk_widget_class_install_action (widget_class, "selection.assign", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "selection.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "selection.tag", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "selection.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "selection.save-vcards", NULL, save_vcards_action);
  gtk_widget_class_install_action (widget_class, "selection.calendar", NULL, calendar_action);
  gtk_widget_class_install_action (widget_class, "selection.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "selection.done", NULL, done_action);
}

static void
rounds_list_selection_init (RoundsListSelection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_ptr_array_new ();
}

/**
 * rounds_list_selection_set_up:
 * @workspace: where the records are
 * @kind: whose records they are
 * @model: the list
 *
 * Called once.
 */
void
rounds_list_selection_set_up (RoundsListSelection  *self,
                              RoundsWorkspace      *workspace,
                              const RoundsListKind *kind,
                              RoundsQueryModel     *model)
{
  const char *kinds[] = { kind->kind, NULL };

  g_return_if_fail (ROUNDS_IS_LIST_SELECTION (self));

  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  self->model = g_object_ref (model);
  self->sums = rounds_live_read_new (rounds_workspace_get_store (workspace), kinds, read_sums,
                                     (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->sums, "answered", G_CALLBACK (on_sums), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->assign_button, get_info (self)->owner_field != NULL);
  gtk_widget_set_visible (self->vcard_button, g_str_equal (kind->kind, "contact"));
  gtk_widget_set_visible (self->calendar_button, g_str_equal (kind->kind, "meeting"));
  gtk_widget_set_visible (self->tag_button, rounds_entity_info_find (get_info (self), "tags") != NULL);
  create_check_column (self);
}

/**
 * rounds_list_selection_set_active:
 * @view: the view of the list
 * @active: whether its rows can be selected
 */
void
rounds_list_selection_set_active (RoundsListSelection *self,
                                  GtkColumnView       *view,
                                  gboolean             active)
{
  g_return_if_fail (ROUNDS_IS_LIST_SELECTION (self));

  if (active == (self->selection != NULL))
    return;

  if (active)
    {
      self->view = view;
      self->plain = g_object_ref (gtk_column_view_get_model (view));
      self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
      g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
      gtk_column_view_set_model (view, GTK_SELECTION_MODEL (self->selection));
      gtk_column_view_insert_column (view, 0, self->check_column);
      update (self);
    }
  else
    {
      gtk_column_view_remove_column (view, self->check_column);
      gtk_column_view_set_model (view, self->plain);
      g_clear_object (&self->plain);
      g_clear_object (&self->selection);
    }

  gtk_column_view_set_single_click_activate (view, !active);
  gtk_action_bar_set_revealed (self->bar, active);
}

/**
 * rounds_list_selection_set_fields:
 * @fields: (element-type RoundsField): the columns of the list: whose amounts are summed, and what is exported
 */
void
rounds_list_selection_set_fields (RoundsListSelection *self,
                                  GPtrArray           *fields)
{
  g_return_if_fail (ROUNDS_IS_LIST_SELECTION (self));

  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_extend (self->fields, fields, NULL, NULL);
  if (self->selection != NULL)
    update (self);
}
