/* rounds-reference-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-reference-log.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/* An import is not explained to the last line. */
#define MAX_REFERENCES 10000
#define MAX_EXPLAINED 10

typedef struct
{
  const RoundsField *field;
  char id[ROUNDS_ID_LENGTH + 1];
} Reference;

struct _RoundsReferenceLog
{
  GArray *references;
};

RoundsReferenceLog *
rounds_reference_log_new (void)
{
  RoundsReferenceLog *self = g_new0 (RoundsReferenceLog, 1);

  self->references = g_array_new (FALSE, FALSE, sizeof (Reference));

  return self;
}

void
rounds_reference_log_free (RoundsReferenceLog *self)
{
  g_array_unref (self->references);
  g_free (self);
}

void
rounds_reference_log_clear (RoundsReferenceLog *self)
{
  g_array_set_size (self->references, 0);
}

void
rounds_reference_log_add (RoundsReferenceLog *self,
                          const RoundsField  *field,
                          const char         *id)
{
  Reference reference = { field, "" };

  if (self->references->len >= MAX_REFERENCES)
    return;

  g_strlcpy (reference.id, id, sizeof reference.id);
  g_array_append_val (self->references, reference);
}

/*
 * Adds to @error the fields that refer to what is not there.
 */
void
rounds_reference_log_explain (RoundsReferenceLog  *self,
                              RoundsDatabase      *database,
                              GError             **error)
{
  guint n_explained = 0;

  for (guint i = 0; i < self->references->len && n_explained < MAX_EXPLAINED; i++)
    {
      const Reference *reference = &g_array_index (self->references, Reference, i);
      const RoundsEntityInfo *info = rounds_registry_find (reference->field->reference);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE id = $1", info->table);
      gint64 count;

      if (!rounds_database_query_integer (database, &count, NULL, sql, "s", reference->id) || count > 0)
        continue;

      rounds_problem_add_field (error, reference->field->json_path, "UNKNOWN_REFERENCE", _("%s: there is no such record"),
                                rounds_field_get_label (reference->field));
      n_explained++;
    }
}
