/* rounds-filter-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-filter-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-filter-reading.h"
#include "app/rounds-option.h"
#include "app/widgets/rounds-filter-group.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"

/* A person who types is not asked after each letter. */
#define DELAY_MILLISECONDS 200

struct _RoundsFilterDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwBin *holder;
  GtkWidget *spinner;
  GtkLabel *count_label;

  /* Borrowed references */
  const RoundsListKind *kind;
  RoundsFilterGroup *group;

  /* Owned references */
  RoundsWorkspace *workspace;
  GPtrArray *fields;
  GListStore *options;
  RoundsFilterLines lines;
  RoundsFilterDraft *draft;
  GCancellable *cancellable;
  guint count_id;
};

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFilterDialog, rounds_filter_dialog, ADW_TYPE_DIALOG)

static void
show_problem (RoundsFilterDialog *self,
              const GError       *problem)
{
  GPtrArray *fields = rounds_problem_get_fields (problem);
  const RoundsFieldProblem *field = fields != NULL && fields->len > 0 ? g_ptr_array_index (fields, 0) : NULL;

  if (field == NULL || !rounds_filter_group_blame (self->group, field->field, field->detail))
    gtk_label_set_label (self->count_label, field != NULL ? field->detail : problem->message);
  else
    gtk_label_set_label (self->count_label, _("One condition cannot be asked"));
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsFilterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsFilterReading) reading = rounds_filter_reading_finish (result, &error);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->group == NULL)
    return;

  gtk_widget_set_visible (self->spinner, FALSE);
  if (reading == NULL || reading->problem != NULL)
    {
      show_problem (self, reading != NULL ? reading->problem : error);
      return;
    }

  number = rounds_number_format (reading->count, 0, 0);
  text = rounds_list_kind_format_count (self->kind, (guint) reading->count, number);
  gtk_label_set_label (self->count_label, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
stop_counting (RoundsFilterDialog *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
on_count (gpointer user_data)
{
  RoundsFilterDialog *self = user_data;
  g_autoptr(JsonNode) node = rounds_filter_draft_to_json (self->draft);

  self->count_id = 0;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->spinner, TRUE);
  rounds_filter_reading_ask (self->workspace, rounds_list_kind_get_info (self->kind), node, TRUE, self->cancellable, on_counted,
                             g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_changed (RoundsFilterDialog *self)
{
  stop_counting (self);
  self->count_id = g_timeout_add (DELAY_MILLISECONDS, on_count, self);
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsFilterDialog *self = ROUNDS_FILTER_DIALOG (widget);
  g_autoptr(JsonNode) node = NULL;

  if (!rounds_filter_group_check (self->group))
    return;

  node = rounds_filter_draft_to_json (self->draft);
  g_signal_emit (self, signals[APPLIED], 0, node);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
rounds_filter_dialog_dispose (GObject *object)
{
  RoundsFilterDialog *self = ROUNDS_FILTER_DIALOG (object);

  stop_counting (self);
  self->group = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FILTER_DIALOG);
  g_clear_pointer (&self->draft, rounds_filter_draft_unref);
  g_clear_object (&self->options);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_filter_dialog_parent_class)->dispose (object);
}

static void
rounds_filter_dialog_class_init (RoundsFilterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_filter_dialog_dispose;

  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterDialog, holder);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterDialog, count_label);
  gtk_widget_class_install_action (widget_class, "filter.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "filter.cancel", NULL, cancel_action);
}

static void
rounds_filter_dialog_init (RoundsFilterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What people narrow this list by most. */
static const RoundsFilterField *
get_first (RoundsFilterDialog *self)
{
  const char *first = self->kind->quick[0];
  const RoundsField *field = first != NULL ? rounds_entity_info_find (rounds_list_kind_get_info (self->kind), first) : NULL;
  const RoundsFilterField *entry = field != NULL ? rounds_filter_fields_find (self->fields, field->json_path) : NULL;

  return entry != NULL ? entry : g_ptr_array_index (self->fields, 0);
}

/**
 * rounds_filter_dialog_new:
 * @workspace: whose records
 * @kind: which list
 * @fields: (element-type RoundsFilterField): what there is to filter by
 * @filter: (nullable): what holds now
 *
 * Returns: (transfer floating): a dialog
 */
RoundsFilterDialog *
rounds_filter_dialog_new (RoundsWorkspace      *workspace,
                          const RoundsListKind *kind,
                          GPtrArray            *fields,
                          JsonNode             *filter)
{
  RoundsFilterDialog *self = g_object_new (ROUNDS_TYPE_FILTER_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  self->fields = g_ptr_array_ref (fields);
  self->options = g_list_store_new (ROUNDS_TYPE_OPTION);
  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsFilterField *field = g_ptr_array_index (fields, i);
      g_autoptr(RoundsOption) option = rounds_option_new (field->path, field->label);

      g_list_store_append (self->options, option);
    }
  self->lines = (RoundsFilterLines) { rounds_workspace_get_store (workspace), self->fields, G_LIST_MODEL (self->options), get_first (self) };

  self->draft = rounds_filter_draft_from_json (filter, fields);
  /* A filter that says nothing yet begins with a line to write in. */
  if (self->draft->children->len == 0)
    g_ptr_array_add (self->draft->children, rounds_filter_draft_new_condition (self->lines.first));
  self->group = ROUNDS_FILTER_GROUP (rounds_filter_group_new (&self->lines, self->draft, 0));
  g_signal_connect_object (self->group, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->holder, GTK_WIDGET (self->group));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->group));
  on_count (self);

  return self;
}
