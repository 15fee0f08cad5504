/* rounds-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-demo-private.h"

/* A workspace to look at: invented, the same each time, and always as of today. */

#define SEED 440000271
#define SCALE_MAXIMUM 1000

/**
 * rounds_demo_make_id:
 *
 * Returns: (transfer full): the next id, a UUIDv7 that rises, with its random part from the demo's own source
 */
char *
rounds_demo_make_id (RoundsDemo *self)
{
  guint8 bytes[ROUNDS_ID_BYTES];
  char id[ROUNDS_ID_LENGTH + 1];
  gint64 time = self->context->now / 1000 - G_TIME_SPAN_DAY / 1000 + self->n_ids++;

  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (time >> (40 - 8 * i));
  for (guint i = 6; i < ROUNDS_ID_BYTES; i++)
    bytes[i] = (guint8) g_rand_int_range (self->random, 0, 256);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  rounds_id_from_bytes (bytes, id);

  return g_strdup (id);
}

/**
 * rounds_demo_choose:
 *
 * Returns: (transfer none): one of @texts
 */
const char *
rounds_demo_choose (RoundsDemo         *self,
                    const char * const *texts)
{
  return texts[g_rand_int_range (self->random, 0, (gint32) g_strv_length ((GStrv) texts))];
}

gboolean
rounds_demo_chance (RoundsDemo *self,
                    int         percent)
{
  return g_rand_int_range (self->random, 0, 100) < percent;
}

/**
 * rounds_demo_instant:
 * @minutes: after midnight, where the workspace is
 */
gint64
rounds_demo_instant (RoundsDemo *self,
                     const char *date,
                     int         minutes)
{
  return rounds_instant_from_date (date, self->context->zone) + minutes * G_TIME_SPAN_MINUTE;
}

/**
 * rounds_demo_working_day:
 * @days: from today
 *
 * Returns: (transfer full): that day, or the Monday after
 */
char *
rounds_demo_working_day (RoundsDemo *self,
                         int         days)
{
  GDate day;

  rounds_date_parse (self->today, &day);
  if (days >= 0)
    g_date_add_days (&day, (guint) days);
  else
    g_date_subtract_days (&day, (guint) -days);
  while (g_date_get_weekday (&day) == G_DATE_SATURDAY || g_date_get_weekday (&day) == G_DATE_SUNDAY)
    g_date_add_days (&day, 1);

  return rounds_date_to_text (&day);
}

/**
 * rounds_demo_new:
 * @seller: (nullable): who created it
 * @created_at: when
 *
 * Returns: (transfer full): a record of @kind with its id
 */
RoundsEntity *
rounds_demo_new (RoundsDemo   *self,
                 const char   *kind,
                 RoundsEntity *seller,
                 gint64        created_at)
{
  RoundsEntity *entity = rounds_entity_new (rounds_registry_find (kind));
  g_autofree char *id = rounds_demo_make_id (self);

  rounds_entity_set_text (entity, "id", id);
  rounds_entity_set_integer (entity, "created-at", MIN (created_at, self->context->now));
  if (seller != NULL)
    rounds_entity_set_text (entity, "created-by", rounds_entity_get_id (seller));

  return entity;
}

/**
 * rounds_demo_get_seller:
 *
 * Returns: (transfer none): whose institution it is, or one who could have it
 */
RoundsEntity *
rounds_demo_get_seller (RoundsDemo   *self,
                        RoundsEntity *institution)
{
  const char *id = rounds_entity_get_text (institution, "assigned-user-id");
  RoundsEntity *seller = id != NULL ? g_hash_table_lookup (self->seller_by_id, id) : NULL;

  if (seller != NULL)
    return seller;

  return g_ptr_array_index (self->sellers, g_rand_int_range (self->random, 0, (gint32) self->sellers->len));
}

/**
 * rounds_demo_get_contact:
 * @institution: its index
 *
 * Returns: (transfer none): one who works there
 */
RoundsEntity *
rounds_demo_get_contact (RoundsDemo *self,
                         guint       institution)
{
  GPtrArray *contacts = g_ptr_array_index (self->contacts, institution);

  return g_ptr_array_index (contacts, g_rand_int_range (self->random, 0, (gint32) contacts->len));
}

/**
 * rounds_demo_choose_institution:
 *
 * Returns: the index of an institution: the first are those that the team sees most of
 */
guint
rounds_demo_choose_institution (RoundsDemo *self)
{
  double share = g_rand_double (self->random);

  return MIN ((guint) (share * share * self->institutions->len), self->institutions->len - 1);
}

static gboolean
check_empty (RoundsOperationContext  *context,
             GError                 **error)
{
  gint64 n_records;

  if (!rounds_database_query_integer (context->database, &n_records, error,
                                      "SELECT (SELECT COUNT(*) FROM institutions) + (SELECT COUNT(*) FROM opportunities) + "
                                      "(SELECT COUNT(*) FROM invoices)", NULL))
    return FALSE;
  if (n_records == 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "NOT_EMPTY",
                      _("The workspace holds records already: demo data goes into an empty one only"));
  return FALSE;
}

static void
clear_deal (RoundsEntity *deal)
{
  g_clear_object (&deal);
}

/**
 * rounds_demo_generate:
 * @context: with an open transaction, on the server
 * @scale: 1 is about 200 institutions and 10,000 activities over three years; up to 1,000
 * @error: %ROUNDS_PROBLEM_CONFLICT, code `NOT_EMPTY`
 *
 * Fills an empty workspace. The same moment and scale give the same data.
 */
gboolean
rounds_demo_generate (RoundsOperationContext  *context,
                      guint                    scale,
                      GError                 **error)
{
  RoundsDemo self = { .context = context, .scale = CLAMP (scale, 1, SCALE_MAXIMUM) };
  gboolean done;

  g_return_val_if_fail (context->is_server, FALSE);

  if (!check_empty (context, error) || !rounds_database_begin_load (context->database, error))
    return FALSE;

  self.random = g_rand_new_with_seed (SEED);
  self.today = rounds_operation_today (context);
  self.institutions = g_ptr_array_new_with_free_func (g_object_unref);
  self.contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self.sellers = g_ptr_array_new_with_free_func (g_object_unref);
  self.seller_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self.index_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self.products = g_ptr_array_new_with_free_func (g_object_unref);
  self.sources = g_ptr_array_new_with_free_func (g_object_unref);
  self.deals = g_ptr_array_new_with_free_func ((GDestroyNotify) clear_deal);
  self.accepted = g_queue_new ();
  rounds_demo_season_init (&self);

  done = rounds_demo_make_setup (&self, error) && rounds_demo_make_people (&self, error) &&
         rounds_demo_make_institutions (&self, error) && rounds_demo_make_deals (&self, error) &&
         rounds_demo_make_meetings (&self, error) && rounds_demo_make_quotes (&self, error) &&
         rounds_demo_make_invoices (&self, error) && rounds_demo_make_activities (&self, error) &&
         rounds_database_end_load (context->database, error) &&
         /* These look for what is there, and so want its indexes. */
         rounds_demo_make_credit_notes (&self, error);

  g_queue_free_full (self.accepted, g_object_unref);
  g_ptr_array_unref (self.deals);
  g_ptr_array_unref (self.sources);
  g_strfreev (self.lost_reasons);
  g_ptr_array_unref (self.products);
  g_hash_table_unref (self.index_by_id);
  g_hash_table_unref (self.seller_by_id);
  g_ptr_array_unref (self.sellers);
  g_ptr_array_unref (self.contacts);
  g_ptr_array_unref (self.institutions);
  g_free (self.today);
  g_rand_free (self.random);

  return done;
}
