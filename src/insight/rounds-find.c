/* rounds-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-find.h"

#include <string.h>

#include "insight/rounds-unified-search.h"
#include "model/rounds-fold.h"
#include "model/rounds-registry.h"
#include "model/rounds-word-match.h"
#include "store/rounds-repository.h"

/* Letters of a long text that are shown, and how many of them before the word. */
#define EXCERPT 80
#define BEFORE 20

static void
hit_free (RoundsFindHit *self)
{
  g_clear_object (&self->record);
  g_free (self->title);
  g_free (self->text);
  g_free (self->context);
  g_free (self);
}

/* Notes in @seen which of the words are in @text; returns where the first is that was not seen before, -1 for none. */
static gssize
look_for (const char         *text,
          const char * const *words,
          guint64            *seen)
{
  g_autoptr(GArray) ranges = rounds_word_match (text, words);
  gssize first = -1;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RoundsWordRange *range = &g_array_index (ranges, RoundsWordRange, i);
      const guint64 bit = G_GUINT64_CONSTANT (1) << MIN (range->word, 63);

      if ((*seen & bit) == 0 && first < 0)
        first = (gssize) range->start;
      *seen |= bit;
    }

  return first;
}

static char *
excerpt (const char *text,
         gsize       at)
{
  const glong letter = g_utf8_pointer_to_offset (text, text + at);
  const glong start = letter > BEFORE ? letter - BEFORE : 0;
  const glong length = g_utf8_strlen (text, -1);
  const glong end = MIN (length, start + EXCERPT);
  g_autofree char *part = g_utf8_substring (text, start, end);
  char *line = g_strdelimit (part, "\n\r\t", ' ');

  return g_strconcat (start > 0 ? "…" : "", line, end < length ? "…" : "", NULL);
}

static char *
get_words_of (RoundsEntity      *record,
              const RoundsField *field)
{
  if (field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT)
    return g_strdup (rounds_entity_get_text (record, field->name));

  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    {
      g_auto(GStrv) list = rounds_entity_dup_list (record, field->name);

      return list != NULL ? g_strjoinv (", ", list) : NULL;
    }

  return NULL;
}

/* Why it was found: the first field with a word that the title does not have. */
static void
find_reason (RoundsFindHit      *self,
             const char * const *words)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self->record);
  guint64 seen = 0;

  look_for (self->title, words, &seen);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      g_autofree char *text = NULL;
      gssize at;

      if ((field->flags & ROUNDS_FIELD_SEARCHABLE) == 0 || g_str_equal (field->name, info->title_field))
        continue;

      text = get_words_of (self->record, field);
      at = text != NULL ? look_for (text, words, &seen) : -1;
      if (at >= 0)
        {
          self->field = field;
          self->text = excerpt (text, (gsize) at);
          return;
        }
    }
}

static RoundsFindHit *
hit_new (RoundsEntity *record,
         GHashTable   *institutions)
{
  RoundsFindHit *self = g_new0 (RoundsFindHit, 1);
  const RoundsEntityInfo *info = rounds_entity_get_info (record);
  RoundsEntity *institution = NULL;

  self->record = g_object_ref (record);
  self->title = rounds_entity_dup_title (record);
  if (g_str_equal (info->kind, "institution"))
    self->context = g_strdup (rounds_entity_get_text (record, "city"));
  else if (institutions != NULL && rounds_entity_info_find (info, "institution-id") != NULL &&
           !rounds_entity_is_null (record, "institution-id"))
    institution = g_hash_table_lookup (institutions, rounds_entity_get_text (record, "institution-id"));
  if (institution != NULL)
    self->context = rounds_entity_dup_title (institution);

  return self;
}

/**
 * rounds_find_compute:
 * @words: what was typed
 * @collections: (nullable): where to look, see #RoundsSearchRequest; everywhere when %NULL
 * @limit: records of each kind at most
 * @error: what the database said
 *
 * Returns: (transfer full) (nullable) (element-type RoundsFindHit): what was found, by kind
 */
GPtrArray *
rounds_find_compute (RoundsDatabase      *database,
                     const char          *words,
                     const char * const  *collections,
                     guint                limit,
                     GError             **error)
{
  const RoundsSearchRequest request = { .words = words, .kinds = collections, .limit = limit };
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr(RoundsUnifiedSearch) found = rounds_unified_search_compute (database, &request, error);
  GPtrArray *hits;

  if (found == NULL)
    return NULL;

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  for (guint i = 0; i < found->groups->len; i++)
    {
      const RoundsSearchGroup *group = g_ptr_array_index (found->groups, i);

      for (guint j = 0; j < group->records->len; j++)
        {
          RoundsFindHit *hit = hit_new (g_ptr_array_index (group->records, j), found->institutions);

          find_reason (hit, (const char * const *) parts);
          g_ptr_array_add (hits, hit);
        }
    }

  return hits;
}

/**
 * rounds_find_recall:
 * @kinds_and_ids: (array zero-terminated=1): kind, id, kind, id ...
 * @error: what the database said
 *
 * Returns: (transfer full) (nullable) (element-type RoundsFindHit): those of the records that are still there, in that order
 */
GPtrArray *
rounds_find_recall (RoundsDatabase      *database,
                    const char * const  *kinds_and_ids,
                    GError             **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);

  for (guint i = 0; kinds_and_ids[i] != NULL && kinds_and_ids[i + 1] != NULL; i += 2)
    {
      const RoundsEntityInfo *info = rounds_registry_find (kinds_and_ids[i]);
      g_autoptr(RoundsEntity) record = NULL;
      g_autoptr(GError) problem = NULL;

      if (info == NULL)
        continue;

      record = rounds_repository_get (database, info, kinds_and_ids[i + 1], &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (record != NULL && !rounds_entity_is_deleted (record))
        g_ptr_array_add (hits, hit_new (record, NULL));
    }

  return g_steal_pointer (&hits);
}
