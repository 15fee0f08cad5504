/* rounds-merge-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-checks.h"
#include "operations/rounds-record-values.h"
#include "operations/rounds-relations.h"
#include "store/rounds-repository.h"

/*
 * Two records that are the same institution or the same contact become one, and two again. The one that stays keeps its id, has its
 * empty fields filled, and is what everything refers to. What was done is remembered: on the server under the id of the merge, because
 * a client does not see all that was moved; there for its own undoing.
 */

/**
 * Pair:
 * @before: the record that stays, as it was
 * @after: as it shall be
 * @from: the record that goes
 */
typedef struct
{
  RoundsOperationContext *context;
  const RoundsEntityInfo *info;
  const char *id;
  const char *from_id;
  const char *merge_id;
  RoundsEntity *before;
  RoundsEntity *after;
  RoundsEntity *from;
} Pair;

static void
pair_clear (Pair *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_object (&self->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
read_ids (Pair        *self,
          JsonObject  *arguments,
          GError     **error)
{
  if (!rounds_arguments_need_text (arguments, "id", &self->id, error) ||
      !rounds_arguments_need_text (arguments, "fromId", &self->from_id, error) ||
      !rounds_arguments_complete_id (arguments, "mergeId", &self->merge_id, error))
    return FALSE;
  if (!g_str_equal (self->id, self->from_id))
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "SAME_RECORD", _("A record cannot be merged with itself"));
  return FALSE;
}

/* Whoever merges two records must be allowed to change both. */
static gboolean
ask_for_both (Pair    *self,
              GError **error)
{
  return rounds_operation_update (self->context, self->before, self->before, error) &&
         rounds_operation_update (self->context, self->from, self->from, error);
}

static gboolean
check_same_place (Pair    *self,
                  GError **error)
{
  if (!g_str_equal (self->info->kind, "contact") ||
      g_strcmp0 (rounds_entity_get_text (self->before, "institution-id"), rounds_entity_get_text (self->from, "institution-id")) == 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "OTHER_INSTITUTION",
                      _("These contacts work at different institutions: correct that first, or merge the institutions"));
  return FALSE;
}

static void
fill_list (RoundsEntity      *entity,
           RoundsEntity      *from,
           const RoundsField *field)
{
  g_auto(GStrv) own = rounds_entity_dup_list (entity, field->name);
  g_auto(GStrv) others = rounds_entity_dup_list (from, field->name);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  if (own != NULL)
    g_strv_builder_addv (builder, (const char **) own);
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    if (own == NULL || !g_strv_contains ((const char * const *) own, others[i]))
      g_strv_builder_add (builder, others[i]);

  all = g_strv_builder_end (builder);
  if (all[0] != NULL)
    rounds_entity_set_list (entity, field->name, (const char * const *) all);
}

/* Values under keys: those that are not there. */
static void
fill_object (RoundsEntity      *entity,
             RoundsEntity      *from,
             const RoundsField *field)
{
  const char *text = rounds_entity_get_text (entity, field->name);
  const char *other = rounds_entity_get_text (from, field->name);
  g_autoptr(JsonObject) object = rounds_json_parse_object (text != NULL ? text : "{}", -1, NULL);
  g_autoptr(JsonObject) others = other != NULL ? rounds_json_parse_object (other, -1, NULL) : NULL;
  g_autoptr(JsonObject) all = json_object_new ();
  g_autofree char *sorted = NULL;
  JsonObject *sources[] = { others, object };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GList) members = sources[i] != NULL ? json_object_get_members (sources[i]) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        json_object_set_member (all, l->data, json_object_dup_member (sources[i], l->data));
    }

  sorted = rounds_json_object_sort (all);
  if (json_object_get_size (all) > 0)
    rounds_entity_set_text (entity, field->name, sorted);
}

static void
fill_empty (RoundsEntity *entity,
            RoundsEntity *from)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, info->own_fields[i].name);

      if (!rounds_field_has_column (field) || (field->flags & (ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_FIXED)))
        continue;
      if (field->type == ROUNDS_FIELD_TEXT_LIST)
        fill_list (entity, from, field);
      else if (field->type == ROUNDS_FIELD_OBJECT)
        fill_object (entity, from, field);
      else if (rounds_entity_is_null (entity, field->name))
        rounds_entity_set_value (entity, field, rounds_entity_get_value (from, field));
    }

  /* What one of the two is, both are. */
  if (rounds_entity_info_find (info, "is-primary") != NULL && rounds_entity_get_boolean (from, "is-primary"))
    rounds_entity_set_boolean (entity, "is-primary", TRUE);
  if (rounds_entity_info_find (info, "commercial-status") != NULL &&
      g_strcmp0 (rounds_entity_get_text (from, "commercial-status"), "client") == 0)
    rounds_entity_set_text (entity, "commercial-status", "client");

  /* Nobody reports to himself. */
  if (rounds_entity_info_find (info, "reports-to-id") != NULL &&
      g_strcmp0 (rounds_entity_get_text (entity, "reports-to-id"), rounds_entity_get_id (entity)) == 0)
    rounds_entity_clear (entity, "reports-to-id");
}

static JsonObject *
describe (Pair            *self,
          RoundsRelations *relations)
{
  JsonObject *details = json_object_new ();

  rounds_relations_write (relations, details);
  json_object_set_object_member (details, "values", rounds_record_values_diff (self->after, self->before));
  json_object_set_object_member (details, "merged", rounds_record_values_diff (self->before, self->after));

  return details;
}

static gboolean
remember (Pair        *self,
          JsonObject  *details,
          GError     **error)
{
  g_autofree char *text = NULL;
  gint64 n_others;

  if (!self->context->is_server)
    return TRUE;

  /* Who does a merge again that was taken back may call it the same; it stays the merge of these two. */
  if (!rounds_database_query_integer (self->context->database, &n_others, error,
                                      "SELECT COUNT(*) FROM merges WHERE id = $1 AND (kind <> $2 OR record_id <> $3 OR from_id <> $4)", "ssss",
                                      self->merge_id, self->info->kind, self->id, self->from_id))
    return FALSE;
  if (n_others > 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "MERGE_ID_TAKEN", _("Another merge has this mergeId: leave it out, or take a new one"));
      return FALSE;
    }

  text = rounds_json_object_to_text (details);
  return rounds_database_execute (self->context->database, error,
                                  "INSERT INTO merges (id, kind, record_id, from_id, user_id, created_at, details) "
                                  "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET details = excluded.details",
                                  "sssssis", self->merge_id, self->info->kind, self->id, self->from_id,
                                  self->context->actor != NULL ? self->context->actor->user_id : NULL, self->context->now, text);
}

static void
add_inverse (Pair       *self,
             const char *verb,
             JsonObject *details)
{
  g_autofree char *name = g_strconcat (self->info->kind, ".", verb, NULL);
  JsonObject *inverse = details != NULL ? json_object_ref (details) : json_object_new ();

  json_object_set_string_member (inverse, "id", self->id);
  json_object_set_string_member (inverse, "fromId", self->from_id);
  json_object_set_string_member (inverse, "mergeId", self->merge_id);
  rounds_operation_add_inverse (self->context, name, inverse);
}

static JsonNode *
answer (Pair *self)
{
  g_autofree char *text = rounds_json_from_entity (self->after);
  JsonNode *node = json_from_string (text, NULL);

  json_object_set_string_member (json_node_get_object (node), "mergeId", self->merge_id);
  return node;
}

/* The record that goes leaves its unique values to the one that stays, so it goes first. */
static gboolean
write_pair (Pair    *self,
            GError **error)
{
  g_autoptr(RoundsEntity) gone = rounds_entity_copy (self->from);
  g_autoptr(RoundsEntity) current = NULL;

  rounds_entity_set_integer (gone, "deleted-at", self->context->now);
  if (!rounds_operation_update (self->context, self->from, gone, error))
    return FALSE;

  /* What referred to the one that goes may have been the one that stays. */
  current = rounds_operation_load_alive (self->context, self->info, self->id, error);
  if (current == NULL)
    return FALSE;
  g_clear_object (&self->after);
  self->after = rounds_entity_copy (current);
  fill_empty (self->after, self->from);

  return rounds_entity_validate (self->after, error) &&
         rounds_record_check_unique (self->context, current, self->after, error) &&
         rounds_operation_update (self->context, current, self->after, error);
}

static JsonNode *
merge (RoundsOperationContext  *context,
       const char              *kind,
       JsonObject              *arguments,
       GError                 **error)
{
  g_auto(Pair) self = { .context = context, .info = rounds_registry_find (kind) };
  g_autoptr(RoundsRelations) relations = rounds_relations_new ();
  g_autoptr(JsonObject) details = NULL;

  if (!read_ids (&self, arguments, error))
    return NULL;
  self.before = rounds_operation_load_alive (context, self.info, self.id, error);
  if (self.before == NULL)
    return NULL;
  self.from = rounds_operation_load_alive (context, self.info, self.from_id, error);
  if (self.from == NULL)
    return NULL;

  if (!ask_for_both (&self, error) || !check_same_place (&self, error) ||
      !rounds_relations_move (relations, context, self.info, self.from_id, self.id, error) ||
      !write_pair (&self, error))
    return NULL;

  details = describe (&self, relations);
  if (!remember (&self, details, error))
    return NULL;

  add_inverse (&self, "split", details);
  return answer (&self);
}

/* Returns: (transfer full): what is known of the merge; what a client says of it is believed on the client only */
static JsonObject *
find_details (Pair        *self,
              JsonObject  *arguments,
              GError     **error)
{
  g_autofree char *text = NULL;
  JsonObject *details;

  if (!self->context->is_server)
    return json_object_ref (arguments);

  if (!rounds_database_query_text (self->context->database, &text, error,
                                   "SELECT details FROM merges WHERE id = $1 AND kind = $2 AND record_id = $3 AND from_id = $4", "ssss",
                                   self->merge_id, self->info->kind, self->id, self->from_id))
    return NULL;

  details = text != NULL ? rounds_json_parse_object (text, -1, error) : NULL;
  if (text == NULL)
    rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "UNKNOWN_MERGE", _("These records have not been merged"));
  return details;
}

static gboolean
apply (RoundsEntity  *entity,
       JsonObject    *details,
       const char    *member,
       GError       **error)
{
  JsonNode *node = json_object_get_member (details, member);

  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
         rounds_json_apply (entity, json_node_get_object (node), ROUNDS_JSON_DEFAULT, error);
}

/* The values of before, but for those that somebody has changed since the merge. */
static gboolean
take_back_values (Pair        *self,
                  JsonObject  *details,
                  GError     **error)
{
  g_autoptr(RoundsEntity) former = rounds_entity_copy (self->before);
  g_autoptr(RoundsEntity) merged = rounds_entity_copy (self->before);

  if (!apply (former, details, "values", error) || !apply (merged, details, "merged", error))
    return FALSE;

  for (guint i = 0; i < self->info->n_fields; i++)
    {
      const RoundsField *field = &self->info->fields[i];

      if (rounds_field_has_column (field) && rounds_value_equal (rounds_entity_get_value (self->before, field),
                                                                 rounds_entity_get_value (merged, field)))
        rounds_entity_set_value (self->after, field, rounds_entity_get_value (former, field));
    }

  return TRUE;
}

static gboolean
bring_back (Pair    *self,
            GError **error)
{
  g_autoptr(RoundsEntity) back = rounds_entity_copy (self->from);

  rounds_entity_clear (back, "deleted-at");
  return rounds_record_check_references (self->context, self->from, back, error) &&
         rounds_record_check_unique (self->context, NULL, back, error) &&
         rounds_operation_update (self->context, self->from, back, error);
}

static JsonNode *
split (RoundsOperationContext  *context,
       const char              *kind,
       JsonObject              *arguments,
       GError                 **error)
{
  g_auto(Pair) self = { .context = context, .info = rounds_registry_find (kind) };
  g_autoptr(RoundsRelations) relations = NULL;
  g_autoptr(JsonObject) details = NULL;

  if (!read_ids (&self, arguments, error))
    return NULL;
  details = find_details (&self, arguments, error);
  if (details == NULL)
    return NULL;
  self.before = rounds_operation_load_alive (context, self.info, self.id, error);
  if (self.before == NULL)
    return NULL;
  self.from = rounds_operation_load_any (context, self.info, self.from_id, error);
  if (self.from == NULL)
    return NULL;
  if (!rounds_entity_is_deleted (self.from))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "NOT_MERGED", _("These records are two already"));
      return NULL;
    }

  self.after = rounds_entity_copy (self.before);
  relations = rounds_relations_from_json (details);
  if (!ask_for_both (&self, error) || !take_back_values (&self, details, error) ||
      !rounds_entity_validate (self.after, error) ||
      !rounds_operation_update (context, self.before, self.after, error) ||
      !bring_back (&self, error) ||
      !rounds_relations_restore (relations, context, self.from_id, self.id, error))
    return NULL;

  add_inverse (&self, "merge", NULL);
  return answer (&self);
}

JsonNode *
rounds_run_institution_merge (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  return merge (context, "institution", arguments, error);
}

JsonNode *
rounds_run_institution_split (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  return split (context, "institution", arguments, error);
}

JsonNode *
rounds_run_contact_merge (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  return merge (context, "contact", arguments, error);
}

JsonNode *
rounds_run_contact_split (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  return split (context, "contact", arguments, error);
}
