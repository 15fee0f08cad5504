/* rounds-numbering.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-numbering.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"

#define WIDTH_MAXIMUM 9
#define PATTERN_MAXIMUM 40

typedef enum
{
  PART_LITERAL,
  PART_YEAR,
  PART_NUMBER,
  PART_BAD,
} Part;

/* Takes the next part off @pattern; of a number, how many digits it has at least. */
static Part
next_part (const char **pattern,
           char        *literal,
           guint       *width)
{
  const char *p = *pattern;

  if (*p != '{')
    {
      *literal = *p;
      (*pattern)++;
      return g_ascii_isalnum (*p) || strchr ("-/._ ", *p) != NULL ? PART_LITERAL : PART_BAD;
    }

  if (g_str_has_prefix (p, "{year}"))
    {
      *pattern += strlen ("{year}");
      return PART_YEAR;
    }

  *width = 1;
  if (g_str_has_prefix (p, "{number}"))
    {
      *pattern += strlen ("{number}");
      return PART_NUMBER;
    }

  if (!g_str_has_prefix (p, "{number:"))
    return PART_BAD;

  p += strlen ("{number:");
  if (*p < '1' || *p > '0' + WIDTH_MAXIMUM || p[1] != '}')
    return PART_BAD;

  *width = (guint) (*p - '0');
  *pattern = p + 2;
  return PART_NUMBER;
}

static gboolean
refuse (GError     **error,
        const char  *detail)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "BAD_NUMBER_PATTERN", "%s", detail);
  return FALSE;
}

static gboolean
read_number (const char **text,
             guint        width,
             guint        maximum,
             guint       *number)
{
  const char *start = *text;
  guint64 value = 0;

  for (; g_ascii_isdigit (**text); (*text)++)
    if ((guint) (*text - start) == maximum)
      return FALSE;
    else
      value = value * 10 + (guint64) (**text - '0');

  /* Zeros fill up to the width and stand nowhere else. */
  if ((guint) (*text - start) < width || ((guint) (*text - start) > width && *start == '0'))
    return FALSE;

  *number = (guint) value;
  return TRUE;
}

/**
 * rounds_numbering_validate:
 * @pattern: (nullable): such as `F{year}-{number:5}`
 * @error: %ROUNDS_PROBLEM_INVALID, code `BAD_NUMBER_PATTERN`
 *
 * A pattern has `{year}` once and `{number}` or `{number:1}` to `{number:9}` once, for a series starts again each year and
 * its numbers must never come twice; something stands between them; beside them there are letters and digits of ASCII,
 * `-`, `/`, `.`, `_` and spaces. It has at most 40 characters.
 *
 * Returns: whether @pattern can be used
 */
gboolean
rounds_numbering_validate (const char  *pattern,
                           GError     **error)
{
  guint n_years = 0;
  guint n_numbers = 0;
  gboolean after_digits = FALSE;

  if (pattern == NULL || pattern[0] == '\0' || strlen (pattern) > PATTERN_MAXIMUM)
    return refuse (error, _("A number pattern has 1 to 40 characters, such as F{year}-{number:5}"));

  while (*pattern != '\0')
    {
      guint width;
      char literal = '\0';
      Part part = next_part (&pattern, &literal, &width);

      if (part == PART_BAD)
        return refuse (error, _("A number pattern holds letters, digits, - / . _ and spaces, {year} and {number:5}"));
      if (after_digits && (part != PART_LITERAL || g_ascii_isdigit (literal)))
        return refuse (error, _("Something other than a digit must stand after {year} and {number}"));

      n_years += part == PART_YEAR;
      n_numbers += part == PART_NUMBER;
      after_digits = part != PART_LITERAL;
    }

  if (n_years != 1 || n_numbers != 1)
    return refuse (error, _("A number pattern needs {year} once and {number} once"));

  return TRUE;
}

/**
 * rounds_numbering_format:
 * @pattern: such as `F{year}-{number:5}`
 * @year: 1..9999
 * @number: 1 or more; more digits than the pattern asks for are kept
 * @error: as in rounds_numbering_validate()
 *
 * Returns: (transfer full) (nullable): such as `F2026-00001`; %NULL with @error set
 */
char *
rounds_numbering_format (const char  *pattern,
                         guint        year,
                         guint        number,
                         GError     **error)
{
  g_autoptr(GString) string = NULL;

  g_return_val_if_fail (year >= 1 && year <= 9999, NULL);
  g_return_val_if_fail (number >= 1, NULL);

  if (!rounds_numbering_validate (pattern, error))
    return NULL;

  string = g_string_new (NULL);
  while (*pattern != '\0')
    {
      guint width = 1;
      char literal = '\0';

      switch (next_part (&pattern, &literal, &width))
        {
        case PART_YEAR:
          g_string_append_printf (string, "%04u", year);
          break;
        case PART_NUMBER:
          g_string_append_printf (string, "%0*u", (int) width, number);
          break;
        case PART_LITERAL:
          g_string_append_c (string, literal);
          break;
        case PART_BAD:
        default:
          g_assert_not_reached ();
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&string));
}

/**
 * rounds_numbering_parse:
 * @pattern: such as `F{year}-{number:5}`
 * @text: (nullable): such as `F2026-00001`
 * @year: (out) (optional): the year
 * @number: (out) (optional): the number, at most 9 digits
 *
 * The inverse of rounds_numbering_format().
 *
 * Returns: whether @text is a number of that pattern
 */
gboolean
rounds_numbering_parse (const char *pattern,
                        const char *text,
                        guint      *year,
                        guint      *number)
{
  guint found_year = 0;
  guint found_number = 0;

  if (text == NULL || !rounds_numbering_validate (pattern, NULL))
    return FALSE;

  while (*pattern != '\0')
    {
      guint width = 1;
      char literal = '\0';
      Part part = next_part (&pattern, &literal, &width);

      if (part == PART_LITERAL && *text++ != literal)
        return FALSE;
      if (part == PART_YEAR && !read_number (&text, 4, 4, &found_year))
        return FALSE;
      if (part == PART_NUMBER && !read_number (&text, width, WIDTH_MAXIMUM, &found_number))
        return FALSE;
    }

  if (*text != '\0' || found_year == 0 || found_number == 0)
    return FALSE;

  if (year != NULL)
    *year = found_year;
  if (number != NULL)
    *number = found_number;
  return TRUE;
}
