/* rounds-deal-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-view.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-live-read.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-deal-header.h"
#include "app/widgets/rounds-deal-parts.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsDealView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  RoundsDealHeader *header;
  RoundsDealParts *parts;

  /* Owned references */
  RoundsWorkspace *workspace; /* nullable: before the first deal */
  char *id;
  RoundsLiveRead *record;
  gboolean shown; /* whether the deal has been read */
};

G_DEFINE_FINAL_TYPE (RoundsDealView, rounds_deal_view, ADW_TYPE_BIN)

static void
on_deal (RoundsDealView *self,
         RoundsEntity   *deal,
         RoundsLiveRead *read)
{
  if (rounds_entity_is_deleted (deal))
    {
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }

  self->shown = TRUE;
  rounds_deal_header_show (self->header, self->workspace, deal);
  rounds_deal_parts_show (self->parts, deal);
  gtk_stack_set_visible_child_name (self->stack, "deal");
}

static void
on_missing (RoundsDealView *self,
            const GError   *error,
            RoundsLiveRead *read)
{
  if (!self->shown || error == NULL)
    gtk_stack_set_visible_child_name (self->stack, "missing");
}

static gpointer
read_deal (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), user_data, error);
}

/* A task or a quote of this deal, with what the two have in common. */
static void
new_record_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);

  rounds_record_editor_create_from (widget, self->workspace, g_variant_get_string (parameter, NULL), "opportunity", self->id);
}

static void
edit_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_record_editor_edit (widget, ROUNDS_DEAL_VIEW (widget)->workspace, kind, id);
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
rounds_deal_view_dispose (GObject *object)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (rounds_deal_view_parent_class)->dispose (object);
}

static void
rounds_deal_view_class_init (RoundsDealViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_deal_view_dispose;

  g_type_ensure (ROUNDS_TYPE_DEAL_HEADER);
  g_type_ensure (ROUNDS_TYPE_DEAL_PARTS);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, parts);

  gtk_widget_class_install_action (widget_class, "page.new-record", "s", new_record_action);
  gtk_widget_class_install_action (widget_class, "page.edit-record", "(ss)", edit_record_action);
  gtk_widget_class_install_action (widget_class, "page.delete-record", "(sss)", delete_record_action);
}

static void
rounds_deal_view_init (RoundsDealView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_up (RoundsDealView  *self,
        RoundsWorkspace *workspace)
{
  static const char * const deals[] = { "opportunity", NULL };

  self->workspace = g_object_ref (workspace);
  self->record = rounds_live_read_new (rounds_workspace_get_store (workspace), deals, read_deal, g_object_unref);
  g_signal_connect_object (self->record, "answered", G_CALLBACK (on_deal), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_deal_view_set_deal:
 * @workspace: where the deal is; always the same
 * @id: its id
 *
 * Shows that deal, from the top.
 */
void
rounds_deal_view_set_deal (RoundsDealView  *self,
                           RoundsWorkspace *workspace,
                           const char      *id)
{
  g_return_if_fail (ROUNDS_IS_DEAL_VIEW (self));
  g_return_if_fail (id != NULL);

  if (!g_set_str (&self->id, id))
    return;

  if (self->workspace == NULL)
    set_up (self, workspace);

  self->shown = FALSE;
  rounds_deal_header_clear (self->header);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  rounds_live_read_set_argument (self->record, id);
  rounds_live_read_ask (self->record);
  rounds_deal_parts_set_deal (self->parts, rounds_workspace_get_store (workspace), id);
}
