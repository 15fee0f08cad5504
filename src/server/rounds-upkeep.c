/* rounds-upkeep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-upkeep.h"

#include "insight/rounds-institution-lead.h"
#include "model/rounds-time.h"
#include "operations/rounds-operation.h"
#include "server/rounds-journal.h"
#include "server/rounds-security-log.h"

/* Seconds. Not once a night: a machine that slept at midnight catches up soon, and what failed is tried again. When there is nothing
 * to do, it is one question. */
#define INTERVAL (60 * 60)

struct _RoundsUpkeep
{
  RoundsStore *store;
  GTimeZone *zone;
  GCancellable *cancellable;
  guint timer;
};

/* The operations that the date alone asks for. */
static const char * const operations[] = { "invoice.mark-overdue", "quote.expire" };

static gboolean
run_operation (RoundsOperationContext  *context,
               const char              *name,
               JsonObject              *arguments,
               GError                 **error)
{
  g_autoptr(JsonNode) answer = rounds_operation_run (context, name, arguments, error);

  rounds_operation_context_clear (context);
  return answer != NULL;
}

/* Whoever an institution is assigned to hears once that it has become a hot lead. */
static gboolean
alert_hot_leads (RoundsOperationContext  *context,
                 GError                 **error)
{
  g_autofree char *today = rounds_instant_to_date (context->now, context->zone);
  g_autoptr(GPtrArray) leads = rounds_institution_leads_compute (context->database, NULL, NULL, ROUNDS_LEAD_HOT_SCORE, G_MAXUINT,
                                                                 today, context->zone, error);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(JsonArray) list = json_array_new ();

  if (leads == NULL)
    return FALSE;

  for (guint i = 0; i < leads->len; i++)
    {
      RoundsInstitutionLead *lead = g_ptr_array_index (leads, i);
      JsonObject *object;

      if (lead->assigned_user_id == NULL)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "institutionId", lead->id);
      json_object_set_string_member (object, "userId", lead->assigned_user_id);
      json_object_set_string_member (object, "name", lead->name);
      json_object_set_int_member (object, "score", lead->lead.score);
      json_array_add_object_element (list, object);
    }
  if (json_array_get_length (list) == 0)
    return TRUE;

  json_object_set_array_member (arguments, "leads", g_steal_pointer (&list));
  return run_operation (context, "lead.alert", arguments, error);
}

static gpointer
keep_up (RoundsDatabase  *database,
         RoundsChanges   *changes,
         gpointer         user_data,
         GCancellable    *cancellable,
         GError         **error)
{
  g_autoptr(RoundsActor) actor = rounds_actor_new (NULL, NULL, "super_admin");
  g_autoptr(RoundsJournal) journal = rounds_journal_new ();
  RoundsOperationContext context = { 0 };

  context.database = database;
  context.changes = changes;
  context.actor = actor;
  context.now = g_get_real_time ();
  context.zone = user_data;
  context.is_server = TRUE;
  context.cancellable = cancellable;
  rounds_journal_attach (journal, &context);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr(JsonObject) arguments = json_object_new ();

      if (!run_operation (&context, operations[i], arguments, error))
        return NULL;
    }
  if (!alert_hot_leads (&context, error))
    return NULL;

  return rounds_security_log_trim (database, context.now, error) ? rounds_store_done () : NULL;
}

static void
on_kept_up (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) == NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The hourly work failed: %s", error->message);
}

static gboolean
on_time (gpointer data)
{
  RoundsUpkeep *self = data;

  rounds_store_write_async (self->store, keep_up, g_time_zone_ref (self->zone), (GDestroyNotify) g_time_zone_unref, NULL,
                            self->cancellable, on_kept_up, NULL);

  return G_SOURCE_CONTINUE;
}

/**
 * rounds_upkeep_new:
 * @store: (transfer none): the workspace's database
 * @zone: (transfer none): the workspace's time zone, for what "today" is
 *
 * Returns: (transfer full): what has begun, and goes on until it is freed
 */
RoundsUpkeep *
rounds_upkeep_new (RoundsStore *store,
                   GTimeZone   *zone)
{
  RoundsUpkeep *self = g_new0 (RoundsUpkeep, 1);

  self->store = g_object_ref (store);
  self->zone = g_time_zone_ref (zone);
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (INTERVAL, on_time, self);
  on_time (self);

  return self;
}

/**
 * rounds_upkeep_free:
 *
 * What runs is finished, what waits is not begun.
 */
void
rounds_upkeep_free (RoundsUpkeep *self)
{
  g_cancellable_cancel (self->cancellable);
  g_source_remove (self->timer);
  g_object_unref (self->cancellable);
  g_time_zone_unref (self->zone);
  g_object_unref (self->store);
  g_free (self);
}
