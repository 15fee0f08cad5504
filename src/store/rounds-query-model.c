/* rounds-query-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-query-model.h"

#include <string.h>

#include "model/rounds-id.h"
#include "store/rounds-id-reader.h"
#include "store/rounds-repository.h"
#include "store/rounds-row-private.h"

struct _RoundsQueryModel
{
  GObject parent_instance;

  /* Owned references */
  RoundsStore *store;
  RoundsQuery *query;
  GByteArray *ids;       /* 16 bytes a row; never changed, but replaced */
  GByteArray *after;     /* while it is replaced, what by: the list is ids up to split, and then after from split_after */
  GHashTable *rows;      /* the rows that somebody holds */
  GHashTable *fresh;     /* (nullable) (element-type id RoundsEntity): records that came with the ids, until something changes */
  GHashTable *wanted;    /* (element-type id): records to fetch, in the next turn of the loop */
  GCancellable *reading; /* the ids that are on their way */
  GCancellable *cancellable;
  GError *error;

  guint split;
  guint split_after;
  guint fetch_id;
  guint serial;      /* counts the queries set */
  guint shown;       /* the serial of the query whose rows are held */
  gboolean loading;  /* the ids held are not yet all those of the query */
  gboolean outdated; /* what was asked last has been overtaken */
};

enum
{
  PROP_0,
  PROP_QUERY,
  PROP_LOADING,
  PROP_ANSWERED,
  PROP_N_ITEMS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void rounds_query_model_list_init (GListModelInterface *iface);
static void read_ids                     (RoundsQueryModel    *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsQueryModel, rounds_query_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_query_model_list_init))

typedef struct
{
  const RoundsEntityInfo *info;
  GPtrArray *ids;
} RecordsQuestion;

static GWeakRef *
weak_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

/* Returns: (transfer full) (nullable): the object, if it is still there; frees @weak */
static gpointer
weak_take (GWeakRef *weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}

static void
records_question_free (gpointer data)
{
  RecordsQuestion *question = data;

  g_ptr_array_unref (question->ids);
  g_free (question);
}

static void
set_loading (RoundsQueryModel *self,
             gboolean          loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
set_error (RoundsQueryModel *self,
           GError           *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static gpointer
read_records_func (RoundsDatabase  *database,
                   RoundsChanges   *changes,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  RecordsQuestion *question = user_data;

  return rounds_repository_get_many (database, question->info, (const char * const *) question->ids->pdata,
                                     question->ids->len, error);
}

static void
on_records_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(RoundsQueryModel) self = weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (self == NULL)
    return;
  if (records == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        set_error (self, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      guint8 bytes[ROUNDS_ID_BYTES];
      RoundsRow *row;

      if (record == NULL || !rounds_id_to_bytes (rounds_entity_get_id (record), bytes))
        continue;
      row = g_hash_table_lookup (self->rows, bytes);
      if (row != NULL)
        rounds_row_set_entity (row, record);
    }
}

static gboolean
on_fetch (gpointer user_data)
{
  RoundsQueryModel *self = user_data;
  RecordsQuestion *question = g_new0 (RecordsQuestion, 1);
  GHashTableIter iter;
  gpointer id;

  self->fetch_id = 0;
  question->info = rounds_query_get_info (self->query);
  question->ids = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint8 bytes[ROUNDS_ID_BYTES];

      /* Scrolled away before it was read. */
      if (!rounds_id_to_bytes (id, bytes) || !g_hash_table_contains (self->rows, bytes))
        continue;
      g_ptr_array_add (question->ids, g_strdup (id));
    }
  g_hash_table_remove_all (self->wanted);

  rounds_store_read_async (self->store, read_records_func, question, records_question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_records_read, weak_new (self));

  return G_SOURCE_REMOVE;
}

static void
want (RoundsQueryModel *self,
      const char       *id)
{
  g_hash_table_add (self->wanted, g_strdup (id));
  if (self->fetch_id == 0)
    self->fetch_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_fetch, self, NULL);
}

static guint
count_ids (GByteArray *ids)
{
  return ids->len / ROUNDS_ID_BYTES;
}

/* Turns the list into the answer's, hunk by hunk from the end: what is behind the place reached is already as it will be. */
static void
apply_answer (RoundsQueryModel *self,
              RoundsIdAnswer   *answer)
{
  const guint n_before = count_ids (self->ids);

  self->after = g_byte_array_ref (answer->after);
  self->split = n_before;
  self->split_after = count_ids (self->after);

  for (guint i = answer->hunks->len; i > 0; i--)
    {
      const RoundsIdHunk *hunk = &g_array_index (answer->hunks, RoundsIdHunk, i - 1);

      self->split = hunk->position;
      self->split_after = hunk->source;
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->position, hunk->removed, hunk->added);
    }

  g_byte_array_unref (self->ids);
  self->ids = g_steal_pointer (&self->after);
  if (count_ids (self->ids) != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

/* What has been read with the ids need not be asked for, unless it has been overtaken by a change. */
static void
keep_fresh (RoundsQueryModel *self,
            GPtrArray        *records)
{
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  if (records == NULL || self->outdated)
    return;

  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);

      if (record != NULL)
        g_hash_table_replace (self->fresh, (gpointer) rounds_entity_get_id (record), g_object_ref (record));
    }
}

/* The rows of a query that has been replaced are not wanted; those that were overtaken by a change are, for the moment. */
static void
take_answer (RoundsQueryModel *self,
             RoundsIdAnswer   *answer)
{
  const gboolean is_first = self->shown != self->serial;

  if (answer->serial != self->serial)
    return;

  self->shown = self->serial;
  set_error (self, NULL);
  if (is_first)
    keep_fresh (self, answer->records);
  apply_answer (self, answer);
  if (is_first)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANSWERED]);
}

static void
on_first_ids (RoundsIdAnswer *answer,
              gpointer        model)
{
  take_answer (model, answer);
}

static void
on_ids_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsQueryModel) self = weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsIdAnswer) answer = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (self != NULL && answer != NULL)
    take_answer (self, answer);
  if (self == NULL)
    return;

  g_clear_object (&self->reading);
  if (self->outdated)
    {
      read_ids (self);
      return;
    }

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_error (self, g_steal_pointer (&error));
  set_loading (self, FALSE);
}

/* Asks for the ids again; one question at a time, and what overtakes it asks once more. */
static void
read_ids (RoundsQueryModel *self)
{
  const RoundsIdQuestion question = { self->query, self->serial, self->ids, self->shown == self->serial };

  if (self->reading != NULL)
    {
      self->outdated = TRUE;
      if (self->shown != self->serial)
        g_cancellable_cancel (self->reading);
      return;
    }

  self->outdated = FALSE;
  self->reading = g_cancellable_new ();
  rounds_id_reader_ask (self->store, &question, on_first_ids, G_OBJECT (self), self->reading, on_ids_read, weak_new (self));
}

static void
on_store_changed (RoundsQueryModel *self,
                  RoundsChanges    *changes,
                  RoundsStore      *store)
{
  GHashTable *ids = rounds_changes_get_ids (changes, rounds_query_get_info (self->query));
  GHashTableIter iter;
  gpointer row;

  if (ids == NULL || g_hash_table_size (ids) == 0)
    return;

  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (g_hash_table_contains (ids, rounds_row_get_id (row)))
      want (self, rounds_row_get_id (row));

  read_ids (self);
}

static GType
rounds_query_model_get_item_type (GListModel *list)
{
  return ROUNDS_TYPE_ROW;
}

static guint
rounds_query_model_get_n_items (GListModel *list)
{
  RoundsQueryModel *self = ROUNDS_QUERY_MODEL (list);

  if (self->after != NULL)
    return self->split + count_ids (self->after) - self->split_after;

  return count_ids (self->ids);
}

static const guint8 *
get_id (RoundsQueryModel *self,
        guint             position)
{
  if (self->after != NULL && position >= self->split)
    return self->after->data + (gsize) (position - self->split + self->split_after) * ROUNDS_ID_BYTES;

  return self->ids->data + (gsize) position * ROUNDS_ID_BYTES;
}

static gpointer
rounds_query_model_get_item (GListModel *list,
                             guint       position)
{
  RoundsQueryModel *self = ROUNDS_QUERY_MODEL (list);
  RoundsRow *row;

  if (position >= rounds_query_model_get_n_items (list))
    return NULL;

  row = rounds_row_table_get (self->rows, get_id (self, position));
  if (rounds_row_get_entity (row) == NULL)
    {
      RoundsEntity *record = self->fresh != NULL ? g_hash_table_lookup (self->fresh, rounds_row_get_id (row)) : NULL;

      if (record != NULL)
        rounds_row_set_entity (row, record);
      else
        want (self, rounds_row_get_id (row));
    }

  return row;
}

static void
rounds_query_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_query_model_get_item_type;
  iface->get_n_items = rounds_query_model_get_n_items;
  iface->get_item = rounds_query_model_get_item;
}

static void
rounds_query_model_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsQueryModel *self = ROUNDS_QUERY_MODEL (object);

  switch (prop_id)
    {
    case PROP_QUERY:
      g_value_set_pointer (value, self->query);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ANSWERED:
      g_value_set_boolean (value, self->shown == self->serial);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, rounds_query_model_get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_query_model_dispose (GObject *object)
{
  RoundsQueryModel *self = ROUNDS_QUERY_MODEL (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->reading);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->fetch_id, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rounds_query_model_parent_class)->dispose (object);
}

static void
rounds_query_model_finalize (GObject *object)
{
  RoundsQueryModel *self = ROUNDS_QUERY_MODEL (object);

  g_clear_pointer (&self->query, rounds_query_unref);
  g_clear_pointer (&self->ids, g_byte_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rounds_query_model_parent_class)->finalize (object);
}

static void
rounds_query_model_class_init (RoundsQueryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_query_model_get_property;
  object_class->dispose = rounds_query_model_dispose;
  object_class->finalize = rounds_query_model_finalize;

  props[PROP_QUERY] = g_param_spec_pointer ("query", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ANSWERED] = g_param_spec_boolean ("answered", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_query_model_init (RoundsQueryModel *self)
{
  self->ids = g_byte_array_new ();
  self->rows = rounds_row_table_new ();
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
  self->serial = 1;
}

/**
 * rounds_query_model_new:
 * @store: where the records are
 * @query: which ones, in which order
 *
 * Returns: (transfer full): the list, empty until its ids have been read
 */
RoundsQueryModel *
rounds_query_model_new (RoundsStore *store,
                        RoundsQuery *query)
{
  RoundsQueryModel *self;

  g_return_val_if_fail (ROUNDS_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (ROUNDS_TYPE_QUERY_MODEL, NULL);
  self->store = g_object_ref (store);
  self->query = rounds_query_ref (query);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_ids (self);

  return self;
}

/**
 * rounds_query_model_set_query:
 * @query: another query of the same kind of record
 *
 * Shows another query. The rows there are stay until the first of the new ones have been read; `loading` is over when all
 * have.
 */
void
rounds_query_model_set_query (RoundsQueryModel *self,
                              RoundsQuery      *query)
{
  g_return_if_fail (ROUNDS_IS_QUERY_MODEL (self));
  g_return_if_fail (rounds_query_get_info (query) == rounds_query_get_info (self->query));

  if (query == self->query)
    return;

  rounds_query_unref (self->query);
  self->query = rounds_query_ref (query);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUERY]);
  if (self->shown == self->serial++)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANSWERED]);
  set_loading (self, TRUE);
  read_ids (self);
}

/**
 * rounds_query_model_get_query:
 *
 * Returns: (transfer none): the query; copy it to change it
 */
RoundsQuery *
rounds_query_model_get_query (RoundsQueryModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_QUERY_MODEL (self), NULL);

  return self->query;
}

/**
 * rounds_query_model_get_loading:
 *
 * Returns: whether the rows shown are not yet all those of the query
 */
gboolean
rounds_query_model_get_loading (RoundsQueryModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_QUERY_MODEL (self), FALSE);

  return self->loading;
}

/**
 * rounds_query_model_find:
 * @id: a record's id
 *
 * Looks through the ids in order: 0.1 ms for 10,000 rows.
 *
 * Returns: the position, or -1
 */
gint64
rounds_query_model_find (RoundsQueryModel *self,
                         const char       *id)
{
  guint8 bytes[ROUNDS_ID_BYTES];
  guint n_items;

  g_return_val_if_fail (ROUNDS_IS_QUERY_MODEL (self), -1);

  if (!rounds_id_to_bytes (id, bytes))
    return -1;

  n_items = rounds_query_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < n_items; i++)
    if (memcmp (get_id (self, i), bytes, ROUNDS_ID_BYTES) == 0)
      return i;

  return -1;
}

/**
 * rounds_query_model_dup_id:
 * @position: of a row that there is
 *
 * Asks for no record, as a row would.
 *
 * Returns: (transfer full): the id of the record
 */
char *
rounds_query_model_dup_id (RoundsQueryModel *self,
                           guint             position)
{
  char id[ROUNDS_ID_LENGTH + 1];

  g_return_val_if_fail (ROUNDS_IS_QUERY_MODEL (self), NULL);
  g_return_val_if_fail (position < rounds_query_model_get_n_items (G_LIST_MODEL (self)), NULL);

  rounds_id_from_bytes (get_id (self, position), id);
  return g_strdup (id);
}
