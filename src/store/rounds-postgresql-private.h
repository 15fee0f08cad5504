/* rounds-postgresql-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "store/rounds-database-private.h"
#include "store/rounds-postgresql-database.h"

G_BEGIN_DECLS

typedef struct _RoundsPostgresqlStatement RoundsPostgresqlStatement;

/**
 * RoundsPostgresqlAnswer:
 * @ROUNDS_POSTGRESQL_PASSED_OVER: only whether it went well matters
 * @ROUNDS_POSTGRESQL_ROW_WANTED: it must have written a row
 * @ROUNDS_POSTGRESQL_BEGUN: a transaction begins
 * @ROUNDS_POSTGRESQL_ENDED: a transaction ends in which nothing was written
 * @ROUNDS_POSTGRESQL_COMMITTED: a transaction ends in which something was
 * @ROUNDS_POSTGRESQL_MARK: the answers up to here are sent
 *
 * What is to be made of an answer that no statement takes.
 */
typedef enum
{
  ROUNDS_POSTGRESQL_PASSED_OVER = 1,
  ROUNDS_POSTGRESQL_ROW_WANTED,
  ROUNDS_POSTGRESQL_BEGUN,
  ROUNDS_POSTGRESQL_ENDED,
  ROUNDS_POSTGRESQL_COMMITTED,
  ROUNDS_POSTGRESQL_MARK,
  ROUNDS_POSTGRESQL_N_ANSWERS,
} RoundsPostgresqlAnswer;

/**
 * RoundsPostgresqlDatabase:
 * @uri: as libpq takes it; it may hold a password
 * @name: of the database, with the host when there is one: for messages
 * @cancel: how to break off what runs, from any thread; of this connection
 * @epoch: which connection this is: after another one was made, prepared statements are gone
 * @n_prepared: names the next prepared statement
 * @doomed: (element-type utf8): prepared statements that nobody needs, until they can be told to go
 * @sent: what is to be answered, in order: the statement that takes the answer, or a #RoundsPostgresqlAnswer
 * @is_coming: whether a part of the first answer has been taken
 * @n_unmarked: statements in the pipeline since the last mark in it
 * @n_marks: marks in the pipeline that have not come back
 * @n_rows_wanted: answers that have not come back and must say that a row was written
 * @failure: (nullable): what a statement met whose answer nobody has waited for, until somebody is told
 * @is_reading: whether the transaction that is open, or was open last, only reads
 * @begin_is_due: whether a transaction is to begin with the next statement
 * @is_transaction_open: whether a beginning was sent, and no end
 * @is_begun: whether the server has answered it
 * @is_committed: whether it was kept
 * @estimates: how many rows searches are thought to find, see rounds-postgresql-search.c
 * @estimates_since: monotonic time from which on they were made
 * @load: (nullable): a script that puts back what rounds_postgresql_begin_load() has taken away
 * @lock: the number of the lock that one writer at a time has, of this workspace
 */
struct _RoundsPostgresqlDatabase
{
  RoundsDatabase parent_instance;

  char *uri;
  char *name;
  PGconn *connection;
  GMutex cancel_mutex; /* of cancel */
  PGcancel *cancel;

  guint epoch;
  guint64 n_prepared;
  GPtrArray *doomed;
  GQueue sent;
  gboolean is_coming;
  guint n_unmarked;
  guint n_marks;
  guint n_rows_wanted;
  GError *failure;
  gboolean is_reading;
  gboolean begin_is_due;
  gboolean is_transaction_open;
  gboolean is_begun;
  gboolean is_committed;
  GHashTable *estimates;
  gint64 estimates_since;
  char *load;
  gint64 lock;
  gboolean is_listening;
};

gboolean         rounds_postgresql_connect        (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_reconnect      (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_run            (RoundsPostgresqlDatabase   *self,
                                                   const char                 *sql,
                                                   GError                    **error);
PGresult        *rounds_postgresql_query          (RoundsPostgresqlDatabase   *self,
                                                   const char                 *sql,
                                                   GError                    **error);

RoundsStatement *rounds_postgresql_statement_new  (RoundsDatabase             *database,
                                                   const char                 *sql,
                                                   GError                    **error);
void             rounds_postgresql_statement_take (RoundsPostgresqlStatement  *self,
                                                   PGresult                   *result);
void             rounds_postgresql_statement_end  (RoundsPostgresqlStatement  *self,
                                                   gboolean                    is_lost);

gboolean         rounds_postgresql_begin          (RoundsDatabase             *database,
                                                   gboolean                    writing,
                                                   GError                    **error);
gboolean         rounds_postgresql_begin_now      (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
void             rounds_postgresql_end_now        (RoundsPostgresqlDatabase   *self);
gboolean         rounds_postgresql_commit         (RoundsDatabase             *database,
                                                   gboolean                    announce,
                                                   GError                    **error);
void             rounds_postgresql_rollback       (RoundsDatabase             *database);
gboolean         rounds_postgresql_run_savepoint  (RoundsDatabase             *database,
                                                   const char                 *sql,
                                                   GError                    **error);
gboolean         rounds_postgresql_is_in_transaction (RoundsPostgresqlDatabase *self);

gboolean         rounds_postgresql_pipeline_is_worthwhile (RoundsPostgresqlDatabase *self);
gboolean         rounds_postgresql_pipeline_open  (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_sent  (RoundsPostgresqlDatabase   *self,
                                                   gpointer                    entry,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_send  (RoundsPostgresqlDatabase   *self,
                                                   const char                 *sql,
                                                   RoundsPostgresqlAnswer      answer,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_flush (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_await (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
void             rounds_postgresql_pipeline_forget (RoundsPostgresqlDatabase  *self,
                                                   RoundsPostgresqlStatement  *statement);
void             rounds_postgresql_pipeline_clear (RoundsPostgresqlDatabase   *self);
gboolean         rounds_postgresql_make_way       (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);

void             rounds_postgresql_set_error      (RoundsPostgresqlDatabase   *self,
                                                   PGresult                   *result,
                                                   GError                    **error);
void             rounds_postgresql_set_nothing_kept (RoundsPostgresqlDatabase *self,
                                                   GError                    **error);
void             rounds_postgresql_set_connect_error (RoundsPostgresqlDatabase *self,
                                                   GError                    **error);

gboolean         rounds_postgresql_make_functions (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);

gboolean         rounds_postgresql_check          (RoundsDatabase             *database,
                                                   GError                    **error);

gboolean         rounds_postgresql_begin_load     (RoundsDatabase             *database,
                                                   GError                    **error);
gboolean         rounds_postgresql_end_load       (RoundsDatabase             *database,
                                                   GError                    **error);

gboolean         rounds_postgresql_watch          (RoundsDatabase             *database,
                                                   GCancellable               *cancellable,
                                                   GError                    **error);

gboolean         rounds_postgresql_prepare_search (RoundsDatabase             *database,
                                                   const char                 *table,
                                                   GError                    **error);
gboolean         rounds_postgresql_index_text     (RoundsDatabase             *database,
                                                   const char                 *table,
                                                   const char                 *id,
                                                   const char                 *text,
                                                   GError                    **error);
char            *rounds_postgresql_search_filter  (RoundsDatabase             *database,
                                                   const char                 *table,
                                                   const char                 *alias,
                                                   const char                 *words,
                                                   gboolean                   is_limited,
                                                   GPtrArray                  *parameters);
char            *rounds_postgresql_newest_filter  (RoundsDatabase             *database,
                                                   const char                 *table,
                                                   const char                 *alias,
                                                   const char                 *words,
                                                   guint                      limit,
                                                   GPtrArray                  *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
