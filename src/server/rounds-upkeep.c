/* rounds-upkeep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-upkeep.h"

#include "insight/rounds-institution-lead.h"
#include "model/rounds-time.h"
#include "operations/rounds-day-watch.h"
#include "operations/rounds-operation.h"
#include "server/rounds-content-list.h"
#include "server/rounds-content-store.h"
#include "server/rounds-journal.h"
#include "server/rounds-security-log.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)

/**
 * Work:
 * @name: of an operation, or for the log
 * @interval: seconds. Not once a night: what failed is tried again. When there is nothing to do, it is one question.
 * @by_date: whether it is also done when a day begins where the workspace is: what the date alone says is so from then on
 * @run: does it, in a transaction of its own
 */
typedef struct
{
  const char *name;
  guint interval;
  gboolean by_date;
  gboolean (*run) (RoundsOperationContext  *context,
                   const char              *name,
                   const char              *files,
                   GError                 **error);
} Work;

static gboolean run_operation     (RoundsOperationContext  *context,
                                   const char              *name,
                                   const char              *files,
                                   GError                 **error);
static gboolean alert_hot_leads   (RoundsOperationContext  *context,
                                   const char              *name,
                                   const char              *files,
                                   GError                 **error);
static gboolean trim_security_log (RoundsOperationContext  *context,
                                   const char              *name,
                                   const char              *files,
                                   GError                 **error);
static gboolean collect_contents  (RoundsOperationContext  *context,
                                   const char              *name,
                                   const char              *files,
                                   GError                 **error);
static gboolean trim_deliveries   (RoundsOperationContext  *context,
                                   const char              *name,
                                   const char              *files,
                                   GError                 **error);

/* What the date or the hour alone asks for. */
static const Work works[] = {
  { "invoice.mark-overdue", HOUR, TRUE, run_operation },
  { "quote.expire", HOUR, TRUE, run_operation },
  { "lead.alert", HOUR, FALSE, alert_hot_leads },
  { "reminder-rule.apply", HOUR, FALSE, run_operation },
  { "reminder.notify-due", MINUTE, FALSE, run_operation },
  { "security-log.trim", HOUR, FALSE, trim_security_log },
  { "attachments.collect", HOUR, FALSE, collect_contents },
  { "webhook-deliveries.trim", HOUR, FALSE, trim_deliveries },
};

/* A work and when it is due. */
typedef struct
{
  RoundsUpkeep *upkeep;
  const Work *work;
  guint timer;
} Job;

struct _RoundsUpkeep
{
  RoundsStore *store;
  GTimeZone *zone;
  char *files;
  GCancellable *cancellable;
  RoundsDayWatch *day_watch;
  Job jobs[G_N_ELEMENTS (works)];
};

/* What one run is given; it may outlive the upkeep. */
typedef struct
{
  const Work *work;
  GTimeZone *zone;
  char *files;
} Run;

static void
run_free (Run *self)
{
  g_time_zone_unref (self->zone);
  g_free (self->files);
  g_free (self);
}

static gboolean
run_with (RoundsOperationContext  *context,
          const char              *name,
          JsonObject              *arguments,
          GError                 **error)
{
  g_autoptr(JsonNode) answer = rounds_operation_run (context, name, arguments, error);

  rounds_operation_context_clear (context);
  return answer != NULL;
}

static gboolean
run_operation (RoundsOperationContext  *context,
               const char              *name,
               const char              *files,
               GError                 **error)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  return run_with (context, name, arguments, error);
}

/* Whoever an institution is assigned to hears once that it has become a hot lead. */
static gboolean
alert_hot_leads (RoundsOperationContext  *context,
                 const char              *name,
                 const char              *files,
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
  return run_with (context, name, arguments, error);
}

static gboolean
trim_security_log (RoundsOperationContext  *context,
                   const char              *name,
                   const char              *files,
                   GError                 **error)
{
  return rounds_security_log_trim (context->database, context->now, error);
}

/* Contents that no document has any more, and nobody has sent lately. Who sends one writes too, and so waits for this. */
static gboolean
collect_contents (RoundsOperationContext  *context,
                  const char              *name,
                  const char              *files,
                  GError                 **error)
{
  gint64 since = context->now - ROUNDS_CONTENT_DAYS * G_TIME_SPAN_DAY;
  g_auto(GStrv) old = files != NULL ? rounds_content_store_list_old (files, since) : NULL;
  g_autoptr(GHashTable) wanted = NULL;

  if (old == NULL || old[0] == NULL)
    return TRUE;
  wanted = rounds_content_list_wanted (context->database, since, error);
  if (wanted == NULL)
    return FALSE;

  for (guint i = 0; old[i] != NULL; i++)
    if (!g_hash_table_contains (wanted, old[i]))
      rounds_content_store_remove (files, old[i]);

  return TRUE;
}

/* What became of them is of interest for a month. */
static gboolean
trim_deliveries (RoundsOperationContext  *context,
                 const char              *name,
                 const char              *files,
                 GError                 **error)
{
  return rounds_database_execute (context->database, error,
                                  "DELETE FROM webhook_deliveries WHERE status IN ('success', 'failed') AND created_at < $1", "i",
                                  context->now - 30 * G_TIME_SPAN_DAY);
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
  const Run *run = user_data;

  context.database = database;
  context.changes = changes;
  context.actor = actor;
  context.now = g_get_real_time ();
  context.zone = run->zone;
  context.is_server = TRUE;
  context.cancellable = cancellable;
  rounds_journal_attach (journal, &context);

  return run->work->run (&context, run->work->name, run->files, error) ? rounds_store_done () : NULL;
}

static void
on_kept_up (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  const Work *work = user_data;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) == NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("%s failed: %s", work->name, error->message);
}

static void
begin_job (Job *job)
{
  RoundsUpkeep *self = job->upkeep;
  Run *run = g_new0 (Run, 1);

  run->work = job->work;
  run->zone = g_time_zone_ref (self->zone);
  run->files = g_strdup (self->files);
  rounds_store_write_async (self->store, keep_up, run, (GDestroyNotify) run_free, NULL, self->cancellable, on_kept_up,
                            (gpointer) job->work);
}

static gboolean
on_time (gpointer data)
{
  begin_job (data);
  return G_SOURCE_CONTINUE;
}

static void
on_day_begun (gpointer data)
{
  RoundsUpkeep *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    if (works[i].by_date)
      begin_job (&self->jobs[i]);
}

/**
 * rounds_upkeep_new:
 * @store: (transfer none): the workspace's database
 * @zone: (transfer none): the workspace's time zone, for what "today" is
 * @files: (nullable): where the contents of documents are kept
 *
 * Returns: (transfer full): what has begun, and goes on until it is freed
 */
RoundsUpkeep *
rounds_upkeep_new (RoundsStore *store,
                   GTimeZone   *zone,
                   const char  *files)
{
  RoundsUpkeep *self = g_new0 (RoundsUpkeep, 1);

  self->store = g_object_ref (store);
  self->zone = g_time_zone_ref (zone);
  self->files = g_strdup (files);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    {
      self->jobs[i] = (Job) { self, &works[i], 0 };
      self->jobs[i].timer = g_timeout_add_seconds (works[i].interval, on_time, &self->jobs[i]);
      begin_job (&self->jobs[i]);
    }
  self->day_watch = rounds_day_watch_new (zone, on_day_begun, self);

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
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    g_source_remove (self->jobs[i].timer);
  rounds_day_watch_free (self->day_watch);
  g_object_unref (self->cancellable);
  g_time_zone_unref (self->zone);
  g_object_unref (self->store);
  g_free (self->files);
  g_free (self);
}
