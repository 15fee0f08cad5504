/* test-duplicate-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-duplicate-records.h"
#include "model/rounds-institution.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"

#define ID "01900000-0000-7000-8000-%012u"

static void
add_institution (Fixture    *fixture,
                 guint       number,
                 const char *name,
                 const char *city,
                 const char *zip_code,
                 const char *user_id)
{
  fixture_insert (fixture, "institution", "{'id':'" ID "','name':'%s','assignedUserId':'%s','address':{'city':'%s','zipCode':'%s'}}",
                  number, name, user_id, city, zip_code);
}

static const char *
get_second_id (RoundsDuplicateRecords *found,
               guint                   index)
{
  const RoundsDuplicate *pair = &g_array_index (found->pairs, RoundsDuplicate, index);

  return g_array_index (found->records, RoundsDuplicateRecord, pair->second).id;
}

static void
test_institutions (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDuplicateRecords) found = NULL;
  g_autoptr(RoundsDuplicateRecords) mine = NULL;
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_INSTITUTION),
                                                                                    "assigned-user-id"),
                                                           ROUNDS_FILTER_EQUAL, USER_ID);
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *pairs;
  guint64 before;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  add_institution (&fixture, 101, "Polyclinique Saint-Laurent", "Rennes", "35000", USER_ID);
  add_institution (&fixture, 102, "CHU de Nantes", "Nantes", "44000", USER_ID);
  add_institution (&fixture, 103, "Centre hospitalier universitaire de Nantes", "Nantes", "44000", OTHER_USER_ID);
  add_institution (&fixture, 104, "Polyclinique St Laurent", "Rennes", "35700", USER_ID);
  add_institution (&fixture, 105, "Polyclinique Saint-Laurens", "Rennes", "35700", USER_ID);
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE institutions SET deleted_at = 1 WHERE id = $1", "s",
                                          "01900000-0000-7000-8000-000000000104"));

  before = rounds_database_get_n_statements (fixture.database);
  found = rounds_duplicate_institutions_find (fixture.database, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture.database) - before, ==, 1);
  g_assert_cmpuint (found->pairs->len, ==, 2);
  g_assert_cmpint (g_array_index (found->pairs, RoundsDuplicate, 0).certainty, ==, ROUNDS_DUPLICATE_LIKELY);
  g_assert_cmpstr (get_second_id (found, 0), ==, "01900000-0000-7000-8000-000000000103");
  g_assert_cmpint (g_array_index (found->pairs, RoundsDuplicate, 1).certainty, ==, ROUNDS_DUPLICATE_POSSIBLE);
  g_assert_cmpstr (get_second_id (found, 1), ==, "01900000-0000-7000-8000-000000000105");

  /* Of those one sees. */
  mine = rounds_duplicate_institutions_find (fixture.database, filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mine->pairs->len, ==, 1);

  /* The second page of one pair each. */
  rounds_duplicate_records_write (found, 1, 1, writer);
  text = rounds_json_writer_end (writer, NULL);
  node = rounds_json_parse (text, -1, &error);
  g_assert_no_error (error);
  pairs = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (pairs), ==, 1);
  fixture_assert_text (json_array_get_object_element (pairs, 0), "certainty", "possible");
  fixture_assert_text (json_array_get_object_element (json_object_get_array_member (json_array_get_object_element (pairs, 0), "records"),
                                                      0), "detail", "Rennes");
  fixture_close (&fixture);
}

static void
test_contacts (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(RoundsDuplicateRecords) found = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  fixture_insert (&fixture, "contact", "{'id':'" ID "','institutionId':'%s','firstName':'CLAIRE','lastName':'Pétit'}", 201u, HOSPITAL_ID);
  fixture_insert (&fixture, "contact", "{'id':'" ID "','institutionId':'%s','firstName':'Claire','lastName':'Petit'}", 202u, CLINIC_ID);
  fixture_insert (&fixture, "contact", "{'id':'" ID "','institutionId':'%s','firstName':'A','lastName':'B','email':'a@b.example'}", 203u,
                  CLINIC_ID);
  fixture_insert (&fixture, "contact", "{'id':'" ID "','institutionId':'%s','firstName':'C','lastName':'D','email':'A@b.example'}", 204u,
                  HOSPITAL_ID);
  found = rounds_duplicate_contacts_find (fixture.database, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->pairs->len, ==, 2);
  g_assert_cmpint (g_array_index (found->pairs, RoundsDuplicate, 0).certainty, ==, ROUNDS_DUPLICATE_CERTAIN);
  g_assert_cmpstr (get_second_id (found, 0), ==, "01900000-0000-7000-8000-000000000204");
  g_assert_cmpstr (get_second_id (found, 1), ==, "01900000-0000-7000-8000-000000000201");
  fixture_close (&fixture);
}

#define ADD_BOTH(name, function) \
  g_test_add_data_func ("/insight/duplicates/" name "/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), function); \
  g_test_add_data_func ("/insight/duplicates/" name "/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_BOTH ("institutions", test_institutions);
  ADD_BOTH ("contacts", test_contacts);

  return g_test_run ();
}
