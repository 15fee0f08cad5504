/* rounds-institution-revenue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-institution-revenue.h"

#include <string.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-invoice.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-payment.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-growth.h"
#include "store/rounds-record-sql.h"

#define NEWEST (ROUNDS_REVENUE_MONTHS - 1)

/* A credit note takes away what it says, whichever sign it is kept with. One that cancels a whole invoice goes with it: that
 * invoice does not count either. */
#define AMOUNT "CASE WHEN t.type = 'credit_note' THEN -ABS(t.total) ELSE t.total END"

/* What the documents refer to, in place of which ask() puts the column. */
#define PLACE "{place}"

#define ISSUED_DOCUMENTS \
  " FROM invoices t" \
  " LEFT JOIN invoices o ON o.id = t.credited_invoice_id" \
  " LEFT JOIN (SELECT invoice_id, SUM(amount) AS paid FROM payments WHERE status = 'confirmed' AND deleted_at IS NULL" \
  "  AND invoice_id IN (SELECT id FROM invoices WHERE " PLACE " = $1 AND deleted_at IS NULL)" \
  "  GROUP BY invoice_id) p ON p.invoice_id = t.id" \
  " WHERE t." PLACE " = $1 AND t.deleted_at IS NULL AND " ROUNDS_SQL_ISSUED ("t") \
  " AND (t.type <> 'credit_note' OR o.status IS NULL OR o.status <> 'cancelled')"

static void
contact_revenue_free (RoundsContactRevenue *self)
{
  g_free (self->contact_id);
  g_free (self->name);
  g_free (self);
}

static RoundsInstitutionRevenue *
revenue_new (const char *today)
{
  RoundsInstitutionRevenue *self = g_new0 (RoundsInstitutionRevenue, 1);
  g_autofree char *first = g_strdup_printf ("%.7s-01", today);

  self->today = g_strdup (today);
  self->top_quotes = g_ptr_array_new_with_free_func (g_object_unref);
  self->overdue_invoices = g_ptr_array_new_with_free_func (g_object_unref);
  self->payment_history = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_contact = g_ptr_array_new_with_free_func ((GDestroyNotify) contact_revenue_free);
  for (int i = 0; i < ROUNDS_REVENUE_MONTHS; i++)
    {
      g_autofree char *date = rounds_date_add_months (first, i - NEWEST);
      g_strlcpy (self->months[i].month, date, sizeof self->months[i].month);
    }

  return self;
}

/**
 * Question:
 * @place: the column that refers to @id
 * @id: of an institution or a contact
 * @invoices: (nullable): what the asker may see of invoices, credit notes and their payments
 * @quotes: (nullable): what the asker may see of quotes
 */
typedef struct
{
  RoundsDatabase *database;
  const char *place;
  const char *id;
  const char *today;
  RoundsFilter *invoices;
  RoundsFilter *quotes;
} Question;

/* @sql ends in its conditions, to which those of @scope on @alias are added; @rest follows. `$1` is the institution or the contact, `$2` today. */
static RoundsStatement *
ask (const Question  *question,
     const char      *sql,
     RoundsFilter    *scope,
     const char      *alias,
     const char      *rest,
     GError         **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) text = g_string_new (sql);

  g_string_replace (text, PLACE, question->place, 0);
  rounds_parameters_add_text (parameters, question->id);
  if (strstr (sql, "$2") != NULL)
    rounds_parameters_add_text (parameters, question->today);
  if (scope != NULL)
    {
      g_string_append (text, " AND ");
      rounds_filter_to_sql (scope, alias, text, parameters);
    }
  g_string_append (text, rest);

  return rounds_insight_prepare (question->database, text, parameters, error);
}

static void
add_month (RoundsInstitutionRevenue *self,
           RoundsStatement          *statement)
{
  const char *month = rounds_statement_get_text (statement, 0);
  gint64 n_invoices = rounds_statement_get_integer (statement, 1);
  gint64 revenue = rounds_statement_get_integer (statement, 2);

  self->n_invoices += n_invoices;
  self->total_revenue += revenue;
  self->total_paid += rounds_statement_get_integer (statement, 3);
  self->invoiced += rounds_statement_get_integer (statement, 4);

  for (guint i = 0; i < ROUNDS_REVENUE_MONTHS; i++)
    if (g_strcmp0 (self->months[i].month, month) == 0)
      {
        self->months[i].revenue = revenue;
        self->months[i].invoices = n_invoices;
      }
}

static gboolean
read_months (RoundsInstitutionRevenue  *self,
             const Question            *question,
             GError                   **error)
{
  g_autoptr(RoundsStatement) statement =
    ask (question,
         "SELECT SUBSTR(t.issue_date, 1, 7), COUNT(*) FILTER (WHERE t.type <> 'credit_note'), CAST(SUM(" AMOUNT ") AS BIGINT),"
         " CAST(SUM(CASE WHEN t.type = 'credit_note' THEN -COALESCE(p.paid, 0) ELSE COALESCE(p.paid, 0) END) AS BIGINT),"
         " CAST(SUM(t.total) FILTER (WHERE t.type <> 'credit_note') AS BIGINT)"
         ISSUED_DOCUMENTS,
         question->invoices, "t", " GROUP BY SUBSTR(t.issue_date, 1, 7)", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    add_month (self, statement);
  if (row)
    return FALSE;

  self->total_outstanding = self->total_revenue - self->total_paid;
  if (self->n_invoices > 0)
    self->average_invoice_value = rounds_divide_half_up (self->invoiced, self->n_invoices);
  self->growth_known = rounds_growth_compute (self->months[NEWEST].revenue, self->months[NEWEST - 1].revenue, &self->growth);

  return TRUE;
}

static gboolean
read_contacts (RoundsInstitutionRevenue  *self,
               const Question            *question,
               GError                   **error)
{
  g_autoptr(RoundsStatement) statement =
    ask (question,
         "SELECT d.contact_person_id, MAX(c.first_name), MAX(c.last_name), CAST(SUM(d.amount) AS BIGINT), SUM(d.invoice)"
         " FROM (SELECT t.contact_person_id, " AMOUNT " AS amount, CASE WHEN t.type = 'credit_note' THEN 0 ELSE 1 END AS invoice"
         ISSUED_DOCUMENTS,
         question->invoices, "t",
         ") d LEFT JOIN contacts c ON c.id = d.contact_person_id GROUP BY d.contact_person_id ORDER BY 4 DESC, 1", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsContactRevenue *contact = g_new0 (RoundsContactRevenue, 1);
      const char *first_name = rounds_statement_get_text (statement, 1);

      contact->contact_id = g_strdup (rounds_statement_get_text (statement, 0));
      if (first_name != NULL)
        contact->name = g_strjoin (" ", first_name, rounds_statement_get_text (statement, 2), NULL);
      contact->revenue = rounds_statement_get_integer (statement, 3);
      contact->invoices = rounds_statement_get_integer (statement, 4);
      g_ptr_array_add (self->by_contact, contact);
    }

  return !row;
}

static gboolean
read_quotes (RoundsInstitutionRevenue  *self,
             const Question            *question,
             GError                   **error)
{
  g_autoptr(RoundsStatement) statement =
    ask (question,
         "SELECT COUNT(*), CAST(SUM(q.total) AS BIGINT), COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM invoices i"
         " WHERE i.quote_id = q.id AND i.deleted_at IS NULL AND i.type <> 'credit_note' AND " ROUNDS_SQL_ISSUED ("i") "))"
         " FROM quotes q WHERE q." PLACE " = $1 AND q.deleted_at IS NULL AND q.status <> 'draft'",
         question->quotes, "q", "", error);
  gboolean row = FALSE;

  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;

  self->n_quotes = rounds_statement_get_integer (statement, 0);
  if (self->n_quotes > 0)
    {
      self->average_quote_value = rounds_divide_half_up (rounds_statement_get_integer (statement, 1), self->n_quotes);
      self->quote_conversion_rate = 100.0 * (double) rounds_statement_get_integer (statement, 2) / (double) self->n_quotes;
    }

  return TRUE;
}

static gboolean
read_records (GPtrArray               *records,
              const Question          *question,
              const RoundsEntityInfo  *info,
              const char              *condition,
              RoundsFilter            *scope,
              const char              *alias,
              const char              *order,
              GError                 **error)
{
  g_autofree char *sql = g_strconcat ("SELECT ", rounds_record_sql_get (info)->columns, condition, NULL);
  g_autoptr(RoundsStatement) statement = ask (question, sql, scope, alias, order, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error) && row)
    g_ptr_array_add (records, rounds_record_sql_read (statement, info));

  return !row;
}

static RoundsInstitutionRevenue *
compute (RoundsDatabase  *database,
         const char      *place,
         const char      *id,
         const char      *today,
         RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
         gpointer         scope_data,
         GError         **error)
{
  g_autoptr(RoundsFilter) invoices = scope != NULL ? scope (rounds_registry_get (ROUNDS_TYPE_INVOICE), scope_data) : NULL;
  g_autoptr(RoundsFilter) quotes = scope != NULL ? scope (rounds_registry_get (ROUNDS_TYPE_QUOTE), scope_data) : NULL;
  const Question question = { database, place, id, today, invoices, quotes };
  g_autoptr(RoundsInstitutionRevenue) self = revenue_new (today);

  if (!read_months (self, &question, error) ||
      !read_contacts (self, &question, error) ||
      !read_quotes (self, &question, error) ||
      !read_records (self->top_quotes, &question, rounds_registry_get (ROUNDS_TYPE_QUOTE),
                     " FROM quotes t WHERE t." PLACE " = $1 AND t.deleted_at IS NULL AND t.status NOT IN ('draft', 'cancelled')",
                     quotes, "t", " ORDER BY t.total DESC, t.id LIMIT " G_STRINGIFY (ROUNDS_REVENUE_QUOTES), error) ||
      !read_records (self->overdue_invoices, &question, rounds_registry_get (ROUNDS_TYPE_INVOICE),
                     ISSUED_DOCUMENTS " AND t.type <> 'credit_note' AND t.status <> 'paid' AND t.due_date < $2"
                     " AND t.total - " ROUNDS_SQL_CREDITED " > COALESCE(p.paid, 0)",
                     invoices, "t", " ORDER BY t.due_date, t.id", error) ||
      !read_records (self->payment_history, &question, rounds_registry_get (ROUNDS_TYPE_PAYMENT),
                     " FROM payments t JOIN invoices i ON i.id = t.invoice_id WHERE i." PLACE " = $1"
                     " AND i.deleted_at IS NULL AND t.deleted_at IS NULL",
                     invoices, "i", " ORDER BY t.payment_date DESC, t.id DESC", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rounds_institution_revenue_compute:
 * @institution_id: which institution
 * @today: a valid date, which ends the twelve months and says what is overdue
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full); %NULL for everything
 * @scope_data: for @scope
 *
 * Six statements, whatever there is. An institution that is not there has brought in nothing. A credit note counts in the month
 * it was issued, and takes from the contact it names.
 *
 * Returns: (transfer full): the revenue; %NULL with @error set
 */
RoundsInstitutionRevenue *
rounds_institution_revenue_compute (RoundsDatabase  *database,
                                    const char      *institution_id,
                                    const char      *today,
                                    RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                                    gpointer         scope_data,
                                    GError         **error)
{
  g_return_val_if_fail (institution_id != NULL, NULL);
  g_return_val_if_fail (rounds_date_is_valid (today), NULL);

  return compute (database, "institution_id", institution_id, today, scope, scope_data, error);
}

/**
 * rounds_institution_revenue_compute_of_contact:
 * @contact_id: which contact
 *
 * As rounds_institution_revenue_compute(), of the documents that name the contact alone.
 *
 * Returns: (transfer full): the revenue; %NULL with @error set
 */
RoundsInstitutionRevenue *
rounds_institution_revenue_compute_of_contact (RoundsDatabase  *database,
                                               const char      *contact_id,
                                               const char      *today,
                                               RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                                               gpointer         scope_data,
                                               GError         **error)
{
  g_return_val_if_fail (contact_id != NULL, NULL);
  g_return_val_if_fail (rounds_date_is_valid (today), NULL);

  return compute (database, "contact_person_id", contact_id, today, scope, scope_data, error);
}

static void
write_summary (RoundsInstitutionRevenue *self,
               RoundsJsonWriter         *writer)
{
  rounds_json_writer_key (writer, "summary");
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_money (writer, "totalRevenue", self->total_revenue);
  rounds_insight_write_money (writer, "totalPaid", self->total_paid);
  rounds_insight_write_money (writer, "totalOutstanding", self->total_outstanding);
  rounds_insight_write_money (writer, "avgQuoteValue", self->average_quote_value);
  rounds_insight_write_money (writer, "avgInvoiceValue", self->average_invoice_value);
  rounds_insight_write_double (writer, "quoteConversionRate", self->quote_conversion_rate, 1);
  rounds_insight_write_money (writer, "lifetimeValue", self->total_paid);
  rounds_insight_write_known (writer, "growth", self->growth_known, self->growth, 1);
  rounds_json_writer_end_object (writer);
}

static void
write_months (RoundsInstitutionRevenue *self,
              RoundsJsonWriter         *writer)
{
  rounds_json_writer_key (writer, "byMonth");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < ROUNDS_REVENUE_MONTHS; i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "month");
      rounds_json_writer_text (writer, self->months[i].month);
      rounds_insight_write_money (writer, "revenue", self->months[i].revenue);
      rounds_json_writer_key (writer, "invoices");
      rounds_json_writer_integer (writer, self->months[i].invoices);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_contacts (RoundsInstitutionRevenue *self,
                RoundsJsonWriter         *writer)
{
  rounds_json_writer_key (writer, "byContact");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->by_contact->len; i++)
    {
      RoundsContactRevenue *contact = g_ptr_array_index (self->by_contact, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "contactPersonId", contact->contact_id);
      rounds_insight_write_text (writer, "name", contact->name);
      rounds_insight_write_money (writer, "revenue", contact->revenue);
      rounds_json_writer_key (writer, "invoices");
      rounds_json_writer_integer (writer, contact->invoices);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static void
write_records (RoundsJsonWriter *writer,
               GPtrArray        *records)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    rounds_json_write_entity (writer, g_ptr_array_index (records, i));
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_institution_revenue_write:
 *
 * Writes `{summary,byMonth,byContact,topQuotes,overdueInvoices,paymentHistory}`; an overdue invoice has `daysLate` beside its fields.
 */
void
rounds_institution_revenue_write (RoundsInstitutionRevenue *self,
                                  RoundsJsonWriter         *writer)
{
  rounds_json_writer_begin_object (writer);
  write_summary (self, writer);
  write_months (self, writer);
  write_contacts (self, writer);

  rounds_json_writer_key (writer, "topQuotes");
  write_records (writer, self->top_quotes);

  rounds_json_writer_key (writer, "overdueInvoices");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->overdue_invoices->len; i++)
    {
      RoundsEntity *invoice = g_ptr_array_index (self->overdue_invoices, i);

      rounds_json_writer_begin_object (writer);
      rounds_json_write_fields (writer, invoice);
      rounds_json_writer_key (writer, "daysLate");
      rounds_json_writer_integer (writer, rounds_date_difference (rounds_entity_get_text (invoice, "due-date"), self->today));
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "paymentHistory");
  write_records (writer, self->payment_history);
  rounds_json_writer_end_object (writer);
}

void
rounds_institution_revenue_free (RoundsInstitutionRevenue *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->top_quotes, g_ptr_array_unref);
  g_clear_pointer (&self->overdue_invoices, g_ptr_array_unref);
  g_clear_pointer (&self->payment_history, g_ptr_array_unref);
  g_clear_pointer (&self->by_contact, g_ptr_array_unref);
  g_clear_pointer (&self->today, g_free);
  g_free (self);
}
