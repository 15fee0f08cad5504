/* rounds-operation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/rounds-entity.h"
#include "operations/rounds-import.h"
#include "store/rounds-changes.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsActor:
 *
 * Who asks. On a client it is the person who has signed in.
 */
typedef struct
{
  char *user_id;
  char *team_id;  /* nullable */
  char *role;     /* user, team_admin or super_admin */
} RoundsActor;

RoundsActor *rounds_actor_new  (const char        *user_id,
                                const char        *team_id,
                                const char        *role);
RoundsActor *rounds_actor_copy (const RoundsActor *self);
void         rounds_actor_free (RoundsActor       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsActor, rounds_actor_free)

typedef struct _RoundsOperationContext RoundsOperationContext;

/**
 * RoundsOperationGuard:
 *
 * Asked before an operation writes a record, with the record before and after (%NULL when created or erased). The server's policy
 * answers; a client has none, because the server decides. It is asked about the parts of a
 * record (lines, participants) too, while the record itself is as it was; not about what follows by rule from a write it has
 * allowed: the history of stages, ranks, the primary contact before, an institution that becomes a client.
 */
typedef gboolean (*RoundsOperationGuard) (RoundsOperationContext  *context,
                                          RoundsEntity            *before,
                                          RoundsEntity            *after,
                                          gpointer                 user_data,
                                          GError                 **error);

/**
 * RoundsOperationJournal:
 * @written: after each row that an operation has written, by rule too, with the row before (%NULL when it is new) and after
 * @finish: once at the end of a run that is whole, before it can be committed: what was kept for then is written
 * @discard: instead of @finish, of a run that failed: the database has taken it back
 *
 * Told what operations write. The server keeps an account of it; a client has none.
 */
typedef struct
{
  gboolean (*written) (RoundsOperationContext  *context,
                       RoundsEntity            *before,
                       RoundsEntity            *after,
                       gpointer                 user_data,
                       GError                 **error);
  gboolean (*finish)  (RoundsOperationContext  *context,
                       gpointer                 user_data,
                       GError                 **error);
  void     (*discard) (gpointer                 user_data);
} RoundsOperationJournal;

/**
 * RoundsOperationFile:
 * @hash: the SHA-256 of the content
 * @type: its media type
 * @size: bytes
 *
 * A file that has come with the request, on its way to being a document.
 */
typedef struct
{
  const char *hash;
  const char *type;
  gint64 size;
} RoundsOperationFile;

/**
 * RoundsOperationContext:
 * @database: with an open transaction
 * @changes: collects what was written
 * @actor: who asks
 * @now: instant, microseconds since the epoch
 * @zone: the workspace's time zone, for what "today" is
 * @is_server: whether this is where it is decided: numbers are given here only
 * @owns_transaction: whether the caller rolls the whole transaction back when a run fails, so that the run needs no savepoint of its
 *   own: within one, SQLite takes longer for each statement the more there were
 * @guard: (nullable): the policy
 * @scope: (nullable): what the actor sees of a kind, for operations that look for records themselves; without, all there is
 * @journal: (nullable): told what is written
 * @operation: (nullable): the name of the operation that runs, of a batch that of the batch
 * @progress: (nullable): told how far a long operation is, from the thread it runs on
 * @cancellable: (nullable)
 * @source: (nullable): the rows of a register, for `register.import`
 * @file: (nullable): the file of a document that is created
 * @known: (nullable): a record that the caller has just read in the same transaction, without those that belong to it: the run takes it
 *   instead of reading it again, once
 * @keeps_record: whether the caller writes the record of the answer itself, from @record: the answer has its id only then
 * @forgets_inverse: whether nobody will undo the run by its inverse, so that none is made
 * @inverse: (out) (nullable): the operation that undoes this one: {"name":...,"arguments":{...}}
 * @record: (out) (nullable): the record that is the answer; only with @keeps_record, and not of an answer that is none
 */
struct _RoundsOperationContext
{
  RoundsDatabase *database;
  RoundsChanges *changes;
  const RoundsActor *actor;
  gint64 now;
  GTimeZone *zone;
  gboolean is_server;
  gboolean owns_transaction;
  RoundsOperationGuard guard;
  gpointer guard_data;
  RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer actor);
  const RoundsOperationJournal *journal;
  gpointer journal_data;
  const char *operation;
  void (*progress) (double fraction, const char *text, gpointer user_data);
  gpointer progress_data;
  GCancellable *cancellable;
  RoundsImportSource *source;
  const RoundsOperationFile *file;
  RoundsEntity *known;
  gboolean keeps_record;
  gboolean forgets_inverse;

  JsonObject *inverse;
  RoundsEntity *record;
};

typedef enum
{
  ROUNDS_OPERATION_SERVER_ONLY = 1 << 0,  /* not run on a client's cache: queued, its result comes with the next pull */
} RoundsOperationFlags;

/**
 * RoundsOperation:
 * @name: such as `opportunity.move`
 * @label: N_(), for the undo history
 * @flags: what applies
 * @arguments: the names of what it takes, separated by spaces
 * @run: does it: reads @arguments, checks with rules/, writes through the repository; returns (transfer full) the record or report as JSON
 *
 * Arguments carry the ids of new records, so the same operation run again on the server makes the same rows.
 */
typedef struct
{
  const char *name;
  const char *label;
  RoundsOperationFlags flags;
  const char *arguments;
  JsonNode *(*run) (RoundsOperationContext  *context,
                    JsonObject              *arguments,
                    GError                 **error);
} RoundsOperation;

const RoundsOperation         *rounds_operation_find     (const char              *name);
const RoundsOperation * const *rounds_operation_get_all  (guint                   *n_operations);
JsonNode                      *rounds_operation_run      (RoundsOperationContext  *context,
                                                          const char              *name,
                                                          JsonObject              *arguments,
                                                          GError                 **error);
void                           rounds_operation_context_clear (RoundsOperationContext *context);

/* For the operations themselves. */
char                          *rounds_operation_today    (RoundsOperationContext  *context);
RoundsEntity                  *rounds_operation_load     (RoundsOperationContext  *context,
                                                          const char              *kind,
                                                          JsonObject              *arguments,
                                                          const char              *member,
                                                          GError                 **error);
gboolean                       rounds_operation_insert   (RoundsOperationContext  *context,
                                                          RoundsEntity            *entity,
                                                          GError                 **error);
gboolean                       rounds_operation_update   (RoundsOperationContext  *context,
                                                          RoundsEntity            *before,
                                                          RoundsEntity            *after,
                                                          GError                 **error);

G_END_DECLS
