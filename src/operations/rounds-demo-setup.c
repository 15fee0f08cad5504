/* rounds-demo-setup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-setting.h"
#include "operations/rounds-demo-private.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What the workspace is set up with: products, sources, tags. What it has of these names already is used. */

static gboolean
find_named (RoundsDemo    *self,
            const char    *kind,
            const char    *name,
            RoundsEntity **found,
            GError       **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT MIN(id) FROM %s WHERE lower(name) = lower($1) AND deleted_at IS NULL", info->table);
  g_autofree char *id = NULL;

  if (!rounds_database_query_text (self->context->database, &id, error, sql, "s", name))
    return FALSE;

  *found = id != NULL ? rounds_repository_get (self->context->database, info, id, error) : NULL;
  return id == NULL || *found != NULL;
}

static gboolean
make_products (RoundsDemo  *self,
               GError     **error)
{
  for (guint i = 0; i < rounds_demo_n_products; i++)
    {
      const RoundsDemoProduct *product = &rounds_demo_products[i];
      g_autoptr(RoundsEntity) record = rounds_demo_new (self, "product", NULL, self->context->now);
      g_autofree char *sku = g_strdup_printf ("RND-%03u", 101 + i);

      rounds_entity_set_text (record, "name", product->description);
      rounds_entity_set_text (record, "category", product->category);
      rounds_entity_set_text (record, "sku", sku);
      rounds_entity_set_integer (record, "unit-price", product->price);
      rounds_entity_set_integer (record, "tax-rate", product->tax_rate);
      if (!rounds_operation_insert (self->context, record, error))
        return FALSE;
      g_ptr_array_add (self->products, g_steal_pointer (&record));
    }

  return TRUE;
}

static gboolean
make_sources (RoundsDemo  *self,
              GError     **error)
{
  for (guint i = 0; rounds_demo_sources[i] != NULL; i++)
    {
      g_autoptr(RoundsEntity) record = NULL;

      if (!find_named (self, "lead-source", rounds_demo_sources[i], &record, error))
        return FALSE;
      if (record == NULL)
        {
          record = rounds_demo_new (self, "lead-source", NULL, self->context->now);
          rounds_entity_set_text (record, "name", rounds_demo_sources[i]);
          rounds_entity_set_integer (record, "position", i + 1);
          if (!rounds_operation_insert (self->context, record, error))
            return FALSE;
        }
      g_ptr_array_add (self->sources, g_steal_pointer (&record));
    }

  return TRUE;
}

static gboolean
make_tags (RoundsDemo  *self,
           GError     **error)
{
  static const char * const colors[] = { "blue", "green", "orange", "purple", "teal", "red", NULL };

  for (guint i = 0; rounds_demo_tags[i] != NULL; i++)
    {
      g_autoptr(RoundsEntity) record = NULL;

      if (!find_named (self, "tag", rounds_demo_tags[i], &record, error))
        return FALSE;
      if (record != NULL)
        continue;
      record = rounds_demo_new (self, "tag", NULL, self->context->now);
      rounds_entity_set_text (record, "name", rounds_demo_tags[i]);
      rounds_entity_set_text (record, "color", colors[i % (G_N_ELEMENTS (colors) - 1)]);
      if (!rounds_operation_insert (self->context, record, error))
        return FALSE;
    }

  return TRUE;
}

/* Deals are lost for the reasons that people choose from. */
static gboolean
read_reasons (RoundsDemo  *self,
              GError     **error)
{
  const RoundsEntityInfo *info = rounds_registry_find ("lost-reason");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter =
    rounds_filter_new_integer (rounds_entity_info_find (info, "needs-text"), ROUNDS_FILTER_EQUAL, 0);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GPtrArray) reasons = NULL;

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "position"), FALSE);
  reasons = rounds_repository_list (self->context->database, query, error);
  if (reasons == NULL)
    return FALSE;

  for (guint i = 0; i < reasons->len; i++)
    g_strv_builder_add (names, rounds_entity_get_text (g_ptr_array_index (reasons, i), "name"));
  if (reasons->len == 0)
    g_strv_builder_addv (names, (const char **) rounds_demo_refusals);
  self->lost_reasons = g_strv_builder_end (names);

  return TRUE;
}

/* What the team sells to: for the surgeons, the anaesthetists and the hearts. */
static gboolean
make_offer (RoundsDemo  *self,
            GError     **error)
{
  static const char * const offered[] = {
    "Anesthésie-réanimation", "Cardiologie", "Chirurgie orthopédique", "Chirurgie viscérale", "Imagerie médicale", NULL,
  };
  g_autoptr(RoundsEntity) record = rounds_demo_new (self, "setting", NULL, self->context->now);
  g_autofree char *value = rounds_json_list_to_text (offered);

  rounds_entity_set_text (record, "key", ROUNDS_SETTING_OFFERED_SPECIALTIES);
  rounds_entity_set_text (record, "category", "leads");
  rounds_entity_set_text (record, "value", value);

  return rounds_operation_insert (self->context, record, error);
}

gboolean
rounds_demo_make_setup (RoundsDemo  *self,
                        GError     **error)
{
  return make_products (self, error) && make_sources (self, error) && make_tags (self, error) && read_reasons (self, error) &&
         make_offer (self, error);
}

/**
 * rounds_demo_make_line:
 * @kind: a line of a deal, a quote or an invoice
 * @document: what it is part of
 * @parent: the field that says so
 *
 * Returns: (transfer full): a line with one of the products
 */
RoundsEntity *
rounds_demo_make_line (RoundsDemo   *self,
                       const char   *kind,
                       RoundsEntity *document,
                       const char   *parent)
{
  RoundsEntity *product = g_ptr_array_index (self->products, g_rand_int_range (self->random, 0, (gint32) self->products->len));
  RoundsEntity *line = rounds_demo_new (self, kind, NULL, rounds_entity_get_integer (document, "created-at"));
  gint64 price = rounds_entity_get_integer (product, "unit-price");
  int quantity = price > 1000000 ? 1 : g_rand_int_range (self->random, 1, price > 100000 ? 6 : 25);

  rounds_entity_set_text (line, parent, rounds_entity_get_id (document));
  rounds_entity_set_text (line, "created-by", rounds_entity_get_text (document, "created-by"));
  rounds_entity_set_text (line, "product-id", rounds_entity_get_id (product));
  rounds_entity_set_text (line, "description", rounds_entity_get_text (product, "name"));
  rounds_entity_set_integer (line, "quantity", quantity * 1000);
  rounds_entity_set_integer (line, "unit-price", price);
  rounds_entity_set_integer (line, "tax-rate", rounds_entity_get_integer (product, "tax-rate"));

  return line;
}

/**
 * rounds_demo_write_records:
 * @field: a field of records
 *
 * Writes the records that belong to @entity.
 */
gboolean
rounds_demo_write_records (RoundsDemo    *self,
                           RoundsEntity  *entity,
                           const char    *field,
                           GError       **error)
{
  GPtrArray *records = rounds_entity_get_records (entity, field);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!rounds_operation_insert (self->context, g_ptr_array_index (records, i), error))
      return FALSE;

  return TRUE;
}
