/* rounds-deal-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-deal-page.h"

#include "app/dialogs/rounds-record-editor.h"
#include "app/widgets/rounds-deal-view.h"

struct _RoundsDealPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  RoundsDealView *view;

  /* Owned references */
  RoundsWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (RoundsDealPage, rounds_deal_page, ADW_TYPE_NAVIGATION_PAGE)

static void
on_titled (RoundsDealPage *self,
           const char     *title)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsDealPage *self = ROUNDS_DEAL_PAGE (widget);

  rounds_record_editor_edit (widget, self->workspace, "opportunity", rounds_deal_view_get_deal (self->view));
}

static void
rounds_deal_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_DEAL_PAGE);
  g_clear_object (&ROUNDS_DEAL_PAGE (object)->workspace);

  G_OBJECT_CLASS (rounds_deal_page_parent_class)->dispose (object);
}

static void
rounds_deal_page_class_init (RoundsDealPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_deal_page_dispose;

  g_type_ensure (ROUNDS_TYPE_DEAL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_titled);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, edit_action);
}

static void
rounds_deal_page_init (RoundsDealPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_deal_page_new:
 * @workspace: where the deal is
 * @id: its id
 *
 * Returns: a page
 */
GtkWidget *
rounds_deal_page_new (RoundsWorkspace *workspace,
                      const char      *id)
{
  RoundsDealPage *self = g_object_new (ROUNDS_TYPE_DEAL_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  rounds_deal_view_set_deal (self->view, workspace, id);
  return GTK_WIDGET (self);
}
