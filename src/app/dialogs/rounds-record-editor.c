/* rounds-record-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-record-editor.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-focus.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

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
  GPtrArray *editors;
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
on_changed (RoundsRecordEditor *self)
{
  self->changed = TRUE;
  adw_banner_set_revealed (self->banner, FALSE);
  update_state (self);
}

static RoundsFieldEditor *
find_editor (RoundsRecordEditor *self,
             const char         *path)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RoundsFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_strcmp0 (rounds_field_editor_get_field (editor)->json_path, path) == 0)
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
      RoundsFieldEditor *editor = find_editor (self, problem->field);

      if (editor == NULL)
        continue;
      rounds_field_editor_set_problem (editor, problem->detail);
      if (!shown)
        rounds_field_editor_grab_focus (editor);
      shown = TRUE;
    }

  if (!shown)
    {
      adw_banner_set_title (self->banner, error->message);
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

      show_problems (self, error);
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

static void
on_close_answered (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        user_data)
{
  RoundsRecordEditor *self = ROUNDS_RECORD_EDITOR (user_data);

  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (g_str_equal (response, "save"))
    save (self);
}

/* Nothing that was typed is lost without a question. */
static void
rounds_record_editor_close_attempt (AdwDialog *dialog)
{
  AdwDialog *question;

  if (ROUNDS_RECORD_EDITOR (dialog)->saving)
    return;

  question = adw_alert_dialog_new (_("Save Changes?"), _("What you have entered is not saved yet."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question),
                                  "cancel", _("_Cancel"),
                                  "discard", _("_Discard"),
                                  "save", _("_Save"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_close_answered), dialog, G_CONNECT_DEFAULT);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

static gboolean
is_edited (RoundsRecordEditor *self,
           const RoundsField  *field)
{
  const RoundsFieldFlags never = ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_CODE;

  return (field->flags & never) == 0 && rounds_field_is_asked (field) &&
         (self->creating || (field->flags & ROUNDS_FIELD_FIXED) == 0);
}

static GtkListBox *
add_section (RoundsRecordEditor *self,
             const char         *section)
{
  GtkWidget *preferences_group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (preferences_group), rounds_looks_section_title (section));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (preferences_group), list);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (preferences_group));

  return GTK_LIST_BOX (list);
}

/* A section whose fields stand apart in the table is one section all the same. */
static void
add_fields (RoundsRecordEditor *self,
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

      if (!is_edited (self, field) || (only != NULL && !g_str_equal (key, only)))
        continue;

      if (!g_hash_table_contains (lists, key))
        g_hash_table_insert (lists, (gpointer) key, add_section (self, section));

      editor = rounds_field_editor_new (rounds_workspace_get_store (self->workspace), field);
      rounds_field_editor_add_to (editor, g_hash_table_lookup (lists, key));
      rounds_field_editor_show (editor, self->before);
      g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->editors, editor);
    }
}

static void
focus_first (RoundsRecordEditor *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->before);
  const char *name = rounds_entity_info_find (info, "first-name") != NULL ? "first-name" : info->title_field;
  RoundsFieldEditor *editor = find_editor (self, rounds_entity_info_find (info, name)->json_path);

  if (editor == NULL && self->editors->len > 0)
    editor = g_ptr_array_index (self->editors, 0);
  if (editor != NULL)
    adw_dialog_set_focus (ADW_DIALOG (self), rounds_field_editor_get_row (editor));
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
  self->creating = creating;

  if (creating)
    /* Translators: %s is a kind of record, such as "Meeting" */
    title = g_strdup_printf (_("New %s"), _(info->label));
  else
    title = rounds_entity_dup_title (record);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (self->save_button, creating ? _("_Create") : _("_Save"));

  add_fields (self, section);
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
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->before);

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

typedef struct
{
  GtkWidget *parent;
  RoundsWorkspace *workspace;
  const RoundsEntityInfo *info;
  char *id;
  char *section;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->parent);
  g_object_unref (opening->workspace);
  g_free (opening->id);
  g_free (opening->section);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gpointer
read_for_editing (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  Opening *opening = user_data;

  return rounds_repository_get (database, opening->info, opening->id, error);
}

static void
on_read_for_editing (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsEntity) record = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (record != NULL)
    adw_dialog_present (ADW_DIALOG (rounds_record_editor_new_edit (opening->workspace, record, opening->section)),
                        opening->parent);
  else if (rounds_window_of (opening->parent) != NULL)
    rounds_window_toast (rounds_window_of (opening->parent),
                         error != NULL ? error->message : _("The record is not there any more"));
}

/**
 * rounds_record_editor_edit:
 * @parent: what the dialog stands over
 * @kind: such as `meeting`
 * @id: the record's id
 */
void
rounds_record_editor_edit (GtkWidget       *parent,
                           RoundsWorkspace *workspace,
                           const char      *kind,
                           const char      *id)
{
  rounds_record_editor_edit_section (parent, workspace, kind, id, NULL);
}

/**
 * rounds_record_editor_edit_section:
 * @parent: what the dialog stands over
 * @kind: such as `institution`
 * @id: the record's id
 * @section: (nullable): such as `medicalProfile`: only its fields are edited
 */
void
rounds_record_editor_edit_section (GtkWidget       *parent,
                                   RoundsWorkspace *workspace,
                                   const char      *kind,
                                   const char      *id,
                                   const char      *section)
{
  Opening *opening;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  opening = g_new0 (Opening, 1);
  opening->parent = g_object_ref (parent);
  opening->workspace = g_object_ref (workspace);
  opening->info = rounds_registry_find (kind);
  opening->id = g_strdup (id);
  opening->section = g_strdup (section);
  rounds_store_read_async (rounds_workspace_get_store (workspace), read_for_editing, opening, NULL, g_object_unref,
                           NULL, on_read_for_editing, opening);
}

/* What a person would fill in first anyway: oneself, and a time to come. */
static void
fill_draft (RoundsEntity    *draft,
            RoundsWorkspace *workspace)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (draft);
  RoundsEntity *user = rounds_workspace_get_user (workspace);
  g_autofree char *today = rounds_looks_today ();

  if (user != NULL && info->owner_field != NULL && !g_str_equal (info->kind, "institution"))
    rounds_entity_set_text (draft, info->owner_field, rounds_entity_get_id (user));

  if (rounds_entity_info_find (info, "expected-close-date") != NULL)
    {
      g_autofree char *date = rounds_date_add_months (today, 1);
      rounds_entity_set_text (draft, "expected-close-date", date);
    }

  if (rounds_entity_info_find (info, "start-date") != NULL)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *tomorrow = rounds_date_add_days (today, 1);
      gint64 start = rounds_instant_from_date (tomorrow, zone) + 10 * G_TIME_SPAN_HOUR;

      rounds_entity_set_integer (draft, "start-date", start);
      rounds_entity_set_integer (draft, "end-date", start + G_TIME_SPAN_HOUR);
    }

  /* A call is written down when it is over. */
  if (rounds_entity_info_find (info, "call-date") != NULL)
    rounds_entity_set_integer (draft, "call-date", g_get_real_time ());
}

/**
 * rounds_record_editor_draft:
 * @workspace: where the record will be
 * @kind: such as `meeting`
 *
 * Returns: (transfer full): a record for rounds_record_editor_new_create()
 */
RoundsEntity *
rounds_record_editor_draft (RoundsWorkspace *workspace,
                            const char      *kind)
{
  g_autoptr(RoundsEntity) draft = NULL;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  draft = rounds_entity_new (rounds_registry_find (kind));
  fill_draft (draft, workspace);
  return g_steal_pointer (&draft);
}

/**
 * rounds_record_editor_create:
 * @parent: what the dialog stands over
 * @kind: such as `meeting`
 * @field: (nullable): the reference to the record that the new one belongs to, such as `institution-id`
 * @id: (nullable): that record's id
 */
void
rounds_record_editor_create (GtkWidget       *parent,
                             RoundsWorkspace *workspace,
                             const char      *kind,
                             const char      *field,
                             const char      *id)
{
  g_autoptr(RoundsEntity) draft = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  draft = rounds_record_editor_draft (workspace, kind);
  if (field != NULL)
    rounds_entity_set_text (draft, field, id);
  adw_dialog_present (ADW_DIALOG (rounds_record_editor_new_create (workspace, draft)), parent);
}
