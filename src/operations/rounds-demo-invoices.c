/* rounds-demo-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include "model/rounds-time.h"
#include "operations/rounds-invoice-amounts.h"
#include "operations/rounds-invoice-issue.h"
#include "operations/rounds-operation-private.h"

/* Two years of invoices, in the order of their numbers. */

#define INVOICES 250
#define DAYS 728

/* The last days' invoices may still be drafts. */
#define DRAFT_DAYS 18

static RoundsEntity *
make_line (RoundsDemo   *self,
           RoundsEntity *invoice)
{
  const RoundsDemoProduct *product = &rounds_demo_products[g_rand_int_range (self->random, 0, (gint32) rounds_demo_n_products)];
  RoundsEntity *line = rounds_demo_new (self, "invoice-line", NULL, rounds_entity_get_integer (invoice, "created-at"));
  int quantity = product->price > 1000000 ? 1 : g_rand_int_range (self->random, 1, product->price > 100000 ? 6 : 25);

  rounds_entity_set_text (line, "invoice-id", rounds_entity_get_id (invoice));
  rounds_entity_set_text (line, "created-by", rounds_entity_get_text (invoice, "created-by"));
  rounds_entity_set_text (line, "description", product->description);
  rounds_entity_set_integer (line, "quantity", quantity * 1000);
  rounds_entity_set_integer (line, "unit-price", product->price);
  rounds_entity_set_integer (line, "tax-rate", product->tax_rate);
  if (rounds_demo_chance (self, 20))
    rounds_entity_set_integer (line, "discount-value", 500);

  return line;
}

static RoundsEntity *
make_invoice (RoundsDemo  *self,
              guint        index,
              const char  *day,
              GError     **error)
{
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  RoundsEntity *seller = rounds_demo_get_seller (self, institution);
  g_autoptr(RoundsEntity) invoice = rounds_demo_new (self, "invoice", seller, rounds_demo_instant (self, day, 540));
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_lines = (guint) g_rand_int_range (self->random, 1, 5);
  g_autofree char *title = NULL;

  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (lines, make_line (self, invoice));

  title = g_strdup_printf ("%s – %s", rounds_entity_get_text (g_ptr_array_index (lines, 0), "description"),
                           rounds_entity_get_text (institution, "city"));
  rounds_entity_set_text (invoice, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (invoice, "contact-person-id", rounds_entity_get_id (rounds_demo_get_contact (self, index)));
  rounds_entity_set_text (invoice, "assigned-user-id", rounds_entity_get_id (seller));
  rounds_entity_set_text (invoice, "title", title);
  rounds_entity_set_records (invoice, "lines", lines);

  return rounds_invoice_total_lines (invoice, error) ? g_steal_pointer (&invoice) : NULL;
}

/* When an invoice is paid, if it is: a few days before or after it is due, some much later, some not yet. */
static char *
choose_payment_date (RoundsDemo   *self,
                     RoundsEntity *invoice)
{
  const char *due = rounds_entity_get_text (invoice, "due-date");
  int shift = rounds_demo_chance (self, 80) ? g_rand_int_range (self->random, -18, 8) : g_rand_int_range (self->random, 8, 75);
  g_autofree char *date = rounds_date_add_days (due, shift);

  if (rounds_demo_chance (self, 4) || g_strcmp0 (date, self->today) > 0)
    return NULL;
  if (g_strcmp0 (date, rounds_entity_get_text (invoice, "issue-date")) < 0)
    return g_strdup (rounds_entity_get_text (invoice, "issue-date"));

  return g_steal_pointer (&date);
}

static RoundsEntity *
make_payment (RoundsDemo   *self,
              RoundsEntity *invoice,
              const char   *date)
{
  RoundsEntity *payment = rounds_demo_new (self, "payment", NULL, rounds_demo_instant (self, date, 660));
  gint64 total = rounds_entity_get_integer (invoice, "total");
  gboolean whole = rounds_demo_chance (self, 92);
  gint64 amount = whole ? total : MAX (total / 2, 1);

  rounds_entity_set_text (payment, "invoice-id", rounds_entity_get_id (invoice));
  rounds_entity_set_text (payment, "created-by", rounds_entity_get_text (invoice, "created-by"));
  rounds_entity_set_integer (payment, "amount", amount);
  rounds_entity_set_text (payment, "payment-date", date);
  rounds_entity_set_text (payment, "payment-method", rounds_demo_chance (self, 85) ? "bank_transfer" : "check");
  rounds_entity_set_text (payment, "reference", rounds_entity_get_text (invoice, "invoice-number"));

  rounds_invoice_apply_paid (self->context, invoice, amount, date);
  if (whole)
    rounds_entity_set_integer (invoice, "paid-at", rounds_entity_get_integer (payment, "created-at"));

  return payment;
}

static gboolean
make_client (RoundsDemo    *self,
             RoundsEntity  *institution,
             GError       **error)
{
  g_autoptr(RoundsEntity) before = NULL;

  if (g_strcmp0 (rounds_entity_get_text (institution, "commercial-status"), "client") == 0)
    return TRUE;

  before = rounds_entity_copy (institution);
  rounds_entity_set_text (institution, "commercial-status", "client");
  return rounds_operation_update_by_rule (self->context, before, institution, error);
}

static gboolean
write_lines (RoundsDemo    *self,
             RoundsEntity  *invoice,
             GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (invoice, "lines");

  for (guint i = 0; i < lines->len; i++)
    if (!rounds_operation_insert_by_rule (self->context, g_ptr_array_index (lines, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
add_invoice (RoundsDemo  *self,
             int          days,
             GError     **error)
{
  guint index = (guint) g_rand_int_range (self->random, 0, (gint32) MAX (self->institutions->len * 2 / 5, 1));
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  g_autofree char *day = rounds_demo_working_day (self, -days);
  g_autofree char *date = g_strdup (g_strcmp0 (day, self->today) > 0 ? self->today : day);
  g_autoptr(RoundsEntity) invoice = make_invoice (self, index, date, error);
  g_autoptr(RoundsEntity) payment = NULL;
  g_autofree char *paid_on = NULL;

  if (invoice == NULL)
    return FALSE;

  if (days > DRAFT_DAYS || rounds_demo_chance (self, 50))
    {
      if (!rounds_invoice_apply_issue (self->context, invoice, institution, date, error) ||
          !make_client (self, institution, error))
        return FALSE;
      rounds_entity_set_integer (invoice, "sent-at", MIN (rounds_demo_instant (self, date, 600), self->context->now));
      paid_on = choose_payment_date (self, invoice);
      if (paid_on != NULL)
        payment = make_payment (self, invoice, paid_on);
    }

  return rounds_operation_insert (self->context, invoice, error) && write_lines (self, invoice, error) &&
         (payment == NULL || rounds_operation_insert (self->context, payment, error));
}

gboolean
rounds_demo_make_invoices (RoundsDemo  *self,
                           GError     **error)
{
  int n_invoices = (int) (INVOICES * self->scale);

  for (int i = 0; i < n_invoices; i++)
    if (!add_invoice (self, DAYS - (int) ((gint64) i * DAYS / n_invoices), error))
      return FALSE;

  return TRUE;
}
