/* rounds-record-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-record-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/dialogs/rounds-record-links.h"
#include "app/rounds-focus.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

struct _RoundsRecordEditor
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwPreferencesPage *page;
  GtkButton *save_button;
  AdwBanner *banner;

  /* Borrowed references */
  GtkWidget *focus; /* weak: where one was when saving began */

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *before; /* what it is; the empty draft of a new record */
  RoundsEntity *shown; /* with the references that have been chosen since: what can be chosen depends on others */
  GPtrArray *editors;
  RoundsRecordLinks *links;
  gboolean creating;
  gboolean changed;
  gboolean saving;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsRecordEditor, rounds_record_editor, ADW_TYPE_DIALOG)

/* The one place that decides what can be done. */
static void
update_state (RoundsRecordEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !self->saving && (self->creating || self->changed));
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), !self->saving);
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->changed && !self->saving);
}

static void
on_changed (RoundsRecordEditor *self,
            RoundsFieldEditor  *editor)
{
  if (rounds_field_editor_get_field (editor)->type == ROUNDS_FIELD_REFERENCE)
    rounds_field_editor_read (editor, self->shown, NULL);

  self->changed = TRUE;
  adw_banner_set_revealed (self->banner, FALSE);
  update_state (self);
}

/* @within: (out) (optional): what the path says after the field, such as `[2].quantity` */
static RoundsFieldEditor *
find_editor (RoundsRecordEditor  *self,
             const char          *path,
             const char         **within)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RoundsFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *own = rounds_field_editor_get_field (editor)->json_path;
      gsize length = strlen (own);

      if (!g_str_has_prefix (path, own) || (path[length] != '\0' && path[length] != '['))
        continue;
      if (within != NULL)
        *within = path + length;
      return editor;
    }

  return NULL;
}

/* Says what is wrong at the fields; what belongs to none of them is said above. */
static void
show_problems (RoundsRecordEditor *self,
               const GError       *error)
{
  GPtrArray *problems = rounds_problem_get_fields (error);
  gboolean shown = FALSE;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (problems, i);
      const char *within = NULL;
      RoundsFieldEditor *editor = find_editor (self, problem->field, &within);

      if (editor == NULL)
        continue;
      rounds_field_editor_refuse (editor, within, problem->detail);
      if (!shown)
        rounds_field_editor_grab_focus (editor);
      shown = TRUE;
    }

  if (!shown)
    {
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_button_label (self->banner, NULL);
      adw_banner_set_revealed (self->banner, TRUE);
    }
}

/* Returns: (transfer full) (nullable): the record as entered; every field's problem is shown, not only the first */
static RoundsEntity *
read_record (RoundsRecordEditor *self)
{
  g_autoptr(RoundsEntity) record = rounds_entity_copy (self->before);
  gboolean understood = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      RoundsFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autoptr(GError) error = NULL;

      rounds_field_editor_set_problem (editor, NULL);
      if (rounds_field_editor_read (editor, record, &error))
        continue;

      if (error != NULL)
        show_problems (self, error);
      else if (understood)
        rounds_field_editor_grab_focus (editor);
      understood = FALSE;
    }

  return understood ? g_steal_pointer (&record) : NULL;
}

static void
say_saved (RoundsRecordEditor *self,
           JsonNode           *answer,
           const char         *undo_id)
{
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (self), ROUNDS_TYPE_WINDOW);
  g_autoptr(RoundsEntity) record = rounds_entity_copy (self->before);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (parent == NULL)
    return;

  for (guint i = 0; i < self->editors->len; i++)
    rounds_field_editor_read (g_ptr_array_index (self->editors, i), record, NULL);
  title = rounds_entity_dup_title (record);
  /* Translators: %s is the name of a record */
  text = g_strdup_printf (self->creating ? _("“%s” created") : _("“%s” saved"), title);
  rounds_window_toast_undo (ROUNDS_WINDOW (parent), text, undo_id);
}

/* A document is written to go on with it: it is sent, or issued. */
static void
open_document (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (self->creating && window != NULL && rounds_entity_info_find (info, "lines") != NULL && rounds_window_has_page (info->kind))
    rounds_window_open_record (window, info->kind, rounds_entity_get_id (self->before));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsRecordEditor) self = user_data;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  self->saving = FALSE;
  update_state (self);

  if (answer == NULL)
    {
      if (self->focus != NULL)
        gtk_widget_grab_focus (self->focus);
      show_problems (self, error);
      return;
    }

  say_saved (self, answer, undo_id);
  open_document (self);
  g_signal_emit (self, signals[SAVED], 0, rounds_entity_get_id (self->before));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);
  g_autoptr(RoundsEntity) record = read_record (self);
  g_autoptr(RoundsEntity) empty = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  JsonObject *values;

  if (record == NULL)
    return;

  empty = self->creating ? rounds_entity_new (info) : NULL;
  values = rounds_json_diff (self->creating ? empty : self->before, record);
  json_object_remove_member (values, "id");
  if (!self->creating && json_object_get_size (values) == 0)
    {
      json_object_unref (values);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  arguments = json_object_new ();
  json_object_set_string_member (arguments, "kind", info->kind);
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (self->before));
  json_object_set_object_member (arguments, "values", values);

  g_set_weak_pointer (&self->focus, rounds_focus_release (GTK_WIDGET (self->page)));
  self->saving = TRUE;
  update_state (self);
  rounds_workspace_run_async (self->workspace, self->creating ? "record.create" : "record.update", arguments, NULL,
                              on_saved, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  save (ROUNDS_RECORD_EDITOR (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* It asks nothing: what was entered is kept, and the toast leads back to it. */
static void
rounds_record_editor_close_attempt (AdwDialog *dialog)
{
  RoundsRecordEditor *self = ROUNDS_RECORD_EDITOR (dialog);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (dialog));

  if (self->saving)
    return;

  _rounds_record_editor_keep (self, window);
  adw_dialog_force_close (dialog);
}

static void
start_over_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsRecordEditor *self = ROUNDS_RECORD_EDITOR (widget);

  for (guint i = 0; i < self->editors->len; i++)
    rounds_field_editor_show (g_ptr_array_index (self->editors, i), self->before);
  rounds_record_links_reset (self->links);
  g_clear_object (&self->shown);
  self->shown = rounds_entity_copy (self->before);
  self->changed = FALSE;
  adw_banner_set_revealed (self->banner, FALSE);
  update_state (self);
}

static gboolean
is_edited (RoundsRecordEditor *self,
           const RoundsField  *field)
{
  const RoundsFieldFlags never = ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_CODE;

  return (field->flags & never) == 0 && (rounds_field_is_asked (field) || field->type == ROUNDS_FIELD_RECORDS) &&
         rounds_field_editor_is_for (field) &&
         (self->creating || (field->flags & ROUNDS_FIELD_FIXED) == 0);
}

static AdwPreferencesGroup *
add_group (RoundsRecordEditor *self,
           const char         *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (self->page, group);
  return group;
}

static GtkListBox *
add_section (RoundsRecordEditor *self,
             const char         *section)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_add (add_group (self, rounds_looks_section_title (section)), list);

  return GTK_LIST_BOX (list);
}

static RoundsFieldEditor *
create_editor (RoundsRecordEditor *self,
               const RoundsField  *field)
{
  RoundsFieldEditor *editor = rounds_field_editor_new (rounds_workspace_get_store (self->workspace), field);

  g_ptr_array_add (self->editors, editor);
  return editor;
}

static void
fill_editor (RoundsRecordEditor *self,
             RoundsFieldEditor  *editor)
{
  rounds_field_editor_show (editor, self->shown);
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/* Which rows are added. */
typedef enum
{
  ROWS_SHORT = 1 << 0,
  ROWS_LONG = 1 << 1,
} Rows;

/* A section whose fields stand apart in the table is one section all the same.
 * @only: (nullable): a section */
static void
add_rows (RoundsRecordEditor *self,
          Rows                rows,
          const char         *only)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);
  g_autoptr(GHashTable) lists = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      const char *section = rounds_field_get_section (field);
      const char *key = section != NULL ? section : "";
      RoundsFieldEditor *editor;

      if (!is_edited (self, field) || field->type == ROUNDS_FIELD_RECORDS ||
          (rows & (field->type == ROUNDS_FIELD_LONG_TEXT ? ROWS_LONG : ROWS_SHORT)) == 0 ||
          (only != NULL && !g_str_equal (key, only)))
        continue;

      if (!g_hash_table_contains (lists, key))
        g_hash_table_insert (lists, (gpointer) key, add_section (self, section));

      editor = create_editor (self, field);
      rounds_field_editor_add_to (editor, g_hash_table_lookup (lists, key));
      fill_editor (self, editor);
    }
}

static void
add_parts (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ROUNDS_FIELD_RECORDS && is_edited (self, &info->fields[i]))
      {
        RoundsFieldEditor *editor = create_editor (self, &info->fields[i]);

        rounds_field_editor_add_alone (editor, add_group (self, rounds_field_get_label (&info->fields[i])));
        fill_editor (self, editor);
      }
}

static gboolean
has_parts (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ROUNDS_FIELD_RECORDS && is_edited (self, &info->fields[i]))
      return TRUE;

  return FALSE;
}

/* What belongs to a record stands between its facts and what is said of it at length. Lines have many cells.
 * @only: (nullable): a section */
static void
add_fields (RoundsRecordEditor *self,
            const char         *only)
{
  if (only != NULL || !has_parts (self))
    {
      add_rows (self, ROWS_SHORT | ROWS_LONG, only);
      return;
    }

  add_rows (self, ROWS_SHORT, NULL);
  add_parts (self);
  adw_dialog_set_content_width (ADW_DIALOG (self), 660);
  add_rows (self, ROWS_LONG, NULL);
}

static void
focus_first (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);
  const char *name = rounds_entity_info_find (info, "first-name") != NULL ? "first-name" : info->title_field;
  RoundsFieldEditor *editor = find_editor (self, rounds_entity_info_find (info, name)->json_path, NULL);

  if (editor == NULL && self->editors->len > 0)
    editor = g_ptr_array_index (self->editors, 0);
  if (editor != NULL)
    adw_dialog_set_focus (ADW_DIALOG (self), rounds_field_editor_get_row (editor));
}

/* What is made often has words of its own, which agree with the kind in each language. */
static char *
name_new (const RoundsEntityInfo *info)
{
  if (info->new_label != NULL)
    return g_strdup (_(info->new_label));

  /* Translators: %s is a kind of record, such as "Payment" */
  return g_strdup_printf (_("New %s"), _(info->label));
}

static RoundsRecordEditor *
create (RoundsWorkspace *workspace,
        RoundsEntity    *record,
        const char      *section,
        gboolean         creating)
{
  RoundsRecordEditor *self = g_object_new (ROUNDS_TYPE_RECORD_EDITOR, NULL);
  const RoundsEntityInfo *info = rounds_entity_get_info (record);
  g_autofree char *title = NULL;

  self->workspace = g_object_ref (workspace);
  self->before = rounds_entity_copy (record);
  self->shown = rounds_entity_copy (record);
  self->creating = creating;

  if (creating)
    title = name_new (info);
  else
    title = rounds_entity_dup_title (record);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (self->save_button, creating ? _("_Create") : _("_Save"));

  add_fields (self, section);
  self->links = rounds_record_links_new (self->editors);
  focus_first (self);
  update_state (self);

  return self;
}

static void
rounds_record_editor_dispose (GObject *object)
{
  RoundsRecordEditor *self = ROUNDS_RECORD_EDITOR (object);

  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_RECORD_EDITOR);
  g_clear_object (&self->links);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->before);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (rounds_record_editor_parent_class)->dispose (object);
}

static void
rounds_record_editor_class_init (RoundsRecordEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_record_editor_dispose;

  ADW_DIALOG_CLASS (klass)->close_attempt = rounds_record_editor_close_attempt;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-record-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordEditor, page);
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordEditor, banner);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "editor.start-over", NULL, start_over_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "editor.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);
}

static void
rounds_record_editor_init (RoundsRecordEditor *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_record_editor_new_create:
 * @workspace: where the record will be
 * @draft: what is known of it already; its id, if any, is kept
 *
 * Returns: (transfer floating): a dialog to present
 */
RoundsRecordEditor *
rounds_record_editor_new_create (RoundsWorkspace *workspace,
                                 RoundsEntity    *draft)
{
  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  if (rounds_entity_get_id (draft) == NULL)
    {
      g_autofree char *id = rounds_id_new ();
      rounds_entity_set_text (draft, "id", id);
    }

  return create (workspace, draft, NULL, TRUE);
}

/**
 * rounds_record_editor_new_edit:
 * @workspace: where the record is
 * @record: as it is now
 * @section: (nullable): of rounds_field_get_section(): only its fields are edited
 *
 * Returns: (transfer floating): a dialog to present
 */
RoundsRecordEditor *
rounds_record_editor_new_edit (RoundsWorkspace *workspace,
                               RoundsEntity    *record,
                               const char      *section)
{
  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  return create (workspace, record, section, FALSE);
}

RoundsEntity *
_rounds_record_editor_get_record (RoundsRecordEditor *self)
{
  return self->before;
}

RoundsWorkspace *
_rounds_record_editor_get_workspace (RoundsRecordEditor *self)
{
  return self->workspace;
}

gboolean
_rounds_record_editor_is_creating (RoundsRecordEditor *self)
{
  return self->creating;
}

/* It was closed with something entered, and is shown again. */
void
_rounds_record_editor_say_kept (RoundsRecordEditor *self)
{
  adw_banner_set_title (self->banner, _("What you had entered was kept"));
  adw_banner_set_button_label (self->banner, _("_Start Over"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "editor.start-over");
  adw_banner_set_revealed (self->banner, TRUE);
}
