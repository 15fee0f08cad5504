/* rounds-handlers-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "operations/rounds-record-json.h"
#include "server/rounds-list-query.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/* The collections: every kind of record alike. What is written is an operation. */

static gboolean
answer_record (RoundsCall  *call,
               const char  *id,
               GError     **error)
{
  const RoundsEntityInfo *info = call->route->info;
  g_autoptr(RoundsEntity) entity = rounds_repository_get (call->database, info, id, error);
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  if (entity == NULL)
    {
      if (error != NULL && *error == NULL)
        rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("%s: there is no such record"), _(info->label));
      return FALSE;
    }

  g_ptr_array_add (one, entity);
  if (!rounds_repository_load_records (call->database, one, error))
    return FALSE;

  rounds_call_answer_entity (call, entity);
  return TRUE;
}

/* What an operation on the record of the call is given. */
static JsonObject *
create_arguments (RoundsCall *call)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", call->route->info->kind);
  if (call->id != NULL)
    json_object_set_string_member (arguments, "id", call->id);

  return arguments;
}

static gboolean
run_on_record (RoundsCall  *call,
               const char  *operation,
               JsonObject  *arguments,
               GError     **error)
{
  g_autoptr(JsonNode) answer = NULL;
  const char *id;

  if (!rounds_call_run_operation (call, operation, arguments, &answer, error))
    return FALSE;

  id = JSON_NODE_HOLDS_OBJECT (answer) ? rounds_json_get_text (json_node_get_object (answer), "id") : NULL;
  return answer_record (call, id != NULL ? id : call->id, error);
}

/* The record must be one the person sees, and still as the person saw it. */
static gboolean
check_record (RoundsCall  *call,
              gboolean     include_deleted,
              GError     **error)
{
  g_autoptr(RoundsEntity) entity = rounds_policy_find_row (call->database, call->actor, call->route->info, call->id, include_deleted,
                                                           error);

  return entity != NULL && rounds_call_check_revision (call, entity, error);
}

/**
 * rounds_handlers_answer_list:
 * @query: of one page
 * @page: which one, from 1
 * @limit: records on a page
 *
 * Answers with the records of a page and how many there are in all.
 */
gboolean
rounds_handlers_answer_list (RoundsCall   *call,
                             RoundsQuery  *query,
                             gint64        page,
                             gint64        limit,
                             GError      **error)
{
  gint64 total;
  g_autoptr(GPtrArray) records = rounds_repository_list (call->database, query, error);
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (records == NULL || !rounds_repository_load_records (call->database, records, error))
    return FALSE;

  if (records->len > 0 && (gint64) records->len < limit)
    {
      total = (page - 1) * limit + records->len;
    }
  else
    {
      rounds_query_set_range (query, 0, -1);
      total = rounds_count_cache_count (rounds_server_get_counts (call->server), call->database, query, error);
      if (total < 0)
        return FALSE;
    }

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    rounds_record_json_write (writer, g_ptr_array_index (records, i));
  rounds_json_writer_end_array (writer);
  rounds_envelope_end_list (writer, total, page, limit);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

gboolean
rounds_handle_record_list (RoundsCall  *call,
                           GError     **error)
{
  gint64 page;
  gint64 limit;
  g_autoptr(RoundsQuery) query = rounds_list_query_from_call (call, &page, &limit, error);

  return query != NULL && rounds_handlers_answer_list (call, query, page, limit, error);
}

gboolean
rounds_handle_record_get (RoundsCall  *call,
                          GError     **error)
{
  g_autoptr(RoundsEntity) entity = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);

  if (entity == NULL)
    return FALSE;

  rounds_call_answer_entity (call, entity);
  return TRUE;
}

/* `POST /payments {invoiceId, amount ...}` is `invoice.record-payment {id, amount ...}`: money is never just written down. */
static gboolean
create_payment (RoundsCall  *call,
                JsonObject  *values,
                GError     **error)
{
  static const char * const names[][2] = { { "invoiceId", "id" }, { "id", "paymentId" } };
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (rounds_json_get_text (values, "invoiceId") == NULL)
    {
      GError *problem = NULL;
      rounds_problem_add_field (&problem, "invoiceId", "REQUIRED", _("Say which invoice has been paid"));
      g_propagate_error (error, problem);
      return FALSE;
    }

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_str_equal (names[i][0], name))
          {
            name = names[i][1];
            break;
          }
      json_object_set_member (arguments, name, json_node_copy (node));
    }

  return run_on_record (call, "invoice.record-payment", arguments, error);
}

static gboolean
is_payment (RoundsCall *call)
{
  return g_str_equal (call->route->info->kind, "payment");
}

gboolean
rounds_handle_record_create (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(JsonObject) arguments = create_arguments (call);
  g_autoptr(JsonObject) values = rounds_call_copy_body (call);

  if (is_payment (call))
    return create_payment (call, values, error);
  rounds_record_json_strip (call->route->info, values);

  json_object_set_object_member (arguments, "values", g_steal_pointer (&values));
  return run_on_record (call, "record.create", arguments, error);
}

gboolean
rounds_handle_record_update (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(JsonObject) arguments = create_arguments (call);
  JsonObject *values;

  if (!check_record (call, FALSE, error))
    return FALSE;

  values = rounds_call_copy_body (call);
  rounds_record_json_strip (call->route->info, values);
  json_object_set_object_member (arguments, "values", values);
  return run_on_record (call, "record.update", arguments, error);
}

gboolean
rounds_handle_record_delete (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(JsonObject) arguments = create_arguments (call);

  if (!check_record (call, FALSE, error))
    return FALSE;

  /* A payment is taken back, never erased. */
  if (is_payment (call))
    {
      json_object_remove_member (arguments, "kind");
      return run_on_record (call, "payment.reverse", arguments, error);
    }

  return run_on_record (call, "record.delete", arguments, error);
}

gboolean
rounds_handle_record_restore (RoundsCall  *call,
                              GError     **error)
{
  g_autoptr(JsonObject) arguments = create_arguments (call);

  return check_record (call, TRUE, error) && run_on_record (call, "record.restore", arguments, error);
}
