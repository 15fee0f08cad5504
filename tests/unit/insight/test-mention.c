/* test-mention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-mention.h"

/* The fixture has Claire Petit of the Centre hospitalier de Laval and Luc Robin of the Clinique Saint-Yves. */

static void
assert_found (Fixture    *fixture,
              const char *words,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mentions = rounds_mentions_find (fixture->database, words, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < mentions->len; i++)
    {
      RoundsMention *mention = g_ptr_array_index (mentions, i);

      g_string_append_printf (text, "%s%s:%s@%s", i > 0 ? ", " : "", mention->kind, mention->title, mention->institution_name);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_find (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  assert_found (&fixture, "claire petit", "contact:Claire Petit@Centre hospitalier de Laval");
  assert_found (&fixture, "petit", "contact:Claire Petit@Centre hospitalier de Laval");
  assert_found (&fixture, "Robin Luc", "contact:Luc Robin@Clinique Saint-Yves");
  assert_found (&fixture, "clin st yves", "institution:Clinique Saint-Yves@Clinique Saint-Yves");
  assert_found (&fixture, "clinique saint yves", "institution:Clinique Saint-Yves@Clinique Saint-Yves");
  assert_found (&fixture, "clin saint", "institution:Clinique Saint-Yves@Clinique Saint-Yves");
  assert_found (&fixture, "devis a claire petit", "contact:Claire Petit@Centre hospitalier de Laval");
  assert_found (&fixture, "centre hospitalier laval devis", "institution:Centre hospitalier de Laval@Centre hospitalier de Laval");
  /* One word is a whole one, and no article. */
  assert_found (&fixture, "pet", "");
  assert_found (&fixture, "de", "");
  assert_found (&fixture, "", "");
  assert_found (&fixture, "%_'\"", "");
  fixture_close (&fixture);
}

static void
test_several (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fixture_insert (&fixture, "contact", "{'id':'01900000-0000-7000-8000-000000000031','institutionId':'%s','firstName':'Anne',"
                  "'lastName':'Petit'}", CLINIC_ID);
  fixture_insert (&fixture, "institution", "{'id':'%s','name':'Clinique du Petit Bois'}", "01900000-0000-7000-8000-000000000032");
  assert_found (&fixture, "petit", "contact:Anne Petit@Clinique Saint-Yves, contact:Claire Petit@Centre hospitalier de Laval,"
                " institution:Clinique du Petit Bois@Clinique du Petit Bois");
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'contact','id':'%s'}", CONTACT_ID));
  assert_found (&fixture, "petit", "contact:Anne Petit@Clinique Saint-Yves, institution:Clinique du Petit Bois@Clinique du Petit Bois");
  fixture_close (&fixture);
}

/* A word that many have says nothing. */
static void
test_common (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  assert_found (&fixture, "clinique", "institution:Clinique Saint-Yves@Clinique Saint-Yves");
  for (guint i = 0; i < 24; i++)
    fixture_insert (&fixture, "institution", "{'id':'01900000-0000-7000-8000-000000000%03u','name':'Clinique %c'}", 500 + i, 'A' + i);
  assert_found (&fixture, "clinique", "");
  assert_found (&fixture, "clinique saint", "institution:Clinique Saint-Yves@Clinique Saint-Yves");
  fixture_close (&fixture);
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/mention/server/" name, GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/mention/cache/" name, GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("find", test_find);
  ADD_BOTH ("several", test_several);
  ADD_BOTH ("common", test_common);

  return g_test_run ();
}
