/* rounds-titles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-titles.h"

#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

struct _RoundsTitle
{
  GObject parent_instance;

  RoundsTitles *titles; /* owned: the table forgets a title when it is finalized */
  const RoundsEntityInfo *info;
  char *id;
  char *title;
};

enum
{
  TITLE_PROP_0,
  TITLE_PROP_TITLE,
  N_TITLE_PROPS
};

static GParamSpec *title_props[N_TITLE_PROPS];

G_DEFINE_FINAL_TYPE (RoundsTitle, rounds_title, G_TYPE_OBJECT)

struct _RoundsTitles
{
  GObject parent_instance;

  RoundsStore *store;   /* borrowed: the store owns this */
  GHashTable *by_id;    /* id -> RoundsTitle, borrowed */
  GHashTable *wanted;   /* id -> info */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (RoundsTitles, rounds_titles, G_TYPE_OBJECT)

typedef struct
{
  const RoundsEntityInfo *info;
  GPtrArray *ids;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->ids);
  g_free (question);
}

static void
rounds_title_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case TITLE_PROP_TITLE:
      g_value_set_string (value, ROUNDS_TITLE (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_title_finalize (GObject *object)
{
  RoundsTitle *self = ROUNDS_TITLE (object);

  if (self->titles != NULL)
    g_hash_table_remove (self->titles->by_id, self->id);
  g_clear_object (&self->titles);
  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (rounds_title_parent_class)->finalize (object);
}

static void
rounds_title_class_init (RoundsTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_title_get_property;
  object_class->finalize = rounds_title_finalize;

  title_props[TITLE_PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_TITLE_PROPS, title_props);
}

static void
rounds_title_init (RoundsTitle *self)
{
}

static gpointer
read_titles (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = user_data;

  return rounds_repository_get_many (database, question->info, (const char * const *) question->ids->pdata,
                                     question->ids->len, error);
}

static void
on_titles_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(RoundsTitles) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (records == NULL)
    {
      g_debug ("Titles could not be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      RoundsTitle *title = record != NULL ? g_hash_table_lookup (self->by_id, rounds_entity_get_id (record)) : NULL;
      g_autofree char *text = record != NULL ? rounds_entity_dup_title (record) : NULL;

      if (title != NULL && g_set_str (&title->title, text))
        g_object_notify_by_pspec (G_OBJECT (title), title_props[TITLE_PROP_TITLE]);
    }
}

static gboolean
on_idle (gpointer user_data)
{
  RoundsTitles *self = user_data;
  g_autoptr(GHashTable) questions = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id, info, question;

  self->idle_id = 0;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, &info))
    {
      question = g_hash_table_lookup (questions, info);
      if (question == NULL)
        {
          question = g_new0 (Question, 1);
          ((Question *) question)->info = info;
          ((Question *) question)->ids = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (questions, info, question);
        }
      g_ptr_array_add (((Question *) question)->ids, g_strdup (id));
    }
  g_hash_table_remove_all (self->wanted);

  g_hash_table_iter_init (&iter, questions);
  while (g_hash_table_iter_next (&iter, &info, &question))
    rounds_store_read_async (self->store, read_titles, question, question_free, (GDestroyNotify) g_ptr_array_unref,
                             NULL, on_titles_read, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
want (RoundsTitles           *self,
      const RoundsEntityInfo *info,
      const char             *id)
{
  g_hash_table_insert (self->wanted, g_strdup (id), (gpointer) info);
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, self, NULL);
}

static void
on_store_changed (RoundsTitles  *self,
                  RoundsChanges *changes,
                  RoundsStore   *store)
{
  GHashTableIter iter;
  gpointer id, title;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, &title))
    {
      const RoundsEntityInfo *info = ROUNDS_TITLE (title)->info;
      GHashTable *ids = rounds_changes_get_ids (changes, info);

      if (ids != NULL && g_hash_table_contains (ids, id))
        want (self, info, id);
    }
}

static void
rounds_titles_finalize (GObject *object)
{
  RoundsTitles *self = ROUNDS_TITLES (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_titles_parent_class)->finalize (object);
}

static void
rounds_titles_class_init (RoundsTitlesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_titles_finalize;
}

static void
rounds_titles_init (RoundsTitles *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * rounds_titles_get:
 *
 * Returns: (transfer none): the names of the records of @store; there is one for each store
 */
RoundsTitles *
rounds_titles_get (RoundsStore *store)
{
  RoundsTitles *self = g_object_get_data (G_OBJECT (store), "rounds-titles");

  if (self == NULL)
    {
      self = g_object_new (ROUNDS_TYPE_TITLES, NULL);
      self->store = store;
      g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (store), "rounds-titles", self, g_object_unref);
    }

  return self;
}

/**
 * rounds_titles_lookup:
 * @kind: such as `institution`
 * @id: (nullable): a record's id
 *
 * Returns: (transfer full) (nullable): the name, which may still have to come; %NULL without an id
 */
RoundsTitle *
rounds_titles_lookup (RoundsTitles *self,
                      const char   *kind,
                      const char   *id)
{
  RoundsTitle *title;

  g_return_val_if_fail (ROUNDS_IS_TITLES (self), NULL);

  if (id == NULL)
    return NULL;

  title = g_hash_table_lookup (self->by_id, id);
  if (title != NULL)
    return g_object_ref (title);

  title = g_object_new (ROUNDS_TYPE_TITLE, NULL);
  title->titles = g_object_ref (self);
  title->info = rounds_registry_find (kind);
  title->id = g_strdup (id);
  g_hash_table_insert (self->by_id, title->id, title);
  want (self, title->info, id);

  return title;
}

const char *
rounds_title_get_title (RoundsTitle *self)
{
  g_return_val_if_fail (ROUNDS_IS_TITLE (self), NULL);

  return self->title;
}
