/* rounds-reminder-rule-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"
#include "model/rounds-reminder-rule.h"
#include "model/rounds-task.h"
#include "model/rounds-time.h"
#include "operations/rounds-notices.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "rules/rounds-message-template.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/*
 * Rules that remind by themselves: of tasks and invoices that are due soon or late, of quotes that end soon or have ended. Each rule is
 * one question; each record is told of once for each date it is due at.
 */

/* One run's worth of one rule; the rest comes with the next. */
#define FOUND_MAXIMUM 1000
#define TITLE_MAXIMUM 255
#define MESSAGE_MAXIMUM 2000

static const char * const placeholders[] = {
  "title", "entityType", "days", "institution", "institutionName", "assigneeName", "amount", "quoteNumber", "invoiceNumber", NULL,
};

/**
 * Subject:
 * @kind: what the rule is about
 * @triggers: when, with blanks between
 * @date: the column that says when it is due
 * @columns: number, amount and currency
 * @owner: whom it concerns
 * @soon: what is waited for
 * @late: what is late when the date has passed
 */
typedef struct
{
  const char *kind;
  const char *triggers;
  const char *table;
  const char *date;
  const char *columns;
  const char *owner;
  const char *soon;
  const char *late;
} Subject;

static const Subject subjects[] = {
  { "task", "due_soon overdue", "tasks", "due_date", "NULL, NULL, NULL", "COALESCE(s.assignee_id, s.created_by)",
    "s.status IN ('todo', 'in_progress')", "s.status IN ('todo', 'in_progress')" },
  { "quote", "due_soon overdue expired", "quotes", "valid_until", "s.quote_number, s.total, s.currency",
    "COALESCE(s.assigned_user_id, s.created_by)", "s.status = 'sent'", "s.status IN ('sent', 'expired')" },
  { "invoice", "due_soon overdue unpaid", "invoices", "due_date", "s.invoice_number, s.remaining_amount, s.currency",
    "COALESCE(s.assigned_user_id, s.created_by)", "s.status IN ('sent', 'partially_paid')",
    "s.status IN ('sent', 'partially_paid', 'overdue')" },
};

/* What a rule has found, in the order of the columns; the date as a day. */
typedef struct
{
  char *id;
  char *title;
  char *number;
  char *amount;
  char *user_id;
  char *user_name;
  char *institution_id;
  char *institution;
  char *key;
  char *day;
  gboolean is_made_by_rule;
} Found;

static void
found_free (Found *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->number);
  g_free (self->amount);
  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self->institution_id);
  g_free (self->institution);
  g_free (self->key);
  g_free (self->day);
  g_free (self);
}

static const Subject *
find_subject (RoundsEntity *rule)
{
  const char *kind = rounds_entity_get_text (rule, "entity-type");

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_strcmp0 (subjects[i].kind, kind) == 0)
      return &subjects[i];

  return NULL;
}

static gboolean
is_soon (RoundsEntity *rule)
{
  return g_strcmp0 (rounds_entity_get_text (rule, "trigger-type"), "due_soon") == 0;
}

static gboolean
check_template (RoundsEntity  *rule,
                const char    *name,
                GError       **error)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (rule), name);
  const char *template = rounds_entity_get_text (rule, name);
  g_autofree char *unknown = NULL;
  g_autofree char *all = NULL;

  if (template == NULL || rounds_template_check (template, placeholders, &unknown))
    return TRUE;

  all = g_strjoinv ("}, {", (char **) placeholders);
  rounds_refuse_field (error, field->json_path, "UNKNOWN_PLACEHOLDER", _("There is no “{%s}”; these can be used: {%s}"), unknown, all);
}

/* A #RoundsRecordHook. */
gboolean
rounds_reminder_rule_prepare (RoundsRecordChange  *change,
                              GError             **error)
{
  RoundsEntity *rule = change->after;
  const Subject *subject = find_subject (rule);
  g_auto(GStrv) triggers = subject != NULL ? g_strsplit (subject->triggers, " ", -1) : NULL;
  const char *trigger = rounds_entity_get_text (rule, "trigger-type");

  if (triggers != NULL && trigger != NULL && !g_strv_contains ((const char * const *) triggers, trigger) &&
      rounds_field_find_choice (rounds_entity_info_find (rounds_entity_get_info (rule), "trigger-type"), trigger) != NULL)
    rounds_refuse_field (error, "triggerType", "TRIGGER_DOES_NOT_FIT", _("Tasks are due soon or overdue, quotes due soon or "
                                                                         "expired, invoices due soon, overdue or unpaid"));

  return check_template (rule, "title-template", error) && check_template (rule, "message-template", error) &&
         check_template (rule, "task-title-template", error);
}

/* What a rule asks: $1 its id, then the bounds of the date, from when to before when, how many at most, and its team. */
static char *
write_sql (RoundsEntity  *rule,
           const Subject *subject)
{
  return g_strdup_printf ("SELECT s.id, s.title, s.institution_id, i.name, u.id, u.first_name || ' ' || u.last_name, "
                          "'rule:' || $1 || ':' || s.id || ':' || CAST(s.%s AS TEXT), s.%s, %s, s.created_by "
                          "FROM %s s JOIN users u ON u.id = %s LEFT JOIN institutions i ON i.id = s.institution_id "
                          "WHERE s.deleted_at IS NULL AND u.deleted_at IS NULL AND u.is_active = 1 AND %s "
                          "AND s.%s >= $2 AND s.%s < $3%s "
                          "AND NOT EXISTS (SELECT 1 FROM notifications n "
                          "                WHERE n.dedupe_key = 'rule:' || $1 || ':' || s.id || ':' || CAST(s.%s AS TEXT)) "
                          "ORDER BY s.%s DESC, s.id LIMIT $4",
                          subject->date, subject->date, subject->columns, subject->table, subject->owner,
                          is_soon (rule) ? subject->soon : subject->late, subject->date, subject->date,
                          rounds_entity_is_null (rule, "team-id") ? "" : " AND u.team_id = $5", subject->date, subject->date);
}

/* The first day that is told of, and the day after the last. */
static void
bind_days (RoundsOperationContext *context,
           RoundsStatement        *statement,
           RoundsEntity           *rule)
{
  gboolean soon = is_soon (rule);
  gboolean is_instant = g_strcmp0 (rounds_entity_get_text (rule, "entity-type"), "task") == 0;
  g_autofree char *today = rounds_operation_today (context);
  int after = MAX (1, (int) rounds_entity_get_integer (rule, "days-after"));
  g_autofree char *from = soon ? g_strdup (today) : g_strdup ("0001-01-01");
  g_autofree char *to = rounds_date_add_days (today, soon ? (int) rounds_entity_get_integer (rule, "days-before") + 1 : 1 - after);

  if (is_instant)
    {
      rounds_statement_bind_integer (statement, 2, rounds_instant_from_date (from, context->zone));
      rounds_statement_bind_integer (statement, 3, rounds_instant_from_date (to, context->zone));
    }
  else
    {
      rounds_statement_bind_text (statement, 2, from);
      rounds_statement_bind_text (statement, 3, to);
    }
}

static Found *
read_found (RoundsOperationContext *context,
            RoundsStatement        *statement)
{
  Found *found = g_new0 (Found, 1);
  RoundsValue date = ROUNDS_VALUE_INIT;

  found->id = g_strdup (rounds_statement_get_text (statement, 0));
  found->title = g_strdup (rounds_statement_get_text (statement, 1));
  found->institution_id = g_strdup (rounds_statement_get_text (statement, 2));
  found->institution = g_strdup (rounds_statement_get_text (statement, 3));
  found->user_id = g_strdup (rounds_statement_get_text (statement, 4));
  found->user_name = g_strdup (rounds_statement_get_text (statement, 5));
  found->key = g_strdup (rounds_statement_get_text (statement, 6));
  rounds_statement_get_value (statement, 7, &date);
  found->day = date.type == ROUNDS_VALUE_INTEGER ? rounds_instant_to_date (date.integer, context->zone) : g_strdup (date.text);
  found->number = g_strdup (rounds_statement_get_text (statement, 8));
  if (!rounds_statement_is_null (statement, 9))
    found->amount = rounds_money_format (rounds_statement_get_integer (statement, 9), rounds_statement_get_text (statement, 10),
                                         ROUNDS_MONEY_EXACT);
  found->is_made_by_rule = rounds_statement_is_null (statement, 11);
  rounds_value_clear (&date);

  return found;
}

static GPtrArray *
list_found (RoundsOperationContext  *context,
            RoundsEntity            *rule,
            const Subject           *subject,
            GError                 **error)
{
  g_autofree char *sql = write_sql (rule, subject);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (context->database, sql, error);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  gboolean row;

  if (statement == NULL)
    return NULL;

  rounds_statement_bind_text (statement, 1, rounds_entity_get_id (rule));
  bind_days (context, statement, rule);
  rounds_statement_bind_integer (statement, 4, FOUND_MAXIMUM);
  if (!rounds_entity_is_null (rule, "team-id"))
    rounds_statement_bind_text (statement, 5, rounds_entity_get_text (rule, "team-id"));

  while (TRUE)
    {
      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, read_found (context, statement));
    }
}

static gboolean
make_task (RoundsOperationContext  *context,
           RoundsEntity            *rule,
           const Found             *found,
           const char              *title,
           GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_TASK);
  g_autofree char *name = g_strconcat ("task:", found->key, NULL);
  g_autofree char *id = rounds_id_derive (name);
  g_autofree char *today = rounds_operation_today (context);
  g_autofree char *tomorrow = rounds_date_add_days (today, 1);
  g_autoptr(RoundsEntity) known = rounds_repository_get (context->database, info, id, NULL);
  g_autoptr(RoundsEntity) task = NULL;

  if (known != NULL)
    return TRUE;

  task = rounds_entity_new (info);
  rounds_entity_set_text (task, "id", id);
  rounds_entity_set_text (task, "title", title);
  rounds_entity_set_text (task, "priority", rounds_entity_get_text (rule, "task-priority"));
  rounds_entity_set_text (task, "assignee-id", found->user_id);
  rounds_entity_set_text (task, "institution-id", found->institution_id);
  rounds_entity_set_integer (task, "due-date", rounds_instant_from_date (tomorrow, context->zone));

  return rounds_entity_validate (task, error) && rounds_operation_insert_by_rule (context, task, error);
}

static gboolean
tell (RoundsOperationContext  *context,
      RoundsEntity            *rule,
      const Subject           *subject,
      const Found             *found,
      GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  g_autofree char *days = g_strdup_printf ("%d", ABS (rounds_date_difference (today, found->day)));
  const char *type = _(rounds_registry_find (subject->kind)->label);
  const RoundsTemplateValue values[] = {
    { "title", found->title },
    { "entityType", type },
    { "days", days },
    { "institution", found->institution },
    { "institutionName", found->institution },
    { "assigneeName", found->user_name },
    { "amount", found->amount },
    { "quoteNumber", found->number },
    { "invoiceNumber", found->number },
  };
  const char *task_template = rounds_entity_get_text (rule, "task-title-template");
  g_autofree char *title = rounds_template_fill (rounds_entity_get_text (rule, "title-template"), values, G_N_ELEMENTS (values),
                                                 TITLE_MAXIMUM);
  g_autofree char *message = rounds_template_fill (rounds_entity_get_text (rule, "message-template"), values, G_N_ELEMENTS (values),
                                                   MESSAGE_MAXIMUM);
  g_autofree char *task_title = task_template != NULL
                                ? rounds_template_fill (task_template, values, G_N_ELEMENTS (values), TITLE_MAXIMUM)
                                : g_strdup (title);
  const RoundsNotice notice = {
    .user_id = found->user_id,
    .type = subject->kind,
    .title = title,
    .message = message,
    .priority = rounds_entity_get_text (rule, "priority"),
    .record_kind = subject->kind,
    .record_id = found->id,
    .institution_id = found->institution_id,
    .dedupe_key = found->key,
  };

  if (!rounds_notice_send (context, &notice, error))
    return FALSE;
  /* What was made because something is late makes nothing more when it is late itself. */
  if (!rounds_entity_get_boolean (rule, "auto-create-task") || (found->is_made_by_rule && g_str_equal (subject->kind, "task")))
    return TRUE;

  return make_task (context, rule, found, task_title, error);
}

static GPtrArray *
list_rules (RoundsOperationContext  *context,
            GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_REMINDER_RULE);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) active = rounds_filter_new_integer (rounds_entity_info_find (info, "is-active"), ROUNDS_FILTER_EQUAL, TRUE);

  rounds_query_set_filter (query, active);
  return rounds_repository_list (context->database, query, error);
}

/* `reminder-rule.apply {}`: the server's, every hour. Answers of how many records it told. */
JsonNode *
rounds_run_reminder_rule_apply (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  g_autoptr(GPtrArray) rules = list_rules (context, error);
  guint n_told = 0;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      RoundsEntity *rule = g_ptr_array_index (rules, i);
      const Subject *subject = find_subject (rule);
      g_autoptr(GPtrArray) all = list_found (context, rule, subject, error);

      if (all == NULL)
        return NULL;
      for (guint j = 0; j < all->len; j++)
        if (!tell (context, rule, subject, g_ptr_array_index (all, j), error))
          return NULL;
      n_told += all->len;
    }

  return rules != NULL ? json_node_init_int (json_node_alloc (), n_told) : NULL;
}
