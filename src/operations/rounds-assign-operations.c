/* rounds-assign-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/*
 * Who a record belongs to: one, many, or all that somebody has. The policy is asked for each. Nothing else of the record changes, so what
 * is closed to editing (an issued invoice) can be given to somebody else too.
 */

/* Records that are read at once, and how many one operation takes. */
#define CHUNK 200
#define ASSIGN_MAXIMUM 25000

/* What is handed over unless something else is asked for, and what of it is still open. Whoever wrote a note or made a call stays so. */
static const struct
{
  const char *kind;
  const char *field;     /* of the state; NULL: there is none */
  const char *closed[5]; /* its values that need nobody any more */
} portfolio[] = {
  { "institution", NULL, { NULL } },
  { "opportunity", "stage", { "closed_won", "closed_lost", NULL } },
  { "quote", "status", { "accepted", "rejected", "expired", "cancelled", NULL } },
  { "invoice", "status", { "paid", "cancelled", NULL } },
  { "task", "status", { "completed", "cancelled", NULL } },
  { "meeting", "status", { "completed", "cancelled", NULL } },
  { "reminder", "is-completed", { "true", NULL } },
};

/**
 * Assignment:
 * @user_id: (nullable): who gets them
 * @former: who had them -> #JsonArray of ids; "" for nobody
 * @done: how many records have been looked at
 * @total: of how many
 */
typedef struct
{
  RoundsOperationContext *context;
  const RoundsEntityInfo *info;
  const char *user_id;
  GHashTable *former;
  guint count;
  guint done;
  guint total;
} Assignment;

static gboolean
refuse_kind (const RoundsEntityInfo  *info,
             GError                 **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "NOT_ASSIGNABLE", _("%s: such records are not given to anybody"), _(info->label));
  return FALSE;
}

/* The owner is set by hand, and the record is nobody's part. */
static gboolean
is_assignable (const RoundsEntityInfo *info)
{
  const RoundsField *owner = info->owner_field != NULL ? rounds_entity_info_find (info, info->owner_field) : NULL;

  return owner != NULL && info->parent_field == NULL && !(owner->flags & (ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_FIXED));
}

static const RoundsEntityInfo *
find_kind (const char  *kind,
           GError     **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);

  if (info == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_KIND", _("There is no kind of record “%s”"), kind);
      return NULL;
    }

  return is_assignable (info) || refuse_kind (info, error) ? info : NULL;
}

static gboolean
check_user (RoundsOperationContext  *context,
            const char              *id,
            const char              *member,
            GError                 **error)
{
  g_autoptr(RoundsEntity) user = rounds_operation_load_alive (context, rounds_registry_find ("user"), id, error);
  GError *problem = NULL;

  if (user == NULL)
    return FALSE;
  if (rounds_entity_get_boolean (user, "is-active"))
    return TRUE;

  rounds_problem_add_field (&problem, member, "USER_INACTIVE", _("This person does not work here any more: choose somebody else"));
  g_propagate_error (error, problem);
  return FALSE;
}

static void
note_former (Assignment *self,
             const char *owner,
             const char *id)
{
  const char *key = owner != NULL ? owner : "";
  JsonArray *ids = g_hash_table_lookup (self->former, key);

  if (ids == NULL)
    {
      ids = json_array_new ();
      g_hash_table_insert (self->former, g_strdup (key), ids);
    }
  json_array_add_string_element (ids, id);
}

static gboolean
assign_one (Assignment    *self,
            RoundsEntity  *before,
            GError       **error)
{
  const char *owner = rounds_entity_get_text (before, self->info->owner_field);
  g_autoptr(RoundsEntity) after = NULL;

  if (rounds_entity_is_deleted (before) || g_strcmp0 (owner, self->user_id) == 0)
    return TRUE;

  after = rounds_entity_copy (before);
  if (self->user_id != NULL)
    rounds_entity_set_text (after, self->info->owner_field, self->user_id);
  else
    rounds_entity_clear (after, self->info->owner_field);
  if (!rounds_operation_update (self->context, before, after, error))
    return FALSE;

  self->count++;
  note_former (self, owner, rounds_entity_get_id (before));
  return TRUE;
}

static gboolean
assign_all (Assignment          *self,
            const char * const  *ids,
            guint                n_ids,
            GError             **error)
{
  for (guint i = 0; i < n_ids; i += CHUNK)
    {
      const guint n = MIN (CHUNK, n_ids - i);
      g_autoptr(GPtrArray) records = NULL;

      if (!rounds_operation_tell_progress (self->context, self->done, self->total, _("Assigning records"), error))
        return FALSE;
      records = rounds_repository_get_many (self->context->database, self->info, ids + i, n, error);
      if (records == NULL)
        return FALSE;
      for (guint j = 0; j < records->len; j++)
        if (!assign_one (self, g_ptr_array_index (records, j), error))
          return FALSE;
      self->done += n;
    }

  return TRUE;
}

/* One step for each who had some of them. */
static void
add_inverses (Assignment *self)
{
  GHashTableIter iter;
  gpointer owner;
  gpointer ids;

  g_hash_table_iter_init (&iter, self->former);
  while (g_hash_table_iter_next (&iter, &owner, &ids))
    {
      JsonObject *inverse = json_object_new ();

      json_object_set_string_member (inverse, "kind", self->info->kind);
      json_object_set_array_member (inverse, "ids", json_array_ref (ids));
      if (*(const char *) owner != '\0')
        json_object_set_string_member (inverse, "userId", owner);
      else
        json_object_set_null_member (inverse, "userId");
      rounds_operation_add_inverse (self->context, "record.assign", inverse);
    }
}

static JsonNode *
answer_count (JsonObject *object,
              guint       count)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "count", count);
  json_node_take_object (node, object);
  return node;
}

static GPtrArray *
read_ids (JsonObject  *arguments,
          GError     **error)
{
  g_autoptr(GPtrArray) ids = NULL;
  const char *id;

  if (rounds_arguments_has (arguments, "ids"))
    return rounds_arguments_get_ids (arguments, "ids", ASSIGN_MAXIMUM, error);
  if (!rounds_arguments_need_text (arguments, "id", &id, error))
    return NULL;

  ids = g_ptr_array_new ();
  g_ptr_array_add (ids, (gpointer) id);
  return g_steal_pointer (&ids);
}

/* `record.assign {kind, id | ids, userId}`: gives records to somebody, or with null to nobody. */
JsonNode *
rounds_run_record_assign (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  g_autoptr(GHashTable) former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  Assignment self = { .context = context, .former = former };
  g_autoptr(GPtrArray) ids = NULL;
  const char *kind;

  if (!rounds_arguments_need_text (arguments, "kind", &kind, error) ||
      !rounds_arguments_get_text (arguments, "userId", &self.user_id, error))
    return NULL;
  self.info = find_kind (kind, error);
  if (self.info == NULL || (self.user_id != NULL && !check_user (context, self.user_id, "userId", error)))
    return NULL;
  ids = read_ids (arguments, error);
  if (ids == NULL)
    return NULL;

  self.total = ids->len;
  if (!assign_all (&self, (const char * const *) ids->pdata, ids->len, error))
    return NULL;

  add_inverses (&self);
  return answer_count (json_object_new (), self.count);
}

static RoundsFilter *
is_still_open (const RoundsEntityInfo *info,
               guint                   index)
{
  const RoundsField *field = rounds_entity_info_find (info, portfolio[index].field);
  g_autoptr(RoundsFilter) closed = rounds_filter_new_in (field, portfolio[index].closed);

  return rounds_filter_new_not (closed);
}

static int
find_in_portfolio (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (portfolio); i++)
    if (g_str_equal (portfolio[i].kind, kind))
      return (int) i;

  return -1;
}

static GPtrArray *
list_portfolio (Assignment  *self,
                const char  *user_id,
                gboolean     include_closed,
                GError     **error)
{
  const int index = find_in_portfolio (self->info->kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (self->info);
  g_autoptr(RoundsFilter) owned = rounds_filter_new_text (rounds_entity_info_find (self->info, self->info->owner_field),
                                                          ROUNDS_FILTER_EQUAL, user_id);
  g_autoptr(RoundsFilter) open = !include_closed && index >= 0 && portfolio[index].field != NULL ? is_still_open (self->info, index) : NULL;
  g_autoptr(RoundsFilter) filter = rounds_filter_new_and (owned, open);
  g_autoptr(GByteArray) found = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  rounds_query_set_filter (query, filter);
  found = rounds_repository_list_ids (self->context->database, query, error);
  if (found == NULL)
    return NULL;

  for (guint i = 0; i < found->len; i += ROUNDS_ID_BYTES)
    {
      char id[ROUNDS_ID_LENGTH + 1];

      rounds_id_from_bytes (found->data + i, id);
      g_ptr_array_add (ids, g_strdup (id));
    }

  return g_steal_pointer (&ids);
}

static gboolean
hand_over_kind (Assignment              *self,
                const RoundsEntityInfo  *info,
                const char              *from_id,
                gboolean                 include_closed,
                JsonObject              *counts,
                GError                 **error)
{
  const guint count = self->count;
  g_autoptr(GPtrArray) ids = NULL;

  self->info = info;
  ids = list_portfolio (self, from_id, include_closed, error);
  if (ids == NULL)
    return FALSE;

  self->total += ids->len;
  if (self->total > ASSIGN_MAXIMUM)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "TOO_MANY", _("That is more than %d records: hand over one kind after the other"),
                          ASSIGN_MAXIMUM);
      return FALSE;
    }
  if (!assign_all (self, (const char * const *) ids->pdata, ids->len, error))
    return FALSE;

  add_inverses (self);
  g_hash_table_remove_all (self->former);
  json_object_set_int_member (counts, info->kind, self->count - count);
  return TRUE;
}

static gboolean
read_kinds (JsonObject  *arguments,
            GPtrArray   *kinds,
            GError     **error)
{
  JsonNode *node = json_object_get_member (arguments, "kinds");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      for (guint i = 0; i < G_N_ELEMENTS (portfolio); i++)
        g_ptr_array_add (kinds, (gpointer) rounds_registry_find (portfolio[i].kind));
      return TRUE;
    }

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const RoundsEntityInfo *info;

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        break;
      info = find_kind (json_node_get_string (element), error);
      if (info == NULL)
        return FALSE;
      if (!g_ptr_array_find (kinds, info, NULL))
        g_ptr_array_add (kinds, (gpointer) info);
    }

  if (array != NULL && kinds->len == json_array_get_length (array))
    return TRUE;
  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("“kinds” must be a list of different kinds of records"));
  return FALSE;
}

/*
 * `portfolio.hand-over {fromUserId, toUserId, kinds?, includeClosed?}`: gives what somebody has to somebody else, what is done with
 * only when asked for.
 */
JsonNode *
rounds_run_portfolio_hand_over (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  g_autoptr(GHashTable) former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr(JsonObject) counts = json_object_new ();
  Assignment self = { .context = context, .former = former };
  JsonObject *result;
  const char *from_id;
  gboolean include_closed;

  if (!rounds_arguments_need_text (arguments, "fromUserId", &from_id, error) ||
      !rounds_arguments_need_text (arguments, "toUserId", &self.user_id, error) ||
      !rounds_arguments_get_boolean (arguments, "includeClosed", FALSE, &include_closed, error) ||
      !read_kinds (arguments, kinds, error) ||
      !check_user (context, self.user_id, "toUserId", error))
    return NULL;

  for (guint i = 0; i < kinds->len; i++)
    if (!hand_over_kind (&self, g_ptr_array_index (kinds, i), from_id, include_closed, counts, error))
      return NULL;

  result = json_object_new ();
  json_object_set_object_member (result, "kinds", g_steal_pointer (&counts));
  return answer_count (result, self.count);
}
