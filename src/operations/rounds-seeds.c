/* rounds-seeds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-seeds.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-lost-reason.h"
#include "model/rounds-pipeline.h"
#include "model/rounds-registry.h"
#include "rules/rounds-attention.h"

/*
 * What every workspace begins with: the reasons for which deals are lost, and the pipeline of deals that say none. They are records
 * like any other, which the team renames, puts away or deletes. Their ids are derived from names that never change, so whoever makes
 * them makes the same rows; a kind that has ever had a record, a deleted one too, is the team's and left alone.
 */

typedef struct
{
  const char *key;
  const char *name;
  gboolean needs_text;
} Reason;

static const Reason reasons[] = {
  { "price", N_("Price"), FALSE },
  { "competitor", N_("Competitor"), FALSE },
  { "budget", N_("No budget"), FALSE },
  { "postponed", N_("Project postponed"), FALSE },
  { "need", N_("Does not meet the need"), FALSE },
  { "silence", N_("No answer"), FALSE },
  { "other", N_("Other"), TRUE },
};

static RoundsEntity *
seed_new (GType       type,
          const char *key,
          const char *name,
          gint64      position)
{
  const RoundsEntityInfo *info = rounds_registry_get (type);
  RoundsEntity *self = rounds_entity_new (info);
  g_autofree char *origin = g_strdup_printf ("seed:%s:%s", info->kind, key);
  g_autofree char *id = rounds_id_derive (origin);

  rounds_entity_set_text (self, "id", id);
  rounds_entity_set_text (self, "name", name);
  rounds_entity_set_integer (self, "position", position);

  return self;
}

static gboolean
plant_reasons (RoundsOperationContext  *context,
               GError                 **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr(RoundsEntity) reason = seed_new (ROUNDS_TYPE_LOST_REASON, reasons[i].key, _(reasons[i].name), i + 1);

      rounds_entity_set_boolean (reason, "needs-text", reasons[i].needs_text);
      if (!rounds_operation_insert (context, reason, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
plant_pipeline (RoundsOperationContext  *context,
                GError                 **error)
{
  g_autoptr(RoundsEntity) pipeline = seed_new (ROUNDS_TYPE_PIPELINE, "default", _("Sales"), 1);

  rounds_entity_set_boolean (pipeline, "is-default", TRUE);
  for (RoundsStage stage = ROUNDS_STAGE_PROSPECTING; stage < ROUNDS_N_STAGES; stage++)
    if (!rounds_stage_is_closed (stage))
      {
        g_autofree char *field = g_strdup_printf ("%s-days", rounds_stage_to_text (stage));

        rounds_entity_set_integer (pipeline, field, rounds_stage_default_limits[stage]);
      }

  return rounds_operation_insert (context, pipeline, error);
}

/* Tombstones count: what was deleted does not come back. */
static gboolean
count_rows (RoundsDatabase  *database,
            gint64          *n_reasons,
            gint64          *n_pipelines,
            GError         **error)
{
  return rounds_database_query_integer (database, n_reasons, error, "SELECT COUNT(*) FROM lost_reasons", NULL) &&
         rounds_database_query_integer (database, n_pipelines, error, "SELECT COUNT(*) FROM pipelines", NULL);
}

/**
 * rounds_seeds_are_wanted:
 * @wanted: (out): whether a kind has never had a record
 *
 * Asks without a transaction, so that a start with nothing to do waits for nobody who writes.
 */
gboolean
rounds_seeds_are_wanted (RoundsDatabase  *database,
                         gboolean        *wanted,
                         GError         **error)
{
  gint64 n_reasons;
  gint64 n_pipelines;

  if (!count_rows (database, &n_reasons, &n_pipelines, error))
    return FALSE;

  *wanted = n_reasons == 0 || n_pipelines == 0;
  return TRUE;
}

/**
 * rounds_seeds_plant:
 * @context: with an open transaction, on the server
 *
 * Gives a new workspace, or one of a version that had none, the reasons lost and the pipeline it begins with, named in the language
 * of this process. Stages are as rules/rounds-attention.h has them.
 */
gboolean
rounds_seeds_plant (RoundsOperationContext  *context,
                    GError                 **error)
{
  gint64 n_reasons;
  gint64 n_pipelines;

  g_return_val_if_fail (context->is_server, FALSE);

  return count_rows (context->database, &n_reasons, &n_pipelines, error) &&
         (n_reasons > 0 || plant_reasons (context, error)) &&
         (n_pipelines > 0 || plant_pipeline (context, error));
}
