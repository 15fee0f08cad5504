/* rounds-demo-credit-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include "model/rounds-invoice.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-operation-private.h"

/* What went wrong: of every so many invoices one is taken back, whole or in part, by the operation that a person would do it with. */

#define INVOICES_PER_NOTE 45

/* Something costs 1 at least, with three decimals. */
#define ONE 1000

typedef struct
{
  char *invoice_id;
  char *user_id;
  char *date;
  gboolean is_part;
} Correction;

static void
correction_clear (Correction *self)
{
  g_free (self->invoice_id);
  g_free (self->user_id);
  g_free (self->date);
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const Correction *first = a;
  const Correction *second = b;
  int order = g_strcmp0 (first->date, second->date);

  return order != 0 ? order : g_strcmp0 (first->invoice_id, second->invoice_id);
}

/* A mistake is found when the goods are unpacked, or the bill is about to be paid; not before it was paid, if it was. */
static char *
choose_date (guint       index,
             const char *issued_on,
             const char *paid_on)
{
  g_autofree char *found = rounds_date_add_days (issued_on, 9 + (int) (index * 7 % 23));

  return paid_on != NULL && g_strcmp0 (found, paid_on) <= 0 ? rounds_date_add_days (paid_on, 3) : g_steal_pointer (&found);
}

/* In the order of their dates, so that their numbers are in that order too. */
static GArray *
list_corrections (RoundsDemo  *self,
                  GError     **error)
{
  g_autoptr(GArray) corrections = g_array_new (FALSE, FALSE, sizeof (Correction));
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (self->context->database, "SELECT id, created_by, issue_date, last_payment_date FROM invoices"
                             " WHERE invoice_number IS NOT NULL ORDER BY issue_date, invoice_number", error);
  gboolean row = TRUE;

  g_array_set_clear_func (corrections, (GDestroyNotify) correction_clear);
  for (guint i = 0; statement != NULL && rounds_statement_step (statement, &row, error) && row; i++)
    {
      Correction correction = { NULL };

      if (i % INVOICES_PER_NOTE != INVOICES_PER_NOTE / 2)
        continue;
      correction.invoice_id = g_strdup (rounds_statement_get_text (statement, 0));
      correction.user_id = g_strdup (rounds_statement_get_text (statement, 1));
      correction.date = choose_date (i, rounds_statement_get_text (statement, 2), rounds_statement_get_text (statement, 3));
      correction.is_part = i / INVOICES_PER_NOTE % 2 == 0;
      g_array_append_val (corrections, correction);
    }
  if (row)
    return NULL;

  g_array_sort (corrections, compare_dates);
  return g_steal_pointer (&corrections);
}

/* The last line of several, or one piece of several; %NULL: there is no part of it. */
static JsonArray *
choose_part (RoundsEntity *invoice)
{
  GPtrArray *lines = rounds_entity_get_records (invoice, "lines");
  RoundsEntity *line = g_ptr_array_index (lines, lines->len - 1);
  JsonObject *part;
  JsonArray *parts;

  if (lines->len == 1 && rounds_entity_get_integer (line, "quantity") <= ONE)
    return NULL;

  part = json_object_new ();
  json_object_set_string_member (part, "lineId", rounds_entity_get_id (line));
  if (lines->len == 1)
    json_object_set_int_member (part, "quantity", 1);
  parts = json_array_new ();
  json_array_add_object_element (parts, part);
  return parts;
}

static JsonObject *
make_arguments (RoundsDemo       *self,
                const Correction *correction,
                RoundsEntity     *invoice)
{
  g_autofree char *id = rounds_demo_make_id (self);
  JsonObject *arguments = json_object_new ();
  JsonArray *part = correction->is_part ? choose_part (invoice) : NULL;

  json_object_set_string_member (arguments, "id", correction->invoice_id);
  json_object_set_string_member (arguments, "creditNoteId", id);
  json_object_set_string_member (arguments, "reason",
                                 rounds_demo_choose (self, part != NULL ? rounds_demo_part_reasons : rounds_demo_whole_reasons));
  json_object_set_boolean_member (arguments, "issue", TRUE);
  if (part != NULL)
    json_object_set_array_member (arguments, "lines", part);

  return arguments;
}

/* As if who wrote the invoice had done it that day. */
static gboolean
add_note (RoundsDemo        *self,
          const Correction  *correction,
          GError           **error)
{
  RoundsOperationContext *context = self->context;
  const RoundsActor *actor = context->actor;
  const gint64 now = context->now;
  g_autoptr(RoundsActor) seller = rounds_actor_new (correction->user_id, NULL, "super_admin");
  g_autoptr(RoundsEntity) invoice = rounds_operation_load_alive (context, rounds_registry_get (ROUNDS_TYPE_INVOICE), correction->invoice_id,
                                                                 error);
  g_autoptr(JsonObject) arguments = invoice != NULL ? make_arguments (self, correction, invoice) : NULL;
  g_autoptr(JsonNode) answer = NULL;

  if (invoice == NULL)
    return FALSE;

  context->actor = seller;
  context->now = rounds_demo_instant (self, correction->date, 630);
  answer = rounds_operation_run (context, "invoice.credit", arguments, error);
  context->actor = actor;
  context->now = now;
  rounds_operation_context_clear (context);

  return answer != NULL;
}

gboolean
rounds_demo_make_credit_notes (RoundsDemo  *self,
                               GError     **error)
{
  g_autoptr(GArray) corrections = list_corrections (self, error);
  g_autoptr(JsonNode) answer = NULL;

  if (corrections == NULL)
    return FALSE;

  for (guint i = 0; i < corrections->len; i++)
    {
      const Correction *correction = &g_array_index (corrections, Correction, i);

      if (g_strcmp0 (correction->date, self->today) < 0 && !add_note (self, correction, error))
        return FALSE;
    }

  /* What is left of an invoice may be late by now. */
  answer = rounds_operation_run (self->context, "invoice.mark-overdue", NULL, error);
  rounds_operation_context_clear (self->context);
  return answer != NULL;
}
