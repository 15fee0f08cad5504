/* rounds-document-products.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-document-products.h"

#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-product.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "store/rounds-repository.h"

/* Who chooses a product for a line need not write what the catalogue says. */

#define DESCRIPTION_MAXIMUM 1000

static RoundsEntity *
find_line (GPtrArray  *lines,
           const char *id)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (lines, i)), id) == 0)
      return g_ptr_array_index (lines, i);

  return NULL;
}

/* The ids of the products that were chosen now, of each line that has one; the same number of entries as lines. */
static GPtrArray *
list_chosen (RoundsRecordChange *change,
             const char         *list)
{
  GPtrArray *lines = rounds_entity_get_records (change->after, list);
  GPtrArray *before = change->before != NULL ? rounds_entity_get_records (change->before, list) : NULL;
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);
      RoundsEntity *known = find_line (before, rounds_entity_get_id (line));
      const char *id = rounds_entity_get_text (line, "product-id");

      if (known != NULL && g_strcmp0 (rounds_entity_get_text (known, "product-id"), id) == 0)
        id = NULL;
      g_ptr_array_add (chosen, (char *) id);
    }

  return chosen;
}

static GPtrArray *
load_products (RoundsDatabase  *database,
               GPtrArray       *chosen,
               GError         **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < chosen->len; i++)
    if (g_ptr_array_index (chosen, i) != NULL)
      g_ptr_array_add (ids, g_ptr_array_index (chosen, i));

  if (ids->len == 0)
    return g_ptr_array_new ();
  return rounds_repository_get_many (database, rounds_registry_get (ROUNDS_TYPE_PRODUCT),
                                     (const char * const *) ids->pdata, ids->len, error);
}

/**
 * rounds_document_describe_product:
 * @product: from the catalogue
 *
 * Returns: (transfer full): how a line for it is described: its name, and below it what more is said of it
 */
char *
rounds_document_describe_product (RoundsEntity *product)
{
  const char *description = rounds_entity_get_text (product, "description");
  g_autofree char *whole = description != NULL
                             ? g_strconcat (rounds_entity_get_text (product, "name"), "\n", description, NULL)
                             : g_strdup (rounds_entity_get_text (product, "name"));

  return g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), DESCRIPTION_MAXIMUM));
}

/**
 * rounds_document_line_take_product:
 * @line: a line of a deal, a quote or an invoice
 * @product: from the catalogue
 *
 * The line is for the product, and says what the catalogue says of it: description, price and VAT rate.
 */
void
rounds_document_line_take_product (RoundsEntity *line,
                                   RoundsEntity *product)
{
  g_autofree char *description = rounds_document_describe_product (product);

  rounds_entity_set_text (line, "product-id", rounds_entity_get_id (product));
  rounds_entity_set_text (line, "description", description);
  rounds_entity_set_integer (line, "unit-price", rounds_entity_get_integer (product, "unit-price"));
  rounds_entity_set_integer (line, "tax-rate", rounds_entity_get_integer (product, "tax-rate"));
}

/* Puts what the product says where the line was given nothing, and into @values, so that the line is the same elsewhere even when the
 * catalogue has changed by then. */
static void
fill_line (RoundsEntity *line,
           RoundsEntity *product,
           JsonObject   *values)
{
  static const char * const numbers[] = { "unit-price", "tax-rate" };

  if (!rounds_arguments_has (values, "description"))
    {
      g_autofree char *description = rounds_document_describe_product (product);

      rounds_entity_set_text (line, "description", description);
      json_object_set_string_member (values, "description", description);
    }

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (line), numbers[i]);
      g_autofree char *text = NULL;

      if (rounds_arguments_has (values, field->json_key))
        continue;
      rounds_entity_set_integer (line, field->name, rounds_entity_get_integer (product, field->name));
      text = rounds_decimal_to_text (rounds_entity_get_integer (product, field->name), rounds_field_get_scale (field));
      json_object_set_member (values, field->json_key, rounds_json_parse (text, -1, NULL));
    }
}

/**
 * rounds_document_fill_products:
 * @change: of a deal, a quote or an invoice
 * @list: the field that holds its lines
 *
 * Completes the lines for which a product was chosen in this change: description, price and VAT rate, each unless it was given too. A
 * client that does not know the product leaves that to the server.
 */
gboolean
rounds_document_fill_products (RoundsRecordChange  *change,
                               const char          *list,
                               GError             **error)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (change->after), list);
  GPtrArray *lines = rounds_entity_get_records (change->after, list);
  g_autoptr(GPtrArray) chosen = NULL;
  g_autoptr(GPtrArray) products = NULL;
  JsonNode *node;

  if (lines == NULL || change->values == NULL)
    return TRUE;
  /* The lines stand in the order in which they were given. */
  node = json_object_get_member (change->values, field->json_key);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != lines->len)
    return TRUE;

  chosen = list_chosen (change, list);
  products = load_products (change->context->database, chosen, error);
  if (products == NULL)
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      RoundsEntity *product = g_ptr_array_index (chosen, i) != NULL ? find_line (products, g_ptr_array_index (chosen, i)) : NULL;

      if (product != NULL)
        fill_line (g_ptr_array_index (lines, i), product, json_array_get_object_element (json_node_get_array (node), i));
    }

  return TRUE;
}
