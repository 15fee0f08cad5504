/* rounds-sqlite-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "store/rounds-database-private.h"
#include "store/rounds-sqlite-database.h"

G_BEGIN_DECLS

/* Searches whose answer a connection remembers for the statement that asks for it. */
#define ROUNDS_SQLITE_FOUND_SETS 4

/* Words whose rows a connection remembers while nothing is written: who types a second word has typed the first. */
#define ROUNDS_SQLITE_WORD_SETS 8

/**
 * RoundsSqliteFound:
 * @serial: names the set in a statement; of a word, when it was used last
 * @bits: a bit for each row number of the table that was found
 * @n_bits: how many bits there are, a multiple of 64
 * @key: (nullable): of a word, the table and the word
 * @version: of a word, the state of the database it is of
 */
typedef struct
{
  gint64 serial;
  guint64 *bits;
  gint64 n_bits;
  char *key;
  gint64 version;
} RoundsSqliteFound;

/* Milliseconds that a connection waits for what another one has locked. */
#define ROUNDS_SQLITE_BUSY_TIMEOUT 10000

typedef struct _RoundsSqliteJournal RoundsSqliteJournal;

struct _RoundsSqliteDatabase
{
  RoundsDatabase parent_instance;

  sqlite3 *connection;
  char *path;
  int is_interrupted; /* atomic */

  RoundsSqliteFound found[ROUNDS_SQLITE_FOUND_SETS];
  RoundsSqliteFound words[ROUNDS_SQLITE_WORD_SETS];
  gint64 last_serial;
  char *watched; /* the state of the file that was seen last */
  RoundsSqliteJournal *journal; /* of one that writes */
};

void      rounds_sqlite_set_error      (RoundsSqliteDatabase  *self,
                                        int                    code,
                                        GError               **error);
gboolean  rounds_sqlite_add_functions  (RoundsSqliteDatabase  *self,
                                        GError               **error);

int       rounds_sqlite_add_plain_functions (RoundsSqliteDatabase *self);

RoundsSqliteJournal *rounds_sqlite_journal_new (sqlite3             *writer,
                                                const char          *path,
                                                gboolean             is_cache);
void                 rounds_sqlite_journal_free (RoundsSqliteJournal *self);

gboolean  rounds_sqlite_rest           (RoundsDatabase        *database);

gboolean  rounds_sqlite_prepare_search (RoundsDatabase        *database,
                                        const char            *table,
                                        GError               **error);
gboolean  rounds_sqlite_index_text     (RoundsDatabase        *database,
                                        const char            *table,
                                        const char            *id,
                                        const char            *text,
                                        GError               **error);
char     *rounds_sqlite_search_filter  (RoundsDatabase        *database,
                                        const char            *table,
                                        const char            *alias,
                                        const char            *words,
                                        gboolean              is_limited,
                                        GPtrArray             *parameters);
char     *rounds_sqlite_newest_filter  (RoundsDatabase        *database,
                                        const char            *table,
                                        const char            *alias,
                                        const char            *words,
                                        guint                  limit,
                                        GPtrArray             *parameters);

G_END_DECLS
