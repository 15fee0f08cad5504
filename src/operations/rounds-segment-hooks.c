/* rounds-segment-hooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-segment-hooks.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-filter.h"

/* What holds a filter: it must be one that can be asked. */

static gboolean
is_changed (RoundsRecordChange *change,
            const char         *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (change->after), name);

  return change->before == NULL || !rounds_value_equal (rounds_entity_get_value (change->before, field),
                                                        rounds_entity_get_value (change->after, field));
}

static gboolean
check_filter (RoundsRecordChange      *change,
              const RoundsEntityInfo  *info,
              const char              *name,
              JsonNode                *node,
              GError                 **error)
{
  const RoundsActor *actor = change->context->actor;
  const RoundsFilterContext context = {
    .database = change->context->database,
    .now = change->context->now,
    .zone = change->context->zone,
    .user_id = actor != NULL ? actor->user_id : NULL,
    .name = name,
  };
  g_autoptr(RoundsFilter) filter = rounds_filter_read (info, node, &context, error);

  return filter != NULL;
}

/* What a team sees belongs to one: the own one, when none is named. */
static gboolean
complete_team (RoundsRecordChange  *change,
               GError             **error)
{
  const RoundsActor *actor = change->context->actor;

  if (g_strcmp0 (rounds_entity_get_text (change->after, "visibility"), "team") != 0 ||
      !rounds_entity_is_null (change->after, "team-id"))
    return TRUE;

  if (actor == NULL || actor->team_id == NULL)
    return rounds_problem_refuse (error, "teamId", "REQUIRED", _("Say which team sees it: you are in none"));

  rounds_entity_set_text (change->after, "team-id", actor->team_id);
  return TRUE;
}

/**
 * rounds_segment_prepare:
 * @change: of a record of kind `segment`, created or edited
 * @error: `BAD_FILTER`, whose field is the place in `criteria`; `REQUIRED`
 */
gboolean
rounds_segment_prepare (RoundsRecordChange  *change,
                        GError             **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (rounds_entity_get_text (change->after, "type"));
  const char *criteria = rounds_entity_get_text (change->after, "criteria");
  g_autoptr(JsonNode) node = criteria != NULL ? rounds_json_parse (criteria, -1, NULL) : NULL;

  /* What is missing the table refuses. */
  if (info != NULL && node != NULL && is_changed (change, "criteria") && !check_filter (change, info, "criteria", node, error))
    return FALSE;

  return complete_team (change, error);
}

/**
 * rounds_saved_view_prepare:
 * @change: of a record of kind `saved-view`, created or edited
 * @error: `UNKNOWN_COLLECTION`, `WRONG_TYPE`; `BAD_FILTER`, whose field is the place in `definition.filter`
 *
 * A view is an object; what stands under `filter` is a tree of conditions on the list, the rest is the app's.
 */
gboolean
rounds_saved_view_prepare (RoundsRecordChange  *change,
                           GError             **error)
{
  const RoundsEntityInfo *info = rounds_registry_find_collection (rounds_entity_get_text (change->after, "collection"));
  const char *definition = rounds_entity_get_text (change->after, "definition");
  g_autoptr(JsonNode) node = definition != NULL ? rounds_json_parse (definition, -1, NULL) : NULL;
  JsonNode *filter;

  if (!rounds_entity_is_null (change->after, "collection") && info == NULL)
    return rounds_problem_refuse (error, "collection", "UNKNOWN_COLLECTION", _("There is no such list"));

  if (node != NULL && is_changed (change, "definition"))
    {
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return rounds_problem_refuse (error, "definition", "WRONG_TYPE", _("The definition of a view must be an object"));

      filter = json_object_get_member (json_node_get_object (node), "filter");
      if (filter != NULL && !JSON_NODE_HOLDS_NULL (filter) && info != NULL &&
          !check_filter (change, info, "definition.filter", filter, error))
        return FALSE;
    }

  return complete_team (change, error);
}
