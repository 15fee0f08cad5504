/* rounds-deal-roles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-deal-roles.h"

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "model/rounds-opportunity-contact.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsDealRoles
{
  GObject parent_instance;

  /* Owned references */
  RoundsLiveRead *read;
  GHashTable *labels; /* of the role, by the deal's id */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsDealRoles, rounds_deal_roles, G_TYPE_OBJECT)

static gpointer
read_parts (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY_CONTACT);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "contact-person-id"), ROUNDS_FILTER_EQUAL,
                                                           user_data);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_set_filter (query, filter);
  return rounds_repository_list (database, query, error);
}

static void
on_parts (RoundsDealRoles *self,
          GPtrArray       *parts,
          RoundsLiveRead  *read)
{
  g_hash_table_remove_all (self->labels);
  for (guint i = 0; i < parts->len; i++)
    {
      RoundsEntity *part = g_ptr_array_index (parts, i);

      g_hash_table_replace (self->labels, g_strdup (rounds_entity_get_text (part, "opportunity-id")), rounds_looks_choice (part, "role"));
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rounds_deal_roles_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_DEAL_ROLES (object)->read);

  G_OBJECT_CLASS (rounds_deal_roles_parent_class)->dispose (object);
}

static void
rounds_deal_roles_finalize (GObject *object)
{
  g_clear_pointer (&ROUNDS_DEAL_ROLES (object)->labels, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_deal_roles_parent_class)->finalize (object);
}

static void
rounds_deal_roles_class_init (RoundsDealRolesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rounds_deal_roles_dispose;
  object_class->finalize = rounds_deal_roles_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_deal_roles_init (RoundsDealRoles *self)
{
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rounds_deal_roles_new:
 * @store: where they are read from
 * @contact_id: of which contact
 *
 * Returns: (transfer full): the roles, which are on their way
 */
RoundsDealRoles *
rounds_deal_roles_new (RoundsStore *store,
                       const char  *contact_id)
{
  static const char * const kinds[] = { "opportunity-contact", NULL };
  RoundsDealRoles *self = g_object_new (ROUNDS_TYPE_DEAL_ROLES, NULL);

  self->read = rounds_live_read_new (store, kinds, read_parts, (GDestroyNotify) g_ptr_array_unref);
  rounds_live_read_set_argument (self->read, contact_id);
  g_signal_connect_object (self->read, "answered", G_CALLBACK (on_parts), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->read);

  return self;
}

/**
 * rounds_deal_roles_get_label:
 * @deal_id: of a deal
 *
 * Returns: (transfer none) (nullable): how the contact's role in it is called; %NULL when it is not among the deal's people, or before
 *   that is known
 */
const char *
rounds_deal_roles_get_label (RoundsDealRoles *self,
                             const char      *deal_id)
{
  g_return_val_if_fail (ROUNDS_IS_DEAL_ROLES (self), NULL);

  return g_hash_table_lookup (self->labels, deal_id);
}
