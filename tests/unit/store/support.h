/* support.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-registry.h"
#include "store/rounds-migrations.h"
#include "store/rounds-repository.h"

/**
 * Room:
 * @folder: of its own, gone afterwards
 * @path: (nullable): of the database's file; %NULL on PostgreSQL
 * @uri: of the database
 * @name: what the database is called in messages
 * @database: with the tables of a server; `Room` as fixture data: of a cache when the data is not %NULL
 */
typedef struct
{
  char *folder;
  char *path;
  char *uri;
  const char *name;
  RoundsDatabase *database;
} Room;

#define ROOM_SERVER NULL
#define ROOM_CACHE ((gconstpointer) GINT_TO_POINTER (1))

/* As the first version that went out left them. */
#define ROOM_FIRST_SERVER ((gconstpointer) GINT_TO_POINTER (2))
#define ROOM_FIRST_CACHE ((gconstpointer) GINT_TO_POINTER (3))

#define room_is_postgresql(room) ((room)->path == NULL)

#define room_add(path, data, test) g_test_add ((path), Room, (data), room_set_up, (test), room_tear_down)

void          room_set_up      (Room                   *room,
                                gconstpointer           data);
void          room_tear_down   (Room                   *room,
                                gconstpointer           data);
RoundsEntity *room_insert      (Room                   *room,
                                const char             *kind,
                                ...) G_GNUC_NULL_TERMINATED;
char         *room_titles      (Room                   *room,
                                RoundsQuery            *query);
void          room_count       (Room                   *room,
                                const char             *table,
                                gint64                  expected);
RoundsEntity *make_record      (const char             *kind);

#define assert_ok(call)                                   \
  G_STMT_START                                            \
    {                                                     \
      g_autoptr(GError) local_error = NULL;               \
      gboolean went_well = (call) && local_error == NULL; \
      g_assert_no_error (local_error);                    \
      g_assert_true (went_well);                          \
    }                                                     \
  G_STMT_END

void assert_problem (GError     *error,
                     int         status,
                     const char *code);
