/* rounds-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-cell.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

static const char * const yes[] = { "true", "1", "yes", "y", "oui", "o", "vrai", "x", NULL };
static const char * const no[] = { "false", "0", "no", "n", "non", "faux", NULL };

static gboolean
is_text (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT || field->type == ROUNDS_FIELD_TEXT_LIST ||
         field->type == ROUNDS_FIELD_CHOICE;
}

/*
 * What a spreadsheet would take for a formula; with apostrophes before it too, so that taking one away is the inverse of putting one
 * there. https://owasp.org/www-community/attacks/CSV_Injection
 */
static gboolean
looks_like_formula (const char *text)
{
  text += strspn (text, "'");
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/* Separated by commas; as JSON where that would not say where a text ends. */
static char *
write_list (const char *json)
{
  g_auto(GStrv) list = rounds_json_parse_list (json);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (list[i]));

      if (list[i][0] == '\0' || strchr (list[i], ',') != NULL || (i == 0 && list[i][0] == '[') || !g_str_equal (stripped, list[i]))
        return g_strdup (json);
    }

  return g_strjoinv (", ", list);
}

/**
 * rounds_cell_write:
 * @field: a field of one value, or a list of texts
 * @value: what it holds
 * @decimal_comma: whether numbers have a comma before their decimals, as French spreadsheets read them
 *
 * Texts that a spreadsheet would run as a formula get an apostrophe before them; numbers and dates are what they are.
 *
 * Returns: (transfer full): the cell, not yet between quotation marks; empty for null
 */
char *
rounds_cell_write (const RoundsField *field,
                   const RoundsValue *value,
                   gboolean           decimal_comma)
{
  g_autofree char *text = NULL;

  if (value->type == ROUNDS_VALUE_TEXT && field->type == ROUNDS_FIELD_TEXT_LIST)
    text = write_list (value->text);
  else
    text = rounds_field_to_text (field, value);

  if (decimal_comma && (field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY))
    g_strdelimit (text, ".", ',');
  if (is_text (field) && looks_like_formula (text))
    return g_strconcat ("'", text, NULL);

  return g_steal_pointer (&text);
}

static gboolean
refuse (const RoundsField  *field,
        const char         *code,
        const char         *format,
        const char         *text,
        GError            **error)
{
  g_autofree char *sentence = g_strdup_printf (format, rounds_field_get_label (field), text);

  rounds_problem_add_field (error, field->json_path, code, "%s", sentence);
  return FALSE;
}

static gboolean
read_boolean (const RoundsField  *field,
              const char         *text,
              RoundsValue        *value,
              GError            **error)
{
  g_autofree char *folded = rounds_fold (text);
  const gboolean is_yes = g_strv_contains (yes, folded);

  if (!is_yes && !g_strv_contains (no, folded))
    return refuse (field, "WRONG_TYPE", _("%s must be yes or no, not “%s”"), text, error);

  rounds_value_set_integer (value, is_yes);
  return TRUE;
}

/* As it is stored, or as French people write it: 31/12/2026. */
static gboolean
read_date (const RoundsField  *field,
           const char         *text,
           RoundsValue        *value,
           GError            **error)
{
  guint day;
  guint month;
  guint year;
  int end = 0;

  if (rounds_date_is_valid (text))
    {
      rounds_value_set_text (value, text);
      return TRUE;
    }

  if (sscanf (text, "%2u/%2u/%4u%n", &day, &month, &year, &end) == 3 && text[end] == '\0' && year >= 1000)
    {
      g_autofree char *date = g_strdup_printf ("%04u-%02u-%02u", year, month, day);

      if (rounds_date_is_valid (date))
        {
          rounds_value_take_text (value, g_steal_pointer (&date));
          return TRUE;
        }
    }

  return refuse (field, "BAD_DATE", _("%s must be a day that exists, not “%s”"), text, error);
}

/* By what is stored, or by what a person reads. */
static gboolean
read_choice (const RoundsField  *field,
             const char         *text,
             RoundsValue        *value,
             GError            **error)
{
  g_autofree char *wanted = rounds_fold (text);

  for (const RoundsChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      g_autofree char *stored = rounds_fold (choice->value);
      g_autofree char *label = rounds_fold (choice->label);
      g_autofree char *translated = rounds_fold (_(choice->label));

      if (g_str_equal (wanted, stored) || g_str_equal (wanted, label) || g_str_equal (wanted, translated))
        {
          rounds_value_set_text (value, choice->value);
          return TRUE;
        }
    }

  return refuse (field, "UNKNOWN_CHOICE", _("%s cannot be “%s”"), text, error);
}

static gboolean
read_list (const RoundsField  *field,
           const char         *text,
           RoundsValue        *value,
           GError            **error)
{
  if (text[0] == '[')
    {
      g_auto(GStrv) list = rounds_json_parse_list (text);

      if (list[0] != NULL)
        {
          rounds_value_take_text (value, rounds_json_list_to_text ((const char * const *) list));
          return TRUE;
        }
    }

  return rounds_field_parse_text (field, text, value, error);
}

/**
 * rounds_cell_read:
 * @text: a cell; empty is null
 * @value: (inout): an initialised value
 * @error: field problem `WRONG_TYPE`, `BAD_DATE`, `BAD_INSTANT` or `UNKNOWN_CHOICE`
 *
 * Reads more than rounds_cell_write() writes: what people type into spreadsheets in English and French.
 *
 * Returns: whether @text was understood
 */
gboolean
rounds_cell_read (const RoundsField  *field,
                  const char         *text,
                  RoundsValue        *value,
                  GError            **error)
{
  rounds_value_clear (value);
  if (is_text (field) && text[0] == '\'' && looks_like_formula (text))
    text++;
  if (text[0] == '\0')
    return TRUE;

  switch (field->type)
    {
    case ROUNDS_FIELD_BOOLEAN:
      return read_boolean (field, text, value, error);
    case ROUNDS_FIELD_DATE:
      return read_date (field, text, value, error);
    case ROUNDS_FIELD_CHOICE:
      return read_choice (field, text, value, error);
    case ROUNDS_FIELD_TEXT_LIST:
      return read_list (field, text, value, error);
    default:
      return rounds_field_parse_text (field, text, value, error);
    }
}
