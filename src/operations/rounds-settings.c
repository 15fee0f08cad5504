/* rounds-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-settings.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "rules/rounds-invoice-rules.h"
#include "rules/rounds-numbering.h"
#include "rules/rounds-quote-rules.h"

/**
 * Known:
 * @pattern: (nullable): the number pattern when nothing is set
 * @days: else the days, or the megabytes, when nothing is set
 * @minimum: the least that can be set
 */
typedef struct
{
  const char *key;
  const char *pattern;
  gint64 days;
  gint64 minimum;
} Known;

#define DAYS_MAXIMUM 365
#define ATTACHMENT_MEGABYTES 25

static const Known known[] = {
  { ROUNDS_SETTING_NUMBERING_QUOTE, ROUNDS_NUMBERING_QUOTE },
  { ROUNDS_SETTING_NUMBERING_INVOICE, ROUNDS_NUMBERING_INVOICE },
  { ROUNDS_SETTING_NUMBERING_CREDIT_NOTE, ROUNDS_NUMBERING_CREDIT_NOTE },
  { ROUNDS_SETTING_PAYMENT_TERM, NULL, ROUNDS_PAYMENT_TERM_DEFAULT, 0 },
  { ROUNDS_SETTING_PAYMENT_TERM_PUBLIC, NULL, ROUNDS_PAYMENT_TERM_PUBLIC_HOSPITAL, 0 },
  { ROUNDS_SETTING_QUOTE_VALIDITY, NULL, ROUNDS_QUOTE_VALIDITY_DEFAULT, 1 },
  { ROUNDS_SETTING_ATTACHMENT_MAXIMUM, NULL, ATTACHMENT_MEGABYTES, 1 },
};

static const Known *
find_known (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].key, key) == 0)
      return &known[i];

  return NULL;
}

static const char *
read_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

static gboolean
read_days (JsonNode    *node,
           const Known *setting,
           gint64      *days)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *days = json_node_get_int (node);
  return *days >= setting->minimum && *days <= DAYS_MAXIMUM;
}

/* What is set, as JSON; NULL without @error set when nothing is. */
static gboolean
load (RoundsDatabase  *database,
      const char      *key,
      JsonNode       **node,
      GError         **error)
{
  g_autofree char *text = NULL;

  *node = NULL;
  if (!rounds_database_query_text (database, &text, error, "SELECT MAX(value) FROM settings WHERE key = $1 AND deleted_at IS NULL",
                                   "s", key))
    return FALSE;
  if (text != NULL)
    *node = rounds_json_parse (text, -1, NULL);
  return TRUE;
}

/**
 * rounds_settings_dup_text:
 * @key: of a number pattern
 *
 * Returns: (transfer full): what is set, or the default; %NULL with @error set
 */
char *
rounds_settings_dup_text (RoundsDatabase  *database,
                          const char      *key,
                          GError         **error)
{
  const Known *setting = find_known (key);
  g_autoptr(JsonNode) node = NULL;
  const char *text;

  g_return_val_if_fail (setting != NULL && setting->pattern != NULL, NULL);

  if (!load (database, key, &node, error))
    return NULL;

  text = read_text (node);
  return g_strdup (text != NULL ? text : setting->pattern);
}

/**
 * rounds_settings_get_integer:
 * @key: of a number of days
 * @value: (out): what is set, or the default
 */
gboolean
rounds_settings_get_integer (RoundsDatabase  *database,
                             const char      *key,
                             gint64          *value,
                             GError         **error)
{
  const Known *setting = find_known (key);
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (setting != NULL && setting->pattern == NULL, FALSE);

  if (!load (database, key, &node, error))
    return FALSE;

  if (!read_days (node, setting, value))
    *value = setting->days;
  return TRUE;
}

/* Invoices and credit notes share the column of numbers, in which no number stands twice. */
static gboolean
check_other_series (RoundsDatabase  *database,
                    const char      *key,
                    const char      *pattern,
                    GError         **error)
{
  const char *other = g_str_equal (key, ROUNDS_SETTING_NUMBERING_INVOICE) ? ROUNDS_SETTING_NUMBERING_CREDIT_NOTE
                      : g_str_equal (key, ROUNDS_SETTING_NUMBERING_CREDIT_NOTE) ? ROUNDS_SETTING_NUMBERING_INVOICE : NULL;
  g_autofree char *taken = other != NULL ? rounds_settings_dup_text (database, other, error) : NULL;

  if (other == NULL)
    return TRUE;
  if (taken == NULL)
    return FALSE;
  if (!g_str_equal (taken, pattern))
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "BAD_NUMBER_PATTERN",
                      _("Invoices and credit notes need different number patterns"));
  return FALSE;
}

/**
 * rounds_settings_check:
 * @key: of a setting
 * @value: (nullable): what it shall be, as JSON
 * @error: %ROUNDS_PROBLEM_INVALID `BAD_NUMBER_PATTERN`, or field `value` with `WRONG_TYPE`
 *
 * Returns: whether a setting that is known here can have that value; no value is the default
 */
gboolean
rounds_settings_check (RoundsDatabase  *database,
                       const char      *key,
                       const char      *value,
                       GError         **error)
{
  const Known *setting = find_known (key);
  g_autoptr(JsonNode) node = setting != NULL && value != NULL ? rounds_json_parse (value, -1, NULL) : NULL;
  GError *problem = NULL;
  gint64 days;

  if (setting == NULL || value == NULL)
    return TRUE;

  if (setting->pattern != NULL && read_text (node) != NULL)
    return rounds_numbering_validate (read_text (node), error) && check_other_series (database, key, read_text (node), error);
  if (setting->pattern == NULL && read_days (node, setting, &days))
    return TRUE;

  if (setting->pattern != NULL)
    rounds_problem_add_field (&problem, "value", "WRONG_TYPE", _("This setting is a text in quotes, such as %s"),
                              "\"F{year}-{number:5}\"");
  else
    rounds_problem_add_field (&problem, "value", "WRONG_TYPE", _("This setting is a whole number, %d to %d"),
                              (int) setting->minimum, DAYS_MAXIMUM);
  g_propagate_error (error, problem);
  return FALSE;
}
