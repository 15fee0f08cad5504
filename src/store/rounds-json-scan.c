/* rounds-json-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-json-scan.h"

#include <math.h>
#include <string.h>

#include "model/rounds-money.h"

/*
 * One value out of the text of a JSON object, for statements that ask it of every row of a table: no tree is built, nothing is
 * copied but what is found. The text is what we have written ourselves; where it is no JSON, nothing is found.
 */

static const char *
skip_space (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
    p++;
  return p;
}

/* After the text that @p stands on the opening quote of; NULL where it has no end. */
static const char *
skip_text (const char *p)
{
  for (p++; *p != '"'; p++)
    {
      if (*p == '\\')
        p++;
      if (*p == '\0')
        return NULL;
    }

  return p + 1;
}

/* After the value that @p stands on; NULL where it has no end. */
static const char *
skip_value (const char *p)
{
  guint depth = 0;

  do
    {
      if (*p == '"')
        {
          p = skip_text (p);
          if (p == NULL)
            return NULL;
          continue;
        }
      if (*p == '\0')
        return NULL;
      if (*p == '{' || *p == '[')
        depth++;
      else if (*p == '}' || *p == ']')
        depth--;
      p++;
    }
  while (depth > 0 || (*p != ',' && *p != '}' && *p != '\0' && *p != '"'));

  return p;
}

/* The value under @key of the outermost object, and where it ends. Keys that a record is asked for need no escapes. */
static const char *
find_member (const char  *object,
             const char  *key,
             const char **end)
{
  const gsize length = strlen (key);
  const char *p = skip_space (object);

  if (*p != '{')
    return NULL;

  for (p = skip_space (p + 1); *p == '"'; p = skip_space (p + 1))
    {
      const char *name = p + 1;
      const char *after = skip_text (p);
      const char *value;

      if (after == NULL)
        return NULL;
      value = skip_space (after);
      if (*value != ':')
        return NULL;
      value = skip_space (value + 1);
      *end = skip_value (value);
      if (*end == NULL)
        return NULL;
      if ((gsize) (after - 1 - name) == length && memcmp (name, key, length) == 0)
        return value;

      p = skip_space (*end);
      if (*p != ',')
        return NULL;
    }

  return NULL;
}

/* The four digits after `\u`; negative where they are none. */
static int
read_unit (const char *p)
{
  int unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      const int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

static const char *
append_escape (GString    *text,
               const char *p)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, *p);
  int unit;

  if (*p != 'u')
    {
      g_string_append_c (text, letter != NULL && *letter != '\0' ? meanings[letter - letters] : *p);
      return p + 1;
    }

  unit = read_unit (p + 1);
  if (unit < 0)
    return p + 1;
  p += 5;
  if (unit >= 0xd800 && unit < 0xdc00 && p[0] == '\\' && p[1] == 'u')
    {
      const int low = read_unit (p + 2);

      if (low >= 0xdc00 && low < 0xe000)
        {
          unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
          p += 6;
        }
    }
  if (unit > 0 && g_unichar_validate ((gunichar) unit))
    g_string_append_unichar (text, (gunichar) unit);

  return p;
}

/**
 * rounds_json_scan_text:
 * @object: the text of a JSON object
 * @key: letters, digits and `_`
 * @value: (inout): the text under @key; a number, a boolean or an array as it is written; null when there is none
 */
void
rounds_json_scan_text (const char  *object,
                       const char  *key,
                       RoundsValue *value)
{
  const char *end;
  const char *p = find_member (object, key, &end);
  GString *text;

  rounds_value_clear (value);
  if (p == NULL || strncmp (p, "null", 4) == 0)
    return;

  if (*p != '"')
    {
      rounds_value_take_text (value, g_strchomp (g_strndup (p, (gsize) (end - p))));
      return;
    }

  text = g_string_new (NULL);
  for (p++; *p != '"';)
    if (*p == '\\')
      p = append_escape (text, p + 1);
    else
      g_string_append_c (text, *p++);
  rounds_value_take_text (value, g_string_free_and_steal (text));
}

/**
 * rounds_json_scan_number:
 * @object: the text of a JSON object
 * @key: letters, digits and `_`
 * @scale: digits after the point, 0..18
 * @value: (inout): the number under @key times 10^@scale, 1 or 0 for true and false; null when there is none
 */
void
rounds_json_scan_number (const char  *object,
                         const char  *key,
                         guint        scale,
                         RoundsValue *value)
{
  const char *end;
  const char *p = find_member (object, key, &end);
  g_autofree char *text = NULL;
  gint64 number;

  rounds_value_clear (value);
  if (p == NULL)
    return;

  if (*p == 't' || *p == 'f')
    {
      rounds_value_set_integer (value, *p == 't');
      return;
    }
  if (*p != '-' && !g_ascii_isdigit (*p))
    return;

  text = g_strchomp (g_strndup (p, (gsize) (end - p)));
  if (rounds_decimal_parse (text, scale, &number) || rounds_decimal_from_double (g_ascii_strtod (text, NULL), scale, &number))
    rounds_value_set_integer (value, number);
}
