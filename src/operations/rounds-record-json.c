/* rounds-record-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-json.h"

#include "model/rounds-invoice.h"
#include "model/rounds-quote.h"
#include "operations/rounds-document-amounts.h"

#define RATE_SCALE 2
#define MONEY_SCALE 2

static void
write_decimal (RoundsJsonWriter *writer,
               const char       *key,
               gint64            value,
               guint             scale)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_decimal (writer, value, scale);
}

static void
write_tax_table (RoundsJsonWriter *writer,
                 RoundsEntity     *document)
{
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  /* What is held has been computed once; should it not be computed again, it has no table. */
  if (!rounds_document_read_totals (document, "lines", &totals, NULL))
    return;

  rounds_json_writer_key (writer, ROUNDS_RECORD_JSON_TAX_TABLE);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < totals.n_taxes; i++)
    {
      rounds_json_writer_begin_object (writer);
      write_decimal (writer, "rate", totals.taxes[i].rate, RATE_SCALE);
      write_decimal (writer, "base", totals.taxes[i].base, MONEY_SCALE);
      write_decimal (writer, "tax", totals.taxes[i].tax, MONEY_SCALE);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_record_json_write:
 * @entity: a record
 *
 * Writes a record as one object, see rounds_json_write_fields(). A quote or an invoice whose lines are loaded also has `vatTable`: for
 * each rate, highest first, `rate` in percent, `base`, the sum of the line nets of that rate, and `tax` on it.
 */
void
rounds_record_json_write (RoundsJsonWriter *writer,
                          RoundsEntity     *entity)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_write_fields (writer, entity);
  if (rounds_record_json_has_tax_table (rounds_entity_get_info (entity)) && rounds_entity_get_records (entity, "lines") != NULL)
    write_tax_table (writer, entity);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_record_json_strip:
 * @info: a kind
 * @values: what is given for a record
 *
 * Takes out what rounds_record_json_write() adds: who puts a whole record back says nothing with it.
 */
void
rounds_record_json_strip (const RoundsEntityInfo *info,
                          JsonObject             *values)
{
  if (rounds_record_json_has_tax_table (info))
    json_object_remove_member (values, ROUNDS_RECORD_JSON_TAX_TABLE);
}

/**
 * rounds_record_json_has_tax_table:
 *
 * Returns: whether records of the kind are answered with a VAT table
 */
gboolean
rounds_record_json_has_tax_table (const RoundsEntityInfo *info)
{
  return info->type == ROUNDS_TYPE_QUOTE || info->type == ROUNDS_TYPE_INVOICE;
}
