/* rounds-opportunity-products.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-opportunity-products.h"

#include "model/rounds-id.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-opportunity-line.h"
#include "model/rounds-problem.h"
#include "model/rounds-quote.h"
#include "model/rounds-registry.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-children.h"
#include "operations/rounds-record-values.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What a deal is about, and what it is worth for that. */

/**
 * rounds_opportunity_total_products:
 * @deal: a deal; when its products are not loaded it is one without
 * @error: %ROUNDS_PROBLEM_INVALID with fields such as `products[2].discountValue`
 *
 * Numbers the lines and sets their amounts; the deal's value is the sum of their nets. Without lines it stays as it is.
 */
gboolean
rounds_opportunity_total_products (RoundsEntity  *deal,
                                   GError       **error)
{
  GPtrArray *lines = rounds_entity_get_records (deal, "products");
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  if (lines == NULL || lines->len == 0)
    return TRUE;
  if (!rounds_document_total_lines (deal, "products", &totals, error))
    return FALSE;

  rounds_entity_set_integer (deal, "value", totals.net);
  return TRUE;
}

static GPtrArray *
list_accepted (RoundsOperationContext  *context,
               const char              *deal_id,
               GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_QUOTE);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) of_deal =
    rounds_filter_new_text (rounds_entity_info_find (info, "opportunity-id"), ROUNDS_FILTER_EQUAL, deal_id);
  g_autoptr(RoundsFilter) accepted =
    rounds_filter_new_text (rounds_entity_info_find (info, "status"), ROUNDS_FILTER_EQUAL, "accepted");
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (of_deal, accepted);
  g_autoptr(GPtrArray) quotes = NULL;

  rounds_query_set_filter (query, both);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "accepted-at"), FALSE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), FALSE);
  quotes = rounds_repository_list (context->database, query, error);
  if (quotes == NULL || !rounds_repository_load_records (context->database, quotes, error))
    return NULL;

  return g_steal_pointer (&quotes);
}

static RoundsEntity *
copy_line (RoundsEntity *deal,
           RoundsEntity *offered)
{
  RoundsEntity *line = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY_LINE));
  g_autofree char *name = g_strconcat ("deal-line:", rounds_entity_get_id (deal), ":", rounds_entity_get_id (offered), NULL);
  g_autofree char *id = rounds_id_derive (name);

  rounds_entity_set_text (line, "id", id);
  rounds_entity_set_text (line, "opportunity-id", rounds_entity_get_id (deal));
  rounds_document_copy_line (offered, line);
  return line;
}

static GPtrArray *
copy_lines (RoundsEntity *deal,
            GPtrArray    *quotes)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < quotes->len; i++)
    {
      GPtrArray *lines = rounds_entity_get_records (g_ptr_array_index (quotes, i), "lines");

      for (guint j = 0; lines != NULL && j < lines->len; j++)
        g_ptr_array_add (copies, copy_line (deal, g_ptr_array_index (lines, j)));
    }

  return copies;
}

/* The deal that a quote is for, if it is there, alive and not lost, and counts in the same currency. */
static gboolean
find_deal (RoundsOperationContext  *context,
           RoundsEntity            *quote,
           RoundsEntity           **deal,
           GError                 **error)
{
  const char *id = rounds_entity_get_text (quote, "opportunity-id");
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) found = NULL;

  *deal = NULL;
  if (id == NULL)
    return TRUE;

  found = rounds_operation_load_alive (context, rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), id, &local);
  if (found == NULL && !g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (found != NULL && g_strcmp0 (rounds_entity_get_text (found, "stage"), "closed_lost") != 0 &&
      g_strcmp0 (rounds_entity_get_text (found, "currency"), rounds_entity_get_text (quote, "currency")) == 0)
    *deal = g_steal_pointer (&found);
  return TRUE;
}

static void
add_inverse (RoundsOperationContext *context,
             RoundsEntity           *before,
             RoundsEntity           *after)
{
  JsonObject *inverse = json_object_new ();

  json_object_set_string_member (inverse, "kind", "opportunity");
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (before));
  json_object_set_object_member (inverse, "values", rounds_record_values_diff (after, before));
  rounds_operation_add_inverse (context, "record.update", inverse);
}

/**
 * rounds_opportunity_follow_quotes:
 * @quote: a quote that has just been accepted
 *
 * What has been ordered is what its deal is about: the lines of the accepted quotes of the deal take the place of its products, and its
 * value is their sum. The stage is for a person to move. A deal that is lost stays as it was.
 */
gboolean
rounds_opportunity_follow_quotes (RoundsOperationContext  *context,
                                  RoundsEntity            *quote,
                                  GError                 **error)
{
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(GPtrArray) quotes = NULL;
  g_autoptr(GPtrArray) lines = NULL;

  if (!find_deal (context, quote, &before, error))
    return FALSE;
  if (before == NULL)
    return TRUE;

  quotes = list_accepted (context, rounds_entity_get_id (before), error);
  if (quotes == NULL)
    return FALSE;

  after = rounds_entity_copy (before);
  lines = copy_lines (before, quotes);
  rounds_entity_set_records (after, "products", lines);
  rounds_entity_set_integer (after, "updated-at", context->now);
  if (!rounds_opportunity_total_products (after, error) ||
      !rounds_record_children_write_by_rule (context, before, after, error) ||
      !rounds_operation_update_by_rule (context, before, after, error))
    return FALSE;

  add_inverse (context, before, after);
  return TRUE;
}
