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
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* Records that refer to nobody, or to nothing. */
#define NOBODY "-"

#define MAX_CRITERIA 4

typedef struct
{
  const RoundsField *field;
  GtkDropDown *drop_down;
  GListStore *options;
  RoundsLiveRead *read; /* nullable: what gives the options */
  char *chosen; /* nullable: what holds, even before the options have come */
  gboolean several; /* more holds than one choice can say */
} Criterion;

struct _RoundsFilterPopover
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkGrid *grid;
  GtkButton *clear_button;

  /* Owned references */
  Criterion criteria[MAX_CRITERIA];
  guint n_criteria;
  RoundsFilterDraft *draft; /* nullable: until there is a filter to show */
  GPtrArray *fields;
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFilterPopover, rounds_filter_popover, GTK_TYPE_POPOVER)

static void
select_chosen (const Criterion *criterion)
{
  guint n_options = g_list_model_get_n_items (G_LIST_MODEL (criterion->options));

  if (criterion->several)
    {
      gtk_drop_down_set_selected (criterion->drop_down, GTK_INVALID_LIST_POSITION);
      return;
    }

  for (guint i = 0; i < n_options; i++)
    {
      g_autoptr(RoundsOption) option = g_list_model_get_item (G_LIST_MODEL (criterion->options), i);

      if (g_strcmp0 (rounds_option_get_value (option), criterion->chosen) == 0)
        gtk_drop_down_set_selected (criterion->drop_down, i);
    }
}

/* Returns: (transfer none) (nullable): the condition on the field that stands by itself */
static RoundsFilterDraft *
find_condition (RoundsFilterPopover *self,
                const RoundsField   *field)
{
  for (guint i = 0; self->draft != NULL && i < self->draft->children->len; i++)
    {
      RoundsFilterDraft *child = g_ptr_array_index (self->draft->children, i);

      if (child->kind == ROUNDS_DRAFT_CONDITION && g_str_equal (child->field->path, field->json_path))
        return child;
    }

  return NULL;
}

static void
show_condition (Criterion         *criterion,
                RoundsFilterDraft *condition)
{
  const char *name = condition != NULL ? condition->comparison->name : NULL;
  JsonNode *only = condition != NULL && condition->parts->len == 1 ? g_ptr_array_index (condition->parts, 0) : NULL;

  g_clear_pointer (&criterion->chosen, g_free);
  criterion->several = FALSE;
  if (condition == NULL)
    return;

  if (g_str_equal (name, "in") && only != NULL && JSON_NODE_HOLDS_VALUE (only))
    criterion->chosen = g_strdup (json_node_get_string (only));
  else if (g_str_equal (name, "empty") && criterion->field->type == ROUNDS_FIELD_REFERENCE)
    criterion->chosen = g_strdup (NOBODY);
  else if (g_str_equal (name, "yes") || g_str_equal (name, "no"))
    criterion->chosen = g_strdup (g_str_equal (name, "yes") ? "true" : "false");
  else
    criterion->several = TRUE;
}

/* The condition says what was chosen; what is chosen no more goes. */
static void
store_chosen (RoundsFilterPopover *self,
              Criterion           *criterion)
{
  RoundsFilterDraft *condition = find_condition (self, criterion->field);
  const RoundsFilterField *field = rounds_filter_fields_find (self->fields, criterion->field->json_path);
  const char *name = "in";

  if (criterion->chosen == NULL || field == NULL)
    {
      g_ptr_array_remove (self->draft->children, condition);
      return;
    }

  if (condition == NULL)
    {
      condition = rounds_filter_draft_new_condition (field);
      g_ptr_array_add (self->draft->children, condition);
    }
  if (field->field->type == ROUNDS_FIELD_BOOLEAN)
    name = g_str_equal (criterion->chosen, "true") ? "yes" : "no";
  else if (field->field->type == ROUNDS_FIELD_REFERENCE && g_str_equal (criterion->chosen, NOBODY))
    name = "empty";

  g_ptr_array_set_size (condition->parts, 0);
  condition->comparison = rounds_comparisons_find (field->field, name);
  if (g_str_equal (name, "in"))
    g_ptr_array_add (condition->parts, json_node_init_string (json_node_alloc (), criterion->chosen));
}

static void
update_clear_button (RoundsFilterPopover *self)
{
  gboolean chosen = FALSE;

  for (guint i = 0; i < self->n_criteria; i++)
    chosen = chosen || self->criteria[i].chosen != NULL || self->criteria[i].several;

  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), chosen);
}

static void
on_selected (RoundsFilterPopover *self,
             GParamSpec          *pspec,
             GtkDropDown         *drop_down)
{
  RoundsOption *option = gtk_drop_down_get_selected_item (drop_down);
  gboolean changed = FALSE;

  if (self->filling || option == NULL || self->draft == NULL)
    return;

  for (guint i = 0; i < self->n_criteria; i++)
    {
      Criterion *criterion = &self->criteria[i];

      if (criterion->drop_down != drop_down)
        continue;
      changed = g_set_str (&criterion->chosen, rounds_option_get_value (option)) || criterion->several;
      criterion->several = FALSE;
      if (changed)
        store_chosen (self, criterion);
    }

  if (!changed)
    return;
  update_clear_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_nobody (const RoundsField *field)
{
  return g_str_equal (field->reference, "user") ? _("Nobody") : _("None");
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

/* What a reference can lead to: people by their names, all else as it is called. */
static gboolean
add_records (RoundsDatabase         *database,
             const RoundsEntityInfo *info,
             GPtrArray              *options,
             GError                **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(GPtrArray) records = NULL;

  rounds_query_add_sort (query, rounds_entity_info_find (info, info->title_field), FALSE);
  records = rounds_repository_list (database, query, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *title = rounds_entity_dup_title (g_ptr_array_index (records, i));

      g_ptr_array_add (options, rounds_option_new (rounds_entity_get_id (g_ptr_array_index (records, i)), title));
    }
  return TRUE;
}

static gboolean
add_values (RoundsDatabase         *database,
            const RoundsEntityInfo *info,
            const RoundsField      *field,
            GPtrArray              *options,
            GError                **error)
{
  g_auto(GStrv) values = rounds_field_values_compute (database, info, field, error);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (options, rounds_option_new (values[i], values[i]));

  return values != NULL;
}

/* The kind and the field, as "institution state". */
static gpointer
read_options (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_auto(GStrv) words = g_strsplit (user_data, " ", 2);
  const RoundsEntityInfo *info = rounds_registry_find (words[0]);
  const RoundsField *field = rounds_entity_info_find (info, words[1]);
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  if (field->type == ROUNDS_FIELD_REFERENCE ? !add_records (database, rounds_registry_find (field->reference), options, error)
                                            : !add_values (database, info, field, options, error))
    return NULL;

  return g_steal_pointer (&options);
}

static void
on_options (RoundsFilterPopover *self,
            GPtrArray           *read_ones,
            RoundsLiveRead      *read)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->n_criteria; i++)
    {
      if (self->criteria[i].read != read)
        continue;
      if (self->criteria[i].field->type == ROUNDS_FIELD_REFERENCE)
        g_ptr_array_add (options, rounds_option_new (NOBODY, get_nobody (self->criteria[i].field)));
      for (guint j = 0; j < read_ones->len; j++)
        g_ptr_array_add (options, g_object_ref (g_ptr_array_index (read_ones, j)));
      fill (self, i, options);
    }
}

static void
fill_fixed (RoundsFilterPopover *self,
            guint                index)
{
  const RoundsField *field = self->criteria[index].field;
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  if (field->type == ROUNDS_FIELD_BOOLEAN)
    {
      g_ptr_array_add (options, rounds_option_new ("true", _("Yes")));
      g_ptr_array_add (options, rounds_option_new ("false", _("No")));
    }
  for (const RoundsChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    g_ptr_array_add (options, rounds_option_new (choice->value, _(choice->label)));
  fill (self, index, options);
}

static GtkDropDown *
create_drop_down (RoundsFilterPopover *self,
                  guint                index,
                  const RoundsField   *field,
                  GListModel          *options)
{
  GtkExpression *expression = gtk_property_expression_new (ROUNDS_TYPE_OPTION, NULL, "label");
  GtkWidget *drop_down = gtk_drop_down_new (g_object_ref (options), expression);
  GtkWidget *label = gtk_label_new (rounds_field_get_label (field));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (drop_down, 220, -1);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_grid_attach (self->grid, label, 0, index, 1, 1);
  gtk_grid_attach (self->grid, drop_down, 1, index, 1, 1);
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);

  return GTK_DROP_DOWN (drop_down);
}

static void
set_up_criterion (RoundsFilterPopover  *self,
                  RoundsStore          *store,
                  const RoundsListKind *kind,
                  guint                 index)
{
  Criterion *criterion = &self->criteria[index];
  const RoundsField *field = rounds_entity_info_find (rounds_list_kind_get_info (kind), kind->quick[index]);
  const char *kinds[] = { field->reference != NULL ? field->reference : kind->kind, NULL };
  g_autofree char *argument = NULL;

  criterion->field = field;
  criterion->options = g_list_store_new (ROUNDS_TYPE_OPTION);
  criterion->drop_down = create_drop_down (self, index, field, G_LIST_MODEL (criterion->options));
  if (field->type == ROUNDS_FIELD_CHOICE || field->type == ROUNDS_FIELD_BOOLEAN)
    {
      fill_fixed (self, index);
      return;
    }

  gtk_drop_down_set_enable_search (criterion->drop_down, TRUE);
  gtk_drop_down_set_search_match_mode (criterion->drop_down, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  argument = g_strdup_printf ("%s %s", kind->kind, field->name);
  criterion->read = rounds_live_read_new (store, kinds, read_options, (GDestroyNotify) g_ptr_array_unref);
  rounds_live_read_set_argument (criterion->read, argument);
  g_signal_connect_object (criterion->read, "answered", G_CALLBACK (on_options), self, G_CONNECT_SWAPPED);
}

static void
on_show (RoundsFilterPopover *self)
{
  for (guint i = 0; i < self->n_criteria; i++)
    if (self->criteria[i].read != NULL)
      rounds_live_read_ask (self->criteria[i].read);
}

static void
on_clear_clicked (RoundsFilterPopover *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->n_criteria; i++)
    {
      RoundsFilterDraft *condition = find_condition (self, self->criteria[i].field);

      if (condition != NULL)
        g_ptr_array_remove (self->draft->children, condition);
      show_condition (&self->criteria[i], NULL);
      select_chosen (&self->criteria[i]);
    }
  self->filling = FALSE;
  update_clear_button (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_more_clicked (RoundsFilterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "page.filter", NULL);
}

static void
rounds_filter_popover_dispose (GObject *object)
{
  RoundsFilterPopover *self = ROUNDS_FILTER_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FILTER_POPOVER);
  for (guint i = 0; i < self->n_criteria; i++)
    {
      g_clear_object (&self->criteria[i].options);
      g_clear_object (&self->criteria[i].read);
      g_clear_pointer (&self->criteria[i].chosen, g_free);
    }
  g_clear_pointer (&self->draft, rounds_filter_draft_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_filter_popover_parent_class)->dispose (object);
}

static void
rounds_filter_popover_class_init (RoundsFilterPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_filter_popover_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, grid);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterPopover, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
rounds_filter_popover_init (RoundsFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_clear_button (self);
}

/**
 * rounds_filter_popover_set_up:
 * @store: where there is something to choose from
 * @kind: whose records are narrowed
 *
 * Called once.
 */
void
rounds_filter_popover_set_up (RoundsFilterPopover  *self,
                              RoundsStore          *store,
                              const RoundsListKind *kind)
{
  g_return_if_fail (ROUNDS_IS_FILTER_POPOVER (self));
  g_return_if_fail (self->n_criteria == 0);

  while (self->n_criteria < MAX_CRITERIA && kind->quick[self->n_criteria] != NULL)
    {
      self->n_criteria++;
      set_up_criterion (self, store, kind, self->n_criteria - 1);
    }
}

/**
 * rounds_filter_popover_set_filter:
 * @filter: (nullable): what holds now
 * @fields: (element-type RoundsFilterField): what there is to filter by
 *
 * The lists to choose from may still have to come. Tells nobody.
 */
void
rounds_filter_popover_set_filter (RoundsFilterPopover *self,
                                  JsonNode            *filter,
                                  GPtrArray           *fields)
{
  g_autoptr(RoundsFilterDraft) draft = NULL;

  g_return_if_fail (ROUNDS_IS_FILTER_POPOVER (self));

  draft = rounds_filter_draft_from_json (filter, fields);
  g_clear_pointer (&self->draft, rounds_filter_draft_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = g_ptr_array_ref (fields);

  /* What is chosen here holds besides all the rest. */
  if (draft->kind == ROUNDS_DRAFT_ALL)
    self->draft = g_steal_pointer (&draft);
  else
    {
      self->draft = rounds_filter_draft_new (ROUNDS_DRAFT_ALL);
      g_ptr_array_add (self->draft->children, g_steal_pointer (&draft));
    }

  self->filling = TRUE;
  for (guint i = 0; i < self->n_criteria; i++)
    {
      show_condition (&self->criteria[i], find_condition (self, self->criteria[i].field));
      select_chosen (&self->criteria[i]);
    }
  self->filling = FALSE;
  update_clear_button (self);
}

/**
 * rounds_filter_popover_dup_filter:
 *
 * Returns: (transfer full) (nullable): the filter with what has been chosen; %NULL when every record is shown
 */
JsonNode *
rounds_filter_popover_dup_filter (RoundsFilterPopover *self)
{
  g_return_val_if_fail (ROUNDS_IS_FILTER_POPOVER (self), NULL);

  return self->draft != NULL ? rounds_filter_draft_to_json (self->draft) : NULL;
}
