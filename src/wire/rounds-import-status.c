/* rounds-import-status.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-import-status.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "wire/rounds-problem-json.h"

static const char * const states[] = {
  [ROUNDS_IMPORT_RUNNING] = "running",
  [ROUNDS_IMPORT_DONE] = "done",
  [ROUNDS_IMPORT_FAILED] = "failed",
  [ROUNDS_IMPORT_CANCELLED] = "cancelled",
};

/**
 * rounds_import_status_new:
 *
 * Returns: (transfer full): an import that has begun
 */
RoundsImportStatus *
rounds_import_status_new (const char *id)
{
  RoundsImportStatus *self = g_new0 (RoundsImportStatus, 1);

  self->id = g_strdup (id);

  return self;
}

void
rounds_import_status_free (RoundsImportStatus *self)
{
  g_free (self->id);
  g_clear_pointer (&self->report, json_node_unref);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * rounds_import_status_write:
 * @writer: where it goes, as one value
 */
void
rounds_import_status_write (RoundsImportStatus *self,
                            RoundsJsonWriter   *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "id");
  rounds_json_writer_text (writer, self->id);
  rounds_json_writer_key (writer, "state");
  rounds_json_writer_text (writer, states[self->state]);
  rounds_json_writer_key (writer, "progress");
  rounds_json_writer_double (writer, self->progress, 4);
  if (self->report != NULL)
    {
      rounds_json_writer_key (writer, "report");
      rounds_json_writer_node (writer, self->report);
    }
  if (self->problem != NULL)
    {
      rounds_json_writer_key (writer, "problem");
      rounds_problem_json_write (writer, self->problem, NULL);
    }
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_import_status_from_json:
 * @data: the data of an answer
 * @error: `BAD_ANSWER`
 *
 * Returns: (transfer full) (nullable): how the import stands
 */
RoundsImportStatus *
rounds_import_status_from_json (JsonNode  *data,
                                GError   **error)
{
  g_autoptr(RoundsImportStatus) self = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (data) ? json_node_get_object (data) : NULL;
  const char *id = rounds_json_get_text (object, "id");
  const char *state = rounds_json_get_text (object, "state");
  gboolean is_known = state == NULL;
  JsonNode *member;

  if (id == NULL)
    goto refused;

  self = rounds_import_status_new (id);
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (state, states[i]))
      {
        self->state = i;
        is_known = TRUE;
      }
  if (!is_known)
    goto refused;

  self->progress = CLAMP (json_object_get_double_member_with_default (object, "progress", 0), 0, 1);
  member = json_object_get_member (object, "report");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
    self->report = json_node_ref (member);
  member = json_object_get_member (object, "problem");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
    self->problem = rounds_problem_json_to_error (json_node_get_object (member), 0);
  else if (self->state == ROUNDS_IMPORT_FAILED)
    self->problem = rounds_problem_json_to_error (NULL, 0);

  return g_steal_pointer (&self);

refused:
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s answer about the import cannot be read"));
  return NULL;
}
