/* rounds-handlers-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "operations/rounds-record-json.h"
#include "operations/rounds-settings.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/*
 * What a workspace is set up with, by keys. A record keeps the value as text that is JSON; who asks by key gives the value itself, such
 * as `{"value": 45}`. All is written by the operations of records, with their checks.
 */

/* How many settings one request sets. */
#define LIST_MAXIMUM 100

gboolean
rounds_handle_public_settings (RoundsCall  *call,
                               GError     **error)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_envelope_begin (writer);
  if (!rounds_settings_write_public (call->database, writer, error))
    return FALSE;

  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
  return TRUE;
}

/* Of the record that is meant by its id or by its key; %NULL without an error when no setting has the key. */
static gboolean
find_id (RoundsCall  *call,
         const char  *name,
         char       **id,
         GError     **error)
{
  if (!rounds_id_is_valid (name))
    return rounds_settings_find_id (call->database, name, id, error);

  *id = g_strdup (name);
  return TRUE;
}

gboolean
rounds_handle_setting_get (RoundsCall  *call,
                           GError     **error)
{
  g_autofree char *id = NULL;
  g_autoptr(RoundsEntity) setting = NULL;

  if (!find_id (call, call->id, &id, error))
    return FALSE;

  setting = rounds_policy_find (call->database, call->actor, call->route->info, id != NULL ? id : call->id, FALSE, error);
  if (setting == NULL)
    return FALSE;

  rounds_call_answer_entity (call, setting);
  return TRUE;
}

/* Only what a setting by key takes; the rest is the record's to refuse. */
static JsonObject *
create_values (JsonObject *asked)
{
  JsonObject *values = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, asked);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_str_equal (name, "value") && !JSON_NODE_HOLDS_NULL (node))
        {
          g_autofree char *text = json_to_string (node, FALSE);

          json_object_set_string_member (values, name, text);
        }
      else if (!g_str_equal (name, "key") && !g_str_equal (name, "revision"))
        {
          json_object_set_member (values, name, json_node_copy (node));
        }
    }

  return values;
}

/* Changes a setting, or makes it; @setting is as it is then. */
static gboolean
set_by_key (RoundsCall    *call,
            const char    *key,
            JsonObject    *asked,
            RoundsEntity **setting,
            GError       **error)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *id = NULL;
  g_autoptr(JsonObject) values = create_values (asked);
  const gboolean is_set = json_object_has_member (asked, "value");

  if (!is_set)
    return rounds_problem_refuse (error, "value", "REQUIRED", _("Give the value of the setting “%s”"), key);
  if (!rounds_settings_find_id (call->database, key, &id, error))
    return FALSE;

  json_object_set_string_member (arguments, "kind", call->route->info->kind);
  if (id != NULL)
    json_object_set_string_member (arguments, "id", id);
  else
    json_object_set_string_member (values, "key", key);
  json_object_set_object_member (arguments, "values", json_object_ref (values));
  if (!rounds_call_run_operation (call, id != NULL ? "record.update" : "record.create", arguments, &answer, error))
    return FALSE;

  if (id == NULL)
    id = g_strdup (JSON_NODE_HOLDS_OBJECT (answer) ? rounds_json_get_text (json_node_get_object (answer), "id") : NULL);
  *setting = rounds_repository_get (call->database, call->route->info, id, error);
  return *setting != NULL;
}

/* `PUT /settings/:key {value}`; by an id it is a record like any other. */
gboolean
rounds_handle_setting_update (RoundsCall  *call,
                              GError     **error)
{
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) setting = NULL;
  g_autofree char *id = NULL;

  if (rounds_id_is_valid (call->id))
    return rounds_handle_record_update (call, error);

  if (!find_id (call, call->id, &id, error))
    return FALSE;
  if (id != NULL)
    {
      before = rounds_policy_find_row (call->database, call->actor, call->route->info, id, FALSE, error);
      if (before == NULL || !rounds_call_check_revision (call, before, error))
        return FALSE;
    }
  if (!set_by_key (call, call->id, call->body, &setting, error))
    return FALSE;

  rounds_call_answer_entity (call, setting);
  return TRUE;
}

/* Says which of several it was. */
static gboolean
set_one_of (RoundsCall     *call,
            JsonNode       *node,
            guint           index,
            RoundsEntity  **setting,
            GError        **error)
{
  g_autofree char *path = g_strdup_printf ("settings[%u]", index);
  JsonObject *asked = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *key = asked != NULL ? rounds_json_get_text (asked, "key") : NULL;
  GError *problem = NULL;

  if (key == NULL)
    return rounds_problem_refuse (error, path, "REQUIRED", _("Each setting has a “key” and a “value”"));
  if (set_by_key (call, key, asked, setting, &problem))
    return TRUE;

  if (problem->domain == ROUNDS_PROBLEM)
    {
      g_autofree char *prefix = g_strconcat (path, ".", NULL);
      rounds_problem_add_prefix (problem, prefix);
    }
  g_propagate_error (error, problem);
  return FALSE;
}

/* `POST /settings/bulk-update {settings: [{key, value}]}` */
gboolean
rounds_handle_settings_update (RoundsCall  *call,
                               GError     **error)
{
  JsonNode *node = json_object_get_member (call->body, "settings");
  JsonArray *settings = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const guint n_settings = settings != NULL ? json_array_get_length (settings) : 0;
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  if (n_settings == 0)
    return rounds_problem_refuse (error, "settings", "REQUIRED", _("“%s” must be an array"), "settings");
  if (n_settings > LIST_MAXIMUM)
    return rounds_problem_refuse (error, "settings", "TOO_MANY", _("“%s” has too many entries"), "settings");

  rounds_envelope_begin (writer);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < n_settings; i++)
    {
      g_autoptr(RoundsEntity) setting = NULL;

      if (!set_one_of (call, json_array_get_element (settings, i), i, &setting, error))
        return FALSE;
      rounds_record_json_write (writer, setting);
    }
  rounds_json_writer_end_array (writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}
