/* rounds-openapi-examples.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-registry.h"

#define GIVEN_IDS "Rounds makes these records itself: their ids come with their list"
#define ONLY_LONG "In a new workspace no change takes so long"
#define MERGE(kind, merge) "{\"fromId\":\"@" kind "\",\"mergeId\":\"01990d5a-7c00-7000-8000-00000000001" merge "\"}"

/*
 * Requests that work in a new workspace, each after those of the records it refers to. Reading needs no line here; what else is to be
 * shown has one.
 */
static const RoundsOpenapiExample examples[] = {
  { "session.begin", NULL, "{\"email\":\"admin@example.com\",\"password\":\"correct horse battery\"}", NULL, NULL },
  { "session.end", NULL, NULL, NULL, NULL },
  { "session.refresh", NULL, NULL, NULL, NULL },
  { "session.password", .reason = "It ends every other session of whoever asks" },
  { "session.update", NULL, "{\"phone\":\"02 40 12 34 56\"}", NULL, NULL },
  { "user.password", NULL, "{\"newPassword\":\"correct horse battery\"}", NULL, NULL },
  { "user.hand-over", NULL, "{\"toUserId\":\"@user\",\"kinds\":[\"task\"]}", NULL, NULL },
  { "bulk.change", "institution", "{\"filter\":{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"},\"addTags\":[\"Ouest\"]}", NULL,
    NULL },
  { "bulk.change", NULL, "{\"filter\":{\"field\":\"createdAt\",\"op\":\"lt\",\"value\":\"2020-01-01T00:00:00Z\"},\"delete\":true}", NULL, NULL },
  { "bulk.status", .reason = ONLY_LONG },
  { "bulk.cancel", .reason = ONLY_LONG },
  { "sync.operations", NULL,
    "{\"operations\":[{\"id\":\"01990d5a-7c00-7000-8000-000000000001\",\"name\":\"record.create\",\"arguments\":{\"kind\":\"institution\","
    "\"id\":\"01990d5a-7c00-7000-8000-000000000002\",\"values\":{\"name\":\"Clinique des Remparts\",\"type\":\"clinic\"}},"
    "\"createdAt\":\"2026-05-12T08:30:00Z\"}]}", NULL, NULL },
  { "sync.changes", NULL, NULL, "since=0&limit=100", NULL },
  { "import.begin", NULL, "BOR;AN;FI;RS;LIT_MCO\nMCO;2023;440000271;CLINIQUE SAINT-AUGUSTIN;354\n", "register=sae", NULL },
  { "import.status", NULL, NULL, NULL, NULL },
  { "import.cancel", NULL, NULL, NULL, NULL },

  { NULL, "stage-change", .reason = GIVEN_IDS },
  { NULL, "action-mark", .reason = GIVEN_IDS },
  { NULL, "notification", .reason = GIVEN_IDS },
  { NULL, "webhook-delivery", .reason = GIVEN_IDS },
  { NULL, "audit-entry", .reason = GIVEN_IDS },
  { NULL, "security-event", .reason = GIVEN_IDS },

  { "setting.get", NULL, NULL, NULL, NULL },
  { "setting.update", NULL, "{\"value\":\"Europe/Paris\"}", NULL, NULL },
  { "setting.update-all", NULL,
    "{\"settings\":[{\"key\":\"workspace.name\",\"value\":\"Grand Ouest\"},{\"key\":\"deals.wonReasons\",\"value\":[\"Prix\",\"Service\"]}]}",
    NULL, NULL },
  { "record.list", "institution", NULL, "limit=20&sortBy=name&sortOrder=asc&search=clinique&address.city=Nantes", NULL },
  { "record.list", NULL, NULL, "limit=20", NULL },
  { "record.export", NULL, NULL, "format=csv", NULL },
  { "record.get", NULL, NULL, NULL, NULL },
  { "record.create", "payment", NULL, NULL, "invoice.send" },
  { "record.create", NULL, NULL, NULL, NULL },
  { "record.update", NULL, NULL, NULL, NULL },
  { "record.delete", NULL, NULL, NULL, NULL },
  { "record.restore", "payment", .reason = "A payment is reversed, not deleted" },
  { "record.restore", NULL, NULL, NULL, "record.delete" },

  { "attachment.create", NULL, "Devis\n", "fileName=devis.txt", NULL },

  { "institution.merge", NULL, MERGE ("institution", "0"), NULL, NULL },
  { "institution.split", NULL, MERGE ("institution", "0"), NULL, "institution.merge" },
  { "contact.merge", NULL, MERGE ("contact", "1"), NULL, NULL },
  { "contact.split", NULL, MERGE ("contact", "1"), NULL, "contact.merge" },
  { "next-action.snooze", NULL, "{\"key\":\"no_interaction\",\"until\":\"2099-12-31\"}", NULL, NULL },
  { "next-action.dismiss", NULL, "{\"key\":\"no_interaction\"}", NULL, NULL },
  { "next-action.complete", NULL, "{\"key\":\"no_interaction\"}", NULL, NULL },
  { "search.unified", NULL, NULL, "q=clinique&type=institutions&limit=5", NULL },
  { "segment.preview", NULL,
    "{\"type\":\"institution\",\"criteria\":{\"and\":[{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"},"
    "{\"field\":\"lastInteraction\",\"op\":\"lt\",\"value\":{\"daysAgo\":90}}]}}", NULL, NULL },
  { "segment.members", NULL, NULL, "limit=20", NULL },
  { "segment.duplicate", NULL, NULL, NULL, NULL },

  { "webhook.test", NULL, NULL, NULL, NULL },
  { "webhook.reset", NULL, NULL, NULL, NULL },
  { "opportunity.stage", NULL, "{\"stage\":\"negotiation\"}", NULL, NULL },
  { "quote.send", NULL, NULL, NULL, NULL },
  { "quote.accept", NULL, "{\"clientComments\":\"Bon pour accord\"}", NULL, "quote.send" },
  { "quote.reject", NULL, "{\"clientComments\":\"Budget reporté\"}", NULL, "quote.send" },
  { "quote.cancel", NULL, NULL, NULL, NULL },
  { "quote.convert-to-invoice", NULL, NULL, NULL, "quote.send quote.accept" },
  { "quote.duplicate", NULL, NULL, NULL, NULL },
  { "invoice.send", NULL, NULL, NULL, NULL },
  { "invoice.cancel", NULL, NULL, NULL, NULL },
  { "invoice.credit", NULL, "{\"reason\":\"Matériel repris\",\"issue\":true}", NULL, "invoice.send" },
  { "invoice.archive", NULL, NULL, NULL, NULL },
  { "invoice.unarchive", NULL, NULL, NULL, "invoice.archive" },
  { "payment.reverse", NULL, NULL, NULL, NULL },
  { "invoice.payment", NULL, "{\"amount\":50,\"paymentMethod\":\"bank_transfer\",\"reference\":\"VIR 2026-118\"}", NULL, "invoice.send" },
  { "note.share", NULL, "{\"userId\":\"@user\",\"permission\":\"read\"}", NULL, NULL },
  { "note.unshare", NULL, "{\"userId\":\"@user\"}", NULL, "note.share" },
  { "comment.create", NULL, "{\"content\":\"La surveillante est prévenue.\"}", NULL, NULL },
  { "notification.read-all", NULL, NULL, NULL, NULL },
  { "task.complete", NULL, NULL, NULL, NULL },
  { "task.reopen", NULL, "{\"status\":\"in_progress\"}", NULL, "task.complete" },
  { "reminder.complete", NULL, NULL, NULL, NULL },
  { "reminder.reopen", NULL, NULL, NULL, "reminder.complete" },
  { "reminder.snooze", NULL, "{\"minutes\":15}", NULL, NULL },
  { "reminder.reschedule", NULL, "{\"reminderDate\":\"2026-06-03T08:00:00Z\"}", NULL, NULL },
};

/* What stands in a path for a record’s id: what a list that is asked by name is asked for, or a key. */
static const struct
{
  const char *kind;
  const char *parameter;
  const char *value;
} path_values[] = {
  { NULL, "webhookId", "@webhook" },
  { NULL, "assigneeId", "@user" },
  { NULL, "userId", "@user" },
  { NULL, "institutionId", "@institution" },
  { NULL, "assignedUserId", "@user" },
  { NULL, "teamId", "@team" },
  { NULL, "organizerId", "@user" },
  { NULL, "category", "general" },
  { NULL, "recordId", "@meeting" },
  { NULL, "priority", "high" },
  { "reminder", "status", "pending" },
  { NULL, "status", "sent" },
  { NULL, "callType", "incoming" },
  { NULL, "phone", "02 40 12 34 56" },
};

/* What fields hold in an example; without a kind in every record that has one of the name. `*` is a record that belongs to it,
 * `@` and a kind the id of such a record. */
static const struct
{
  const char *kind;
  const char *field;
  const char *json;
} values[] = {
  { "institution", "name", "\"Clinique Saint-Augustin\"" },
  { "institution", "type", "\"clinic\"" },
  { "institution", "finess", "\"440000271\"" },
  { "institution", "street", "\"12 rue Paul Bellamy\"" },
  { "institution", "zip-code", "\"44000\"" },
  { "institution", "city", "\"Nantes\"" },
  { "institution", "bed-capacity", "180" },
  { "institution", "specialties", "[\"Chirurgie orthopédique\"]" },
  { "opportunity", "name", "\"Colonne d’endoscopie\"" },
  { "opportunity", "value", "45000" },
  { "invoice", "title", "\"Colonne d’endoscopie\"" },
  { "invoice", "lines", "*" },
  { "quote", "title", "\"Colonne d’endoscopie\"" },
  { "quote", "lines", "*" },
  { "quote", "valid-until", "\"2099-12-31\"" },
  { "payment", "amount", "1.5" },
  { "meeting", "title", "\"Visite du bloc opératoire\"" },
  { "meeting", "start-date", "\"2026-06-02T08:00:00Z\"" },
  { "meeting", "end-date", "\"2026-06-02T09:30:00Z\"" },
  { "user", "email", "\"claire.morvan@example.com\"" },
  { "team", "name", "\"Grand Ouest\"" },
  { "custom-field", "key", "\"budgetCode\"" },
  { "tag", "name", "\"Prioritaire\"" },
  { "setting", "key", "\"workspace.timeZone\"" },
  { "setting", "value", "\"\\\"Europe/Paris\\\"\"" },
  { "setting", "is-public", "true" },
  { "lead-source", "name", "\"Salon\"" },
  { "lost-reason", "name", "\"Prix\"" },
  { "pipeline", "name", "\"Appels d’offres\"" },
  { "product", "name", "\"Colonne d’endoscopie\"" },
  { "custom-field", "key", "\"budgetCode\"" },
  { "segment", "criteria", "{\"field\":\"openDeals\",\"op\":\"gt\",\"value\":0}" },
  { "saved-view", "collection", "\"institutions\"" },
  { "task", "title", "\"Rappeler le bloc\"" },
  { NULL, "record-kind", "\"institution\"" },
  { NULL, "record-id", "@institution" },
  { NULL, "first-name", "\"Claire\"" },
  { NULL, "last-name", "\"Morvan\"" },
  { NULL, "email", "\"claire.morvan@example.com\"" },
  { NULL, "unit-price", "100" },
  { NULL, "expected-close-date", "\"2026-12-31\"" },
  { "webhook", "events", "[\"institution.created\",\"quote.accepted\"]" },
  { "webhook", "secret", "\"what only the two of us know\"" },
  { NULL, "url", "\"https://example.com/hook\"" },
};

static const char *
find_value (const RoundsEntityInfo *info,
            const char             *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i].field, field) && (values[i].kind == NULL || g_str_equal (values[i].kind, info->kind)))
      return values[i].json;

  return NULL;
}

/* Something that the table lets pass, where nobody has thought of something better. */
static void
write_anything (RoundsJsonWriter  *writer,
                const RoundsField *field)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      rounds_json_writer_decimal (writer, field->minimum > 0 ? field->minimum : MIN (field->maximum, 1), rounds_field_get_scale (field));
      break;
    case ROUNDS_FIELD_BOOLEAN:
      rounds_json_writer_boolean (writer, TRUE);
      break;
    case ROUNDS_FIELD_DATE:
      rounds_json_writer_text (writer, "2026-06-02");
      break;
    case ROUNDS_FIELD_INSTANT:
      rounds_json_writer_text (writer, "2026-06-02T08:00:00Z");
      break;
    case ROUNDS_FIELD_CHOICE:
      rounds_json_writer_text (writer, field->choices[0].value);
      break;
    case ROUNDS_FIELD_REFERENCE:
      rounds_json_writer_text (writer, rounds_openapi_get_example_id (rounds_registry_find (field->reference)));
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      rounds_json_writer_begin_array (writer);
      rounds_json_writer_text (writer, field->label);
      rounds_json_writer_end_array (writer);
      break;
    case ROUNDS_FIELD_RECORDS:
      rounds_json_writer_begin_array (writer);
      rounds_openapi_write_example (writer, rounds_registry_find (field->reference), ROUNDS_OPENAPI_NEW);
      rounds_json_writer_end_array (writer);
      break;
    case ROUNDS_FIELD_OBJECT:
    case ROUNDS_FIELD_JSON:
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_end_object (writer);
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    default:
      rounds_json_writer_text (writer, field->label);
    }
}

static gboolean
is_given (const RoundsEntityInfo *info,
          const RoundsField      *field)
{
  if (field->flags & (ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN))
    return FALSE;
  if (g_strcmp0 (field->name, info->parent_field) == 0)
    return FALSE;

  return find_value (info, field->name) != NULL || ((field->flags & ROUNDS_FIELD_REQUIRED) && field->initial == NULL);
}

static void
write_value (RoundsJsonWriter       *writer,
             const RoundsEntityInfo *info,
             const RoundsField      *field)
{
  const char *value = find_value (info, field->name);

  rounds_json_writer_key (writer, field->json_key);
  if (value != NULL && *value == '@')
    rounds_json_writer_text (writer, rounds_openapi_get_example_id (rounds_registry_find (value + 1)));
  else if (value != NULL && !g_str_equal (value, "*"))
    rounds_json_writer_raw (writer, value);
  else
    write_anything (writer, field);
}

static gboolean
is_first_of_group (const RoundsEntityInfo *info,
                   guint                   index)
{
  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (info->fields[i].group, info->fields[index].group) == 0 && is_given (info, &info->fields[i]))
      return FALSE;

  return TRUE;
}

static void
write_group (RoundsJsonWriter       *writer,
             const RoundsEntityInfo *info,
             const char             *group)
{
  rounds_json_writer_key (writer, group);
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (info->fields[i].group, group) == 0 && is_given (info, &info->fields[i]))
      write_value (writer, info, &info->fields[i]);
  rounds_json_writer_end_object (writer);
}

/* The first field that anybody may change, with what it is created with: a change that every rule lets pass. */
static const RoundsField *
find_changed (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (is_given (info, &info->fields[i]) && info->fields[i].group == NULL && !(info->fields[i].flags & ROUNDS_FIELD_FIXED))
      return &info->fields[i];

  return NULL;
}

/**
 * rounds_openapi_get_example_id:
 * @info: (nullable): %NULL for what is no record
 *
 * Returns: (transfer none): the id of the record of that kind in the examples
 */
const char *
rounds_openapi_get_example_id (const RoundsEntityInfo *info)
{
  g_autofree char *id = g_strdup_printf ("01990d5a-7c00-7000-8000-0000%08x", info != NULL ? g_str_hash (info->kind) : 0);

  return g_intern_string (id);
}

/* The text with ids for kinds. */
static char *
dup_filled (const char *text)
{
  GString *filled = g_string_new (NULL);

  for (const char *at; (at = strchr (text, '@')) != NULL;)
    {
      gsize length = strspn (at + 1, "abcdefghijklmnopqrstuvwxyz-");
      g_autofree char *kind = g_strndup (at + 1, length);
      const RoundsEntityInfo *info = rounds_registry_find (kind);

      g_string_append_len (filled, text, at - text);
      if (info != NULL)
        g_string_append (filled, rounds_openapi_get_example_id (info));
      else
        g_string_append_printf (filled, "@%s", kind);
      text = at + 1 + length;
    }
  g_string_append (filled, text);

  return g_string_free_and_steal (filled);
}

static gboolean
is_of (const RoundsOpenapiExample *example,
       const RoundsRoute          *route)
{
  if (example->route != NULL ? !g_str_equal (example->route, route->name) : strstr (route->pattern, ":id") == NULL || route->parameter != NULL)
    return FALSE;

  return example->kind == NULL || (route->info != NULL && g_str_equal (example->kind, route->info->kind));
}

/**
 * rounds_openapi_find_example:
 * @example: (out caller-allocates): the request, or the reason why there is none
 *
 * Returns: whether there is one
 */
gboolean
rounds_openapi_find_example (const RoundsRoute    *route,
                             RoundsOpenapiExample *example)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (is_of (&examples[i], route))
      {
        *example = examples[i];
        return example->reason == NULL;
      }

  *example = (RoundsOpenapiExample) { .route = route->name };
  return g_str_equal (route->method, "GET");
}

/**
 * rounds_openapi_dup_example_value:
 *
 * Returns: (transfer full) (nullable): what the example has for a query parameter
 */
char *
rounds_openapi_dup_example_value (const RoundsOpenapiExample *example,
                                  const char                 *parameter)
{
  g_auto(GStrv) pairs = g_strsplit (example->query != NULL ? example->query : "", "&", -1);
  gsize length = strlen (parameter);

  for (guint i = 0; pairs[i] != NULL; i++)
    if (g_str_has_prefix (pairs[i], parameter) && pairs[i][length] == '=')
      return dup_filled (pairs[i] + length + 1);

  return NULL;
}

/**
 * rounds_openapi_dup_example_body:
 *
 * Returns: (transfer full) (nullable): the body that the example says
 */
char *
rounds_openapi_dup_example_body (const RoundsOpenapiExample *example)
{
  return example->body != NULL ? dup_filled (example->body) : NULL;
}

/**
 * rounds_openapi_takes_key:
 *
 * Returns: whether the id of a route may be the key of a setting
 */
gboolean
rounds_openapi_takes_key (const RoundsRoute *route)
{
  return g_str_has_prefix (route->name, "setting.");
}

/**
 * rounds_openapi_dup_path_value:
 *
 * Returns: (transfer full): what stands for the id of a route in its example
 */
char *
rounds_openapi_dup_path_value (const RoundsRoute *route)
{
  if (rounds_openapi_takes_key (route))
    return g_strdup ("workspace.timeZone");

  for (guint i = 0; i < G_N_ELEMENTS (path_values); i++)
    if (g_strcmp0 (path_values[i].parameter, route->parameter) == 0 &&
        (path_values[i].kind == NULL || g_str_equal (path_values[i].kind, route->info->kind)))
      return dup_filled (path_values[i].value);

  return g_strdup (rounds_openapi_get_example_id (route->info));
}

/**
 * rounds_openapi_write_example:
 *
 * Writes the body of a request that creates or changes the record of that kind in the examples, as one value.
 */
void
rounds_openapi_write_example (RoundsJsonWriter       *writer,
                              const RoundsEntityInfo *info,
                              RoundsOpenapiMode       mode)
{
  rounds_json_writer_begin_object (writer);
  if (mode == ROUNDS_OPENAPI_CHANGES)
    {
      const RoundsField *field = find_changed (info);

      if (field != NULL)
        write_value (writer, info, field);
      rounds_json_writer_end_object (writer);
      return;
    }

  if (info->parent_field == NULL)
    rounds_openapi_write_text (writer, "id", rounds_openapi_get_example_id (info));
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!is_given (info, field))
        continue;
      if (field->group == NULL)
        write_value (writer, info, field);
      else if (is_first_of_group (info, i))
        write_group (writer, info, field->group);
    }
  rounds_json_writer_end_object (writer);
}
