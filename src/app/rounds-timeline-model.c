/* rounds-timeline-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-timeline-model.h"

#include "model/rounds-registry.h"

/*
 * One question at a time. A page is what comes after the last entry; when something has changed, all that is held is read again, and the
 * difference is told. A page that was read after a change nobody has looked at yet may hold what stands further up already: the entry
 * there is out of date then, and goes.
 */

typedef struct
{
  char *institution_id;
  char *contact_id;
  char *deal_id;
  char **types;
  char *user_id;
  gint64 from;
  gint64 before;
  char *cursor; /* none: from the start */
  guint limit;
} Question;

struct _RoundsTimelineModel
{
  GObject parent_instance;

  RoundsStore *store;
  Question filter;
  GPtrArray *entries;
  GHashTable *changing; /* kinds of record, as the registry has them */
  GCancellable *cancellable; /* of the question that is being answered */
  gboolean reading_page;
  gboolean loading;
  gboolean complete;
  gboolean fresh;    /* what the list holds answers an earlier filter */
  gboolean outdated; /* something has changed since the last question */
  gboolean wanted;   /* a page is to be read next */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void rounds_timeline_model_list_init (GListModelInterface *iface);
static void rounds_timeline_model_section_init (GtkSectionModelInterface *iface);
static void ask_next (RoundsTimelineModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsTimelineModel, rounds_timeline_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_timeline_model_list_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, rounds_timeline_model_section_init))

static void
question_clear (Question *self)
{
  g_clear_pointer (&self->institution_id, g_free);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->deal_id, g_free);
  g_clear_pointer (&self->types, g_strfreev);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->cursor, g_free);
}

static void
question_free (gpointer data)
{
  question_clear (data);
  g_free (data);
}

static RoundsTimelineEntry *
get_entry (RoundsTimelineModel *self,
           guint                position)
{
  return g_ptr_array_index (self->entries, position);
}

static const RoundsTimelineItem *
get_item (RoundsTimelineModel *self,
          guint                position)
{
  return rounds_timeline_entry_get_item (get_entry (self, position));
}

static void
set_flag (RoundsTimelineModel *self,
          gboolean            *flag,
          gboolean             value,
          guint                property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

/* One change of the list: @n_removed entries go at @position, and as many items as @added has come there. */
static void
replace (RoundsTimelineModel *self,
         guint                position,
         guint                n_removed,
         GPtrArray           *added)
{
  if (n_removed == 0 && added->len == 0)
    return;

  if (n_removed > 0)
    g_ptr_array_remove_range (self->entries, position, n_removed);
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_insert (self->entries, (int) (position + i), rounds_timeline_entry_new (g_ptr_array_index (added, i)));

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, added->len);
  g_ptr_array_set_size (added, 0);
}

/* Brings the list from what it is to @items, both in the same order, run by run. */
static void
merge (RoundsTimelineModel *self,
       GPtrArray           *items)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new ();
  guint position = 0, n_removed = 0, i = 0;

  while (i < items->len || position + n_removed < self->entries->len)
    {
      RoundsTimelineItem *item = i < items->len ? g_ptr_array_index (items, i) : NULL;
      int order = item == NULL ? -1 : position + n_removed == self->entries->len ? 1
                  : rounds_timeline_item_compare (get_item (self, position + n_removed), item);

      if (order < 0)
        {
          n_removed++;
          continue;
        }

      i++;
      if (order > 0)
        {
          g_ptr_array_add (added, item);
          continue;
        }

      /* The same on both sides: what differed before it is told, and it stays. */
      {
        guint kept = position + added->len;

        replace (self, position, n_removed, added);
        rounds_timeline_entry_set_item (get_entry (self, kept), item);
        position = kept + 1;
        n_removed = 0;
      }
    }

  replace (self, position, n_removed, added);
}

/* What a new page holds and the list too has moved since: the older place of the two is the one that was read last. */
static void
remove_moved (RoundsTimelineModel *self,
              GPtrArray           *items)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (ids, ((RoundsTimelineItem *) g_ptr_array_index (items, i))->record_id);

  for (guint i = self->entries->len; i > 0; i--)
    {
      const RoundsTimelineItem *held = get_item (self, i - 1);

      if (!g_hash_table_contains (ids, held->record_id))
        continue;
      for (guint j = 0; j < items->len; j++)
        {
          const RoundsTimelineItem *item = g_ptr_array_index (items, j);

          if (g_str_equal (held->record_id, item->record_id) && g_str_equal (held->type, item->type))
            {
              replace (self, i - 1, 1, none);
              break;
            }
        }
    }
}

/* The list grows by pages, not by what it is read again for: no more is kept than reaches as far down as before. */
static void
take_again (RoundsTimelineModel *self,
            RoundsTimeline      *timeline)
{
  gboolean more = timeline->next != NULL;
  const RoundsTimelineItem *last = self->entries->len > 0 && !self->complete && !self->fresh
                                   ? get_item (self, self->entries->len - 1) : NULL;
  guint n = timeline->items->len;

  while (last != NULL && n > ROUNDS_TIMELINE_PAGE && rounds_timeline_item_compare (g_ptr_array_index (timeline->items, n - 1), last) > 0)
    {
      n--;
      more = TRUE;
    }
  g_ptr_array_set_size (timeline->items, (int) n);

  g_ptr_array_set_free_func (timeline->items, NULL);
  merge (self, timeline->items);
  self->fresh = FALSE;
  set_flag (self, &self->complete, !more, PROP_COMPLETE);
}

static void
take_page (RoundsTimelineModel *self,
           RoundsTimeline      *timeline)
{
  remove_moved (self, timeline->items);
  g_ptr_array_set_free_func (timeline->items, NULL);
  replace (self, self->entries->len, 0, timeline->items);
  set_flag (self, &self->complete, timeline->next == NULL, PROP_COMPLETE);
}

/* What all that happened is about need not be said each time. */
static void
drop_deal (RoundsTimeline *timeline)
{
  for (guint i = 0; i < timeline->items->len; i++)
    {
      RoundsTimelineItem *item = g_ptr_array_index (timeline->items, i);

      g_clear_pointer (&item->opportunity_name, g_free);
      if (g_str_equal (item->type, "stage_change"))
        g_clear_pointer (&item->title, g_free);
    }
}

static gpointer
read_timeline (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Question *question = user_data;
  RoundsTimeline *timeline;
  const RoundsTimelineRequest request = {
    .institution_id = question->institution_id,
    .contact_id = question->contact_id,
    .deal_id = question->deal_id,
    .types = (const char * const *) question->types,
    .user_id = question->user_id,
    .from = question->from,
    .before = question->before,
    .cursor = question->cursor,
    .limit = question->limit,
  };

  timeline = rounds_timeline_compute (database, &request, error);
  if (timeline != NULL && question->deal_id != NULL)
    drop_deal (timeline);
  return timeline;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GWeakRef *asker = user_data;
  g_autoptr(RoundsTimelineModel) self = g_weak_ref_get (asker);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsTimeline) timeline = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  g_weak_ref_clear (asker);
  g_free (asker);
  if (self == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (timeline == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else if (self->reading_page)
    take_page (self, timeline);
  else
    take_again (self, timeline);

  set_flag (self, &self->loading, FALSE, PROP_LOADING);
  ask_next (self);
}

static void
ask (RoundsTimelineModel *self,
     gboolean             page)
{
  Question *question = g_new0 (Question, 1);
  GWeakRef *asker = g_new0 (GWeakRef, 1);

  g_weak_ref_init (asker, self);
  question->institution_id = g_strdup (self->filter.institution_id);
  question->contact_id = g_strdup (self->filter.contact_id);
  question->deal_id = g_strdup (self->filter.deal_id);
  question->types = g_strdupv (self->filter.types);
  question->user_id = g_strdup (self->filter.user_id);
  question->from = self->filter.from;
  question->before = self->filter.before;
  question->limit = ROUNDS_TIMELINE_PAGE + (page || self->fresh ? 0 : self->entries->len);
  if (page && self->entries->len > 0)
    question->cursor = rounds_timeline_item_dup_cursor (get_item (self, self->entries->len - 1));

  self->cancellable = g_cancellable_new ();
  self->reading_page = page;
  rounds_store_read_async (self->store, read_timeline, question, question_free, (GDestroyNotify) rounds_timeline_free, self->cancellable,
                           on_read, asker);
}

static void
ask_next (RoundsTimelineModel *self)
{
  if (self->cancellable != NULL)
    return;

  if (self->outdated)
    {
      self->outdated = FALSE;
      ask (self, FALSE);
    }
  else if (self->wanted)
    {
      self->wanted = FALSE;
      if (!self->complete)
        ask (self, TRUE);
    }
}

static void
on_store_changed (RoundsTimelineModel *self,
                  RoundsChanges       *changes,
                  RoundsStore         *store)
{
  GHashTableIter iter;
  gpointer info;

  g_hash_table_iter_init (&iter, self->changing);
  while (!self->outdated && g_hash_table_iter_next (&iter, &info, NULL))
    {
      GHashTable *ids = rounds_changes_get_ids (changes, info);

      self->outdated = ids != NULL && g_hash_table_size (ids) > 0;
    }

  ask_next (self);
}

static GType
rounds_timeline_model_get_item_type (GListModel *model)
{
  return ROUNDS_TYPE_TIMELINE_ENTRY;
}

static guint
rounds_timeline_model_get_n_items (GListModel *model)
{
  return ROUNDS_TIMELINE_MODEL (model)->entries->len;
}

static gpointer
rounds_timeline_model_get_item (GListModel *model,
                                guint       position)
{
  RoundsTimelineModel *self = ROUNDS_TIMELINE_MODEL (model);

  return position < self->entries->len ? g_object_ref (get_entry (self, position)) : NULL;
}

static void
rounds_timeline_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_timeline_model_get_item_type;
  iface->get_n_items = rounds_timeline_model_get_n_items;
  iface->get_item = rounds_timeline_model_get_item;
}

static void
rounds_timeline_model_get_section (GtkSectionModel *model,
                                   guint            position,
                                   guint           *start,
                                   guint           *end)
{
  RoundsTimelineModel *self = ROUNDS_TIMELINE_MODEL (model);
  const char *day;

  if (position >= self->entries->len)
    {
      *start = self->entries->len;
      *end = G_MAXUINT;
      return;
    }

  day = rounds_timeline_entry_get_day (get_entry (self, position));
  for (*start = position; *start > 0; (*start)--)
    if (!g_str_equal (rounds_timeline_entry_get_day (get_entry (self, *start - 1)), day))
      break;
  for (*end = position + 1; *end < self->entries->len; (*end)++)
    if (!g_str_equal (rounds_timeline_entry_get_day (get_entry (self, *end)), day))
      break;
}

static void
rounds_timeline_model_section_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rounds_timeline_model_get_section;
}

static void
rounds_timeline_model_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RoundsTimelineModel *self = ROUNDS_TIMELINE_MODEL (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
drop_question (RoundsTimelineModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rounds_timeline_model_dispose (GObject *object)
{
  RoundsTimelineModel *self = ROUNDS_TIMELINE_MODEL (object);

  drop_question (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rounds_timeline_model_parent_class)->dispose (object);
}

static void
rounds_timeline_model_finalize (GObject *object)
{
  RoundsTimelineModel *self = ROUNDS_TIMELINE_MODEL (object);

  question_clear (&self->filter);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->changing, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_timeline_model_parent_class)->finalize (object);
}

static void
rounds_timeline_model_class_init (RoundsTimelineModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rounds_timeline_model_get_property;
  object_class->dispose = rounds_timeline_model_dispose;
  object_class->finalize = rounds_timeline_model_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR);
}

static void
rounds_timeline_model_init (RoundsTimelineModel *self)
{
  const char * const *kinds = rounds_timeline_get_kinds ();

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->changing = g_hash_table_new (NULL, NULL);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (rounds_registry_find (kinds[i]) != NULL)
      g_hash_table_add (self->changing, (gpointer) rounds_registry_find (kinds[i]));
}

static void
start (RoundsTimelineModel *self)
{
  self->fresh = TRUE;
  self->outdated = TRUE;
  self->wanted = FALSE;
  set_flag (self, &self->loading, TRUE, PROP_LOADING);
  ask_next (self);
}

/**
 * rounds_timeline_model_new:
 * @store: where it is read from
 * @kind: `institution`, `contact` or `opportunity`
 * @id: of which one
 *
 * Returns: (transfer full): a list whose first page is on its way
 */
RoundsTimelineModel *
rounds_timeline_model_new (RoundsStore *store,
                           const char  *kind,
                           const char  *id)
{
  RoundsTimelineModel *self;

  g_return_val_if_fail (ROUNDS_IS_STORE (store), NULL);

  self = g_object_new (ROUNDS_TYPE_TIMELINE_MODEL, NULL);
  self->store = g_object_ref (store);
  self->filter = (Question) { .from = G_MININT64, .before = G_MAXINT64 };
  if (g_str_equal (kind, "contact"))
    self->filter.contact_id = g_strdup (id);
  else if (g_str_equal (kind, "opportunity"))
    self->filter.deal_id = g_strdup (id);
  else
    self->filter.institution_id = g_strdup (id);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  start (self);

  return self;
}

/**
 * rounds_timeline_model_set_filter:
 * @types: (nullable): as #RoundsTimelineRequest has them; all when %NULL or empty
 * @user_id: (nullable): only what this person did
 * @from: instant of the earliest entry, or %G_MININT64
 * @before: instant that entries come before, or %G_MAXINT64
 *
 * The list keeps what it has until the answer is there, and then begins with the first page of it.
 */
void
rounds_timeline_model_set_filter (RoundsTimelineModel *self,
                                  const char * const  *types,
                                  const char          *user_id,
                                  gint64               from,
                                  gint64               before)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_MODEL (self));

  g_strfreev (self->filter.types);
  self->filter.types = types != NULL && types[0] != NULL ? g_strdupv ((char **) types) : NULL;
  g_set_str (&self->filter.user_id, user_id);
  self->filter.from = from;
  self->filter.before = before;

  drop_question (self);
  start (self);
}

gboolean
rounds_timeline_model_is_filtered (RoundsTimelineModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_MODEL (self), FALSE);

  return self->filter.types != NULL || self->filter.user_id != NULL || self->filter.from != G_MININT64 ||
         self->filter.before != G_MAXINT64;
}

/**
 * rounds_timeline_model_fetch:
 *
 * Reads one page more, unless there is nothing older. Asking again before it is there asks for nothing else.
 */
void
rounds_timeline_model_fetch (RoundsTimelineModel *self)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_MODEL (self));

  if (self->complete || self->fresh || (self->cancellable != NULL && self->reading_page))
    return;

  self->wanted = TRUE;
  ask_next (self);
}

gboolean
rounds_timeline_model_get_loading (RoundsTimelineModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_MODEL (self), FALSE);

  return self->loading;
}

/**
 * rounds_timeline_model_get_complete:
 *
 * Returns: whether there is nothing older than what the list holds
 */
gboolean
rounds_timeline_model_get_complete (RoundsTimelineModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_MODEL (self), FALSE);

  return self->complete;
}
