/* test-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-phone.h"

static void
assert_variants (const char *phone,
                 const char *expected)
{
  g_auto(GStrv) variants = rounds_phone_get_variants (phone);
  g_autofree char *all = g_strjoinv (" ", variants);

  g_test_message ("%s", phone);
  g_assert_cmpstr (all, ==, expected);
}

static void
test_french (void)
{
  const char *all = "0240083333 33240083333 330240083333 0033240083333 00330240083333";

  assert_variants ("02 40 08 33 33", all);
  assert_variants ("02.40.08.33.33", all);
  assert_variants ("+33 2 40 08 33 33", all);
  assert_variants ("+33 (0)2 40 08 33 33", all);
  assert_variants ("0033240083333", all);
  assert_variants ("33240083333", all);
  assert_variants (" (02) 40-08-33-33", all);
}

static void
test_other (void)
{
  assert_variants ("+49 30 1234567", "49301234567 0049301234567");
  assert_variants ("0049 30 1234567", "49301234567 0049301234567");
  /* Too short for a French number, too long for one. */
  assert_variants ("0240083", "0240083 000240083");
  assert_variants ("+33 2 40 08 33 33 3", "332400833333 00332400833333");
  assert_variants ("112", "");
  assert_variants ("", "");
  assert_variants (NULL, "");
}

static void
assert_uri (const char *phone,
            const char *expected)
{
  g_autofree char *uri = rounds_phone_dup_uri (phone);

  g_test_message ("%s", phone);
  g_assert_cmpstr (uri, ==, expected);
}

static void
test_uri (void)
{
  assert_uri ("02 40 08 33 33", "tel:+33240083333");
  assert_uri ("+33 (0)2 40 08 33 33", "tel:+33240083333");
  assert_uri ("0033 240083333", "tel:+33240083333");
  assert_uri ("0049 30 1234567", "tel:+49301234567");
  assert_uri ("+1 (415) 555-2671", "tel:+14155552671");
  assert_uri ("poste 3312", "tel:3312");
  assert_uri ("112", "tel:112");
  assert_uri ("inconnu", NULL);
  assert_uri (NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phone/french", test_french);
  g_test_add_func ("/phone/other", test_other);
  g_test_add_func ("/phone/uri", test_uri);

  return g_test_run ();
}
