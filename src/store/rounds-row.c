/* rounds-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-row-private.h"

#include "model/rounds-id.h"

struct _RoundsRow
{
  GObject parent_instance;

  /* Owned references */
  GHashTable *rows; /* where the list finds it again; a row takes itself out */
  RoundsEntity *entity;

  guint8 bytes[ROUNDS_ID_BYTES];
  char id[ROUNDS_ID_LENGTH + 1];
};

enum
{
  PROP_0,
  PROP_ENTITY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsRow, rounds_row, G_TYPE_OBJECT)

static void
rounds_row_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENTITY:
      g_value_set_object (value, ROUNDS_ROW (object)->entity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_row_finalize (GObject *object)
{
  RoundsRow *self = ROUNDS_ROW (object);

  g_hash_table_remove (self->rows, self->bytes);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->entity);

  G_OBJECT_CLASS (rounds_row_parent_class)->finalize (object);
}

static void
rounds_row_class_init (RoundsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_row_get_property;
  object_class->finalize = rounds_row_finalize;

  props[PROP_ENTITY] =
    g_param_spec_object ("entity", NULL, NULL, ROUNDS_TYPE_ENTITY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_row_init (RoundsRow *self)
{
}

static guint
bytes_hash (gconstpointer key)
{
  guint hash;

  /* The tail of a UUIDv7 is random. */
  memcpy (&hash, (const guint8 *) key + ROUNDS_ID_BYTES - sizeof hash, sizeof hash);
  return hash;
}

static gboolean
bytes_equal (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, ROUNDS_ID_BYTES) == 0;
}

/**
 * rounds_row_table_new:
 *
 * Returns: (transfer full): a table in which rows find themselves by the bytes of their ids; it holds no reference to them
 */
GHashTable *
rounds_row_table_new (void)
{
  return g_hash_table_new (bytes_hash, bytes_equal);
}

/**
 * rounds_row_table_get:
 * @bytes: a record's id
 *
 * Returns: (transfer full): the row of that id: the same one for as long as somebody holds it
 */
RoundsRow *
rounds_row_table_get (GHashTable   *table,
                      const guint8 *bytes)
{
  RoundsRow *row = g_hash_table_lookup (table, bytes);

  if (row != NULL)
    return g_object_ref (row);

  row = g_object_new (ROUNDS_TYPE_ROW, NULL);
  row->rows = g_hash_table_ref (table);
  memcpy (row->bytes, bytes, ROUNDS_ID_BYTES);
  rounds_id_from_bytes (bytes, row->id);
  g_hash_table_insert (table, row->bytes, row);

  return row;
}

void
rounds_row_set_entity (RoundsRow    *self,
                       RoundsEntity *entity)
{
  if (g_set_object (&self->entity, entity))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENTITY]);
}

/**
 * rounds_row_get_id:
 *
 * Returns: (transfer none): the record's id
 */
const char *
rounds_row_get_id (RoundsRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_ROW (self), NULL);

  return self->id;
}

/**
 * rounds_row_get_entity:
 *
 * Returns: (transfer none) (nullable): the record; %NULL while it is on its way
 */
RoundsEntity *
rounds_row_get_entity (RoundsRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_ROW (self), NULL);

  return self->entity;
}
