/* rounds-find-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-find-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-find-model.h"
#include "app/rounds-recent.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-find-row.h"
#include "model/rounds-registry.h"

/* Records of each kind. */
#define LIMIT 5

struct _RoundsFindDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkLabel *argument_label;
  GtkEditable *entry;
  GtkStack *stack;
  GtkListView *list;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsFindModel *model;
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the newest question */

  const RoundsCommand *command; /* nullable: whose record is being chosen */
  gboolean moved;               /* the person has chosen a line */
};

/* A question on its way. */
typedef struct
{
  char *words;
  GStrv collections; /* nullable */
  GStrv recent;      /* nullable: these are asked for, nothing was typed */
} Question;

typedef struct
{
  RoundsFindDialog *dialog;
  GCancellable *cancellable;
  char *words;
  gboolean recent;
} Asked;

G_DEFINE_FINAL_TYPE (RoundsFindDialog, rounds_find_dialog, ADW_TYPE_DIALOG)

static void
question_free (Question *question)
{
  g_free (question->words);
  g_strfreev (question->collections);
  g_strfreev (question->recent);
  g_free (question);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->dialog);
  g_object_unref (asked->cancellable);
  g_free (asked->words);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gpointer
find (RoundsDatabase  *database,
      RoundsChanges   *changes,
      gpointer         user_data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Question *question = user_data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (question->recent != NULL)
    return rounds_find_recall (database, (const char * const *) question->recent, error);

  return rounds_find_compute (database, question->words, (const char * const *) question->collections, LIMIT, error);
}

static RoundsFindItem *
get_selected (RoundsFindDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
select_position (RoundsFindDialog *self,
                 guint             position)
{
  /* Above the first line stands its heading. */
  if (position == 0)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  else
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
  gtk_single_selection_set_selected (self->selection, position);
}

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  RoundsFindItem *one = *(RoundsFindItem * const *) a;
  RoundsFindItem *other = *(RoundsFindItem * const *) b;

  return (int) rounds_find_item_get_section (one) - (int) rounds_find_item_get_section (other);
}

/* Actions only where no record of one is being chosen. */
static void
add_commands (RoundsFindDialog *self,
              const char       *words,
              GPtrArray        *items)
{
  const RoundsCommand * const *commands = rounds_commands_get_all (NULL);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  for (guint i = 0; commands[i] != NULL && self->command == NULL; i++)
    {
      RoundsFindItem *item = NULL;

      if (commands[i]->icon_name != NULL && (window == NULL || rounds_window_offers (window, commands[i]->action)))
        item = rounds_find_item_new_command (commands[i], words);
      if (item != NULL)
        g_ptr_array_add (items, item);
    }
}

static void
announce (RoundsFindDialog *self)
{
  RoundsFindItem *item = get_selected (self);
  const char *subtitle = item != NULL ? rounds_find_item_get_subtitle (item) : NULL;
  g_autofree char *text = NULL;

  if (item == NULL)
    text = g_strdup (_("Nothing Found"));
  else
    text = g_strdup_printf ("%s, %s, %s", rounds_find_item_get_title (item), subtitle != NULL ? subtitle : "",
                            rounds_find_item_get_heading (item));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_items (RoundsFindDialog *self,
            GPtrArray        *items)
{
  const char *before = get_selected (self) != NULL ? rounds_find_item_get_title (get_selected (self)) : NULL;
  g_autofree char *title = g_strdup (before);

  g_ptr_array_sort (items, compare_sections);
  rounds_find_model_set (self->model, items);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "nothing");
  if (!self->moved && items->len > 0)
    select_position (self, 0);
  if (get_selected (self) == NULL || g_strcmp0 (title, rounds_find_item_get_title (get_selected (self))) != 0)
    announce (self);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  RoundsFindDialog *self = asked->dialog;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = rounds_store_finish (ROUNDS_STORE (source), result, &error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* Something else has been typed: only the newest question counts. */
  if (asked->cancellable != self->cancellable || g_cancellable_is_cancelled (asked->cancellable))
    return;
  if (hits == NULL && rounds_window_of (GTK_WIDGET (self)) != NULL)
    rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), error->message);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      RoundsFindItem *item = rounds_find_item_new_record (g_ptr_array_index (hits, i), asked->recent, asked->words);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  add_commands (self, asked->words, items);
  show_items (self, items);
}

static void
ask (RoundsFindDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  const char *kind = self->command != NULL ? self->command->argument : NULL;
  Question *question = g_new0 (Question, 1);
  Asked *asked = g_new0 (Asked, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  asked->dialog = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  asked->words = g_strdup (words);
  asked->recent = words[0] == '\0';
  if (asked->recent)
    question->recent = rounds_recent_dup_list (rounds_recent_get (self->workspace), kind);
  if (kind != NULL)
    {
      const char *collections[] = { rounds_registry_find (kind)->collection, NULL };

      question->collections = g_strdupv ((char **) collections);
    }
  question->words = g_steal_pointer (&words);
  rounds_store_read_async (rounds_workspace_get_store (self->workspace), find, question, (GDestroyNotify) question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_found, asked);
}

static void
on_changed (RoundsFindDialog *self)
{
  self->moved = FALSE;
  if (self->workspace != NULL)
    ask (self);
}

/* What is being chosen now is the record of @command; %NULL for anything. */
static void
set_command (RoundsFindDialog    *self,
             const RoundsCommand *command)
{
  self->command = command;
  gtk_label_set_label (self->argument_label, command != NULL ? _(command->label) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->argument_label), command != NULL);
  if (gtk_editable_get_text (self->entry)[0] != '\0')
    gtk_editable_set_text (self->entry, "");
  else
    on_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* The record that an action is about has been chosen. */
static void
tell_about (RoundsWindow        *window,
            const RoundsCommand *command,
            const char          *id)
{
  if (g_str_equal (command->action, "win.create-from"))
    gtk_widget_activate_action (GTK_WIDGET (window), command->action, "(sss)", command->target, command->argument, id);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), command->action, "(ss)", command->target, id);
}

static void
open_item (RoundsFindDialog *self,
           RoundsFindItem   *item,
           gboolean          in_new)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  const RoundsCommand *command = rounds_find_item_get_command (item);
  g_autofree char *kind = g_strdup (rounds_find_item_get_kind (item));
  g_autofree char *id = g_strdup (rounds_find_item_get_id (item));
  const RoundsCommand *chosen_for = self->command;

  if (command != NULL && command->argument != NULL)
    {
      set_command (self, command);
      return;
    }

  /* What is done then has the window for itself. */
  adw_dialog_force_close (ADW_DIALOG (self));
  if (chosen_for != NULL)
    tell_about (window, chosen_for, id);
  else if (command != NULL)
    rounds_window_tell (window, command->action);
  else if (in_new)
    rounds_window_open_in_new (window, kind, id);
  else
    rounds_window_open_record (window, kind, id);
}

static void
on_activated (RoundsFindDialog *self,
              guint             position,
              GtkListView      *list)
{
  g_autoptr(RoundsFindItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    open_item (self, item, FALSE);
}

static void
move_by (RoundsFindDialog *self,
         int               step)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const guint selected = gtk_single_selection_get_selected (self->selection);

  if (n_items == 0)
    return;

  self->moved = TRUE;
  select_position (self, selected == GTK_INVALID_LIST_POSITION ? 0 : (guint) CLAMP ((int) selected + step, 0, (int) n_items - 1));
  announce (self);
}

static gboolean
take (RoundsFindDialog *self,
      guint             key,
      gboolean          in_new)
{
  RoundsFindItem *item = get_selected (self);
  const RoundsCommand *command = item != NULL ? rounds_find_item_get_command (item) : NULL;

  if (key == GDK_KEY_Tab && (command == NULL || command->argument == NULL))
    return GDK_EVENT_PROPAGATE;
  if (item != NULL)
    open_item (self, item, in_new);
  return GDK_EVENT_STOP;
}

/* The text has the focus all the time; these keys are the list's. */
static gboolean
on_key (RoundsFindDialog *self,
        guint             key,
        guint             code,
        GdkModifierType   state)
{
  const gboolean control = (state & GDK_CONTROL_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_by (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_by (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_by (self, -5);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_by (self, 5);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      return take (self, key, control);
    case GDK_KEY_BackSpace:
      if (self->command == NULL || gtk_editable_get_text (self->entry)[0] != '\0')
        return GDK_EVENT_PROPAGATE;
      set_command (self, NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The text keeps the focus: it says itself which line is meant. */
static void
mark_active (RoundsFindDialog *self,
             GtkListItem      *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *line = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (self->entry != NULL && line != NULL && gtk_list_item_get_selected (item))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, line, -1);
}

static void
on_selected (GtkListItem      *item,
             GParamSpec       *property,
             RoundsFindDialog *self)
{
  mark_active (self, item);
}

static void
on_setup (RoundsFindDialog         *self,
          GtkListItem              *item,
          GtkSignalListItemFactory *factory)
{
  gtk_list_item_set_child (item, rounds_find_row_new ());
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (on_selected), self, 0);
}

static void
on_bind (RoundsFindDialog         *self,
         GtkListItem              *list_item,
         GtkSignalListItemFactory *factory)
{
  RoundsFindItem *item = gtk_list_item_get_item (list_item);
  const char *subtitle = rounds_find_item_get_subtitle (item);

  rounds_find_row_set_item (ROUNDS_FIND_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_focusable (list_item, FALSE);
  gtk_list_item_set_accessible_label (list_item, rounds_find_item_get_title (item));
  gtk_list_item_set_accessible_description (list_item, subtitle != NULL ? subtitle : "");
  mark_active (self, list_item);
}

static void
on_unbind (RoundsFindDialog         *self,
           GtkListItem              *item,
           GtkSignalListItemFactory *factory)
{
  if (self->entry != NULL && gtk_list_item_get_selected (item))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  rounds_find_row_set_item (ROUNDS_FIND_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_setup_header (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
on_bind_header (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), rounds_find_item_get_heading (gtk_list_header_get_item (header)));
}

static void
add_factories (RoundsFindDialog *self)
{
  g_autoptr(GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  g_signal_connect (headers, "setup", G_CALLBACK (on_setup_header), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (on_bind_header), NULL);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
}

static void
rounds_find_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (ROUNDS_FIND_DIALOG (dialog)->cancellable);
}

static void
rounds_find_dialog_dispose (GObject *object)
{
  RoundsFindDialog *self = ROUNDS_FIND_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FIND_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_find_dialog_parent_class)->dispose (object);
}

static void
rounds_find_dialog_class_init (RoundsFindDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_find_dialog_dispose;

  ADW_DIALOG_CLASS (klass)->closed = rounds_find_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-find-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFindDialog, argument_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsFindDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
rounds_find_dialog_init (RoundsFindDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = rounds_find_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  add_factories (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * rounds_find_dialog_new:
 * @workspace: where to look
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *
rounds_find_dialog_new (RoundsWorkspace *workspace)
{
  RoundsFindDialog *self = g_object_new (ROUNDS_TYPE_FIND_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  ask (self);
  return ADW_DIALOG (self);
}
