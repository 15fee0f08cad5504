/* rounds-filter-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-filter-popover.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-option.h"
#include "insight/rounds-field-values.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "model/rounds-user.h"
#include "store/rounds-repository.h"

#define NOBODY "-"

typedef struct
{
  const char *name;
  const RoundsField *field;
  GtkDropDown *drop_down;
  GListStore *options;
  char *chosen;       /* nullable: what holds, even before the options have come */
  char *chosen_label;
} Criterion;

enum
{
  BY_TYPE,
  BY_STATE,
  BY_PERSON,
  N_CRITERIA
};

struct _RoundsFilterPopover
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkDropDown *type_drop_down;
  GtkDropDown *state_drop_down;
  GtkDropDown *person_drop_down;
  GtkLabel *type_label;
  GtkLabel *state_label;
  GtkLabel *person_label;
  GtkButton *clear_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsLiveRead *states;
  RoundsLiveRead *users;
  Criterion criteria[N_CRITERIA];
  gboolean filling;
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFilterPopover, rounds_filter_popover, GTK_TYPE_POPOVER)

static void
update_clear_button (RoundsFilterPopover *self)
{
  gboolean chosen = FALSE;

  for (guint i = 0; i < N_CRITERIA; i++)
    chosen = chosen || self->criteria[i].chosen != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), chosen);
}

static void
on_selected (RoundsFilterPopover *self,
             GParamSpec          *pspec,
             GtkDropDown         *drop_down)
{
  RoundsOption *option = gtk_drop_down_get_selected_item (drop_down);
  gboolean changed = FALSE;

  if (self->filling || option == NULL)
    return;

  for (guint i = 0; i < N_CRITERIA; i++)
    {
      Criterion *criterion = &self->criteria[i];

      if (criterion->drop_down != drop_down)
        continue;
      changed = g_set_str (&criterion->chosen, rounds_option_get_value (option));
      g_set_str (&criterion->chosen_label, rounds_option_get_label (option));
    }

  if (!changed)
    return;
  update_clear_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
select_chosen (Criterion *criterion)
{
  guint n_options = g_list_model_get_n_items (G_LIST_MODEL (criterion->options));

  for (guint i = 0; i < n_options; i++)
    {
      g_autoptr(RoundsOption) option = g_list_model_get_item (G_LIST_MODEL (criterion->options), i);

      if (g_strcmp0 (rounds_option_get_value (option), criterion->chosen) == 0)
        gtk_drop_down_set_selected (criterion->drop_down, i);
    }
}

static void
fill (RoundsFilterPopover *self,
      guint                index,
      GPtrArray           *options)
{
  Criterion *criterion = &self->criteria[index];
  g_autoptr(RoundsOption) any = rounds_option_new (NULL, _("Any"));

  g_ptr_array_insert (options, 0, g_object_ref (any));

  self->filling = TRUE;
  g_list_store_splice (criterion->options, 0, g_list_model_get_n_items (G_LIST_MODEL (criterion->options)),
                       options->pdata, options->len);
  select_chosen (criterion);
  self->filling = FALSE;
}

static gpointer
read_states (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);

  return rounds_field_values_compute (database, info, rounds_entity_info_find (info, "state"), error);
}

static void
on_states (RoundsFilterPopover *self,
           char               **states,
           RoundsLiveRead      *read)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; states[i] != NULL; i++)
    g_ptr_array_add (options, rounds_option_new (states[i], states[i]));
  fill (self, BY_STATE, options);
}

static gpointer
read_users (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_USER);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_add_sort (query, rounds_entity_info_find (info, "last-name"), FALSE);
  return rounds_repository_list (database, query, error);
}

static void
on_users (RoundsFilterPopover *self,
          GPtrArray           *users,
          RoundsLiveRead      *read)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (options, rounds_option_new (NOBODY, _("Nobody")));
  for (guint i = 0; i < users->len; i++)
    {
      g_autofree char *name = rounds_entity_dup_title (g_ptr_array_index (users, i));

      g_ptr_array_add (options, rounds_option_new (rounds_entity_get_id (g_ptr_array_index (users, i)), name));
    }
  fill (self, BY_PERSON, options);
}

static void
fill_types (RoundsFilterPopover *self)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  for (const RoundsChoice *choice = self->criteria[BY_TYPE].field->choices; choice->value != NULL; choice++)
    g_ptr_array_add (options, rounds_option_new (choice->value, _(choice->label)));
  fill (self, BY_TYPE, options);
}

static void
set_up_criterion (RoundsFilterPopover *self,
                  guint                index,
                  const char          *name,
                  GtkDropDown         *drop_down,
                  GtkLabel            *label)
{
  Criterion *criterion = &self->criteria[index];
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (ROUNDS_TYPE_OPTION, NULL, "label");

  criterion->field = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_INSTITUTION), name);
  criterion->drop_down = drop_down;
  criterion->options = g_list_store_new (ROUNDS_TYPE_OPTION);
  gtk_label_set_label (label, rounds_field_get_label (criterion->field));
  gtk_drop_down_set_expression (drop_down, expression);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (criterion->options));
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
}

static void
on_show (RoundsFilterPopover *self)
{
  rounds_live_read_ask (self->states);
  rounds_live_read_ask (self->users);
}

static void
on_clear_clicked (RoundsFilterPopover *self)
{
  rounds_filter_popover_clear_all (self);
}

static void
set_workspace (RoundsFilterPopover *self,
               RoundsWorkspace     *workspace)
{
  static const char * const institutions[] = { "institution", NULL };
  static const char * const users[] = { "user", NULL };
  RoundsStore *store;

  if (workspace == NULL || !g_set_object (&self->workspace, workspace))
    return;

  store = rounds_workspace_get_store (workspace);
  g_clear_object (&self->states);
  g_clear_object (&self->users);
  self->states = rounds_live_read_new (store, institutions, read_states, (GDestroyNotify) g_strfreev);
  g_signal_connect_object (self->states, "answered", G_CALLBACK (on_states), self, G_CONNECT_SWAPPED);
  self->users = rounds_live_read_new (store, users, read_users, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->users, "answered", G_CALLBACK (on_users), self, G_CONNECT_SWAPPED);
}

static void
rounds_filter_popover_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (ROUNDS_FILTER_POPOVER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_filter_popover_dispose (GObject *object)
{
  RoundsFilterPopover *self = ROUNDS_FILTER_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FILTER_POPOVER);
  g_clear_object (&self->states);
  g_clear_object (&self->users);
  g_clear_object (&self->workspace);
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      g_clear_object (&self->criteria[i].options);
      g_clear_pointer (&self->criteria[i].chosen, g_free);
      g_clear_pointer (&self->criteria[i].chosen_label, g_free);
    }

  G_OBJECT_CLASS (rounds_filter_popover_parent_class)->dispose (object);
}

static void
rounds_filter_popover_class_init (RoundsFilterPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = rounds_filter_popover_set_property;
  object_class->dispose = rounds_filter_popover_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, person_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, type_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, state_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, person_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
rounds_filter_popover_init (RoundsFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  set_up_criterion (self, BY_TYPE, "type", self->type_drop_down, self->type_label);
  set_up_criterion (self, BY_STATE, "state", self->state_drop_down, self->state_label);
  set_up_criterion (self, BY_PERSON, "assigned-user-id", self->person_drop_down, self->person_label);
  fill_types (self);
  update_clear_button (self);
}

/**
 * rounds_filter_popover_dup_filter:
 *
 * Returns: (transfer full) (nullable): the condition that holds; %NULL when every institution is shown
 */
RoundsFilter *
rounds_filter_popover_dup_filter (RoundsFilterPopover *self)
{
  g_autoptr(GPtrArray) parts = NULL;

  g_return_val_if_fail (ROUNDS_IS_FILTER_POPOVER (self), NULL);

  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      Criterion *criterion = &self->criteria[i];

      if (criterion->chosen == NULL)
        continue;
      if (i == BY_PERSON && g_str_equal (criterion->chosen, NOBODY))
        g_ptr_array_add (parts, rounds_filter_new_empty (criterion->field));
      else
        g_ptr_array_add (parts, rounds_filter_new_text (criterion->field, ROUNDS_FILTER_EQUAL, criterion->chosen));
    }

  return parts->len > 0 ? rounds_filter_new_group (ROUNDS_FILTER_AND, parts) : NULL;
}

guint
rounds_filter_popover_get_n_fields (RoundsFilterPopover *self)
{
  return N_CRITERIA;
}

/**
 * rounds_filter_popover_dup_chip:
 * @index: which field
 *
 * Returns: (transfer full) (nullable): the field and what it is narrowed to, in words; %NULL when it is not
 */
char *
rounds_filter_popover_dup_chip (RoundsFilterPopover *self,
                                guint                index)
{
  Criterion *criterion;

  g_return_val_if_fail (ROUNDS_IS_FILTER_POPOVER (self), NULL);
  g_return_val_if_fail (index < N_CRITERIA, NULL);

  criterion = &self->criteria[index];
  if (criterion->chosen == NULL)
    return NULL;

  /* Translators: a condition that a list is narrowed by: the field, then its value, such as "Type: Hospital" */
  return g_strdup_printf (_("%s: %s"), rounds_field_get_label (criterion->field), criterion->chosen_label);
}

/**
 * rounds_filter_popover_clear:
 * @index: which field is to be free again
 */
void
rounds_filter_popover_clear (RoundsFilterPopover *self,
                             guint                index)
{
  Criterion *criterion;

  g_return_if_fail (ROUNDS_IS_FILTER_POPOVER (self));
  g_return_if_fail (index < N_CRITERIA);

  criterion = &self->criteria[index];
  if (criterion->chosen == NULL)
    return;

  g_clear_pointer (&criterion->chosen, g_free);
  self->filling = TRUE;
  select_chosen (criterion);
  self->filling = FALSE;
  update_clear_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_filter_popover_to_variant:
 *
 * Returns: (transfer floating): what is chosen, for the next start: for each field its value, empty for any, and how it reads
 */
GVariant *
rounds_filter_popover_to_variant (RoundsFilterPopover *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (ROUNDS_IS_FILTER_POPOVER (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      const Criterion *criterion = &self->criteria[i];

      g_variant_builder_add (&builder, "(ss)", criterion->chosen != NULL ? criterion->chosen : "",
                             criterion->chosen != NULL ? criterion->chosen_label : "");
    }

  return g_variant_builder_end (&builder);
}

/**
 * rounds_filter_popover_set_variant:
 * @chosen: what rounds_filter_popover_to_variant() gave
 *
 * The lists to choose from may still have to come.
 */
void
rounds_filter_popover_set_variant (RoundsFilterPopover *self,
                                   GVariant            *chosen)
{
  g_return_if_fail (ROUNDS_IS_FILTER_POPOVER (self));

  if (g_variant_n_children (chosen) != N_CRITERIA)
    return;

  self->filling = TRUE;
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      Criterion *criterion = &self->criteria[i];
      const char *value, *label;

      g_variant_get_child (chosen, i, "(&s&s)", &value, &label);
      g_set_str (&criterion->chosen, value[0] != '\0' ? value : NULL);
      g_set_str (&criterion->chosen_label, label);
      select_chosen (criterion);
    }
  self->filling = FALSE;
  update_clear_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rounds_filter_popover_clear_all (RoundsFilterPopover *self)
{
  g_return_if_fail (ROUNDS_IS_FILTER_POPOVER (self));

  for (guint i = 0; i < N_CRITERIA; i++)
    rounds_filter_popover_clear (self, i);
}
