/* rounds-lead-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-notification.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"

/* Whom it concerns is told once that an institution has become a hot lead. */

#define NOTICE_TYPE "hot_lead"
#define KEY_PREFIX NOTICE_TYPE ":"
#define TITLE_MAXIMUM 255

/* Those told of already, whatever has become of the notice: deleted, it is not sent again. */
static GHashTable *
read_told (RoundsOperationContext  *context,
           GError                 **error)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (context->database,
                                                                  "SELECT dedupe_key FROM notifications WHERE type = $1", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rounds_statement_bind_text (statement, 1, NOTICE_TYPE);

  while (rounds_statement_step (statement, &row, error) && row)
    if (!rounds_statement_is_null (statement, 0))
      g_hash_table_add (told, g_strdup (rounds_statement_get_text (statement, 0)));

  return row ? NULL : g_steal_pointer (&told);
}

/* One of the leads, as it was given. */
typedef struct
{
  const char *institution_id;
  const char *user_id;
  const char *name;
  gint64 score;
} Lead;

static gboolean
read_lead (JsonNode  *node,
           Lead      *lead,
           GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("“%s” must be a list of objects"), "leads");
      return FALSE;
    }

  return rounds_arguments_need_text (object, "institutionId", &lead->institution_id, error) &&
         rounds_arguments_need_text (object, "userId", &lead->user_id, error) &&
         rounds_arguments_need_text (object, "name", &lead->name, error) &&
         rounds_arguments_get_integer (object, "score", 0, &lead->score, error);
}

static gboolean
tell (RoundsOperationContext  *context,
      const Lead              *lead,
      const char              *key,
      GError                 **error)
{
  g_autoptr(RoundsEntity) notice = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_NOTIFICATION));
  g_autofree char *id = rounds_id_derive (key);
  g_autofree char *title = g_strdup_printf (_("Hot lead: %s"), lead->name);
  g_autofree char *message = g_strdup_printf (_("The lead score has reached %d of 100."), (int) lead->score);
  g_autofree char *short_title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), TITLE_MAXIMUM));

  rounds_entity_set_text (notice, "id", id);
  rounds_entity_set_text (notice, "user-id", lead->user_id);
  rounds_entity_set_text (notice, "type", NOTICE_TYPE);
  rounds_entity_set_text (notice, "title", short_title);
  rounds_entity_set_text (notice, "message", message);
  rounds_entity_set_text (notice, "priority", "high");
  rounds_entity_set_text (notice, "record-kind", "institution");
  rounds_entity_set_text (notice, "record-id", lead->institution_id);
  rounds_entity_set_text (notice, "institution-id", lead->institution_id);
  rounds_entity_set_text (notice, "dedupe-key", key);

  return rounds_operation_insert_by_rule (context, notice, error);
}

/* `lead.alert {leads: [{institutionId, userId, name, score}]}`: the server's own, of those that are hot now. */
JsonNode *
rounds_run_lead_alert (RoundsOperationContext  *context,
                       JsonObject              *arguments,
                       GError                 **error)
{
  JsonNode *leads = json_object_get_member (arguments, "leads");
  guint n_leads = leads != NULL && JSON_NODE_HOLDS_ARRAY (leads) ? json_array_get_length (json_node_get_array (leads)) : 0;
  g_autoptr(GHashTable) told = NULL;
  g_autoptr(JsonObject) answer = json_object_new ();
  gint64 n_told = 0;

  if (context->actor->user_id != NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, "ROLE_NOT_ALLOWED", _("Your role does not allow this. Ask an administrator."));
      return NULL;
    }
  told = read_told (context, error);
  if (told == NULL)
    return NULL;

  for (guint i = 0; i < n_leads; i++)
    {
      g_autofree char *key = NULL;
      Lead lead;

      if (!read_lead (json_array_get_element (json_node_get_array (leads), i), &lead, error))
        return NULL;
      key = g_strconcat (KEY_PREFIX, lead.institution_id, NULL);
      if (g_hash_table_contains (told, key))
        continue;
      if (!tell (context, &lead, key, error))
        return NULL;
      g_hash_table_add (told, g_steal_pointer (&key));
      n_told++;
    }

  json_object_set_int_member (answer, "told", n_told);
  return json_node_init_object (json_node_alloc (), answer);
}
