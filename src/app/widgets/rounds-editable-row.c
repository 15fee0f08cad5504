/* rounds-editable-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-editable-row.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-link-button.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-json.h"
#include "sync/rounds-history.h"

struct _RoundsEditableRow
{
  AdwActionRow parent_instance;

  /* Borrowed references */
  const RoundsField *field;
  RoundsLinkButton *link_button; /* nullable: only of what leads somewhere */
  GtkWidget *edit_image;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *entity;
  RoundsFieldEditor *editor; /* made when it is first needed */
  RoundsTitle *title;
  GSignalGroup *title_signals;
  gboolean editable;
  gboolean editing;
  gboolean running;
};

/* A change under way. */
typedef struct
{
  RoundsEditableRow *row;
  RoundsEntity *before;
  RoundsEntity *after;
} Change;

G_DEFINE_FINAL_TYPE (RoundsEditableRow, rounds_editable_row, ADW_TYPE_ACTION_ROW)

static void
change_free (Change *change)
{
  g_object_unref (change->row);
  g_object_unref (change->before);
  g_object_unref (change->after);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* These show what is held and take what is chosen in one and the same row. */
static gboolean
is_direct (RoundsEditableRow *self)
{
  return self->field->type == ROUNDS_FIELD_BOOLEAN || self->field->type == ROUNDS_FIELD_CHOICE ||
         self->field->type == ROUNDS_FIELD_REFERENCE;
}

static gboolean
can_edit (RoundsEditableRow *self)
{
  return self->editable && (self->field->flags & (ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_FIXED | ROUNDS_FIELD_DERIVED)) == 0;
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
update_title (RoundsEditableRow *self)
{
  const char *text = rounds_title_get_title (self->title);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : "…");
}

/* Returns: (transfer full): what the field holds, as a person reads it; empty for nothing */
static char *
describe (RoundsEditableRow *self)
{
  g_autofree char *text = rounds_looks_field (self->entity, self->field);

  if (text[0] == '\0' || self->field->unit == NULL || g_str_equal (self->field->unit, "%") || g_str_equal (self->field->unit, "seconds"))
    return g_steal_pointer (&text);

  /* Translators: a number and its unit, such as "420 beds" */
  return g_strdup_printf (_("%s %s"), text, _(self->field->unit));
}

static void
show_reference (RoundsEditableRow *self)
{
  const char *id = rounds_entity_get_text (self->entity, self->field->name);
  g_autoptr(RoundsTitle) title = NULL;

  title = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (self->workspace)), self->field->reference, id);
  g_set_object (&self->title, title);
  g_signal_group_set_target (self->title_signals, title);
  update_title (self);
}

static void
show_value (RoundsEditableRow *self)
{
  g_autofree char *text = describe (self);

  if (text[0] != '\0' && self->field->type == ROUNDS_FIELD_REFERENCE)
    show_reference (self);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);

  /* Without a value the row is called as the field is, like an entry that is empty. */
  if (text[0] != '\0')
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "property");
      gtk_widget_remove_css_class (GTK_WIDGET (self), "unknown");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "property");
      gtk_widget_add_css_class (GTK_WIDGET (self), "unknown");
    }

  if (self->link_button != NULL)
    rounds_link_button_set_text (self->link_button, text);
}

/* A combo row says its first choice only once another has been chosen. */
static void
show_choice (RoundsEditableRow *self)
{
  GtkWidget *row = rounds_field_editor_get_row (self->editor);
  g_autofree char *text = NULL;

  if (!ADW_IS_COMBO_ROW (row))
    return;

  text = describe (self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text[0] != '\0' ? text : _("None"));
}

static void
show_editor (RoundsEditableRow *self)
{
  GtkWidget *row = rounds_field_editor_get_row (self->editor);

  gtk_widget_set_visible (row, TRUE);
  if (!gtk_widget_grab_focus (row))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->editing = TRUE;
}

static void
hide_editor (RoundsEditableRow *self)
{
  GtkWidget *row = rounds_field_editor_get_row (self->editor);
  gboolean focused = has_focus (row);

  self->editing = FALSE;
  rounds_field_editor_set_problem (self->editor, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (row, FALSE);
}

static void
say_changed (RoundsEditableRow *self,
             RoundsEntity      *record,
             const char        *undo_id)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autofree char *title = rounds_entity_dup_title (record);
  /* Translators: the name of a record, and of one of its fields, such as "“CHU de Nantes”: Phone changed" */
  g_autofree char *text = g_strdup_printf (_("“%s”: %s changed"), title, rounds_field_get_label (self->field));

  if (window != NULL)
    rounds_window_toast_undo (window, text, undo_id);
  else if (undo_id != NULL)
    rounds_history_name (rounds_workspace_get_history (self->workspace), undo_id, text);
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  RoundsEditableRow *self = change->row;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  self->running = FALSE;
  if (answer == NULL)
    {
      rounds_field_editor_set_error (self->editor, error);
      return;
    }

  /* Until the record comes as it is now. */
  if (self->entity == change->before)
    rounds_editable_row_set_entity (self, change->after);
  if (self->editing)
    hide_editor (self);
  say_changed (self, change->after, undo_id);
}

static void
run (RoundsEditableRow *self,
     RoundsEntity      *after,
     JsonObject        *values)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  Change *change = g_new0 (Change, 1);

  change->row = g_object_ref (self);
  change->before = g_object_ref (self->entity);
  change->after = g_object_ref (after);

  json_object_set_string_member (arguments, "kind", rounds_entity_get_kind (after));
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (after));
  json_object_set_object_member (arguments, "values", values);

  self->running = TRUE;
  rounds_workspace_run_async (self->workspace, "record.update", arguments, NULL, on_changed, change);
}

/* What was entered becomes what the record holds, if it may; otherwise it stays, and why stands under it. */
static void
apply (RoundsEditableRow *self)
{
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(JsonObject) values = NULL;
  g_autoptr(GError) error = NULL;

  if (self->running || self->entity == NULL)
    return;

  after = rounds_entity_copy (self->entity);
  rounds_field_editor_set_problem (self->editor, NULL);
  if (!rounds_field_editor_read (self->editor, after, &error))
    {
      rounds_field_editor_set_error (self->editor, error);
      return;
    }

  values = rounds_json_diff (self->entity, after);
  if (json_object_get_size (values) > 0)
    run (self, after, g_steal_pointer (&values));
  else if (self->editing)
    hide_editor (self);
}

static gboolean
on_left_for_good (gpointer user_data)
{
  RoundsEditableRow *self = user_data;

  if (self->editing && !has_focus (rounds_field_editor_get_row (self->editor)))
    apply (self);

  return G_SOURCE_REMOVE;
}

/* The focus may come back at once, from a calendar for one; when the whole window has lost it, it is still where it was. */
static void
on_left (RoundsEditableRow *self)
{
  if (self->editing)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_left_for_good, g_object_ref (self), g_object_unref);
}

static gboolean
on_key_pressed (RoundsEditableRow *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    state)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (keyval == GDK_KEY_Escape && self->editing && !self->running)
    {
      hide_editor (self);
      return GDK_EVENT_STOP;
    }
  if (is_enter && (state & GDK_CONTROL_MASK) && self->editing)
    {
      apply (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
watch_editor (RoundsEditableRow *self,
              GtkWidget         *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);

  if (ADW_IS_ENTRY_ROW (row))
    {
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      g_signal_connect_object (row, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "entry-activated", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
    }
}

/* Shows what is chosen as a value under its name, as the other rows do. */
static void
set_up_direct (RoundsEditableRow *self,
               GtkWidget         *row)
{
  if (ADW_IS_COMBO_ROW (row))
    {
      adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
      gtk_widget_add_css_class (row, "property");
    }
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
}

static void
ensure_editor (RoundsEditableRow *self)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  if (self->editor != NULL)
    return;

  /* Hidden until it shows the value: an entry row that is mapped would move its title then, and AdwEntryRow keeps that animation. */
  self->editor = rounds_field_editor_new (rounds_workspace_get_store (self->workspace), self->field);
  gtk_widget_set_visible (rounds_field_editor_get_row (self->editor), is_direct (self));
  rounds_field_editor_insert_after (self->editor, GTK_LIST_BOX_ROW (self));
  if (is_direct (self))
    set_up_direct (self, rounds_field_editor_get_row (self->editor));
  else
    watch_editor (self, rounds_field_editor_get_row (self->editor));
}

/* The one place that decides which row is there. */
static void
update_state (RoundsEditableRow *self)
{
  gboolean direct = is_direct (self) && can_edit (self);

  if (direct)
    ensure_editor (self);
  if (self->editor != NULL && is_direct (self))
    gtk_widget_set_visible (rounds_field_editor_get_row (self->editor), direct);
  gtk_widget_set_visible (GTK_WIDGET (self), !direct && !self->editing);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), can_edit (self));
  gtk_widget_set_visible (self->edit_image, can_edit (self));
}

/* What was chosen and refused stays until the record holds something else. */
static gboolean
holds_same (RoundsEditableRow *self,
            RoundsEntity      *entity)
{
  g_auto(RoundsValue) before = ROUNDS_VALUE_INIT;
  g_auto(RoundsValue) after = ROUNDS_VALUE_INIT;

  if (self->entity == NULL)
    return FALSE;

  rounds_field_read (self->field, self->entity, &before);
  rounds_field_read (self->field, entity, &after);
  return rounds_value_equal (&before, &after);
}

static void
rounds_editable_row_activate (AdwActionRow *row)
{
  RoundsEditableRow *self = ROUNDS_EDITABLE_ROW (row);

  if (self->entity == NULL || !can_edit (self) || self->editing)
    return;

  ensure_editor (self);
  rounds_field_editor_show (self->editor, self->entity);
  show_editor (self);
}

static void
rounds_editable_row_dispose (GObject *object)
{
  RoundsEditableRow *self = ROUNDS_EDITABLE_ROW (object);

  g_clear_object (&self->title_signals);
  g_clear_object (&self->title);
  g_clear_object (&self->editor);
  g_clear_object (&self->entity);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_editable_row_parent_class)->dispose (object);
}

static void
rounds_editable_row_class_init (RoundsEditableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_editable_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = rounds_editable_row_activate;
}

static void
rounds_editable_row_init (RoundsEditableRow *self)
{
  self->editable = TRUE;
  self->title_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->title_signals, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);

  self->edit_image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", "document-edit-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "css-classes", (const char *[]) { "edit-image", NULL },
                                   NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->edit_image);
  gtk_widget_add_css_class (GTK_WIDGET (self), "editable");
}

/**
 * rounds_editable_row_new:
 * @workspace: where the record is
 * @field: a field of a kind's table, or a custom field of the workspace
 *
 * Returns: (transfer floating): a row to put into a list
 */
GtkWidget *
rounds_editable_row_new (RoundsWorkspace   *workspace,
                         const RoundsField *field)
{
  RoundsEditableRow *self;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ROUNDS_TYPE_EDITABLE_ROW,
                       "title", rounds_field_get_label (field),
                       "use-markup", FALSE,
                       "subtitle-lines", field->type == ROUNDS_FIELD_LONG_TEXT ? 0 : 2,
                       NULL);
  self->workspace = g_object_ref (workspace);
  self->field = field;
  if (rounds_link_button_serves (field))
    {
      self->link_button = ROUNDS_LINK_BUTTON (rounds_link_button_new (field));
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->link_button));
    }

  return GTK_WIDGET (self);
}

/**
 * rounds_editable_row_get_field:
 *
 * Returns: what the row shows
 */
const RoundsField *
rounds_editable_row_get_field (RoundsEditableRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_EDITABLE_ROW (self), NULL);

  return self->field;
}

/**
 * rounds_editable_row_set_entity:
 * @entity: the record as it is now
 *
 * Shows it, once the row is in its list. What a person is just entering stays.
 */
void
rounds_editable_row_set_entity (RoundsEditableRow *self,
                                RoundsEntity      *entity)
{
  gboolean same;

  g_return_if_fail (ROUNDS_IS_EDITABLE_ROW (self));

  same = holds_same (self, entity);
  g_set_object (&self->entity, entity);
  update_state (self);
  if (same)
    return;

  show_value (self);
  if (self->editor != NULL && is_direct (self))
    {
      rounds_field_editor_set_problem (self->editor, NULL);
      rounds_field_editor_show (self->editor, entity);
      show_choice (self);
    }
}

/**
 * rounds_editable_row_set_editable:
 * @editable: whether the person may change the record; at first, yes
 */
void
rounds_editable_row_set_editable (RoundsEditableRow *self,
                                  gboolean           editable)
{
  g_return_if_fail (ROUNDS_IS_EDITABLE_ROW (self));

  if (self->editable == editable)
    return;

  self->editable = editable;
  if (self->entity != NULL)
    update_state (self);
}
