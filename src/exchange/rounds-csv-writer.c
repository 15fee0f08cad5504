/* rounds-csv-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-csv-writer.h"

#include <string.h>

#include "model/rounds-money.h"

/**
 * rounds_csv_get_separator:
 *
 * A spreadsheet expects what its country writes: where a comma stands before the cents, cells are separated by semicolons.
 *
 * Returns: `;` or `,`
 */
char
rounds_csv_get_separator (void)
{
  g_autofree char *number = rounds_number_format (15, 1, 1);

  return strchr (number, ',') != NULL ? ';' : ',';
}

/**
 * rounds_csv_append_cell:
 * @row: where to write
 * @separator: what stands between two cells
 * @text: UTF-8
 * @is_first: whether the row begins with it
 *
 * In quotation marks where it needs them.
 */
void
rounds_csv_append_cell (GString    *row,
                        char        separator,
                        const char *text,
                        gboolean    is_first)
{
  const gsize length = strlen (text);
  const char special[] = { separator, '"', '\r', '\n', '\0' };

  if (!is_first)
    g_string_append_c (row, separator);

  if (strpbrk (text, special) == NULL && (length == 0 || (!g_ascii_isspace (text[0]) && !g_ascii_isspace (text[length - 1]))))
    {
      g_string_append_len (row, text, (gssize) length);
      return;
    }

  g_string_append_c (row, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *p);
    }
  g_string_append_c (row, '"');
}
