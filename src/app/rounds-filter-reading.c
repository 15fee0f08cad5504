/* rounds-filter-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-filter-reading.h"

#include "insight/rounds-filter-sentence.h"
#include "model/rounds-json.h"
#include "store/rounds-repository.h"

typedef struct
{
  const RoundsEntityInfo *info;
  JsonNode *node;
  char *user_id;
  gboolean counted;
} Question;

static void
question_free (Question *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self->user_id);
  g_free (self);
}

static void
describe (RoundsFilterReading *self,
          RoundsDatabase      *database,
          JsonNode            *node)
{
  g_autoptr(RoundsFilterDraft) draft = rounds_filter_draft_from_json (node, self->fields);

  if (draft->kind != ROUNDS_DRAFT_ALL)
    {
      g_ptr_array_add (self->sentences, rounds_filter_sentence_compute (database, draft));
      return;
    }

  for (guint i = 0; i < draft->children->len; i++)
    g_ptr_array_add (self->sentences, rounds_filter_sentence_compute (database, g_ptr_array_index (draft->children, i)));
}

static gboolean
count (RoundsFilterReading     *self,
       RoundsDatabase          *database,
       const RoundsEntityInfo  *info,
       GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_set_filter (query, self->filter);
  self->count = rounds_repository_count (database, query, error);
  return self->count >= 0;
}

static gpointer
read_filter (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = user_data;
  g_autoptr(RoundsFilterReading) self = g_new0 (RoundsFilterReading, 1);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  const RoundsFilterContext context = {
    .database = database,
    .now = g_get_real_time (),
    .zone = zone,
    .user_id = question->user_id,
  };

  self->count = -1;
  self->sentences = g_ptr_array_new_with_free_func (g_free);
  self->fields = rounds_filter_fields_compute (database, question->info, error);
  if (self->fields == NULL)
    return NULL;

  if (question->node != NULL)
    {
      self->filter = rounds_filter_read (question->info, question->node, &context, &self->problem);
      describe (self, database, question->node);
    }
  if (question->counted && self->problem == NULL && !count (self, database, question->info, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What another thread reads is its own: objects of JSON are not counted atomically. */
static JsonNode *
copy_deep (JsonNode *node)
{
  g_autofree char *text = rounds_json_to_text (node);

  return rounds_json_parse (text, -1, NULL);
}

/**
 * rounds_filter_reading_ask:
 * @workspace: whose records, and who asks
 * @info: which kind
 * @node: (nullable): the filter
 * @counted: whether the records that meet it are to be counted
 * @callback: calls rounds_filter_reading_finish()
 *
 * Reads a filter off the main thread.
 */
void
rounds_filter_reading_ask (RoundsWorkspace         *workspace,
                           const RoundsEntityInfo  *info,
                           JsonNode                *node,
                           gboolean                 counted,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  Question *question = g_new0 (Question, 1);
  RoundsEntity *user = rounds_workspace_get_user (workspace);

  question->info = info;
  question->node = node != NULL ? copy_deep (node) : NULL;
  question->user_id = user != NULL ? g_strdup (rounds_entity_get_id (user)) : NULL;
  question->counted = counted;

  rounds_store_read_async (rounds_workspace_get_store (workspace), read_filter, question, (GDestroyNotify) question_free,
                           (GDestroyNotify) rounds_filter_reading_free, cancellable, callback, user_data);
}

/**
 * rounds_filter_reading_finish:
 * @error: what the database said; a filter that cannot be asked is no error but a `problem`
 *
 * Returns: (transfer full) (nullable): the answer
 */
RoundsFilterReading *
rounds_filter_reading_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr(RoundsStore) store = ROUNDS_STORE (g_async_result_get_source_object (result));

  return rounds_store_finish (store, result, error);
}

void
rounds_filter_reading_free (RoundsFilterReading *self)
{
  g_clear_pointer (&self->filter, rounds_filter_unref);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->sentences, g_ptr_array_unref);
  g_free (self);
}
