/* rounds-message-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-message-template.h"

#include <string.h>

/* Texts with names in braces: `Quote “{title}” ends in {days} days`. */

/* The name that begins at the brace @place; %NULL when that is a brace and nothing more. */
static char *
read_name (const char  *place,
           const char **after)
{
  gsize length = strspn (place + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (length == 0 || place[1 + length] != '}')
    return NULL;

  *after = place + length + 2;
  return g_strndup (place + 1, length);
}

/**
 * rounds_template_fill:
 * @template: a text
 * @values: (array length=n_values): what takes the place of which name; a name that is not here stays
 * @maximum: how many characters it may have, the last an ellipsis then; 0 for any number
 *
 * Returns: (transfer full): the text
 */
char *
rounds_template_fill (const char                *template,
                      const RoundsTemplateValue *values,
                      guint                      n_values,
                      glong                      maximum)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *p = template;

  while (*p != '\0')
    {
      const char *after = p + 1;
      g_autofree char *name = *p == '{' ? read_name (p, &after) : NULL;
      gboolean known = FALSE;

      for (guint i = 0; name != NULL && i < n_values && !known; i++)
        if (g_str_equal (values[i].name, name))
          {
            g_string_append (text, values[i].text != NULL ? values[i].text : "");
            known = TRUE;
          }
      if (!known)
        g_string_append_len (text, p, after - p);
      p = after;
    }

  if (maximum > 0 && g_utf8_strlen (text->str, -1) > maximum)
    {
      g_string_truncate (text, (gsize) (g_utf8_offset_to_pointer (text->str, maximum - 1) - text->str));
      g_string_append (text, "…");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * rounds_template_check:
 * @template: a text
 * @names: (array zero-terminated=1): the names that it may use
 * @unknown: (out) (optional) (transfer full): the first that it uses and that is none of them
 *
 * Returns: whether it uses no other
 */
gboolean
rounds_template_check (const char          *template,
                       const char * const  *names,
                       char               **unknown)
{
  for (const char *p = strchr (template, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      const char *after;
      g_autofree char *name = read_name (p, &after);

      if (name == NULL || g_strv_contains (names, name))
        continue;
      if (unknown != NULL)
        *unknown = g_steal_pointer (&name);
      return FALSE;
    }

  return TRUE;
}
