/* rounds-handlers-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-policy.h"
#include "server/rounds-sync-gone.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-problem-json.h"
#include "wire/rounds-sync-changes.h"
#include "wire/rounds-sync-operation.h"

/* What a client pulls and pushes. */

/* Microseconds that a change may have waited for the network and still keep its time. */
#define OFFLINE_MAXIMUM (60 * G_TIME_SPAN_DAY)

/* How many rows there are after @since. */
static gboolean
count_rows (RoundsCall  *call,
            gint64       since,
            gint64      *total,
            GError     **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  *total = 0;
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsQuery) query = NULL;
      g_autoptr(RoundsFilter) scope = NULL;
      g_autoptr(RoundsFilter) newer = NULL;
      g_autoptr(RoundsFilter) filter = NULL;
      gint64 count;

      if (kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY)
        continue;

      query = rounds_query_new (kinds[i]);
      scope = rounds_policy_get_scope (kinds[i], call->actor);
      newer = rounds_filter_new_integer (rounds_entity_info_find (kinds[i], "revision"), ROUNDS_FILTER_GREATER, since);
      filter = rounds_filter_new_and (newer, scope);
      rounds_query_set_filter (query, filter);
      rounds_query_set_include_deleted (query, TRUE);
      count = rounds_repository_count (call->database, query, error);
      if (count < 0)
        return FALSE;
      *total += count;
    }

  return TRUE;
}

/* Later pages are not worth a count each: as many rows are expected in what is left as were in this page. */
static gint64
estimate_rows (RoundsSyncChanges *changes,
               gint64             since)
{
  double share = (double) changes->records->len / (double) (changes->next - since);

  return (gint64) (share * (double) (changes->head - since) + 0.5);
}

gboolean
rounds_handle_sync_changes (RoundsCall  *call,
                            GError     **error)
{
  g_autoptr(RoundsSyncChanges) changes = rounds_sync_changes_new ();
  g_autoptr(RoundsJsonWriter) writer = NULL;
  gint64 since;
  gint64 limit;
  gint64 wait;

  if (!rounds_call_get_number (call, "since", 0, ROUNDS_SYNC_REVISION_MAXIMUM, 0, &since, error) ||
      !rounds_call_get_number (call, "limit", 1, ROUNDS_SYNC_LIMIT_MAXIMUM, ROUNDS_SYNC_LIMIT_DEFAULT, &limit, error) ||
      !rounds_call_get_number (call, "wait", 0, ROUNDS_SYNC_WAIT_MAXIMUM, 0, &wait, error))
    return FALSE;

  changes->head = rounds_change_log_get_head (call->database, error);
  if (changes->head < 0)
    return FALSE;

  if (since < changes->head)
    {
      g_ptr_array_unref (changes->records);
      changes->records = rounds_change_log_read (call->database, since, (guint) limit + 1, rounds_policy_get_scope, call->actor, error);
      if (changes->records == NULL)
        {
          changes->records = g_ptr_array_new ();
          return FALSE;
        }
    }

  changes->next = MAX (since, changes->head);
  changes->more = changes->records->len > limit;
  changes->total = changes->records->len;
  if (changes->more)
    {
      g_ptr_array_set_size (changes->records, (int) limit);
      changes->next = rounds_entity_get_revision (g_ptr_array_index (changes->records, limit - 1));
      if (since > 0)
        changes->total = estimate_rows (changes, since);
      else if (!count_rows (call, since, &changes->total, error))
        return FALSE;
    }

  if (since < changes->head && !rounds_sync_gone_find (call->database, call->actor, since, (guint) limit, changes, error))
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_sync_changes_write (changes, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
  if (since >= changes->head)
    call->park_seconds = (guint) wait;

  return TRUE;
}

typedef struct
{
  RoundsCall *call;
  RoundsSyncOperation *operation;
  RoundsSyncResult *result;
  GError *refusal;  /* of a run that was undone, to be remembered */
} Push;

static gboolean
remember (Push            *push,
          RoundsDatabase  *database,
          GError         **error)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;

  rounds_json_writer_begin_object (writer);
  if (push->refusal != NULL)
    {
      rounds_json_writer_key (writer, "problem");
      rounds_problem_json_write (writer, push->refusal, NULL);
    }
  else if (push->result->result != NULL)
    {
      rounds_json_writer_key (writer, "result");
      rounds_json_writer_node (writer, push->result->result);
    }
  rounds_json_writer_end_object (writer);
  text = rounds_json_writer_end (writer, NULL);

  return rounds_database_execute (database, error,
                                  "INSERT INTO operation_log (id, name, user_id, created_at, result) VALUES ($1, $2, $3, $4, $5)",
                                  "sssis", push->operation->id, push->operation->name, push->call->actor->user_id, push->call->now,
                                  text);
}

static void
fill_duplicate (RoundsSyncResult *result,
                const char       *text)
{
  g_autoptr(JsonObject) object = rounds_json_parse_object (text, -1, NULL);
  JsonNode *problem = object != NULL ? json_object_get_member (object, "problem") : NULL;
  JsonNode *answer = object != NULL ? json_object_get_member (object, "result") : NULL;

  result->status = ROUNDS_SYNC_DUPLICATE;
  if (answer != NULL)
    result->result = json_node_ref (answer);
  if (problem != NULL && JSON_NODE_HOLDS_OBJECT (problem))
    result->problem = rounds_problem_json_to_error (json_node_get_object (problem), 0);
}

/* Whether the operation has come before. */
static gboolean
find_duplicate (Push            *push,
                RoundsDatabase  *database,
                gboolean        *is_duplicate,
                GError         **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  statement = rounds_database_prepare (database, "SELECT user_id, result FROM operation_log WHERE id = $1", error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_text (statement, 1, push->operation->id);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  *is_duplicate = row;
  if (!row)
    return TRUE;

  if (g_strcmp0 (rounds_statement_get_text (statement, 0), push->call->actor->user_id) == 0)
    {
      fill_duplicate (push->result, rounds_statement_get_text (statement, 1));
    }
  else
    {
      push->result->status = ROUNDS_SYNC_REJECTED;
      push->result->problem = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "ID_TAKEN", _("This id belongs to another change"));
    }

  return TRUE;
}

/*
 * It was done when the person did it, maybe without a network and days ago; a clock that is wrong cannot move it far. What only the
 * server does is done now: numbers of invoices and their dates rise together.
 */
static gint64
get_time_of (RoundsSyncOperation *operation,
             gint64               now)
{
  const RoundsOperation *known = rounds_operation_find (operation->name);

  if (operation->created_at <= 0 || known == NULL || known->flags & ROUNDS_OPERATION_SERVER_ONLY)
    return now;

  return CLAMP (operation->created_at, now - OFFLINE_MAXIMUM, now);
}

static gpointer
run_operation (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Push *push = user_data;
  RoundsOperationContext context;
  g_autoptr(JsonObject) arguments = NULL;
  gboolean is_duplicate;

  /* It may have been here before; see RoundsStoreFunc. */
  g_clear_pointer (&push->result->result, json_node_unref);
  g_clear_error (&push->result->problem);
  push->result->status = ROUNDS_SYNC_APPLIED;

  if (!find_duplicate (push, database, &is_duplicate, error))
    return NULL;
  if (is_duplicate)
    return rounds_store_done ();

  push->call->database = database;
  push->call->changes = changes;
  rounds_call_fill_context (push->call, &context);

  context.now = get_time_of (push->operation, push->call->now);
  arguments = rounds_handlers_copy_object (push->operation->arguments);
  push->result->result = rounds_operation_run (&context, push->operation->name, arguments, error);
  rounds_operation_context_clear (&context);
  push->call->database = NULL;
  push->call->changes = NULL;

  return push->result->result != NULL && remember (push, database, error) ? rounds_store_done () : NULL;
}

/* What the operation is about: a kind that it names, else that of its family. */
static gboolean
log_refusal (Push            *push,
             RoundsDatabase  *database,
             GError         **error)
{
  JsonObject *arguments = push->operation->arguments;
  const char *kind = rounds_json_get_text (arguments, "kind");
  g_auto(GStrv) parts = g_strsplit (push->operation->name, ".", 2);
  const char *resource = rounds_registry_find (kind) != NULL ? kind : rounds_registry_find (parts[0]) != NULL ? parts[0] : "operation";

  if (rounds_problem_get_status (push->refusal) != 403)
    return TRUE;

  return rounds_call_log_refusal (push->call, database, resource, rounds_json_get_text (arguments, "id"),
                                  rounds_operation_find (push->operation->name)->name, push->refusal, error);
}

static gpointer
remember_refusal (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  Push *push = user_data;

  return log_refusal (push, database, error) && remember (push, database, error) ? rounds_store_done () : NULL;
}

/*
 * Whether it was the machine that could not (a database that is full, busy or broken), and not the operation that may not. A statement
 * that the database refuses as such would be refused the next time too, and would hold up all that comes after.
 */
static gboolean
is_undecided (const GError *error)
{
  const char *code = rounds_problem_get_code (error);

  return error->domain != ROUNDS_PROBLEM || error->code == ROUNDS_PROBLEM_UNAVAILABLE ||
         (g_str_has_prefix (code, "DATABASE_") && !g_str_equal (code, "DATABASE_FAILED"));
}

/* Each operation is a transaction; one that is refused stops none after it. */
static RoundsSyncResult *
push_operation (RoundsCall           *call,
                RoundsSyncOperation  *operation,
                GError              **error)
{
  RoundsStore *store = rounds_server_get_store (call->server);
  g_autoptr(RoundsSyncResult) result = rounds_sync_result_new (operation->id, ROUNDS_SYNC_APPLIED);
  g_autoptr(GError) local = NULL;
  Push push = { call, operation, result, NULL };

  if (rounds_store_write (store, run_operation, &push, &local) != NULL)
    return g_steal_pointer (&result);

  /* Nothing is decided yet: the client asks again later. */
  if (is_undecided (local))
    {
      g_warning ("The operation %s waits: %s", operation->name, local->message);
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, rounds_problem_get_code (local),
                          _("The server cannot keep changes just now; they are sent again later"));
      return NULL;
    }

  if (rounds_problem_get_status (local) >= 500)
    g_warning ("The operation %s failed: %s", operation->name, local->message);

  push.refusal = local;
  g_clear_pointer (&result->result, json_node_unref);
  result->status = ROUNDS_SYNC_REJECTED;
  result->problem = g_error_copy (local);
  if (rounds_store_write (store, remember_refusal, &push, error) == NULL)
    return NULL;

  return g_steal_pointer (&result);
}

gboolean
rounds_handle_sync_operations (RoundsCall  *call,
                               GError     **error)
{
  g_autoptr(GPtrArray) operations = rounds_sync_operations_from_json (call->body, error);
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_result_free);
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      RoundsSyncResult *result = push_operation (call, g_ptr_array_index (operations, i), error);

      if (result == NULL)
        return FALSE;
      g_ptr_array_add (results, result);
    }

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_sync_results_write (results, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}
