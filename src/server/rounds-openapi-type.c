/* rounds-openapi-type.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

/*
 * Schemas from short texts, for what is no record. A type is
 *
 *   text integer number boolean object any null    what JSON has
 *   uuid date instant month email                  texts of a form
 *   1..200                                         a whole number within limits
 *   applied/rejected                               one of these texts
 *   ImportStatus                                   a schema of that name
 *   [TYPE]                                         an array
 *   TYPE|null                                      or nothing
 *
 * and the members of an object are `name:TYPE`, `name?:TYPE` when it may be missing, with blanks between.
 */

typedef struct
{
  const char *name;
  const char *type;
  const char *format;
  const char *pattern;
} Basic;

static const Basic basics[] = {
  { "text", "string", NULL, NULL },
  { "integer", "integer", NULL, NULL },
  { "number", "number", NULL, NULL },
  { "boolean", "boolean", NULL, NULL },
  { "object", "object", NULL, NULL },
  { "null", "null", NULL, NULL },
  { "uuid", "string", "uuid", NULL },
  { "date", "string", "date", NULL },
  { "instant", "string", "date-time", NULL },
  { "month", "string", NULL, "^[0-9]{4}-[0-9]{2}$" },
  { "email", "string", "email", NULL },
};

static void
write_type_name (RoundsJsonWriter *writer,
                 const char       *type,
                 gboolean          is_nullable)
{
  rounds_json_writer_key (writer, "type");
  if (!is_nullable)
    {
      rounds_json_writer_text (writer, type);
      return;
    }

  rounds_json_writer_begin_array (writer);
  rounds_json_writer_text (writer, type);
  rounds_json_writer_text (writer, "null");
  rounds_json_writer_end_array (writer);
}

static void
write_choices (RoundsJsonWriter *writer,
               const char       *type,
               gboolean          is_nullable)
{
  g_auto(GStrv) choices = g_strsplit (type, "/", -1);

  write_type_name (writer, "string", is_nullable);
  rounds_json_writer_key (writer, "enum");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; choices[i] != NULL; i++)
    rounds_json_writer_text (writer, choices[i]);
  if (is_nullable)
    rounds_json_writer_null (writer);
  rounds_json_writer_end_array (writer);
}

static void
write_range (RoundsJsonWriter *writer,
             const char       *type,
             gboolean          is_nullable)
{
  const char *upper = strstr (type, "..") + 2;

  write_type_name (writer, "integer", is_nullable);
  rounds_json_writer_key (writer, "minimum");
  rounds_json_writer_integer (writer, g_ascii_strtoll (type, NULL, 10));
  if (*upper == '\0')
    return;
  rounds_json_writer_key (writer, "maximum");
  rounds_json_writer_integer (writer, g_ascii_strtoll (upper, NULL, 10));
}

static void
write_named (RoundsJsonWriter *writer,
             const char       *name,
             gboolean          is_nullable)
{
  if (!is_nullable)
    {
      rounds_openapi_write_reference (writer, "schemas", name);
      return;
    }

  rounds_json_writer_key (writer, "anyOf");
  rounds_json_writer_begin_array (writer);
  rounds_openapi_write_type (writer, name, NULL);
  rounds_openapi_write_type (writer, "null", NULL);
  rounds_json_writer_end_array (writer);
}

static void
write_basic (RoundsJsonWriter *writer,
             const char       *type,
             gboolean          is_nullable)
{
  for (guint i = 0; i < G_N_ELEMENTS (basics); i++)
    {
      if (!g_str_equal (basics[i].name, type))
        continue;

      write_type_name (writer, basics[i].type, is_nullable);
      if (basics[i].format != NULL)
        rounds_openapi_write_text (writer, "format", basics[i].format);
      if (basics[i].pattern != NULL)
        rounds_openapi_write_text (writer, "pattern", basics[i].pattern);
      return;
    }

  /* Anything is a schema that says nothing. */
  if (!g_str_equal (type, "any"))
    g_error ("The description of the API knows no type “%s”", type);
}

static void
write_body (RoundsJsonWriter *writer,
            const char       *type,
            gboolean          is_nullable)
{
  if (*type == '[')
    {
      g_autofree char *inner = g_strndup (type + 1, strlen (type) - 2);

      write_type_name (writer, "array", is_nullable);
      rounds_json_writer_key (writer, "items");
      rounds_openapi_write_type (writer, inner, NULL);
    }
  else if (g_ascii_isupper (*type))
    {
      write_named (writer, type, is_nullable);
    }
  else if (strchr (type, '/') != NULL)
    {
      write_choices (writer, type, is_nullable);
    }
  else if (strstr (type, "..") != NULL)
    {
      write_range (writer, type, is_nullable);
    }
  else
    {
      write_basic (writer, type, is_nullable);
    }
}

void
rounds_openapi_write_text (RoundsJsonWriter *writer,
                           const char       *key,
                           const char       *text)
{
  rounds_json_writer_key (writer, key);
  rounds_json_writer_text (writer, text);
}

/**
 * rounds_openapi_write_names:
 * @names: with blanks between
 *
 * Writes a member that is an array of texts.
 */
void
rounds_openapi_write_names (RoundsJsonWriter *writer,
                            const char       *key,
                            const char       *names)
{
  g_auto(GStrv) parts = g_strsplit (names, " ", -1);

  rounds_json_writer_key (writer, key);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; parts[i] != NULL; i++)
    rounds_json_writer_text (writer, parts[i]);
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_openapi_write_reference:
 * @section: of the components, such as `schemas`
 *
 * Writes the `$ref` of an object that is open.
 */
void
rounds_openapi_write_reference (RoundsJsonWriter *writer,
                                const char       *section,
                                const char       *name)
{
  g_autofree char *reference = g_strdup_printf ("#/components/%s/%s", section, name);

  rounds_openapi_write_text (writer, "$ref", reference);
}

/**
 * rounds_openapi_write_type:
 * @type: in the language above
 * @description: (nullable): an English sentence
 *
 * Writes a schema, as one value.
 */
void
rounds_openapi_write_type (RoundsJsonWriter *writer,
                           const char       *type,
                           const char       *description)
{
  gboolean is_nullable = g_str_has_suffix (type, "|null");
  g_autofree char *bare = g_strndup (type, strlen (type) - (is_nullable ? strlen ("|null") : 0));

  rounds_json_writer_begin_object (writer);
  write_body (writer, bare, is_nullable);
  if (description != NULL)
    rounds_openapi_write_text (writer, "description", description);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_write_type_members:
 * @members: in the language above
 *
 * Writes `type`, `required` and `properties` into the object that is open.
 */
void
rounds_openapi_write_type_members (RoundsJsonWriter *writer,
                                   const char       *members)
{
  g_auto(GStrv) parts = g_strsplit (members, " ", -1);

  rounds_openapi_write_text (writer, "type", "object");
  rounds_json_writer_key (writer, "required");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *colon = strchr (parts[i], ':');

      if (colon != NULL && colon > parts[i] && colon[-1] != '?')
        {
          g_autofree char *name = g_strndup (parts[i], (gsize) (colon - parts[i]));
          rounds_json_writer_text (writer, name);
        }
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (parts[i], ":", 2);

      g_assert (pair[0] != NULL && pair[1] != NULL);
      if (g_str_has_suffix (pair[0], "?"))
        pair[0][strlen (pair[0]) - 1] = '\0';
      rounds_json_writer_key (writer, pair[0]);
      rounds_openapi_write_type (writer, pair[1], NULL);
    }
  rounds_json_writer_end_object (writer);
}
