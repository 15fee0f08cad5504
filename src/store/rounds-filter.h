/* rounds-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_FILTER_AND,
  ROUNDS_FILTER_OR,
  ROUNDS_FILTER_NOT,
  ROUNDS_FILTER_EQUAL,
  ROUNDS_FILTER_DIFFERENT,
  ROUNDS_FILTER_LESS,
  ROUNDS_FILTER_LESS_OR_EQUAL,
  ROUNDS_FILTER_GREATER,
  ROUNDS_FILTER_GREATER_OR_EQUAL,
  ROUNDS_FILTER_CONTAINS,     /* a text, or one entry of a list; case-insensitive for texts */
  ROUNDS_FILTER_STARTS_WITH,
  ROUNDS_FILTER_IN,           /* one of several values */
  ROUNDS_FILTER_EMPTY,        /* null */
  ROUNDS_FILTER_TEAM,         /* a reference to a user of the team given */
  ROUNDS_FILTER_RELATED,      /* there is a related record that meets the one child filter: the related kind's fields */
} RoundsFilterOperator;

/**
 * RoundsFilter:
 *
 * A tree of conditions on the fields of one kind; an immutable value, counted. The same tree serves lists, scopes, saved views,
 * segments and exports. Filters given to a constructor are not taken: it keeps references of its own.
 *
 * As JSON: `{"and":[...]}`, `{"or":[...]}`, `{"not":...}` around conditions
 * `{"field":"address.city","op":"eq","value":"Nantes"}`.
 *
 * - A field is one of the kind's own (`name`, `address.city`), a custom one (`custom.budgetCode`), a derived one (`openDeals`,
 *   see store/rounds-derived-fields.h), or one of a record referred to: `institution.address.city` of a contact.
 * - `{"related":"contacts","by":"institutionId","where":{...}}` asks whether some record refers to this one; `by` and `where` can be
 *   left out.
 * - Operators: `eq ne lt lte gt gte`, `between [from,to]` (both included), `in notIn [...]`, `contains startsWith`, for lists
 *   `hasAny hasAll hasNone [...]`, `empty true|false`, `isEmpty`, `isNotEmpty`, and `team` with the id of a team.
 * - A value of a date or an instant can be a day, `2026-12-31`, which of an instant means the whole of it in the workspace's zone, or
 *   one that moves: `{"daysAgo":30}`, `{"daysAhead":7}`, `{"monthsAgo":1}`, `{"monthsAhead":1}`, `{"startOf":"month"}`,
 *   `{"endOf":"quarter","monthsAgo":3}` of `week month quarter year`. Of a reference to a person it can be `{"me":true}`.
 * - A condition on a derived field with a period takes `"period":{"months":12}`, `{"days":90}` or `{"from":...,"to":...}`.
 */
typedef struct _RoundsFilter RoundsFilter;

/**
 * RoundsFilterContext:
 * @database: (nullable): the connection that knows the custom fields; without, there are none
 * @now: when it is asked
 * @zone: (nullable): the workspace's; without, derived fields and days that move are not known
 * @user_id: (nullable): who asks
 * @scope: (nullable): gives the filter of what may be told of a related kind (transfer full)
 * @scope_data: for @scope
 * @name: (nullable): what the tree is called in problems; `filter`
 *
 * What a filter that somebody has sent is read against.
 */
typedef struct
{
  RoundsDatabase *database;
  gint64 now;
  GTimeZone *zone;
  const char *user_id;
  RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer user_data);
  gpointer scope_data;
  const char *name;
} RoundsFilterContext;

RoundsFilter *rounds_filter_new_all     (void);
RoundsFilter *rounds_filter_new_group   (RoundsFilterOperator    op,
                                         GPtrArray              *children);
RoundsFilter *rounds_filter_new_and     (RoundsFilter           *first,
                                         RoundsFilter           *second);
RoundsFilter *rounds_filter_new_or      (RoundsFilter           *first,
                                         RoundsFilter           *second);
RoundsFilter *rounds_filter_new_not     (RoundsFilter           *child);
RoundsFilter *rounds_filter_new_text    (const RoundsField      *field,
                                         RoundsFilterOperator    op,
                                         const char             *text);
RoundsFilter *rounds_filter_new_integer (const RoundsField      *field,
                                         RoundsFilterOperator    op,
                                         gint64                  integer);
RoundsFilter *rounds_filter_new_in      (const RoundsField      *field,
                                         const char * const     *texts);
RoundsFilter *rounds_filter_new_empty   (const RoundsField      *field);
RoundsFilter *rounds_filter_new_related (const RoundsField      *reference,
                                         RoundsFilter           *condition);
RoundsFilter *rounds_filter_new_linked  (const RoundsField      *field,
                                         const RoundsEntityInfo *related,
                                         const RoundsField      *link,
                                         RoundsFilter           *condition);
RoundsFilter *rounds_filter_ref         (RoundsFilter           *self);
void          rounds_filter_unref       (RoundsFilter           *self);
gboolean      rounds_filter_matches     (RoundsFilter           *self,
                                         RoundsEntity           *entity);
RoundsFilter *rounds_filter_from_json   (const RoundsEntityInfo *info,
                                         JsonNode               *node,
                                         GError                **error);
RoundsFilter *rounds_filter_read        (const RoundsEntityInfo    *info,
                                         JsonNode                  *node,
                                         const RoundsFilterContext *context,
                                         GError                   **error);
JsonNode     *rounds_filter_to_json     (RoundsFilter           *self);
const char * const *rounds_filter_get_operator_names (void);
void          rounds_filter_to_sql      (RoundsFilter           *self,
                                         const char             *alias,
                                         GString                *sql,
                                         GPtrArray              *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsFilter, rounds_filter_unref)

G_END_DECLS
