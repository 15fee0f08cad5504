/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

static void
assert_malformed (const char *text,
                  gssize      length)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = g_strescape (text != NULL ? text : "", NULL);

  g_test_message ("“%s”", shown);
  g_assert_null (rounds_json_parse (text, length, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "MALFORMED_JSON");
}

static void
assert_same (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = rounds_json_parse (text, -1, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = rounds_json_to_text (node);
  g_assert_cmpstr (again, ==, text);
}

static void
test_writer (void)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gsize length;

  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "a\"b");
  rounds_json_writer_text (writer, "q\" b\\ n\n r\r t\t c\x01\x1f é");
  rounds_json_writer_key (writer, "bad");
  rounds_json_writer_text (writer, "x\xff" "y");
  rounds_json_writer_key (writer, "numbers");
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_integer (writer, G_MININT64);
  rounds_json_writer_decimal (writer, 123456, 2);
  rounds_json_writer_decimal (writer, 123450, 2);
  rounds_json_writer_decimal (writer, 100000, 2);
  rounds_json_writer_decimal (writer, -5, 3);
  rounds_json_writer_double (writer, 0.125, 2);
  rounds_json_writer_double (writer, 66.6666, 1);
  rounds_json_writer_double (writer, 50.0, 1);
  rounds_json_writer_double (writer, -0.001, 1);
  rounds_json_writer_double (writer, 100.0, 0);
  rounds_json_writer_double (writer, NAN, 1);
  rounds_json_writer_double (writer, INFINITY, 1);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_key (writer, "rest");
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_null (writer);
  rounds_json_writer_boolean (writer, TRUE);
  rounds_json_writer_boolean (writer, FALSE);
  rounds_json_writer_text (writer, NULL);
  rounds_json_writer_instant (writer, 0);
  rounds_json_writer_raw (writer, "{\"x\":[]}");
  rounds_json_writer_raw (writer, NULL);
  rounds_json_writer_begin_array (writer);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
  text = rounds_json_writer_end (writer, &length);

  g_assert_cmpstr (text, ==,
                   "{\"a\\\"b\":\"q\\\" b\\\\ n\\n r\\r t\\t c\\u0001\\u001f é\","
                   "\"bad\":\"x\uFFFDy\","
                   "\"numbers\":[-9223372036854775808,1234.56,1234.5,1000,-0.005,0.12,66.7,50,0,100,null,null],"
                   "\"rest\":[null,true,false,null,\"1970-01-01T00:00:00Z\",{\"x\":[]},null,[],{}]}");
  g_assert_cmpuint (length, ==, strlen (text));

  /* It can be used again. */
  rounds_json_writer_integer (writer, 1);
  again = rounds_json_writer_end (writer, NULL);
  g_assert_cmpstr (again, ==, "1");
}

/* Every byte that must be written in another way, at every place of a word and with every length around it. */
static void
test_places (void)
{
  static const struct { const char *written; const char *meant; } specials[] = {
    { "\\\"", "\"" }, { "\\\\", "\\" }, { "\\u001f", "\x1f" }, { "\\n", "\n" }, { "é", "é" }, { "\x7f", "\x7f" }, { " ", " " },
    { "\uFFFD", "\xff" }, { "\uFFFD", "\x80" },
  };

  for (guint length = 0; length <= 20; length++)
    for (guint place = 0; place <= length; place++)
      for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
        {
          g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
          g_autofree char *before = g_strnfill (place, '!');
          g_autofree char *after = g_strnfill (length - place, '#');
          g_autofree char *text = g_strconcat (before, specials[i].meant, after, NULL);
          g_autofree char *expected = g_strconcat ("\"", before, specials[i].written, after, "\"", NULL);
          g_autofree char *found = NULL;

          rounds_json_writer_text (writer, text);
          found = rounds_json_writer_end (writer, NULL);
          g_assert_cmpstr (found, ==, expected);
        }
}

static void
test_same (void)
{
  assert_same ("{\"a\":[1,2.5,1234.56,0.1,true,false,null,\"x\",{}],\"b\":{\"c\":[]}}");
  assert_same ("-1");
  assert_same ("999999999999999999");
  assert_same ("\"😀\"");
}

static void
test_malformed (void)
{
  static const char * const bad[] = {
    "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "[01]", "[1.]", "[.5]", "[+1]", "[NaN]", "[1 2]", "tru",
    "{\"a\":1} x", "/* c */[1]", "var x = 1", "[\"a\nb\"]", "[\"\\x\"]", "[\"\\ud800x\"]", "[\"a\\u0000b\"]",
    "[1234567890123456789]", "[\"abc", "[\"\\", "]", "}", "[\"\xff\"]",
  };
  g_autoptr(GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_malformed (bad[i], -1);
  assert_malformed (NULL, -1);
  assert_malformed ("[1\0]", 4);

  for (guint i = 0; i < 64; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 64; i++)
    g_string_append_c (deep, ']');
  {
    g_autoptr(JsonNode) node = rounds_json_parse (deep->str, -1, NULL);
    g_assert_nonnull (node);
  }
  g_string_prepend_c (deep, '[');
  g_string_append_c (deep, ']');
  assert_malformed (deep->str, -1);

  g_string_truncate (deep, 0);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (deep, "[{\"a\":");
  g_assert_null (rounds_json_parse (deep->str, (gssize) deep->len, NULL));
}

static void
test_position (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) number = NULL;
  g_autoptr(GError) array = NULL;

  g_assert_null (rounds_json_parse ("{\"a\":1,\n \"b\":tru}", -1, &error));
  g_assert_nonnull (strstr (error->message, "line 2, column 8"));
  g_assert_null (strstr (error->message, "<data>"));

  g_assert_null (rounds_json_parse ("[1,\n\n 12345678901234567890]", -1, &number));
  g_assert_nonnull (strstr (number->message, "line 3, column 2"));

  g_assert_null (rounds_json_parse_object ("[]", -1, &array));
  g_assert_cmpstr (rounds_problem_get_code (array), ==, "OBJECT_EXPECTED");
}

static void
test_lists (void)
{
  const char * const texts[] = { "one", "tw\"o", "", NULL };
  g_autofree char *text = rounds_json_list_to_text (texts);
  g_autofree char *empty = rounds_json_list_to_text (NULL);
  g_auto(GStrv) list = rounds_json_parse_list (text);
  g_auto(GStrv) mixed = rounds_json_parse_list ("[1,\"a\",null,[],\"b\"]");
  g_auto(GStrv) none = rounds_json_parse_list (NULL);
  g_auto(GStrv) bad = rounds_json_parse_list ("{\"a\":1}");
  const char * const strings[] = { "a", "b", NULL };

  g_assert_cmpstr (text, ==, "[\"one\",\"tw\\\"o\",\"\"]");
  g_assert_cmpstr (empty, ==, "[]");
  g_assert_cmpstrv (list, texts);
  g_assert_cmpstrv (mixed, strings);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (bad), ==, 0);
}

static void
test_getters (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = rounds_json_parse_object ("{\"t\":\"x\",\"i\":3,\"d\":1234.56,\"w\":2.0,\"n\":null,"
                                                           "\"s\":\"12.50\",\"o\":{},\"b\":true}", -1, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  g_assert_cmpstr (rounds_json_get_text (object, "t"), ==, "x");
  g_assert_null (rounds_json_get_text (object, "i"));
  g_assert_null (rounds_json_get_text (object, "n"));
  g_assert_null (rounds_json_get_text (object, "o"));
  g_assert_null (rounds_json_get_text (object, "missing"));
  g_assert_null (rounds_json_get_text (NULL, "t"));

  g_assert_false (rounds_json_get_integer (object, "d", &value));
  g_assert_false (rounds_json_get_integer (object, "t", &value));
  g_assert_false (rounds_json_get_integer (object, "n", &value));
  g_assert_false (rounds_json_get_integer (object, "b", &value));
  g_assert_false (rounds_json_get_integer (object, "missing", &value));
  g_assert_cmpint (value, ==, -1);
  g_assert_true (rounds_json_get_integer (object, "i", &value));
  g_assert_cmpint (value, ==, 3);
  g_assert_true (rounds_json_get_integer (object, "w", &value));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (rounds_json_get_decimal (object, "d", 2, &value));
  g_assert_cmpint (value, ==, 123456);
  g_assert_true (rounds_json_get_decimal (object, "i", 2, &value));
  g_assert_cmpint (value, ==, 300);
  g_assert_true (rounds_json_get_decimal (object, "s", 2, &value));
  g_assert_cmpint (value, ==, 1250);
  g_assert_false (rounds_json_get_decimal (object, "d", 1, &value));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/json/writer", test_writer);
  g_test_add_func ("/model/json/places", test_places);
  g_test_add_func ("/model/json/same", test_same);
  g_test_add_func ("/model/json/malformed", test_malformed);
  g_test_add_func ("/model/json/position", test_position);
  g_test_add_func ("/model/json/lists", test_lists);
  g_test_add_func ("/model/json/getters", test_getters);

  return g_test_run ();
}
