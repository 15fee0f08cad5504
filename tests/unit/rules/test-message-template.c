/* test-message-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-message-template.h"

static const RoundsTemplateValue values[] = {
  { "title", "Lit {days}" },
  { "days", "3" },
  { "nothing", NULL },
};

static void
assert_filled (const char *template,
               glong       maximum,
               const char *expected)
{
  g_autofree char *text = rounds_template_fill (template, values, G_N_ELEMENTS (values), maximum);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_fill (void)
{
  assert_filled ("", 0, "");
  assert_filled ("« {title} » : {days} j", 0, "« Lit {days} » : 3 j");
  assert_filled ("{days}{days}{nothing}!", 0, "33!");
  /* A name that is none, and braces that hold none. */
  assert_filled ("{other} {} { days } {days", 0, "{other} {} { days } {days");
  assert_filled ("{{days}}", 0, "{3}");
  assert_filled ("ééééé", 5, "ééééé");
  assert_filled ("éééééé", 5, "éééé…");
}

static void
test_check (void)
{
  const char * const names[] = { "title", "days", NULL };
  g_autofree char *unknown = NULL;

  g_assert_true (rounds_template_check ("{title} {days} {} {not closed", names, &unknown));
  g_assert_null (unknown);
  g_assert_false (rounds_template_check ("{title} {dayz}", names, &unknown));
  g_assert_cmpstr (unknown, ==, "dayz");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-template/fill", test_fill);
  g_test_add_func ("/message-template/check", test_check);

  return g_test_run ();
}
