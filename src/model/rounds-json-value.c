/* rounds-json-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

/* One value of a field from JSON. */

#define refuse(error, field, code, ...) \
  rounds_problem_add_field ((error), (field)->json_path, (code), __VA_ARGS__)

/*
 * Refuses what is given for a field because it is of another type.
 *
 * Returns: %FALSE
 */
gboolean
rounds_json_refuse_type (const RoundsField  *field,
                         GError            **error)
{
  const char *label = rounds_field_get_label (field);

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
      refuse (error, field, "WRONG_TYPE", _("%s must be a whole number"), label);
      break;
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      refuse (error, field, "WRONG_TYPE", _("%s must be a number"), label);
      break;
    case ROUNDS_FIELD_BOOLEAN:
      refuse (error, field, "WRONG_TYPE", _("%s must be true or false"), label);
      break;
    case ROUNDS_FIELD_DATE:
      refuse (error, field, "WRONG_TYPE", _("%s must be a date as text, such as “2026-12-31”"), label);
      break;
    case ROUNDS_FIELD_INSTANT:
      refuse (error, field, "WRONG_TYPE", _("%s must be a time as text, such as “2026-12-31T09:30:00Z”"), label);
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      refuse (error, field, "WRONG_TYPE", _("%s must be an array of texts"), label);
      break;
    case ROUNDS_FIELD_RECORDS:
      refuse (error, field, "WRONG_TYPE", _("%s must be an array of objects"), label);
      break;
    case ROUNDS_FIELD_REFERENCE:
      refuse (error, field, "WRONG_TYPE", _("%s must be the id of a record, as text"), label);
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_CHOICE:
    default:
      refuse (error, field, "WRONG_TYPE", _("%s must be a text"), label);
    }

  return FALSE;
}

static gboolean
read_number (const RoundsField  *field,
             double              number,
             RoundsValue        *value,
             GError            **error)
{
  guint scale = rounds_field_get_scale (field);
  gint64 scaled;

  if (rounds_decimal_from_double (number, scale, &scaled))
    {
      rounds_value_set_integer (value, scaled);
      return TRUE;
    }

  if (!isfinite (number) || fabs (number) >= (double) (G_MAXINT64 / rounds_decimal_power (scale)))
    refuse (error, field, "TOO_LARGE", _("%s is too large a number"), rounds_field_get_label (field));
  else if (field->type == ROUNDS_FIELD_INTEGER)
    return rounds_json_refuse_type (field, error);
  else
    refuse (error, field, "TOO_PRECISE",
            g_dngettext (GETTEXT_PACKAGE, "%s can have at most %u digit after the point",
                         "%s can have at most %u digits after the point", scale),
            rounds_field_get_label (field), scale);

  return FALSE;
}

static gboolean
read_numeric (const RoundsField  *field,
              JsonNode           *node,
              RoundsValue        *value,
              GError            **error)
{
  GType type = json_node_get_value_type (node);
  guint scale = rounds_field_get_scale (field);
  gint64 number;

  if (type == G_TYPE_INT64)
    {
      if (!rounds_multiply_divide (json_node_get_int (node), rounds_decimal_power (scale), 1, &number))
        return read_number (field, (double) json_node_get_int (node), value, error);
      rounds_value_set_integer (value, number);
      return TRUE;
    }

  if (type == G_TYPE_DOUBLE)
    return read_number (field, json_node_get_double (node), value, error);

  if (type == G_TYPE_STRING && field->type != ROUNDS_FIELD_INTEGER)
    {
      const char *text = json_node_get_string (node);
      char *end;
      double inexact;

      if (rounds_decimal_parse (text, scale, &number))
        {
          rounds_value_set_integer (value, number);
          return TRUE;
        }

      inexact = g_ascii_strtod (text, &end);
      if (end != text && *end == '\0' && isfinite (inexact))
        return read_number (field, inexact, value, error);
    }

  return rounds_json_refuse_type (field, error);
}

static gboolean
read_list (const RoundsField  *field,
           JsonNode           *node,
           RoundsValue        *value,
           GError            **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return rounds_json_refuse_type (field, error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING ||
          !g_utf8_validate (json_node_get_string (element), -1, NULL))
        return rounds_json_refuse_type (field, error);
      g_strv_builder_add (builder, json_node_get_string (element));
    }

  list = g_strv_builder_end (builder);
  if (list[0] != NULL)
    rounds_value_take_text (value, rounds_json_list_to_text ((const char * const *) list));

  return TRUE;
}

static gboolean
check_choice (const RoundsField  *field,
              const char         *text,
              GError            **error)
{
  g_autoptr(GString) allowed = NULL;

  if (rounds_field_find_choice (field, text) != NULL)
    return TRUE;

  allowed = g_string_new (NULL);
  for (const RoundsChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", choice->value);
  refuse (error, field, "UNKNOWN_CHOICE", _("%s cannot be “%s”; it is one of: %s"), rounds_field_get_label (field), text,
          allowed->str);

  return FALSE;
}

static gboolean
read_text (const RoundsField  *field,
           JsonNode           *node,
           RoundsJsonFlags     flags,
           RoundsValue        *value,
           GError            **error)
{
  gboolean trusted = (flags & ROUNDS_JSON_TRUSTED) != 0;
  const char *text;
  gint64 instant;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return rounds_json_refuse_type (field, error);

  text = json_node_get_string (node);
  if (!g_utf8_validate (text, -1, NULL))
    return rounds_json_refuse_type (field, error);

  /* An empty text is no text: one way to hold nothing. */
  if (text[0] == '\0')
    return TRUE;

  if (field->type == ROUNDS_FIELD_INSTANT)
    {
      if (!rounds_instant_parse (text, &instant))
        {
          refuse (error, field, "BAD_INSTANT", _("%s must be a time such as 2026-12-31T09:30:00Z"),
                  rounds_field_get_label (field));
          return FALSE;
        }
      rounds_value_set_integer (value, instant);
      return TRUE;
    }

  if (field->type == ROUNDS_FIELD_DATE && !rounds_date_is_valid (text))
    {
      refuse (error, field, "BAD_DATE", _("%s must be a day that exists, written 2026-12-31"),
              rounds_field_get_label (field));
      return FALSE;
    }

  if (field->type == ROUNDS_FIELD_CHOICE && !trusted && !check_choice (field, text, error))
    return FALSE;

  rounds_value_set_text (value, text);
  return TRUE;
}

/*
 * Reads one value, as rounds_json_read_value(); with %ROUNDS_JSON_TRUSTED any choice is taken.
 */
gboolean
rounds_json_read_value_from (const RoundsField  *field,
                             JsonNode           *node,
                             RoundsJsonFlags     flags,
                             RoundsValue        *value,
                             GError            **error)
{
  rounds_value_clear (value);

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    return read_list (field, node, value, error);
  if (field->type == ROUNDS_FIELD_OBJECT)
    return rounds_json_read_object (field, NULL, node, value, error);
  if (field->type == ROUNDS_FIELD_JSON)
    return rounds_json_read_tree (field, node, value, error);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return rounds_json_refuse_type (field, error);

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      return read_numeric (field, node, value, error);

    case ROUNDS_FIELD_BOOLEAN:
      if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return rounds_json_refuse_type (field, error);
      rounds_value_set_integer (value, json_node_get_boolean (node) ? 1 : 0);
      return TRUE;

    case ROUNDS_FIELD_RECORDS:
      return rounds_json_refuse_type (field, error);

    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_INSTANT:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_TEXT_LIST:
    default:
      return read_text (field, node, flags, value, error);
    }
}

/**
 * rounds_json_read_value:
 * @field: a registered field, not of type %ROUNDS_FIELD_RECORDS
 * @node: what is given for it; null clears, and so does an empty text
 * @value: (inout): an initialised value; where it goes
 * @error: field problem `WRONG_TYPE`, `TOO_PRECISE`, `TOO_LARGE`, `BAD_DATE`, `BAD_INSTANT` or `UNKNOWN_CHOICE`
 *
 * Reads one value. Limits of the table are rounds_field_validate()'s.
 *
 * Returns: whether @node is of the field's type
 */
gboolean
rounds_json_read_value (const RoundsField  *field,
                        JsonNode           *node,
                        RoundsValue        *value,
                        GError            **error)
{
  g_autoptr(GError) problems = NULL;

  if (rounds_json_read_value_from (field, node, ROUNDS_JSON_DEFAULT, value, &problems))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problems));
  return FALSE;
}
