/* rounds-filter-sentence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-filter-sentence.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

/* Translators: of a list that is narrowed, such as "Created this week" */
static const struct
{
  const char *comparison;
  const char *unit;
  const char *sentence;
} spans[] = {
  { "this", "week", N_("%s is this week") },       { "this", "month", N_("%s is this month") },
  { "this", "quarter", N_("%s is this quarter") }, { "this", "year", N_("%s is this year") },
  { "last", "week", N_("%s was last week") },      { "last", "month", N_("%s was last month") },
  { "last", "quarter", N_("%s was last quarter") }, { "last", "year", N_("%s was last year") },
  { "next", "week", N_("%s is next week") },       { "next", "month", N_("%s is next month") },
  { "next", "quarter", N_("%s is next quarter") }, { "next", "year", N_("%s is next year") },
};

/* Each `%s` of @format in turn: formats come from tables. */
static char *
fill (const char         *format,
      const char * const *texts)
{
  g_auto(GStrv) parts = g_strsplit (format, "%s", -1);
  GString *text = g_string_new (parts[0]);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_string_append (text, texts[i - 1]);
      g_string_append (text, parts[i]);
    }

  return g_string_free (text, FALSE);
}

/* @last: between the last two: "%s or %s" */
static char *
join (GPtrArray  *texts,
      const char *last)
{
  g_autofree char *all = NULL;

  if (texts->len == 0)
    return g_strdup ("");

  all = g_strdup (g_ptr_array_index (texts, 0));
  for (guint i = 1; i < texts->len; i++)
    {
      const char *pair[] = { all, g_ptr_array_index (texts, i), NULL };
      char *longer = fill (i + 1 == texts->len ? last : C_("list", "%s, %s"), pair);

      g_free (all);
      all = longer;
    }

  return g_steal_pointer (&all);
}

static char *
get_title (RoundsDatabase    *database,
           const RoundsField *field,
           const char        *id)
{
  g_autoptr(RoundsEntity) record = NULL;

  if (database != NULL)
    record = rounds_repository_get (database, rounds_registry_find (field->reference), id, NULL);
  return record != NULL ? rounds_entity_dup_title (record) : g_strdup (_("a record that is gone"));
}

/**
 * rounds_filter_sentence_value:
 * @database: (nullable): where records have their names
 * @field: what @value is of
 * @value: as in a filter
 *
 * Returns: (transfer full): how it reads
 */
char *
rounds_filter_sentence_value (RoundsDatabase    *database,
                              const RoundsField *field,
                              JsonNode          *value)
{
  g_auto(RoundsValue) held = ROUNDS_VALUE_INIT;

  if (JSON_NODE_HOLDS_OBJECT (value))
    return g_strdup (C_("filter", "me"));
  if (field->type == ROUNDS_FIELD_REFERENCE)
    return get_title (database, field, json_node_get_string (value));
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (value);

      if (field->type == ROUNDS_FIELD_TEXT_LIST || field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT)
        return g_strdup (text);
      if (rounds_date_is_valid (text))
        return rounds_date_format (text);
    }

  if (!rounds_json_read_value (field, value, &held, NULL))
    return rounds_json_to_text (value);
  if (field->type == ROUNDS_FIELD_MONEY && held.type == ROUNDS_VALUE_INTEGER)
    return rounds_money_format (held.integer, "EUR", held.integer % 100 == 0 ? ROUNDS_MONEY_WHOLE : ROUNDS_MONEY_EXACT);
  return rounds_field_format (field, &held);
}

static char *
describe_days (RoundsFilterDraft *draft)
{
  const gint64 days = json_node_get_int (g_ptr_array_index (draft->parts, 0));
  const gulong number = (gulong) CLAMP (days, 0, G_MAXINT);

  if (g_str_equal (draft->comparison->name, "last-days"))
    return g_strdup_printf (ngettext ("%s is in the last %lu day", "%s is in the last %lu days", number), draft->field->label, number);
  if (g_str_equal (draft->comparison->name, "next-days"))
    return g_strdup_printf (ngettext ("%s is in the next %lu day", "%s is in the next %lu days", number), draft->field->label, number);
  return g_strdup_printf (ngettext ("%s is more than %lu day ago", "%s is more than %lu days ago", number), draft->field->label, number);
}

static char *
describe_span (RoundsFilterDraft *draft)
{
  const char *unit = json_node_get_string (g_ptr_array_index (draft->parts, 0));
  const char *texts[] = { draft->field->label, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (g_str_equal (spans[i].comparison, draft->comparison->name) && g_str_equal (spans[i].unit, unit))
      return fill (_(spans[i].sentence), texts);

  return g_strdup (draft->field->label);
}

static char *
describe_period (JsonNode *period)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (period) ? json_node_get_object (period) : NULL;
  gint64 number;

  if (object != NULL && rounds_json_get_integer (object, "months", &number))
    return g_strdup_printf (ngettext ("in the last %d month", "in the last %d months", (gulong) number), (int) number);
  if (object != NULL && rounds_json_get_integer (object, "days", &number))
    return g_strdup_printf (ngettext ("in the last %d day", "in the last %d days", (gulong) number), (int) number);

  return g_strdup (_("in a period"));
}

static char *
describe_comparison (RoundsDatabase    *database,
                     RoundsFilterDraft *draft)
{
  const RoundsComparison *comparison = draft->comparison;
  g_autoptr(GPtrArray) values = NULL;
  g_autofree char *joined = NULL;
  const char *texts[] = { draft->field->label, NULL, NULL, NULL };

  if (comparison->takes == ROUNDS_TAKES_DAYS)
    return describe_days (draft);
  if (comparison->takes == ROUNDS_TAKES_SPAN)
    return describe_span (draft);

  values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < draft->parts->len; i++)
    g_ptr_array_add (values, rounds_filter_sentence_value (database, draft->field->field, g_ptr_array_index (draft->parts, i)));

  if (comparison->takes == ROUNDS_TAKES_SEVERAL)
    {
      joined = join (values, g_str_equal (comparison->name, "all") ? C_("list", "%s and %s") : C_("list", "%s or %s"));
      texts[1] = joined;
    }
  else
    for (guint i = 0; i < MIN (values->len, 2u); i++)
      texts[i + 1] = g_ptr_array_index (values, i);

  return fill (_(comparison->sentence), texts);
}

static char *
describe_condition (RoundsDatabase    *database,
                    RoundsFilterDraft *draft)
{
  g_autofree char *sentence = describe_comparison (database, draft);
  g_autofree char *period = NULL;

  if (draft->period == NULL)
    return g_steal_pointer (&sentence);

  period = describe_period (draft->period);
  return g_strdup_printf ("%s (%s)", sentence, period);
}

static char *
describe (RoundsDatabase    *database,
          RoundsFilterDraft *draft,
          gboolean           inner)
{
  g_autoptr(GPtrArray) sentences = NULL;
  g_autofree char *joined = NULL;
  const char *texts[] = { NULL, NULL };

  if (draft->kind == ROUNDS_DRAFT_CONDITION)
    return describe_condition (database, draft);
  if (draft->kind == ROUNDS_DRAFT_OTHER)
    return g_strdup (_("A condition of another kind"));

  sentences = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < draft->children->len; i++)
    if (rounds_filter_draft_is_complete (g_ptr_array_index (draft->children, i)))
      g_ptr_array_add (sentences, describe (database, g_ptr_array_index (draft->children, i), TRUE));

  texts[0] = joined = draft->kind == ROUNDS_DRAFT_ALL ? join (sentences, C_("list", "%s and %s")) : join (sentences, C_("list", "%s or %s"));
  if (draft->kind == ROUNDS_DRAFT_NONE)
    return fill (sentences->len > 1 ? _("not (%s)") : _("not: %s"), texts);
  if (inner && sentences->len > 1)
    return g_strdup_printf ("(%s)", joined);
  return g_steal_pointer (&joined);
}

/**
 * rounds_filter_sentence_compute:
 * @database: (nullable): where records that are referred to have their names
 * @draft: a condition or a group
 *
 * Returns: (transfer full): what it says, in the person's language: "Department is 44 or 49"
 */
char *
rounds_filter_sentence_compute (RoundsDatabase    *database,
                                RoundsFilterDraft *draft)
{
  return describe (database, draft, FALSE);
}
