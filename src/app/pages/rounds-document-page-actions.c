/* rounds-document-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-document-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-operation-dialog.h"
#include "app/dialogs/rounds-parts-dialog.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "model/rounds-id.h"
#include "model/rounds-payment.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-invoice-amounts.h"
#include "rules/rounds-quote-rules.h"

/* What can be done with a document, as its status allows. */

static const char * const payment_fields[] = { "amount", "payment-date", "payment-method", "reference", "notes", NULL };
static const char * const answer_fields[] = { "client-comments", NULL };

static const RoundsOperationAsked ask_payment = {
  "invoice.record-payment", N_("Record Payment"), N_("_Record"), N_("Payment recorded"), payment_fields,
};
static const RoundsOperationAsked ask_refusal = {
  "quote.reject", N_("Quote Refused"), N_("_Save"), N_("Quote refused"), answer_fields,
};

static RoundsQuoteStatus
get_quote_status (RoundsDocumentPage *self)
{
  return rounds_quote_status_from_text (_rounds_document_page_get_status (self));
}

static gboolean
is_issued (RoundsDocumentPage *self)
{
  return rounds_invoice_status_is_issued (rounds_invoice_get_status (self->document));
}

static gboolean
is_issued_invoice (RoundsDocumentPage *self)
{
  return is_issued (self) && !rounds_credit_note_is (self->document);
}

static gboolean
may_send (RoundsDocumentPage *self)
{
  return rounds_quote_check_move (get_quote_status (self), ROUNDS_QUOTE_SENT, NULL);
}

static gboolean
may_accept (RoundsDocumentPage *self)
{
  return rounds_quote_check_move (get_quote_status (self), ROUNDS_QUOTE_ACCEPTED, NULL);
}

static gboolean
may_refuse (RoundsDocumentPage *self)
{
  return rounds_quote_check_move (get_quote_status (self), ROUNDS_QUOTE_REJECTED, NULL);
}

static gboolean
may_invoice (RoundsDocumentPage *self)
{
  GPtrArray *lines = rounds_entity_get_records (self->document, "lines");

  if (get_quote_status (self) != ROUNDS_QUOTE_ACCEPTED)
    return FALSE;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);

      if (rounds_entity_get_integer (line, "quantity") > rounds_entity_get_integer (line, "invoiced-quantity"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
may_duplicate (RoundsDocumentPage *self)
{
  return TRUE;
}

static gboolean
may_cancel (RoundsDocumentPage *self)
{
  if (_rounds_document_page_is_quote (self))
    return rounds_quote_check_move (get_quote_status (self), ROUNDS_QUOTE_CANCELLED, NULL);

  return !is_issued (self) && rounds_invoice_check_move (rounds_invoice_get_status (self->document), ROUNDS_INVOICE_CANCELLED, NULL);
}

static gboolean
is_draft (RoundsDocumentPage *self)
{
  return g_strcmp0 (rounds_entity_get_text (self->document, "status"), "draft") == 0;
}

static gboolean
may_pay (RoundsDocumentPage *self)
{
  RoundsInvoiceState state;

  rounds_invoice_get_state (self->document, &state);
  return is_issued_invoice (self) && !rounds_entity_get_boolean (self->document, "archived") &&
         rounds_invoice_get_outstanding (&state) > 0;
}

static gboolean
may_credit (RoundsDocumentPage *self)
{
  return is_issued_invoice (self) &&
         rounds_entity_get_integer (self->document, "total-credited") < rounds_entity_get_integer (self->document, "total");
}

static gboolean
may_archive (RoundsDocumentPage *self)
{
  return is_issued (self) && !rounds_entity_get_boolean (self->document, "archived");
}

static gboolean
may_unarchive (RoundsDocumentPage *self)
{
  return rounds_entity_get_boolean (self->document, "archived");
}

/* Of a quote, an invoice or both (%NULL). What has a label is a button, the others are in the menu. @is_step: it takes the document on;
 * the first of these that is possible is what one would do next. */
static const struct
{
  const char *name;
  const char *kind;
  const char *label;
  gboolean (*possible) (RoundsDocumentPage *self);
  gboolean is_step;
} actions[] = {
  { "page.send", "quote", N_("Mark as _Sent"), may_send, TRUE },
  { "page.accept", "quote", N_("_Accepted"), may_accept, TRUE },
  { "page.refuse", "quote", N_("_Refused…"), may_refuse },
  { "page.invoice", "quote", N_("_Invoice…"), may_invoice, TRUE },
  { "page.issue", "invoice", N_("_Issue"), is_draft, TRUE },
  { "page.record-payment", "invoice", N_("Record _Payment…"), may_pay, TRUE },
  { "page.credit", "invoice", N_("Credit _Note…"), may_credit },
  { "page.edit", NULL, NULL, is_draft },
  { "page.duplicate", "quote", NULL, may_duplicate },
  { "page.cancel-document", NULL, NULL, may_cancel },
  { "page.archive", "invoice", NULL, may_archive },
  { "page.unarchive", "invoice", NULL, may_unarchive },
  { "page.delete", NULL, NULL, is_draft },
};

static gboolean
is_offered (RoundsDocumentPage *self,
            guint               index)
{
  return (actions[index].kind == NULL || g_str_equal (actions[index].kind, self->kind)) && actions[index].possible (self);
}

/* The one place that decides what can be done. */
void
_rounds_document_page_update (RoundsDocumentPage *self)
{
  gboolean is_next = TRUE;
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, is_offered (self, i) && !self->waiting);

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->actions_box)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      gboolean offered = FALSE;
      gboolean is_step = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
        if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), actions[i].name) == 0)
          {
            offered = is_offered (self, i);
            is_step = actions[i].is_step;
          }
      gtk_widget_set_visible (button, offered);
      if (offered && is_step && is_next)
        gtk_widget_add_css_class (button, "suggested-action");
      else
        gtk_widget_remove_css_class (button, "suggested-action");
      is_next = is_next && !(offered && is_step);
      any = any || offered;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->actions_box), any);
  gtk_widget_set_visible (self->waiting_box, self->waiting);
  gtk_widget_set_visible (self->edit_button, is_draft (self));
}

void
_rounds_document_page_add_actions (RoundsDocumentPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].label != NULL && g_strcmp0 (actions[i].kind, self->kind) == 0)
      {
        GtkWidget *button = gtk_button_new_with_mnemonic (_(actions[i].label));

        gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[i].name);
        adw_wrap_box_append (self->actions_box, button);
      }
}

static JsonObject *
id_arguments (RoundsDocumentPage *self)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", self->id);
  return arguments;
}

/* @format: %s is the title of the document */
static void
run (RoundsDocumentPage *self,
     const char         *operation,
     const char         *format)
{
  g_autoptr(JsonObject) arguments = id_arguments (self);
  g_autofree char *done = g_strdup_printf (format, rounds_entity_get_text (self->document, "title"));

  rounds_window_run (rounds_window_of (GTK_WIDGET (self)), operation, arguments, done);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsDocumentPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, NULL, &error);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (answer == NULL)
    {
      self->waiting = FALSE;
      _rounds_document_page_update (self);
      if (window != NULL)
        rounds_window_toast (window, error->message);
    }
  else if (window != NULL && rounds_workspace_get_state (self->workspace) == ROUNDS_SYNC_OFFLINE)
    {
      rounds_window_toast (window, _("The number comes from the server, as soon as it answers"));
    }
}

/* Numbers are the server's alone to give: what is asked for is there when it has answered. */
static void
ask_server (RoundsDocumentPage *self,
            const char         *operation)
{
  g_autoptr(JsonObject) arguments = id_arguments (self);
  GPtrArray *lines = rounds_entity_get_records (self->document, "lines");

  if (lines == NULL || lines->len == 0)
    {
      rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), _("There are no lines yet: add them first"));
      rounds_record_editor_edit (GTK_WIDGET (self), self->workspace, self->kind, self->id);
      return;
    }

  self->waiting = TRUE;
  _rounds_document_page_update (self);
  rounds_workspace_run_async (self->workspace, operation, arguments, NULL, on_asked, g_object_ref (self));
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ask_server (ROUNDS_DOCUMENT_PAGE (widget), "quote.send");
}

static void
issue_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  ask_server (ROUNDS_DOCUMENT_PAGE (widget), "invoice.issue");
}

static void
accept_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  run (ROUNDS_DOCUMENT_PAGE (widget), "quote.accept", _("“%s” accepted"));
}

static void
refuse_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);
  g_autoptr(RoundsEntity) record = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_QUOTE));

  adw_dialog_present (ADW_DIALOG (rounds_operation_dialog_new (self->workspace, &ask_refusal, record, id_arguments (self))), widget);
}

static void
invoice_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);

  rounds_parts_dialog_ask (widget, self->workspace, self->kind, self->id);
}

static void
record_payment_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);
  g_autoptr(RoundsEntity) payment = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_PAYMENT));
  g_autofree char *today = rounds_looks_today ();
  RoundsInvoiceState state;

  rounds_invoice_get_state (self->document, &state);
  rounds_entity_set_integer (payment, "amount", rounds_invoice_get_outstanding (&state));
  rounds_entity_set_text (payment, "payment-date", today);
  adw_dialog_present (ADW_DIALOG (rounds_operation_dialog_new (self->workspace, &ask_payment, payment, id_arguments (self))), widget);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);

  rounds_record_editor_edit (widget, self->workspace, self->kind, self->id);
}

typedef struct
{
  RoundsDocumentPage *page;
  char *id;
} Copying;

static void
copying_free (Copying *copying)
{
  g_object_unref (copying->page);
  g_free (copying->id);
  g_free (copying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copying, copying_free)

static void
on_duplicated (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Copying) copying = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (copying->page));

  if (window == NULL)
    return;
  if (answer == NULL)
    {
      rounds_window_toast (window, error->message);
      return;
    }

  rounds_window_open_record (window, copying->page->kind, copying->id);
  rounds_window_toast_undo (window, _("Quote duplicated"), undo_id);
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);
  g_autoptr(JsonObject) arguments = id_arguments (self);
  Copying *copying = g_new0 (Copying, 1);

  copying->page = g_object_ref (self);
  copying->id = rounds_id_new ();
  json_object_set_string_member (arguments, "newId", copying->id);
  rounds_workspace_run_async (self->workspace, "quote.duplicate", arguments, NULL, on_duplicated, copying);
}

static void
cancel_document_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);

  run (self, _rounds_document_page_is_quote (self) ? "quote.cancel" : "invoice.cancel", _("“%s” cancelled"));
}

static void
archive_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  run (ROUNDS_DOCUMENT_PAGE (widget), "invoice.archive", _("“%s” archived"));
}

static void
unarchive_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  run (ROUNDS_DOCUMENT_PAGE (widget), "invoice.unarchive", _("“%s” taken out of the archive"));
}

static void
delete_record (GtkWidget  *widget,
               const char *kind,
               const char *id,
               const char *title)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;

  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);
  /* Translators: %s is the name of a record */
  done = g_strdup_printf (_("“%s” deleted"), title);
  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (widget);

  delete_record (widget, self->kind, self->id, rounds_entity_get_text (self->document, "title"));
}

static void
run_payment (GtkWidget  *widget,
             const char *operation,
             GVariant   *parameter,
             const char *done)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", g_variant_get_string (parameter, NULL));
  rounds_window_run (rounds_window_of (widget), operation, arguments, done);
}

static void
reverse_payment_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  run_payment (widget, "payment.reverse", parameter, _("Payment reversed"));
}

static void
reinstate_payment_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  run_payment (widget, "payment.reinstate", parameter, _("Payment counts again"));
}

/* From the menu of a row: a draft that follows from this document. */
static void
edit_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_record_editor_edit (widget, ROUNDS_DOCUMENT_PAGE (widget)->workspace, kind, id);
}

static void
delete_record_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  const char *kind, *id, *title;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &title);
  delete_record (widget, kind, id, title);
}

void
_rounds_document_page_class_actions (RoundsDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "page.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "page.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "page.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "page.invoice", NULL, invoice_action);
  gtk_widget_class_install_action (widget_class, "page.issue", NULL, issue_action);
  gtk_widget_class_install_action (widget_class, "page.record-payment", NULL, record_payment_action);
  gtk_widget_class_install_action (widget_class, "page.credit", NULL, invoice_action);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "page.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-document", NULL, cancel_document_action);
  gtk_widget_class_install_action (widget_class, "page.archive", NULL, archive_action);
  gtk_widget_class_install_action (widget_class, "page.unarchive", NULL, unarchive_action);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "page.reverse-payment", "s", reverse_payment_action);
  gtk_widget_class_install_action (widget_class, "page.reinstate-payment", "s", reinstate_payment_action);
  gtk_widget_class_install_action (widget_class, "page.edit-record", "(ss)", edit_record_action);
  gtk_widget_class_install_action (widget_class, "page.delete-record", "(sss)", delete_record_action);
}
