/* rounds-list-kinds.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsListKindView:
 * @name: one of its own
 * @label: N_()
 * @filter: (nullable): as JSON; %NULL for all
 * @sort: (nullable): the field that it is sorted by; %NULL for what the kind wants
 * @descending: whether from the greatest to the least
 *
 * A list as most people want it at one time or another.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *filter;
  const char *sort;
  gboolean descending;
} RoundsListKindView;

/**
 * RoundsListKind:
 * @kind: a kind of record
 * @icon_name: of an empty list and of a row; an institution has one by its type, a person an avatar
 * @columns: names of fields, ends with %NULL: what is shown until somebody chooses otherwise; the title takes the room that is left
 * @sort: the field that the list is sorted by at first
 * @descending: whether from the greatest to the least
 * @quick: fields that the list can be narrowed by with one choice, ends with %NULL
 * @details: fields that stand under the title where there is no room for columns, ends with %NULL
 * @counted: (nullable): the filter of those that the sidebar counts, as JSON; %NULL for all
 * @views: what the list can be besides what people save; the first is shown at first; ends with a %NULL name
 * @can_import: whether there are registers of them
 * @search: what the search entry says when there are so many records
 * @count: how so many are called
 * @search_all: what it says before, N_()
 * @create_label: the same on a button, N_()
 * @empty_title: N_()
 * @empty_description: N_()
 *
 * What a kind of record wants of its list. Everything else the list takes from the kind's table of fields.
 */
typedef struct
{
  const char *kind;
  const char *icon_name;
  const char *columns[10];
  const char *sort;
  gboolean descending;
  const char *quick[5];
  const char *details[3];
  const char *counted;
  RoundsListKindView views[4];
  gboolean can_import;
  const char *(*search) (guint n_records);
  const char *(*count) (guint n_records);
  const char *search_all;
  const char *create_label;
  const char *empty_title;
  const char *empty_description;
} RoundsListKind;

const RoundsListKind   *rounds_list_kind_find     (const char            *kind);
const RoundsEntityInfo *rounds_list_kind_get_info (const RoundsListKind  *self);
const RoundsField      *rounds_list_kind_get_title (const RoundsListKind *self);
const char             *rounds_list_kind_get_label (const RoundsListKind *self,
                                                   const RoundsField     *field);
char                   *rounds_list_kind_format_count (const RoundsListKind *self,
                                                   guint                  n_records,
                                                   const char            *number);
const RoundsListKindView *rounds_list_kind_find_view (const RoundsListKind *self,
                                                   const char            *name);
gint64                  rounds_list_kind_count    (const RoundsListKind  *self,
                                                   RoundsDatabase        *database,
                                                   GError               **error);

G_END_DECLS
