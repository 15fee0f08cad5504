/* fuzz-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rounds-fuzz.h"

#define ID "\"01990d5a-7c00-7000-8000-00000000002a\""

static const char * const json_samples[] = {
  "{\"name\":\"CH de Fleyriat\",\"type\":\"hospital\",\"finess\":\"010000024\",\"tags\":[\"a\",\"b\\n\"],\"address\":{\"city\":\"Viriat\","
    "\"zipCode\":\"01440\"},\"medicalProfile\":{\"bedCapacity\":354,\"specialties\":[],\"lastAuditDate\":\"2026-02-28\"}}",
  "{\"title\":\"Amplificateur\",\"institutionId\":" ID ",\"amount\":92000.5,\"stage\":\"negotiation\",\"probability\":60}",
  "{\"title\":\"R\\u00e9union \\ud83d\\ude00\",\"startDate\":\"2026-03-29T01:00:00Z\",\"endDate\":\"2026-03-29T02:30:00+02:00\","
    "\"timeZone\":\"Europe/Paris\",\"participants\":[{\"userId\":" ID ",\"status\":\"accepted\"}]}",
  "{\"id\":" ID ",\"revision\":7,\"createdAt\":\"2026-01-01T00:00:00.123456Z\",\"name\":null,\"unknown\":{\"deep\":[[[1,2.5e3,true]]]}}",
  "{\"institutionId\":" ID ",\"lines\":[{\"description\":\"x\",\"quantity\":\"1.5\",\"unitPrice\":1e2,\"vatRate\":20.0}]}",
  "[1,-0.0,9223372036854775807,-9223372036854775808,1e308,\"\\\"\\\\\\/\\b\"]",
  /* json-glib's message cuts the face in two. */
  "{\"title\":\"R\xc3\xa9union9union9union9union \\ud83d\\ude00\"ity\":1}",
  NULL,
};

static const char * const json_words[] = {
  "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "-1", "0.1", "1e400", "99999999999999999999", "\\u0000", "\\ud800", "\"id\":", "\"name\":",
  "\"amount\":", "\"revision\":", "\"tags\":", "\"address\":", "\"lines\":", "{\"city\":1}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\xc3\xa9", "\xff", "/**/",
  NULL,
};

static const char * const decimal_samples[] = { "1234.56", "-0,5", "1 234 567,89", "1,234.50", "9223372036854775807", "+12", "1'000", NULL };
static const char * const decimal_words[] = { ".", ",", " ", "\xc2\xa0", "\xe2\x80\xaf", "'", "-", "+", "0", "00000000000000000000", "e5", "\xe2\x88\x92", NULL };

static const char * const date_samples[] = {
  "2026-12-31", "31/12/2026", "31.12.26", "31/12", "today", "2026-03-29T01:00:00Z", "2026-12-31T23:59:60.5+02:00", "0026-01-01T00:00:00Z",
  "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:01", NULL,
};
static const char * const date_words[] = { "-", "/", ".", " ", "0", "9999", "0000", "T", "Z", "+99:99", "29/02/2025", "aujourd'hui", NULL };

static void
assert_problem (GError     *error,
                const char *input)
{
  g_autofree char *shown = g_strescape (input, NULL);

  if (error == NULL)
    g_error ("no error for “%s”", shown);
  if (error->domain != ROUNDS_PROBLEM || !g_utf8_validate (error->message, -1, NULL))
    {
      g_autofree char *message = g_strescape (error->message, NULL);

      g_error ("the error “%s” for “%s”", message, shown);
    }
}

/* What was applied is written, read back and written the same. */
static void
assert_round_trip (RoundsEntity *entity)
{
  g_autofree char *text = rounds_json_from_entity (entity);
  g_autoptr(RoundsEntity) copy = rounds_entity_new (rounds_entity_get_info (entity));
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = rounds_json_parse_object (text, -1, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_true (rounds_json_apply (copy, object, ROUNDS_JSON_TRUSTED, &error));
  g_assert_no_error (error);
  again = rounds_json_from_entity (copy);
  g_assert_cmpstr (again, ==, text);
}

static void
apply_json (JsonObject *object)
{
  static const RoundsJsonFlags flags[] = { ROUNDS_JSON_DEFAULT, ROUNDS_JSON_NEW, ROUNDS_JSON_TRUSTED };
  guint n_kinds;
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(RoundsEntity) entity = rounds_entity_new (kinds[i]);
      g_autoptr(GError) error = NULL;

      if (rounds_json_apply (entity, object, flags[i % G_N_ELEMENTS (flags)], &error))
        assert_round_trip (entity);
      else
        assert_problem (error, kinds[i]->kind);
    }
}

static void
parse_json (const char *data,
            gsize       length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = rounds_json_parse (data, (gssize) length, &error);
  g_autoptr(JsonNode) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;

  if (node == NULL)
    {
      assert_problem (error, data);
      return;
    }

  text = rounds_json_to_text (node);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  again = rounds_json_parse (text, -1, &error);
  g_assert_no_error (error);
  second = rounds_json_to_text (again);
  g_assert_cmpstr (second, ==, text);

  if (JSON_NODE_HOLDS_OBJECT (node))
    apply_json (json_node_get_object (node));
}

static void
parse_decimal (const char *data,
               gsize       length)
{
  for (guint scale = 0; scale <= 6; scale += 2)
    {
      gint64 value, again;
      g_autofree char *text = NULL;

      if (!rounds_decimal_parse (data, scale, &value))
        continue;
      text = rounds_decimal_to_text (value, scale);
      g_assert_true (rounds_decimal_parse (text, scale, &again));
      g_assert_cmpint (again, ==, value);
    }
}

static void
parse_date (const char *data,
            gsize       length)
{
  char *date = NULL;
  gint64 instant, again;

  if (rounds_date_parse_local (data, "2026-05-12", &date))
    g_assert_true (date == NULL || rounds_date_is_valid (date));
  g_free (date);

  if (rounds_instant_parse (data, &instant))
    {
      g_autofree char *text = rounds_instant_to_text (instant);

      if (!rounds_instant_parse (text, &again))
        g_error ("“%s” was read, and is written as “%s”, which is not", data, text);
      g_assert_cmpint (again, ==, instant);
    }
}

static const RoundsFuzz json = { "/fuzz/model/json", json_samples, json_words, parse_json };
static const RoundsFuzz decimal = { "/fuzz/model/decimal", decimal_samples, decimal_words, parse_decimal };
static const RoundsFuzz date = { "/fuzz/model/date", date_samples, date_words, parse_date };

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  rounds_fuzz_add (&json);
  rounds_fuzz_add (&decimal);
  rounds_fuzz_add (&date);

  return g_test_run ();
}
