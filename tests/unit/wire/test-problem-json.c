/* test-problem-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "model/rounds-json.h"
#include "wire/rounds-problem-json.h"

static void
test_write (void)
{
  g_autoptr(GError) error = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "STAGE_NEEDS_REASON", "Say “why” <the deal> was lost");
  g_autofree char *text = NULL;
  gsize length;

  rounds_problem_add_field (&error, "lostReason", "REQUIRED", "Say why");
  text = rounds_problem_json_from_error (error, "/api/opportunities/7/stage", &length);
  g_assert_cmpuint (length, ==, strlen (text));
  g_assert_cmpstr (text, ==,
                   "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                   "\"detail\":\"Say “why” <the deal> was lost\",\"instance\":\"/api/opportunities/7/stage\","
                   "\"code\":\"STAGE_NEEDS_REASON\",\"errors\":[{\"field\":\"lostReason\",\"code\":\"REQUIRED\",\"detail\":\"Say why\"}],"
                   "\"success\":false,\"error\":{\"code\":\"STAGE_NEEDS_REASON\",\"message\":\"Say “why” <the deal> was lost\"}}");
}

/* What is not meant for people never goes out. */
static void
test_inner_errors (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "/home/anne/secret.db");
  g_autofree char *text = rounds_problem_json_from_error (error, NULL, NULL);

  g_assert_null (strstr (text, "anne"));
  g_assert_nonnull (strstr (text, "\"status\":500,"));
  g_assert_nonnull (strstr (text, "\"code\":\"INTERNAL_ERROR\""));
  g_assert_null (strstr (text, "instance"));
}

static void
test_round_trip (void)
{
  for (guint code = ROUNDS_PROBLEM_MALFORMED; code <= ROUNDS_PROBLEM_UNAVAILABLE; code++)
    {
      g_autoptr(GError) error = rounds_problem_new (code, "SOME_CODE", "Some “sentence”");
      g_autofree char *text = NULL;
      g_autoptr(GError) back = NULL;
      const RoundsFieldProblem *field;

      rounds_problem_add_field (&error, "lines[2].quantity", "TOO_SMALL", "More");
      text = rounds_problem_json_from_error (error, "/", NULL);
      back = rounds_problem_json_parse (rounds_problem_get_status (error), text, -1);
      g_assert_error (back, ROUNDS_PROBLEM, (int) code);
      g_assert_cmpstr (back->message, ==, error->message);
      g_assert_cmpstr (rounds_problem_get_code (back), ==, "SOME_CODE");
      g_assert_cmpuint (rounds_problem_get_fields (back)->len, ==, 1);
      field = g_ptr_array_index (rounds_problem_get_fields (back), 0);
      g_assert_cmpstr (field->field, ==, "lines[2].quantity");
      g_assert_cmpstr (field->code, ==, "TOO_SMALL");
      g_assert_cmpstr (field->detail, ==, "More");
    }
}

/* What a proxy, or nobody in particular, may answer. */
static void
test_strange_answers (void)
{
  static const char * const texts[] = {
    "", "<html>502 Bad Gateway</html>", "[]", "null", "{}", "{\"code\":7,\"detail\":[],\"errors\":{}}",
    "{\"errors\":[1,{},{\"field\":\"a\"},null]}", "{\"status\":\"high\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) unavailable = rounds_problem_json_parse (503, texts[i], -1);
      g_autoptr(GError) odd = rounds_problem_json_parse (418, texts[i], -1);
      g_autoptr(GError) none = rounds_problem_json_parse (0, texts[i], -1);

      g_assert_error (unavailable, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAVAILABLE);
      g_assert_error (odd, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FAILED);
      g_assert_error (none, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FAILED);
      g_assert_cmpstr (unavailable->message, !=, "");
      g_assert_nonnull (rounds_problem_get_code (unavailable));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/problem-json/write", test_write);
  g_test_add_func ("/wire/problem-json/inner-errors", test_inner_errors);
  g_test_add_func ("/wire/problem-json/round-trip", test_round_trip);
  g_test_add_func ("/wire/problem-json/strange-answers", test_strange_answers);

  return g_test_run ();
}
