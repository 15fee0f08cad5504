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

/* Invoices in the order of their numbers, half of them for a quote. */

#define INVOICES 250

/* The last days' invoices may still be drafts. */
#define DRAFT_DAYS 18

/* The line of an invoice for a whole line of a quote. */
static RoundsEntity *
bill_line (RoundsDemo   *self,
           RoundsEntity *invoice,
           RoundsEntity *quote_line)
{
  static const char * const copied[] = { "product-id", "description", "discount-type" };
  static const char * const counted[] = { "quantity", "unit-price", "discount-value", "tax-rate" };
  RoundsEntity *line = rounds_demo_new (self, "invoice-line", NULL, rounds_entity_get_integer (invoice, "created-at"));

  rounds_entity_set_text (line, "invoice-id", rounds_entity_get_id (invoice));
  rounds_entity_set_text (line, "quote-line-id", rounds_entity_get_id (quote_line));
  rounds_entity_set_text (line, "created-by", rounds_entity_get_text (invoice, "created-by"));
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    rounds_entity_set_text (line, copied[i], rounds_entity_get_text (quote_line, copied[i]));
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    rounds_entity_set_integer (line, counted[i], rounds_entity_get_integer (quote_line, counted[i]));

  return line;
}

/* The lines: those of @quote, or what was ordered without one. */
static GPtrArray *
make_lines (RoundsDemo   *self,
            RoundsEntity *invoice,
            RoundsEntity *quote)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *offered = quote != NULL ? rounds_entity_get_records (quote, "lines") : NULL;
  guint n_lines = offered != NULL ? offered->len : (guint) g_rand_int_range (self->random, 1, 5);

  for (guint i = 0; i < n_lines; i++)
    {
      RoundsEntity *line = offered != NULL ? bill_line (self, invoice, g_ptr_array_index (offered, i))
                                           : rounds_demo_make_line (self, "invoice-line", invoice, "invoice-id");

      if (offered == NULL && rounds_demo_chance (self, 20))
        rounds_entity_set_integer (line, "discount-value", 500);
      g_ptr_array_add (lines, line);
    }

  return lines;
}

static RoundsEntity *
make_invoice (RoundsDemo    *self,
              guint          index,
              RoundsEntity  *quote,
              const char    *day,
              GError       **error)
{
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  RoundsEntity *seller = rounds_demo_get_seller (self, institution);
  g_autoptr(RoundsEntity) invoice = rounds_demo_new (self, "invoice", seller, rounds_demo_instant (self, day, 540));
  g_autoptr(GPtrArray) lines = make_lines (self, invoice, quote);
  g_autofree char *title = NULL;

  title = g_strdup_printf ("%s – %s", rounds_entity_get_text (g_ptr_array_index (lines, 0), "description"),
                           rounds_entity_get_text (institution, "city"));
  rounds_entity_set_text (invoice, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (invoice, "contact-person-id", rounds_entity_get_id (rounds_demo_get_contact (self, index)));
  rounds_entity_set_text (invoice, "assigned-user-id", rounds_entity_get_id (seller));
  rounds_entity_set_text (invoice, "title", title);
  if (quote != NULL)
    {
      rounds_entity_set_text (invoice, "quote-id", rounds_entity_get_id (quote));
      rounds_entity_set_text (invoice, "opportunity-id", rounds_entity_get_text (quote, "opportunity-id"));
    }
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

/* All of the quote is invoiced then. */
static gboolean
mark_invoiced (RoundsDemo    *self,
               RoundsEntity  *quote,
               GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (quote, "lines");

  for (guint i = 0; i < lines->len; i++)
    {
      RoundsEntity *before = g_ptr_array_index (lines, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

      rounds_entity_set_integer (after, "invoiced-quantity", rounds_entity_get_integer (after, "quantity"));
      if (!rounds_operation_update_by_rule (self->context, before, after, error))
        return FALSE;
    }

  return TRUE;
}

/* The quote that was accepted longest ago, if it was a few days before @date. */
static RoundsEntity *
take_quote (RoundsDemo *self,
            const char *date)
{
  RoundsEntity *quote = g_queue_peek_head (self->accepted);

  if (quote == NULL || rounds_entity_get_integer (quote, "accepted-at") > rounds_demo_instant (self, date, 0) - 3 * G_TIME_SPAN_DAY)
    return NULL;

  return g_queue_pop_head (self->accepted);
}

static guint
find_institution (RoundsDemo   *self,
                  RoundsEntity *quote)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index_by_id, rounds_entity_get_text (quote, "institution-id")));
}

static gboolean
add_invoice (RoundsDemo  *self,
             int          days,
             GError     **error)
{
  g_autofree char *day = rounds_demo_working_day (self, -days);
  g_autofree char *date = g_strdup (g_strcmp0 (day, self->today) > 0 ? self->today : day);
  g_autoptr(RoundsEntity) quote = take_quote (self, date);
  guint index = quote != NULL ? find_institution (self, quote)
                              : (guint) g_rand_int_range (self->random, 0, (gint32) MAX (self->institutions->len * 2 / 5, 1));
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  g_autoptr(RoundsEntity) invoice = make_invoice (self, index, quote, date, error);
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

  return rounds_operation_insert (self->context, invoice, error) && rounds_demo_write_records (self, invoice, "lines", error) &&
         (quote == NULL || mark_invoiced (self, quote, error)) && (payment == NULL || rounds_operation_insert (self->context, payment, error));
}

gboolean
rounds_demo_make_invoices (RoundsDemo  *self,
                           GError     **error)
{
  guint n_invoices = INVOICES * self->scale;

  for (guint i = 0; i < n_invoices; i++)
    if (!add_invoice (self, rounds_demo_season_find (self, (i + 0.5) / n_invoices), error))
      return FALSE;

  return TRUE;
}
