/* rounds-list-columns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "app/pages/rounds-list-kinds.h"
#include "app/rounds-live-read.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsListRoom:
 *
 * How much room a list has beside its titles.
 */
typedef enum
{
  ROUNDS_LIST_ROOM_WIDE,   /* for all columns */
  ROUNDS_LIST_ROOM_LARGE,  /* for most */
  ROUNDS_LIST_ROOM_MEDIUM, /* for the first ones */
  ROUNDS_LIST_ROOM_NARROW, /* for none: the title has a second line */
} RoundsListRoom;

/**
 * RoundsListColumns:
 *
 * The columns of a list, each a field of the kind's table: heading, order, width and cells follow from the field.
 *
 * Property `compact`: titles have a second line. Signal `resized ()`: a person has drawn a column wider or narrower.
 */
#define ROUNDS_TYPE_LIST_COLUMNS (rounds_list_columns_get_type ())
G_DECLARE_FINAL_TYPE (RoundsListColumns, rounds_list_columns, ROUNDS, LIST_COLUMNS, GObject)

RoundsListColumns *rounds_list_columns_new        (GtkColumnView        *view,
                                                   const RoundsListKind *kind,
                                                   RoundsStore          *store);
void               rounds_list_columns_set_fields (RoundsListColumns    *self,
                                                   GPtrArray            *fields,
                                                   gboolean              chosen);
GPtrArray         *rounds_list_columns_get_fields (RoundsListColumns    *self);
void               rounds_list_columns_set_room   (RoundsListColumns    *self,
                                                   RoundsListRoom        room);
void               rounds_list_columns_set_sort   (RoundsListColumns    *self,
                                                   const RoundsField    *field,
                                                   gboolean              descending);
const RoundsField *rounds_list_columns_get_sort   (RoundsListColumns    *self,
                                                   gboolean             *descending);
void               rounds_list_columns_set_widths (RoundsListColumns    *self,
                                                   JsonObject           *widths);
JsonObject        *rounds_list_columns_dup_widths (RoundsListColumns    *self);
RoundsLiveRead    *rounds_list_columns_read_fields (const RoundsListKind *kind,
                                                   RoundsStore          *store);
GPtrArray         *rounds_list_columns_find_fields (const RoundsListKind *kind,
                                                   const char * const   *paths,
                                                   GPtrArray            *fields);

G_END_DECLS
