/* rounds-parts-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-parts-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-focus.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-totals-view.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-credit-notes.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-quote-invoicing.h"
#include "store/rounds-repository.h"

#define QUANTITY_SCALE 3
#define SHARE_SCALE 2
#define WHOLE_SHARE 10000

/* What differs between the two. */
typedef struct
{
  const char *kind;
  const char *operation;
  const char *new_id; /* the argument with the id of the new document */
  const char *title;
  const char *button;
  const char *done;
  gboolean is_credit;
} Purpose;

static const Purpose purposes[] = {
  { "quote", "quote.convert-to-invoice", "invoiceId", N_("Invoice Quote"), N_("Create _Invoice"), N_("Invoice drafted"), FALSE },
  { "invoice", "invoice.credit", "creditNoteId", N_("Credit Note"), N_("Create Credit _Note"), N_("Credit note drafted"), TRUE },
};

typedef struct
{
  RoundsEntity *line;
  RoundsLineTaken taken;
  GtkEditable *entry;   /* borrowed */
  GtkLabel *problem;    /* borrowed */
  gint64 rest;
} Part;

struct _RoundsPartsDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwBanner *banner;
  GtkWidget *content;
  AdwEntryRow *share_row;
  GtkListBox *list;
  RoundsTotalsView *totals;
  GtkWidget *reason_list;
  GtkEditable *reason_row;
  GtkButton *run_button;

  /* Borrowed references */
  GtkWidget *focus; /* weak: where one was when it began */

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *document;
  const Purpose *purpose;
  GArray *parts;
  GArray *sent; /* the index of the part for each line that was asked for */
  char *new_id;
  gboolean running;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RoundsPartsDialog, rounds_parts_dialog, ADW_TYPE_DIALOG)

static Part *
get_part (RoundsPartsDialog *self,
          guint              index)
{
  return &g_array_index (self->parts, Part, index);
}

static void
clear_part (gpointer data)
{
  g_clear_object (&((Part *) data)->line);
}

static void
set_problem (Part       *part,
             const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (part->problem), text != NULL);
  gtk_label_set_label (part->problem, text != NULL ? text : "");
  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (part->entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, part->problem, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (part->entry), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

/* A quantity, or a share of what is left such as "30 %"; empty is nothing. */
static gboolean
read_quantity (Part   *part,
               gint64 *quantity)
{
  const char *typed = gtk_editable_get_text (part->entry);
  g_autofree char *text = rounds_amount_strip_unit (typed);

  *quantity = 0;
  if (text[0] == '\0')
    return TRUE;
  if (strchr (typed, '%') == NULL)
    return rounds_decimal_parse (text, QUANTITY_SCALE, quantity);

  return rounds_decimal_parse (text, SHARE_SCALE, quantity) &&
         rounds_multiply_divide (part->rest, *quantity, WHOLE_SHARE, quantity);
}

/* What is to be taken of a part; 0 with @line unset for nothing. FALSE when that is not possible, which is said at the part. */
static gboolean
take_part (Part               *part,
           gint64             *quantity,
           RoundsDocumentLine *line)
{
  const RoundsDocumentLine whole = rounds_document_read_line (part->line);
  g_autoptr(GError) error = NULL;
  GPtrArray *problems;

  if (!read_quantity (part, quantity))
    {
      set_problem (part, _("Write a quantity such as 1.5, or a share such as 30 %"));
      return FALSE;
    }

  set_problem (part, NULL);
  if (*quantity == 0 || rounds_document_line_part (&whole, &part->taken, *quantity, line, &error))
    return TRUE;

  problems = rounds_problem_get_fields (error);
  set_problem (part, problems != NULL ? ((RoundsFieldProblem *) g_ptr_array_index (problems, 0))->detail : error->message);
  return FALSE;
}

/* What is chosen so far, and what it comes to. The one place that decides what can be done. */
static void
update_state (RoundsPartsDialog *self)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (RoundsDocumentLine));
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  for (guint i = 0; i < self->parts->len; i++)
    {
      RoundsDocumentLine line;
      gint64 quantity;

      if (take_part (get_part (self, i), &quantity, &line) && quantity != 0)
        g_array_append_val (lines, line);
    }

  rounds_document_compute ((const RoundsDocumentLine *) (gpointer) lines->data, lines->len, &totals, NULL);
  rounds_totals_view_show (self->totals, &totals, rounds_entity_get_text (self->document, "currency"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.run", !self->running && lines->len > 0);
  gtk_widget_set_sensitive (self->content, !self->running);
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->running);
}

static void
on_quantity_changed (RoundsPartsDialog *self)
{
  if (self->filling)
    return;

  adw_banner_set_revealed (self->banner, FALSE);
  update_state (self);
}

static void
fill_quantities (RoundsPartsDialog *self,
                 gint64             share)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      gint64 quantity;

      if (rounds_multiply_divide (part->rest, share, WHOLE_SHARE, &quantity))
        {
          g_autofree char *text = rounds_number_format (quantity, QUANTITY_SCALE, 0);
          gtk_editable_set_text (part->entry, text);
        }
    }
  self->filling = FALSE;
  update_state (self);
}

static void
on_share_changed (RoundsPartsDialog *self)
{
  g_autofree char *text = rounds_amount_strip_unit (gtk_editable_get_text (GTK_EDITABLE (self->share_row)));
  gint64 share;
  gboolean good = rounds_decimal_parse (text, SHARE_SCALE, &share) && share >= 0 && share <= WHOLE_SHARE;

  if (self->document == NULL)
    return;

  if (good)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->share_row), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->share_row), GTK_ACCESSIBLE_STATE_INVALID);
      fill_quantities (self, share);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->share_row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->share_row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
}

/* `lines[1].quantity` is the second of what was asked for. */
static gboolean
show_problems (RoundsPartsDialog *self,
               const GError      *error)
{
  GPtrArray *problems = rounds_problem_get_fields (error);
  gboolean shown = FALSE;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (problems, i);
      guint64 index;

      if (!g_str_has_prefix (problem->field, "lines["))
        continue;
      index = g_ascii_strtoull (problem->field + strlen ("lines["), NULL, 10);
      if (index >= self->sent->len)
        continue;
      set_problem (get_part (self, g_array_index (self->sent, guint, index)), problem->detail);
      shown = TRUE;
    }

  return shown;
}

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(RoundsPartsDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  self->running = FALSE;
  update_state (self);
  if (answer == NULL)
    {
      if (self->focus != NULL)
        gtk_widget_grab_focus (self->focus);
      if (show_problems (self, error))
        return;
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }

  if (window != NULL)
    {
      rounds_window_toast_undo (window, _(self->purpose->done), undo_id);
      rounds_window_open_record (window, "invoice", self->new_id);
    }
  adw_dialog_force_close (ADW_DIALOG (self));
}

static JsonArray *
create_lines (RoundsPartsDialog *self)
{
  JsonArray *lines = json_array_new ();

  g_array_set_size (self->sent, 0);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      g_autofree char *text = NULL;
      JsonObject *object;
      gint64 quantity;

      if (!read_quantity (part, &quantity) || quantity == 0)
        continue;

      text = rounds_decimal_to_text (quantity, QUANTITY_SCALE);
      object = json_object_new ();
      json_object_set_string_member (object, "lineId", rounds_entity_get_id (part->line));
      json_object_set_member (object, "quantity", rounds_json_parse (text, -1, NULL));
      json_array_add_object_element (lines, object);
      g_array_append_val (self->sent, i);
    }

  return lines;
}

static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  RoundsPartsDialog *self = ROUNDS_PARTS_DIALOG (widget);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_row)));

  for (guint i = 0; i < self->parts->len; i++)
    {
      RoundsDocumentLine line;
      gint64 quantity;

      if (!take_part (get_part (self, i), &quantity, &line))
        {
          gtk_widget_grab_focus (GTK_WIDGET (get_part (self, i)->entry));
          return;
        }
    }

  if (self->new_id == NULL)
    self->new_id = rounds_id_new ();
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (self->document));
  json_object_set_string_member (arguments, self->purpose->new_id, self->new_id);
  json_object_set_array_member (arguments, "lines", create_lines (self));
  if (self->purpose->is_credit && reason[0] != '\0')
    json_object_set_string_member (arguments, "reason", reason);

  g_set_weak_pointer (&self->focus, rounds_focus_release (self->content));
  self->running = TRUE;
  update_state (self);
  rounds_workspace_run_async (self->workspace, self->purpose->operation, arguments, NULL, on_ran, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
rounds_parts_dialog_dispose (GObject *object)
{
  RoundsPartsDialog *self = ROUNDS_PARTS_DIALOG (object);

  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_PARTS_DIALOG);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->sent, g_array_unref);
  g_clear_pointer (&self->new_id, g_free);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_parts_dialog_parent_class)->dispose (object);
}

static void
rounds_parts_dialog_class_init (RoundsPartsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_parts_dialog_dispose;

  g_type_ensure (ROUNDS_TYPE_TOTALS_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-parts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, content);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, share_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, totals);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, reason_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsPartsDialog, run_button);
  gtk_widget_class_bind_template_callback (widget_class, on_share_changed);

  gtk_widget_class_install_action (widget_class, "dialog.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.run", NULL);
}

static void
rounds_parts_dialog_init (RoundsPartsDialog *self)
{
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->sent = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe_rest (RoundsPartsDialog *self,
               const Part        *part)
{
  g_autofree char *rest = rounds_number_format (part->rest, QUANTITY_SCALE, 0);
  g_autofree char *price = rounds_money_format (rounds_entity_get_integer (part->line, "unit-price"),
                                                rounds_entity_get_text (self->document, "currency"), ROUNDS_MONEY_EXACT);

  /* Translators: how many of a line are left to invoice, and the price of one, such as "3 left at €189.00" */
  return g_strdup_printf (_("%s left at %s"), rest, price);
}

static void
add_part (RoundsPartsDialog *self,
          guint              index)
{
  Part *part = get_part (self, index);
  g_auto(GStrv) description = g_strsplit (rounds_entity_get_text (part->line, "description"), "\n", 2);
  g_autofree char *subtitle = describe_rest (self, part);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", description[0], "subtitle", subtitle, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  part->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (part->entry, 7);
  gtk_editable_set_max_width_chars (part->entry, 7);
  gtk_editable_set_alignment (part->entry, 1);
  gtk_widget_set_halign (GTK_WIDGET (part->entry), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (part->entry), "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, description[0], -1);
  part->problem = g_object_new (GTK_TYPE_LABEL,
                                "visible", FALSE,
                                "wrap", TRUE,
                                "xalign", 1.0,
                                "max-width-chars", 24,
                                "css-classes", (const char *[]) { "error", "caption", NULL },
                                NULL);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (part->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (part->problem));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (part->entry));
  g_signal_connect_object (part->entry, "changed", G_CALLBACK (on_quantity_changed), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

/* What has not been taken yet. */
static void
add_parts (RoundsPartsDialog *self,
           GHashTable        *taken)
{
  GPtrArray *lines = rounds_entity_get_records (self->document, "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);
      Part part = { .taken = *rounds_document_get_taken (taken, line) };

      part.rest = rounds_entity_get_integer (line, "quantity") - part.taken.quantity;
      if (part.rest <= 0)
        continue;
      part.line = g_object_ref (line);
      g_array_append_val (self->parts, part);
    }

  for (guint i = 0; i < self->parts->len; i++)
    add_part (self, i);
  fill_quantities (self, WHOLE_SHARE);
}

typedef struct
{
  GtkWidget *parent;
  RoundsWorkspace *workspace;
  const Purpose *purpose;
  char *id;
  RoundsEntity *document;
  GHashTable *taken;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->parent);
  g_object_unref (asking->workspace);
  g_free (asking->id);
  g_clear_object (&asking->document);
  g_clear_pointer (&asking->taken, g_hash_table_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static gpointer
read_taken (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Asking *asking = user_data;
  RoundsOperationContext context = { .database = database };

  asking->document = rounds_repository_get_whole (database, rounds_registry_find (asking->purpose->kind), asking->id, error);
  if (asking->document == NULL)
    return NULL;
  asking->taken = asking->purpose->is_credit ? rounds_credit_notes_read_taken (&context, asking->id, error)
                                             : rounds_quote_read_invoiced (&context, asking->id, error);
  return asking->taken != NULL ? rounds_store_done () : NULL;
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  gpointer done = rounds_store_finish (ROUNDS_STORE (source), result, &error);
  RoundsWindow *window = rounds_window_of (asking->parent);
  RoundsPartsDialog *self;

  if (done == NULL)
    {
      if (window != NULL)
        rounds_window_toast (window, error != NULL ? error->message : _("The record is not there any more"));
      return;
    }

  self = g_object_new (ROUNDS_TYPE_PARTS_DIALOG, NULL);
  self->workspace = g_object_ref (asking->workspace);
  self->document = g_object_ref (asking->document);
  self->purpose = asking->purpose;
  adw_dialog_set_title (ADW_DIALOG (self), _(self->purpose->title));
  gtk_button_set_label (self->run_button, _(self->purpose->button));
  gtk_widget_set_visible (self->reason_list, self->purpose->is_credit);
  add_parts (self, asking->taken);
  if (self->parts->len > 0)
    {
      adw_dialog_present (ADW_DIALOG (self), asking->parent);
      return;
    }

  if (window != NULL)
    rounds_window_toast (window, self->purpose->is_credit ? _("Nothing is left to credit of this invoice")
                                                          : _("Nothing is left to invoice of this quote"));
  g_object_unref (g_object_ref_sink (self));
}

/**
 * rounds_parts_dialog_ask:
 * @parent: what the dialog stands over
 * @kind: `quote` or `invoice`
 * @id: the document's id
 *
 * Reads what is left of the document, then presents the dialog. The new document is opened when it is there.
 */
void
rounds_parts_dialog_ask (GtkWidget       *parent,
                         RoundsWorkspace *workspace,
                         const char      *kind,
                         const char      *id)
{
  Asking *asking;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  asking = g_new0 (Asking, 1);
  asking->parent = g_object_ref (parent);
  asking->workspace = g_object_ref (workspace);
  asking->purpose = g_str_equal (kind, "quote") ? &purposes[0] : &purposes[1];
  asking->id = g_strdup (id);
  rounds_store_read_async (rounds_workspace_get_store (workspace), read_taken, asking, NULL, NULL, NULL, on_taken, asking);
}
