/* rounds-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-settings.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-setting.h"
#include "rules/rounds-invoice-rules.h"
#include "rules/rounds-numbering.h"
#include "rules/rounds-quote-rules.h"
#include "store/rounds-transaction-memory.h"

typedef enum
{
  TYPE_PATTERN,      /* of numbers, see rules/rounds-numbering.h */
  TYPE_INTEGER,
  TYPE_NAME,
  TYPE_TIME_ZONE,
  TYPE_SPECIALTIES,  /* a list of texts */
  TYPE_TEXTS,        /* a list of texts, each once */
} Type;

/**
 * Known:
 * @pattern: (nullable): the number pattern when nothing is set
 * @initial: the number when nothing is set
 * @minimum: the least that can be set
 * @maximum: the most
 * @texts: (nullable): the list when nothing is set
 */
typedef struct
{
  const char *key;
  Type type;
  const char *pattern;
  gint64 initial;
  gint64 minimum;
  gint64 maximum;
  const char * const *texts;
} Known;

#define NAME_MAXIMUM 100
#define LIST_MAXIMUM 50

static const char * const won_reasons[] = {
  N_("Price"), N_("Product"), N_("Service"), N_("Relationship"), N_("Existing customer"), NULL,
};

static const Known known[] = {
  { ROUNDS_SETTING_NUMBERING_QUOTE, TYPE_PATTERN, ROUNDS_NUMBERING_QUOTE },
  { ROUNDS_SETTING_NUMBERING_INVOICE, TYPE_PATTERN, ROUNDS_NUMBERING_INVOICE },
  { ROUNDS_SETTING_NUMBERING_CREDIT_NOTE, TYPE_PATTERN, ROUNDS_NUMBERING_CREDIT_NOTE },
  { ROUNDS_SETTING_PAYMENT_TERM, TYPE_INTEGER, NULL, ROUNDS_PAYMENT_TERM_DEFAULT, 0, 365 },
  { ROUNDS_SETTING_PAYMENT_TERM_PUBLIC, TYPE_INTEGER, NULL, ROUNDS_PAYMENT_TERM_PUBLIC_HOSPITAL, 0, 365 },
  { ROUNDS_SETTING_QUOTE_VALIDITY, TYPE_INTEGER, NULL, ROUNDS_QUOTE_VALIDITY_DEFAULT, 1, 365 },
  { ROUNDS_SETTING_ATTACHMENT_MAXIMUM, TYPE_INTEGER, NULL, 25, 1, 256 },
  { ROUNDS_SETTING_SECURITY_RETENTION, TYPE_INTEGER, NULL, 365, 7, 3650 },
  { ROUNDS_SETTING_WORKSPACE_NAME, TYPE_NAME },
  { ROUNDS_SETTING_TIME_ZONE, TYPE_TIME_ZONE },
  { ROUNDS_SETTING_OFFERED_SPECIALTIES, TYPE_SPECIALTIES },
  { ROUNDS_SETTING_WON_REASONS, TYPE_TEXTS, .texts = won_reasons },
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
is_list_of_texts (JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (read_text (json_array_get_element (array, i)) == NULL)
      return FALSE;

  return array != NULL;
}

static gboolean
read_integer (JsonNode    *node,
              const Known *setting,
              gint64      *value)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *value = json_node_get_int (node);
  return *value >= setting->minimum && *value <= setting->maximum;
}

/* What is set, as JSON; NULL without @error set when nothing is. */
static gboolean
load (RoundsDatabase  *database,
      const char      *key,
      JsonNode       **node,
      GError         **error)
{
  g_autofree char *read = NULL;
  const char *text;

  *node = NULL;
  if (!rounds_transaction_recall (database, "settings", key, &text))
    {
      if (!rounds_database_query_text (database, &read, error, "SELECT MAX(value) FROM settings WHERE key = $1 AND deleted_at IS NULL",
                                       "s", key))
        return FALSE;
      rounds_transaction_remember (database, "settings", key, read);
      text = read;
    }
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

  g_return_val_if_fail (setting != NULL && setting->type == TYPE_PATTERN, NULL);

  if (!load (database, key, &node, error))
    return NULL;

  text = read_text (node);
  return g_strdup (text != NULL ? text : setting->pattern);
}

/**
 * rounds_settings_get_integer:
 * @key: of a number, such as of days
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

  g_return_val_if_fail (setting != NULL && setting->type == TYPE_INTEGER, FALSE);

  if (!load (database, key, &node, error))
    return FALSE;

  if (!read_integer (node, setting, value))
    *value = setting->initial;
  return TRUE;
}

/**
 * rounds_settings_dup_list:
 * @key: of a list of texts
 *
 * Returns: (transfer full): what is set, or what a workspace begins with, in the language of this process; %NULL with @error set
 */
char **
rounds_settings_dup_list (RoundsDatabase  *database,
                          const char      *key,
                          GError         **error)
{
  const Known *setting = find_known (key);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (setting != NULL && setting->type == TYPE_TEXTS, NULL);

  if (!load (database, key, &node, error))
    return NULL;

  if (node == NULL || !is_list_of_texts (node))
    {
      for (guint i = 0; setting->texts[i] != NULL; i++)
        g_strv_builder_add (builder, _(setting->texts[i]));
    }
  else
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }

  return g_strv_builder_end (builder);
}

/**
 * rounds_settings_find_id:
 * @id: (out) (transfer full) (nullable): of the record of the setting; %NULL when it has none
 */
gboolean
rounds_settings_find_id (RoundsDatabase  *database,
                         const char      *key,
                         char           **id,
                         GError         **error)
{
  return rounds_database_query_text (database, id, error, "SELECT MAX(id) FROM settings WHERE key = $1 AND deleted_at IS NULL", "s", key);
}

/**
 * rounds_settings_dup_zone:
 * @otherwise: (nullable): the zone where the workspace has set none; %NULL for that of this machine
 *
 * Returns: (transfer full): the time zone that the workspace has set, or else the other; %NULL with @error set
 */
GTimeZone *
rounds_settings_dup_zone (RoundsDatabase  *database,
                          GTimeZone       *otherwise,
                          GError         **error)
{
  g_autoptr(JsonNode) node = NULL;
  GTimeZone *zone;

  if (!load (database, ROUNDS_SETTING_TIME_ZONE, &node, error))
    return NULL;

  zone = read_text (node) != NULL ? g_time_zone_new_identifier (read_text (node)) : NULL;
  if (zone != NULL)
    return zone;
  return otherwise != NULL ? g_time_zone_ref (otherwise) : g_time_zone_new_local ();
}

/**
 * rounds_settings_write_public:
 *
 * Writes what anybody may know, signed in or not, as members of an object: the settings that are said to be public, by their keys.
 */
gboolean
rounds_settings_write_public (RoundsDatabase    *database,
                              RoundsJsonWriter  *writer,
                              GError           **error)
{
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (database, "SELECT key, value FROM settings WHERE is_public = 1 AND deleted_at IS NULL ORDER BY key", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;

  rounds_json_writer_begin_object (writer);
  while (rounds_statement_step (statement, &row, error) && row)
    {
      const char *value = rounds_statement_get_text (statement, 1);
      g_autoptr(JsonNode) node = value != NULL ? rounds_json_parse (value, -1, NULL) : NULL;

      rounds_json_writer_key (writer, rounds_statement_get_text (statement, 0));
      /* The first versions took what is no JSON. */
      if (node != NULL)
        rounds_json_writer_node (writer, node);
      else
        rounds_json_writer_text (writer, value);
    }
  rounds_json_writer_end_object (writer);

  return !row;
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

static gboolean
check_pattern (RoundsDatabase  *database,
               const char      *key,
               const char      *pattern,
               GError         **error)
{
  if (pattern == NULL)
    return rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a text in quotes, such as %s"), key, "\"F{year}-{number:5}\"");
  if (rounds_numbering_validate (pattern, error) && check_other_series (database, key, pattern, error))
    return TRUE;

  g_prefix_error (error, "%s: ", key);
  return FALSE;
}

static gboolean
check_name (const char  *key,
            const char  *name,
            GError     **error)
{
  g_autofree char *stripped = name != NULL ? g_strstrip (g_strdup (name)) : NULL;

  if (stripped != NULL && *stripped != '\0' && g_utf8_strlen (stripped, -1) <= NAME_MAXIMUM)
    return TRUE;

  return rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a text in quotes, of 1 to %d characters"), key, NAME_MAXIMUM);
}

static gboolean
check_zone (const char  *key,
            const char  *name,
            GError     **error)
{
  /* A name, not an offset: databases read those the other way round. */
  g_autoptr(GTimeZone) zone = name != NULL && g_ascii_isalpha (*name) ? g_time_zone_new_identifier (name) : NULL;

  if (name == NULL)
    return rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a text in quotes, such as %s"), key, "\"Europe/Paris\"");

  return zone != NULL ||
         rounds_problem_refuse (error, "value", "UNKNOWN_TIME_ZONE", _("%s: there is no time zone “%s”; write one such as Europe/Paris"), key, name);
}

/* (element-type utf8 utf8): folded -> as somebody has written it. */
static GHashTable *
read_specialties (RoundsDatabase  *database,
                  GError         **error)
{
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (database, "SELECT DISTINCT specialties FROM institutions WHERE specialties IS NOT NULL AND deleted_at IS NULL",
                             error);
  g_autoptr(GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;

  while (rounds_statement_step (statement, &row, error) && row)
    {
      g_auto(GStrv) list = rounds_json_parse_list (rounds_statement_get_text (statement, 0));

      for (guint i = 0; list[i] != NULL; i++)
        g_hash_table_replace (there, rounds_fold_words (list[i]), g_strdup (list[i]));
    }

  return row ? NULL : g_steal_pointer (&there);
}

static const char *
get_any (GHashTable *table)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, table);
  g_hash_table_iter_next (&iter, NULL, &value);
  return value;
}

/* What no institution has would never be found: where some are known, others are slips. */
static gboolean
check_specialties (RoundsDatabase  *database,
                   const char      *key,
                   JsonNode        *node,
                   GError         **error)
{
  JsonArray *array = is_list_of_texts (node) ? json_node_get_array (node) : NULL;
  guint n_texts = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr(GHashTable) there = NULL;

  if (array == NULL)
    return rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a list of texts, such as %s"), key, "[\"Cardiologie\"]");

  there = n_texts > 0 ? read_specialties (database, error) : NULL;
  if (n_texts > 0 && there == NULL)
    return FALSE;

  for (guint i = 0; i < n_texts && g_hash_table_size (there) > 0; i++)
    {
      const char *text = json_array_get_string_element (array, i);
      g_autofree char *folded = rounds_fold_words (text);

      if (!g_hash_table_contains (there, folded))
        return rounds_problem_refuse (error, "value", "UNKNOWN_SPECIALTY", _("%s: no institution has the specialty “%s”; write it as they do, such as “%s”"),
                       key, text, get_any (there));
    }

  return TRUE;
}

/* A list to choose from: a choice that is there twice, or says nothing, is a slip. */
static gboolean
check_texts (const char  *key,
             JsonNode    *node,
             GError     **error)
{
  JsonArray *array = is_list_of_texts (node) ? json_node_get_array (node) : NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (array == NULL)
    return rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a list of texts, such as %s"), key, "[\"Prix\"]");
  if (json_array_get_length (array) > LIST_MAXIMUM)
    return rounds_problem_refuse (error, "value", "TOO_LONG", _("The setting “%s” has at most %d texts"), key, LIST_MAXIMUM);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = json_array_get_string_element (array, i);
      g_autofree char *folded = rounds_fold_words (text);

      if (*folded == '\0' || g_utf8_strlen (text, -1) > NAME_MAXIMUM)
        return rounds_problem_refuse (error, "value", "BAD_CHOICE", _("Each text of the setting “%s” has 1 to %d characters"), key,
                                      NAME_MAXIMUM);
      if (!g_hash_table_add (seen, g_steal_pointer (&folded)))
        return rounds_problem_refuse (error, "value", "DUPLICATE_CHOICE", _("%s: “%s” stands in the list twice"), key, text);
    }

  return TRUE;
}

static gboolean
check_known (RoundsDatabase  *database,
             const Known     *setting,
             JsonNode        *node,
             GError         **error)
{
  gint64 number;

  switch (setting->type)
    {
    case TYPE_PATTERN:
      return check_pattern (database, setting->key, read_text (node), error);
    case TYPE_INTEGER:
      return read_integer (node, setting, &number) ||
             rounds_problem_refuse (error, "value", "WRONG_TYPE", _("The setting “%s” is a whole number, %d to %d"), setting->key,
                     (int) setting->minimum, (int) setting->maximum);
    case TYPE_NAME:
      return check_name (setting->key, read_text (node), error);
    case TYPE_TIME_ZONE:
      return check_zone (setting->key, read_text (node), error);
    case TYPE_SPECIALTIES:
      return check_specialties (database, setting->key, node, error);
    case TYPE_TEXTS:
      return check_texts (setting->key, node, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * rounds_settings_check:
 * @key: of a setting
 * @value: (nullable): what it shall be, as JSON
 * @error: %ROUNDS_PROBLEM_INVALID `BAD_NUMBER_PATTERN`, or field `value` with `NOT_JSON`, `WRONG_TYPE`, `TOO_LONG`, `BAD_CHOICE`,
 *   `DUPLICATE_CHOICE`, `UNKNOWN_TIME_ZONE` or `UNKNOWN_SPECIALTY`; each names the key
 *
 * Returns: whether a setting can have that value; no value is the default
 */
gboolean
rounds_settings_check (RoundsDatabase  *database,
                       const char      *key,
                       const char      *value,
                       GError         **error)
{
  const Known *setting = find_known (key);
  g_autoptr(JsonNode) node = value != NULL ? rounds_json_parse (value, -1, NULL) : NULL;

  /* Without a key, the table refuses it. */
  if (key == NULL || value == NULL)
    return TRUE;
  if (setting != NULL)
    return check_known (database, setting, node, error);

  return node != NULL || rounds_problem_refuse (error, "value", "NOT_JSON", _("The value of the setting “%s” is JSON: put a text in quotes"), key);
}
