/* rounds-record-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-record-sums.h"

#include "store/rounds-repository.h"

/* Records that are read at once. */
#define CHUNK 500

static void
sum_free (RoundsRecordSum *sum)
{
  g_free (sum->currency);
  g_free (sum);
}

static RoundsRecordSum *
get_sum (GPtrArray         *sums,
         const RoundsField *field,
         const char        *currency)
{
  RoundsRecordSum *sum;

  for (guint i = 0; i < sums->len; i++)
    {
      sum = g_ptr_array_index (sums, i);
      if (sum->field == field && g_str_equal (sum->currency, currency))
        return sum;
    }

  sum = g_new0 (RoundsRecordSum, 1);
  sum->field = field;
  sum->currency = g_strdup (currency);
  g_ptr_array_add (sums, sum);
  return sum;
}

static void
add_record (GPtrArray    *sums,
            RoundsEntity *record)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (record);
  const char *currency = rounds_entity_info_find (info, "currency") != NULL ? rounds_entity_get_text (record, "currency") : NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ROUNDS_FIELD_MONEY && !rounds_entity_is_null (record, info->fields[i].name))
      get_sum (sums, &info->fields[i], currency != NULL ? currency : "EUR")->amount +=
        rounds_entity_get_integer (record, info->fields[i].name);
}

/**
 * rounds_record_sums_compute:
 * @info: a kind of record
 * @ids: which of them
 * @error: what the database said
 *
 * What the amounts of some records come to, each field and currency by itself.
 *
 * Returns: (transfer full) (nullable) (element-type RoundsRecordSum): the sums; fields in which no record has an amount are missing
 */
GPtrArray *
rounds_record_sums_compute (RoundsDatabase          *database,
                            const RoundsEntityInfo  *info,
                            const char * const      *ids,
                            GError                 **error)
{
  g_autoptr(GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) sum_free);
  guint n_ids = g_strv_length ((GStrv) ids);

  for (guint start = 0; start < n_ids; start += CHUNK)
    {
      const char *chunk[CHUNK + 1] = { NULL };
      g_autoptr(RoundsQuery) query = rounds_query_new (info);
      g_autoptr(RoundsFilter) filter = NULL;
      g_autoptr(GPtrArray) records = NULL;

      for (guint i = 0; i < CHUNK && start + i < n_ids; i++)
        chunk[i] = ids[start + i];
      filter = rounds_filter_new_in (rounds_entity_info_find (info, "id"), chunk);
      rounds_query_set_filter (query, filter);
      records = rounds_repository_list (database, query, error);
      if (records == NULL)
        return NULL;
      for (guint i = 0; i < records->len; i++)
        add_record (sums, g_ptr_array_index (records, i));
    }

  return g_steal_pointer (&sums);
}
