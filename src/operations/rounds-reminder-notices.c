/* rounds-reminder-notices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-notices.h"
#include "operations/rounds-operation-private.h"

/* Reminders that are due tell their person. */

/* One run's worth; the rest comes with the next. What is older was seen otherwise. */
#define NOTICES_MAXIMUM 1000
#define DAYS_BACK 30

static const char due_sql[] =
  "SELECT r.id, r.title, r.description, r.priority, r.user_id, r.institution_id, "
  "'reminder:' || r.id || ':' || CAST(r.reminder_date AS TEXT) "
  "FROM reminders r "
  "WHERE r.deleted_at IS NULL AND r.is_completed = 0 AND r.reminder_date > $1 AND r.reminder_date <= $2 "
  "AND r.user_id IS NOT NULL "
  "AND NOT EXISTS (SELECT 1 FROM notifications n "
  "                WHERE n.dedupe_key = 'reminder:' || r.id || ':' || CAST(r.reminder_date AS TEXT)) "
  "ORDER BY r.reminder_date, r.id LIMIT $3";

typedef struct
{
  char *texts[7];
} Due;

static void
due_free (Due *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static GPtrArray *
list_due (RoundsOperationContext  *context,
          GError                 **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (context->database, due_sql, error);
  g_autoptr(GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) due_free);
  gboolean row;

  if (statement == NULL)
    return NULL;

  rounds_statement_bind_integer (statement, 1, context->now - DAYS_BACK * G_TIME_SPAN_DAY);
  rounds_statement_bind_integer (statement, 2, context->now);
  rounds_statement_bind_integer (statement, 3, NOTICES_MAXIMUM);
  while (TRUE)
    {
      Due *one;

      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&due);

      one = g_new0 (Due, 1);
      for (guint i = 0; i < G_N_ELEMENTS (one->texts); i++)
        one->texts[i] = g_strdup (rounds_statement_get_text (statement, i));
      g_ptr_array_add (due, one);
    }
}

/* `reminder.notify-due {}`: the server's, every minute. Answers how many it told. */
JsonNode *
rounds_run_reminder_notify_due (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  g_autoptr(GPtrArray) due = list_due (context, error);

  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      char **texts = ((Due *) g_ptr_array_index (due, i))->texts;
      const RoundsNotice notice = {
        .user_id = texts[4],
        .type = "reminder_due",
        .title = texts[1],
        .message = texts[2],
        .priority = texts[3],
        .record_kind = "reminder",
        .record_id = texts[0],
        .institution_id = texts[5],
        .dedupe_key = texts[6],
      };

      if (!rounds_notice_send (context, &notice, error))
        return NULL;
    }

  return due != NULL ? json_node_init_int (json_node_alloc (), due->len) : NULL;
}
