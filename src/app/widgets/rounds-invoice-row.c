/* rounds-invoice-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-invoice-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-status-pill.h"

struct _RoundsInvoiceRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  GtkLabel *total_label;
  RoundsStatusPill *pill;
};

G_DEFINE_FINAL_TYPE (RoundsInvoiceRow, rounds_invoice_row, ROUNDS_TYPE_RECORD_ROW)

static gboolean
is_credit_note (RoundsEntity *invoice)
{
  return g_strcmp0 (rounds_entity_get_text (invoice, "type"), "credit_note") == 0;
}

/* A credit note is no invoice, and an invoice that was credited is not paid. */
static char *
dup_label (RoundsEntity *invoice,
           const char   *title)
{
  gint64 credited = rounds_entity_get_integer (invoice, "total-credited");

  if (is_credit_note (invoice))
    /* Translators: before the title of a credit note */
    return g_strdup_printf (_("Credit note · %s"), title);
  if (credited > 0 && credited >= rounds_entity_get_integer (invoice, "total"))
    /* Translators: after the title of an invoice that a credit note has taken back */
    return g_strdup_printf (_("%s · credited"), title);
  if (credited > 0)
    /* Translators: after the title of an invoice of which a credit note has taken back a part */
    return g_strdup_printf (_("%s · partly credited"), title);

  return g_strdup (title);
}

static void
rounds_invoice_row_show (RoundsRecordRow *row,
                         RoundsEntity    *invoice)
{
  RoundsInvoiceRow *self = ROUNDS_INVOICE_ROW (row);
  const char *number = rounds_entity_get_text (invoice, "invoice-number");
  const char *title = rounds_entity_get_text (invoice, "title");
  const char *status = rounds_looks_document_status (invoice);
  g_autofree char *total = rounds_looks_money (invoice, "total");
  g_autofree char *issued = rounds_looks_choice (invoice, "issue-date");
  g_autofree char *due = rounds_looks_date_near (invoice, "due-date");
  g_autofree char *dates = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;

  if (issued[0] == '\0')
    dates = g_strdup (_("Not issued yet"));
  else if (g_strcmp0 (status, "paid") == 0 || due[0] == '\0')
    /* Translators: when an invoice was issued */
    dates = g_strdup_printf (_("Issued %s"), issued);
  else
    /* Translators: when an invoice was issued, then when it is due, such as "Issued 3 Nov 2026 · due in 3 days" */
    dates = g_strdup_printf (_("Issued %s · due %s"), issued, due);
  subtitle = number != NULL ? g_strdup_printf ("%s · %s", number, dates) : g_strdup (dates);
  label = dup_label (invoice, title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->total_label, total);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (rounds_entity_get_info (invoice), "status"), status);
  rounds_record_row_set_editable (row, number == NULL);
}

static void
rounds_invoice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_INVOICE_ROW);

  G_OBJECT_CLASS (rounds_invoice_row_parent_class)->dispose (object);
}

static void
rounds_invoice_row_class_init (RoundsInvoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_invoice_row_dispose;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_invoice_row_show;

  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-invoice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInvoiceRow, total_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInvoiceRow, pill);
}

static void
rounds_invoice_row_init (RoundsInvoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_invoice_row_new:
 * @row: an invoice in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_invoice_row_new (RoundsRow *row)
{
  RoundsInvoiceRow *self = g_object_new (ROUNDS_TYPE_INVOICE_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "invoice", row);
  return GTK_WIDGET (self);
}
