/* rounds-card-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-card-set.h"

struct _RoundsCardSet
{
  GObject parent_instance;

  GHashTable *ids;
  gboolean single;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsCardSet, rounds_card_set, G_TYPE_OBJECT)

static void
rounds_card_set_finalize (GObject *object)
{
  g_hash_table_unref (ROUNDS_CARD_SET (object)->ids);

  G_OBJECT_CLASS (rounds_card_set_parent_class)->finalize (object);
}

static void
rounds_card_set_class_init (RoundsCardSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_card_set_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_card_set_init (RoundsCardSet *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RoundsCardSet *
rounds_card_set_new (void)
{
  return g_object_new (ROUNDS_TYPE_CARD_SET, NULL);
}

/**
 * rounds_card_set_set_single:
 * @single: whether at most one card is selected, the last one chosen
 */
void
rounds_card_set_set_single (RoundsCardSet *self,
                            gboolean       single)
{
  g_return_if_fail (ROUNDS_IS_CARD_SET (self));

  self->single = single;
}

guint
rounds_card_set_get_size (RoundsCardSet *self)
{
  g_return_val_if_fail (ROUNDS_IS_CARD_SET (self), 0);

  return g_hash_table_size (self->ids);
}

gboolean
rounds_card_set_contains (RoundsCardSet *self,
                          const char    *id)
{
  g_return_val_if_fail (ROUNDS_IS_CARD_SET (self), FALSE);

  return g_hash_table_contains (self->ids, id);
}

/**
 * rounds_card_set_change:
 * @added: (nullable): ids that are selected from now on
 * @removed: (nullable): ids that are not; one in both is removed
 */
void
rounds_card_set_change (RoundsCardSet      *self,
                        const char * const *added,
                        const char * const *removed)
{
  gboolean changed = FALSE;

  g_return_if_fail (ROUNDS_IS_CARD_SET (self));

  for (guint i = 0; added != NULL && added[i] != NULL; i++)
    {
      if (self->single)
        g_hash_table_remove_all (self->ids);
      changed |= g_hash_table_add (self->ids, g_strdup (added[i]));
    }
  for (guint i = 0; removed != NULL && removed[i] != NULL; i++)
    changed |= g_hash_table_remove (self->ids, removed[i]);

  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_card_set_replace:
 * @ids: (nullable): all that are selected from now on; %NULL for none
 */
void
rounds_card_set_replace (RoundsCardSet      *self,
                         const char * const *ids)
{
  guint before;
  gboolean changed = FALSE;

  g_return_if_fail (ROUNDS_IS_CARD_SET (self));

  before = g_hash_table_size (self->ids);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    changed |= !g_hash_table_contains (self->ids, ids[i]);

  g_hash_table_remove_all (self->ids);
  for (guint i = 0; ids != NULL && ids[i] != NULL && (i == 0 || !self->single); i++)
    g_hash_table_add (self->ids, g_strdup (ids[i]));

  if (changed || g_hash_table_size (self->ids) != before)
    g_signal_emit (self, signals[CHANGED], 0);
}
