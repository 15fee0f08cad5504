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
 * A tree of conditions on the fields of one kind; an immutable value, counted. The same tree serves lists, scopes, saved views and segments. As JSON:
 * `{"and":[{"field":"address.city","op":"eq","value":"Nantes"},{"not":{"field":"tags","op":"contains","value":"x"}}]}`, the
 * operators `eq ne lt lte gt gte contains startsWith in empty team`. Filters given to a constructor are not taken: it keeps references of its own.
 */
typedef struct _RoundsFilter RoundsFilter;

/**
 * RoundsFilterContext:
 * @database: (nullable): the connection that knows the custom fields; without, there are none
 *
 * What a filter that somebody has sent is read against.
 */
typedef struct
{
  RoundsDatabase *database;
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
