/* rounds-database.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "model/rounds-value.h"

G_BEGIN_DECLS

/**
 * RoundsDatabaseFlags:
 * @ROUNDS_DATABASE_CREATE: make the database when it is not there
 * @ROUNDS_DATABASE_READ_ONLY: a connection that only reads
 * @ROUNDS_DATABASE_CACHE: a client's cache: rows may refer to rows that the person may not see, so foreign keys are not
 *   enforced; the server has done it
 * @ROUNDS_DATABASE_BULK: one long write, with the memory that makes it fast
 */
typedef enum
{
  ROUNDS_DATABASE_DEFAULT   = 0,
  ROUNDS_DATABASE_CREATE    = 1 << 0,
  ROUNDS_DATABASE_READ_ONLY = 1 << 1,
  ROUNDS_DATABASE_CACHE     = 1 << 2,
  ROUNDS_DATABASE_BULK      = 1 << 3,
} RoundsDatabaseFlags;

#define ROUNDS_TYPE_DATABASE (rounds_database_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsDatabase, rounds_database, ROUNDS, DATABASE, GObject)

typedef struct _RoundsStatement RoundsStatement;

/**
 * RoundsDatabaseClass:
 *
 * What a driver does. One connection is used by one thread at a time. After a statement that has failed, a transaction may be good for
 * nothing but to be rolled back, to a savepoint or all of it. SQL has `$1` parameters and is the same for every
 * driver; the functions from @prepare_search on are the few real differences. @commit gets told whether revisions were given, so that
 * other processes that watch the database are woken. A driver also offers these SQL functions:
 * `rounds_fold (text)`, the text as it is sorted and compared by people (lower case, no accents), and
 * `rounds_list_has (list, entry)`, whether a list of texts held as a JSON array has the entry (1 or 0);
 * `rounds_json_text (object, key)`, what the JSON object has under the key, a text as it is, else as JSON; and
 * `rounds_json_number (object, key, scale)`, a number there times 10^scale, as BIGINT, 1 or 0 for true and false. Both are null
 * where there is nothing of the kind. `rounds_lists_common (list, list)` is how many texts two lists have in common, case and accents
 * aside; `rounds_days (date)` the number of a day, so that a difference is days;
 * `rounds_date_of (instant, zone)` the day that an instant is of in a zone of that name; `rounds_power (base, exponent)` what its name
 * says; `rounds_round (number)` the nearest whole number as BIGINT, a half up, a billionth of tolerance. Of null they make null.
 */
struct _RoundsDatabaseClass
{
  GObjectClass parent_class;

  gboolean         (*open)           (RoundsDatabase       *self,
                                      const char           *location,
                                      RoundsDatabaseFlags   flags,
                                      GError              **error);
  RoundsStatement *(*prepare)        (RoundsDatabase       *self,
                                      const char           *sql,
                                      GError              **error);
  gboolean         (*run_script)     (RoundsDatabase       *self,
                                      const char           *sql,
                                      GError              **error);
  gboolean         (*has_table)      (RoundsDatabase       *self,
                                      const char           *table,
                                      gboolean             *has,
                                      GError              **error);
  gboolean         (*begin)          (RoundsDatabase       *self,
                                      gboolean              writing,
                                      GError              **error);
  gboolean         (*commit)         (RoundsDatabase       *self,
                                      gboolean              announce,
                                      GError              **error);
  void             (*rollback)       (RoundsDatabase       *self);
  gboolean         (*run_savepoint)  (RoundsDatabase       *self, /* as run_script */
                                      const char           *sql,
                                      GError              **error);
  gboolean         (*begin_load)     (RoundsDatabase       *self, /* nullable, as end_load */
                                      GError              **error);
  gboolean         (*end_load)       (RoundsDatabase       *self,
                                      GError              **error);
  gboolean         (*check)          (RoundsDatabase       *self,
                                      GError              **error);
  void             (*interrupt)      (RoundsDatabase       *self);
  gboolean         (*watch)          (RoundsDatabase       *self,
                                      GCancellable         *cancellable,
                                      GError              **error);
  gboolean         (*rest)           (RoundsDatabase       *self);

  gboolean         (*prepare_search) (RoundsDatabase       *self,
                                      const char           *table,
                                      GError              **error);
  gboolean         (*index_text)     (RoundsDatabase       *self,
                                      const char           *table,
                                      const char           *id,
                                      const char           *text,
                                      GError              **error);
  char            *(*search_filter)  (RoundsDatabase       *self,
                                      const char           *table,
                                      const char           *alias,
                                      const char           *words,
                                      gboolean              is_limited,
                                      GPtrArray            *parameters);
  char            *(*newest_filter)  (RoundsDatabase       *self,
                                      const char           *table,
                                      const char           *alias,
                                      const char           *words,
                                      guint                 limit,
                                      GPtrArray            *parameters);
  const char       *claim_clause;  /* see rounds_database_get_claim_clause(); NULL where only one writes at a time */
  gboolean          reads_unions_in_order; /* see rounds_database_reads_unions_in_order() */
};

/*
 * The statement's own driver functions. @ask may be NULL: it sends the question on its way, and does not wait for the rows. @run may be
 * NULL: it executes the statement to its end when it has a better way than @step; then an error may come with a later statement of the
 * transaction instead, or at its end.
 */
typedef struct
{
  void               (*bind)        (RoundsStatement    *self,
                                     guint               index,
                                     const RoundsValue  *value);
  void               (*ask)         (RoundsStatement    *self);
  gboolean           (*step)        (RoundsStatement    *self,
                                     gboolean           *row,
                                     GError            **error);
  gboolean           (*run)         (RoundsStatement    *self,
                                     gboolean            row_is_wanted,
                                     gboolean           *is_done,
                                     GError            **error);
  void               (*reset)       (RoundsStatement    *self);
  RoundsValueType    (*column_type) (RoundsStatement    *self,
                                     guint               column);
  gint64             (*column_int)  (RoundsStatement    *self,
                                     guint               column);
  const char        *(*column_text) (RoundsStatement    *self,
                                     guint               column);
  gint64             (*count_changed) (RoundsStatement  *self);
  void               (*free)        (RoundsStatement    *self);
} RoundsStatementFuncs;

/**
 * RoundsStatement:
 *
 * A prepared statement of one connection; released ones are kept for the next who asks for the same SQL. Parameters count
 * from 1, as in `$1`; columns from 0.
 */
struct _RoundsStatement
{
  const RoundsStatementFuncs *funcs;
  RoundsDatabase *database;

  /*< private: the cache's >*/
  char *sql;
  guint hash; /* of sql */
  GList link;
  gboolean running;
};

GPtrArray       *rounds_parameters_new            (void);
guint            rounds_parameters_add_text       (GPtrArray            *self,
                                                   const char           *text);
guint            rounds_parameters_add_integer    (GPtrArray            *self,
                                                   gint64                integer);
guint            rounds_parameters_add_value      (GPtrArray            *self,
                                                   const RoundsValue    *value);

void             rounds_database_add_driver       (const char           *scheme,
                                                   GType                 type);
RoundsDatabase  *rounds_database_open             (const char           *uri,
                                                   RoundsDatabaseFlags   flags,
                                                   GError              **error);
const char      *rounds_database_get_uri          (RoundsDatabase       *self);
RoundsDatabaseFlags rounds_database_get_flags     (RoundsDatabase       *self);
const char      *rounds_database_get_claim_clause (RoundsDatabase       *self);
RoundsStatement *rounds_database_prepare          (RoundsDatabase       *self,
                                                   const char           *sql,
                                                   GError              **error);
gboolean         rounds_database_execute          (RoundsDatabase       *self,
                                                   GError              **error,
                                                   const char           *sql,
                                                   const char           *types,
                                                   ...);
gboolean         rounds_database_query_integer    (RoundsDatabase       *self,
                                                   gint64               *result,
                                                   GError              **error,
                                                   const char           *sql,
                                                   const char           *types,
                                                   ...);
gboolean         rounds_database_query_text       (RoundsDatabase       *self,
                                                   char                **result,
                                                   GError              **error,
                                                   const char           *sql,
                                                   const char           *types,
                                                   ...);
gboolean         rounds_database_run_script       (RoundsDatabase       *self,
                                                   const char           *sql,
                                                   GError              **error);
gboolean         rounds_database_begin            (RoundsDatabase       *self,
                                                   GError              **error);
gboolean         rounds_database_begin_reading    (RoundsDatabase       *self,
                                                   GError              **error);
gboolean         rounds_database_commit           (RoundsDatabase       *self,
                                                   GError              **error);
void             rounds_database_rollback         (RoundsDatabase       *self);
gboolean         rounds_database_begin_load       (RoundsDatabase       *self,
                                                   GError              **error);
gboolean         rounds_database_end_load         (RoundsDatabase       *self,
                                                   GError              **error);
void             rounds_database_expect_revisions (RoundsDatabase       *self);
gboolean         rounds_database_is_in_transaction (RoundsDatabase      *self);
gboolean         rounds_database_check            (RoundsDatabase       *self,
                                                   GError              **error);
void             rounds_database_interrupt        (RoundsDatabase       *self);
guint64          rounds_database_get_n_statements (RoundsDatabase       *self);
gboolean         rounds_database_reads_unions_in_order (RoundsDatabase *self);

void             rounds_statement_bind_value      (RoundsStatement      *self,
                                                   guint                 index,
                                                   const RoundsValue    *value);
void             rounds_statement_bind_text       (RoundsStatement      *self,
                                                   guint                 index,
                                                   const char           *text);
void             rounds_statement_bind_integer    (RoundsStatement      *self,
                                                   guint                 index,
                                                   gint64                integer);
void             rounds_statement_bind_all        (RoundsStatement      *self,
                                                   GPtrArray            *parameters);
gboolean         rounds_statement_step            (RoundsStatement      *self,
                                                   gboolean             *row,
                                                   GError              **error);
void             rounds_statement_ask             (RoundsStatement      *self);
gboolean         rounds_statement_change_row      (RoundsStatement      *self,
                                                   GError              **error);
gboolean         rounds_statement_run             (RoundsStatement      *self,
                                                   GError              **error);
gboolean         rounds_statement_is_null         (RoundsStatement      *self,
                                                   guint                 column);
gint64           rounds_statement_get_integer     (RoundsStatement      *self,
                                                   guint                 column);
const char      *rounds_statement_get_text        (RoundsStatement      *self,
                                                   guint                 column);
void             rounds_statement_get_value       (RoundsStatement      *self,
                                                   guint                 column,
                                                   RoundsValue          *value);
void             rounds_statement_release         (RoundsStatement      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsStatement, rounds_statement_release)

G_END_DECLS
