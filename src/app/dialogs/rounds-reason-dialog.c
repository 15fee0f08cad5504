/* rounds-reason-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-reason-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-lost-reason.h"
#include "model/rounds-registry.h"
#include "operations/rounds-settings.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What is written into the deal when an item of the list is chosen. */
typedef enum
{
  REASON_NAME,
  REASON_NAME_AND_TEXT,
  REASON_TEXT,
} ReasonForm;

struct _RoundsReasonDialog
{
  AdwAlertDialog parent_instance;

  /* Template widgets */
  AdwComboRow *reason_row;
  AdwEntryRow *other_row;

  GByteArray *forms;  /* a ReasonForm for each item */
};

G_DEFINE_FINAL_TYPE (RoundsReasonDialog, rounds_reason_dialog, ADW_TYPE_ALERT_DIALOG)

static ReasonForm
get_form (RoundsReasonDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->reason_row);

  return selected < self->forms->len ? (ReasonForm) self->forms->data[selected] : REASON_TEXT;
}

/* Empty when something is missing. */
static char *
dup_reason (RoundsReasonDialog *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->reason_row);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));

  switch (get_form (self))
    {
    case REASON_NAME:
      return g_strdup (item != NULL ? gtk_string_object_get_string (item) : "");
    case REASON_NAME_AND_TEXT:
      /* Translators: a reason why a deal was lost, and what a person says about it. */
      return *text != '\0' ? g_strdup_printf (_("%s: %s"), gtk_string_object_get_string (item), text) : g_steal_pointer (&text);
    case REASON_TEXT:
    default:
      return g_steal_pointer (&text);
    }
}

/* "Other" says nothing without a text, nor does what the team wants to hear more about. */
static void
update_state (RoundsReasonDialog *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_visible (GTK_WIDGET (self->other_row), get_form (self) != REASON_NAME);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "confirm", reason[0] != '\0');
}

static void
on_reason_selected (RoundsReasonDialog *self)
{
  update_state (self);
  if (get_form (self) != REASON_NAME)
    gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
}

static void
on_other_changed (RoundsReasonDialog *self)
{
  update_state (self);
}

static void
on_other_activated (RoundsReasonDialog *self)
{
  if (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (self), "confirm"))
    gtk_widget_activate_default (GTK_WIDGET (self->other_row));
}

static void
rounds_reason_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_REASON_DIALOG);

  G_OBJECT_CLASS (rounds_reason_dialog_parent_class)->dispose (object);
}

static void
rounds_reason_dialog_finalize (GObject *object)
{
  g_byte_array_unref (ROUNDS_REASON_DIALOG (object)->forms);

  G_OBJECT_CLASS (rounds_reason_dialog_parent_class)->finalize (object);
}

static void
rounds_reason_dialog_class_init (RoundsReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_reason_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rounds_reason_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsReasonDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsReasonDialog, other_row);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_other_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_other_activated);
}

static void
rounds_reason_dialog_init (RoundsReasonDialog *self)
{
  self->forms = g_byte_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_response (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  g_autoptr(GTask) task = user_data;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task, g_str_equal (response, "confirm") ? dup_reason (ROUNDS_REASON_DIALOG (dialog)) : NULL,
                         g_free);
}

/* Whoever asked no longer wants to know. */
static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  adw_dialog_force_close (ADW_DIALOG (user_data));
}

static void
add_reason (RoundsReasonDialog *self,
            GtkStringList      *list,
            const char         *name,
            ReasonForm          form)
{
  const guint8 byte = (guint8) form;

  gtk_string_list_append (list, name);
  g_byte_array_append (self->forms, &byte, 1);
}

/* The team's list; when nothing on it takes a text, a reason of one's own can be given all the same. */
static void
add_lost_reasons (RoundsReasonDialog *self,
                  GtkStringList      *list,
                  GPtrArray          *records)
{
  gboolean any_text = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      gboolean needs_text = rounds_entity_get_boolean (record, "needs-text");

      add_reason (self, list, rounds_entity_get_text (record, "name"), needs_text ? REASON_NAME_AND_TEXT : REASON_NAME);
      any_text = any_text || needs_text;
    }
  if (!any_text)
    add_reason (self, list, _("Other"), REASON_TEXT);
}

/* Takes @task. One of the lists is NULL. */
static void
ask (GTask              *task,
     GPtrArray          *lost,
     const char * const *won)
{
  RoundsReasonDialog *self = g_object_new (ROUNDS_TYPE_REASON_DIALOG, NULL);
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  GCancellable *cancellable = g_task_get_cancellable (task);

  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), lost != NULL ? _("Why Was It Lost?") : _("Why Was It Won?"));
  if (lost != NULL)
    add_lost_reasons (self, list, lost);
  for (guint i = 0; won != NULL && won[i] != NULL; i++)
    add_reason (self, list, won[i], REASON_NAME);
  if (lost == NULL)
    add_reason (self, list, _("Other"), REASON_TEXT);
  adw_combo_row_set_model (self->reason_row, G_LIST_MODEL (list));
  update_state (self);

  g_signal_connect (self, "response", G_CALLBACK (on_response), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (self), g_task_get_source_object (task));
}

static gpointer
read_lost_reasons (RoundsDatabase  *database,
                   RoundsChanges   *changes,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_LOST_REASON);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) active = rounds_filter_new_integer (rounds_entity_info_find (info, "is-active"), ROUNDS_FILTER_EQUAL, 1);

  rounds_query_set_filter (query, active);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "position"), FALSE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "name"), FALSE);

  return rounds_repository_list (database, query, error);
}

static void
on_lost_reasons (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (records == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ask (g_steal_pointer (&task), records, NULL);
}

static gpointer
read_won_reasons (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rounds_settings_dup_list (database, ROUNDS_SETTING_WON_REASONS, error);
}

static void
on_won_reasons (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) reasons = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (reasons == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ask (g_steal_pointer (&task), NULL, (const char * const *) reasons);
}

/**
 * rounds_reason_dialog_ask_async:
 * @parent: what the dialog stands over
 * @store: where the team's lists of reasons are
 * @was_won: whether the deal was won; else it was lost
 * @cancellable: (nullable): closes the dialog
 * @callback: called when there is an answer
 *
 * Asks why a deal was closed.
 */
void
rounds_reason_dialog_ask_async (GtkWidget           *parent,
                                RoundsStore         *store,
                                gboolean             was_won,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, rounds_reason_dialog_ask_async);
  if (was_won)
    rounds_store_read_async (store, read_won_reasons, NULL, NULL, (GDestroyNotify) g_strfreev, cancellable, on_won_reasons, task);
  else
    rounds_store_read_async (store, read_lost_reasons, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable,
                             on_lost_reasons, task);
}

/**
 * rounds_reason_dialog_ask_finish:
 * @error: %G_IO_ERROR_CANCELLED, or why the list cannot be read
 *
 * Returns: (transfer full) (nullable): the reason; %NULL without an error when the person took the question back
 */
char *
rounds_reason_dialog_ask_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
