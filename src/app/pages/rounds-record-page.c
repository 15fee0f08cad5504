/* rounds-record-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-record-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-meeting-export.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-live-read.h"
#include "app/rounds-window.h"
#include "app/views/rounds-record-view.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

typedef struct
{
  /* Borrowed references */
  GtkStack *stack;
  AdwViewStack *view_stack;
  AdwStatusPage *missing_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;
  RoundsEntity *record;
  RoundsLiveRead *read;
} RoundsRecordPagePrivate;

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsRecordPage, rounds_record_page, ADW_TYPE_NAVIGATION_PAGE)

#define PRIVATE(self) ((RoundsRecordPagePrivate *) rounds_record_page_get_instance_private (self))

/* What a view that has been looked at shows of the record itself. */
static void
update_view (RoundsRecordPage *self,
             GtkWidget        *holder)
{
  GtkWidget *view = adw_bin_get_child (ADW_BIN (holder));

  if (view != NULL && PRIVATE (self)->record != NULL)
    rounds_record_view_show (ROUNDS_RECORD_VIEW (view), PRIVATE (self)->record);
}

static void
update_views (RoundsRecordPage *self)
{
  for (GtkWidget *holder = gtk_widget_get_first_child (GTK_WIDGET (PRIVATE (self)->view_stack)); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    update_view (self, holder);
}

/* What is asked for is the kind and the id. */
static gpointer
read_record (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_auto(GStrv) asked = g_strsplit (user_data, " ", 2);

  return rounds_repository_get (database, rounds_registry_find (asked[0]), asked[1], error);
}

static void
on_record (RoundsRecordPage *self,
           RoundsEntity     *record,
           RoundsLiveRead   *read)
{
  RoundsRecordPagePrivate *priv = PRIVATE (self);
  g_autofree char *title = NULL;

  if (rounds_entity_is_deleted (record))
    {
      gtk_stack_set_visible_child_name (priv->stack, "missing");
      return;
    }

  g_set_object (&priv->record, record);
  title = rounds_entity_dup_title (record);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  ROUNDS_RECORD_PAGE_GET_CLASS (self)->show (self, record);
  update_views (self);
  gtk_stack_set_visible_child_name (priv->stack, "record");
}

static void
on_missing (RoundsRecordPage *self,
            const GError     *error,
            RoundsLiveRead   *read)
{
  RoundsRecordPagePrivate *priv = PRIVATE (self);

  /* No error: it is not there, or not any more. */
  if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      if (priv->record != NULL)
        return;
      adw_status_page_set_description (priv->missing_page, description);
    }

  gtk_stack_set_visible_child_name (priv->stack, "missing");
}

/* The view that is shown now, made if nobody has looked at it yet. */
static void
on_view_changed (RoundsRecordPage *self)
{
  RoundsRecordPagePrivate *priv = PRIVATE (self);
  const RoundsRecordPageView *views = ROUNDS_RECORD_PAGE_GET_CLASS (self)->views;
  GtkWidget *holder = adw_view_stack_get_visible_child (priv->view_stack);
  const char *name = adw_view_stack_get_visible_child_name (priv->view_stack);

  if (holder == NULL || priv->id == NULL || adw_bin_get_child (ADW_BIN (holder)) != NULL)
    return;

  for (guint i = 0; views[i].name != NULL; i++)
    if (g_strcmp0 (views[i].name, name) == 0)
      adw_bin_set_child (ADW_BIN (holder), g_object_new (views[i].get_type (),
                                                         "workspace", priv->workspace,
                                                         "kind", ROUNDS_RECORD_PAGE_GET_CLASS (self)->kind,
                                                         "id", priv->id,
                                                         NULL));
  update_view (self, holder);
}

static void
add_views (RoundsRecordPage *self)
{
  const RoundsRecordPageView *views = ROUNDS_RECORD_PAGE_GET_CLASS (self)->views;
  AdwViewStack *stack = PRIVATE (self)->view_stack;

  for (guint i = 0; views[i].name != NULL; i++)
    adw_view_stack_add_titled_with_icon (stack, adw_bin_new (), views[i].name, _(views[i].title), views[i].icon_name);
  on_view_changed (self);
}

static void
fill_draft (RoundsRecordPage *self,
            RoundsEntity     *draft)
{
  RoundsRecordPageClass *klass = ROUNDS_RECORD_PAGE_GET_CLASS (self);
  const RoundsEntityInfo *info = rounds_entity_get_info (draft);

  if (klass->fill_draft != NULL)
    {
      klass->fill_draft (self, draft);
      return;
    }

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ROUNDS_FIELD_REFERENCE && g_strcmp0 (info->fields[i].reference, klass->kind) == 0)
      {
        rounds_entity_set_text (draft, info->fields[i].name, PRIVATE (self)->id);
        return;
      }
}

static void
new_record_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsRecordPage *self = ROUNDS_RECORD_PAGE (widget);
  RoundsRecordPageClass *klass = ROUNDS_RECORD_PAGE_GET_CLASS (self);
  RoundsWorkspace *workspace = PRIVATE (self)->workspace;
  const char *kind = g_variant_get_string (parameter, NULL);
  g_autoptr(RoundsEntity) draft = NULL;

  if (klass->create != NULL)
    {
      klass->create (self, kind);
      return;
    }

  draft = rounds_record_editor_draft (workspace, kind);
  fill_draft (self, draft);
  adw_dialog_present (ADW_DIALOG (rounds_record_editor_new_create (workspace, draft)), widget);
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "page.new-record", "s", "opportunity");
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsRecordPage *self = ROUNDS_RECORD_PAGE (widget);

  rounds_record_editor_edit (widget, PRIVATE (self)->workspace, ROUNDS_RECORD_PAGE_GET_CLASS (self)->kind, PRIVATE (self)->id);
}

static void
edit_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_record_editor_edit (widget, PRIVATE (ROUNDS_RECORD_PAGE (widget))->workspace, kind, id);
}

static void
delete_record_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;
  const char *kind, *id, *title;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &title);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);

  /* Translators: %s is the name of a record */
  done = g_strdup_printf (_("“%s” deleted"), title);
  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
}

static void
show_view_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  adw_view_stack_set_visible_child_name (PRIVATE (ROUNDS_RECORD_PAGE (widget))->view_stack, g_variant_get_string (parameter, NULL));
}

static void
export_meeting_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  rounds_meeting_export (widget, PRIVATE (ROUNDS_RECORD_PAGE (widget))->workspace, g_variant_get_string (parameter, NULL));
}

static void
rounds_record_page_constructed (GObject *object)
{
  RoundsRecordPage *self = ROUNDS_RECORD_PAGE (object);
  RoundsRecordPagePrivate *priv = PRIVATE (self);
  const char *kind = ROUNDS_RECORD_PAGE_GET_CLASS (self)->kind;
  const char * const kinds[] = { kind, NULL };
  g_autofree char *asked = g_strdup_printf ("%s %s", kind, priv->id);

  G_OBJECT_CLASS (rounds_record_page_parent_class)->constructed (object);

  add_views (self);

  priv->read = rounds_live_read_new (rounds_workspace_get_store (priv->workspace), kinds, read_record, g_object_unref);
  rounds_live_read_set_argument (priv->read, asked);
  g_signal_connect_object (priv->read, "answered", G_CALLBACK (on_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->read, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (priv->read);
}

static void
rounds_record_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsRecordPagePrivate *priv = PRIVATE (ROUNDS_RECORD_PAGE (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, priv->workspace);
      break;
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsRecordPagePrivate *priv = PRIVATE (ROUNDS_RECORD_PAGE (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      priv->workspace = g_value_dup_object (value);
      break;
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_page_dispose (GObject *object)
{
  RoundsRecordPagePrivate *priv = PRIVATE (ROUNDS_RECORD_PAGE (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->read);
  g_clear_object (&priv->record);
  g_clear_object (&priv->workspace);
  g_clear_pointer (&priv->id, g_free);

  G_OBJECT_CLASS (rounds_record_page_parent_class)->dispose (object);
}

static void
rounds_record_page_class_init (RoundsRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rounds_record_page_constructed;
  object_class->get_property = rounds_record_page_get_property;
  object_class->set_property = rounds_record_page_set_property;
  object_class->dispose = rounds_record_page_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.new-record", "s", new_record_action);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "page.edit-record", "(ss)", edit_record_action);
  gtk_widget_class_install_action (widget_class, "page.delete-record", "(sss)", delete_record_action);
  gtk_widget_class_install_action (widget_class, "page.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "page.export-meeting", "s", export_meeting_action);
}

static void
rounds_record_page_init (RoundsRecordPage *self)
{
}

/**
 * rounds_record_page_set_parts:
 * @stack: with the pages `nothing`, `record` and `missing`
 * @view_stack: takes the views
 * @missing_page: says that the record is gone
 *
 * What a subclass does first, when it has its template.
 */
void
rounds_record_page_set_parts (RoundsRecordPage *self,
                              GtkStack         *stack,
                              AdwViewStack     *view_stack,
                              AdwStatusPage    *missing_page)
{
  RoundsRecordPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_RECORD_PAGE (self));

  priv->stack = stack;
  priv->view_stack = view_stack;
  priv->missing_page = missing_page;
  g_signal_connect_object (view_stack, "notify::visible-child", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_record_page_get_workspace:
 *
 * Returns: (transfer none): where the record is
 */
RoundsWorkspace *
rounds_record_page_get_workspace (RoundsRecordPage *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_PAGE (self), NULL);

  return PRIVATE (self)->workspace;
}

/**
 * rounds_record_page_get_id:
 *
 * Returns: (transfer none): its id
 */
const char *
rounds_record_page_get_id (RoundsRecordPage *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_PAGE (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * rounds_record_page_get_record:
 *
 * Returns: (transfer none) (nullable): the record as it is now; %NULL before it has been read
 */
RoundsEntity *
rounds_record_page_get_record (RoundsRecordPage *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_PAGE (self), NULL);

  return PRIVATE (self)->record;
}
