/* rounds-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-find.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-registry.h"
#include "model/rounds-word-match.h"
#include "store/rounds-repository.h"
#include "store/rounds-word-search.h"

/* In the order in which it is shown; of what is no activity the best come first, of activities the newest. */
static const struct
{
  const char *kind;
  gboolean is_activity;
} kinds[] = {
  { "institution" },
  { "contact" },
  { "opportunity" },
  { "quote" },
  { "invoice" },
  { "task", TRUE },
  { "meeting", TRUE },
  { "call", TRUE },
  { "note", TRUE },
  { "reminder", TRUE },
  { "email-message", TRUE },
};

/* How many records that have the words are looked at for the best of them. */
#define CANDIDATES 200

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

/* Whether the title has all the words, in whatever order. */
static gboolean
is_in_title (const RoundsWordHit *hit,
             char               **words)
{
  g_autoptr(GArray) ranges = rounds_word_match (hit->key, (const char * const *) words);
  guint64 seen = 0;

  for (guint i = 0; i < ranges->len; i++)
    seen |= G_GUINT64_CONSTANT (1) << MIN (g_array_index (ranges, RoundsWordRange, i).word, 63);
  for (guint i = 0; words[i] != NULL && i < 63; i++)
    if ((seen >> i & 1) == 0)
      return FALSE;

  return TRUE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const RoundsWordHit *one = *(RoundsWordHit * const *) a;
  const RoundsWordHit *other = *(RoundsWordHit * const *) b;
  const int order = g_strcmp0 (one->key, other->key);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/* Not a second time. */
static void
add_id (GPtrArray           *ids,
        const RoundsWordHit *hit)
{
  if (!g_ptr_array_find_with_equal_func (ids, hit->id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (hit->id));
}

/*
 * The best first: a title that begins with what was typed, one that has the words, then what has them elsewhere. Where enough titles begin so,
 * nothing else is looked at.
 */
static gboolean
find_best (RoundsDatabase          *database,
           const RoundsEntityInfo  *info,
           const char              *words,
           char                   **parts,
           guint                    limit,
           GPtrArray               *ids,
           GError                 **error)
{
  g_autoptr(GPtrArray) titles = rounds_word_search_titles (database, info, words, limit, error);
  g_autoptr(GPtrArray) others = NULL;

  if (titles == NULL)
    return FALSE;

  for (guint i = 0; i < titles->len; i++)
    add_id (ids, g_ptr_array_index (titles, i));
  if (ids->len >= limit)
    return TRUE;

  others = rounds_word_search_newest (database, info, words, CANDIDATES, error);
  if (others == NULL)
    return FALSE;

  g_ptr_array_sort (others, compare_hits);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < others->len && ids->len < limit; i++)
      {
        const RoundsWordHit *hit = g_ptr_array_index (others, i);

        if (pass == 1 || (hit->key != NULL && is_in_title (hit, parts)))
          add_id (ids, hit);
      }

  return TRUE;
}

static gboolean
find_newest (RoundsDatabase          *database,
             const RoundsEntityInfo  *info,
             const char              *words,
             guint                    limit,
             GPtrArray               *ids,
             GError                 **error)
{
  g_autoptr(GPtrArray) hits = rounds_word_search_newest (database, info, words, limit, error);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    add_id (ids, g_ptr_array_index (hits, i));

  return hits != NULL;
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  RoundsEntity *one = *(RoundsEntity * const *) a;
  RoundsEntity *other = *(RoundsEntity * const *) b;
  const gint64 made = rounds_entity_get_integer (one, "created-at");
  const gint64 other_made = rounds_entity_get_integer (other, "created-at");

  return made != other_made ? (made > other_made ? -1 : 1) : strcmp (rounds_entity_get_id (one), rounds_entity_get_id (other));
}

/* The institutions that the records belong to, by id, in one statement. */
static GHashTable *
load_institutions (RoundsDatabase  *database,
                   GPtrArray       *records,
                   GError         **error)
{
  g_autoptr(GHashTable) institutions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) found = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);

      if (rounds_entity_info_find (rounds_entity_get_info (record), "institution-id") != NULL &&
          !rounds_entity_is_null (record, "institution-id") &&
          !g_ptr_array_find_with_equal_func (ids, rounds_entity_get_text (record, "institution-id"), g_str_equal, NULL))
        g_ptr_array_add (ids, (gpointer) rounds_entity_get_text (record, "institution-id"));
    }
  if (ids->len == 0)
    return g_steal_pointer (&institutions);

  found = rounds_repository_get_many (database, rounds_registry_find ("institution"), (const char * const *) ids->pdata, ids->len, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      RoundsEntity *institution = g_ptr_array_index (found, i);

      g_hash_table_insert (institutions, (gpointer) rounds_entity_get_id (institution), g_object_ref (institution));
    }

  return g_steal_pointer (&institutions);
}

/**
 * rounds_find_compute:
 * @words: what was typed: the beginnings of words, all of which a record has
 * @collections: (nullable): where to look, such as `contacts`; everywhere when %NULL
 * @limit: records of each kind at most
 * @error: what the database said
 *
 * As fast for a million records as for a thousand: of what is found, only so many are looked at as are shown or could be. Institutions,
 * contacts, deals and documents come best first (see find_best()), kind by kind; activities the newest first, all kinds together.
 *
 * Returns: (transfer full) (nullable) (element-type RoundsFindHit): what was found
 */
GPtrArray *
rounds_find_compute (RoundsDatabase      *database,
                     const char          *words,
                     const char * const  *collections,
                     guint                limit,
                     GError             **error)
{
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) activities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) institutions = NULL;
  GPtrArray *hits;

  for (guint i = 0; parts[0] != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      const RoundsEntityInfo *info = rounds_registry_find (kinds[i].kind);
      g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) found = NULL;

      if (collections != NULL && collections[0] != NULL && !g_strv_contains (collections, info->collection))
        continue;

      if (kinds[i].is_activity ? !find_newest (database, info, words, limit, ids, error)
                               : !find_best (database, info, words, parts, limit, ids, error))
        return NULL;
      if (ids->len == 0)
        continue;

      found = rounds_repository_get_many (database, info, (const char * const *) ids->pdata, ids->len, error);
      if (found == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (kinds[i].is_activity ? activities : records, g_steal_pointer (&found));
    }

  g_ptr_array_sort (activities, compare_age);
  g_ptr_array_extend_and_steal (records, g_steal_pointer (&activities));
  institutions = load_institutions (database, records, error);
  if (institutions == NULL)
    return NULL;

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  for (guint i = 0; i < records->len; i++)
    {
      RoundsFindHit *hit = hit_new (g_ptr_array_index (records, i), institutions);

      find_reason (hit, (const char * const *) parts);
      g_ptr_array_add (hits, hit);
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
