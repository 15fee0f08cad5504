/* rounds-quick-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-quick-entry.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "model/rounds-id.h"

#define TITLE_CHARACTERS 80 /* of a note; all of it is in its text */

struct _RoundsQuickEntry
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *call_row;
  GtkWidget *note_row;
  GtkWidget *buttons;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *institution_id;
  char *contact_id;
};

enum
{
  PROP_0,
  PROP_HAS_BUTTONS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsQuickEntry, rounds_quick_entry, ADW_TYPE_BIN)

typedef struct
{
  GtkWidget *row;
  RoundsWindow *window;
  const char *done;
} Storing;

static void
storing_free (Storing *storing)
{
  g_object_unref (storing->row);
  g_object_unref (storing->window);
  g_free (storing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Storing, storing_free)

/* What could not be stored stays to be corrected. */
static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Storing) storing = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);

  gtk_editable_set_editable (GTK_EDITABLE (storing->row), TRUE);
  if (answer != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (storing->row), "");
      rounds_window_toast_undo (storing->window, storing->done, undo_id);
      return;
    }

  gtk_widget_add_css_class (storing->row, "error");
  rounds_window_toast (storing->window, error->message);
}

static void
store (RoundsQuickEntry *self,
       GtkWidget        *row,
       const char       *kind,
       JsonObject       *values,
       const char       *done)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *id = rounds_id_new ();
  Storing *storing = g_new0 (Storing, 1);

  storing->row = g_object_ref (row);
  storing->window = g_object_ref (rounds_window_of (row));
  storing->done = done;

  json_object_set_string_member (values, "institutionId", self->institution_id);
  if (self->contact_id != NULL)
    json_object_set_string_member (values, "contactPersonId", self->contact_id);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);
  json_object_set_object_member (arguments, "values", values);

  /* A second Enter before the first one is done stores nothing more. */
  gtk_editable_set_editable (GTK_EDITABLE (row), FALSE);
  rounds_workspace_run_async (self->workspace, "record.create", arguments, NULL, on_stored, storing);
}

/* Returns: (transfer full) (nullable): what is typed in a row that can be stored now */
static char *
dup_typed (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return text[0] != '\0' && gtk_editable_get_editable (GTK_EDITABLE (row)) ? g_steal_pointer (&text) : NULL;
}

static void
on_call_entered (RoundsQuickEntry *self)
{
  g_autofree char *text = dup_typed (self->call_row);
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);
  JsonObject *values;

  if (text == NULL)
    return;

  values = json_object_new ();
  json_object_set_string_member (values, "summary", text);
  if (user != NULL)
    json_object_set_string_member (values, "userId", rounds_entity_get_id (user));
  store (self, self->call_row, "call", values, _("Call logged"));
}

static char *
dup_title (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= TITLE_CHARACTERS)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, TITLE_CHARACTERS - 1);
  return g_strconcat (start, "…", NULL);
}

static void
on_note_entered (RoundsQuickEntry *self)
{
  g_autofree char *text = dup_typed (self->note_row);
  g_autofree char *title = NULL;
  JsonObject *values;

  if (text == NULL)
    return;

  title = dup_title (text);
  values = json_object_new ();
  json_object_set_string_member (values, "title", title);
  json_object_set_string_member (values, "content", text);
  store (self, self->note_row, "note", values, _("Note kept"));
}

static void
on_typed (RoundsQuickEntry *self,
          GtkWidget        *row)
{
  gtk_widget_remove_css_class (row, "error");
}

static void
rounds_quick_entry_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_BUTTONS:
      g_value_set_boolean (value, gtk_widget_get_visible (ROUNDS_QUICK_ENTRY (object)->buttons));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_quick_entry_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_BUTTONS:
      gtk_widget_set_visible (ROUNDS_QUICK_ENTRY (object)->buttons, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_quick_entry_dispose (GObject *object)
{
  RoundsQuickEntry *self = ROUNDS_QUICK_ENTRY (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_QUICK_ENTRY);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->institution_id, g_free);
  g_clear_pointer (&self->contact_id, g_free);

  G_OBJECT_CLASS (rounds_quick_entry_parent_class)->dispose (object);
}

static void
rounds_quick_entry_class_init (RoundsQuickEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_quick_entry_get_property;
  object_class->set_property = rounds_quick_entry_set_property;
  object_class->dispose = rounds_quick_entry_dispose;

  props[PROP_HAS_BUTTONS] = g_param_spec_boolean ("has-buttons", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-quick-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsQuickEntry, call_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsQuickEntry, note_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsQuickEntry, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_call_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_note_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
rounds_quick_entry_init (RoundsQuickEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_quick_entry_set_about:
 * @workspace: where it is
 * @institution_id: whom the calls and notes are about
 * @contact_id: (nullable): who of that institution
 */
void
rounds_quick_entry_set_about (RoundsQuickEntry *self,
                              RoundsWorkspace  *workspace,
                              const char       *institution_id,
                              const char       *contact_id)
{
  g_return_if_fail (ROUNDS_IS_QUICK_ENTRY (self));

  g_set_object (&self->workspace, workspace);
  g_set_str (&self->institution_id, institution_id);
  g_set_str (&self->contact_id, contact_id);
}
