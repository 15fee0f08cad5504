/* rounds-document-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-document-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-invoice-row.h"
#include "app/widgets/rounds-payment-row.h"
#include "app/widgets/rounds-sync-banner.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-invoice-amounts.h"
#include "store/rounds-query-model.h"
#include "store/rounds-repository.h"

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_KIND,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsDocumentPage, rounds_document_page, ADW_TYPE_NAVIGATION_PAGE)

static const char * const quote_facts[] = {
  "institution-id", "contact-person-id", "opportunity-id", "assigned-user-id", "order-number", "valid-until", "sent-at", "accepted-at",
  "rejected-at", "cancelled-at", "client-comments", "description", "internal-notes", NULL,
};

static const char * const invoice_facts[] = {
  "institution-id", "contact-person-id", "opportunity-id", "quote-id", "credited-invoice-id", "assigned-user-id", "issue-date",
  "due-date", "last-payment-date", "description", NULL,
};

gboolean
_rounds_document_page_is_quote (RoundsDocumentPage *self)
{
  return g_str_equal (self->kind, "quote");
}

/* The status it has today. */
const char *
_rounds_document_page_get_status (RoundsDocumentPage *self)
{
  return rounds_looks_document_status (self->document);
}

static char *
describe (RoundsDocumentPage *self)
{
  const char *number = rounds_entity_get_text (self->document, _rounds_document_page_is_quote (self) ? "quote-number" : "invoice-number");
  g_autofree char *kind = NULL;
  g_autofree char *date = NULL;
  g_autofree char *dates = NULL;

  if (!_rounds_document_page_is_quote (self))
    kind = rounds_looks_choice (self->document, "type");
  else
    kind = g_strdup (_("Quote"));

  if (_rounds_document_page_is_quote (self))
    {
      date = rounds_looks_date_near (self->document, "valid-until");
      /* Translators: until when a quote can be accepted, such as "valid until 24 Dec 2026" or "valid until tomorrow" */
      dates = date[0] != '\0' ? g_strdup_printf (_("valid until %s"), date) : NULL;
    }
  else if (rounds_entity_is_null (self->document, "issue-date"))
    {
      dates = g_strdup (_("not issued yet"));
    }
  else if (rounds_entity_is_null (self->document, "due-date"))
    {
      date = rounds_looks_choice (self->document, "issue-date");
      /* Translators: when a credit note was issued */
      dates = g_strdup_printf (_("issued %s"), date);
    }
  else
    {
      date = rounds_looks_date_near (self->document, "due-date");
      /* Translators: when an invoice is due, such as "due in 3 days" */
      dates = g_strdup_printf (_("due %s"), date);
    }

  if (number == NULL)
    return g_strjoin (" · ", kind, dates, NULL);
  return g_strjoin (" · ", kind, number, dates, NULL);
}

static void
show_totals (RoundsDocumentPage *self)
{
  const char *currency = rounds_entity_get_text (self->document, "currency");
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  gint64 credited, paid;
  RoundsInvoiceState state;

  rounds_document_read_totals (self->document, "lines", &totals, NULL);
  rounds_totals_view_show (self->totals, &totals, currency);
  if (_rounds_document_page_is_quote (self) || rounds_entity_is_null (self->document, "invoice-number"))
    return;

  credited = rounds_entity_get_integer (self->document, "total-credited");
  paid = rounds_entity_get_integer (self->document, "total-paid");
  rounds_invoice_get_state (self->document, &state);
  if (paid != 0)
    rounds_totals_view_add (self->totals, _("Paid"), -paid, currency, FALSE);
  if (credited != 0)
    rounds_totals_view_add (self->totals, _("Credited"), -credited, currency, FALSE);
  if (g_strcmp0 (rounds_entity_get_text (self->document, "type"), "credit_note") != 0)
    rounds_totals_view_add (self->totals, _("Outstanding"), rounds_invoice_get_outstanding (&state), currency, TRUE);
}

static void
show_document (RoundsDocumentPage *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->document);
  const char *title = rounds_entity_get_text (self->document, "title");
  g_autofree char *details = describe (self);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->details_label, details);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (info, "status"), _rounds_document_page_get_status (self));
  rounds_lines_table_show (self->table, self->document, "lines");
  show_totals (self);
  rounds_facts_group_set_entity (self->facts, self->document);
  gtk_widget_set_visible (GTK_WIDGET (self->payments),
                          !_rounds_document_page_is_quote (self) && !rounds_entity_is_null (self->document, "invoice-number") &&
                          g_strcmp0 (rounds_entity_get_text (self->document, "type"), "credit_note") != 0);
  _rounds_document_page_update (self);
}

/* What the server alone does is there. */
static void
say_arrived (RoundsDocumentPage *self,
             RoundsEntity       *document)
{
  const char *field = _rounds_document_page_is_quote (self) ? "quote-number" : "invoice-number";
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (!self->waiting || rounds_entity_is_null (document, field))
    return;

  self->waiting = FALSE;
  if (window == NULL)
    return;
  /* Translators: the number that a quote or an invoice was given */
  text = g_strdup_printf (_rounds_document_page_is_quote (self) ? _("Sent as %s") : _("Issued as %s"),
                          rounds_entity_get_text (document, field));
  rounds_window_toast (window, text);
}

static gpointer
read_document (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_auto(GStrv) parts = g_strsplit (user_data, ":", 2);

  return rounds_repository_get_whole (database, rounds_registry_find (parts[0]), parts[1], error);
}

static void
on_document (RoundsDocumentPage *self,
             RoundsEntity       *document,
             RoundsLiveRead     *read)
{
  if (rounds_entity_is_deleted (document))
    {
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }

  say_arrived (self, document);
  g_set_object (&self->document, document);
  show_document (self);
  gtk_stack_set_visible_child_name (self->stack, "record");
}

static void
on_missing (RoundsDocumentPage *self,
            const GError       *error,
            RoundsLiveRead     *read)
{
  /* No error: it is not there, or not any more. */
  if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      if (self->document != NULL)
        return;
      adw_status_page_set_description (self->missing_page, description);
    }

  gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
on_refused (RoundsDocumentPage *self)
{
  self->waiting = FALSE;
  if (self->document != NULL)
    _rounds_document_page_update (self);
}

static void
bind_section (RoundsDocumentPage  *self,
              RoundsRecordSection *section,
              const char          *kind,
              const char          *reference,
              const char          *sort,
              RoundsRecordRowFunc  create_row)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, reference), ROUNDS_FILTER_EQUAL, self->id);
  g_autoptr(RoundsQueryModel) model = NULL;

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, sort), TRUE);
  model = rounds_query_model_new (rounds_workspace_get_store (self->workspace), query);
  rounds_record_section_bind (section, model, create_row);
}

static void
rounds_document_page_constructed (GObject *object)
{
  static const char * const kinds[] = { "quote", "quote-line", "invoice", "invoice-line", NULL };
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (object);
  RoundsStore *store = rounds_workspace_get_store (self->workspace);
  const RoundsEntityInfo *info = rounds_registry_find (self->kind);
  g_autofree char *argument = g_strconcat (self->kind, ":", self->id, NULL);

  G_OBJECT_CLASS (rounds_document_page_parent_class)->constructed (object);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _(info->label));
  rounds_facts_group_set_up_fields (self->facts, store, info, _rounds_document_page_is_quote (self) ? quote_facts : invoice_facts);
  _rounds_document_page_add_actions (self);
  if (_rounds_document_page_is_quote (self))
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->related), _("Invoices"));
      bind_section (self, self->related, "invoice", "quote-id", "created-at", rounds_invoice_row_new);
    }
  else
    {
      bind_section (self, self->payments, "payment", "invoice-id", "payment-date", rounds_payment_row_new);
      bind_section (self, self->related, "invoice", "credited-invoice-id", "created-at", rounds_invoice_row_new);
    }

  self->record = rounds_live_read_new (store, kinds, read_document, g_object_unref);
  rounds_live_read_set_argument (self->record, argument);
  g_signal_connect_object (self->record, "answered", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->record);
}

static void
rounds_document_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_document_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_KIND:
      self->kind = g_value_dup_string (value);
      break;
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_document_page_dispose (GObject *object)
{
  RoundsDocumentPage *self = ROUNDS_DOCUMENT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_DOCUMENT_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (rounds_document_page_parent_class)->dispose (object);
}

static void
rounds_document_page_class_init (RoundsDocumentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rounds_document_page_constructed;
  object_class->get_property = rounds_document_page_get_property;
  object_class->set_property = rounds_document_page_set_property;
  object_class->dispose = rounds_document_page_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE, flags);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);
  g_type_ensure (ROUNDS_TYPE_LINES_TABLE);
  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);
  g_type_ensure (ROUNDS_TYPE_TOTALS_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-document-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, details_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, pill);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, actions_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, table);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, totals);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, facts);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, payments);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, related);
  gtk_widget_class_bind_template_child (widget_class, RoundsDocumentPage, missing_page);

  _rounds_document_page_class_actions (klass);
}

static void
rounds_document_page_init (RoundsDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_quote_page_new:
 * @workspace: where the quote is
 * @id: its id
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rounds_quote_page_new (RoundsWorkspace *workspace,
                       const char      *id)
{
  return g_object_new (ROUNDS_TYPE_DOCUMENT_PAGE, "workspace", workspace, "kind", "quote", "id", id, NULL);
}

/**
 * rounds_invoice_page_new:
 * @workspace: where the invoice is
 * @id: its id; credit notes are invoices too
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rounds_invoice_page_new (RoundsWorkspace *workspace,
                         const char      *id)
{
  return g_object_new (ROUNDS_TYPE_DOCUMENT_PAGE, "workspace", workspace, "kind", "invoice", "id", id, NULL);
}
