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
 * RoundsPostgresqlDatabase:
 * @uri: as libpq takes it; it may hold a password
 * @name: of the database, with the host when there is one: for messages
 * @cancel: how to break off what runs, from any thread; of this connection
 * @epoch: which connection this is: after another one was made, prepared statements are gone
 * @n_prepared: names the next prepared statement
 * @doomed: (element-type utf8): prepared statements that nobody needs, until they can be told to go
 * @reading: (nullable): the statement whose rows still come in
 * @n_sent: statements in the pipeline since the last mark in it
 * @n_marks: marks in the pipeline that have not come back
 * @is_failing: whether a statement in the pipeline has failed, so that those after it do nothing
 * @failure: (nullable): what that one met, until somebody is told
 * @is_reading: whether the transaction that is open, or was open last, only reads
 * @begin_is_due: whether a transaction that reads is to begin with the next statement
 * @is_opening: whether the statement whose rows come in was sent together with that beginning
 * @is_ending: whether the end of such a transaction is on its way
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
  RoundsPostgresqlStatement *reading;
  guint n_sent;
  guint n_marks;
  gboolean is_failing;
  GError *failure;
  gboolean is_reading;
  gboolean begin_is_due;
  gboolean is_opening;
  gboolean is_ending;
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
gboolean         rounds_postgresql_make_way       (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);

typedef gboolean (*RoundsPostgresqlSendFunc)      (RoundsPostgresqlStatement  *statement,
                                                   GError                    **error);

gboolean         rounds_postgresql_is_in_transaction (RoundsPostgresqlDatabase *self);
gboolean         rounds_postgresql_begin          (RoundsPostgresqlDatabase   *self,
                                                   const char                 *sql,
                                                   GError                    **error);

void             rounds_postgresql_begin_later    (RoundsPostgresqlDatabase   *self);
gboolean         rounds_postgresql_begin_now      (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_begin_with     (RoundsPostgresqlDatabase   *self,
                                                   RoundsPostgresqlStatement  *statement,
                                                   RoundsPostgresqlSendFunc    send,
                                                   GError                    **error);
void             rounds_postgresql_reading_done   (RoundsPostgresqlDatabase   *self);
void             rounds_postgresql_end_later      (RoundsPostgresqlDatabase   *self);
void             rounds_postgresql_end_now        (RoundsPostgresqlDatabase   *self);

gboolean         rounds_postgresql_pipeline_is_worthwhile (RoundsPostgresqlDatabase *self);
gboolean         rounds_postgresql_pipeline_begin (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_sent  (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);
gboolean         rounds_postgresql_pipeline_end   (RoundsPostgresqlDatabase   *self,
                                                   GError                    **error);

void             rounds_postgresql_set_error      (RoundsPostgresqlDatabase   *self,
                                                   PGresult                   *result,
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
