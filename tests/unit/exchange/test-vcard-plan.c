/* test-vcard-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "exchange/rounds-vcard-export.h"
#include "exchange/rounds-vcard-plan.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-registry.h"
#include "operations-fixture.h"

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:4.0\r\n" lines "END:VCARD\r\n"

static GPtrArray *
read_plan (Fixture    *fixture,
           const char *text,
           const char *institution_id)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = rounds_vcard_plan_read (fixture->database, stream, institution_id, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

static const RoundsVcardEntry *
get_entry (GPtrArray *entries,
           guint      index)
{
  g_assert_cmpuint (index, <, entries->len);
  return g_ptr_array_index (entries, index);
}

static void
assert_refused (GPtrArray  *entries,
                guint       index,
                const char *reason)
{
  g_assert_cmpint (get_entry (entries, index)->step, ==, ROUNDS_VCARD_REFUSE);
  g_assert_cmpstr (get_entry (entries, index)->reason, ==, reason);
}

static void
test_steps (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(JsonObject) changed = NULL;
  const RoundsVcardEntry *entry;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  changed = fixture_run (&fixture, "record.update",
                         "{'kind':'contact','id':'%s','values':{'email':'Luc.Robin@Yves.example','phone':'02 99 11 22 33'}}",
                         OTHER_CONTACT_ID);
  entries = read_plan (&fixture,
                       /* The institution by its name, accents and case set aside. */
                       CARD ("N:Morel;Inès\r\nORG:clinique SAINT-YVES;Achats\r\nEMAIL:ines@yves.example\r\n")
                       /* Known by the address, in other letters; the number is the same, the title is new, the name stays. */
                       CARD ("N:Robin;Lucien\r\nEMAIL:luc.robin@yves.example\r\nTEL:+33299112233\r\nTITLE:Acheteur\r\n")
                       /* Known by the name where the person works, and nothing is new. */
                       CARD ("N:PETIT;claire\r\n")
                       /* The same again, further down. */
                       CARD ("N:Morel;Ines\r\nORG:Clinique Saint-Yves\r\nEMAIL:INES@yves.example\r\n")
                       CARD ("N:Weber;Anna\r\nEMAIL:an@address,wrong\r\n")
                       CARD ("FN:Nobody\r\n"),
                       HOSPITAL_ID);
  g_assert_cmpuint (entries->len, ==, 6);

  entry = get_entry (entries, 0);
  g_assert_cmpint (entry->step, ==, ROUNDS_VCARD_CREATE);
  g_assert_cmpstr (entry->name, ==, "Inès Morel");
  g_assert_cmpstr (entry->place, ==, "Clinique Saint-Yves");
  fixture_assert_text (entry->values, "institutionId", CLINIC_ID);
  fixture_assert_text (entry->values, "department", "Achats");

  entry = get_entry (entries, 1);
  g_assert_cmpint (entry->step, ==, ROUNDS_VCARD_UPDATE);
  g_assert_cmpstr (entry->contact_id, ==, OTHER_CONTACT_ID);
  g_assert_false (json_object_has_member (entry->values, "phone"));
  g_assert_false (json_object_has_member (entry->values, "firstName"));
  fixture_assert_text (entry->values, "title", "Acheteur");

  entry = get_entry (entries, 2);
  g_assert_cmpint (entry->step, ==, ROUNDS_VCARD_KEEP);
  g_assert_cmpstr (entry->contact_id, ==, CONTACT_ID);

  assert_refused (entries, 3, "The same person stands further up in the file");
  g_assert_cmpint (get_entry (entries, 4)->step, ==, ROUNDS_VCARD_REFUSE);
  assert_refused (entries, 5, "Line 29: the card does not say both the first name and the last name");
  g_assert_cmpuint (rounds_vcard_plan_count (entries, ROUNDS_VCARD_REFUSE), ==, 3);
  fixture_close (&fixture);
}

static void
test_places (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) entries = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fixture_insert (&fixture, "institution", "{'id':'01900000-0000-7000-8000-000000000013','name':'Clinique Saint-Yves','type':'clinic'}");
  entries = read_plan (&fixture,
                       CARD ("N:A;B\r\n") CARD ("N:C;D\r\nORG:Nowhere\r\n")
                       /* Two are called so. */
                       CARD ("N:E;F\r\nORG:Clinique Saint-Yves\r\n"), NULL);
  assert_refused (entries, 0, "The card names no institution");
  assert_refused (entries, 1, "No institution that is known is called so");
  assert_refused (entries, 2, "No institution that is known is called so");
  g_clear_pointer (&entries, g_ptr_array_unref);

  entries = read_plan (&fixture, CARD ("N:C;D\r\nORG:Nowhere\r\n"), CLINIC_ID);
  g_assert_cmpint (get_entry (entries, 0)->step, ==, ROUNDS_VCARD_CREATE);
  fixture_assert_text (get_entry (entries, 0)->values, "institutionId", CLINIC_ID);
  fixture_close (&fixture);
}

/* One change does it all, and one undoes it. */
static void
test_run (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  before = fixture_dump (&fixture);
  entries = read_plan (&fixture,
                       CARD ("N:Morel;Inès\r\nTEL;TYPE=cell:06 11 22 33 44\r\n") CARD ("N:Petit;Claire\r\nTITLE:Directrice\r\n")
                       CARD ("N:Weber;Anna\r\nEMAIL:anna@weber.example\r\n") CARD ("FN:Nobody\r\n"),
                       HOSPITAL_ID);
  arguments = rounds_vcard_plan_to_arguments (entries);
  answer = fixture_run_node (&fixture, "batch.run", arguments, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts WHERE deleted_at IS NULL"), ==, 4);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts WHERE title = 'Directrice' AND first_name = 'Claire'"), ==, 1);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts WHERE mobile_phone IS NOT NULL"), ==, 1);
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

/* What was written here is known again when it comes back, whatever it is called by then. */
static void
test_back_again (gconstpointer data)
{
  Fixture fixture;
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(JsonObject) changed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  rounds_query_add_sort (query, rounds_entity_info_find (info, "last-name"), FALSE);
  g_assert_cmpint (rounds_vcard_export (fixture.database, query, stream, NULL, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_nonnull (strstr (text, "ORG:Clinique Saint-Yves\r\n"));

  changed = fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'lastName':'Robin-Morel'}}", OTHER_CONTACT_ID);
  entries = read_plan (&fixture, text, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (get_entry (entries, i)->step, ==, ROUNDS_VCARD_KEEP);
      g_assert_cmpstr (get_entry (entries, i)->contact_id, ==, i == 0 ? CONTACT_ID : OTHER_CONTACT_ID);
    }
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/vcard-plan/steps", test_steps);
  fixture_add_tests ("/vcard-plan/places", test_places);
  fixture_add_tests ("/vcard-plan/run", test_run);
  fixture_add_tests ("/vcard-plan/back-again", test_back_again);

  return g_test_run ();
}
