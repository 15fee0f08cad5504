/* rounds-mention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-mention.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-registry.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* A name is seldom longer, and each part of the sentence is looked for. */
#define WORDS_MAXIMUM 5
/* What one word alone must have to be taken for a name. */
#define LETTERS_MINIMUM 3
/* A word that as many records have, such as "clinique", names none of them. */
#define FOUND_MAXIMUM 24

static const char * const kinds[] = { "contact", "institution" };

static void
add_mention (GPtrArray    *mentions,
             const char   *kind,
             RoundsEntity *record)
{
  RoundsMention *mention = g_new0 (RoundsMention, 1);
  gboolean is_contact = g_str_equal (kind, "contact");

  mention->kind = kind;
  mention->id = g_strdup (rounds_entity_get_id (record));
  mention->title = rounds_entity_dup_title (record);
  mention->institution_id = g_strdup (is_contact ? rounds_entity_get_text (record, "institution-id") : mention->id);
  mention->institution_name = is_contact ? NULL : g_strdup (mention->title);
  g_ptr_array_add (mentions, mention);
}

/* Whether the name has all words: as they are where there is one only, else as beginnings of words. */
static gboolean
is_named (RoundsEntity *record,
          char        **words,
          guint         first,
          guint         n_words)
{
  g_autofree char *title = rounds_entity_dup_title (record);
  g_autofree char *folded = rounds_fold_words (title);
  g_autofree char *name = g_strconcat (" ", folded, NULL);

  for (guint i = first; i < first + n_words; i++)
    {
      g_autofree char *pattern = g_strdup_printf (n_words == 1 ? " %s " : " %s", words[i]);

      if (strstr (name, pattern) == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
join (char  **words,
      guint   first,
      guint   n_words)
{
  GString *joined = g_string_new (NULL);

  for (guint i = first; i < first + n_words; i++)
    g_string_append_printf (joined, "%s%s", i > first ? " " : "", words[i]);

  return g_string_free_and_steal (joined);
}

static gboolean
find_part (RoundsDatabase  *database,
           char           **words,
           guint            first,
           guint            n_words,
           GPtrArray       *mentions,
           GError         **error)
{
  g_autofree char *search = join (words, first, n_words);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_find (kinds[i]));
      g_autoptr(GPtrArray) records = NULL;

      rounds_query_set_search (query, search);
      rounds_query_set_range (query, 0, FOUND_MAXIMUM);
      records = rounds_repository_list (database, query, error);
      if (records == NULL)
        return FALSE;
      if (n_words == 1 && records->len == FOUND_MAXIMUM)
        continue;
      for (guint j = 0; j < records->len && mentions->len < ROUNDS_MENTIONS_MAXIMUM; j++)
        if (is_named (g_ptr_array_index (records, j), words, first, n_words))
          add_mention (mentions, kinds[i], g_ptr_array_index (records, j));
    }

  return TRUE;
}

static void
name_institution (GPtrArray    *mentions,
                  RoundsEntity *institution)
{
  for (guint i = 0; i < mentions->len; i++)
    {
      RoundsMention *mention = g_ptr_array_index (mentions, i);

      if (g_strcmp0 (mention->institution_id, rounds_entity_get_id (institution)) != 0)
        continue;
      g_free (mention->institution_name);
      mention->institution_name = rounds_entity_dup_title (institution);
    }
}

/* Where the contacts work, in one statement. */
static gboolean
read_institutions (RoundsDatabase  *database,
                   GPtrArray       *mentions,
                   GError         **error)
{
  g_autofree const char **ids = g_new0 (const char *, mentions->len + 1);
  g_autoptr(GPtrArray) records = NULL;

  if (mentions->len == 0)
    return TRUE;
  for (guint i = 0; i < mentions->len; i++)
    ids[i] = ((RoundsMention *) g_ptr_array_index (mentions, i))->institution_id;

  records = rounds_repository_get_many (database, rounds_registry_find ("institution"), ids, mentions->len, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    name_institution (mentions, g_ptr_array_index (records, i));

  return records != NULL;
}

/**
 * rounds_mentions_find:
 * @words: a part of a sentence
 *
 * Looks for the longest part of @words that is the name of a contact or an institution; at most five words are looked at, which is at
 * most thirty statements, and one for where contacts work. Deleted records are not found.
 *
 * Returns: (transfer full) (element-type RoundsMention): who may be meant, contacts first, at most %ROUNDS_MENTIONS_MAXIMUM; %NULL with
 *   @error set
 */
GPtrArray *
rounds_mentions_find (RoundsDatabase  *database,
                      const char      *words,
                      GError         **error)
{
  g_autoptr(GPtrArray) mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_mention_free);
  g_autofree char *folded = rounds_fold_words (words);
  g_auto(GStrv) parts = g_strsplit (g_strchomp (folded), " ", -1);
  guint n_parts = MIN (g_strv_length (parts), WORDS_MAXIMUM);

  for (guint n = n_parts; n > 0 && mentions->len == 0; n--)
    for (guint first = 0; first + n <= n_parts && mentions->len == 0; first++)
      {
        if (n == 1 && strlen (parts[first]) < LETTERS_MINIMUM)
          continue;
        if (!find_part (database, parts, first, n, mentions, error))
          return NULL;
      }

  return read_institutions (database, mentions, error) ? g_steal_pointer (&mentions) : NULL;
}

/**
 * rounds_mention_copy:
 *
 * Returns: (transfer full): the same
 */
RoundsMention *
rounds_mention_copy (const RoundsMention *self)
{
  RoundsMention *copy = g_new0 (RoundsMention, 1);

  copy->kind = self->kind;
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->institution_id = g_strdup (self->institution_id);
  copy->institution_name = g_strdup (self->institution_name);

  return copy;
}

void
rounds_mention_free (RoundsMention *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->institution_id);
  g_free (self->institution_name);
  g_free (self);
}
