/* rounds-forecast-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-forecast-query.h"

#include <string.h>

#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-stage.h"

static const RoundsField *
find_field (const char *name)
{
  return rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), name);
}

static RoundsFilter *
create_open (void)
{
  g_autoptr(GStrvBuilder) stages = g_strv_builder_new ();
  g_auto(GStrv) open = NULL;

  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    if (!rounds_stage_is_closed (rounds_stage_from_text (rounds_stage_choices[i].value)))
      g_strv_builder_add (stages, rounds_stage_choices[i].value);
  open = g_strv_builder_end (stages);

  return rounds_filter_new_in (find_field ("stage"), (const char * const *) open);
}

/* Both are taken. */
static RoundsFilter *
take_and (RoundsFilter *first,
          RoundsFilter *second)
{
  RoundsFilter *both = rounds_filter_new_and (first, second);

  rounds_filter_unref (first);
  rounds_filter_unref (second);

  return both;
}

static RoundsFilter *
create_between (const char *field,
                const char *first,
                const char *before)
{
  return take_and (rounds_filter_new_text (find_field (field), ROUNDS_FILTER_GREATER_OR_EQUAL, first),
                   rounds_filter_new_text (find_field (field), ROUNDS_FILTER_LESS, before));
}

/* @deals is taken. */
static RoundsQuery *
create_query (RoundsFilter *deals,
              RoundsFilter *filter)
{
  g_autoptr(RoundsFilter) all = filter != NULL ? take_and (deals, rounds_filter_ref (filter)) : deals;
  RoundsQuery *query = rounds_query_new (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY));

  rounds_query_set_filter (query, all);
  rounds_query_add_sort (query, find_field ("value"), TRUE);

  return query;
}

/**
 * rounds_forecast_query_month:
 * @month: YYYY-MM
 * @today: a valid date
 * @filter: (nullable): which deals, on the fields of an opportunity
 *
 * Returns: (transfer full): the deals that were won in that month and those that are expected to close in it
 */
RoundsQuery *
rounds_forecast_query_month (const char   *month,
                             const char   *today,
                             RoundsFilter *filter)
{
  g_autofree char *first = g_strconcat (month, "-01", NULL);
  g_autofree char *next = rounds_date_add_months (first, 1);
  g_autoptr(RoundsFilter) won = take_and (rounds_filter_new_text (find_field ("stage"), ROUNDS_FILTER_EQUAL, "closed_won"),
                                          create_between ("actual-close-date", first, next));
  g_autoptr(RoundsFilter) open = NULL;

  /* What was expected before today has slipped. */
  if (strcmp (next, today) <= 0)
    return create_query (g_steal_pointer (&won), filter);

  open = take_and (create_open (), create_between ("expected-close-date", strcmp (first, today) > 0 ? first : today, next));
  return create_query (rounds_filter_new_or (won, open), filter);
}

/**
 * rounds_forecast_query_slipped:
 * @today: a valid date
 * @filter: (nullable): which deals, on the fields of an opportunity
 *
 * Returns: (transfer full): the open deals that were expected before @today
 */
RoundsQuery *
rounds_forecast_query_slipped (const char   *today,
                               RoundsFilter *filter)
{
  return create_query (take_and (create_open (),
                                 rounds_filter_new_text (find_field ("expected-close-date"), ROUNDS_FILTER_LESS, today)), filter);
}

/**
 * rounds_forecast_query_compare:
 * @first: a #RoundsRow whose record is there
 * @second: another
 *
 * Returns: their order in the queries above
 */
int
rounds_forecast_query_compare (gconstpointer first,
                               gconstpointer second)
{
  RoundsRow *one = (RoundsRow *) first;
  RoundsRow *other = (RoundsRow *) second;
  gint64 value = rounds_entity_get_integer (rounds_row_get_entity (one), "value");
  gint64 other_value = rounds_entity_get_integer (rounds_row_get_entity (other), "value");

  if (value != other_value)
    return value > other_value ? -1 : 1;
  return strcmp (rounds_row_get_id (one), rounds_row_get_id (other));
}
