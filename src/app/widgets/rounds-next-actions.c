/* rounds-next-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-next-actions.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-next-action-row.h"

struct _RoundsNextActions
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  RoundsNextActionRow *row;
  GtkWidget *more_button;
  GtkPopover *popover;
  GtkBox *list;

  guint n_actions;
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsNextActions, rounds_next_actions, ADW_TYPE_BIN)

/* In a narrow window the list is also where the first one is put off. */
static void
update_more (RoundsNextActions *self)
{
  guint n_more = self->n_actions > 0 ? self->n_actions - 1 : 0;
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more suggestion", "%u more suggestions", n_more), n_more);
  const char *name = n_more > 0 ? text : _("More");

  gtk_widget_set_visible (self->more_button, n_more > 0 || self->compact);
  gtk_widget_set_tooltip_text (self->more_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rounds_next_actions_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_NEXT_ACTIONS (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_next_actions_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RoundsNextActions *self = ROUNDS_NEXT_ACTIONS (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      g_object_set (self->row, "compact", self->compact, NULL);
      (self->compact ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "compact");
      update_more (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_next_actions_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rounds_next_actions_parent_class)->dispose (object);
}

static void
rounds_next_actions_class_init (RoundsNextActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_next_actions_get_property;
  object_class->set_property = rounds_next_actions_set_property;
  object_class->dispose = rounds_next_actions_dispose;

  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_NEXT_ACTION_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-next-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActions, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActions, row);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActions, more_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActions, popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActions, list);
}

static void
rounds_next_actions_init (RoundsNextActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The rows that are there are shown anew; what is missing is added at the end, what is too much is taken from there. */
static void
show_list (RoundsNextActions *self,
           RoundsWorkspace   *workspace,
           const char        *institution_id,
           GPtrArray         *actions)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (guint i = 0; i < actions->len; i++)
    {
      if (row == NULL)
        {
          row = g_object_new (ROUNDS_TYPE_NEXT_ACTION_ROW, "stacked", TRUE, NULL);
          gtk_box_append (self->list, row);
        }
      rounds_next_action_row_show (ROUNDS_NEXT_ACTION_ROW (row), workspace, institution_id, g_ptr_array_index (actions, i));
      row = gtk_widget_get_next_sibling (row);
    }

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->list, row);
      row = next;
    }
}

/**
 * rounds_next_actions_show:
 * @workspace: where the institution is
 * @institution_id: which one
 * @actions: (element-type RoundsInstitutionAction): what should be done with it, urgent first
 */
void
rounds_next_actions_show (RoundsNextActions *self,
                          RoundsWorkspace   *workspace,
                          const char        *institution_id,
                          GPtrArray         *actions)
{
  g_return_if_fail (ROUNDS_IS_NEXT_ACTIONS (self));

  self->n_actions = actions->len;
  if (actions->len > 0)
    rounds_next_action_row_show (self->row, workspace, institution_id, g_ptr_array_index (actions, 0));
  else
    gtk_popover_popdown (self->popover);
  show_list (self, workspace, institution_id, actions);
  update_more (self);
  gtk_stack_set_visible_child_name (self->stack, actions->len > 0 ? "actions" : "nothing");
}
