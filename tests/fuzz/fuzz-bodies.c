/* fuzz-bodies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-bodies.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation.h"
#include "rounds-fuzz.h"
#include "store/rounds-filter.h"

/* JSON that is nearly what the tables of fields and operations ask for. */

#define DEPTH 7

static const char * const texts[] = {
  "Clinique Saint-Augustin", "CH", "", " ", "Évreux", "0", "-1", "true", "null", "%", "_", "*", "\\", "\"", "'; DROP TABLE institutions; --",
  "a\tb\nc", "\x01\x02", "\xf0\x9f\x98\x80", "\xe2\x80\xae gauche", "2026-02-30", "2026-12-31", "2026-03-29T01:00:00Z", "12:00", "01990d5a",
  "name@example.com", "@", "+33 2 40 00 00 00", "440000271", "73282932000074", "http://localhost/", "https://example.com/hook", "AND OR NOT",
  "(", "\"a", "NEAR(", "x:y", "institution", "sent", "draft", "closed_won", "closed_lost", "negotiation", "in_person", "user", "super_admin", "EUR",
  "Europe/Paris", "Mars/Olympus", "FREQ=DAILY;COUNT=3", "[\"a\"]", "{}", "{{institution.name}}", "\xef\xbf\xbf", "e\xcc\x81", NULL,
};

static const char * const odd_values[] = {
  "null", "true", "false", "0", "-1", "1", "0.5", "-0.0", "1e3", "1e400", "-1e-400", "9223372036854775807", "-9223372036854775808",
  "9223372036854775808", "99999999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[]]", "{\"id\":1}", "[{}]", "[\"\"]", "[1,\"a\",null]",
  "\"\\u0000\"", "\"\\ud800\"", "\"a\\u0000b\"", "\"2026-12-31\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01\"", "\"1,5\"", "0.001", "100.005",
  NULL,
};

gboolean
fuzz_chance (GRand *random,
             guint  percent)
{
  return (guint) g_rand_int_range (random, 0, 100) < percent;
}

static char *
quote (const char *text)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_text (writer, text);
  return rounds_json_writer_end (writer, NULL);
}

/* The ids that clients may choose come from a small set for each kind, so that requests meet each other's records. */
char *
fuzz_id (GRand                  *random,
         const RoundsEntityInfo *info)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  guint index = 0;

  while (info != NULL && kinds[index] != NULL && kinds[index] != info)
    index++;

  return g_strdup_printf ("01990d5a-7c00-7000-8%03x-%012x", index, (guint) g_rand_int_range (random, 0, FUZZ_IDS));
}

static char *
reference (GRand                  *random,
           const RoundsEntityInfo *info)
{
  /* Who has signed in, so that records belong to somebody who asks. */
  if (info != NULL && g_str_equal (info->kind, "user") && fuzz_chance (random, 70))
    return g_strdup_printf ("@%d", g_rand_int_range (random, 0, 3));
  return fuzz_id (random, info);
}

char *
fuzz_text (GRand *random)
{
  GString *text = g_string_new (rounds_fuzz_piece (random, texts));

  while (fuzz_chance (random, 25))
    g_string_append (text, rounds_fuzz_piece (random, texts));
  if (fuzz_chance (random, 2))
    {
      int n = g_rand_int_range (random, 10, 6000);
      for (int i = 0; i < n; i++)
        g_string_append (text, "ab é");
    }

  return g_string_free_and_steal (text);
}

static char *
number (GRand             *random,
        const RoundsField *field)
{
  gint64 minimum = field->minimum;
  gint64 maximum = field->maximum > 0 ? field->maximum : 1000000;
  gint64 value;

  if (fuzz_chance (random, 10))
    value = fuzz_chance (random, 50) ? minimum - 1 : maximum + 1;
  else if (fuzz_chance (random, 20))
    value = fuzz_chance (random, 50) ? minimum : maximum;
  else
    value = minimum + (gint64) (g_rand_double (random) * (double) MIN (maximum - minimum, 1000000));

  return rounds_decimal_to_text (value, rounds_field_get_scale (field));
}

static char *
list (GRand             *random,
      const RoundsField *field)
{
  const RoundsEntityInfo *part = field->type == ROUNDS_FIELD_RECORDS ? rounds_registry_find (field->reference) : NULL;
  GString *json = g_string_new ("[");
  int n = g_rand_int_range (random, 0, 4);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = part == NULL ? fuzz_text (random) : NULL;
      g_autofree char *item = part != NULL ? fuzz_record (random, part, TRUE, 5) : quote (text);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", item);
    }

  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

static char *
form_text (GRand             *random,
           const RoundsField *field)
{
  static const char * const mails[] = { "a@example.com", "b.c@example.org", "@0@example.com", NULL };

  if (field->flags & ROUNDS_FIELD_EMAIL && fuzz_chance (random, 90))
    return fuzz_chance (random, 50) ? g_strdup_printf ("p%d@example.com", g_rand_int_range (random, 0, 1000))
                                    : g_strdup (rounds_fuzz_piece (random, mails));
  if (field->flags & ROUNDS_FIELD_FINESS && fuzz_chance (random, 90))
    return g_strdup_printf ("44%07d", g_rand_int_range (random, 0, 1000));
  if (g_str_equal (field->name, "key") && fuzz_chance (random, 80))
    return g_strdup_printf ("%c", g_rand_int_range (random, 'a', 'h'));
  if (g_str_equal (field->name, "currency") && fuzz_chance (random, 90))
    return g_strdup ("EUR");
  if (g_str_equal (field->name, "url") && fuzz_chance (random, 80))
    return g_strdup ("https://hooks.invalid/rounds");
  return fuzz_text (random);
}

static char *
day (GRand *random)
{
  return g_strdup_printf ("\"20%02d-%02d-%02d\"", g_rand_int_range (random, 20, 30), g_rand_int_range (random, 1, 13),
                          g_rand_int_range (random, 1, 29));
}

/**
 * fuzz_value:
 *
 * Returns: (transfer full): JSON that the field mostly takes
 */
char *
fuzz_value (GRand             *random,
            const RoundsField *field)
{
  g_autofree char *text = NULL;

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      return number (random, field);
    case ROUNDS_FIELD_BOOLEAN:
      return g_strdup (fuzz_chance (random, 70) ? "true" : "false");
    case ROUNDS_FIELD_DATE:
      return day (random);
    case ROUNDS_FIELD_INSTANT:
      text = day (random);
      return g_strdup_printf ("%.11sT%02d:30:00Z\"", text, g_rand_int_range (random, 0, 24));
    case ROUNDS_FIELD_CHOICE:
      {
        guint n = 0;

        while (field->choices[n].value != NULL)
          n++;
        return quote (field->choices[rounds_fuzz_place (random, n)].value);
      }
    case ROUNDS_FIELD_REFERENCE:
      text = reference (random, rounds_registry_find (field->reference));
      return quote (text);
    case ROUNDS_FIELD_TEXT_LIST:
    case ROUNDS_FIELD_RECORDS:
      return list (random, field);
    case ROUNDS_FIELD_OBJECT:
      return g_strdup (fuzz_chance (random, 50) ? "{}" : "{\"a\":\"b\",\"c\":7,\"d\":null}");
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    default:
      text = form_text (random, field);
      return quote (text);
    }
}

static void
append_member (GString    *json,
               const char *key,
               const char *value)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":%s", key, value);
}

static gboolean
is_wanted (GRand             *random,
           const RoundsField *field,
           gboolean           is_new,
           guint              wildness)
{
  if (g_str_equal (field->name, "id"))
    return is_new && fuzz_chance (random, 85);
  if (field->flags & ROUNDS_FIELD_SYSTEM)
    return fuzz_chance (random, wildness / 4);
  if (is_new && (field->flags & ROUNDS_FIELD_REQUIRED) && field->initial == NULL)
    return fuzz_chance (random, 100 - wildness / 4);
  return fuzz_chance (random, field->type == ROUNDS_FIELD_RECORDS ? 60 : 25);
}

static char *
member_value (GRand                  *random,
              const RoundsEntityInfo *info,
              const RoundsField      *field,
              guint                   wildness)
{
  if (fuzz_chance (random, wildness / 2))
    return g_strdup (rounds_fuzz_piece (random, odd_values));
  if (g_str_equal (field->name, "id"))
    {
      g_autofree char *id = fuzz_id (random, info);
      return quote (id);
    }
  return fuzz_value (random, field);
}

/* Of @group, or with %NULL those that stand in none and the groups themselves. */
static void
append_fields (GString                *json,
               GRand                  *random,
               const RoundsEntityInfo *info,
               const char             *group,
               gboolean                is_new,
               guint                   wildness)
{
  const char *last = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      g_autofree char *value = NULL;

      if (g_strcmp0 (field->group, group) == 0)
        {
          if (!is_wanted (random, field, is_new, wildness))
            continue;
          value = member_value (random, info, field, wildness);
          append_member (json, field->json_key, value);
        }
      else if (group == NULL && g_strcmp0 (field->group, last) != 0 && fuzz_chance (random, 40))
        {
          g_autoptr(GString) inner = g_string_new ("{");

          last = field->group;
          append_fields (inner, random, info, field->group, is_new, wildness);
          g_string_append_c (inner, '}');
          append_member (json, field->group, fuzz_chance (random, wildness / 4) ? rounds_fuzz_piece (random, odd_values) : inner->str);
        }
    }
}

/**
 * fuzz_record:
 * @is_new: whether all that a new record needs is given
 * @wildness: 0..100, how often something is wrong
 *
 * Returns: (transfer full): a JSON object
 */
char *
fuzz_record (GRand                  *random,
             const RoundsEntityInfo *info,
             gboolean                is_new,
             guint                   wildness)
{
  GString *json = g_string_new ("{");

  append_fields (json, random, info, NULL, is_new, wildness);
  if (!is_new && fuzz_chance (random, 10))
    append_member (json, "revision", rounds_fuzz_piece (random, odd_values));
  if (fuzz_chance (random, wildness / 4))
    append_member (json, "colour", rounds_fuzz_piece (random, odd_values));

  return g_string_free_and_steal (g_string_append_c (json, '}'));
}

static void
append_condition (GString                *json,
                  GRand                  *random,
                  const RoundsEntityInfo *info)
{
  const RoundsField *field = &info->fields[rounds_fuzz_place (random, info->n_fields)];
  const char *op = rounds_fuzz_piece (random, rounds_filter_get_operator_names ());
  g_autofree char *value = fuzz_chance (random, 10) ? g_strdup (rounds_fuzz_piece (random, odd_values)) : fuzz_value (random, field);

  if (g_str_equal (op, "in") && fuzz_chance (random, 90))
    {
      g_autofree char *other = fuzz_value (random, field);
      g_autofree char *both = g_strdup_printf ("[%s,%s]", value, other);
      g_free (g_steal_pointer (&value));
      value = g_steal_pointer (&both);
    }

  g_string_append_printf (json, "{\"field\":\"%s\",\"op\":\"%s\"", fuzz_chance (random, 95) ? field->json_path : "colour", op);
  if (fuzz_chance (random, 90))
    g_string_append_printf (json, ",\"value\":%s", value);
  g_string_append_c (json, '}');
}

static void
append_filter (GString                *json,
               GRand                  *random,
               const RoundsEntityInfo *info,
               guint                   depth)
{
  int n = g_rand_int_range (random, 0, 4);

  if (depth == 0 || fuzz_chance (random, 45))
    {
      append_condition (json, random, info);
      return;
    }
  if (fuzz_chance (random, 25))
    {
      g_string_append (json, "{\"not\":");
      append_filter (json, random, info, depth - 1);
      g_string_append_c (json, '}');
      return;
    }

  g_string_append_printf (json, "{\"%s\":[", fuzz_chance (random, 50) ? "and" : "or");
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_filter (json, random, info, depth - 1);
    }
  g_string_append (json, "]}");
}

/**
 * fuzz_filter:
 *
 * Returns: (transfer full): a tree of conditions as JSON
 */
char *
fuzz_filter (GRand                  *random,
             const RoundsEntityInfo *info)
{
  GString *json = g_string_new (NULL);

  append_filter (json, random, info, fuzz_chance (random, 2) ? 40 : (guint) g_rand_int_range (random, 0, DEPTH));
  return g_string_free_and_steal (json);
}

static const RoundsField *
find_field (const RoundsEntityInfo *info,
            const char             *name)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  const RoundsField *field = info != NULL ? rounds_entity_info_find_json (info, name) : NULL;

  for (guint i = 0; field == NULL && kinds[i] != NULL; i++)
    field = rounds_entity_info_find_json (kinds[i], name);

  return field;
}

static char *
argument (GRand                  *random,
          const char             *name,
          const RoundsEntityInfo *info,
          guint                   wildness)
{
  const RoundsField *field = find_field (info, name);
  g_autofree char *text = NULL;

  if (fuzz_chance (random, wildness / 2))
    return g_strdup (rounds_fuzz_piece (random, odd_values));
  if (g_str_equal (name, "kind"))
    return quote (info->kind);
  if (g_str_equal (name, "values"))
    return fuzz_record (random, info, fuzz_chance (random, 50), wildness);
  if (g_str_equal (name, "filter"))
    return fuzz_filter (random, info);
  if (g_str_equal (name, "operations"))
    return g_strdup ("[]");
  if (g_str_equal (name, "id") || g_str_equal (name, "afterId") || g_str_equal (name, "beforeId"))
    {
      text = fuzz_id (random, info);
      return quote (text);
    }
  if (g_str_has_suffix (name, "Ids"))
    {
      g_autofree char *second = fuzz_id (random, info);
      text = fuzz_id (random, info);
      return g_strdup_printf ("[\"%s\",\"%s\"]", text, second);
    }
  if (field != NULL)
    return fuzz_value (random, field);
  if (g_str_has_suffix (name, "Id"))
    {
      text = fuzz_id (random, info);
      return quote (text);
    }
  return g_strdup (rounds_fuzz_piece (random, odd_values));
}

/**
 * fuzz_arguments:
 * @names: what an operation takes, with blanks between
 * @info: the kind it is about
 * @has_id: whether the id is among them
 *
 * Returns: (transfer full): a JSON object
 */
char *
fuzz_arguments (GRand                  *random,
                const char             *names,
                const RoundsEntityInfo *info,
                gboolean                has_id,
                guint                   wildness)
{
  g_auto(GStrv) parts = g_strsplit (names, " ", -1);
  GString *json = g_string_new ("{");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean is_first = i == 0 || g_str_equal (parts[i], "values") || g_str_equal (parts[i], "kind") || g_str_equal (parts[i], "id");
      g_autofree char *value = NULL;

      if (*parts[i] == '\0' || (g_str_equal (parts[i], "id") && !has_id) || !fuzz_chance (random, is_first ? 97 : 50))
        continue;
      value = argument (random, parts[i], info, wildness);
      append_member (json, parts[i], value);
    }
  if (fuzz_chance (random, wildness / 4))
    append_member (json, "colour", "1");

  return g_string_free_and_steal (g_string_append_c (json, '}'));
}

static void
append_operation (GString  *json,
                  GRand    *random,
                  gboolean  is_step,
                  guint     wildness)
{
  guint n_operations, n_kinds;
  const RoundsOperation * const *operations = rounds_operation_get_all (&n_operations);
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);
  const RoundsOperation *operation = operations[rounds_fuzz_place (random, n_operations)];
  g_auto(GStrv) parts = g_strsplit (operation->name, ".", 2);
  const RoundsEntityInfo *info = rounds_registry_find (parts[0]);
  g_autofree char *arguments = NULL;

  if (info == NULL)
    info = kinds[rounds_fuzz_place (random, n_kinds)];
  arguments = fuzz_arguments (random, operation->arguments, info, TRUE, wildness);
  if (!is_step && g_str_equal (operation->arguments, "operations") && fuzz_chance (random, 90))
    {
      g_autoptr(GString) steps = g_string_new ("{\"operations\":[");
      int n = g_rand_int_range (random, 0, 4);

      for (int i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append_c (steps, ',');
          append_operation (steps, random, TRUE, wildness);
        }
      g_string_append (steps, "]}");
      g_free (g_steal_pointer (&arguments));
      arguments = g_strdup (steps->str);
    }

  g_string_append_c (json, '{');
  if (!is_step && fuzz_chance (random, 98))
    g_string_append_printf (json, "\"id\":\"01990d5a-7c00-7000-9000-%012x\",", (guint) g_rand_int_range (random, 0, 100000));
  g_string_append_printf (json, "\"name\":\"%s\",\"arguments\":%s", fuzz_chance (random, 98) ? operation->name : "record.paint", arguments);
  if (!is_step && fuzz_chance (random, 30))
    g_string_append_printf (json, ",\"createdAt\":%s", fuzz_chance (random, 80) ? "\"2026-05-12T08:30:00Z\"" : rounds_fuzz_piece (random, odd_values));
  g_string_append_c (json, '}');
}

/**
 * fuzz_batch:
 *
 * Returns: (transfer full): the body of `POST /api/sync/operations`
 */
char *
fuzz_batch (GRand *random,
            guint  wildness)
{
  GString *json = g_string_new ("{\"operations\":[");
  int n = g_rand_int_range (random, 0, 5);

  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_operation (json, random, FALSE, wildness);
    }

  return g_string_free_and_steal (g_string_append (json, "]}"));
}
