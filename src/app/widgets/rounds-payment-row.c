/* rounds-payment-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-payment-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-status-pill.h"
#include "model/rounds-money.h"

struct _RoundsPaymentRow
{
  RoundsRecordRow parent_instance;

  /* Borrowed references */
  RoundsStatusPill *pill;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (RoundsPaymentRow, rounds_payment_row, ROUNDS_TYPE_RECORD_ROW)

static void
rounds_payment_row_show (RoundsRecordRow *row,
                         RoundsEntity    *payment)
{
  RoundsPaymentRow *self = ROUNDS_PAYMENT_ROW (row);
  const char *status = rounds_entity_get_text (payment, "status");
  const char *reference = rounds_entity_get_text (payment, "reference");
  gboolean counts = g_strcmp0 (status, "confirmed") == 0;
  g_autofree char *amount = rounds_money_format (rounds_entity_get_integer (payment, "amount"), "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *date = rounds_looks_choice (payment, "payment-date");
  g_autofree char *method = rounds_looks_choice (payment, "payment-method");
  g_autofree char *subtitle = g_strjoin (" · ", date, method, reference, NULL);
  const char *text = counts ? _("Reverse Payment") : _("Count Payment Again");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), amount);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), !counts);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (rounds_entity_get_info (payment), "status"), status);

  gtk_button_set_icon_name (GTK_BUTTON (self->button), counts ? "edit-undo-symbolic" : "edit-redo-symbolic");
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", rounds_entity_get_id (payment));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), counts ? "page.reverse-payment" : "page.reinstate-payment");
  gtk_widget_set_visible (self->button, counts || g_strcmp0 (status, "cancelled") == 0);
  /* Money that was received is reversed, never edited away. */
  rounds_record_row_set_editable (row, FALSE);
}

static void
rounds_payment_row_class_init (RoundsPaymentRowClass *klass)
{
  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_payment_row_show;
}

static void
rounds_payment_row_init (RoundsPaymentRow *self)
{
  self->pill = ROUNDS_STATUS_PILL (rounds_status_pill_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->pill));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
}

/**
 * rounds_payment_row_new:
 * @row: a payment in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_payment_row_new (RoundsRow *row)
{
  RoundsPaymentRow *self = g_object_new (ROUNDS_TYPE_PAYMENT_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "payment", row);
  return GTK_WIDGET (self);
}
