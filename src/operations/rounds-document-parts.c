/* rounds-document-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-document-parts.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-invoice-line.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-children.h"

#define QUANTITY_SCALE 3

/**
 * rounds_document_read_taken:
 * @sql: asks for the id of a line, and the quantity and the net that are taken of it, for the document of id `$1`
 * @id: a document
 *
 * Returns: (transfer full) (element-type utf8 RoundsLineTaken): what is taken of its lines; %NULL with @error set
 */
GHashTable *
rounds_document_read_taken (RoundsOperationContext  *context,
                            const char              *sql,
                            const char              *id,
                            GError                 **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (context->database, sql, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;

  rounds_statement_bind_text (statement, 1, id);
  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsLineTaken *line = g_new0 (RoundsLineTaken, 1);

      line->quantity = rounds_statement_get_integer (statement, 1);
      line->net = rounds_statement_get_integer (statement, 2);
      g_hash_table_replace (taken, g_strdup (rounds_statement_get_text (statement, 0)), line);
    }

  return row ? NULL : g_steal_pointer (&taken);
}

/**
 * rounds_document_get_taken:
 *
 * Returns: (transfer none): what is taken of @line, nothing when nothing is
 */
const RoundsLineTaken *
rounds_document_get_taken (GHashTable   *taken,
                           RoundsEntity *line)
{
  static const RoundsLineTaken nothing = { 0, 0 };
  const RoundsLineTaken *found = g_hash_table_lookup (taken, rounds_entity_get_id (line));

  return found != NULL ? found : &nothing;
}

/**
 * rounds_document_copy_line:
 * @from: a line of any document
 * @to: a line of any document, which shall sell the same
 */
void
rounds_document_copy_line (RoundsEntity *from,
                           RoundsEntity *to)
{
  const RoundsDocumentLine values = rounds_document_read_line (from);

  rounds_entity_set_text (to, "product-id", rounds_entity_get_text (from, "product-id"));
  rounds_entity_set_text (to, "description", rounds_entity_get_text (from, "description"));
  rounds_document_write_line (to, &values);
}

static gboolean
refuse_line (guint        index,
             const char  *member,
             const char  *code,
             const char  *detail,
             GError     **error)
{
  g_autofree char *path = g_strdup_printf ("lines[%u].%s", index, member);
  GError *problem = NULL;

  rounds_problem_add_field (&problem, path, code, "%s", detail);
  g_propagate_error (error, problem);
  return FALSE;
}

static RoundsEntity *
find_line (RoundsEntity *source,
           const char   *id)
{
  GPtrArray *lines = rounds_entity_get_records (source, "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (lines, i)), id) == 0)
      return g_ptr_array_index (lines, i);

  return NULL;
}

static gboolean
add_part (GPtrArray              *parts,
          RoundsEntity           *line,
          const RoundsLineTaken  *taken,
          gint64                  quantity,
          const char             *reference,
          const char             *document_id,
          GError                **error)
{
  const RoundsDocumentLine whole = rounds_document_read_line (line);
  g_autofree char *name = g_strconcat ("part:", document_id, ":", rounds_entity_get_id (line), NULL);
  g_autofree char *id = rounds_id_derive (name);
  g_autoptr(RoundsEntity) part = NULL;
  RoundsDocumentLine values;

  if (!rounds_document_line_part (&whole, taken, quantity, &values, error))
    return FALSE;

  part = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INVOICE_LINE));
  rounds_entity_set_text (part, "id", id);
  rounds_document_copy_line (line, part);
  rounds_document_write_line (part, &values);
  rounds_entity_set_text (part, reference, rounds_entity_get_id (line));
  /* What takes back a line of a quote gives the quote that line back. */
  if (rounds_entity_get_info (line)->type == ROUNDS_TYPE_INVOICE_LINE)
    rounds_entity_set_text (part, "quote-line-id", rounds_entity_get_text (line, "quote-line-id"));

  g_ptr_array_add (parts, g_steal_pointer (&part));
  return TRUE;
}

static gint64
get_rest (RoundsEntity          *line,
          const RoundsLineTaken *taken)
{
  return rounds_entity_get_integer (line, "quantity") - taken->quantity;
}

/* `{lineId, quantity?}`: without a quantity, what is left. */
static gboolean
add_chosen (GPtrArray     *parts,
            guint          index,
            JsonNode      *node,
            RoundsEntity  *source,
            GHashTable    *taken,
            const char    *reference,
            const char    *document_id,
            GError       **error)
{
  g_autofree char *prefix = g_strdup_printf ("lines[%u].", index);
  g_autoptr(GError) problem = NULL;
  JsonObject *object;
  RoundsEntity *line;
  gint64 quantity;
  const char *id;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_line (index, "lineId", "REQUIRED", _("Say which line, as {\"lineId\": …}"), error);

  object = json_node_get_object (node);
  if (!rounds_arguments_check (object, "lineId quantity", &problem) ||
      !rounds_arguments_need_text (object, "lineId", &id, &problem))
    {
      rounds_problem_add_prefix (problem, prefix);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  line = find_line (source, id);
  if (line == NULL)
    return refuse_line (index, "lineId", "REFERENCE_NOT_FOUND", _("The document has no such line"), error);
  for (guint i = 0; i < parts->len; i++)
    if (g_strcmp0 (rounds_entity_get_text (g_ptr_array_index (parts, i), reference), id) == 0)
      return refuse_line (index, "lineId", "DUPLICATE_ID", _("This line is chosen twice"), error);

  quantity = get_rest (line, rounds_document_get_taken (taken, line));
  if (rounds_arguments_has (object, "quantity") && !rounds_json_get_decimal (object, "quantity", QUANTITY_SCALE, &quantity))
    return refuse_line (index, "quantity", "WRONG_TYPE", _("A quantity is a number with three decimals at most"), error);

  if (!add_part (parts, line, rounds_document_get_taken (taken, line), quantity, reference, document_id, &problem))
    {
      rounds_problem_add_prefix (problem, prefix);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

/**
 * rounds_document_take_parts:
 * @source: a quote or an invoice, with its lines
 * @taken: see rounds_document_read_taken()
 * @arguments: the operation's; `lines`, an array of `{lineId, quantity?}`, says what is taken; without it, all that is left
 * @reference: the field of an invoice line that says which line of @source it is a part of
 * @document_id: of the document that takes; the ids of its lines follow from it, and are the same wherever the operation runs
 * @error: %ROUNDS_PROBLEM_INVALID with fields such as `lines[1].quantity`
 *
 * Returns: (transfer full) (element-type RoundsEntity): new invoice lines; none when nothing is left; %NULL with @error set
 */
GPtrArray *
rounds_document_take_parts (RoundsEntity  *source,
                            GHashTable    *taken,
                            JsonObject    *arguments,
                            const char    *reference,
                            const char    *document_id,
                            GError       **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *lines = rounds_entity_get_records (source, "lines");
  JsonArray *chosen;

  if (!rounds_arguments_get_array (arguments, "lines", &chosen, error))
    return NULL;

  for (guint i = 0; chosen != NULL && i < json_array_get_length (chosen); i++)
    if (!add_chosen (parts, i, json_array_get_element (chosen, i), source, taken, reference, document_id, error))
      return NULL;

  for (guint i = 0; chosen == NULL && lines != NULL && i < lines->len; i++)
    {
      RoundsEntity *line = g_ptr_array_index (lines, i);
      const RoundsLineTaken *before = rounds_document_get_taken (taken, line);

      if (get_rest (line, before) > 0 &&
          !add_part (parts, line, before, get_rest (line, before), reference, document_id, error))
        return NULL;
    }

  return g_steal_pointer (&parts);
}

/**
 * rounds_document_copy_head:
 * @from: a quote or an invoice
 * @to: a new quote or invoice that follows from it
 *
 * Copies whom it is for, whose it is, what deal it belongs to, and what it is called.
 */
void
rounds_document_copy_head (RoundsEntity *from,
                           RoundsEntity *to)
{
  static const char * const fields[] = {
    "institution-id", "contact-person-id", "assigned-user-id", "opportunity-id", "title", "description", "currency",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rounds_entity_set_text (to, fields[i], rounds_entity_get_text (from, fields[i]));
}

/**
 * rounds_document_insert:
 * @document: a new quote or invoice, with its id and its lines
 *
 * Writes a new document with its lines, and leaves its deletion as the inverse.
 */
gboolean
rounds_document_insert (RoundsOperationContext  *context,
                        RoundsEntity            *document,
                        GError                 **error)
{
  JsonObject *inverse;

  rounds_record_children_complete (document, NULL);
  if (!rounds_entity_validate (document, error) ||
      !rounds_operation_insert (context, document, error) ||
      !rounds_record_children_write (context, NULL, document, error))
    return FALSE;

  inverse = json_object_new ();
  json_object_set_string_member (inverse, "kind", rounds_entity_get_kind (document));
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (document));
  rounds_operation_add_inverse (context, "record.delete", inverse);
  return TRUE;
}
