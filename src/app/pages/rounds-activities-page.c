/* rounds-activities-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-activities-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/rounds-list-kinds.h"
#include "app/pages/rounds-list-page.h"

/* In the order of the switcher; the first is shown at first. */
static const char * const kinds[] = { "task", "meeting", "call", "note" };

struct _RoundsActivitiesPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwViewStack *stack;

  /* Owned references */
  RoundsWorkspace *workspace;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RoundsActivitiesPage, rounds_activities_page, ADW_TYPE_NAVIGATION_PAGE)

/* A list is made when it is first shown. */
static void
on_switched (RoundsActivitiesPage *self)
{
  AdwBin *bin = ADW_BIN (adw_view_stack_get_visible_child (self->stack));
  const char *kind = adw_view_stack_get_visible_child_name (self->stack);

  if (bin == NULL || self->settings == NULL)
    return;

  if (adw_bin_get_child (bin) == NULL)
    adw_bin_set_child (bin, rounds_list_page_new_nested (self->workspace, kind));
  g_settings_set_string (self->settings, "activities-kind", kind);
}

/* What the window asks of the page, the list that is shown does. */
static void
list_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AdwBin *bin = ADW_BIN (adw_view_stack_get_visible_child (ROUNDS_ACTIVITIES_PAGE (widget)->stack));

  gtk_widget_activate_action_variant (adw_bin_get_child (bin), action_name, parameter);
}

static void
rounds_activities_page_dispose (GObject *object)
{
  RoundsActivitiesPage *self = ROUNDS_ACTIVITIES_PAGE (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_ACTIVITIES_PAGE);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_activities_page_parent_class)->dispose (object);
}

static void
rounds_activities_page_class_init (RoundsActivitiesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_activities_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-activities-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsActivitiesPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);

  gtk_widget_class_install_action (widget_class, "page.search", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, list_action);
}

static void
rounds_activities_page_init (RoundsActivitiesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const RoundsListKind *kind = rounds_list_kind_find (kinds[i]);

      adw_view_stack_add_titled_with_icon (self->stack, adw_bin_new (), kind->kind,
                                           _(rounds_list_kind_get_info (kind)->label_plural), kind->icon_name);
    }
}

/**
 * rounds_activities_page_new:
 * @workspace: whose activities
 *
 * Returns: a page
 */
GtkWidget *
rounds_activities_page_new (RoundsWorkspace *workspace)
{
  RoundsActivitiesPage *self = g_object_new (ROUNDS_TYPE_ACTIVITIES_PAGE, NULL);
  g_autofree char *kind = NULL;

  self->workspace = g_object_ref (workspace);
  self->settings = g_settings_new (APPLICATION_ID);
  kind = g_settings_get_string (self->settings, "activities-kind");
  if (adw_view_stack_get_child_by_name (self->stack, kind) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, kind);
  on_switched (self);

  return GTK_WIDGET (self);
}
