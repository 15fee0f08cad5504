/* rounds-board-rank.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-board-rank.h"

#include <string.h>

#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation-private.h"
#include "rules/rounds-rank.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* The order of a column of the board: ranks between those of the neighbours, so that a move writes one card only. */

/* Ranks grow by a digit when cards are put into one gap over and over; beyond this the column is ranked anew. */
#define RANK_MAXIMUM 48

#define COLUMN "FROM opportunities WHERE stage = $1 AND deleted_at IS NULL AND id <> $2 "

static gboolean
query_rank (RoundsOperationContext  *context,
            char                   **rank,
            GError                 **error,
            const char              *sql,
            const RoundsBoardPlace  *place,
            const char              *parameter)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (context->database, sql, error);
  gboolean row;

  g_clear_pointer (rank, g_free);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, place->stage);
  rounds_statement_bind_text (statement, 2, place->card_id != NULL ? place->card_id : "");
  if (parameter != NULL)
    rounds_statement_bind_text (statement, 3, parameter);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *rank = g_strdup (rounds_statement_get_text (statement, 0));

  return TRUE;
}

static gboolean
query_rank_at (RoundsOperationContext  *context,
               char                   **rank,
               const RoundsBoardPlace  *place,
               gint64                   position,
               GError                 **error)
{
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (context->database, "SELECT rank " COLUMN "ORDER BY rank, id LIMIT 1 OFFSET $3", error);
  gboolean row;

  g_clear_pointer (rank, g_free);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, place->stage);
  rounds_statement_bind_text (statement, 2, place->card_id != NULL ? place->card_id : "");
  rounds_statement_bind_integer (statement, 3, position);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *rank = g_strdup (rounds_statement_get_text (statement, 0));

  return TRUE;
}

/* The ranks that the new one goes between, by the first thing of @place that holds. */
static gboolean
find_gap (RoundsOperationContext  *context,
          const RoundsBoardPlace  *place,
          char                   **above,
          char                   **below,
          GError                 **error)
{
  if (place->after_id != NULL)
    {
      if (!query_rank (context, above, error, "SELECT rank " COLUMN "AND id = $3", place, place->after_id))
        return FALSE;
      if (*above != NULL)
        return query_rank (context, below, error, "SELECT MIN(rank) " COLUMN "AND rank > $3", place, *above);
    }

  if (place->before_id != NULL)
    {
      if (!query_rank (context, below, error, "SELECT rank " COLUMN "AND id = $3", place, place->before_id))
        return FALSE;
      if (*below != NULL)
        return query_rank (context, above, error, "SELECT MAX(rank) " COLUMN "AND rank < $3", place, *below);
    }

  if (place->position == 0)
    return query_rank (context, below, error, "SELECT MIN(rank) " COLUMN, place, NULL);

  if (place->position > 0)
    {
      if (!query_rank_at (context, above, place, place->position - 1, error))
        return FALSE;
      if (*above != NULL)
        return query_rank_at (context, below, place, place->position, error);
    }

  return query_rank (context, above, error, "SELECT MAX(rank) " COLUMN, place, NULL);
}

static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  RoundsEntity *first = *(RoundsEntity **) a;
  RoundsEntity *second = *(RoundsEntity **) b;
  int order = g_strcmp0 (rounds_entity_get_text (first, "rank"), rounds_entity_get_text (second, "rank"));

  return order != 0 ? order : g_strcmp0 (rounds_entity_get_id (first), rounds_entity_get_id (second));
}

static GPtrArray *
list_others (RoundsOperationContext  *context,
             const RoundsBoardPlace  *place,
             GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter =
    rounds_filter_new_text (rounds_entity_info_find (info, "stage"), ROUNDS_FILTER_EQUAL, place->stage);
  GPtrArray *cards;

  rounds_query_set_filter (query, filter);
  cards = rounds_repository_list (context->database, query, error);
  if (cards == NULL)
    return NULL;

  for (guint i = cards->len; i-- > 0;)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (cards, i)), place->card_id) == 0)
      g_ptr_array_remove_index (cards, i);
  g_ptr_array_sort (cards, compare_cards);

  return cards;
}

/* Ranks the whole column anew, evenly and short. Rare: two cards have come to one rank, or a gap is used up. */
static gboolean
rank_others_anew (RoundsOperationContext  *context,
                  const RoundsBoardPlace  *place,
                  GError                 **error)
{
  g_autoptr(GPtrArray) cards = list_others (context, place, error);
  g_auto(GStrv) ranks = NULL;

  if (cards == NULL)
    return FALSE;

  ranks = rounds_rank_sequence (cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      RoundsEntity *card = g_ptr_array_index (cards, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (card);

      rounds_entity_set_text (after, "rank", ranks[i]);
      if (!rounds_operation_update_by_rule (context, card, after, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * rounds_board_find_rank:
 * @place: where the card goes
 *
 * Returns: (transfer full): the rank that puts it there; %NULL with @error set
 */
char *
rounds_board_find_rank (RoundsOperationContext  *context,
                        const RoundsBoardPlace  *place,
                        GError                 **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *above = NULL;
      g_autofree char *below = NULL;
      g_autofree char *rank = NULL;

      if (!find_gap (context, place, &above, &below, error))
        return NULL;
      rank = rounds_rank_between (above, below);
      if (rank != NULL && strlen (rank) <= RANK_MAXIMUM)
        return g_steal_pointer (&rank);
      if (i == 0 && !rank_others_anew (context, place, error))
        return NULL;
    }

  return g_strdup ("V");
}

/**
 * rounds_board_find_above:
 * @above_id: (out) (transfer full) (nullable): the card that stands above @rank, %NULL at the top
 */
gboolean
rounds_board_find_above (RoundsOperationContext  *context,
                         const char              *stage,
                         const char              *card_id,
                         const char              *rank,
                         char                   **above_id,
                         GError                 **error)
{
  RoundsBoardPlace place = { .stage = stage, .card_id = card_id };

  *above_id = NULL;
  return query_rank (context, above_id, error, "SELECT id " COLUMN "AND rank < $3 ORDER BY rank DESC, id DESC LIMIT 1",
                     &place, rank != NULL ? rank : "");
}
