/* rounds-list-kinds.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

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
 * @can_import: whether there are registers of them
 * @search: what the search entry says when there are so many records
 * @search_all: what it says before, N_()
 * @new_label: what makes one, N_()
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
  gboolean can_import;
  const char *(*search) (guint n_records);
  const char *search_all;
  const char *new_label;
  const char *create_label;
  const char *empty_title;
  const char *empty_description;
} RoundsListKind;

const RoundsListKind   *rounds_list_kind_find     (const char            *kind);
const RoundsEntityInfo *rounds_list_kind_get_info (const RoundsListKind  *self);
const RoundsField      *rounds_list_kind_get_title (const RoundsListKind *self);
const char             *rounds_list_kind_get_label (const RoundsListKind *self,
                                                   const RoundsField     *field);
gint64                  rounds_list_kind_count    (const RoundsListKind  *self,
                                                   RoundsDatabase        *database,
                                                   GError               **error);

G_END_DECLS
